"""Canonical JSON (RFC 8785): the one way to write a frozen text as bytes.

Decimals are strings with the scale they were entered with, days and moments are
ISO 8601, text is NFC. Floats are refused: two machines may write one float in
two ways, and then the hash of a plan would depend on who asks.
"""

import enum
import hashlib
import json
import unicodedata
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import rfc8785

LARGEST_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The object cannot be written canonically; says at which path."""


def _text(value, path):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as broken:
        raise NotCanonical(f"{path}: the text holds half of a character.") from broken
    return unicodedata.normalize("NFC", value)


def _plain(value, path):
    if isinstance(value, enum.Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(str.__str__(value), path)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(f"{path}: {value} is beyond 2^53 - 1, where readers begin to round.")
        return int(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise NotCanonical(f"{path}: {value} is no number.")
        return format(value, "f")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise NotCanonical(f"{path}: the moment {value} names no time zone.")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{path}/{n}") for n, item in enumerate(value)]
    if isinstance(value, dict):
        plain = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"{path}: the key {key!r} is not text.")
            key = _text(str.__str__(key), path)
            if key in plain:
                raise NotCanonical(f"{path}: the key {key!r} stands twice.")
            plain[key] = _plain(item, f"{path}/{key}")
        return plain
    raise NotCanonical(f"{path}: {type(value).__name__} has no canonical form here.")


def canonical_bytes(value) -> bytes:
    """`value` in RFC 8785, UTF-8. Raises NotCanonical with the path of what cannot be written.

    Takes dict, list, tuple, text, int below 2^53, bool, None, Decimal, date, aware
    datetime (written in UTC with Z), UUID and enum members of these.
    """
    return rfc8785.dumps(_plain(value, ""))


def read_canonical(content: bytes):
    """The object in canonical `content`. Raises NotCanonical when the bytes are JSON but not canonical, or no JSON."""

    def no_float(text):
        raise NotCanonical(f"{text} is a fraction written as a number; canonical texts write it as a string.")

    try:
        value = json.loads(content.decode("utf-8"), parse_float=no_float, parse_constant=no_float)
    except (UnicodeDecodeError, json.JSONDecodeError) as broken:
        raise NotCanonical("The bytes are not JSON.") from broken
    if canonical_bytes(value) != bytes(content):
        raise NotCanonical("The bytes are JSON, but not in canonical form.")
    return value


def sha256_hex(content: bytes) -> str:
    """SHA-256 of the bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
