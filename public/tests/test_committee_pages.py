"""What the public pages of a committee, its meetings and its resolutions keep to themselves."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from accounts.appointing import transfer
from committees import proceedings
from committees.tests.factories import (
    STARTS,
    a_meeting,
    a_paper,
    attend,
    carried_resolution,
    depc_of,
    drawn_up,
    item_with,
    returned_resolution,
    signed,
    vote,
)

pytestmark = pytest.mark.django_db

SECRET = "Pashmina to Mars"


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def read(client):
    """The public page of a thing as a stranger reads it, made now."""

    def made_now(thing):
        cache.clear()
        return client.get(thing.get_absolute_url()).content.decode()

    return made_now


def test_the_committee_names_officers_and_not_nominees_of_associations(depc, read):
    shown = read(depc.committee)
    assert "A. Kumar Erode" in shown
    assert "Nominee, District Chamber of Commerce" in shown
    assert "T. Mehta" not in shown


def test_the_committee_names_who_holds_the_post_today(depc, read):
    moved = STARTS + timedelta(days=100)
    transfer(depc.seat("chair").post, "N. Successor", on=moved.date(), by=depc.hq, at=moved)
    assert moved.date() < date.today()
    shown = read(depc.committee)
    assert "N. Successor" in shown
    assert "A. Kumar Erode" not in shown


def test_a_paper_has_a_neutral_title_on_the_page_of_the_meeting_until_it_is_signed(depc, read):
    item = item_with(a_paper(title=SECRET), depc)
    assert "A paper before the committee" in read(item.meeting)

    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)
    shown = read(item.meeting)
    assert SECRET not in shown
    assert "open for decision" in shown
    assert "resolution drawn up" not in shown

    signed(resolution, depc)
    assert SECRET in read(item.meeting)


def test_an_item_in_camera_shows_its_title_and_nothing_else(depc, read):
    meeting = a_meeting(depc)
    convener = depc.user("convener")
    proceedings.put_on_agenda(meeting, depc.committee, title="A personal matter", in_camera=True, by=convener, at=STARTS)
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    attend(meeting, depc, "chair", "convener", "member")
    item = proceedings.open_item(meeting.items.get(), by=convener, at=STARTS)
    proceedings.note_dissent(item, seat=depc.seat("member"), text=SECRET, by=depc.user("member"), at=STARTS)
    resolution = signed(drawn_up(item, depc, method="consensus", text=SECRET), depc)

    on_the_agenda, own = read(meeting), read(resolution)
    assert "A personal matter" in on_the_agenda
    assert resolution.number not in on_the_agenda
    assert "A personal matter" in own
    assert "In camera." in own
    assert SECRET not in on_the_agenda + own


def test_words_reasons_and_dissents_wait_for_the_publication_of_the_text(depc, read):
    resolution = returned_resolution(a_paper(), depc, reasons=[{"path": "", "text": SECRET}])
    shown = read(resolution)
    assert resolution.number in shown
    assert SECRET not in shown
    assert resolution.text not in shown


def test_a_vote_is_in_no_row_of_the_register_unless_the_order_says_so(depc):
    assert '"vote"' not in carried_resolution(a_paper(), depc).row
