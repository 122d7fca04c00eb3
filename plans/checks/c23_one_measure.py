"""What is one measure is counted in one unit, in prices of one year, from one baseline.

Source: domain dossier 5.5 (lakh and crore side by side) and 9.4, 10 (one share, 16 and 24 percent); two rows that start
from two values of the same year cannot both be right.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.reading import called, code, number, shown

NUMBER = 23
TITLE = _("One measure, one unit, one baseline")
WRONG = _(
    "Two targets of one measure start from two values of the same year (error); they are counted in two units, or in prices "
    "of two years (warning)."
)
RESTS_ON = _("The share of one district in the exports of India stands as 16 and as 24 percent in two papers of one year.")
LEVELS = (ERROR, WARNING)

#: Units of one family, in the smallest of them.
FAMILY = {"inr_crore": ("inr", 100), "inr_lakh": ("inr", 1), "tonne": ("mass", 1000), "kg": ("mass", 1)}


def check(plan):
    first, baselines = {}, {}
    for target in plan["targets"]:
        where = {"head": 7, "row": target, "about": called(target)}
        measure = _measure(target)
        before = first.setdefault(measure, target)
        if before is not target:
            yield from _two_ways(before, target, where)
        value, fy = _in_smallest(target), target["baseline"]["fy"]
        if value is None or not fy:
            continue
        said = baselines.setdefault((measure, fy), (value, target))
        if said[0] != value:
            yield error(
                _("The baseline of “%(target)s” in %(year)s is %(one)s here and %(other)s in another row. Keep the right one.")
                % {"target": called(target), "year": fy, "one": _shown(target), "other": _shown(said[1])},
                **where,
            )


def _measure(target):
    basis = target["basis"]
    family = FAMILY.get(code(target["unit"]), (code(target["unit"]), 1))[0]
    return (
        target["metric"]["code"],
        target["metric"]["in_words"],
        code(target["product"]),
        family if family in ("inr", "mass") else target["unit"]["label"],
        (basis["hs"] or {}).get("code"),
        basis["series"],
    )


def _in_smallest(target):
    value = number(target["baseline"])
    return None if value is None else value * Decimal(FAMILY.get(code(target["unit"]), ("", 1))[1])


def _shown(target):
    return shown(number(target["baseline"]), target["unit"]["label"])


def _two_ways(before, target, where):
    one, other = before["unit"]["label"], target["unit"]["label"]
    if one != other:
        yield warning(
            _("“%(target)s” is counted in %(other)s, “%(before)s” in %(one)s. Use one unit for one measure.")
            % {"target": called(target), "other": other, "before": called(before), "one": one},
            **where,
        )
    if before["basis"]["fy"] != target["basis"]["fy"]:
        yield warning(
            _("“%(target)s” and “%(before)s” do not count in prices or definitions of the same year. Use one.")
            % {"target": called(target), "before": called(before)},
            **where,
        )
