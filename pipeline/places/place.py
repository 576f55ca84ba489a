"""The values of this layer: a place, a mention of one in a sentence, and what the mention resolves to.

Kept out: how each of them is found.
"""

from dataclasses import dataclass
from typing import Final, Literal

from pipeline.values import value

EXACT, NEAR, DISTRICT, GOVERNORATE, AREA, COUNTRY, ABROAD = range(1, 8)  # UCDP where_prec

KINDS: dict[str, int] = {  # what a place is, and how exactly its point stands for it
    "governorate": GOVERNORATE,
    "city": EXACT,
    "town": EXACT,
    "village": EXACT,
    "quarter": EXACT,
    "camp": EXACT,
    "crossing": EXACT,
    "airport": EXACT,
    "base": EXACT,
    "facility": EXACT,
    "field": EXACT,
    "dam": EXACT,
    "hill": EXACT,
    "front": NEAR,
    "mountain": DISTRICT,
    "road": DISTRICT,
    "area": DISTRICT,
    "countryside": DISTRICT,
    "river": AREA,
    "region": AREA,
    "country": COUNTRY,
}

MIDDLE: Final = "middle"  # the side of what lies on none: «ريف حمص الأوسط», or of sides that face each other

Needs = Literal["", "place", "noun"]
Evidence = Literal["name", "noun", "preposition", "coordination", "area"]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. ``governorate`` is a code, or None for what lies in several (a country, a region).

    ``needs`` says what must stand around the name before it is read as a place, because it is also an ordinary word or
    a person's name: nothing, a preposition or noun of place, or such a noun. ``prominence`` runs from 1 to 5.
    """

    place_id: str
    name_ar: str
    name_en: str
    governorate: str | None
    latitude: float
    longitude: float
    kind: str
    prominence: int
    needs: Needs = ""
    pcode: str | None = None
    estimated: bool = False

    @property
    def precision(self) -> int:
        """How exactly the point stands for the place (UCDP where_prec); whatever lies abroad is 7.

        The point of a village that no published table lists is estimated from its neighbours: 2, near it.
        """
        if self.governorate == "outside":
            return ABROAD
        return max(NEAR, KINDS[self.kind]) if self.estimated else KINDS[self.kind]


@value(frozen=True, slots=True)
class PlaceMention:
    """A place named in a sentence.

    ``first`` to ``last`` (exclusive) are tokens, ``start`` to ``end`` folded offsets of the name as a claim's place is
    written: without preposition, without مدينة (city) or قرية (village), with a noun that belongs to it (حي, quarter).
    ``begin`` is the token at which its noun, direction or preposition begins. ``name`` is the folded bare name, with
    the article that «للرقة» swallows. ``candidates`` is empty for a name the gazetteer does not list. ``area`` says
    that countryside or a side of the named place is meant (``side``: which, «الشمالي الغربي» is northwest), ``near``
    that the harm was by it, ``sure`` that the word is used as a place. ``reading`` and ``kind`` are those of its noun.
    """

    first: int
    last: int
    start: int
    end: int
    begin: int
    name: str
    noun: str | None
    candidates: tuple[Place, ...]
    evidence: Evidence
    sure: bool = True
    area: bool = False
    near: bool = False
    reading: str = "spot"
    kind: str | None = None
    side: str = ""

    @property
    def locative(self) -> bool:
        """Whether the words around it say that something is there, rather than naming a party or speaker."""
        return self.evidence != "name"


@value(frozen=True, slots=True)
class Span:
    """A stretch of a sentence: tokens ``first`` to ``last`` and folded offsets ``start`` to ``end``, both exclusive."""

    first: int
    last: int
    start: int
    end: int


@value(frozen=True, slots=True)
class ResolvedPlace:
    """Where a mention lies. ``governorate`` is None where it spans several; ``precision`` is UCDP's where_prec."""

    place_id: str
    name_ar: str
    name_en: str
    governorate: str | None
    latitude: float
    longitude: float
    precision: int


@value(frozen=True, slots=True)
class ReadPlace:
    """A mention of one sentence of an article with the place it resolves to, None where nothing says where."""

    sentence: int
    mention: PlaceMention
    place: ResolvedPlace | None
