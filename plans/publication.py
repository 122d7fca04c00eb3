"""What a publisher looks at before a text becomes public: contacts found in it, and what there is in the other language."""

import hashlib
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from audit.recording import events_of
from committees.papers import content_of
from common.clock import INDIA
from common.text import tidy
from plans import translations
from plans.models import Head
from plans.papers import read_paper
from plans.private_contacts import EMAIL, Contact, contacts_in, contacts_of
from plans.queries import last_paper

AROUND = 60
#: Fewer letters say nothing.
SHORTEST_WORD = 3
SENT_BACK = "plan.sent_back"


@dataclass(frozen=True)
class Finding:
    """A telephone number or e-mail address at one place of a text."""

    contact: Contact
    before: str
    after: str
    is_translation: bool = False

    @property
    def mark(self):
        """Names this finding in a form and in the record: the words and where they stand."""
        found = self.contact
        return hashlib.sha256(f"{found.head}|{found.uid}|{found.key}|{found.words}".encode()).hexdigest()[:12]

    @property
    def words(self):
        return self.contact.words

    @property
    def head(self):
        return self.contact.head

    @property
    def is_office(self):
        return self.contact.is_office

    @property
    def kind(self):
        if self.is_office:
            return _("e-mail address of a government office")
        return _("e-mail address") if self.contact.kind == EMAIL else _("telephone number")

    @property
    def place(self):
        """Where it stands, in words: head, and the row by its name."""
        if not self.head:
            return _("Title or summary, translation") if self.is_translation else _("Title or file number")
        where = [f"{self.head}. {Head(self.head).label}", self.contact.about, _("translation") if self.is_translation else ""]
        return ", ".join(part for part in where if part)


def findings_of(plan):
    """The Findings in a frozen plan (a structure as read back), in the order of the text."""
    rows = {row["uid"]: row for listed in plan.values() if isinstance(listed, list) for row in listed}
    found = []
    for contact in contacts_of(plan):
        text = _text_at(rows.get(contact.uid, plan), contact.key)
        before, _words, after = text.partition(contact.words)
        found.append(Finding(contact, _tail(before), _front(after)))
    return found


def findings_before(version, pairs=None):
    """The Findings in what becomes public with this version: the text it was decided by, and its checked translations.

    pairs: its plans.translations.pairs_of(), where the caller has read them already.
    """
    pairs = translations.pairs_of(version) if pairs is None else pairs
    found = findings_of(read_paper(content_of(last_paper(version))).data)
    for pair in pairs:
        if pair.is_checked:
            text = pair.translation.text
            where = {"head": pair.source.head, "uid": "", "about": pair.source.about, "key": pair.source.path}
            for contact in contacts_in(text):
                before, _words, after = text.partition(contact.words)
                found.append(Finding(replace(contact, **where), _tail(before), _front(after), is_translation=True))
    return found


@dataclass(frozen=True)
class InTheOtherLanguage:
    """What there is of a text in its other language, as far as another person checked it."""

    language: str
    title: str
    summary: str
    texts: int
    checked: int

    @property
    def name(self):
        return _("Hindi") if self.language == "hi" else _("English")

    def for_the_record(self):
        return {
            "language": self.language, "title": bool(self.title), "summary": bool(self.summary), "texts": self.texts,
            "checked": self.checked,
        }  # fmt: skip


def in_the_other_language(version, pairs):
    """The InTheOtherLanguage of a version with these pairs_of() it; a title typed beside the text counts too."""
    language = str(translations.other_language(version))
    shown = {pair.source.path: pair.translation.text for pair in pairs if pair.is_checked}
    title = shown.get(translations.TITLE) or (version.title_hi if language == "hi" else "")
    return InTheOtherLanguage(language, title, shown.get(translations.SUMMARY, ""), len(pairs), len(shown))


def unexplained(findings, reasons):
    """Those that have no word why they may stand; an office's own address needs none."""
    return [one for one in findings if not one.is_office and len(tidy(str(reasons.get(one.mark) or ""))) < SHORTEST_WORD]


def for_the_record(findings, reasons):
    """What is kept with the version of each finding: the words, where, of an office or why they may stand."""
    return [
        {
            "words": one.words,
            "head": one.head,
            "uid": one.contact.uid,
            "key": one.contact.key,
            **({"office": True} if one.is_office else {"why": tidy(str(reasons[one.mark]))}),
        }
        for one in findings
    ]


@dataclass(frozen=True)
class SentBack:
    """One time a publisher gave an adopted text back to its office instead of publishing it."""

    when: str
    who: str
    remark: str


def sent_back(version):
    """Those times, the latest first. One query."""
    return [
        SentBack(f"{event.at.astimezone(INDIA):%d-%m-%Y}", event.actor_name, event.data.get("remark", ""))
        for event in events_of(version).filter(verb=SENT_BACK)
    ]


def _text_at(row, key):
    """The text under a key of plans.private_contacts; lists count from one there."""
    value = row
    for part in key.split("."):
        if isinstance(value, list):
            place = int(part) - 1
            value = value[place] if part.isdecimal() and 0 <= place < len(value) else ""
        else:
            value = value.get(part, "") if isinstance(value, dict) else ""
    return value if isinstance(value, str) else ""


def _tail(text):
    text = " ".join(text.split())
    return text if len(text) <= AROUND else f"…{text[-AROUND:]}"


def _front(text):
    text = " ".join(text.split())
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"
