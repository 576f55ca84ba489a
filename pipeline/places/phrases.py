"""Places read from a phrase: a noun of place with its name, a list of names under one noun, a side of a place.

Names the gazetteer lacks are read only here («في قرية صفية», in the village of Safiya). Kept out: names that stand
alone (``mentions``) and choosing between places of one name (``resolve``).
"""

from pipeline.places.names import Clitics
from pipeline.places.place import Place, PlaceMention
from pipeline.places.sentence import LINKS, QUOTES, Sentence
from pipeline.places.sides import side
from pipeline.places.unlisted import list_goes_on, unlisted_end
from pipeline.places.vocabulary import PlaceNoun
from pipeline.values import replace

_WIDE = frozenset({"governorate", "city", "country", "region"})  # whose sides are areas, not spots
_SETTLEMENTS = frozenset({"city", "town", "village"})
_COUNTRYSIDE = frozenset({"الريف", "بالريف", "والريف"})
_NONE = Clitics(0, False, False)

Read = tuple[list[PlaceMention], int]


def noun_phrase(sentence: Sentence, at: int, noun: PlaceNoun, clitics: Clitics) -> Read | None:
    """The mentions under a noun of place, and the token to read on from; None where no name follows it."""
    inner = _inner_phrase(sentence, at + 1)
    if inner:
        return [_within(sentence, at, noun, clitics, inner[0][0]), *inner[0][1:]], inner[1]
    mention = _named(sentence, at, noun, clitics)
    if mention is None:
        return None
    mentions = [mention]
    while noun.number == "many" or (noun.number == "two" and len(mentions) < 2):
        following = _next_in_list(sentence, mentions[-1], noun)
        if following is None:
            break
        mentions.append(following)
    return mentions, sentence.past_quote(mentions[-1].last)


def side_of(sentence: Sentence, at: int, clitics: Clitics) -> Read | None:
    """«شمال غربي سوريا», «شرقي دير الزور», «غرب مدينة الرقة»: a side of a listed place, or None.

    The side belongs to the place as written where it stands right before the name.
    """
    after = at + 1
    if sentence.index.direction(sentence.text(after)):
        after += 1
    towards = side(map(sentence.direction, range(at, after)))
    match = sentence.listed(after)
    noun = sentence.index.noun(sentence.text(after))
    if noun and not (match and match.last > after + 1):
        phrase = noun_phrase(sentence, after, noun, _NONE)
        return phrase and ([_on_side(phrase[0][0], at, towards), *phrase[0][1:]], phrase[1])
    if match is None or match.node.barred:
        return None
    wide = any(place.kind in _WIDE for place in match.node.places)
    mention = PlaceMention(
        first=at,
        last=match.last,
        start=sentence.start(at, clitics.length),
        end=sentence.end(match.last),
        begin=at,
        name=match.name,
        noun=None,
        candidates=match.node.places,
        evidence="area",
        area=wide,
        near=not wide,
        side=towards,
    )
    return [mention], mention.last


def with_sides(sentence: Sentence, mention: PlaceMention) -> PlaceMention:
    """The mention with the sides that follow: «ريف إدلب الجنوبي», «أرياف إدلب الجنوبية والغربية»."""
    last, sides = mention.last, sentence.vocabulary.sides
    told: list[str] = []
    while (text := sentence.text(last)) in sides or (told and text[:1] == "و" and text[1:] in sides):
        told.append(sides.get(text) or sides[text[1:]])
        last += 1
    if not told:
        return mention
    return replace(mention, last=last, end=sentence.end(last), area=True, side=side(told))


def under_countryside(sentence: Sentence, mention: PlaceMention) -> PlaceMention | None:
    """The mention with what stands before it in «الريف الشمالي لحلب» (the northern countryside of Aleppo), if any."""
    before = mention.begin - 1
    told: list[str] = []
    while (text := sentence.text(before)) in sentence.vocabulary.sides:
        told.append(sentence.vocabulary.sides[text])
        before -= 1
    if not told or sentence.text(before) not in _COUNTRYSIDE:
        return None
    start = sentence.start(before, len(sentence.text(before)) - len("الريف"))
    return replace(mention, first=before, begin=before, start=start, evidence="area", area=True, side=side(told))


def _on_side(mention: PlaceMention, at: int, towards: str) -> PlaceMention:
    """A mention of which words before it tell a side: «غربي محافظة حمص» is in it, «غرب مدينة الرقة» beside it."""
    wide = mention.area or mention.reading == "governorate"
    return replace(mention, begin=at, near=True, side=mention.side or towards if wide else mention.side)


def _inner_phrase(sentence: Sentence, at: int) -> Read | None:
    """A phrase under the noun before it («محيط قرية معلق»), unless a listed name of several words begins here."""
    text = sentence.text(at)
    noun = sentence.index.noun(text)
    if noun is None and not sentence.index.direction(text):
        return None
    listed = sentence.listed(at)
    if listed and listed.last > at + 1:
        return None
    return noun_phrase(sentence, at, noun, _NONE) if noun else side_of(sentence, at, _NONE)


def _within(sentence: Sentence, at: int, noun: PlaceNoun, clitics: Clitics, inner: PlaceMention) -> PlaceMention:
    """An inner phrase under an outer noun: «ريف مدينة الباب», «محيط قرية معلق», «بلدات ريف إدلب»."""
    changed = replace(inner, begin=at, near=inner.near or noun.reading == "near")
    if not noun.kept or noun.number != "one":
        return changed
    changed = replace(
        changed,
        first=at,
        start=sentence.start(at, clitics.length),
        area=inner.area or noun.reading == "area",
        near=changed.near or noun.reading == "spot",
    )
    return with_sides(sentence, changed) if noun.reading == "area" else changed


def _named(sentence: Sentence, at: int, noun: PlaceNoun, clitics: Clitics) -> PlaceMention | None:
    """The noun with the name after it, listed or not."""
    quoted = sentence.text(at + 1) in QUOTES and sentence.text(at - 1) not in QUOTES
    name_at = at + 2 if quoted else at + 1
    match = sentence.listed(name_at)
    if match and match.node.barred:
        return None
    last = match.last if match else name_at + 1
    places = (*(match.node.places if match else ()), *_villages(sentence, noun, name_at, last))
    if places and not (quoted and sentence.goes_on(last)):
        return _built(sentence, at, noun, clitics, name_at, last, places)
    end = unlisted_end(sentence, name_at, noun, quoted=quoted)
    return None if end is None else _built(sentence, at, noun, clitics, name_at, end, ())


def _built(
    sentence: Sentence, at: int, noun: PlaceNoun, clitics: Clitics, name_at: int, last: int, places: tuple[Place, ...]
) -> PlaceMention:
    fitting = tuple(place for place in places if _fits(noun, place))
    area = noun.reading == "area"
    kept = noun.kept and (noun.number == "one" or area)
    mention = PlaceMention(
        first=at if kept else name_at,
        last=last,
        start=sentence.start(at, clitics.length) if kept else sentence.start(name_at),
        end=sentence.end(last),
        begin=at,
        name=sentence.words(name_at, last),
        noun=noun.word,
        candidates=fitting or places,
        evidence="area" if area else "noun",
        area=area,
        # «جامع الرقة» is named after a place and lies in or near it
        near=noun.reading == "near" or sentence.nearby(at) or (bool(places) and not fitting and noun.kept and not area),
        reading=noun.reading,
        kind=noun.kind,
    )
    mention = under_countryside(sentence, mention) or mention
    return with_sides(sentence, mention) if area else mention


def _next_in_list(sentence: Sentence, previous: PlaceMention, noun: PlaceNoun) -> PlaceMention | None:
    """The next name under a dual or plural noun: «قرى الزيارة وقسطون والقرقور», «قريتي “وضحة” و”الحائط”»."""
    at = sentence.past_quote(previous.last)
    linked = False
    while sentence.text(at) in LINKS:
        linked, at = True, at + 1
    quoted = linked and sentence.text(at) in QUOTES
    at += quoted
    text = sentence.text(at)
    match = sentence.listed(at, bare=False)
    places: tuple[Place, ...] = ()
    if match and not match.node.barred and (linked or match.clitics.conjunction) and not match.clitics.preposition:
        skipped, last, name, places = match.clitics.length, match.last, match.name, match.node.places
    elif linked or text.startswith("و"):
        skipped = 0 if linked else 1
        end = unlisted_end(sentence, at, noun, quoted=quoted, skipped=skipped)
        if end is None or not (quoted or noun.number == "two" or list_goes_on(sentence, end)):
            return None
        last, name = end, sentence.words(at, end)[skipped:]
    else:
        return None
    mention = replace(
        previous,
        first=at,
        last=last,
        start=sentence.start(at, skipped),
        end=sentence.end(last),
        begin=at,
        name=name,
        candidates=tuple(place for place in places if _fits(noun, place)) or places,
        side="",
    )
    return with_sides(sentence, mention) if noun.reading == "area" else mention


def _villages(sentence: Sentence, noun: PlaceNoun, at: int, last: int) -> tuple[Place, ...]:
    """Settlements whose name is written here with or without its article: «قرية خالدية», of «الخالدية»."""
    if noun.kind not in _SETTLEMENTS or last != at + 1:
        return ()
    return sentence.index.villages.get(sentence.text(at), ())


def _fits(noun: PlaceNoun, place: Place) -> bool:
    """Whether a place can be called by the noun; a village may be called a town, and a town a city."""
    if noun.kind == "countryside" or noun.reading == "near":
        return True
    if noun.kind in _SETTLEMENTS:
        return place.kind in _SETTLEMENTS or (place.governorate == "outside" and noun.kind == "city")
    return place.kind == noun.kind
