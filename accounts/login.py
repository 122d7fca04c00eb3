"""Signing in by e-mail address and password."""

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .demonstration import login_refusal
from .models import login_address


def username_of(request, credentials=None):
    """The address by which django-axes counts: A@x.in and a@x.in are one account, so they share one count."""
    given = (credentials or {}).get("username") or getattr(request, "POST", {}).get("username", "")
    return login_address(given)


class SignInForm(AdminAuthenticationForm):
    """The sign-in page of the admin; says what to do when it refuses, and never whether an address is known."""

    error_messages = {
        "invalid_login": _(
            "E-mail address and password do not fit together. Try again; after %(limit)s wrong ones the account is "
            "locked for 15 minutes. No account yet? Use the link in your invitation."
        ),
        "inactive": _("This account is closed. Ask the officer who invited you."),
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")

    def clean_username(self):
        return login_address(self.cleaned_data["username"])

    def get_invalid_login_error(self):
        return ValidationError(
            self.error_messages["invalid_login"], code="invalid_login", params={"limit": settings.AXES_FAILURE_LIMIT}
        )

    def confirm_login_allowed(self, user):
        if not user.is_active:
            raise ValidationError(self.error_messages["inactive"], code="inactive")
        if not user.is_staff:
            raise self.get_invalid_login_error()
        if refusal := login_refusal(user.email, self.request):
            raise ValidationError(refusal, code="demonstration")


def locked_page(request, response=None, credentials=None, *args, **kwargs):
    """What django-axes answers while an account is locked (403)."""
    from django.contrib import admin
    from django.shortcuts import render

    return render(request, "account/locked.html", {**admin.site.each_context(request), "title": ""}, status=403)
