"""The means by which people fell, as the cues of a clause tell them; and whether attacks are counted there.

Kept out: which clause is a claim's (``bundles``).
"""

from collections.abc import Iterable

from pipeline.arabic.timespans import SPANS
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.sentence_cues import SentenceCues

TORTURE = "detention_or_torture"
FIRE = frozenset(("airstrike", "shelling", "chemical"))  # causes that one word, «قصف», may stand for
_STRONG = 3  # a cue that names the means, as against bare «قصف» (shelling) or «انفجار» (an explosion)
_REMNANT = 5
_ATTACKS = ("هجوم", "هجم", "استهداف", "خرق", "انتهاك", "اعتداء", "عملي")
_KIN = {  # the causes that a weak word may stand for
    "shelling": {"airstrike", "shelling", "chemical"},
    "airstrike": {"airstrike", "shelling", "chemical"},
    "explosive_device": {"explosive_device", "mine_or_remnant", "airstrike", "shelling"},
}


def kinds(causes: Iterable[str]) -> set[str]:
    """The kinds of act that causes are of, all fire as one."""
    return {"fire" if cause in FIRE else cause for cause in causes}


def tells_means(cue: Cue) -> bool:
    """Whether a cue of cause tells the means by itself, as a mere «هجوم» (attack) does not."""
    return cue.strength > 1 or cue.code != "clash"


def sums_attacks(cues: SentenceCues, first: int = 0) -> bool:
    """Whether a sentence counts attacks over a period: «استجابت فرقنا لـ 216 هجوما منذ بداية العام»."""
    attacks = [at for at in cues.role_starts.get("attacks", ()) if at >= first]
    if not attacks or not any(time.kind in SPANS for time in cues.times):
        return False
    return any(_counted(cues, at) for at in attacks)


def many_attacks(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether attacks are counted before a claim, more than one act is: «وثق 470 هجوما … تسببت باستشهاد 120»."""
    attacks = (at for at in cues.role_starts.get("attacks", ()) if first <= at < last)
    return any(cues.texts[at].startswith(_ATTACKS) and _counted(cues, at, digits=2) for at in attacks)


def _counted(cues: SentenceCues, at: int, digits: int = 1) -> bool:
    """Whether a number of so many digits or more stands right before a word."""
    return any(word.kind == "number" and len(word.text) >= digits for word in cues.words[max(0, at - 2) : at])


def causes_of(cues: Iterable[Cue]) -> tuple[list[str], str | None, bool]:
    """The causes that cues tell, the weapon if named, and whether they are weak (bare «قصف», «انفجار»).

    A weaker word is dropped where a stronger names the means of the same kind of act.
    """
    found = list(cues)
    if len(found) == 1 and found[0].strength < _REMNANT:
        (only,) = found
        return [only.code], only.detail, only.strength <= 1
    strong = {cue.code for cue in found if cue.strength >= _STRONG}
    remnant = any(cue.strength >= _REMNANT for cue in found)
    kept: list[Cue] = []
    for cue in found:
        if remnant and cue.code in ("explosive_device", "shelling", "airstrike"):
            continue  # «انفجار لغم من مخلفات القصف»
        listed = cue.code not in _KIN and any(cue.first == other.last or cue.last == other.first for other in found)
        if cue.strength < _STRONG and strong and not listed and (cue.code not in _KIN or strong & _KIN[cue.code]):
            continue  # but «قنص واشتباكات واستهدافات» tells several means, one after the other
        kept.append(cue)
    codes = list(dict.fromkeys(cue.code for cue in kept))
    if not strong and "airstrike" in codes and "shelling" in codes:
        codes.remove("shelling")
    weapons = [cue.detail for cue in sorted(kept, key=lambda cue: -cue.strength) if cue.detail]
    return codes, weapons[0] if weapons else None, all(cue.strength <= 1 for cue in kept)
