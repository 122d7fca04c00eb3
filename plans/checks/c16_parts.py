"""The parts of an intervention cost what the whole costs.

Source: the Srinagar draft of 29 November 2023 gives one cost for eight components. Parts without a cost of their own are
left out of the sum, which then may stay below the whole and never go above it.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.reading import crore, rupees

NUMBER = 16
TITLE = _("Parts add up to the whole")
WRONG = _("Parts of an intervention cost more than the whole; or all their costs are known and do not add up to it.")
RESTS_ON = _("The draft for Srinagar of November 2023 gives one cost for eight components.")
LEVELS = (ERROR,)


def check(plan):
    for whole in plan["interventions"]:
        parts = [row for row in plan["interventions"] if row["part_of"] == whole["uid"]]
        cost = rupees(whole["cost"])
        known = [rupees(part["cost"]) for part in parts if rupees(part["cost"]) is not None]
        if cost is None or not known:
            continue
        total = sum(known)
        if total > cost or (len(known) == len(parts) and total != cost):
            yield error(
                _("The parts of “%(title)s” cost %(total)s together, the whole %(cost)s. Look at the sums.")
                % {"title": whole["title"], "total": crore(total), "cost": crore(cost)},
                head=6,
                row=whole,
                about=whole["title"],
            )
