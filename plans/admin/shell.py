"""What every page of the desk shares: the door, the frame, and how a refusal becomes a page."""

from functools import wraps

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.acting import acting_post
from accounts.permission import may, remembering_posts


def at_the_desk(view):
    """The view behind the admin's sign-in; never cached."""

    @wraps(view)
    def behind_the_door(request, *args, **kwargs):
        behind = admin.site.admin_view(view)
        if request.method not in ("GET", "HEAD"):
            return behind(request, *args, **kwargs)
        with remembering_posts():
            return behind(request, *args, **kwargs)

    return behind_the_door


def page(request, template, context, *, status=200):
    """Render a page of the desk inside the admin's frame."""
    context = {**admin.site.each_context(request), "title": context.get("heading", ""), **context}
    return render(request, template, context, status=status)


def trail_to(version, *more):
    """The way back: my districts, the plan, and what is below it."""
    return [
        (_("My districts"), reverse("desk-districts")),
        (heading_of(version), reverse("desk-plan", args=[version.pk]) if more else ""),
        *more,
    ]


def heading_of(version):
    """ "Plan for Srinagar, version 3.0"; without a number before the first tabling."""
    place = version.plan.place
    named = (get_language() == "hi" and place.name_hi) or place.name
    names = {"place": named, "number": version.number}
    if version.number:
        return _("Plan for %(place)s, version %(number)s") % names
    return _("Plan for %(place)s, new version") % names


def post_for(request, move, version, *, on, verdict=None):
    """The post to act in: the one chosen for the session where it allows the move, else the first that does.

    verdict: what may() said, where the move was asked at another place than the plan's.
    """
    verdict = verdict or may(request.user, move, version.plan.place, on=on, thing=version)
    chosen = acting_post(request, on=on)
    return chosen if chosen and any(post.pk == chosen.pk for post in verdict.posts) else verdict.post
