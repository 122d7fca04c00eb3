"""What the pages about people share: who may open them, the frame, and how a refusal becomes a sentence on the form."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render

from accounts import wording
from accounts.acting import held_posts
from accounts.admin_permission import reaches_any_place
from common.clock import today
from common.refusals import Refusal


def for_those_who(move):
    """The view is open to people who may make the move somewhere; others read why not (403)."""

    def behind(view):
        @wraps(view)
        def opened(request, *args, **kwargs):
            if reaches_any_place(request, move):
                return view(request, *args, **kwargs)
            sentence = wording.refused(move, None, held_posts(request, on=today()), today())
            return page(request, "account/refused.html", {"sentence": sentence}, status=403)

        return opened

    return behind


def page(request, template, context, *, status=200):
    """A page in the admin's frame."""
    return render(request, template, {**admin.site.each_context(request), "title": "", **context}, status=status)


def try_to(form, act):
    """Run `act()` in one transaction; a refusal becomes the form's error and undoes all. Returns (done, answer)."""
    try:
        with transaction.atomic():
            return True, act()
    except Refusal as refusal:
        form.add_error(None, ValidationError(refusal.sentence))
    except ValidationError as wrong:
        form.add_error(None, wrong)
    return False, None
