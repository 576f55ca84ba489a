"""One article read from its text to its claims, and the claims as annotation lines.

The order: fold, cut, find the sentences that hold a casualty word, parse only those, attach slots, then let the article
complete what its sentences leave unsaid. Kept out: tables (``frames``).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from pipeline.arabic.dates import TimeExpression
from pipeline.arabic.fold import Folded, fold
from pipeline.arabic.sentences import Sentence, split
from pipeline.arabic.timespans import SPANS
from pipeline.arabic.tokens import tokenize
from pipeline.extraction.discourse import complete
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.heads import credit_author, days_of_headings
from pipeline.extraction.knowledge import Knowledge, knowledge
from pipeline.extraction.lexicon import Noun
from pipeline.extraction.listing import items, people_of
from pipeline.extraction.mention import Mention, Scene, When
from pipeline.extraction.parsed import CONTEXT, Parsed, of_conflict, on_named_nights, parse
from pipeline.extraction.slots.bundles import Later
from pipeline.extraction.slots.charges import TOLD_AFTER, charged
from pipeline.extraction.slots.circumstances import times_of_harm
from pipeline.extraction.slots.means import TORTURE
from pipeline.extraction.slots.reader import Slots, goes_up
from pipeline.extraction.standing import of_period
from pipeline.extraction.voices import Voice, Voices, credit_between, is_post, signatory, signs
from pipeline.places import DocumentPlaces, ResolvedPlace
from pipeline.places.ground import lie_apart
from pipeline.values import replace

TRACED = 2  # sentences after a claim in which it is told who did it
NEWS = timedelta(days=2)  # between the day of the news and the publication of its report
LONG_PAST = 3650  # days before its news that a claim may be dated back
HEAD = 1  # sentences after the first in which a report names the claimant that it retells
_TOLD_AFTER = (*TOLD_AFTER, "اليوم")  # words of a sentence after a claim that may tell who did it, or the day
_SINCE = ("منذ", "ومنذ")  # up to now, however long
LONGEST_SCENE = 4  # date_prec of a month: a report goes on from such a time; a year is background
_THERE = frozenset(
    ("البلده", "المدينه", "القريه", "المخيم", "الناحيه", "بالبلده", "بالمدينه", "بالقريه", "للبلده", "للمدينه")
)
_SIGNED = "(@"  # a post's signature: «— نبيل العثمان (@nabel) August 30, 2021»
_VOICES = frozenset(("جهته", "جهتها", "المقابل", "بالمقابل", "جانبه", "جانبها", "بدوره", "بدورها"))  # another speaks
_SAME = frozenset(("ذاتها", "نفسها", "ذاته", "نفسه"))
_GROUNDS = _THERE | {"المنطقه", "بالمنطقه", "المكان", "الموقع", "الحي", "السوق"}  # «المدينة ذاتها», the same town
_KNOWN_ACTS = frozenset(("القصف", "الغاره", "الهجوم", "التفجير", "الانفجار", "الاشتباكات", "الضربه"))
_FOES = ("ارهابي", "مخرب")
_ATTACKER = "مهاجم"
_SOLDIERS = ("جندي", "عسكري", "ضابط")
_BULLETS = frozenset("-–—•*▪●")
_TRIMMED = " \t\n\r\u200e\u200f\u202a\u202b\u202c\u2067\u2069"


def read(
    text: str,
    published: date | None,
    sentences: Sequence[Sentence],
    known: Knowledge | None = None,
    title: str | None = None,
) -> list[Mention]:
    """The claims of an article, in the order of the text, with every slot that the text gives.

    A ``title`` that the text does not print tells what the article is about, and makes no claims itself.
    """
    known = known or knowledge()
    folded = fold(text)
    spans = [(folded.position(each.char_start), folded.position(each.char_end)) for each in sentences]
    wanted = _casualty_sentences(known, folded, sentences, spans)
    if not wanted:
        return []
    heads = {item: at for at in wanted for item in items(folded, sentences, spans, at)}
    headings = set(heads.values())
    needed = _needed(wanted, sentences, folded, spans) | heads.keys()
    unread = tokenize("")
    tokens = [tokenize(folded, *span) if at in needed else unread for at, span in enumerate(spans)]
    apart = title is not None and not any(sentence.section == "title" for sentence in sentences)
    heading = fold(title if apart and title else "")
    heading_tokens = tokenize(heading)
    places = DocumentPlaces.read(known.gazetteer, [*tokens, heading_tokens])
    parsed: list[Parsed] = []
    written = partial(_between, text, folded)
    listed: dict[int, Noun | None] = {}
    short = known.short_names.told(folded.text)
    for at in sorted(needed):
        if not tokens[at].texts:
            continue  # «¹» alone, which holds no word
        before = parsed[-1] if parsed else None
        of = listed.get(heads[at]) if at in heads else None
        claims = at in wanted or of is not None
        one = parse(known, at, sentences[at], tokens[at], places, published, before, claims, written, of, short)
        if at in headings:
            listed[at] = people_of(one.cues.words, one.drafts)
        parsed.append(one)
    days = days_of_headings(text, folded, sentences, spans, published)
    mentions, about = _mentions(text, folded, of_conflict(on_named_nights(parsed)), sentences, published, days)
    if apart and title:
        line = Sentence(len(sentences), 0, len(title), "title")
        spelt = partial(_between, title, heading)
        one = parse(known, len(sentences), line, heading_tokens, places, published, None, False, spelt)
        about = _about(title, heading, one)
    complete(mentions, about, published, _news_of_day(text, folded, parsed, published))
    credit_author(known, text, folded, sentences, spans, mentions)
    return mentions


def _news_of_day(text: str, folded: Folded, parsed: Sequence[Parsed], published: date | None) -> list[Scene]:
    """What a report tells of the day that it appeared, where it names no other day near: «اليوم الاثنين 30 من آب»."""
    if published is None:
        return []
    recent = [
        (one, time, time.date_from)
        for one in parsed
        for time in times_of_harm(one.cues)
        if time.kind == "day" and time.date_from == time.date_to
        if time.date_from is not None and abs(published - time.date_from) <= NEWS
    ]
    days = {day for *_, day in recent}
    if len(days) != 1 or min(days) < published:
        return []
    return [replace(_about(text, folded, one), when=_when(text, folded, one, time)) for one, time, _ in recent]


def _casualty_sentences(
    known: Knowledge, folded: Folded, sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]
) -> list[int]:
    """The sentences, outside furniture, in which a casualty word occurs."""
    return [
        at
        for at, (sentence, span) in enumerate(zip(sentences, spans, strict=True))
        if sentence.section != "furniture" and known.lexicon.tells_casualty(folded.text, *span)
    ]


def _between(text: str, folded: Folded, start: int, end: int) -> str:
    """The untouched text between two places of the folded one."""
    return text[folded.original(start) : folded.original(end)]


def _needed(
    wanted: Sequence[int], sentences: Sequence[Sentence], folded: Folded, spans: Sequence[tuple[int, int]]
) -> set[int]:
    """The casualty sentences, the titles, those before that may say where, how, one after that tells whence or when."""
    around = {each - back for each in wanted for back in range(CONTEXT + 1) if each >= back}
    around |= {
        each + 1
        for each in wanted
        if each + 1 < len(spans) and any(folded.text.find(word, *spans[each + 1]) >= 0 for word in _TOLD_AFTER)
    }
    around |= {at for at, sentence in enumerate(sentences) if sentence.section == "title"}
    signatures = {at + 1 for at in wanted if at + 1 < len(spans) and _SIGNED in folded.text[slice(*spans[at + 1])]}
    return {at for at in around if sentences[at].section != "furniture"} | signatures


def _mentions(
    text: str,
    folded: Folded,
    parsed: Sequence[Parsed],
    sentences: Sequence[Sentence],
    published: date | None,
    days: Mapping[int, When],
) -> tuple[list[Mention], Scene]:
    """The claims as their sentences state them, and what the title says of an attack.

    ``days`` are those that headings name, by sentence.
    """
    mentions: list[Mention] = []
    title: Scene | None = None
    place_of: dict[int, int] = {}
    links: list[tuple[int, Draft]] = []
    told_of: set[tuple[str, str | None]] = set()  # outcome and noun of the people told of so far
    now, previous, voices = Scene(), -1, Voices()
    day: When | None = None  # of the heading above
    ground = Scene()  # where the report was before its last turn
    sentence_of = {one.ordinal: one for one in parsed}
    speakers: dict[int, Scene] = {}  # after each sentence that credits anybody

    def named(voice: Voice) -> str:
        return _words(text, folded, sentence_of[voice.sentence], voice.first, voice.last)

    first = next((at for at, sentence in enumerate(sentences) if sentence.section == "body"), 0)
    headings = {at for at, sentence in enumerate(sentences) if sentence.section == "heading"}
    last_claim = max((one.ordinal for one in parsed if one.drafts), default=-1)
    signatures = {one.ordinal - 1: one for one in parsed if signs(one)}
    for one in parsed:
        if one.ordinal - 1 in signatures:
            continue
        signature = signatures.get(one.ordinal)
        if signature is not None and not is_post(one):
            signature = None
        headed = not headings.isdisjoint(range(previous + 1, one.ordinal + (signature is None)))
        if _turns(one) and not headed and one.section != "title" and _other_voice(one, now):
            now = replace(now, source=None, source_text=None, own=False)
        elif _turns(one) or headed or one.section == "title":
            ground = now if now.place is not None else ground
            now = now.speaker() if headed and not _turns(one) and one.section != "title" else Scene()
            if not _THERE.isdisjoint(one.tokens.texts):
                now.place_text, now.place = ground.place_text, ground.place
        day = next((days[at] for at in range(one.ordinal, previous, -1) if at in days), day)
        if now.when is None and day is not None:
            now = replace(now, when=day)
        previous = one.ordinal
        for draft, slots in zip(one.drafts, one.reader.attach(), strict=True):
            told = (draft.outcome, draft.phrase.noun.lemma if draft.phrase.noun else None)
            back = draft.rule == "recovered" or (draft.rule == "recovery" and draft.refers_back)
            if back and any(earlier.outcome == draft.outcome for earlier in mentions):
                continue  # «نقل المصابين» refers back to the wounded already told of
            if draft.refers_back and told in told_of:
                continue  # «مقتل الأطفال» to the children
            told_of.add(told)
            place_of[id(draft)] = len(mentions)
            links.append((len(mentions), draft))
            mention = _mention(text, folded, one, draft, slots, now)
            if (later := slots.later) is not None and mention.when is None:
                _date_back(mention, later, published, _words(text, folded, one, later.first, later.last))
            if (voice := voices.again(one, slots.source_cue)) is not None:
                mention.source, mention.source_text, mention.own = voice.code, named(voice), False
            elif signature is not None and mention.source is None:
                mention.source, mention.own = signatory(signature), False
            mentions.append(mention)
        if one.section == "title" and title is None:
            title = _about(text, folded, one)
        if not one.drafts and mentions and (blamed := charged(one.cues)):
            _lay(mentions, one.ordinal, blamed, traced="origin" in one.cues.role_starts)
        if signature is not None:
            continue  # a post set into the report, which goes on after it
        if one.ordinal > last_claim + 1:
            continue  # no claim asks for the scene any more
        before, now = now, _after(now, text, folded, one)
        if (voice := voices.again(one, one.reader.claimant)) is not None:
            now = replace(now, source=voice.code, source_text=named(voice), own=False, said=one.ordinal)
        voices.hear(one, one.reader.claimants)
        if now.source is not None and now.said == one.ordinal:
            speakers[one.ordinal] = now
        if now.source_text != before.source_text:
            now.leads = one.ordinal - first <= HEAD
    for at, draft in links:
        if draft.part_of is not None:
            mentions[at].part_of = place_of.get(id(draft.part_of))
    credit_between(mentions, speakers)
    return mentions, title or Scene()


def _told_as_foes(one: Parsed, draft: Draft) -> bool:
    """Whether fighters are told of as a belligerent tells of its foes: «تحييد 13 عنصرا», «القضاء على 12 إرهابيا»."""
    noun = draft.phrase.noun
    act = one.tokens.texts[draft.trigger].removeprefix("و").removeprefix("ال") if draft.trigger >= 0 else ""
    return (noun is not None and noun.lemma in _FOES) or act.startswith(("تحييد", "حيد"))


def _names_same_place(texts: Sequence[str]) -> bool:
    """Whether a sentence plays at the place told of before: «وفي شباط الماضي، قتل تسعة بقصف على المدينة ذاتها»."""
    return not _SAME.isdisjoint(texts) and any(one in _GROUNDS and other in _SAME for one, other in pairwise(texts))


def _lay(mentions: Sequence[Mention], at: int, blamed: Sequence[str], traced: bool) -> None:
    """Blame the claims of the sentences before on whom sentence ``at`` lays the act: «إن مصدره مناطق قسد».

    Unless it is ``traced`` to where the fire came from, a doer told of before them stands.
    """
    for mention in mentions:
        near = at - mention.sentence <= TRACED and not mention.recalled
        total = mention.summed or mention.habitual or of_period(mention)
        harm = not total and mention.outcome not in ("detained", "displaced")
        unsolved = (not mention.by and (traced or not mention.before.by)) or mention.by == ["unknown"]
        if near and (harm or traced) and unsolved and mention.party not in blamed:
            mention.by, mention.blames = list(blamed), True


def _about(text: str, folded: Folded, one: Parsed) -> Scene:
    """What a title says that its article is about."""
    about = _told(Scene(), text, folded, one)
    if one.cues.times and about.when is None:
        about.when = _when(text, folded, one, one.cues.times[0])  # «حصاد الأحداث ليوم السبت 4 أيار»
    return about


def _turns(one: Parsed) -> bool:
    """Whether a sentence opens another report («من جهة أخرى»), not one on the act just told of («جراء القصف»)."""
    if not one.cues.has("turn", 0, 4):
        return False
    words = one.cues.words
    if goes_up(words):
        return False
    return not any(words[cue.first].text in _KNOWN_ACTS for cue in one.cues.of("cause"))


def _other_voice(one: Parsed, now: Scene) -> bool:
    """Whether a turn is to another's account of the same: «من جهته، قال …», naming no other place and no new act."""
    speaks = not _VOICES.isdisjoint(one.tokens.texts[:3]) and one.reader.claimant is not None
    return speaks and not lie_apart(now.place, one.reader.scene.place)


def _after(now: Scene, text: str, folded: Folded, one: Parsed) -> Scene:
    """The scene after a sentence, which a title or heading leaves as it was."""
    return now if one.section in ("title", "heading") else _told(now, text, folded, one)


def _told(now: Scene, text: str, folded: Folded, one: Parsed) -> Scene:
    """What a sentence says of an attack, over what was said before."""
    found = one.reader.scene
    told = bool(found.cause or found.by or found.summed or one.drafts or one.cues.has("attacking", 0, len(one.tokens)))
    turns = not told and _turns(one) and one.cues.places
    if not (told or turns or found.own or found.source_cue is not None):
        return now
    after = replace(now)
    if turns:
        written, where = _place_of(text, folded, one.reader.ground)
        after.place_text, after.place = written, where
    if found.own:
        after.source, after.source_text, after.own = None, None, True
    if found.source_cue is not None:
        after.own, after.said = False, one.ordinal
        after.source = found.source
        after.source_text = _words(text, folded, one, found.source_cue.first, found.source_cue.last)
    if not told:
        return after
    after.summed = found.summed
    written, where = _place_of(text, folded, found)
    if written is not None:
        moved = now.place is not None and where is not None and now.place.place_id != where.place_id
        after.place_text, after.place = written, where
        if moved and found.cause:
            after.cause, after.weapon, after.by = [], None, []
    if found.cause and not (
        found.weak and set(found.cause) <= {"shelling", "airstrike"} and "airstrike" in after.cause
    ):
        after.cause, after.weapon = found.cause, found.weapon
    after.by = found.by or after.by
    if found.time is not None and (
        (found.time.precision or 1) <= LONGEST_SCENE
        or one.cues.words[found.time.first].text in _SINCE
        or (one.drafts and found.source_cue is not None and found.time.kind in ("window", "period"))
    ):
        after.when = _when(text, folded, one, found.time)
    if found.cause == [TORTURE] and found.time is not None and (found.time.precision or 1) >= LONGEST_SCENE:
        after.cause, after.weapon = now.cause, now.weapon  # of some of a period's dead
    return after


def _place_of(text: str, folded: Folded, slots: Slots) -> tuple[str | None, ResolvedPlace | None]:
    if slots.place_span is None:
        return None, None
    first, last = folded.span(slots.place_span.start, slots.place_span.end)
    return text[first:last].strip(_TRIMMED), slots.place


def _when(text: str, folded: Folded, one: Parsed, time: TimeExpression) -> When:
    written = _words(text, folded, one, time.first, time.last)
    return When(written, time.date_from, time.date_to, time.precision, time.kind in SPANS)


def _mention(text: str, folded: Folded, one: Parsed, draft: Draft, slots: Slots, now: Scene) -> Mention:
    start, end = _span(text, folded, one, draft.first, max(draft.last, draft.phrase.last))
    event = max(draft.trigger, 0)
    mention = Mention(
        one.ordinal,
        one.section,
        start,
        end,
        folded.span(one.tokens.start(event), one.tokens.end(event))[0],
        draft.outcome,
        draft.phrase.modality,
        draft.phrase.low,
        draft.phrase.high,
        draft.who or "person",
        draft.rule,
        inside=draft.inside,
        cause=slots.cause,
        weapon=slots.weapon,
        weak=slots.weak,
        means=bool(slots.cause) and not slots.weak,
        by=slots.by,
        blames=bool(slots.by),
        assault=slots.assault,
        enemies=_told_as_foes(one, draft),
        attackers=draft.phrase.noun is not None and draft.phrase.noun.lemma == _ATTACKER,
        foes=slots.foes,
        soldiers=draft.phrase.noun is not None and draft.phrase.noun.lemma in _SOLDIERS,
        target=slots.target,
        source=slots.source,
        speaker=slots.speaker,
        own=slots.own,
        apart=slots.apart,
        announced=slots.announced,
        continuing=slots.continuing,
        joined=_goes_on(one),
        added=one.cues.has("addition", 0, 1),
        item=one.cues.words[0].text in _BULLETS,
        resumes=_resumes(one),
        split=draft.elsewhere and draft.part_of is not None,
        there=_names_same_place(one.tokens.texts),
        elided=not slots.by and one.cues.has("attacking", 0, len(one.tokens)),
        several=slots.several,
        habitual=slots.habitual,
        summed=slots.summed,
        singled=slots.singled,
        one_act=slots.one_act,
        recalled=slots.recalled,
        had=slots.had,
        earlier=slots.earlier,
        similar=slots.similar,
        answered=slots.answered,
        clause=draft.clause,
        listed="listed" in (draft.rule, draft.part_of.rule if draft.part_of else None),
        before=now,
    )
    if draft.who == "combatant":
        mention.party = slots.party or "unknown"
    if draft.phrase.count is not None:
        mention.count_text = _words(text, folded, one, *draft.phrase.count)
    mention.place_text, mention.place = _place_of(text, folded, slots)
    if slots.time is not None:
        mention.when, mention.date_basis = _when(text, folded, one, slots.time), "stated"
    if slots.source_cue is not None:
        mention.source_text = _words(text, folded, one, slots.source_cue.first, slots.source_cue.last)
    return mention


def _date_back(mention: Mention, later: Later, published: date | None, written: str) -> None:
    """Date a claim so many days before the news that came after it: of the day last told, else of the report."""
    told = mention.before.when
    single = told is not None and told.date_from is not None and told.date_from == told.date_to
    news = told.date_from if told is not None and single else published
    if later.days and news is not None and later.days <= LONG_PAST:
        day = news - timedelta(days=later.days)
        mention.when, mention.date_basis = When(written, day, day, 1), "inherited"


def _goes_on(one: Parsed) -> bool:
    """Whether a sentence opens with «و» (and) or «كما» (also), and with no turn of the report."""
    first = one.cues.words[0]
    opens = first.conjunction or first.text.startswith("و") or one.cues.has("addition", 0, 1)
    return opens and not _turns(one)


def _resumes(one: Parsed) -> bool:
    """Whether a sentence opens with what came of the act before: «وتسبب القصف», but not «وأدت غارة أمس إلى مقتل»."""
    result = one.cues.latest("result", 0, 3)
    if result is None or result + 1 >= len(one.cues.words):
        return result is not None
    return one.cues.words[result + 1].kind != "word" or not _new(one, result + 1)


def _new(one: Parsed, place: int) -> bool:
    """Whether an act without article is named at a word: another one than that told of before."""
    text = one.cues.words[place].text
    return any(cue.first == place for cue in one.cues.of("cause")) and not text.startswith(("ال", "بال", "لل"))


def _span(text: str, folded: Folded, one: Parsed, first: int, last: int) -> tuple[int, int]:
    """The original span of some words, without the «و» (and) or «ب» (by, of) that may be joined to the first."""
    word = one.cues.words[first]
    joined = word.conjunction + (word.preposition != "" and not word.definite)
    start, end = folded.span(one.tokens.start(first) + min(joined, len(word.text) - 1), one.tokens.end(last - 1))
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _words(text: str, folded: Folded, one: Parsed, first: int, last: int) -> str:
    start, end = _span(text, folded, one, first, last)
    return text[start:end]


def annotate(record: Mapping[str, Any], known: Knowledge | None = None) -> dict[str, Any]:
    """The annotation line of a record (doc, text; optional published, title), as the guidelines have it.

    Raises KeyError where doc or text is missing and ValueError where published is no ISO date.
    """
    return {
        "doc": record["doc"],
        "published": record.get("published"),
        "claims": [_line(record["text"], at, mention) for at, mention in enumerate(_of_record(record, known))],
    }


def rules(record: Mapping[str, Any], known: Knowledge | None = None) -> list[str]:
    """The rule that read each claim of a record's annotation line."""
    return [mention.rule for mention in _of_record(record, known)]


def _of_record(record: Mapping[str, Any], known: Knowledge | None) -> list[Mention]:
    text = record["text"]
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    title = record.get("title")
    return read(text, published, split(text, title), known, title)


def _line(text: str, at: int, mention: Mention) -> dict[str, Any]:
    when = mention.when
    return {
        "id": at + 1,
        "quote": text[mention.char_start : mention.char_end],
        "start": mention.char_start,
        "outcome": mention.outcome,
        "modality": mention.modality,
        "low": mention.low,
        "high": mention.high,
        "who": mention.who,
        "party": mention.party,
        "part_of": None if mention.part_of is None else mention.part_of + 1,
        "cause": mention.cause,
        "by": mention.by,
        "place": mention.place_text,
        "governorate": mention.governorate,
        "when": when.text if when else None,
        "from": when.date_from.isoformat() if when and when.date_from else None,
        "to": when.date_to.isoformat() if when and when.date_to else None,
        "source": mention.source,
        "scope": mention.scope,
        "status": mention.status,
        "repeats": None if mention.repeats is None else mention.repeats + 1,
    }
