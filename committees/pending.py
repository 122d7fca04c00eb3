"""What waits for a committee's agenda. The apps above say; the convener's page lists it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from committees.models import Committee, Paper

#: Where a thing stands on a proposed agenda, the smallest first. Papers stand between what opens and what closes it.
ACTIONS_TAKEN, MINUTES, PAPERS = 10, 20, 50


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

    @property
    def key(self) -> str:
        """What an item about this has in common with it: its matter, else its paper."""
        return self.matter or self.paper.pk


_providers: list[Callable[[Committee], list[Pending]]] = []


def register(fn: Callable[[Committee], list[Pending]]) -> None:
    """Register `fn(committee) -> list of Pending`; call it from AppConfig.ready()."""
    if fn not in _providers:
        _providers.append(fn)


def pending_for(committee: Committee) -> list[Pending]:
    """All that waits for this committee: what opens an agenda first, then the longest waiting."""
    return sorted((row for fn in _providers for row in fn(committee)), key=lambda row: (row.order_hint, row.since))
