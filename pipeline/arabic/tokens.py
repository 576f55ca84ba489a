"""Words, numbers and marks of folded text, with their offsets. Kept out: what a word means."""

import re
from collections.abc import Sequence
from itertools import chain
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
_TOKEN = re.compile("|".join(_KINDS.values()))
_CUT: Memo[Sequence[str]] = Memo(lambda piece: tuple(_TOKEN.findall(piece)))  # the tokens between two blanks


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

    __slots__ = ("_start", "_starts", "_text", "texts")

    def __init__(self, texts: list[str], text: str, start: int) -> None:
        self.texts = texts
        self._text = text  # in which they stand, from ``start`` on
        self._start = start
        self._starts: list[int] | None = None  # where each begins, once that is asked for

    def start(self, at: int) -> int:
        """The folded offset at which a token begins."""
        return (self._starts or self._located())[at]

    def end(self, at: int) -> int:
        """The folded offset at which a token ends."""
        return (self._starts or self._located())[at] + len(self.texts[at])

    def _located(self) -> list[int]:
        """Where each token begins: what stands between two of them begins none."""
        find, position = self._text.find, self._start
        starts: list[int] = []
        for text in self.texts:
            position = find(text, position)
            starts.append(position)
            position += len(text)
        self._starts = starts
        return starts

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
    pieces = text[start:end].split(" ")
    return Tokens(list(chain.from_iterable(map(_CUT.__getitem__, pieces))), text, start)


def _kind(letter: str) -> Kind:
    return next(kind for kind, pattern in _KINDS.items() if re.match(pattern, letter))


_KIND = Memo(_kind)  # by the first letter of a token
