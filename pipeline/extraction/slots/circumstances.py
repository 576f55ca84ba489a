"""Where and when a claim's event was: which mention of a place, which time of a sentence tells it.

Kept out: what places and times a sentence holds (``places``, ``arabic.dates``), and whose they are (``slots``).
"""

import re
from collections.abc import Sequence

from pipeline.arabic.dates import TimeExpression
from pipeline.arabic.timespans import SPANS
from pipeline.extraction.slots.bundles import Bundle
from pipeline.extraction.slots.sentence_cues import SentenceCues
from pipeline.places import ReadPlace
from pipeline.places.place import ABROAD, COUNTRY, DISTRICT, KINDS

_TOOK = ("نقل", "نقلت", "نقلوا", "نقلا", "نقلهم", "نقله", "نقلها", "اسعف", "اسعفوا", "اسعافهم")
_MOVED = frozenset(clitic + word for word in _TOOK for clitic in ("", "و"))  # took the wounded, or the dead
_MOVED_REACH = 8  # words from there to where
_CORRESPONDENT_REACH = 8  # words from a correspondent to where he is
_STATEMENTS = frozenset(
    clitic + word
    for word in ("بيان", "بيانها", "بيانه", "تقرير", "تقريرها", "تصريح", "تصريحات", "حديث")
    for clitic in ("", "ب", "ال", "بال")
)
_AS_TOLD = 3  # words from «وفق» (according to) to the verb of saying
_SPEAKER_REACH = 16  # words of a speaker, from the verb of saying to the day he spoke
_THAT = frozenset(("ان", "بان", "انه", "انها", "بانه", "بانها"))
_ISSUED = _STATEMENTS | {"نشر", "نشرت", "نشره", "نشرته", "صدر", "صادر", "الصادر", "صدرت", "اصدرته", "اصدره"}
_SINCE = frozenset(("منذ", "ومنذ"))
_RECORD_REACH = 12  # words from what is the worst of its kind to the time since when it is
_COMMAS = frozenset((",", "،", "."))
_DATELINE = 1  # words at most before the place of a dateline
_DATELINE_MARKS = frozenset(("-", "–", "—", "/", "("))  # after the place of a dateline
_OPENING = 2  # words before a time that opens its sentence: «وفي 29 أيلول»
_OPENED = 4  # words from there to those harmed: «، عثر مدنيون على جثة»
_HOURS = frozenset(("ليلا", "صباحا", "مساء", "فجرا", "ظهرا", "عصرا", "نهارا"))
_LEADS = re.compile(
    "[وف]?(?:في|من|الي|علي|عن|داخل|خارج|شمال|شمالي|جنوب|جنوبي|شرق|شرقي|غرب|غربي|وسط|وان|ان|بين|حول|عبر)"
)


def is_adjective(cues: SentenceCues, read: ReadPlace) -> bool:
    """Whether a country's name is an adjective: «مناطق سورية» Syrian areas, «مجزرة روسية» a Russian massacre."""
    first = read.mention.first
    if first == 0 or read.place is None or read.place.precision < COUNTRY:
        return False
    before = cues.words[first - 1]
    if cues.texts[first] == "سوريا" and before.person is not None and before.text.endswith("ا"):
        return True  # «12 جنديا سوريا»
    if not cues.texts[first].endswith("يه"):
        return False
    return before.kind == "word" and not before.text.startswith("ال") and not _LEADS.fullmatch(before.text)


def is_destination(cues: SentenceCues, read: ReadPlace) -> bool:
    """Whether the dead or wounded were only moved to a place: «نقل خمسة جرحى إلى تركيا»."""
    begin = read.mention.begin
    return begin > 0 and cues.texts[begin - 1] == "الي" and cues.tells(_MOVED, begin - _MOVED_REACH, begin)


def of_correspondent(cues: SentenceCues, place: int) -> bool:
    """Whether a place is where the correspondent is: «قال مراسل الشبكة في ريف حلب إن …»."""
    at = cues.latest("correspondent", place - _CORRESPONDENT_REACH, place)
    if at is None or cues.has("attacking", at, place):
        return False
    return not any(word.text in ("ان", "بان") or word.predicates for word in cues.words[at:place])


def of_office(cues: SentenceCues, place: int) -> bool:
    """Whether a place is where who speaks holds office: «قال مسؤول المكتب الإعلامي بمدينة أريحا، سامر الأسعد، إن …»."""
    said = cues.latest("saying", place - _SPEAKER_REACH, place)
    if said is None or said + 1 >= len(cues.words) or not cues.has("office", said + 1, said + 3):
        return False
    that = next(
        (at for at in range(said + 1, min(place + _SPEAKER_REACH, len(cues.words))) if cues.texts[at] in _THAT), 0
    )
    return place < that and not any(said < cue.first < that for cue in cues.of("cause"))


def of_dateline(cues: SentenceCues, read: ReadPlace) -> bool:
    """Whether a place heads a report as where it was written: «بيروت - أ ف ب: قتل خمسة في ريف حلب».

    In Syria it may tell where all the same, if no other place does: «حمص-سانا استشهد 5 مدنيين».
    """
    after = read.mention.last
    if read.mention.first > _DATELINE or after >= len(cues.words) or cues.texts[after] not in _DATELINE_MARKS:
        return False
    return far(read)[0] or any(other.mention.first > after for other in cues.places)


def far(read: ReadPlace) -> tuple[bool, int, bool]:
    """What makes a mention tell less of where: it is abroad, an area, or a road that only leads there."""
    abroad = read.place is not None and read.place.precision == ABROAD
    return abroad, exactness(read), read.mention.kind == "road"


def exactness(read: ReadPlace) -> int:
    """How exactly a mention tells where: 1 a place itself, even an unlisted one; areas as UCDP where_prec has them."""
    if read.mention.area:
        return max(DISTRICT, read.place.precision) if read.place else DISTRICT
    if read.place is None or not read.mention.candidates:
        return 1
    return 1 if KINDS[read.mention.candidates[0].kind] < DISTRICT else read.place.precision


def time_of(
    cues: SentenceCues, bundle: Bundle, regions: Sequence[tuple[int, int]], since: int = 0
) -> TimeExpression | None:
    """The time of a bundle's claims; no span named before the word ``since``, at which one attack is singled out."""
    usable = [time for time in times_of_harm(cues) if time.first >= since or time.kind not in SPANS]
    dated = [time for time in usable if not _hour(cues, time)]
    opening = next((time for time in dated if time.first <= _OPENING), None)
    if opening is not None and 0 <= bundle.first - opening.last <= _OPENED:
        later = (time for time in dated if time.kind == "day" and bundle.last <= time.first < bundle.after[1])
        if opening.date_from is None and (exact := next(later, None)) is not None:
            return exact  # «وقبل أيام، قتل خمسة … مساء الاثنين 25 كانون الأول»
        return opening  # «وفي 29 أيلول قتلت امرأة بقصف …»: whatever other day is named after
    for first, last in regions:
        within = [time for time in dated or usable if first <= time.first < last]
        if within:
            nearest = min(within, key=lambda time: min(abs(time.first - bundle.last), abs(bundle.first - time.last)))
            return _day_after(cues, bundle, dated) or nearest if nearest.kind in SPANS else nearest
    return None


def _day_after(cues: SentenceCues, bundle: Bundle, dated: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day named in one breath with the harm, if one is: «كثف قصفه في الآونة الأخيرة ما أدى لمقتل طفل أمس»."""
    for time in dated:
        if time.kind == "day" and bundle.last <= time.first < bundle.after[1]:
            between = cues.words[bundle.last : time.first]
            return None if any(word.predicates or word.text in _COMMAS for word in between) else time
    return None


def times_of_harm(cues: SentenceCues) -> list[TimeExpression]:
    """The times of a sentence that may date a harm: not when it was told, nor since when it is the worst or first."""
    if not cues.times:
        return []
    return [time for time in cues.times if not (of_saying(cues, time) or _of_record(cues, time))]


def _of_record(cues: SentenceCues, time: TimeExpression) -> bool:
    """Whether a span is one that a harm is compared with: «أعنف غارة منذ بداية العام», «لأول مرة منذ أشهر»."""
    if cues.has("first_time", time.first - 2, time.first):
        return True
    if cues.texts[time.first] not in _SINCE:
        return False
    at = cues.latest("record", time.first - _RECORD_REACH, time.first)
    return at is not None and not cues.tells(_COMMAS, at, time.first)


def _hour(cues: SentenceCues, time: TimeExpression) -> bool:
    """Whether a time is a part of the day alone («ليلا»), which any date beside it goes before."""
    return time.last - time.first == 1 and cues.texts[time.first] in _HOURS


def of_saying(cues: SentenceCues, time: TimeExpression) -> bool:
    """Whether a time dates the statement, not the harm: «أفاد المرصد أمس بمقتل …», «في بيان لها أمس الجمعة»."""
    if time.kind in SPANS:
        return time.first > 0 and cues.texts[time.first - 1] in _ISSUED
    if cues.tells(_STATEMENTS, time.first - 4, time.first):
        return True
    if time.last - time.first == 1 and cues.has("saying", time.first - 3, time.first):
        return True
    told = cues.latest("saying", time.first - _SPEAKER_REACH, time.first)
    if told is None or any(word.predicates for word in cues.words[told : time.first]):
        return False  # «أفاد مراسلنا بمقتل ثلاثة، صباح اليوم، بقصف»: the harm is told of already
    if _opens_speech(cues, time.last) and not cues.tells(_THAT, told, time.first):
        return True
    after = cues.texts[time.last] if time.last < len(cues.words) else ""
    if cues.has("according", told - _AS_TOLD, told) and after in ("", "."):
        return True  # «…، وفق ما أفاد به المرصد السوري اليوم الإثنين»
    said = after in (":", ",", "،") or after.startswith(("بمقتل", "باصابه", "مقتل", "عن", "بيان"))
    begun = cues.tells(_THAT, told, time.first)  # «وأضاف أن هجوما مماثلا أمس، الأربعاء، …»
    return said and not begun and cues.has("saying", time.first - 5, time.first)


def _opens_speech(cues: SentenceCues, at: int) -> bool:
    """Whether what is said begins at a word, perhaps after a comma: «قال …، أمس، إن» (said, yesterday, that)."""
    at += at < len(cues.words) and cues.texts[at] in _COMMAS
    return at < len(cues.words) and cues.texts[at] in _THAT
