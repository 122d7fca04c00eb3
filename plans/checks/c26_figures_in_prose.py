"""Area and population in the prose of the profile are those of its facts.

Source: Thanjavur's plan: 3,602.86 and 3,396.57 sq km on one page. Only figures of the size of the district are compared,
so that the area of a block or a lake is left alone.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.digits import western_digits
from plans.checks.finding import WARNING, warning
from plans.checks.reading import code, number, shown

NUMBER = 26
TITLE = _("The prose repeats the facts as they are")
WRONG = _("The text of the district profile gives another area or population than its facts, or two that differ.")
RESTS_ON = _("The plan of Thanjavur gives the area of the district as 3,602.86 and as 3,396.57 sq km on one page.")
LEVELS = (WARNING,)

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
# "in 2011", "(2011)": the year that stands between the word and its figure.
_YEAR = r"(?:[^.\n\d]{0,40}(?:19|20)\d\d(?![\d,]))?"
FINDING = {
    "area_sq_km": re.compile(
        rf"(?:area|क्षेत्रफल){_YEAR}[^.\n\d]{{0,60}}{_NUMBER}\s*(?:sq\.?\s?km|square\s?kilomet|km²|वर्ग\s?कि)", re.IGNORECASE
    ),
    "population": re.compile(rf"(?:population|जनसंख्या){_YEAR}[^.\n\d]{{0,60}}{_NUMBER}", re.IGNORECASE),
}
FIRST_YEAR, LAST_YEAR = 1900, 2100


def check(plan):
    text = "\n".join(western_digits(section.get("text") or "") for section in plan["sections"] if section["head"] == 1)
    for fact, pattern in FINDING.items():
        facts = [number(row["figure"]) for row in plan["facts"] if code(row["fact"]) == fact]
        facts = [value for value in facts if value]
        prose = list(dict.fromkeys(_numbers(pattern, text)))
        for n, said in enumerate(prose):
            if said in facts:
                continue
            other = _of_its_size(said, facts)
            if other is not None:
                yield warning(
                    _("The text of head 1 says %(said)s where its fact “%(fact)s” says %(known)s. Which is it?")
                    % {"said": shown(said), "fact": _NAMES[fact], "known": shown(other)},
                    head=1,
                )
            elif (other := _of_its_size(said, prose[:n])) is not None:
                yield warning(
                    _("The text of head 1 says %(one)s and %(other)s for “%(fact)s”. Which is it?")
                    % {"one": shown(other), "other": shown(said), "fact": _NAMES[fact]},
                    head=1,
                )


def _of_its_size(value, others):
    """The first of the others that could be meant for the same, None where none is near."""
    return next((one for one in others if value and Decimal("0.5") < value / one < 2), None)


_NAMES = {"area_sq_km": _("Area, sq km"), "population": _("Population, persons")}


def _numbers(pattern, text):
    for match in pattern.finditer(text):
        value = Decimal(match[1].replace(",", ""))
        # "Population 2011: 24,05,890": a year is no count of people.
        if value and ("," in match[1] or not FIRST_YEAR <= value <= LAST_YEAR):
            yield value
