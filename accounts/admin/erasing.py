"""The page on which headquarters erases an account, after saying what goes and what stays, with the password."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.erasing import erase_account
from accounts.models import User
from accounts.moves import Move
from accounts.permission import may
from accounts.reauth import PasswordAgainForm
from common.clock import now, today
from districts.models import Place

from .shell import for_those_who, page, try_to


class EraseForm(PasswordAgainForm):
    """The password, every time."""


@for_those_who(Move.APPOINT)
def erase(request, pk):
    """Ask, then erase; other officers than headquarters read why they may not."""
    account = get_object_or_404(User.objects.select_related("person"), pk=pk)
    verdict = may(request.user, Move.APPOINT, Place.objects.get(kind="nation"), on=today(), thing=account)
    if not verdict:
        return page(request, "account/refused.html", {"sentence": verdict.sentence}, status=403)
    form = EraseForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, person = try_to(form, lambda: erase_account(account, by=request.user, at=now()))
        if done:
            messages.success(request, _("The account of %(name)s is erased. What they decided stays.") % {"name": person or "–"})
            return redirect("admin:accounts_user_changelist")
    context = {
        "title": _("Erase the account of %(name)s") % {"name": account.get_full_name()},
        "form": form,
        "account": account,
    }
    return page(request, "account/erase.html", context, status=422 if form.is_bound else 200)
