"""A target ten or a hundred times its baseline is asked back in words: lakh for crore, rupees for lakh?

Source: domain dossier 5.5 (lakh and crore are mixed up); the national yardstick is growth of ten percent and more a year.
"""

from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.reading import called, code, goal, number, shown

NUMBER = 17
TITLE = _("No slip between lakh and crore")
WRONG = _(
    "A figure is ten or a hundred times the one it should be near: a target and its baseline, a fact and the same "
    "fact of another year; or a baseline differs from the product's own chapter."
)
RESTS_ON = _("Lakh and crore are taken for each other. The nation's own yardstick is growth of ten percent and more a year.")
LEVELS = (WARNING,)

TEN, HUNDRED = 10, 100
MONEY = {"inr_crore", "inr_lakh", "usd_million"}


def check(plan):
    for target in plan["targets"]:
        if code(target["kind"]) == "rank":
            continue
        yield from _jump(target, number(target["baseline"]), goal(target))
    yield from _against_chapters(plan)
    yield from _from_year_to_year(plan)


def _jump(target, before, after):
    if not before or not after:
        return
    times = max(abs(after / before), abs(before / after))
    if times < TEN:
        return
    about, unit = called(target), target["unit"]["label"]
    if times >= HUNDRED:
        question = _("“%(target)s” goes from %(before)s to %(after)s, a hundredfold or more. Is one of them in another unit?")
    else:
        question = _("“%(target)s” goes from %(before)s to %(after)s, tenfold or more. Is it lakh for crore?")
    yield warning(
        question % {"target": about, "before": shown(before, unit), "after": shown(after, unit)}, head=7, row=target, about=about
    )


def _against_chapters(plan):
    """A baseline in money against the exports that the product's own chapter gives in the same unit and year."""
    exports = {}
    for chapter in plan["products"]:
        figure = chapter["exports"]
        if number(figure):
            exports[chapter["product"]["code"], code(figure["unit"]), figure["fy"]] = number(figure)
    for target in plan["targets"]:
        unit, baseline = code(target["unit"]), number(target["baseline"])
        said = exports.get((code(target["product"]), unit, target["baseline"]["fy"]))
        if target["metric"]["unit_family"] not in ("INR", "USD") or unit not in MONEY or not said or not baseline:
            continue
        if said != baseline:
            about = called(target)
            yield warning(
                _("The chapter gives exports of %(said)s, the baseline of “%(target)s” %(baseline)s for that year. Which is it?")
                % {
                    "said": shown(said, target["unit"]["label"]),
                    "target": about,
                    "baseline": shown(baseline, target["unit"]["label"]),
                },
                head=7,
                row=target,
                about=about,
            )


def _from_year_to_year(plan):
    """The same fact of two years: growth has its limits, a slip of the unit does not."""
    roads = {}
    for fact in plan["facts"]:
        if number(fact["figure"]):
            roads.setdefault((code(fact["fact"]), fact["fact"]["label"], fact["unit"]), []).append(fact)
    for road in roads.values():
        road.sort(key=lambda fact: fact["fy"] or str(fact["as_of"] or ""))
        for earlier, later in pairwise(road):
            before, after = number(earlier["figure"]), number(later["figure"])
            if (earlier["fy"], earlier["as_of"]) == (later["fy"], later["as_of"]):
                continue
            if max(abs(after / before), abs(before / after)) >= TEN:
                label = later["fact"]["label"]
                yield warning(
                    _("“%(fact)s” goes from %(before)s to %(after)s, tenfold or more. Is one of them in another unit?")
                    % {"fact": label, "before": shown(before, later["unit"]), "after": shown(after, later["unit"])},
                    head=later["head"],
                    row=later,
                    about=label,
                )
