"""The unit of a target fits its metric: rupees for exports in rupees, dollars for exports in dollars.

Source: domain dossier 5.5: plans give one value in both currencies and call it by one name.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.reading import called, code

NUMBER = 11
TITLE = _("The unit of a target fits what it measures")
WRONG = _("A target is counted in a unit that does not fit its measure, such as dollars for exports in rupees.")
RESTS_ON = _("Plans give one value in two currencies and call it by one name.")
LEVELS = (ERROR,)

FITTING = {
    "INR": {"inr_crore", "inr_lakh"},
    "USD": {"usd_million"},
    "percent": {"percent"},
    "rank": {"rank"},
}
MONEY = {"inr_crore", "inr_lakh", "usd_million"}


def check(plan):
    for target in plan["targets"]:
        family, unit = target["metric"]["unit_family"], code(target["unit"])
        if code(target["kind"]) == "percent_over_baseline" and unit == "percent":
            continue
        fits = unit in FITTING[family] if family in FITTING else family == "other" or unit not in MONEY
        if not fits:
            yield error(
                _("“%(target)s” is counted in %(unit)s, which does not fit %(metric)s. Choose the unit that does.")
                % {"target": called(target), "unit": target["unit"]["label"], "metric": target["metric"]["name"]},
                head=7,
                row=target,
                about=called(target),
            )
