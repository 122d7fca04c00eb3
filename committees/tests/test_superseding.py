"""A later order puts another committee in the place of the old one; what was decided stays with the old."""

from datetime import UTC, date, datetime

import pytest

from accounts.tests.factories import stranger
from audit.models import Event
from committees import proceedings
from committees.models import Committee, Resolution
from committees.pending import pending_for
from committees.proceedings import NotConstituted
from committees.tests.factories import (
    SITTING,
    STARTS,
    a_meeting,
    a_paper,
    attend,
    carried_resolution,
    depc_of,
    drawn_up,
    item_with,
    vote,
)
from common.refusals import NotAllowed

pytestmark = pytest.mark.django_db

ON = date(2025, 10, 1)
AT = datetime(2025, 10, 2, 5, 0, tzinfo=UTC)
NEXT_SITTING = datetime(2025, 11, 14, 5, 30, tzinfo=UTC)


def superseded(depc, *, on=ON, by=None, at=AT, number="DC/IND/99/2025"):
    return proceedings.supersede(depc.committee, order_number=number, order_date=on, by=by or depc.hq, at=at)


def decided(depc):
    """A signed resolution of a sitting that is closed."""
    resolution = carried_resolution(a_paper(), depc)
    proceedings.close_sitting(resolution.item.meeting, by=depc.user("convener"), at=SITTING)
    return resolution


def test_the_old_committee_ends_the_day_before_and_its_decisions_stay_as_they_are():
    depc = depc_of()
    resolution = decided(depc)
    written = Resolution.objects.filter(pk=resolution.pk).values().get()

    new = superseded(depc)

    old = Committee.objects.get(pk=depc.committee.pk)
    assert (old.valid_to, old.end_order_number, old.end_order_date, old.successor) == (ON, "DC/IND/99/2025", ON, new)
    assert (new.valid_from, new.supersedes, old.slug, new.slug) == (ON, old, "depc-erode", "depc-erode-2")
    assert set(old.seats.values_list("valid_to", flat=True)) == {ON}
    assert Resolution.objects.filter(pk=resolution.pk).values().get() == written
    assert [Committee.objects.on(day).get(place=old.place) for day in (date(2025, 9, 30), ON)] == [old, new]
    assert Event.objects.filter(verb="constitute", at=AT).count() == 1


def test_the_new_committee_begins_its_own_chain_under_its_own_address():
    depc = depc_of()
    decided(depc)
    new = superseded(depc)
    # The chair, the convener and the members are seated by the same posts in the new committee.
    for key in ("chair", "convener", "member"):
        post = depc.seat(key).post
        seat_type = depc.seat(key).seat_type_id
        new.seats.filter(seat_type_id=seat_type).update(post=post)
    depc.committee = new

    item = item_with(a_paper("Another text."), depc, starts_at=NEXT_SITTING, present=("chair", "convener", "member"))
    vote(item, depc, chair="for", convener="for", member="for")
    drawn = drawn_up(item, depc)
    resolution = proceedings.sign(drawn, password_confirmed=True, by=depc.user("chair"), at=NEXT_SITTING)

    assert (resolution.number, resolution.chain_position, resolution.previous_hash) == ("depc-erode-2-2025-26-1", 1, "")


def test_a_called_meeting_goes_over_with_its_agenda():
    depc = depc_of()
    meeting = a_meeting(depc, starts_at=NEXT_SITTING)
    proceedings.put_on_agenda(meeting, depc.committee, title="Packhouse", by=depc.user("convener"), at=STARTS)

    new = superseded(depc)

    assert (new.carried_over, [s.committee for s in meeting.sittings.all()], meeting.items.get().committee) == (1, [new], new)


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda depc: item_with(a_paper(), depc), "The sitting of 14-08-2025 is open. Close it first"),
        (lambda depc: carried_resolution(a_paper(), depc, starts_at=NEXT_SITTING), "The sitting of 14-11-2025 is open"),
        (
            lambda depc: proceedings.circulate(
                depc.committee, paper=a_paper(), lapses_on=date(2025, 12, 1), by=depc.user("convener"), at=AT
            ),
            "is out for signatures until 01-12-2025",
        ),
        (lambda depc: a_meeting(depc), "The meeting called for 14-08-2025 belongs to this committee"),
        (
            lambda depc: attend(a_meeting(depc, starts_at=NEXT_SITTING), depc, "chair"),
            "Attendance is recorded for the meeting of 14-11-2025",
        ),
    ],
)
def test_an_open_matter_stands_in_the_way_and_nothing_changes(prepare, sentence):
    depc = depc_of()
    prepare(depc)

    with pytest.raises(NotConstituted, match=sentence):
        superseded(depc)

    depc.committee.refresh_from_db()
    assert (depc.committee.valid_to, Committee.objects.count()) == (None, 1)


def test_a_sitting_after_the_first_day_stands_in_the_way():
    depc = depc_of()
    decided(depc)

    with pytest.raises(NotConstituted, match="sat on 14-08-2025, and what it decided stands"):
        superseded(depc, on=date(2025, 8, 1))
    assert superseded(depc).valid_from == ON


def test_the_second_of_two_orders_finds_the_committee_ended():
    depc = depc_of()
    superseded(depc)

    with pytest.raises(NotConstituted, match="has ended already"):
        superseded(depc, number="DC/IND/100/2025", on=date(2025, 10, 2))
    assert Committee.objects.count() == 2


@pytest.mark.parametrize("who", ["stranger", "convener", "chair"])
def test_those_who_may_not_constitute_do_not_supersede_or_end(who):
    depc = depc_of()
    user = stranger() if who == "stranger" else depc.user(who)

    with pytest.raises(NotAllowed):
        superseded(depc, by=user)
    with pytest.raises(NotAllowed):
        proceedings.end_committee(depc.committee, order_number="5", order_date=ON, on=ON, by=user, at=AT)
    assert Committee.objects.get().valid_to is None


def test_a_committee_ends_without_a_successor_only_with_nothing_called():
    depc = depc_of()
    meeting = a_meeting(depc, starts_at=NEXT_SITTING)
    ending = {"order_number": "5", "order_date": ON, "on": ON, "by": depc.state_officer, "at": AT}

    with pytest.raises(NotConstituted, match="called for 14-11-2025"):
        proceedings.end_committee(depc.committee, **ending)
    proceedings.cancel_meeting(meeting, reason="The district ends.", by=depc.user("convener"), at=AT)
    proceedings.end_committee(depc.committee, **ending)

    assert list(Committee.objects.on(ON)) == []
    with pytest.raises(NotConstituted, match="ended on 01-10-2025; its seats no longer change"):
        proceedings.end_seat(depc.seat("member"), order_number="6", order_date=ON, on=ON, by=depc.hq, at=AT)


def test_what_the_old_committee_left_open_waits_for_the_new_one():
    depc = depc_of()
    convener = depc.user("convener")
    meeting = decided(depc).item.meeting
    sitting = meeting.sittings.get()
    owner = depc.seat("member").post
    proceedings.record_action(sitting, text="Name a packhouse.", owner=owner, due=date(2025, 9, 1), by=convener, at=SITTING)
    minutes = proceedings.draw_up_minutes(sitting, by=convener, at=SITTING)
    proceedings.circulate_minutes(minutes, by=convener, at=SITTING)
    waited = [row.key for row in pending_for(depc.committee)]

    new = superseded(depc)

    assert [row.key for row in pending_for(new)] == waited
    assert len(waited) == 2
