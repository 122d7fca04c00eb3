"""Forgotten passwords: a link to the account's own address, and nothing said about who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache, caches

from accounts.passwords import MAILS_AN_HOUR
from accounts.tests.factories import PASSWORD, a_user, make_hq
from audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    caches["limits"].clear()


@pytest.fixture
def hq():
    return make_hq()


def ask(client, email):
    return client.post("/account/forgotten/", {"email": email})


def link_in(sent):
    return re.search(r"http://testserver(\S+)", sent.body).group(1)


def test_readers_of_many_pages_do_not_push_the_count_of_mails_out(client, hq):
    for _ in range(MAILS_AN_HOUR):
        ask(client, hq.email)
    sent = len(mail.outbox)

    cache.clear()
    ask(client, hq.email)

    assert len(mail.outbox) == sent


def test_a_new_password_is_set_by_the_link_in_the_mail(client, hq):
    ask(client, hq.email.upper())
    [sent] = mail.outbox
    assert sent.to == [hq.email]
    assert sent.body.count(link_in(sent)) == 2

    form_at = client.get(link_in(sent), follow=True).redirect_chain[-1][0]
    answer = client.post(form_at, {"new_password1": "muslin-words-11", "new_password2": "muslin-words-11"})

    assert answer["Location"] == "/account/new-password/set/"
    hq.refresh_from_db()
    assert hq.check_password("muslin-words-11")
    assert Event.objects.filter(verb="password_set", actor_name=hq.person.name).count() == 1
    assert "This link was used" in client.get(link_in(sent), follow=True).content.decode()


def test_an_unknown_address_is_answered_alike(client, hq):
    known, unknown = ask(client, hq.email), ask(client, "nobody@example.in")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_link(client):
    user = a_user("C. Closed")
    user.is_active = False
    user.save()

    ask(client, user.email)

    assert mail.outbox == []


def test_one_address_gets_three_mails_an_hour(client, hq):
    for case in (hq.email, hq.email.upper(), hq.email, hq.email.title(), hq.email):
        ask(client, case)

    assert len(mail.outbox) == 3


def test_a_forged_link_changes_nothing(client, hq):
    answer = client.get("/account/new-password/MQ/abc-123/", follow=True)

    assert "This link was used, has expired, or is not complete." in answer.content.decode()
    hq.refresh_from_db()
    assert hq.check_password(PASSWORD)


def test_the_sign_in_page_leads_there(client, db):
    assert 'href="/account/forgotten/' in client.get("/admin/login/").content.decode()
