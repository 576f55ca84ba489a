"""The words of time expressions, folded and keyed for lookup, from ``seeds/lexicons/time_expressions.csv``.

Kept out: month names (``calendar``) and how words combine into an expression (``dates``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.arabic.calendar import months
from pipeline.arabic.fold import fold_word
from pipeline.lexicon import LexiconError, converted, read_rows
from pipeline.project import SEEDS

PATH = SEEDS / "lexicons" / "time_expressions.csv"
KINDS = ("weekday", "day", "part", "adverb", "phrase", "past", "current", "future", "few", "unit", "dual", "edge",
         "year", "lead", "named", "about")  # fmt: skip
_CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")


Rest = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The entries of each kind by their first word, clitics on and off: the words after it, longest first, and the
    value that the lexicon gives them. ``starts`` are the words at which an expression may start."""

    by_kind: dict[str, dict[str, list[tuple[Rest, str]]]]
    starts: frozenset[str]

    def match(self, kind: str, texts: Sequence[str], index: int) -> tuple[str, int] | None:
        """The longest entry of a kind that starts at a word: its value and the word after it."""
        if index >= len(texts):
            return None
        for rest, value in self.by_kind[kind].get(texts[index], ()):
            last = index + 1 + len(rest)
            if not rest or tuple(texts[index + 1 : last]) == rest:
                return value, last
        return None

    def holds(self, kind: str, texts: Sequence[str], index: int) -> bool:
        """Whether an entry of a kind starts at a word."""
        return self.match(kind, texts, index) is not None


@cache
def time_words() -> TimeWords:
    """The lexicon of time expressions; LexiconError where a row cannot be used."""
    by_kind: dict[str, dict[tuple[str, ...], str]] = {kind: {} for kind in KINDS}
    rows = read_rows(PATH, ("text", "kind", "value", "example"), required=("text", "kind", "example"))
    for row in rows:
        entries = converted(PATH, row, "kind", by_kind.__getitem__, f"one of {', '.join(KINDS)}")
        words = tuple(fold_word(row["text"]).split())
        if words in entries:
            raise LexiconError(
                PATH, int(row["line"]), f"{row['text']} folds to an entry given before", "remove the row"
            )
        if row["kind"] in ("weekday", "day"):
            converted(PATH, row, "value", int, "a whole number")
        entries[words] = row["value"]
    opening = ("weekday", "day", "part", "adverb", "phrase", "unit", "dual", "edge", "year", "lead")
    heads = {words[0] for kind in opening for words in by_kind[kind]} | {words[0] for words in months()}
    starts = frozenset(clitic + head for head in heads | {"شهر", "ال", "يوم", "يومي"} for clitic in _CLITICS)
    return TimeWords({kind: _by_first_word(entries) for kind, entries in by_kind.items()}, starts)


def _by_first_word(entries: dict[tuple[str, ...], str]) -> dict[str, list[tuple[Rest, str]]]:
    found: dict[str, list[tuple[Rest, str]]] = {}
    for words in sorted(entries, key=len, reverse=True):
        for clitic in _CLITICS:
            found.setdefault(clitic + words[0], []).append((words[1:], entries[words]))
    return found
