"""Scans of orders are served to those whom they concern, as attachments, and to others there is none."""

from datetime import UTC, datetime

import pytest

from accounts.appointing import appoint, ensure_post
from accounts.tests import factories as people
from committees.tests.factories import depc_of
from documents.storing import store

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 5, 0, tzinfo=UTC)


def _store(content):
    return store(content, name="order.pdf", by_label="H. Singh", at=AT)


@pytest.fixture
def order():
    return _store(b"%PDF-1.7 the order that constitutes the committee")


def _served(client, user, document):
    if user is None:
        client.logout()
    else:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(f"/documents/{document.sha256}/")
    return response.status_code


def test_a_committees_order_is_served_to_those_who_may_read_there(client, order):
    depc = depc_of(order_document=order)
    elsewhere = people.make_depc_posts(people.a_district("Agra", "Uttar Pradesh"))
    asked = {
        "chair": depc.user("chair"), "convener": depc.user("convener"), "member": depc.user("member"), "hq": depc.hq,
        "state officer": depc.state_officer, "convener elsewhere": elsewhere["convener"], "stranger": people.stranger(),
        "nobody": None,
    }  # fmt: skip

    assert {who: _served(client, user, order) for who, user in asked.items()} == {
        "chair": 200, "convener": 200, "member": 200, "hq": 200, "state officer": 200,
        "convener elsewhere": 404, "stranger": 404, "nobody": 404,
    }  # fmt: skip


def test_an_order_that_posts_somebody_is_served_to_them_and_to_those_who_appoint(client, order):
    hq = people.make_hq()
    erode = people.a_district("Erode", "Tamil Nadu")
    holders = people.make_depc_posts(erode)
    posted = people.a_user("Q. Newcomer")
    post = ensure_post("Assistant Director of Handlooms", place=erode, by=hq, at=AT)
    appoint(posted.person, post, order_document=order, on=people.ON, by=hq, at=AT)

    asked = {"posted": posted, "hq": hq, "member": holders["member"], "stranger": people.stranger(), "nobody": None}

    assert {who: _served(client, user, order) for who, user in asked.items()} == {
        "posted": 200, "hq": 200, "member": 404, "stranger": 404, "nobody": 404,
    }  # fmt: skip


def test_a_private_file_that_nothing_names_is_served_to_nobody(client):
    loose = _store(b"%PDF-1.7 a loose sheet")

    assert _served(client, people.make_hq(), loose) == 404


def test_a_served_file_is_an_attachment_that_no_browser_runs_or_keeps(client, order):
    depc = depc_of(order_document=order)
    client.force_login(depc.hq, backend="django.contrib.auth.backends.ModelBackend")

    response = client.get(f"/documents/{order.sha256}/")

    assert response.headers["Content-Disposition"] == 'attachment; filename="order.pdf"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"%PDF-1.7 the order that constitutes the committee"
