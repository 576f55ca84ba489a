"""How far a figure reaches and whether it stands: its scope (one attack, or a sum) and its status.

After the guidelines' settled cases: a sum over separate attacks, places or days is cumulative; what is told as
background is recalled; what the article itself replaces is superseded.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.extraction.mention import Mention, When
from pipeline.extraction.slots.means import kinds
from pipeline.extraction.sums import mark_parts, sums
from pipeline.places.place import COUNTRY, DISTRICT, EXACT

STILL_NEWS = timedelta(days=2)  # less than this: «سبق ذلك … يوم أمس» is told as background, and news all the same
NIGHT = timedelta(days=1)
RECALLED_AFTER = timedelta(days=7)
MONTH_DAYS = timedelta(days=31)
MONTH = 4  # UCDP date_prec of a month
PERIOD_DAYS = 2  # a span of more than a night's two dates is a period
SEVERAL = 10  # people told to have died in a country, of no one act
MANY, MANY_VAGUE = 1000, 200  # more people than one attack is told to have struck, unless it says so
WHOLE = "sy"  # what places of several governorates are resolved to
_LONG = re.compile("منذ (?:بداي|مطلع|بدء|أول|اول)")
_SPANNING = re.compile(  # words of a span; «الأسبوع الماضي» dates one event
    "خلال|منذ|يام|ساع|شهر|أشهر|أسابيع|سنوات|عام|^أسبوع|^يومين|الأسبوع (?:الجاري|الحالي)"
)
_FROM_TO = re.compile(r"\d+(?: من \S+)* (?:و ?|إلى |الى |حتى )\d")  # «10 و16 أيار», a period, however short
_THROUGH = re.compile("خلال|منذ|طوال|طيلة|حتى|مدى")  # all through a month
ROAD = ("طريق", "الطريق", "أوتوستراد", "الأوتوستراد")
_COUNTRYSIDES = ("ريفي ", "أرياف ")  # «ريفي إدلب الجنوبي والشمالي», two countrysides
_BESIDES = {"chemical", "execution"}  # causes that stand beside the means of one and the same act


def settle(mentions: Sequence[Mention], published: date | None) -> None:
    """Set scope and status of every claim, in place, once its slots are known; what a total adds up is part of it."""
    over_places = sums(mentions)
    news: date | None = None  # the latest day told of so far
    for at, mention in enumerate(mentions):
        mention.scope = "cumulative" if at in over_places else _scope(mention)
        mention.status = _status(mention, published, news)
        when = mention.when
        if when is not None and when.date_to and _one_night(when):
            news = max(news or when.date_to, when.date_to)
    for mention in mentions:
        first = mentions[mention.repeats] if mention.repeats is not None else None
        if first is None or first.low != first.high:
            continue
        if _over_governorates(first) and not _at_a_place(mention):
            mention.scope = first.scope  # one figure, told twice
        if first.headline and mention.several and not _at_a_place(first):
            first.scope = mention.scope
    _over_their_parts(mentions)
    for at in over_places:
        _follow_sum(mentions, mentions[at])
    _supersede(mentions)
    _parts_follow(mentions)
    mark_parts(mentions, over_places)


def _over_their_parts(mentions: Sequence[Mention]) -> None:
    """A total told apart by governorates is a sum: «72 شهيدا: 30 في حلب و18 في دمشق»."""
    of_total: defaultdict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.split and mention.part_of is not None and mention.governorate is not None:
            of_total[mention.part_of].add(mention.governorate)
    for at, governorates in of_total.items():
        if len(governorates) > 1:
            mentions[at].scope = "cumulative"


def _follow_sum(mentions: Sequence[Mention], total: Mention) -> None:
    """The wounded told of in one breath with the dead of several attacks are theirs too."""
    for mention in mentions:
        together = mention.sentence == total.sentence and mention.place_text == total.place_text
        if together and mention.part_of is None and (mention.low or 0) > 1:
            mention.scope = total.scope


def of_period(mention: Mention) -> bool:
    """Whether a claim counts a period up to the report, or a month and more."""
    return mention.when is not None and (mention.when.window or (mention.when.precision or 1) >= MONTH)


def _at_a_place(mention: Mention) -> bool:
    return mention.place is not None and mention.place.precision < DISTRICT


def _over_governorates(mention: Mention) -> bool:
    return mention.scope == "cumulative" and mention.place is not None and mention.place.place_id == WHOLE


def _scope(mention: Mention) -> str:
    when, place = mention.when, mention.place
    night = mention.date_basis == "stated" and when is not None and _one_night(when)
    one_day = night or (when is not None and when.precision == 1)
    near = DISTRICT if one_day else EXACT  # one place on one day is one incident, under however many raids
    exact = place is not None and place.precision <= near and mention.low == mention.high
    if mention.low == mention.high == 1 and not (of_period(mention) and when and _LONG.search(when.text)):
        return "incident"  # one person dies once
    if mention.singled and not of_period(mention):
        return "incident"
    if mention.one_act and when is not None and when.precision == MONTH and not _THROUGH.search(when.text):
        return "incident"  # «هجوم مماثل في نيسان الماضي أودى بحياة ستة»
    if _spans(when):
        return "cumulative"
    means = kinds(mention.cause) if place is not None and place.precision <= near else set(mention.cause)
    if (mention.several and not exact) or len(means - _BESIDES) > 1:
        return "cumulative"
    road = (mention.place_text or "").startswith(ROAD)  # «طريق السخنة - دير الزور» is one place in two governorates
    if place is not None and place.governorate is None and place.precision < COUNTRY and not road:
        return "cumulative"
    if (mention.place_text or "").startswith(_COUNTRYSIDES):
        return "cumulative"
    if place is not None and place.precision == COUNTRY and not mention.cause and (mention.low or 0) >= SEVERAL:
        return "cumulative"  # «142 شهيدا في سوريا»
    many = MANY_VAGUE if mention.modality == "vague" else MANY
    return "cumulative" if (mention.low or 0) >= many else "incident"


def _one_night(when: When) -> bool:
    """Whether a time is no longer than a night, which has two dates."""
    return bool(when.date_from and when.date_to and when.date_to - when.date_from <= NIGHT)


def _spans(when: When | None) -> bool:
    """Whether a time is a period, not the day of one event, as «قبل أيام» (some days ago) is."""
    if when is None or when.text.startswith("قبل"):
        return False
    if when.text.startswith("يومي "):
        return True  # «يومي السبت والأحد»
    told = when.window and (_SPANNING.search(when.text) or _FROM_TO.match(when.text))
    if not told and (when.precision or 1) < MONTH:
        return False
    if when.date_from is None or when.date_to is None:
        return (when.precision or 1) >= 3
    return (when.date_to - when.date_from).days >= PERIOD_DAYS


def _status(mention: Mention, published: date | None, news: date | None) -> str:
    """Its status; what is older than the ``news`` told before it is background: «ويوم السبت الفائت …».

    So is the toll of a period, once its month has passed.
    """
    to = mention.when.date_to if mention.when else None
    if mention.recalled and _runs(mention, published):
        return "current"
    if mention.recalled:
        stated = mention.date_basis == "stated" and mention.when is not None and not mention.when.window
        return "current" if stated and published and to and published - to < STILL_NEWS else "recalled"
    if published is None or to is None:
        return "current"
    if mention.had and mention.date_basis == "stated" and published - to >= STILL_NEWS:
        return "recalled"  # «وكانت قوات النظام استهدفت قبل يومين مدينة سرمدا»
    running = mention.when is not None and mention.when.window and to >= published.replace(day=1)
    if news is not None and to < news and published - to >= STILL_NEWS and not running:
        return "recalled"
    if published - to <= RECALLED_AFTER:
        return "current"
    return "current" if _monthly(mention, published) else "recalled"


def _runs(mention: Mention, published: date | None) -> bool:
    """Whether a figure is told as of now: «يذكر أن الهجمات تسببت منذ مطلع العام بمقتل 37»."""
    when = mention.when
    if when is None or when.date_from is None or published is None or when.date_to != published:
        return False
    counted = mention.modality in ("exact", "at_least", "approximate")
    return counted and when.text.startswith("منذ") and published - when.date_from > MONTH_DAYS


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
            and (other.who == mention.who or "person" in (other.who, mention.who))
            and (other.source is None or (other.source, other.own) == (mention.source, mention.own))
        ]
        if rivals:
            mention.status = "superseded"


def _parts_follow(mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        if mention.part_of is not None:
            total = mentions[mention.part_of]
            mention.scope = total.scope if mention.place_text == total.place_text else mention.scope
            mention.status = total.status
