"""The tables of wordings: each row shows its wording in use, and a bad row stops the run with its line."""

from pathlib import Path

import pytest

from pipeline.arabic import calendar, quantities
from pipeline.arabic.fold import fold_word
from pipeline.lexicon import LexiconError, read_rows
from pipeline.project import SEEDS

TABLES = {
    "numerals": ("text", "value", "kind", "example"),
    "quantities": ("text", "kind", "modality", "low", "high", "example"),
    "months": ("text", "month", "calendar", "reads", "example"),
    "time_expressions": ("text", "kind", "value", "example"),
    "furniture": ("text", "kind", "reach", "example"),
    "line_cues": ("text", "kind", "example"),
    "openers": ("text", "kind", "example"),
}


@pytest.mark.parametrize(("name", "columns"), TABLES.items())
def test_every_row_has_an_example_that_holds_it(name: str, columns: tuple[str, ...]) -> None:
    rows = read_rows(SEEDS / "lexicons" / f"{name}.csv", columns, required=("text", "example"))
    lacking = [row["line"] for row in rows if fold_word(row["text"]) not in fold_word(row["example"])]
    assert rows and lacking == []


def test_a_month_beyond_twelve_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "months.csv"
    path.write_text("text,month,calendar,reads,example\nشباط,13,levantine,free,في 12 شباط\n", encoding="utf-8")
    monkeypatch.setattr(calendar, "PATH", path)
    with pytest.raises(LexiconError, match="line 2: month is 13; it takes a number from 1 to 12"):
        calendar.months.__wrapped__()


def test_an_unknown_modality_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quantities.csv"
    path.write_text("text,kind,modality,low,high,example\nنحو,before,roughly,,,نحو 40\n", encoding="utf-8")
    monkeypatch.setattr(quantities, "PATH", path)
    with pytest.raises(LexiconError, match="line 2: modality is 'roughly'"):
        quantities._lexicon.__wrapped__()
