"""Claims read, held against claims annotated: which belong together, and which slots of a pair differ.

The rules are those by which annotators are compared: a pair has one outcome, and quotes that overlap or lie within 40
characters; among several, the best agreement goes first. Kept out: shares and F1 (SQL on the table ``readings``).
"""

import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.accuracy.gold import Line

REACH = 40  # characters that two quotes may lie apart and still be one mention
SLOTS = (
    "who", "modality", "party", "part_of", "repeats", "cause", "by", "place", "governorate", "dates", "source", "scope",
    "status",
)  # fmt: skip

_DIACRITICS = re.compile("[\u064b-\u0652\u0670\u0640]")
_ALEFS = re.compile("[أإآٱ]")  # forms of alef


def pair(expected: Sequence[Line], read: Sequence[Line]) -> list[tuple[int, int]]:
    """One-to-one pairs of positions, the best agreement first: figure, class, then nearness."""
    candidates = []
    for i, gold in enumerate(expected):
        for j, found in enumerate(read):
            apart = _gap(gold, found)
            if gold["outcome"] == found["outcome"] and apart <= REACH:
                agreement = 8 * counted(gold, found) + 4 * (gold["who"] == found["who"]) + 2 * (apart == 0)
                candidates.append((agreement - apart / 100, -abs(gold["start"] - found["start"]), i, j))
    pairs: list[tuple[int, int]] = []
    for *_, i, j in sorted(candidates, reverse=True):
        if all(i != taken and j != other for taken, other in pairs):
            pairs.append((i, j))
    return pairs


def counted(expected: Line, read: Line) -> bool:
    """Whether two claims state the same bounds."""
    return (expected["low"], expected["high"]) == (read["low"], read["high"])


def wrong_slots(expected: Line, read: Line, same: Mapping[object, object]) -> list[str]:
    """The slots in which a pair differs, ``count`` among them. ``same`` maps annotated claims' ids to those read."""
    differing = [] if counted(expected, read) else ["count"]
    return differing + [slot for slot in SLOTS if not _AGREE.get(slot, _alike(slot))(expected, read, same)]


Agree = Callable[[Line, Line, Mapping[object, object]], bool]


def _alike(slot: str) -> Agree:
    return lambda expected, read, same: expected.get(slot) == read.get(slot)


def _as_sets(slot: str) -> Agree:
    return lambda expected, read, same: set(expected.get(slot) or ()) == set(read.get(slot) or ())


def _of_claim(slot: str) -> Agree:
    return lambda expected, read, same: same.get(expected.get(slot)) == read.get(slot)


_AGREE: dict[str, Agree] = {
    "cause": _as_sets("cause"),
    "by": _as_sets("by"),
    "part_of": _of_claim("part_of"),
    "repeats": _of_claim("repeats"),
    "place": lambda expected, read, same: _same_place(expected.get("place"), read.get("place")),
    "dates": lambda expected, read, same: all(expected.get(end) == read.get(end) for end in ("from", "to")),
}


def _gap(one: Line, other: Line) -> int:
    """Characters between two quotes; 0 where they overlap."""
    start: int = max(one["start"], other["start"])
    end: int = min(one["start"] + len(one["quote"]), other["start"] + len(other["quote"]))
    return max(0, start - end)


def _same_place(one: str | None, other: str | None) -> bool:
    words, others = _words(one), _words(other)
    return words == others if not words or not others else words <= others or others <= words


def _words(name: str | None) -> set[str]:
    """The words of a name as compared: no diacritics, one form of alef, ya and ta marbuta, no article «ال» (al-)."""
    text = _ALEFS.sub("ا", _DIACRITICS.sub("", name or "")).replace("ى", "ي").replace("ة", "ه")
    return {re.sub("^ال", "", word) for word in re.sub(r"[^\w\s]", " ", text).split()}
