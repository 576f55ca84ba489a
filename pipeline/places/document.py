"""The places of one article: every sentence's mentions, resolved with the whole article as context.

Kept out: which of them is the place of which event (``extraction``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.arabic.tokens import Tokens
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.place import PlaceMention, ReadPlace, ResolvedPlace, Span
from pipeline.places.resolve import Context, resolve, resolve_all
from pipeline.values import replace


@dataclass(frozen=True, slots=True)
class DocumentPlaces:
    """What was read: for each sentence, its mentions in order with the place each resolves to."""

    gazetteer: Gazetteer
    tokens: tuple[Tokens, ...]
    sentences: tuple[tuple[ReadPlace, ...], ...]

    @classmethod
    def read(cls, gazetteer: Gazetteer, sentences: Sequence[Tokens]) -> "DocumentPlaces":
        """Read an article's sentences (folded tokens), title included, furniture left out (give it no tokens).

        A word that may be an ordinary one is taken for a place where the article elsewhere plainly uses it so.
        """
        found = [gazetteer.find(tokens, doubtful=True) if tokens else [] for tokens in sentences]
        names = {m.name for mentions in found for m in mentions if m.sure and m.candidates and m.locative}
        kept = [[_settled(m, names) for m in mentions if m.sure or m.name in names] for mentions in found]
        context = Context.of(gazetteer, (m for mentions in kept for m in mentions))
        read = tuple(
            tuple(map(partial(ReadPlace, n), mentions, resolve(mentions, context))) for n, mentions in enumerate(kept)
        )
        return cls(gazetteer, tuple(sentences), read)

    def together(self, sentence: int, at: int) -> tuple[Span, ResolvedPlace | None]:
        """The span and place of a sentence's mention ``at`` with those coordinated with it."""
        read = self.sentences[sentence]
        span = self.gazetteer.join([one.mention for one in read], self.tokens[sentence], at)
        inside = [one.place for one in read if span.start <= one.mention.start < span.end and one.place]
        return span, resolve_all(inside, self.gazetteer)


def _settled(mention: PlaceMention, names: set[str]) -> PlaceMention:
    return mention if mention.sure or mention.name not in names else replace(mention, sure=True)
