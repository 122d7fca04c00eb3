"""Text: tidied for keeping, folded for matching."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# Dropped without a gap: "Y.S.R." is "YSR" and "Sant Ravidas'" is "Sant Ravidas".
_SILENT = re.compile(r"[.'’‘`ʼ\u200b-\u200d\u2060\ufeff\u00ad]")
_NUKTA = "\u093c"


def tidy(text: str) -> str:
    """`text` in NFC, without spaces at its ends and without invisible or control characters.

    Line breaks and tabs inside stay; joiners stay too, Devanagari needs them.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in text if unicodedata.category(c) != "Cc" or c in "\n\t")
    return "".join(kept).replace("\ufeff", "").strip()


def _is_accent(character):
    # Latin accents only: the vowel signs of Indian scripts are marks too, and carry the name.
    return "\u0300" <= character <= "\u036f" or character == _NUKTA


def _fold_once(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not _is_accent(c))
    text = _SILENT.sub("", text).replace("&", " and ")
    text = "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in text)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def fold(text: str) -> str:
    """`text` as it is compared: no case, accents or punctuation, one space between words.

    "Dadra & Nagar-Haveli" and "DADRA AND NAGAR HAVELI" fold to the same. Folding
    twice changes nothing.
    """
    folded = _fold_once(text)
    # Rare compatibility characters need a second pass before they settle.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded
