"""Names in addresses."""

import re
import unicodedata
from collections.abc import Iterable


def address_name(name: str, taken: Iterable[str] = ()) -> str:
    """`name` as it stands in an address: "Rae Bareli" is "rae-bareli"; numbered where it is taken."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    text = re.sub(r"['’.]", "", text)
    text = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:70] or "unnamed"
    taken = set(taken)
    number, found = 1, text
    while found in taken:
        number += 1
        found = f"{text}-{number}"
    return found
