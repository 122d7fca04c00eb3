"""Digits of every script written as 0-9."""

import unicodedata

#: Marks that only say in which direction text is read; copied along from right-to-left sheets, never meant in a number.
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = str.maketrans("", "", DIRECTION_MARKS)


def without_direction(text: str) -> str:
    """`text` without the marks of writing direction."""
    return text.translate(_MARKS)


def western_digits(text: str) -> str:
    """`text` with every decimal digit (Devanagari, Arabic-Indic, full width ...) as 0-9, without marks of direction."""
    if text.isascii():
        return text
    text = without_direction(text)
    return "".join(
        str(unicodedata.decimal(character)) if unicodedata.decimal(character, None) is not None else character
        for character in text
    )
