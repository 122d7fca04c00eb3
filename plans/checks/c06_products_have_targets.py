"""Each product of the plan has a target, for the short and for the long term.

Source: FTP 2023 chapter 3 (targets for the identified products and services). A product without any target blocks; one
whose targets are all of one term is pointed out.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import error, warning
from plans.checks.reading import code, name

NUMBER = 6
TITLE = _("Each product has its targets")


def check(plan):
    if not plan["targets"]:
        return
    for chapter in plan["products"]:
        product = chapter["product"]
        horizons = {code(t["horizon"]) for t in plan["targets"] if code(t["product"]) == product["code"]}
        if not horizons:
            yield error(
                _("%(product)s has no target. Add one.") % {"product": name(product)}, head=7, row=chapter, about=name(product)
            )
            continue
        if not horizons & {"short", "immediate"}:
            yield warning(
                _("%(product)s has no target for the short term.") % {"product": name(product)},
                head=7,
                row=chapter,
                about=name(product),
            )
        if "long" not in horizons:
            yield warning(
                _("%(product)s has no target for the long term.") % {"product": name(product)},
                head=7,
                row=chapter,
                about=name(product),
            )
