"""Each product of the plan has a target, for the short and for the long term.

Source: FTP 2023 chapter 3 (targets for the identified products and services). All of them may lack their
baseline, each with its reason; that is pointed out.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.grounds import POLICY
from plans.checks.reading import code, name

NUMBER = 6
TITLE = _("Each product has its targets")
WRONG = _(
    "A product has no target, none for the short or none for the long term (error); none of its targets starts from "
    "a known figure (warning)."
)
RESTS_ON = POLICY
LEVELS = (ERROR, WARNING)


def check(plan):
    if not plan["targets"]:
        return
    for chapter in plan["products"]:
        about = name(chapter["product"])
        targets = [t for t in plan["targets"] if code(t["product"]) == chapter["product"]["code"]]
        where = {"head": 7, "row": chapter, "about": about}
        if not targets:
            yield error(_("%(product)s has no target. Add one.") % {"product": about}, **where)
            continue
        horizons = {code(target["horizon"]) for target in targets}
        if not horizons & {"short", "immediate"}:
            yield error(_("%(product)s has no target for the short term. Add one.") % {"product": about}, **where)
        if "long" not in horizons:
            yield error(_("%(product)s has no target for the long term. Add one.") % {"product": about}, **where)
        if all(target["baseline"]["state"] != "value" for target in targets):
            yield warning(_("No target of %(product)s starts from a known figure.") % {"product": about}, **where)
