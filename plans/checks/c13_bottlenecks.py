"""Each bottleneck is met by an intervention, or the plan says why nothing is planned for it.

Source: HBP 2023 para 3.04, functions 3 and 6 (gaps are analysed to identify interventions).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import FUNCTIONS

NUMBER = 13
TITLE = _("Each bottleneck has an intervention, or a reason why not")
WRONG = _("No intervention addresses a bottleneck, and no reason says why nothing is planned.")
RESTS_ON = FUNCTIONS
LEVELS = (ERROR,)


def check(plan):
    addressed = {uid for row in plan["interventions"] for uid in row["addresses"]}
    for bottleneck in plan["bottlenecks"]:
        if bottleneck["uid"] not in addressed and not bottleneck["no_intervention_reason"]:
            about = bottleneck["statement"][:80]
            yield error(
                _("No intervention addresses “%(bottleneck)s”. Name one, or say why nothing is planned.") % {"bottleneck": about},
                head=4,
                row=bottleneck,
                about=about,
            )
