"""Whom the proceedings tell, and that nothing is owed where nothing was done."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from accounts.tests.factories import a_district, post_of
from audit import edition
from committees import proceedings
from committees.telling import told_of_cancellation, told_of_postponement
from committees.tests.factories import (
    PRESENT,
    SEATS,
    SITTING,
    STARTS,
    a_meeting,
    a_paper,
    depc_of,
    item_with,
    meeting_with,
)
from common.refusals import NotAllowed

pytestmark = pytest.mark.django_db


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("post", flat=True))


def posts(depc, *keys):
    return sorted(post_of(depc.user(key)).pk for key in keys)


def test_a_called_meeting_is_told_to_every_seat():
    depc = depc_of()
    meeting = a_meeting(depc)

    assert told("meeting_called") == posts(depc, *SEATS)
    notice = Notice.objects.filter(kind="meeting_called").first()
    assert notice.url == meeting.get_absolute_url()
    assert notice.about == f"{depc.committee.name}, 14-08-2025"
    assert notice.data["when"] == "14-08-2025 11:00"
    assert notice.data["mode"] == "in person"
    assert notice.place.name == "Erode"


def test_a_meeting_that_is_refused_tells_nobody():
    depc = depc_of()
    with pytest.raises(NotAllowed):
        proceedings.call_meeting([depc.committee], starts_at=STARTS, by=depc.user("member"), at=SITTING)
    assert not Notice.objects.exists()


def test_a_call_that_fails_at_its_last_step_tells_nobody(monkeypatch):
    depc = depc_of()

    def full():
        raise OSError("disk full")

    monkeypatch.setattr(edition, "bump", full)
    with pytest.raises(OSError, match="disk full"):
        a_meeting(depc)
    assert not Notice.objects.exists()


def test_a_meeting_cancelled_or_given_another_date_is_told_to_the_same_seats():
    depc = depc_of()
    meeting = a_meeting(depc)
    told_of_postponement(meeting, before=STARTS - timedelta(days=2), reason="Elections", at=SITTING)
    told_of_cancellation(meeting, reason="Elections", at=SITTING)

    assert told("meeting_postponed") == told("meeting_cancelled") == told("meeting_called")
    assert Notice.objects.filter(kind="meeting_postponed").first().data["before"] == "12-08-2025 11:00"
    assert set(Notice.objects.filter(kind="meeting_cancelled").values_list("is_urgent", "data__reason")) == {(True, "Elections")}


def test_a_vote_is_asked_of_the_voting_seats_present():
    depc = depc_of()
    item = item_with(a_paper(), depc)

    assert told("vote_asked") == posts(depc, *PRESENT)
    notice = Notice.objects.filter(kind="vote_asked").first()
    assert (notice.is_urgent, notice.data["item"], notice.data["question"]) == (True, item.order, "adopt the paper")
    assert "Export Action Plan" not in notice.about + str(notice.data), "no title of an undecided paper"


def test_an_item_opened_before_anybody_is_recorded_asks_all_voting_seats():
    depc = depc_of()
    meeting = meeting_with(a_paper(), depc, present=())
    item = meeting.items.get()
    proceedings.open_item(item, by=depc.user("convener"), at=SITTING)

    assert told("vote_asked") == posts(depc, *SEATS)


def test_a_meeting_is_told_to_no_other_committee():
    erode, salem = depc_of(), depc_of(a_district("Salem", "Tamil Nadu"))
    a_meeting(erode)

    assert told("meeting_called") == posts(erode, *SEATS)
    assert not set(told("meeting_called")) & set(posts(salem, "chair", "convener", "member"))
