"""The numbers, amounts and units that stand in a text, so that two wordings can be compared on them.

    numbers_in("२०.५ lakh tonnes")      ("20.5", "lakh", "tonnes"), as of "20.5 lakh tonnes"

Another number, another unit, another order give another answer; other words around them do not.
"""

import re
import unicodedata

# "One" and "दो" are left out: they mean other things more often.
_AMOUNTS = """
two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety
hundred hundreds thousand thousands lakh lakhs lac lacs crore crores million millions billion billions trillion dozen half
double triple twice thrice per percent percentage rupee rupees rs inr usd eur dollar dollars euro euros
tonne tonnes ton tons mt quintal quintals kg kgs gram grams litre litres hectare hectares ha acre acres km sq metre metres
year years month months day days
पाँच पांच तीन चार छह छः सात आठ नौ दस बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे सौ हज़ार हजार लाख करोड़ अरब आधा दोगुना तिगुना
प्रतिशत फीसदी रुपये रुपए रुपया डॉलर टन क्विंटल किलो किग्रा लीटर हेक्टेयर एकड़ वर्ष माह महीने दिन
"""
_SIGNS = "%‰₹$€£¥"
# The digits of an address count nothing.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = r"(?<![\w.,])[-+\u2212]?\d+(?:[.,/:]\d+)*|\d+(?:[.,/:]\d+)*"
#: A word in any script, Devanagari with its vowel signs.
WORD = r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u200c\u200d])*"
_TOKEN = re.compile(rf"{_NUMBER}|[{re.escape(_SIGNS)}]|{WORD}")
_WORDS = frozenset(unicodedata.normalize("NFC", word) for word in _AMOUNTS.split())


def numbers_in(text, *, without_addresses=False):
    """Numbers, words of amount and units in their order, digits of any script as western ones.

    "20.5 crore tonnes", "205 lakh tonnes" and "lakh 20.5 tonnes" differ from "20.5 lakh tonnes".
    """
    if without_addresses:
        text = _ADDRESS.sub(" ", text)
    text = "".join(_western(character) for character in unicodedata.normalize("NFC", text))
    found = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0].isdigit() or token[0] in "-+\u2212" or token in _SIGNS:
            found.append(token.replace("\u2212", "-"))
        elif token.casefold() in _WORDS:
            found.append(token.casefold())
    return tuple(found)


def _western(character):
    number = unicodedata.decimal(character, None)
    if number is not None:
        return str(number)
    value = unicodedata.numeric(character, None)
    # ½, ² and Ⅳ are numbers of their own, parted from what stands around them.
    return character if value is None else f" {value:g} "


_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def hides_something(text):
    """Whether the text holds marks that turn or hide what is read, among which a number could change unseen."""
    return bool(_HIDDEN.search(text))
