"""Each target is a number with the year in which it is to be reached.

Source: FTP 2023 chapter 3 (quantifiable); HBP 2023 chapter 3, head 7 (with specific timelines).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import TIMELINES
from plans.checks.reading import called

NUMBER = 8
TITLE = _("Each target is a number with its year")
WRONG = _("A target has no number, or no year in which it is to be reached.")
RESTS_ON = TIMELINES
LEVELS = (ERROR,)


def check(plan):
    for target in plan["targets"]:
        about = called(target)
        if target["target"]["state"] != "value":
            yield error(
                _("“%(target)s” has no number to be reached. Give it, or take the row out.") % {"target": about},
                head=7,
                row=target,
                about=about,
            )
        elif not target["target"]["fy"]:
            yield error(
                _("“%(target)s” does not say by which financial year.") % {"target": about}, head=7, row=target, about=about
            )
