"""Copies of one text are one family; texts that only share a site's furniture, or a theme, are not."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconciliation import families
from pipeline.reconciliation.families import Kin, families_of, related

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

Article = tuple[str, str, date | None]


def frame(articles: list[Article]) -> pl.DataFrame:
    schema = {"article_id": pl.String, "text": pl.String, "published_on": pl.Date}
    return pl.DataFrame(articles, schema=schema, orient="row")


def ids(names: Iterable[str]) -> pl.Series:
    return pl.Series(sorted(names), dtype=pl.String)


def family(*articles: Article) -> dict[str, str]:
    rows = frame(list(articles))
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


def of_a_press() -> list[Article]:
    """Wires, each with copies under another headline, cut, doubled or printed late, on sites with a menu."""
    words, chance = WIRE.split() + OTHER.split(), random.Random(7)  # noqa: S311
    press: list[Article] = []
    for number in range(9):
        wire = " ".join(chance.sample(words, 24))
        day = DAY + timedelta(3 * number)
        printed = [wire, f"عاجل {wire}", wire, wire[: len(wire) * 3 // 4], MENU + wire]
        days = (day, day + timedelta(1), day + timedelta(60 if number % 3 == 0 else 0), None, day)
        names = [f"{(number * 5 + n) * 17 % 45:02}" for n in range(5)]  # ids in no order of time
        press += zip(names, printed, days, strict=True)
    return press


PRESS = of_a_press()


@settings(max_examples=25)
@given(st.data())
def test_families_found_step_by_step_are_those_found_at_once(data: st.DataObject) -> None:
    articles = data.draw(st.permutations(PRESS))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(articles)), max_size=4)))
    mended = {name: day and day + timedelta(80) for name, _, day in data.draw(st.lists(st.sampled_from(PRESS)))}
    leaving = data.draw(st.sets(st.sampled_from([name for name, _, _ in PRESS])))
    kin = Kin()
    for start, end in zip([0, *cuts], [*cuts, len(articles)], strict=True):
        kin = related(kin, frame(articles[start:end]), ids([]))
    assert families_of(kin).equals(families(frame(PRESS)))
    kin = related(kin, frame([(n, text, mended[n]) for n, text, _ in PRESS if n in mended]), ids(leaving))
    left = [(n, text, mended.get(n, day)) for n, text, day in PRESS if n not in leaving or n in mended]
    assert families_of(kin).equals(families(frame(left)))
    kin = related(kin, frame([each for each in PRESS if each[0] in leaving | mended.keys()]), ids([]))
    assert families_of(kin).equals(families(frame(PRESS)))


def test_a_shingle_of_a_fourth_day_is_furniture_for_the_texts_before_too() -> None:
    sites = [(f"a{n}", MENU + f"قتل {n} في {n}", DAY + timedelta(n)) for n in range(4)]
    kin = related(Kin(), frame(sites[:3]), ids([]))
    assert families_of(kin)["syndication_id"].n_unique() == 1
    kin = related(kin, frame(sites[3:]), ids([]))
    assert families_of(kin)["syndication_id"].n_unique() == 4
    assert families_of(related(kin, frame([]), ids(["a0"])))["syndication_id"].n_unique() == 1
