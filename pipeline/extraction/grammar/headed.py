"""Figures headed by their places, as recorders list them: «حلب: 40 شهيدا، إدلب: 20، دير الزور 15», «وفي إدلب 20».

Kept out: what the figures count (``grammar``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.grammar.phrases import PhraseReader
from pipeline.places import ReadPlace

ITEM_REACH = 14  # words from one figure of a list to the place that heads the next
_IN = frozenset(("في", "وفي", "ففي"))
_MARKS = frozenset((":", ",", "،", "؛", "-", "–", "—", "•", "*", "و"))
_BEFORE_FIGURE = frozenset((":", "-", "–", "("))
_COUNTRYSIDE = frozenset(("وريفها", "وريفه"))


@dataclass(slots=True)
class Headed:
    """A figure of such a list: its first word, its place in the sentence's ``places``, the words of its item.

    ``verb``: it has one of its own («وفي حلب أصيب 3»).
    """

    figure: int
    place: int
    first: int
    last: int
    verb: bool = False


def headed(reader: PhraseReader, places: Sequence[ReadPlace], item: bool = False) -> list[Headed]:
    """The figures of a sentence right after their place, two and more in turn, or one after «، وفي» (and in).

    So is one that opens an ``item`` of a list: «- إدلب: 20».
    """
    if len(places) < 2 - item:
        return []
    runs: list[list[Headed]] = [[]]
    for at, read in enumerate(places):
        figure = _figure_after(reader, read)
        if figure is None:
            continue
        whole = _joined_from(places, at)
        first = places[whole].mention.begin
        first -= first > 0 and reader.words[first - 1].text in _IN
        if not _begins(reader, first):
            continue
        if runs[-1] and first - runs[-1][-1].figure > ITEM_REACH:
            runs.append([])
        if runs[-1]:
            runs[-1][-1].last = first
        verb = any(word.predicates for word in reader.words[read.mention.last : figure])
        runs[-1].append(Headed(figure, whole, first, min(figure + ITEM_REACH, len(reader.words)), verb))
    return [one for run in runs if len(run) > 1 or (run and _alone(reader, run[0].first, item)) for one in run]


def _joined_from(places: Sequence[ReadPlace], at: int) -> int:
    """The first of the places coordinated with one: «حيي الجورة والحويقة 65»."""
    while at > 0 and places[at - 1].mention.last == places[at].mention.begin:
        at -= 1
    return at


def _alone(reader: PhraseReader, first: int, item: bool) -> bool:
    """Whether a clause of another place begins at a word, or an item of a list: «…، وفي حلب أصيب 3», «- إدلب: 20»."""
    if item and all(word.kind == "mark" for word in reader.words[:first]):
        return True
    return first > 0 and reader.words[first].text == "وفي" and reader.words[first - 1].text in _MARKS


def _begins(reader: PhraseReader, first: int) -> bool:
    """Whether an item may begin at a word: after a mark, with «و» (and), or after the verb of the first."""
    text = reader.words[first].text
    if first == 0 or reader.words[first - 1].text in _MARKS or (text in _IN and text != "في"):
        return True
    joined = text.startswith("و") and reader.words[first].kind == "word"
    return joined or (text == "في" and bool(reader.words[first - 1].predicates))


def _figure_after(reader: PhraseReader, read: ReadPlace) -> int | None:
    """Where people are counted right after a place: «حلب وريفها: 40 شهيدا», «في حلب سقط 40 شهيدا», «حماة: قتيلان»."""
    words, at = reader.words, read.mention.last
    at += at < len(words) and words[at].text in _COUNTRYSIDE
    marked = at < len(words) and words[at].text in _BEFORE_FIGURE
    at += marked
    verb = at < len(words) and bool(words[at].predicates) and (marked or read.mention.locative)
    if verb:
        end = reader.forces.get(at + 1, at + 1)  # «وفي الرقة اعتقلت قسد 12 شابا»
        at = end if end in reader.quantity else at + 1
    phrase = reader.at(at)
    if verb and phrase is None:
        return at  # «وفي دير الزور قتل راع»
    if phrase is None:
        return at if (bare := reader.figure(at)) is not None and ends(reader, bare.last) else None
    people = phrase.modality == "exact" and (phrase.outcome is not None or verb)
    return at if phrase.counted or people else None


def ends(reader: PhraseReader, place: int) -> bool:
    """Whether an item may end before a word: at a mark, at «و» (and), or at the end of the sentence."""
    return place >= len(reader.words) or reader.words[place].kind == "mark" or reader.words[place].text == "و"
