"""Whose fighters fell: the side named with them, that of their leader's «his men», or that which was struck.

Kept out: who struck them (``agents``), and what the article says of them elsewhere (``blame``).
"""

from collections.abc import Sequence

from pipeline.contracts import codes
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.phrases import OWN_FORCES
from pipeline.extraction.grammar.predicates import BELONGING
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.agents import is_target
from pipeline.extraction.slots.bundles import Bundle
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.sentence_cues import SentenceCues

_REACH = 5  # words from fighters to their side
_SUFFERED_REACH = 4  # words from whom losses befell to «خسائر» (losses)
_LOST, _LOST_REACH = ("فقدت", "خسرت"), 6  # words from the verb to the fighters whom a side lost
_THEIRS = frozenset(("لها", "له", "لهم", "معها", "معه", "معهم"))  # «والمسلحين الموالين لها»: of its side
_POLICE = ("وقوي", "والاسايش")  # «قسد وقوى الأمن الداخلي»
_INTERNAL, _HASAKAH = ["قوي", "الامن", "الداخلي"], "Al-Hasakah"
# fmt: off
_FEMININE = (
    "قوات", "قوي", "فصائل", "ميليشيا", "مليشيا", "وحدات", "مجموعات", "جماعات", "قسد", "تركيا", "روسيا", "اسرائيل",
    "ايران", "انقره", "موسكو", "واشنطن", "دمشق", "اسايش",
)
# fmt: on
_JOINED = 5  # words from one side to another whose fighters are counted with its own


def side_of(cues: SentenceCues, draft: Draft, by: Sequence[str]) -> str | None:
    """The side that a sentence names with its fighters; ``unknown`` where one figure is of two sides."""
    near = side_words(cues, draft)
    named = [cue for cue in cues.of("party") if cue.first in near]
    if draft.rule == "losses":
        named.sort(key=lambda cue: (cue.first > draft.first, -cue.first))  # «كبدت الفصائل قوات النظام خسائر بشرية»
    end = max(named[0].last, draft.phrase.last) if named else 0
    if len(named) > 1 and named[0].code == "unknown" and _belong(cues, end, named[1].first):
        named = named[1:]  # «ثلاثة مسلحين من قسد»
    if named and _of_two(cues, draft, named):
        return "unknown"
    if named:
        return "sdf" if _is_asayish(cues, named[0], by) else named[0].code
    head, last = draft.phrase.head, draft.phrase.last
    accusative = 0 <= head == last - 1 and cues.texts[head].endswith("ا")
    if accusative and last < len(cues.words) and cues.texts[last] == "سوريا":
        return "government"  # «12 جنديا سوريا»
    people = cues.words[draft.phrase.first : draft.phrase.last + 2]
    theirs = (word.text for word in people if word.text in OWN_FORCES or (word.possessed and word.person is not None))
    their = next(theirs, None) if head >= 0 else None
    if their is not None:
        named = [cue for cue in cues.cues if cue.kind in ("party", "source") and cue.last <= draft.first]
        whose = [cue for cue in reversed(named) if cue.code in codes.PARTY and cue.code != "other"]
        whose = [cue for cue in whose if _may_own(cues.texts[cue.first], their)] or whose
        return next((cue.code for cue in whose if cue.code not in by), None)  # «3 من عناصرها», its own
    return None


def _belong(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether the words between fighters and a side say that they are of it: «من», «تابعين لـ», «في صفوف»."""
    between = [text for text in cues.texts[first:last] if text not in QUOTES and text not in ("ل", "صفوف")]
    return all(text in ("من", "في") or text.startswith(BELONGING) for text in between)


def _may_own(owner: str, theirs: str) -> bool:
    """Whether «هـ» (his) or «ها» (her) agrees with a side: «قتلت قسد عنصرين من داعش، وأقرت بمقتل أربعة من مقاتليها»."""
    if not theirs.endswith(("ه", "ها")):
        return True
    name = owner.removeprefix("و").removeprefix("ل").removeprefix("ال").removeprefix("ل")
    feminine = name.endswith("ه") or name.startswith(_FEMININE)
    return feminine == theirs.endswith("ها")


def side_words(cues: SentenceCues, draft: Draft) -> set[int]:
    """The words of fighters, and around them, in which their side may be named."""
    near = {*range(draft.phrase.first, _end(cues, draft.phrase.last))}
    if draft.told_as is not None:
        near.update(range(draft.told_as, _end(cues, draft.told_as + 1)))  # «محمد الأحمد، القيادي في قسد»
    if draft.rule == "toll":  # «عدد قتلى قسد نتيجة القصف التركي إلى 46»: before the act that brought it
        acts = (cue.first for cue in cues.of("cause") if draft.first < cue.first < draft.phrase.first)
        near.update(range(draft.first, min(acts, default=draft.phrase.first)))
    if draft.rule == "lost":
        near.update(range(draft.trigger, draft.phrase.first))  # «خسرت الفصائل 22 مقاتلا»
    for at in range(max(0, draft.phrase.first - _LOST_REACH), draft.phrase.first):
        if cues.texts[at].removeprefix("و").startswith(_LOST):
            near.update(range(at, draft.phrase.first))  # «فقدت قوات النظام 20 عنصرا بين قتيل وجريح»
    if draft.rule == "losses":
        near.update(range(draft.first - _SUFFERED_REACH, draft.first))  # «كبدت قوات النظام خسائر بشرية»
    return near


def side_struck(cues: SentenceCues, bundle: Bundle, by: Sequence[str]) -> str | None:
    """The side that an attack was aimed at, whose fighters fell: «هجوم على نقطة لقوات النظام، أدى لمقتل عنصرين»."""
    if not bundle.introduced:
        return None
    first, last = bundle.before
    struck = {cue.code for cue in cues.of("party") if first <= cue.first < last and is_target(cues, cue)}
    struck -= {"unknown", *by}
    return struck.pop() if len(struck) == 1 else None


def _is_asayish(cues: SentenceCues, cue: Cue, by: Sequence[str]) -> bool:
    """Whether «قوى الأمن الداخلي» are the north-east's: struck by Turkey, or in Hasakah."""
    internal = [cues.texts[cue.first].removeprefix("ل"), *cues.texts[cue.first + 1 : cue.first + 3]]
    if cue.code != "government" or internal != _INTERNAL:
        return False
    return "turkey" in by or any(read.place is not None and read.place.governorate == _HASAKAH for read in cues.places)


def _of_two(cues: SentenceCues, draft: Draft, named: Sequence[Cue]) -> bool:
    """Whether one figure counts fighters of two sides: «9 عناصر من قوات النظام وقوات قسد», no ally's own."""
    if not draft.phrase.counted or draft.phrase.low != draft.phrase.high or len(named) < 2:
        return False
    one, other = named[:2]
    begin = next((at for at in range(other.first - 1, one.last - 1, -1) if cues.texts[at] not in QUOTES), other.first)
    joined = any(cues.words[at].conjunction or cues.texts[at].startswith("و") for at in (begin, other.first))
    allied = not _THEIRS.isdisjoint(cues.texts[other.first : other.last + 2])
    allied = allied or cues.texts[other.first].startswith(_POLICE)
    return joined and other.code not in (one.code, "unknown") and other.first - one.last <= _JOINED and not allied


def _end(cues: SentenceCues, first: int) -> int:
    """The end of the words after a fighter in which his side may be named."""
    acts = {cue.first for cue in cues.of("cause")}
    end = min(first + _REACH, len(cues.words))
    for place in range(first, end):
        word = cues.words[place]
        if (
            word.predicates
            or place in acts  # «مقتل جندي تركي في اشتباكات مع قسد»
            or word.text in (",", "،", ".")
            or ("boundary" in word.roles and word.text.startswith("ب") and word.text != "بين")  # «بعدوان إسرائيلي»
            or (cues.is_at("by_means", place) and word.text != "في")
            or cues.is_at("author", place)
            or (place > first and cues.is_at("agent", place))
        ):
            return place
    return end
