"""Folding: the one form in which Arabic text is matched, with a map back to the untouched text.

Folding drops what carries no meaning for matching (diacritics, tatweel, invisible controls, the breaks of self-censored
words such as «شهـ ـيدان»), unifies letters that newspapers interchange (أ إ آ → ا, ى → ي, ة → ه, Persian ی ک), opens
presentation forms, and writes all digits as 0-9. Law: each folded character maps to a non-empty span of the original,
in order, and spans never cross. Kept out: cutting text into words (``tokens``) and sentences (``sentences``).
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from camel_tools.utils.charsets import AR_DIAC_CHARSET

_TATWEEL = "\u0640"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MARKS = (
    "".join(sorted(AR_DIAC_CHARSET)) + "\u0610-\u061a\u0653-\u065f\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_DROPPED = re.compile(
    # a word broken by tatweel on both sides of a gap: «قـ ـصـ ـف», «القتـ.ـلى»
    rf"{_TATWEEL}+[ .·*_\u00a0{_CONTROLS}]{{1,3}}{_TATWEEL}+(?=[\u0621-\u064a])"
    rf"|{_TATWEEL}+[.،·*_]{{1,3}}{_TATWEEL}*(?=[\u0621-\u064a])"  # and on one side of a mark: «بقـ.صف»
    rf"|[{_TATWEEL}{_CONTROLS}{_MARKS}]+"
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")

_LETTERS = (
    *((letter, "ا") for letter in "أإآٱٲٳ"),
    *((letter, "ي") for letter in "ىیېے"),
    *((letter, "ه") for letter in "ةۀہھ"),
    *((letter, "ك") for letter in "کڪگ"),
    *((chr(0x0660 + digit), str(digit)) for digit in range(10)),
    *((chr(0x06F0 + digit), str(digit)) for digit in range(10)),
    *((blank, " ") for blank in "\u00a0\u2007\u2009\u202f\u3000\t"),
    *((quote, '"') for quote in "“”„‟«»❝❞＂"),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters and its end, where it starts in the original.

    ``starts`` is None where folding moved nothing.
    """

    text: str
    starts: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of folded characters ``start`` to ``end`` (exclusive, at least one character)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a folded text of {len(self.text)} characters")
        if self.starts is None:
            return start, end
        return self.starts[start], max(self.starts[end], self.starts[end - 1] + 1)

    def position(self, original: int) -> int:
        """The first folded character that starts at or after an original offset (the text's length if none does)."""
        if self.starts is None:
            return min(original, len(self.text))
        found = bisect_right(self.starts, original - 1) if original else 0
        return min(found, len(self.text))


def fold(text: str) -> Folded:
    """Fold a text; see the module for what that means."""
    if not _DROPPED.search(text) and not _PRESENTATION.search(text):
        return Folded(_unified(text), None)
    pieces: list[str] = []
    starts = array("q")
    position = 0
    for gap in _DROPPED.finditer(text):
        if gap.start() > position:
            _keep(text, position, gap.start(), pieces, starts)
        position = gap.end()
    _keep(text, position, len(text), pieces, starts)
    starts.append(len(text))
    return Folded(_unified("".join(pieces)), starts)


def _unified(text: str) -> str:
    for letter, one in _LETTERS:  # ten times as fast as str.translate, for most letters do not occur
        text = text.replace(letter, one)
    return text


def _keep(text: str, start: int, end: int, pieces: list[str], starts: "array[int]") -> None:
    """Take over a run of the original, opening presentation forms (one form may stand for several letters)."""
    run = text[start:end]
    if not _PRESENTATION.search(run):
        pieces.append(run)
        starts.extend(range(start, end))
        return
    for offset, character in enumerate(run, start):
        opened = character
        if _PRESENTATION.match(character):
            opened = _DROPPED.sub("", unicodedata.normalize("NFKC", character)).strip()
        pieces.append(opened)
        starts.extend([offset] * len(opened))


def fold_word(word: str) -> str:
    """A lexicon entry or name as it is matched: folded, with single spaces."""
    return " ".join(fold(word).text.split())
