import json
import unicodedata
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.canonical import NotCanonical, canonical_bytes, read_canonical, sha256_hex

texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=20,
)


@given(values)
def test_canonical_bytes_read_back_to_the_same_object(value):
    content = canonical_bytes(value)

    assert read_canonical(content) == value
    assert canonical_bytes(read_canonical(content)) == content
    assert sha256_hex(canonical_bytes(json.loads(content))) == sha256_hex(content)


@given(st.dictionaries(texts, values, max_size=6), st.randoms())
def test_the_order_in_which_keys_were_set_does_not_change_the_hash(value, random):
    keys = list(value)
    random.shuffle(keys)

    assert canonical_bytes({key: value[key] for key in keys}) == canonical_bytes(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_decimals_keep_their_scale(number):
    written = json.loads(canonical_bytes(number))

    assert Decimal(written).as_tuple() == number.as_tuple()


def test_each_kind_has_one_form():
    moment = datetime(2026, 3, 12, 14, 2, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    value = {
        "b": Decimal("5.50"), "a": date(2026, 3, 12), "at": moment, "utc": moment.astimezone(UTC),
        "id": uuid.UUID(int=1), "e\u0301": ("x", True, None), "n": Decimal("1E+3"),
    }  # fmt: skip

    assert canonical_bytes(value).decode() == (
        '{"a":"2026-03-12","at":"2026-03-12T08:32:00Z","b":"5.50",'
        '"id":"00000000-0000-0000-0000-000000000001","n":"1000","utc":"2026-03-12T08:32:00Z","é":["x",true,null]}'
    )


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"targets": [1, 0.5]}, "/targets/1: float"),
        (2**53, "2\\^53"),
        (Decimal("NaN"), "no number"),
        (datetime(2026, 3, 12), "no time zone"),
        ({1: "x"}, "not text"),
        ({"e\u0301": 1, "é": 2}, "twice"),
        ("\ud800", "half of a character"),
        ({"x": {1, 2}}, "set"),
        (b"bytes", "bytes"),
    ],
)
def test_what_has_no_one_form_is_refused_with_its_path(value, why):
    with pytest.raises(NotCanonical, match=why):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "content", [b'{"b":1,"a":2}', b'{"a": 1}', b"1.5", b"NaN", b"{", b"\xff", b'{"a":1,"a":1}', '"e\u0301"'.encode()]
)
def test_reading_refuses_other_bytes(content):
    with pytest.raises(NotCanonical):
        read_canonical(content)


def test_the_hash_is_sha_256_in_hexadecimal():
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
