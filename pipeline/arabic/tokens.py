"""Words, numbers and marks of folded text, with their offsets. Kept out: what a word means."""

import re
from typing import Literal, NamedTuple

from pipeline.arabic.fold import Folded

Kind = Literal["word", "number", "latin", "mark"]

_TOKEN = re.compile(
    r"(?P<word>[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+)"
    r"|(?P<mark>[^\w\s])"
    r"|(?P<number>\d+(?:[.,٬٫]\d+)*)"
    r"|(?P<latin>[A-Za-z]+)"
)


class Token(NamedTuple):
    """A word, number or mark of a folded text, at folded offsets ``start`` to ``end``."""

    text: str
    start: int
    end: int
    kind: Kind


def tokenize(folded: Folded | str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two folded offsets, in order."""
    text = folded if isinstance(folded, str) else folded.text
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.group(), m.start(), m.end(), m.lastgroup) for m in found]  # type: ignore[arg-type]
