"""What the products make together is not more than what the whole district makes.

Source: HBP 2023 chapter 3, heads 3, 7 and 10: the same exports stand under three heads of one plan, and plans typed by
hand contradict themselves (domain dossier 2.2).
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.grounds import PLANS_READ
from plans.checks.reading import called, code, name, number, shown

NUMBER = 25
TITLE = _("Products add up to no more than the district")
WRONG = _(
    "Exports, exporters or targets of the products are more than those of the whole district in the same year (error); the "
    "baseline of the district differs from its fact (warning)."
)
RESTS_ON = PLANS_READ
LEVELS = (ERROR, WARNING)

CRORE = {"inr_crore": Decimal(1), "inr_lakh": Decimal("0.01")}


def check(plan):
    whole = {
        fact["fy"]: fact
        for fact in reversed(plan["facts"])
        if code(fact["fact"]) == "exports_inr_crore" and fact["fy"] and number(fact["figure"]) is not None
    }
    yield from _chapters(plan, whole)
    yield from _exporters(plan)
    yield from _targets(plan)
    for target in plan["targets"]:
        yield from _baseline(target, whole.get(target["baseline"]["fy"]))


def _chapters(plan, whole):
    sums = {}
    for chapter in plan["products"]:
        figure = chapter["exports"]
        unit, value = code(figure["unit"]), number(figure)
        if value is not None and unit in CRORE and figure["fy"]:
            sums[figure["fy"]] = sums.get(figure["fy"], 0) + value * CRORE[unit]
    for fy, total in sums.items():
        if fy in whole and total > number(whole[fy]["figure"]):
            yield error(
                _("The products export %(sum)s crore in %(year)s, the whole district %(whole)s crore. Look at the figures.")
                % {"sum": shown(total), "year": fy, "whole": shown(number(whole[fy]["figure"]))},
                head=whole[fy]["head"],
                row=whole[fy],
                about=whole[fy]["fact"]["label"],
            )


def _exporters(plan):
    everyone = {
        (fact["fy"] or str(fact["as_of"])): number(fact["figure"])
        for fact in plan["facts"]
        if code(fact["fact"]) == "exporters" and number(fact["figure"]) is not None
    }
    if not everyone:
        return
    for chapter in plan["products"]:
        value = number(chapter["exporters"])
        if value is not None and value > max(everyone.values()):
            yield error(
                _("%(product)s has %(some)s exporters, the whole district %(all)s. Look at both figures.")
                % {"product": name(chapter["product"]), "some": shown(value), "all": shown(max(everyone.values()))},
                head=3,
                row=chapter,
                about=name(chapter["product"]),
            )


def _targets(plan):
    """Of measures that may be added up: each product once, without the rows for a single code."""
    wholes, sums = {}, {}
    for target in plan["targets"]:
        value = number(target["target"])
        may_add = target["metric"]["roll_up"] == "sum" and code(target["kind"]) == "absolute" and not target["basis"]["hs"]
        if value is None or not may_add:
            continue
        key = (
            target["metric"]["code"],
            target["metric"]["in_words"],
            target["unit"]["label"],
            target["basis"]["fy"],
            target["target"]["fy"],
        )
        if target["product"] is None:
            wholes.setdefault(key, target)
        else:
            sums.setdefault(key, {})[code(target["product"])] = value
    for key, whole in wholes.items():
        total = sum(sums.get(key, {}).values())
        if total > number(whole["target"]):
            unit = whole["unit"]["label"]
            yield error(
                _("“%(target)s” is %(whole)s for the whole district, and %(sum)s for its products together. Look at the figures.")
                % {"target": called(whole), "whole": shown(number(whole["target"]), unit), "sum": shown(total, unit)},
                head=7,
                row=whole,
                about=called(whole),
            )


def _baseline(target, fact):
    unit, value = code(target["unit"]), number(target["baseline"])
    is_whole = target["product"] is None and not target["basis"]["hs"] and target["metric"]["code"] == "exports-inr"
    if fact is None or value is None or not is_whole or unit not in CRORE or code(target["kind"]) == "rank":
        return
    if value * CRORE[unit] != number(fact["figure"]):
        yield warning(
            _("The baseline of “%(target)s” is %(one)s, the fact of that year %(other)s crore. Which is it?")
            % {
                "target": called(target),
                "one": shown(value, target["unit"]["label"]),
                "other": shown(number(fact["figure"])),
            },
            head=7,
            row=target,
            about=called(target),
        )
