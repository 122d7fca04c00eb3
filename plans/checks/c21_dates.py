"""Each intervention has real dates, or at least a horizon.

Source: HBP 2023 chapter 3, head 7 (specific timelines for implementation); domain dossier 2.3.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.grounds import TIMELINES

NUMBER = 21
TITLE = _("Interventions have dates")
WRONG = _("An intervention has no date by which it is done.")
RESTS_ON = TIMELINES
LEVELS = (WARNING,)


def check(plan):
    for row in plan["interventions"]:
        if row["part_of"] is None and row["due_on"] is None:
            yield warning(
                _("“%(title)s” has no date by which it is done.") % {"title": row["title"]}, head=6, row=row, about=row["title"]
            )
