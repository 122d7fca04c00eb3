"""A target ten or a hundred times its baseline is asked back in words: lakh for crore, rupees for lakh?

Source: domain dossier 5.5 (lakh and crore are mixed up); the national yardstick is growth of ten percent and more a year.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import warning
from plans.checks.reading import called, code, goal, number, shown

NUMBER = 17
TITLE = _("No slip between lakh and crore")

TEN, HUNDRED = 10, 100
MONEY = {"inr_crore", "inr_lakh", "usd_million"}


def check(plan):
    for target in plan["targets"]:
        if code(target["kind"]) == "rank":
            continue
        yield from _jump(target, number(target["baseline"]), goal(target))
    yield from _against_chapters(plan)


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
