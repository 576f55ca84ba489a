"""A total told apart: «341 شخصا: 120 مدنيا بينهم 25 طفلا، و96 من قوات النظام، و125 من التنظيم», as monitors report.

Kept out: which total it is, and the claims that come of it (``grammar``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extraction.grammar.coordination import conjoined
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader
from pipeline.extraction.marks import STOPS, SUBSETS

QUALIFIED = 9  # words after a figure that tell where, by whom or how: «على يد قوات الإدارة الذاتية»
_COMMAS = ("،", ",", "-", "؛")
_CLASSES = ("child", "woman", "medic_or_rescuer", "journalist")  # which are told of as parts of parts


@dataclass(slots=True)
class Item:
    """One of the figures that make a total, and those that are parts of it; ``qualified`` by words of its own."""

    phrase: Phrase
    parts: list[Phrase] = field(default_factory=list)
    last: int = 0
    qualified: bool = False


def breakdown(reader: PhraseReader, start: int, whole: int, introduced: bool) -> list[Item]:
    """The figures from word ``start`` on that make ``whole``, or, where they are ``introduced``, no more than that.

    Empty where they are fewer than two, or do not fit.
    """
    items: list[Item] = []
    place = start
    while (item := _item(reader, place)) is not None and _sum(items) + (item.phrase.low or 0) <= whole:
        items.append(item)
        place = _next(reader, item)
    fits = _sum(items) == whole or (introduced and _sum(items) <= whole)
    return items if len(items) > 1 and fits else []


def _sum(items: Sequence[Item]) -> int:
    return sum(item.phrase.low or 0 for item in items)


def _item(reader: PhraseReader, place: int) -> Item | None:
    phrase = _figure(reader, place)
    if phrase is None:
        return None
    item = Item(phrase, last=phrase.last)
    after = item.last
    if after < len(reader.words) and reader.words[after].text in _COMMAS:
        after += 1
    if item.last < len(reader.words) and reader.words[item.last].text == "(":
        _take_parts(reader, item, item.last + 1, closed=True)
    elif after < len(reader.words) and "subset" in reader.words[after].roles:
        _take_parts(reader, item, after + 1, closed=False)
    return item


def _figure(reader: PhraseReader, place: int) -> Phrase | None:
    """An exact figure at a word, of people or of nobody named, or one or two people."""
    phrase = reader.at(place) or (reader.figure(place) if place in reader.quantity else None)
    if phrase is None or phrase.modality != "exact" or phrase.outcome is not None or phrase.low != phrase.high:
        return None
    return phrase if phrase.counted or phrase.noun is not None or place in reader.quantity else None


def _take_parts(reader: PhraseReader, item: Item, place: int, closed: bool) -> None:
    """Take in the parts of an item, up to the bracket's end, or up to a comma or to people of another kind."""
    found: list[Phrase] = []
    while (part := _figure(reader, place)) is not None:
        nested = closed or not found or (part.who in _CLASSES and conjoined(reader, place))
        if not nested or sum(each.low or 0 for each in found) + (part.low or 0) > (item.phrase.low or 0):
            break
        found.append(part)
        place = part.last
        if place < len(reader.words) and reader.words[place].text in ("و", *(_COMMAS if closed else ())):
            place += 1
    if closed and not (place < len(reader.words) and reader.words[place].text == ")"):
        return
    if found:
        item.parts, item.last = found, place + closed


def _next(reader: PhraseReader, item: Item) -> int:
    """The word at which the next figure may begin, past what qualifies this one."""
    comma = False
    for place in range(item.last, min(item.last + QUALIFIED, len(reader.words))):
        word = reader.words[place]
        if word.text == '"':
            continue  # «25 من "قسد" وقوى الأمن»
        if word.text in STOPS or word.predicates or word.roles & SUBSETS:
            break
        if word.text in _COMMAS or word.text == "و":
            comma = True
            continue
        opens = comma or conjoined(reader, place)
        if opens and _figure(reader, place) is not None:
            return place
        item.qualified = item.qualified or not comma
    return len(reader.words)
