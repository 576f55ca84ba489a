"""Which claims of an article state one figure about one harm twice: in the headline and the body, in two captions.

After the guidelines: the same harm and bounds, by one claimant or one that is unnamed in either place.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.extraction.mention import Mention, When
from pipeline.places.place import DISTRICT

CLOSE = 0.05  # degrees, some five kilometres: a quarter and its town
_CLASS_MATCHES = {  # classes under which one figure may be told twice
    frozenset(("person", "civilian")),
    frozenset(("person", "child")),
    frozenset(("person", "woman")),
    frozenset(("civilian", "child")),
    frozenset(("civilian", "woman")),
}


def mark_repeats(mentions: Sequence[Mention]) -> None:
    """Give each claim that repeats an earlier one its first mention."""
    for at, mention in enumerate(mentions):
        for before, other in enumerate(mentions[:at]):
            if _same_statement(other, mention) and (mention.part_of is None or mention.part_of != before):
                mention.repeats = other.repeats if other.repeats is not None else before
                break


def _same_statement(one: Mention, other: Mention) -> bool:
    """Whether two claims of an article state one figure about one harm, by one claimant or an unnamed one."""
    if one.outcome != other.outcome or one.low != other.low:
        return False
    if one.high != other.high and None not in (one.high, other.high):
        return False
    if (one.modality == "unquantified") != (other.modality == "unquantified"):
        return False  # «سقط قتلى» (people fell) is no hedge of «ثلاثة قتلى»
    if one.who != other.who and frozenset((one.who, other.who)) not in _CLASS_MATCHES:
        return False
    if (one.part_of is None) != (other.part_of is None) and (one.who != other.who or one.who == "person"):
        return False
    if not {one.party, other.party} & {None, "unknown"} and one.party != other.party:
        return False  # fighters of two sides
    if one.sentence == other.sentence or one.recalled != other.recalled or one.listed or other.listed:
        return False  # each item of a list tells of its own
    if one.source is not None and other.source is not None and one.source != other.source:
        return False
    if one.governorate is not None and other.governorate is not None and one.governorate != other.governorate:
        return False
    if one.cause and other.cause and not set(one.cause) & set(other.cause) and not _bare_fire(one, other):
        return False
    if one.when and other.when and one.when.date_from and other.when.date_from and not _overlap(one.when, other.when):
        return False
    return _compatible_places(one, other)


def _bare_fire(one: Mention, other: Mention) -> bool:
    """Whether one tells no more than «قصف» (bombing) of what the other calls a raid or shells."""
    if one.modality == "unquantified" or (one.low or 0) < 3:
        return False
    return (one.weak or other.weak) and {*one.cause, *other.cause} <= {"airstrike", "shelling"}


def _compatible_places(one: Mention, other: Mention) -> bool:
    if one.place is None or other.place is None or one.place.place_id == other.place.place_id:
        return True
    coarse = one.place.precision >= DISTRICT or other.place.precision >= DISTRICT
    apart = max(abs(one.place.latitude - other.place.latitude), abs(one.place.longitude - other.place.longitude))
    return coarse or apart < CLOSE or one.headline or other.headline


def _overlap(one: When, other: When) -> bool:
    first = (one.date_from or date.min, one.date_to or date.max)
    second = (other.date_from or date.min, other.date_to or date.max)
    return first[0] <= second[1] and second[0] <= first[1]
