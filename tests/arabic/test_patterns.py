"""One pattern for many words finds just these, and of two that begin alike the longer."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.patterns import any_of

WORDS = st.lists(st.text("قتل .*", min_size=1, max_size=5), min_size=1, max_size=8)


def test_the_longer_of_two_words_is_found_first() -> None:
    found = re.findall(any_of(["في سياق", "في سياق متصل", "كما"]), "كما جرى في سياق متصل، وفي سياق آخر")

    assert found == ["كما", "في سياق متصل", "في سياق"]


@given(WORDS, st.text("قتل .*", max_size=8))
def test_it_finds_what_a_plain_list_of_the_words_finds(words: list[str], text: str) -> None:
    plain = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))

    assert [match.span() for match in re.finditer(any_of(words), text)] == [m.span() for m in plain.finditer(text)]
