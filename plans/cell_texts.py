"""Cells said back: shown() as a page words what was understood, written() as a sheet holds a row for read() to find again."""

from common.money import best_unit, show_rupees
from common.numbers import group_indian
from plans.columns import Holds
from plans.models import FigureState
from plans.models.labels import label_of_choice


def shown(column, values):
    """What was understood of a cell, in the active language: grouped as in India, days as dd-mm-yyyy, "" for nothing.

    `values` as plans.cells.read() gives them.
    """
    value = values[column.fields[0]]
    if column.holds is Holds.FIGURE:
        return group_indian(value) if value is not None else _why(values[column.fields[1]])
    if column.holds is Holds.RUPEES:
        return show_rupees(value, best_unit(value)) if value is not None else _why(values[column.fields[1]])
    if value is None or value == "":
        return ""
    if column.holds is Holds.CHOICE:
        return str(dict(column.model._meta.get_field(column.fields[0]).flatchoices).get(value, value))
    if column.holds is Holds.DAY:
        return f"{value:%d-%m-%Y}"
    if column.holds is Holds.HS_CODES:
        return ", ".join(value)
    if isinstance(value, list):
        return "; ".join(str(entry) for entry in value)
    return str(value)


def _why(state):
    return str(FigureState(state).label)


def written(column, row):
    """The value of a cell for this row, in the active language: text, Decimal, int or date; "" for nothing.

    read() of it, with amounts in rupees, gives the row's own values again. Figures without a number are written as the word
    that says why. Costs no query where product, metric, agency, parent and bottlenecks are loaded.
    """
    value = getattr(row, column.fields[0], None)
    if column.holds in (Holds.FIGURE, Holds.RUPEES):
        return value if value is not None else _why(getattr(row, column.fields[1]))
    if column.holds is Holds.BOTTLENECKS:
        return _entries([_in_one_line(one.statement) for one in row.bottlenecks.all()])
    if value is None or value == "":
        return ""
    if column.holds is Holds.CHOICE:
        return label_of_choice(row, column.fields[0])
    if column.holds is Holds.ENTRIES:
        return _entries(value)
    if column.holds in (Holds.HS_CODE, Holds.HS_CODES):
        codes = value if isinstance(value, list) else [value]
        edition = getattr(row, column.fields[1])
        return f"{', '.join(codes)} ({edition})" if codes else ""
    if column.holds is Holds.PART_OF:
        return value.title
    if column.holds is Holds.POST:
        return value.title
    if column.holds in (Holds.PRODUCT, Holds.METRIC, Holds.AGENCY):
        return value.name
    return value


def _entries(entries):
    """One a line; a single entry with a semicolon in it keeps the line's end that tells it from a list."""
    return entries[0] + "\n" if len(entries) == 1 and ";" in entries[0] else "\n".join(entries)


def _in_one_line(text):
    return " ".join(text.split())
