"""Each intervention names who leads it, and the post that can be asked about it.

Source: HBP 2023 chapter 3, head 5 (institutional responsibilities). A part is led by whoever leads the whole. An agency
or words alone can be printed but not asked: holders change, and "the department" answers no reminder.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.grounds import RESPONSIBILITIES

NUMBER = 14
TITLE = _("Each intervention names who leads it, by its post")
WRONG = _("An intervention does not say who leads it (error), or names no post on record (warning).")
RESTS_ON = RESPONSIBILITIES
LEVELS = (ERROR, WARNING)


def check(plan):
    for row in plan["interventions"]:
        lead = row["lead"]
        if row["part_of"] is not None or lead.get("post"):
            continue
        said = {"title": row["title"]}
        if not lead["agency"] and not lead["text"]:
            yield error(
                _("“%(title)s” does not say who leads it. Name a post or an agency.") % said,
                head=6,
                row=row,
                about=row["title"],
            )
        else:
            yield warning(
                _("“%(title)s” names no post on record that leads it. Choose the post, so that it can be asked.") % said,
                head=6,
                row=row,
                about=row["title"],
            )
