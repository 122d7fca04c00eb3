import pytest

from common.encodings import best_encoding


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP;q=1.0, BR;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("zebra, vibrant-gzipped", ""),
        ("gzip;q=x", "gzip"),
        (";;,,=", ""),
    ],
)
def test_the_best_coding_the_reader_takes_is_chosen(header, taken):
    assert best_encoding(header, ("br", "gzip")) == taken
