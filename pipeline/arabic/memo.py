"""What a function says of a word, kept for when the word comes again: texts repeat their words.

Kept out: anything that depends on where a word stands.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

ROOM = 50_000  # words kept: the vocabulary of some ten thousand articles

Value = TypeVar("Value")


class Memo(dict[str, Value], Generic[Value]):
    """The values of a function by word, worked out when first asked for: ``memo[word]``.

    It is emptied once it is full. A look-up is all that a token costs; an order of use to keep up, as
    ``functools.lru_cache`` has it, costs half as much again.
    """

    def __init__(self, of: Callable[[str], Value]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> Value:
        if len(self) >= ROOM:
            self.clear()
        value = self[word] = self._of(word)
        return value
