"""What all views of the API share: GET only, filters that name an unknown value, one look-up field."""

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import generics, serializers

from common.numbers import parse_count


class Listing(generics.ListAPIView):
    """A list {count, next, previous, results}."""

    http_method_names = ["get", "head", "options"]


class Detail(generics.RetrieveAPIView):
    """One object at its own address."""

    http_method_names = ["get", "head", "options"]


def unknown(field, value, allowed):
    """The refusal of a filter value nobody knows, naming what is allowed."""
    return serializers.ValidationError(
        {field: [_("“%(value)s” is not known. Known are: %(allowed)s.") % {"value": value, "allowed": allowed}]}
    )


def whole_number(text):
    """The number in an address, or 404: /districts/abc/ names nothing."""
    number = parse_count(text)
    if number is None:
        raise Http404
    return number
