"""The hand-made tables of reconciliation: they load, and a wrong row is named with its file and line."""

from pathlib import Path

import pytest

from pipeline.contracts.codes import SOURCE
from pipeline.lexicon import LexiconError
from pipeline.reconciliation.bounds import partial_words
from pipeline.reconciliation.claimants import NOBODY, grades
from pipeline.reconciliation.kin import Kin, mask
from pipeline.reconciliation.slots import area_words, nouns, spot_name


def test_every_source_has_a_grade_and_parties_to_the_war_the_lowest() -> None:
    found = grades()
    assert found.keys() == {NOBODY, *SOURCE}
    assert {grade.grade for grade in found.values() if grade.side} == {max(grade.grade for grade in found.values())}


def test_kin_goes_both_ways_and_includes_itself() -> None:
    kin = Kin.load()
    for table in (kin.cause, kin.party):
        for one, wide in table.items():
            assert wide & one
            assert all(table[other] & one for other in table if wide & other)


@pytest.mark.parametrize(
    ("one", "other", "kindred"),
    [("russia", "government", True), ("turkey", "opposition", True), ("government", "opposition", False)],
)
def test_allies_are_told_for_one_another(one: str, other: str, kindred: bool) -> None:
    assert bool(Kin.load().widened("party", mask("party", [one])) & mask("party", [other])) is kindred


def test_parties_that_say_nothing_agree_with_nothing() -> None:
    assert mask("party", ["unknown", "other"]) == 0


def test_words_are_matched_folded() -> None:
    assert "انتشال" in partial_words()
    assert {"ريف", "ادلب", "الغوطه"} <= area_words()
    assert {"مخيم", "قريه"} <= nouns("camp", "village")


@pytest.mark.parametrize(
    ("name", "spot"),
    [
        ('مخيم "قريه السلام 2"', "السلام"),
        ("بلده سرمين", "سرمين"),
        ("مخيم", "مخيم"),  # nothing else is known of it
        ("مطار حلب", "مطار حلب"),  # an airport is no settlement
    ],
)
def test_a_spot_is_known_without_what_kind_of_settlement_it_is(name: str, spot: str) -> None:
    assert spot_name(name) == spot


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("cause,airstrike,lightning,why,example", "lightning"),
        ("weather,rain,snow,why,example", "weather"),
        ("cause,airstrike,shelling,,example", "reason is empty"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "kin.csv"
    path.write_text(f"kind,one,other,reason,example\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"kin\.csv, line 2: .*{reason}"):
        Kin.load(path)
