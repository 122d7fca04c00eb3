"""Figures as officers give them: value, zero, not recorded, not applicable and withheld never run together."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LARGEST = Decimal("1e15")
MOST_DECIMALS = 6


class FigureState(models.TextChoices):
    """Why a figure is there or not. Zero is a value."""

    VALUE = "value", _("Given")
    MISSING = "missing", _("Not recorded")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    WITHHELD = "withheld", _("Withheld")


class EnteredDecimalField(models.Field):
    """A decimal that keeps the decimals it was entered with: 62.40 stays 62.40, 5 stays 5.

    PostgreSQL's unconstrained numeric keeps the scale; SQLite has no such type, so there it is text. Compare and sort
    in Python, or cast. Up to 15 digits before and 6 after the point; no NaN, no infinity, no exponent.
    """

    description = _("Decimal number as entered")

    def db_type(self, connection):
        return "numeric" if connection.vendor == "postgresql" else "text"

    def get_internal_type(self):
        return "EnteredDecimalField"

    def to_python(self, value):
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise ValidationError(_("A figure is never a binary fraction: give it as text or Decimal."), code="float")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(_("“%(value)s” is not a number."), code="invalid", params={"value": value}) from None
        if not number.is_finite() or abs(number) >= LARGEST:
            raise ValidationError(_("“%(value)s” is not a number the portal can keep."), code="range", params={"value": value})
        if number.as_tuple().exponent > 0:
            number = number.quantize(Decimal(1))
        if -number.as_tuple().exponent > MOST_DECIMALS:
            raise ValidationError(_("Give at most six decimals."), code="decimals")
        return number.copy_abs() if number.is_zero() else number

    def from_db_value(self, value, expression, connection):
        return None if value is None else Decimal(str(value))

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))

    def get_db_prep_value(self, value, connection, prepared=False):
        value = value if prepared else self.get_prep_value(value)
        if value is None or connection.vendor == "postgresql":
            return value
        return format(value, "f")

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return "" if value is None else format(value, "f")


def figure_state_field(name, default=FigureState.MISSING):
    """The column that says why its figure is there or not."""
    return models.CharField(name, max_length=14, choices=FigureState.choices, default=default)


def figure_or_reason(table, figure, column=None):
    """The constraint that a figure stands exactly where its state says "given"."""
    column = column or f"{figure}_value"
    state = f"{figure}_state"
    return models.CheckConstraint(
        name=f"{table}_{figure}_has_value_exactly_when_given",
        condition=Q(**{state: FigureState.VALUE, f"{column}__isnull": False})
        | Q(**{f"{column}__isnull": True}) & ~Q(**{state: FigureState.VALUE}),
        violation_error_message=_("Give the figure, or say that it is not recorded, not applicable or withheld."),
    )


def both_or_neither(name, first, second, message):
    """The constraint that two nullable columns are filled together or not at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        violation_error_message=message,
    )


def list_of_sentences(value):
    """A validator: a JSON list of non-empty strings, in the order given."""
    if not isinstance(value, list) or any(not isinstance(item, str) or not item.strip() for item in value):
        raise ValidationError(_("Give one entry per line."), code="not_a_list")
