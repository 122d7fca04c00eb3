"""The link of an invitation works once, for its own person, for seven days, and says in a sentence why not."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.urls import reverse

from accounts.appointing import appoint, end_posting, ensure_post
from accounts.invitations import CannotInvite, StaleLink, invite, join, origin_of
from accounts.models import Invitation, Person, Posting, User
from accounts.tests.factories import AT, ON, PASSWORD, a_user, make_hq, post_of, token_of
from audit import edition
from audit.models import Event
from common.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq():
    return make_hq()


@pytest.fixture
def ldm(erode, hq):
    return ensure_post("Lead District Manager", place=erode, duty="member", by=hq, at=AT)


@pytest.fixture
def link(ldm, hq):
    appoint("L. Das", ldm, on=ON, by=hq, at=AT)
    return invite(ldm, email="L.Das@example.in", by=hq, at=AT)


@pytest.fixture
def clock():
    """The moment at which the pages are asked for."""
    with mock.patch("accounts.views.now", return_value=AT) as at:
        yield at


def fields(**changed):
    return {"name": "L. Das", "password": PASSWORD, "password_again": PASSWORD, **changed}


def test_joining_makes_the_account_of_the_person_invited(link, clock, client):
    assert client.get(link).status_code == 200
    answer = client.post(link, fields(name="Lakshmi Das", name_hi="लक्ष्मी दास"))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/")
    user = User.objects.get(email="l.das@example.in")
    assert user.check_password(PASSWORD)
    assert (user.person.name, user.person.name_hi) == ("Lakshmi Das", "लक्ष्मी दास")
    assert Posting.objects.get(person=user.person).post.title == "Lead District Manager"
    assert Event.objects.filter(verb="joined", actor_name="Lakshmi Das").count() == 1


@pytest.mark.parametrize(("name", "editions"), [("Lakshmi Das", 1), (" L. Das ", 0), ("", 0)])
def test_a_name_written_anew_is_a_change_the_public_sees(link, name, editions):
    before = edition.current()
    join(token_of(link), name=name, password=PASSWORD, at=AT)
    assert edition.current() == before + editions


def test_the_token_is_stored_nowhere(link):
    token = token_of(link)

    for invitation in Invitation.objects.values():
        assert token not in str(invitation)
    for event in Event.objects.values():
        assert token not in str(event)


def test_the_page_behind_a_link_is_neither_stored_nor_passed_on(link, clock, client):
    answer = client.get(link)

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_link_used_twice_says_so_and_changes_no_password(link, clock, client):
    client.post(link, fields())
    answer = client.post(link, fields(password="another-word-77", password_again="another-word-77"))

    assert answer.status_code == 410
    assert "This link was used on 01-04-2025 10:00. Sign in with the password set then." in answer.content.decode()
    assert User.objects.get(email="l.das@example.in").check_password(PASSWORD)
    assert User.objects.filter(email="l.das@example.in").count() == 1


def test_two_clicks_at_the_same_moment_make_one_account(link):
    token = token_of(link)
    from accounts import invitations

    first_look = invitations.open_invitation

    def both_saw_it_open(given, *, at):
        invitation = first_look(given, at=at)
        Invitation.objects.filter(pk=invitation.pk).update(used_at=AT)
        return invitation

    # The other click took the invitation between this one's look and its write.
    with mock.patch.object(invitations, "open_invitation", both_saw_it_open), pytest.raises(StaleLink):
        join(token, name="L. Das", password=PASSWORD, at=AT)
    assert not User.objects.filter(email="l.das@example.in").exists()


def test_an_expired_link_says_until_when_it_was_valid(link, clock, client):
    clock.return_value = AT + timedelta(days=7)
    answer = client.get(link)

    assert answer.status_code == 410
    assert "This link was valid until 08-04-2025 10:00. Ask the officer who invited you for a new one." in answer.content.decode()
    assert client.post(link, fields()).status_code == 410
    assert not User.objects.filter(email="l.das@example.in").exists()


@pytest.mark.parametrize("token", ["x", "../../etc", "0" * 200, "é"])
def test_a_link_that_was_never_made_says_so(clock, client, token):
    answer = client.get(reverse("account-join", args=["x"]).replace("/x/", f"/{token}/"))

    assert answer.status_code in (404, 410)
    if answer.status_code == 410:
        assert "This link is not one of ours." in answer.content.decode()


def test_a_token_of_another_person_makes_that_person_only(link, ldm, erode, hq, clock, client):
    other = ensure_post("NABARD", place=erode, duty="member", by=hq, at=AT)
    appoint("N. Iyer", other, on=ON, by=hq, at=AT)
    other_link = invite(other, email="n.iyer@example.in", by=hq, at=AT)

    client.post(other_link, fields(name="N. Iyer", email="l.das@example.in", person="1"))

    assert User.objects.get(email="n.iyer@example.in").person.name == "N. Iyer"
    assert not User.objects.filter(email="l.das@example.in").exists()


def test_a_forged_field_gives_no_right(link, clock, client):
    client.post(link, fields(is_superuser="1", is_staff="1", duty="hq", post="1", email="boss@example.in"))
    user = User.objects.get(person__name="L. Das")

    assert user.email == "l.das@example.in"
    assert not user.is_superuser
    assert post_of(user).duty == "member"


def test_a_second_invitation_replaces_the_first(link, ldm, hq, clock, client):
    newer = invite(ldm, email="l.das@example.in", by=hq, at=AT)
    old = client.post(link, fields())

    assert old.status_code == 410
    assert "A newer link was sent to you, or this invitation was withdrawn." in old.content.decode()
    assert client.post(newer, fields()).status_code == 302


def test_somebody_who_left_the_post_before_joining_is_not_let_in(link, ldm, hq, clock, client):
    end_posting(Posting.objects.get(post=ldm), on=date(2025, 4, 2), by=hq, at=AT)
    clock.return_value = AT + timedelta(days=2)

    answer = client.post(link, fields())

    assert answer.status_code == 410
    assert "holds no post any more" in answer.content.decode()
    assert not User.objects.filter(email="l.das@example.in").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"password_again": "different-words-9"}, "The two passwords differ. Type the same one twice."),
        ({"password": "short1", "password_again": "short1"}, "at least 10 characters"),
        ({"password": "1234567890123", "password_again": "1234567890123"}, "entirely numeric"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_the_link_still_works(link, clock, client, given, said):
    answer = client.post(link, fields(**given))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert client.post(link, fields()).status_code == 302


def test_the_mail_speaks_both_languages_and_carries_the_link(ldm, hq, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link = invite(ldm, name="L. Das", email="l.das@example.in", by=hq, at=AT, origin="https://hubs.example")

    [sent] = mail.outbox
    assert sent.to == ["l.das@example.in"]
    assert sent.subject == ("Your access to the Districts as Export Hubs portal / ज़िले निर्यात केंद्र के रूप में: पोर्टल पर आपका प्रवेश")
    assert sent.body.count(link) == 2
    assert "you are recorded as Lead District Manager, Erode" in sent.body
    assert "until 08-04-2025 10:00" in sent.body


def test_a_mail_server_that_is_down_does_not_undo_the_invitation(ldm, hq, django_capture_on_commit_callbacks):
    with mock.patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        with django_capture_on_commit_callbacks(execute=True):
            invite(ldm, name="L. Das", email="l.das@example.in", by=hq, at=AT)

    assert Invitation.objects.filter(email="l.das@example.in").exists()


def test_a_vacant_post_is_given_to_the_name(ldm, hq):
    invite(ldm, name="L. Das", email="l.das@example.in", by=hq, at=AT)

    assert Posting.objects.get(post=ldm).person.name == "L. Das"


def test_inviting_to_a_vacant_post_without_a_name_is_refused(ldm, hq):
    with pytest.raises(CannotInvite, match="Lead District Manager is vacant. Write the name"):
        invite(ldm, email="l.das@example.in", by=hq, at=AT)


def test_inviting_another_name_than_the_holder_is_refused(link, ldm, hq):
    with pytest.raises(CannotInvite) as refused:
        invite(ldm, name="B. Other", email="b@example.in", by=hq, at=AT)

    assert str(refused.value) == "L. Das holds Lead District Manager, not B. Other. Transfer the post first."
    assert not Person.objects.filter(name="B. Other").exists()


def test_an_address_of_another_account_is_refused_in_any_case(ldm, hq):
    a_user("V. Other", email="v.other@example.in")

    with pytest.raises(CannotInvite, match="belongs to another account"):
        invite(ldm, name="L. Das", email="V.Other@EXAMPLE.in", by=hq, at=AT)
    assert not Posting.objects.filter(post=ldm).exists()


def test_somebody_who_signs_in_needs_no_invitation(link, ldm, hq):
    join(token_of(link), name="L. Das", password=PASSWORD, at=AT)

    with pytest.raises(CannotInvite, match="signs in already, with l.das@example.in"):
        invite(ldm, email="l.das@example.in", by=hq, at=AT)


@pytest.mark.parametrize("email", ["", "l.das", "l das@example.in", "l@x\nBcc: all@example.in"])
def test_what_is_no_address_is_refused(ldm, hq, email):
    with pytest.raises(CannotInvite, match="is no e-mail address"):
        invite(ldm, name="L. Das", email=email, by=hq, at=AT)


def test_a_stranger_invites_nobody(ldm):
    with pytest.raises(NotAllowed):
        invite(ldm, name="L. Das", email="l.das@example.in", by=a_user("X"), at=AT)
    assert not Invitation.objects.filter(post=ldm).exists()


def test_a_link_points_to_the_known_address_of_the_portal_whatever_host_was_asked(rf, settings):
    request = rf.get("/admin/posts/", headers={"host": "localhost"})

    settings.PUBLIC_ORIGIN = ""
    assert origin_of(request) == "http://localhost"
    settings.PUBLIC_ORIGIN = "https://exporthubs.example"
    assert origin_of(request) == "https://exporthubs.example"
