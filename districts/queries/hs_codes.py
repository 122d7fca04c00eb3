"""What a typed HS code means."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.digits import western_digits
from common.refusals import Refusal
from districts.models import CURRENT_EDITION, HSCode, HSLevel

# Dots, spaces and dashes are how people set codes: 0713.20, 0713 20 00, 0713-20.
_SEPARATORS = re.compile(r"[\s.\-\u00a0\u202f\u2010-\u2013]+")


class UnknownHSCode(Refusal):
    """The text is no code of this edition, or one that nothing is exported under."""


@dataclass(frozen=True)
class HSAnswer:
    """A code as kept, and the row of the edition it is shown under.

    `heading` is the 4-digit row, or the chapter where only two digits were
    typed. `checked` is false below the heading: those digits were not looked up.
    """

    code: str
    heading: HSCode
    checked: bool
    edition: str

    @property
    def note(self):
        """What to say beside the code; empty where it was looked up as a whole."""
        return "" if self.checked else _("not checked below the heading")


def plain_code(text: str) -> str:
    """The digits of a typed code: "0713.20" and "०७१३ २०" are "071320"."""
    return _SEPARATORS.sub("", western_digits(text or ""))


def resolve_hs(text: str, edition: str = CURRENT_EDITION) -> HSAnswer:
    """What `text` means in `edition`, digits kept as typed.

    A code of 6 or 8 digits is known when its heading is in the edition and its
    chapter can be chosen. Raises UnknownHSCode. One query.
    """
    code = plain_code(text)
    shown = (text or "").strip()[:40]
    if not re.fullmatch(r"[0-9]{2}(?:[0-9]{2}){0,3}", code):
        raise UnknownHSCode(
            _("“%(text)s” is not an HS code. Write 2, 4, 6 or 8 digits, for example 0713 or 0713.20.") % {"text": shown}
        )
    rows = HSCode.objects.filter(edition=edition, code__in={code[:2], code[:4], code}).select_related("section")
    found = {row.code: row for row in rows}
    chapter = found.get(code[:2])
    if chapter is None or chapter.level != HSLevel.CHAPTER:
        raise UnknownHSCode(
            _("%(edition)s has no chapter %(chapter)s, so %(text)s cannot be a code of it. Check the first two digits.")
            % {"edition": edition, "chapter": code[:2], "text": shown}
        )
    if not chapter.selectable:
        raise UnknownHSCode(
            _("Nothing is exported under chapter %(chapter)s, so %(text)s cannot be chosen. Choose another code.")
            % {"chapter": code[:2], "text": shown}
        )
    if len(code) == 2:
        return HSAnswer(code, chapter, checked=True, edition=edition)
    heading = found.get(code[:4])
    if heading is None:
        raise UnknownHSCode(
            _("%(edition)s has no heading %(heading)s, so %(text)s is not known. Check the first four digits.")
            % {"edition": edition, "heading": code[:4], "text": shown}
        )
    exact = found.get(code)
    return HSAnswer(code, heading, checked=exact is not None and exact.checked, edition=edition)
