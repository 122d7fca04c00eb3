"""Nothing is deleted: a wrong entry is annulled by a later one that names it."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import stranger
from audit.models import Edition, Event
from committees.models import Annulment, RegisterEntry, Resolution
from committees.proceedings import NotAnnulled, PasswordMissing, annul
from committees.register import annulment_row_of, chain_of, first_broken_row, head_of, written
from committees.signals import outcome_annulled
from committees.tests.factories import AFTER, STARTS, a_paper, carried_resolution, depc_of, drawn_up, item_with, vote
from common.guards import lift_guards
from common.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

ORDER = {"order_number": "DoC/7/2025", "order_date": date(2025, 8, 20), "reason": "The sitting had not been called."}
AT = AFTER + timedelta(days=9)


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def wrong(depc):
    return carried_resolution(a_paper("one"), depc)


def annulled(resolution, depc, **changes):
    return annul(resolution, **{**ORDER, "password_confirmed": True, "by": depc.hq, "at": AT, **changes})


def test_the_annulment_is_the_next_row_and_names_what_it_annuls(depc, wrong):
    annulment = annulled(wrong, depc)
    row = json.loads(annulment.row)

    assert (annulment.number, annulment.chain_position, annulment.previous_hash) == (
        f"{wrong.number}-annulled",
        2,
        wrong.row_hash,
    )
    assert (row["annuls"], row["annuls_row"], row["previous"]) == (wrong.number, wrong.row_hash, wrong.row_hash)
    assert (row["order_number"], row["order_date"]) == ("DoC/7/2025", "2025-08-20")
    assert ORDER["reason"] not in annulment.row
    assert written(annulment_row_of(annulment)) == (annulment.row, annulment.row_hash)
    assert head_of(depc.committee).row_hash == annulment.row_hash


def test_the_annulled_resolution_stays_as_it_was_signed(depc, wrong):
    before = Resolution.objects.filter(pk=wrong.pk).values().get()

    annulled(wrong, depc)

    assert Resolution.objects.filter(pk=wrong.pk).values().get() == before


def test_the_next_resolution_follows_the_annulment_and_keeps_its_own_number(depc, wrong):
    annulment = annulled(wrong, depc)
    third = carried_resolution(a_paper("two"), depc, starts_at=STARTS + timedelta(days=30))

    assert (third.number[-2:], third.chain_position, third.previous_hash) == ("-2", 3, annulment.row_hash)
    assert first_broken_row(chain_of(depc.committee)) is None


def test_one_event_and_one_edition_tell_of_it(depc, wrong):
    edition = Edition.objects.get().number

    annulled(wrong, depc)

    event = Event.objects.filter(verb="annul").get()
    assert (event.target_label, event.is_public, event.data["order"]) == (wrong.number, True, "DoC/7/2025, 20-08-2025")
    assert Edition.objects.get().number == edition + 1


def test_an_annulled_resolution_is_not_annulled_again(depc, wrong):
    annulled(wrong, depc)

    with pytest.raises(WrongState, match=r"annulled on .* order DoC/7/2025, 20-08-2025"):
        annulled(wrong, depc, order_number="DoC/8/2025")
    assert RegisterEntry.objects.count() == 2


def test_the_database_annuls_a_resolution_once_and_changes_no_annulment(depc, wrong):
    annulment = annulled(wrong, depc)

    with pytest.raises(IntegrityError, match="annulment_is_append_only"), transaction.atomic():
        Annulment.objects.update(reason="Another.")
    with pytest.raises(IntegrityError, match="register_entry_is_append_only"), transaction.atomic():
        RegisterEntry.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Annulment(**{**_columns(annulment), "row_hash": "0" * 64, "number": "x"}).save(force_insert=True)


def _columns(annulment):
    return {field.attname: getattr(annulment, field.attname) for field in annulment._meta.concrete_fields if field.name != "id"}


def test_a_place_in_the_chain_is_taken_once(depc, wrong):
    entry = RegisterEntry.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(
            committee=depc.committee, position=1, previous_hash="", row_hash="0" * 64, resolution_id=entry.resolution_id
        )


def test_one_not_signed_is_not_annulled(depc):
    item = item_with(a_paper("one"), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    waiting = drawn_up(item, depc)

    with pytest.raises(WrongState, match="Only a signed resolution"):
        annulled(waiting, depc)


@pytest.mark.parametrize("key", ["chair", "convener", "co_chair", "member"])
def test_nobody_of_the_committee_annuls(depc, wrong, key):
    with pytest.raises(NotAllowed):
        annulled(wrong, depc, by=depc.user(key))
    assert Annulment.objects.count() == 0


def test_neither_a_state_officer_nor_a_stranger_annuls(depc, wrong):
    for person in (depc.state_officer, stranger()):
        with pytest.raises(NotAllowed):
            annulled(wrong, depc, by=person)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"password_confirmed": False}, PasswordMissing),
        ({"order_number": " "}, NotAnnulled),
        ({"reason": "\n"}, NotAnnulled),
        ({"order_date": date(2025, 8, 13)}, NotAnnulled),
        ({"order_date": date(2026, 8, 13)}, NotAnnulled),
    ],
    ids=["no password", "no order", "no reason", "order before the signature", "order of tomorrow"],
)
def test_an_order_is_whole_and_of_a_day_that_can_be(depc, wrong, change, refusal):
    with pytest.raises(refusal):
        annulled(wrong, depc, **change)
    assert Annulment.objects.count() == 0


def test_a_receiver_that_raises_leaves_nothing_annulled(depc, wrong):
    def fails(**_more):
        raise RuntimeError("no")

    before = (Event.objects.count(), Edition.objects.get().number)
    outcome_annulled.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            annulled(wrong, depc)
    finally:
        outcome_annulled.disconnect(fails)

    assert (Event.objects.count(), Edition.objects.get().number) == before
    assert (Annulment.objects.count(), RegisterEntry.objects.count()) == (0, 1)


@pytest.mark.parametrize("change", [{"reason": "Another."}, {"order_number": "DoC/9"}, {"previous_hash": "0" * 64}], ids=str)
def test_an_annulment_changed_past_the_guards_is_named(depc, wrong, change):
    annulment = annulled(wrong, depc)
    with lift_guards():
        Annulment.objects.update(**change)

    assert first_broken_row(chain_of(depc.committee)) == annulment.number
