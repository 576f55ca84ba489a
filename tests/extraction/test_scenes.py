"""What a report goes on with, and what it only mentions: whose act a claim is of, where, and by whose account."""

from typing import Any

import pytest

from tests.extraction.reading import claims


def slot(text: str, name: str, published: str = "2023-05-10") -> list[Any]:
    """One slot of every claim."""
    return [claim[name] for claim in claims(text, published)]


def test_another_voice_on_the_same_attack_keeps_its_place_and_author() -> None:
    text = (
        "قتل 26 شخصا في غارات روسية على بلدة بليون، بحسب الدفاع المدني.\n\n"
        "في المقابل، ذكرت وكالة سانا أن ثلاثة أشخاص أصيبوا.\n"
    )
    assert slot(text, "by") == [["russia"], ["russia"]]
    assert slot(text, "place") == ["بليون", "بليون"]
    assert slot(text, "source") == ["civil_defence", "sana"]


@pytest.mark.parametrize(
    ("named", "party"),
    [('تنظيم "واي بي جي/ بي كي كي" الإرهابي', "sdf"), ('تنظيم "الدولة الإسلامية"', "islamic_state")],
)
def test_the_organisation_is_the_one_last_named_in_full(named: str, party: str) -> None:
    text = f"قصف {named} مدينة عفرين.\n\nوقتلت امرأة في اعزاز بقذائف أطلقها التنظيم.\n"
    assert slot(text, "by") == [[party]]


def test_what_the_organisation_did_is_told_by_verb_or_act() -> None:
    text = "هاجم تنظيم الدولة حافلة.\n\nقتل 71 من قوات النظام في عمليات نفذها التنظيم في البادية.\n"
    assert slot(text, "by") == [["islamic_state"]]


def test_the_day_that_closes_a_claimants_words_is_when_he_spoke() -> None:
    text = "قتل 26 شخصا في هجوم على بادية السعن، وفق ما أفاد به المرصد السوري لحقوق الإنسان اليوم الأربعاء."
    assert slot(text, "from") == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("مقتل قيادي كبير في تنظيم داعش كان يخطط لهجمات في الشرق الأوسط وأوروبا.", None),
        ("قال مسؤول المكتب الإعلامي في مركز الدفاع المدني بمدينة أريحا، سامر الأسعد، إن مدنيا قتل.", None),
        ("أصيب شخصان بقذائف أطلقتها وحدات حماية الشعب من كوباني على بلدة سوروج جنوبي تركيا.", "سوروج"),
        ("استشهد معتقلان تحت التعذيب، وهما من أبناء مدينتي نوى والحراك.", None),
        ("قتلت امرأة نازحة من عفرين في قصف على قرية حربل.", "حربل"),
        ("اعتقلت قوات النظام شابين في بلدة صيدا، واقتادتهم إلى مدينة درعا.", "صيدا"),
    ],
)
def test_a_place_of_plans_offices_origin_or_destination_is_not_where(text: str, place: str | None) -> None:
    assert slot(text, "place") == [place]


def test_planned_attacks_are_no_means() -> None:
    text = "أعلنت الوزارة تحييد 9 إرهابيين كانوا يستعدون لشن هجمات على منطقة نبع السلام."
    assert slot(text, "cause") == [[]]


def test_a_like_act_is_by_the_author_of_the_one_before() -> None:
    text = (
        "قتل أربعة مدنيين بقصف مدفعي لقوات النظام على قرية بليون.\n\n"
        "ويأتي القصف بعد أيام على مقتل ستة أشخاص في قصف مماثل على قرية إبلين، في 3 من أيار الحالي.\n"
    )
    assert slot(text, "by") == [["government"], ["government"]]


def test_an_act_in_answer_to_another_is_not_where_and_when_that_was() -> None:
    text = (
        'أعلنت وزارة الدفاع التركية "تحييد 23 إرهابيا"، ردا على هجوم شنه حزب العمال الكردستاني الجمعة '
        "على قاعدة في شمال العراق وقتل فيه ستة جنود أتراك."
    )
    assert slot(text, "place") == [None, "شمال العراق"]
    assert [bool(day) for day in slot(text, "from")] == [False, True]


def test_an_inquiry_lays_the_act_on_whom_it_finds_to_have_taken_part() -> None:
    text = "قتل ثلاثة عناصر برصاص في خان شيخون.\n\nوتشير التحقيقات إلى ضلوع خلية من تنظيم داعش في الجريمة.\n"
    assert slot(text, "by") == [["islamic_state"]]


def test_each_of_two_figures_side_by_side_is_its_own_claimants() -> None:
    text = "قتل 12 شخصا بحسب المرصد السوري، و9 وفق وزارة الصحة، في الغارات على دمشق."
    assert slot(text, "source") == ["sohr", "medical"]


def test_a_recorders_report_named_in_short_goes_on_with_its_month() -> None:
    text = (
        "وثقت “الشبكة السورية لحقوق الإنسان” مقتل 73 مدنيا خلال نيسان الماضي.\n\n"
        "وبحسب تقرير للشبكة صدر أمس، قتلت قوات النظام السوري 31 مدنيا، وقتلت القوات الروسية سبعة.\n"
    )
    found = claims(text, "2023-05-10")
    assert [claim["source"] for claim in found] == ["snhr"] * 3
    assert [claim["from"] for claim in found] == ["2023-04-01"] * 3
    assert [claim["part_of"] for claim in found] == [None, 1, 1]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("شن عناصر تنظيم داعش هجوما على حاجز لميليشيا الدفاع الوطني، أسفر عن سقوط ستة قتلى.", ["islamic_state"]),
        ("قتل ثلاثة ضباط بنيران من جانب مسلحين ينتمون إلى تنظيم الدولة الإسلامية.", ["islamic_state"]),
        ("داهمت قسد مدعومة بطيران التحالف بلدة ذيبان واعتقلت 15 شابا.", ["sdf"]),
        ("ألقت مروحيات حكومية براميل على حي الزبدية، ما أدى إلى مقتل خمسة مدنيين.", ["government"]),
        ("شن طيران مجهول غارات على محيط البوكمال، ما أدى لسقوط قتلى.", ["unknown"]),
    ],
)
def test_who_did_it_by_name_belonging_or_aircraft(text: str, by: list[str]) -> None:
    assert slot(text, "by") == [by]


@pytest.mark.parametrize(
    "text",
    [
        "شنت الطائرات الروسية عشرات الغارات على ريف إدلب خلال الشهر الماضي، أدت آخرها إلى مقتل 3 مدنيين في أريحا.",
        "نفذت قوات النظام 20 هجوما على إدلب منذ بداية العام، كان أعنفها القصف الذي قتل 12 مدنيا في السوق الشعبي.",
        "نفذ التنظيم عدة هجمات في البادية الأسبوع الماضي، أبرزها هجوم على حافلة أودى بحياة 11 عنصرا.",
        "قتل 24 مدنيا منذ بداية العام، وفق تقرير للدفاع المدني. وجاء التقرير بعد ساعات من مجزرة خلفت 7 قتلى في أريحا.",
    ],
)
def test_one_attack_singled_out_of_many_is_no_sum_of_them(text: str) -> None:
    *_, last = claims(text, "2023-05-10")
    assert (last["scope"], last["when"]) == ("incident", None)


def test_the_many_keep_their_span_where_a_place_is_singled_out() -> None:
    text = "قصفت قوات النظام مناطق عدة خلال الأيام الماضية، أبرزها بلدات سرمين وآفس، ما أدى إلى مقتل 5 مدنيين."
    assert slot(text, "scope") == ["cumulative"]


def test_a_day_named_with_the_harm_dates_it_beside_the_span_of_the_attacks() -> None:
    text = "كثفت قوات النظام قصفها على إدلب في الآونة الأخيرة ما أدى إلى مصرع عائلة في أريحا أمس الثلاثاء."
    assert (slot(text, "from"), slot(text, "scope")) == (["2023-05-09"], ["incident"])
