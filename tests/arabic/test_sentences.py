"""Sections and sentences of scraped pages: spans of the untouched text, with furniture told from the report."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.sentences import Sentence, split

OUTSIDE = re.compile(r"[^\W_]")
PAGE = """الرئيسية
سياسة
مقتل ثلاثة مدنيين بقصف على ريف إدلب
بلدي نيوز - إدلب
30/08/2021
231 زيارة

قتل ثلاثة مدنيين اليوم الاثنين، جراء قصف مدفعي على بلدة كنصفرة بريف إدلب الجنوبي.

قصف متواصل

وقال مراسلنا إن القصف طال منازل المدنيين في البلدة.
– 2 من المدنيين بقصف بري
مقالات ذات صلة
مقتل خمسة أشخاص بانفجار سيارة في عفرين
غارات على ريف حماة توقع قتلى وجرحى
التعليقات (1)
أحمد
الله يرحم الشهداء ويشفي الجرحى، عشرات القتلى كل يوم والعالم يتفرج علينا.
"""


def sections(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(found.section, text[found.char_start : found.char_end]) for found in split(text, title)]


def sentences(text: str) -> list[str]:
    return [text[found.char_start : found.char_end] for found in split(text)]


def assert_covers(text: str, found: list[Sentence]) -> None:
    """The law: in order, not overlapping, not blank at the edges, and nothing that can be read left outside."""
    position = 0
    for ordinal, sentence in enumerate(found):
        assert sentence.ordinal == ordinal
        assert position <= sentence.char_start < sentence.char_end <= len(text)
        piece = text[sentence.char_start : sentence.char_end]
        assert piece == piece.strip() and OUTSIDE.search(piece)
        assert not OUTSIDE.search(text[position : sentence.char_start])
        position = sentence.char_end
    assert not OUTSIDE.search(text[position:])


@given(st.text(), st.none() | st.text())
def test_any_text_is_covered(text: str, title: str | None) -> None:
    assert_covers(text, split(text, title))


@given(
    st.lists(
        st.sampled_from([*PAGE.split("\n"), "\n", ".", "\u0640", "شهـ ـيدان", "«قال.", "د. علي", "    "]), max_size=30
    )
)
def test_any_mix_of_lines_is_covered(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert_covers(text, split(text, lines[0] if lines else None))


def test_a_page_is_told_apart() -> None:
    expected = {
        "الرئيسية": "furniture",
        "سياسة": "furniture",
        "مقتل ثلاثة مدنيين بقصف على ريف إدلب": "title",
        "بلدي نيوز - إدلب": "furniture",
        "30/08/2021": "furniture",
        "231 زيارة": "furniture",
        "قصف متواصل": "heading",
        "وقال مراسلنا إن القصف طال منازل المدنيين في البلدة.": "body",
        "– 2 من المدنيين بقصف بري": "body",
        "مقالات ذات صلة": "furniture",
        "مقتل خمسة أشخاص بانفجار سيارة في عفرين": "furniture",
        "غارات على ريف حماة توقع قتلى وجرحى": "furniture",
        "الله يرحم الشهداء ويشفي الجرحى، عشرات القتلى كل يوم والعالم يتفرج علينا.": "furniture",
    }
    found = {text: section for section, text in sections(PAGE, "مقتل ثلاثة مدنيين بقصف على ريف إدلب - بلدي نيوز")}
    assert {text: found.get(text) for text in expected} == expected


def test_a_headline_of_another_story_inside_the_text_is_furniture() -> None:
    text = (
        "قتل طفل وجرح ثلاثة آخرون بقصف مدفعي استهدف مدينة سرمين شرقي إدلب.\n\n"
        "ماذا نعرف عن مزرعتين في السنغال تزودان المملكة بالخضروات\n\n"
        "وقال مراسلنا إن القصف استهدف السوق وسط المدينة.\n\n"
        "قصف على الأطراف |فيديو يظهر الدمار فيديو\n\n"
        "وأدى القصف إلى مقتل طفل يبلغ من العمر 15 عاما."
    )
    assert [section for section, _ in sections(text)] == ["body", "furniture", "body", "furniture", "body"]


def test_a_link_run_into_a_line_is_furniture() -> None:
    text = "أسفر القصف عن مقتل ثلاثة مدنيين في البلدة بحسب المرصد. اقرأ أيضاً: مقتل خمسة في حماة"
    assert sections(text)[-1] == ("furniture", "اقرأ أيضاً: مقتل خمسة في حماة")


def test_a_repeated_title_is_a_title_both_times() -> None:
    head = "ملاحقة داعش\n\nالحدث الأحد ١١/نوفمبر/٢٠١٨ ٠٣:٠٦ ص\nملاحقة داعش\n\nموسكو - دمشق - وكالات"
    text = f"{head}\n\nقالت مصادر إن القصف أسفر عن مقتل 26 مدنيا."
    assert [section for section, _ in sections(text)] == ["title", "furniture", "title", "furniture", "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "نفذ التحالف عملية قرب المطار العسكري.ووفق المرصد اعتقل عدد من العناصر.",
            ["نفذ التحالف عملية قرب المطار العسكري.", "ووفق المرصد اعتقل عدد من العناصر."],
        ),
        ("ارتفع عدد القتلى إلى 160. وقال المركز إنه يتابع.", ["ارتفع عدد القتلى إلى 160.", "وقال المركز إنه يتابع."]),
        ("قال د. علي من ق.د إن 2.5 مليون نزحوا.", ["قال د. علي من ق.د إن 2.5 مليون نزحوا."]),
        ("نقل موقع السورية.نت مقتل مدنيين.", ["نقل موقع السورية.نت مقتل مدنيين."]),
        (
            "وقالت: «قتل ستة جنود. وجرح خمسة آخرون». وأشار البيان إلى ذلك.",
            ["وقالت: «قتل ستة جنود. وجرح خمسة آخرون».", "وأشار البيان إلى ذلك."],
        ),
        ("سوريا.. مقتل 7 أشخاص بغارة", ["سوريا.. مقتل 7 أشخاص بغارة"]),
        ("هل قتل أحد؟ لم يرد شيء.", ["هل قتل أحد؟", "لم يرد شيء."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصفت طائرات حربية بلدة الأتارب وأوقعت قتلى وجرحى وفي سياق متصل قتل مدنيان في حلب",
            ["قصفت طائرات حربية بلدة الأتارب وأوقعت قتلى وجرحى", "وفي سياق متصل قتل مدنيان في حلب"],
        ),
        (
            "قصفت طائرات حربية روسية بلدة الأتارب وأوقعت قتلى وجرحى في السوق وقال المرصد إن العدد مرشح للارتفاع",
            ["قصفت طائرات حربية روسية بلدة الأتارب وأوقعت قتلى وجرحى في السوق", "وقال المرصد إن العدد مرشح للارتفاع"],
        ),
        (
            "قتل ثلاثة من الجنود وأكدت الوزارة من جانبها الحادثة",
            ["قتل ثلاثة من الجنود وأكدت الوزارة من جانبها الحادثة"],
        ),
    ],
)
def test_unpunctuated_text_is_cut_only_before_plain_openers(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("انتهت المحادثات. ضحايا بقصف ريف دير الزور في سياق متصل قتل مدنيون مساء أمس.", "ضحايا بقصف ريف دير الزور"),
        (
            "انتهت الحملة. مقتل 1300 مدني في سوريا خلال نوفمبر أفاد المرصد أمس بمقتل 1300 مدني.",
            "مقتل 1300 مدني في سوريا خلال نوفمبر",
        ),
    ],
)
def test_headings_run_into_the_text(text: str, heading: str) -> None:
    assert ("heading", heading) in sections(text)


def test_a_wrapped_paragraph_is_one_sentence() -> None:
    text = (
        "عنوان الخبر عن الغارات\n\nقالت وسائل إعلام\n"
        "سورية، إن غارات إسرائيلية استهدفت مواقع جنوب العاصمة دمشق، صباح اليوم الجمعة.\n\n"
        "وأسقطت معظمها، لكن الهجوم تسبب في إصابة مدني وبعض الأضرار المادية."
    )
    assert len(sentences(text)) == 3
