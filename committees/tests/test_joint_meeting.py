"""Eight districts of a zone at one table, from the call to the last signature: a quorum and a decision for each."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.tests.factories import a_district, make_auditor
from committees import pending, proceedings
from committees.models import Resolution, Sitting
from committees.proceedings import NotDecided
from committees.tests.factories import AFTER, CALLED, STARTS, a_meeting, a_paper, attend, depc_of, drawn_up, signed, vote

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: The zone of the west in Arunachal Pradesh, and one more for eight.
ZONE = ("Tawang", "West Kameng", "East Kameng", "Pakke Kessang", "Papum Pare", "Kurung Kumey", "Kra Daadi", "Lower Subansiri")
SEATS = ("chair", "co_chair", "convener", "member")
PAIR = ("chair", "convener")


@pytest.fixture
def eight(monkeypatch):
    monkeypatch.setattr(pending, "_providers", [])
    depcs = [depc_of(a_district(name, "Arunachal Pradesh"), seats=SEATS) for name in ZONE]
    host, *guests = depcs
    meeting = a_meeting(host)
    proceedings.invite_to_join(meeting, [depc.committee for depc in guests], by=host.user("convener"), at=CALLED)
    for depc in guests:
        proceedings.join_meeting(meeting, depc.committee, by=depc.user("convener"), at=CALLED)
    for depc in depcs:
        paper = a_paper(f"The plan of {depc.committee.slug}")
        proceedings.put_on_agenda(meeting, depc.committee, paper=paper, by=depc.user("convener"), at=CALLED)
        proceedings.send_notice(meeting, depc.committee, by=depc.user("convener"), at=CALLED)
    return meeting, depcs


def test_each_of_eight_committees_decides_by_its_own_quorum(eight, client, django_assert_num_queries, monkeypatch):
    meeting, depcs = eight
    host, last = depcs[0], depcs[-1]
    # The last committee comes with two persons: too few, whoever else sits at the table.
    for depc in depcs:
        attend(meeting, depc, *(PAIR if depc is last else (*PAIR, "member")))
    proceedings.open_sitting(meeting, by=host.user("convener"), at=STARTS)
    for depc in depcs:
        item = meeting.items.select_related("committee__place", "meeting").get(committee=depc.committee)
        item = proceedings.open_item(item, by=depc.user("convener"), at=STARTS)
        vote(item, depc, chair="for", convener="for")
        if depc is last:
            with pytest.raises(NotDecided, match="2 persons with a vote present, 3 are needed"):
                drawn_up(item, depc)
        else:
            drawn_up(item, depc)
    _counts(client, monkeypatch, meeting, django_assert_num_queries)

    for depc in depcs[1:]:
        proceedings.close_sitting(meeting, depc.committee, by=depc.user("convener"), at=AFTER)
    proceedings.close_sitting(meeting, by=host.user("convener"), at=AFTER)
    for resolution in Resolution.objects.select_related("item__meeting").order_by("pk"):
        signed(resolution, next(depc for depc in depcs if depc.committee == resolution.committee))

    meeting.refresh_from_db()
    assert (meeting.state, Sitting.objects.filter(closed_at__isnull=True).count()) == ("closed", 0)
    numbers = sorted(Resolution.objects.values_list("number", flat=True))
    assert numbers == sorted(f"{depc.committee.slug}-2025-26-1" for depc in depcs[:-1])
    assert {r.rule_text.split(". ")[0] for r in Resolution.objects.all()} == {
        "The order sets no quorum; the chair and 3 of 4 seats were present"
    }
    assert meeting.items.get(committee=last.committee).state == "lapsed"


def _counts(client, monkeypatch, meeting, django_assert_num_queries):
    """An auditor reads all eight parts at the desk, the public page is read by anybody: so many queries and no more."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: STARTS + timedelta(minutes=30))
    meeting.items.filter(state="open").update(state="listed", opened_at=None)
    client.force_login(make_auditor(), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("desk-meeting", args=[meeting.pk])
    client.get(address)
    with django_assert_num_queries(AT_THE_DESK):
        page = client.get(address)
    assert len(page.context["tables"]) == 8
    meeting.items.filter(state="listed").update(state="open", opened_at=STARTS)
    client.logout()
    cache.clear()
    with django_assert_num_queries(IN_PUBLIC):
        assert client.get(meeting.get_absolute_url()).status_code == 200


AT_THE_DESK, IN_PUBLIC = 20, 12


def test_a_joint_meeting_asks_the_desk_as_often_for_three_committees_as_for_eight(eight, client, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    meeting, depcs = eight
    monkeypatch.setattr("django.utils.timezone.now", lambda: STARTS)
    client.force_login(make_auditor(), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("desk-meeting", args=[meeting.pk])
    client.get(address)
    asked = []
    for size in (8, 3):
        parts = meeting.sittings.order_by("pk").values_list("pk", flat=True)[size:]
        Sitting.objects.filter(pk__in=list(parts)).delete()
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(address).context["tables"]) == size
        asked.append(len(queries))

    assert asked[0] == asked[1]
