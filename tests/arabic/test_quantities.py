"""Quantities: the bounds of the guidelines' table, from the wordings of real reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.fold import fold
from pipeline.arabic.quantities import Quantity, bounds, hedged, quantities, trailing_hedge
from pipeline.arabic.tokens import Token, tokenize

Read = list[tuple[str, int | None, int | None]]

PIECES = [
    *("أكثر", "من", "بين", "30", "و", "40", "عشرات", "الآلاف", "بضع", "عدد"),
    *("ما", "لا", "يقل", "عن", "على", "الأقل", "إلى", "5", "أو"),
]


def tokens_of(text: str) -> list[Token]:
    return tokenize(fold(text))


def read(text: str) -> Read:
    return [(found.modality, found.low, found.high) for found in quantities(tokens_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 23 مدنيا", [("exact", 23, 23)]),
        ("انتشال ثلاث وخمسين جثة", [("exact", 53, 53)]),
        ("ما لا يقل عن 7 مدنيين", [("at_least", 7, None)]),
        ("بما لا يقل عن سبعة مدنيين", [("at_least", 7, None)]),
        ("7 على الأقل قتلوا", [("at_least", 7, None)]),
        ("إن أكثر من 170 مدنيا قتلوا", [("more_than", 171, None)]),
        ("زادت على 207 أشخاص", [("more_than", 208, None)]),
        ("ستين قتيلا وأكثر من مائة مصاب", [("exact", 60, 60), ("more_than", 101, None)]),
        ("ما لا يزيد عن 9", [("at_most", None, 9)]),
        ("أقل من 9", [("less_than", None, 8)]),
        ("نحو 300 ألف مدني", [("about", 300_000, 300_000)]),
        ("قرابة الـ 15 قتيلا", [("about", 15, 15)]),
        ("سقوط ما يقارب 40 قتيلا", [("about", 40, 40)]),
        ("عشرات المدنيين", [("vague", 20, 99)]),
        ("ومئات آخرون", [("vague", 200, 999)]),
        ("آلاف العائلات", [("vague", 2000, 9999)]),
        ("عشرات الآلاف من النازحين", [("vague", 20_000, 99_999)]),
        ("مئات الآلاف من السوريين", [("vague", 200_000, 999_999)]),
        ("ملايين السوريين", [("vague", 2_000_000, 9_999_999)]),
        ("وإصابة عدد من المدنيين", [("unquantified", 3, None)]),
        ("عدد غير معلوم من المدنيين تحت الركام", [("unquantified", 3, None)]),
        ("وجرح العديد بينهم أطفال", [("unquantified", 3, None)]),
        ("إصابة عدة أشخاص", [("unquantified", 3, None)]),
    ],
)
def test_bounds_of_the_guidelines_table(text: str, expected: Read) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بين 30 و40 قتيلا", [("range", 30, 40)]),
        ("ما بين 30 إلى 40 قتيلا", [("range", 30, 40)]),
        ("من 3 إلى 5 أشخاص", [("range", 3, 5)]),
        ("من 3 إلى 5 آلاف شخص", [("range", 3000, 5000)]),
        ("7 أو 8 أشخاص", [("range", 7, 8)]),
        ("15-20 قتيلا", [("range", 15, 20)]),
        ("بضع وعشرين قتيلا", [("range", 23, 29)]),
        ("أكثر من 50 أو 60 قتيلا", [("more_than", 51, None)]),
        ("سقوط 160 بين قتيل وجريح", [("exact", 160, 160)]),
    ],
)
def test_two_figures_that_bound_one(text: str, expected: Read) -> None:
    assert read(text) == expected


def test_a_toll_that_rose_is_two_figures() -> None:
    assert read("ارتفعت حصيلة القتلى من 3 إلى 5") == [("exact", 3, 3), ("exact", 5, 5)]


def test_a_verb_bounds_the_figure_past_its_subject() -> None:
    assert read("تجاوز عدد القتلى 170 شخصا") == [("more_than", 171, None)]
    assert read("لم يتجاوز عدد القتلى 9 أشخاص") == [("at_most", None, 9)]


def test_a_hedge_is_part_of_the_quantity() -> None:
    tokens = tokens_of("مقتل ما لا يقل عن 7 مدنيين")
    found = quantities(tokens)[0]
    assert [token.text for token in tokens[found.first : found.last]] == ["ما", "لا", "يقل", "عن", "7"]


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("مقتل 7 مدنيين على الأقل", 3, ("at_least", 7, None)),
        ("مقتل 40 شخصا تقريبا", 3, ("about", 40, 40)),
        ("مقتل 9 أشخاص على الأكثر", 3, ("at_most", None, 9)),
    ],
)
def test_a_hedge_after_the_noun(text: str, after: int, expected: tuple[str, int | None, int | None]) -> None:
    tokens = tokens_of(text)
    hedge = trailing_hedge(tokens, after)
    assert hedge is not None
    found = hedged(quantities(tokens)[0], hedge)
    assert (found.modality, found.low, found.high) == expected


def test_a_first_toll_is_no_hedge() -> None:
    assert trailing_hedge(tokens_of("مقتل 7 مدنيين كحصيلة أولية"), 3) is None


def test_a_vague_quantity_stays_vague_under_a_hedge() -> None:
    tokens = tokens_of("مقتل العشرات على الأقل")
    hedge = trailing_hedge(tokens, 2)
    assert hedge is not None
    assert hedged(quantities(tokens)[0], hedge) == Quantity(1, 2, "vague", 20, 99)


@pytest.mark.parametrize("text", ["يوم الأحد قتل مدنيون", "في 12 شباط", "القرار 2254", "اليوم الثالث"])
def test_dates_and_names_are_no_quantities(text: str) -> None:
    assert read(text) == []


@given(
    st.sampled_from(["exact", "at_least", "more_than", "at_most", "less_than", "about"]),
    st.integers(1, 999_999_999),
)
def test_low_is_never_above_high(modality: str, value: int) -> None:
    low, high = bounds(modality, value)  # type: ignore[arg-type]
    assert low is not None or high is not None
    assert low is None or high is None or low <= high


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_quantities_never_overlap(words: list[str]) -> None:
    tokens = tokens_of(" ".join(words))
    position = 0
    for found in quantities(tokens):
        assert position <= found.first < found.last <= len(tokens)
        assert found.low is None or found.high is None or found.low <= found.high
        position = found.last
