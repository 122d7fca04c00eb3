"""Months as orders count them."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day: 31 January + 1 = 28 February.

    Counted from `day` each time, never step by step, so that a month's end is not lost on the way through February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
