"""Meetings at the desk: the list, one meeting, and what its convener does with it."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may, reach
from accounts.postings import person_of
from committees import actions, proceedings
from committees.desk.attendance import AttendanceForm
from committees.desk.deciding import paper_address
from committees.desk.forms import CallMeetingForm, DelegateForm, ItemForm, ReasonForm
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    confirm,
    form_page,
    keeps_minutes,
    meeting_or_404,
    page,
    trail_to,
    try_to,
)
from committees.models import (
    AgendaItem,
    Attendance,
    Committee,
    ItemState,
    Meeting,
    MeetingState,
    MinutesState,
    Presence,
    Resolution,
    ResolutionState,
    Sitting,
)
from committees.pending import pending_for
from committees.roll import Roll
from common.clock import now, today

ON_A_PAGE = 40


@dataclass
class AgendaRow:
    """One item as the person of this request sees it."""

    item: AgendaItem
    resolution: Resolution | None
    may_vote: bool = False
    has_voted: bool = False
    votes: int = 0
    text_address: str = ""


@dataclass
class Table:
    """One committee's part of the meeting page."""

    sitting: Sitting
    is_convener: bool
    items: list[AgendaRow] = field(default_factory=list)
    pending: list = field(default_factory=list)
    attendance: list = field(default_factory=list)
    present: int = 0
    minutes: list = field(default_factory=list)
    points: list = field(default_factory=list)


@at_the_desk
@require_safe
def meetings(request):
    """The meetings of the committees this person sits in or serves, the next first; what may be called."""
    on = today()
    readable = reach(request.user, Move.READ, on=on)
    callable_places = reach(request.user, Move.CALL_MEETING, on=on)
    committees = Committee.objects.on(on).filter(place__in=readable).order_by("name")
    rows = (
        Meeting.objects.filter(committees__place__in=readable)
        .distinct()
        .prefetch_related(Prefetch("sittings", queryset=Sitting.objects.select_related("committee")))
        .order_by("-starts_at", "-pk")[:ON_A_PAGE]
    )
    return page(
        request,
        "meetings.html",
        {
            "heading": _("Meetings"),
            "meetings": rows,
            "callable": committees.filter(place__in=callable_places)[:ON_A_PAGE],
            "today": on,
            "trail": [(_("Meetings"), "")],
        },
    )


@at_the_desk
@require_safe
def meeting(request, public_id):
    """One meeting: who, what, and the buttons of those who may."""
    meeting, sittings = meeting_or_404(request, public_id)
    tables = [_table(request, meeting, sitting) for sitting in sittings]
    return page(
        request,
        "meeting.html",
        {
            "heading": _("Meeting of %(day)s") % {"day": f"{meeting.held_on:%d-%m-%Y}"},
            "meeting": meeting,
            "tables": tables,
            "is_convener": any(table.is_convener for table in tables),
            "may_open": meeting.state == MeetingState.CALLED and today() >= meeting.held_on,
            "trail": trail_to(meeting),
            "item_form": ItemForm(),
        },
    )


def _table(request, meeting, sitting):
    is_convener = keeps_minutes(request, sitting.committee)
    person = person_of(request.user)
    drafts = {
        resolution.item_id: resolution
        for resolution in Resolution.objects.filter(item__meeting=meeting, committee=sitting.committee).exclude(
            state=ResolutionState.SET_ASIDE
        )
    }
    table = Table(sitting, is_convener)
    items = meeting.items.filter(committee=sitting.committee).exclude(state=ItemState.TAKEN_OFF)
    for item in items.select_related("paper", "committee__place", "meeting").order_by("order"):
        row = AgendaRow(item, drafts.get(item.pk), text_address=paper_address(item.paper))
        if item.state == ItemState.OPEN:
            roll = Roll(item)
            held = [line for line in roll.seats_of(person) if line.seat.votes]
            row.may_vote = bool(held)
            row.has_voted = any(line.vote and line.vote.person_id == person.pk for line in roll.lines)
            row.votes = sum(line.vote is not None for line in roll.lines)
        table.items.append(row)
    if is_convener and meeting.state in (MeetingState.CALLED, MeetingState.OPEN):
        listed = {row.item.key for row in table.items}
        table.pending = [row for row in pending_for(sitting.committee) if row.key not in listed]
    table.attendance = list(
        Attendance.objects.filter(meeting=meeting, committee=sitting.committee)
        .select_related("seat__post", "person")
        .order_by("seat__position", "from_item")
    )
    entries = sitting.minutes.select_related("sitting__meeting").order_by("ordinal")
    table.minutes = list(entries if is_convener else entries.exclude(state=MinutesState.DRAFT))
    table.points = actions.points_of_sitting(sitting, today())
    table.present = sum(row.presence == Presence.PRESENT for row in table.attendance)
    return table


@at_the_desk
def call(request, slug):
    """Call a meeting of one committee."""
    committee = committee_or_404(request, slug)
    if not may(request.user, Move.CALL_MEETING, committee.place, on=today(), thing=committee):
        raise Http404
    form = CallMeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, made = try_to(
            form,
            lambda: proceedings.call_meeting(
                [committee],
                starts_at=form.starts_at(),
                mode=given["mode"],
                venue=given["venue"],
                notice_sent_at=form.notice_sent_at(),
                by=request.user,
                at=now(),
            ),
        )
        if done:
            messages.success(request, _("The meeting is called. Put papers and items on its agenda."))
            return redirect("desk-meeting", made.pk)
    return form_page(
        request,
        form,
        heading=_("Call a meeting"),
        lede=committee.name,
        act=_("Call the meeting"),
        back=reverse("desk-meetings"),
        trail=trail_to(None, _("Call a meeting")),
    )


@at_the_desk
def join(request, public_id, slug):
    """A committee joins a meeting that another one called."""
    meeting = get_object_or_404(Meeting, pk=public_id)
    committee = committee_or_404(request, slug)
    return confirm(
        request,
        meeting,
        heading=_("Join this meeting"),
        lede=_("%(committee)s sits at the same table, with a quorum of its own.") % {"committee": committee},
        act=_("Join the meeting"),
        step=lambda: proceedings.join_meeting(meeting, committee, by=request.user, at=now()),
        done=_("The committee takes part in this meeting."),
    )


@at_the_desk
def attendance(request, public_id, slug):
    """Every seat on one page."""
    sitting, meeting = _sitting(request, public_id, slug)
    form = AttendanceForm(request.POST or None, sitting=sitting)
    if request.method == "POST" and form.is_valid():
        done, _rows = try_to(
            form,
            lambda: proceedings.record_attendance(meeting, sitting.committee, form.rows(), by=request.user, at=now()),
        )
        if done:
            messages.success(request, _("The attendance is recorded."))
            return redirect("desk-meeting", meeting.pk)
    return form_page(
        request,
        form,
        heading=_("Attendance"),
        lede=str(sitting),
        act=_("Record the attendance"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Attendance")),
        template="attendance.html",
        sitting=sitting,
    )


@at_the_desk
def delegate(request, public_id, slug):
    """Record the delegate whom the chair directed, in writing, to preside."""
    sitting, meeting = _sitting(request, public_id, slug)
    form = DelegateForm(request.POST or None, committee=sitting.committee, on=meeting.held_on)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, _answer = try_to(
            form,
            lambda: proceedings.name_delegate(
                meeting,
                sitting.committee,
                person=given["posting"].person,
                post=given["posting"].post,
                reference=given["reference"],
                by=request.user,
                at=now(),
            ),
        )
        if done:
            messages.success(request, _("The delegate is recorded."))
            return redirect("desk-meeting", meeting.pk)
    return form_page(
        request,
        form,
        heading=_("Name the chair's delegate"),
        lede=_("The delegate presides at this sitting and signs for it, by the chair's written direction."),
        act=_("Record the delegate"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Delegate")),
    )


@at_the_desk
def open_sitting(request, public_id):
    meeting, _sittings = meeting_or_404(request, public_id)
    return confirm(
        request,
        meeting,
        heading=_("Open the sitting"),
        lede=_("From now on items can be decided. Record the attendance before the first of them."),
        act=_("Open the sitting"),
        step=lambda: proceedings.open_sitting(meeting, by=request.user, at=now()),
        done=_("The sitting is open."),
    )


@at_the_desk
def close_sitting(request, public_id):
    meeting, _sittings = meeting_or_404(request, public_id)
    left = meeting.items.filter(state__in=[ItemState.LISTED, ItemState.OPEN]).count()
    return confirm(
        request,
        meeting,
        heading=_("Close the sitting"),
        lede=_("Items without a decision: %(number)s. They lapse and come back on a later agenda.") % {"number": left},
        act=_("Close the sitting"),
        step=lambda: proceedings.close_sitting(meeting, by=request.user, at=now()),
        done=_("The sitting is closed."),
    )


@at_the_desk
def cancel(request, public_id):
    meeting, _sittings = meeting_or_404(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _answer = try_to(
            form,
            lambda: proceedings.cancel_meeting(meeting, reason=form.cleaned_data["words"], by=request.user, at=now()),
        )
        if done:
            messages.success(request, _("The meeting is cancelled."))
            return redirect("desk-meeting", meeting.pk)
    return form_page(
        request,
        form,
        heading=_("Cancel the meeting"),
        lede=_("Its page stays and says that it was cancelled, and why."),
        act=_("Cancel the meeting"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Cancel")),
    )


def _sitting(request, public_id, slug):
    meeting, sittings = meeting_or_404(request, public_id)
    sitting = next((one for one in sittings if one.committee.slug == slug), None)
    if sitting is None or not keeps_minutes(request, sitting.committee):
        raise Http404
    sitting.meeting = meeting
    return sitting, meeting
