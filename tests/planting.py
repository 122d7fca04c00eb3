"""A word and a number that stand nowhere else, planted in every field of a plan that somebody may type into.

Each planted word is MARK, the state of the text, and where it stands, so that a leak names its own source:
"zqxtabledtargetnote". Every planted figure begins with the digits of NUMBER, in whatever unit it is given.
"""

import re
from decimal import Decimal
from functools import cache

from django.db import models

from plans.models import (
    Bottleneck,
    Incentive,
    Intervention,
    PlanVersion,
    ProductChapter,
    ProfileFact,
    Section,
    Target,
    TrainingNeed,
    Translation,
)
from plans.models.fields import EnteredDecimalField, FigureState
from plans.translations import hash_of

MARK = "zqx"
#: The same in Devanagari, for the fields in Hindi.
MARK_HI = "ठढ़ठ"
NUMBER = "7391846"
#: The number of a text that is public, so that the other may be looked for everywhere.
PUBLIC_NUMBER = "8264917"
RUPEES_A_CRORE = 10_000_000

KINDS = (Section, ProfileFact, ProductChapter, Bottleneck, Intervention, Target, TrainingNeed, Incentive)

#: Typed fields that hold a code, a year, or what only another choice allows; a word there would be refused.
_CLOSED = {
    "changed_by_label", "hs_codes", "hs_edition", "basis_hs_code", "basis_hs_edition", "unit_label", "label",
    "not_applicable_reason",
}  # fmt: skip
#: Figures that come with fields of their own.
_BESIDE = {
    "production_value": {"production_state": "value", "production_unit": "zqx", "production_fy": "2023-24"},
    "exporters_value": {"exporters_state": "value", "exporters_as_of": "2025-03-31"},
    "exports_value": {"exports_state": "value", "exports_unit": "inr_crore", "exports_fy": "2023-24"},
    "output_value": {"output_state": "value", "output_unit": "number"},
    "persons_value": {"persons_state": "value"},
}

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009 ](?=\d)")
_WORD = re.compile(f"{MARK}[a-z_]*")


def word(tag, *parts):
    """The word for one place, letters only."""
    return MARK + "".join(part.replace("_", "") for part in (tag, *parts))


def word_hi(tag):
    """The Hindi word for a text of this tag: one further letter for each state keeps them apart."""
    return f"{MARK_HI} {tag}"


@cache
def typed_fields(model):
    """The fields of a row somebody types words into."""
    free = (models.CharField, models.TextField, models.JSONField)
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, free)
        and field.editable
        and not field.choices
        and not field.name.endswith("_fy")
        and field.name != "fy"
        and field.name not in _CLOSED
    )


def plant(version, tag, *, number=NUMBER):
    """Write the words of `tag` and the number into every row of this draft, past the forms."""
    for model in KINDS:
        for row in model.objects.filter(version=version):
            _plant_row(model, row, tag, number)
    PlanVersion.objects.filter(pk=version.pk).update(
        title=word(tag, "title"), title_hi=word_hi(tag), file_number=word(tag, "filenumber")
    )
    version.refresh_from_db()
    # A copy of a planted version has carried its translation over.
    Translation.objects.update_or_create(
        version=version,
        path="title",
        language="hi" if version.authentic_language == "en" else "en",
        defaults={
            "text": word(tag, "translation"),
            "source_hash": hash_of(version.title),
            "by_label": word(tag, "translator"),
            "at": version.created_at,
            "checked_by_label": word(tag, "checker"),
            "checked_at": version.created_at,
        },
    )


def _plant_row(model, row, tag, number):
    values = {}
    for field in typed_fields(model):
        said = word(tag, model.__name__.lower(), field.name)
        if isinstance(field, models.JSONField):
            values[field.name] = [said]
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://{said}.example.in/"
        else:
            values[field.name] = said[: field.max_length]
    if model is Section and row.not_applicable_reason:
        values = {"not_applicable_reason": word(tag, "section", "notapplicable")}
    for field in model._meta.concrete_fields:
        if isinstance(field, EnteredDecimalField):
            values |= _BESIDE.get(field.name, {})
            values[field.name] = Decimal(f"{number}.{'10' if field.name == 'baseline_value' else '20'}")
    if "production_unit" in values:
        values["production_unit"] = word(tag, "unit")[:40]
    if model is Intervention:
        values |= {"cost_rupees": int(number) * RUPEES_A_CRORE, "cost_state": FigureState.VALUE}
    model.objects.filter(pk=row.pk).update(**values)


def plain(text):
    """Text as one would search it: small letters, Western digits without separators."""
    return _BETWEEN_DIGITS.sub("", text.casefold().translate(_DIGITS))


def planted_in(text):
    """Everything planted that this text shows: words, the Hindi mark, the number."""
    searched = plain(text)
    found = set(_WORD.findall(searched)) - {MARK}
    if MARK_HI in text:
        found.update(re.findall(re.escape(MARK_HI) + r" ?\w*", text))
    if NUMBER in searched:
        found.add(NUMBER)
    return found
