"""Set up, change, supersede and list at the desk: the pages a State officer and a convener meet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.appointing import end_posting
from accounts.models import Posting
from accounts.tests.factories import a_district, make_hq
from committees import proceedings
from committees.models import Committee, ProductDecision, Seat, SeatChange
from committees.tests.factories import SITTING, STARTS, a_paper, carried_resolution, depc_of
from committees.tests.test_seats_by_order import a_product
from districts.models import DistrictProduct, Lineage

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
ORDER = {"order_number": "G.O. 44", "order_date": "2025-08-20"}


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def officer(client, depc):
    client.force_login(depc.state_officer, backend=BACKEND)
    return client


def whole_form(page):
    """What a browser would send of the form as the page shows it."""
    given = {}
    for field in page.context["form"]:
        value = field.value()
        if getattr(field.field.widget, "input_type", "") == "file" or value in (None, False, ""):
            continue
        given[field.html_name] = "on" if value is True else value
    return given


def test_the_set_up_page_seats_two_councils_each_for_its_product(client):
    district, mango = a_district("Salem", "Tamil Nadu"), a_product("Mangoes", "FRUIT")
    client.force_login(make_hq(), backend=BACKEND)
    address = reverse("set-up-depc")
    given = whole_form(client.get(address, {"place": district.pk}))
    given |= {**ORDER, "subject_depc-epc_0": "carpets", "on_depc-epc_1": "on", "subject_depc-epc_1": "mango"}
    a_product()

    refused = client.post(address, {**given, "place": district.pk, "subject_depc-epc_1": "mangos of gold"})
    assert "is no product and no sector" in refused.content.decode()
    client.post(address, {**given, "place": district.pk, "subject_depc-epc_1": mango.name})

    assert list(Seat.objects.filter(seat_type="depc-epc").order_by("position").values_list("post__title", flat=True)) == [
        "Representative, Export Promotion Council, Carpets",
        "Representative, Export Promotion Council, Mangoes",
    ]


def test_ten_ticked_seats_are_the_form_of_ten_and_thirteen_are_refused(client):
    district = a_district("Salem", "Tamil Nadu")
    client.force_login(make_hq(), backend=BACKEND)
    address = reverse("set-up-depc")
    given = {**whole_form(client.get(address)), **ORDER, "place": district.pk, "form": "ten"}

    refused = client.post(address, given)
    assert "has ten seats; 13 are named" in refused.content.decode()
    for code in ("depc-quality", "depc-agency", "depc-other"):
        del given[f"on_{code}_0"]
    client.post(address, given)

    assert Committee.objects.get(place=district).form == "ten"


def test_a_seat_is_changed_and_the_page_tells_by_which_order(officer, depc):
    seat = depc.seat("association")
    address = reverse("desk-seat-change", args=[depc.committee.slug, seat.pk])
    assert whole_form(officer.get(address)) == {"role": "member", "votes": "on"}

    page = officer.post(address, {"role": "member", **ORDER, "on": "2025-09-01"}, follow=True)

    assert "G.O. 44 of 20-08-2025" in " ".join(page.content.decode().split())
    assert SeatChange.objects.get(order_number="G.O. 44").words == "vote: yes, now no"


def test_the_page_says_since_when_a_seat_is_vacant(officer, depc):
    end_posting(Posting.objects.get(post=depc.seat("member").post), on=STARTS.date(), by=depc.hq, at=STARTS)

    assert "vacant since 14-08-2025" in officer.get(reverse("desk-depc", args=[depc.committee.slug])).content.decode()


def test_a_committee_is_superseded_from_its_own_page_with_its_seats_and_posts_proposed(officer, depc):
    address = reverse("desk-supersede", args=[depc.committee.slug])
    given = {**whole_form(officer.get(address)), **ORDER}
    assert sorted(name for name in given if name.startswith("on_")) == sorted(
        f"on_{seat.seat_type_id}_0" for seat in depc.committee.seats.all()
    )

    officer.post(address, given)

    new = Committee.objects.get(supersedes=depc.committee)
    assert set(new.seats.values_list("post_id", flat=True)) == set(depc.committee.seats.values_list("post_id", flat=True))
    assert officer.get(address).status_code == 404
    assert "In its place:" in officer.get(reverse("desk-depc", args=[depc.committee.slug])).content.decode()


def test_a_refused_supersession_keeps_what_was_typed(officer, depc):
    carried_resolution(a_paper(), depc)
    address = reverse("desk-supersede", args=[depc.committee.slug])

    page = officer.post(address, {**whole_form(officer.get(address)), **ORDER})

    assert "The sitting of 14-08-2025 is open. Close it first" in page.content.decode()
    assert page.context["form"]["order_number"].value() == "G.O. 44"
    assert Committee.objects.count() == 1


def test_districts_without_a_committee_name_the_one_they_came_out_of(officer, depc):
    new = a_district("New Erode", "Tamil Nadu")
    Lineage.objects.create(kind="split", from_place=depc.committee.place, to_place=new)

    page = officer.get(reverse("desk-without-committee"))

    shown = {district.name: [step.from_place.name for step in district.came_out_of] for district in page.context["districts"]}
    assert shown["New Erode"] == ["Erode"]
    assert "Erode" not in shown
    retired = depc.committee.place.as_district
    retired.in_register, retired.last_seen_on = False, STARTS.date()
    retired.save()
    assert officer.get(reverse("desk-without-committee")).context["ended"] == [depc.committee]


@pytest.fixture
def listed(depc):
    """Erode with Turmeric and Carpets on its list."""
    district = depc.committee.place.as_district
    DistrictProduct.objects.filter(district=district).delete()
    for rank, name in enumerate(("Turmeric", "Carpets"), start=1):
        DistrictProduct.objects.create(district=district, product=a_product(name), rank=rank)
    return district


def the_list(district):
    rows = DistrictProduct.objects.filter(district=district, until__isnull=True)
    return sorted((row.rank, row.product.name) for row in rows)


def test_a_state_officer_changes_the_list_by_an_order(officer, listed):
    address = reverse("desk-products-order", args=[listed.pk])
    first, second = DistrictProduct.objects.filter(district=listed).order_by("rank")
    a_product("Mangoes")
    given = {**whole_form(officer.get(address)), **ORDER, "new_1": "Mangos", "new_rank_1": "1"}

    refused = officer.post(address, given)
    assert "Did you mean Mangoes?" in refused.content.decode()
    given |= {"new_1": "mangoes", f"off_{first.pk}": "on", f"rank_{second.pk}": "2"}
    page = officer.post(address, given, follow=True)

    assert the_list(listed) == [(1, "Mangoes"), (2, "Carpets")]
    assert "Order G.O. 44 of 20-08-2025" in page.content.decode()
    stale = officer.post(address, given)
    assert "has changed since you opened the page" in stale.content.decode()


def test_a_convener_changes_the_list_by_a_resolution_and_is_offered_it_once(client, depc, listed):
    resolution = carried_resolution(a_paper(), depc)
    client.force_login(depc.user("convener"), backend=BACKEND)
    address = reverse("desk-products-resolution", args=[listed.pk])
    second = DistrictProduct.objects.get(district=listed, rank=2)
    given = {**whole_form(client.get(address)), "resolution": resolution.pk, f"off_{second.pk}": "on"}

    client.post(address, given)

    assert the_list(listed) == [(1, "Turmeric")]
    assert ProductDecision.objects.get().resolution == resolution
    assert list(client.get(address).context["form"].fields["resolution"].queryset) == []
    assert client.get(reverse("desk-products-order", args=[listed.pk])).status_code == 404


def test_a_resolution_in_camera_is_not_offered(client, depc, listed):
    meeting = carried_resolution(a_paper(), depc).item.meeting
    item = proceedings.put_on_agenda(
        meeting, depc.committee, title="Products", in_camera=True, by=depc.user("convener"), at=SITTING
    )
    item = proceedings.open_item(item, motion="resolve", by=depc.user("convener"), at=SITTING)
    drawn = proceedings.draw_up(item, method="consensus", text="Resolved.", by=depc.user("convener"), at=SITTING)
    secret = proceedings.sign(drawn, password_confirmed=True, by=depc.user("chair"), at=SITTING + timedelta(hours=1))

    assert secret not in proceedings.resolutions_for_products(listed)
    assert proceedings.resolutions_for_products(listed).count() == 1
