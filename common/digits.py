"""Digits of every script written as 0-9."""

import unicodedata


def western_digits(text: str) -> str:
    """`text` with every decimal digit (Devanagari, Arabic-Indic, full width ...) as 0-9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if unicodedata.decimal(character, None) is not None else character
        for character in text
    )
