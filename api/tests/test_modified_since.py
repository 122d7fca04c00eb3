"""modified_since: only what changed at a moment or later, in five lists; what is no moment gets a sentence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from committees import proceedings
from committees.tests.factories import STARTS, a_meeting, depc_of
from committees.tests.registers import without_paper
from plans import workflow
from plans.tests.factories import LATER, an_office, annul_decision, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def get(client, path, status=200, **asked):
    answer = client.get(f"/api/v1/{path}", asked)
    assert answer.status_code == status, answer.content
    return answer.json()


def moment(text):
    return datetime.fromisoformat(text)


def both_sides(client, path, changed, **asked):
    """How many are answered at the very moment of a change, and a second later."""
    at, after = changed.isoformat(), (changed + timedelta(seconds=1)).isoformat()
    return [get(client, path, modified_since=when, **asked)["count"] for when in (at, after)]


def test_a_resolution_changes_with_its_signature(client):
    depc = depc_of()
    first = without_paper(depc, "The road to the railhead")
    second = without_paper(depc, "A weighbridge", days=30)

    assert both_sides(client, "resolutions/", second.signed_at) == [1, 0]
    assert both_sides(client, "resolutions/", first.signed_at) == [2, 1]
    assert moment(get(client, f"resolutions/{second.number}/")["modified_at"]) == second.signed_at


def test_an_annulment_changes_the_resolution_and_its_plan(client):
    office = an_office()
    version = published(office)
    number = version.resolution.number
    assert get(client, f"resolutions/{number}/")["annulled"] is None

    annulment = annul_decision(office, version)

    assert both_sides(client, "resolutions/", annulment.annulled_at) == [1, 0]
    assert both_sides(client, "plans/", annulment.annulled_at, all="1") == [1, 0]
    told = get(client, f"resolutions/{number}/")
    assert told["annulled"] == {
        "number": f"{number}-annulled",
        "order_number": "DoC/7/2025",
        "order_date": "2025-10-01",
        "annulled_by": annulment.annulled_by_name,
        "annulled_as": annulment.annulled_by_post,
        "annulled_at": told["modified_at"],
        "row_hash": annulment.row_hash,
    }
    assert get(client, "plans/", all="1")["results"][0]["adopted"]["annulled_on"] == "2026-01-12"


def test_a_plan_changes_with_its_publication_and_its_notification(client):
    office = an_office()
    version = published(office)
    assert both_sides(client, "plans/", version.published_at) == [1, 0]

    workflow.record_notification(version, number="12 of 2026", on=LATER.date(), by=office.convener, at=LATER)

    assert both_sides(client, "plans/", LATER) == [1, 0]
    assert moment(get(client, "plans/")["results"][0]["modified_at"]) == LATER


def test_a_meeting_changes_when_it_is_called_and_when_it_is_cancelled(client):
    depc = depc_of()
    meeting = a_meeting(depc)
    assert both_sides(client, "meetings/", meeting.recorded_at) == [1, 0]
    at = STARTS - timedelta(days=2)

    proceedings.cancel_meeting(meeting, reason="The hall is flooded.", by=depc.user("convener"), at=at)

    assert both_sides(client, "meetings/", at) == [1, 0]


def test_a_committee_changes_with_what_it_decides(client):
    depc = depc_of()
    assert both_sides(client, "committees/", depc.committee.recorded_at) == [1, 0]

    signed = without_paper(depc, "The road to the railhead")

    assert both_sides(client, "committees/", signed.signed_at) == [1, 0]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2025-08-14", 1),
        ("2025-08-15", 0),
        ("2025-08-14T13:20:00+05:30", 1),
        ("2025-08-14T13:20:00", 1),
        ("2025-08-14T07:50:00Z", 1),
        ("2025-08-14T07:50:01Z", 0),
    ],
)
def test_a_day_begins_in_india_and_a_moment_without_an_offset_is_indian(client, written, found):
    signed = without_paper(depc_of(), "The road to the railhead")
    assert signed.signed_at == datetime(2025, 8, 14, 7, 50, tzinfo=UTC)

    assert get(client, "resolutions/", modified_since=written)["count"] == found


def test_a_plus_that_nobody_escaped_is_understood(client):
    without_paper(depc_of(), "The road to the railhead")

    assert get(client, "resolutions/?modified_since=2025-08-14T13:20:00+05:30")["count"] == 1


@pytest.mark.parametrize("path", ["plans/", "committees/", "meetings/", "resolutions/"])
@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "12-03-2026", "0001-01-01T00:00:00+05:30", "1e9", "²"])
def test_what_is_no_moment_gets_a_sentence(client, path, written):
    error = get(client, path, 400, modified_since=written)["error"]

    assert error["fields"] == {
        "modified_since": f"“{written}” is no moment. Write a day like 2026-03-01 or a moment like 2026-03-01T10:00:00+05:30."
    }


def test_the_document_of_the_api_tells_of_it(client):
    paths = get(client, "schema/")["paths"]

    told = {
        path for path, item in paths.items() if any(one["name"] == "modified_since" for one in item["get"].get("parameters", []))
    }
    assert told == {f"/api/v1/{name}/" for name in ("plans", "strategies", "committees", "meetings", "resolutions")}
