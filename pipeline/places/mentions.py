"""Mentions of places in one sentence: longest names over clitics, and the evidence that a word is used as a place.

Kept out: names after a noun of place or a side (``phrases``), and which of several places is meant (``resolve``).
"""

from collections.abc import Sequence

from pipeline.arabic.tokens import Token
from pipeline.places.names import NameIndex
from pipeline.places.phrases import PhraseReader
from pipeline.places.place import PlaceMention, Span
from pipeline.places.vocabulary import Vocabulary

_BETWEEN = frozenset({"و", "،", ",", "/", "-", "–", "—", '"', "(", ")"})


def find_mentions(index: NameIndex, vocabulary: Vocabulary, tokens: Sequence[Token]) -> list[PlaceMention]:
    """Every mention, in order, without overlaps; those that are not ``sure`` may be ordinary words."""
    found: list[PlaceMention] = []
    reader = PhraseReader(index, vocabulary, tokens)
    position = 0
    for at, token in enumerate(tokens):
        if at < position or token.kind != "word" or not (starts := index.starts(token.text)):
            continue
        read, position = reader.read(at, starts, found[-1] if found else None)
        found.extend(read)
    return found


def join(mentions: Sequence[PlaceMention], tokens: Sequence[Token], at: int, index: NameIndex) -> Span:
    """The span of the mention ``at`` with those coordinated with it («سراقب وقرية مشمشان»), as a place is written.

    Mentions are coordinated where only و (and), marks and nouns of place stand between them, and a و or comma does.
    """
    first = last = at
    while first > 0 and _coordinated(mentions[first - 1], mentions[first], tokens, index):
        first -= 1
    while last + 1 < len(mentions) and _coordinated(mentions[last], mentions[last + 1], tokens, index):
        last += 1
    return Span(mentions[first].first, mentions[last].last, mentions[first].start, mentions[last].end)


def _coordinated(left: PlaceMention, right: PlaceMention, tokens: Sequence[Token], index: NameIndex) -> bool:
    between = [token.text for token in tokens[left.last : right.first]]
    if not between:
        return tokens[right.first].text.startswith("و") and tokens[right.first].start < right.start
    linked = tokens[right.first].text.startswith("و") and tokens[right.first].start < right.start
    for text in between:
        noun = any(start.node.noun and not start.clitics.preposition for start in index.starts(text))
        if text not in _BETWEEN and not noun:
            return False
        linked = linked or text in {"و", "،", ",", "-", "–", "/"} or (noun and text.startswith("و"))
    return linked
