"""Which sheet of the workbook holds what: a cover, how to fill it, one sheet for each of the eleven heads.

A sheet of a head begins with its text; where the head has rows, two rows of headings (English, Hindi) and the rows follow.
"""

from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from common.text import fold
from plans.columns import Holds, columns_of, heading
from plans.models import Head, PlanVersion

FORMAT = "deap-workbook/1"
COVER, GUIDE = "Cover", "How to fill"

TITLE_ROW, TEXT_ROW, REASON_ROW, SAVED_ROW = 1, 2, 3, 4
ENGLISH_ROW, HINDI_ROW, FIRST_ROW = 6, 7, 8
NUMBER_COLUMN = 1


@dataclass(frozen=True)
class HeadSheet:
    """The sheet of one head; `word` names the kind of rows below its text, "" where there is none."""

    name: str
    head: Head
    word: str = ""

    @property
    def columns(self):
        """The columns of its rows, without the head: the sheet says it."""
        return tuple(column for column in columns_of(self.word) if column.holds is not Holds.HEAD) if self.word else ()


SHEETS = (
    HeadSheet("District profile", Head.DISTRICT_PROFILE, "facts"),
    HeadSheet("Industry profile", Head.INDUSTRY_PROFILE, "facts"),
    HeadSheet("Products", Head.PRODUCTS, "products"),
    HeadSheet("Bottlenecks", Head.BOTTLENECKS, "bottlenecks"),
    HeadSheet("Responsibilities", Head.RESPONSIBILITIES),
    HeadSheet("Interventions", Head.INTERVENTIONS, "interventions"),
    HeadSheet("Targets", Head.TARGETS, "targets"),
    HeadSheet("Incentives", Head.INCENTIVES, "incentives"),
    HeadSheet("Training", Head.TRAINING, "training"),
    HeadSheet("Export data", Head.EXPORT_DATA, "facts"),
    HeadSheet("Strategy", Head.STRATEGY),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

#: The columns that are the workbook's own. The number is what "part of" and "addresses" point at, within the workbook alone.
NUMBER = _("No.")
IDENTITY = _("Identity (leave as it is; empty for a new row)")
SAVED = _("Saved state (leave as it is)")

TEXT = _("Text of this head")
REASON = _("Why this head does not apply")

#: Cover: (field or key, label). Keys that are no field of the version are read, never written.
COVER_LINES = (
    ("format", _("Kind of workbook (leave as it is)")),
    ("code", _("Code of the place (leave as it is)")),
    ("place", _("Plan of")),
    ("number", _("Version")),
    ("title", _("Title")),
    ("title_hi", _("Title in Hindi")),
    ("authentic_language", _("Authentic language")),
    ("period_from_fy", _("First financial year")),
    ("period_to_fy", _("Last financial year")),
    ("file_number", _("File number")),
    ("saved", SAVED),
)
COVER_FIELDS = tuple(key for key, _label in COVER_LINES if key in {field.name for field in PlanVersion._meta.concrete_fields})


def both(label):
    """(English, Hindi) of a label."""
    said = []
    for language in ("en", "hi"):
        with translation.override(language):
            said.append(str(label() if callable(label) else label))
    return tuple(said)


def in_both(label):
    """ "Text of this head / ..." in one cell; once where both are the same."""
    return " / ".join(dict.fromkeys(both(label)))


def column_headings(column):
    return column.label_in("en"), column.label_in("hi")


@cache
def _own_headings():
    named = (("number", NUMBER), ("identity", IDENTITY), ("saved", SAVED))
    return {fold(said): key for key, label in named for said in both(label)}


@cache
def _columns_by_heading(sheet):
    return {fold(said): column for column in reversed(sheet.columns) for said in column_headings(column)}


@cache
def _cover_labels():
    return {fold(said): key for key, label in COVER_LINES for said in (*both(label), in_both(label))}


def own_heading(text):
    """ "number", "identity" or "saved" where the heading is one of the workbook's own, else ""."""
    return _own_headings().get(fold(text), "")


def column_headed(sheet, text):
    """The column that a heading of this sheet names in either language, or None."""
    found = _columns_by_heading(sheet).get(fold(text)) or heading(sheet.word, text).column
    return found if found in sheet.columns else None


def cover_key(text):
    """The key of the cover that this label names in either language (or in both, as written), or ""."""
    return _cover_labels().get(fold(text), "")
