"""A target lies in a later financial year than its baseline.

Source: good sense; plans typed by hand mix the two up (domain dossier 2.2).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import SENSE
from plans.checks.reading import called

NUMBER = 9
TITLE = _("The year of a target comes after the year of its baseline")
WRONG = _("A target lies in the year of its baseline or before it.")
RESTS_ON = SENSE
LEVELS = (ERROR,)


def check(plan):
    for target in plan["targets"]:
        begins, ends = target["baseline"]["fy"], target["target"]["fy"]
        # Years are written so that they sort as text: 2025-26 before 2026-27.
        if begins and ends and target["baseline"]["state"] == "value" and ends <= begins:
            yield error(
                _("“%(target)s” is to be reached in %(ends)s, but its baseline is of %(begins)s. Look at both years.")
                % {"target": called(target), "ends": ends, "begins": begins},
                head=7,
                row=target,
                about=called(target),
            )
