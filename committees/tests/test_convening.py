"""Notice, joint meetings, new dates, special invitees: what is fixed, who may, and what the record says."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from accounts.tests.factories import a_district, stranger
from audit.models import Event
from committees import pending, proceedings
from committees.desk import waiting
from committees.models import AgendaItem, Invitee, MeetingChange, MeetingNotice, Sitting
from committees.pending import Pending
from committees.proceedings import NotASitting
from committees.tests.factories import CALLED, STARTS, a_meeting, a_paper, attend, depc_of
from common.refusals import NotAllowed, StaleRow, WrongState

pytestmark = pytest.mark.django_db

LATE = STARTS - timedelta(days=4)
LATER = STARTS + timedelta(days=7)


@pytest.fixture
def depc():
    return depc_of(notice_days=7)


def put_on(meeting, depc, title="Any other matter", **more):
    return proceedings.put_on_agenda(meeting, depc.committee, title=title, by=depc.user("convener"), at=CALLED, **more)


def numbers(meeting, depc):
    living = AgendaItem.objects.filter(meeting=meeting, committee=depc.committee).exclude(state="taken_off")
    return list(living.order_by("order").values_list("order", "title"))


def test_the_notice_keeps_who_was_told_of_which_items_and_papers(depc):
    meeting, paper = a_meeting(depc), a_paper()
    put_on(meeting, depc, "", paper=paper)
    put_on(meeting, depc, "A matter of staff", in_camera=True)

    proceedings.send_notice(meeting, depc.committee, by=depc.user("convener"), at=LATE)

    notice = MeetingNotice.objects.get()
    assert [(told["order"], told["paper"], told["in_camera"]) for told in notice.items] == [(1, paper.pk, False), (2, "", True)]
    assert [seat["holder"] for seat in notice.seats] == [depc.seat(key).post.postings.get().person.name for key in _KEYS]
    assert (notice.days_before, notice.days_asked, notice.is_late, notice.date_number) == (4, 7, True, 1)
    assert Event.objects.filter(verb="send notice").count() == 1
    assert Notice.objects.filter(kind="notice_given").count() == 7
    meeting.refresh_from_db()
    assert meeting.notice_sent_at == LATE


_KEYS = ("chair", "co_chair", "convener", "member", "member_2", "member_3", "association")


def test_a_notice_is_sent_once_with_an_agenda_by_the_convener_alone(depc):
    meeting = a_meeting(depc)
    with pytest.raises(WrongState, match="Nothing is on the agenda yet"):
        proceedings.send_notice(meeting, depc.committee, by=depc.user("convener"), at=CALLED)
    put_on(meeting, depc)
    for nobody in (
        stranger(),
        depc.user("member"),
        depc.user("chair"),
        depc_of(a_district("Salem", "Tamil Nadu")).user("convener"),
    ):
        with pytest.raises(NotAllowed):
            proceedings.send_notice(meeting, depc.committee, by=nobody, at=CALLED)
    proceedings.send_notice(meeting, depc.committee, by=depc.user("convener"), at=CALLED)

    with pytest.raises(WrongState, match="sent already"):
        proceedings.send_notice(meeting, depc.committee, by=depc.user("convener"), at=LATE)

    assert MeetingNotice.objects.count() == 1


def test_after_the_notice_the_numbers_stay_and_further_items_go_to_the_end(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    first, second = put_on(meeting, depc, "One"), put_on(meeting, depc, "Two")
    proceedings.send_notice(meeting, depc.committee, by=convener, at=CALLED)

    with pytest.raises(WrongState, match="members know the items by their numbers"):
        proceedings.move_item(second, "up", by=convener, at=CALLED)
    with pytest.raises(WrongState, match="members know the items by their numbers"):
        put_on(meeting, depc, "Three", before=first)
    put_on(meeting, depc, "Three")

    assert numbers(meeting, depc) == [(1, "One"), (2, "Two"), (3, "Three")]
    assert Event.objects.filter(verb="put on agenda").order_by("pk").last().data["after_notice"] is True


def test_a_new_date_keeps_the_agenda_and_the_old_date_with_its_reason(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    put_on(meeting, depc)
    proceedings.send_notice(meeting, depc.committee, by=convener, at=CALLED)
    attend(meeting, depc, "chair", at=CALLED)
    stale = type(meeting).objects.get(pk=meeting.pk)
    before = meeting.sequence

    proceedings.postpone_meeting(meeting, starts_at=LATER, reason="The hall is flooded.", by=convener, at=CALLED)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.held_on, meeting.items.count()) == ("called", LATER, LATER.date(), 1)
    assert meeting.sequence > before
    assert list(MeetingChange.objects.values_list("kind", "old_starts_at", "new_starts_at", "reason")) == [
        ("postponed", STARTS, LATER, "The hall is flooded.")
    ]
    assert meeting.attendances.count() == 0
    assert Event.objects.get(verb="postpone meeting").data["attendance_void"] == 1
    assert Notice.objects.filter(kind="meeting_postponed").count() == 7
    with pytest.raises(StaleRow):
        proceedings.postpone_meeting(stale, starts_at=LATER + timedelta(days=1), reason="Once more.", by=convener, at=CALLED)
    # A further notice may follow for the new date.
    assert proceedings.send_notice(meeting, depc.committee, by=convener, at=CALLED).date_number == 2


def test_a_date_needs_a_reason_a_day_to_come_and_a_meeting_that_is_called(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")

    def postpone(**more):
        given = {"starts_at": LATER, "reason": "Flood.", "by": convener, "at": CALLED} | more
        return proceedings.postpone_meeting(meeting, **given)

    with pytest.raises(WrongState, match="Write why"):
        postpone(reason=" ")
    with pytest.raises(WrongState, match="this date and time already"):
        postpone(starts_at=STARTS)
    with pytest.raises(WrongState, match="The new date is over"):
        postpone(starts_at=CALLED - timedelta(days=1))
    with pytest.raises(NotAllowed):
        postpone(by=stranger())
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    with pytest.raises(WrongState, match="This meeting is sitting"):
        postpone(at=STARTS)
    assert MeetingChange.objects.count() == 0


def test_a_link_stands_in_its_own_field_and_never_in_the_place(depc):
    def call(**more):
        return proceedings.call_meeting([depc.committee], starts_at=STARTS, by=depc.user("convener"), at=CALLED, **more)

    for venue in ("https://meet.example.in/x", "Zoom: zoom.us/j/123456", "www.example.in"):
        with pytest.raises(NotASitting, match="no link stands in it"):
            call(venue=venue, mode="online")
    with pytest.raises(NotASitting, match="in person has no link"):
        call(online_link="https://meet.example.in/x")
    with pytest.raises(NotASitting, match="has to begin with https"):
        call(online_link="javascript:alert(1)", mode="online")
    assert call(venue="Collectorate, Erode. And online", online_link="https://meet.example.in/x", mode="mixed").online_link


def test_a_special_invitee_has_a_body_and_an_inviter_and_no_seat(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    given = {"name": "I. Guest", "body": "Chamber of Commerce", "invited_by": "the chair, letter 1", "by": convener, "at": CALLED}

    guest = proceedings.invite_specially(meeting, depc.committee, **given)

    with pytest.raises(proceedings.NotPresent, match="invited to this meeting already"):
        proceedings.invite_specially(meeting, depc.committee, **given)
    with pytest.raises(proceedings.NotPresent, match="the body they speak for"):
        proceedings.invite_specially(meeting, depc.committee, **given | {"body": " "})
    with pytest.raises(NotAllowed):
        proceedings.invite_specially(meeting, depc.committee, **given | {"name": "Another", "by": stranger()})
    proceedings.record_invitees(meeting, depc.committee, {guest: True}, by=convener, at=STARTS)
    assert [(one.attended, one.public_name) for one in Invitee.objects.all()] == [(True, "")]
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    proceedings.close_sitting(meeting, by=convener, at=STARTS)
    with pytest.raises(WrongState):
        proceedings.record_invitees(meeting, depc.committee, {guest: False}, by=convener, at=STARTS)


@pytest.fixture
def two():
    """Erode calls and invites; Salem has not answered yet."""
    host, guest = depc_of(), depc_of(a_district("Salem", "Tamil Nadu"))
    meeting = a_meeting(host)
    proceedings.invite_to_join(meeting, [guest.committee], by=host.user("convener"), at=CALLED)
    return host, guest, meeting


def test_an_invitation_waits_for_the_other_convener_until_it_is_answered(two):
    host, guest, meeting = two
    on = CALLED.date()

    def asked(user):
        return [one.url for one in waiting.agendas_to_make(user, on) if one.kind == "join"]

    assert asked(guest.user("convener")) == [f"/admin/meetings/{meeting.pk}/join/{guest.committee.slug}/"]
    assert asked(host.user("convener")) + asked(guest.user("member")) + asked(stranger()) == []
    proceedings.decline_to_join(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    assert asked(guest.user("convener")) == []
    with pytest.raises(WrongState, match="answered already"):
        proceedings.decline_to_join(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    # Having declined they may still come.
    proceedings.join_meeting(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    assert Sitting.objects.filter(meeting=meeting).count() == 2


def test_only_who_called_the_meeting_invites_moves_and_cancels_it(two):
    host, guest, meeting = two
    proceedings.join_meeting(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    other = guest.user("convener")

    with pytest.raises(NotAllowed):
        proceedings.invite_to_join(meeting, [depc_of(a_district("Madurai", "Tamil Nadu")).committee], by=other, at=CALLED)
    with pytest.raises(NotAllowed):
        proceedings.postpone_meeting(meeting, starts_at=LATER, reason="Flood.", by=other, at=CALLED)
    with pytest.raises(NotAllowed):
        proceedings.cancel_meeting(meeting, reason="Flood.", by=other, at=CALLED)


def test_each_committee_closes_its_own_part_and_nobody_lets_anothers_items_lapse(two):
    host, guest, meeting = two
    proceedings.join_meeting(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    mine, theirs = put_on(meeting, host, "Mine"), put_on(meeting, guest, "Theirs")
    proceedings.open_sitting(meeting, by=host.user("convener"), at=STARTS)

    with pytest.raises(WrongState, match=r"only its own convener closes its part"):
        proceedings.close_sitting(meeting, by=host.user("convener"), at=STARTS)
    with pytest.raises(NotAllowed):
        proceedings.close_sitting(meeting, by=guest.user("convener"), at=STARTS)
    with pytest.raises(NotAllowed):
        proceedings.close_sitting(meeting, guest.committee, by=host.user("convener"), at=STARTS)
    proceedings.close_sitting(meeting, host.committee, by=host.user("convener"), at=STARTS)

    meeting.refresh_from_db(), mine.refresh_from_db(), theirs.refresh_from_db()
    assert (meeting.state, mine.state, theirs.state) == ("open", "lapsed", "listed")
    with pytest.raises(WrongState, match="closed already"):
        proceedings.close_sitting(meeting, host.committee, by=host.user("convener"), at=STARTS)
    with pytest.raises(WrongState, match="part of the meeting is closed"):
        put_on(meeting, host, "Afterwards")
    with pytest.raises(WrongState, match="part of the meeting is closed"):
        attend(meeting, host, "chair")
    proceedings.open_item(theirs, by=guest.user("convener"), at=STARTS)
    proceedings.close_sitting(meeting, guest.committee, by=guest.user("convener"), at=STARTS)
    meeting.refresh_from_db(), theirs.refresh_from_db()
    assert (meeting.state, theirs.state) == ("closed", "lapsed")
    assert Event.objects.filter(verb="close sitting").count() == 2


def test_who_called_it_closes_for_all_once_nothing_of_the_others_is_left(two):
    host, guest, meeting = two
    proceedings.join_meeting(meeting, guest.committee, by=guest.user("convener"), at=CALLED)
    put_on(meeting, host, "Mine")
    proceedings.open_sitting(meeting, by=host.user("convener"), at=STARTS)

    proceedings.close_sitting(meeting, by=host.user("convener"), at=STARTS)

    meeting.refresh_from_db()
    assert (meeting.state, Sitting.objects.filter(closed_at__isnull=True).count()) == ("closed", 0)


def test_the_agenda_proposes_itself_in_the_order_of_what_waits(depc, monkeypatch):
    old, new = a_paper("old"), a_paper("new")
    rows = [
        Pending(new, "New", CALLED), Pending(None, "Minutes", CALLED, matter="minutes/1", order_hint=pending.MINUTES),
        Pending(old, "Old", CALLED - timedelta(days=9)),
        Pending(None, "Passed up", CALLED, matter="bottlenecks/1", order_hint=pending.PASSED_UP),
        Pending(None, "Answered", CALLED, matter="x", order_hint=pending.RETURNED),
    ]  # fmt: skip
    monkeypatch.setattr(pending, "_providers", [lambda committee: rows, lambda committee: rows[::-1]])
    meeting, convener = a_meeting(depc), depc.user("convener")

    proceedings.propose_agenda(meeting, depc.committee, by=convener, at=CALLED)

    assert [title for _order, title in numbers(meeting, depc)] == ["Minutes", "Answered", "Old", "New", "Passed up"]
    assert Event.objects.filter(verb="propose agenda").count() == 1
    with pytest.raises(WrongState, match="on this agenda already"):
        proceedings.propose_agenda(meeting, depc.committee, by=convener, at=CALLED)
    other = a_meeting(depc, starts_at=LATER)
    with pytest.raises(proceedings.NotOnTheAgenda, match="Nothing waits"):
        proceedings.propose_agenda(other, depc.committee, by=convener, at=CALLED)


def test_what_was_left_undecided_waits_for_the_next_agenda_until_it_is_taken_up(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    item = put_on(meeting, depc, "Approach road")
    assert pending.carried_over(depc.committee) == []
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    proceedings.close_sitting(meeting, by=convener, at=STARTS)
    assert [row.matter for row in pending.carried_over(depc.committee)] == [f"items/{item.pk}"]

    later = a_meeting(depc, starts_at=LATER)
    put_on(later, depc, "Approach road", matter=f"items/{item.pk}")
    assert pending.carried_over(depc.committee) == []
    proceedings.cancel_meeting(later, reason="No quorum expected.", by=convener, at=CALLED)

    assert [row.matter for row in pending.carried_over(depc.committee)] == [f"items/{item.pk}"]
