"""Copies of one text are one family; texts that only share a site's furniture, or a theme, are not."""

from datetime import date, timedelta

import polars as pl

from pipeline.reconciliation import families

WIRE = (
    "قال المرصد السوري لحقوق الإنسان إن ثلاثة وعشرين مدنيا قتلوا في غارات نفذتها طائرات التحالف الدولي على مدينة الرقة "
    "وأطرافها خلال الليل وإن عشرات آخرين أصيبوا بجروح بعضهم في حالة خطرة وكان المرصد قد أفاد في وقت سابق بمقتل سبعة عشر"
)
OTHER = (
    "أعلن الدفاع المدني انتشال ثلاث وخمسين جثة من تحت أنقاض سوق مدينة الأتارب في ريف حلب الغربي بعد قصف جوي روسي عصر "
    "الاثنين فيما تواصل فرق الإنقاذ البحث عن مفقودين بين المباني المدمرة حتى ساعات متأخرة من الليل بحسب ما نشره"
)
MENU = (
    "الرئيسية أخبار سوريا أخبار العالم اقتصاد رياضة ثقافة صحة منوعات اتصل بنا سياسة الخصوصية شروط الاستخدام حقوق النشر "
)
DAY = date(2017, 6, 10)


def family(*articles: tuple[str, str, date | None]) -> dict[str, str]:
    rows = pl.DataFrame(
        [(name, text, day) for name, text, day in articles],
        schema={"article_id": pl.String, "text": pl.String, "published_on": pl.Date},
        orient="row",
    )
    found = families(rows)
    assert found.equals(families(rows.reverse()))
    assert (found["is_family_head"] == (found["article_id"] == found["syndication_id"])).all()
    return dict(found.select("article_id", "syndication_id").rows())


def test_a_wire_with_another_headline_is_a_copy_and_the_earliest_is_the_head() -> None:
    copy = "مقتل عشرات المدنيين في الرقة " + WIRE
    assert family(("a", copy, DAY + timedelta(1)), ("b", WIRE, DAY), ("c", OTHER, DAY)) == {
        "a": "b",
        "b": "b",
        "c": "c",
    }


def test_of_copies_of_one_day_the_smallest_id_is_the_head_and_an_undated_one_never() -> None:
    assert family(("b", WIRE, DAY), ("c", WIRE, DAY), ("a", WIRE, None)) == {"a": "b", "b": "b", "c": "b"}


def test_diacritics_and_spelling_do_not_hide_a_copy() -> None:
    assert family(("a", WIRE, DAY), ("b", WIRE.replace("أ", "ا").replace("ة", "ه"), DAY)) == {"a": "a", "b": "a"}


def test_a_sites_menu_makes_no_family() -> None:
    sites = [(f"a{n}", MENU + " ".join(f"خبر{n}{word}" for word in range(9)), DAY + timedelta(n)) for n in range(5)]
    assert len(set(family(*sites).values())) == 5


def test_an_unlike_text_months_later_is_no_copy() -> None:
    changed = WIRE.replace("ثلاثة وعشرين", "سبعة وأربعين").replace("الرقة", "الميادين").replace("عشرات آخرين", "نساء")
    assert len(set(family(("a", WIRE, DAY), ("b", changed, DAY + timedelta(90))).values())) == 2


def test_an_empty_or_short_text_is_its_own_family_unless_identical() -> None:
    assert family(("a", "", DAY), ("b", "قتلى", DAY), ("c", "قتلى", DAY), ("d", "جرحى", DAY)) == {
        "a": "a",
        "b": "b",
        "c": "b",
        "d": "d",
    }
