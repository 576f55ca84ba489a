"""Hand-made tables: a mistake is reported with file, line and remedy."""

from pathlib import Path

import pytest

from pipeline.lexicon import LexiconError, converted, read_rows
from pipeline.project import SEEDS

COLUMNS = ("text", "value", "example")


def table(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_carry_their_line(tmp_path: Path) -> None:
    path = table(tmp_path, 'text,value,example\n# note\nألف, 1000 ,ألف قتيل\n\nمئة,100,"مئة، قتيل"\n')
    assert read_rows(path, COLUMNS) == [
        {"text": "ألف", "value": "1000", "example": "ألف قتيل", "line": "3"},
        {"text": "مئة", "value": "100", "example": "مئة، قتيل", "line": "5"},
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "the file is empty"),
        ("text,worth,example\n", 1, "the header is text,worth,example"),
        ("text,value,example\nألف,1000\n", 2, "2 values where there are 3 columns"),
        ("text,value,example\nألف,,ألف قتيل\n", 2, "value is empty"),
        ("text,value,example\nألف,1,a\nمئة,2,b\nألف,3,c\n", 4, "text 'ألف' is already on line 2"),
        ('text,value,example\nألف,1,"a" b\n', 2, "not CSV"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, line: int | None, reason: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        read_rows(path, COLUMNS, unique=("text",))
    assert caught.value.line == line
    assert reason in str(caught.value) and str(path) in str(caught.value)
    assert caught.value.remedy


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="there is no such file; restore it"):
        read_rows(tmp_path / "none.csv", COLUMNS)


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"text,value,example\n" + "ألف,1,a\n".encode("cp1256"))
    with pytest.raises(LexiconError, match="line 2: not UTF-8"):
        read_rows(path, COLUMNS)


def test_a_value_of_the_wrong_kind(tmp_path: Path) -> None:
    path = table(tmp_path, "text,value,example\nألف,many,ألف قتيل\n")
    row = read_rows(path, COLUMNS)[0]
    with pytest.raises(LexiconError, match="line 2: value is 'many'; it takes a whole number"):
        converted(path, row, "value", int, "a whole number")


@pytest.mark.parametrize("path", sorted((SEEDS / "lexicons").glob("*.csv")), ids=lambda path: path.name)
def test_no_row_names_a_thing_twice(path: Path) -> None:
    header = tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))
    for row in read_rows(path, header, required=()):
        for cell in row.values():
            words = cell.split("|")
            assert len(words) == len(set(words)), f"{path}, line {row['line']}"
