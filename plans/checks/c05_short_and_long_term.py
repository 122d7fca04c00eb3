"""There is a target for the short term and one for the long term.

Source: FTP 2023 chapter 3 (targets for the short term and the long term).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import POLICY
from plans.checks.reading import code

NUMBER = 5
TITLE = _("Targets for the short and the long term")
WRONG = _("No target is for the short term, or none for the long term.")
RESTS_ON = POLICY
LEVELS = (ERROR,)


def check(plan):
    if not plan["targets"]:
        return
    horizons = {code(target["horizon"]) for target in plan["targets"]}
    if not horizons & {"short", "immediate"}:
        yield error(_("No target is for the short term. The policy asks for one."), head=7)
    if "long" not in horizons:
        yield error(_("No target is for the long term. The policy asks for one."), head=7)
