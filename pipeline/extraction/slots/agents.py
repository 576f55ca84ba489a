"""Who acts in a sentence: the parties that an attack is ascribed to, by the constructions that Arabic news uses.

A party acts where a word of authorship stands before it («من قبل», «مصدره»), where it follows the act or the weapon as
its adjective or its owner («قصف روسي», «قذائف قسد», «هجوم لفصائل المعارضة»), or as the subject of a verb of attack
before it or after it («قصفت قوات النظام», «إن قوات النظام قصفت»). Kept out: which claim it belongs to (``slots``).
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.arabic.memo import Memo
from pipeline.extraction.grammar.predicates import GROUPS, TRANSITIVE
from pipeline.extraction.lexicon import tells
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.cues import Cue
from pipeline.extraction.slots.means import tells_means
from pipeline.extraction.slots.sentence_cues import SUPPORT, SentenceCues, flies
from pipeline.extraction.slots.short_names import SHORT
from pipeline.values import replace

_MARKS = frozenset((",", "،", ".", "؛", ":", ";", "|", "-", "–"))
_ON = frozenset(("علي", "ضد", "عليه", "الي", "نحو", "تجاه", "باتجاه", "في", "مع", "عن"))
_CIRCUMSTANCE = frozenset(("في", "بعد", "خلال", "اثناء", "جراء", "اثر", "نتيجه", "منذ", "قرب"))
_FACING = 3  # words from «مع» (with) to the side that another clashed with
_SIDE_REACH = 12  # words from «بين» (between) to the second side of a clash
_NEARBY = frozenset(("قرب", "قريب", "قريبه", "مقربه", "قريبين", "قريبتين"))
_CHARGING = frozenset(("حمل", "حملت", "حملوا", "يحمل", "تحمل", "يحملون", "محملا", "محمله", "محملين"))
_CHARGED = ("يتهم", "تتهم", "متهم", "اتهم", "تهم")  # «يتهم بالتعاون مع الأمن» (accused of working with) takes no part
_RESPONSIBLE = frozenset(("مسؤوليه", "المسؤوليه"))
_LAID_TO = ("نسب", "عزت", "عزا")
_AGAINST = ("لمحارب", "محارب", "المناهض", "مناهض", "لمكافح", "مكافح", "المناوئ", "المعادي", "لقتال", "تكبيد")
_OPENING = frozenset(("ان", "بان", "حيث", "كما", "فيما", "بينما", "وان", "اذ", "التي", "الذي", "انه"))
_ACT_REACH = 5  # words from an act to the party that it is ascribed to: «قصف مدفعي وصاروخي عنيف من قوات الأسد»
_VERB_REACH = 4
_TAKES_OBJECT = ("استهدف", "طال", "ضرب", "هاجم", "قصف")
_STRIKING = ("دمر", "استهدف", "استهداف", "قصف", "هاجم", "هجوم", "تفجير", "طال")  # acts before what was struck
_NEAR = 5
_BESIDE = dict.fromkeys(("والسوري", "والسوريه", "وسوري", "وسوريه"), "government")  # «طائرات روسية وسورية»
_HIRED = frozenset(("ومرتزقته", "ومرتزقتها", "ومرتزقه", "وفصائله", "وفصائلها", "وميليشياته", "ومليشياته", "ومسلحيه"))
_DOES = frozenset(("شن", "شنت", "نفذ", "نفذت", "اطلق", "اطلقت", "ارتكب", "ارتكبت", "اقتحم", "اقتحمت", "داهم", "داهمت"))
_RAIDS = frozenset(("داهمت", "دهمت", "داهم", "اعتقلت", "اعتقل", "توغلت", "توغل", "اقتحمت", "اقتحم", "شنت", "نفذت"))
_SUPPORT_REACH = 8  # words from support to whose it is: «بمساندة من طائرات مروحية أمريكية تابعة لقوات التحالف»
_SUPPOSED = frozenset(("يعتقد", "يرجح", "يشتبه"))
_ALLIES = ("وحليف", "وحلفا")  # «قوات النظام وحليفتها روسيا»
_ACTS = ("عدوان", "هجوم", "غار", "قصف", "ضرب")
_GROUPS = ("مجموعات", "جماعات", "ميليشيا", "مليشيا", "فصائل", "مسلح", "عناصر", "تنظيمات")
_NAMELESS = ("مجموعات", "جماعات", "تنظيمات")
_BELONGING = ("تابع", "موالي", "مدعوم", "مرتبط", "منضوي", "ينتم", "تنتم", "منتم")
_PART_REACH = 9  # words from «بالاشتراك» (jointly) to who took part
_STAFF = ("غرف", "الفتح")  # an operations room, in which units are
_WEAPONS = ("قذائف", "قذيفه", "صواريخ", "صاروخ", "قنابل", "مسيره")
_TOGETHER = frozenset(  # joint doers, as «و» joins them
    ("بالاشتراك", "بالتعاون", "بمشاركه", "وبمشاركه", "بالمشاركه", "وبالتعاون")
)
_NAMED_SO = frozenset(
    ("من", "وصفتها", "وصفتهم", "وصفها", "وصفهم", "سمتها", "سمتهم", "اسمتهم", "ما", "يسمي", "ب", "بانها")
)
_FROM_REACH = 10
_GROUND = frozenset(("مناطق", "مواقع", "نقاط", "قواعد", "معسكرات", "حواجز", "اماكن"))  # whence one fires
_GROUND_REACH = 5  # words from there to whose it is: «من المناطق التي تسيطر عليها قسد»
_ACCUSED_REACH = 8  # words from «اتهم» (accused) to whom
_LONG_ACCUSER = 24  # words from «اتهم» to the accused who stands right before his deed
_RELATIVE = frozenset(("التي", "الذي", "الذين"))
_LONG_SUBJECT_REACH = 14  # … with a clause between: «مسلحون مجهولون في البلدة، التي تسيطر عليها قسد، استهدفوا»
_SUBJECT_REACH = 9  # words from a subject to its verb: «قوات النظام المتمركزة في تل الخضر قصفت»


def agents(cues: SentenceCues, excluded: Callable[[Cue], bool]) -> list[Cue]:
    """The party cues that act, in order; ``excluded`` are victims and claimants."""
    usable = [cue for cue in _with_sponsors(cues) if not excluded(cue)]
    acting = {cue.first for cue in usable if _acts(cues, cue)}
    for one, other in pairwise(usable):
        if one.first not in acting and is_target(cues, one) and _joined(cues, one.last, other):
            acting.discard(other.first)  # «قصفت تجمعات لقوات النظام والميليشيات الإيرانية»
        same = one.code == other.code and other.first - one.last <= 2  # «قوات سوريا الديمقراطية "قسد"»
        supposed = one.code == "unknown" and cues.tells(_SUPPOSED, one.last, other.first)
        if (same or supposed or _joined(cues, one.last, other)) and {one.first, other.first} & acting:
            acting |= {one.first, other.first}  # «التحالف الدولي وقسد» act together
    if acting and not _TOGETHER.isdisjoint(cues.texts):
        acting |= {cue.first for cue in usable if _takes_part(cues, cue)}
    found = [cue for cue in usable if cue.first in acting and not _made_by(cues, cue, acting)]
    for cue in [*found]:  # «الطيران الروسي والسوري», «الاحتلال التركي ومرتزقته»
        at = _past_epithet(cues, cue.last)
        beside = cues.texts[at] if at < len(cues.words) else ""
        ally = "opposition" if cue.code == "turkey" and beside in _HIRED else _BESIDE.get(beside)
        if ally is not None:
            found.append(Cue(at, at + 1, "party", ally))
    return [replace(cue, code="iran_allied") if _beside_government(cues, found, cue) else cue for cue in found]


def _past_epithet(cues: SentenceCues, at: int) -> int:
    """The word after an adjective that a text gives to a party: «الاحتلال التركي الغاشم ومرتزقته»."""
    epithet = at + 1 < len(cues.words) and cues.texts[at].startswith("ال") and cues.texts[at + 1] in _HIRED
    return at + 1 if epithet else at


def _beside_government(cues: SentenceCues, found: Sequence[Cue], cue: Cue) -> bool:
    """Whether nameless groups act together with the government, so as its militias: «النظام والمجموعات الإرهابية»."""
    if cue.code != "opposition" or not _bare(cues.texts[cue.first]).startswith(_NAMELESS):
        return False
    return any(other.code == "government" and _joined(cues, other.last, cue) for other in found)


def _with_sponsors(cues: SentenceCues) -> list[Cue]:
    """The parties, groups among them by whom they belong to: «المجموعات الإرهابية التابعة لإيران» are Iran's."""
    found: list[Cue] = []
    sponsors: set[int] = set()
    parties = cues.of("party")
    for at, cue in enumerate(parties):
        sponsor = parties[at + 1] if at + 1 < len(parties) else None
        group = _bare(cues.texts[cue.first]).startswith(_GROUPS) and cue.last < len(cues.words)
        if group and sponsor is not None and sponsor.first <= cue.last + 3 and belongs(cues.texts[cue.last]):
            sponsors.add(sponsor.first)
            found.append(replace(cue, code="opposition" if sponsor.code == "turkey" else sponsor.code))
        elif cue.first not in sponsors:
            found.append(cue)
    return found


def _without_clitics(text: str) -> str:
    """A word without «و», «ب», «ل» and its article."""
    return text.removeprefix("و").removeprefix("ب").removeprefix("ل").removeprefix("ال")


_bare = Memo(_without_clitics).__getitem__


def belongs(text: str) -> bool:
    """Whether a word tells to whom the groups before it belong: «التابعة», «الموالية», «المدعومة»."""
    return text.removeprefix("ال").startswith(_BELONGING)


def accused(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a name is whom another accuses: «اتهم ناشطون قوات قسد بقتل مدني»."""
    for verb in cues.role_starts.get("accusing", ()):
        if verb + 1 < cue.first and cues.texts[verb + 1].startswith("بال"):
            continue  # «يتهم بالتعاون مع الأمن»: who is accused stands before
        between = range(verb + 1, cue.first)
        deed = cues.texts[cue.last] if cue.last < len(cues.words) else ""
        if len(between) <= _LONG_ACCUSER and deed.startswith("ب") and cues.is_at("deed", cue.last):
            return True  # «اتهمت الهيئة العالمية للإغاثة قسد باستهداف المخيم»
        if 0 < len(between) <= _ACCUSED_REACH and cues.words[verb + 1].kind == "word":
            return any(other.first in between for other in cues.cues if other.kind in ("source", "party"))
    return False


def _takes_part(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party acts beside another: «نفذ التحالف عملية إنزال بالاشتراك مع قوات برية تابعة لقسد»."""
    begin = max(0, cue.first - _PART_REACH + 1)
    attack = cues.latest("attacking", begin, cue.first)
    for place in range(cue.first - 1, (begin if attack is None else attack) - 1, -1):
        text = cues.texts[place]
        if text in _TOGETHER:
            return not (place > 0 and _bare(cues.texts[place - 1]).startswith(_CHARGED))
        if text in _MARKS:
            return False
    return False


def _made_by(cues: SentenceCues, cue: Cue, acting: set[int]) -> bool:
    """Whether an adjective tells where a weapon of another's was made: «قذائف كراسنوبول الروسية», «روسية الصنع»."""
    text = cues.texts[cue.first]
    if cue.last - cue.first > 1 or not text.endswith(("يه", "ي")):
        return False
    made = cue.last < len(cues.words) and cues.texts[cue.last] == "الصنع"
    named = range(max(0, cue.first - 2), cue.first - 1)  # a weapon with a name of its own before the adjective
    weapon = any(_bare(cues.texts[place]).startswith(_WEAPONS) for place in named)
    others = any(other < cue.first and cue.first - other <= _FROM_REACH for other in acting)
    return others and (made or weapon)


def _joined(cues: SentenceCues, last: int, other: Cue) -> bool:
    between = [text for text in cues.texts[last : other.first] if text not in QUOTES]
    if between and between[0] in _TOGETHER and len(between) <= 3:
        return True
    first = cues.texts[other.first]
    if not between:
        return first.startswith("و")
    # «قوات التحالف ومسلحو ميليشيا قسد»
    return between == ["و"] or (len(between) == 1 and (between[0].startswith(_ALLIES) or _joins(between[0])))


def _joins(text: str) -> bool:
    """Whether a word joins another's forces to those named before: «وعناصر», «ومسلحي», «وطائرات»."""
    return text.startswith("و") and _bare(text).startswith((*_GROUPS, "قوات", "مقاتل", "طائرات", "وحدات"))


def _acts(cues: SentenceCues, cue: Cue) -> bool:
    if tells(cues.words[max(0, cue.first - 3) : cue.first], "denial"):
        return False  # «نفت قسد مسؤوليتها عن القصف»
    if flies(cues.texts, cue.first) or _fought(cues, cue) or _owns_claimant(cues, cue) or _ascribes(cues, cue):
        return False
    if _is_side(cues, cue) or _is_origin(cues, cue) or accused(cues, cue) or ascribed(cues, cue):
        return True
    if cue.detail == SHORT:
        return cue.first > 0 and _acts_in_short(cues, cue.first - 1)
    if _fires_from(cues, cue):
        return True
    if _supports(cues, cue):
        return False
    if cues.texts[cue.first].removeprefix("ل").removeprefix("ب").startswith(_ACTS):
        return True  # «عدوان إسرائيلي» names act and author at once
    if cues.has("defending", cue.first, cue.last + 4):
        return False
    if cues.has("defending", cue.first - 3, cue.first):  # but «التصدي لهجوم فصائل …» to their attack
        if _withstands(cues, cue) or _subject_of_verb_after(cues, cue):
            return True
        return cue.first > 0 and cues.texts[cue.first - 1].removeprefix("ل").startswith(_ACTS)
    if _authored(cues, cue) or any(cause.first < cue.last and cue.first < cause.last for cause in cues.of("cause")):
        return True
    held = cues.has("control", cue.first - 3, cue.first) or cues.has("zone", cue.first - 3, cue.first)
    if held or is_target(cues, cue):
        return False
    verb = _verb_before(cues, cue)
    if verb is not None:
        return not _is_relative(cues, verb) and not _is_object(cues, verb, cue)
    return _owns_act(cues, cue) or _subject_of_verb_after(cues, cue) or _killed(cues, cue) or _near_act(cues, cue)


def _killed(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party that opens a clause did what a verb right after it tells: «أن تنظيم داعش قتل ثلاثة مدنيين»."""
    at = next((at for at in range(cue.last, len(cues.words)) if cues.texts[at] not in QUOTES), len(cues.words) - 1)
    verb, victim = cues.words[at], cues.words[at + 1] if at + 1 < len(cues.words) else None
    if victim is None or not verb.text.startswith(TRANSITIVE) or verb.conjunction or victim.preposition:
        return False
    before = cue.first - 1
    while before >= 0 and (cues.texts[before] in QUOTES or cues.texts[before] in GROUPS):
        before -= 1
    opens = before < 0 or cues.texts[before] in _MARKS or cues.texts[before] in _OPENING
    return opens and bool(verb.predicates) and victim.kind != "mark" and not victim.roles & {"boundary", "light"}


def _acts_in_short(cues: SentenceCues, before: int) -> bool:
    """Whether a word has a party right after it act: «وأعدم التنظيم خمسة», «نفذها التنظيم», «بهجمات التنظيم»."""
    roles = ("attacking", "author", "agent")
    return bool(cues.words[before].predicates) or any(cues.is_at(role, before) for role in roles)


def _fought(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party is whom another is set against: «التحالف المناهض لتنظيم داعش», «تكبيد قوات النظام خسائر»."""
    before = [text for text in cues.texts[max(0, cue.first - 2) : cue.first] if text not in QUOTES]
    return bool(before) and before[-1].removeprefix("و").startswith(_AGAINST)


def _owns_claimant(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party is named as whose a claimant is: «الدفاع المدني التابع للمعارضة»."""
    before = cue.first - 1
    return before > 0 and belongs(cues.texts[before]) and any(s.last == before for s in cues.of("source"))


def _is_side(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party is a side of a clash: «اشتباكات بين عناصر قسد وقوات النظام», «اشتباكات مع داعش»."""
    clashes = [cause for cause in cues.of("cause") if cause.code == "clash" and cause.first < cue.first]
    for place in range(cue.first - 1, max(0, cue.first - _SIDE_REACH), -1) if clashes else ():
        text = cues.texts[place]
        if text in _MARKS or cues.words[place].predicates:
            return False
        between, facing = text in ("بين", "وبين"), text in ("مع", "ضد") and cue.first - place <= _FACING
        if between or facing:
            return any(cause.first < place and place - cause.last <= _NEAR for cause in clashes)
    return False


def _withstands(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party fights an attack off on the ground: «تصدت الفصائل لمحاولة تقدم قوات النظام»."""
    causes = cues.of("cause")
    ground = any(cause.code == "clash" and tells_means(cause) for cause in causes)
    return ground and not any(cause.code == "airstrike" for cause in causes)


def _near_act(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a word of attack stands by a party, and is not told of its place: «النظام في البلدة برصاص مجهولين»."""
    for cause in cues.of("cause"):
        if cue.first - _NEAR <= cause.first < cue.last:
            return True
        if cue.last <= cause.first <= cue.last + 3:
            return not cues.tells(_CIRCUMSTANCE, cue.last, cause.first + 1)
    return False


def _authored(cues: SentenceCues, cue: Cue) -> bool:
    """«من قبل قوات النظام» by, «مصدره مناطق سيطرة قسد» from, «نفذته إسرائيل» carried out by."""
    named = cue.first
    while named > 0 and (cues.texts[named - 1] in _NAMED_SO or cues.texts[named - 1] in QUOTES):
        named -= 1  # «من قبل من وصفتها بـ "التنظيمات الإرهابية"»
    if named > 1 and cues.has("of_victims", named - 1, named):  # «برصاص عناصر من قوات النظام», «على يد مسلحي داعش»
        doing = cues.texts[named - 2].startswith("ب") and cues.has("agent", named - 2, named - 1)
        if doing or cues.has("author", named - 3, named) or _of_act(cues, named - 1):
            return True
    if cues.has("author", cue.first - 3, cue.first) or cues.has("author", named - 2, cue.first):
        return True
    at = cue.first - 1
    if at > 0 and cues.is_at("target", at):
        at -= 1  # «قصف من معسكرات قوات الأسد»
    if at < 0 or cues.texts[at] != "من" or (at > 0 and _bare(cues.texts[at - 1]) in _NEARBY):
        return False  # «800 هجوم على المنطقة من نظام الأسد»
    return any(cue.first - _FROM_REACH <= cause.first < cue.first for cause in cues.of("cause")) and not any(
        word.noun is not None or word.predicates for word in cues.words[max(0, cue.first - 4) : cue.first]
    )


def _of_act(cues: SentenceCues, members: int) -> bool:
    """Whether a force's members did what is told right before: «قصف لعناصر قسد», «إطلاق نار من عناصر قسد»."""
    text, at = cues.texts[members], members - 1
    if not text.startswith("ل"):
        if cues.texts[at] not in ("من", "ل"):
            return False
        at -= 1
    return at >= 0 and any(cause.first <= at < cause.last for cause in cues.of("cause"))


def _ascribes(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party lays an act to another: «نسبته أنقرة», «حملت قسد»."""
    before = cues.texts[cue.first - 1].removeprefix("و") if cue.first else ""
    return before in _CHARGING or before.startswith(_LAID_TO)


def ascribed(cues: SentenceCues, cue: Cue) -> bool:
    """Whether an act is laid to a party: «نسبته أنقرة إلى النظام», «حملت قسد تركيا المسؤولية عن القصف»."""
    texts = cues.texts
    if cues.tells(_RESPONSIBLE, cue.last, cue.last + 2) and any(
        text.removeprefix("و") in _CHARGING for text in texts[: cue.first]
    ):
        return True
    if texts[cue.first - 1] != "الي" and not texts[cue.first].startswith("لل"):
        return False
    near = texts[max(0, cue.first - 4) : max(0, cue.first - 1)]
    return any(text.removeprefix("و").startswith(_LAID_TO) for text in near)


def _is_origin(cues: SentenceCues, cue: Cue) -> bool:
    """Whence the fire came: «مصدره مناطق قسد», «رجحت المصادر أن تكون مواقع قسد هي مصدر الصواريخ»."""
    if "origin" not in cues.role_starts:
        return False
    if cues.has("origin", cue.first - _FROM_REACH, cue.first):
        return True
    after = [text for text in cues.texts[cue.last : cue.last + 4] if text not in QUOTES]
    return bool(after) and after[0] in ("هي", "هو") and cues.has("origin", cue.last, cue.last + 5)


def _fires_from(cues: SentenceCues, cue: Cue) -> bool:
    """Whether fire came from a party's ground: «قصف على الباب من مناطق تسيطر عليها قسد»."""
    if "control" not in cues.role_starts and "target" not in cues.role_starts:
        return False
    for place in range(cue.first - 1, max(0, cue.first - _GROUND_REACH - 1), -1):
        text = cues.texts[place]
        if text in _MARKS or cues.words[place].predicates:
            return False
        if _bare(text) in _GROUND:
            if cues.texts[place - 1] != "من" or (place > 1 and _bare(cues.texts[place - 2]) in _NEARBY):
                return False  # «قرى قريبة من مناطق سيطرة قسد»
            acts = [cause.last for cause in cues.of("cause") if place - 2 * _FROM_REACH <= cause.first < place]
            between = range(max(acts), place) if acts else range(0)
            return bool(acts) and not any(_opens_clause(cues, at) for at in between)
    return False


def _opens_clause(cues: SentenceCues, at: int) -> bool:
    """Whether people fell at a word, or another clause opens there: «قصف …، وانسحبت الفصائل من مناطق سيطرة النظام»."""
    word = cues.words[at]
    another = at > 0 and cues.texts[at - 1] in _MARKS and word.text.startswith("و")
    return another or bool(word.predicates) or word.noun is not None


def _supports(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party only lends support: «نفذتها قسد بمساندة من التحالف»; the guidelines blame the doer alone."""
    if not cues.tells_support:
        return False
    begin = max(0, cue.first - _SUPPORT_REACH + 1)
    attack = cues.latest("attacking", begin, cue.first)
    for text in reversed(cues.texts[begin if attack is None else attack + 1 : cue.first]):
        if text in _MARKS:
            return False
        if text.removeprefix("و").startswith(SUPPORT):
            return True
    return False


def _aims(text: str) -> bool:
    """Whether a word is a preposition of aim or place, after which nobody acts."""
    return text in _ON or text.removeprefix("و") in _ON


def _owns_target(cues: SentenceCues, cue: Cue) -> bool:
    """Whether what was struck belongs to a party: «دمرت مركز قيادة تابعا لتنظيم داعش», «استهداف سيارة تابعة لقسد»."""
    before = next((at for at in range(cue.first - 1, -1, -1) if cues.texts[at] not in QUOTES), 0)
    target = cues.latest("target", before - 3, before) if belongs(cues.texts[before]) else None
    if target is None:
        return False
    struck = (text.removeprefix("و") for text in cues.texts[max(0, target - 2) : target])
    return any(text.startswith(_STRIKING) or text in _ON for text in struck)


def is_target(cues: SentenceCues, cue: Cue) -> bool:
    """Whether a party is what an attack was aimed at, a victim's side, or the owner of a place."""
    if _owns_target(cues, cue):
        return True
    for place in range(cue.first - 1, max(-1, cue.first - 3), -1):
        text = cues.texts[place]
        if text in _MARKS or text in _OPENING:
            return False  # «يشار إلى أن قوات النظام …»: another clause begins
        if cues.is_at("attacking", place) or cues.is_at("agent", place):
            return False
        if text == "في" and cues.texts[cue.first].startswith(_STAFF):
            continue  # «سرية القنص في غرفة عمليات الفتح المبين»: a unit of theirs
        if _aims(text):
            return True
        if cues.is_at("of_victims", place):
            if place > 0 and cues.texts[place - 1].removeprefix("و") in _DOES:
                return False  # «شن عناصر تنظيم داعش هجوما»
            at = next((at for at in range(cue.last, len(cues.words)) if cues.texts[at] not in QUOTES), cue.last)
            return not (cues.is_at("attacking", at) and cues.texts[at].endswith("وا"))  # «عناصر "قسد" قصفوا …»
        if cues.is_at("target", place):
            return not (place > 0 and cues.texts[place - 1].removeprefix("و") in _RAIDS)  # «داهمت دوريات لقسد»
    return False


def _owns_act(cues: SentenceCues, cue: Cue) -> bool:
    """Whether an act or a weapon stands right before, with nothing between but adjectives, «من» (from), «لـ» (of)."""
    causes = cues.cause_words
    for place in range(cue.first, max(-1, cue.first - _ACT_REACH), -1):
        if place in causes or cues.is_at("agent", place):
            return not (place > 0 and cues.texts[place - 1] == "من" and place not in causes)
        word = cues.words[place]
        if place < cue.first and (word.text in _MARKS or word.text in _ON or word.predicates or word.noun is not None):
            return False
    return False


def _verb_before(cues: SentenceCues, cue: Cue) -> int | None:
    """The verb of attack that a party follows, as its subject or its object."""
    verb = cues.latest("attacking", cue.first - _VERB_REACH, cue.first)
    between = cues.texts[verb + 1 : cue.first] if verb is not None else ()
    return None if any(text in _MARKS or _aims(text) for text in between) else verb


def _is_relative(cues: SentenceCues, verb: int) -> bool:
    """Whether a verb belongs to the act before it, so that its object follows: «هجوم استهدف قوات النظام»."""
    before = verb - 1
    while before >= 0 and cues.texts[before] in QUOTES:
        before -= 1
    if before < 0 or cues.texts[before] in _MARKS or cues.texts[before] in _OPENING:
        return False
    text = cues.texts[verb]
    if not text.startswith(_TAKES_OBJECT) or text == "قصف":
        return False  # «مخلفات قصف النظام»: the noun
    return any(verb - 4 <= cause.first < verb for cause in cues.of("cause"))


def _is_object(cues: SentenceCues, verb: int, cue: Cue) -> bool:
    """Whether another party stands between as the verb's subject: «كبدت الفصائل قوات النظام خسائر».

    Whoever suffers losses is an object whatever the subject: «إن العملية كبدت قوات النظام خسائر».
    """
    after = cues.texts[cue.last] if cue.last < len(cues.words) else ""
    if after.startswith("خسائر") and "كبد" in cues.texts[verb]:
        return True
    subjects = [other for other in cues.of("party") if verb < other.first and other.last <= cue.first]
    return bool(subjects) and not _joined(cues, subjects[-1].last, cue) and subjects[-1].code != cue.code


def _subject_of_verb_after(cues: SentenceCues, cue: Cue) -> bool:
    if not cues.has("attacking", cue.last, cue.last + _LONG_SUBJECT_REACH):
        return False
    clause = cues.tells(_RELATIVE, cue.last, cue.last + _SUBJECT_REACH)
    reach = cue.last + (_LONG_SUBJECT_REACH if clause else _SUBJECT_REACH)
    if not cues.has("attacking", cue.last, reach):
        return False
    parties: Sequence[Cue] = cues.of("party")
    for place in range(cue.last, min(reach, len(cues.words))):
        text = cues.texts[place]
        if text == "." or any(
            other.first == place and other.first > cue.last + 1 and not cues.has("control", place - 3, place)
            for other in parties
        ):
            return False
        if cues.is_at("attacking", place):
            return not text.startswith(("و", "ف")) and not any(
                cause.first < place and cause.first >= cue.last for cause in cues.of("cause")
            )
    return False
