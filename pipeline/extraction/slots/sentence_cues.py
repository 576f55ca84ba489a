"""What one sentence offers for the slots of its claims: its words, cues, times and places.

Kept out: which of them belong to which claim (``slots``, ``agents``).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.arabic.dates import TimeExpression
from pipeline.extraction.lexicon import Word
from pipeline.extraction.slots.cues import Cue, FoundCues
from pipeline.places import ReadPlace, ResolvedPlace, Span
from pipeline.values import once, replace, value

SUPPORT = (
    "بمسانده",
    "بدعم",
    "باسناد",
    "بمؤازره",
    "بغطاء",
    "بمساعده",
    "مدعومه",
    "مدعوما",
    "مدعومين",
)  # «بدعم من طائرات»: who helps, not how
_AIRCRAFT = ("طيران", "طائر", "مروحي", "مقاتلات", "حوام")
PLAN_REACH = 8  # words from «يخطط» (plans) to what is planned, and where
_FENDED_REACH = 8  # words from «تصدت» (fended off) to what
_ARTICLE = re.compile("^(?:[وبل]?ال|لل|[بل](?=ط))")
_PARTING = frozenset(
    ("كما", "فيما", "بينما", "حين", "كذلك", "بالتزامن", "تزامنا", "بالتوازي", "وقت", "مقابل", "مع")
)  # as well, while: another act begins
_COINCIDING = 6  # words from «تزامن» to what an act coincided with
_FLYING = frozenset(("تحليق", "التحليق"))
_FLIGHT_REACH = 4  # words from «تحليق» (flying) to whose aircraft
_BLASTS = re.compile("و(?:ال)?(?:انفجارات|تفجيرات)")
_OWN_MEANS = 3  # strength of a cue that names means by itself
_SINCE = frozenset(("منذ", "بدايه", "بدء"))


@value(frozen=True, slots=False)
class SentenceCues:
    """What one sentence offers: its words, the cues that carry a code, its times and places, in order.

    ``together`` gives the span and the place of the mention at a place in ``places`` with those coordinated with it.
    """

    words: Sequence[Word]
    texts: Sequence[str]
    cues: Sequence[Cue]
    times: Sequence[TimeExpression]
    places: Sequence[ReadPlace]
    together: Callable[[int], tuple[Span, ResolvedPlace | None]]
    by_kind: Mapping[str, Sequence[Cue]]
    role_starts: Mapping[str, Sequence[int]]
    spans: Callable[[str], Sequence[tuple[int, int]]]

    @classmethod
    def of_sentence(
        cls,
        words: Sequence[Word],
        texts: Sequence[str],
        found: FoundCues,
        times: Sequence[TimeExpression],
        places: Sequence[ReadPlace],
        together: Callable[[int], tuple[Span, ResolvedPlace | None]],
    ) -> "SentenceCues":
        """Put the cues in order of kind, for quick looking up."""
        by_kind: defaultdict[str, list[Cue]] = defaultdict(list)
        role_starts = found.role_starts
        for cue in found.coded:
            if cue.kind != "cause" or cue.strength > 0:
                by_kind[cue.kind].append(cue)
        if "cause" in by_kind:
            told = [cue for cue in by_kind["cause"] if not _no_means(texts, cue)]
            if planned := role_starts.get("planned"):
                told = [cue for cue in told if not any(0 < cue.first - at <= PLAN_REACH for at in planned)]
            fended = role_starts.get("defending")
            by_kind["cause"] = [cue for cue in told if not _intercepted(cue, fended)] if fended else told
            if any(at and texts[at - 1].isdigit() for at in role_starts.get("attacks", ())):
                by_kind["cause"] = [_listed(texts, cue) for cue in by_kind["cause"]]
        return cls(words, texts, found.coded, times, places, together, by_kind, role_starts, found.spans)

    @once
    def partings(self) -> Sequence[int]:
        """The words at which another act begins: «كما», «فيما»; but «في وقت سابق» (earlier) begins none."""
        if _PARTING.isdisjoint(self.texts):
            return ()
        return [at for at, text in enumerate(self.texts) if text in _PARTING and self._parts(at)]

    @once
    def cause_words(self) -> set[int]:
        """The words that name a cause."""
        return {place for cause in self.of("cause") for place in range(cause.first, cause.last)}

    @once
    def tells_support(self) -> bool:
        """Whether the sentence may tell of who only helps another."""
        line = " ".join(self.texts)
        return any(word in line for word in SUPPORT)

    def _parts(self, place: int) -> bool:
        text = self.words[place].text
        if text == "مع":  # «تزامنت الغارات مع قصف …، ما أدى لمقتل شخص»: of the shelling
            return any("تزامن" in word.text for word in self.words[max(0, place - _COINCIDING) : place - 1])
        after = self.words[place + 1].text if place + 1 < len(self.words) else ""
        return not (text == "وقت" and after in ("سابق", "لاحق", "مبكر", "متاخر"))

    def parting(self, first: int, last: int) -> int | None:
        """The first word between two places at which another act begins, if there is one."""
        at = bisect_left(self.partings, first)
        return self.partings[at] if at < len(self.partings) and self.partings[at] < last else None

    def parting_before(self, place: int) -> int | None:
        """The last word before a place at which another act begins, if there is one."""
        at = bisect_left(self.partings, place) - 1
        return self.partings[at] if at >= 0 else None

    def of(self, kind: str) -> Sequence[Cue]:
        """The cues of a kind; those of cause without the words that only look like one («وقف إطلاق النار»)."""
        return self.by_kind.get(kind, ())

    def has(self, role: str, first: int, last: int) -> bool:
        """Whether a word of a role stands between two places."""
        starts = self.role_starts.get(role)
        if not starts:
            return False
        at = bisect_left(starts, first)
        return at < len(starts) and starts[at] < last

    def has_in(self, role: str, regions: Iterable[tuple[int, int]]) -> bool:
        """Whether a word of a role stands in one of some regions."""
        return role in self.role_starts and any(self.has(role, *region) for region in regions)

    def is_at(self, role: str, place: int) -> bool:
        """Whether a word of a role stands at a place."""
        return place in self.role_starts.get(role, ())

    def tells(self, any_of: frozenset[str], first: int, last: int) -> bool:
        """Whether one of some words, as they are written, stands between two places."""
        return not any_of.isdisjoint(self.texts[max(0, first) : last])

    def latest(self, role: str, first: int, last: int) -> int | None:
        """The last word of a role between two places, if there is one."""
        starts = self.role_starts.get(role)
        if not starts:
            return None
        at = bisect_left(starts, last) - 1
        return starts[at] if at >= 0 and starts[at] >= first else None


def _intercepted(cue: Cue, fended: Sequence[int]) -> bool:
    """Whether missiles are those that were fended off, whoever fired them: «تصدت الدفاعات لصواريخ العدوان»."""
    return cue.detail == "rocket" and any(cue.first - _FENDED_REACH <= at < cue.first for at in fended)


def _listed(texts: Sequence[str], cue: Cue) -> Cue:
    """A cue, of full strength where blasts are told beside attacks that are counted: «300 هجوم … وانفجارات»."""
    blasts = cue.code == "explosive_device" and _BLASTS.fullmatch(texts[cue.first])
    return replace(cue, strength=_OWN_MEANS) if blasts else cue


def _no_means(texts: Sequence[str], cue: Cue) -> bool:
    """Whether a word of attack tells no means here: aircraft that land troops or only fly, a siege that dates."""
    if cue.code == "siege":
        return cue.first > 0 and texts[cue.first - 1] in _SINCE  # «منذ بداية الحصار»
    if cue.code != "airstrike" or not _ARTICLE.sub("", texts[cue.first]).startswith(_AIRCRAFT):
        return False
    if any(text.removeprefix("و").startswith(SUPPORT) for text in texts[max(0, cue.first - 3) : cue.first]):
        return True  # «تواصل القوات تصعيدها بدعم من طائرات روسية»
    return flies(texts, cue.first) or "انزال" in " ".join(texts)


def flies(texts: Sequence[str], first: int) -> bool:
    """Whether aircraft are only said to fly: «وسط تحليق مكثف لطائرات التحالف»."""
    return not _FLYING.isdisjoint(texts[max(0, first - _FLIGHT_REACH) : first])
