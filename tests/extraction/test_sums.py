"""Figures that add up: a total's breakdown by place, by class, or into dead and wounded, is part of it."""

from tests.extraction.reading import claims


def test_the_dead_of_several_places_are_parts_of_the_total_that_adds_them_up() -> None:
    found = claims(
        "قتل أربعة مدنيين بقصف على ريف حلب أمس.\n"
        "وقتلت امرأة بقصف لقسد على قرية مريمين.\n"
        "وقتل ثلاثة مدنيين بقصف صاروخي على مدينة عفرين.\n"
    )
    total, *parts = found
    assert (total["scope"], total["part_of"]) == ("cumulative", None)
    assert [part["part_of"] for part in parts] == [total["id"], total["id"]]


def test_parts_that_name_no_day_are_of_their_totals() -> None:
    found = claims(
        "قتل أربعة مدنيين أمس بقصف على ريفي حلب وإدلب.\n\nضحايا في ريف حلب\n\n"
        "أما في ريف حلب، فقد قتلت امرأة في قرية مريمين وأصيب شاب.\n"
        "كذلك قتل ثلاثة مدنيين بقصف صاروخي على مدينة عفرين.\n",
        published="2023-05-10",
    )
    total, *_ = found
    assert total["from"] == "2023-05-09"
    assert [(c["low"], c["from"]) for c in found if c["place"] in ("مريمين", "عفرين")] == [
        (1, "2023-05-09"),
        (1, "2023-05-09"),
        (3, "2023-05-09"),
    ]


def test_the_nearest_of_two_like_totals_has_the_parts() -> None:
    found = claims(
        "مقتل خمسة مدنيين بقصف على ريف إدلب\n\n"
        "قتل خمسة مدنيين أمس الأحد بقصف لقوات النظام على ريف إدلب، كما دمرت منازل ومرافق عامة كثيرة في المنطقة.\n"
        "وقتل مدنيان بقصف مدفعي على مدينة سرمين.\n"
        "وقتل ثلاثة مدنيين بقصف مدفعي على مدينة أريحا.\n"
    )
    assert [claim["low"] for claim in found] == [5, 5, 2, 3]
    assert [claim["part_of"] for claim in found] == [None, None, 2, 2]


def test_the_dead_and_the_wounded_are_parts_of_the_figure_that_counts_both() -> None:
    found = claims(
        "مقتل وإصابة 16 مدنيا بقصف على مدينة اعزاز.\nوذكر ناشطون أن 4 مدنيين قتلوا وأصيب 12 آخرون في القصف على اعزاز.\n"
    )
    assert [(c["outcome"], c["low"], c["part_of"]) for c in found] == [
        ("killed_or_injured", 16, None),
        ("killed", 4, 1),
        ("injured", 12, 1),
    ]


def test_classes_told_of_one_ground_that_add_up_are_parts() -> None:
    found = claims(
        "قتل 12 شخصا بغارات على مدينة الشدادي.\nوأدت الغارات إلى مقتل 4 مقاتلين وستة عمال واثنين من الرعاة فيها.\n"
    )
    assert [claim["part_of"] for claim in found] == [None, 1, 1, 1]


def test_figures_of_another_claimant_or_of_one_sentence_are_no_parts() -> None:
    others = claims(
        "قال المرصد السوري إن خمسة مدنيين قتلوا بقصف على ريف إدلب.\n"
        "وقال الدفاع المدني إن مدنيين اثنين قتلا في سرمين.\n"
        "وقال الدفاع المدني إن ثلاثة مدنيين قتلوا في أريحا.\n"
    )
    assert all(claim["part_of"] is None for claim in others)
    together = claims("قتل 4 ضباط في الهجوم على سرمين، وقتل 3 عناصر من قوات النظام، ومدني واحد في سرمين.")
    assert all(claim["part_of"] is None for claim in together)


def test_figures_that_do_not_add_up_are_no_parts() -> None:
    found = claims(
        "قتل ستة مدنيين بقصف على ريف إدلب.\nوقتل مدنيان بقصف على سرمين.\nوقتل ثلاثة مدنيين بقصف على أريحا.\n"
    )
    assert all(claim["part_of"] is None for claim in found)
