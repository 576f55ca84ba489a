"""The words and turns of casualty reporting, one by one: whom each sentence counts, and what befell them.

turns.csv holds made-up sentences, each with its claims in the order of the text (outcome, low, high, - where open,
class), nothing where it claims nothing; people.csv what people are called, one of them and three, with their class.
"""

import csv
from pathlib import Path

import pytest

from pipeline.extraction.document import rules
from pipeline.project import SEEDS
from tests.extraction.reading import figures

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8") as lines:
        return [tuple(row) for row in csv.reader(lines)][1:]


def told(sentence: str) -> list[str]:
    """The claims of a sentence: outcome, low, high, class."""
    return [
        f"{outcome} {low} {'-' if high is None else high} {who}"
        for outcome, low, high, who in figures(f"{sentence}.", "2022-03-05")
    ]


@pytest.mark.parametrize(("sentence", "claims"), rows("turns.csv"))
def test_a_turn_is_read(sentence: str, claims: str) -> None:
    assert "; ".join(told(sentence)) == claims


@pytest.mark.parametrize(("one", "three", "who"), rows("people.csv"))
def test_people_are_known_by_what_they_are_called(one: str, three: str, who: str) -> None:
    assert told(f"وأفاد مراسلنا بمقتل {one} في قصف مدفعي على بلدة الأتارب يوم الجمعة") == [f"killed 1 1 {who}"]
    assert told(f"أدى القصف المدفعي على بلدة الأتارب إلى مقتل {three} يوم الجمعة") == [f"killed 3 3 {who}"]


def test_every_rule_has_a_confidence() -> None:
    read = Path(SEEDS / "rule_confidence.csv").read_text(encoding="utf-8").splitlines()[1:]
    known = {line.split(",")[0] for line in read}
    for sentence, _ in rows("turns.csv"):
        assert set(rules({"doc": "one", "text": f"{sentence}.", "published": "2022-03-05"})) <= known
