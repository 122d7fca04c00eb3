"""Targets of one measure go the same way: short before medium before long, and never back.

Source: domain dossier 2.5 (horizons); a long-term target below the short-term one of the same measure is a slip.
"""

from itertools import groupby, pairwise

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import SENSE
from plans.checks.reading import called, code, number, same_measure, shown

NUMBER = 10
TITLE = _("Short, medium and long-term targets of one measure go the same way")
WRONG = _("A later target of the same measure goes back, or is called by a shorter horizon than an earlier one.")
RESTS_ON = SENSE
LEVELS = (ERROR,)

ORDER = {"immediate": 0, "short": 1, "medium": 2, "long": 3}


def check(plan):
    steps = [t for t in plan["targets"] if t["target"]["fy"] and number(t["target"]) is not None]
    steps.sort(key=lambda t: (str(same_measure(t)), t["target"]["fy"], ORDER[code(t["horizon"])]))
    for _measure, road in groupby(steps, key=lambda t: str(same_measure(t))):
        for earlier, later in pairwise(road):
            yield from _two_steps(earlier, later)


def _two_steps(earlier, later):
    about = called(later)
    if ORDER[code(earlier["horizon"])] > ORDER[code(later["horizon"])]:
        yield error(
            _("“%(later)s” is called %(later_horizon)s, but “%(earlier)s”, which comes first, is called %(earlier_horizon)s.")
            % {
                "later": about,
                "later_horizon": later["horizon"]["label"],
                "earlier": called(earlier),
                "earlier_horizon": earlier["horizon"]["label"],
            },
            head=7,
            row=later,
            about=about,
        )
    first, second = number(earlier["target"]), number(later["target"])
    # A place in a ranking gets better as it gets smaller, whatever the direction column says.
    falls = code(later["direction"]) == "decrease" or code(later["kind"]) == "rank"
    if (falls and second > first) or (not falls and second < first):
        unit = later["unit"]["label"]
        yield error(
            _("“%(later)s” aims at %(second)s, after %(first)s in %(year)s: it goes back. Look at both values.")
            % {"later": about, "second": shown(second, unit), "first": shown(first, unit), "year": earlier["target"]["fy"]},
            head=7,
            row=later,
            about=about,
        )
