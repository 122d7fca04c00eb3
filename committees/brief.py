"""The brief: one page before a meeting, generated. What committees know stands here; the apps above add what they know.

    parts_of(meeting, committee, on=day) -> [Part, ...]      always the five, in their order

For those who may read what the committee has before it: a brief may quote a text that is not public.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committees.actions import rows_of
from committees.models import ActionPoint, ActionState, AgendaItem, Committee, ItemState, Meeting, MeetingState, Resolution
from committees.pending import pending_for
from committees.states import ResolutionState
from committees.vacancies import vacant_seats
from common.clock import day_in_india
from common.financial_years import financial_year_of
from districts.models import ExportFigure

CHANGED, TREND, BOTTLENECKS, OVERDUE, TO_DECIDE = "changed", "trend", "bottlenecks", "overdue", "to_decide"
ORDER = (TO_DECIDE, CHANGED, TREND, BOTTLENECKS, OVERDUE)


@dataclass(frozen=True)
class Line:
    """One entry: its words, and small words behind them; `since` orders what changed, the newest first."""

    text: str
    note: str = ""
    since: date | None = None


@dataclass
class Part:
    """One heading of the brief. `none` is what is said where it has no line; `lead` stands before the lines."""

    key: str
    title: str
    none: str
    lead: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What a provider is asked about: a committee, the day of the brief, and the day of its last meeting or None."""

    committee: Committee
    on: date
    last_met: date | None


_providers: dict[str, list[Callable]] = {}


def register(key: str, fn: Callable[[Asked], list[Line]]) -> None:
    """Add `fn(asked) -> list of Line` to a part of the brief; call it from AppConfig.ready()."""
    if fn not in _providers.setdefault(key, []):
        _providers[key].append(fn)


def last_meeting(committee: Committee, before: Meeting) -> Meeting | None:
    """The last meeting of the committee that was held before this one."""
    held = Meeting.objects.filter(committees=committee, state=MeetingState.CLOSED, starts_at__lt=before.starts_at)
    return held.order_by("-starts_at").first()


def parts_of(meeting: Meeting, committee: Committee, *, on: date) -> list[Part]:
    """The five parts of the brief as on a day; each with all its lines, which the printed page cuts to fit."""
    last = last_meeting(committee, meeting)
    asked = Asked(committee, on, last.held_on if last else None)
    since = _("since the meeting of %(day)s") % {"day": f"{last.held_on:%d-%m-%Y}"} if last else _("no meeting before this one")
    own = {
        TO_DECIDE: lambda _asked: _to_decide(meeting, committee),
        CHANGED: _changed,
        TREND: _trend,
        OVERDUE: _overdue,
    }
    titles = {
        TO_DECIDE: (_("To decide"), _("Nothing waits for a decision."), ""),
        CHANGED: (_("What changed"), _("Nothing is recorded on this portal."), since),
        TREND: (_("Exports"), _("Not known on this portal."), ""),
        BOTTLENECKS: (_("Open bottlenecks"), _("No text of this committee's place names one."), ""),
        OVERDUE: (_("Overdue actions"), _("No action of an earlier meeting is overdue."), ""),
    }
    parts = []
    for key in ORDER:
        title, none, lead = titles[key]
        lines = [line for fn in (*([own[key]] if key in own else []), *_providers.get(key, ())) for line in fn(asked)]
        if key == CHANGED:
            lines.sort(key=lambda line: line.since or date.min, reverse=True)
        parts.append(Part(key, title, none, lead, lines))
    return parts


def _to_decide(meeting, committee):
    """The items of this meeting that stand to be decided, then what waits for the committee and is on no agenda of it."""
    items = AgendaItem.objects.filter(meeting=meeting, committee=committee).exclude(
        state__in=[ItemState.TAKEN_OFF, ItemState.DECIDED, ItemState.LAPSED]
    )
    listed = list(items.order_by("order"))
    keys = {item.paper_id for item in listed} | {item.matter for item in listed if item.matter}
    lines = [
        Line(item.title, _("item %(order)s") % {"order": item.order} + (f", {_('in camera')}" if item.in_camera else ""))
        for item in listed
    ]
    waiting = [row for row in pending_for(committee) if row.key not in keys]
    return lines + [
        Line(row.title, _("waits since %(day)s, on no agenda yet") % {"day": f"{day_in_india(row.since):%d-%m-%Y}"})
        for row in waiting
    ]


def _changed(asked):
    """Decisions signed, seats that fell vacant and actions closed since the last meeting."""
    since = asked.last_met or date.min
    signed = Resolution.objects.filter(
        committee=asked.committee, state=ResolutionState.SIGNED, decided_on__gte=since, decided_on__lte=asked.on
    )
    lines = [
        Line(
            f"{capfirst(row.get_outcome_display())}: {row.title}",
            _("%(number)s, decided on %(day)s") % {"number": row.number, "day": f"{row.decided_on:%d-%m-%Y}"},
            row.decided_on,
        )
        for row in signed.order_by("-decided_on")
    ]
    lines += [
        Line(str(seat.post), _("seat vacant since %(day)s") % {"day": f"{day:%d-%m-%Y}"}, day)
        for seat, day in vacant_seats(asked.committee, asked.on)
        if day >= since
    ]
    closed = ActionPoint.objects.filter(
        ~Q(state=ActionState.OPEN), sitting__committee=asked.committee, closed_on__gte=since, closed_on__lte=asked.on
    )
    lines += [
        Line(_words_of(point), _("action closed"), point.closed_on)
        for point in closed.select_related("item").order_by("-closed_on")
    ]
    return lines


def _trend(asked):
    """Values of exports by financial year as published, the newest first, and the change where both are one currency."""
    rows = ExportFigure.objects.yearly_values().of_all_goods().filter(place=asked.committee.place_id)
    rows = rows.filter(financial_year__lte=financial_year_of(asked.on)).select_related("source")
    newest = {}
    for row in rows.order_by("financial_year", "pk"):
        newest[row.currency, row.financial_year] = row
    lines = []
    for (currency, year), row in sorted(newest.items(), key=lambda found: found[0][1], reverse=True):
        before = newest.get((currency, _year_before(year)))
        said = f"{row.value_as_published} {row.unit}, {year}"
        if before is not None and before.value_normalised > 0:
            percent = (row.value_normalised - before.value_normalised) * 100 / before.value_normalised
            said += f" ({percent:+.1f} %)"
        status = row.get_status_display() if row.status != "not stated" else ""
        lines.append(Line(said, "; ".join(part for part in (status, row.source.publisher) if part)))
    return lines


def _year_before(year):
    first = int(year[:4]) - 1
    return f"{first}-{(first + 1) % 100:02d}"


def _words_of(point):
    """A printed page goes from hand to hand: nothing of an item in camera stands on it."""
    return _("An action point of an in-camera item") if point.is_in_camera else point.text


def _overdue(asked):
    """Open actions of the committee's earlier meetings whose day has passed, the longest overdue first."""
    points = ActionPoint.objects.filter(sitting__committee=asked.committee, state=ActionState.OPEN, due__lt=asked.on)
    rows = sorted(rows_of(points, asked.on), key=lambda row: -row.overdue_days)
    return [
        Line(
            _words_of(row.point),
            _("overdue")
            if row.point.is_in_camera
            else "; ".join(
                part
                for part in (
                    str(row.point.owner),
                    row.holder.name if row.holder else _("post vacant"),
                    ngettext("%(days)s day overdue", "%(days)s days overdue", row.overdue_days) % {"days": row.overdue_days},
                    row.answers[-1].text[:80] if row.answers else _("no answer"),
                )
                if part
            ),
        )
        for row in rows
    ]
