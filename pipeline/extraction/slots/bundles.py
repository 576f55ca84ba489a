"""Claims that one act brought, and the words of the sentence in which that act is told.

Claims that no cause stands between form a bundle; a bundle takes its cues from the words after it («قتل ثلاثة بقصف …»)
or, where a word of result introduces it («ما أسفر عن مقتل …»), from the words before it. Kept out: which cues these are
(``means``, ``circumstances``, ``credits``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.sentence_cues import SentenceCues
from pipeline.places import ReadPlace
from pipeline.places.place import NEAR

_RESULT_REACH = 6
_SPOT_REACH = 3  # words from people to the spot where they fell: «في قرية السكرية»
_LATER = frozenset(("بعد", "عقب"))
_AFTER = _LATER | {"ردا"}
_SPANS = frozenset(("ايام", "يوما", "يوم", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"))
_ONE_SPAN = frozenset(("يوم", "يومين", "اسبوع", "اسبوعين", "شهر", "شهرين", "عام", "عامين", "سنه", "سنتين"))
_DAYS = {"يوم": 1, "يومين": 2, "ايام": 1, "يوما": 1, "اسبوع": 7, "اسبوعين": 14, "اسابيع": 7}
_UNDERGONE = ("تعرض", "شهد", "استهدف", "شن", "طال")
_FOLLOWED = ("تبع", "تلا", "تلت", "اعقب", "سبق")
_CAME = ("جاء", "ياتي", "تاتي", "اتي", "اتت")
_ACTS_OF_HIS = ("استهداف", "قصفه", "شنه", "شنها", "القائ", "اطلاق", "تنفيذ", "هجومه")
_ENDS = frozenset((".", "ردا"))
_WHERE = frozenset(("حيث", "التي", "والتي", "الذي", "والذي"))  # before what happened at the place just named
_SINCE_THEN = ("من", "علي", "فقط")


@dataclass(frozen=True, slots=True)
class Later:
    """How long after a claim the news comes: the words that say so, and the days where they are counted."""

    first: int
    last: int
    days: int | None


@dataclass(slots=True)
class Bundle:
    drafts: list[Draft]
    first: int
    last: int
    before: tuple[int, int] = (0, 0)
    earlier: tuple[int, int] = (0, 0)  # the acts told before that one
    after: tuple[int, int] = (0, 0)
    introduced: bool = False
    split: bool = False  # parts told by doers of their own
    elsewhere: bool = False  # of the act told of with the one before, at another place

    def regions(self) -> list[tuple[int, int]]:
        """Where to look for its cues, best first."""
        inside = (self.first, self.last)
        if self.introduced:
            return [self.before, inside, self.after]
        return [(self.first, self.after[1]), self.before]


def everything(cues: SentenceCues) -> Bundle:
    """A bundle of no claim, for which the whole sentence is looked through."""
    return Bundle([], len(cues.words), 0, after=(0, len(cues.words)))


def bundles(cues: SentenceCues, drafts: Sequence[Draft]) -> list[Bundle]:
    causes = [cue.first for cue in cues.of("cause")]
    bundles: list[Bundle] = []
    for draft in sorted(drafts, key=lambda each: (each.phrase.first, each.phrase.last)):
        first, last = _extent(draft)
        current = bundles[-1] if bundles else None
        parted = current is not None and (
            any(current.last <= place < first for place in causes) or cues.parting(current.last, first + 1) is not None
        )
        others = draft.phrase.noun is None and current is not None and draft.who == current.drafts[-1].who
        if parted and others and current is not None and _known_acts(cues, current.last, first):
            parted = False  # «قتل تسعة خلال القصف، بينما أصيب 61 آخرون في مجزرة ارتكبتها الطائرات»
        if current is not None:
            parted = parted or _by_another(cues, current.last, draft) or _headed_apart(current.drafts[-1], draft)
        elsewhere = not parted and current is not None and (draft.elsewhere or _elsewhere(cues, current.last, draft))
        alone = draft.elsewhere and draft.part_of is not None
        if current is not None and not alone and (draft.part_of is not None or not (parted or elsewhere)):
            current.drafts.append(draft)
            current.last = max(current.last, last)
        else:
            bundles.append(Bundle([draft], first, last, split=alone, elsewhere=elsewhere and not alone))
    end = len(cues.words)
    for at, bundle in enumerate(bundles):
        previous = bundles[at - 1].last if at else 0
        following = _act_end(cues, bundle.last, bundles[at + 1].first if at + 1 < len(bundles) else end)
        bundle.introduced = cues.has("result", max(previous, bundle.first - _RESULT_REACH), bundle.first) or (
            cues.is_at("result", bundle.first)  # «…، راح ضحيتها 5»
            and any(previous <= cause.first < bundle.first for cause in cues.of("cause"))
            and not _cause_before_comma(cues, bundle.first)
        )
        bundle.introduced = bundle.introduced or _where(cues, previous, bundle.first)
        begin = bundle.first if bundle.split else _act_begin(cues, previous, bundle.first)
        bundle.before = (begin, bundle.first)
        bundle.earlier = (bundle.first if bundle.split else previous, begin)
        bundle.after = (bundle.last, following)
    for one, other in pairwise(bundles):
        if other.elsewhere:
            other.before, other.earlier, other.introduced = one.before, one.earlier, one.introduced
        elif other.introduced:
            one.after = (one.last, _clause_end(cues, one.last, other.first))
            other.before = (one.after[1], other.first)
    return bundles


def _headed_apart(before: Draft, draft: Draft) -> bool:
    """Whether a claim has a place and a verb of its own: «قتل خمسة في إدلب، وفي حلب أصيب ثلاثة»."""
    return draft.headed is not None and draft.headed != before.headed and draft.part_of is None and not draft.elsewhere


def _by_another(cues: SentenceCues, last: int, draft: Draft) -> bool:
    """Whether a verb has a doer of its own before its victims: «قتلت الهيئة 11 مدنيا، وقتلت قسد 76»."""
    act = draft.trigger
    if draft.part_of is not None or act < last or not cues.is_at("attacking", act):
        return False
    return any(act < cue.first and cue.last <= draft.phrase.first for cue in cues.of("party"))


def _elsewhere(cues: SentenceCues, last: int, draft: Draft) -> bool:
    """Whether a claim and the one before it have each a place of its own.

    «قتل شخصان في درعا البلد، وآخر في نوى», «20 شهيدا في حلب، 15 شهيدا في إدلب».
    """
    if draft.part_of is not None:
        return False
    before, own = _told_at(cues, last), _told_at(cues, draft.phrase.last)
    if before is None or own is None or before.mention.begin >= own.mention.begin or not _differ(before, own):
        return False
    spots = _is_spot(before) and _is_spot(own)
    return spots or _governorate(before) != _governorate(own)


def _told_at(cues: SentenceCues, last: int) -> ReadPlace | None:
    """Where people are told to be right after a word: at a spot, else in a governorate."""
    near = [read for read in cues.places if last <= read.mention.begin < last + _SPOT_REACH and read.mention.locative]
    spots = (read for read in near if _is_spot(read))
    return next(spots, None) or next((read for read in near if _governorate(read) is not None), None)


def _governorate(read: ReadPlace) -> str | None:
    return read.place.governorate if read.place is not None else None


def _is_spot(read: ReadPlace) -> bool:
    return not read.mention.area and (read.place is None or read.place.precision <= NEAR)


def _differ(one: ReadPlace, other: ReadPlace) -> bool:
    return one.place is None or other.place is None or one.place.place_id != other.place.place_id


def _known_acts(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether the words between two claims name no act but known ones: «القصف», the shelling."""
    return all(cues.texts[cue.first].startswith("ال") for cue in cues.of("cause") if first <= cue.first < last)


def _extent(draft: Draft) -> tuple[int, int]:
    first = (
        min(draft.trigger, draft.phrase.first) if draft.part_of is None and draft.trigger >= 0 else draft.phrase.first
    )
    return first, draft.phrase.last


def _clause_end(cues: SentenceCues, first: int, last: int) -> int:
    """Where the clause after ``first`` ends: at a comma or a conjunction that opens a new verb or turn."""
    for place in range(first, last):
        word = cues.words[place]
        if word.text in (",", "،", "؛", ".") or word.text in ("كما", "فيما", "بينما", "حيث"):
            return place
    return last


def _where(cues: SentenceCues, previous: int, first: int) -> bool:
    """Whether claims are of the place and act just told: «استهدف القصف سرمين والنيرب، حيث أصيب مسن، بالإضافة إلى …»."""
    if first == 0 or cues.texts[first - 1] not in _WHERE:
        return False
    told = any(previous <= cause.first < first for cause in cues.of("cause"))
    return told and not _cause_before_comma(cues, first)


def _act_end(cues: SentenceCues, first: int, last: int) -> int:
    """Where the last act told in a sentence ends: at «..», or where another begins («فيما», «ردا»)."""
    if not cues.partings and _ENDS.isdisjoint(cues.texts[first + 1 : last]):
        return last
    for place in range(first + 1, last):
        text = cues.texts[place]
        if place in cues.partings or text == "ردا" or (text == "." and cues.texts[place - 1] == "."):
            return place
    return last


def _act_begin(cues: SentenceCues, first: int, last: int) -> int:
    """Where the act begins that claims came of: past «جاء القصف بعد …» and «…، كما», if a cause stands there."""
    parted = cues.partings or cues.tells(_AFTER, first + 1, last)
    for place in range(last - 1, first, -1) if parted else ():
        after = (cues.texts[place] in _AFTER and not _by_the_same(cues, place + 1)) or place in cues.partings
        if after and any(place < cause.first < last for cause in cues.of("cause")):
            return place
    return _past_coinciding(cues, last) or _past_followed(cues, last) if first == 0 else first


def _by_the_same(cues: SentenceCues, place: int) -> bool:
    """Whether an act is told by a pronoun as that of the one just named: «ارتكب الطيران مجزرة بعد استهدافه مزرعة»."""
    text = cues.texts[place] if place < len(cues.texts) else ""
    return text.startswith(_ACTS_OF_HIS) and text.endswith(("ه", "ها", "هم"))


def _past_coinciding(cues: SentenceCues, last: int) -> int:
    """Where the act begins beside which an opening sets another: «بالتزامن مع القصف الروسي تعرضت القرى لقصف مدفعي»."""
    opening = [word.text for word in cues.words[:2]]
    if len(opening) < 2 or "تزامن" not in opening[0] or opening[1] != "مع":
        return 0
    verb = next((at for at in range(2, last) if cues.texts[at].startswith(_UNDERGONE)), 0)
    return verb if any(verb < cause.first < last for cause in cues.of("cause")) else 0


def _past_followed(cues: SentenceCues, last: int) -> int:
    """Where the act begins that an opening says followed a known one: «وتبعت الغارات قصف مدفعي استهدف القرية»."""
    if last == 0 or not cues.texts[0].removeprefix("و").startswith(_FOLLOWED):
        return 0
    causes = [cause.first for cause in cues.of("cause") if cause.first < last]
    if not causes or not cues.texts[causes[0]].startswith("ال"):
        return 0
    return next((place for place in causes if not cues.texts[place].startswith("ال")), 0)


def _cause_before_comma(cues: SentenceCues, first: int) -> bool:
    """Whether a clause names its own means: «راح ضحيتها خمسة أطفال بقصف مدفعي»."""
    comma = next((at for at in range(first, len(cues.words)) if cues.texts[at] in (",", "،", ".")), len(cues.words))
    return any(first < cause.first < comma for cause in cues.of("cause"))


def same_act(cues: SentenceCues, region: tuple[int, int]) -> bool:
    """Whether the act of a region is the one told before: «كما طال القصف السوق», the shelling hit the market too."""
    return any(
        region[0] <= cue.first < region[1] and cues.texts[cue.first].startswith("ال") for cue in cues.of("cause")
    )


def days_after(cues: SentenceCues, last: int) -> "Later | None":
    """How long after a claim the news comes, if some days: «جاءت بعد 4 أيام فقط على قصفه السوق»."""
    if _LATER.isdisjoint(cues.texts[:last]):
        return None
    for place, text in enumerate(cues.texts[:last]):
        if text not in _LATER or not _comes(cues, place):
            continue
        after = [(at, cues.texts[at]) for at in range(place + 1, min(place + 9, last)) if cues.texts[at] not in QUOTES]
        words = [text for _, text in after]
        if len(words) > 2 and words[1] in _SPANS and words[2] in _SINCE_THEN:
            days = int(words[0]) * _DAYS.get(words[1], 0) if words[0].isdigit() else 0
            return Later(place, after[1][0] + 1, days or None)
        one = words[:1] == ["يوم"] and words[1:2] == ["واحد"]  # «عقب يوم واحد من استهداف مشابه»
        if len(words) > 1 + one and words[0] in _ONE_SPAN and words[1 + one] in _SINCE_THEN:
            return Later(place, after[one][0] + 1, _DAYS.get(words[0]))  # «ويأتي ذلك بعد يومين على مقتل …»
    return None


def _comes(cues: SentenceCues, place: int) -> bool:
    """Whether «جاء» or «يأتي» (comes) stands right before a word."""
    return any(word.text.removeprefix("و").startswith(_CAME) for word in cues.words[max(0, place - 5) : place])
