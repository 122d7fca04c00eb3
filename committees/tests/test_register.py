"""The chain of a committee: what a row commits to, and that an altered one is found."""

import json

import pytest

from committees.models import Resolution, SeatOfTheDay, SeatType
from committees.papers import AlteredPaper, content_of, freeze
from committees.register import first_broken_row, row_of, written
from committees.seat_types import rows, write_seat_types
from committees.tests.factories import CALLED, a_paper, carried_resolution, depc_of
from common.canonical import sha256_hex
from common.guards import lift_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    depc = depc_of()
    for text in ("one", "two", "three"):
        carried_resolution(a_paper(text), depc)
    return Resolution.objects.filter(committee=depc.committee).order_by("chain_position")


def test_a_row_made_again_from_what_is_stored_is_the_row_that_was_hashed(chain):
    for resolution in Resolution.objects.all():
        seats = SeatOfTheDay.objects.filter(resolution=resolution).order_by("position", "pk")
        assert written(row_of(resolution, seats)) == (resolution.row, resolution.row_hash)


def test_a_row_is_hashed_as_it_is_stored(chain):
    assert [sha256_hex(resolution.row.encode()) for resolution in chain] == [resolution.row_hash for resolution in chain]


def test_a_row_commits_to_number_texts_paper_outcome_seats_rule_and_the_row_before(chain):
    first, second, _third = chain
    row = json.loads(second.row)

    assert row["number"] == second.number
    assert row["paper_sha256"] == second.paper_id
    assert row["text_sha256"] == sha256_hex(second.text.encode())
    assert row["outcome"] == "carried"
    assert len(row["seats"]) == 7
    assert row["rule"]["seats_present"] == 5
    assert row["previous"] == first.row_hash


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another text."},
        {"outcome": "lost"},
        {"number": "depc-erode-2025-26-9"},
        {"previous_hash": "0" * 64},
        {"row": "{}"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_is_named(chain, change):
    second = chain[1]
    with lift_guards():
        if change == {"row": "{}"}:
            change = {"row": second.row.replace("carried", "lost", 1)}
        Resolution.objects.filter(pk=second.pk).update(**change)

    assert first_broken_row(list(chain)) == change.get("number", second.number)


def test_a_row_left_out_is_noticed(chain):
    first, _second, third = chain

    assert first_broken_row([first, third]) == third.number


def test_frozen_bytes_come_back_as_they_were(chain):
    assert content_of(a_paper("one")) == b"one"


def test_the_same_bytes_are_one_paper():
    from audit.recording import Actor

    first = a_paper("same")
    again = freeze(b"same", title="Another title", format="test/1", actor=Actor("X"), at=CALLED)

    assert (again, again.title) == (first, "District Export Action Plan")


def test_a_paper_altered_past_the_guard_is_not_shown():
    paper = a_paper("one")
    paper.content = b"two"

    with pytest.raises(AlteredPaper):
        content_of(paper)


def test_the_database_changes_no_paper():
    from django.db import IntegrityError, transaction

    paper = a_paper("one")
    with pytest.raises(IntegrityError, match="paper_is_append_only"), transaction.atomic():
        type(paper).objects.update(title="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.delete()


def test_the_handbooks_thirteen_seats_stand_in_the_database_and_a_second_writing_changes_nothing():
    assert SeatType.objects.filter(committee_kind="depc").count() == 13
    assert write_seat_types() == 0
    assert {seat.code for seat in SeatType.objects.all()} == {row["code"] for row in rows()}
