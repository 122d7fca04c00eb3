"""The corrections of an erratum, as the plan's page lists them: where, as adopted and as corrected, and why."""

from dataclasses import dataclass

from plans.difference_words import words_between
from plans.errata import places


@dataclass(frozen=True)
class Shown:
    """One correction: where, by its anchor on the page; the words as adopted and as corrected; why."""

    anchor: str
    head: int
    row: str
    label: str
    old: str
    new: str
    words: tuple
    reason: str
    is_typed: bool


_ANCHORS = {
    "products": "chapter",
    "bottlenecks": "bottleneck",
    "interventions": "intervention",
    "targets": "target",
    "training_needs": "training",
    "incentives": "incentive",
}
#: Rows known by words of their own; a head, a product and a measure are called in the reader's language.
_TYPED = {"facts", "bottlenecks", "interventions", "training_needs", "incentives"}


def listed(found):
    """The corrections of an erratum in the order of the text."""
    where = {place.path: place for place in places(found.paper.data)}
    shown = []
    for one in found.erratum["corrections"]:
        place = where[one["path"]]
        kind, _slash, rest = one["path"].partition("/")
        anchor = f"{_ANCHORS[kind]}-{rest.partition('/')[0]}" if kind in _ANCHORS else f"head-{place.head}" if place.head else ""
        words = words_between(one["old"], one["new"])
        shown.append(
            Shown(anchor, place.head, place.row, place.label, one["old"], one["new"], words, one["reason"], kind in _TYPED)
        )
    return shown
