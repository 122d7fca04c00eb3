"""What waits for a committee's agenda. The apps above say; the convener's page lists it and proposes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models import AgendaItem, Committee, ItemState, MeetingState, Paper
from committees.succession import with_those_before

#: Where a thing stands on a proposed agenda, the smallest first. Papers stand between what opens and what closes it.
ACTIONS_TAKEN, MINUTES, RETURNED, PAPERS, OVERDUE, CARRIED_OVER, PASSED_UP = 10, 20, 40, 50, 60, 70, 80

_WHY = {
    RETURNED: _("returned before, its points answered"),
    PAPERS: _("tabled"),
    OVERDUE: _("overdue"),
    CARRIED_OVER: _("not decided at an earlier sitting"),
    PASSED_UP: _("passed up for decision"),
}


@dataclass(frozen=True)
class Pending:
    """A paper, or a matter in words, that waits for this committee, and since when.

    Without a paper `matter` names it ("actions/12"): AgendaItem.matter keeps that
    name, so that one thing is not offered twice for one meeting.
    """

    paper: Paper | None
    title: str
    since: datetime
    title_hi: str = ""
    matter: str = ""
    order_hint: int = PAPERS
    in_camera: bool = False

    @property
    def key(self) -> str:
        """What an item about this has in common with it: its matter, else its paper."""
        return self.matter or self.paper.pk

    @property
    def why(self) -> str:
        """Why it waits, in a few words; "" where its title says so."""
        return _WHY.get(self.order_hint, "")


_providers: list[Callable[[Committee], list[Pending]]] = []


def register(fn: Callable[[Committee], list[Pending]]) -> None:
    """Register `fn(committee) -> list of Pending`; call it from AppConfig.ready()."""
    if fn not in _providers:
        _providers.append(fn)


def pending_for(committee: Committee) -> list[Pending]:
    """All that waits for this committee: what opens an agenda first, then the longest waiting; always in the same order."""
    found = {row.key: row for fn in _providers for row in fn(committee)}
    return sorted(found.values(), key=lambda row: (row.order_hint, row.since, row.key))


def not_listed(committee: Committee, rows: list[Pending]) -> list[Pending]:
    """Those of the rows that stand on no agenda of this committee to come or sitting now. One query."""
    listed = {
        matter or paper
        for paper, matter in AgendaItem.objects.filter(
            committee=committee, meeting__state__in=[MeetingState.CALLED, MeetingState.OPEN]
        )
        .exclude(state__in=[ItemState.TAKEN_OFF, ItemState.LAPSED])
        .values_list("paper_id", "matter")
    }
    return [row for row in rows if row.key not in listed]


#: A committee that leaves more than this undecided needs another remedy than its agenda.
MOST_CARRIED_OVER = 200

_LEFT_UNDECIDED = Q(state=ItemState.LAPSED) | Q(state=ItemState.LISTED, meeting__state=MeetingState.CANCELLED)


def carried_over(committee: Committee) -> list[Pending]:
    """Items in words left undecided, and taken up by no later agenda; papers come back by themselves. Two queries.

    An item taken up again names the one it came from as its matter. One that was
    taken off a later agenda was dropped knowingly and waits no more.
    """
    line = with_those_before(committee)
    left = list(
        AgendaItem.objects.filter(committee__in=line, paper__isnull=True, matter="")
        .filter(_LEFT_UNDECIDED)
        .select_related("meeting")
        .order_by("-pk")[:MOST_CARRIED_OVER]
    )
    matters = [f"items/{item.pk}" for item in left]
    taken_up = set(
        AgendaItem.objects.filter(committee__in=line, matter__in=matters)
        .exclude(_LEFT_UNDECIDED)
        .values_list("matter", flat=True)
    )
    return [
        Pending(
            None, item.title, item.meeting.starts_at, title_hi=item.title_hi, order_hint=CARRIED_OVER,
            matter=matter, in_camera=item.in_camera,
        )
        for item, matter in zip(left, matters, strict=True)
        if matter not in taken_up
    ]  # fmt: skip
