"""Each intervention says what will be there when it is done.

Source: domain dossier 2.3 (output indicator and target: one centre commissioned, 400 artisans trained).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.grounds import TIMELINES

NUMBER = 31
TITLE = _("Each intervention says what comes of it")
WRONG = _("An intervention names no output by which one could see that it is done.")
RESTS_ON = TIMELINES
LEVELS = (WARNING,)


def check(plan):
    for row in plan["interventions"]:
        if row["part_of"] is None and not row["output"]["text"]:
            yield warning(
                _("“%(title)s” does not say what will be there when it is done, for example: one laboratory accredited.")
                % {"title": row["title"]},
                head=6,
                row=row,
                about=row["title"],
            )
