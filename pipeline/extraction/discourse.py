"""What an article says across its sentences: inherited slots, repetitions, superseded and recalled figures.

A sentence that does not name place, time, cause, perpetrator or claimant takes them from the nearest text that plainly
speaks of the same harm: a claim that it repeats, the sentence before, the body under a headline. A turn of the report
(«من جهة أخرى», a heading) ends what may be inherited. Rules after the settled cases of the annotation guidelines.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.extraction.mention import Mention, Scene, When
from pipeline.places import ResolvedPlace
from pipeline.places.place import COUNTRY, DISTRICT

RECALLED_AFTER = timedelta(days=7)
BREAKDOWN_REACH = 4  # sentences after a total in which its breakdown is told
MONTH = 4  # UCDP date_prec of a month
PERIOD_DAYS = 2  # a span of more than a night's two dates is a period
MANY, MANY_VAGUE = 1000, 200  # more people than one attack is told to have struck, unless it says so
_SPANNING = re.compile("خلال|منذ|يام|ساع|شهر|أشهر|أسابيع|سنوات|عام")  # «الأسبوع الماضي» dates one event, these a span
CLOSE = 0.05  # degrees, some five kilometres: a quarter and its town
_CLASS_MATCHES = {  # classes under which one figure may be told twice
    frozenset(("person", "civilian")),
    frozenset(("person", "child")),
    frozenset(("person", "woman")),
    frozenset(("civilian", "child")),
    frozenset(("civilian", "woman")),
}
_EVENT_SLOTS = ("cause", "by", "place", "when")


def complete(mentions: list[Mention], published: date | None) -> None:
    """Fill in, in place, what the sentences of an article leave unsaid about its claims."""
    _inside(mentions)
    _within_sentence(mentions)
    _carry_on(mentions)
    _headlines(mentions)
    _repeats(mentions)
    _share(mentions)
    _headlines(mentions)  # once more, for what the body's mentions have since learnt of each other
    _sole_claimant(mentions)
    _means_of_bombing(mentions)
    _breakdowns(mentions)
    _parts(mentions)
    for mention in mentions:
        if mention.party in mention.by and "clash" in mention.cause:
            mention.by = [party for party in mention.by if party != mention.party]
        mention.scope = _scope(mention)
        mention.status = _status(mention, published)
    _supersede(mentions)
    _parts_follow(mentions)


def _inside(mentions: Sequence[Mention]) -> None:
    """Give «من بين القتلى …» its total: the nearest earlier total of that outcome."""
    for at, mention in enumerate(mentions):
        if mention.inside is None:
            continue
        for before in range(at - 1, -1, -1):
            other = mentions[before]
            if (
                other.outcome == mention.inside
                and other.part_of is None
                and other.status == "current"
                and not other.earlier
            ):
                mention.part_of = before
                break


def _within_sentence(mentions: Sequence[Mention]) -> None:
    """Claims of one sentence lend each other what only some of them name."""
    for at, mention in enumerate(mentions):
        for other in [*reversed(mentions[:at]), *mentions[at + 1 :]]:
            if other.sentence == mention.sentence and other.recalled == mention.recalled:
                _take(
                    mention,
                    other,
                    ("place", "when", "source") if mention.cause and other.cause else (*_EVENT_SLOTS, "source"),
                )


def _carry_on(mentions: Sequence[Mention]) -> None:
    """Take over from what the article said before, unless the claim is of another place or an older event."""
    for mention in mentions:
        scene = mention.before
        if mention.continuing:
            _take(mention, scene, ("source",))
        moved = mention.place is not None and scene.place is not None and not _same_ground(mention.place, scene.place)
        mention.recalled = mention.recalled or (mention.had and moved)  # «وكان انفجار في … أسفر عن …»
        own_period = mention.when is not None and mention.when.window and not mention.continuing
        if mention.recalled or (own_period and mention.place_text is None):
            continue
        lasting = scene.when is not None and scene.when.window
        told_on = mention.continuing or (mention.source is not None and mention.source == scene.source)
        if not moved:
            _take(mention, scene, _EVENT_SLOTS if told_on or not lasting else ("cause", "by", "place"))
        elif scene.when is not None and not scene.when.window:
            _take(mention, scene, ("when",))


def _same_ground(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Whether two places may be one ground: the same, or an area and a place in its governorate."""
    if one.place_id == other.place_id:
        return True
    coarse = one.precision >= DISTRICT or other.precision >= DISTRICT
    return coarse and (one.governorate == other.governorate or None in (one.governorate, other.governorate))


def _headlines(mentions: Sequence[Mention]) -> None:
    """A headline takes what it does not say from the body: from a claim with its outcome, if there is one."""
    for at, mention in enumerate(mentions):
        if not mention.headline:
            continue
        body = [other for other in mentions[at + 1 :] if not other.headline and not other.recalled]
        alike = [
            other
            for other in body
            if other.outcome == mention.outcome and (other.low, other.high) == (mention.low, mention.high)
        ]
        kin = alike or [other for other in body if mention.outcome in (other.outcome, "killed_or_injured")] or body
        if kin:
            _take(mention, kin[0], (*_EVENT_SLOTS, "source") if alike else _EVENT_SLOTS)


def _take(mention: Mention, donor: Mention | Scene, slots: Sequence[str]) -> None:
    """Fill the empty ones of these slots from another claim."""
    if "cause" in slots and not mention.cause and donor.cause:
        mention.cause, mention.weapon = list(donor.cause), mention.weapon or donor.weapon
    if "by" in slots and not mention.by:
        mention.by = list(donor.by)
    if "place" in slots and mention.place_text is None and donor.place_text is not None:
        mention.place_text, mention.place = donor.place_text, donor.place
    if "when" in slots and mention.when is None and donor.when is not None:
        mention.when, mention.date_basis = donor.when, "inherited"
    if "source" in slots and mention.source is None:
        mention.source, mention.source_text = donor.source, donor.source_text


def _repeats(mentions: Sequence[Mention]) -> None:
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
    if one.who != other.who and frozenset((one.who, other.who)) not in _CLASS_MATCHES:
        return False
    if (one.part_of is None) != (other.part_of is None) and one.who == other.who == "person":
        return False
    if one.sentence == other.sentence or one.recalled != other.recalled:
        return False
    if one.source is not None and other.source is not None and one.source != other.source:
        return False
    if one.governorate is not None and other.governorate is not None and one.governorate != other.governorate:
        return False
    if one.cause and other.cause and not set(one.cause) & set(other.cause):
        return False
    if one.when and other.when and one.when.date_from and other.when.date_from and not _overlap(one.when, other.when):
        return False
    return _compatible_places(one, other)


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


def _share(mentions: Sequence[Mention]) -> None:
    """Mentions of one figure share what any of them says, the earlier before the later."""
    for _ in range(2):
        for mention in mentions:
            if mention.repeats is not None:
                first = mentions[mention.repeats]
                _take(mention, first, (*_EVENT_SLOTS, "source"))
                _take(first, mention, (*_EVENT_SLOTS, "source"))


def _sole_claimant(mentions: Sequence[Mention]) -> None:
    """An article that credits one claimant alone credits it with its headline and lead too."""
    credited = {mention.source for mention in mentions if mention.source is not None}
    if len(credited) != 1:
        return
    donor = next(mention for mention in mentions if mention.source is not None)
    for mention in mentions:
        if mention.sentence <= donor.sentence and not mention.recalled:
            _take(mention, donor, ("source",))


def _means_of_bombing(mentions: Sequence[Mention]) -> None:
    """Bare «قصف» (shelling) is from the air where the article says so of the same harm."""
    for at, mention in enumerate(mentions):
        if not mention.weak or mention.cause != ["shelling"]:
            continue
        kin = [other for other in mentions if mention.repeats is not None and other is mentions[mention.repeats]]
        kin += [other for other in mentions if other.repeats == at]
        if mention.headline:
            kin += [other for other in mentions[at + 1 :] if not other.headline][:1]
        said = [mention.before.cause, *(other.cause for other in kin)]
        if any("airstrike" in cause for cause in said):
            mention.cause = ["airstrike"]


def _breakdowns(mentions: Sequence[Mention]) -> None:
    """A claimant's figures by cause, after its total for a period, are parts of it: «1300 … 675 … 193 …».

    They follow the nearest such total within a few sentences, date themselves by the total's period, name a cause
    where it names none, and together do not exceed it.
    """
    for at, total in reversed(list(enumerate(mentions))):
        if total.part_of is not None or total.cause or not _of_period(total) or total.source is None:
            continue
        left = total.low or 0
        for other in mentions[at + 1 :]:
            if other.sentence - total.sentence > BREAKDOWN_REACH:
                break
            own_date = other.date_basis == "stated" and other.when != total.when
            if other.part_of is not None or other.repeats is not None or own_date or not other.cause:
                continue
            same = (other.outcome, other.source) == (total.outcome, total.source) and other.modality == total.modality
            if same and _of_period(other) and other.low is not None and other.low <= left:
                other.part_of = at
                left -= other.low


def _of_period(mention: Mention) -> bool:
    return mention.when is not None and (mention.when.window or (mention.when.precision or 1) >= MONTH)


def _parts(mentions: Sequence[Mention]) -> None:
    """A part shares its total's event and claimant."""
    for mention in mentions:
        if mention.part_of is not None:
            _take(mention, mentions[mention.part_of], (*_EVENT_SLOTS, "source"))


def _scope(mention: Mention) -> str:
    when, place = mention.when, mention.place
    if when is not None and ((when.window and _SPANNING.search(when.text)) or (when.precision or 1) >= MONTH):
        days = (when.date_to - when.date_from).days if when.date_from and when.date_to else None
        if (days is not None and days >= PERIOD_DAYS) or (days is None and (when.precision or 1) >= 3):
            return "cumulative"
    if mention.several or len(set(mention.cause) - {"chemical"}) > 1:
        return "cumulative"
    if place is not None and place.governorate is None and place.precision < COUNTRY:
        return "cumulative"
    many = MANY_VAGUE if mention.modality == "vague" else MANY
    return "cumulative" if (mention.low or 0) >= many else "incident"


def _status(mention: Mention, published: date | None) -> str:
    if mention.recalled:
        return "recalled"
    to = mention.when.date_to if mention.when else None
    if published is None or to is None or published - to <= RECALLED_AFTER:
        return "current"
    return "current" if _monthly(mention, published) else "recalled"


def _monthly(mention: Mention, published: date) -> bool:
    """A period's toll published as it ends is news, not background."""
    when = mention.when
    return (
        when is not None
        and when.date_to is not None
        and (when.precision or 1) >= MONTH
        and (published - when.date_to).days <= 10
    )


def _supersede(mentions: Sequence[Mention]) -> None:
    """An «earlier» figure is superseded where the article has another current figure for the same harm."""
    for mention in mentions:
        if not mention.earlier or mention.part_of is not None:
            continue
        rivals = [
            other
            for other in mentions
            if other is not mention
            and not other.earlier
            and other.outcome == mention.outcome
            and other.part_of is None
            and (other.low, other.high) != (mention.low, mention.high)
            and other.low is not None
            and (other.place is None or mention.place is None or other.place.place_id == mention.place.place_id)
            and other.who == mention.who
        ]
        if rivals:
            mention.status = "superseded"


def _parts_follow(mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        if mention.part_of is not None:
            total = mentions[mention.part_of]
            mention.scope = total.scope if mention.place_text == total.place_text else mention.scope
            mention.status = total.status
