"""The words of a cell: why there is no figure, which choice is meant, which day; in English and Hindi, as people spell them."""

import re
from datetime import date, datetime
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from common.days import day_written
from common.digits import western_digits
from common.refusals import Refusal
from common.text import fold
from plans.models import FigureState

MOST_SHOWN = 60


class Unreadable(Refusal):
    """The cell cannot be read in one way only; the sentence says why and what to write."""


_SPACE = re.compile(r"[^\S\n]+")


def one_line(text):
    """One line: every kind of space is a space, line breaks too."""
    return "" if text is None else _SPACE.sub(" ", str(text).replace("\n", " ")).strip()


#: Words that could be two of the four: zero, not recorded, not applicable, withheld.
_TWO_MEANINGS = {"na": "n", "n a": "n", "nil": "z", "none": "z", "": "z"}


@cache
def _absences():
    words = {"not available": FigureState.MISSING, "उपलब्ध नहीं": FigureState.MISSING, "not estimated": FigureState.MISSING}
    words = {fold(word): state for word, state in words.items()}
    for language in ("en", "hi"):
        with translation.override(language):
            for state in (FigureState.MISSING, FigureState.NOT_APPLICABLE, FigureState.WITHHELD):
                words[fold(str(state.label))] = state
                words.setdefault(fold(state.value.replace("_", " ")), state)
    return words


def absence_in(text):
    """The reason why there is no figure, where the cell gives one in either language; None for anything else."""
    folded = fold(text)
    if folded in _absences():
        return _absences()[folded]
    if (meaning := _TWO_MEANINGS.get(folded)) is None:
        return None
    if meaning == "n":
        raise Unreadable(
            _("“%(text)s” can mean not available or not applicable. Write “not recorded” or “not applicable”.")
            % {"text": text[:MOST_SHOWN]}
        )
    raise Unreadable(
        _("“%(text)s” can mean zero or that nobody has counted. Write 0 or “not recorded”.") % {"text": text[:MOST_SHOWN]}
    )


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan जनवरी", "february feb फरवरी फ़रवरी", "march mar मार्च", "april apr अप्रैल", "may मई", "june jun जून",
            "july jul जुलाई", "august aug अगस्त", "september sep sept सितंबर सितम्बर", "october oct अक्टूबर अक्तूबर",
            "november nov नवंबर नवम्बर", "december dec दिसंबर दिसम्बर",
        ),
        start=1,
    )
    for name in (fold(word) for word in names.split())
}  # fmt: skip
_DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]+([^\W\d][^\d\s,./-]*)[\s.,/-]+(\d{4}|\d{2})")


def day_of(raw):
    """The day in a cell: 2027-03-31, 31-03-2027 (also with dots or slashes), 31 March 2027 or 31-Mar-27. Raises Unreadable."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    plain = western_digits(one_line(raw))
    if found := day_written(plain):
        return found
    words = _DAY_IN_WORDS.fullmatch(plain)
    if words and (month := _MONTHS.get(fold(words[2]))):
        year = int(words[3]) + (2000 if len(words[3]) == 2 else 0)
        try:
            return date(year, month, int(words[1]))
        except ValueError:
            pass
    raise Unreadable(
        _("“%(text)s” is not a day that can be read in one way only. Write it like 31-03-2027 or 31 March 2027.")
        % {"text": str(raw)[:MOST_SHOWN]}
    )


#: What people write for a choice, beside its label in both languages and its code.
_SPELT = {
    "inr_crore": ("crore", "rs crore", "inr crore", "crores", "rs cr", "करोड़", "करोड़ रुपये"),
    "inr_lakh": ("lakh", "rs lakh", "inr lakh", "lakhs", "rs lakhs", "lac", "लाख", "लाख रुपये"),
    "usd_million": ("usd million", "us million", "million usd", "usd mn", "million us", "दस लाख डॉलर"),
    "percent": ("%", "per cent", "pct", "प्रतिशत"),
    "tonne": ("mt", "tonne", "ton", "tons", "metric tonne", "metric tonnes", "t", "टन"),
    "kg": ("kgs", "kilogram", "kilograms", "किग्रा"),
    "piece": ("pcs", "pieces", "nos", "no", "number"),
    "persons": ("person", "people", "व्यक्ति"),
    "firms": ("firm", "exporters", "exporter"),
    "units": ("unit",),
    "cfc": ("cfc", "common facility center"),
    "gi_registration": ("gi", "gi tag", "gi tagging"),
    "testing_lab": ("lab", "laboratory", "testing lab"),
    "policy_ask": ("policy", "reform"),
    "e_commerce": ("ecommerce",),
    "centre": ("central", "centre", "union government", "केंद्र"),
    "union": ("central", "centre", "union government", "केंद्र"),
    "state": ("state government", "राज्य सरकार"),
    "immediate": ("at once", "immediately"),
    "short": ("short", "short term", "अल्प", "अल्पकालिक"),
    "medium": ("medium", "mid term", "medium term", "mid", "मध्यम", "मध्यकालिक"),
    "long": ("long", "long term", "दीर्घ", "दीर्घकालिक"),
    "increase": ("up", "more", "increase"),
    "decrease": ("down", "less", "decrease"),
    "percent_over_baseline": ("percent over baseline", "growth", "% over baseline"),
    "not_identified": ("not identified",),
}


@cache
def choices_of(model, field):
    """{folded word: code} in both languages."""
    choices = [(code, label) for code, label in model._meta.get_field(field).flatchoices if code != ""]
    known = {}
    for language in ("en", "hi"):
        with translation.override(language):
            for code, label in choices:
                known.setdefault(folded(str(label)), str(code))
    for code, _label in choices:
        for word in (str(code), str(code).replace("_", " "), *_SPELT.get(str(code), ())):
            known.setdefault(folded(word), str(code))
    return known


def folded(text):
    # A percent sign alone is a unit; folding would leave nothing of it.
    return fold(text) or text.strip()


def choices_in_words(column):
    labels = [str(label) for code, label in column.model._meta.get_field(column.fields[0]).flatchoices if code != ""]
    return ", ".join(labels)
