"""A claim's figure as an interval (rule N1), and counts that are still going on (rule N2).

The wording is kept in the claim; here only its bounds, how firm they are, and the figure that may be quoted for it.
Kept out: whose figures are added up (``accounts``) and which of them set the range (``ranges``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.lexicon import read_rows
from pipeline.project import SEEDS

Firmness = Literal["figure", "partial", "vague", "unquantified"]
RANK: dict[Firmness, int] = {"unquantified": 0, "vague": 1, "partial": 2, "figure": 3}
REACH = 60  # characters before a quote within which a word of recovery makes its count a partial one


@dataclass(frozen=True, slots=True)
class Interval:
    """At least ``low``, at most ``high`` (None: open), and the figure stated, if one is.

    ``lowered`` says that the lower bound itself is stated: of «fewer than 9» it is not.
    """

    low: int
    high: int | None
    point: int | None
    firmness: Firmness
    lowered: bool = True

    @property
    def top(self) -> int:
        """The upper bound as H1 counts it: an open one counts as the lower bound."""
        return self.low if self.high is None else self.high

    def meets(self, low: int, high: int | None) -> bool:
        """Whether both can be true of one number."""
        return (high is None or self.low <= high) and (self.high is None or low <= self.high)


def interval(modality: str, low: int | None, high: int | None, partial: bool) -> Interval:
    """The interval of a claim's bounds; ``partial`` counts those reached so far (N2), and bounds from below."""
    if modality == "vague":
        return Interval(low or 0, None if partial else high, None, "vague")
    if modality == "unquantified":
        return Interval(low or 0, high, None, "unquantified")
    if partial and low is not None:
        return Interval(low, None, low, "partial")
    if low is None:
        return Interval(0, high, None, "figure", lowered=False)
    return Interval(low, high, low, "figure")


def added(parts: list[Interval]) -> Interval:
    """The interval of several groups of people together."""
    if len(parts) == 1:
        return parts[0]
    low = sum(part.low for part in parts)
    highs = [part.high for part in parts]
    high = None if None in highs else sum(h for h in highs if h is not None)
    points = [part.point for part in parts]
    firm = min((part.firmness for part in parts), key=RANK.__getitem__)
    if None not in points:
        return Interval(low, high, sum(p for p in points if p is not None), firm, all(p.lowered for p in parts))
    firmest = max((part.firmness for part in parts), key=RANK.__getitem__)
    return Interval(low, high, None, "partial" if RANK[firmest] > RANK["vague"] else firm)


def without(whole: Interval, part: Interval) -> Interval:
    """What is left of a whole when a part of it is taken out; never below nobody."""
    low = max(0, whole.low - part.top)
    high = None if whole.high is None else max(low, whole.high - part.low)
    point = None if whole.point is None or part.point is None else max(low, whole.point - part.point)
    return Interval(low, high, point, whole.firmness, whole.lowered)


@cache
def partial_words() -> frozenset[str]:
    """Folded words of recovery and first aid, from seeds/reconciliation/partial_counts.csv."""
    path = SEEDS / "reconciliation" / "partial_counts.csv"
    rows = read_rows(path, ["word", "gloss", "reason", "example"], unique=["word"])
    return frozenset(fold(row["word"]).text for row in rows)


def is_partial(text: str, start: int, end: int) -> bool:
    """Whether a quote's count is of people reached so far: a word of recovery stands in it or shortly before (N2)."""
    before = text[max(0, start - REACH) : start]
    for mark in ".\n،؛":
        before = before.rsplit(mark, 1)[-1]
    return says_partial(before + text[start:end])


def says_partial(words: str) -> bool:
    """Whether words hold one of recovery."""
    found: Iterable[str] = (token.text.removeprefix("و") for token in tokenize(fold(words)))
    return not partial_words().isdisjoint(found)
