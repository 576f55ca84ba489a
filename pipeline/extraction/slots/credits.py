"""Who is credited with a claim: by a verb of saying, by «بحسب» (according to), by a colon, by his office.

Kept out: speakers whom no table lists (``speakers``), and those who speak again under a shorter name (``voices``).
"""

from collections.abc import Sequence

from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.agents import accused
from pipeline.extraction.slots.bundles import Bundle
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.sentence_cues import SentenceCues
from pipeline.extraction.slots.speakers import SAID, begins_with_to

_LEAD_REACH = 9  # words from a speaker who heads the sentence to his verb
_OFFICE = 5  # words of an office that heads the sentence: «الناطق الرسمي باسم …»
_SAYING_REACH = 4
_ACCORDING_REACH = 5
_STATEMENT_REACH = 3
_GUILT = "مسؤول"  # «مسؤولية», «مسؤولتين»
_DENYING = frozenset(
    ("نفي", "نفت", "ينفي", "تنفي", "نافيا", "نافيه", "ليس", "ليست", "ليسا", "ليستا", "ليسوا", "غير", "انكر", "انكرت")
)
_AS = frozenset(("كما", "حسبما", "وفقما"))  # as … said
_WHAT = frozenset(("ما", "لما", "بما"))  # «بحسب ما ذكرت», «وفقا لما ذكرته»
_CLAUSE = frozenset(("ان", "فان", "بان", "انه", "انها", "فانه", "فانها"))
_SPEAKER = 14  # words from a verb of saying to the office of who speaks, and from there to what is said
_PREPOSITIONS = frozenset(("في", "من", "علي", "الي", "عن", "ان", "بان", "قبل"))
_NEWS_REACH = 4
_BESIDE = 3  # words between two who speak together
_NAME_REACH = 5  # «الإدارة الذاتية لشمال وشرق سوريا: 4 شهداء»
_WHO = frozenset(("الذي", "التي", "الذين", "اللذان", "اللذين"))
_APPOSED = frozenset((*QUOTES, ",", "،"))
_OUTLETS = frozenset(("local_media", "news_agency", "sana"))  # whose «موقع» (site) is no target
_UNITS = ("مركز", "فريق", "فرع", "في", "ضمن", "لدي")  # of an office, before whose it is
_COUNTED_BY = ("حصيل", "احصا", "توثيق", "تقرير", "بيان", "معطيات", "مصدر", "مصادر")  # of whom the next word tells
_BEFORE_THAT = ("سبق", "وسبق")
_WEAK_SOURCES = frozenset({"other", "news_agency", "local_media", "activists"})


def is_credited(cues: SentenceCues, cue: Cue) -> bool:
    """Whether the text credits this name with what is said: a verb of saying or «بحسب» by it, or a colon after it."""
    if accused(cues, cue):
        return False
    if _is_according(cues, cue) or _said_before(cues, cue):
        return cue.code in _OUTLETS or not cues.has("target", cue.first - 1, cue.first)
    if cue.first > 0 and cues.texts[cue.first - 1] in _BEFORE_THAT and cues.texts[cue.first].startswith("ل"):
        return cues.tells(_CLAUSE, cue.last, cue.last + 2)  # «سبق للأمم المتحدة أن تحدثت عن …»
    if cue.first > 0 and cues.texts[cue.first - 1] == "عن" and cues.has("saying", 0, cue.first):
        return True  # «نقلت سانا عن مصدر» SANA quoted a source
    if _of_speaker(cues, cue) or _of_bureau(cues, cue):
        return True
    if cue.first > 0 and cues.texts[cue.first - 1] == "#":
        return True
    after = cues.texts[cue.last] if cue.last < len(cues.words) else ""
    leads = cue.first <= 2 or (cue.first <= _OFFICE and cues.has("office", 0, 2))
    reach = _LEAD_REACH if leads else 2  # «المرصد السوري، في بيان له، أوضح أن …» heads its sentence
    heads = cue.first <= 2 and any(word.text == ":" for word in cues.words[cue.last : cue.last + _NAME_REACH])
    return after.startswith(":") or heads or _says(cues, cue.last, cue.last + reach) or _who_said(cues, cue)


def _says(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether a verb of saying stands between, that no «كما», «حسبما» gives to who follows: «قسد، كما أفاد ناشطون»."""
    said = next((at for at in cues.role_starts.get("saying", ()) if first <= at < last), None)
    if said is None or cues.texts[said] in _AS:
        return False
    before = cues.texts[said - 1]
    return before not in _AS and not (before in _WHAT and cues.has("according", said - 2, said))


def _said_before(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a verb of saying stands right before a name, which is not in what is said: «قال إن الجيش قصف»."""
    said = cues.latest("saying", cue.first - _SAYING_REACH, cue.first)
    return said is not None and not cues.tells(_CLAUSE, said + 1, cue.first)


def _tells_more(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a name speaks in a relative clause alone, which is not of what was told before it."""
    return _who_said(cues, cue) and not _is_according(cues, cue)


def _says_after(cues: SentenceCues, cue: Cue) -> bool:
    """Whether what a name says comes after it: «قتل مدني بقصف، قال ناشطون إن مصدره مناطق قسد»."""
    said = _said_before(cues, cue) and not _is_according(cues, cue)
    return said and cues.tells(SAID, cue.last, cue.last + 2)


def _closes(cues: SentenceCues, cue: Cue) -> bool:
    """Whether «بحسب» (according to) a name closes a sentence, all of which it then credits."""
    ends = all(word.kind != "word" for word in cues.words[cue.last :])
    return ends and _is_according(cues, cue)


def speaks_apart(cues: SentenceCues, bundle: Bundle, cue: Cue) -> bool:
    """Whether a name after some claims opens a clause of its own: «قتل ثلاثة، فيما تحدث ناشطون عن مقتل خمسة»."""
    ends = cue.last >= len(cues.words) or cues.texts[cue.last] in (",", "،", ".")  # «…، كما أفاد المرصد»
    ends = ends or not any(word.predicates or word.victim or word.text in SAID for word in cues.words[cue.last :])
    if bundle.last >= cue.first or ends or _is_according(cues, cue):
        return False
    return cues.parting(bundle.last, cue.first) is not None


def _who_said(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a relative clause says that a name spoke: «من منظمة "يونيسف"، التي وثقت مقتل أطفال»."""
    at = next((at for at in range(cue.last, len(cues.words)) if cues.texts[at] not in _APPOSED), len(cues.words))
    return at < len(cues.words) and cues.texts[at] in _WHO and cues.has("saying", at + 1, at + 3)


def _of_speaker(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a name is the office of one who speaks: «قال إسماعيل النعسان، مسؤول الدفاع المدني في عفرين، إن …»."""
    said = cues.latest("saying", cue.first - _SPEAKER + 1, cue.first)
    if said is None or cues.tells(SAID, said + 1, cue.first):
        return False
    at = cue.first
    while at > 0 and (cues.texts[at - 1] in QUOTES or cues.texts[at - 1] in _UNITS):
        at -= 1  # «المكتب الإعلامي في مركز "الدفاع المدني"»
    held = cues.has("office", at - (2 if at < cue.first else 1 if cues.words[at - 1].kind == "word" else 2), at)
    return held and cues.tells(SAID, cue.last, cue.last + 2 * _SPEAKER)


def _of_bureau(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a name is of whom a bureau that speaks belongs to: «سجل مكتب التوثيق لدى "تجمع أحرار حوران" مقتل …»."""
    said = cues.latest("saying", cue.first - _SPEAKER + 1, cue.first)
    before = next((at for at in range(cue.first - 1, 0, -1) if cues.texts[at] not in QUOTES), 0)
    if said is None or cues.texts[before] != "لدي" or before <= said + 1:
        return False
    between = cues.words[said + 1 : before]
    return all(word.kind == "word" and not word.predicates and word.text not in _PREPOSITIONS for word in between)


def quotes_unnamed(credited: Sequence[Cue], cue: Cue) -> bool:
    """Whether SANA was told by sources that it does not name, which the guidelines credit to SANA itself."""
    return cue.code == "sana" and all(other is cue or other.code in _WEAK_SOURCES for other in credited)


def only_told(cues: SentenceCues, cue: Cue, sources: int) -> bool:
    """Whether a name is an outlet's, whose correspondent speaks or to which others do."""
    told = _addressed(cues, cue)
    if told and _is_according(cues, cue):  # «وفقا للمرصد» he tells, but «بحسب ما قال للموقع» he was told
        at = cues.latest("according", cue.first - _ACCORDING_REACH, cue.first) or 0
        told = cues.has("saying", at, cue.first)
    else:
        told = told and sources > 1
    return cues.has("correspondent", cue.first - 2, cue.first) or told


def _addressed(cues: SentenceCues, cue: Cue) -> bool:
    """Whether something is said to a name, not by it: «في تصريح لسانا», «لـ "العربي الجديد"»."""
    before = cues.words[max(0, cue.first - 2) : cue.first]
    if any(word.text.startswith(_COUNTED_BY) or word.text in _BEFORE_THAT for word in before):
        return False  # «وفق حصيلة للمرصد», «سبق للمرصد أن وثق»
    apart = [word.text for word in before if word.text not in QUOTES][-1:] == ["ل"]
    return apart or begins_with_to(cues.texts[cue.first])


def claimant_of(cues: SentenceCues, credited: Sequence[Cue], bundle: Bundle) -> Cue | None:
    """The claimant of a bundle: the nearest credited one, a named one before «مصادر» (sources) that say no more."""
    if not credited:
        return None
    before = [
        cue
        for cue in credited
        if cue.first <= bundle.first
        and not _unattributed(cues, cue.last, bundle.first)
        and not _denied(cues, cue.last, bundle.first)
    ]
    after = [
        cue
        for cue in credited
        if bundle.first < cue.first
        and (cue.first < bundle.after[1] + 8 or _closes(cues, cue))
        and not _tells_more(cues, cue)
        and not _says_after(cues, cue)
        and not speaks_apart(cues, bundle, cue)
    ]
    pool = before or after
    if not pool:
        return None
    if before and all(cue.code in _WEAK_SOURCES for cue in before):
        pool = [cue for cue in after if cue.code not in _WEAK_SOURCES and _is_according(cues, cue)] or before
    strong = [cue for cue in pool if cue.code not in _WEAK_SOURCES]
    if strong:
        named = [cue for cue in strong if cue.code != "sana"] or strong
        last = len(named) - 1
        while last > 0 and _joined(cues, named[last - 1], named[last]):
            last -= 1  # «مسعفون وعمال إنقاذ» medics and rescuers: the first is credited
        return named[last]
    return pool[0]


def _joined(cues: SentenceCues, one: Cue, other: Cue) -> bool:
    """Whether two speak together, the first perhaps with his place: «مسعفون بمستشفى محلي ومنقذون»."""
    between = cues.words[one.last : other.first]
    near = len(between) <= _BESIDE and all(word.kind == "word" for word in between)
    return near and cues.texts[other.first].startswith("و") and not cues.has("saying", one.last, other.first + 1)


def of_nobody(cues: SentenceCues, bundle: Bundle) -> bool:
    """Whether claims are told as news of nobody's telling: «أنباء عن سقوط قتلى», «تواردت أنباء عن مقتل 3»."""
    return cues.has("unattributed", bundle.first - _NEWS_REACH, bundle.first)


def _denied(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether a speaker denies the guilt of an act that a relative clause tells: «تنفي مسؤوليتها عن القصف الذي …»."""
    guilt = next((at for at in range(first, last) if _GUILT in cues.texts[at]), None)
    if guilt is None or not cues.tells(_WHO, guilt + 1, last):
        return False
    return any(word.text.removeprefix("و") in _DENYING for word in cues.words[max(0, first - 6) : guilt])


def _unattributed(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether news of nobody's telling begins between: «أعلن الجيش …، في حين تواردت أنباء عن سقوط قتلى»."""
    if cues.has("recalling", first, last):
        return True  # «أفاد ناشطون بمقتل مدنيين، ويأتي ذلك بعد يومين على مقتل 13»
    parted = cues.parting(first, last)
    return parted is not None and cues.has("unattributed", parted, last)


def of_outlet(cues: SentenceCues, bundle: Bundle) -> bool:
    """Whether the outlet's own correspondent is credited: «قال مراسل بلدي نيوز إن …», «حسبما أفاد مراسلنا»."""
    correspondents = cues.role_starts.get("correspondent")
    for first, last in ((0, bundle.first), bundle.after) if correspondents else ():
        for place in correspondents or ():
            if first <= place < last and (
                cues.has("saying", place - 3, place)
                or cues.has("saying", place + 1, place + 12)
                or cues.has("according", place - 3, place)
            ):
                return True
    return False


def _is_according(cues: SentenceCues, cue: Cue) -> bool:
    """Whether «بحسب» (according to) stands before a name, and no clause begins between: «حسب المصادر فإن قسد …»."""
    at = cues.latest("according", cue.first - _ACCORDING_REACH, cue.first + 1)
    if at is None or cues.tells(_CLAUSE, at + 1, cue.first):
        return False
    own = cues.texts[at].endswith("بيان")  # «بيان للجيش», but not «بيان هددت فيه الجيش»
    return not own or cue.first - at <= _STATEMENT_REACH
