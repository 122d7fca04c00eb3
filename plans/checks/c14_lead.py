"""Each intervention names who leads it.

Source: HBP 2023 chapter 3, head 5 (institutional responsibilities). A part is led by whoever leads the whole.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import error

NUMBER = 14
TITLE = _("Each intervention names who leads it")


def check(plan):
    for row in plan["interventions"]:
        if row["part_of"] is None and not row["lead"]["agency"] and not row["lead"]["text"]:
            yield error(
                _("“%(title)s” does not say who leads it. Name an agency or a post.") % {"title": row["title"]},
                head=6,
                row=row,
                about=row["title"],
            )
