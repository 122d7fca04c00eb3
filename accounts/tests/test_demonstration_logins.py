"""The logins of the demonstration: at home only, and only in a demonstration."""

import pytest

from accounts import mail
from accounts.models import Person, User
from accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

AT_HOME, A_STRANGER = "127.0.0.1", "203.0.113.7"


@pytest.fixture
def officer():
    return User.objects.create_user("officer@nashik.example", PASSWORD, person=Person.objects.create(name="Yash Demo"))


def answer_to(client, user, **more):
    page = client.post("/admin/login/?next=/admin/", {"username": user.email, "password": PASSWORD}, **more)
    return page, "_auth_user_id" in client.session


@pytest.mark.parametrize("address", [AT_HOME, "::1", "::ffff:127.0.0.1"])
def test_a_login_of_the_demonstration_opens_the_door_on_its_own_computer(client, settings, officer, address):
    settings.DATABASE_KIND = "demonstration"

    page, is_in = answer_to(client, officer, REMOTE_ADDR=address)

    assert (page.status_code, is_in) == (302, True)


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": A_STRANGER},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": AT_HOME, "HTTP_X_FORWARDED_FOR": A_STRANGER},
        {"REMOTE_ADDR": AT_HOME, "HTTP_FORWARDED": "for=203.0.113.7"},
        {"REMOTE_ADDR": AT_HOME, "HTTP_X_REAL_IP": A_STRANGER},
    ],
)
def test_a_stranger_with_the_known_password_stays_outside_and_reads_why(client, settings, officer, where):
    settings.DATABASE_KIND = "demonstration"

    page, is_in = answer_to(client, officer, **where)

    assert "The logins of the demonstration work only on the computer on which it runs" in page.content.decode()
    assert not is_in


def test_a_stranger_without_the_password_learns_nothing_of_it(client, settings, officer):
    settings.DATABASE_KIND = "demonstration"

    page = client.post("/admin/login/", {"username": officer.email, "password": "wrong-words-123"}, REMOTE_ADDR=A_STRANGER)

    assert "E-mail address and password do not fit together" in page.content.decode()
    assert "demonstration work only" not in page.content.decode()


def test_a_database_of_facts_takes_no_login_of_the_demonstration(client, settings, officer):
    settings.DATABASE_KIND = "facts"

    page, is_in = answer_to(client, officer, REMOTE_ADDR=AT_HOME)

    assert "This is a login of the demonstration, and this portal holds facts." in page.content.decode()
    assert not is_in


def test_no_mail_leaves_for_an_invented_address(officer, mailoutbox):
    assert mail.send("posting", {}, to=officer.email) is False
    assert mailoutbox == []
