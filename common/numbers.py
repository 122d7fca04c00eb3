"""Numbers as people in India write them.

Forgiven where the meaning is sure: Indian grouping (12,34,567) and Western
grouping (1,234,567), spaces of every width as grouping, digits of every script.
Refused where it is not: 1,5 is one and a half in one country and a slip in
another.
"""

import math
import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.digits import western_digits
from common.refusals import Refusal

MOST_DIGITS = 30

_PLAIN = re.compile(r"\d+")
_WESTERN = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(,\d{2})*,\d{3}")
_SIGNS = {"-": "-", "\u2212": "-", "+": ""}


class NotANumber(Refusal):
    """The text is no number, or could be two."""


def _refuse(text):
    shown = text if len(text) <= 40 else text[:40] + "…"
    return NotANumber(
        _("“%(text)s” is not a number that can be read in one way only. Write it like 1234567.50 or 12,34,567.50.")
        % {"text": shown}
    )


def parse_decimal(text) -> Decimal:
    """The number written in `text`, with the decimals it was written with.

    Takes text, and int, Decimal or float as a spreadsheet cell holds them (a
    float counts as the shortest text that names it). Raises NotANumber.
    """
    if isinstance(text, bool) or text is None:
        raise _refuse("" if text is None else str(text))
    if isinstance(text, (int, Decimal)):
        number = Decimal(text)
        if not number.is_finite():
            raise _refuse(str(text))
        return number
    if isinstance(text, float):
        if not math.isfinite(text):
            raise _refuse(str(text))
        return Decimal(repr(text))

    bare = western_digits(text).strip()
    # The Arabic decimal mark and grouping mark have one meaning each.
    bare = bare.replace("\u066b", ".").replace("\u066c", ",")
    sign = ""
    if bare[:1] in _SIGNS:
        sign, bare = _SIGNS[bare[0]], bare[1:].lstrip()
    bare = "".join("," if unicodedata.category(c) == "Zs" else c for c in bare)
    whole, dot, fraction = bare.partition(".")
    if dot and not _PLAIN.fullmatch(fraction):
        raise _refuse(text)
    if not whole and dot:
        whole = "0"
    if not any(form.fullmatch(whole) for form in (_PLAIN, _WESTERN, _INDIAN)):
        raise _refuse(text)
    digits = whole.replace(",", "")
    if len(digits) + len(fraction) > MOST_DIGITS:
        raise _refuse(text)
    return Decimal(sign + digits + dot + fraction)


def parse_count(text) -> int | None:
    """The whole number that `text` writes in digits alone, at most 18 of them; None for anything else.

    For numbers in addresses: "²" is a digit to str.isdigit(), and 5,000 digits are more than int() takes.
    """
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 18 else None


def _parts(number):
    if not isinstance(number, (int, Decimal)) or isinstance(number, bool):
        raise TypeError(f"Numbers are shown from int or Decimal, not {type(number).__name__}.")
    plain = format(number, "f") if isinstance(number, Decimal) else str(number)
    sign = "-" if plain.startswith("-") else ""
    whole, dot, fraction = plain.removeprefix("-").partition(".")
    return sign, whole, dot + fraction


def group_western(number: Decimal | int) -> str:
    """1234567.50 as "1,234,567.50"; the decimals stay as they are."""
    sign, whole, rest = _parts(number)
    return f"{sign}{int(whole):,}{rest}"


def group_indian(number: Decimal | int) -> str:
    """1234567.50 as "12,34,567.50"; the decimals stay as they are."""
    sign, whole, rest = _parts(number)
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return f"{sign}{','.join([*groups, tail])}{rest}"
