"""One sentence parsed: its words, cues, times, places and drafts; and what the article around it says of its times.

Kept out: which sentences are parsed, and the claims that come of it (``document``).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from types import MappingProxyType

from pipeline.arabic.dates import TimeExpression, statement_day, time_expressions
from pipeline.arabic.quantities import quantities
from pipeline.arabic.sentences import Sentence
from pipeline.arabic.timewords import time_words
from pipeline.arabic.tokens import Tokens
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.headed import headed
from pipeline.extraction.grammar.phrases import PhraseReader
from pipeline.extraction.grammar.sentence import Grammar
from pipeline.extraction.knowledge import Knowledge
from pipeline.extraction.lexicon import ON, Noun, Word
from pipeline.extraction.slots.cues import Cue, FoundCues
from pipeline.extraction.slots.reader import SlotReader, force_ranges
from pipeline.extraction.slots.sentence_cues import SentenceCues
from pipeline.extraction.slots.short_names import named_short, organisations
from pipeline.extraction.slots.speakers import speakers
from pipeline.places import DocumentPlaces
from pipeline.values import once, replace, value

_DUAL = "\N{ARABIC FATHA}ي"  # before the ن of two: «مدنيَين»; that of many has a kasra there
_OF_NO_WAR = frozenset(("natural", "crime", "private"))  # roles of words that may tell of no violence of war
_ROLES = attrgetter("roles")
_HONOURS = frozenset(("شيخ", "الحاج", "حاج", "السيد"))  # before a given name
CONTEXT = 2  # sentences before a casualty sentence that are read for place, time and cause


@value(frozen=True, slots=False)
class Parsed:
    """A parsed sentence. ``last_who``, ``said_on`` and ``organisation`` are what the next one may go on from: whom an
    elided noun stands for, the day of speaking, and the party last named as «تنظيم …» (the organisation …)."""

    ordinal: int
    section: str
    tokens: Tokens
    cues: SentenceCues
    drafts: Sequence[Draft]
    last_who: str | None
    said_on: date | None
    organisation: str | None
    roles: frozenset[str]  # of all its words

    @once
    def reader(self) -> SlotReader:
        """Tells the slots of its claims, and the scene that it sets."""
        return SlotReader(self.cues, self.drafts)


def parse(
    known: Knowledge,
    at: int,
    sentence: Sentence,
    tokens: Tokens,
    places: DocumentPlaces,
    published: date | None,
    before: Parsed | None,
    claims: bool,
    written: Callable[[int, int], str],
    listed: Noun | None = None,
    short: Mapping[str, str] = MappingProxyType({}),
) -> Parsed:
    """Parse the sentence ``at`` of an article, for its claims too where ``claims``; ``before`` was parsed last.

    ``listed`` are the people of the list in which it is an item; ``short`` is what parties are called in short.
    ``written`` gives the untouched text between two places of the folded one, for folding makes «ه» (his) of «ة» too,
    and takes the vowel of a dual away.
    """
    cues = known.cues.find(tokens)
    words = _as_written(known, tokens, written)
    roles = frozenset[str]().union(*set(map(_ROLES, words)))
    organisation = before.organisation if before else None
    if called := named_short(tokens.texts, short, cues.coded, organisation):
        cues = replace(cues, coded=sorted(cues.coded + called, key=lambda cue: cue.first))
    if unlisted := speakers(words, cues):
        cues = replace(cues, coded=sorted(cues.coded + unlisted, key=lambda cue: cue.first))
    organisation = next((code for _, code in reversed(organisations(tokens.texts, cues.coded))), organisation)
    last_who = before.last_who if before else None
    said_before = before.said_on if before and at - before.ordinal <= CONTEXT else None
    times, said_on = _times(tokens, words, cues, published, said_before)
    drafts: Sequence[Draft] = ()
    if claims:
        forces, spans = force_ranges(cues.coded, words), {time.first: time.last for time in times}
        reader = PhraseReader(words, tokens, quantities(tokens), roles, known.names, forces, known.people, spans)
        items = headed(reader, places.sentences[at], listed is not None)
        grammar = Grammar(words, reader, last_who if last_who == "civilian" else None, listed, items)
        drafts, last_who = grammar.read(), grammar.told.last_who
    together = partial(places.together, at)
    sentence_cues = SentenceCues.of_sentence(words, tokens.texts, cues, times, places.sentences[at], together)
    return Parsed(at, sentence.section, tokens, sentence_cues, drafts, last_who, said_on, organisation, roles)


def _as_written(known: Knowledge, tokens: Tokens, written: Callable[[int, int], str]) -> list[Word]:
    """Words as they are spelt: «شقيقه» is his brother, «شقيقة» a sister; «مدنيَين» are two, «حسن علي» is a name."""
    lexicon = known.lexicon
    words, unsettled = lexicon.words(tokens)
    for at in unsettled:
        word, end = words[at], tokens.end(at)
        if word.may_be_his:
            his = lexicon.his[word.text] if written(end - 1, end).startswith("ه") else None
            words[at] = his or word
        elif word.text == ON and written(end - 1, end).startswith("ى"):
            words[at] = lexicon.on
        elif word.text == ON and at > 0 and _goes_by_name(words[at - 1], known):
            words[at] = lexicon.ali
        elif word.noun is not None and word.may_be_two and _DUAL in written(end - 3, end - 1):
            two = replace(word.noun, number="two")
            words[at] = replace(word, person=word.person and two, victim=word.victim and two)
    return words


def _goes_by_name(word: Word, known: Knowledge) -> bool:
    """Whether a given name may follow: «الطفل علي», «الحاج علي»; but «طفل علي يد», spelt as some do, is no name."""
    return word.text in known.names or word.text in _HONOURS or (word.person is not None and word.definite)


def _times(
    tokens: Tokens, words: Sequence[Word], cues: FoundCues, published: date | None, said_before: date | None
) -> tuple[list[TimeExpression], date | None]:
    """The times of a sentence, and the day of speaking, on which spans up to now end.

    It is the day named («قال أمس إن …»), else that of the sentence before where this one goes on quoting.
    """
    times = time_expressions(tokens, published)
    said_on = statement_day(tokens, times, {at for at, word in enumerate(words) if word.predicates} if times else ())
    if said_on is None and said_before is not None and cues.spans("saying", "continuing"):
        said_on = said_before
    return (times if said_on is None else time_expressions(tokens, published, said_on)), said_on


def of_conflict(parsed: Sequence[Parsed]) -> list[Parsed]:
    """Leave out what speaks of an earthquake, an accident, a disease or a private feud and of no violence of war."""
    if all(_OF_NO_WAR.isdisjoint(one.roles) for one in parsed):
        return list(parsed)
    natural = ["natural" in one.roles for one in parsed]
    if any(natural) and not any(one.cues.of("cause") for one in parsed):
        return []
    crime = any("crime" in one.roles for one in parsed)
    sides = any(cue.code != "government" for one in parsed for cue in one.cues.of("party"))  # police are everywhere
    if crime and not sides and not any(map(_strikes, parsed)):
        return []  # «حادثة الدهس في ملبورن»: a private crime elsewhere
    private = ["private" in one.roles for one in parsed]
    violent = [bool(one.cues.of("party") or any(map(_of_war, one.cues.of("cause")))) for one in parsed]
    return [
        replace(one, drafts=()) if (calamity or own) and not struck else one
        for one, calamity, own, struck in zip(parsed, natural, private, violent, strict=True)
    ]


def _of_war(cause: Cue) -> bool:
    """Whether means of violence are none that a private quarrel has: «مقتل سيدة برصاص طائش في مشاجرة عائلية»."""
    return cause.code != "small_arms"


def _strikes(one: Parsed) -> bool:
    """Whether a sentence tells of a means of war, not just of an attack or another crime."""
    return any(cue.strength > 1 and cue.code not in ("other", "small_arms") for cue in one.cues.of("cause"))


def on_named_nights(parsed: list[Parsed]) -> list[Parsed]:
    """«الليلة الماضية» (last night) is the night that the article names by its weekday, if it names just one nearby."""
    named = {
        (time.date_from, time.date_to)
        for one in parsed
        for time in one.cues.times
        if time.kind == "night" and _names_weekday(one.tokens.texts[time.first : time.last])
    }
    if len(named) != 1:
        return parsed
    begin, end = named.pop()
    return [
        replace(one, cues=replace(one.cues, times=[_on_night(time, begin, end) for time in one.cues.times]))
        for one in parsed
    ]


def _names_weekday(texts: Sequence[str]) -> bool:
    return any(time_words().holds("weekday", texts, at) for at in range(len(texts)))


def _on_night(time: TimeExpression, begin: date | None, end: date | None) -> TimeExpression:
    if time.kind != "night" or time.date_from is None or begin is None or abs(time.date_from - begin).days > 1:
        return time
    return replace(time, date_from=begin, date_to=end)
