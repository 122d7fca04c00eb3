"""What the public pages of a committee, its meetings and its resolutions keep to themselves."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from accounts.appointing import transfer
from committees import proceedings
from committees.proceedings import Listed, OrderOfTheState
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
from districts.models import Product

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


def test_a_superseded_committee_keeps_its_address_names_its_successor_and_shows_who_sat_last(depc, read, client):
    resolution = carried_resolution(a_paper(), depc)
    proceedings.close_sitting(resolution.item.meeting, by=depc.user("convener"), at=STARTS)
    later = STARTS + timedelta(days=30)
    new = proceedings.supersede(depc.committee, order_number="DC/IND/99/2025", order_date=later.date(), by=depc.hq, at=later)

    old_page, new_page = read(depc.committee), read(new)

    assert "This committee has ended; what it decided stands." in old_page
    assert f'href="{new.get_absolute_url()}"' in old_page
    assert "Seats on its last day" in old_page
    assert "A. Kumar Erode" in old_page
    assert resolution.number in old_page
    assert resolution.row_hash[:8] in old_page.replace(" ", "").replace("\n", "")
    assert f'href="{depc.committee.get_absolute_url()}"' in new_page
    assert resolution.number not in new_page
    answers = [client.get(f"/api/v1/committees/{one.slug}/").json() for one in (depc.committee, new)]
    assert [(one["took_the_place_of"], one["succeeded_by"]) for one in answers] == [(None, new.slug), (depc.committee.slug, None)]


def test_orders_that_changed_the_seats_stand_on_the_page_with_what_they_changed(depc, read):
    order = {"order_number": "G.O. 44", "order_date": STARTS.date(), "on": STARTS.date()}
    seat = depc.seat("association")
    proceedings.change_seat(seat, role="member", votes=False, **order, by=depc.hq, at=STARTS)

    shown = read(depc.committee)

    assert "G.O. 44" in shown
    assert "changed (vote: yes, now no)" in shown


def test_the_district_page_tells_how_its_products_were_decided(depc, read):
    district = depc.committee.place.as_district
    standing = [Listed(row.product, row.rank) for row in district.district_products.filter(until=None)]
    product = Product.objects.exclude(district_products__district=district).first()
    assert "How the list was decided" not in read(district)

    proceedings.set_products(
        district, [*standing, Listed(product)], order=OrderOfTheState("G.O. 12", STARTS.date()), by=depc.state_officer, at=STARTS
    )

    shown = read(district)
    assert "How the list was decided" in shown
    assert f"{product.name}: added" in shown
    assert "G.O. 12" in shown
