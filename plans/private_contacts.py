"""Finding what looks like a telephone number or an e-mail address in a plan, and where it stands.

One detector for the check while writing and for the check list at publication. It reports and never removes: an office's
own number may be meant to be public, so a person looks at each.
"""

import re
from dataclasses import dataclass, replace

from plans.freezing import HEAD_OF_LIST

PHONE, EMAIL = "phone", "email"

# Ten digits from 6 to 9 on, grouped as people write them, with or without the country's code. A digit, a letter, a point
# or a comma right before or after makes it a part of something else: a figure, an identity, a file number.
_GAP = "[ \u00a0\u2009\u202f.\u2010-\u2013-]"
_MOBILE = re.compile(
    rf"(?<![\w.,/])(?:(?:\+|00)?\(?91\)?{_GAP}{{0,2}}|0{_GAP}?)?"
    rf"(?:[6-9]\d{{9}}|[6-9]\d{{4}}{_GAP}\d{{5}}|[6-9]\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}|[6-9]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|[6-9]\d{{3}}{_GAP}\d{{6}})(?![\w/]|[.,]\d)"
)
# A code of the exchange with its nought and the number, eleven digits together; the gap is needed, figures have none there.
_LANDLINE = re.compile(rf"(?<![\w.,/])(?:\(0\d{{2,4}}\)|0\d{{2,4}}){_GAP}{{1,2}}\d{{3,4}}{_GAP}?\d{{3,4}}(?![\w/]|[.,]\d)")
_EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?[\[(]\s?at\s?[\])]\s?)[\w-]+(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[\w-]+)+",
    re.IGNORECASE,
)
# Spelled out in words; both words are needed, or "available at erode.nic.in" would be one.
_SPOKEN = re.compile(r"[\w.+-]+\sat\s[\w-]+(?:\sdot\s[\w-]+)+", re.IGNORECASE)
_MAY_HOLD_PHONE = re.compile(r"\d{3}[^\n]{0,3}\d{3}")
#: One of these stands in every e-mail address that the patterns above find.
_SIGNS_OF_EMAIL = ("@", "[", "(", "dot")
_MONEY_BEFORE = re.compile(r"(?:₹|rs\.?|inr|us\$|\$)\s*$", re.IGNORECASE)
_OFFICE = re.compile(r"[.@](?:gov|nic|mil|res)\.in$")
_LANDLINE_DIGITS = 11

#: The lists of a plan, and the key that names a row.
_LISTS = {
    "sections": "label",
    "facts": "fact",
    "products": "product",
    "bottlenecks": "statement",
    "interventions": "title",
    "targets": "metric",
    "incentives": "scheme",
    "training_needs": "subject",
}
_NOT_TYPED = {
    "uid", "replaces", "part_of", "addresses", "code", "name", "name_hi", "acronym", "edition", "heading",
    "state", "unit_family", "roll_up",
}  # fmt: skip


@dataclass(frozen=True)
class Contact:
    """What was found: the words as they stand, of which kind, and where: head (0 for the cover), row, its name, its key."""

    words: str
    kind: str
    head: int = 0
    uid: str = ""
    about: str = ""
    key: str = ""

    @property
    def is_office(self):
        """Whether it is an e-mail address of a government's domain, which may be meant for the public."""
        plain = re.sub(r"\s?[\[(]\s?(?:dot|at)\s?[\])]\s?|\s(?:dot|at)\s", ".", self.words.lower())
        return self.kind == EMAIL and bool(_OFFICE.search(plain))


def contacts_in(text):
    """The Contacts of one text in its order, each once. Digits of Indian scripts count; a sum of money does not."""
    plain = _ascii_digits(text)
    # A plan has sixty thousand characters, most of them far from any contact.
    asked = [(PHONE, _MOBILE), (PHONE, _LANDLINE)] if _MAY_HOLD_PHONE.search(plain) else []
    lower = plain.lower()
    if any(sign in lower for sign in _SIGNS_OF_EMAIL):
        asked += [(EMAIL, _EMAIL), (EMAIL, _SPOKEN)]
    found = []
    for kind, pattern in asked:
        for match in pattern.finditer(plain):
            if kind == PHONE and not _is_phone(pattern, match, plain):
                continue
            words = text[match.start() : match.end()].strip()
            found.append((match.start(), Contact(words.rstrip("."), kind)))
    return list(dict.fromkeys(contact for _start, contact in sorted(found, key=lambda one: one[0])))


def contacts_of(plan):
    """The Contacts of a plan as plans.freezing.paper_of() writes it, or as read back, with the place of each."""
    return [replace(contact, key=key, **where) for where, key, words in texts_of(plan) for contact in contacts_in(words)]


def texts_of(plan):
    """(place, key, text) of every text somebody typed into a plan, empty ones left out; the place as a dict of head, uid, about.

    Identities, codes and figures are no text, and what the register calls a product or a measure was not typed here.
    """
    for key in ("title", "file_number"):
        if plan.get(key):
            yield {"head": 0, "uid": "", "about": ""}, key, plan[key]
    for name, called in _LISTS.items():
        for row in plan[name]:
            where = {"head": HEAD_OF_LIST.get(name) or row["head"], "uid": row["uid"], "about": _name(row[called])}
            for key, words in _texts(row):
                yield where, key, words


def _texts(written, key=""):
    """(key, text) of every text inside; lists count from one."""
    if isinstance(written, str):
        if written:
            yield key, written
    elif isinstance(written, dict):
        for name, value in written.items():
            if name not in _NOT_TYPED:
                yield from _texts(value, f"{key}.{name}" if key else name)
    elif isinstance(written, list):
        for n, value in enumerate(written, 1):
            yield from _texts(value, f"{key}.{n}")


def _name(called):
    if isinstance(called, dict):
        return called.get("in_words") or called.get("label") or called.get("name") or ""
    return called[:80]


def _is_phone(pattern, match, text):
    if _MONEY_BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
        return False
    return pattern is not _LANDLINE or sum(c.isdigit() for c in match.group()) == _LANDLINE_DIGITS


def _ascii_digits(text):
    """The text with the digits of every script as 0 to 9, character by character, so that places stay."""
    if text.isascii():
        return text
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)
