"""What cannot be taken from a workbook, said at its cell."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One sentence at one place; `ref` is a cell, a range, or "" for the whole sheet."""

    sheet: str
    ref: str
    sentence: str

    def __str__(self):
        """ "Sheet Targets, cell F17: ..." """
        if not self.ref:
            return _("Sheet %(sheet)s: %(sentence)s") % {"sheet": self.sheet, "sentence": self.sentence}
        words = {"sheet": self.sheet, "cell": self.ref, "sentence": self.sentence}
        if ":" in self.ref:
            return _("Sheet %(sheet)s, cells %(cell)s: %(sentence)s") % words
        return _("Sheet %(sheet)s, cell %(cell)s: %(sentence)s") % words
