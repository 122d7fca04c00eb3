"""What all views of the API share: GET only, filters that name an unknown value, one look-up field."""

import re
from datetime import UTC, datetime

from django.http import Http404
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import generics, serializers

from common.clock import INDIA
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


MODIFIED_SINCE = OpenApiParameter(
    "modified_since",
    str,
    description=(
        "ISO 8601: a moment (2026-03-01T10:00:00+05:30; without an offset it is Indian time) or a day (2026-03-01, from its "
        "beginning in India). Only what changed then or later, by modified_at; ask again with the latest one you have."
    ),
)


def changed_since(rows, asked):
    """`rows`, annotated with modified_at, from the moment `asked` names on; all of them where it names none."""
    text = asked.get("modified_since", "")
    return rows.filter(modified_at__gte=_moment(text)) if text else rows


def _moment(text):
    # A plus that nobody escaped arrives as a space.
    words = re.sub(r" (?=\d\d:?\d\d$)", "+", text.strip())
    try:
        moment = parse_datetime(words)
        if moment is None and (day := parse_date(words)) is not None:
            moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone is set below
        if moment is not None:
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=INDIA)
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise serializers.ValidationError(
        {
            "modified_since": [
                _("“%(value)s” is no moment. Write a day like 2026-03-01 or a moment like 2026-03-01T10:00:00+05:30.")
                % {"value": text[:60]}
            ]
        }
    )


def whole_number(text):
    """The number in an address, or 404: /districts/abc/ names nothing."""
    number = parse_count(text)
    if number is None:
        raise Http404
    return number
