"""Time expressions, resolved as the guidelines' settled cases say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.calendar import from_hijri, last_of_month, weekday_before, weekday_near
from pipeline.arabic.dates import TimeExpression, statement_day, time_expressions
from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize

PUBLISHED = date(2018, 2, 24)  # a Saturday
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
LEVANTINE = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
             "تشرين الثاني", "كانون الأول"]  # fmt: skip
WESTERN = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]

PIECES = [
    *("منذ", "حتى", "بين", "ليلة", "فجر", "يوم", "اليوم", "أمس", "الخميس", "الجمعة", "12", "شباط", "/", "نوفمبر"),
    *("الماضي", "2017", "خلال", "ثلاثة", "أيام", "الـ", "24", "ساعة", "الأسبوع", "قبل", "مطلع", "العام", "و"),
]


def read(text: str, published: date | None = PUBLISHED, said_on: date | None = None) -> list[TimeExpression]:
    return time_expressions(tokenize(fold(text)), published, said_on)


def span(text: str, published: date | None = PUBLISHED) -> tuple[str | None, str | None]:
    """The first expression's days, as ISO text."""
    found = read(text, published)[0]
    begin, end = found.date_from, found.date_to
    return (begin.isoformat() if begin else None, end.isoformat() if end else None)


def words(text: str, published: date | None = PUBLISHED) -> str:
    tokens = tokenize(fold(text))
    found = time_expressions(tokens, published)[0]
    return " ".join(token.text for token in tokens[found.first : found.last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل مدنيان أمس", "2018-02-23"),
        ("قتل مدنيان أول أمس", "2018-02-22"),
        ("قتل مدنيان يوم أمس الأول", "2018-02-22"),
        ("قصف عصر الاثنين على السوق", "2018-02-19"),
        ("قصف فجر السبت", "2018-02-24"),
        ("قصف فجر اليوم السبت", "2018-02-24"),
        ("مساء أمس الجمعة", "2018-02-23"),
        ("ليلة أمس", "2018-02-23"),
        ("قصف يوم السبت الماضي", "2018-02-17"),
        ("صباح اليوم السبت 24 شباط/فبراير", "2018-02-24"),
        ("اليوم، السبت 24 من شباط", "2018-02-24"),
        ("اليوم السبت الموافق 24/2/2018", "2018-02-24"),
        ("في 12 شباط قصف الطيران", "2018-02-12"),
        ("في 12 آذار قصف الطيران", "2017-03-12"),
        ("22 أغسطس/آب الماضي", "2017-08-22"),
        ("18 من شباط الحالي", "2018-02-18"),
        ("في التاسع من نوفمبر", "2017-11-09"),
        ("في الأول من الشهر الجاري", "2018-02-01"),
        ("في العشرين من الشهر الماضي", "2018-01-20"),
        ("11/11/2017", "2017-11-11"),
        ("2017-11-11", "2017-11-11"),
        ("12.05.2017", "2017-05-12"),
        ("04/ أيار/ 2017", "2017-05-04"),
        ("26 جانفي 1978", "1978-01-26"),
        ("15 شباط 1999", "1999-02-15"),
        ("عام 1999 بتاريخ 15 شباط", "1999-02-15"),
        ("12 رمضان 1438 هـ", "2017-06-07"),
        ("قبل يومين", "2018-02-22"),
        ("قبل نحو يومين", "2018-02-22"),
        ("قبل قليل", "2018-02-24"),
    ],
)
def test_days(text: str, expected: str) -> None:
    assert span(text) == (expected, expected)
    assert read(text)[0].precision == 1


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("ليلة الخميس الى الجمعة", "2018-02-22", "2018-02-23"),
        ("ليل الخميس - الجمعة", "2018-02-22", "2018-02-23"),
        ("ليلة الخميس/ الجمعة", "2018-02-22", "2018-02-23"),
        ("خلال الليلة الماضية", "2018-02-23", "2018-02-24"),
        ("استهدف طوال الليل مدينة الرقة", "2018-02-23", "2018-02-24"),
        ("خلال الساعات القليلة الفائتة", "2018-02-23", "2018-02-24"),
        ("خلال الـ24 ساعة الأخيرة", "2018-02-23", "2018-02-24"),
        ("خلال الساعات الـ 48 الماضية", "2018-02-22", "2018-02-24"),
        ("خلال الأيام الثلاثة الماضية", "2018-02-21", "2018-02-24"),
        ("في الأيام الأربعة الماضية", "2018-02-20", "2018-02-24"),
        ("خلال ثلاثة أيام", "2018-02-21", "2018-02-24"),
        ("في اليومين الماضيين", "2018-02-22", "2018-02-24"),
        ("في الأسبوعين الماضيين", "2018-02-10", "2018-02-24"),
        ("منذ ثلاثة أيام", "2018-02-21", "2018-02-24"),
        ("الأسبوع الماضي", "2018-02-12", "2018-02-18"),
        ("الشهر الماضي", "2018-01-01", "2018-01-31"),
        ("شهر تشرين ثان / نوفمبر الماضي", "2017-11-01", "2017-11-30"),
        ("خلال نوفمبر", "2017-11-01", "2017-11-30"),
        ("خلال العام الجاري", "2018-01-01", "2018-02-24"),
        ("خلال شباط الجاري", "2018-02-01", "2018-02-24"),
        ("خلال عام 2017", "2017-01-01", "2017-12-31"),
        ("منذ مطلع العام", "2018-01-01", "2018-02-24"),
        ("منذ بداية العام الحالي", "2018-01-01", "2018-02-24"),
        ("منذ مطلع شهر حزيران الماضي", "2017-06-01", "2018-02-24"),
        ("منذ العام 2011", "2011-01-01", "2018-02-24"),
        ("منذ الأربعاء", "2018-02-21", "2018-02-24"),
        ("منذ يوم الأربعاء", "2018-02-21", "2018-02-24"),
        ("منذ أسبوع", "2018-02-17", "2018-02-24"),
        ("منتصف الليلة الماضية", "2018-02-23", "2018-02-24"),
        ("منذ بداية العام 2017 وحتى نهاية شهر نيسان 2017", "2017-01-01", "2017-04-30"),
        ("بين 2015 و2017", "2015-01-01", "2017-12-31"),
        ("بين عامي 2015 و2017", "2015-01-01", "2017-12-31"),
        ("من 30 أيلول 2015 وحتى 20 آب 2017", "2015-09-30", "2017-08-20"),
        ("من الاثنين إلى الأربعاء", "2018-02-19", "2018-02-21"),
        ("منذ بدء الحملة العسكرية في شهر أيلول حتى نهاية شهر كانون الثاني", "2017-09-01", "2018-01-31"),
        ("منذ توقيع الاتفاق مع موسكو في آذار 2017", "2017-03-01", "2018-02-24"),
        ("منذ اندلاع المعارك في المدينة عام 2012", "2012-01-01", "2018-02-24"),
        ("منذ سيطرة الفصائل على البلدة العام الماضي", "2017-01-01", "2018-02-24"),
        ("منذ بداية الحصار قبل نحو شهرين", "2017-12-24", "2018-02-24"),
        ("منذ حوالي ثلاثة أيام", "2018-02-21", "2018-02-24"),
    ],
)
def test_spans(text: str, begin: str, end: str) -> None:
    assert span(text) == (begin, end)


@pytest.mark.parametrize(
    "text",
    ["منذ أيام", "خلال الأشهر الأخيرة", "في الآونة الأخيرة", "الأيام الماضية", "منذ أسابيع", "منذ سيطرتها على البلدة"],
)
def test_windows_open_at_their_start(text: str) -> None:
    found = read(text)[0]
    assert (found.date_from, found.date_to, found.kind) == (None, PUBLISHED, "open")


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (date(2022, 9, 17), "اليوم الخميس", "2022-09-15"),
        (date(2021, 8, 8), "صباح اليوم الإثنين", "2021-08-09"),
        (date(2021, 8, 29), "أمس الأحد", "2021-08-29"),
        (date(2021, 8, 8), "صباح اليوم الاثنين 9 آب/أغسطس", "2021-08-09"),
    ],
)
def test_a_weekday_in_the_text_beats_the_reckoning(published: date, text: str, expected: str) -> None:
    assert span(text, published) == (expected, expected)


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم التالي",
        "اليوم الثالث",
        "ذلك اليوم",
        "الأسبوع المقبل",
        "الخميس المقبل",
        "منذ الساعة الثالثة",
        "26 من المدنيين",
    ],
)
def test_what_dates_no_harm_is_not_read(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقطوا عصر الإثنين بقصف", "عصر الاثنين"),
        ("خلال شهر تشرين ثان / نوفمبر الماضي.", "شهر تشرين ثان / نوفمبر الماضي"),
        ("قتل مدني صباح اليوم السبت 6 تشرين الثاني/نوفمبر، جراء", "صباح اليوم السبت 6 تشرين الثاني / نوفمبر"),
        ("تصعيدا منذ مطلع شهر حزيران الماضي، دون", "منذ مطلع شهر حزيران الماضي"),
    ],
)
def test_the_whole_expression_is_quoted(text: str, expected: str) -> None:
    assert words(text) == expected


def test_without_a_day_of_publication_only_full_dates_resolve() -> None:
    assert span("أمس الجمعة", None) == (None, None)
    assert span("في 6 مايو 2011", None) == ("2011-05-06", "2011-05-06")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عن رئيس المرصد قوله امس الجمعة إن 229 شخصا قتلوا في الأيام الأربعة الماضية", date(2018, 2, 23)),
        ("وأعلنت وزارة الدفاع الروسية، أمس الجمعة، مقتل ستة جنود", date(2018, 2, 23)),
        ("قال المرصد إن ثلاثة قتلوا أمس الجمعة، بقصف", None),
    ],
)
def test_a_day_that_belongs_to_the_saying(text: str, expected: date | None) -> None:
    tokens = tokenize(fold(text))
    assert statement_day(tokens, time_expressions(tokens, PUBLISHED)) == expected


def test_spans_end_on_the_day_of_the_statement() -> None:
    found = read("قتلوا في الأيام الأربعة الماضية", said_on=date(2018, 2, 23))[0]
    assert (found.date_from, found.date_to) == (date(2018, 2, 19), date(2018, 2, 23))


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_its_latest_occurrence_or_the_day_after_a_page_dated_too_early(
    published: date, weekday: int
) -> None:
    found = read(f"قصف صباح {WEEKDAYS[weekday]} على البلدة", published)[0].date_from
    assert found is not None and found.weekday() == weekday and timedelta(-1) <= published - found < timedelta(6)
    assert weekday_before(published, weekday, strictly=True) < published
    assert abs(weekday_near(published, weekday) - published) <= timedelta(3)


@given(DAYS, st.sampled_from([LEVANTINE, WESTERN]))
def test_a_full_date_is_read_back(day: date, names: list[str]) -> None:
    for text in (f"{day.day} {names[day.month - 1]} {day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        found = read(f"قصفت البلدة في {text} بالمدفعية", date(2027, 1, 1))[0]
        assert (found.date_from, found.date_to, found.precision) == (day, day, 1)


@given(DAYS, st.integers(1, 28), st.integers(0, 11))
def test_a_day_without_a_year_is_not_far_after_publication(published: date, day: int, month: int) -> None:
    found = read(f"في {day} {LEVANTINE[month]} قصفت", published)[0].date_from
    assert found is not None and timedelta(-4) < published - found < timedelta(367)


@given(DAYS, st.integers(2, 60))
def test_a_window_of_days_is_that_long(published: date, length: int) -> None:
    found = read(f"خلال الـ {length} يوما الماضية", published)[0]
    assert found.date_to == published and found.date_from == published - timedelta(length)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year: int, month: int) -> None:
    assert (last_of_month(year, month) + timedelta(1)).day == 1


def test_a_hijri_day_that_does_not_exist() -> None:
    assert from_hijri(1439, 1, 31) is None


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_expressions_never_overlap_and_never_end_before_they_begin(parts: list[str]) -> None:
    tokens = tokenize(fold(" ".join(parts)))
    position = 0
    for found in time_expressions(tokens, PUBLISHED):
        assert position <= found.first < found.last <= len(tokens)
        assert 1 <= found.precision <= 5
        position = found.last


def test_days_that_contradict_each_other_leave_the_later_bound() -> None:
    assert span("منذ 5 آذار 2024 وحتى 3 شباط 2024", date(2024, 4, 1)) == (None, "2024-02-03")


def test_a_year_told_of_as_this_one_ends_with_its_last_day_told() -> None:
    text = "منذ بداية العام الحالي وحتى {} كانون الأول"
    assert span(text.format("منتصف"), date(2024, 1, 1)) == ("2023-01-01", "2023-12-15")
    assert span(text.format("20"), date(2024, 1, 2)) == ("2023-01-01", "2023-12-20")


def test_a_span_from_an_event_ends_on_the_day_told() -> None:
    assert span("منذ بدء الحملة العسكرية حتى يوم أمس الجمعة") == (None, "2018-02-23")
    assert span("منذ سقوط المدينة وحتى 12 شباط") == (None, "2018-02-12")
    assert span("منذ بداية التصعيد") == (None, "2018-02-24")


def test_the_same_day_is_the_one_told_before() -> None:
    assert read("وفي اليوم نفسه") == read("وفي اليوم ذاته") == []
