"""The password again: before a signature and a publication each time, before votes once per sitting.

Wrong passwords count towards the lock-out of the sign-in (django-axes), so a
borrowed session is no place to guess.
"""

from datetime import datetime, timedelta

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal

#: How long a password given for a sitting is good for.
A_SITTING = timedelta(hours=8)


class WrongPassword(Refusal):
    """The password is wrong; nothing was changed."""

    default_sentence = _("The password is wrong, so nothing was changed. Type the password you sign in with.")


class TooManyPasswords(WrongPassword):
    """So many wrong ones that the account is locked for a while."""

    default_sentence = _(
        "Too many wrong passwords, so this account is locked for 15 minutes and nothing was changed. Wait, then try again."
    )


class PasswordNeeded(Refusal):
    """This step needs the password again."""

    default_sentence = _("Type your password again to confirm that it is you.")


def check_password_again(user, password, *, request=None):
    """Return when `password` is the password of `user`; otherwise raise WrongPassword, or TooManyPasswords.

    Give the request: the lock-out counts by account and address.
    """
    asked = request or _from_nowhere()
    credentials = {"username": user.get_username()}
    if AxesProxyHandler.is_locked(asked, credentials):
        raise TooManyPasswords()
    found = authenticate(asked, password=password, **credentials)
    # The middleware of axes would answer the whole request with its own page; the form says it here.
    asked.axes_locked_out = False
    if found is None or found.pk != user.pk:
        if AxesProxyHandler.is_locked(asked, credentials):
            raise TooManyPasswords()
        raise WrongPassword()
    AxesProxyHandler.reset_attempts(username=credentials["username"], ip_address=getattr(asked, "axes_ip_address", None))


def remember_password(request, *, purpose, at):
    """The password was given for `purpose` ("sitting 12") at `at`: do not ask again for this sitting."""
    request.session[_key(purpose)] = at.isoformat()


def has_fresh_password(request, *, purpose, at):
    """Whether the password was given for this purpose in this session and sitting."""
    given = request.session.get(_key(purpose))
    return given is not None and timedelta(0) <= at - datetime.fromisoformat(given) < A_SITTING


def require_fresh_password(request, *, purpose, at):
    """Raise PasswordNeeded unless the password was given for `purpose` in this session."""
    if not has_fresh_password(request, purpose=purpose, at=at):
        raise PasswordNeeded()


class PasswordAgainForm(forms.Form):
    """Mixin of a form that confirms with the password: `Form(request, data)`.

    With `purpose` set, a password given earlier for it is enough and the field
    disappears; otherwise it is asked every time.
    """

    purpose = None

    def __init__(self, request, *args, at=None, **kwargs):
        self.request, self.at = request, at
        super().__init__(*args, **kwargs)
        if self.purpose and at and has_fresh_password(request, purpose=self.purpose, at=at):
            return
        self.fields["password_again"] = forms.CharField(
            label=_("Your password, again"),
            strip=False,
            error_messages={"required": PasswordNeeded.default_sentence},
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    def clean(self):
        """Last of all, so that a form wrong elsewhere does not ask the password's question."""
        cleaned = super().clean()
        if "password_again" in self.fields and cleaned.get("password_again") and not self.errors:
            try:
                check_password_again(self.request.user, cleaned["password_again"], request=self.request)
            except WrongPassword as refusal:
                self.add_error("password_again", forms.ValidationError(refusal.sentence, code="wrong_password"))
            else:
                if self.purpose and self.at:
                    remember_password(self.request, purpose=self.purpose, at=self.at)
        return cleaned


def _key(purpose):
    return f"password_given_for_{purpose}"


def _from_nowhere():
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    return request
