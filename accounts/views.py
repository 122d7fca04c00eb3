"""Pages under /account/: joining by invitation, and choosing the post in which to act."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now, today
from common.numbers import parse_count

from .acting import choose_post
from .forms import JoinForm
from .invitations import StaleLink, join, open_invitation


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def join_page(request, token):
    """Behind the link of an invitation: name, password, account. A stale link says in a sentence what to do (410)."""
    try:
        invitation = open_invitation(token, at=now())
        form = JoinForm(request.POST or None, initial={"name": invitation.person.name, "name_hi": invitation.person.name_hi})
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                user = join(token, name=given["name"], name_hi=given["name_hi"], password=given["password"], at=now())
            except ValidationError as weak:
                form.add_error("password", weak)
            else:
                messages.success(
                    request, _("Your account is ready. Sign in with %(email)s and your password.") % {"email": user.email}
                )
                return redirect("admin:login")
    except StaleLink as stale:
        return _page(request, "account/stale_link.html", 410, title=_("This link cannot be used"), sentence=stale.sentence)
    status = 200 if request.method != "POST" else 422
    return _page(request, "account/join.html", status, title=_("Set your password"), invitation=invitation, form=form)


@require_POST
@login_required
def choose_post_page(request):
    """Act in another of one's posts from now on; back to where one was."""
    if not choose_post(request, parse_count(request.POST.get("post", "")), on=today()):
        messages.error(request, _("You do not hold that post today, so nothing was changed."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("admin:index")
    return redirect(back)


def _page(request, template, status, **context):
    """A page whose address holds a secret: it is neither kept nor passed on."""
    response = render(request, template, {**admin.site.each_context(request), **context}, status=status)
    response.headers["Cache-Control"] = "no-store"
    # Not "no-referrer": browsers then send "Origin: null" with the form, which Django takes for a forgery.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
