from datetime import UTC, datetime

import pytest

from audit.models import Edition
from audit.recording import Actor, record

pytestmark = pytest.mark.django_db

LIST = "/admin/audit/event/"


@pytest.fixture
def event():
    return record("planted", actor=Actor("R. Demo"), target=Edition(pk=1), label="A canary", at=datetime(2026, 3, 12, tzinfo=UTC))


def test_headquarters_and_the_auditor_read_the_record_and_nobody_else(client, people, event):
    answers = {}
    for role, user in people.items():
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(LIST)
        answers[role] = (response.status_code, b"A canary" in response.content)

    assert {role for role, answer in answers.items() if answer == (200, True)} == {"hq", "auditor"}
    assert {answer for role, answer in answers.items() if role not in ("hq", "auditor")} == {(403, False)}


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_nobody_adds_or_removes_an_event(client, people, event, address):
    client.force_login(people["hq"], backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(LIST + address.format(pk=event.pk)).status_code == 403
    assert client.post(LIST + address.format(pk=event.pk), {"post": "yes"}).status_code == 403


def test_a_forged_change_of_an_event_is_refused(client, people, event):
    client.force_login(people["hq"], backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(f"{LIST}{event.pk}/change/", {"verb": "forged"}).status_code == 403

    event.refresh_from_db()
    assert event.verb == "planted"
