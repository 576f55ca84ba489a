"""The index in which names are looked up: one dictionary step a word, clitics included.

Every first word of a name is entered with each proclitic it can take: و ف (and), ب ل ك (in, to, as) and their stacks;
ل swallows the alef of the article («للرقة»). Kept out: whether a word that matches is meant as a place (``mentions``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.arabic.fold import fold_word
from pipeline.arabic.tokens import tokenize
from pipeline.places.place import Place
from pipeline.places.tables import Entry
from pipeline.places.vocabulary import PlaceNoun, Vocabulary

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_JOINED_HEADS = ("كفر", "دير")  # كفرنبل is written كفر نبل too


@dataclass(slots=True)
class Node:
    """A point in a name: the words that may follow, and the places whose name ends here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    barred: bool = False  # a phrase that is no place ends here


@dataclass(frozen=True, slots=True)
class Clitics:
    """What stands before the bare word: how many characters, and whether they swallow its article."""

    length: int
    conjunction: bool
    preposition: bool
    article: bool = False


_BARE = Clitics(0, False, False)


@dataclass(slots=True)
class Word:
    """Everything one surface word may be: the first word of names, a noun of place, a side."""

    starts: list[tuple[Clitics, Node, str]] = field(default_factory=list)
    noun: PlaceNoun | None = None
    direction: bool = False
    clitics: Clitics = _BARE


class NameIndex:
    """Names and words of place by surface word. Built once, then only read."""

    def __init__(self, entries: Iterable[Entry], vocabulary: Vocabulary) -> None:
        roots: dict[str, Node] = {}
        for entry in entries:
            for spelling in entry.spellings:
                place = entry.place
                if spelling.needs != place.needs:
                    place = replace(place, needs=spelling.needs)
                for words in written(spelling.text):
                    node = _descend(roots, words)
                    if all(known.place_id != place.place_id for known in node.places):
                        node.places = (*node.places, place)
        for phrase in vocabulary.not_places:
            _descend(roots, list(phrase)).barred = True
        self.words: dict[str, Word] = {}
        for bare, node in roots.items():
            for surface, clitics in attached(bare):
                self._word(surface).starts.append((clitics, node, bare))
        for bare, noun in vocabulary.nouns.items():
            for surface, clitics in attached(bare):
                word = self._word(surface)
                if word.noun is None or clitics.length < word.clitics.length:
                    word.noun, word.clitics = noun, clitics
        for bare in vocabulary.directions:
            for surface, clitics in attached(bare):
                word = self._word(surface)
                word.direction, word.clitics = True, clitics
        for word in self.words.values():
            word.starts.sort(key=lambda start: start[0].length)

    def _word(self, surface: str) -> Word:
        found = self.words.get(surface)
        if found is None:
            found = self.words[surface] = Word()
        return found


def _descend(roots: dict[str, Node], words: list[str]) -> Node:
    node = roots.setdefault(words[0], Node())
    for word in words[1:]:
        node = node.following.setdefault(word, Node())
    return node


def written(name: str) -> Iterator[list[str]]:
    """The folded words of a name, as it stands and as newspapers join or split it."""
    words = [token.text for token in tokenize(fold_word(name))]
    yield words
    if len(words) == 2:
        yield ["".join(words)]
    elif len(words) == 1 and words[0].startswith(_JOINED_HEADS) and len(words[0]) > 5:
        yield [words[0][:3], words[0][3:]]


def attached(bare: str) -> Iterator[tuple[str, Clitics]]:
    """The surface forms of a folded word with the proclitics it can take."""
    for conjunction in _CONJUNCTIONS:
        joined = bool(conjunction)
        yield conjunction + bare, Clitics(len(conjunction), joined, False)
        for preposition in _PREPOSITIONS:
            length = len(conjunction) + 1
            if preposition == "ل" and bare.startswith("الل"):
                yield f"{conjunction}ل{bare[2:]}", Clitics(length, joined, True, True)  # للاذقية for ل + اللاذقية
            elif preposition == "ل" and bare.startswith("ال"):
                yield f"{conjunction}ل{bare[1:]}", Clitics(length + 1, joined, True, True)  # للرقة for ل + الرقة
            else:
                yield conjunction + preposition + bare, Clitics(length, joined, True)
