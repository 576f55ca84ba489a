"""Who people are told to be: companions past a name, fighters told as such after it, the dead of a side."""

import pytest

from tests.extraction.reading import claims, figures


def fighters(text: str) -> list[tuple[str, str | None]]:
    return [(claim["who"], claim["party"]) for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("مقتل القيادي عبد الهادي محمود الحاج علي واثنين من مرافقيه برصاص مجهولين.", ("killed", 2, 2, "combatant")),
        ("مقتل رئيس البلدية السابق، ريزان كلو، واثنين من مرافقيه في قصف.", ("killed", 2, 2, "person")),
        ("استشهد المواطن خالد محمد العبد الله، وزوجته فاطمة بقصف على أريحا.", ("killed", 1, 1, "woman")),
        ("قتل أبو عمر الليبي قائد الكتيبة، مع خمسة من عناصره، بغارة.", ("killed", 5, 5, "combatant")),
        ("اعتقلت قوات الأمن الناشط حسان الأحمد ووالده وثلاثة من أشقائه.", ("detained", 3, 3, "person")),
        ("قتل خالد العلي، وثلاثة من أفراد عائلته أصيبوا بجروح.", ("injured", 3, 3, "person")),
    ],
)
def test_who_is_told_with_a_person_past_name_and_office(text: str, figure: tuple[str, int, int, str]) -> None:
    found = figures(text)
    assert len(found) == 2
    assert found[1] == figure


@pytest.mark.parametrize(
    "text",
    [
        "قتل الشاب محمد العلي أمام زوجته وأطفاله برصاص مسلحين.",
        "قتل الشيخ عبد الله الأحمد برصاص مسلحين بحضور شقيقه وابن عمه.",
        "قتل الطبيب محمد خير السيد وهو أب لثلاثة أطفال برصاص مجهولين.",
        "توفي المعتقل أحمد محمود الخطيب تحت التعذيب وشقيقه لا يزال معتقلا.",
    ],
)
def test_relatives_who_are_only_mentioned_are_not_harmed(text: str) -> None:
    assert len(figures(text)) == 1


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("قتل محمد الأحمد، القيادي في الفيلق الخامس، برصاص مجهولين.", "government"),
        ("مقتل أبو خالد الحموي القيادي في هيئة تحرير الشام بانفجار عبوة.", "hts"),
        ("قتل علي حسن مخلوف، ضابط برتبة ملازم في قوات النظام، بكمين.", "government"),
        ("قتل أحمد الأحمد، 25 عاما، عنصر في قوات النظام، بانفجار لغم.", "government"),
        ("قتل وسام النصيرات وضياء العياش، وهما عنصران في الفرقة الرابعة، برصاص مجهولين.", "government"),
        ("قتل أبو عمر الليبي قائد كتيبة المهاجرين بغارة للتحالف.", "unknown"),
    ],
)
def test_fighters_are_told_as_such_after_their_names(text: str, party: str) -> None:
    assert fighters(text) == [("combatant", party)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل أحمد الخالد وهو عنصر سابق في الجيش الحر برصاص مجهولين.",
        "قتل خالد الحمد شقيق القيادي في قسد أبو علي برصاص مجهولين.",
        "أصيب أحمد الحسن، قائد فريق الدفاع المدني، بقصف على سرمين.",
    ],
)
def test_no_fighter_is_made_of_a_former_one_a_relative_or_a_rescuer(text: str) -> None:
    assert fighters(text) == [("person", None)]


def test_all_of_a_figure_are_told_to_be_fighters() -> None:
    text = "قتل ثلاثة أشخاص وهم عناصر في الفرقة الرابعة برصاص مجهولين."
    assert figures(text) == [("killed", 3, 3, "person"), ("killed", 3, 3, "combatant")]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ('ارتفع عدد قتلى "قسد" إلى 46.', []),
        ("ارتفاع عدد قتلى قسد، نتيجة القصف التركي على معسكر، إلى 46 قتيلا.", ["turkey"]),
    ],
)
def test_the_toll_of_a_side_is_of_its_fighters_and_of_no_act_of_its_own(text: str, by: list[str]) -> None:
    (claim,) = claims(text)
    assert (claim["low"], claim["who"], claim["party"], claim["by"]) == (46, "combatant", "sdf", by)


def test_the_side_that_struck_is_not_the_side_of_the_dead() -> None:
    (claim,) = claims("ارتفاع حصيلة القتلى في القصف الإسرائيلي على حمص إلى 5 من قوات النظام.")
    assert (claim["party"], claim["by"]) == ("government", ["israel"])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("أصيب شقيقها البالغ من العمر تسع سنوات بانفجار قنبلة.", ("injured", 1, 1, "child")),
        ("أصيب خالد الأحمد (9 سنوات) بقصف على أريحا.", ("injured", 1, 1, "child")),
        ("قتل أحمد البالغ من العمر 22 عاما برصاص قناص.", ("killed", 1, 1, "person")),
        ("استشهاد المواطنين نزار أحمد الخطيب وسلوى يوسف عبود في جرمانا.", ("killed", 2, 2, "civilian")),
        ("واعتقلت الشقيقين وسيم وأنس الطحان وابن عمهما فراس.", ("detained", 3, 3, "person")),
        ("مقتل مدنيين اثنين هما الشقيقان خالد ووليد السلوم.", ("killed", 2, 2, "civilian")),
        ("مقتل الشاب ياسر العبيد تحت التعذيب.", ("killed", 1, 1, "person")),
        ("وكان مسلحون قد خطفوا، أمس الجمعة، سبعة عمال.", ("detained", 7, 7, "person")),
        ("لقي عنصران من قوى الأمن الداخلي “الأسايش” حتفهما بهجوم.", ("killed", 2, 2, "combatant")),
    ],
)
def test_who_people_are_by_age_and_by_name(text: str, figure: tuple[str, int, int, str]) -> None:
    assert figures(text) == [figure]


def test_names_of_bodies_are_no_people() -> None:
    assert figures("وفق الدفاع المدني، قتل في البادية خمسة مدنيين.") == [("killed", 5, 5, "civilian")]
    text = "وفق المرصد السوري لحقوق الإنسان، قُتل في البادية منذ بداية العام 31 شخصا."
    assert figures(text) == [("killed", 31, 31, "person")]


def test_families_do_not_hide_the_parts_of_a_figure() -> None:
    text = "قضى ستة مدنيين من عائلتين، بينهم ثلاث نساء وطفل، بانفجار لغم."
    assert figures(text) == [("killed", 6, 6, "civilian"), ("killed", 3, 3, "woman"), ("killed", 1, 1, "child")]


def test_a_child_is_counted_apart_from_a_woman() -> None:
    text = "استشهد الطفل يوسف (7 أعوام) وأصيبت شقيقته (4 أعوام) ووالدتهما."
    assert figures(text) == [("killed", 1, 1, "child"), ("injured", 1, 1, "child"), ("injured", 1, 1, "woman")]


def test_names_told_past_how_and_where_they_died() -> None:
    text = "قضى تحت التعذيب في سجون النظام كل من أحمد المحمد وخالد العلي من أبناء مدينة نوى."
    assert figures(text) == [("killed", 2, 2, "person")]
