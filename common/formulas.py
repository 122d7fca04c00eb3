"""Cells that a spreadsheet would run instead of show."""

# "=1+1" and its kin; a tab or a line break before it is skipped by some programs.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read it as a formula. For words, not for numbers."""
    return f"'{text}" if text.startswith(_BEGINNINGS) else text
