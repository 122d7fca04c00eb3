"""What every desk page of committees shares: the door, the frame, the way back, and refusals as sentences."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.moves import Move
from accounts.permission import may, reach
from committees.desk.forms import ConfirmForm
from committees.desk.once import acting_once
from committees.models import AgendaItem, Committee, Meeting, Resolution
from common.clock import now, today
from common.refusals import Refusal
from documents.models import Visibility
from documents.storing import store


def at_the_desk(view):
    """The view behind the admin's sign-in, never cached; a form that has acted does not act again."""

    def once(request, *args, **kwargs):
        return acting_once(request, lambda: view(request, *args, **kwargs))

    @wraps(view)
    def behind_the_door(request, *args, **kwargs):
        return admin.site.admin_view(once)(request, *args, **kwargs)

    return behind_the_door


def page(request, template, context, *, status=200):
    """A page in the admin's frame."""
    context = {**admin.site.each_context(request), "title": context.get("heading", ""), **context}
    return render(request, f"admin/committees/{template}", context, status=status)


def form_page(request, form, *, heading, act, back, trail=(), lede="", template="form.html", status=200, **more):
    """A form on its own page, working without scripts; `act` is the word on the button."""
    context = {"form": form, "heading": heading, "title": heading, "act": act, "back": back, "trail": trail, "lede": lede}
    return page(request, template, {**context, **more}, status=status)


def try_to(form, step):
    """Run `step()` in one transaction; a refusal becomes the form's sentence and undoes all. Returns (done, answer)."""
    try:
        with transaction.atomic():
            return True, step()
    except Refusal as refusal:
        form.add_error(None, ValidationError(refusal.sentence))
    except ValidationError as wrong:
        form.add_error(None, wrong)
    return False, None


def form_step(request, form, step, *, done, then=None, back, **shown):
    """A form and the one thing it does: its page (form_page) until `step()` has succeeded, then `done` is said and one
    is led to `then`: an address, or a function of the step's answer that gives one; without it the way `back`."""
    if request.method == "POST" and form.is_valid():
        succeeded, made = try_to(form, step)
        if succeeded:
            messages.success(request, done)
            return redirect(then(made) if callable(then) else then or back)
    return form_page(request, form, back=back, **shown)


def stored_order(request, file):
    """The uploaded scan of an order as a private Document; None where none was chosen. Call it inside try_to()."""
    if not file:
        return None
    return store(file, name=file.name, by_label=request.user.get_full_name(), at=now(), visibility=Visibility.PRIVATE)


def said(request, step, *, done, then):
    """Run `step()` for a button without a form: its sentence or the refusal's is shown on the next page."""
    try:
        with transaction.atomic():
            step()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(then)


def reads(request, committee) -> bool:
    """Whether the person of this request may read what this committee has before it."""
    return bool(may(request.user, Move.READ, committee.place, on=today(), thing=committee))


def keeps_minutes(request, committee) -> bool:
    """Whether the person of this request is this committee's convener, or stands in that place."""
    return bool(may(request.user, Move.KEEP_MINUTES, committee.place, on=today(), thing=committee))


def committee_or_404(request, slug) -> Committee:
    """The committee, when the person may read what it has before it; a stranger finds nothing."""
    committee = get_object_or_404(Committee.objects.select_related("place"), slug=slug)
    if not reads(request, committee):
        raise Http404
    return committee


def meeting_or_404(request, public_id):
    """The meeting and its sittings of committees this person may read; nothing for a stranger."""
    meeting = get_object_or_404(Meeting, pk=public_id)
    # One question for all committees at the table; the answer is that of may(), place by place.
    readable = reach(request.user, Move.READ, on=today()).values("pk")
    sittings = list(
        meeting.sittings.filter(committee__place__in=readable).select_related("committee__place", "delegate", "delegate_post")
    )
    if not sittings:
        raise Http404
    return meeting, sittings


def read_sitting_or_404(request, public_id, slug):
    """The committee's part in this meeting and the meeting, for those who may read what the committee has before it."""
    meeting, sittings = meeting_or_404(request, public_id)
    sitting = next((one for one in sittings if one.committee.slug == slug), None)
    if sitting is None:
        raise Http404
    sitting.meeting = meeting
    return sitting, meeting


def sitting_or_404(request, public_id, slug):
    """The same for those who keep its minutes; nothing for others."""
    sitting, meeting = read_sitting_or_404(request, public_id, slug)
    if not keeps_minutes(request, sitting.committee):
        raise Http404
    return sitting, meeting


def item_or_404(request, pk) -> AgendaItem:
    """The item of a sitting; a circulated one has its own page."""
    of_sittings = AgendaItem.objects.filter(by_circulation=False).select_related("committee__place", "meeting", "paper")
    item = get_object_or_404(of_sittings, pk=pk)
    if not reads(request, item.committee):
        raise Http404
    return item


def resolution_or_404(request, pk) -> Resolution:
    resolution = get_object_or_404(
        Resolution.objects.select_related("committee__place", "item__meeting", "item__committee__place", "paper"), pk=pk
    )
    if not reads(request, resolution.committee):
        raise Http404
    return resolution


def where_decided(item) -> str:
    """The address of the page on which this item stands: its meeting, or its circulation."""
    if item.by_circulation:
        return reverse("desk-circulated", args=[item.pk])
    return reverse("desk-meeting", args=[item.meeting_id])


def trail_to(meeting=None, *more):
    """The way back: meetings, this meeting, and what is below it."""
    trail = [(_("Meetings"), reverse("desk-meetings"))]
    if meeting is not None:
        trail.append((str(meeting), reverse("desk-meeting", args=[meeting.pk]) if more else ""))
    return [*trail, *((name, "") for name in more)]


def confirm(request, meeting, *, heading, lede, act, step, done):
    """A page that says what will happen, and the button that does it; afterwards the meeting's page."""
    return form_step(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        step,
        done=done,
        heading=heading,
        lede=lede,
        act=act,
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, heading),
    )
