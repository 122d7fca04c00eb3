"""Whether a frozen text is still the one before its committee. The app above that froze it answers."""

from collections.abc import Callable

_askers: list[Callable[[str], bool]] = []


def register(fn: Callable[[str], bool]) -> None:
    """Register `fn(paper_sha256) -> whether a later text took its place`; call it from AppConfig.ready()."""
    if fn not in _askers:
        _askers.append(fn)


def is_overtaken(paper_sha256: str) -> bool:
    """Whether the thing this paper froze was tabled again with another text, or is before the committee no more."""
    return any(fn(paper_sha256) for fn in _askers)
