"""The text of a version as it stands now, whatever its state: stored bytes once frozen, today's wording before."""

from plans import queries
from plans.freezing import paper_of
from plans.papers import preview
from plans.states import FROZEN


def text_now(version):
    """The PaperView of the version. Raises AlteredPaper, NotAPlan."""
    paper = queries.last_paper(version) if version.state in FROZEN else None
    return queries.view_of(paper) if paper is not None else preview(paper_of(version))
