"""Places in a frozen plan that a committee's reason can name: its heads, and its rows by their identity for life."""

from committees.papers import content_of
from plans.freezing import FORMAT
from plans.models.section import Head
from plans.papers import read_paper


def places_in(paper):
    """[(path, words)] in reading order, for the papers that are plans; empty for others. Asks for no row of the plan.

    A path is "heads/<number>" or "<kind>/<uid>"; plans.workflow ties the reason to the commitment of that uid.
    """
    if paper.format != FORMAT:
        return []
    view = read_paper(content_of(paper))
    places = []
    for number, title in Head.choices:
        places.append((f"heads/{number}", f"{number}. {title}"))
        for kind, rows in _rows_under(number, view):
            places += [(f"{kind}/{row.uid}", f"{number}. {words}") for row, words in rows]
    return places


def _rows_under(number, view):
    """The kinds of rows that stand under a head, each row with the words an officer knows it by."""
    if number == Head.PRODUCTS:
        yield "products", [(row, row.product_name) for row in view.products]
    elif number == Head.BOTTLENECKS:
        yield "bottlenecks", [(row, row.statement[:80]) for row in view.bottlenecks]
    elif number == Head.INTERVENTIONS:
        yield "interventions", [(row, row.title[:80]) for row in view.interventions]
    elif number == Head.TARGETS:
        yield "targets", [(row, _target(row)) for row in view.targets]


def _target(row):
    subject = f", {row.product_name}" if row.product_name else ""
    year = f", {row.target['fy']}" if row.target["fy"] else ""
    return f"{row.metric_name}{subject}{year}"
