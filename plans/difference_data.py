"""A difference as data, in the format deap-difference/1: what changed, at which path, from what to what."""

from audit.installation import is_demonstration
from plans.difference import ABSENT, ADDED, CHANGED, DROPPED, REPLACED, place_of

FORMAT = "deap-difference/1"


def as_data(found, old, new):
    """The difference as a plain structure for common.canonical; `old` and `new` say which texts were compared.

    `rows` names each row that differs by its path; a new or dropped one is written out whole, of the others each field
    that differs. A field that a text does not have is null there.
    """
    written = {
        "format": FORMAT,
        "old": old,
        "new": new,
        "cover": [_field(change) for change in found.cover],
        "rows": [_row(change) for kind in found.kinds for change in found.rows_of(kind)],
        "products_added": [row["product"]["code"] for row in found.products_added],
        "products_dropped": [row["product"]["code"] for row in found.products_dropped],
        "products_in_order": None
        if found.products_reordered is None
        else [[row["product"]["code"] for row in rows] for rows in found.products_reordered],
    }
    if found.new.get("demonstration") or is_demonstration():
        written["demonstration"] = True
    return written


def _row(change):
    written = {"path": place_of(change.kind, change.row), "change": change.how}
    if change.how == ADDED:
        return {**written, "new": change.new}
    if change.how == DROPPED:
        return {**written, "old": change.old}
    if change.how == REPLACED:
        written["replaces"] = place_of(change.kind, change.old)
    assert change.how in (CHANGED, REPLACED)
    return {**written, "fields": [_field(one) for one in change.fields]}


def _field(change):
    written = {
        "field": change.path,
        "old": None if change.old is ABSENT else change.old,
        "new": None if change.new is ABSENT else change.new,
    }
    return written if change.percent is None else {**written, "percent": change.percent}
