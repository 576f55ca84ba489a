"""Words, numbers and marks of folded text, with their offsets. Kept out: what a word means."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, overload

from pipeline.arabic.fold import Folded
from pipeline.arabic.memo import Memo

Kind = Literal["word", "number", "latin", "mark"]

_KINDS: dict[Kind, str] = {
    "word": "[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+",
    "mark": r"[^\w\s]",
    "number": r"\d+(?:[.,٬٫]\d+)*",
    "latin": "[A-Za-z]+",
}
_TOKEN = re.compile(f"({'|'.join(_KINDS.values())})")


class Token(NamedTuple):
    """A word, number or mark of a folded text, at folded offsets ``start`` to ``end``."""

    text: str
    start: int
    end: int
    kind: Kind


class Tokens(Sequence[Token]):
    """The tokens of a text, in order; ``texts`` holds what each of them is.

    Its columns are what readers look through; a Token is made only of what is asked for by its place.
    """

    __slots__ = ("_offsets", "texts")

    def __init__(self, texts: list[str], offsets: Sequence[int]) -> None:
        self.texts = texts
        self._offsets = offsets  # where each begins and ends, by turns

    def start(self, at: int) -> int:
        """The folded offset at which a token begins."""
        return self._offsets[2 * at]

    def end(self, at: int) -> int:
        """The folded offset at which a token ends."""
        return self._offsets[2 * at + 1]

    def kind(self, at: int) -> Kind:
        """The kind of a token."""
        return _KIND[self.texts[at][0]]

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...

    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return Token(self.texts[place], self.start(place), self.end(place), self.kind(place))


def tokenize(folded: Folded | str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens between two folded offsets, in order."""
    text = folded if isinstance(folded, str) else folded.text
    pieces = _TOKEN.split(text[start:end])  # what lies between tokens, and tokens, by turns
    lengths = map(len, pieces[:-1])
    return Tokens(pieces[1::2], list(accumulate(lengths, initial=start))[1:])


def _kind(letter: str) -> Kind:
    return next(kind for kind, pattern in _KINDS.items() if re.match(pattern, letter))


_KIND = Memo(_kind)  # by the first letter of a token
