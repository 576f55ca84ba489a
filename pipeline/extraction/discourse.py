"""What an article says across its sentences: the slots that its claims take over from each other.

A sentence that does not name place, time, cause, perpetrator or claimant takes them from the nearest text that plainly
speaks of the same harm: a claim that it repeats, the sentence before, the body under a headline. A turn of the report
(«من جهة أخرى», a heading) ends what may be inherited. Rules after the settled cases of the annotation guidelines.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pipeline.extraction.blame import OWN_SIDE, claim_enemies, settle_blame
from pipeline.extraction.heads import RECORDERS
from pipeline.extraction.mention import Mention, Scene
from pipeline.extraction.repeats import mark_repeats
from pipeline.extraction.slots.means import FIRE, TORTURE, kinds
from pipeline.extraction.standing import RECALLED_AFTER, ROAD, WHOLE, of_period, settle
from pipeline.places.ground import lie_apart, same_ground
from pipeline.places.place import COUNTRY

BREAKDOWN_REACH = 4  # sentences after a total in which its breakdown is told
YEAR = 365  # days
WEEK = 3  # UCDP date_prec of a week
RETOLD_REACH = 6  # sentences between two mentions of a figure that have one claimant
LEAD_REACH = 4  # sentences from a lead to the one who is credited with it
_BY_AIR = {"israel", "coalition"}  # whose missiles come from aircraft where raids are told of
_TOLD_NEXT = FIRE | {"small_arms"}  # means that a lead leaves to the sentence after it
_EVENT_SLOTS = ("cause", "by", "place", "when")


def complete(mentions: list[Mention], title: Scene, published: date | None, news: Sequence[Scene]) -> None:
    """Fill in, in place, what the sentences of an article leave unsaid about its claims."""
    for mention in mentions:
        claim_enemies(mention)
    _inside(mentions)
    _within_sentence(mentions)
    _carry_on(mentions, published)
    _headlines(mentions, published)
    mark_repeats(mentions)
    _share(mentions)
    _headlines(mentions, published)  # once more, for what the body's mentions have since learnt of each other
    _of_title(mentions, title)
    _breakdowns(mentions)
    _means_told_next(mentions)
    _parts(mentions)
    _lead(mentions)
    _over_the_report(mentions)
    _sole_perpetrator(mentions, published)
    settle_blame(mentions, published)
    _on_the_day(mentions, news)
    settle(mentions, published)


def _over_the_report(mentions: Sequence[Mention]) -> None:
    """What a recorder's report counts further on is of the period that it began with: «تقريرها عن شهر أيار»."""
    body = [mention for mention in mentions if not mention.headline]
    lead = body[0] if body else None
    if lead is None or lead.when is None or lead.source not in RECORDERS or not of_period(lead):
        return
    for mention in body:
        if mention.when is None and mention.source == lead.source and not mention.recalled:
            _take(mention, lead, ("when",))


def _of_title(mentions: Sequence[Mention], title: Scene) -> None:
    """What no sentence says, the title may: place, cause and perpetrator of the news, and the day of a round-up."""
    for mention in mentions:
        if mention.recalled or mention.listed:
            continue
        if mention.place_text is None and not (mention.when and mention.when.window):
            _take(mention, title, ("place",) if mention.cause or mention.by else ("place", "cause", "by"))
        if _same_attack(mention, title):
            _take(mention, title, ("cause",))
        elif _unnamed(mention, title):
            _take(mention, title, ("cause", "by"))
        if title.when is not None and not title.when.window:
            _take(mention, title, ("when",))


def _on_the_day(mentions: Sequence[Mention], news: Sequence[Scene]) -> None:
    """An undated claim is of the one day that the report names, where the report says so of the same ground."""
    for mention in mentions:
        if mention.when is not None or mention.recalled or mention.listed or mention.several:
            continue
        for scene in news:
            if not lie_apart(mention.place, scene.place):
                _take(mention, scene, ("when",))


def _unnamed(mention: Mention, title: Scene) -> bool:
    """Whether a claim tells neither means nor author, on the ground where the title tells of both."""
    told = bool(title.by) and bool(title.cause) and set(title.cause) <= FIRE
    if not told or mention.cause or mention.by or not _of_one_attack(mention):
        return False
    return mention.place is not None and title.place is not None and same_ground(mention.place, title.place)


def _of_one_attack(mention: Mention) -> bool:
    """Whether a claim is of people struck at once, neither a sum nor a habit, and nobody arrested or driven out."""
    summed = mention.summed or mention.habitual or mention.several or of_period(mention)
    return not summed and mention.outcome not in ("detained", "displaced")


def _same_attack(mention: Mention, title: Scene) -> bool:
    """Whether a claim may be of the attack that the title tells of: by the same, on the same ground, of one act."""
    if not _of_one_attack(mention) or not set(title.cause) <= FIRE:
        return False
    apart = lie_apart(mention.place, title.place)
    return not apart and bool(set(mention.by) & set(title.by))


def _inside(mentions: Sequence[Mention]) -> None:
    """Give «من بين القتلى …» its total: the nearest earlier total of that outcome."""
    for at, mention in enumerate(mentions):
        if mention.inside is None:
            continue
        together = [each for each in mentions if each.inside and each.event_start == mention.event_start]
        people = sum(each.low or 0 for each in together)
        nearest = sorted(range(at - 1, -1, -1), key=lambda before: mentions[before].source != mention.source)
        for before in nearest:  # of the same claimant, if he told of any
            other = mentions[before]
            if (
                not (mention.who == "combatant" and other.who == "civilian")
                and other.outcome == mention.inside
                and other.part_of is None
                and other.status == "current"
                and not other.earlier
                and (other.low is None or other.low >= people)
                and not (other.inside is not None and other.sentence == mention.sentence)
                and not (mention.listed and other.listed)  # «إدلب: 20», below «حلب: 40»
            ):
                mention.part_of = before
                break


def _within_sentence(mentions: Sequence[Mention]) -> None:
    """Claims of one sentence lend each other what only some of them name."""
    of_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        of_sentence[mention.sentence].append(mention)
    for together in of_sentence.values():
        for at, mention in enumerate(together):
            for other in [*reversed(together[:at]), *together[at + 1 :]]:
                if mention.answered != other.answered:
                    continue
                if mention.announced and not other.announced:
                    _take(mention, other, ("when",))
                elif other.recalled == mention.recalled and other.announced == mention.announced:
                    own = bool(mention.cause and other.cause)
                    counted_part = other.part_of is not None and other.count_text is not None
                    own = own or (TORTURE in other.cause and (of_period(mention) or counted_part))
                    apart = mention.clause != other.clause
                    own = own or mention.split or other.split or apart
                    acts = () if own else ("cause", "by")
                    credit = () if mention.apart else ("source",)
                    where = () if other.split or apart else ("place",)
                    _take(mention, other, (*acts, *where, "when", *credit))


def _carry_on(mentions: Sequence[Mention], published: date | None) -> None:
    """Take over from what the article said before, unless the claim is of another place or an older event."""
    for mention in mentions:
        scene = mention.before
        if mention.listed and mention.part_of is not None:
            _take(mention, mentions[mention.part_of], (*_EVENT_SLOTS, "source"))
            continue
        retold = scene.leads and scene.source in RECORDERS and mention.outcome != "displaced" and not mention.had
        of_sum = mention.resumes and scene.summed  # «216 هجوما منذ …. وأدت هذه الهجمات إلى مقتل 24»
        if of_sum:
            mention.by = mention.by or list(scene.by)  # whatever the means
            mention.cause = list(dict.fromkeys([*scene.cause, *mention.cause]))
        also = mention.added and scene.said == mention.sentence - 1 and not mention.had
        resumed = mention.resumes and scene.said == mention.sentence - 1  # «قال … إن القصف طال الحي. وتسبب بمقتل …»
        if (
            mention.continuing
            or of_sum
            or resumed
            or also
            or (retold and mention.joined and mention.who != "combatant")
        ):
            _take(mention, scene, ("source",))
        if mention.there:
            _take(mention, scene, ("place",))
        if mention.similar:
            _as_before(mention, scene)
        moved = lie_apart(mention.place, scene.place)
        mention.recalled = mention.recalled or (mention.had and moved)  # «وكان انفجار في … أسفر عن …»
        own_period = mention.when is not None and mention.when.window and not mention.continuing
        if mention.summed:
            # «بواقع 34 هجوما قتل فيها 30»: by those whose attacks were told of; «– 32 استهدافا على حلب»: by those means
            _take(mention, scene, ("cause", "by") if mention.item else ("by",))
        nationwide = mention.place is not None and mention.place.precision >= COUNTRY and of_period(mention)
        if nationwide and not mention.continuing and (mention.source is not None or _of_years(mention)):
            continue  # «ووثقت الشبكة مقتل 501 مدني في سوريا خلال النصف الأول من العام»: of no raid told before
        if mention.announced:
            _take(mention, scene, ("when",))
            continue
        if own_period and _same_days(mention, scene):
            _take(mention, scene, ("place",))  # «وفي درعا، شهد كانون الأول ارتفاعا في … وسجل المكتب خلال الشهر مقتل 44»
        if mention.recalled or (own_period and mention.place_text is None) or _long_past(mention, published):
            continue
        missiles = mention.cause == ["shelling"] and mention.weapon == "rocket" and scene.cause == ["airstrike"]
        if missiles and not moved and set(mention.by or scene.by) <= _BY_AIR and (mention.by or scene.by):
            mention.cause, mention.weapon = list(scene.cause), scene.weapon  # «سقوط صاروخ», of the raid just told of
        lasting = scene.when is not None and (scene.when.window or (scene.when.precision or 1) >= WEEK)
        retelling = mention.continuing or (mention.source is not None and mention.source == scene.source)
        told_on = mention.resumes or (retelling and not scene.summed)
        broad = mention.place is not None and mention.place.governorate is None and mention.place.precision < COUNTRY
        summed = mention.several or (mention.when is not None and mention.when.window)
        if broad and not summed and mention.place and mention.place.place_id != WHOLE and scene.place is not None:
            mention.place = scene.place  # «في عموم شمال غربي سوريا»: the words are broad, the place known
        if not moved:
            dated = summed and mention.date_basis == "stated" and not mention.resumes
            own_sum = mention.summed or mention.habitual or dated
            one_act = mention.date_basis == "stated" and of_period(mention) and not (lasting or scene.summed)
            event = (
                ("place",) if own_sum and one_act else ("by", "place") if own_sum else ("cause", "by", "place")
            )  # «454 هجوما، تسببت بمقتل 51»: by any means
            _take(mention, scene, event if lasting and not told_on else (*event, "when"))
        else:
            if mention.continuing or mention.elided:
                _take(mention, scene, ("by",))
            if scene.when is not None and not scene.when.window:
                _take(mention, scene, ("when",))


def _as_before(mention: Mention, scene: Scene) -> None:
    """Take the author of a like act, and its means where the claim tells no more than «قصف» or «انفجار»."""
    if not mention.cause or ((mention.weak or not mention.weapon) and not _unlike(mention.cause, scene.cause)):
        mention.cause, mention.weapon = list(scene.cause) or mention.cause, scene.weapon or mention.weapon
    elif mention.cause == ["explosive_device"] and scene.cause == ["mine_or_remnant"] and mention.weapon is None:
        mention.cause, mention.weapon = list(scene.cause), scene.weapon
    _take(mention, scene, ("by",))


def _of_years(mention: Mention) -> bool:
    """Whether a claim counts a year and more: «منذ 2011», «منذ مطلع العام الماضي»."""
    begin, end = (mention.when.date_from, mention.when.date_to) if mention.when else (None, None)
    return begin is not None and end is not None and (end - begin).days > YEAR


def _same_days(mention: Mention, scene: Scene) -> bool:
    """Whether a claim is of the very span that the report last told of."""
    one, other = mention.when, scene.when
    return one is not None and other is not None and (one.date_from, one.date_to) == (other.date_from, other.date_to)


def _long_past(mention: Mention, published: date | None) -> bool:
    """Whether a claim names a day of its own, long before the report: its act is not the one told of before."""
    when = mention.when
    if published is None or when is None or mention.date_basis != "stated" or when.window or when.date_to is None:
        return False
    told = mention.before.when
    same = told is not None and told.date_from == when.date_from
    return not same and published - when.date_to > RECALLED_AFTER


def _headlines(mentions: Sequence[Mention], published: date | None) -> None:
    """A headline takes what it does not say from the body: from a claim with its outcome, if there is one.

    What is long past gives it nothing unless it has its figure.
    """
    for at, mention in enumerate(mentions):
        if not mention.headline:
            continue
        body = [other for other in mentions[at + 1 :] if not other.headline and not other.recalled]
        body = [other for other in body if not other.listed]  # which tells of its own place alone
        alike = [other for other in body if _retold(mention, other)]
        body = [other for other in body if not _long_past(other, published)]
        news = [other for other in body if of_period(mention) or not of_period(other)] or body
        kin = alike or [other for other in news if mention.outcome in (other.outcome, "killed_or_injured")] or news
        bare = mention.section == "heading" and not (mention.cause or mention.by or mention.place_text)
        if kin:
            heads = bare and kin[0].sentence == body[0].sentence  # «قتلى وجرحى» over «وأعلنت الوزارة مقتل ستة»
            near = mention.modality != "unquantified" or kin[0].sentence - mention.sentence <= LEAD_REACH
            slots = _EVENT_SLOTS if alike or heads else _of_other(mention, kin[0])
            _take(mention, kin[0], (*slots, "source") if (alike and near) or heads else slots)


def _of_other(mention: Mention, other: Mention) -> Sequence[str]:
    """What a headline takes from another figure: a year's toll dates no news, nor does the news tell where it fell."""
    if of_period(mention):
        return ("by",)
    lasting = other.when is not None and other.when.window and (other.when.precision or 1) >= WEEK
    return ("cause", "by", "place") if lasting else _EVENT_SLOTS


def _take(mention: Mention, donor: Mention | Scene, slots: Sequence[str]) -> None:
    """Fill the empty ones of these slots from another claim."""
    blames_itself = OWN_SIDE.get(mention.source or "") in donor.by  # «أعلنت وزارة الصحة السورية مقتل 89»
    if "by" in slots and donor.by and not (mention.by or blames_itself or _unlike(mention.cause, donor.cause)):
        mention.by = list(donor.by)
    others = mention.by and donor.by and not set(mention.by) & set(donor.by)  # theirs is another act
    if "cause" in slots and not mention.cause and donor.cause and not others:
        mention.cause, mention.weapon = list(donor.cause), mention.weapon or donor.weapon
    if "place" in slots and mention.place_text is None and donor.place_text is not None:
        mention.place_text, mention.place = donor.place_text, donor.place
    spans = mention.singled and donor.when is not None and (donor.when.window or (donor.when.precision or 1) > 1)
    if "when" in slots and mention.when is None and donor.when is not None and not spans:
        mention.when, mention.date_basis = donor.when, "inherited"
    if "source" in slots and mention.source is None and not mention.own:
        mention.source, mention.source_text, mention.own = donor.source, donor.source_text, donor.own


def _unlike(cause: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two acts are of different kinds, so that one's author need not be the other's."""
    one, two = kinds(cause), kinds(other)
    return bool(one and two) and (not one <= two or len(two) > 1)


def _share(mentions: Sequence[Mention]) -> None:
    """Mentions of one figure share what any of them says, the earlier before the later; their claimant if told nearby.

    Who says no more than «سقط قتلى» (people fell) gives no figure to those before, nor does one of two claimants.
    """
    for _ in range(2):
        for mention in mentions:
            if mention.repeats is not None:
                first = mentions[mention.repeats]
                near = mention.sentence - first.sentence <= RETOLD_REACH
                _take(mention, first, (*_EVENT_SLOTS, "source") if near else _EVENT_SLOTS)
                others = {each.source for each in mentions if each.repeats == mention.repeats} - {None, mention.source}
                sole = near and (mention.own or not others) and first.modality != "unquantified"
                _take(first, mention, (*_EVENT_SLOTS, "source") if sole else _EVENT_SLOTS)
                _lie_where(first, mention)
                _lie_where(mention, first)


def _lie_where(mention: Mention, other: Mention) -> None:
    """A road between two governorates («طريق تدمر - دير الزور») lies where the same figure is told more exactly."""
    road = (mention.place_text or "").startswith(ROAD) and mention.place is not None
    if road and mention.governorate is None and other.governorate is not None:
        mention.place = other.place


def _lead(mentions: Sequence[Mention]) -> None:
    """A headline or lead that credits nobody credits the one claimant of the article with the figure that he gives."""
    credited = {mention.source for mention in mentions if mention.source is not None or mention.own}
    if len(credited) != 1 or None in credited:
        return
    donors = [mention for mention in mentions if mention.source is not None and not mention.recalled]
    for mention in mentions:
        for donor in donors:
            near = mention.sentence < donor.sentence <= mention.sentence + LEAD_REACH
            apart = mention.place and donor.place and mention.place.place_id != donor.place.place_id
            if near and _same_figure(mention, donor) and not mention.recalled and not apart:
                _take(mention, donor, ("source",))


def _retold(headline: Mention, other: Mention) -> bool:
    """Whether a claim gives a headline's figure, or the bound that it rounds, of the same ground."""
    apart = lie_apart(headline.place, other.place)
    at_least = (other.outcome, other.low) == (headline.outcome, headline.low) and headline.modality == "exact"
    return not apart and (_same_figure(headline, other) or at_least)


def _same_figure(one: Mention, other: Mention) -> bool:
    return (one.outcome, one.low, one.high) == (other.outcome, other.low, other.high)


def _means_told_next(mentions: Sequence[Mention]) -> None:
    """A lead that blames but names no means («ارتكبت مجزرة راح ضحيتها 10») takes them from what is told next of it."""
    lead = next((each.sentence for each in mentions if not each.headline), 0)
    for mention in mentions:
        told_later = mention.recalled or mention.summed or of_period(mention) or mention.sentence > lead + 1
        if mention.cause or not mention.blames or told_later or mention.outcome in ("detained", "displaced"):
            continue
        later = (each for each in mentions if each.sentence > mention.sentence and not each.recalled)
        scene = next((each.before for each in later if each.before.cause), Scene())
        apart = lie_apart(mention.place, scene.place)
        if scene.by == mention.by and set(scene.cause) <= _TOLD_NEXT and not apart:
            mention.cause, mention.weapon = list(scene.cause), scene.weapon


def _sole_perpetrator(mentions: Sequence[Mention], published: date | None) -> None:
    """An article that names one perpetrator alone means it wherever it tells of the same news."""
    news = [each for each in mentions if not (each.recalled or of_period(each) or _long_past(each, published))]
    named = {tuple(sorted(mention.by)) for mention in news if mention.by}
    if len(named) != 1 or ("unknown",) in named:
        return
    donors = [each for each in mentions if each.blames and len(kinds(each.cause)) == 1 and not each.recalled]
    for mention in mentions:
        if mention.recalled or mention.listed or mention.by or of_period(mention) or _long_past(mention, published):
            continue
        for donor in donors:
            apart = mention.place is None or donor.place is None or not same_ground(mention.place, donor.place)
            unlike = mention.cause and donor.cause and not set(mention.cause) & set(donor.cause)
            if not apart and not unlike and mention.party not in donor.by:
                _take(mention, donor, ("by",))


def _breakdowns(mentions: Sequence[Mention]) -> None:
    """A claimant's figures by cause or by doer, after its total for a period, are parts of it: «1300 … 675 … 193 …».

    They follow the nearest such total within a few sentences, date themselves by the total's period, name a cause
    or a doer where it names none, and together do not exceed it.
    """
    for at, total in reversed(list(enumerate(mentions))):
        if total.part_of is not None or total.cause or not of_period(total) or total.source is None:
            continue
        left = total.low or 0
        for other in mentions[at + 1 :]:
            if other.sentence - total.sentence > BREAKDOWN_REACH:
                break
            own_date = other.date_basis == "stated" and other.when != total.when
            by_doer = other.blames and not total.by  # «قتلت قوات النظام 196 منهم»
            if other.part_of is not None or other.repeats is not None or own_date or not (other.cause or by_doer):
                continue
            same = (other.outcome, other.source) == (total.outcome, total.source) and other.modality == total.modality
            if same and of_period(other) and other.low is not None and other.low <= left:
                other.part_of = at
                left -= other.low


def _parts(mentions: Sequence[Mention]) -> None:
    """A part shares its total's event and claimant."""
    for mention in mentions:
        if mention.part_of is not None:
            total = mentions[mention.part_of]
            _take(mention, total, (*_EVENT_SLOTS, "source"))
            if mention.party == "unknown" and mention.inside is not None and total.party is not None:
                mention.party = total.party
