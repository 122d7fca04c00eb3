"""A cost says where its money comes from, or openly that it is not identified.

Source: the initiative gives no money (Parliament, February 2023), so each cost rests on some scheme or budget.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.reading import crore, rupees

NUMBER = 15
TITLE = _("A cost names its money")
WRONG = _("A cost names no scheme or budget, or says that the money is not identified.")
RESTS_ON = _(
    "The initiative itself gives no money (answer in Parliament, February 2023), so each cost rests on some scheme or budget."
)
LEVELS = (WARNING,)


def check(plan):
    for row in plan["interventions"]:
        cost = rupees(row["cost"])
        if not cost or row["part_of"] is not None:
            continue
        if row["funding"]["code"] == "":
            yield warning(
                _("“%(title)s” costs %(cost)s and does not say from which scheme or budget. Name it, or say “not identified”.")
                % {"title": row["title"], "cost": crore(cost)},
                head=6,
                row=row,
                about=row["title"],
            )
        elif row["funding"]["code"] == "not_identified":
            yield warning(
                _("The money for “%(title)s”, %(cost)s, is not identified.") % {"title": row["title"], "cost": crore(cost)},
                head=6,
                row=row,
                about=row["title"],
            )
