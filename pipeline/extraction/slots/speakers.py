"""Speakers that no table lists: «قال مختار القرية عبد الرحمن الحمراوي إن …» the village's mukhtar said that ….

Whoever stands between a verb of saying and what is said is credited, as the guidelines' ``other``; so is whoever
follows «وفق» (according to), and the subject of a verb whose object is what is said («أدانت منظمة أنقذوا الطفولة مقتل
…» condemned the killing of). Kept out: claimants that seeds/lexicons/claimants.csv names (``cues``).
"""

from collections.abc import Sequence

from pipeline.contracts import codes
from pipeline.extraction.lexicon import Word
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.cues import Cue, FoundCues

_TELLING = frozenset(("saying", "continuing", "according"))
SAID = frozenset(("ان", "بان", "انه", "انها", "انهم", "بانه", ":"))  # what opens the words that are said
_LONGEST = 14  # words of a speaker with office and name
_NEAR = 4  # words of a name after «وفق»
_NO_SUBJECT = frozenset(
    ("الي", "علي", "عن", "في", "من", "ما", "ان", "بان", "انه", "انها", "لا", "لم", "قد", "هذا", "ذلك", "هذه")
)
_NO_BEGINNING = _NO_SUBJECT | frozenset(("فيه", "فيها", "عليه", "عليها", "عنه", "عنها", "منه", "منها", "اليه", "اليها"))
_TO = frozenset(("الي", "علي", "عن"))  # prepositions of verbs of saying, before what is said
_KINDS = {  # what a speaker is said to be, by how the word begins
    "activists": ("ناشط", "نشطاء", "شاهد", "شهود", "سكان", "اهالي", "راصد", "تنسيقي"),
    "medical": ("طبيب", "مسعف", "ممرض"),
    "local_media": ("شبكه", "صحيفه", "اذاعه", "راديو", "منصه", "موقع", "قناه", "صفحه", "صفحات"),
}
_NO_SPEAKER = (
    "معلومات",
    "انباء",
    "تقديرات",
    "حصيله",
    "معطيات",
    "صور",
    "مقاطع",
    "فيديو",
    "تسجيل",
    "لقطات",
)  # no persons
_NO_PERSONS = frozenset(  # «سجلت المحافظة مقتل 3»
    ("محافظه", "منطقه", "مدينه", "بلده", "قريه", "ريف", "مناطق", "مخيم", "حي", "شهر", "عام", "يوم", "اسبوع", "فتره")
)
_OWN_LAM = ("لجن", "لجان", "لواء", "لبنان", "لوس")
_AFTER = frozenset(("بعدما", "عقب"))  # «بعدما اتهمت …» tells of another matter
_SUBJECT = 6  # words of the subject of a verb whose object is what is said
_OBJECT = 8  # words after it in which the harm is told: «أعلنت الحركة، في بيان لها، مقتل …»
_DAYS = frozenset(("اليوم", "امس", "مساء", "صباح"))
_OBJECTS = _DAYS | {"بيانا", "تقريرا"}
ISSUED = frozenset(("صادر", "صدر", "نشره", "نشرته", "رسمي", "عن", "له", "لها"))  # «بحسب بيان صادر عن …»
_CLOSING = frozenset((",", "،", ".", "؛", ")", "]", "…"))


def speakers(words: Sequence[Word], cues: FoundCues) -> list[Cue]:
    """A cue of kind ``source`` and code ``other`` for each speaker that ``cues`` does not already name."""
    coded, roles = cues.coded, cues.role_starts
    if _TELLING.isdisjoint(roles):
        return []
    saying, according = cues.spans("saying", "continuing"), cues.spans("according")
    named = {place for cue in coded if cue.kind == "source" for place in range(cue.first, cue.last)}
    named.update(roles.get("correspondent", ()))
    named.update(first for first, last in cues.spans("anaphor") if not qualified(words, last))
    spans = [_named_after(words, last) for _, last in according]
    heading: tuple[int, int] | None = None
    if saying:
        addressed = {cue.first for cue in coded if cue.kind == "source" and begins_with_to(words[cue.first].text)}
        acts = {cue.first for cue in coded if cue.kind in ("cause", "party")}
        stating, announcing = roles.get("stating", ()), roles.get("announcing", ())
        for first, last in saying:
            span = _subject(words, last, addressed)
            states = first in stating
            if span is None and (states or first in announcing) and not (first and words[first - 1].text in _AFTER):
                span = _subject_of_statement(words, last, acts, states)
            spans.append(span)
        heading = _heading(words, saying[0], acts)
        spans.append(heading)
    found = {span[0]: span for span in spans if span is not None and named.isdisjoint(range(*span))}
    office = {} if heading is None else {heading: (heading[0], saying[0][0])}  # «أبو خالد، أحد سكان الحي، قال»
    return [Cue(*span, "source", _side(office.get(span, span), words, coded)) for span in found.values()]


def qualified(words: Sequence[Word], place: int) -> bool:
    """Whether an adjective with its article stands at a word, which «إلى» (to) only looks like: «الهيئة العالمية»."""
    return place < len(words) and words[place].text.startswith("ال") and words[place].text != "الي"


def _side(span: tuple[int, int], words: Sequence[Word], cues: Sequence[Cue]) -> str:
    """Who a speaker speaks for: what he is («الناشط الإعلامي …»), the party that his office names, else ``other``."""
    for each in words[span[0] : span[1]]:
        word = each.text.removeprefix("ال")
        kind = next((kind for kind, heads in _KINDS.items() if word.startswith(heads)), None)
        if kind is not None:
            return kind
    parties = [cue.code for cue in cues if cue.kind == "party" and span[0] <= cue.first < span[1]]
    return next((party for party in parties if party in codes.SOURCE), "other")


def _subject(words: Sequence[Word], first: int, addressed: set[int]) -> tuple[int, int] | None:
    """The words between a verb of saying and what is said; None where they are none, or no subject."""
    start = _past_quotes(words, first)
    if start is None or not _may_begin(words[start]):
        return None
    for place in range(start, min(start + _LONGEST, len(words))):
        if place in addressed:
            return (start, place) if place > start else None  # «قال … لوكالة سانا إن»: told to it
        quoted = words[place].text in QUOTES and words[place - 1].text in (",", "،")  # «وقالت الوزارة، “قصف العدو …”»
        if words[place].text in SAID or (quoted and place > start):
            end = place - (words[place - 1].text in _TO)  # «لفت النعسان إلى أن …»
            return (start, end) if end > start else None
        if words[place].text == ".":
            return None
    return None


def _heading(words: Sequence[Word], saying: tuple[int, int], acts: set[int]) -> tuple[int, int] | None:
    """Who heads his sentence, named before its verb: «أبو خالد، أحد سكان الحي، قال لـ"الوكالة" إن …»."""
    first, last = saying
    start = _past_quotes(words, 0)
    if start is None or not 0 < first - start <= _LONGEST or not _may_begin(words[start]):
        return None
    if words[start].text.endswith("يا") and words[start + 1].text in _CLOSING:
        return None  # «ميدانيا، أعلنت …»
    before = range(start, first)
    joined = any(words[at].conjunction or words[at].text.startswith("و") for at in (start, first))
    if joined or not _goes_without(words, last) or not acts.isdisjoint(before):
        return None
    if any(words[at].predicates or words[at].kind == "number" or words[at].text in SAID for at in before):
        return None
    told = SAID | _TO  # «قال إن», «أشار إلى», «تحدث عن»
    said = any(words[at].text in told for at in range(last, min(last + _LONGEST, len(words))))
    end = next((at for at in before if words[at].text in _CLOSING), first)
    return (start, end) if said and end > start else None


def _goes_without(words: Sequence[Word], place: int) -> bool:
    """Whether no subject follows a verb: «قال إن …», «قال لوكالة … إن», «أوضح في حديث لنا أن …»."""
    after = _past_quotes(words, place)
    return after is not None and (begins_with_to(words[after].text) or not _may_begin(words[after]))


def begins_with_to(text: str) -> bool:
    """Whether a word begins with «لـ» (to), and not with a letter of its own: «لوكالة», but «لجان»."""
    return text.startswith("ل") and not text.startswith(_OWN_LAM)


def _subject_of_statement(words: Sequence[Word], first: int, acts: set[int], stating: bool) -> tuple[int, int] | None:
    """The words between a verb and the harm that it tells: «وثقت منظمة بنفسج مقتل …».

    Where the verb is a statement by itself («أدان», condemned), up to the act, its author, the day, place or manner.
    """
    start = _past_quotes(words, first)
    if start is None or not _may_begin(words[start]) or words[start].text.removeprefix("ال") in _NO_PERSONS:
        return None
    for place in range(start, min(start + _SUBJECT, len(words))):
        word = words[place]
        aside = word.text in _NO_SUBJECT or word.text in _CLOSING or word.text.startswith(("ب", "ل"))
        if (
            _tells_harm(word)
            or word.kind == "number"
            or (place > start and place in acts)
            or word.text in _OBJECTS
            or aside
        ):
            told = stating or any(map(_tells_harm, words[place : place + _OBJECT]))
            return (start, place) if place > start and told else None
    return None


def _tells_harm(word: Word) -> bool:
    return bool(word.predicates or word.victim) or (word.person is not None and not word.person.nationality)


def _named_after(words: Sequence[Word], first: int) -> tuple[int, int] | None:
    start = _past_quotes(words, first)
    while start is not None and words[start].text in ISSUED:
        start = _past_quotes(words, start + 1)
    if start is None or not _may_begin(words[start]):
        return None
    for place in range(start, min(start + _NEAR + 1, len(words))):
        closes = words[place].text in QUOTES or words[place].text in _DAYS  # «وفق الحمراوي أمس»
        if words[place].text in _CLOSING or (closes and place > start):
            return (start, place) if place > start else None
    return (start, len(words)) if len(words) - start <= _NEAR else None


def _past_quotes(words: Sequence[Word], first: int) -> int | None:
    while first < len(words) and words[first].text in QUOTES:
        first += 1
    return first if first < len(words) else None


def _may_begin(token: Word) -> bool:
    """Whether a word may begin a subject: no preposition, particle, number or mark."""
    text = token.text
    if text.removeprefix("ال").startswith(_NO_SPEAKER):
        return False
    return (
        token.kind == "word" and len(text) > 1 and text not in _NO_BEGINNING and not text.startswith(("بال", "لل", "ب"))
    )
