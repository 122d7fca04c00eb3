"""A new password for somebody who forgot theirs: a link by mail to the account's own address, good once and for three days.

The page says the same whether the address is known or not, and sends at most
three mails an hour to one address.
"""

from hashlib import sha256

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.core.cache import caches
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from audit.recording import record
from common.clock import now, today

from . import mail
from .actors import actor_of
from .models import User, login_address

MAILS_AN_HOUR = 3


class ForgottenForm(PasswordResetForm):
    """The address; sends the link in both languages."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address with which you sign in")

    def get_users(self, email):
        """The one active account of this address, whatever the case; none when it asked too often."""
        address = login_address(email)
        if not _count_mail(address):
            return []
        return [user for user in User.objects.filter(email=address, is_active=True) if user.has_usable_password()]

    def send_mail(self, subject_template_name, email_template_name, context, from_email, to_email, html_email_template_name=None):
        link = reverse_lazy("account-new-password", args=[context["uid"], context["token"]])
        origin = settings.PUBLIC_ORIGIN or f"{context['protocol']}://{context['domain']}"
        mail.send("new_password", {"user": context["user"], "link": f"{origin}{link}"}, to=to_email)


class NewPasswordForm(SetPasswordForm):
    """The new password, twice; who set it is in the record."""

    def save(self, commit=True):
        user = super().save(commit)
        record("password_set", actor=actor_of(user, on=today()), target=user, label=user.get_full_name(), at=now())
        return user


class _Frame:
    """In the admin's frame, never stored."""

    def get_context_data(self, **kwargs):
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}

    def dispatch(self, *args, **kwargs):
        response = super().dispatch(*args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        # Not "no-referrer": browsers then send "Origin: null" with the form, which Django takes for a forgery.
        response.headers["Referrer-Policy"] = "same-origin"
        return response


class Forgotten(_Frame, views.PasswordResetView):
    form_class = ForgottenForm
    template_name = "registration/forgotten.html"
    success_url = reverse_lazy("account-mail-sent")
    title = _("Forgotten password")


class MailSent(_Frame, views.PasswordResetDoneView):
    template_name = "registration/mail_sent.html"
    title = _("Look into your mail")


class NewPassword(_Frame, views.PasswordResetConfirmView):
    form_class = NewPasswordForm
    template_name = "registration/new_password.html"
    success_url = reverse_lazy("account-password-set")
    title = _("New password")


class PasswordSet(_Frame, views.PasswordResetCompleteView):
    template_name = "registration/password_set.html"
    title = _("The new password is set")


# admin_password_reset is the name under which Django's sign-in page looks for the first of them.
urlpatterns = [
    path("forgotten/", Forgotten.as_view(), name="admin_password_reset"),
    path("forgotten/sent/", MailSent.as_view(), name="account-mail-sent"),
    path("new-password/<uidb64>/<token>/", NewPassword.as_view(), name="account-new-password"),
    path("new-password/set/", PasswordSet.as_view(), name="account-password-set"),
]


def _count_mail(address):
    """Whether another mail may go to this address now."""
    key = f"forgotten:{sha256(address.encode()).hexdigest()}"
    limits = caches["limits"]
    limits.add(key, 0, 3600)
    try:
        return limits.incr(key) <= MAILS_AN_HOUR
    except ValueError:
        # It expired between the two calls.
        return True
