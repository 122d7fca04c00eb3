"""The pages of minutes and action points, as a browser without scripts sees them; and what the public reads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Notice
from accounts.tests.factories import stranger
from committees import proceedings
from committees.models import ActionPoint, Minutes, MinutesCorrection
from committees.tests.factories import (
    STARTS,
    an_action,
    circulated_minutes,
    confirmed_minutes,
    depc_of,
    held_sitting,
)
from committees.tests.test_desk import signed_in, text_of

pytestmark = pytest.mark.django_db

AFTER = STARTS + timedelta(days=43)


@pytest.fixture(autouse=True)
def _weeks_later(monkeypatch):
    """The doors' clock stands 43 days after the sitting."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)


@pytest.fixture
def depc():
    return depc_of()


def home(client, user):
    return text_of(signed_in(client, user).get(reverse("admin:index")))


def test_from_the_closed_sitting_to_circulated_minutes_over_the_pages(client, depc):
    sitting = held_sitting(depc)
    begin = reverse("desk-minutes-begin", args=[sitting.meeting_id, depc.committee.slug])
    assert "Draw up the minutes of 14-08-2025" in home(client, depc.user("convener"))
    client.post(begin)
    minutes = Minutes.objects.get()
    page = reverse("desk-minutes", args=[minutes.pk])
    assert client.get(begin)["Location"] == page
    assert "Circulate: Minutes of the meeting of 14-08-2025" in home(client, depc.user("convener"))

    part = minutes.sections.get(position=1)
    edit = reverse("desk-minutes-section", args=[minutes.pk, part.pk])
    client.post(edit, {"text": "Said in short.", "text_hi": "", "row_version": "0"})
    assert "Said in short." in text_of(client.get(page))
    assert "Question put: adopt the paper." in text_of(client.get(edit + "?words=record"))
    assert signed_in(client, depc.user("member")).get(page).status_code == 404

    signed_in(client, depc.user("convener")).post(reverse("desk-minutes-circulate", args=[minutes.pk]))
    minutes.refresh_from_db()
    assert minutes.state == "circulated"
    told = set(Notice.objects.filter(kind="minutes_circulated").values_list("post", flat=True))
    assert told == set(depc.committee.seats.values_list("post", flat=True))

    signed_in(client, depc.user("member"))
    assert "Said in short." in text_of(client.get(page))
    client.post(reverse("desk-minutes-correct", args=[minutes.pk]), {"section": part.pk, "text": "It was longer."})
    assert MinutesCorrection.objects.get().section == part
    assert "Corrections came in: Minutes of the meeting of 14-08-2025" in home(client, depc.user("convener"))


def test_a_stale_save_shows_both_texts_and_saves_with_the_second_press(client, depc):
    minutes = proceedings.draw_up_minutes(held_sitting(depc), by=depc.user("convener"), at=AFTER)
    part = minutes.sections.get(position=1)
    address = reverse("desk-minutes-section", args=[minutes.pk, part.pk])
    signed_in(client, depc.user("convener"))
    client.post(address, {"text": "First words", "text_hi": "", "row_version": "0"})

    answer = client.post(address, {"text": "Second words", "text_hi": "", "row_version": "0"})

    page = text_of(answer)
    assert "saved this while you were writing" in page
    assert "<span>First words</span>" in page
    assert "Second words</textarea>" in page
    part.refresh_from_db()
    assert part.text == "First words"
    client.post(address, {"text": "Second words", "text_hi": "", "row_version": answer.context["form"]["row_version"].value()})
    part.refresh_from_db()
    assert part.text == "Second words"


def test_an_action_point_goes_from_its_record_to_its_close_over_the_pages(client, depc):
    sitting = held_sitting(depc)
    owner = depc.seat("member").post
    signed_in(client, depc.user("convener"))
    add = reverse("desk-action-add", args=[sitting.meeting_id, depc.committee.slug])
    refused = client.post(add, {"text": "Mend the road", "owner": owner.pk, "due": "2025-08-01"})
    assert "01-08-2025 lies before the meeting of 14-08-2025" in text_of(refused)
    assert "Mend the road</textarea>" in text_of(refused)
    client.post(add, {"text": "Mend the road", "owner": owner.pk, "due": "2025-09-13"})
    point = ActionPoint.objects.get()
    page = reverse("desk-action", args=[point.pk])

    assert "Action overdue since 13-09-2025: Mend the road" in home(client, depc.user("member"))
    assert "Mend the road" not in home(client, depc.user("member_2"))
    assert "unanswered for 43 days, 13 days overdue" in text_of(client.get(page))
    signed_in(client, depc.user("member"))
    answer = client.get(reverse("desk-action-answer", args=[point.pk]))
    assert "reference" not in answer.context["form"].fields
    client.post(reverse("desk-action-answer", args=[point.pk]), {"text": "The tender is out."})
    assert client.get(reverse("desk-action-close", args=[point.pk])).status_code == 404

    signed_in(client, depc.user("convener"))
    report = text_of(client.get(reverse("desk-actions", args=[depc.committee.slug])))
    assert "The tender is out." in report
    client.post(reverse("desk-action-close", args=[point.pk]), {"kind": "done", "text": "Seen."})
    point.refresh_from_db()
    assert (point.state, f"{point.closed_on}") == ("done", "2025-09-26")


def test_a_stranger_finds_none_of_the_pages(client, depc):
    sitting = held_sitting(depc)
    point = an_action(depc, sitting)
    minutes = circulated_minutes(depc, sitting)
    part = minutes.sections.get(position=1)
    where = [sitting.meeting_id, depc.committee.slug]
    signed_in(client, stranger())

    for address in (
        *(reverse(name, args=where) for name in ("desk-minutes-begin", "desk-actions-of-meeting", "desk-action-add")),
        *(reverse(f"desk-minutes{name}", args=[minutes.pk]) for name in ("", "-circulate", "-take-back", "-correct")),
        reverse("desk-minutes-section", args=[minutes.pk, part.pk]),
        reverse("desk-minutes-amend", args=[minutes.pk, part.pk]),
        *(reverse(f"desk-action{name}", args=[point.pk]) for name in ("", "-answer", "-close")),
        reverse("desk-actions", args=[depc.committee.slug]),
    ):
        assert client.get(address).status_code == 404, address


def test_the_public_reads_ages_at_once_and_the_minutes_once_confirmed(client, depc):
    sitting = held_sitting(depc)
    an_action(depc, sitting, text="Mend the road")
    minutes = circulated_minutes(depc, sitting)
    meeting = sitting.meeting.get_absolute_url()

    for page in (meeting, depc.committee.get_absolute_url(), "/meetings/"):
        assert "unanswered for 43 days" in text_of(client.get(page)), page
    before = text_of(client.get(meeting))
    assert 'Minutes circulated on <time datetime="2025-08-17">17-08-2025</time>, not yet confirmed.' in before
    assert "The committee met on 14-08-2025" not in before
    shown = client.get(f"/api/v1/meetings/{sitting.meeting_id}/").json()
    assert (shown["committees"][0]["minutes"][0]["state"], shown["action_points"][0]["unanswered_days"]) == ("circulated", 43)

    confirmed_minutes(depc, minutes, starts_at=STARTS + timedelta(days=30))

    after = text_of(client.get(meeting))
    assert "The committee met on 14-08-2025" in after
    assert "What was said on this paper is public once the paper is." in after
    assert " ".join(minutes.paper_id[n : n + 8] for n in range(0, 64, 8)) in after
    assert "समिति की बैठक 14-08-2025 को हुई" in text_of(client.get(f"/hi{meeting}"))
