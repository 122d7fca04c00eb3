"""The desk pages, as a browser without scripts sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.tests.factories import PASSWORD, a_district, make_state_officer, stranger
from committees import pending, proceedings
from committees.models import Attendance, Committee, Meeting, Resolution, Vote
from committees.pending import Pending
from committees.tests.factories import CALLED, STARTS, a_paper, depc_of, drawn_up, item_with, vote
from common import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_sitting(monkeypatch):
    """The doors' clock stands in the sitting of the factories."""

    def stand_at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    stand_at(STARTS + timedelta(minutes=30))
    return stand_at


@pytest.fixture
def waits(monkeypatch):
    """Papers that wait for any committee."""
    papers = []
    monkeypatch.setattr(pending, "_providers", [lambda committee: [Pending(paper, paper.title, CALLED) for paper in papers]])
    return papers


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_sitting_goes_from_the_call_to_the_signature_over_the_pages(client, at_the_sitting, waits):
    depc = depc_of()
    waits.append(a_paper())
    signed_in(client, depc.user("convener"))

    at_the_sitting(CALLED)
    client.post(
        reverse("desk-meeting-call", args=[depc.committee.slug]),
        {"day": "2025-08-14", "time": "11:00", "mode": "in_person", "venue": "Collectorate"},
    )
    meeting = Meeting.objects.get()
    assert meeting.starts_at == STARTS
    page = client.get(reverse("desk-meeting", args=[meeting.pk]))
    assert "What waits for this committee" in text_of(page)
    client.post(reverse("desk-agenda", args=[meeting.pk, depc.committee.slug]), {"waits": waits[0].pk})
    item = meeting.items.get()

    at_the_sitting(STARTS)
    client.post(reverse("desk-meeting-open", args=[meeting.pk]))
    seats = {key: depc.seat(key).pk for key in ("chair", "co_chair", "convener", "member", "member_2")}
    client.post(
        reverse("desk-attendance", args=[meeting.pk, depc.committee.slug]),
        {f"how_{pk}": "in_person" for pk in seats.values()},
    )
    assert Attendance.objects.count() == 5
    client.post(reverse("desk-item-open", args=[item.pk]), {"motion": "adopt"})

    at_the_sitting(STARTS + timedelta(minutes=10))
    for key in ("chair", "co_chair", "convener", "member"):
        signed_in(client, depc.user(key))
        asked = client.post(reverse("desk-vote", args=[item.pk]), {"choice": "for"})
        assert "votes for: adopt the paper: District Export Action Plan" in text_of(asked)
        client.post(reverse("desk-vote", args=[item.pk]), {"choice": "for", "confirmed": "yes", "password_again": PASSWORD})
    assert Vote.objects.filter(choice="for").count() == 4

    signed_in(client, depc.user("convener"))
    preview = client.get(reverse("desk-draw-up", args=[item.pk]))
    assert "The order sets no quorum; the chair and 5 of 7 seats were present. 4 for, 0 against, 0 abstained." in text_of(preview)
    client.post(reverse("desk-draw-up", args=[item.pk]), {"method": "recorded"})
    resolution = Resolution.objects.get()

    signed_in(client, depc.user("co_chair"))
    client.post(reverse("desk-concur", args=[resolution.pk]), {"stand": "concurs"})
    signed_in(client, depc.user("chair"))
    page = client.get(reverse("desk-sign", args=[resolution.pk]))
    assert "It cannot be changed after signing." in text_of(page)
    answer = client.post(reverse("desk-sign", args=[resolution.pk]), {"password_again": PASSWORD})
    assert answer.status_code == 302
    resolution.refresh_from_db()
    assert resolution.number == "depc-erode-2025-26-1"
    assert resolution.concurrence == "concurs"

    again = client.post(reverse("desk-sign", args=[resolution.pk]), {"password_again": PASSWORD})
    assert "so nothing was changed" in text_of(again)
    assert "Signed as depc-erode-2025-26-1" in text_of(again)


def test_a_wrong_password_signs_nothing(client, at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)

    answer = signed_in(client, depc.user("chair")).post(reverse("desk-sign", args=[resolution.pk]), {"password_again": "wrong"})

    assert "The password is wrong, so nothing was changed." in text_of(answer)
    assert Resolution.objects.get().state == "drawn_up"


def test_the_password_is_asked_once_for_the_votes_of_a_sitting(client, at_the_sitting):
    depc = depc_of()
    first = item_with(a_paper("first"), depc)
    second = proceedings.put_on_agenda(first.meeting, depc.committee, title="Second", by=depc.user("convener"), at=STARTS)
    second = proceedings.open_item(second, by=depc.user("convener"), at=STARTS)
    signed_in(client, depc.user("member"))

    client.post(reverse("desk-vote", args=[first.pk]), {"choice": "for", "confirmed": "yes", "password_again": PASSWORD})
    page = client.post(reverse("desk-vote", args=[second.pk]), {"choice": "against"})
    client.post(reverse("desk-vote", args=[second.pk]), {"choice": "against", "confirmed": "yes"})

    assert "password_again" not in text_of(page)
    assert list(Vote.objects.order_by("pk").values_list("choice", flat=True)) == ["for", "against"]


def test_a_stranger_finds_none_of_the_pages(client, at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)
    slug = depc.committee.slug
    signed_in(client, stranger())

    for address in (
        reverse("desk-depc", args=[slug]),
        reverse("desk-seat-add", args=[slug]),
        reverse("desk-meeting-call", args=[slug]),
        reverse("desk-meeting", args=[item.meeting_id]),
        reverse("desk-attendance", args=[item.meeting_id, slug]),
        reverse("desk-delegate", args=[item.meeting_id, slug]),
        reverse("desk-meeting-open", args=[item.meeting_id]),
        reverse("desk-meeting-close", args=[item.meeting_id]),
        reverse("desk-meeting-cancel", args=[item.meeting_id]),
        reverse("desk-item-open", args=[item.pk]),
        reverse("desk-item-take-off", args=[item.pk]),
        reverse("desk-vote", args=[item.pk]),
        reverse("desk-step-aside", args=[item.pk]),
        reverse("desk-hands", args=[item.pk]),
        reverse("desk-draw-up", args=[item.pk]),
        reverse("desk-resolution", args=[resolution.pk]),
        reverse("desk-sign", args=[resolution.pk]),
        reverse("desk-concur", args=[resolution.pk]),
        reverse("desk-send-back", args=[resolution.pk]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.get(reverse("set-up-depc")).status_code == 403


def test_a_member_sees_the_meeting_and_cannot_do_the_conveners_work(client, at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    signed_in(client, depc.user("member"))

    assert client.get(reverse("desk-meeting", args=[item.meeting_id])).status_code == 200
    assert client.get(reverse("desk-draw-up", args=[item.pk])).status_code == 404
    assert client.get(reverse("desk-attendance", args=[item.meeting_id, depc.committee.slug])).status_code == 404
    answer = client.post(reverse("desk-meeting-close", args=[item.meeting_id]))
    assert "Only the convener of Erode can keep the minutes." in text_of(answer)


def test_a_state_officer_sets_up_a_committee_from_its_order(client, at_the_sitting):
    district = a_district("Erode", "Tamil Nadu")
    officer = make_state_officer(district.state)
    signed_in(client, officer)
    page = client.get(reverse("set-up-depc"))
    form = page.context["form"]
    posted = {
        "place": district.pk, "order_number": "G.O. 17", "order_date": "2025-04-01", "quorum_kind": "number", "quorum_number": 5,
    }  # fmt: skip
    for key, _seat_type, copy in form.seat_keys:
        if copy == 0:
            posted[f"on_{key}"] = "on"
    posted["holder_depc-head_0"] = "A. Kumar"
    posted["email_depc-head_0"] = "a.kumar@example.in"

    answer = client.post(reverse("set-up-depc"), posted)

    committee = Committee.objects.get()
    assert answer.status_code == 302
    assert committee.slug == "depc-erode"
    assert committee.seats.count() == 13
    assert committee.quorum_number == 5
    shown = client.get(answer["Location"])
    assert "/account/join/" in text_of(shown)
    assert "/account/join/" not in text_of(client.get(answer["Location"]))


def test_a_state_officer_is_not_offered_another_states_districts(client, at_the_sitting):
    erode, wayanad = a_district("Erode", "Tamil Nadu"), a_district("Wayanad", "Kerala")
    signed_in(client, make_state_officer(erode.state))

    answer = client.post(
        reverse("set-up-depc"),
        {"place": wayanad.pk, "order_number": "1", "order_date": "2025-04-01", "quorum_kind": "none", "on_depc-head_0": "on"},
    )

    assert answer.status_code == 200
    assert Committee.objects.count() == 0


def test_the_home_page_says_what_waits(client, at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)

    member = text_of(signed_in(client, depc.user("member")).get(reverse("admin:index")))
    assert reverse("desk-vote", args=[item.pk]) in member
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)
    assert reverse("desk-vote", args=[item.pk]) not in text_of(signed_in(client, depc.user("member")).get(reverse("admin:index")))
    assert reverse("desk-sign", args=[resolution.pk]) in text_of(
        signed_in(client, depc.user("chair")).get(reverse("admin:index"))
    )
    assert reverse("desk-concur", args=[resolution.pk]) in text_of(
        signed_in(client, depc.user("co_chair")).get(reverse("admin:index"))
    )
    nobody = text_of(signed_in(client, stranger()).get(reverse("admin:index")))
    assert reverse("desk-sign", args=[resolution.pk]) not in nobody


def test_the_clock_of_the_doors_is_the_one_that_was_set(at_the_sitting):
    assert clock.now() == STARTS + timedelta(minutes=30)
