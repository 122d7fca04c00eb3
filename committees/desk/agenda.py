"""The agenda at the desk: papers and items put on, taken off, and opened for decision."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from committees import proceedings
from committees.desk.forms import ItemForm, OpenItemForm
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    confirm,
    form_step,
    item_or_404,
    meeting_or_404,
    said,
    trail_to,
)
from committees.pending import pending_for
from common.clock import now


@at_the_desk
@require_POST
def put_on(request, public_id, slug):
    """Put what waits, or an item in words, on the agenda; `waits` is the key of what waits."""
    meeting, _sittings = meeting_or_404(request, public_id)
    committee = committee_or_404(request, slug)
    back = reverse("desk-meeting", args=[meeting.pk])
    waits = request.POST.get("waits", "")
    if waits:
        pending = {row.key: row for row in pending_for(committee)}
        if waits not in pending:
            messages.error(request, _("This does not wait for this committee any more. Nothing was put on the agenda."))
            return redirect(back)
        row = pending[waits]
        return said(
            request,
            lambda: proceedings.put_on_agenda(
                meeting,
                committee,
                paper=row.paper,
                title=row.title,
                title_hi=row.title_hi,
                matter=row.matter,
                in_camera=row.in_camera,
                by=request.user,
                at=now(),
            ),
            done=_("It is on the agenda."),
            then=back,
        )
    form = ItemForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what the item is about; at most 300 characters."))
        return redirect(back)
    given = form.cleaned_data
    return said(
        request,
        lambda: proceedings.put_on_agenda(
            meeting,
            committee,
            title=given["item_title"],
            title_hi=given["item_title_hi"],
            in_camera=given["in_camera"],
            before=_before(request, meeting, committee),
            by=request.user,
            at=now(),
        ),
        done=_("The item is on the agenda."),
        then=back,
    )


def _before(request, meeting, committee):
    """The item before which the new one is to stand, or None for the end."""
    asked = request.POST.get("before", "")
    if not asked.isdecimal() or len(asked) > 12:
        return None
    return meeting.items.filter(pk=int(asked), committee=committee).first()


@at_the_desk
@require_POST
def propose(request, public_id, slug):
    """Fill the empty agenda with all that waits for the committee."""
    meeting, _sittings = meeting_or_404(request, public_id)
    committee = committee_or_404(request, slug)
    return said(
        request,
        lambda: proceedings.propose_agenda(meeting, committee, by=request.user, at=now()),
        done=_("What waits for the committee is on the agenda. Move items up or down before the notice is sent."),
        then=reverse("desk-meeting", args=[meeting.pk]),
    )


@at_the_desk
@require_POST
def move(request, pk):
    """Move an item one place up or down; `order` is the number the page showed."""
    item = item_or_404(request, pk)
    seen = request.POST.get("order", "")
    to = proceedings.UP if request.POST.get("to") == proceedings.UP else proceedings.DOWN
    if seen.isdecimal() and len(seen) < 6:
        item.order = int(seen)
    return said(
        request,
        lambda: proceedings.move_item(item, to, by=request.user, at=now()),
        done=_("The item is moved."),
        then=f"{reverse('desk-meeting', args=[item.meeting_id])}#item-{item.pk}",
    )


@at_the_desk
def open_item(request, pk):
    """Put the question on an item."""
    item = item_or_404(request, pk)
    form = OpenItemForm(request.POST or None, item=item)
    return form_step(
        request,
        form,
        lambda: proceedings.open_item(item, motion=form.cleaned_data["motion"], by=request.user, at=now()),
        done=_("The item is open. Members who are present can vote."),
        heading=_("Put the question"),
        lede=str(item),
        act=_("Open the item"),
        back=reverse("desk-meeting", args=[item.meeting_id]),
        trail=trail_to(item.meeting, _("Put the question")),
    )


@at_the_desk
def take_off(request, pk):
    item = item_or_404(request, pk)
    return confirm(
        request,
        item.meeting,
        heading=_("Take the item off the agenda"),
        lede=str(item),
        act=_("Take it off"),
        step=lambda: proceedings.take_off_agenda(item, by=request.user, at=now()),
        done=_("The item is off the agenda."),
    )
