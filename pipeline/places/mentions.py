"""Mentions of places in one sentence: names over clitics, and the evidence that a word is used as a place.

Kept out: names after a noun of place or a side (``phrases``), and which of several places is meant (``resolve``).
"""

from collections.abc import Sequence
from itertools import compress

from pipeline.places.names import Clitics, Start
from pipeline.places.phrases import Read, noun_phrase, side_of, under_countryside, with_sides
from pipeline.places.place import Evidence, Needs, PlaceMention, Span
from pipeline.places.sentence import ALSO, CLOSING, LINKS, QUOTES, Match, Sentence
from pipeline.values import replace

_MARKS = QUOTES | CLOSING
_JOINING = _MARKS | LINKS | ALSO
_COUNTRYSIDE = ("ريف ", "باديه ")  # listed names that take a side: «ريف دمشق الغربي» (western rural Damascus)
_MET: dict[Evidence, frozenset[Needs]] = {  # what the needs of a name may be, by the evidence that it is a place
    "name": frozenset({""}),
    "preposition": frozenset({"", "place"}),
}


def find_mentions(sentence: Sentence) -> list[PlaceMention]:
    """Every mention, in order, without overlaps; those that are not ``sure`` may be ordinary words."""
    found: list[PlaceMention] = []
    position = 0
    starts = list(map(sentence.index.starts.__getitem__, sentence.tokens.texts))
    for at in compress(range(len(starts)), starts):
        if at < position or sentence.tokens.kind(at) != "word":
            continue
        read, position = _read(sentence, at, starts[at], found[-1] if found else None)
        found.extend(read)
        if read:
            position = max(position, read[-1].last)  # the sides of a countryside stand behind what it holds
    for n in range(len(found) - 1):
        if not found[n].sure and _placed(found[n], found[n + 1]):
            found[n] = replace(found[n], sure=True)
    return found


def join(sentence: Sentence, mentions: Sequence[PlaceMention], at: int) -> Span:
    """The span of the mention ``at`` with those coordinated with it («سراقب وقرية مشمشان»), as a place is written.

    Mentions are coordinated where only و (and), marks and nouns of place stand between them, and a و or comma does. The
    countryside said to hold the last of them is not one more.
    """
    first = last = at
    while first > 0 and _coordinated(sentence, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _coordinated(sentence, mentions[last], mentions[last + 1]):
        last += 1
    while last > max(first, at) and _holds(sentence, mentions[last - 1], mentions[last]):
        last -= 1
    return Span(mentions[first].first, mentions[last].last, mentions[first].start, mentions[last].end)


def _read(sentence: Sentence, at: int, starts: Sequence[Start], previous: PlaceMention | None) -> Read:
    """The mentions that begin at a token with these readings, and the token to read on from."""
    match = sentence.longest(at, starts)
    if match and match.node.barred:
        return [], match.last
    if match is None or match.last == at + 1:
        for start in starts:
            phrase: Read | None = None
            if start.node.noun:
                phrase = noun_phrase(sentence, at, start.node.noun, start.clitics)
            elif start.node.direction:
                phrase = side_of(sentence, at, start.clitics)
            if phrase:
                return phrase
    if match is None:
        return [], at + 1
    mention = _alone(sentence, at, match, previous)
    return [mention], mention.last


def _alone(sentence: Sentence, at: int, match: Match, previous: PlaceMention | None) -> PlaceMention:
    """A listed name that no noun of place introduces."""
    evidence, near = _evidence(sentence, at, match.clitics, previous)
    met = _MET.get(evidence)
    mention = PlaceMention(
        first=at,
        last=match.last,
        start=sentence.start(at, match.clitics.length),
        end=sentence.end(match.last),
        begin=at,
        name=match.name,
        noun=None,
        candidates=match.node.places,
        evidence=evidence,
        sure=met is None or any(place.needs in met for place in match.node.places),
        near=near,
    )
    whole = under_countryside(sentence, mention)
    if whole:
        return whole
    return with_sides(sentence, mention) if match.name.startswith(_COUNTRYSIDE) else mention


def _placed(mention: PlaceMention, following: PlaceMention) -> bool:
    """Whether a doubtful name is said to lie in the place right after it: «في الزهراء بحمص» (in Zahraa in Homs)."""
    governorates = {place.governorate for place in mention.candidates}
    return (
        mention.evidence == "preposition"
        and following.sure
        and following.locative
        and following.begin == mention.last
        and any(place.governorate in governorates for place in following.candidates)
    )


def _evidence(sentence: Sentence, at: int, clitics: Clitics, previous: PlaceMention | None) -> tuple[Evidence, bool]:
    """What shows that a name is used as a place, and whether it says only what is nearby."""
    if previous and previous.sure and _linked(sentence, previous.last, at, clitics):
        return "coordination", previous.near
    before = at - 1
    while sentence.text(before) in QUOTES:
        before -= 1
    text, vocabulary = sentence.text(before), sentence.vocabulary
    if sentence.nearby(before + 1):
        return "preposition", True
    if clitics.preposition or text in vocabulary.before or (text[:1] in {"و", "ف"} and text[1:] in vocabulary.before):
        return "preposition", False
    return "name", False


def _linked(sentence: Sentence, last: int, at: int, clitics: Clitics) -> bool:
    """Whether a name carries on a list of places: «سراقب وأريحا», «نوى، جاسم»."""
    between = [text for text in sentence.tokens.texts[last:at] if text not in _MARKS]
    return (not between and clitics.conjunction) or (len(between) == 1 and between[0] in LINKS)


def _coordinated(sentence: Sentence, left: PlaceMention, right: PlaceMention) -> bool:
    linked = _clitic(sentence, right) == "و"
    for text in sentence.tokens.texts[left.last : right.first]:
        noun = any(start.node.noun and not start.clitics.preposition for start in sentence.index.starts[text])
        if not noun and text not in _JOINING:
            return False
        linked = linked or text in LINKS or (noun and text.startswith("و"))
    return linked


def _holds(sentence: Sentence, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether the second is said to hold the first: «أوبين، بريف اللاذقية» (Ubin, in rural Latakia), «، شرقي إدلب»."""
    clitic = _clitic(sentence, right)
    if right.area and not left.area and clitic == "ب":
        return True
    if clitic == "و" or any(sentence.text(at) == "و" for at in range(left.last, right.first)):
        return False
    if right.candidates and all(place.kind == "region" for place in right.candidates):
        return True  # «مدينة إدلب، شمال غربي سوريا»
    governorates = {place.governorate for place in left.candidates}
    return right.area and not left.area and any(place.governorate in governorates for place in right.candidates)


def _clitic(sentence: Sentence, mention: PlaceMention) -> str:
    """The letter that is written on to a mention's first word, if one is."""
    return sentence.text(mention.first)[:1] if sentence.start(mention.first) < mention.start else ""
