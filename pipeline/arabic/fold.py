"""Folding: the one form in which Arabic text is matched, with a map back to the untouched text.

Folding drops what carries no meaning for matching (diacritics, tatweel, invisible controls, the breaks of self-censored
words such as «شهـ ـيدان»), unifies letters that newspapers interchange (أ إ آ → ا, ى → ي, ة → ه, Persian ی ک), opens
presentation forms, writes all digits as 0-9, and tatweel between blanks as the dash that it stands for. Law: each
folded character maps to a non-empty span of the original, in order, and spans never cross. Kept out: cutting text into
words (``tokens``) and sentences (``sentences``).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TATWEEL = "\u0640"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MARKS = (
    "\u064b-\u065f\u0670" + "\u0610-\u061a\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)  # diacritics, recitation
_DROPPED = re.compile(
    rf"[{_TATWEEL}{_CONTROLS}{_MARKS}]"  # stands first and alone, for then letters are passed over at once
    # a word broken by tatweel on both sides of a gap: «قـ ـصـ ـف», «القتـ.ـلى»
    rf"(?:(?<={_TATWEEL}){_TATWEEL}*[ .·*_\u00a0{_CONTROLS}]{{1,3}}{_TATWEEL}+(?=[\u0621-\u064a])"
    rf"|(?<={_TATWEEL}){_TATWEEL}*[.،·*_]{{1,3}}{_TATWEEL}*(?=[\u0621-\u064a])"  # on one side of a mark: «بقـ.صف»
    rf"|[{_TATWEEL}{_CONTROLS}{_MARKS}]*)"
)
_DASH = re.compile(rf"(?<= ){_TATWEEL}+(?= )")  # a dash, to many: «طريق الهول ـ تل براك»
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
    """Folded text, and how it lies on the original of ``size`` characters.

    ``runs`` are stretches that folding took over letter by letter: the folded offset at which each begins, and the
    original one. None where folding moved nothing.
    """

    text: str
    size: int
    runs: tuple[Sequence[int], Sequence[int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of folded characters ``start`` to ``end`` (exclusive, at least one character)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a folded text of {len(self.text)} characters")
        if self.runs is None:
            return start, end
        folded_at, original_at = self.runs
        run = bisect_right(folded_at, start)
        if run < len(folded_at) and end < folded_at[run]:  # within one run, as almost every word is
            moved = original_at[run - 1] - folded_at[run - 1]
            return start + moved, end + moved
        return self.original(start), max(self.original(end), self.original(end - 1) + 1)

    def position(self, original: int) -> int:
        """The first folded character that starts at or after an original offset (the text's length if none does)."""
        if self.runs is None:
            return min(original, len(self.text))
        folded_at, original_at = self.runs
        run = bisect_left(original_at, original) - 1
        if run < 0:
            return 0
        end = folded_at[run + 1] if run + 1 < len(folded_at) else len(self.text)
        return min(folded_at[run] + original - original_at[run], end)

    def original(self, folded: int) -> int:
        """Where a folded character, or the text's end, starts in the original."""
        if self.runs is None:
            return folded
        if folded == len(self.text):
            return self.size
        folded_at, original_at = self.runs
        run = bisect_right(folded_at, folded) - 1
        return original_at[run] + folded - folded_at[run]


@lru_cache(maxsize=4)  # an article is folded to be cut, and again to be read
def fold(text: str) -> Folded:
    """Fold a text; see the module for what that means."""
    if _TATWEEL in text:
        text = _DASH.sub(lambda dash: "-" * len(dash[0]), text)
    opened = _PRESENTATION.search(text) is not None
    if not opened and not _DROPPED.search(text):
        return Folded(_unified(text), len(text))
    kept = _Kept()
    position = 0
    for gap in _DROPPED.finditer(text):
        if gap.start() > position:
            kept.take(text[position : gap.start()], position, opened)
        position = gap.end()
    kept.take(text[position:], position, opened)
    return Folded(_unified("".join(kept.pieces)), len(text), (kept.folded_at, kept.original_at))


def _unified(text: str) -> str:
    for letter, one in _LETTERS:  # ten times as fast as str.translate, for most letters do not occur
        text = text.replace(letter, one)
    return text


class _Kept:
    """The runs of a text that folding keeps."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.folded_at: list[int] = []
        self.original_at: list[int] = []
        self._length = 0

    def take(self, run: str, start: int, opened: bool) -> None:
        """Take over a run that starts at an original offset, opening the presentation forms there may be in it."""
        if not opened or not _PRESENTATION.search(run):
            self._add(run, start)
            return
        for offset, character in enumerate(run, start):
            if not _PRESENTATION.match(character):
                self._add(character, offset)
                continue
            for letter in _DROPPED.sub("", unicodedata.normalize("NFKC", character)).strip():
                self._add(letter, offset)  # one form may stand for several letters

    def _add(self, piece: str, start: int) -> None:
        if piece:
            self.pieces.append(piece)
            self.folded_at.append(self._length)
            self.original_at.append(start)
            self._length += len(piece)


def fold_word(word: str) -> str:
    """A lexicon entry or name as it is matched: folded, with single spaces."""
    return " ".join(fold(word).text.split())
