"""Folding: one form for matching, and a way back to every character of the untouched text."""

import pytest
from camel_tools.utils.charsets import AR_DIAC_CHARSET
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.fold import fold, fold_word
from pipeline.arabic.tokens import tokenize

ARABIC = st.text(alphabet="أإآاىيةهکگـًَُِّْٰٔ ٠٣7۵.«»\u200f\u202b\u00a0ﷲﻻﺍبـ*\n", max_size=60)


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_each_folded_character_maps_to_a_span_in_order(text: str) -> None:
    folded = fold(text)
    position = 0
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert start >= position
        position = start
    if folded.text:
        whole = folded.span(0, len(folded.text))
        assert folded.text.strip() == fold(text[whole[0] : whole[1]]).text.strip()


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC)
def test_positions_lead_back(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        assert folded.position(folded.span(index, index + 1)[0]) <= index


def test_every_diacritic_that_camel_tools_knows_is_dropped() -> None:
    assert {mark: fold(f"ب{mark}ت").text for mark in AR_DIAC_CHARSET} == dict.fromkeys(AR_DIAC_CHARSET, "بت")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مِئَةُ قَتِيلٍ", "مئه قتيل"),
        ("أُصيبَ مدنيٌّ", "اصيب مدني"),
        ("شـــهداء", "شهداء"),
        ("شهـ ـيدان", "شهيدان"),
        ("قـ ـصـ ـف", "قصف"),
        ("القتـ.ـلى", "القتلي"),
        ("بقـ.صف", "بقصف"),
        ("الكـ.،.ـردستاني", "الكردستاني"),
        ("إدلب", "ادلب"),
        ("١١/نوفمبر/٢٠١٨", "11/نوفمبر/2018"),
        ("«سانا»", '"سانا"'),
        ("\u202bحلب\u200f", "حلب"),
        ("ﻗﺘﻠﻰ", "قتلي"),
    ],
)
def test_what_folding_does(text: str, expected: str) -> None:
    assert fold_word(text) == expected


def test_a_span_is_of_the_untouched_text() -> None:
    text = "مقتل شهـ ـيدان في القصف"
    folded = fold(text)
    at = folded.text.index("شهيدان")
    start, end = folded.span(at, at + len("شهيدان"))
    assert text[start:end].startswith("شهـ ـيدان")


def test_no_span_of_nothing() -> None:
    with pytest.raises(ValueError, match="no span 0:0"):
        fold("حلب").span(0, 0)


def test_words_numbers_and_marks() -> None:
    found = [(token.text, token.kind) for token in tokenize(fold("و43 إمرأة، 1,602 (سانا) F-16"))]
    assert found == [
        ("و", "word"),
        ("43", "number"),
        ("امراه", "word"),
        ("،", "mark"),
        ("1,602", "number"),
        ("(", "mark"),
        ("سانا", "word"),
        (")", "mark"),
        ("F", "latin"),
        ("-", "mark"),
        ("16", "number"),
    ]


@given(ARABIC)
def test_tokens_are_slices_of_the_folded_text(text: str) -> None:
    folded = fold(text)
    for token in tokenize(folded):
        assert folded.text[token.start : token.end] == token.text
