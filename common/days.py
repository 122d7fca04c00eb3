"""A day as people write it."""

import re
from datetime import date

from common.digits import western_digits

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day_written(text: str, *, between: str = "-/.") -> date | None:
    """The day in 2026-03-31, or in 31-03-2026 with any of the signs `between`, in the digits of any script; None otherwise."""
    plain = western_digits(text)
    if found := _ISO.fullmatch(plain):
        year, month, day = found.groups()
    elif found := re.fullmatch(rf"(\d{{1,2}})[{re.escape(between)}](\d{{1,2}})[{re.escape(between)}](\d{{4}})", plain):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
