"""Cells of a seed file as Python values."""

from datetime import date
from decimal import Decimal

from .engine import SeedFault


def text(cell: str) -> str:
    return cell


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def yes(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise SeedFault(f"{cell!r} is neither yes nor no")
    return cell == "yes"


def source(row, refs):
    """The primary key of the row's source; every row names one."""
    return refs.get("sources", row["source"])


def optional_source(row, refs, column):
    return refs.get("sources", row[column]) if row[column] else None
