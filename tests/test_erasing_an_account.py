"""Erasing an account takes the login and every private address, and leaves each decision as it was, to the byte."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from accounts.erasing import NotErased, erase_account
from accounts.models import Invitation, Person, User
from accounts.tests.factories import PASSWORD, make_data_officer, stranger
from audit.models import Event
from committees.register import chain_of, first_broken_row
from committees.tests.factories import AFTER, depc_of
from committees.tests.registers import exported, verified, without_paper
from common.refusals import NotAllowed
from plans.tests.desk import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def signed(depc):
    return without_paper(depc, "The road to the railhead", dissent="Too dear.")


def what_stands(signed):
    """Everything said of the decision in public, to the byte: page, API, register."""
    cache.clear()
    client = Client()
    paths = (f"/resolutions/{signed.number}/", f"/hi/resolutions/{signed.number}/", f"/api/v1/resolutions/{signed.number}/")
    return [client.get(path).content for path in paths] + exported() + [list(signed.seats_of_the_day.values())]


@pytest.mark.parametrize("key", ["chair", "convener", "co_chair", "member"])
def test_each_decision_stays_with_the_name_and_post_of_the_time(depc, signed, key, tmp_path):
    user, before = depc.user(key), what_stands(signed)
    name, email = user.person.name, user.email

    person = erase_account(user, by=depc.hq, at=AFTER)

    assert what_stands(signed) == before
    assert (person.name, User.objects.filter(email=email).exists()) == (name, False)
    assert first_broken_row(chain_of(depc.committee)) is None
    (tmp_path / "register.jsonl").write_bytes(b"".join(exported()))
    assert verified(tmp_path / "register.jsonl")[0] == 0


def test_nothing_anywhere_keeps_the_address(depc, signed):
    user = depc.user("chair")
    AccessAttempt.objects.create(username=user.email, ip_address="127.0.0.1", failures_since_start=1)
    AccessLog.objects.create(username=user.email, ip_address="127.0.0.1")
    email = user.email

    erase_account(user, by=depc.hq, at=AFTER)

    assert _places_with(email) == []


def _places_with(text):
    """The models a row of which holds this text: ours, their histories and those of every library alike."""
    from django.apps import apps

    # A model that a test declares has no table.
    kept = [model for model in apps.get_models() if ".tests." not in model.__module__]
    return [model._meta.label for model in kept if any(text in repr(row) for row in model._base_manager.values_list())]


def test_who_is_erased_no_longer_signs_in_and_may_be_invited_again(depc, signed):
    from accounts.tests.factories import invite, join, post_of, token_of

    user = depc.user("member")
    post, client = post_of(user), Client()
    client.force_login(user, backend=BACKEND)

    person = erase_account(user, by=depc.hq, at=AFTER)

    assert client.get("/admin/").status_code == 302
    link = invite(post, person=person, email="anew@example.in", by=depc.hq, at=AFTER)
    assert join(token_of(link), name=person.name, password=PASSWORD, at=AFTER).person == person


def test_an_open_invitation_of_the_person_ends(depc):
    user = depc.user("member")
    erase_account(user, by=depc.hq, at=AFTER)

    mine = Invitation.objects.filter(person=user.person)
    assert {(one.email, one.used_at is None and one.withdrawn_at is None) for one in mine} == {("", False)}


def test_it_is_recorded_once_under_the_name(depc):
    user = depc.user("member")
    erase_account(user, by=depc.hq, at=AFTER)

    event = Event.objects.get(verb="account_erased")
    assert (event.target_label, event.is_public) == (user.person.name, False)


def test_nobody_else_erases_and_nobody_their_own(depc):
    for person in (depc.state_officer, depc.user("convener"), make_data_officer(), stranger()):
        with pytest.raises(NotAllowed):
            erase_account(depc.user("member"), by=person, at=AFTER)
    with pytest.raises(NotErased):
        erase_account(depc.hq, by=depc.hq, at=AFTER)


def test_a_person_who_decided_is_removed_by_nobody(depc, signed):
    person = depc.user("chair").person
    erase_account(depc.user("chair"), by=depc.hq, at=AFTER)

    with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
        Person.objects.get(pk=person.pk).delete()


def test_another_name_of_a_person_changes_no_decision(depc, signed):
    before = what_stands(signed)

    for key in ("chair", "convener", "member"):
        Person.objects.filter(pk=depc.user(key).person.pk).update(name="Somebody Else", name_hi="कोई और")

    assert what_stands(signed) == before


def test_the_page_asks_the_password_and_says_what_stays(depc, client):
    user = depc.user("member")
    client.force_login(depc.hq, backend=BACKEND)
    address = f"/admin/accounts/user/{user.pk}/erase/"
    page = client.get(address).content.decode()
    assert (user.email in page, "The person stays" in page) == (True, True)

    assert client.post(address, {"password_again": "wrong"}).status_code == 422
    assert User.objects.filter(pk=user.pk).exists()
    answer = client.post(address, {"password_again": PASSWORD})

    assert (answer.status_code, User.objects.filter(pk=user.pk).exists()) == (302, False)


@pytest.mark.parametrize("key", ["chair", "convener", "member"])
def test_the_page_is_for_headquarters_alone(depc, client, key):
    user = depc.user("member_2")
    client.force_login(depc.user(key), backend=BACKEND)

    assert client.post(f"/admin/accounts/user/{user.pk}/erase/", {"password_again": PASSWORD}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_the_admin_deletes_neither_accounts_nor_persons(depc, client):
    client.force_login(depc.hq, backend=BACKEND)
    user = depc.user("member")

    for path in (f"accounts/user/{user.pk}/delete/", f"accounts/person/{user.person_id}/delete/"):
        assert client.post(f"/admin/{path}", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk, person=user.person_id).exists()
