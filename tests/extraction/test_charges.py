"""Who did it, told after the toll; what a party is called once it is named; parts of a total by means of their own."""

from datetime import date

import pytest

from pipeline.arabic.sentences import split
from pipeline.extraction.document import read
from pipeline.extraction.mention import Mention

DAY = date(2023, 5, 10)
BLAST = "قتل 12 شخصا بانفجار في دمشق. "
RAID = "قتل 9 مدنيين بقصف على إدلب. "


def claims(text: str) -> list[Mention]:
    return read(text, DAY, split(text))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (BLAST + "وتبنى تنظيم الدولة الهجوم.", ["islamic_state"]),
        (BLAST + 'وأعلن تنظيم "الدولة" مسؤوليته عن الهجوم.', ["islamic_state"]),
        (BLAST + 'واتهم المجلس المحلي "وحدات حماية الشعب" بالوقوف وراء التفجير.', ["sdf"]),
        (RAID + "القصف نفذته طائرات روسية.", ["russia"]),
        (RAID + "وذكر ناشطون أن طائرات روسية شنت الغارات.", ["russia"]),
        (BLAST + "ولم تتبن أي جهة العملية.", []),
        (BLAST + "ونفت قسد مسؤوليتها عن الانفجار.", []),
        (BLAST + "وتبنى إعلام النظام العملية.", []),  # a party's media tell what others claim
        (RAID + "وكانت طائرات روسية شنت غارات على ريف حماة.", []),  # another act
    ],
)
def test_whom_the_sentence_after_the_toll_blames(text: str, by: list[str]) -> None:
    assert claims(text)[0].by == by


def test_a_total_for_a_period_is_laid_to_nobody_by_the_news_after_it() -> None:
    (total,) = claims("وثقت الشبكة مقتل 812 مدنيا خلال عام 2022. وتبنى تنظيم الدولة الهجوم.")
    assert total.by == []


@pytest.mark.parametrize(
    ("text", "party", "by"),
    [
        ("هاجم تنظيم الدولة تل براك. وقتل 54 من عناصر التنظيم في الغارات.", "islamic_state", None),
        ("معارك بين جبهة النصرة وقوات النظام. وقتل تسعة من عناصر الجبهة.", "hts", ["government"]),
        ("معارك بين تنظيم الدولة ووحدات حماية الشعب، قتل فيها 12 من مقاتلي الوحدات.", "sdf", ["islamic_state"]),
        ("سيطر داعش على البلدة. وأعدم التنظيم خمسة مدنيين.", None, ["islamic_state"]),
        ("قتل خمسة من عناصر التنظيم.", "unknown", []),  # which, no word tells
        ("هاجم تنظيم الدولة البلدة. وقتل خمسة من الجبهة الشامية.", "opposition", None),
    ],
)
def test_short_names_stand_for_the_party_named_before(text: str, party: str | None, by: list[str] | None) -> None:
    told = claims(text)[-1]
    assert told.party == party
    if by is not None:
        assert told.by == by


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("مقتل 84 مدنيا في سوريا، من بينهم 28 بسبب الألغام.", [[], ["mine_or_remnant"]]),
        ("قتل سبعة مدنيين في درعا، اثنان منهم برصاص قناص.", [[], ["small_arms"]]),
        ("مقتل 10 مدنيين بينهم 3 أطفال في قصف على سرمين.", [["shelling"], ["shelling"]]),
    ],
)
def test_a_part_by_means_of_its_own_tells_nothing_of_the_whole(text: str, causes: list[list[str]]) -> None:
    assert [claim.cause for claim in claims(text)] == causes


def test_what_is_told_apart_is_part_of_what_it_makes() -> None:
    text = "وثق المرصد مقتل 341 شخصا، توزعوا على النحو التالي: 120 مدنيا بينهم 25 طفلا، و96 من قوات النظام، و74 من قسد."
    found = claims(text)
    assert [(claim.low, claim.part_of) for claim in found] == [(341, None), (120, 0), (25, 1), (96, 0), (74, 0)]
    assert [claim.party for claim in found[3:]] == ["government", "sdf"]


@pytest.mark.parametrize(
    "text",
    [
        "قتل 12 مدنيا: 9 في حلب، و8 في إدلب.",  # more than the total
        "قتل 12 مدنيا، 5 منهم في حلب و4 قذائف سقطت على البلدة.",
    ],
)
def test_figures_that_do_not_fit_make_no_total(text: str) -> None:
    assert sum(claim.low or 0 for claim in claims(text) if claim.part_of is not None) <= 12


def test_news_in_a_title_is_not_dated_by_what_is_long_past() -> None:
    text = (
        "سوريا تعلن مقتل مدنيين في هجوم إسرائيلي على محيط دمشق\n\n"
        "استهدف قصف إسرائيلي محيط العاصمة وفق ما أفادت وكالة الأنباء الرسمية، دون الإشارة إلى الأضرار.\n\n"
        "وقتل ثلاثة جنود سوريين في 24 شباط الماضي في غارات إسرائيلية على محيط دمشق.\n"
    )
    title = read(text, date(2022, 3, 7), split(text, "سوريا تعلن مقتل مدنيين في هجوم إسرائيلي على محيط دمشق"))[0]
    assert title.headline and (title.when is None or title.when.date_from != date(2022, 2, 24))
