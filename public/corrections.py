"""The corrected places of an erratum, as the plan's page shows them: a list with its reasons, and a mark at each place."""

from dataclasses import dataclass

from django.utils.html import format_html

from plans.difference_words import words_between
from plans.errata import corrected, places
from plans.papers import PaperView


class Corrected(str):
    """Corrected words: plain text everywhere, and marked as corrected wherever a page shows them."""

    def __html__(self):
        return format_html('<mark class="corr">{}</mark>', str(self))


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


def marked(found):
    """The PaperView of an erratum's PlanPage with each corrected place marked. The title is told in the list alone."""
    corrections = [
        {"path": one["path"], "new": Corrected(one["new"])} for one in found.erratum["corrections"] if one["path"] != "title"
    ]
    return PaperView(corrected(found.paper.data, corrections), found.paper.sha256)


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
