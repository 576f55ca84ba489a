"""Figures headed by their places, as recorders list them."""

from typing import Any

import pytest

from tests.extraction.reading import claims

Row = tuple[int, str | None, bool]  # the lower bound, where, whether it is a part of another claim


def rows(text: str) -> list[Row]:
    return [(claim["low"], claim["place"], claim["part_of"] is not None) for claim in claims(text, "2024-09-03")]


@pytest.mark.parametrize(
    "text",
    [
        "بلغت حصيلة الشهداء 75 شهيدا: حلب 40، إدلب 20، دير الزور 15.",
        "وثقت لجان التنسيق المحلية مقتل 75 شخصا توزعوا على النحو التالي: حلب: 40 شهيدا، إدلب: 20 شهيدا، دير الزور: 15.",
        "وثقت الشبكة مقتل 75 شخصا توزعوا على المحافظات:\n• محافظة حلب: 40\n• إدلب: 20\n• دير الزور: 15",
        "قضى 75 شخصا بألغام: 40 في حلب و20 في إدلب و15 في دير الزور.",
        "بلغت حصيلة الشهداء 75 شهيدا توزعوا على المحافظات كالتالي:\n- حلب: 40 شهيدا\n- إدلب: 20\n- دير الزور: 15 شهيدا",
    ],
)
def test_each_part_of_a_total_is_of_the_place_that_heads_it(text: str) -> None:
    assert rows(text) == [(75, None, False), (40, "حلب", True), (20, "إدلب", True), (15, "دير الزور", True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ففي حلب سقط 40 شهيدا، وفي إدلب 20، وفي حماة 12.", [(40, "حلب"), (20, "إدلب"), (12, "حماة")]),
        ("قتل 10 مدنيين في إدلب، وفي حلب 3، وفي حماة 2.", [(10, "إدلب"), (3, "حلب"), (2, "حماة")]),
        ("سقط في حيي الجورة والحويقة 65 قتيلا، وفي البوكمال 12.", [(65, "الجورة والحويقة"), (12, "البوكمال")]),
        ("قتل 5 مدنيين في إدلب، وفي حلب أصيب 3 آخرون.", [(5, "إدلب"), (3, "حلب")]),
        ("قتل 10 مدنيين في إدلب، وفي حلب قتل 3 آخرون.", [(10, "إدلب"), (3, "حلب")]),
        ("وارتقى في إدلب 12 شهيدا، وفي حلب ثمانية.", [(12, "إدلب"), (8, "حلب")]),
        ("وفي الرقة، قتل طفلان بلغم، وفي دير الزور قتل راع.", [(2, "الرقة"), (1, "دير الزور")]),
        ("حلب - قتل 3 مدنيين، إدلب - أصيب 5.", [(3, "حلب"), (5, "إدلب")]),
        ("وفي حماة قتل 4 مدنيين، وفي درعا 2، فيما أصيب 7 في حمص.", [(4, "حماة"), (2, "درعا"), (7, "حمص")]),
    ],
)
def test_a_figure_after_its_place_is_no_part_of_the_one_before(text: str, told: list[tuple[int, str]]) -> None:
    assert rows(text) == [(low, place, False) for low, place in told]


def test_a_clause_that_its_place_opens_lends_no_author_to_the_one_before() -> None:
    found = claims("قتل مدني في حلب، وفي الرقة اعتقلت قسد 12 شابا، وفي الحسكة 4.", "2024-09-03")
    told = [(claim["outcome"], claim["low"], claim["place"], claim["by"]) for claim in found]
    assert told == [
        ("killed", 1, "حلب", []),
        ("detained", 12, "الرقة", ["sdf"]),
        ("detained", 4, "الحسكة", ["sdf"]),
    ]


def test_wounded_and_parts_of_an_item_are_of_its_place() -> None:
    text = "حصيلة الشهداء: حلب: 3 قتلى و7 جرحى، إدلب: 5 قتلى بينهم طفلان و10 جرحى، درعا: قتيل واحد."
    found = [(low, place) for low, place, _ in rows(text)]
    assert found == [(3, "حلب"), (7, "حلب"), (5, "إدلب"), (2, "إدلب"), (10, "إدلب"), (1, "درعا")]


def test_a_nearer_place_of_an_item_stands_before_the_one_that_heads_it() -> None:
    text = "حلب: 3 قتلى في مدينة الباب، إدلب: 5 قتلى في سراقب، حماة: قتيلان."
    assert rows(text) == [(3, "الباب", False), (5, "سراقب", False), (2, "حماة", False)]


def test_places_alone_below_a_heading_count_its_people() -> None:
    text = "وتوزع الشهداء على المحافظات على النحو الآتي:\nحلب: 40\nإدلب: 20\nدير الزور: 15"
    assert rows(text) == [(40, "حلب", False), (20, "إدلب", False), (15, "دير الزور", False)]


@pytest.mark.parametrize(
    "text",
    [
        "وصل إلى حلب 300 نازح، وفي إدلب 20 مخيما تضم نازحين.",
        "قتل مدني في حلب، وفي إدلب 20 نقطة مراقبة تركية.",
        "أحصت المديرية أضرار القصف:\n- حلب: 40\n- إدلب: 20 سيارة",
    ],
)
def test_figures_of_things_after_a_place_count_nobody(text: str) -> None:
    found: list[Any] = [claim["low"] for claim in claims(text, "2024-09-03")]
    assert not {20, 40} & set(found)
