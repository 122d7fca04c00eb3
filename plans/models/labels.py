"""The label of a choice. Django's get_..._display() hashes every lazy label of the list at each call; a plan asks hundreds."""

from functools import cache

from django.utils.translation import get_language


@cache
def _labels(model, field, language):
    return {value: str(label) for value, label in model._meta.get_field(field).flatchoices}


def label_of_choice(row, field):
    """The label of the choice that stands in this field, in the active language; "" where none does."""
    value = getattr(row, field)
    return str(_labels(type(row), field, get_language()).get(value, value))
