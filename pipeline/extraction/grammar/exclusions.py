"""What is no claim: what is denied, feared or merely possible, animals, ages; and who lies under rubble.

Kept out: whose claims these would be (``grammar``).
"""

from pipeline.extraction.grammar.phrases import Phrase, PhraseReader
from pipeline.extraction.grammar.predicates import Found
from pipeline.extraction.lexicon import Word, tells
from pipeline.extraction.marks import STOPS

_DENIALS = frozenset(("denial", "feared"))
_STILL = ("يزال", "تزال", "زال")
_UNTRUE = ("لا", "عدم", "نفي", "ينفي", "تنفي", "نفت")  # before «صحة» (truth)
DENIAL_REACH = 10  # words from a denial to what is denied
_OWN_PART = (
    "مسؤولي",
    "مسووليت",
    "تورط",
    "ضلوع",
    "صلت",
    "علاقت",
    "التي",
    "الذي",
    "بعد",
    "عقب",
    "اثر",
    "جراء",
    "بسبب",
    "نتيجه",
    "خلفيه",
)
_NEARLY = ("كاد", "يكاد", "تكاد", "اوشك")
_ANOTHER_CLAUSE = frozenset(("فيما", "بينما", "كما", "حيث", "فقد", "اذ", "غير", "رغم"))
EFFECT_REACH = 14  # words from «لم يسفر» (did not lead to) to what it did not lead to
ATTEMPT_REACH = 6  # words from an attempt to what was attempted
KIN_REACH = 5  # words from who died to «على يد» (by the hand of)
WHETHER_REACH = 8  # words from «عما إذا» (whether) to what is left open


def is_blocked(reader: PhraseReader, place: int) -> bool:
    """Negated, denied, feared or merely possible: «دون وقوع إصابات», «لم يسفر عن ضحايا», «محاولة اغتيال»."""
    if _denied(reader, place) or _without_effect(reader, place) or _attempted(reader, place):
        return True
    if "whether" in reader.roles and tells(reader.words[max(0, place - WHETHER_REACH) : place], "whether"):
        return True
    if (
        place > 0
        and reader.words[place - 1].text == "او"
        and reader.words[place].predicates
        and not (place > 1 and (reader.words[place - 2].predicates or reader.words[place - 2].victim))
    ):
        return True  # «… أو قنص مدنيين» one of several ways of harm, none of them told of
    for back in range(place - 1, max(-1, place - 8), -1):
        word = reader.words[back]
        if "negator" in word.roles:
            return not reader.words[back + 1].text.startswith(_STILL)  # «ولا يزال آخرون تحت الأنقاض» still are
        if "irrealis" in word.roles:
            return place - back <= 3
        if not (
            "bridge" in word.roles
            or word.text in ('"', "«", "(")
            or (word.victim is not None and word.conjunction is False and back == place - 1)
        ):
            return False
    return False


def _denied(reader: PhraseReader, place: int) -> bool:
    """Denied or feared: «نفى المتحدث باسم التحالف سقوط قتلى», «حذرت منظمات من سقوط قتلى».

    Who denies only his part («مسؤوليته عن مقتل …») grants the harm.
    """
    if _DENIALS.isdisjoint(reader.roles) and "صحه" not in reader.tokens.texts:
        return False
    for back in range(place - 1, max(-1, place - DENIAL_REACH), -1):
        word = reader.words[back]
        if word.roles & _DENIALS or (word.text == "صحه" and back > 0 and reader.words[back - 1].text in _UNTRUE):
            return True
        if word.text in STOPS or word.predicates or word.text.startswith(_OWN_PART):
            return False
    return False


def _without_effect(reader: PhraseReader, place: int) -> bool:
    """What an act did not lead to: «لم يسفر القصف على البلدة عن أي إصابات»; «لم يسفر سوى عن …» led to that much."""
    if "effect" not in reader.roles or _is_finite(reader.words[place]):
        return False
    for back in range(place - 1, max(0, place - EFFECT_REACH), -1):
        word = reader.words[back]
        if word.text in STOPS or word.text in _ANOTHER_CLAUSE or "except" in word.roles:
            return False
        if "effect" in word.roles:
            return "negator" in reader.words[back - 1].roles
        if _is_finite(word):
            return False
    return False


def _is_finite(word: Word) -> bool:
    """Whether a predicate is a verb, and no noun of action: it opens a clause of its own."""
    return bool(word.predicates) and not any(
        predicate.construction in ("masdar", "losses") for predicate in word.predicates
    )


def _attempted(reader: PhraseReader, place: int) -> bool:
    """An act that was tried, planned or called for: «فشلت الغارة في قتل القيادي», «خططوا لاغتيال قيادي»."""
    word = reader.words[place]
    if place == 0 or not word.predicates:
        return False
    before = reader.words[place - 1]
    if any(other.text.removeprefix("و").startswith(_NEARLY) for other in reader.words[max(0, place - 3) : place]):
        return True  # «كاد أن يقتل طفلان»
    governed = word.preposition in ("ب", "ل") or before.text == "في"
    masdar = any(predicate.construction == "masdar" for predicate in word.predicates)
    if "attempt" not in reader.roles or (not governed and (not masdar or "boundary" in before.roles)):
        return False
    for other in reversed(reader.words[max(0, place - ATTEMPT_REACH) : place]):
        if other.text in STOPS or other.text in ("،", ",") or other.predicates or other.conjunction:
            return "attempt" in other.roles
        if "attempt" in other.roles:
            return True
    return False


def is_purpose(reader: PhraseReader, found: Found) -> bool:
    """Whether an arrest is what somebody set out for: «توغل إلى بيت جن لاعتقال ثلاثة شبان»."""
    word = reader.words[found[0]]
    if found[1].outcome != "detained" or word.preposition != "ل":
        return False
    before = reader.words[max(0, found[0] - 3) : found[0]]
    return not any(other.text.startswith(("ادي", "ادت", "تعرض", "ذكري", "الذكري", "السنويه")) for other in before)


def is_animal(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether animals are counted: «نفوق 13 رأسا من الأغنام»; a herdsman («راعي أغنام») is none."""
    if phrase.noun is not None and phrase.outcome is None:
        return False
    begin = max(0, phrase.first - 2)
    acts = [place for place in range(begin, phrase.first) if reader.words[place].predicates]
    begin = acts[-1] if acts else begin  # «قتل رجل يرعى الأغنام وأصيب آخر»
    return any(
        "animal" in word.roles and not (word.conjunction and place >= phrase.last)
        for place, word in enumerate(reader.words[begin : phrase.last + 1], begin)
    )


def is_age(reader: PhraseReader, phrase: Phrase) -> bool:
    return phrase.noun is None and phrase.last < len(reader.words) and "age" in reader.words[phrase.last].roles


def is_by_kin(reader: PhraseReader, last: int) -> bool:
    """Whether who died was killed by family, and in no war: «مقتل امرأة على يد زوجها»."""
    for place in range(last, min(last + KIN_REACH, len(reader.words) - 1)):
        if reader.words[place].text in STOPS or reader.words[place].predicates:
            return False
        if reader.words[place].text in ("يد", "ايدي", "بيد"):
            kin = reader.words[place + 1]
            return kin.possessed and kin.person is not None and kin.person.who != "combatant"
    return False


def rubble_after(reader: PhraseReader, last: int) -> int | None:
    for place in range(last, min(last + 6, len(reader.words))):
        word = reader.words[place]
        if word.text in STOPS or word.predicates:
            return None
        if "rubble" in word.roles and reader.words[place - 1].text == "تحت":
            return place + 1 if reader.words[place - 2].text != "من" else None
    return None


def from_rubble(reader: PhraseReader, last: int) -> bool:
    return tells(reader.words[last : last + 4], "rubble")


def is_policy(reader: PhraseReader, place: int, phrase: Phrase) -> bool:
    """Whether killing is told of as a habit, of nobody in particular: «دعم النظام في قتل السوريين»."""
    of_all = phrase.definite and not phrase.counted and phrase.modality == "unquantified"
    return of_all and reader.words[place].text == "قتل" and place > 0 and reader.words[place - 1].text == "في"
