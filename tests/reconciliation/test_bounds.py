"""N1 and N2: what bounds a wording has, and which counts are still going on."""

import pytest

from pipeline.reconciliation.bounds import Interval, added, interval, is_partial, without


@pytest.mark.parametrize(
    ("wording", "modality", "low", "high", "expected"),
    [
        ("23 مدنيا", "exact", 23, 23, Interval(23, 23, 23, "figure")),
        ("ما لا يقل عن 7", "at_least", 7, None, Interval(7, None, 7, "figure")),
        ("أكثر من مائة", "more_than", 101, None, Interval(101, None, 101, "figure")),
        ("ما لا يزيد عن 9", "at_most", None, 9, Interval(0, 9, None, "figure", lowered=False)),
        ("بين 30 و40", "range", 30, 40, Interval(30, 40, 30, "figure")),
        ("عشرات", "vague", 20, 99, Interval(20, 99, None, "vague")),
        ("عدد من", "unquantified", 3, None, Interval(3, None, None, "unquantified")),
    ],
)
def test_a_wording_becomes_an_interval_and_nothing_else_invents_a_number(
    wording: str, modality: str, low: int | None, high: int | None, expected: Interval
) -> None:
    assert interval(modality, low, high, partial=False) == expected, wording


@pytest.mark.parametrize(
    ("sentence", "quote", "partial"),
    [
        ("أفاد الدفاع المدني بأنه تمكن من انتشال ثلاث وخمسين جثة وعشرات المصابين", "ثلاث وخمسين جثة", True),
        ("أفاد الدفاع المدني بأنه تمكن من انتشال ثلاث وخمسين جثة وعشرات المصابين", "عشرات المصابين", True),
        ("وانتشلت فرق الإنقاذ 12 جثة من تحت الأنقاض", "12 جثة", True),
        ("وصول سبع عشرة جثة إلى المستشفى العسكري", "سبع عشرة جثة", False),
        ("قتل 5 مدنيين", "5 مدنيين", False),
        ("تواصل انتشال العالقين. وقتل 5 مدنيين في سراقب", "5 مدنيين", False),
    ],
)
def test_who_recovers_the_dead_counts_those_reached_so_far(sentence: str, quote: str, partial: bool) -> None:
    start = sentence.index(quote)
    assert is_partial(sentence, start, start + len(quote)) is partial


def test_a_recovered_count_bounds_from_below() -> None:
    assert interval("exact", 53, 53, partial=True) == Interval(53, None, 53, "partial")
    assert interval("vague", 20, 99, partial=True) == Interval(20, None, None, "vague")


def test_groups_add_up_and_parts_are_taken_out() -> None:
    one, two = interval("exact", 1, 1, False), interval("at_least", 2, None, False)
    assert added([one, two]) == Interval(3, None, 3, "figure")
    assert added([two, interval("unquantified", 3, None, False)]) == Interval(5, None, None, "partial")
    assert without(interval("exact", 10, 10, False), one) == Interval(9, 9, 9, "figure")
    assert without(one, interval("exact", 4, 4, False)) == Interval(0, 0, 0, "figure")
