"""What sentences of the war's reporting claim: outcome, bounds and class of each figure, and its parts."""

from functools import partial

import pytest

from pipeline.extraction.document import annotate
from tests.extraction import reading
from tests.extraction.reading import Figure

claims = partial(reading.claims, published="2018-11-11")
figures = partial(reading.figures, published="2018-11-11")

COUNTS: list[tuple[str, list[Figure]]] = [
    ("قتل 23 مدنياً في غارة جوية", [("killed", 23, 23, "civilian")]),
    ("قتل ٢٣ مدنياً في غارة جوية", [("killed", 23, 23, "civilian")]),
    ("انتشال ثلاث وخمسين جثة من تحت أنقاض السوق بعد القصف", [("killed", 53, 53, "person")]),
    ("وصول سبع عشرة جثة إلى المستشفى بعد القصف", [("killed", 17, 17, "person")]),
    ("مقتل طفلتين وإصابة رجل في قصف مدفعي", [("killed", 2, 2, "child"), ("injured", 1, 1, "person")]),
    ("مقتل طفلة ورجل بقصف مدفعي", [("killed", 1, 1, "child"), ("killed", 1, 1, "person")]),
    ("مقتل رجل وشاب برصاص قناص", [("killed", 2, 2, "person")]),
    ("مقتل مدنيين اثنين جراء انفجار لغم", [("killed", 2, 2, "civilian")]),
    ("مقتل ما لا يقل عن 7 مدنيين في القصف", [("killed", 7, None, "civilian")]),
    ("مقتل سبعة مدنيين على الأقل في القصف", [("killed", 7, None, "civilian")]),
    ("أكثر من 170 مدنيا قتلوا في القصف", [("killed", 171, None, "civilian")]),
    ("مقتل نحو 40 شخصا في القصف", [("killed", 40, 40, "person")]),
    ("إصابة عشرات المدنيين في القصف", [("injured", 20, 99, "civilian")]),
    ("سقوط مئات القتلى في القصف", [("killed", 200, 999, "person")]),
    ("أصيب عدد من المدنيين بجروح جراء القصف", [("injured", 3, None, "civilian")]),
    ("قتلى وجرحى بقصف على البلدة", [("killed", 3, None, "person"), ("injured", 3, None, "person")]),
    ("سقوط 160 بين قتيل وجريح جراء القصف", [("killed_or_injured", 160, 160, "person")]),
    ("قتل وجرح 20 شخصا في القصف", [("killed_or_injured", 20, 20, "person")]),
    ("مقتل وإصابة عدد من المدنيين في القصف", [("killed_or_injured", 3, None, "civilian")]),
    ("عشرات القتلى والجرحى في القصف", [("killed_or_injured", 20, 99, "person")]),
    ("ارتفع عدد القتلى في مدينة الأتارب بقصف جوي إلى 60", [("killed", 60, 60, "person")]),
    ("أودى القصف بحياة عشرة مدنيين", [("killed", 10, 10, "civilian")]),
    ("لقي ثلاثة مدنيين مصرعهم في القصف", [("killed", 3, 3, "civilian")]),
    ("فقد خمسة أشخاص حياتهم في القصف", [("killed", 5, 5, "person")]),
    ("مجزرة راح ضحيتها خمسة مدنيين في القصف", [("killed", 5, 5, "civilian")]),
    ("دفن القصف عشرات المدنيين تحت الأنقاض", [("missing", 20, 99, "civilian")]),
    ("نزوح آلاف العوائل من البلدة جراء القصف", [("displaced", 2000, 9999, "person")]),
    ("اعتقال ثلاثة شبان في مداهمة", [("detained", 3, 3, "person")]),
    ("شهـ ـيدان في قـ ـصـ ـف مدفعي", [("killed", 2, 2, "person")]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text for text, _ in COUNTS])
def test_a_figure_is_read_with_its_bounds_and_class(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


ELIDED: list[tuple[str, list[Figure]]] = [
    ("قتل مدني وأصيب 7 آخرون بالقصف", [("killed", 1, 1, "civilian"), ("injured", 7, 7, "civilian")]),
    ("خمسة مدنيين قتلوا وجرح العديد جراء القصف", [("killed", 5, 5, "civilian"), ("injured", 3, None, "civilian")]),
    ("مقتل 26 مدنيا وإصابة العشرات بجروح", [("killed", 26, 26, "civilian"), ("injured", 20, 99, "civilian")]),
    ("مقتل امرأة وإصابة ثلاثة آخرين بالقصف", [("killed", 1, 1, "woman"), ("injured", 3, 3, "person")]),
]


@pytest.mark.parametrize(("text", "expected"), ELIDED, ids=[text for text, _ in ELIDED])
def test_a_noun_that_is_left_out_is_the_one_before(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


NO_CLAIMS = [
    "نفذ الطيران الروسي 25 غارة جوية على الرقة",
    "ألقت المروحيات 44 برميلاً متفجراً على أحياء درعا البلد",
    "عثر الجيش السوري على 450 ألف طلقة رشاش متوسط",
    "تسهيل إجلاء 700 مدني في الغوطة الشرقية بعد القصف",
    "وافق 234 فصيلا على شروط وقف الأعمال القتالية",
    "قصف مدفعي على البلدة دون وقوع إصابات بين المدنيين",
    "لم يسقط ضحايا في القصف على البلدة",
    "لم ترد معلومات مؤكدة عن وجود إصابات في القصف",
    "نفت الوزارة مقتل مدنيين في القصف",
    "محاولة اغتيال قيادي بعبوة ناسفة",
    "مقتل 999999999999999999999999999999 مدنيا في القصف",
    "نفوق 13 رأسا من الأغنام جراء القصف",
    "زلزال أودى بحياة أكثر من 42000 شخص",
    "طفل عمره 12 عاما يدرس في المخيم رغم القصف",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_harms_nobody_is_no_claim(text: str) -> None:
    assert figures(text) == []


def test_a_breakdown_is_counted_inside_its_total() -> None:
    found = claims("مقتل 1300 مدني بينهم 284 طفلا في الغارات، 675 بينهم 171 طفلاً و101 امرأة قتلوا في غارات جوية")
    assert [(c["low"], c["who"], c["part_of"]) for c in found] == [
        (1300, "civilian", None),
        (284, "child", 1),
        (675, "civilian", None),
        (171, "child", 3),
        (101, "woman", 3),
    ]


def test_women_and_children_among_them_are_parts_without_a_number() -> None:
    found = claims("ارتفع عدد القتلى إلى 75 بينهم رضع وأطفال ونساء جراء القصف")
    assert [(c["low"], c["high"], c["who"], c["part_of"]) for c in found] == [
        (75, 75, "person", None),
        (3, None, "child", 1),
        (3, None, "child", 1),
        (3, None, "woman", 1),
    ]


def test_a_claim_says_who_did_what_where_when_and_who_says_so() -> None:
    text = "أفاد المرصد السوري لحقوق الإنسان بمقتل 5 مدنيين أمس السبت بقصف جوي روسي على مدينة الأتارب بريف حلب الغربي"
    (found,) = claims(text)
    assert found["cause"] == ["airstrike"]
    assert found["by"] == ["russia"]
    assert (found["place"], found["governorate"]) == ("الأتارب", "Aleppo")
    assert (found["from"], found["to"]) == ("2018-11-10", "2018-11-10")
    assert found["source"] == "sohr"
    assert (found["scope"], found["status"]) == ("incident", "current")


def test_an_earlier_figure_that_the_text_replaces_is_superseded() -> None:
    text = "وقتل 23 مدنياً بحسب المرصد في غارات للتحالف على الرقة. وكان المرصد أفاد في وقت سابق بمقتل 17 مدنياً."
    assert [(c["low"], c["status"]) for c in claims(text)] == [(23, "current"), (17, "superseded")]


def test_a_figure_told_twice_is_one_statement() -> None:
    text = "مقتل 26 مدنيا بقصف للتحالف على هجين\n\nقالت سانا إن قصف التحالف على هجين أسفر عن مقتل 26 مدنيا على الأقل."
    first, second = claims(text)
    assert (first["repeats"], second["repeats"]) == (None, 1)
    assert first["source"] == "sana"


def test_the_wounded_who_are_moved_are_those_told_of_before() -> None:
    assert figures("إصابة 5 مدنيين بقصف على البلدة. وتم نقل المصابين إلى المشفى.") == [("injured", 5, 5, "civilian")]
    assert figures("قصف مدفعي على البلدة. وأسعفت الفرق المصابين.") == [("injured", 3, None, "person")]


def test_quotes_are_the_untouched_text() -> None:
    text = "مقـ ـتل ٢٦ مدنيًا\u200f وإصابة العشرات بقـ ـصف"
    for claim in claims(text):
        assert text[claim["start"] : claim["start"] + len(claim["quote"])] == claim["quote"]


def test_the_same_article_gives_the_same_claims_whatever_was_read_before() -> None:
    record = {"doc": "a", "text": "قتل ثلاثة مدنيين وأصيب 7 آخرون بقصف على إدلب", "published": "2018-11-11"}
    before = annotate(record)
    annotate({"doc": "b", "text": "مقتل 12 جنديا في اشتباكات قرب حلب", "published": "2017-01-01"})
    assert annotate(record) == before


def test_published_must_be_a_date() -> None:
    with pytest.raises(ValueError, match="last week"):
        annotate({"doc": "a", "text": "قتل مدني", "published": "last week"})
