"""The clock. Only doors read it; everything below takes `at=` (UTC) or `on=` (the day in India)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

INDIA = ZoneInfo("Asia/Kolkata")
IST = INDIA


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The calendar day it is in India at this moment."""
    return day_in_india(now())


def day_in_india(at: datetime) -> date:
    """The calendar day in India at the moment `at` (aware)."""
    return at.astimezone(IST).date()
