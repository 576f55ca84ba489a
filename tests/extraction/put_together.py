"""Sentences put together from parts whose reading is known: people, sides, parts of a toll, doers, means, places.

News says the same thing in a few thousand orders, of which no collection of examples holds more than some. Here they
are made: what is drawn is what must be read. A table lists what a text writes and what that means; a maker draws from
some tables and returns a sentence with its claims, as far as it settles their slots.
"""

from collections.abc import Callable
from random import Random
from typing import Any

Claim = dict[str, Any]
Made = tuple[str, list[Claim]]
PUBLISHED = "2024-09-03"  # a Tuesday, from which «أمس» and «السبت الماضي» are reckoned

# nominative, the form after «مقتل» and «إن», verb after them, verb before them; bounds, class and side
PEOPLE = [
    ("ثلاثة مدنيين", "ثلاثة مدنيين", "mp", 3, 3, "civilian", None),
    ("مدنيان", "مدنيين اثنين", "md", 2, 2, "civilian", None),
    ("طفل", "طفل", "ms", 1, 1, "child", None),
    ("طفلة", "طفلة", "fs", 1, 1, "child", None),
    ("سيدتان", "سيدتين", "fd", 2, 2, "woman", None),
    ("خمس نساء", "خمس نساء", "fp", 5, 5, "woman", None),
    ("25 شخصا", "25 شخصا", "mp", 25, 25, "person", None),
    ("ما لا يقل عن 6 أشخاص", "ما لا يقل عن 6 أشخاص", "mp", 6, None, "person", None),
    ("أكثر من عشرة مدنيين", "أكثر من عشرة مدنيين", "mp", 11, None, "civilian", None),
    ("عشرات المدنيين", "عشرات المدنيين", "mp", 20, 99, "civilian", None),
    ("عدد من المدنيين", "عدد من المدنيين", "mp", 3, None, "civilian", None),
    ("عنصران من قوات النظام", "عنصرين من قوات النظام", "md", 2, 2, "combatant", "government"),
    ("سبعة من عناصر هيئة تحرير الشام", "سبعة من عناصر هيئة تحرير الشام", "mp", 7, 7, "combatant", "hts"),
    ("مسعفان", "مسعفين اثنين", "md", 2, 2, "medic_or_rescuer", None),
    ("المواطن خالد محمد العلي (45 عاما)", "المواطن خالد محمد العلي (45 عاما)", "ms", 1, 1, "civilian", None),
    ("الشاب أحمد الخلف", "الشاب أحمد الخلف", "ms", 1, 1, "person", None),
    ("ستة من أفراد عائلة واحدة", "ستة من أفراد عائلة واحدة", "mp", 6, 6, "person", None),
]
BEFORE = {  # verbs before their people, by gender
    "killed": {"m": ["قُتل", "استشهد", "قضى"], "f": ["قُتلت", "استشهدت", "قضت"]},
    "injured": {"m": ["أصيب", "جُرح"], "f": ["أصيبت", "جُرحت"]},
    "detained": {"m": ["اعتُقل", "خُطف"], "f": ["اعتُقلت", "خُطفت"]},
}
AFTER = {  # verbs after their people, by gender and number
    "killed": {"ms": "قتل", "md": "قتلا", "mp": "قتلوا", "fs": "قتلت", "fd": "قتلتا", "fp": "قتلن"},
    "injured": {"ms": "جرح", "md": "جرحا", "mp": "جرحوا", "fs": "أصيبت", "fd": "أصيبتا", "fp": "أصبن"},
    "detained": {"ms": "خُطف", "md": "اعتُقلا", "mp": "خُطفوا", "fs": "اعتُقلت", "fd": "اعتُقلتا", "fp": "خطفن"},
}
NOUNS = {"killed": ["مقتل", "استشهاد"], "injured": ["إصابة", "جرح"], "detained": ["اعتقال", "خطف"]}
END = {"ms": "مصرعه", "fs": "مصرعها", "md": "مصرعهما", "fd": "مصرعهما", "mp": "مصرعهم", "fp": "مصرعهن"}
TIMES = [
    ("", None),
    ("حتى الآن", None),
    ("أمس", ("2024-09-02", "2024-09-02")),
    ("السبت الماضي", ("2024-08-31", "2024-08-31")),
    ("يوم الأحد", ("2024-09-01", "2024-09-01")),
    ("فجر اليوم الثلاثاء", ("2024-09-03", "2024-09-03")),
    ("قبل يومين", ("2024-09-01", "2024-09-01")),
    ("في 12 آب الماضي", ("2024-08-12", "2024-08-12")),
    ("في ساعة متأخرة من ليل أمس", ("2024-09-02", "2024-09-02")),
    ("ظهر اليوم، الثلاثاء 3 من أيلول،", ("2024-09-03", "2024-09-03")),
    ("خلال الأيام الثلاثة الماضية", ("2024-08-31", "2024-09-03")),
    ("في عام 2018", ("2018-01-01", "2018-12-31")),
    ("بين 20 و25 آب", ("2024-08-20", "2024-08-25")),
]
PLACES = [
    ("في مدينة إدلب", "Idlib"),
    ("في بلدة البارة بريف إدلب الجنوبي", "Idlib"),
    ("في مدينة منبج شرقي حلب", "Aleppo"),
    ("بمدينة الرقة", "Raqqa"),
    ("في قرية أبو حمام شرق دير الزور", "Deir ez-Zor"),
    ("في حي الشيخ مقصود بحلب", "Aleppo"),
    ("بريف حماة الشمالي", "Hama"),
    ("في بلدة تل تمر", "Al-Hasakah"),
    ("على أطراف مدينة جسر الشغور", "Idlib"),
]
ACTS = [  # what befell them: the means and who did it
    ("بقصف مدفعي لقوات الأسد", ["shelling"], ["government"]),
    ("بغارة جوية روسية", ["airstrike"], ["russia"]),
    ("إثر غارة لطيران التحالف الدولي", ["airstrike"], ["coalition"]),
    ("بانفجار سيارة مفخخة", ["explosive_device"], []),
    ("برصاص قوات سوريا الديمقراطية", ["small_arms"], ["sdf"]),
    ("برصاص عناصر تنظيم داعش", ["small_arms"], ["islamic_state"]),
    ("على يد مسلحين مجهولين", [], ["unknown"]),
    ("على يد الجيش الوطني", [], ["opposition"]),
    ("جراء قصف لعناصر قسد", ["shelling"], ["sdf"]),
    ("في كمين نصبه عناصر تنظيم الدولة", ["small_arms"], ["islamic_state"]),
    ("بقصف طائرة مسيرة تركية", ["airstrike"], ["turkey"]),
]
ARRESTS = [
    ("على يد قوات سوريا الديمقراطية", [], ["sdf"]),
    ("من قبل قوات الأسد", [], ["government"]),
    ("على يد مسلحين مجهولين", [], ["unknown"]),
]
SPEAKERS = [  # what stands before and after all, and the claimant
    ("", "", None),
    ("", "، وفق ما أفادت به مصادر محلية", "activists"),
    ("", "، وفقا للدفاع المدني", "civil_defence"),
    ("", "، كما أفاد المرصد السوري", "sohr"),
    ("", "، بحسب ما ذكرت شبكة شام", "local_media"),
]
WHO_SAID = [("قال المرصد السوري لحقوق الإنسان إن", "sohr"), ("أفاد الدفاع المدني السوري بأن", "civil_defence")]
ANNOUNCED = [("وثق المرصد السوري", "sohr"), ("أعلنت وكالة هاوار", "news_agency"), ("أفاد مراسلنا ب", None)]

SIDES = [
    ("قسد", "sdf"),
    ('"قسد"', "sdf"),
    ("قوات سوريا الديمقراطية (قسد)", "sdf"),
    ("قوات النظام", "government"),
    ("الجيش السوري", "government"),
    ("تنظيم داعش", "islamic_state"),
    ("«داعش»", "islamic_state"),
    ('تنظيم "الدولة الإسلامية"', "islamic_state"),
    ("هيئة تحرير الشام", "hts"),
    ('"الجيش الوطني السوري"', "opposition"),
    ('فرقة "الحمزة"', "opposition"),
    ("حزب الله اللبناني", "iran_allied"),
    ("الجيش التركي", "turkey"),
]
FIGHTERS = [("ثلاثة عناصر", 3), ("17 مقاتلا", 17), ("أربعة مسلحين", 4), ("8 جنود", 8), ("11 ضابطا", 11)]
OTHERS = [
    ("سبعة أطفال", 7, "child"),
    ("23 مدنيا", 23, "civilian"),
    ("صحفي", 1, "journalist"),
    ("امرأة", 1, "woman"),
    ("9 نازحين", 9, "person"),
    ("ستة عمال", 6, "person"),
]
TOTALS = [
    ("12 مدنيا", 12, 12, "civilian"),
    ("أكثر من 20 شخصا", 21, None, "person"),
    ("عشرات المدنيين", 20, 99, "civilian"),
    ("14 شخصا من عائلة واحدة", 14, 14, "person"),
    ("9 مدنيين", 9, 9, "civilian"),
]
PARTS = [
    ("طفلان", [(2, 2, "child")]),
    ("أربعة أطفال وسيدتان", [(4, 4, "child"), (2, 2, "woman")]),
    ("نساء وأطفال", [(3, None, "woman"), (3, None, "child")]),
    ("امرأة و3 أطفال", [(1, 1, "woman"), (3, 3, "child")]),
    ("متطوع في الدفاع المدني", [(1, 1, "medic_or_rescuer")]),
]
AMONG = ["، بينهم {}", " بينهم {}", "، من ضمنهم {}", " (بينهم {})", "، بمن فيهم {}"]
WOUNDED = [
    ("", "", None),
    (" وأصيب 5 آخرون", " وإصابة 5 آخرين", (5, 5)),
    ("، وأصيب العشرات", "، وإصابة العشرات", (20, 99)),
]
RAIDS = ["بقصف تركي على مدينة سرمين", "جراء قصف روسي على مدينة سرمين", "إثر هجوم على بلدة سرمين", "أمس", ""]


def told(draw: Random) -> Made:
    """One claim with all that a sentence tells of it."""
    nominative, other, form, low, high, who, party = draw.choice(PEOPLE)
    outcome = draw.choice(["killed", "killed", "injured", "detained"])
    act, cause, by = draw.choice(ARRESTS if outcome == "detained" else ACTS)
    (time, days), (place, governorate) = draw.choice(TIMES), draw.choice(PLACES)
    circumstances = draw.choice([f"{act} {place}", f"{place} {act}"])
    before, after, source = draw.choice(SPEAKERS)
    way = draw.choice(["verb first", "verb first", "verb last", "noun"])
    if way == "verb first":
        verb, end = draw.choice(BEFORE[outcome][form[0]]), ""
        if outcome == "killed" and draw.random() < 0.2:
            verb, end = {"m": "لقي", "f": "لقيت"}[form[0]], f" {END[form]}"
        people = draw.choice([f"{time} {nominative}{end}", f"{nominative}{end} {time}"])
        text = f"{verb} {people} {circumstances}{after}"
    elif way == "verb last":
        before, source = draw.choice(WHO_SAID)
        text = f"{before} {_accusative(other, form)} {AFTER[outcome][form]} {time} {circumstances}"
    else:
        text = f"{draw.choice(NOUNS[outcome])} {other} {time} {circumstances}{after}"
        if not after and draw.random() < 0.5:
            before, source = draw.choice(ANNOUNCED)
            text = f"{before}{'' if before.endswith('ب') else ' '}{text}"
    slots = {"outcome": outcome, "low": low, "high": high, "who": who, "party": party, "cause": cause}
    by = [doer for doer in by if doer != party]
    return _sentence(text), [
        {**slots, "by": by, "governorate": governorate, "source": source, "from": _at(days, 0), "to": _at(days, 1)}
    ]


def listed(draw: Random) -> Made:
    """People of several sides and classes, joined, and perhaps others of whom another verb tells."""
    people: list[tuple[str, Claim]] = [_fighters(draw)]
    if draw.random() < 0.7:
        people.append(_others(draw) if draw.random() < 0.5 else _fighters(draw))
    draw.shuffle(people)
    if len({(claim["who"], claim["party"]) for _, claim in people}) < len(people):
        return listed(draw)
    claims = [{"outcome": "killed", **claim} for _, claim in people]
    text = "مقتل " + draw.choice([" و", "، و"]).join(written for written, _ in people)
    if draw.random() < 0.4:
        written, claim = _fighters(draw)
        text += f"{draw.choice(['، و', ' و'])}إصابة {written}"
        claims.append({"outcome": "injured", **claim})
    return _sentence(f"{text} {draw.choice(['بقصف على ريف إدلب', 'مساء أمس', 'في مدينة الرقة', ''])}"), claims


def parts(draw: Random) -> Made:
    """A toll with parts of it, and perhaps the wounded."""
    (total, low, high, who), (among, within) = draw.choice(TOTALS), draw.choice(PARTS)
    verb, wounded, bounds = draw.choice(WOUNDED)
    part, raid = draw.choice(AMONG).format(among), draw.choice(RAIDS)
    claims: list[Claim] = [{"outcome": "killed", "low": low, "high": high, "who": who, "part_of": None}]
    claims += [{"outcome": "killed", "low": a, "high": b, "who": c, "part_of": 1} for a, b, c in within]
    if bounds is not None:
        claims.append({"outcome": "injured", "low": bounds[0], "high": bounds[1], "part_of": None})
    if draw.random() < 0.5:
        text = draw.choice([f"استشهد {total} {raid}{part}{verb}", f"قتل {raid} {total}{part}{verb}"])
    else:
        text = draw.choice([f"مقتل {total} {raid}{part}{wounded}", f"مقتل {total}{part}{wounded} {raid}"])
    return _sentence(text), claims


MAKERS: dict[str, Callable[[Random], Made]] = {"told": told, "listed": listed, "parts": parts}


def _fighters(draw: Random) -> tuple[str, Claim]:
    (people, count), (side, party) = draw.choice(FIGHTERS), draw.choice(SIDES)
    of = draw.choice(["من", "من", "في صفوف", "تابعين لـ"])
    if of == "تابعين لـ":
        side = f"لل{side[2:]}" if side.startswith("ال") else f"لـ{side}" if side[0] in '"«' else f"ل{side}"
        written = f"{people} تابعين {side}"
    else:
        written = f"{people} {of} {side}"
    return written, {"low": count, "high": count, "who": "combatant", "party": party}


def _others(draw: Random) -> tuple[str, Claim]:
    written, count, who = draw.choice(OTHERS)
    return written, {"low": count, "high": count, "who": who, "party": None}


def _accusative(people: str, form: str) -> str:
    """One person after «إن»: «إن طفلا قتل»."""
    return f"{people}ا" if form == "ms" and " " not in people else people


def _at(days: tuple[str, str] | None, which: int) -> str | None:
    return days[which] if days is not None else None


def _sentence(text: str) -> str:
    return " ".join(text.split()).replace(" ،", "،").replace("،،", "،").removesuffix("،") + "."
