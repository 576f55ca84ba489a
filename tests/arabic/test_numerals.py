"""Numbers as newspapers write them, and the figures that are no numbers of anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spelling import Case, spell

from pipeline.arabic.fold import fold
from pipeline.arabic.numerals import Number, numbers
from pipeline.arabic.tokens import tokenize


def read(text: str) -> list[Number]:
    return numbers(tokenize(fold(text)))


def counts(text: str) -> list[int]:
    return [number.value for number in read(text) if not number.ordinal]


@settings(max_examples=1500, deadline=None)
@given(
    st.one_of(st.integers(0, 999), st.integers(0, 99_999), st.integers(0, 999_999_999)),
    st.booleans(),
    st.sampled_from(["nominative", "oblique"]),
    st.sampled_from(["مئة", "مائة"]),
)
def test_a_spelt_number_is_read_back_whole(value: int, feminine: bool, case: Case, hundred: str) -> None:
    words = spell(value, feminine, case, hundred)
    found = read(f"مقتل {words} من المدنيين")
    assert [(number.value, number.ordinal) for number in found] == [(value, False)], words
    assert found[0].last - found[0].first == len(tokenize(fold(words)))


@given(st.integers(1000, 999_999_999), st.sampled_from([",", ".", "٬"]))
def test_grouped_digits_are_read_back(value: int, mark: str) -> None:
    assert counts(f"مقتل {value:,} مدنيا".replace(",", mark)) == [value]


@given(st.integers(0, 999_999_999))
def test_arabic_digits_are_read_back(value: int) -> None:
    arabic = str(value).translate({ord(str(digit)): chr(0x0660 + digit) for digit in range(10)})
    assert counts(f"مقتل {arabic} مدنيا") == [value]


@given(st.integers(1, 999), st.sampled_from(["و", "ب", "ل", "ف", "وب"]))
def test_clitics_do_not_hide_a_number(value: int, clitic: str) -> None:
    words = spell(value)
    if not (clitic == "ل" and words.startswith("ست")):  # «لست», I am not
        assert counts(f"قتلوا {clitic}{words} من المدنيين") == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ألف وثلاثمئة قتيل", [1300]),
        ("نزوح اثنين وعشرين ألفا", [22_000]),
        ("ألفان و 600 قتيل", [2600]),
        ("مئة وستين مدنيا", [160]),
        ("إحدى عشرة امرأة", [11]),
        ("ثلاثمائة قتيل", [300]),
        ("ثلاث مئة قتيل", [300]),
        ("450 ألف طلقة", [450_000]),
        ("ثلاثة آلاف و200 شخص", [3200]),
        ("مليونين ونصف المليون مدني", [2_500_000]),
        ("2.5 مليون نازح", [2_500_000]),
        ("نصف مليون شخص", [500_000]),
        ("ألفا قتيل", [2000]),
        ("وأحد عشر جريحا", [11]),
        ("مليون و200 ألف", [1_200_000]),
        ("الأربعة والعشرين", [24]),
        ("1,602 ثم 2.200 ثم ٢٬٢٠٠", [1602, 2200, 2200]),
        ("وخلال الـ24 ساعة", [24]),
        ("بعد «4» أيام", [4]),
        ("بينهم 58 طفلا و43 إمرأة", [58, 43]),
        ("15-20 قتيلا", [15, 20]),
    ],
)
def test_counts_in_digits_words_and_both(text: str, expected: list[int]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل ثلا عشر مدنيا", [13]),
        ("مقتل ثلاثه عشر مدنيا", [13]),
        ("مقتل احدعشر مدنيا", [11]),
        ("ثمان إصابات", [8]),
        ("مائه قتيل", [100]),
        ("خمسه جرحى", [5]),
    ],
)
def test_misspellings_of_newspapers(text: str, expected: list[int]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "يوم 18/",
        "11/11/2018",
        "٠٣:٠٦ ص",
        "30-3-2023",
        "في 12 شباط",
        "6 تشرين الثاني/نوفمبر",
        "30 من آب",
        "عام 2017",
        "القرار 2254",
        "الفرقة 25",
        "طائرات ميغ-23",
        "2.5 كيلومتر",
        "70%",
        "70 بالمئة",
        "عشرين في المئة",
        "من عائلة واحدة",
        "يوم الاثنين",
        "لست متأكدا",
        "آلاف المدنيين",
    ],
)
def test_dates_times_names_and_shares_are_no_counts(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("اليوم الثالث", 3), ("الحادي عشر", 11), ("الخامس والعشرين", 25), ("ثالث غارة", 3), ("للمرة الثانية", 2)],
)
def test_ordinals_are_marked(text: str, value: int) -> None:
    assert [(number.value, number.ordinal) for number in read(text)] == [(value, True)]


def test_one_counts_only_where_it_is_no_adjective() -> None:
    assert counts("قتل واحد من المسلحين") == [1]
    assert counts("قتلوا في غارة واحدة") == []
    assert counts("واحد وعشرون قتيلا") == [21]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert counts("ثلاثة وأربعة") == [3, 4]
    assert counts("قتل 5 و 6 جرحوا") == [5, 6]


@given(st.text(alphabet="وبلالفمئةعشرثلاخسىين 0123456789.,/:-٣", max_size=60))
def test_any_text_gives_numbers_in_order_within_its_tokens(text: str) -> None:
    tokens = tokenize(fold(text))
    position = 0
    for number in numbers(tokens):
        assert position <= number.first < number.last <= len(tokens)
        assert number.value >= 0
        position = number.last
