"""Convening over the pages: what a convener's browser sends, and what a stranger finds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.tests.factories import a_district, stranger
from committees import pending, proceedings
from committees.models import AgendaItem, Invitee, JoinInvitation, Meeting, MeetingNotice
from committees.pending import Pending
from committees.tests.factories import CALLED, STARTS, a_meeting, a_paper, depc_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_weeks_before(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: CALLED + timedelta(hours=1))


@pytest.fixture
def depc():
    return depc_of(notice_days=21)


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_convener_makes_the_agenda_and_sends_the_notice(client, depc, monkeypatch):
    rows = [Pending(a_paper("one", title="First plan"), "First plan", CALLED), Pending(None, "Roads", CALLED, matter="x/1")]
    monkeypatch.setattr(pending, "_providers", [lambda committee: rows])
    meeting, slug = a_meeting(depc), depc.committee.slug
    signed_in(client, depc.user("convener"))

    client.post(reverse("desk-agenda-propose", args=[meeting.pk, slug]))
    first, second = AgendaItem.objects.order_by("order")
    client.post(reverse("desk-item-move", args=[second.pk]), {"to": "up", "order": second.order})
    client.post(reverse("desk-item-move", args=[second.pk]), {"to": "up", "order": second.order})
    client.post(reverse("desk-agenda", args=[meeting.pk, slug]), {"item_title": "Opening", "before": second.pk})
    assert list(AgendaItem.objects.order_by("order").values_list("title", flat=True)) == ["Opening", "Roads", "First plan"]
    ask = client.get(reverse("desk-meeting-notice", args=[meeting.pk, slug]))
    assert "14 days before; the order asks 21." in text_of(ask)
    assert "may be sent all the same" in text_of(ask)
    client.post(reverse("desk-meeting-notice", args=[meeting.pk, slug]))

    assert MeetingNotice.objects.get().is_late
    client.post(reverse("desk-agenda", args=[meeting.pk, slug]), {"item_title": "Afterwards"})
    page = text_of(client.get(reverse("desk-meeting", args=[meeting.pk])))
    assert "14 days before; the order asks 21." in page
    assert page.count("added after the notice") == 1
    assert f"/admin/items/{second.pk}/move/" not in page


def test_another_convener_finds_the_invitation_at_home_and_joins_by_its_button(client, depc):
    guest = depc_of(a_district("Salem", "Tamil Nadu"))
    meeting = a_meeting(depc)
    invite = reverse("desk-meeting-invite", args=[meeting.pk])
    signed_in(client, depc.user("convener"))
    assert guest.committee.name in text_of(client.get(invite))
    client.post(invite, {"committees": [guest.committee.pk]})
    assert "waits for the answer" in text_of(client.get(reverse("desk-meeting", args=[meeting.pk])))

    join = reverse("desk-meeting-join", args=[meeting.pk, guest.committee.slug])
    signed_in(client, guest.user("convener"))
    assert f'href="{join}"' in client.get(reverse("admin:index")).content.decode()
    assert "Join the meeting</button>" in text_of(client.get(join))
    client.post(join)

    assert JoinInvitation.objects.get().state == "joined"
    page = text_of(client.get(reverse("desk-meeting", args=[meeting.pk])))
    assert "Its date is changed by the convener who called it" in page
    assert reverse("desk-meeting-postpone", args=[meeting.pk]) not in page
    for nobody in (stranger(), guest.user("member"), depc.user("convener")):
        assert signed_in(client, nobody).get(join).status_code == 404


def test_a_stale_page_moves_no_date_and_what_was_typed_stays(client, depc):
    meeting = a_meeting(depc)
    address = reverse("desk-meeting-postpone", args=[meeting.pk])
    signed_in(client, depc.user("convener"))
    seen = client.get(address).context["form"].initial["seen"]
    given = {"seen": seen, "day": "2025-08-21", "time": "11:00", "words": "The hall is flooded."}
    client.post(address, given)

    again = client.post(address, given | {"day": "2025-08-28"})

    assert "Somebody else changed this meeting in the same moment." in text_of(again)
    assert "The hall is flooded." in text_of(again)
    assert str(Meeting.objects.get().held_on) == "2025-08-21"


def test_the_link_for_joining_online_is_read_by_members_alone(client, depc):
    link = "https://meet.example.in/abc"
    meeting = proceedings.call_meeting(
        [depc.committee], starts_at=STARTS, mode="online", online_link=link, by=depc.user("convener"), at=CALLED
    )
    desk = reverse("desk-meeting", args=[meeting.pk])
    for key in ("member", "convener", "association"):
        assert link in signed_in(client, depc.user(key)).get(desk).content.decode()

    assert link not in signed_in(client, depc.hq).get(desk).content.decode()
    register = reverse("admin:committees_meeting_change", args=[meeting.pk])
    assert link not in client.get(register).content.decode()
    client.logout()
    for public in (meeting.get_absolute_url(), f"/api/v1/meetings/{meeting.pk}/", depc.committee.get_absolute_url()):
        answer = client.get(public)
        assert answer.status_code == 200
        assert link not in answer.content.decode()


def test_special_invitees_stand_in_public_by_their_body_and_by_name_with_consent(client, depc, monkeypatch):
    meeting, convener = a_meeting(depc), depc.user("convener")
    address = reverse("desk-invitees", args=[meeting.pk, depc.committee.slug])
    signed_in(client, convener)
    given = {"what": "add", "name": "I. Guest", "body": "Chamber of Weavers", "invited_by": "the chair, letter 1"}
    client.post(address, given)
    client.post(address, given | {"name": "N. Named", "body": "Port Trust", "name_consent_on": "2025-08-01"})
    assert Invitee.objects.count() == 2
    monkeypatch.setattr("django.utils.timezone.now", lambda: STARTS)
    signed_in(client, convener)
    client.post(address, {"what": "came"} | {f"came_{one.pk}": "yes" for one in Invitee.objects.all()})
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    proceedings.close_sitting(meeting, by=convener, at=STARTS)
    client.logout()

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert [word in page for word in ("Chamber of Weavers", "Port Trust", "N. Named", "I. Guest", "letter 1")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_the_old_date_and_the_reason_stay_in_public_and_the_old_address_leads_on(client, depc):
    meeting = a_meeting(depc)
    old = meeting.get_absolute_url()
    later = STARTS + timedelta(days=7)
    proceedings.postpone_meeting(meeting, starts_at=later, reason="The hall is flooded.", by=depc.user("convener"), at=CALLED)

    answer = client.get(f"/hi{old}")
    assert (answer.status_code, answer["Location"]) == (302, f"/hi{meeting.get_absolute_url()}")
    assert client.get(old.replace("2025-08-14", "2025-08-15")).status_code == 404
    for address in (meeting.get_absolute_url(), "/meetings/", depc.committee.get_absolute_url()):
        assert "14-08-2025" in text_of(client.get(address)), address
    assert "The hall is flooded." in text_of(client.get(meeting.get_absolute_url()))


def test_a_stranger_finds_none_of_the_pages_and_changes_nothing(client, depc):
    meeting, slug = a_meeting(depc), depc.committee.slug
    item = proceedings.put_on_agenda(meeting, depc.committee, title="x", by=depc.user("convener"), at=CALLED)
    proceedings.invite_to_join(
        meeting, [depc_of(a_district("Salem", "Tamil Nadu")).committee], by=depc.user("convener"), at=CALLED
    )
    signed_in(client, stranger())
    before = Meeting.objects.values().get()

    answers = {
        name: client.post(reverse(name, args=args)).status_code
        for name, args in {
            "desk-meeting-notice": [meeting.pk, slug], "desk-meeting-invite": [meeting.pk],
            "desk-meeting-join": [meeting.pk, "depc-salem"], "desk-meeting-decline": [meeting.pk, "depc-salem"],
            "desk-meeting-postpone": [meeting.pk], "desk-meeting-cancel": [meeting.pk], "desk-invitees": [meeting.pk, slug],
            "desk-agenda-propose": [meeting.pk, slug], "desk-sitting-close": [meeting.pk, slug], "desk-item-move": [item.pk],
        }.items()
    }  # fmt: skip

    assert set(answers.values()) == {404}
    assert Meeting.objects.values().get() == before
