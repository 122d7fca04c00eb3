"""Facts of the profile agree with each other: no field larger than the district, men and women add up to all.

Source: Tiruvarur's plan: net cultivated area 3,22,859 ha in a district of 2,097.09 sq km; Thanjavur's opening pages.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import error
from plans.checks.reading import code, number, shown

NUMBER = 18
TITLE = _("Areas and populations agree with each other")

HECTARES_PER_SQ_KM = Decimal(100)


def check(plan):
    facts = {}
    for fact in plan["facts"]:
        value = number(fact["figure"])
        if value is not None and code(fact["fact"]) != "other":
            facts.setdefault(code(fact["fact"]), (value, fact))
    for part in ("net_sown_area_ha", "forest_area_ha"):
        if part in facts and "area_sq_km" in facts:
            (hectares, fact), (area, _whole) = facts[part], facts["area_sq_km"]
            if hectares > area * HECTARES_PER_SQ_KM:
                yield error(
                    _("%(part)s, %(hectares)s ha, is more than the whole district, %(area)s sq km. Look at both figures.")
                    % {"part": fact["fact"]["label"], "hectares": shown(hectares), "area": shown(area)},
                    head=1,
                    row=fact,
                    about=fact["fact"]["label"],
                )
    yield from _people(facts)


def _people(facts):
    if "population" not in facts:
        return
    everyone, whole = facts["population"]
    for part in ("literates", "population_male", "population_female", "industry_employment"):
        if part in facts and facts[part][0] > everyone:
            value, fact = facts[part]
            yield error(
                _("%(part)s, %(value)s, are more than the population, %(everyone)s. Look at both figures.")
                % {"part": fact["fact"]["label"], "value": shown(value), "everyone": shown(everyone)},
                head=1,
                row=fact,
                about=fact["fact"]["label"],
            )
    if "population_male" in facts and "population_female" in facts:
        men, women = facts["population_male"][0], facts["population_female"][0]
        if men + women != everyone:
            yield error(
                _("Men and women together are %(both)s, the population is %(everyone)s. Look at the three figures.")
                % {"both": shown(men + women), "everyone": shown(everyone)},
                head=1,
                row=whole,
                about=whole["fact"]["label"],
            )
