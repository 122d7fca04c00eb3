"""Loading every table, in one transaction."""

from pathlib import Path

from django.db import transaction

from audit import edition

from .engine import Loader, Outcome, References, read_rows
from .places import PLACE_TABLES
from .products import PRODUCT_TABLES

TABLES = [*PLACE_TABLES, *PRODUCT_TABLES]


@transaction.atomic
def load_seeds(folder: Path) -> list[Outcome]:
    """Bring the register up to the seed files in `folder`; nothing is written where one of them is faulty.

    Counts the edition up once, and only where something was added or changed.
    A second call with the same files writes nothing. Raises SeedFault.
    """
    refs = References()
    outcomes = [Loader(table, read_rows(folder, table.name), refs).load() for table in TABLES]
    if any(outcome.wrote for outcome in outcomes):
        edition.bump()
    return outcomes
