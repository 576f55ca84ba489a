"""The index in which names are looked up: one dictionary step a word, a few more where a word may begin with clitics.

The proclitics are و ف (and), ب ل (in, to) and their stacks; ل swallows the alef of the article («للرقة» is ل + الرقة).
Kept out: whether a word that matches is meant as a place (``phrases``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.arabic.fold import fold
from pipeline.arabic.memo import Memo
from pipeline.arabic.tokens import tokenize
from pipeline.places.place import Place
from pipeline.places.tables import Entry, Spelling
from pipeline.places.vocabulary import PlaceNoun, Vocabulary

_SETTLEMENTS = frozenset(("city", "town", "village"))
_SHORTEST = 4  # letters of a name without its article
_JOINED_HEADS = ("كفر", "دير")  # كفرنبل is written كفر نبل too


@dataclass(slots=True)
class Node:
    """A point in a name: the words that may follow, and the places whose name ends here.

    The first word of a name may itself be a noun of place or a side.
    """

    following: dict[str, "Node"] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    barred: bool = False  # a phrase that is no place ends here
    noun: PlaceNoun | None = None
    direction: bool = False


@dataclass(frozen=True, slots=True)
class Clitics:
    """What stands before the bare word: how many characters, a conjunction, a preposition."""

    length: int
    conjunction: bool
    preposition: bool


@dataclass(frozen=True, slots=True)
class Start:
    """One reading of a surface word as the first word of names: its clitics, the bare word and its node."""

    clitics: Clitics
    bare: str
    node: Node


_BARE = Clitics(0, False, False)


def _proclitics() -> dict[str, tuple[tuple[str, str, Clitics], ...]]:
    """By first letter: prefixes, the letters that the bare word has in their place, and what they are."""
    found: dict[str, list[tuple[str, str, Clitics]]] = {}
    for conjunction in ("", "و", "ف"):
        joined, length = bool(conjunction), len(conjunction)
        for prefix, swallowed, skipped in (("", "", 0), ("ب", "", 1), ("ل", "", 1), ("لل", "ال", 2), ("ل", "ال", 1)):
            if conjunction or prefix:
                clitics = Clitics(length + skipped, joined, bool(prefix))
                found.setdefault((conjunction + prefix)[0], []).append((conjunction + prefix, swallowed, clitics))
    return {letter: tuple(prefixes) for letter, prefixes in found.items()}


_PROCLITICS = _proclitics()


class NameIndex:
    """Names and words of place by surface word. Built once, then only read."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        listed = _folded(entries)
        self._roots = _tree(listed, vocabulary)
        self.villages = _by_other_spelling(listed)  # by their names with or without their article, for after a noun
        self.starts = Memo(self._starts)
        for bare, noun in vocabulary.nouns.items():
            self._roots.setdefault(bare, Node()).noun = noun
        for bare in vocabulary.directions:
            self._roots.setdefault(bare, Node()).direction = True

    def _starts(self, surface: str) -> Sequence[Start]:
        """The readings of a surface word, fewest clitics first; empty for almost every word."""
        found: list[Start] = []
        node = self._roots.get(surface)
        if node is not None:
            found.append(Start(_BARE, surface, node))
        for prefix, swallowed, clitics in _PROCLITICS.get(surface[:1], ()):
            if surface.startswith(prefix):
                bare = swallowed + surface[len(prefix) :]
                node = self._roots.get(bare)
                if node is not None and (swallowed != "ال" or prefix[-2:] == "لل" or bare.startswith("الل")):
                    found.append(Start(clitics, bare, node))
        return found

    def noun(self, surface: str) -> PlaceNoun | None:
        """The noun of place that a word is without any proclitic."""
        node = self._roots.get(surface)
        return node.noun if node else None

    def direction(self, surface: str) -> bool:
        """Whether a word is a side («شمال», north) without any proclitic."""
        node = self._roots.get(surface)
        return node is not None and node.direction


def _folded(entries: Iterable[Entry]) -> list[tuple[Place, Spelling, str]]:
    """Every spelling with its place and as it is matched, folded all at once."""
    listed = [(entry.place, spelling) for entry in entries for spelling in entry.spellings]
    folded = fold("\n".join(spelling.text for _, spelling in listed)).text.split("\n")
    return [(place, spelling, name) for (place, spelling), name in zip(listed, folded, strict=True)]


def _tree(listed: Iterable[tuple[Place, Spelling, str]], vocabulary: Vocabulary) -> dict[str, Node]:
    """All names by their first word."""
    roots: dict[str, Node] = {}
    for place, spelling, name in listed:
        if spelling.needs != place.needs:
            place = replace(place, needs=spelling.needs)
        for words in written(name):
            node = _descend(roots, words)
            if all(known.place_id != place.place_id for known in node.places):
                node.places = (*node.places, place)
    for phrase in vocabulary.not_places:
        _descend(roots, list(phrase)).barred = True
    return roots


def _by_other_spelling(listed: Iterable[tuple[Place, Spelling, str]]) -> dict[str, tuple[Place, ...]]:
    """Settlements by a name of one word with the article that it lacks, or without the one that it has."""
    found: dict[str, dict[str, Place]] = {}
    for place, _, name in listed:
        if place.kind in _SETTLEMENTS and (other := _with_or_without_article(name)):
            found.setdefault(other, {})[place.place_id] = replace(place, prominence=1)
    return {name: tuple(places.values()) for name, places in found.items()}


def _with_or_without_article(name: str) -> str | None:
    """How a name of one word is written as well, after its noun: «قرية الخالدية» is «قرية خالدية» too.

    Not so the shortest, for «العلي» without its article is «على» (on).
    """
    if not name.isalpha():
        return None
    bare = name.removeprefix("ال")
    return ("ال" + name if bare == name else bare) if len(bare) >= _SHORTEST else None


def _descend(roots: dict[str, Node], words: list[str]) -> Node:
    node = roots.get(words[0])
    if node is None:
        node = roots[words[0]] = Node()
    for word in words[1:]:
        following = node.following.get(word)
        if following is None:
            following = node.following[word] = Node()
        node = following
    return node


def written(name: str) -> Iterator[list[str]]:
    """The words of a folded name, as it stands and as newspapers join or split it."""
    words = name.split()
    if not name.replace(" ", "").isalpha():
        words = [token.text for token in tokenize(name)]
    yield words
    if len(words) == 2:
        yield ["".join(words)]
    elif len(words) == 1 and name.startswith(_JOINED_HEADS) and len(name) > 5:
        yield [name[:3], name[3:]]
