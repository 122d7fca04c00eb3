"""The words of a text that turn what it says, so that two wordings can be compared on them: no, only, unless, shall.

    turning_words_in("It shall not be sold, except abroad.")      {"shall": 1, "not": 1, "except": 1}

Sense itself cannot be compared; these few words are those by which a mended sentence most often says something else.
"""

import re
import unicodedata
from collections import Counter

from plans.amounts_in_text import WORD

#: Each line is one word in its spellings; the first is the one that is counted.
_WORDS = """
not cannot
no none nor neither
never
without
except excepting excluding
unless
only solely
shall must
may might
नहीं नही न ना मत
बिना बगैर
सिवाय सिवा छोड़कर
केवल सिर्फ मात्र
अनिवार्य आवश्यक
चाहिए चाहिये
यदि अगर
"""


def _spelt(text):
    return unicodedata.normalize("NFC", text)


_COUNTED = {_spelt(word): line.split()[0] for line in _WORDS.strip().splitlines() for word in line.split()}
_CONTRACTED = re.compile(r"\b\w+n['\u2019]t\b", re.IGNORECASE)
# The month is no permission.
_MONTH = re.compile(r"\bMay\b(?=[\s,]*\d)|(?<=\d )May\b")
_TOKEN = re.compile(WORD)


def turning_words_in(text):
    """How often each of these words stands in the text, whatever its spelling or case: a Counter."""
    text = _CONTRACTED.sub(" not ", _MONTH.sub(" ", _spelt(text)))
    found = (_COUNTED.get(match[0].casefold()) for match in _TOKEN.finditer(text))
    return Counter(word for word in found if word)
