"""The calendar of a committee: right to the octet, and nothing in it that its pages do not say."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from committees import proceedings
from committees.proceedings import SeatPlan
from committees.tests.factories import (
    CALLED,
    STARTS,
    Depc,
    a_meeting,
    a_paper,
    carried_resolution,
    depc_of,
    item_with,
)  # fmt: skip
from common import icalendar
from public.tests.strict_calendar import read

SECRET = "Pashmina to Mars"


@pytest.fixture
def depc(db):
    depc = depc_of()
    depc.committee.name_hi = "जिला निर्यात संवर्धन समिति, ईरोड, तमिलनाडु राज्य, भारत"
    depc.committee.save(update_fields=["name_hi"])
    return depc


def calendar_of(client, depc, prefix=""):
    cache.clear()
    answer = client.get(f"{prefix}/committees/{depc.committee.slug}/meetings.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return read(answer.content)


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_back_as_it_went_in_but_for_control_characters(text):
    lines = icalendar.component(
        "VCALENDAR",
        [
            ("VERSION", "2.0"), ("PRODID", "x"),
            *icalendar.component("VEVENT", [
                ("UID", "1"), ("DTSTAMP", "20250814T053000Z"), ("DTSTART", "20250814T053000Z"), ("SEQUENCE", "0"),
                ("STATUS", "CONFIRMED"), ("SUMMARY", icalendar.escaped(text)),
            ]),
        ],
    )  # fmt: skip

    wanted = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    assert read(icalendar.written(lines))["events"][0]["SUMMARY"] == wanted


def test_a_meeting_keeps_its_uid_and_counts_each_change_further(client, depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    seen = [calendar_of(client, depc)["events"][0]]
    proceedings.put_on_agenda(meeting, depc.committee, title="Roads; bridges, and \\ more", by=convener, at=CALLED)
    seen.append(calendar_of(client, depc)["events"][0])
    proceedings.send_notice(meeting, depc.committee, by=convener, at=CALLED)
    seen.append(calendar_of(client, depc)["events"][0])
    later = STARTS + timedelta(days=7)
    proceedings.postpone_meeting(meeting, starts_at=later, reason="The hall is flooded.", by=convener, at=CALLED)
    seen.append(calendar_of(client, depc)["events"][0])
    proceedings.cancel_meeting(meeting, reason="No hall, no chair.", by=convener, at=CALLED + timedelta(hours=1))
    seen.append(calendar_of(client, depc)["events"][0])

    assert {event["UID"] for event in seen} == {f"meeting-{meeting.pk}-depc-erode@facts.districts-as-export-hubs"}
    sequences = [int(event["SEQUENCE"]) for event in seen]
    assert sequences == sorted(set(sequences))
    assert [event["STATUS"] for event in seen] == ["CONFIRMED"] * 4 + ["CANCELLED"]
    assert [event["DTSTART"] for event in seen] == ["20250814T053000Z"] * 3 + ["20250821T053000Z"] * 2
    assert seen[-1]["DTSTAMP"] == "20250731T063000Z"
    assert "1. Roads; bridges, and \\ more\n" in seen[1]["DESCRIPTION"]
    assert "Postponed from 14-08-2025: The hall is flooded." in seen[3]["DESCRIPTION"]
    assert "The meeting of 21-08-2025 is cancelled: No hall, no chair." in seen[4]["DESCRIPTION"]
    assert seen[0]["LOCATION"] == "Collectorate"


def test_a_meeting_that_goes_over_to_a_later_committee_is_taken_back_under_its_old_uid(client, depc):
    meeting, convener = a_meeting(depc, starts_at=STARTS + timedelta(days=30)), depc.user("convener")
    (before,) = calendar_of(client, depc)["events"]

    at = STARTS + timedelta(days=20)
    new = proceedings.supersede(
        depc.committee, order_number="9", order_date=at.date(), by=depc.hq, at=at,
        seats=[SeatPlan(seat.seat_type_id, post=seat.post) for seat in depc.committee.seats.select_related("post")],
    )  # fmt: skip
    proceedings.call_meeting([new], starts_at=STARTS + timedelta(days=60), venue="Hall", by=convener, at=at)

    (after,) = calendar_of(client, depc)["events"]
    assert (after["UID"], after["STATUS"], int(after["SEQUENCE"]) > int(before["SEQUENCE"])) == (before["UID"], "CANCELLED", True)
    assert f"The meeting is held by {new.name}." in after["DESCRIPTION"]
    there = calendar_of(client, Depc(new, {}, None, None))["events"]
    assert [event["STATUS"] for event in there] == ["CONFIRMED", "CONFIRMED"]
    assert [f"meeting-{meeting.pk}-" in event["UID"] for event in there] == [False, True]


def test_the_hindi_twin_folds_devanagari_at_whole_characters(client, depc):
    a_meeting(depc)

    twin = calendar_of(client, depc, "/hi")

    assert depc.committee.name_hi in twin["events"][0]["SUMMARY"]
    assert "/hi/meetings/" in twin["events"][0]["URL"]


def test_it_tells_no_undecided_title_no_link_and_no_name(client, depc):
    meeting = proceedings.call_meeting(
        [depc.committee], starts_at=STARTS + timedelta(days=30), mode="online", online_link=f"https://x.example/{SECRET[:8]}",
        by=depc.user("convener"), at=CALLED,
    )  # fmt: skip
    put = lambda **more: proceedings.put_on_agenda(meeting, depc.committee, by=depc.user("convener"), at=CALLED, **more)  # noqa: E731
    put(paper=a_paper("other", title=SECRET))
    put(title="A matter of staff", in_camera=True)
    item_with(a_paper(title=SECRET), depc)

    events = calendar_of(client, depc)["events"]

    said = " ".join(value for event in events for value in event.values())
    assert "1. A paper before the committee\n2. A matter of staff (in camera)\n" in said
    assert [word for word in (SECRET, "x.example", "Kumar", SECRET[:8]) if word in said] == []


def test_a_paper_has_its_title_once_it_is_decided(client, depc):
    before = carried_resolution(a_paper(title="Adopted plan"), depc)

    (event,) = calendar_of(client, depc)["events"]

    assert f"{before.item.order}. Adopted plan" in event["DESCRIPTION"]


def test_it_has_the_etag_of_public_files_and_no_cookie(client, depc):
    a_meeting(depc)
    path = f"/committees/{depc.committee.slug}/meetings.ics"
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, bool(first.cookies)) == (304, False)
    assert client.get("/committees/nobody/meetings.ics").status_code == 404


@pytest.mark.parametrize("meetings", [1, 3])
def test_it_asks_the_same_for_one_meeting_and_for_three(client, depc, meetings, django_assert_num_queries):
    for number in range(meetings):
        item_with(a_paper(f"text {number}"), depc, starts_at=STARTS + timedelta(days=number))
    cache.clear()

    # The edition, then committee, meetings, their changes, items and signed resolutions.
    with django_assert_num_queries(6):
        client.get(f"/committees/{depc.committee.slug}/meetings.ics")
