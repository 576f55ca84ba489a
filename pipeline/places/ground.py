"""Whether two places may be one ground, over which one attack goes.

Kept out: how far two reports of one harm may lie apart (``reconciliation.evidence``).
"""

from pipeline.places.place import DISTRICT, ResolvedPlace

GROUND = 0.12  # degrees, some twelve kilometres: a city and its airport, two villages under one bombardment


def lie_apart(one: ResolvedPlace | None, other: ResolvedPlace | None) -> bool:
    """Whether two places are both known, and are not one ground."""
    return one is not None and other is not None and not same_ground(one, other)


def same_ground(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Whether two places may be one ground: the same, next to each other, or an area and a place in its governorate."""
    apart = max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))
    if one.place_id == other.place_id or (apart < GROUND and one.governorate == other.governorate):
        return True
    coarse = one.precision >= DISTRICT or other.precision >= DISTRICT
    return coarse and (one.governorate == other.governorate or None in (one.governorate, other.governorate))
