"""The desk in Hindi: who enters it stays in it, and nothing that is kept or sent depends on it."""

import re

import pytest
from django.urls import reverse

from accounts.models import Notice
from audit.models import Event
from plans.models import PlanVersion
from plans.states import State
from plans.tests.desk import at_desk, form_of, plan_url, text_of
from plans.tests.factories import a_draft, a_written_draft, an_office, version_in

pytestmark = pytest.mark.django_db


def in_hindi(address):
    return f"/hi{address}"


def test_every_way_from_a_hindi_page_of_the_desk_leads_to_a_hindi_page():
    version = a_written_draft()
    desk = at_desk(version.office.officer)

    page = desk.get(in_hindi(plan_url(version))).content.decode()

    ways = set(re.findall(r'(?:href|action|formaction)="(/[^"]*)"', page))
    desk_ways = {way for way in ways if re.match(r"(/hi)?/(admin|account)/", way)}
    other_language = {plan_url(version)}
    assert {way for way in desk_ways if not way.startswith("/hi/")} == other_language
    assert desk.get(plan_url(version)).content.decode().count(f'href="/hi{plan_url(version)}"') == 1


def test_a_save_in_hindi_leads_back_to_the_hindi_page_and_a_stranger_to_the_hindi_sign_in(client):
    version = a_draft()
    desk = at_desk(version.office.officer)
    address = in_hindi(reverse("desk-head", args=[version.pk, 1]))

    form = form_of(desk.get(address))
    answer = desk.post(address, form | {"text": "कपास और हल्दी।"})

    assert answer.status_code == 302
    assert answer["Location"].startswith(in_hindi(plan_url(version)))
    assert client.get(address)["Location"].startswith("/hi/admin/login/?next=/hi/admin/")


def test_what_is_kept_and_sent_from_a_hindi_page_is_what_an_english_page_keeps_and_sends():
    kept = []
    for name, prefix in (("Erode", ""), ("Salem", "/hi")):
        version = version_in(State.DRAFT, office=an_office(name))
        desk = at_desk(version.office.convener)
        address = prefix + reverse("desk-move", args=[version.pk, "table"])
        before = Event.objects.order_by("-pk").first().pk
        assert desk.post(address, form_of(desk.get(address))).status_code == 302
        tabled = PlanVersion.objects.get(pk=version.pk)
        assert tabled.state == State.TABLED
        events = [(one.verb, one.target_label.replace(name, "X")) for one in Event.objects.filter(pk__gt=before).order_by("pk")]
        notices = {(one.kind, re.sub("[0-9a-f]{64}", "", one.url)) for one in Notice.objects.filter(about__contains=name)}
        kept.append((events, notices))

    assert kept[0] == kept[1]
    assert all(not url.startswith("/hi") for _kind, url in kept[1][1])


def test_a_draft_without_a_number_has_one_name_in_the_record():
    version = a_draft()
    desk = at_desk(version.office.convener)
    address = in_hindi(reverse("desk-move", args=[version.pk, "withdraw"]))
    desk.post(address, form_of(desk.get(address)) | {"remark": "दुबारा लिखी जाएगी।"})

    version.refresh_from_db()
    assert version.state == State.WITHDRAWN
    assert Event.objects.order_by("-pk").first().target_label == "Erode, no number yet"


def test_an_error_page_of_the_hindi_desk_leads_to_hindi_pages():
    version = a_draft()

    page = text_of(at_desk(version.office.officer).get("/hi/admin/plans/999999/"))

    assert 'href="/hi/districts/"' in page
    assert "/hi/hi/" not in page
