"""The same fact is not given twice with two values.

Source: Thanjavur's plan gives the area of the district as 3,602.86 and as 3,396.57 sq km on one page.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import error
from plans.checks.reading import code, number, shown

NUMBER = 19
TITLE = _("No fact stands twice with two values")


def check(plan):
    first = {}
    for fact in plan["facts"]:
        value = number(fact["figure"])
        if value is None:
            continue
        same = (code(fact["fact"]), fact["fact"]["label"], fact["unit"], fact["as_of"], fact["fy"])
        if same in first and first[same] != value:
            label = fact["fact"]["label"]
            yield error(
                _("“%(fact)s” stands twice with two values, %(one)s and %(other)s. Keep the right one.")
                % {"fact": label, "one": shown(first[same]), "other": shown(value)},
                head=fact["head"],
                row=fact,
                about=label,
            )
        first.setdefault(same, value)
