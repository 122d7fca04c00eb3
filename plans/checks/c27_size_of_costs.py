"""A cost is of the size of such things: neither a few thousand rupees nor more than a thousand crore.

Source: the draft for Srinagar of 29 November 2023 (3.00 to 10.65 crore a product); lakh and crore are taken for each other.
"""

from django.utils.translation import gettext_lazy as _

from common.money import show_rupees
from plans.checks.finding import WARNING, warning
from plans.checks.reading import crore, rupees

NUMBER = 27
TITLE = _("Costs are neither too small nor too large to be true")
WRONG = _("A cost is below ten thousand rupees or above a thousand crore, as it becomes when lakh and crore are mixed up.")
RESTS_ON = _("The draft for Srinagar of November 2023 gives 3.00 to 10.65 crore rupees for a product.")
LEVELS = (WARNING,)

SMALL, LARGE = 10_000, 10_000_000_000


def check(plan):
    for row in plan["interventions"]:
        cost = rupees(row["cost"])
        if not cost or SMALL <= cost <= LARGE:
            continue
        if cost < SMALL:
            question = _("“%(title)s” costs %(cost)s, less than ten thousand rupees. Was it meant in lakh or crore?")
            said = show_rupees(cost, unit="rupee")
        else:
            question = _("“%(title)s” costs %(cost)s, more than a thousand crore rupees. Was it meant in lakh?")
            said = crore(cost)
        yield warning(question % {"title": row["title"], "cost": said}, head=6, row=row, about=row["title"])
