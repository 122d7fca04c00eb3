"""Meetings at the desk: the list, one meeting, and what its convener does with it."""

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may, reach
from committees import proceedings
from committees.desk.attendance import AttendanceForm
from committees.desk.forms import CallMeetingForm, DelegateForm, ItemForm
from committees.desk.meeting_page import tables_of
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    confirm,
    form_step,
    meeting_or_404,
    page,
    sitting_or_404,
    trail_to,
)
from committees.models import AnswerState, Committee, ItemState, Meeting, MeetingState, Sitting
from common.clock import now, today

ON_A_PAGE = 40


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
    tables = tables_of(request, meeting, sittings)
    at_the_table = list(meeting.committees.order_by("sittings__pk"))
    host = at_the_table[0]
    is_host = any(table.is_convener and table.sitting.committee_id == host.pk for table in tables)
    return page(
        request,
        "meeting.html",
        {
            "heading": _("Meeting of %(day)s") % {"day": f"{meeting.held_on:%d-%m-%Y}"},
            "meeting": meeting,
            "tables": tables,
            "at_the_table": at_the_table,
            "host": host,
            "is_host": is_host,
            "is_joint": len(at_the_table) > 1,
            "is_convener": any(table.is_convener for table in tables),
            "shows_link": bool(meeting.online_link) and any(table.is_member for table in tables),
            "changes": list(meeting.changes.order_by("pk")),
            "invitations": list(meeting.invitations.exclude(state=AnswerState.JOINED).select_related("committee"))
            if is_host
            else [],
            "may_open": meeting.state == MeetingState.CALLED and today() >= meeting.held_on,
            "trail": trail_to(meeting),
            "item_form": ItemForm(),
        },
    )


@at_the_desk
def call(request, slug):
    """Call a meeting of one committee."""
    committee = committee_or_404(request, slug)
    if not may(request.user, Move.CALL_MEETING, committee.place, on=today(), thing=committee):
        raise Http404
    form = CallMeetingForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.call_meeting(
            [committee],
            starts_at=form.starts_at(),
            mode=form.cleaned_data["mode"],
            venue=form.cleaned_data["venue"],
            online_link=form.cleaned_data["online_link"],
            by=request.user,
            at=now(),
        ),
        done=_("The meeting is called. Make its agenda, then send the notice."),
        then=lambda made: reverse("desk-meeting", args=[made.pk]),
        heading=_("Call a meeting"),
        lede=committee.name,
        act=_("Call the meeting"),
        back=reverse("desk-meetings"),
        trail=trail_to(None, _("Call a meeting")),
    )


@at_the_desk
def attendance(request, public_id, slug):
    """Every seat on one page."""
    sitting, meeting = sitting_or_404(request, public_id, slug)
    form = AttendanceForm(request.POST or None, sitting=sitting)
    return form_step(
        request,
        form,
        lambda: proceedings.record_attendance(meeting, sitting.committee, form.rows(), by=request.user, at=now()),
        done=_("The attendance is recorded."),
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
    sitting, meeting = sitting_or_404(request, public_id, slug)
    form = DelegateForm(request.POST or None, committee=sitting.committee, on=meeting.held_on)
    return form_step(
        request,
        form,
        lambda: proceedings.name_delegate(
            meeting,
            sitting.committee,
            person=form.cleaned_data["posting"].person,
            post=form.cleaned_data["posting"].post,
            reference=form.cleaned_data["reference"],
            by=request.user,
            at=now(),
        ),
        done=_("The delegate is recorded."),
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
def close_sitting(request, public_id, slug=""):
    """Close one committee's part (slug), or all of the meeting."""
    meeting, sittings = meeting_or_404(request, public_id)
    committee = next((one.committee for one in sittings if one.committee.slug == slug), None)
    if slug and committee is None:
        raise Http404
    items = meeting.items.filter(state__in=[ItemState.LISTED, ItemState.OPEN])
    left = items.filter(committee=committee).count() if committee else items.count()
    return confirm(
        request,
        meeting,
        heading=_("Close the part of %(committee)s") % {"committee": committee} if committee else _("Close the sitting"),
        lede=_("Items without a decision: %(number)s. They lapse and come back on a later agenda.") % {"number": left},
        act=_("Close the sitting"),
        step=lambda: proceedings.close_sitting(meeting, committee, by=request.user, at=now()),
        done=_("The sitting is closed."),
    )
