"""Reading a place where one begins: a listed name, a noun of place with its name, or a side of a place.

Names the gazetteer lacks are read only after a noun that vouches for them («في قرية صفية», in the village of Safiya).
Kept out: scanning a sentence (``mentions``) and choosing between places of one name (``resolve``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.arabic.tokens import Token
from pipeline.places.names import Clitics, NameIndex, Node, Start
from pipeline.places.place import Evidence, Place, PlaceMention
from pipeline.places.vocabulary import PlaceNoun, Vocabulary

_QUOTES = frozenset('"(')
_CLOSING = frozenset('")')
_LINKS = frozenset({"و", "،", ",", "/", "-", "–"})
_WIDE = frozenset({"governorate", "city", "country", "region"})
_SETTLEMENTS = frozenset({"city", "town", "village"})
_COUNTRYSIDE = ("ريف ", "باديه ")  # listed names that take a side: «ريف دمشق الغربي»
_NO_CLITICS = Clitics(0, False, False)
_QUOTED_NAME = 4  # words; a longer quotation is no name

Read = tuple[list[PlaceMention], int]


@dataclass(frozen=True, slots=True)
class _Match:
    """A listed name in the sentence: its clitics, where it ends, and its folded text."""

    clitics: Clitics
    node: Node
    last: int
    name: str


class PhraseReader:
    """Reads the places that begin at a token of one sentence."""

    def __init__(self, index: NameIndex, vocabulary: Vocabulary, tokens: Sequence[Token]) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._tokens = tokens

    def read(self, at: int, starts: list[Start], previous: PlaceMention | None) -> Read:
        """The mentions that begin at a token with these readings, and the token to read on from."""
        match = self._longest(at, starts)
        if match and match.node.barred:
            return [], match.last
        if match is None or match.last == at + 1:
            for start in starts:
                phrase: Read | None = None
                if start.node.noun:
                    phrase = self._noun_phrase(at, start.node.noun, start.clitics)
                elif start.node.direction:
                    phrase = self._side_of(at, start.clitics)
                if phrase:
                    return phrase
        if match is None:
            return [], at + 1
        mention = self._plain(at, match, previous)
        return [mention], mention.last

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _longest(self, at: int, starts: list[Start], bare: bool = False) -> _Match | None:
        """The longest name from a token on; of equals, the one with the fewest clitics."""
        best: _Match | None = None
        for start in starts:
            if bare and start.clitics.length:
                break
            node, last, words = start.node, at + 1, [start.bare]
            while True:
                if (node.places or node.barred) and (best is None or last > best.last):
                    best = _Match(start.clitics, node, last, " ".join(words))
                following = node.following.get(self._text(last))
                if following is None:
                    break
                words.append(self._text(last))
                node, last = following, last + 1
        return best

    def _listed(self, at: int, bare: bool = True) -> _Match | None:
        return self._longest(at, self._index.starts(self._text(at)), bare)

    # listed names

    def _plain(self, at: int, match: _Match, previous: PlaceMention | None) -> PlaceMention:
        clitics, node, last, name = match.clitics, match.node, match.last, match.name
        evidence, near = self._evidence(at, clitics, previous)
        allowed = {"name": {""}, "preposition": {"", "place"}}.get(evidence)
        candidates = tuple(place for place in node.places if allowed is None or place.needs in allowed)
        mention = PlaceMention(
            first=at,
            last=last,
            start=self._tokens[at].start + clitics.length,
            end=self._tokens[last - 1].end,
            begin=at,
            name=name,
            noun=None,
            candidates=candidates or node.places,
            evidence=evidence,
            sure=bool(candidates),
            near=near,
        )
        countryside = self._countryside_before(at)
        if countryside is not None:
            return replace(
                mention,
                start=self._tokens[countryside].start,
                begin=countryside,
                first=countryside,
                area=True,
                sided=True,
                evidence="area",
            )
        return self._with_sides(mention) if name.startswith(_COUNTRYSIDE) else mention

    def _evidence(self, at: int, clitics: Clitics, previous: PlaceMention | None) -> tuple[Evidence, bool]:
        before = at - 1
        while before >= 0 and self._text(before) in _QUOTES:
            before -= 1
        text = self._text(before)
        near = text in self._vocabulary.near or (
            text in {"من", "ل"} and self._text(before - 1) in self._vocabulary.near
        )
        if previous and previous.sure and self._linked(previous.last, at, clitics):
            return "coordination", previous.near
        if (
            clitics.preposition
            or near
            or text in self._vocabulary.before
            or text[1:] in self._vocabulary.before
            and text[:1] in "وف"
        ):
            return "preposition", near
        return "name", near

    def _linked(self, last: int, at: int, clitics: Clitics) -> bool:
        between = [self._text(n) for n in range(last, at) if self._text(n) not in _QUOTES | _CLOSING]
        return (not between and clitics.conjunction) or (len(between) == 1 and between[0] in _LINKS)

    def _countryside_before(self, at: int) -> int | None:
        """The token of «الريف» in «الريف الشمالي لحلب» (the northern countryside of Aleppo)."""
        before = at - 1
        while self._text(before) in self._vocabulary.sides:
            before -= 1
        return before if before < at - 1 and self._text(before) in {"الريف", "بالريف", "والريف"} else None

    # nouns of place

    def _noun_phrase(self, at: int, noun: PlaceNoun, clitics: Clitics) -> Read | None:
        after = at + 1
        listed = self._listed(after)
        if not (listed and listed.last > after + 1):
            inner: Read | None = None
            following = self._index.noun(self._text(after))
            if following:
                inner = self._noun_phrase(after, following, _NO_CLITICS)
            elif self._index.direction(self._text(after)):
                inner = self._side_of(after, _NO_CLITICS)
            if inner:
                return [self._within(at, clitics, noun, inner[0][0]), *inner[0][1:]], inner[1]
        mention = self._named(at, noun, clitics)
        if mention is None:
            return None
        mentions = [mention]
        if noun.number != "one":
            self._listed_on(mentions, noun)
        return mentions, self._past_quote(mentions[-1].last)

    def _within(self, at: int, clitics: Clitics, noun: PlaceNoun, inner: PlaceMention) -> PlaceMention:
        """An inner phrase under an outer noun: «ريف مدينة الباب», «محيط قرية معلق», «بلدات ريف إدلب»."""
        changed = replace(inner, begin=at, near=inner.near or noun.reading == "near")
        if noun.kept and noun.number == "one":
            start = self._tokens[at].start + clitics.length
            changed = replace(
                changed,
                first=at,
                start=start,
                area=inner.area or noun.reading == "area",
                near=changed.near or noun.reading == "spot",
            )
            if noun.reading == "area":
                return self._with_sides(changed)
        return changed

    def _named(self, at: int, noun: PlaceNoun, clitics: Clitics) -> PlaceMention | None:
        """The noun with the name after it, listed or not."""
        after = at + 1
        quoted = self._text(after) in _QUOTES and self._text(at - 1) not in _QUOTES
        name_at = after + 1 if quoted else after
        match = self._listed(name_at)
        if match and match.node.barred:
            return None
        candidates: tuple[Place, ...] = ()
        if match and not (quoted and self._goes_on(match.last)):
            candidates, name, last = match.node.places, match.name, match.last
        else:
            unknown = self._unknown(name_at, noun, quoted)
            if unknown is None:
                return None
            last = unknown
            name = " ".join(self._text(n) for n in range(name_at, last))
        if noun.reading == "area" and not candidates and noun.unknown == "no":
            return None
        return self._built(at, noun, clitics, name_at, last, name, candidates)

    def _built(
        self,
        at: int,
        noun: PlaceNoun,
        clitics: Clitics,
        name_at: int,
        last: int,
        name: str,
        candidates: tuple[Place, ...],
    ) -> PlaceMention:
        fitting = tuple(place for place in candidates if _fits(noun, place))
        named_after = bool(candidates) and not fitting and noun.kept and noun.reading == "spot"
        kept = noun.kept and (noun.number == "one" or noun.reading == "area")
        mention = PlaceMention(
            first=at if kept else name_at,
            last=last,
            start=self._tokens[at].start + clitics.length if kept else self._tokens[name_at].start,
            end=self._tokens[last - 1].end,
            begin=at,
            name=name,
            noun=noun.word,
            candidates=fitting or candidates,
            evidence="area" if noun.reading == "area" else "noun",
            area=noun.reading == "area",
            near=named_after or noun.reading == "near",
            reading=noun.reading,
            kind=noun.kind,
        )
        countryside = self._countryside_before(at)
        if countryside is not None:
            return replace(
                mention,
                first=countryside,
                begin=countryside,
                start=self._tokens[countryside].start,
                area=True,
                sided=True,
                evidence="area",
            )
        return self._with_sides(mention) if noun.reading == "area" else mention

    def _with_sides(self, mention: PlaceMention) -> PlaceMention:
        """The mention with the sides that follow: «ريف إدلب الجنوبي», «أرياف إدلب الجنوبية والغربية»."""
        last, sides = mention.last, self._vocabulary.sides
        while (text := self._text(last)) in sides or (last > mention.last and text[:1] == "و" and text[1:] in sides):
            last += 1
        if last == mention.last:
            return mention
        return replace(mention, last=last, end=self._tokens[last - 1].end, area=True, sided=True)

    def _listed_on(self, mentions: list[PlaceMention], noun: PlaceNoun) -> None:
        """The further names under a dual or plural noun: «قرى الزيارة وقسطون والقرقور»."""
        while noun.number == "many" or len(mentions) < 2:
            following = self._next_in_list(mentions[-1], noun)
            if following is None:
                return
            mentions.append(following)

    def _next_in_list(self, previous: PlaceMention, noun: PlaceNoun) -> PlaceMention | None:
        at = self._past_quote(previous.last)
        linked = False
        while self._text(at) in _LINKS:
            linked, at = True, at + 1
        quoted = linked and self._text(at) in _QUOTES
        at += quoted
        match = self._listed(at, bare=False)
        candidates: tuple[Place, ...] = ()
        if match and not match.node.barred and (linked or match.clitics.conjunction) and not match.clitics.preposition:
            start, last, name, candidates = match.clitics.length, match.last, match.name, match.node.places
        else:
            text = self._text(at)
            start = 0 if linked else 1
            if not linked and not text.startswith("و"):
                return None
            unknown = self._unknown(at, noun, quoted, start)
            if unknown is None or not (quoted or noun.number == "two" or self._list_goes_on(unknown)):
                return None
            last = unknown
            name = " ".join([text[start:], *(self._text(n) for n in range(at + 1, last))])
        fitting = tuple(place for place in candidates if _fits(noun, place))
        mention = replace(
            previous, first=at, last=last, start=self._tokens[at].start + start, end=self._tokens[last - 1].end,
            begin=at, name=name, candidates=fitting or candidates,
        )  # fmt: skip
        return self._with_sides(mention) if noun.reading == "area" else mention

    def _list_goes_on(self, at: int) -> bool:
        """Whether what follows an unlisted name in a list could end or carry on the list."""
        if at >= len(self._tokens):
            return True
        token = self._tokens[at]
        if token.kind == "mark" or token.text.startswith("و") or token.text in self._vocabulary.before:
            return True
        return any(start.node.noun or start.node.direction for start in self._index.starts(token.text))

    def _past_quote(self, at: int) -> int:
        return at + 1 if self._text(at) in _CLOSING else at

    # names the gazetteer lacks

    def _unknown(self, at: int, noun: PlaceNoun, quoted: bool, skip: int = 0) -> int | None:
        """The token after an unlisted name that begins at a token, None where no name begins."""
        if noun.unknown == "no":
            return None
        if quoted:
            for last in range(at + 1, min(at + 1 + _QUOTED_NAME, len(self._tokens))):
                if not self._goes_on(last):
                    return last if noun.number != "one" or self._text(last) in _CLOSING else None
            return None
        if not self._may_name(at, skip):
            return None
        text = self._text(at)[skip:]
        head = text in self._vocabulary.heads
        if noun.unknown == "quoted" or (noun.unknown == "definite" and not head and not text.startswith("ال")):
            return None
        last = at + 1
        if head:
            if not self._may_name(last, 0):
                return None
            last += 1
        if self._text(last) in self._vocabulary.tails:
            last += 1
        return last

    def _goes_on(self, at: int) -> bool:
        """Whether a quoted name goes on: neither its quotation mark nor another mark is here."""
        return at < len(self._tokens) and self._tokens[at].kind != "mark"

    def _may_name(self, at: int, skip: int) -> bool:
        if at >= len(self._tokens) or self._tokens[at].kind != "word":
            return False
        text = self._text(at)[skip:]
        words = self._vocabulary
        if len(text) < 3 or text in words.stops or text in words.before or text in words.near or text in words.sides:
            return False
        if text.startswith(("بال", "لل", "وال", "فال")) or (
            text.startswith("و") and not text.startswith(("وادي", "واد"))
        ):
            return False
        if text in words.heads:
            return True
        starts = self._index.starts(text)
        return not any(start.node.noun or start.node.direction or start.clitics.preposition for start in starts)

    # sides

    def _side_of(self, at: int, clitics: Clitics) -> Read | None:
        """«شمال غربي سوريا», «شرقي دير الزور», «غرب مدينة الرقة»: a side of a listed place, or None."""
        after = at + 1
        if self._index.direction(self._text(after)):
            after += 1
        match = self._listed(after)
        noun = self._index.noun(self._text(after))
        if noun and not (match and match.last > after + 1):
            phrase = self._noun_phrase(after, noun, _NO_CLITICS)
            if phrase is None:
                return None
            return [replace(phrase[0][0], begin=at, near=True), *phrase[0][1:]], phrase[1]
        if match is None or match.node.barred:
            return None
        places = match.node.places
        wide = any(place.kind in _WIDE for place in places)
        mention = PlaceMention(
            first=at, last=match.last, start=self._tokens[at].start + clitics.length,
            end=self._tokens[match.last - 1].end, begin=at, name=match.name, noun=None, candidates=places, evidence="area", area=wide, near=not wide, sided=True,
        )  # fmt: skip
        return [mention], mention.last


def _fits(noun: PlaceNoun, place: Place) -> bool:
    """Whether a place can be called by the noun; a village may be called a town, and a town a city."""
    if noun.kind == "countryside" or noun.reading == "near":
        return True
    if noun.kind in _SETTLEMENTS:
        return place.kind in _SETTLEMENTS or (place.governorate == "outside" and noun.kind == "city")
    return place.kind == noun.kind
