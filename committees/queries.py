"""What the public pages and the API read about committees, in a constant number of queries.

Nothing here gives a title, text or figure of a paper that is not public: an
item with an undecided paper has a neutral title, and an item in camera has its
title and nothing else.
"""

from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from committees.models import (
    AgendaItem,
    Committee,
    Meeting,
    MeetingState,
    Resolution,
    ResolutionState,
    Seat,
    Sitting,
)


def committees_on(on: date | None, *, kind: str = "", state_slug: str = ""):
    """Committees in force that day (None: ever) with `met_on` (last closed meeting) and `resolution_count`. One query."""
    found = Committee.objects.all() if on is None else Committee.objects.on(on)
    found = found.select_related("place__parent", "supersedes", "successor").defer("deviations")
    if kind:
        found = found.filter(kind=kind)
    if state_slug:
        found = found.filter(Q(place__slug=state_slug, place__kind="state") | Q(place__parent__slug=state_slug))
    # Asked of each committee by itself: joined, every meeting would meet every resolution of its committee.
    held = Meeting.objects.filter(committees=OuterRef("pk"), state=MeetingState.CLOSED).order_by("-held_on")
    return found.annotate(met_on=Subquery(held.values("held_on")[:1]), resolution_count=number_signed()).order_by(
        "place__name", "pk"
    )


def number_signed():
    """How many resolutions of a committee are signed, for annotate()."""
    return _number_of(Resolution.objects.filter(state=ResolutionState.SIGNED))


def number_of_seats(on: date):
    """How many seats a committee has that day, for annotate()."""
    return _number_of(Seat.objects.on(on))


def _number_of(rows):
    own = rows.filter(committee=OuterRef("pk")).order_by().values("committee")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def public_meetings():
    """Meetings called, held and cancelled, the latest first, with their committees. Two queries with the committees."""
    return Meeting.objects.order_by("-starts_at", "-pk").prefetch_related(
        Prefetch("sittings", queryset=Sitting.objects.select_related("committee__place__parent").order_by("pk"))
    )


def signed_resolutions():
    """Signed resolutions, the latest first, with committee and meeting; neither text nor row. One query."""
    return (
        Resolution.objects.filter(state=ResolutionState.SIGNED)
        .select_related("committee__place__parent", "item__meeting", "annulment")
        .defer("text", "text_hi", "row", "reasons", "committee__deviations")
        .order_by("-decided_on", "-signed_at")
    )


def public_title(item: AgendaItem, resolution: Resolution | None) -> tuple[str, str]:
    """Title in English and Hindi: neutral while a paper is undecided, because its title is not public before.

    What the agenda itself proposed (minutes, actions taken) says no more than a day.
    """
    if item.paper_id and resolution is None and not item.matter.startswith("minutes/"):
        return _("A paper before the committee"), ""
    source = resolution or item
    return source.title, source.title_hi
