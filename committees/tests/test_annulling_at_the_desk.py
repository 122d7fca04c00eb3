"""The page on which headquarters annuls: who opens it, what it asks, what it does."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import PASSWORD, stranger
from committees.models import Annulment
from committees.tests.factories import depc_of
from committees.tests.registers import without_paper

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"

ORDER = {"order_number": "DoC/7/2025", "order_date": "2025-08-20", "reason": "The sitting had not been called."}


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def address(depc):
    return reverse("desk-annul", args=[without_paper(depc, "The road to the railhead").pk])


def as_(client, user):
    client.force_login(user, backend=BACKEND)
    return client


def test_headquarters_annuls_with_the_order_its_scan_and_the_password(client, depc, address):
    client = as_(client, depc.hq)
    page = client.get(address)
    assert (page.status_code, "Annul it, once and for all" in page.content.decode()) == (200, True)
    scan = SimpleUploadedFile("order.pdf", b"%PDF-1.4\n%%EOF\n")

    answer = client.post(address, {**ORDER, "order_file": scan, "password_again": PASSWORD}, follow=True)

    annulment = Annulment.objects.get()
    assert (annulment.order_date, annulment.order_document.name) == (date(2025, 8, 20), "order.pdf")
    assert (annulment.annulled_by_name, annulment.annulled_by_post != "") == ("H. Singh", True)
    assert "Annulled by H. Singh" in answer.content.decode()
    assert "Annul by order" not in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [{"password_again": "wrong"}, {"password_again": ""}, {"reason": ""}, {"order_number": ""}, {"order_date": "2024-01-01"}],
    ids=str,
)
def test_a_form_that_is_not_whole_annuls_nothing_and_keeps_what_was_typed(client, depc, address, change):
    answer = as_(client, depc.hq).post(address, {**ORDER, "password_again": PASSWORD, **change})

    assert (answer.status_code, Annulment.objects.count()) == (422, 0)
    assert (change.get("order_number", "DoC/7/2025") or ORDER["reason"]) in answer.content.decode()


def test_a_second_click_is_told_of_the_first(client, depc, address):
    client = as_(client, depc.hq)
    client.post(address, {**ORDER, "password_again": PASSWORD})

    answer = client.post(address, {**ORDER, "password_again": PASSWORD})

    assert (answer.status_code, Annulment.objects.count()) == (422, 1)
    assert "This resolution was annulled on" in answer.content.decode()


@pytest.mark.parametrize("key", ["chair", "convener", "co_chair", "member"])
def test_a_member_reads_why_not(client, depc, address, key):
    for send in ("get", "post"):
        answer = getattr(as_(client, depc.user(key)), send)(address, {**ORDER, "password_again": PASSWORD})
        assert (answer.status_code, Annulment.objects.count()) == (403, 0)


def test_a_stranger_finds_nothing(client, depc, address):
    assert as_(client, stranger()).get(address).status_code == 404
