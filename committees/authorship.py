"""Who wrote a paper. Committees ask; the app above that made the paper answers.

Authors count for quorum and speak; a decision must stand without their votes
unless the committee's order says otherwise, and an author never signs.
"""

from collections.abc import Callable

_askers: list[Callable[[str], set[int]]] = []


def register(fn: Callable[[str], set[int]]) -> None:
    """Register `fn(paper_sha256) -> set of Person ids`; call it from AppConfig.ready()."""
    if fn not in _askers:
        _askers.append(fn)


def authors_of(paper_sha256: str | None) -> set[int]:
    """Ids of the persons who wrote the paper; empty where there is no paper or nobody knows."""
    if not paper_sha256:
        return set()
    return set().union(*(fn(paper_sha256) for fn in _askers))
