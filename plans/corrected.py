"""The corrected text of an erratum with a mark at each corrected place, on the page and in print."""

from django.utils.html import format_html

from plans.errata import corrected
from plans.papers import PaperView


class Corrected(str):
    """Corrected words: plain text everywhere, and marked as corrected wherever a page shows them."""

    is_corrected = True

    def __html__(self):
        return format_html('<mark class="corr">{}</mark>', str(self))


def marked(found):
    """The PaperView of an erratum's PlanPage with each corrected place marked. The title is told in the list alone."""
    corrections = [
        {"path": one["path"], "new": Corrected(one["new"])} for one in found.erratum["corrections"] if one["path"] != "title"
    ]
    return PaperView(corrected(found.paper.data, corrections), found.paper.sha256)
