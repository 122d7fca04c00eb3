"""Cells of a table, read and written: what an officer typed in a sheet becomes values of a row, and back.

read() understands what is sure and refuses the rest with a sentence; shown() says it back; written() gives the cell that
read() turns into the same values. The caller says where the cell stands ("row 17, column Baseline").
"""

import re
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.digits import western_digits, without_direction
from common.financial_years import parse_financial_year
from common.money import parse_rupees, unit_named
from common.numbers import parse_count, parse_decimal
from common.refusals import Refusal
from common.text import fold, tidy
from districts.models import Agency, Metric
from districts.queries import find_products, products_named, resolve_hs
from plans.cell_words import MOST_SHOWN, Unreadable, absence_in, choices_in_words, choices_of, day_of, folded, one_line
from plans.columns import Holds
from plans.models import Bottleneck, FigureState, Intervention

EDITION = "HS 2022"


class Register:
    """What names in the cells of one version mean. Each name is looked up once, whatever the table repeats.

    `rupees_in`: "rupee", "lakh" or "crore" where the table says what bare amounts are in, else "".
    `coming`: {"interventions": {folded title}, "bottlenecks": {folded words}} of rows of the same table that are not saved yet;
    such a cell is read as Coming, for the caller to resolve.
    """

    def __init__(self, version, *, rupees_in="", coming=None):
        self.version, self.rupees_in, self.coming = version, rupees_in, coming or {}
        self._known = {}

    def once(self, kind, text, find):
        if (kind, text) not in self._known:
            self._known[kind, text] = find()
        return self._known[kind, text]


class Coming(str):
    """The name of a row of the same table that will be there once it is saved."""


_FREE_TEXT = (Holds.LINE, Holds.PROSE, Holds.ENTRIES)
_SHEET_ERROR = re.compile(r"#(REF|N/A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)


def read(column, raw, register):
    """{field: value} of one cell, as plans/rows.py takes them.

    `raw`: text, or what a spreadsheet holds (None, int, float, Decimal, date, datetime). Raises Unreadable.
    """
    text = raw
    if isinstance(raw, str):
        text = raw if column.holds is Holds.ENTRIES else tidy(raw)
        if column.holds not in _FREE_TEXT:
            text = without_direction(text).strip()
        if _SHEET_ERROR.fullmatch(text):
            raise Unreadable(
                _("“%(text)s” is an error of the spreadsheet, not a value. Mend the formula there and take it over again.")
                % {"text": text}
            )
        if text.startswith("=") and len(text) > 1:
            raise Unreadable(
                _("“%(text)s” is a formula. Put its result into the cell, as a value, and take it over again.")
                % {"text": text[:MOST_SHOWN]}
            )
    if column.required and (text is None or text == ""):
        raise Unreadable(_required(column))
    try:
        return _READERS[column.holds](column, text, register)
    except Unreadable:
        raise
    except Refusal as refused:
        raise Unreadable(refused.sentence) from refused


def _required(column):
    if column.holds is Holds.CHOICE:
        return _("This cell is empty. Write one of: %(choices)s.") % {"choices": choices_in_words(column)}
    return _("This cell is empty, and a row needs it. Write it, for example: %(example)s.") % {
        "example": column.example or column.label
    }


def _one(column, value):
    return {column.fields[0]: value}


def _line(column, text, register):
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    return _one(column, "" if text is None else tidy(str(text)).replace("\n", " "))


def _prose(column, text, register):
    return _one(column, "" if text is None else tidy(str(text)))


def _entries(column, text, register):
    return _one(column, entries_of(text))


def entries_of(text):
    """The entries of a cell: one a line, or with semicolons between where there is one line."""
    text = "" if text is None else str(text).replace("\r\n", "\n")
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [entry for entry in (tidy(part) for part in parts) if entry]


def _figure(column, text, register):
    value, state = column.fields
    if text is None or text == "":
        return {value: None, state: FigureState(column.empty or FigureState.MISSING)}
    if isinstance(text, str) and (absent := absence_in(text)):
        return {value: None, state: absent}
    if isinstance(text, str) and text.rstrip().endswith("%"):
        raise Unreadable(
            _("“%(text)s” carries a percent sign. Write the number alone, and percent as the unit or the kind.")
            % {"text": text[:MOST_SHOWN]}
        )
    return {value: parse_decimal(text), state: FigureState.VALUE}


def _rupees(column, text, register):
    value, state = column.fields
    if text is None or text == "":
        return {value: None, state: FigureState(column.empty or FigureState.MISSING)}
    if isinstance(text, str) and (absent := absence_in(text)):
        return {value: None, state: absent}
    unit = register.rupees_in
    if isinstance(text, str) and (unit_named(text) or re.search(r"₹|rs|inr|/-", text, re.IGNORECASE)):
        # The cell says itself what it is in.
        unit = "rupee"
    if not unit and parse_decimal(text) != 0:
        raise Unreadable(
            _("“%(text)s” does not say whether it is rupees, lakh or crore. Write it like 5.50 crore or ₹12,50,000.")
            % {"text": str(text)[:MOST_SHOWN]}
        )
    return {value: parse_rupees(text, unit or "rupee"), state: FigureState.VALUE}


def _day(column, text, register):
    return _one(column, None if text in (None, "") else day_of(text))


def _year(column, text, register):
    return _one(column, "" if text in (None, "") else parse_financial_year(one_line(text)))


def _head(column, text, register):
    plain = western_digits(one_line(text)).split(".")[0]
    number = parse_count(plain)
    allowed = dict(column.model._meta.get_field("head").flatchoices)
    if number not in allowed:
        number = parse_count(choices_of(column.model, "head").get(folded(text), ""))
    if number is None:
        raise Unreadable(
            _("“%(text)s” is no head that takes this. Write one of: %(heads)s.")
            % {"text": one_line(text)[:MOST_SHOWN], "heads": ", ".join(f"{head} ({label})" for head, label in allowed.items())}
        )
    return _one(column, number)


def _choice(column, text, register):
    plain = one_line(text)
    if not plain:
        return _one(column, column.empty)
    code = choices_of(column.model, column.fields[0]).get(folded(plain))
    if code is None:
        raise Unreadable(
            _("“%(text)s” is none of the words understood here. Write one of: %(choices)s.")
            % {"text": plain[:MOST_SHOWN], "choices": choices_in_words(column)}
        )
    return _one(column, code)


def _product(column, text, register):
    plain = one_line(text)
    if not plain:
        return _one(column, None)
    return _one(column, register.once("product", fold(plain), lambda: _product_called(plain, register.version.plan.place_id)))


def _product_called(text, district_id):
    exact = products_named(text, district_id)
    if len(exact) == 1:
        return exact[0]
    near = ", ".join(product.name for product in (exact or find_products(text))[:5])
    words = {"text": text[:MOST_SHOWN], "near": near}
    if exact:
        raise Unreadable(_("“%(text)s” names several products. Write one of: %(near)s.") % words)
    if near:
        raise Unreadable(_("No product is called exactly “%(text)s”. Near it: %(near)s. Write one of these names.") % words)
    raise Unreadable(_("No product is known as “%(text)s”. Try another spelling, or ask a data officer to add it.") % words)


_IN_EDITION = re.compile(r"\((HS \d{4})\)\s*$")


def _split_edition(text):
    found = _IN_EDITION.search(text)
    return (text[: found.start()], found[1]) if found else (text, EDITION)


def _hs_code(column, text, register):
    code, edition = column.fields
    plain, said = _split_edition(one_line(_as_code(text)))
    if not plain.strip():
        return {code: "", edition: ""}
    return {code: register.once("hs", plain, lambda: resolve_hs(plain, said)).code, edition: said}


def _hs_codes(column, text, register):
    codes, edition = column.fields
    plain, said = _split_edition(one_line(_as_code(text)))
    parts = [part.strip() for part in re.split(r"[,;]", plain) if part.strip()]
    found = [register.once("hs", (said, part), lambda part=part: resolve_hs(part, said)).code for part in parts]
    return {codes: list(dict.fromkeys(found)), edition: said}


def _as_code(raw):
    """A spreadsheet drops the first zero of a code typed as a number; which one it was cannot be known."""
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        text = f"{raw:f}".rstrip("0").rstrip(".") if isinstance(raw, float) else str(raw)
        if len(text) % 2:
            raise Unreadable(
                _(
                    "%(text)s came as a number, so its first zero may be missing. "
                    "Format the column as text and write the code whole."
                )
                % {"text": text}
            )
        return text
    return raw


def _metric(column, text, register):
    plain = one_line(text)
    known = register.once("metrics", "", _metrics_by_name)
    found = known.get(fold(plain))
    if found is None:
        names = ", ".join(dict.fromkeys(str(metric) for metric in known.values()))
        raise Unreadable(
            _("“%(text)s” is no measure of the list. Write one of: %(names)s. With “other”, say what is counted in its column.")
            % {"text": plain[:MOST_SHOWN], "names": names}
        )
    return _one(column, found)


def _metrics_by_name():
    """{folded name, Hindi name or code: measure}"""
    return {
        fold(name): metric
        for metric in Metric.objects.order_by("order", "code")
        for name in (metric.name, metric.name_hi, metric.code.replace("-", " "))
        if name
    }


def _agencies_by_name():
    """{folded name, Hindi name or short name: body}; a short name of two bodies names neither."""
    known, twice = {}, set()
    for agency in Agency.objects.all():
        for name in {fold(name) for name in (agency.name, agency.name_hi, agency.acronym, str(agency)) if name}:
            if name in known:
                twice.add(name)
            known[name] = agency
    return {name: agency for name, agency in known.items() if name not in twice}


def _agency(column, text, register):
    plain = one_line(text)
    if not plain:
        return _one(column, None)
    found = register.once("agencies", "", _agencies_by_name).get(fold(plain))
    if found is None:
        raise Unreadable(
            _("“%(text)s” is not in the list of bodies. Write its full name or short name, or put it into “Lead, in words”.")
            % {"text": plain[:MOST_SHOWN]}
        )
    return _one(column, found)


def _part_of(column, text, register):
    plain = one_line(text)
    if not plain:
        return _one(column, None)
    known = register.once("interventions", "", lambda: _by_words(Intervention, "title", register.version, parent=None))
    found = known.get(fold(plain)) or (Coming(plain) if fold(plain) in register.coming.get("interventions", ()) else None)
    if found is None:
        raise Unreadable(
            _("No intervention of this plan is called “%(text)s”. Write the title as it stands there.")
            % {"text": plain[:MOST_SHOWN]}
        )
    return _one(column, found)


def _bottlenecks(column, text, register):
    found = []
    known = register.once("bottlenecks", "", lambda: _by_words(Bottleneck, "statement", register.version))
    in_order = list(dict.fromkeys(known.values()))
    for entry in entries_of(text):
        number = parse_count(western_digits(entry))
        one = known.get(fold(entry))
        if one is None and number is not None and 1 <= number <= len(in_order):
            one = in_order[number - 1]
        if one is None and fold(entry) in register.coming.get("bottlenecks", ()):
            one = Coming(entry)
        if one is None:
            raise Unreadable(
                _("No bottleneck of this plan reads “%(text)s”. Write its words as they stand there, or its number in the list.")
                % {"text": entry[:MOST_SHOWN]}
            )
        found.append(one)
    return _one(column, found)


def _by_words(model, field, version, **only):
    rows = model.objects.filter(version=version, **only).order_by("position", "pk")
    return {fold(getattr(row, field)): row for row in rows}


def _post(column, text, register):
    plain = one_line(text)
    if not plain:
        return _one(column, None)
    found = register.once("post", fold(plain), lambda: _post_called(column, plain, register.version.plan.place))
    return _one(column, found)


def _post_called(column, text, place):
    """The post of this name: of the plan's own place first, then of its State, then the only one anywhere."""
    posts = column.model._meta.get_field(column.fields[0]).related_model.objects
    found = list(posts.filter(Q(title__iexact=text) | Q(title_hi__iexact=text)).order_by("pk")[:50])
    for near in (
        [post for post in found if post.place_id == place.pk],
        [p for p in found if p.place_id == place.parent_id],
        found,
    ):
        if len(near) == 1:
            return near[0]
    raise Unreadable(
        (
            _("Several posts are called “%(text)s”. Put it into “Lead, in words”.")
            if found
            else _("No post is called “%(text)s”. Write its name as it stands in the list, or put it into “Lead, in words”.")
        )
        % {"text": text[:MOST_SHOWN]}
    )


_READERS = {
    Holds.LINE: _line,
    Holds.PROSE: _prose,
    Holds.ENTRIES: _entries,
    Holds.CHOICE: _choice,
    Holds.FIGURE: _figure,
    Holds.RUPEES: _rupees,
    Holds.DAY: _day,
    Holds.YEAR: _year,
    Holds.HEAD: _head,
    Holds.PRODUCT: _product,
    Holds.HS_CODE: _hs_code,
    Holds.HS_CODES: _hs_codes,
    Holds.METRIC: _metric,
    Holds.AGENCY: _agency,
    Holds.PART_OF: _part_of,
    Holds.BOTTLENECKS: _bottlenecks,
    Holds.POST: _post,
}


def settle(word, values):
    """What the cells of a row say together: direction and kind that the measure implies, money from the scheme that is named.

    For a row that is added; changes `values` in place.
    """
    if word == "targets":
        metric = values.get("metric")
        if not values.get("direction"):
            values["direction"] = "decrease" if metric is not None and metric.direction == "down" else "increase"
        if metric is not None and metric.code == "rank":
            values["kind"] = "rank"
    if word == "interventions" and values.get("funding_scheme") and not values.get("funding"):
        values["funding"] = "scheme"
