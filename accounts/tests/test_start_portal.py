"""The first hour: headquarters gets its post, its holder and one link, and that happens once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.invitations import StaleLink, join
from accounts.models import Invitation, Post, User
from accounts.permission import may
from accounts.starting import start_portal
from accounts.tests.factories import AT, ON, PASSWORD, nation, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nation():
    return nation()


def test_the_command_prints_a_link_by_which_headquarters_joins():
    said = StringIO()
    call_command("start_portal", email="Hq@Example.in", name="H. Singh", origin="https://hubs.example", stdout=said)

    link = said.getvalue().strip().splitlines()[-1]
    assert link.startswith("https://hubs.example/account/join/")
    from common.clock import now, today

    user = join(token_of(link), name="H. Singh", password=PASSWORD, at=now())
    assert user.email == "hq@example.in"
    assert may(user, "suspend", None, on=today())


def test_run_again_before_the_link_is_used_it_makes_only_a_new_link():
    first = start_portal(email="hq@example.in", name="H. Singh", at=AT)
    second = start_portal(email="hq@example.in", name="H. Singh", at=AT)

    assert Post.objects.filter(duty="hq").count() == 1
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1
    with pytest.raises(StaleLink):
        join(token_of(first), name="H. Singh", password=PASSWORD, at=AT)
    assert join(token_of(second), name="H. Singh", password=PASSWORD, at=AT)


def test_it_refuses_once_headquarters_has_an_account():
    link = start_portal(email="hq@example.in", name="H. Singh", at=AT)
    join(token_of(link), name="H. Singh", password=PASSWORD, at=AT)

    with pytest.raises(CommandError) as refused:
        call_command("start_portal", email="intruder@example.in")

    assert str(refused.value) == (
        "Headquarters has an account (hq@example.in), so nothing was changed. It invites everybody else."
    )
    assert not Invitation.objects.filter(email="intruder@example.in").exists()
    assert User.objects.count() == 1


def test_an_address_that_is_none_makes_nothing():
    with pytest.raises(CommandError, match="is no e-mail address, so nothing was made"):
        call_command("start_portal", email="headquarters")
    assert not Post.objects.filter(duty="hq").exists()


def test_a_person_invited_but_not_joined_may_nothing_by_name_alone():
    start_portal(email="hq@example.in", name="H. Singh", at=AT)

    assert not User.objects.exists()
    assert not may(None, "suspend", None, on=ON)
