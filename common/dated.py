"""Rows that hold from one day to another.

Half-open: `valid_from` is the first day the row holds, `valid_to` the first day
it no longer does; empty `valid_to` means it still holds.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def holds_on(day: date, *, begins="valid_from", ends="valid_to") -> Q:
    """The condition that a row holds on `day`; an empty beginning counts as always before."""
    begun = Q(**{f"{begins}__lte": day}) | Q(**{f"{begins}__isnull": True})
    not_ended = Q(**{f"{ends}__gt": day}) | Q(**{f"{ends}__isnull": True})
    return begun & not_ended


class DatedQuerySet(models.QuerySet):
    """Rows with valid_from and valid_to."""

    def on(self, day: date):
        """Those that hold on `day`."""
        return self.filter(holds_on(day))

    def still_open(self):
        """Those without an end."""
        return self.filter(valid_to__isnull=True)


class DatedRow(models.Model):
    """A row that holds in [valid_from, valid_to)."""

    valid_from = models.DateField(_("from"), help_text=_("First day on which this holds."))
    valid_to = models.DateField(
        _("until"), null=True, blank=True, help_text=_("First day on which it no longer holds; empty while it does.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether this row holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


def ends_after_it_begins(model: str, *, begins="valid_from", ends="valid_to") -> models.CheckConstraint:
    """The constraint "<model>_ends_after_it_begins": no row of no or negative length."""
    return models.CheckConstraint(
        condition=Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": F(begins)}),
        name=f"{model}_ends_after_it_begins",
        violation_error_message=_("The end must lie after the beginning. Write a later day, or leave the end empty."),
    )
