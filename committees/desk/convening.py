"""Convening at the desk: the notice, other committees at the table, a new date, special invitees."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.moves import Move
from accounts.permission import may
from committees import proceedings
from committees.desk.forms import CameForm, ConfirmForm, InviteeForm, InviteForm, NewDateForm, ReasonForm
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    form_page,
    form_step,
    keeps_minutes,
    meeting_or_404,
    page,
    said,
    sitting_or_404,
    trail_to,
    try_to,
)
from committees.models import Committee, Invitee, ItemState, JoinInvitation, Meeting
from committees.models.notice import days_of_notice
from common.clock import INDIA, day_in_india, now, today


@at_the_desk
def notice(request, public_id, slug):
    """What the notice will say, and the button that sends it."""
    sitting, meeting = sitting_or_404(request, public_id, slug)
    committee = sitting.committee
    items = meeting.items.filter(committee=committee).exclude(state=ItemState.TAKEN_OFF).defer("paper__content")
    days = (meeting.held_on - today()).days
    return form_step(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        lambda: proceedings.send_notice(meeting, committee, by=request.user, at=now()),
        done=_("The notice is sent to every seat. The numbers of the items stay from now on."),
        heading=_("Send the notice"),
        lede=str(sitting),
        act=_("Send the notice"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Notice")),
        template="notice.html",
        items=items.select_related("paper").order_by("order"),
        days=days,
        timing=days_of_notice(days, committee.notice_days),
        is_late=committee.notice_days is not None and days < committee.notice_days,
    )


@at_the_desk
def invite(request, public_id):
    """Ask other committees of the same State to sit at the table; for the committee that called the meeting."""
    meeting, _sittings = meeting_or_404(request, public_id)
    host = proceedings.called_by(meeting).committee
    if not keeps_minutes(request, host):
        raise Http404
    state = host.place_id if host.place.kind == "state" else host.place.parent_id
    choices = (
        Committee.objects.on(meeting.held_on)
        .filter(place__parent=state)
        .exclude(pk__in=meeting.sittings.values("committee"))
        .exclude(pk__in=meeting.invitations.values("committee"))
        .order_by("name")
    )
    form = InviteForm(request.POST or None, choices=choices)
    return form_step(
        request,
        form,
        lambda: proceedings.invite_to_join(meeting, form.cleaned_data["committees"], by=request.user, at=now()),
        done=_("The invitations are sent. Each committee joins by its own convener."),
        heading=_("Invite other committees"),
        lede=_("They sit at the same table, each with a quorum, an agenda and decisions of its own."),
        act=_("Send the invitations"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Invite")),
        template="invite.html",
    )


@at_the_desk
def join(request, public_id, slug):
    """The invitation as the invited committee's convener finds it: join, or decline."""
    meeting = get_object_or_404(Meeting, pk=public_id)
    committee = committee_or_404(request, slug)
    invitation = JoinInvitation.objects.filter(meeting=meeting, committee=committee).first()
    if invitation is None or not may(request.user, Move.CALL_MEETING, committee.place, on=today(), thing=committee):
        raise Http404
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, _answer = try_to(form, lambda: proceedings.join_meeting(meeting, committee, by=request.user, at=now()))
        if done:
            messages.success(request, _("The committee takes part in this meeting. Make its agenda, then send its notice."))
            return redirect("desk-meeting", meeting.pk)
    return form_page(
        request,
        form,
        heading=_("Join this meeting"),
        lede=_("%(committee)s sits at the same table, with a quorum of its own.") % {"committee": committee},
        act=_("Join the meeting"),
        back=reverse("admin:index"),
        trail=trail_to(None, _("Join this meeting")),
        template="join.html",
        meeting=meeting,
        host=proceedings.called_by(meeting).committee,
        invitation=invitation,
        committee=committee,
    )


@at_the_desk
@require_POST
def decline(request, public_id, slug):
    meeting = get_object_or_404(Meeting, pk=public_id)
    committee = committee_or_404(request, slug)
    return said(
        request,
        lambda: proceedings.decline_to_join(meeting, committee, by=request.user, at=now()),
        done=_("The invitation is declined; the committee that called the meeting sees it."),
        then="admin:index",
    )


@at_the_desk
def postpone(request, public_id):
    """Another date for the meeting; its agenda stays, the old date stays visible with the reason."""
    meeting, _sittings = meeting_or_404(request, public_id)
    local = meeting.starts_at.astimezone(INDIA)
    first = {"seen": meeting.starts_at.isoformat(), "time": local.time()}
    form = NewDateForm(request.POST or None, initial=first)

    def step():
        # The move is matched on the date the page showed.
        meeting.starts_at = form.cleaned_data["seen"]
        return proceedings.postpone_meeting(
            meeting, starts_at=form.starts_at(), reason=form.cleaned_data["words"], by=request.user, at=now()
        )

    return form_step(
        request,
        form,
        step,
        done=_("The meeting has a new date; members are told."),
        heading=_("Give the meeting another date"),
        lede=_("Called for %(moment)s. Its agenda stays; the old date stays on its public page, with the reason.")
        % {"moment": local.strftime("%d-%m-%Y, %H:%M")},
        act=_("Set the new date"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("New date")),
    )


@at_the_desk
def cancel(request, public_id):
    meeting, _sittings = meeting_or_404(request, public_id)
    form = ReasonForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.cancel_meeting(meeting, reason=form.cleaned_data["words"], by=request.user, at=now()),
        done=_("The meeting is cancelled."),
        heading=_("Cancel the meeting"),
        lede=_("Its page stays and says that it was cancelled, and why."),
        act=_("Cancel the meeting"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Cancel")),
    )


@at_the_desk
def invitees(request, public_id, slug):
    """Special invitees of one committee: who came, and one more."""
    sitting, meeting = sitting_or_404(request, public_id, slug)
    committee = sitting.committee
    listed = list(Invitee.objects.filter(meeting=meeting, committee=committee).order_by("pk"))
    adds = request.POST.get("what") == "add"
    form = InviteeForm(request.POST if request.method == "POST" and adds else None)
    came = CameForm(request.POST if request.method == "POST" and not adds else None, invitees=listed)
    if adds and form.is_valid():
        step = lambda: proceedings.invite_specially(meeting, committee, by=request.user, at=now(), **form.cleaned_data)  # noqa: E731
        done, _answer = try_to(form, step)
        if done:
            messages.success(request, _("The invitee is noted."))
            return redirect("desk-invitees", meeting.pk, slug)
    elif request.method == "POST" and not adds and came.is_valid():
        step = lambda: proceedings.record_invitees(meeting, committee, came.attended(), by=request.user, at=now())  # noqa: E731
        done, _answer = try_to(came, step)
        if done:
            messages.success(request, _("It is recorded who of the invitees came."))
            return redirect("desk-meeting", meeting.pk)
    return page(
        request,
        "invitees.html",
        {
            "heading": _("Special invitees"),
            "sitting": sitting,
            "meeting": meeting,
            "form": form,
            "came": came,
            "came_may_be_recorded": bool(listed) and meeting.held_on <= day_in_india(now()),
            "listed": listed,
            "trail": trail_to(meeting, _("Special invitees")),
        },
    )
