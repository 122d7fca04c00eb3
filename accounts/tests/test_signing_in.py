"""Signing in, the lock-out, and the password asked again."""

from base64 import b32encode
from datetime import timedelta
from unittest import mock

import pytest
from django import forms
from django.test import RequestFactory, override_settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.reauth import (
    PasswordAgainForm,
    PasswordNeeded,
    TooManyPasswords,
    WrongPassword,
    check_password_again,
    has_fresh_password,
    remember_password,
    require_fresh_password,
)
from accounts.tests.factories import AT, PASSWORD, a_user, make_hq

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq():
    return make_hq()


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/admin/login/?next=/admin/", {"username": email, "password": password}, **more)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_address_is_understood_in_any_case(client, hq):
    answer = sign_in(client, f"  {hq.email.upper()} ")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert signed_in(client)


def test_a_wrong_password_says_what_to_do_and_not_whether_the_address_is_known(client, hq):
    known = sign_in(client, hq.email, "wrong-words-123").content.decode()
    unknown = sign_in(client, "nobody@example.in", "wrong-words-123").content.decode()

    sentence = "E-mail address and password do not fit together. Try again; after 5 wrong ones"
    assert sentence in known
    assert sentence in unknown
    assert not signed_in(client)


def test_five_wrong_ones_lock_the_account_even_for_the_right_one_and_in_any_case(client, hq):
    for case in (hq.email, hq.email.upper(), hq.email.title(), hq.email, hq.email.upper()):
        sign_in(client, case, "wrong-words-123")

    answer = sign_in(client, hq.email)

    assert answer.status_code == 403
    assert "it is locked for 15 minutes" in answer.content.decode()
    assert not signed_in(client)


def test_the_lock_of_one_account_leaves_others_open(client, hq):
    other = a_user("O. Other")
    for _attempt in range(5):
        sign_in(client, other.email, "wrong-words-123")

    sign_in(client, hq.email)

    assert signed_in(client)


def test_a_closed_account_does_not_sign_in(client, hq):
    hq.is_active = False
    hq.save()

    sign_in(client, hq.email)

    assert not signed_in(client)


def test_a_closed_account_loses_the_session_it_has(client, hq):
    client.force_login(hq, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/").status_code == 200
    hq.is_active = False
    hq.save()

    assert client.get("/admin/").status_code == 302


def test_somebody_who_is_no_officer_does_not_enter_the_admin(client):
    user = a_user("C. Citizen")
    user.is_staff = False
    user.save()

    sign_in(client, user.email)

    assert not signed_in(client)


@override_settings(REQUIRE_OTP=True)
def test_where_a_second_factor_is_required_a_password_alone_opens_nothing(client, hq):
    sign_in(client, hq.email)

    answer = client.get("/admin/posts/", follow=True)

    assert [where for where, _status in answer.redirect_chain] == [
        "/admin/login/?next=/admin/posts/",
        "/account/second-factor/?next=%2Fadmin%2Fposts%2F",
    ]


@override_settings(REQUIRE_OTP=True)
def test_the_second_factor_is_enrolled_at_the_first_sign_in_and_asked_at_the_next(client, hq):
    sign_in(client, hq.email)
    page = client.get("/account/second-factor/?next=/admin/posts/").content.decode()
    device = TOTPDevice.objects.get(user=hq)
    assert b32encode(device.bin_key).decode() in page.replace(" ", "")

    answer = client.post("/account/second-factor/", {"code": code_of(device), "next": "/admin/posts/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/posts/")
    assert client.get("/admin/posts/").status_code == 200

    client.logout()
    sign_in(client, hq.email)
    again = client.get("/account/second-factor/").content.decode()
    assert b32encode(device.bin_key).decode() not in again.replace(" ", "")
    assert client.get("/admin/posts/").status_code == 302


@override_settings(REQUIRE_OTP=True)
@pytest.mark.parametrize("code", ["", "12345", "abcdef", "000000"])
def test_a_wrong_code_opens_nothing(client, hq, code):
    sign_in(client, hq.email)

    answer = client.post("/account/second-factor/", {"code": code, "next": "https://elsewhere.example/"})

    assert answer.status_code == 422
    assert client.get("/admin/posts/").status_code == 302
    assert not TOTPDevice.objects.filter(user=hq, confirmed=True).exists()


@override_settings(REQUIRE_OTP=True)
def test_a_code_is_good_once_and_leads_to_no_other_site(client, hq):
    device = TOTPDevice.objects.create(user=hq, name="authenticator app", confirmed=True)
    sign_in(client, hq.email)
    code = code_of(device)

    first = client.post("/account/second-factor/", {"code": code, "next": "https://elsewhere.example/"})
    second = client.post("/account/second-factor/", {"code": code})

    assert first["Location"] == "/admin/"
    assert second.status_code == 422


def code_of(device):
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits).token():06d}"


# The password again


@pytest.fixture
def request_of(hq, client):
    def made(user=hq, **post):
        request = RequestFactory().post("/admin/", post)
        request.user = user
        request.session = client.session
        return request

    return made


def test_the_right_password_passes(hq, request_of):
    assert check_password_again(hq, PASSWORD, request=request_of()) is None


@pytest.mark.parametrize("given", ["", "wrong-words-123", PASSWORD.upper(), PASSWORD + " "])
def test_a_wrong_password_is_refused_in_a_sentence(hq, request_of, given):
    with pytest.raises(WrongPassword) as refused:
        check_password_again(hq, given, request=request_of())

    assert str(refused.value) == ("The password is wrong, so nothing was changed. Type the password you sign in with.")


def test_the_password_of_another_person_is_wrong(hq, request_of):
    other = a_user("O. Other")
    other.set_password("other-words-4711")
    other.save()

    with pytest.raises(WrongPassword):
        check_password_again(hq, "other-words-4711", request=request_of())


def test_five_wrong_ones_lock_the_account_there_too(client, hq, request_of):
    for attempt in range(5):
        with pytest.raises(TooManyPasswords if attempt == 4 else WrongPassword):
            check_password_again(hq, "wrong-words-123", request=request_of())

    with pytest.raises(TooManyPasswords, match="locked for 15 minutes"):
        check_password_again(hq, PASSWORD, request=request_of())
    assert sign_in(client, hq.email).status_code == 403


def test_a_right_one_forgets_the_wrong_ones_before(hq, request_of):
    for _round in range(3):
        for _attempt in range(3):
            with pytest.raises(WrongPassword):
                check_password_again(hq, "wrong-words-123", request=request_of())
        check_password_again(hq, PASSWORD, request=request_of())


class Sign(PasswordAgainForm):
    remark = forms.CharField(required=False)


class Vote(PasswordAgainForm):
    purpose = "sitting 7"


def test_a_signature_asks_every_time(request_of):
    first = Sign(request_of(), {"password_again": PASSWORD}, at=AT)
    assert first.is_valid()

    second = Sign(request_of(), {}, at=AT)

    assert not second.is_valid()
    assert list(second.errors) == ["password_again"]


def test_a_wrong_password_stands_at_its_field(request_of):
    form = Sign(request_of(), {"password_again": "wrong-words-123"}, at=AT)

    assert form.errors == {
        "password_again": ["The password is wrong, so nothing was changed. Type the password you sign in with."]
    }


def test_a_vote_asks_once_in_a_sitting(request_of):
    request = request_of()
    assert Vote(request, {"password_again": PASSWORD}, at=AT).is_valid()

    again = Vote(request, {}, at=AT + timedelta(hours=2))

    assert again.is_valid()
    assert "password_again" not in again.fields
    assert "password_again" in Vote(request, {}, at=AT + timedelta(hours=9)).fields


def test_a_password_given_for_one_sitting_is_not_good_for_another(request_of):
    request = request_of()
    remember_password(request, purpose="sitting 7", at=AT)

    assert has_fresh_password(request, purpose="sitting 7", at=AT)
    with pytest.raises(PasswordNeeded):
        require_fresh_password(request, purpose="sitting 8", at=AT)


def test_a_form_wrong_elsewhere_does_not_count_a_password(request_of):
    with mock.patch("accounts.reauth.check_password_again") as asked:

        class Strict(PasswordAgainForm):
            remark = forms.CharField()

        assert not Strict(request_of(), {"password_again": "wrong-words-123"}, at=AT).is_valid()

    asked.assert_not_called()


def test_signing_in_and_out_speak_one_language_and_lead_to_the_public_site(client):
    door = client.get("/admin/login/").content.decode()

    assert '<input type="submit" value="Sign in">' in door
    assert "Log in" not in door
    assert '<a href="/">Public site</a>' in door

    client.force_login(make_hq(), backend="django.contrib.auth.backends.ModelBackend")
    gone = client.post("/admin/logout/").content.decode()

    assert "<h1>You are signed out</h1>" in gone
    assert ">Sign in again</a>" in gone
    assert "quality time" not in gone
