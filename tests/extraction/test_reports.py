"""Long reports of a day's many attacks: who is speaking, how far a figure reaches, and what it repeats."""

import pytest

from tests.extraction.reading import claims, figures

SPEAKERS: list[tuple[str, str | None]] = [
    ("أبو خالد، أحد سكان الحي، قال لـ«الوكالة» إن القصف أدى إلى مقتل ثلاثة مدنيين في سرمين.", "activists"),
    ("محمود السالم، تاجر من المدينة، أوضح أن القصف أدى إلى مقتل ثلاثة مدنيين في سرمين.", "other"),
    ("وفي التفاصيل، ذكر المرصد السوري أن ثلاثة مدنيين قتلوا في سرمين.", "sohr"),
    ("الناطق الرسمي باسم الجيش الوطني يوسف حمود، أشار في اتصال معنا إلى مقتل ثلاثة مدنيين في سرمين.", "other"),
    ('سجل مكتب توثيق الانتهاكات لدى "تجمع أحرار حوران" مقتل ثلاثة مدنيين في درعا.', "local_media"),
    ("قتل مدني بقصف على سرمين، قال ناشطون إن مصدره مناطق قسد.", None),
    ("قتل مدني بقصف على سرمين، كما قال ناشطون.", "activists"),
    (
        "أسفرت غارات على سرمين عن مقتل شقيقين، ما أدى إلى دمار كبير في المنزل وحريق في الأراضي، كما تعرضت الجبال "
        "المحيطة بالقرية في الريف نفسه لغارة جوية مماثلة، وفق ما قاله الدفاع المدني.",
        "civil_defence",
    ),
]


@pytest.mark.parametrize(("text", "source"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_who_is_speaking(text: str, source: str | None) -> None:
    assert {claim["source"] for claim in claims(text)} == {source}


def test_what_opens_with_also_is_of_who_spoke_in_the_sentence_before() -> None:
    found = claims(
        "وبحسب المرصد السوري فقد استهدف القصف 11 مخيما في ريف حلب.\nكما قتل 5 مدنيين وأصيب 38 مدنيا نتيجة القصف.\n"
    )
    assert [claim["source"] for claim in found] == ["sohr", "sohr"]


SCOPES: list[tuple[str, str]] = [
    ("قتل 5 مدنيين أمس في قصف على قرى ومدن ريف حلب", "cumulative"),
    ("قتل 5 مدنيين أمس في قصف على مدن وبلدات ريف إدلب", "cumulative"),
    ("أصيب عدد من المدنيين أمس بقصف على ريفي إدلب الجنوبي والشمالي", "cumulative"),
    ("قتل 5 مدنيين أمس في غارات جوية وقصف مدفعي على مدينة سرمين", "incident"),
    ("قتل 5 مدنيين الليلة الماضية في قصف متكرر على مدينة سرمين", "incident"),
    ("قتل 5 مدنيين أمس في قصف على ريف حلب", "incident"),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES, ids=[text for text, _ in SCOPES])
def test_how_far_a_figure_reaches(text: str, scope: str) -> None:
    assert {claim["scope"] for claim in claims(text)} == {scope}


def test_people_fell_is_no_repetition_of_a_number() -> None:
    found = claims("سقوط قتلى بقصف على مدينة اعزاز\n\nقتل ثلاثة أشخاص بقصف على مدينة اعزاز أمس، وفق ناشطين.\n")
    assert [(claim["low"], claim["repeats"]) for claim in found] == [(3, None), (3, None)]


def test_bare_bombing_may_be_the_raid_told_of_before() -> None:
    found = claims(
        "قتل 9 مدنيين بغارات روسية على سوق في جسر الشغور أمس.\nوقتل 9 مدنيين بالقصف على جسر الشغور، وفق ناشطين.\n"
    )
    assert [claim["repeats"] for claim in found] == [None, 1]


def test_two_people_are_told_apart_in_brackets() -> None:
    found = claims("إسعاف مصابتين (طفلة وامرأة) إثر قصف مدفعي على سرمين")
    assert [(c["low"], c["who"], c["part_of"]) for c in found] == [
        (2, "person", None),
        (1, "child", 1),
        (1, "woman", 1),
    ]
    assert figures("مقتل شقيقين طفلين بقصف على سرمين") == [("killed", 2, 2, "child")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("إصابة ثلاثة أطفال أحدهم بحالة حرجة بقصف على سرمين", "child"),
        ("أصيب رجلان بجروح، أحدهما جراحه بليغة، بقصف على سرمين", "person"),
    ],
)
def test_one_of_those_hurt_is_told_by_how_badly(text: str, who: str) -> None:
    whole, part = claims(text)
    assert (part["outcome"], part["low"], part["who"], part["part_of"]) == ("injured", 1, who, whole["id"])


def test_a_state_of_the_dead_makes_no_part() -> None:
    assert len(claims("قتل ثلاثة مدنيين أحدهم في حالة سكر بقصف على سرمين")) == 1


RANKS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("مقتل 3 وإصابة 5 آخرين في صفوف قوات النظام بقصف على سرمين", [("combatant", "government")] * 2),
    ("سقط 6 قتلى وأصيب 9 آخرون في صفوف فصيل أحرار الشام بقصف على سرمين", [("combatant", "opposition")] * 2),
    ("مقتل 3 وإصابة 5 في صفوف المدنيين بقصف على سرمين", [("civilian", None)] * 2),
    ("مقتل طفل وإصابة 5 في صفوف قوات النظام بقصف على سرمين", [("child", None), ("combatant", "government")]),
    ("مقتل عنصر من فصائل المعارضة السورية المسلحة بقصف على سرمين", [("combatant", "opposition")]),
]


@pytest.mark.parametrize(("text", "expected"), RANKS, ids=[text for text, _ in RANKS])
def test_of_whose_ranks_people_are(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(claim["who"], claim["party"]) for claim in claims(text)] == expected


COUNTED = [
    ("أدى القصف إلى نزوح غالبية سكان البلدة", [("displaced", 3, None, "person")]),
    ("مقتل عنصر بالدفاع المدني بقصف على سرمين", [("killed", 1, 1, "medic_or_rescuer")]),
    ("مقتل عنصر بفريق الدفاع المدني بقصف على سرمين", [("killed", 1, 1, "medic_or_rescuer")]),
    ("مقتل عنصر بالدفاع الوطني بقصف على سرمين", [("killed", 1, 1, "combatant")]),
    ("أدت الاشتباكات إلى نزوح الآلاف وتضرر الخيم", [("displaced", 2000, 9999, "person")]),
    ("أدى القصف إلى مقتل العشرات وتدمير منازل", [("killed", 20, 99, "person")]),
    ("لا يزال عدد القتلى المدنيين والبالغ 9 مرشحا للزيادة", [("killed", 9, 9, "civilian")]),
    ("لا يزال عدد القتلى 9 مرشحا للزيادة", [("killed", 9, 9, "person")]),
    ("قصف قتل وجرح عديدا من المدنيين", [("killed_or_injured", 3, None, "civilian")]),
    ("مقتل عشرين مدنيا بمن فيهم خمسة أطفال", [("killed", 20, 20, "civilian"), ("killed", 5, 5, "child")]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[text for text, _ in COUNTED])
def test_what_is_counted(text: str, expected: list[tuple[str, int, int | None, str]]) -> None:
    assert figures(text) == expected


def test_readers_comments_after_their_rules_are_no_news() -> None:
    found = claims(
        "قتل مدنيان بقصف مدفعي لقوات النظام على مدينة سرمين بريف إدلب أمس الأحد، كما أصيب أربعة آخرون بجروح.\n\n"
        "يرجى الالتزام باخلاق واداب الحوار\n\n"
        "ضحايا مدنيون بغارات على مدينة أريحا\n\n"
        "قتل عشرات المدنيين جراء غارات للطيران الحربي استهدفت سوقا في مدينة أريحا جنوب إدلب.\n"
    )
    assert [claim["low"] for claim in found] == [2, 4]
