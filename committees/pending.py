"""What waits for a committee's agenda. The apps above say; the convener's page lists it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from committees.models import Committee, Paper


@dataclass(frozen=True)
class Pending:
    """A paper that waits for this committee, and since when."""

    paper: Paper
    title: str
    since: datetime
    title_hi: str = ""


_providers: list[Callable[[Committee], list[Pending]]] = []


def register(fn: Callable[[Committee], list[Pending]]) -> None:
    """Register `fn(committee) -> list of Pending`; call it from AppConfig.ready()."""
    if fn not in _providers:
        _providers.append(fn)


def pending_for(committee: Committee) -> list[Pending]:
    """All that waits for this committee, the longest waiting first."""
    return sorted((row for fn in _providers for row in fn(committee)), key=lambda row: row.since)
