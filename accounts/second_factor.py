"""The second factor (REQUIRE_OTP): a code of an authenticator app, enrolled at the first sign-in."""

from base64 import b32encode

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django_otp import login as remember_second_factor
from django_otp.plugins.otp_totp.models import TOTPDevice

NAME = "authenticator app"


class CodeForm(forms.Form):
    """The six digits the app shows now."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("The six digits your app shows now"),
        error_messages={"invalid": _("The code has six digits. Type the one your app shows now.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, device, *args, **kwargs):
        self.device = device
        super().__init__(*args, **kwargs)

    def clean_code(self):
        """The code, checked by the device: each is good once, and wrong ones make it wait longer and longer."""
        code = "".join(self.cleaned_data["code"].split())
        allowed, _why = self.device.verify_is_allowed()
        if not allowed:
            raise forms.ValidationError(_("Too many wrong codes. Wait a little, then type the code your app shows then."))
        if not self.device.verify_token(code):
            raise forms.ValidationError(
                _(
                    "This code is wrong or was used already. Wait for the next one; if it fails again, "
                    "set the clock of your phone."
                )
            )
        return code


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request):
    """Ask for the code; at the first time, show the key to type into the app. A device is good once its code was given."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    enrolled = device is not None
    if not enrolled:
        device, _made = TOTPDevice.objects.get_or_create(user=request.user, name=NAME, confirmed=False)
    form = CodeForm(device, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not enrolled:
            # Two tabs that enrol at once confirm one device.
            TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
            device.confirmed = True
        remember_second_factor(request, device)
        return redirect(_next(request))
    context = {
        **admin.site.each_context(request),
        "title": _("Second factor"),
        "form": form,
        "key": "" if enrolled else _in_fours(b32encode(device.bin_key).decode()),
        "next": _next(request),
    }
    response = render(request, "account/second_factor.html", context, status=422 if form.is_bound else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_owed(request):
    """Whether this person has given the password and still owes the second factor."""
    user = request.user
    return settings.REQUIRE_OTP and user.is_authenticated and user.is_active and user.is_staff and not user.is_verified()


def _next(request):
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("admin:index")


def _in_fours(key):
    return " ".join(key[n : n + 4] for n in range(0, len(key), 4))
