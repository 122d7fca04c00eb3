"""The same fact is not given twice with two values.

Source: Thanjavur's plan gives the area of the district as 3,602.86 and as 3,396.57 sq km on one page. The area alone is held
to itself from date to date: everything else may change.
"""

from django.utils.translation import gettext_lazy as _

from common.text import fold
from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.reading import code, number, shown

NUMBER = 19
TITLE = _("No fact stands twice with two values")
WRONG = _("The same fact stands twice with two values (error); the area of the district differs between two dates (warning).")
RESTS_ON = _("The plan of Thanjavur gives the area of the district as 3,602.86 and as 3,396.57 sq km on one page.")
LEVELS = (ERROR, WARNING)


def check(plan):
    first, area = {}, None
    for fact in plan["facts"]:
        value = number(fact["figure"])
        if value is None:
            continue
        label, when = fact["fact"]["label"], (str(fact["as_of"] or ""), fact["fy"])
        same = (code(fact["fact"]), fold(label), fold(fact["unit"]), when)
        where = {"head": fact["head"], "row": fact, "about": label}
        if same in first and first[same] != value:
            yield error(
                _("“%(fact)s” stands twice with two values, %(one)s and %(other)s. Keep the right one.")
                % {"fact": label, "one": shown(first[same]), "other": shown(value)},
                **where,
            )
        elif code(fact["fact"]) == "area_sq_km" and area not in (None, value):
            yield warning(
                _("“%(fact)s” is %(one)s at one date and %(other)s at another. Was the district reorganised, or is one wrong?")
                % {"fact": label, "one": shown(area), "other": shown(value)},
                **where,
            )
        first.setdefault(same, value)
        if code(fact["fact"]) == "area_sq_km" and area is None:
            area = value
