"""Each figure of the profile and of the chapters says of when it is and where it comes from; exports, how final they are.

Source: domain dossier 2.2 (Tiruvarur: no date in the part read) and 5.2, 1: first estimates of exports were later raised
from minus 3.5 to plus 5 percent.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.reading import name

NUMBER = 28
TITLE = _("Each figure has its date and source")
WRONG = _("A figure has no source, or neither day nor year (error); exports do not say how final they are (warning).")
RESTS_ON = _("The estimate of exports for September 2022 was 3.5 percent down at first and 5 percent up at last.")
LEVELS = (ERROR, WARNING)


def check(plan):
    for fact in plan["facts"]:
        if fact["figure"]["state"] == "value":
            label = fact["fact"]["label"]
            yield from _bare(
                label, fact["source"], fact["as_of"] or fact["fy"], {"head": fact["head"], "row": fact, "about": label}
            )
    for chapter in plan["products"]:
        about = name(chapter["product"])
        where = {"head": 3, "row": chapter, "about": about}
        for key, label in (("production", _("Production")), ("exporters", _("Exporters")), ("exports", _("Exports"))):
            figure = chapter[key]
            if figure["state"] == "value":
                said = f"{about}, {label}"
                yield from _bare(said, figure["source"], figure.get("fy") or figure.get("as_of"), where)
        if chapter["exports"]["state"] == "value" and not chapter["exports"]["status"]:
            yield warning(
                _("The exports of %(product)s do not say whether they are a quick estimate, provisional, revised or final.")
                % {"product": about},
                **where,
            )


def _bare(said, source, when, where):
    if not source:
        yield error(_("“%(figure)s” has no source. Say where the figure comes from.") % {"figure": said}, **where)
    if not when:
        yield error(_("“%(figure)s” does not say of which day or year it is.") % {"figure": said}, **where)
