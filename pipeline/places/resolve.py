"""Which place a mention denotes, and how exactly: containment first, then the article's other places, then prominence.

Precision is UCDP's where_prec: 1 the place itself, 2 near it, 3 a district or countryside, 4 a governorate, 5 an area
across governorates, 6 the country, 7 abroad. Kept out: finding mentions (``mentions``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from pipeline.places.gazetteer import Gazetteer
from pipeline.places.place import (
    AREA,
    COUNTRY,
    DISTRICT,
    EXACT,
    GOVERNORATE,
    NEAR,
    Place,
    PlaceMention,
    ResolvedPlace,
)

COUNTRY_ID = "sy"

_REACH = 25  # tokens over which one mention says where another lies
_KM = 111.2  # per degree of latitude
_BY = 20.0  # km; a place as near as this to another of the article's is by it
_ANCHORED = 50 / _KM  # degrees of latitude, further than which a place is near no other
_FAR = 60.0  # km; a place further than this from what is said to hold it is another place of that name
_BESIDE = 0.8  # weight of a holder that stands a word or less after what it holds: «أوبين بريف إدلب»
_NEIGHBOURS = 25.0  # km
_LIFTED = 3  # prominence from which a place is not given up because something beside it lies far away
_RANK = {
    "village": 1,
    "town": 2,
    "city": 3,
    "area": 4,
    "countryside": 4,
    "mountain": 4,
    "governorate": 5,
    "region": 6,
    "country": 7,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says of where it plays: shares of governorates, points of unambiguous places, cities named so."""

    gazetteer: Gazetteer
    governorates: Mapping[str, float]
    anchors: tuple[Place, ...]
    cities: frozenset[str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, mentions: Iterable[PlaceMention]) -> "Context":
        """The context that an article's mentions make; only those of one governorate count."""
        weights: defaultdict[str, float] = defaultdict(float)
        anchors: dict[str, Place] = {}
        cities: set[str] = set()
        for mention in mentions:
            governorate = _only_governorate(mention)
            if governorate is None:
                continue
            weights[governorate] += 1.0 if mention.locative else 0.5
            for place in mention.candidates:
                if place.kind not in {"governorate", "country", "region"}:
                    anchors[place.place_id] = place
                if mention.kind == "city" and place.kind == "city" and not mention.area:
                    cities.add(place.place_id)
        total = sum(weights.values()) or 1.0
        return cls(
            gazetteer, {name: w / total for name, w in weights.items()}, tuple(anchors.values()), frozenset(cities)
        )


def resolve(mentions: Sequence[PlaceMention], context: Context) -> list[ResolvedPlace | None]:
    """Where the mentions of a sentence lie, in order.

    A name the gazetteer lacks takes the point of what is said to hold it, more coarsely. None where nothing says where.
    """
    ranked = [(_rank(mention), mention) for mention in mentions]
    return [_resolve(mention, context, _holders(mention, rank, ranked)) for rank, mention in ranked]


def _resolve(
    mention: PlaceMention, context: Context, holders: list[tuple[PlaceMention, float]]
) -> ResolvedPlace | None:
    place = _choose(mention, context, holders)
    if place is not None:
        return _placed(mention, place, context)
    return _held(mention, context, holders)


def resolve_all(places: Sequence[ResolvedPlace], gazetteer: Gazetteer) -> ResolvedPlace | None:
    """One place for several that share a figure.

    The first, at precision 2 or coarser, where all lie in one governorate or are neighbours; else the country, at 5.
    """
    if not places:
        return None
    if len({place.place_id for place in places}) == 1:
        return min(places, key=lambda place: place.precision)
    first = places[0]
    if len({place.governorate for place in places}) == 1 or _neighbours(places):
        exactness = max(NEAR, *(place.precision for place in places))
        return ResolvedPlace(
            first.place_id, first.name_ar, first.name_en, first.governorate, first.latitude, first.longitude, exactness
        )
    return _resolved(gazetteer.places[COUNTRY_ID], AREA)


def _neighbours(places: Sequence[ResolvedPlace]) -> bool:
    """Whether two places on either side of a boundary are one locality: villages a few kilometres apart."""
    first = places[0]
    return len(places) == 2 and all(p.precision <= NEAR and distance(p, first) < _NEIGHBOURS for p in places)


def distance(a: Place | ResolvedPlace, b: Place | ResolvedPlace) -> float:
    """Kilometres between two places, on a plane: good to a percent over a country."""
    return _KM * hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * cos(radians(a.latitude)))


def _only_governorate(mention: PlaceMention) -> str | None:
    governorates = {place.governorate for place in mention.candidates}
    return next(iter(governorates)) if len(governorates) == 1 else None


def _rank(mention: PlaceMention) -> int:
    if mention.area:
        return 4
    if mention.reading == "governorate":
        return 5
    if len(mention.candidates) == 1:
        return _RANK.get(mention.candidates[0].kind, 0)
    if mention.candidates:
        return max([_RANK.get(place.kind, 0) for place in mention.candidates])
    return _RANK.get(mention.kind or "", 0)


def _holders(
    mention: PlaceMention, rank: int, ranked: Sequence[tuple[int, PlaceMention]]
) -> list[tuple[PlaceMention, float]]:
    """The wider places named beside a mention, with weights: those just after it say most."""
    found: list[tuple[PlaceMention, float]] = []
    for other_rank, other in ranked:
        if other_rank <= rank:
            continue
        gap = other.begin - mention.last if other.begin >= mention.last else mention.begin - other.last
        if gap > _REACH or not other.candidates or not other.sure:
            continue
        weight = 1 / (1 + gap / 6)
        found.append((other, weight if other.begin >= mention.last else weight / 2))
    return sorted(found, key=lambda holder: -holder[1]) if len(found) > 1 else found


def _choose(mention: PlaceMention, context: Context, holders: list[tuple[PlaceMention, float]]) -> Place | None:
    candidates = mention.candidates
    if not candidates:
        return None
    best = (
        candidates[0] if len(candidates) == 1 else max(candidates, key=lambda c: _score(c, mention, context, holders))
    )
    if best.prominence < _LIFTED and best.precision <= NEAR and _contradicted(best, holders):
        return None
    return best


def _contradicted(place: Place, holders: list[tuple[PlaceMention, float]]) -> bool:
    """Whether the place said to hold it lies in another governorate: right after it, or near it and far away."""
    for holder, weight in holders:
        governorate = _only_governorate(holder)
        if weight > 0.5 and holder.locative and governorate and place.governorate:
            apart = weight > _BESIDE or all(distance(place, c) > _FAR for c in holder.candidates)
            return governorate != place.governorate and apart
    return False


def _score(place: Place, mention: PlaceMention, context: Context, holders: list[tuple[PlaceMention, float]]) -> float:
    score = 0.6 * place.prominence
    for holder, weight in holders:
        governorates = {candidate.governorate for candidate in holder.candidates}
        score += weight * (4 if place.governorate in governorates else -3)
        if any(c.kind != "governorate" and distance(place, c) < 30 for c in holder.candidates):
            score += 2 * weight
    score += 3 * context.governorates.get(place.governorate or "", 0.0)
    own = {candidate.place_id for candidate in mention.candidates}
    nearest = _FAR
    for anchor in context.anchors:
        if abs(anchor.latitude - place.latitude) < _ANCHORED and anchor.place_id not in own:
            nearest = min(nearest, distance(place, anchor))
            if nearest < _BY:
                break
    score += 1.5 if nearest < _BY else 0.5 if nearest < 50 else 0.0
    if place.kind == "governorate":
        score += 3.0 if mention.reading == "governorate" or mention.area else -3.0
    return score


def _precision(mention: PlaceMention, place: Place, context: Context) -> int:
    if place.precision >= AREA:
        return AREA if mention.area and place.precision == COUNTRY else place.precision
    if mention.area:
        wide = place.kind == "governorate" or _is_capital(place, mention)
        return GOVERNORATE if wide and not mention.side else DISTRICT
    if mention.reading == "governorate":
        return DISTRICT if mention.side else GOVERNORATE
    if mention.reading == "district":
        return max(DISTRICT, place.precision)
    if _is_capital(place, mention) and mention.kind != "city":
        return NEAR if place.place_id in context.cities else GOVERNORATE
    return max(NEAR, place.precision) if mention.near else place.precision


def _is_capital(place: Place, mention: PlaceMention) -> bool:
    """Whether the name is also a governorate's: «حلب» may be the city or all that is run from it."""
    return place.kind == "city" and any(
        other.kind == "governorate" and other.governorate == place.governorate for other in mention.candidates
    )


def _held(mention: PlaceMention, context: Context, holders: list[tuple[PlaceMention, float]]) -> ResolvedPlace | None:
    """The place that holds an unlisted name: one beside it in one governorate, else the governorate of the article."""
    named = [(holder, place) for holder, _ in holders if (place := _choose(holder, context, []))]
    for holder, place in named:
        if place.governorate:
            return _placed(holder, place, context, at_best=NEAR)
    for governorate, share in context.governorates.items():
        if share > 0.5 and governorate in context.gazetteer.governorates:
            return _resolved(context.gazetteer.governorates[governorate], GOVERNORATE)
    return _placed(*named[0], context, at_best=NEAR) if named else None


def _placed(mention: PlaceMention, place: Place, context: Context, at_best: int = EXACT) -> ResolvedPlace:
    """A mention at the place chosen for it, or on the side of the governorate that it tells: «ريف حلب الغربي»."""
    precision = max(at_best, _precision(mention, place, context))
    there = context.gazetteer.side(place, mention.side) if mention.side and precision == DISTRICT else None
    return _resolved(there or place, precision)


def _resolved(place: Place, precision: int) -> ResolvedPlace:
    return ResolvedPlace(
        place.place_id, place.name_ar, place.name_en, place.governorate, place.latitude, place.longitude,
        max(EXACT, precision),
    )  # fmt: skip
