"""A committee's meetings as a calendar to subscribe to (RFC 5545); says nothing its pages do not say."""

from collections import defaultdict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.installation import is_demonstration
from committees.models import AgendaItem, ChangeKind, Committee, Meeting
from committees.queries import public_title, signed_resolutions
from committees.states import ItemState, MeetingState
from committees.succession import gone_over
from common import icalendar
from common.clock import INDIA
from public.templatetags.portal import named

#: A calendar is for what comes and what was lately; older meetings stand on the committee's page.
MOST = 200


@require_safe
def committee_meetings(request, slug):
    """/committees/<slug>/meetings.ics. Five queries, six of a committee that has ended, however many meetings."""
    committee = get_object_or_404(Committee.objects.select_related("place"), slug=slug)
    meetings = list(Meeting.objects.filter(committees=committee).prefetch_related("changes").order_by("-starts_at", "-pk")[:MOST])
    agendas = _agendas(committee, meetings)
    events = [line for meeting in meetings for line in _event(request, committee, meeting, agendas[meeting.pk])]
    # What was called went over to the committee that took its place: here the old entry is taken back.
    for sitting in gone_over(committee):
        events += _event(request, committee, sitting.meeting, (), successor=sitting.committee)
    calendar = icalendar.component(
        "VCALENDAR",
        [
            ("VERSION", "2.0"),
            ("PRODID", f"-//Districts as Export Hubs//{settings.RELEASE}//{get_language()[:2].upper()}"),
            ("CALSCALE", "GREGORIAN"),
            # RFC 7986, and the older name that many calendars read.
            *((name, icalendar.escaped(_name(committee))) for name in ("NAME", "X-WR-CALNAME")),
            ("URL", request.build_absolute_uri(request.language_prefix + committee.get_absolute_url())),
            ("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
            *events,
        ],
    )
    return HttpResponse(icalendar.written(calendar), content_type="text/calendar; charset=utf-8")


def _name(committee):
    name = named(committee)
    return f"{_('Demonstration, invented')}: {name}" if is_demonstration() else name


def _event(request, committee, meeting, items, successor=None):
    """One meeting of this committee: the same UID and a higher SEQUENCE after each change, for ever.

    successor: the committee that holds the meeting now, where another order put it in the place of this one.
    """
    address = request.build_absolute_uri(request.language_prefix + meeting.get_absolute_url())
    said = [*_over(successor), *_changes(meeting)]
    said += [*(f"{item.order}. {named(item, 'title')}{_camera(item)}" for item in items), address]
    if is_demonstration():
        said.insert(0, _("Demonstration, invented"))
    lines = [
        ("UID", f"meeting-{meeting.pk}-{committee.slug}@{settings.DATABASE_KIND}.districts-as-export-hubs"),
        ("DTSTAMP", icalendar.moment(meeting.revised_at or meeting.recorded_at)),
        ("SEQUENCE", str(meeting.sequence)),
        ("STATUS", "CANCELLED" if successor or meeting.state == MeetingState.CANCELLED else "CONFIRMED"),
        ("DTSTART", icalendar.moment(meeting.starts_at)),
        ("SUMMARY", icalendar.escaped(_("Meeting: %(committee)s") % {"committee": named(committee)})),
        ("DESCRIPTION", icalendar.escaped("\n".join(str(line) for line in said))),
        ("URL", address),
    ]
    if meeting.venue:
        lines.append(("LOCATION", icalendar.escaped(meeting.venue)))
    return icalendar.component("VEVENT", lines)


def _over(successor):
    if successor is not None:
        yield _("This committee has ended. The meeting is held by %(committee)s.") % {"committee": named(successor)}


def _changes(meeting):
    for change in meeting.changes.all():
        old = change.old_starts_at.astimezone(INDIA).strftime("%d-%m-%Y")
        words = (
            _("Postponed from %(day)s: %(reason)s")
            if change.kind == ChangeKind.POSTPONED
            else _("The meeting of %(day)s is cancelled: %(reason)s")
        )
        yield words % {"day": old, "reason": change.reason}


def _camera(item):
    return f" ({_('in camera')})" if item.in_camera else ""


def _agendas(committee, meetings):
    """{meeting id: its items of this committee, each with the title that is public now}. Two queries."""
    items = (
        AgendaItem.objects.filter(committee=committee, meeting__in=meetings)
        .exclude(state=ItemState.TAKEN_OFF)
        .order_by("meeting_id", "order")
    )
    decided = {resolution.item_id: resolution for resolution in signed_resolutions().filter(committee=committee)}
    found = defaultdict(list)
    for item in items:
        item.title, item.title_hi = public_title(item, decided.get(item.pk))
        found[item.meeting_id].append(item)
    return found
