"""Seats as orders make and change them: what differs from the list is kept with the order that made it."""

from datetime import UTC, date, datetime

import pytest

from accounts.tests.factories import a_district, a_state, make_hq, make_state_officer, stranger
from audit.models import Event
from committees import proceedings
from committees.models import SeatChange
from committees.proceedings import NotConstituted, SeatPlan
from committees.tests.factories import ORDER_DATE, ORDERED, depc_of
from common.refusals import NotAllowed
from districts.models import Lineage, Product, Sector

pytestmark = pytest.mark.django_db

LATER = date(2025, 6, 1)
AT = datetime(2025, 6, 2, 5, 0, tzinfo=UTC)
ORDER = {"order_number": "G.O. 44", "order_date": LATER}


def told(committee):
    """The kept differences: kind, title, order, first day, words."""
    return [(row.kind, row.title, row.order_number, row.on, row.words) for row in SeatChange.objects.filter(committee=committee)]


def a_product(name="Carpets", sector="CARPET"):
    kind, _made = Sector.objects.get_or_create(
        code=sector, defaults={"name": f"Sector {sector.lower()}", "order": 900 + len(sector)}
    )
    return Product.objects.get_or_create(name=name, defaults={"slug": name.lower(), "sector": kind})[0]


def constituted(seats=None, district=None, **more):
    return proceedings.constitute(
        district or a_district(), order_number="1/2025", order_date=ORDER_DATE, seats=seats, by=make_hq(), at=ORDERED, **more
    )


def test_the_thirteen_seats_of_the_handbook_are_no_deviation():
    assert told(constituted()) == []


def test_what_the_order_leaves_out_or_seats_otherwise_is_kept_with_it():
    codes = [plan.seat_type for plan in proceedings.template_for("depc") if plan.seat_type not in ("depc-quality", "depc-other")]
    plans = [
        SeatPlan(code, title="District Development Officer" if code == "depc-head" else "", votes=code != "depc-trade")
        for code in codes
    ]

    assert told(constituted(plans)) == [
        ("left_out", "Representative, quality and standards body", "1/2025", ORDER_DATE, ""),
        ("left_out", "Other representative of the State Government, as required", "1/2025", ORDER_DATE, ""),
        ("changed", "Representative, trade and commerce associations", "1/2025", ORDER_DATE, "vote: yes, now no"),
    ]


def test_a_seat_is_added_changed_and_ended_each_by_a_later_order():
    depc = depc_of()
    before = list(SeatChange.objects.filter(committee=depc.committee).values_list("pk", flat=True))
    plan = SeatPlan("depc-epc", for_product=a_product())

    added = proceedings.add_seat(depc.committee, plan, **ORDER, on=LATER, by=depc.hq, at=AT)
    changed = proceedings.change_seat(
        added, role="member", votes=False, for_sector=a_product().sector, **ORDER, on=date(2025, 7, 1), by=depc.hq, at=AT
    )
    proceedings.end_seat(changed, **ORDER, on=date(2025, 8, 1), by=depc.hq, at=AT)

    assert added.post.title == "Representative, Export Promotion Council, Carpets"
    assert [row for row in told(depc.committee) if row[2] == "G.O. 44"] == [
        ("added", added.post.title, "G.O. 44", LATER, ""),
        ("changed", added.post.title, "G.O. 44", date(2025, 7, 1), f"vote: yes, now no; for: Carpets, now {a_product().sector}"),
        ("dropped", added.post.title, "G.O. 44", date(2025, 8, 1), ""),
    ]
    assert set(before) < set(SeatChange.objects.values_list("pk", flat=True))
    assert list(depc.committee.seats.filter(post=added.post).order_by("pk").values_list("valid_from", "valid_to", "votes")) == [
        (LATER, date(2025, 7, 1), True),
        (date(2025, 7, 1), date(2025, 8, 1), False),
    ]
    assert Event.objects.filter(verb__in=["add seat", "change seat", "end seat"]).count() == 3


def test_a_product_seat_stands_several_times_and_names_what_it_is_for():
    mango, carpets = a_product("Mangoes", "FRUIT"), a_product()
    plans = [SeatPlan("depc-head"), SeatPlan("depc-epc", for_product=mango), SeatPlan("depc-epc", for_product=carpets)]

    committee = constituted(plans)

    assert [(seat.post.title, str(seat.subject or "")) for seat in committee.seats.order_by("position")] == [
        ("District Collector", ""),
        ("Representative, Export Promotion Council, Mangoes", "Mangoes"),
        ("Representative, Export Promotion Council, Carpets", "Carpets"),
    ]


@pytest.mark.parametrize(
    ("plans", "more", "sentence"),
    [
        ([SeatPlan("depc-head"), SeatPlan("depc-lead-bank"), SeatPlan("depc-lead-bank", title="Second")], {}, "stands twice"),
        ([SeatPlan("depc-head"), SeatPlan("depc-dic", role="chair")], {}, "one chair at a time; this list has 2"),
        ([SeatPlan("depc-lead-bank")], {}, "has to name a chair"),
        ([SeatPlan("depc-head")], {"form": "ten"}, "has ten seats; 1 are named"),
        ([SeatPlan("depc-head")], {"form": "state"}, "is for a State committee"),
    ],
)
def test_a_list_that_cannot_be_a_committee_is_refused(plans, more, sentence):
    with pytest.raises(NotConstituted, match=sentence):
        constituted(plans, **more)
    assert SeatChange.objects.count() == 0


def test_a_lead_bank_seat_for_a_product_is_refused():
    with pytest.raises(NotConstituted, match="is for no product or sector"):
        constituted([SeatPlan("depc-head"), SeatPlan("depc-lead-bank", for_product=a_product())])


def test_ten_members_are_seated_without_telling_of_seats_left_out():
    committee = constituted(proceedings.template_for("depc")[:10], form="ten")

    assert (committee.seats.count(), told(committee)) == (10, [])


def test_a_state_committee_has_the_chief_secretary_in_the_chair_and_two_conveners_of_rank():
    state = a_state("Tamil Nadu")

    committee = proceedings.constitute(
        state, kind="sepc", order_number="G.O. 120", order_date=ORDER_DATE, by=make_state_officer(state), at=ORDERED
    )

    roles = {seat.role: seat.post.title for seat in committee.seats.all() if seat.role != "member"}
    assert (committee.form, committee.seats.count(), roles) == (
        "state",
        10,
        {
            "chair": "Chief Secretary",
            "co_convener": "Additional Director General of Foreign Trade",
            "convener": "Export Commissioner",
        },
    )


def test_a_seat_that_stands_once_is_not_added_again():
    depc = depc_of()

    with pytest.raises(NotConstituted, match="stands in this committee already"):
        proceedings.add_seat(depc.committee, SeatPlan("depc-lead-bank", title="Second"), **ORDER, on=LATER, by=depc.hq, at=AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"order_number": " "}, "change by an order: write its number"),
        ({"order_date": None}, "change by an order: write its number"),
        ({"order_date": date(2027, 1, 1)}, "lies ahead"),
        ({"on": date(2025, 3, 1)}, "in force since 01-04-2025"),
        ({"role": "chair"}, "role or the seat is taken"),
        ({"votes": True}, "is so already"),
    ],
)
def test_a_change_without_an_order_or_against_the_seats_is_refused_and_changes_nothing(change, sentence):
    depc = depc_of()
    seat = depc.seat("member")
    wanted = {"role": "member", "votes": False, **ORDER, "on": LATER, **change}

    with pytest.raises(NotConstituted, match=sentence):
        proceedings.change_seat(seat, **wanted, by=depc.hq, at=AT)

    seat.refresh_from_db()
    assert (seat.valid_to, depc.committee.seats.count()) == (None, 7)


@pytest.mark.parametrize("who", ["stranger", "convener", "chair"])
def test_those_who_may_not_change_seats_change_none(who):
    depc = depc_of()
    user = stranger() if who == "stranger" else depc.user(who)

    with pytest.raises(NotAllowed):
        proceedings.change_seat(depc.seat("member"), role="member", votes=False, **ORDER, on=LATER, by=user, at=AT)
    with pytest.raises(NotAllowed):
        proceedings.end_seat(depc.seat("member"), **ORDER, on=LATER, by=user, at=AT)
    assert depc.committee.seats.filter(valid_to__isnull=True).count() == 7


def test_a_retired_district_gets_no_committee_and_its_heirs_are_named():
    old, new = a_district("Old Godavari", "Andhra Pradesh"), a_district("New Godavari", "Andhra Pradesh")
    Lineage.objects.create(kind="split", from_place=old, to_place=new)
    old.in_register, old.last_seen_on = False, date(2024, 1, 1)
    old.save()

    with pytest.raises(NotConstituted, match="Set up the committee of New Godavari instead"):
        constituted(district=old)
    assert constituted(district=new).place_id == new.pk


def test_a_new_districts_committee_does_not_begin_before_the_district():
    new = a_district("New Godavari", "Andhra Pradesh")
    new.valid_from = date(2025, 5, 1)
    new.save()

    with pytest.raises(NotConstituted, match="is a district since 01-05-2025"):
        constituted(district=new)
    assert constituted(district=new, valid_from=new.valid_from).valid_from == new.valid_from
