"""The sides of governorates as places of their own: «ريف حلب الغربي» and «غربي حلب» are western Aleppo.

A side stands for the settlements that lie on it, seen from the governorate's capital, and its point is in their middle:
the point of a whole governorate may lie in a desert, a hundred kilometres away. Kept out: which side a mention tells
(``phrases``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import atan2, cos, degrees, radians

from pipeline.places.place import MIDDLE, Place
from pipeline.places.tables import Entry

_OPPOSITE = (frozenset(("north", "south")), frozenset(("east", "west")))
_SIDES: Mapping[str, tuple[float, str, str]] = {  # bearing in degrees, Arabic adjective, English adjective
    "north": (0, "الشمالي", "Northern"),
    "northeast": (45, "الشمالي الشرقي", "North-eastern"),
    "east": (90, "الشرقي", "Eastern"),
    "southeast": (135, "الجنوبي الشرقي", "South-eastern"),
    "south": (180, "الجنوبي", "Southern"),
    "southwest": (225, "الجنوبي الغربي", "South-western"),
    "west": (270, "الغربي", "Western"),
    "northwest": (315, "الشمالي الغربي", "North-western"),
}
_HALF = 60.0  # degrees to either hand: «شرقي دير الزور» runs along the river, which flows to the south-east
_KEEN = 4  # power of the cosine by which a settlement counts less the further off the bearing it lies
_SETTLEMENTS = frozenset(("city", "town", "village"))
_SEATS = {"Rural Damascus": "Damascus"}  # the governorate whose city is another's capital


def side(told: Iterable[str]) -> str:
    """One side for those that words tell («الشمالي الغربي»: northwest); MIDDLE where they face each other."""
    sides = frozenset(told)
    if MIDDLE in sides or any(pair <= sides for pair in _OPPOSITE):
        return MIDDLE
    return "".join(one for one in ("north", "south", "east", "west") if one in sides)


def sides_of(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The sides of every governorate on which settlements lie; no spelling finds them but by way of its name."""
    places = [entry.place for entry in entries]
    cities = {place.governorate: place for place in places if place.kind == "city" and _is_seat(place, places)}
    for governorate in places:
        if governorate.kind != "governorate" or governorate.governorate is None:
            continue
        seat = cities.get(_SEATS.get(governorate.governorate, governorate.governorate))
        if seat is None:
            continue
        settled = [
            (_bearing(seat, place), place)
            for place in places
            if place.governorate == governorate.governorate and place.kind in _SETTLEMENTS and place is not seat
        ]
        for name, (towards, arabic, english) in _SIDES.items():
            off = ((abs((bearing - towards + 180) % 360 - 180), place) for bearing, place in settled)
            there = [(cos(radians(angle)) ** _KEEN, place) for angle, place in off if angle <= _HALF]
            if there:
                yield Entry(_side(governorate, name, arabic, english, there), ())


def side_id(place: Place, name: str) -> str:
    """The place_id of a governorate's side."""
    return f"{place.place_id}-{name}"


def _side(governorate: Place, name: str, arabic: str, english: str, there: Sequence[tuple[float, Place]]) -> Place:
    countryside = governorate.name_ar if governorate.name_ar.startswith("ريف ") else f"ريف {governorate.name_ar}"
    return Place(
        side_id(governorate, name),
        f"{countryside} {arabic}",
        f"{english} {governorate.name_en}",
        governorate.governorate,
        _middle((place.latitude, weight) for weight, place in there),
        _middle((place.longitude, weight) for weight, place in there),
        "countryside",
        governorate.prominence,
    )


def _middle(weighted: Iterable[tuple[float, float]]) -> float:
    """The weighted median of values with their weights."""
    ordered = sorted(weighted)
    sums = list(accumulate(weight for _, weight in ordered))
    return ordered[bisect_left(sums, sums[-1] / 2)][0]


def _is_seat(city: Place, places: Sequence[Place]) -> bool:
    """Whether a city gives its governorate its name."""
    return any(
        place.kind == "governorate" and place.governorate == city.governorate and place.name_ar == city.name_ar
        for place in places
    )


def _bearing(seat: Place, place: Place) -> float:
    """Degrees from north, clockwise, at which a place is seen from another."""
    east = (place.longitude - seat.longitude) * cos(radians(seat.latitude))
    return degrees(atan2(east, place.latitude - seat.latitude)) % 360
