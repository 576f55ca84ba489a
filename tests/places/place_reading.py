"""A sentence with its places and the words in which each is written, as the tests of this folder look at it."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.arabic.fold import fold
from pipeline.places import DocumentPlaces, ReadPlace


@dataclass(frozen=True, slots=True)
class Reading:
    """The places of one sentence."""

    sentence: str
    places: DocumentPlaces

    @property
    def read(self) -> tuple[ReadPlace, ...]:
        return self.places.sentences[0]

    def written(self, start: int, end: int) -> str:
        first, last = fold(self.sentence).span(start, end)
        return self.sentence[first:last]

    @property
    def names(self) -> list[str]:
        return [self.written(one.mention.start, one.mention.end) for one in self.read]


Read = Callable[[str], Reading]
