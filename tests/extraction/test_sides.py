"""Whose fighters fell, to whom: both sides of a clash, figures of two sides, attackers, those who are struck."""

import pytest

from tests.extraction.reading import claims


def sides(text: str, published: str = "2022-05-10") -> list[tuple[str | None, list[str]]]:
    return [(claim["party"], claim["by"]) for claim in claims(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "6 من عناصر الفصائل و4 من مقاتلي قسد قتلوا في معارك قرب جسر قره قوزاق.",
        "قُتل تسعة من عناصر «الجيش الوطني» وما لا يقل عن 15 من مسلحي «قسد» في معارك بحي المنصور.",
    ],
)
def test_what_both_sides_of_a_clash_lost_fell_to_the_other(text: str) -> None:
    assert sides(text) == [("opposition", ["sdf"]), ("sdf", ["opposition"])]


def test_a_side_is_told_past_whose_ally_it_is() -> None:
    text = "قتل ستة من قوات الدفاع الوطني الموالية للنظام واربعة مقاتلين من جبهة النصرة في اشتباكات."
    assert sides(text) == [("government", ["hts"]), ("hts", ["government"])]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ('أسر 4 عناصر لقوات الأسد وميليشيات "قسد".', "unknown"),
        ("مقتل 9 من قوات النظام والمسلحين الموالين لها.", "government"),
        ("كبدت فصائل المعارضة قوات النظام خسائر بشرية.", "government"),
        ("خلف الهجوم سبعة قتلى من عناصر الميليشيا.", "unknown"),
    ],
)
def test_one_figure_of_two_sides_is_of_no_one_side(text: str, party: str) -> None:
    (claim,) = claims(text)
    assert (claim["who"], claim["party"]) == ("combatant", party)


def test_what_belongs_to_a_side_is_struck_and_does_not_strike() -> None:
    text = "استهداف سيارة عسكرية تابعة لقسد بعبوة ناسفة قرب الشدادي، أدى لمقتل عنصرين."
    assert sides(text) == [("sdf", [])]


def test_patrols_raid() -> None:
    assert sides("داهمت دوريات لقسد بلدة الشحيل واعتقلت أربعة شبان.") == [(None, ["sdf"])]
    assert sides("اعتقال ثلاثة شبان على حاجز يتبع للأمن السياسي عند مدخل البلدة.") == [(None, ["government"])]


def test_the_attackers_who_fell_are_those_who_attacked() -> None:
    text = (
        "شن تنظيم داعش هجوما على حاجز لقوات النظام، دارت على إثره اشتباكات أدت إلى مقتل 4 من عناصر "
        "قوات النظام، فيما قتل اثنان من المهاجمين."
    )
    assert sides(text) == [("government", ["islamic_state"]), ("islamic_state", ["government"])]


@pytest.mark.parametrize(("published", "party"), [("2022-05-10", "opposition"), ("2025-05-10", "unknown")])
def test_whom_assads_government_calls_terrorists(published: str, party: str) -> None:
    text = "ذكرت وكالة سانا أن وحدات من الجيش قضت على عشرات الإرهابيين في ريف إدلب."
    assert sides(text, published) == [(party, ["government"])]


def test_terrorists_who_strike_are_whom_the_article_names() -> None:
    text = 'قصف تنظيم "واي بي جي" مدينة عفرين.\n\nوأسفر الهجوم الذي نفذه الإرهابيون عن إصابة 3 مدنيين.\n'
    assert sides(text) == [(None, ["sdf"])]
    told = "ذكرت وكالة سانا أن مدنيين اثنين استشهدا بقذائف أطلقها إرهابيون على حي باب توما."
    assert sides(told) == [(None, ["opposition"])]


def test_seats_of_intelligence_are_no_aircraft_and_a_recorders_country_strikes_nobody() -> None:
    (claim,) = claims("هجوم لمسلحين مجهولين على حاجز المخابرات الجوية غرب داعل، أعقبته اشتباكات، قُتل فيها ثلاثة عناصر.")
    assert (claim["cause"], claim["by"]) == (["clash"], ["unknown"])
    text = "قال المرصد السوري لحقوق الإنسان ومقره بريطانيا إن 36 شخصا قتلوا بقصف على حلب."
    assert sides(text) == [(None, [])]


def test_ones_own_fire_is_answered_by_another_act() -> None:
    text = "جرح جندي تركي بهجوم على قاعدة في ريف إدلب، وردت القوات التركية بقصف مواقع النظام."
    assert sides(text) == [("turkey", [])]


def test_a_states_soldiers_do_not_fall_to_their_own() -> None:
    assert sides("مقتل 13 شخصا جراء توغل إسرائيلي، وإصابة 6 جنود إسرائيليين.")[1] == ("israel", [])


def test_a_side_loses_its_own_fighters() -> None:
    assert sides("فقدت قوات النظام 20 عنصرا بين قتيل وجريح في هجوم على محور كباني.") == [("government", [])]


@pytest.mark.parametrize(("where", "party"), [("عامودا", "sdf"), ("جبلة", "government")])
def test_internal_security_forces_are_those_of_where_they_serve(where: str, party: str) -> None:
    assert sides(f"مقتل ثلاثة من قوى الأمن الداخلي في {where}.") == [(party, [])]
