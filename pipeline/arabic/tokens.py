"""Words, numbers and marks of folded text, with their offsets. Kept out: what a word means."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import accumulate
from operator import itemgetter
from typing import Literal, NamedTuple

from pipeline.arabic.fold import Folded

Kind = Literal["word", "number", "latin", "mark"]

_KINDS: dict[Kind, str] = {
    "word": "[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+",
    "mark": r"[^\w\s]",
    "number": r"\d+(?:[.,٬٫]\d+)*",
    "latin": "[A-Za-z]+",
}
_TOKEN = re.compile(f"({'|'.join(_KINDS.values())})")
_first_letter = itemgetter(0)


class Token(NamedTuple):
    """A word, number or mark of a folded text, at folded offsets ``start`` to ``end``."""

    text: str
    start: int
    end: int
    kind: Kind


_token = partial(tuple.__new__, Token)


class Tokens(list[Token]):
    """The tokens of a text, in order, and ``texts``, the text of each."""

    __slots__ = ("texts",)

    def __init__(self, tokens: Iterable[Token], texts: list[str]) -> None:
        super().__init__(tokens)
        self.texts = texts


def tokenize(folded: Folded | str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens between two folded offsets, in order."""
    text = folded if isinstance(folded, str) else folded.text
    pieces = _TOKEN.split(text[start:end])  # what lies between tokens, and tokens, by turns
    offsets = list(accumulate(map(len, pieces[:-1]), initial=start))
    texts = pieces[1::2]
    kinds = map(_kind, map(_first_letter, texts))
    return Tokens(map(_token, zip(texts, offsets[1::2], offsets[2::2], kinds, strict=True)), texts)


@lru_cache(maxsize=1024)  # letters, of which the first tells the kind of a token
def _kind(letter: str) -> Kind:
    return next(kind for kind, pattern in _KINDS.items() if re.match(pattern, letter))
