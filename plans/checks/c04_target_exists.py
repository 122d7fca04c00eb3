"""The plan has at least one target.

Source: FTP 2023 chapter 3 (specific, quantifiable targets); HBP 2023 chapter 3, head 7.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import POLICY

NUMBER = 4
TITLE = _("The plan has a target")
WRONG = _("No target is given.")
RESTS_ON = POLICY
LEVELS = (ERROR,)


def check(plan):
    if not plan["targets"]:
        yield error(_("The plan has no target. Add at least one, with its baseline, value and year."), head=7)
