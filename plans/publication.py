"""What a publisher looks at before a text becomes public: contacts found in it, and what there is in the other language."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.recording import events_of
from common.clock import INDIA
from common.text import tidy
from plans.models import Head
from plans.private_contacts import EMAIL, Contact, contacts_of

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
            return _("Title or file number")
        return ", ".join(part for part in (f"{self.head}. {Head(self.head).label}", self.contact.about) if part)


def findings_of(plan):
    """The Findings in a frozen plan (a structure as read back), in the order of the text."""
    rows = {row["uid"]: row for listed in plan.values() if isinstance(listed, list) for row in listed}
    found = []
    for contact in contacts_of(plan):
        text = _text_at(rows.get(contact.uid, plan), contact.key)
        before, _words, after = text.partition(contact.words)
        found.append(Finding(contact, _tail(before), _front(after)))
    return found


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
