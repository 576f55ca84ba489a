"""To whom a sentence after the news lays the act: «واتهم المجلس قسد بالوقوف وراء التفجير», «وتبنى التنظيم الهجوم».

Kept out: whom a sentence that tells of the harm itself blames (``agents``).
"""

from itertools import pairwise

from pipeline.extraction.slots.agents import accused, ascribed
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.reader import SlotReader
from pipeline.extraction.slots.sentence_cues import SentenceCues

# parts of words, folded, of which a sentence after a claim has one, if it tells who did it
TOLD_AFTER = ("ضلوع", "مصدر", "تبن", "سؤوليت", "اتهم", "تتهم", "وراء", "نفذ", "شنت ال", "شنتها")
_CLAIMS = ("تبني", "تبنت", "تبنته", "تبنتها", "تبناه", "تبناها", "وتبني", "وتبنت")
_OWN = ("مسؤوليته", "مسؤوليتها", "مسؤوليتهم")  # responsibility, of whom is told before
_DENIES = frozenset(("لم", "ولم", "نفي", "نفت", "ونفي", "ونفت", "تنفي", "ينفي", "دون", "لا", "ولا"))
_OF_IT = ("بالوقوف", "بالمسؤوليه", "بتنفيذ", "بشن", "بارتكاب", "وراء", "خلف")  # of having done it
# fmt: off
_THE_ACT = frozenset((
    "القصف", "الغاره", "الغارات", "الهجوم", "الهجومين", "التفجير", "التفجيرين", "التفجيرات", "الانفجار", "العمليه",
    "الضربه", "الضربات", "المجزره", "الاستهداف", "الاغتيال",
))
_IT = frozenset((
    "باطلاقها", "باطلاقه", "بتنفيذها", "بتنفيذه", "بارتكابها", "بشنها", "بزرعها", "خلفه", "خلفها", "خلفهما", "وراءه",
    "وراءها", "وراءهما",
))  # «واتهمت مسلحي المعارضة بإطلاقها»
# fmt: on
_DID = ("شنت", "شن", "نفذت", "نفذ", "ارتكبت", "ارتكب")
_DONE_BY = ("نفذته", "نفذتها", "نفذها", "نفذه", "شنتها", "شنته", "شنها", "ارتكبتها")
_TAKING_PART = ("ضلوع", "تورط", "وقوف")
_RESPONSIBILITY = frozenset(("مسؤوليه", "المسؤوليه", "بالمسؤوليه"))
CLAIM_REACH = 4  # words between such a word and who claims it


def charged(cues: SentenceCues) -> list[str]:
    """The parties to which a sentence lays the act told of before it; none, where it denies or leaves it open."""
    texts = cues.texts
    if cues.role_starts.get("origin"):
        return list(SlotReader(cues, ()).scene.by)
    if not _DENIES.isdisjoint(texts):
        return []
    parties = cues.of("party")
    for at, text in enumerate(texts):
        if text in _CLAIMS and texts[at + 1 : at + 2] != ["اعلام"]:  # a party's media claim what others did
            return _codes([cue for cue in parties if at < cue.first <= at + CLAIM_REACH][:1])
        if text in _OWN:
            return _codes([cue for cue in parties if at - 2 * CLAIM_REACH <= cue.first < at][-1:])
    for at, text in enumerate(texts):
        if text.removeprefix("الي").removeprefix("ب") in _TAKING_PART:  # «تشير التحقيقات إلى ضلوع خلية من داعش»
            return _codes([cue for cue in parties if at < cue.first <= at + CLAIM_REACH + 1][:1])
    laid = [cue for cue in parties if ascribed(cues, cue) or _accused(cues, cue)]
    if laid:
        of_it = not (_THE_ACT | _IT).isdisjoint(texts) or cues.tells(_RESPONSIBILITY, 0, len(texts))
        return _codes(laid[-1:]) if of_it else []
    known = any(text in _DONE_BY for text in texts) and not _THE_ACT.isdisjoint(texts)
    known = known or any(one in _DID and other in _THE_ACT for one, other in pairwise(texts))
    return list(SlotReader(cues, ()).scene.by) if known else []


def _accused(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party is accused of it, or suspected to stand behind it, and not who says so."""
    if accused(cues, cue):
        return True
    verb = next((at for at in cues.role_starts.get("accusing", ()) if at < cue.first - 1), None)
    after = [text for text in cues.texts[cue.last : cue.last + 3] if text not in ('"', "»", "«")]
    return verb is not None and bool(after) and after[0] in _OF_IT


def _codes(cues: list[Cue]) -> list[str]:
    return list(dict.fromkeys(cue.code for cue in cues))
