"""What a post can be asked for under a head, where each answer belongs in the draft, and what it would write there.

A request names facts by their place in the plan, so that an answer lands as the values of one row, to be looked at beside what
the draft says now: a fact of the profile, a figure of a product's chapter, the baseline of a target, or words under a head.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Post
from committees.telling import seats_of_place
from common.text import fold
from districts.models import Jurisdiction
from plans.models import AskedFact, FigureState, Head, ProductChapter, ProfileFact, Section, Target, Unit

#: Under which heads facts of the profile stand.
FACT_HEADS = (Head.DISTRICT_PROFILE, Head.INDUSTRY_PROFILE, Head.EXPORT_DATA)

K = AskedFact.Kind
#: What the answer of each kind gives beside the figure: fields of AskedFact -> fields of the row. The date is the first of
#: `as_of` and `fy`; where both stand, either will do.
FILLS = {
    K.FACT: {"unit": "unit", "as_of": "as_of", "fy": "fy", "source": "source"},
    K.PRODUCTION: {"unit": "production_unit", "fy": "production_fy", "source": "production_source"},
    K.EXPORTERS: {"as_of": "exporters_as_of", "source": "exporters_source"},
    K.EXPORTS: {"unit": "exports_unit", "fy": "exports_fy", "source": "exports_source"},
    K.BASELINE: {"fy": "baseline_fy", "source": "baseline_source"},
    K.WORDS: {"as_of": "", "fy": "", "source": ""},
}
#: The columns of the row that hold the figure and why there is none.
FIGURES = {
    K.FACT: ("value", "value_state"),
    K.PRODUCTION: ("production_value", "production_state"),
    K.EXPORTERS: ("exporters_value", "exporters_state"),
    K.EXPORTS: ("exports_value", "exports_state"),
    K.BASELINE: ("baseline_value", "baseline_state"),
}
_OF_CHAPTERS = (K.PRODUCTION, K.EXPORTERS, K.EXPORTS)
#: Units in which exports of a product can be given.
UNITS_OF_EXPORTS = (Unit.INR_CRORE, Unit.INR_LAKH, Unit.USD_MILLION)


@dataclass(frozen=True)
class Ask:
    """One thing that can be asked: `key` names it in a form, the rest is how an AskedFact keeps it."""

    key: str
    kind: str
    label: str
    code: str = ""
    commitment_id: int | None = None
    unit: str = ""


def askable(version, head):
    """What can be asked under this head of the draft as it stands, by name: [Ask]. At most two queries."""
    if head in FACT_HEADS:
        codes = [code for code in ProfileFact.Code if code != ProfileFact.Code.OTHER]
        return [Ask(f"fact-{code.value}", K.FACT, str(code.label), code.value) for code in codes]
    if head == Head.PRODUCTS:
        chapters = ProductChapter.objects.filter(version=version).select_related("product")
        return [
            Ask(
                f"{kind.value}-{chapter.commitment_id}",
                kind,
                f"{chapter.product.name[:250]}: {kind.label}",
                "",
                chapter.commitment_id,
            )
            for chapter in chapters
            for kind in _OF_CHAPTERS
        ]
    if head == Head.TARGETS:
        targets = Target.objects.filter(version=version).select_related("metric", "product")
        return [Ask(f"baseline-{one.commitment_id}", K.BASELINE, _baseline_of(one), "", one.commitment_id) for one in targets]
    return []


def other_fact(line):
    """The Ask of a fact in an officer's own words: "Cold stores, in tonnes" or "Cold stores (tonnes)"."""
    name, unit = line, ""
    if line.endswith(")") and "(" in line:
        name, _between, unit = line[:-1].rpartition("(")
    return Ask("", K.FACT, name.strip(), ProfileFact.Code.OTHER.value, None, unit.strip())


def question(line):
    """The Ask of an answer in words."""
    return Ask("", K.WORDS, line)


def _baseline_of(target):
    name = ": ".join(
        part for part in (target.product.name if target.product else "", target.metric_label or target.metric.name) if part
    )
    unit = target.unit_label or target.get_unit_display()
    return _("%(name)s, today's figure in %(unit)s") % {"name": name[:200], "unit": unit}


def posts_near(place, on, *, seated=()):
    """Posts of the place, its State and its Regional Authority that stand that day; `seated`: keys of further ones."""
    near = Jurisdiction.objects.on(on).filter(district_id=place.pk).values("authority_id")
    here = Q(place__in=[place.pk, place.parent_id]) | Q(place__in=near) | Q(pk__in=seated)
    return Post.objects.filter(here, Q(abolished_on=None) | Q(abolished_on__gt=on))


def posts_to_ask(place, on):
    """Those near the place, and those with a seat in its committee."""
    seated = [post.pk for post in seats_of_place(place, on)]
    return posts_near(place, on, seated=seated).select_related("place").order_by("title", "pk")


def row_for(fact, rows):
    """(model, row or None) among the RowsOf a version: the row that taking the answer changes; None where it would be a new
    fact, or the row is gone.

    A fact of the profile that stands already under this head and name is the one that changes; where several do, of other
    years, that of the same day or year, or else none. `fact.request` must be loaded.
    """
    if fact.kind == K.FACT:
        named = [row for row in rows.facts if row.head == fact.request.head and row.code == fact.code]
        if fact.code == ProfileFact.Code.OTHER:
            named = [row for row in named if fold(row.label) == fold(fact.label)]
        same = [row for row in named if (row.as_of, row.fy) == (fact.as_of, fact.fy)]
        found = same or (named if len(named) == 1 else [])
        return ProfileFact, found[0] if found else None
    if fact.kind == K.WORDS:
        return Section, next((row for row in rows.sections if row.head == fact.request.head), None)
    model, known = (Target, rows.targets) if fact.kind == K.BASELINE else (ProductChapter, rows.products)
    return model, next((row for row in known if row.commitment_id == fact.commitment_id), None)


def stands_now(fact, row):
    """What the draft says now where the answer belongs, as an answer says it: {field: value}; {} where nothing stands there."""
    if row is None or fact.kind == K.WORDS:
        return {}
    value, state = FIGURES[fact.kind]
    found = {"value": getattr(row, value), "value_state": getattr(row, state)}
    return found | {field: getattr(row, target) for field, target in FILLS[fact.kind].items()}


def values_for(fact, row):
    """What taking the answer writes into its row, as plans/rows.py takes it: {field: value}."""
    if fact.kind == K.WORDS:
        dated = ", ".join(part for part in (fact.source, date_of(fact.as_of, fact.fy)) if part)
        said = f"{fact.words} ({dated})" if dated else fact.words
        return {"text": f"{row.text}\n\n{said}" if row.text else said}
    value, state = FIGURES[fact.kind]
    given = fact.value_state == FigureState.VALUE
    values = {value: fact.value, state: fact.value_state}
    if given:
        values |= {target: getattr(fact, field) for field, target in FILLS[fact.kind].items()}
    if fact.kind == K.FACT:
        # A note that stands is not emptied by an answer that came without one.
        if fact.words or row is None:
            values["note"] = fact.words
        # The name of a listed fact says its unit, so it is not asked; one that the row gives is part of its identity.
        if row is not None and not fact.unit:
            values.pop("unit", None)
        if row is None:
            values |= {"head": fact.request.head, "code": fact.code, "unit": fact.unit}
            if fact.code == ProfileFact.Code.OTHER:
                values["label"] = fact.label
    if fact.kind == K.BASELINE:
        values["baseline_note"] = "" if given else fact.words
    return values


def date_of(as_of, fy):
    """The day or financial year a figure is of, as it is read; the day where both are given."""
    return f"{as_of:%d-%m-%Y}" if as_of else fy
