"""Financial years: 1 April to 31 March, written "2025-26".

The written form sorts as time does, so a plain text column can be ordered and
compared.
"""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.digits import western_digits
from common.refusals import Refusal

FIRST_YEAR, LAST_YEAR = 1947, 2099

_WRITTEN = re.compile(r"(?:F\.?\s?Y\.?\s*)?(\d{4})\s*[-–—‑−/]\s*(\d{2}|\d{4})", re.IGNORECASE)


class NotAFinancialYear(Refusal):
    """The text names no financial year, or years that do not follow each other."""


def _written(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02d}"


def _first_calendar_year(financial_year: str) -> int:
    return int(parse_financial_year(financial_year)[:4])


def parse_financial_year(text: str) -> str:
    """The financial year in `text`, as "2025-26"; raises NotAFinancialYear.

    Understands 2025-26, 2025-2026, 2025–26, 2025/26, FY 2025-26 and digits of
    other scripts. One year alone is refused: 2025 may be either of two.
    """
    text = str(text or "")
    match = _WRITTEN.fullmatch(western_digits(text).strip())
    if match:
        first, second = int(match[1]), match[2]
        follows = int(second) == (first + 1 if len(second) == 4 else (first + 1) % 100)
        if follows and FIRST_YEAR <= first <= LAST_YEAR:
            return _written(first)
    raise NotAFinancialYear(
        _("“%(text)s” is not a financial year. Write it like 2025-26, for April 2025 to March 2026.") % {"text": text[:40]}
    )


def financial_year_of(day: date) -> str:
    """The financial year in which `day` falls."""
    return _written(day.year if day.month >= 4 else day.year - 1)


def financial_year_bounds(financial_year: str) -> tuple[date, date]:
    """The first day of the year, and the day after its last: a half-open range."""
    first = _first_calendar_year(financial_year)
    return date(first, 4, 1), date(first + 1, 4, 1)


def years_between(earlier: str, later: str) -> int:
    """How many years `later` lies after `earlier`; below zero when it lies before."""
    return _first_calendar_year(later) - _first_calendar_year(earlier)


def add_years(financial_year: str, years: int) -> str:
    """The financial year `years` after this one."""
    return _written(_first_calendar_year(financial_year) + years)


def financial_years(first: str, last: str) -> list[str]:
    """Every financial year from `first` to `last`, both included."""
    return [add_years(first, n) for n in range(years_between(first, last) + 1)]


class FinancialYearFormField(forms.CharField):
    """A text box that understands every written form and shows back the short one."""

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return parse_financial_year(value)
        except NotAFinancialYear as refused:
            raise ValidationError(refused.sentence, code="not_a_financial_year") from refused


class FinancialYearField(models.CharField):
    """A financial year, kept as "2025-26" whichever way it was written.

    Saving text that is no financial year raises NotAFinancialYear; cleaning it
    raises ValidationError with the same sentence.
    """

    description = _("Financial year")

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return parse_financial_year(value)
        except NotAFinancialYear as refused:
            raise ValidationError(refused.sentence, code="not_a_financial_year") from refused

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str) and value:
            value = parse_financial_year(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        field = super().formfield(**{"form_class": FinancialYearFormField, **kwargs})
        # The long form 2025-2026 is welcome; seven characters are what is kept.
        if isinstance(field, FinancialYearFormField):
            field.max_length = None
            field.validators = [v for v in field.validators if getattr(v, "code", "") != "max_length"]
            field.widget.attrs.pop("maxlength", None)
        return field
