"""Facts of the profile agree with each other: no field larger than the district, men and women add up to all.

Source: Tiruvarur's plan: net cultivated area 3,22,859 ha in a district of 2,097.09 sq km; Thanjavur's opening pages.
Figures of people are held to those of the same day or year: two censuses do not add up.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.text import fold
from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.reading import code, number, shown

NUMBER = 18
TITLE = _("Areas and populations agree with each other")
WRONG = _(
    "Fields or forests are larger than the district; men and women do not add up to everyone; a part is more than "
    "the whole (error). An area or a density is unlike any district of India (warning)."
)
RESTS_ON = _("The plan of Tiruvarur gives 3,22,859 hectares of fields in a district of 2,097.09 sq km.")
LEVELS = (ERROR, WARNING)

HECTARES = {"ha": 1, "hectare": 1, "hectares": 1, "हेक्टेयर": 1, "sq km": 100, "sqkm": 100, "km2": 100, "वर्ग किमी": 100}
HECTARES_PER_SQ_KM = Decimal(100)
# Kachchh has 45,674 sq km and Mahe 9; the densest districts have less than 40,000 persons on one, the emptiest about one.
LARGEST_SQ_KM, SMALLEST_SQ_KM = 46_000, 5
DENSEST, EMPTIEST = 60_000, Decimal("0.5")
PARTS_OF_THE_LAND = ("net_sown_area_ha", "forest_area_ha")
PARTS_OF_THE_PEOPLE = ("literates", "population_male", "population_female", "industry_employment")


def check(plan):
    facts = [fact for fact in plan["facts"] if number(fact["figure"]) is not None]
    areas = [number(fact["figure"]) for fact in facts if code(fact["fact"]) == "area_sq_km"]
    if areas:
        yield from _land(facts, max(areas))
        yield from _sizes(plan, facts)
    for same_day in _by_date(facts):
        yield from _people(same_day)


def _land(facts, area):
    """Fields, forests and whatever else is an area, against the area of the district."""
    known = {}
    for fact in facts:
        label, value = fact["fact"]["label"], number(fact["figure"])
        is_part = code(fact["fact"]) in PARTS_OF_THE_LAND
        hectares = value if is_part else _hectares(fact, value)
        if hectares is None:
            continue
        if is_part:
            known[code(fact["fact"])] = max(hectares, known.get(code(fact["fact"]), 0))
        if hectares > area * HECTARES_PER_SQ_KM:
            say = error if is_part else warning
            yield say(
                _("%(part)s, %(hectares)s ha, is more than the whole district, %(area)s sq km. Look at both figures.")
                % {"part": label, "hectares": shown(hectares), "area": shown(area)},
                head=fact["head"],
                row=fact,
                about=label,
            )
    if len(known) > 1 and max(known.values()) <= area * HECTARES_PER_SQ_KM < sum(known.values()):
        yield error(
            _("Fields and forests together, %(hectares)s ha, are more than the whole district, %(area)s sq km.")
            % {"hectares": shown(sum(known.values())), "area": shown(area)},
            head=1,
        )


def _hectares(fact, value):
    """Another fact that is given in a unit of area, in hectares; None for every other."""
    times = HECTARES.get(fold(fact["unit"])) if code(fact["fact"]) == "other" else None
    return value * times if times else None


def _sizes(plan, facts):
    """An area or a density no district of India has; a State may be larger."""
    by_code = {code(fact["fact"]): fact for fact in reversed(facts)}
    whole = by_code["area_sq_km"]
    area, label = number(whole["figure"]), whole["fact"]["label"]
    if plan["place"]["kind"] == "district" and not SMALLEST_SQ_KM <= area <= LARGEST_SQ_KM:
        yield warning(
            _("%(fact)s: no district of India has %(area)s sq km. Is the figure in hectares?")
            % {"fact": label, "area": shown(area)},
            head=1,
            row=whole,
            about=label,
        )
        return
    people = by_code.get("population")
    if people and area and not EMPTIEST <= number(people["figure"]) / area <= DENSEST:
        yield warning(
            _("%(people)s persons on %(area)s sq km: no district of India is like that. Is one of the figures in another unit?")
            % {"people": shown(number(people["figure"])), "area": shown(area)},
            head=1,
            row=people,
            about=people["fact"]["label"],
        )


def _by_date(facts):
    """{fact: (value, row)} for each day or year of which facts are given: a census is held to itself alone."""
    days = {}
    for fact in facts:
        if code(fact["fact"]) != "other":
            day = days.setdefault((str(fact["as_of"] or ""), fact["fy"]), {})
            day.setdefault(code(fact["fact"]), (number(fact["figure"]), fact))
    return days.values()


def _people(facts):
    if "population" not in facts:
        return
    everyone, whole = facts["population"]
    for part in PARTS_OF_THE_PEOPLE:
        if part in facts and facts[part][0] > everyone:
            value, fact = facts[part]
            yield error(
                _("%(part)s, %(value)s, are more than the population, %(everyone)s. Look at both figures.")
                % {"part": fact["fact"]["label"], "value": shown(value), "everyone": shown(everyone)},
                head=fact["head"],
                row=fact,
                about=fact["fact"]["label"],
            )
    if "population_male" in facts and "population_female" in facts:
        men, women = facts["population_male"][0], facts["population_female"][0]
        if men + women != everyone:
            yield error(
                _("Men and women together are %(both)s, the population is %(everyone)s. Look at the three figures.")
                % {"both": shown(men + women), "everyone": shown(everyone)},
                head=whole["head"],
                row=whole,
                about=whole["fact"]["label"],
            )
