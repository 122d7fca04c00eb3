from hypothesis import given
from hypothesis import strategies as st

from common.text import fold, tidy


def test_spellings_of_one_name_fold_to_one():
    assert fold("Dadra & Nagar-Haveli ") == fold("DADRA AND NAGAR  HAVELI") == "dadra and nagar haveli"
    assert fold("Y.S.R.") == fold("YSR") == "ysr"
    assert fold("Sant Kabīr Nagar") == "sant kabir nagar"
    assert fold("Ｅｒｏｄｅ") == "erode"


def test_vowel_signs_of_indian_scripts_stay_and_the_dot_below_goes():
    assert fold("ईरोड") == "ईरोड"
    assert fold("ईरोड़") == fold("ईरोड\u093c") == fold("ईरोड")
    assert fold("कि") != fold("का")


def test_tidy_keeps_lines_and_drops_what_cannot_be_seen():
    assert tidy("  a\r\nb\x00\ufeff ") == "a\nb"
    assert tidy("e\u0301") == "é"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
