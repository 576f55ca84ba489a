"""The day of publication, read from a page's head and from nowhere else."""

from datetime import date

import pytest

from pipeline.arabic.datelines import dateline

BODY = "\n\nقتل ثلاثة مدنيين وأصيب خمسة آخرون جراء قصف مدفعي على بلدة كنصفرة بريف إدلب الجنوبي.\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الحدث الأحد ١١/نوفمبر/٢٠١٨ ٠٣:٠٦ ص", date(2018, 11, 11)),
        ("الثلاثاء, ١٠ ديسمبر ٢٠٢٤, ٢٢:٥٤", date(2024, 12, 10)),
        ("نشر في: 2021-05-06", date(2021, 5, 6)),
        ("نشرت في: 07/03/2022 - 09:15", date(2022, 3, 7)),
        ("0001 (GMT+04:00) - 28/03/09", date(2009, 3, 28)),
    ],
)
def test_a_dateline_above_the_text(line: str, day: date) -> None:
    text = f"عنوان الخبر عن القصف على البلدة\n\n{line}{BODY}"
    found = dateline(text)
    assert found is not None and found.day == day
    assert text[found.char_start : found.char_end] in line


@pytest.mark.parametrize(
    "text",
    [
        f"عنوان الخبر عن القصف على البلدة{BODY}وفي 6 مايو 2011 قصفت القوات المدينة.",
        "في 6 مايو 2011 قصفت القوات المدينة بالمدفعية الثقيلة وقتلت ثلاثة مدنيين.",
        "السبت 1 آب, 2026\nاللغة/Language\nعربي\nENGLISH",
        "",
    ],
)
def test_dates_of_the_report_and_of_the_visit_are_no_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize("label", ["تاريخ النشر:\n", "نشر في: "])
def test_a_page_without_text_in_sight_may_name_its_day_of_publication(label: str) -> None:
    found = dateline(f"قصف على البلدة\nاقرأ المزيد\n{label}09 أغسطس, 2021\nتاريخ التحديث:\n14 يناير, 2026")
    assert found is not None and found.day == date(2021, 8, 9)


def test_a_date_that_leads_a_one_line_page() -> None:
    found = dateline(
        "نشر في 12 أيار 2018: قتل ثلاثة مدنيين وأصيب خمسة آخرون جراء قصف مدفعي على بلدة كنصفرة بريف إدلب الجنوبي"
    )
    assert found is not None and found.day == date(2018, 5, 12)
