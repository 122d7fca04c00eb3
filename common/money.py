"""Money: whole rupees inside, rupees, lakh or crore on the screen."""

import re
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.numbers import NotANumber, group_indian, parse_decimal
from common.refusals import Refusal

RUPEES_IN = {"rupee": 1, "lakh": 100_000, "crore": 10_000_000}
UNIT_NAMES = {"rupee": _("rupees"), "lakh": _("lakh"), "crore": _("crore")}
# Below 2^53, so that every amount can stand in canonical JSON.
MOST_RUPEES = 10**15

_SYMBOL = re.compile(r"^\s*(₹|rs\.?|inr)\s*", re.IGNORECASE)
_SLASH = re.compile(r"\s*/-\s*$")
_WORDS = {
    "crore": ("crores", "crore", "cr.", "cr", "करोड़", "करोड़"),
    "lakh": ("lakhs", "lakh", "lacs", "lac", "लाख"),
    "rupee": ("rupees", "rupee", "रुपये", "रुपए"),
}


class NotAnAmount(Refusal):
    """The text is no amount of whole rupees."""


def _split_unit(text):
    folded = text.strip().casefold()
    for unit, words in _WORDS.items():
        for word in words:
            if folded.endswith(word):
                return folded[: -len(word)].strip(), unit
    return folded, None


def unit_named(text: str) -> str:
    """The unit that the end of `text` names ("rupee", "lakh" or "crore"), "" where it names none."""
    return _split_unit(_SLASH.sub("", text))[1] or ""


def parse_rupees(text, unit: str = "rupee") -> int:
    """The amount in `text`, typed in `unit` ("rupee", "lakh" or "crore"), as whole rupees.

    A symbol (₹, Rs., INR), "/-" and the unit as a word are understood. Raises
    NotAnAmount when the word contradicts `unit`, when a part of a rupee is left
    over, when the amount is below zero or beyond 10^15 rupees, or when it is no
    number.
    """
    if unit not in RUPEES_IN:
        raise ValueError(f"Money is typed in {', '.join(RUPEES_IN)}, not {unit}.")
    word = None
    if isinstance(text, str):
        bare = _SLASH.sub("", _SYMBOL.sub("", text))
        bare, word = _split_unit(bare)
        text_shown = text
    else:
        bare, text_shown = text, str(text)
    if word and word != unit and unit != "rupee":
        raise NotAnAmount(
            _("“%(text)s” names %(word)s, but this amount is asked for in %(unit)s. Write it in %(unit)s.")
            % {"text": text_shown, "word": UNIT_NAMES[word], "unit": UNIT_NAMES[unit]}
        )
    try:
        number = parse_decimal(bare)
    except NotANumber as refused:
        raise NotAnAmount(
            _("“%(text)s” is not an amount that can be read in one way only. Write it like 5.50 or 12,34,567.")
            % {"text": text_shown[:40]}
        ) from refused
    if abs(number) > MOST_RUPEES:
        rupees = number
    else:
        rupees = number * RUPEES_IN[word or unit]
    if rupees < 0:
        raise NotAnAmount(_("An amount cannot be below zero. Write it without the minus sign."))
    if rupees > MOST_RUPEES:
        raise NotAnAmount(_("This amount is above 10 crore crore rupees. Check the unit beside it."))
    if rupees != int(rupees):
        raise NotAnAmount(_("“%(text)s” is not a whole number of rupees. Leave out the paise.") % {"text": text_shown})
    return int(rupees)


def best_unit(rupees: int) -> str:
    """The largest unit of which `rupees` holds at least one."""
    return next((unit for unit in ("crore", "lakh") if abs(rupees) >= RUPEES_IN[unit]), "rupee")


def show_rupees(rupees: int, unit: str = "crore") -> str:
    """`rupees` as "₹5.50 crore": exact, in Indian grouping, at least two decimals in lakh and crore.

    parse_rupees reads it back to the same number.
    """
    if unit == "rupee":
        return f"{'-' if rupees < 0 else ''}₹{group_indian(abs(rupees))}"
    decimals = len(str(RUPEES_IN[unit])) - 1
    exact = format(Decimal(abs(rupees)).scaleb(-decimals), f".{decimals}f")
    whole, _dot, fraction = exact.partition(".")
    fraction = fraction.rstrip("0").ljust(2, "0")
    amount = group_indian(Decimal(f"{whole}.{fraction}"))
    unit_name = {"lakh": gettext("lakh"), "crore": gettext("crore")}[unit]
    return f"{'-' if rupees < 0 else ''}₹{amount} {unit_name}"
