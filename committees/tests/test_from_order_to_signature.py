"""The main way: constituted, called, present, voted, drawn up, signed."""

import json

import pytest

from audit.models import Event
from committees.models import AgendaItem, Resolution, SeatOfTheDay
from committees.register import first_broken_row
from committees.tests.factories import a_paper, carried_resolution, depc_of, drawn_up, item_with, signed, vote

pytestmark = pytest.mark.django_db


def test_a_committee_decides_a_paper_and_the_chair_signs():
    depc = depc_of()
    paper = a_paper()

    resolution = carried_resolution(paper, depc)

    resolution.refresh_from_db()
    assert resolution.number == "depc-erode-2025-26-1"
    assert resolution.outcome == "carried"
    assert resolution.paper == paper
    assert resolution.rule_text == (
        "The order sets no quorum; the chair and 5 of 7 seats were present. 4 for, 0 against, 1 abstained."
    )
    assert resolution.signed_by_name == "A. Kumar Erode"
    assert resolution.signed_by_post == "Collector, Erode"
    assert resolution.concurrence == "silent"
    assert AgendaItem.objects.get(pk=resolution.item_id).state == "decided"
    assert list(SeatOfTheDay.objects.filter(resolution=resolution).values_list("post_title", "seated_as", "choice"))[:4] == [
        ("Collector", "present", "for"),
        (depc.seat("co_chair").post.title, "present", "for"),
        ("General Manager, District Industries Centre", "present", "for"),
        ("Lead District Manager", "present", "for"),
    ]
    assert Event.objects.filter(target_kind="committees.resolution", verb="sign").count() == 1


def test_the_second_resolution_carries_the_hash_of_the_first():
    depc = depc_of()
    first = carried_resolution(a_paper("first"), depc)
    second = carried_resolution(a_paper("second"), depc)

    assert second.number == "depc-erode-2025-26-2"
    assert (first.chain_position, second.chain_position) == (1, 2)
    assert first.previous_hash == ""
    assert second.previous_hash == first.row_hash
    assert json.loads(second.row)["previous"] == first.row_hash
    chain = Resolution.objects.filter(committee=depc.committee, state="signed").order_by("chain_position")
    assert first_broken_row(chain) is None


def test_a_tie_stays_before_the_committee_and_is_signed_as_a_tie():
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="against", member_2="against")

    resolution = signed(drawn_up(item, depc), depc)

    assert resolution.outcome == "tied"
