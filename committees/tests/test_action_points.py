"""Action points: recorded by the convener, answered by their owner, closed with a reason, and older every day until then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.appointing import appoint, ensure_post
from accounts.models import Notice
from accounts.tests.factories import post_of, stranger
from audit.models import Event
from committees import actions, proceedings
from committees.models import ActionAnswer, ActionPoint
from committees.pending import pending_for
from committees.proceedings import NotAnAction
from committees.tests.factories import (
    AFTER,
    STARTS,
    a_meeting,
    a_paper,
    an_action,
    closed,
    depc_of,
    held_sitting,
    item_with,
)
from common.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

HELD = date(2025, 8, 14)
NEXT = STARTS + timedelta(days=40)


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def sitting(depc):
    return held_sitting(depc)


def row_of(point, on):
    (row,) = actions.rows_of(ActionPoint.objects.filter(pk=point.pk), on)
    return row


def test_only_the_convener_records_one_and_its_owner_is_told(depc, sitting):
    owner = depc.seat("member").post
    given = {"text": "Open the cold store", "owner": owner, "due": HELD + timedelta(days=30), "at": AFTER}
    for other in (depc.user("member"), depc.user("chair"), stranger()):
        with pytest.raises(NotAllowed):
            proceedings.record_action(sitting, by=other, **given)

    point = proceedings.record_action(sitting, by=depc.user("convener"), **given)

    assert (point.number, point.state, point.owner) == (1, "open", owner)
    assert list(
        Event.objects.filter(target_id=str(point.pk), target_kind="committees.actionpoint").values_list("verb", flat=True)
    ) == ["record action point"]
    notice = Notice.objects.get(kind="action_recorded")
    assert (notice.post, "cold store" in f"{notice.about} {notice.data}") == (owner, False)


def test_what_is_no_action_point_gets_a_sentence(depc, sitting):
    other = held_sitting(depc, paper=a_paper("another"), starts_at=NEXT)
    refused = [
        ({"text": " "}, "Write what is to be done"),
        ({"due": HELD - timedelta(days=1)}, r"13-08-2025 lies before the meeting of 14-08-2025\. Give a later day\."),
        ({"item": other.meeting.items.get()}, "This item belongs to another sitting"),
    ]
    for given, sentence in refused:
        with pytest.raises(NotAnAction, match=sentence):
            an_action(depc, sitting, **given)

    foreign = post_of(depc.state_officer)
    with pytest.raises(NotAnAction, match="has no seat in this committee and is no post of Erode"):
        proceedings.record_action(sitting, text="X", owner=foreign, due=HELD, by=depc.user("convener"), at=AFTER)
    called = a_meeting(depc, starts_at=NEXT + timedelta(days=9)).sittings.get()
    with pytest.raises(WrongState, match=r"The meeting is called\. Action points are recorded from its opening on\."):
        an_action(depc, called)
    assert ActionPoint.objects.count() == 0


def test_the_second_press_of_a_form_adds_nothing(depc, sitting):
    point = an_action(depc, sitting)
    with pytest.raises(NotAnAction, match=r"This stands already as number 1, so nothing was added\."):
        an_action(depc, sitting)
    member = depc.user("member")
    proceedings.answer_action(point, text="Tender is out.", by=member, at=NEXT)
    with pytest.raises(NotAnAction, match="This answer stands already"):
        proceedings.answer_action(point, text="Tender is out.", by=member, at=NEXT)

    assert (ActionPoint.objects.count(), ActionAnswer.objects.count()) == (1, 1)


def test_its_words_owner_and_date_stand(depc, sitting):
    point = an_action(depc, sitting)

    for change in ({"text": "Other"}, {"due": HELD}, {"owner": depc.seat("chair").post}, {"item": sitting.meeting.items.get()}):
        with pytest.raises(IntegrityError, match="action_point_keeps_its_words_owner_and_date"), transaction.atomic():
            ActionPoint.objects.filter(pk=point.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=point.pk).delete()


def test_the_holder_of_its_post_answers_and_nobody_else_for_them(depc, sitting):
    point = an_action(depc, sitting, owner="member")
    for other in (depc.user("member_2"), depc.user("chair"), depc.user("co_chair"), stranger()):
        with pytest.raises(NotAllowed):
            proceedings.answer_action(point, text="Done it.", by=other, at=NEXT)
    with pytest.raises(NotAllowed, match="This action point belongs to another post; its holder answers it"):
        proceedings.answer_action(point, text="Done it.", by=depc.user("member_2"), at=NEXT)

    answer = proceedings.answer_action(point, text="Tender is out.", by=depc.user("member"), at=NEXT)

    assert (answer.kind, f"{answer.on}") == ("answered", "2025-09-23")
    assert answer.recorded_by_label.startswith(depc.user("member").person.name)
    assert ActionPoint.objects.get().state == "open"


def test_an_owner_without_a_seat_answers_too_and_a_successor_after_the_transfer(depc, sitting):
    hq, district = depc.hq, depc.committee.place
    post = ensure_post("Executive Engineer, PWD", place=district, by=hq, at=AFTER)
    point = proceedings.record_action(
        sitting, text="Mend the road", owner=post, due=HELD + timedelta(days=9), by=depc.user("convener"), at=AFTER
    )
    member = depc.user("member")
    with pytest.raises(NotAllowed):
        proceedings.answer_action(point, text="Mended.", by=member, at=NEXT)
    appoint(member.person, post, kind="additional_charge", on=HELD + timedelta(days=20), by=hq, at=NEXT)

    answer = proceedings.answer_action(point, text="Mended.", by=member, at=NEXT)

    assert "Executive Engineer, PWD" in answer.recorded_by_label


def test_the_convener_writes_down_a_letter_and_names_it(depc, sitting):
    point = an_action(depc, sitting)
    convener = depc.user("convener")
    with pytest.raises(NotAnAction, match=r"Give the number and date of the letter in which its holder answered\."):
        proceedings.answer_action(point, text="Tender is out.", by=convener, at=NEXT)

    answer = proceedings.answer_action(point, text="Tender is out.", reference="LB/4 of 1-9-2025", by=convener, at=NEXT)

    assert answer.reference == "LB/4 of 1-9-2025"


def test_the_convener_closes_it_once_and_then_it_is_frozen(depc, sitting):
    point, convener = an_action(depc, sitting), depc.user("convener")
    with pytest.raises(NotAllowed):
        proceedings.close_action(point, kind="done", text="Seen.", by=depc.user("member"), at=NEXT)
    with pytest.raises(NotAnAction, match="Write what was done, or why the point is closed"):
        proceedings.close_action(point, kind="done", text="", by=convener, at=NEXT)
    with pytest.raises(NotAnAction, match="is not possible"):
        proceedings.close_action(point, kind="done", text="Seen.", on=HELD - timedelta(days=1), by=convener, at=NEXT)

    proceedings.close_action(point, kind="dropped", text="The store was sold.", by=convener, at=NEXT)

    point.refresh_from_db()
    assert (point.state, f"{point.closed_on}") == ("dropped", "2025-09-23")
    with pytest.raises(WrongState, match=r"This action point is dropped since 23-09-2025, so nothing was added\."):
        proceedings.close_action(point, kind="done", text="Seen.", by=convener, at=NEXT)
    with pytest.raises(WrongState):
        proceedings.answer_action(point, text="Late.", by=depc.user("member"), at=NEXT)
    for change in (
        lambda: ActionPoint.objects.update(state="open", closed_on=None),
        lambda: ActionAnswer.objects.update(text="Other"),
        lambda: ActionAnswer.objects.all().delete(),
        lambda: ActionAnswer.objects.create(point=point, kind="answered", text="X", on=HELD, recorded_at=NEXT),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Event.objects.filter(verb="drop").count() == 1


def test_a_later_meeting_closes_it_and_not_its_own(depc, sitting):
    point, convener = an_action(depc, sitting), depc.user("convener")
    own = sitting.meeting.items.get()
    with pytest.raises(WrongState, match="A point is closed at a later meeting"):
        proceedings.close_action(point, kind="done", text="Seen.", item=own, by=convener, at=NEXT)
    circulated = proceedings.circulate(
        depc.committee, paper=a_paper("sent round"), lapses_on=NEXT.date() + timedelta(days=9), by=convener, at=NEXT
    )
    with pytest.raises(WrongState, match="A point is closed at a later meeting"):
        proceedings.close_action(point, kind="done", text="Seen.", item=circulated.item, by=convener, at=NEXT)
    later = item_with(a_paper("another"), depc, starts_at=NEXT)

    answer = proceedings.close_action(point, kind="done", text="Seen.", item=later, by=convener, at=NEXT)

    assert (answer.item, answer.on) == (later, later.meeting.held_on)


def test_it_ages_until_it_is_answered_and_is_overdue_until_it_is_closed(depc, sitting):
    point = an_action(depc, sitting, due=HELD + timedelta(days=30))
    day = HELD + timedelta(days=43)

    assert (row_of(point, day).unanswered_days, row_of(point, day).overdue_days) == (43, 13)
    assert row_of(point, day).age == "unanswered for 43 days, 13 days overdue"
    assert row_of(point, HELD + timedelta(days=1)).age == "unanswered for 1 day"

    proceedings.answer_action(point, text="Tender is out.", by=depc.user("member"), at=NEXT)
    assert row_of(point, day).age == "13 days overdue"
    assert row_of(point, HELD + timedelta(days=39)).unanswered_days == 39
    proceedings.close_action(point, kind="done", text="Seen.", by=depc.user("convener"), at=NEXT + timedelta(days=9))
    assert row_of(point, HELD + timedelta(days=60)).age == ""
    assert row_of(point, day).overdue_days == 13


def test_the_action_taken_report_opens_the_next_agenda(depc, sitting):
    assert pending_for(depc.committee) == []
    point = an_action(depc, sitting)
    done = an_action(depc, sitting, text="Print the leaflet", owner="member_2")
    proceedings.close_action(done, kind="done", text="Seen.", by=depc.user("convener"), at=NEXT - timedelta(days=1))

    (first,) = pending_for(depc.committee)
    assert (first.paper, first.title, first.matter) == (
        None, "Action taken on the points of the meeting of 14-08-2025", f"actions/{sitting.pk}"
    )  # fmt: skip
    report = actions.report_for(depc.committee, HELD + timedelta(days=40), before=NEXT)
    assert [(row.point.pk, row.is_open) for row in report] == [(point.pk, True), (done.pk, False)]
    assert actions.report_for(depc.committee, HELD, before=STARTS) == []

    meeting = a_meeting(depc, starts_at=NEXT)
    convener = depc.user("convener")
    put_on = {"title": first.title, "matter": first.matter, "by": convener, "at": NEXT}
    proceedings.put_on_agenda(meeting, depc.committee, **put_on)
    with pytest.raises(proceedings.NotOnTheAgenda, match="This matter is on the agenda of this meeting already"):
        proceedings.put_on_agenda(meeting, depc.committee, **put_on)


def test_in_camera_the_public_row_says_only_that_there_is_one(depc):
    meeting = a_meeting(depc)
    convener = depc.user("convener")
    item = proceedings.put_on_agenda(meeting, depc.committee, title="Staff", in_camera=True, by=convener, at=STARTS)
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    sitting = closed(meeting, depc)
    point = an_action(depc, sitting, item=item, text="Suspend the clerk")
    proceedings.answer_action(point, text="Suspended.", by=depc.user("member"), at=AFTER + timedelta(days=2))
    on = HELD + timedelta(days=43)

    (row,) = actions.public_points(depc.committee, on)
    assert (row.is_hidden, row.holder, row.answers) == (True, None, [])
    (own,) = actions.points_of_sitting(sitting, on)
    assert (own.is_hidden, [answer.text for answer in own.answers]) == (False, ["Suspended."])


def test_rows_cost_the_same_queries_however_many(depc, sitting, django_assert_num_queries):
    an_action(depc, sitting)
    with django_assert_num_queries(3):
        actions.public_points(depc.committee, HELD)
    for number in range(2):
        point = an_action(depc, sitting, text=f"Point {number}", owner="member_2")
        proceedings.answer_action(point, text="Yes.", by=depc.user("member_2"), at=AFTER + timedelta(days=1))
    with django_assert_num_queries(3):
        actions.public_points(depc.committee, HELD + timedelta(days=9))
