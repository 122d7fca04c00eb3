"""Whether a paper may be read by everybody. Committees ask; the app above that made the paper answers.

What is said about a paper in minutes, reasons or dissents may quote it, so it
is public no sooner than the paper.
"""

from collections.abc import Callable, Collection

_providers: list[Callable[[Collection[str]], set[str]]] = []


def register(fn: Callable[[Collection[str]], set[str]]) -> None:
    """Register `fn(fingerprints) -> those of them that are public`; call it from AppConfig.ready()."""
    if fn not in _providers:
        _providers.append(fn)


def public_among(fingerprints: Collection[str]) -> set[str]:
    """Those of these fingerprints whose paper is public; asks nobody when there are none."""
    if not fingerprints:
        return set()
    return set().union(*(fn(fingerprints) for fn in _providers))


def words_are_public(resolution, papers: set[str]) -> bool:
    """Whether wording, reasons, dissents and remark of a resolution may be shown: never in camera, else with their paper.

    papers: what public_among answered for its paper, or for many at once.
    """
    return not resolution.item.in_camera and (resolution.paper_id is None or resolution.paper_id in papers)
