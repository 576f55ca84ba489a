"""Which cause, perpetrator, place, time and claimant of a sentence belong to which of its claims.

Claims that no cause stands between form a bundle; a bundle takes its cues from the words after it («قتل ثلاثة بقصف …»)
or, where a word of result introduces it («ما أسفر عن مقتل …»), from the words before it. Kept out: what a sentence
leaves unsaid and the article says elsewhere (``discourse``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pipeline.arabic.dates import TimeExpression
from pipeline.contracts import codes
from pipeline.extraction.agents import accused, agents, belongs
from pipeline.extraction.cues import Cue
from pipeline.extraction.draft import Draft
from pipeline.extraction.lexicon import Word
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.phrases import OWN_FORCES
from pipeline.extraction.sentence_cues import SentenceCues
from pipeline.extraction.speakers import SAID
from pipeline.places import ReadPlace, ResolvedPlace, Span
from pipeline.places.place import ABROAD, COUNTRY, DISTRICT, KINDS

_STATES = frozenset(["روسيا", "موسكو", "تركيا", "واشنطن", "اسرائيل", "ايران", "امريكا", "اميركا", "دمشق", "انقره"])
_STRONG = 3  # a cue that names the means, as against bare «قصف» (shelling) or «انفجار» (an explosion)
_REMNANT = 5
_STRUCK = ("استهدف", "هاجم", "ارتكب", "واستهدف", "وهاجم", "وارتكب")  # verbs that tell an attack by themselves
_RESULT_REACH = 6
_LEAD_REACH = 9  # words from a speaker who heads the sentence to his verb
_ACCORDING_REACH = 5
_CORRESPONDENT_REACH = 5  # words from a correspondent to where he is
_STATEMENTS = frozenset(("بيان", "بيانها", "بيانه", "تقرير", "تقريرها", "تصريح", "تصريحات", "حديث"))
_CLAUSE = frozenset(("ان", "فان", "بان", "انه", "انها", "فانه", "فانها"))
_SPEAKER = 14  # words from a verb of saying to the office of who speaks, and from there to what is said
_NAME_REACH = 5  # «الإدارة الذاتية لشمال وشرق سوريا: 4 شهداء»
_PARTING = frozenset(
    ("كما", "فيما", "بينما", "حين", "كذلك", "بالتزامن", "تزامنا", "بالتوازي", "وقت", "مقابل")
)  # as well, while: another act begins
_AT = frozenset(("في", "علي", "قرب", "عند"))  # «هجوم فصائل موالية لتركيا على محور سد تشرين»
_ATTACKS = ("هجوم", "هجم", "استهداف", "خرق", "انتهاك", "اعتداء", "عملي")
_HOURS = frozenset(("ليلا", "صباحا", "مساء", "فجرا", "ظهرا", "عصرا", "نهارا"))
_SPANS = frozenset(("ايام", "يوما", "يوم", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"))
_CAME = ("جاء", "ياتي", "تاتي", "اتي", "اتت")
_SINCE_THEN = ("من", "علي")
_RIGHT_AFTER = 5  # words from the people to where they fell
_COINCIDING = 6  # words from «تزامن» to what an act coincided with
_AFTER = frozenset(("بعد", "عقب", "ردا"))
_LEADS = re.compile(
    "[وف]?(?:في|من|الي|علي|عن|داخل|خارج|شمال|شمالي|جنوب|جنوبي|شرق|شرقي|غرب|غربي|وسط|وان|ان|بين|حول|عبر)"
)
_KIN = {  # the causes that a weak word may stand for
    "shelling": {"airstrike", "shelling", "chemical"},
    "airstrike": {"airstrike", "shelling", "chemical"},
    "explosive_device": {"explosive_device", "mine_or_remnant", "airstrike", "shelling"},
}
_WEAK_SOURCES = frozenset({"other", "news_agency", "local_media", "activists"})


@dataclass(slots=True)
class Slots:
    """What is known of a claim's event and claimant. ``place`` and ``time``: as written and resolved."""

    cause: list[str] = field(default_factory=list)
    weapon: str | None = None
    weak: bool = False
    by: list[str] = field(default_factory=list)
    party: str | None = None
    target: str | None = None
    place_span: Span | None = None
    place: ResolvedPlace | None = None
    time: TimeExpression | None = None
    source_cue: Cue | None = None
    own: bool = False
    continuing: bool = False
    several: bool = False
    summed: bool = False  # it counts the attacks of a period: «216 هجوما منذ بداية العام»
    recalled: bool = False
    had: bool = False
    earlier: bool = False

    @property
    def source(self) -> str | None:
        """The code of the claimant."""
        return self.source_cue.code if self.source_cue else None


@dataclass(slots=True)
class _Bundle:
    drafts: list[Draft]
    first: int
    last: int
    before: tuple[int, int] = (0, 0)
    earlier: tuple[int, int] = (0, 0)  # the acts told before that one
    after: tuple[int, int] = (0, 0)
    introduced: bool = False

    def regions(self) -> list[tuple[int, int]]:
        """Where to look for its cues, best first."""
        inside = (self.first, self.last)
        if self.introduced:
            return [self.before, inside, self.after]
        return [(self.first, self.after[1]), self.before]


class SlotReader:
    """Tells the slots of one sentence's drafts, and the scene that it sets for those after it."""

    def __init__(self, cues: SentenceCues, drafts: Sequence[Draft]) -> None:
        self.cues = cues
        self.drafts = drafts

    def attach(self) -> list[Slots]:
        """The slots of each draft, as far as the sentence itself tells."""
        found: dict[int, Slots] = {}
        for bundle in _bundles(self.cues, self.drafts) if self.drafts else ():
            shared = self._of_bundle(bundle)
            for draft in bundle.drafts:
                found[id(draft)] = _of_draft(self.cues, bundle, draft, shared)
        _share_sides(self.drafts, found)
        return [found[id(draft)] for draft in self.drafts]

    def scene(self) -> Slots:
        """What the sentence tells of an attack, whether or not it holds a claim; of no attack, only who tells of it."""
        cues = self.cues
        whole = [(0, len(cues.words))]
        slots = Slots(source_cue=self.claimant, summed=_sums_attacks(cues))
        slots.own = slots.source_cue is None and _of_outlet(cues, _everything(cues))
        causes = [cue for cue in cues.of("cause") if cue.strength > 1 or cue.code != "clash"]
        attacking, origin = cues.role_starts.get("attacking", ()), cues.role_starts.get("origin")
        if not (causes or self.drafts or attacking or origin or slots.summed):
            return slots
        if causes:
            slots.cause, slots.weapon, slots.weak = causes_of(causes)
        if causes or origin or slots.summed or any(cues.words[at].text.startswith(_STRUCK) for at in attacking):
            slots.by = _first_codes(self._perpetrators, whole)
        place = self._place(whole)
        if place is not None:
            slots.place_span, slots.place = cues.together(place)
        slots.time = next((time for time in cues.times if not _of_saying(cues, time)), None)
        return slots

    def _of_bundle(self, bundle: _Bundle) -> Slots:
        """What all claims of a bundle share: all but the cause, which may hang on who fell, and the victims' side."""
        cues, parties = self.cues, self._perpetrators
        slots = Slots()
        regions = bundle.regions()
        slots.by = _first_codes(parties, regions)
        if not slots.by and bundle.introduced and _same_act(cues, bundle.before):
            slots.by = _first_codes(parties, [bundle.earlier])
        place = self._place_after(bundle) if bundle.introduced else None
        place = self._place(regions) if place is None else place
        if place is not None:
            slots.place_span, slots.place = cues.together(place)
        slots.target = next(iter(_first_codes(cues.of("site"), regions)), None)
        slots.time = _time(cues, bundle, regions)
        slots.source_cue = _claimant(cues, self.claimants, bundle)
        slots.own = slots.source_cue is None and _of_outlet(cues, bundle)
        slots.continuing = (
            slots.source is None
            and not slots.own
            and any(cue.code in ("continuing", "anaphor") and cue.first <= 3 for cue in cues.cues)
        )
        slots.summed = _sums_attacks(cues) or _many_attacks(cues, bundle.first)
        slots.several = slots.summed or any(cues.has("several", *region) for region in regions)
        slots.recalled = cues.has("recalling", 0, bundle.first + 1) or _days_after(cues, bundle.first)
        slots.had = cues.has("had", 0, 2) and not cues.has("saying", 0, 8)
        slots.earlier = cues.has("earlier_figure", 0, bundle.first)
        return slots

    @cached_property
    def claimant(self) -> Cue | None:
        """Whom the sentence credits, wherever it does."""
        return _claimant(self.cues, self.claimants, _everything(self.cues))

    @cached_property
    def claimants(self) -> list[Cue]:
        """Whom the sentence credits: nobody it was told to, no correspondent's outlet, no bare «المصادر» (sources)."""
        cues, sources = self.cues, self.cues.of("source")
        anaphors = {cue.first for cue in cues.cues if cue.code == "anaphor"} if sources else ()
        return [
            cue
            for cue in self._credited
            if (_quotes_unnamed(self._credited, cue) or not _only_told(cues, cue, len(sources)))
            and not (cue.code == "other" and cue.first in anaphors)
        ]

    @cached_property
    def _credited(self) -> list[Cue]:
        return [cue for cue in self.cues.of("source") if is_credited(self.cues, cue)]

    @cached_property
    def _claimant_words(self) -> set[int]:
        """The words that name a credited claimant, who neither acts nor tells where."""
        return {place for cue in self._credited for place in range(cue.first, cue.last)}

    @cached_property
    def _perpetrators(self) -> list[Cue]:
        """Parties that act, none of them a credited claimant or on the victims' side."""
        cues, claimants = self.cues, self._claimant_words
        victims: set[int] = set()
        for draft in self.drafts:
            victims |= set(range(draft.phrase.first, draft.phrase.last))
            if draft.who == "combatant":
                victims |= set(_party_range(cues, draft))
        return agents(
            cues,
            lambda cue: (
                cue.first in victims or (cue.first in claimants and not cues.has("deed", cue.last, cue.last + 3))
            ),
        )

    @cached_property
    def _places(self) -> list[int]:
        """The mentions of places that may tell where."""
        return [at for at, read in enumerate(self.cues.places) if self._tells_where(read)]

    def _tells_where(self, read: ReadPlace) -> bool:
        cues, begin = self.cues, read.mention.begin
        return not (
            read.mention.first in self._claimant_words
            or _is_adjective(cues, read)
            or (read.mention.first > 0 and belongs(cues.words[read.mention.first - 1].text))
            or (cues.has("control", begin - 3, begin) and cues.words[begin - 1].text not in _AT)
            or _of_correspondent(cues, begin)
            or cues.has("origin", begin - 7, begin)
            or cues.has("nearby", begin - 3, begin)
            or cues.has("elsewhere", begin - 4, begin)
        )

    def _place_after(self, bundle: _Bundle) -> int | None:
        """The place right after claims that a result introduced: «قصفت سرجة وقوقفين، ما أدى لمقتل مقاتل في قوقفين»."""
        near = range(bundle.last, bundle.last + _RIGHT_AFTER)
        for at in self._places:
            read = self.cues.places[at]
            if read.mention.begin in near and read.mention.locative and _exactness(read) == 1:
                between = self.cues.words[bundle.last : read.mention.begin]
                return at if not any(word.text in (",", "،", ".") for word in between) else None
        return None

    def _place(self, regions: Sequence[tuple[int, int]]) -> int | None:
        """The place mention that tells where: in the best region, the most exact, of these the first."""
        cues = self.cues
        parties = {place for cue in cues.of("party") for place in range(cue.first, cue.last)}
        best: list[int] = []
        for first, last in regions:
            within = [at for at in self._places if first <= cues.places[at].mention.first < last]
            within = [at for at in within if cues.places[at].mention.locative] or [
                at for at in within if cues.places[at].mention.first not in parties
            ]
            if within:
                best.append(min(within, key=lambda at: (*_far(cues.places[at]), at)))
        if not best:
            return None
        if len(best) > 1 and _exactness(cues.places[best[0]]) >= DISTRICT > _exactness(cues.places[best[1]]):
            return best[1]
        return best[0]


def _everything(cues: SentenceCues) -> _Bundle:
    """A bundle of no claim, for which the whole sentence is looked through."""
    return _Bundle([], len(cues.words), 0, after=(0, len(cues.words)))


def _share_sides(drafts: Sequence[Draft], found: dict[int, Slots]) -> None:
    """Parts are of their total's side, and «آخرون» (others) of the side of those told of before them."""
    fighters = [draft for draft in drafts if draft.who == "combatant"]
    for before, draft in zip([None, *fighters], fighters, strict=False):
        donor = draft.part_of or (before if draft.phrase.noun is None else None)
        if found[id(draft)].party is None and donor is not None and id(donor) in found:
            found[id(draft)].party = found[id(donor)].party


def _bundles(cues: SentenceCues, drafts: Sequence[Draft]) -> list[_Bundle]:
    causes = [cue.first for cue in cues.of("cause")]
    bundles: list[_Bundle] = []
    for draft in sorted(drafts, key=lambda each: (each.phrase.first, each.phrase.last)):
        first, last = _extent(draft)
        current = bundles[-1] if bundles else None
        parted = current is not None and (
            any(current.last <= place < first for place in causes)
            or any(_parts(cues, place) for place in range(current.last, first + 1))
        )
        if current is not None and (draft.part_of is not None or not parted):
            current.drafts.append(draft)
            current.last = max(current.last, last)
        else:
            bundles.append(_Bundle([draft], first, last))
    end = len(cues.words)
    for at, bundle in enumerate(bundles):
        previous = bundles[at - 1].last if at else 0
        following = _act_end(cues, bundle.last, bundles[at + 1].first if at + 1 < len(bundles) else end)
        bundle.introduced = cues.has("result", max(previous, bundle.first - _RESULT_REACH), bundle.first) or (
            cues.has("result", bundle.first, bundle.first + 1)  # «…، راح ضحيتها 5»
            and any(previous <= cause.first < bundle.first for cause in cues.of("cause"))
            and not _cause_before_comma(cues, bundle.first)
        )
        bundle.before = (_act_begin(cues, previous, bundle.first), bundle.first)
        bundle.earlier = (previous, bundle.before[0])
        bundle.after = (bundle.last, following)
    for one, other in pairwise(bundles):
        if other.introduced:
            one.after = (one.last, _clause_end(cues, one.last, other.first))
            other.before = (one.after[1], other.first)
    return bundles


def _parts(cues: SentenceCues, place: int) -> bool:
    """Whether another act begins at a word; «في وقت سابق» (earlier) begins none."""
    text = cues.words[place].text
    if text == "مع" and any("تزامن" in word.text for word in cues.words[max(0, place - _COINCIDING) : place - 1]):
        return True  # «تزامنت الغارات مع قصف …، ما أدى لمقتل شخص»: of the shelling
    if text not in _PARTING:
        return False
    after = cues.words[place + 1].text if place + 1 < len(cues.words) else ""
    return not (text == "وقت" and after in ("سابق", "لاحق", "مبكر", "متاخر"))


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


def _act_end(cues: SentenceCues, first: int, last: int) -> int:
    """Where the last act told in a sentence ends: at «..», or where another begins («فيما», while)."""
    for place in range(first + 1, last):
        word = cues.words[place]
        if _parts(cues, place) or (word.text == "." and cues.words[place - 1].text == "."):
            return place
    return last


def _act_begin(cues: SentenceCues, first: int, last: int) -> int:
    """Where the act begins that claims came of: past «جاء القصف بعد …» and «…، كما», if a cause stands there."""
    for place in range(last - 1, first, -1):
        after = cues.words[place].text in _AFTER or _parts(cues, place)
        if after and any(place < cause.first < last for cause in cues.of("cause")):
            return place
    return first


def _cause_before_comma(cues: SentenceCues, first: int) -> bool:
    """Whether a clause names its own means: «راح ضحيتها خمسة أطفال بقصف مدفعي»."""
    comma = next(
        (at for at in range(first, len(cues.words)) if cues.words[at].text in (",", "،", ".")), len(cues.words)
    )
    return any(first < cause.first < comma for cause in cues.of("cause"))


def _same_act(cues: SentenceCues, region: tuple[int, int]) -> bool:
    """Whether the act of a region is the one told before: «كما طال القصف السوق», the shelling hit the market too."""
    return any(
        region[0] <= cue.first < region[1] and cues.words[cue.first].text.startswith("ال") for cue in cues.of("cause")
    )


def _of_draft(cues: SentenceCues, bundle: _Bundle, draft: Draft, shared: Slots) -> Slots:
    slots = replace(shared)
    for first, last in bundle.regions():
        within = [cue for cue in cues.of("cause") if first <= cue.first < last and _fits(cue, draft)]
        if within:
            slots.cause, slots.weapon, slots.weak = causes_of(within)
            break
    wave = cues.has("wave_of_attacks", bundle.before[0], bundle.first)
    slots.several = slots.several or (wave and draft.phrase.modality == "unquantified")
    if draft.who == "combatant":
        slots.party = _victims_party(cues, draft)
    return slots


def _fits(cue: Cue, draft: Draft) -> bool:
    """Whether a cause may be a claim's: a mere «هجوم» (attack) is a clash only where fighters fell."""
    return cue.strength > 1 or cue.code != "clash"


def _sums_attacks(cues: SentenceCues) -> bool:
    """Whether a sentence counts attacks over a period: «استجابت فرقنا لـ 216 هجوما منذ بداية العام»."""
    return any(time.kind in ("window", "period", "open") for time in cues.times) and any(
        word.kind == "number" for at in cues.role_starts.get("attacks", ()) for word in cues.words[max(0, at - 2) : at]
    )


def _many_attacks(cues: SentenceCues, last: int) -> bool:
    """Whether attacks are counted before a claim, more than one act is: «وثق 470 هجوما … تسببت باستشهاد 120»."""
    return any(
        word.kind == "number" and len(word.text) > 1
        for at in cues.role_starts.get("attacks", ())
        if at < last and cues.words[at].text.startswith(_ATTACKS)
        for word in cues.words[max(0, at - 2) : at]
    )


def causes_of(cues: Iterable[Cue]) -> tuple[list[str], str | None, bool]:
    """The causes that cues tell, the weapon if named, and whether they are weak (bare «قصف», «انفجار»).

    A weaker word is dropped where a stronger names the means of the same kind of act.
    """
    found = list(cues)
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


def _first_codes(cues: Sequence[Cue], regions: Sequence[tuple[int, int]]) -> list[str]:
    for first, last in regions:
        within = [cue.code for cue in cues if first <= cue.first < last]
        if within:
            return list(dict.fromkeys(within))
    return []


def _party_range(cues: SentenceCues, draft: Draft) -> range:
    """The words after a combatant phrase in which his side may be named."""
    end = min(draft.phrase.last + 5, len(cues.words))
    for place in range(draft.phrase.last, end):
        word = cues.words[place]
        if (
            word.predicates
            or word.text in (",", "،", ".")
            or ("boundary" in word.roles and word.text.startswith("ب") and word.text != "بين")  # «بعدوان إسرائيلي»
            or (cues.has("by_means", place, place + 1) and word.text != "في")
            or (
                place > draft.phrase.last
                and (cues.has("author", place, place + 1) or cues.has("agent", place, place + 1))
            )
        ):
            end = place
            break
    return range(draft.first if draft.rule == "toll" else draft.phrase.first, end)


def _victims_party(cues: SentenceCues, draft: Draft) -> str | None:
    near = _party_range(cues, draft)
    for cue in cues.of("party"):
        if cue.first in near:
            return cue.code
    head = draft.phrase.head
    named = cues.words[draft.phrase.first : draft.phrase.last + 2]
    if head >= 0 and any(w.text in OWN_FORCES or (w.possessed and w.person is not None) for w in named):
        own = [cue.code for cue in cues.cues if cue.kind in ("party", "source") and cue.last <= draft.first]
        return next((code for code in reversed(own) if code in codes.PARTY), None)  # «3 من عناصرها», its own
    return None


def _is_adjective(cues: SentenceCues, read: ReadPlace) -> bool:
    """Whether a country's name is an adjective: «مناطق سورية» Syrian areas, «مجزرة روسية» a Russian massacre."""
    first = read.mention.first
    if first == 0 or not cues.words[first].text.endswith("يه") or read.place is None or read.place.precision < COUNTRY:
        return False
    before = cues.words[first - 1]
    return before.kind == "word" and not before.text.startswith("ال") and not _LEADS.fullmatch(before.text)


def _of_correspondent(cues: SentenceCues, place: int) -> bool:
    """Whether a place is where the correspondent is: «قال مراسل الشبكة في ريف حلب إن …»."""
    at = cues.latest("correspondent", place - _CORRESPONDENT_REACH, place)
    if at is None or cues.has("attacking", at, place):
        return False
    return not any(word.text in ("ان", "بان") for word in cues.words[at:place])


def _far(read: ReadPlace) -> tuple[bool, int, bool]:
    """What makes a mention tell less of where: it is abroad, an area, or a road that only leads there."""
    abroad = read.place is not None and read.place.precision == ABROAD
    return abroad, _exactness(read), read.mention.kind == "road"


def _exactness(read: ReadPlace) -> int:
    """How exactly a mention tells where: 1 a place itself, even an unlisted one; areas as UCDP where_prec has them."""
    if read.mention.area:
        return max(DISTRICT, read.place.precision) if read.place else DISTRICT
    if read.place is None or not read.mention.candidates:
        return 1
    return 1 if KINDS[read.mention.candidates[0].kind] < DISTRICT else read.place.precision


def _time(cues: SentenceCues, bundle: _Bundle, regions: Sequence[tuple[int, int]]) -> TimeExpression | None:
    usable = [
        time
        for time in cues.times
        if not _of_saying(cues, time) and not cues.has("first_time", time.first - 2, time.first)
    ]
    dated = [time for time in usable if not _hour(cues, time)]
    for first, last in regions:
        within = [time for time in dated or usable if first <= time.first < last]
        if within:
            return min(within, key=lambda time: min(abs(time.first - bundle.last), abs(bundle.first - time.last)))
    return None


def _hour(cues: SentenceCues, time: TimeExpression) -> bool:
    """Whether a time is a part of the day alone («ليلا»), which any date beside it goes before."""
    return time.last - time.first == 1 and cues.words[time.first].text in _HOURS


def _of_saying(cues: SentenceCues, time: TimeExpression) -> bool:
    """Whether a time dates the statement, not the harm: «أفاد المرصد أمس بمقتل …», «في بيان لها أمس الجمعة»."""
    if time.kind in ("window", "period", "open"):
        return False
    if any(
        word.text.removeprefix("ب").removeprefix("ال") in _STATEMENTS
        for word in cues.words[max(0, time.first - 4) : time.first]
    ):
        return True
    if time.last - time.first == 1 and cues.has("saying", time.first - 3, time.first):
        return True
    if not cues.has("saying", time.first - 10, time.first):
        return False
    after = cues.words[time.last].text if time.last < len(cues.words) else ""
    if after in ("ان", "بان"):
        return True
    said = after in (":", ",", "،") or after.startswith(("بمقتل", "باصابه", "مقتل", "عن", "بيان"))
    return said and cues.has("saying", time.first - 5, time.first)


def is_credited(cues: SentenceCues, cue: Cue) -> bool:
    """Whether the text credits this name with what is said: a verb of saying or «بحسب» by it, or a colon after it."""
    if accused(cues, cue):
        return False
    if _is_according(cues, cue) or cues.has("saying", cue.first - 4, cue.first):
        return not cues.has("target", cue.first - 1, cue.first)
    if cue.first > 0 and cues.words[cue.first - 1].text == "عن" and cues.has("saying", 0, cue.first):
        return True  # «نقلت سانا عن مصدر» SANA quoted a source
    if _of_speaker(cues, cue):
        return True
    if cue.first > 0 and cues.words[cue.first - 1].text == "#":
        return True
    after = cues.words[cue.last].text if cue.last < len(cues.words) else ""
    reach = _LEAD_REACH if cue.first <= 2 else 2  # «المرصد السوري، في بيان له، أوضح أن …» heads its sentence
    heads = cue.first <= 2 and any(word.text == ":" for word in cues.words[cue.last : cue.last + _NAME_REACH])
    return after == ":" or heads or cues.has("saying", cue.last, cue.last + reach)


def _of_speaker(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a name is the office of one who speaks: «قال إسماعيل النعسان، مسؤول الدفاع المدني في عفرين، إن …»."""
    back = range(cue.first - 1, max(-1, cue.first - _SPEAKER), -1)
    said = next((at for at in back if cues.has("saying", at, at + 1)), None)
    if said is None or any(word.text in SAID for word in cues.words[said + 1 : cue.first]):
        return False
    before = cues.words[cue.first - 1]
    held = cues.has("office", cue.first - (1 if before.kind == "word" else 2), cue.first)
    return held and any(word.text in SAID for word in cues.words[cue.last : cue.last + 2 * _SPEAKER])


def _quotes_unnamed(credited: Sequence[Cue], cue: Cue) -> bool:
    """Whether SANA was told by sources that it does not name, which the guidelines credit to SANA itself."""
    return cue.code == "sana" and all(other is cue or other.code in _WEAK_SOURCES for other in credited)


def _only_told(cues: SentenceCues, cue: Cue, sources: int) -> bool:
    """Whether a name is an outlet's, whose correspondent speaks or to which others do."""
    return cues.has("correspondent", cue.first - 2, cue.first) or (sources > 1 and _addressed(cues, cue))


def _addressed(cues: SentenceCues, cue: Cue) -> bool:
    """Whether something is said to a name, not by it: «في تصريح لسانا», «لـ "العربي الجديد"»."""
    before = cues.words[max(0, cue.first - 2) : cue.first]
    apart = [word.text for word in before if word.text not in QUOTES][-1:] == ["ل"]
    return apart or cues.words[cue.first].text.startswith("ل")


def _claimant(cues: SentenceCues, credited: Sequence[Cue], bundle: _Bundle) -> Cue | None:
    """The claimant of a bundle: the nearest credited one, a named one before «مصادر» (sources) that say no more."""
    if not credited:
        return None
    before = [cue for cue in credited if cue.first <= bundle.first and not _unattributed(cues, cue.last, bundle.first)]
    after = [cue for cue in credited if bundle.first < cue.first < bundle.after[1] + 8]
    pool = before or after
    if not pool:
        return None
    if before and all(cue.code in _WEAK_SOURCES for cue in before):
        pool = [cue for cue in after if cue.code not in _WEAK_SOURCES and _is_according(cues, cue)] or before
    strong = [cue for cue in pool if cue.code not in _WEAK_SOURCES]
    if strong:
        named = [cue for cue in strong if cue.code != "sana"] or strong
        last = len(named) - 1
        while (
            last > 0
            and 0 <= named[last].first - named[last - 1].last <= 1
            and cues.words[named[last].first].text.startswith("و")
        ):
            last -= 1  # «مسعفون وعمال إنقاذ» medics and rescuers: the first is credited
        return named[last]
    return pool[0]


def _unattributed(cues: SentenceCues, first: int, last: int) -> bool:
    """Whether news of nobody's telling begins between: «أعلن الجيش …، في حين تواردت أنباء عن سقوط قتلى»."""
    if cues.has("recalling", first, last):
        return True  # «أفاد ناشطون بمقتل مدنيين، ويأتي ذلك بعد يومين على مقتل 13»
    parted = next((place for place in range(first, last) if _parts(cues, place)), None)
    return parted is not None and cues.has("unattributed", parted, last)


def _days_after(cues: SentenceCues, last: int) -> bool:
    """Whether news comes some days after a claim: «جاءت بعد 4 أيام فقط على قصفه السوق»."""
    for place in range(last):
        came = any(word.text.removeprefix("و").startswith(_CAME) for word in cues.words[max(0, place - 5) : place])
        if cues.words[place].text != "بعد" or not came:
            continue
        after = [word.text for word in cues.words[place + 1 : place + 8] if word.text not in QUOTES]
        if len(after) > 2 and after[1] in _SPANS and (after[2] in _SINCE_THEN or after[2:3] == ["فقط"]):
            return True
    return False


def _of_outlet(cues: SentenceCues, bundle: _Bundle) -> bool:
    """Whether the outlet's own correspondent is credited: «قال مراسل بلدي نيوز إن …», «حسبما أفاد مراسلنا»."""
    for first, last in ((0, bundle.first), bundle.after):
        for place in cues.role_starts.get("correspondent", ()):
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
    return at is not None and not any(word.text in _CLAUSE for word in cues.words[at + 1 : cue.first])


def force_ranges(cues: Sequence[Cue], words: Sequence[Word]) -> dict[int, int]:
    """Where armed forces are named, by first word: their end. States and adjectives are no forces."""
    found: dict[int, int] = {}
    for cue in cues:
        if cue.kind != "party":
            continue
        text = words[cue.first].text
        if cue.last - cue.first == 1 and (text.removeprefix("ال") in _STATES or text.endswith(("ي", "يه", "يا"))):
            continue
        found[cue.first] = max(cue.last, found.get(cue.first, 0))
    return found
