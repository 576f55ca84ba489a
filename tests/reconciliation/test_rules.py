"""The rules of the range, each on sentences as the news writes them."""

from collections.abc import Iterable

import pytest

from pipeline.reconciliation.accounts import ALL, CIVILIAN, COMBATANT, Key, Said
from pipeline.reconciliation.bounds import interval
from pipeline.reconciliation.ranges import Cap, Range, combined, ranges


def said(
    number: int,
    low: int | None,
    modality: str = "exact",
    *,
    who: str = "person",
    by: str = "sohr",
    grade: int = 1,
    sentence: str | None = None,
    article: str = "a",
    day: int = 1,
    partial: bool = False,
    **given: object,
) -> Said:
    """Claim ``number``, in the order of publication."""
    high = {"exact": low, "vague": None if low is None else low * 5 - 1}.get(modality)
    defaults: dict[str, object] = {
        "party": None,
        "part_of": None,
        "repeats": None,
        "superseded": False,
        "anonymous": False,
        "interested": False,
    }
    return Said(
        claim_id=str(number),
        article_id=article,
        sentence_id=sentence or f"{article}-{number}",
        order=number,
        day=day,
        outcome="killed",
        interval=interval(modality, low, high, partial),
        who=who,
        claimant=by,
        source_grade=grade,
        **(defaults | given),  # type: ignore[arg-type]
    )


def figures(found: dict[Key, Range]) -> dict[Key, tuple[int, int | None, int]]:
    return {key: (made.low, made.best, made.high) for key, made in found.items()}


def civilians_only(low: int, best: int | None, high: int) -> dict[Key, tuple[int, int | None, int]]:
    return {ALL: (low, best, high), CIVILIAN: (low, best, high)}


ONE_ARTICLE: list[tuple[str, list[Said], dict[Key, tuple[int, int | None, int]]]] = [
    (
        "P1: «4 بينهم متطوعان» (four, two volunteers among them) are four",
        [said(1, 4), said(2, 2, who="medic_or_rescuer", part_of="1")],
        civilians_only(4, 4, 4) | {("all", "medic_or_rescuer"): (2, 2, 2)},
    ),
    (
        "P1: «طفلة ورجل» (a girl and a man) in one sentence are two",
        [said(1, 1, who="child", sentence="s"), said(2, 1, sentence="s")],
        civilians_only(2, 2, 2) | {("all", "child"): (1, 1, 1)},
    ),
    (
        "S1: a girl, named again as a child and as a civilian, is one",
        [said(1, 1, who="civilian"), said(2, 1, who="child")],
        civilians_only(1, 1, 1) | {("all", "child"): (1, 1, 1)},
    ),
    (
        "S1: «26» and again «26 على الأقل» (at least 26) are the same people",
        [said(1, 26, who="civilian"), said(2, 26, "at_least", who="civilian", repeats="1")],
        civilians_only(26, 26, 26),
    ),
    (
        "P1: three persons with a policeman among them are two civilians and a fighter",
        [said(1, 3), said(2, 1, who="combatant", party="opposition", part_of="1")],
        {ALL: (3, 3, 3), CIVILIAN: (2, 2, 2), COMBATANT: (1, 1, 1)},
    ),
    (
        "P1: five civilians and three soldiers are eight",
        [said(1, 5, who="civilian", sentence="s"), said(2, 3, who="combatant", party="government", sentence="s")],
        {ALL: (8, 8, 8), CIVILIAN: (5, 5, 5), COMBATANT: (3, 3, 3)},
    ),
    (
        "P1: «three killed» and then «three soldiers killed» are three soldiers",
        [said(1, 3), said(2, 3, who="combatant", party="government")],
        {ALL: (3, 3, 3), COMBATANT: (3, 3, 3)},
    ),
    (
        "P1: both sides of a clash add up",
        [
            said(1, 5, who="combatant", party="government", sentence="s"),
            said(2, 7, who="combatant", party="opposition", sentence="s"),
        ],
        {ALL: (12, 12, 12), COMBATANT: (12, 12, 12)},
    ),
    (
        "P1: three children, and «أحد الأطفال» (one of the children) in another sentence, are three",
        [said(1, 3, who="child"), said(2, 1, who="child")],
        civilians_only(3, 3, 3) | {("all", "child"): (1, 3, 3)},
    ),
    (
        "P1: two children in one sentence and a woman in another are three",
        [said(1, 2, who="child"), said(2, 1, who="woman")],
        civilians_only(3, 3, 3) | {("all", "child"): (2, 2, 2), ("all", "woman"): (1, 1, 1)},
    ),
    ("N1: «قتلى» (dead) add nothing to a figure", [said(1, 3, "unquantified"), said(2, 2)], civilians_only(2, 2, 2)),
    ("N1: dozens alone leave no best", [said(1, 20, "vague")], civilians_only(20, None, 99)),
    (
        "S2: a text replaces its own earlier figure",
        [said(1, 17, superseded=True), said(2, 23)],
        civilians_only(23, 23, 23),
    ),
]


@pytest.mark.parametrize(("what", "claims", "expected"), ONE_ARTICLE, ids=[what for what, *_ in ONE_ARTICLE])
def test_one_article(what: str, claims: list[Said], expected: dict[Key, tuple[int, int | None, int]]) -> None:
    assert figures(ranges(claims)) == expected


SEVERAL: list[tuple[str, list[Said], tuple[int, int | None, int], int]] = [
    (
        "L1, B1, H1: the best-graded claimant's figure, within those of the others",
        [said(1, 5, by="activists in a", grade=3), said(2, 7, by="sohr"), said(3, 9, by="local_media: x", grade=2)],
        (5, 7, 9),
        3,
    ),
    (
        "B1: of equally graded claimants the lower median, so that best is a figure someone stated",
        [said(1, 5, by="sohr"), said(2, 8, by="snhr"), said(3, 9, by="un"), said(4, 30, by="civil_defence")],
        (5, 8, 30),
        4,
    ),
    (
        "B1: «more than ten» is no figure beside the 24 of a claimant of the same grade",
        [said(1, 11, "more_than", by="sohr"), said(2, 24, by="civil_defence", article="b")],
        (11, 24, 24),
        2,
    ),
    (
        "B1: «more than thirty» is one above it",
        [said(1, 31, "more_than", by="sohr"), said(2, 24, by="civil_defence", article="b"), said(3, 40, by="un")],
        (24, 40, 40),
        3,
    ),
    (
        "S1: ten outlets that carry the Observatory's figure are one claimant",
        [said(n, 6, by="sohr", article=f"a{n}") for n in range(10)],
        (6, 6, 6),
        1,
    ),
    (
        "S1: equal figures that nobody is credited with count once",
        [said(n, 6, by=f"unattributed in a{n}", grade=4, article=f"a{n}", anonymous=True) for n in range(3)],
        (6, 6, 6),
        1,
    ),
    (
        "S2: a claimant's figure of a later day replaces its earlier one",
        [said(1, 3, day=1), said(2, 7, day=2, article="b")],
        (7, 7, 7),
        1,
    ),
    (
        "S2: vague words of a later day replace no figure",
        [said(1, 3, day=1), said(2, 3, "unquantified", day=2, article="b")],
        (3, 3, 3),
        1,
    ),
    (
        "A1: an interested party widens the range and does not set best",
        [said(1, 12, by="coalition", grade=1, interested=True), said(2, 4, by="activists in b", grade=3, article="b")],
        (4, 4, 12),
        2,
    ),
    ("A1: an interested party alone sets best", [said(1, 12, by="russia", grade=5, interested=True)], (12, 12, 12), 1),
    (
        "N2: bodies recovered so far bound from below",
        [said(1, 53, by="civil_defence", partial=True), said(2, 60, by="local_media: x", grade=2)],
        (53, 60, 60),
        2,
    ),
    (
        "P1: who names a class alone does not lower the whole that another states",
        [said(1, 2, who="child", by="un"), said(2, 7, by="sohr", article="b")],
        (7, 7, 7),
        2,
    ),
    (
        "P1: a class above every stated whole widens it",
        [said(1, 9, who="child", by="un"), said(2, 7, by="sohr", article="b")],
        (7, 7, 9),
        2,
    ),
]


@pytest.mark.parametrize(("what", "claims", "expected", "independent"), SEVERAL, ids=[what for what, *_ in SEVERAL])
def test_several_claimants(
    what: str, claims: list[Said], expected: tuple[int, int | None, int], independent: int
) -> None:
    made = ranges(claims)[ALL]
    assert (made.low, made.best, made.high) == expected
    assert made.n_independent == independent


def test_a_vague_figure_above_dead_and_wounded_together_is_set_aside() -> None:
    claims = [said(1, 200, "vague", by="unattributed in a", grade=4), said(2, 60)]
    made = ranges(claims, Cap(160, "9"))[ALL]
    assert (made.low, made.best, made.high) == (60, 60, 60)
    assert made.roles["1"] == {("set_aside", "K1")}
    assert "K1" in made.rules


def test_a_vague_figure_does_not_reach_beyond_dead_and_wounded_together() -> None:
    made = ranges([said(1, 20, "vague")], Cap(31, "9"))[ALL]
    assert (made.low, made.high) == (20, 31)


def test_the_combined_figure_is_the_largest_closed_one_that_stands() -> None:
    assert combined([said(1, 160), said(2, 170, superseded=True), said(3, 200, "at_least")]) == Cap(160, "1")
    assert combined([said(1, 200, "at_least")]) is None


def test_people_called_civilians_are_counted_apart_from_those_nobody_calls_anything() -> None:
    made = ranges([said(1, 10), said(2, 4, who="civilian", part_of="1")])
    assert (made[CIVILIAN].high, made[CIVILIAN].civilian_stated) == (10, 4)


@pytest.mark.parametrize("claims", [claims for _, claims, *_ in SEVERAL], ids=[what for what, *_ in SEVERAL])
def test_every_claim_on_people_has_a_role(claims: Iterable[Said]) -> None:
    claims = list(claims)
    assert set(ranges(claims)[ALL].roles) == {claim.claim_id for claim in claims}
