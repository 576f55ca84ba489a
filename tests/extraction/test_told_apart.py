"""Claims that one sentence or one report tells apart: each at its place, by its doer, in its period."""

from typing import Any

import pytest

from tests.extraction.reading import claims


def slots(text: str, *names: str, published: str = "2023-09-04") -> list[tuple[Any, ...]]:
    """Of each claim its lower bound and some of its slots."""
    return [(claim["low"], *(claim[name] for name in names)) for claim in claims(text, published)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "أصيب مدني في قرية السكرية، وامرأة في قرية الوحشية، وطفلان في تل رفعت بقصف مدفعي.",
            [(1, "السكرية"), (1, "الوحشية"), (2, "تل رفعت")],
        ),
        ("قتل 3 مدنيين في إدلب، و4 في حلب، وواحد في حماة.", [(3, "إدلب"), (4, "حلب"), (1, "حماة")]),
        ("سقط 12 شهيدا في حلب و8 في إدلب.", [(12, "حلب"), (8, "إدلب")]),
        ("قتل شاب في مدينة طفس وأصيب اثنان في بلدة المزيريب.", [(1, "طفس"), (2, "المزيريب")]),
        ("قتل شخصان في درعا البلد، وقتل آخر في نوى.", [(2, "درعا البلد"), (1, "نوى")]),
        ("قتل مدني وأصيب ثلاثة في سرمين.", [(1, "سرمين"), (3, "سرمين")]),
        ("أصيب ثلاثة نقلوا إلى مدينة إدلب بعد قصف على سرمين.", [(3, "سرمين")]),
    ],
)
def test_each_claim_is_at_the_place_told_with_it(text: str, told: list[tuple[int, str]]) -> None:
    assert slots(text, "place") == told


def test_means_told_once_are_those_of_all_places() -> None:
    text = "أصيب مدني في قرية السكرية، وامرأة في قرية الوحشية، جراء قصف مدفعي."
    assert slots(text, "cause") == [(1, ["shelling"]), (1, ["shelling"])]


def test_parts_by_doer_have_each_their_own_and_leave_the_total_without() -> None:
    text = (
        "وثقت الشبكة السورية لحقوق الإنسان مقتل 83 مدنيا في آب، بينهم 30 على يد قوات النظام، و12 على يد قسد، "
        "و41 على يد جهات أخرى."
    )
    assert slots(text, "by", "part_of") == [(83, [], None), (30, ["government"], 1), (12, ["sdf"], 1), (41, [], 1)]


def test_parts_by_means_have_each_their_own() -> None:
    text = "قتل 45 مدنيا، 20 منهم بقصف مدفعي و15 بغارات روسية و10 بألغام."
    assert slots(text, "cause") == [(45, []), (20, ["shelling"]), (15, ["airstrike"]), (10, ["mine_or_remnant"])]


def test_a_verb_with_a_doer_of_its_own_blames_nobody_else() -> None:
    text = "وأضاف أن هيئة تحرير الشام قتلت 11 مدنيا، وقتلت قوات سوريا الديمقراطية 76 مدنيا."
    assert slots(text, "by") == [(11, ["hts"]), (76, ["sdf"])]


def test_a_recorders_year_dates_and_holds_the_figures_it_goes_on_with() -> None:
    text = (
        "قالت الشبكة السورية لحقوق الإنسان إن 1057 مدنيا قتلوا في عام 2022 في سوريا، و133 ضحية بسبب التعذيب.\n"
        "وبحسب التقرير، فقد قتلت قوات النظام السوري 196 مدنيا، فيما قتلت القوات الروسية 17 مدنيا.\n"
    )
    found = slots(text, "from", "to", "scope", "part_of", "cause", published="2023-01-04")
    year = ("2022-01-01", "2022-12-31", "cumulative")
    assert [claim[:4] for claim in found] == [(1057, *year), (133, *year), (196, *year), (17, *year)]
    assert [claim[4] for claim in found] == [None, 1, 1, 1]
    assert [claim[5] for claim in found] == [[], ["detention_or_torture"], [], []]


def test_a_wars_toll_is_laid_to_no_one_raid() -> None:
    text = (
        "قتل خمسة أشخاص بقصف لقوات النظام على مدينة الباب يوم الجمعة.\n"
        "وتسبب النزاع الذي تشهده سوريا منذ 2011 بمقتل نحو نصف مليون شخص.\n"
    )
    assert slots(text, "by", "cause")[1] == (500_000, [], [])


def test_no_side_is_blamed_for_what_it_reports_of_its_own_ground() -> None:
    text = (
        "أعلنت وزارة الصحة السورية ارتفاع عدد ضحايا الهجوم على الكلية الحربية بحمص إلى 89 قتيلا.\n"
        "وردت قوات النظام بقصف مدن في ريفي إدلب وحلب، ما أسفر عن مقتل 8 مدنيين وفق الدفاع المدني.\n"
    )
    assert slots(text, "by") == [(89, []), (8, ["government"])]


@pytest.mark.parametrize(
    ("text", "party", "by"),
    [
        ("أعلنت وزارة الدفاع التركية مقتل جنديين.", "turkey", []),
        ("خسرت الفصائل المعارضة 22 مقاتلا في المعارك.", "opposition", []),
        ("بلغ عدد قتلى القوات الحكومية 45 قتيلا.", "government", []),
        ("قتل 15 عسكريا في هجوم لتنظيم داعش على حافلة.", "government", ["islamic_state"]),
        ("أسر مقاتلون محليون أكثر من 70 عنصرا من قوات النظام.", "government", []),
        ("داعش يقتل 13 عسكريا في هجوم على حافلة.", "government", ["islamic_state"]),
    ],
)
def test_whose_the_fighters_were(text: str, party: str, by: list[str]) -> None:
    assert slots(text, "party", "by")[0][1:] == (party, by)


def test_the_town_told_before_is_where_older_news_was_too() -> None:
    text = (
        "قتل خمسة أشخاص بقصف على مدينة الباب يوم الجمعة.\n"
        "وفي شباط الماضي، قتل تسعة مدنيين بقصف صاروخي على المدينة ذاتها.\n"
    )
    assert slots(text, "place") == [(5, "الباب"), (9, "الباب")]


def test_a_part_told_at_its_own_town_leaves_the_report_where_it_was() -> None:
    text = (
        "واصلت قوات النظام قصف الغوطة الشرقية.\n"
        "وقتل الأربعاء 38 مدنيا، 20 منهم في بلدة كفربطنا.\n"
        "وأودى القصف الثلاثاء بحياة 128 شخصا.\n"
    )
    places = slots(text, "place", published="2018-02-21")
    assert places == [(38, "الغوطة الشرقية"), (20, "كفربطنا"), (128, "الغوطة الشرقية")]


def test_two_weekdays_are_two_days() -> None:
    (claim,) = claims("قتل خمسة مدنيين يومي السبت والأحد.", "2022-10-05")
    assert (claim["from"], claim["to"], claim["scope"]) == ("2022-10-01", "2022-10-02", "cumulative")


def test_a_first_toll_gives_way_to_the_one_after_it() -> None:
    text = "أحصى المرصد مقتل 34 مدنيا، بعد حصيلة أولية أفادت بمقتل 22."
    assert slots(text, "status") == [(34, "current"), (22, "superseded")]


def test_a_gas_works_is_no_chemical_weapon() -> None:
    assert slots("أسفر قصف محطة غاز في عامودا عن إصابة حارسين.", "cause") == [(2, ["shelling"])]


def test_a_days_toll_told_apart_by_governorates_is_a_sum_of_them() -> None:
    text = "بلغ عدد شهداء اليوم 72 شهيدا، بينهم 9 أطفال: 30 في حلب، و18 في درعا، و12 في إدلب."
    assert slots(text, "governorate", "part_of", "scope")[0] == (72, None, None, "cumulative")
    assert slots(text, "governorate", "part_of")[2:] == [(30, "Aleppo", 1), (18, "Daraa", 1), (12, "Idlib", 1)]


def test_the_dead_of_several_towns_after_their_verb_add_up_to_the_total() -> None:
    text = (
        "قتل 21 مدنيا جراء قصف جوي لقوات النظام وحليفتها روسيا على محافظة إدلب.\n"
        "وأفاد الدفاع المدني بأن 9 مدنيين قتلوا في مدينة إدلب، و6 في معرة مصرين، و4 في بنش، واثنين في بلدة سرمين.\n"
    )
    found = slots(text, "place", "part_of", "scope")
    assert found[0] == (21, "إدلب", None, "cumulative")
    assert [(low, place, part) for low, place, part, _ in found[1:]] == [
        (9, "إدلب", 1),
        (6, "معرة مصرين", 1),
        (4, "بنش", 1),
        (2, "سرمين", 1),
    ]
    assert slots(text, "by")[0] == (21, ["government", "russia"])


def test_older_news_before_the_news_of_a_sentence_is_older_alone() -> None:
    text = "بعد يومين من مقتل أربعة من أفراد أسرة واحدة، تعرضت البلدة لقصف جديد أدى لإصابة مسنة."
    assert slots(text, "status") == [(4, "recalled"), (1, "current")]


def test_others_hurt_with_soldiers_are_of_their_army() -> None:
    text = "أعلن مصدر عسكري سوري استشهاد 18 عسكريا وإصابة 27 آخرين بتفجير إرهابي على طريق الصبورة."
    assert slots(text, "party") == [(18, "government"), (27, "government")]


@pytest.mark.parametrize(
    ("text", "party", "by"),
    [
        ("أعلنت وزارة الدفاع التركية تحييد 13 إرهابيا.", "unknown", ["turkey"]),
        ("أعلن وزير الدفاع التركي تحييد 184 إرهابيا.", "unknown", ["turkey"]),
        ("مقتل 12 جنديا سوريا بقصف على ريف حلب.", "government", []),
    ],
)
def test_foes_fell_to_who_tells_of_them(text: str, party: str, by: list[str]) -> None:
    assert slots(text, "party", "by")[0][1:] == (party, by)


def test_a_part_is_of_its_own_claimants_total() -> None:
    text = (
        "قتل 28 عنصرا من قوات النظام في هجوم لتنظيم الدولة على حافلة، وفق المرصد السوري لحقوق الإنسان.\n"
        "وأوردت وكالة سانا أن الهجوم أسفر عن مقتل 25 مواطنا.\n"
        "وأوضح مدير المرصد أن ثمانية ضباط في عداد القتلى.\n"
    )
    assert slots(text, "part_of") == [(28, None), (25, None), (8, 1)]
