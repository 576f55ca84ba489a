"""Which cause, perpetrator, place, time and claimant of a sentence belong to which of its claims.

Kept out: which words of the sentence belong to a claim (``bundles``), how they tell means, place, time and claimant
(``means``, ``circumstances``, ``credits``), and what a sentence leaves unsaid and the article says elsewhere
(``discourse``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.arabic.dates import TimeExpression
from pipeline.extraction.blame import AIR_FORCES, ENEMIES
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.predicates import BELONGING, GROUPS
from pipeline.extraction.lexicon import Word, tells
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.agents import accused, agents, belongs
from pipeline.extraction.slots.bundles import Bundle, Later, bundles, days_after, everything, same_act
from pipeline.extraction.slots.circumstances import (
    exactness,
    far,
    is_adjective,
    is_destination,
    of_correspondent,
    of_dateline,
    of_office,
    time_of,
    times_of_harm,
)
from pipeline.extraction.slots.credits import (
    claimant_of,
    is_credited,
    of_nobody,
    of_outlet,
    only_told,
    quotes_unnamed,
    speaks_apart,
)
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.means import TORTURE, causes_of, kinds, many_attacks, sums_attacks, tells_means
from pipeline.extraction.slots.sentence_cues import PLAN_REACH, SentenceCues
from pipeline.extraction.slots.sides import side_of, side_struck, side_words
from pipeline.extraction.slots.speakers import qualified
from pipeline.places import ReadPlace, ResolvedPlace, Span
from pipeline.places.ground import same_ground
from pipeline.places.place import DISTRICT
from pipeline.values import once, replace

_STATES = frozenset(["روسيا", "موسكو", "تركيا", "واشنطن", "اسرائيل", "ايران", "امريكا", "اميركا", "دمشق", "انقره"])
_STRUCK = ("استهدف", "هاجم", "ارتكب", "واستهدف", "وهاجم", "وارتكب")  # verbs that tell an attack by themselves
_HIT = ("استهدف", "واستهدف", "طال", "قصف", "ضرب", "سقط", "اصاب")  # verbs whose object was struck
_FIRED = ("اطلق", "انطلق", "قصف")
_ALIKE = ("مماثل", "المماثل", "مشابه", "المشابه")  # of an act like the one before
_THE_GUNMEN = ("المسلح", "المجهول", "والمسلح")  # told of before, whoever they are
_CHECKPOINT, _CHECKPOINT_REACH = "حاجز", 8  # words from people to at whose checkpoint they were arrested
_ONE_ACT = frozenset(
    ("هجوم", "هجوما", "تفجير", "تفجيرا", "انفجار", "انفجارا", "مجزره", "غاره", "كمين", "كمينا", "عبوه")
)
_TERRORISTS = "ارهابي"
_FOES = (_TERRORISTS, "مسلحون", "مسلحين")
_COMMAS = frozenset((",", "،"))
_FIRST_TOLL = frozenset(("اولي", "اوليه"))  # «وكانت سانا أوردت في حصيلة أولى مقتل أربعة»
_SEAT = frozenset(("مقره", "ومقره", "مقرها", "ومقرها"))  # where a speaker sits: «المرصد، ومقره بريطانيا»
_ACTIVE = frozenset(("verb", "active", "masdar"))  # rules of claims whose doer may stand before them
_AT = frozenset(("في", "علي", "قرب", "عند"))  # «هجوم فصائل موالية لتركيا على محور سد تشرين»
_HOSPITALS = ("مشفي", "مستشفي", "مستوصف")
_PLACE_ROLES = frozenset(("control", "correspondent", "origin", "nearby", "elsewhere", "planned"))
_TOLL_REACH = 10  # words in which an opening says that a toll may rise
_RIGHT_AFTER = 5  # words from the people to where they fell
_HEADED_REACH = 10  # words from the last figure of a list to where its people fell
_SINGLED_REACH = 4  # words from «آخرها» (the latest of them) to the attack that is singled out
_ACT_ROLES = ("attacks", "attacking", "deed", "agent")
_CREDIT_REACH = 3  # words from «بحسب» (according to) to who is credited


@dataclass(slots=True)
class Slots:
    """What is known of a claim's event and claimant. ``place`` and ``time``: as written and resolved."""

    cause: list[str] = field(default_factory=list)
    weapon: str | None = None
    weak: bool = False
    by: list[str] = field(default_factory=list)
    foes: bool = False  # who acts is told of as «إرهابيون» or «مسلحون»
    party: str | None = None
    target: str | None = None
    place_span: Span | None = None
    place: ResolvedPlace | None = None
    time: TimeExpression | None = None
    source_cue: Cue | None = None
    speaker: str | None = None  # the party that the claimant is
    own: bool = False
    apart: bool = False
    announced: bool = False  # a side's news of fighters, set beside an act that it does not speak of
    continuing: bool = False
    several: bool = False
    assault: bool = False  # fighters fell in an attack whose means are not told
    habitual: bool = False  # what happens time and again: «تستهدف قسد المدينة بشكل متكرر»
    summed: bool = False  # it counts the attacks of a period: «216 هجوما منذ بداية العام»
    singled: bool = False  # of one attack out of many: «20 هجوما، آخرها قصف قتل فيه ثلاثة»
    one_act: bool = False  # of an act told in the singular: «هجوم», «تفجير»
    later: Later | None = None  # how long after it the news comes: «جاء القصف بعد يومين من …»
    recalled: bool = False
    had: bool = False
    earlier: bool = False
    similar: bool = False
    answered: bool = False  # of the act that another came in answer to: «… ردا على هجوم قتل فيه ستة»

    @property
    def source(self) -> str | None:
        """The code of the claimant."""
        return self.source_cue.code if self.source_cue else None


class SlotReader:
    """Tells the slots of one sentence's drafts, and the scene that it sets for those after it."""

    def __init__(self, cues: SentenceCues, drafts: Sequence[Draft]) -> None:
        self.cues = cues
        self.drafts = drafts
        self._joined: dict[int, tuple[Span, ResolvedPlace | None]] = {}

    def attach(self) -> list[Slots]:
        """The slots of each draft, as far as the sentence itself tells."""
        found: dict[int, Slots] = {}
        told = bundles(self.cues, self.drafts) if self.drafts else []
        slots = [self._of_bundle(bundle) for bundle in told]
        for (one, other), bundle in zip(pairwise(slots), told[1:], strict=False):
            if bundle.elsewhere:
                _share_act(one, other)
        for bundle, shared in zip(told, slots, strict=True):
            alone = len(bundle.drafts) == 1
            for draft in bundle.drafts:
                own = found[id(draft)] = _of_draft(self.cues, bundle, draft, shared if alone else replace(shared))
                if draft.headed is not None and not self._placed_within(draft):
                    own.place_span, own.place = self._together(draft.headed)
                if not alone and (credited := self._credited_by_figure(draft)) is not None:
                    own.source_cue, own.speaker = credited, self._side_of(credited)
        _share_sides(self.drafts, found)
        return [found[id(draft)] for draft in self.drafts]

    @once
    def _heads(self) -> list[int]:
        """The mentions of places that head figures."""
        return sorted({draft.headed for draft in self.drafts if draft.headed is not None})

    def _placed_within(self, draft: Draft) -> bool:
        """Whether a place is told after a figure that another heads: «حلب: 3 قتلى في الباب، إدلب: 5»."""
        places, last = self.cues.places, draft.phrase.last
        ends = (places[at].mention.begin for at in self._heads if places[at].mention.begin >= last)
        end = next(ends, last + _HEADED_REACH)
        words = range(last + 1, min(end, len(self.cues.words)))
        end = next((at for at in words if self.cues.words[at].predicates), end)  # «…: 2، فيما أصيب 7 في حمص»
        within = (places[at] for at in self._places)
        return any(last <= read.mention.begin < end and read.mention.locative for read in within)

    def _credited_by_figure(self, draft: Draft) -> Cue | None:
        """Who is credited right after a figure that stands beside others: «12 وفق المرصد، و9 بحسب وزارة الصحة»."""
        last = draft.phrase.last
        if not self.cues.is_at("according", last):
            return None
        return next((cue for cue in self.claimants if last < cue.first <= last + _CREDIT_REACH), None)

    @once
    def scene(self) -> Slots:
        """What the sentence tells of an attack, whether or not it holds a claim; of no attack, only who tells of it."""
        cues = self.cues
        parts = [draft.phrase.last for draft in self.drafts if draft.elsewhere and draft.part_of is not None]
        whole = [(0, min(parts, default=len(cues.words)))]  # a part's own town is not where the report is
        slots = Slots(source_cue=self.claimant, summed=sums_attacks(cues))
        slots.own = slots.source_cue is None and of_outlet(cues, everything(cues))
        causes = [cue for cue in cues.of("cause") if tells_means(cue)]
        attacking, origin = cues.role_starts.get("attacking", ()), cues.role_starts.get("origin")
        accusing = "accusing" in cues.role_starts and any(accused(cues, cue) for cue in cues.of("party"))
        if not (causes or self.drafts or attacking or origin or slots.summed or accusing):
            return slots
        for first, last in self._acts() if causes else ():
            within = [cue for cue in causes if first <= cue.first < last]
            if within:
                slots.cause, slots.weapon, slots.weak = causes_of(within)
                break
        struck = any(cues.texts[at].startswith(_STRUCK) for at in attacking)
        if cues.of("cause") or origin or slots.summed or accusing or struck:
            slots.by = _first_codes(self._perpetrators, self._acts())
        place = self._place(whole)
        if place is not None:
            slots.place_span, slots.place = self._together(place)
        slots.time = next(iter(times_of_harm(cues)), None)
        return slots

    @once
    def ground(self) -> Slots:
        """Where a sentence takes the report that tells of no attack itself: «وإلى درعا، حيث عقد الوجهاء اجتماعا»."""
        place = self._place([(0, len(self.cues.words))])
        span, where = self._together(place) if place is not None else (None, None)
        return Slots(place_span=span, place=where)

    def _together(self, place: int) -> tuple[Span, ResolvedPlace | None]:
        """The span and place of a mention with those coordinated with it, which several claims may ask for."""
        if place not in self._joined:
            one = self.cues.places[place]
            after = self.cues.places[place + 1 : place + 2]
            joined = bool(after) and after[0].mention.begin == one.mention.last  # «حيي الجورة والحويقة»
            alone = self._heads and not joined  # «حلب: 3 في الباب، إدلب: 5»: not of the next item
            span = Span(one.mention.first, one.mention.last, one.mention.start, one.mention.end)
            self._joined[place] = (span, one.place) if alone else self.cues.together(place)
        return self._joined[place]

    def _acts(self) -> list[tuple[int, int]]:
        """The words of each act that the sentence tells, one set against the other: «قصف لقسد مقابل قصف للجيش»."""
        cues = self.cues
        cuts = [place for place in cues.partings if place > 0]
        return list(pairwise([0, *cuts, len(cues.words)]))

    def _of_bundle(self, bundle: Bundle) -> Slots:
        """What all claims of a bundle share: all but what hangs on who fell."""
        cues, parties = self.cues, self._perpetrators
        slots = Slots(source_cue=claimant_of(cues, self.claimants, bundle))
        slots.speaker = self._side_of(slots.source_cue)
        slots.announced = self._announces(bundle, slots)
        if slots.announced:
            bundle.before = (cues.parting_before(bundle.first) or 0, bundle.first)
            bundle.earlier = (bundle.first, bundle.first)
        regions = bundle.regions()
        means = [cue for cue in cues.of("cause") if tells_means(cue)]
        for first, last in regions if means else ():
            within = [cue for cue in means if first <= cue.first < last]
            if within:
                slots.cause, slots.weapon, slots.weak = causes_of(within)
                break
        slots.by = _first_codes(parties, regions[:1] if self._another_act(bundle) else regions)
        if not slots.by and bundle.introduced and same_act(cues, bundle.before):
            slots.by = _first_codes(parties, [bundle.earlier])
        self._foes(slots, regions)
        place = self._place_after(bundle) if bundle.introduced else None
        place = self._place(regions) if place is None else place
        place = self._place([bundle.earlier]) if place is None else place  # «كما قصفها»: where the act before was
        if place is not None:
            slots.place_span, slots.place = self._together(place)
        slots.target = next(iter(_first_codes(cues.of("site"), regions)), None)
        singled = self._singled_out(bundle.first)
        slots.singled = singled is not None
        since = singled or 0  # the words before tell of the many
        slots.time = time_of(cues, bundle, [*regions, bundle.earlier], since)
        slots.own = slots.source_cue is None and (of_outlet(cues, bundle) or of_nobody(cues, bundle))
        slots.apart = slots.source is None and any(speaks_apart(cues, bundle, cue) for cue in self.claimants)
        slots.continuing = (
            slots.source is None and not slots.own and (cues.has("continuing", 0, 4) or cues.has("anaphor", 0, 4))
        )
        slots.summed = sums_attacks(cues, since) or many_attacks(cues, since, bundle.first)
        slots.habitual = cues.has_in("habitual", _from(since, regions))
        slots.several = slots.summed or cues.has_in("several", _from(since, regions))
        slots.one_act = not slots.several and bundle.introduced and self._of_one_act(bundle)
        recalling = self._recalls(bundle.first) and not goes_up(cues.words)
        slots.later = days_after(cues, bundle.first)
        slots.recalled = recalling or slots.later is not None
        slots.had = cues.has("had", 0, 2) and not cues.has("saying", 0, 8)
        first_toll = cues.has("had", 0, 2) and cues.tells(_FIRST_TOLL, 0, bundle.first)
        slots.earlier = first_toll or cues.has("earlier_figure", 0, bundle.first)
        slots.answered = "ردا" in cues.texts[: bundle.first]
        slots.similar = any(
            word.text.startswith(_ALIKE)
            for cue in cues.of("cause")
            if any(first <= cue.first < last for first, last in regions)
            for word in cues.words[cue.last : cue.last + 2]
        )
        return slots

    def _foes(self, slots: Slots, regions: Sequence[tuple[int, int]]) -> None:
        """Mark doers told of as «إرهابيون», whom the article may name, or as «مسلحون», in place."""
        if slots.by != ["unknown"]:
            return
        acting = [cue for cue in self._perpetrators if any(first <= cue.first < last for first, last in regions)]
        told = {self.cues.texts[cue.last - 1].removeprefix("ال") for cue in acting if cue.code == "unknown"}
        slots.foes = any(text.startswith(_FOES) for text in told)
        if any(text.startswith(_TERRORISTS) for text in told):
            slots.by = []

    def _recalls(self, first: int) -> bool:
        """Whether older news is told up to a word: «يذكر أن …»; not past «بعد يومين من مقتل أربعة، تعرضت …»."""
        cues = self.cues
        at = cues.latest("recalling", 0, first + 1)
        opening = at is not None and at <= 1 and cues.texts[at].removeprefix("و") == "بعد"
        return at is not None and not (opening and cues.tells(_COMMAS, at, first))

    def _singled_out(self, first: int) -> int | None:
        """Where the one attack out of many that claims are of begins to be told: «…، آخرها قصف قتل ثلاثة».

        «مناطق عدة، أبرزها سرمين» singles a place out.
        """
        cues = self.cues
        at = cues.latest("singled", 0, first)
        if at is None:
            return None
        end = min(at + _SINGLED_REACH, first)
        act = end == first or any(at < cue.first < end for cue in cues.of("cause"))
        return at if act or any(cues.has(role, at + 1, end) for role in _ACT_ROLES) else None

    def _of_one_act(self, bundle: Bundle) -> bool:
        """Whether one act is told to have brought the harm: «هجوم مماثل في نيسان الماضي أودى بحياة ستة»."""
        first, last = bundle.before
        words = self.cues.words
        return any(
            words[at].text.removeprefix("و") in _ONE_ACT and not (at and words[at - 1].kind == "number")
            for at in range(first, last + 1)
        )

    def _announces(self, bundle: Bundle, slots: Slots) -> bool:
        """Whether a side tells its own news of fighters beside another act: «…، فيما أعلنت قسد مقتل أحد عناصرها»."""
        side = slots.speaker or (slots.source if slots.source in ENEMIES else None)
        if side is None or bundle.introduced or any(draft.who != "combatant" for draft in bundle.drafts):
            return False
        if same_act(self.cues, (bundle.first, bundle.after[1])):
            return False  # «…، فيما أعلن التحالف مقتل جنديين في الهجوم»
        begin = self.cues.parting_before(bundle.first)
        return begin is not None and self.cues.has("saying", begin + 1, begin + 2)

    def _another_act(self, bundle: Bundle) -> bool:
        """Whether the words before claims tell of another act: one of other means, or one some days later."""
        if bundle.introduced:
            return False
        own, before = (
            kinds(cue.code for cue in self.cues.of("cause") if first <= cue.first < last and tells_means(cue))
            for first, last in bundle.regions()
        )
        return bool(own and before) and (not own & before or days_after(self.cues, bundle.first) is not None)

    @once
    def claimant(self) -> Cue | None:
        """Whom the sentence credits, wherever it does."""
        if not self.claimants:
            return None
        return claimant_of(self.cues, self.claimants, everything(self.cues))

    def _side_of(self, claimant: Cue | None) -> str | None:
        """The party that a claimant is: «أعلنت فصائل المعارضة»."""
        if claimant is None:
            return None
        sides = (cue.code for cue in self.cues.of("party") if cue.first < claimant.last and claimant.first < cue.last)
        return next(sides, None)

    @once
    def claimants(self) -> list[Cue]:
        """Whom the sentence credits: nobody it was told to, no correspondent's outlet, no bare «المصادر» (sources)."""
        cues, sources = self.cues, self.cues.of("source")
        if not self._credited:
            return []
        anaphors: set[int] = set()
        if "anaphor" in cues.role_starts:
            anaphors = {first for first, last in cues.spans("anaphor") if not qualified(cues.words, last)}
        return [
            cue
            for cue in self._credited
            if (quotes_unnamed(self._credited, cue) or not only_told(cues, cue, len(sources)))
            and not (cue.code == "other" and cue.first in anaphors)
        ]

    @once
    def _credited(self) -> list[Cue]:
        return [cue for cue in self.cues.of("source") if is_credited(self.cues, cue)]

    @once
    def _claimant_words(self) -> set[int]:
        """The words that name a credited claimant, who neither acts nor tells where."""
        return {place for cue in self._credited for place in range(cue.first, cue.last)}

    @once
    def _perpetrators(self) -> list[Cue]:
        """Parties that act, none of them a credited claimant or on the victims' side."""
        cues, claimants = self.cues, self._claimant_words
        if not cues.of("party"):
            return []
        victims: set[int] = set()
        for draft in self.drafts:
            victims |= set(range(draft.phrase.first, draft.phrase.last))
            if draft.who == "combatant":
                victims |= side_words(cues, draft)
        found = agents(
            cues,
            lambda cue: (
                cue.first in victims or (cue.first in claimants and not cues.has("deed", cue.last, cue.last + 3))
            ),
        )
        found = [cue for cue in found if cue.code != "unknown" or not cues.texts[cue.first].startswith(_THE_GUNMEN)]
        known = {cue.first for cue in found}
        return found + [cue for cue in cues.of("party") if cue.first not in known and self._sent(cue)]

    def _sent(self, cue: Cue) -> bool:
        """Whether the doers before victims are a party's: «قتل مسلحون يتبعون لقسد طفلين»."""
        acts = [draft for draft in reversed(self.drafts) if draft.rule in _ACTIVE]
        firsts = {draft.trigger: draft.phrase.first for draft in acts}  # the first whom an act struck
        return any(
            0 <= act < cue.first and cue.last <= victims and all(map(_tells_doer, self.cues.words[act + 1 : cue.first]))
            for act, victims in firsts.items()
        )

    @once
    def _party_words(self) -> set[int]:
        """The words that name a party."""
        return {place for cue in self.cues.of("party") for place in range(cue.first, cue.last)}

    @once
    def _places(self) -> list[int]:
        """The mentions of places that may tell where."""
        heads = self._heads
        return [at for at, read in enumerate(self.cues.places) if at not in heads and self._tells_where(read)]

    def _tells_where(self, read: ReadPlace) -> bool:
        cues, first = self.cues, read.mention.first
        return not (
            first in self._claimant_words
            or is_adjective(cues, read)
            or (first > 0 and belongs(cues.texts[first - 1]))
            or of_dateline(cues, read)
            or is_destination(cues, read)
            or of_office(cues, read.mention.begin)
            or self._fired_from(read)
            or self._of_medics(read)
            or (self._sets_places_apart and self._apart(read))
            or cues.tells(_SEAT, read.mention.begin - 1, read.mention.begin)
        )

    def _of_medics(self, read: ReadPlace) -> bool:
        """Whether a hospital is that of who speaks: «وأكدت مصادر طبية في مشفى إعزاز مقتل ثلاثة»."""
        begin = read.mention.begin
        if read.mention.noun not in _HOSPITALS:
            return False
        return any(begin - 2 <= cue.last <= begin for cue in self._credited)

    @once
    def _sets_places_apart(self) -> bool:
        """Whether the sentence has a word that may keep a place from telling where."""
        return not _PLACE_ROLES.isdisjoint(self.cues.role_starts)

    def _apart(self, read: ReadPlace) -> bool:
        """Whether a word before a place tells that something else was there."""
        cues, begin = self.cues, read.mention.begin
        return (
            (cues.has("control", begin - 3, begin) and not self._lies_at(begin))
            or of_correspondent(cues, begin)
            or self._origin(begin)
            or cues.has("nearby", begin - 3, begin)
            or cues.has("planned", begin - PLAN_REACH, begin)
            or self._elsewhere(read)
        )

    def _lies_at(self, begin: int) -> bool:
        """Whether what is held lies at a place, rather than what holds it: «مناطق سيطرة النظام بريف حماة»."""
        text = self.cues.texts[begin]
        return self.cues.texts[begin - 1] in _AT or (text.startswith("ب") and not text.startswith("بلد"))

    def _origin(self, begin: int) -> bool:
        """Whether fire came from a place: «مصدره مناطق قسد», but not «مصدره مناطق قسد، استهدف عفرين»."""
        told = self.cues.latest("origin", begin - 7, begin)
        if told is None or any(word.text == "علي" for word in self.cues.words[max(begin - 1, told) : begin + 1]):
            return False  # «مصدره مناطق قسد على مدينة عفرين»
        return not any(word.text.startswith(_HIT) for word in self.cues.words[told:begin])

    def _fired_from(self, read: ReadPlace) -> bool:
        """Whether fire went from a place to another: «قذائف أطلقتها الوحدات من كوباني على بلدة سوروج»."""
        begin, texts = read.mention.begin, self.cues.texts
        if begin == 0 or texts[begin - 1] != "من" or read.mention.last >= len(texts):
            return False
        fired = any(text.removeprefix("و").startswith(_FIRED) for text in texts[max(0, begin - 8) : begin])
        aimed = texts[read.mention.last] in ("علي", "باتجاه", "نحو", "صوب")
        return fired and aimed and any(read.mention.last < other.mention.last for other in self.cues.places)

    def _elsewhere(self, read: ReadPlace) -> bool:
        """Whether fire or people came from a place, or went there: «من مواقع تمركزهم في تل رفعت», but not the next."""
        begin = read.mention.begin
        told = self.cues.latest("elsewhere", begin - 4, begin)
        holds = read.mention.area or self.cues.texts[begin].startswith("ب")  # «إلى مشفى المواساة بدمشق»
        joined = self.cues.texts[read.mention.first].startswith("و") and any(
            told is not None and told < other.mention.begin and other.mention.last == read.mention.first
            for other in self.cues.places
        )  # «من أبناء مدينتي نوى والحراك»
        if told is None or holds or joined or read.mention.evidence == "coordination":
            return told is not None
        return not any(told < other.mention.begin < begin for other in self.cues.places)

    def _place_after(self, bundle: Bundle) -> int | None:
        """The place right after claims that a result introduced: «قصفت سرجة وقوقفين، ما أدى لمقتل مقاتل في قوقفين»."""
        near = range(bundle.last, bundle.last + _RIGHT_AFTER)
        for at in self._places:
            read = self.cues.places[at]
            if read.mention.begin in near and read.mention.locative and exactness(read) == 1:
                between = self.cues.words[bundle.last : read.mention.begin]
                return at if not any(word.text in (",", "،", ".") for word in between) else None
        return None

    def _place(self, regions: Sequence[tuple[int, int]]) -> int | None:
        """The place mention that tells where: in the best region, the most exact, of these the first."""
        places = self.cues.places
        best: list[int] = []
        for first, last in regions if self._places else ():
            within = [at for at in self._places if first <= places[at].mention.first < last]
            within = [at for at in within if places[at].mention.locative] or [
                at for at in within if places[at].mention.first not in self._party_words
            ]
            if within:
                best.append(within[0] if len(within) == 1 else min(within, key=lambda at: (*far(places[at]), at)))
        if not best:
            return None
        if len(best) > 1 and exactness(places[best[0]]) >= DISTRICT > exactness(places[best[1]]):
            area, exact = places[best[0]].place, places[best[1]].place
            return best[1] if area is None or exact is None or same_ground(area, exact) else best[0]
        return best[0]


def _from(begin: int, regions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Some words of a sentence, without those before a place."""
    return [(max(first, begin), last) for first, last in regions if last > begin]


def _share_act(one: Slots, other: Slots) -> None:
    """What is told once of two places holds for both: «أصيب مدني في السكرية، وامرأة في الوحشية، بقصف مدفعي»."""
    for giver, taker in ((one, other), (other, one)):
        if not taker.cause:
            taker.cause, taker.weapon, taker.weak = [*giver.cause], giver.weapon, giver.weak
        taker.by = taker.by or [*giver.by]
        taker.time = taker.time or giver.time
        taker.source_cue = taker.source_cue or giver.source_cue


def _share_sides(drafts: Sequence[Draft], found: dict[int, Slots]) -> None:
    """Parts are of their total's side, and «آخرون» (others) of the side of those told of before them."""
    fighters = [draft for draft in drafts if draft.who == "combatant"]
    for before, draft in zip([None, *fighters], fighters, strict=False):
        donor = draft.part_of or (before if draft.phrase.noun is None else None)
        if found[id(draft)].party is None and donor is not None and id(donor) in found:
            found[id(draft)].party = found[id(donor)].party
    for draft, after in reversed(list(pairwise(fighters))):
        if draft.ranked and found[id(draft)].party is None:
            found[id(draft)].party = found[id(after)].party


def _at_checkpoint(cues: SentenceCues, draft: Draft) -> list[str]:
    """Whose checkpoint people were arrested at: «اعتقال ثلاثة شبان على حاجز يتبع للأمن السياسي»."""
    near = range(draft.phrase.last, draft.phrase.last + _CHECKPOINT_REACH)
    owners = (
        cue.code
        for cue in cues.of("party")
        if cue.first in near
        and any(_CHECKPOINT in text for text in cues.texts[max(near.start, cue.first - 3) : cue.first])
    )
    return [code for code in [next(owners, None)] if code is not None]


def _of_draft(cues: SentenceCues, bundle: Bundle, draft: Draft, slots: Slots) -> Slots:
    """The slots of a bundle with what hangs on who fell of a draft."""
    if slots.cause == [TORTURE] and _of_another_figure(cues, bundle, draft):
        slots.cause, slots.weapon = [], None
    slots.assault = not slots.cause and draft.who == "combatant" and _assaulted(cues, bundle)
    if slots.assault and slots.by and not AIR_FORCES & set(slots.by):
        slots.cause = ["clash"]
    wave = cues.has("wave_of_attacks", bundle.before[0], bundle.first)
    dated = slots.time is not None and slots.time.kind == "day" and slots.time.first >= bundle.last
    wave = wave and not dated  # «كثفت قصفها ما أدى إلى مصرع عائلة أمس»
    slots.several = slots.several or (wave and draft.phrase.modality == "unquantified")
    slots.earlier = slots.earlier or cues.has("earlier_figure", 0, draft.first)
    if draft.outcome == "detained" and not slots.by:
        slots.by = _at_checkpoint(cues, draft)
    if draft.who == "combatant":
        slots.party = side_of(cues, draft, slots.by) or side_struck(cues, bundle, slots.by)
        if slots.by == [slots.party] and "clash" in slots.cause:
            slots.by = []  # who fell in a clash fell to the other side, which another sentence may name
    return slots


def _of_another_figure(cues: SentenceCues, bundle: Bundle, draft: Draft) -> bool:
    """Whether torture is told of another figure: «1057 مدنيا بينهم 251 طفلا، و133 ضحية بسبب التعذيب»."""
    told = next((cue.first for cue in cues.of("cause") if cue.code == TORTURE and cue.first >= bundle.first), None)
    before = [each for each in bundle.drafts if told is not None and each.phrase.last <= told]
    own = before[-1] if before else draft
    return own is not draft and own is not draft.part_of and (own.rule == "victim" or own.part_of is not None)


def _tells_doer(word: Word) -> bool:
    named = word.text in GROUPS or word.text in QUOTES  # «قتل تنظيم "قسد" شابا»
    return named or word.person is not None or word.text == "من" or word.text.startswith(BELONGING)


def _assaulted(cues: SentenceCues, bundle: Bundle) -> bool:
    """Whether people fell in an attack whose means are not told: «مقتل عنصرين بهجوم لداعش»."""
    first, last = bundle.regions()[0]
    return any(first <= cue.first < last for cue in cues.of("cause"))


def _first_codes(cues: Sequence[Cue], regions: Sequence[tuple[int, int]]) -> list[str]:
    """The codes of the first region that holds any; unknown doers only where no known one is named with them."""
    for first, last in regions:
        within = [cue.code for cue in cues if first <= cue.first < last]
        if within:
            return list(dict.fromkeys(code for code in within if code != "unknown")) or ["unknown"]
    return []


def goes_up(words: Sequence[Word]) -> bool:
    """Whether a sentence goes on about the toll just told: «يذكر أن عدد القتلى مرشح للارتفاع لوجود جرحى»."""
    opening = words[:_TOLL_REACH]
    return tells(opening, "toll_noun") and any(word.text.startswith("مرشح") for word in opening)


def force_ranges(cues: Sequence[Cue], words: Sequence[Word]) -> dict[int, int]:
    """Where armed forces are named, by first word: their end. States, adjectives and acts («القصف التركي») are none."""
    found: dict[int, int] = {}
    acts = {cue.first for cue in cues if cue.kind == "cause"}
    for cue in cues:
        if cue.kind != "party" or cue.first in acts:
            continue
        text = words[cue.first].text
        if cue.last - cue.first == 1 and (text.removeprefix("ال") in _STATES or text.endswith(("ي", "يه", "يا"))):
            continue
        found[cue.first] = max(cue.last, found.get(cue.first, 0))
    return found
