"""Which figures of an article add up others: its total over several places, classes or outcomes, and what it sums.

After the guidelines: one claimant's own breakdown of a total is part of it. Kept out: totals whose parts the sentence
itself names (``grammar``), and breakdowns by cause of a period's total (``discourse``).
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.extraction.mention import Mention
from pipeline.places.ground import lie_apart
from pipeline.places.place import DISTRICT

LEAST_SUM = 3
REACH = 4  # sentences after a total in which those of one ground are told apart
_EITHER = ("killed", "injured")  # what «16 بين قتيل وجريح» counts together


def sums(mentions: Sequence[Mention]) -> dict[int, list[int]]:
    """Where the figures stand that add up those of several places told after, and where these stand.

    They are sums over separate attacks.
    """
    found: dict[int, list[int]] = {}
    placed = [at for at, other in enumerate(mentions) if other.place is not None and other.place.precision < DISTRICT]
    if len(placed) < 2:
        return found
    for at, total in enumerate(mentions):
        one_place = total.place is not None and total.place.precision < DISTRICT and not _coordinated(total.place_text)
        if one_place or not _may_sum(total) or total.low != total.high:
            continue
        members: dict[str, int] = {}
        for place in placed:
            other = mentions[place]
            if place > at and other.place is not None and _may_add(total, other):
                members.setdefault(other.place.place_id, place)
        if len(members) > 1 and _add_up(total, (mentions[place] for place in members.values())):
            found[at] = list(members.values())
    return found


def mark_parts(mentions: Sequence[Mention], over_places: Mapping[int, Sequence[int]]) -> None:
    """Make the figures that a total adds up, and those that repeat them, parts of it: of the nearest such total.

    ``over_places`` are the ``sums`` of the article.
    """
    found: dict[int, Sequence[int]] = {}
    for at, total in enumerate(mentions):
        if _may_sum(total):
            found[at] = _told_apart(mentions, at) or _dead_and_wounded(mentions, at)
    _part(mentions, found)
    _part(mentions, over_places)


def _part(mentions: Sequence[Mention], found: Mapping[int, Sequence[int]]) -> None:
    for total, members in sorted(found.items(), reverse=True):
        claimants = {mentions[at].source or mentions[at].own for at in (total, *members)} - {False}
        if len(claimants) > 1:
            continue  # another claimant's figures are no breakdown
        for at, mention in enumerate(mentions):
            if mention.part_of is None and (at in members or mention.repeats in members):
                mention.part_of, mention.status = total, mentions[total].status
                _of_day(mentions, mention, mentions[total])


def _of_day(mentions: Sequence[Mention], part: Mention, total: Mention) -> None:
    """Date a part that names no day, and what its sentence tells beside it, by the one day of its total."""
    when = total.when
    if part.when is not None or when is None or when.window or when.date_from is None:
        return
    for mention in mentions:
        if mention.sentence == part.sentence and mention.when is None:
            mention.when, mention.date_basis, mention.status = when, "inherited", total.status


def _told_apart(mentions: Sequence[Mention], at: int) -> list[int]:
    """The figures of one outcome and ground, told right after a total, that add up to it: «12 … 4 مقاتلين و8 عمال»."""
    total, members, left = mentions[at], [], mentions[at].low or 0
    for place in range(at + 1, len(mentions)):
        other = mentions[place]
        if other.sentence > total.sentence + REACH or left <= 0:
            break
        if other.sentence == total.sentence or not _may_add(total, other) or other.repeats is not None:
            continue
        if lie_apart(total.place, other.place):
            return []
        members.append(place)
        left -= other.low or 0
    return members if left == 0 and len(members) > 1 else []


def _dead_and_wounded(mentions: Sequence[Mention], at: int) -> list[int]:
    """The dead and the wounded whom one figure counts together: «مقتل وإصابة 16 مدنيا … قتل 4 … وجرح 12»."""
    total = mentions[at]
    if total.outcome != "killed_or_injured":
        return []
    members: dict[str, int] = {}
    for place in range(at + 1, len(mentions)):
        other = mentions[place]
        if other.outcome in _EITHER and other.part_of is None and other.low == other.high and _stands(other):
            members.setdefault(other.outcome, place)
    both = len(members) == len(_EITHER) and _add_up(total, (mentions[place] for place in members.values()))
    return list(members.values()) if both else []


def _may_sum(total: Mention) -> bool:
    return total.part_of is None and total.modality in ("exact", "at_least") and (total.low or 0) >= LEAST_SUM


def _may_add(total: Mention, other: Mention) -> bool:
    """Whether a figure may be one of those that a total adds up."""
    alike = other.outcome == total.outcome and other.part_of is None and _stands(other)
    return alike and other.low == other.high and 0 < (other.low or 0) < (total.low or 0)


def _stands(mention: Mention) -> bool:
    """Whether a figure is neither of an older event nor replaced by a later one."""
    return not (mention.recalled or mention.earlier or mention.status == "superseded")


def _add_up(total: Mention, members: Iterable[Mention]) -> bool:
    return sum(member.low or 0 for member in members) == total.low


def _coordinated(place: str | None) -> bool:
    """Whether the words of a place name several: «عفرين ومريمين»."""
    return place is not None and any(word.startswith("و") for word in place.split()[1:])
