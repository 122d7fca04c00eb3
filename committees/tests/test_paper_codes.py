"""The fingerprint as people type it: forgiven where the meaning is sure, refused with what to compare where it is not."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from committees.paper_codes import AnotherText, NotReadable, compare, short_code

SHA = hashlib.sha256(b"a frozen text").hexdigest()
OTHER = hashlib.sha256(b"another text").hexdigest()
CODE = short_code(SHA)
GROUPED = " ".join(SHA[at : at + 8] for at in range(0, 64, 8))


@pytest.mark.parametrize(
    "typed",
    [
        SHA,
        SHA.upper(),
        GROUPED,
        f"SHA-256 {GROUPED}",
        f"sha256: {SHA}",
        GROUPED.replace(" ", "\n"),
        CODE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", "–"),
        f"  {CODE}  ",
        CODE.replace("0", "O"),
        CODE.replace("1", "l"),
        CODE.translate(str.maketrans("0123456789", "०१२३४५६७८९")),
    ],
)
def test_the_fingerprint_and_its_code_are_taken_as_they_are_copied(typed):
    assert compare(typed, SHA) is None


@pytest.mark.parametrize("typed", [OTHER, short_code(OTHER)])
def test_another_text_is_refused_with_both_fingerprints(typed):
    with pytest.raises(AnotherText) as refused:
        compare(typed, SHA)

    sentence = str(refused.value)
    assert "".join(typed.split()) in "".join(sentence.split())
    assert (CODE if "-" in typed else GROUPED) in sentence
    assert "Compare the foot of its pages" in sentence


@pytest.mark.parametrize("typed", ["", "x", SHA[:-1], SHA + "0", CODE[:-1], "g" * 64, "U" * 18, CODE + "-7"])
def test_what_is_neither_is_refused_with_what_is_asked_for(typed):
    with pytest.raises(NotReadable) as refused:
        compare(typed, SHA)

    assert "The fingerprint has 64" in str(refused.value) or "group by group" in str(refused.value)


@given(some.binary(min_size=32, max_size=32), some.integers(0, 15), some.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_of_a_code_is_always_noticed(digest, place, sign):
    signs = short_code(digest.hex()).replace("-", "")
    if signs[place] == sign:
        return

    with pytest.raises(NotReadable, match="A sign of this code is wrong"):
        compare(signs[:place] + sign + signs[place + 1 :], digest.hex())


@given(some.binary(min_size=32, max_size=32), some.integers(0, 14))
def test_two_exchanged_signs_of_a_code_are_always_noticed(digest, place):
    signs = short_code(digest.hex()).replace("-", "")
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    if swapped == signs:
        return

    with pytest.raises(NotReadable, match="A sign of this code is wrong"):
        compare(swapped, digest.hex())


@given(some.binary(min_size=32, max_size=32))
def test_every_code_is_taken_for_its_own_text(digest):
    assert compare(short_code(digest.hex()), digest.hex()) is None
