"""Round-ups and recorders' reports: days and places that head what is told below them, periods, who reports."""

from typing import Any

import pytest

from tests.extraction.reading import claims


def slot(text: str, name: str, title: str | None = None, published: str = "2024-05-16") -> list[Any]:
    return [claim[name] for claim in claims(text, published, title)]


def test_a_heading_that_names_a_day_dates_what_is_told_below_it() -> None:
    title = "حصيلة أسبوع في درعا"
    text = (
        f"{title}\n\nشهدت محافظة درعا عدة حوادث، وجاءت على النحو التالي:\n\nالسبت 11 أيار\n"
        "– نامر: العثور على جثتي شابين مقتولين بالرصاص.\n– درعا البلد: وفاة طفلين بانفجار قنبلة عنقودية.\n\n"
        "الأحد 12 أيار\n– داعل: مقتل ثلاثة مدنيين برصاص مجهولين.\n"
    )
    assert slot(text, "from", title) == ["2024-05-11", "2024-05-11", "2024-05-12"]


@pytest.mark.parametrize("when", ["بين 10 و16 أيار", "من 10 إلى 16 أيار"])
def test_a_span_from_a_day_to_a_day_is_a_period(when: str) -> None:
    assert slot(f"قتل 12 شخصا {when} في درعا.", "scope") == ["cumulative"]


def test_figures_each_in_its_own_governorate() -> None:
    text = "20 شهيدا في حلب؛ 15 شهيدا في إدلب؛ وثلاثة شهداء في حماة."
    assert slot(text, "governorate") == ["Aleppo", "Idlib", "Hama"]


def test_a_report_is_of_the_recorder_whose_name_stands_under_its_title() -> None:
    title = "حصيلة شهداء سوريا اليوم"
    text = f"{title}\n\nلجان التنسيق المحلية في سوريا\n20 شهيدا في حلب، و15 شهيدا في إدلب.\n"
    assert slot(text, "source", title) == ["lcc", "lcc"]
    opened = f"{title}\n\nالمرصد السوري لحقوق الإنسان:: استمر القصف أمس.\n\nوقتل 5 مدنيين في حلب جراء القصف.\n"
    assert slot(opened, "source", title) == ["sohr"]


def test_what_a_recorders_report_counts_is_of_the_period_it_began_with() -> None:
    text = (
        "وثقت الشبكة السورية لحقوق الإنسان في تقريرها مقتل 958 مدنيا خلال شهر نيسان.\n\n"
        "وعلى صعيد آخر، سجلت الشبكة السورية لحقوق الإنسان مقتل 96 مدنيا على يد تنظيم داعش.\n"
    )
    assert slot(text, "from") == ["2024-04-01", "2024-04-01"]


def test_a_running_total_is_of_now_however_it_is_introduced() -> None:
    text = "الجدير بالذكر أن الهجمات التركية تسببت منذ مطلع العام الجاري باستشهاد 37 شخصا."
    assert slot(text, "status") == ["current"]


@pytest.mark.parametrize("when", ["منذ مارس آذار 2011", "منذ آذار 2011"])
def test_a_month_is_named_twice(when: str) -> None:
    assert slot(f"قتل 500 شخص في حلب {when}.", "from") == ["2011-03-01"]


def test_one_act_is_dated_by_its_month_and_a_sum_is_of_it() -> None:
    assert slot("وكان هجوم مشابه في نيسان الماضي قد أسفر عن مقتل ستة أشخاص.", "scope") == ["incident"]
    assert slot("وأسفر القصف خلال شهر نيسان الماضي عن مقتل ستة أشخاص.", "scope") == ["cumulative"]


def test_torture_of_some_is_not_of_all() -> None:
    text = "مقتل مئة واثنين وأربعين شخصا في حلب بينهم تسع سيدات وأربعة قضوا تحت التعذيب."
    assert slot(text, "cause") == [[], [], ["detention_or_torture"]]


def test_an_earlier_figure_is_replaced_by_one_of_another_class() -> None:
    text = "قتل 26 مدنيا بغارات على دوما. وكان المرصد قد تحدث في وقت سابق عن 19 قتيلا."
    assert slot(text, "status") == ["current", "superseded"]


@pytest.mark.parametrize("text", ["واقتصرت الخسائر البشرية على إصابة راع في قرية الدردارة."])
def test_losses_limited_to_somebody_are_told_once(text: str) -> None:
    assert len(claims(text)) == 1
