"""Places in a paper that a reason can name. Committees ask; the app above that made the paper answers."""

from collections.abc import Callable

from committees.models import Paper

_providers: list[Callable[[Paper], list[tuple[str, str]]]] = []


def register(fn: Callable[[Paper], list[tuple[str, str]]]) -> None:
    """Register `fn(paper) -> [(path, words)]` in reading order; call it from AppConfig.ready()."""
    if fn not in _providers:
        _providers.append(fn)


def places_of(paper: Paper | None) -> list[tuple[str, str]]:
    """What a reason may point at; empty where there is no paper or nobody knows its inside."""
    return [] if paper is None else [place for fn in _providers for place in fn(paper)]
