"""Which events are one harm: hand-made articles on the bombing of al-Atarib's market and what happened around it."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hand_made import ATAREB, SARAQIB, TADIL, WEST_ALEPPO, article, claim, event, frames, on, undated

from pipeline.reconciliation import link

DAY, NEXT, LATER = date(2017, 11, 13), date(2017, 11, 14), date(2017, 11, 20)
Told = tuple[str, date | None, dict[str, Any], dict[str, Any]]  # article, publication, event's slots, claim's slots


def groups(tellings: list[Told], late: Collection[str] = (), titled: Collection[str] = ()) -> set[frozenset[str]]:
    """The tellings' claims by incident; a claim is named after its article and its place in the list, an event e0 …"""
    dates = {name: published for name, published, *_ in tellings}
    articles = [article(name, published) for name, published in dates.items()]
    events, claims = [], []
    for number, (name, _, slots, said) in enumerate(tellings):
        events.append(event(f"e{number}", name, **({"char_start": number, "char_end": number + 1} | slots)))
        claims.append(claim(f"{name}{number}", f"e{number}", name, char_start=number, **said))
    linked = link(*frames(articles, events, claims), english={}, late=late, titled=titled)
    members = linked.incident_claims.group_by("incident_id").agg("claim_id")
    return {frozenset(found) for found in members["claim_id"].to_list()}


TOWN = {
    "place_text": "كوباني",
    "place_id": "sy-ayn-al-arab-kobani",
    "latitude": 36.891,
    "longitude": 38.353,
}
BY_TOWN = TOWN | {"place_text": "جعدة الكبيرة", "place_precision": 3}  # a village in no gazetteer, southwest of Kobani
BY_TOWN_TOO = BY_TOWN | {"place_text": "كون صغير"}
ROAD = ATAREB | {"place_text": "طريق الأتارب", "place_precision": 2}
NOWHERE_TOLD = {"place_text": None, "place_id": None, "governorate": None, "latitude": None, "longitude": None}
CHILDREN: dict[str, Any] = {"who": "child"}
SIXTY, SEVEN, TWO = {"low": 60}, {"low": 7}, {"low": 2}
SOME: dict[str, Any] = {"low": 3, "high": None, "modality": "unquantified"}
NOWHERE = {"place_text": None, "place_id": None}
UNLISTED = {"place_text": "حزانو", "place_id": None}  # Hazano, in no gazetteer here
UBIN = {"place_text": "أوبين", "governorate": "Latakia", "latitude": 35.8, "longitude": 36.3}  # a village on the border
SEVERAL = {
    "place_text": "كفرناها وتديل والأتارب",
    "place_id": "kafr-naha",
    "latitude": 36.25,
    "longitude": 36.83,
    "place_precision": 2,
}
ABROAD = {"governorate": "outside", "place_id": None, "place_precision": 7}
UNTOLD = {"cause": [], "actors": []}
MINE = {"cause": ["mine_or_remnant"], "actors": []}
SHELLING = {"cause": ["shelling"], "actors": ["government"]}
RECALLED = {"status": "recalled"}

TOGETHER: dict[str, list[Told]] = {
    "same town and day, other figures": [("a", NEXT, {}, SIXTY), ("b", NEXT, {}, {"low": 53})],
    "undated, published together": [("a", NEXT, undated(), SIXTY), ("b", NEXT, undated(), SIXTY)],
    "airstrike in one, shelling in another": [("a", NEXT, {}, SIXTY), ("b", NEXT, SHELLING, SIXTY)],
    "its countryside, the same figure": [("a", NEXT, {}, SIXTY), ("b", NEXT, WEST_ALEPPO, SIXTY)],
    "headline without a place": [("a", NEXT, NOWHERE, SIXTY), ("a", NEXT, {}, SIXTY)],
    "a place in no gazetteer, by its name": [("a", NEXT, UNLISTED, TWO), ("b", NEXT, UNLISTED, TWO)],
    "a camp in no gazetteer, named with and without its kind": [
        ("a", NEXT, UNLISTED | {"place_text": "مخيم «قرية السلام 2»", "place_precision": 5}, TWO),
        ("b", NEXT, UNLISTED | {"place_text": "مخيم السلام", "place_precision": 5}, {"low": 3}),
    ],
    "a village that one text puts across the border": [
        ("a", NEXT, UBIN, SEVEN),
        ("b", NEXT, UBIN | {"governorate": "Idlib", "latitude": 35.93, "place_precision": 3}, SEVEN),
    ],
    "one of several villages that another names": [("a", NEXT, {}, SEVEN), ("b", NEXT, SEVERAL, SEVEN)],
    "a village that no gazetteer lists, and the town by which it is told": [
        ("a", NEXT, TOWN, SEVEN),
        ("b", NEXT, BY_TOWN, SEVEN),
    ],
    "journalists, of whom one article tells no place": [
        ("a", NEXT, {}, TWO | {"who": "journalist"}),
        ("b", NEXT, undated() | NOWHERE_TOLD, TWO | {"who": "journalist"}),
    ],
    "recalled by another article": [("a", NEXT, {}, SIXTY), ("b", LATER, {}, SIXTY | RECALLED)],
}
APART: dict[str, list[Told]] = {
    "another town of the same day": [("a", NEXT, {}, SEVEN), ("b", NEXT, SARAQIB, SEVEN)],
    "the same town a week later": [("a", NEXT, {}, SIXTY), ("b", date(2017, 11, 21), on(LATER), SIXTY)],
    "two villages that no gazetteer lists, by one town": [
        ("a", NEXT, BY_TOWN | UNTOLD, TWO),
        ("b", NEXT, BY_TOWN_TOO | UNTOLD, TWO),
    ],
    "people killed somewhere, who are no journalists": [
        ("a", NEXT, {}, TWO | {"who": "journalist"}),
        ("b", NEXT, undated() | NOWHERE_TOLD, TWO),
    ],
    "a town, and a road that leads there from afar": [
        ("a", NEXT, UNTOLD, TWO),
        ("b", NEXT, ROAD | UNTOLD, SEVEN),
    ],
    "as many dead, of whom others are children": [
        ("a", NEXT, WEST_ALEPPO | undated(), TWO),
        ("a", NEXT, WEST_ALEPPO | undated(), TWO | CHILDREN),
        ("b", NEXT, WEST_ALEPPO | undated(), TWO),
        ("b", NEXT, WEST_ALEPPO | undated(), {"low": 1} | CHILDREN),
    ],
    "undated reports of publications two days apart": [
        ("a", NEXT, WEST_ALEPPO | undated(), TWO),
        ("b", NEXT + timedelta(2), WEST_ALEPPO | undated(), TWO),
    ],
    "one of the villages that another report struck on some day of two weeks": [
        ("a", NEXT, UNTOLD, TWO),
        ("b", LATER, SEVERAL | UNTOLD | {"date_from": date(2017, 11, 6), "date_to": date(2017, 11, 17)}, SOME),
    ],
    "two villages of one article": [("a", NEXT, {}, TWO), ("a", NEXT, TADIL, {"low": 5})],
    "news and what it recalls": [("a", NEXT, {}, TWO), ("a", NEXT, undated(), TWO | RECALLED)],
    "a mine and an airstrike in one article": [("a", NEXT, {}, TWO), ("a", NEXT, MINE, {"low": 5})],
    "the same countryside, nothing else in common": [
        ("a", NEXT, WEST_ALEPPO | UNTOLD, TWO),
        ("b", NEXT, WEST_ALEPPO | UNTOLD, SEVEN),
    ],
    "undated articles of nobody knows when": [("a", None, undated(), SIXTY), ("b", None, undated(), SIXTY)],
    "two countries abroad": [
        ("a", NEXT, ABROAD | UNTOLD | {"place_text": "العراق"}, TWO),
        ("b", NEXT, ABROAD | UNTOLD | {"place_text": "لبنان"}, SEVEN),
    ],
}


@pytest.mark.parametrize("what", TOGETHER)
def test_one_harm(what: str) -> None:
    assert len(groups(TOGETHER[what])) == 1


@pytest.mark.parametrize("what", APART)
def test_two_harms(what: str) -> None:
    assert len(groups(APART[what])) == 2


NEAR_KOBANI = {
    "place_text": "جعدة الكبيرة",
    "place_id": None,
    "latitude": 36.7,
    "longitude": 38.2,
    "governorate": "Aleppo",
}
KOBANI = {"place_text": "كوباني", "place_id": "kobani", "latitude": 36.89, "longitude": 38.35, "governorate": "Aleppo"}


def test_a_headline_is_of_the_one_harm_below_it_though_it_names_the_next_town() -> None:
    told: list[Told] = [("a", NEXT, KOBANI, TWO), ("a", NEXT, NEAR_KOBANI, SEVEN)]
    assert len(groups(told)) == 2
    assert groups(told, titled=["e0"]) == {frozenset({"a0", "a1"})}


@pytest.mark.parametrize(
    "below",
    [
        [("a", NEXT, NEAR_KOBANI, SEVEN), ("a", NEXT, SARAQIB, TWO)],  # several harms
        [("a", NEXT, SARAQIB, SEVEN)],  # another governorate
        [("a", NEXT, NEAR_KOBANI | undated(), SEVEN | RECALLED)],  # background
    ],
)
def test_a_headline_stands_alone_above_other_harms(below: list[Told]) -> None:
    found = groups([("a", NEXT, KOBANI, {"low": 30}), *below], titled=["e0"])
    assert frozenset({"a0"}) in found


@pytest.mark.parametrize(("killed", "injured", "incidents"), [(4, 15, 1), (1, 10, 2)])
def test_undated_reports_of_one_spot_days_apart_are_one_harm_only_where_figures_agree(
    killed: int, injured: int, incidents: int
) -> None:
    """A dam is struck every few days; a toll that grows does so from one day to the next."""
    articles = [article("a", date(2017, 1, 2)), article("b", date(2017, 1, 4))]
    events = [event("e0", "a", **undated()), event("e1", "b", **undated())]
    claims = [
        claim("c0", "e0", "a", 4), claim("c1", "e0", "a", 15, outcome="injured"),
        claim("c2", "e1", "b", killed), claim("c3", "e1", "b", injured, outcome="injured"),
    ]  # fmt: skip
    assert link(*frames(articles, events, claims), english={}).incidents.height == incidents


def test_a_figure_that_a_total_over_several_harms_adds_up_is_linked_by() -> None:
    articles = [article("a", NEXT), article("b", NEXT)]
    events = [event("e0", "a"), event("e1", "a", **TADIL), event("e2", "b", **undated(), **WEST_ALEPPO)]
    claims = [
        claim("a0", "e0", "a", low=80, high=80, scope="cumulative"),
        claim("a1", "e1", "a", low=60, high=60, part_of_claim_id="a0"),
        claim("b2", "e2", "b", low=60, high=60),
    ]
    linked = link(*frames(articles, events, claims), english={})
    assert linked.incident_claims["incident_id"].n_unique() == 1


def test_a_round_up_is_linked_event_by_event() -> None:
    found = groups(
        [
            ("roundup", NEXT, {}, SIXTY),
            ("roundup", NEXT, SARAQIB, SEVEN),
            ("atareb", NEXT, {}, {"low": 53}),
            ("saraqib", NEXT, SARAQIB, SEVEN),
        ]
    )
    assert found == {frozenset({"roundup0", "atareb2"}), frozenset({"roundup1", "saraqib3"})}


def test_a_middle_article_does_not_chain_two_towns() -> None:
    """«ريف حلب الغربي» (western Aleppo countryside) fits both; the towns stay apart."""
    other = {"place_text": "دارة عزة", "place_id": "darat-izza", "latitude": 36.28, "longitude": 36.55}
    found = groups([("a", NEXT, {}, SEVEN), ("b", NEXT, WEST_ALEPPO, SEVEN), ("c", NEXT, other, SEVEN)])
    assert not any({"a0", "c2"} <= members for members in found)


def test_what_the_text_calls_a_repeat_is_joined_across_its_names() -> None:
    articles = [article("a", NEXT)]
    events = [event("e0", "a"), event("e1", "a", place_text="السوق", place_id=None, char_start=9, char_end=10)]
    claims = [claim("c0", "e0", "a", 60), claim("c1", "e1", "a", 60, repeats_claim_id="c0", char_start=9)]
    linked = link(*frames(articles, events, claims), english={})
    assert linked.incidents.height == 1
    assert set(linked.incident_claims["reason"]) > {"founding claim"}


def test_an_incident_is_named_after_its_earliest_claim_and_says_why_each_was_joined() -> None:
    articles = [article("late", NEXT), article("early", DAY)]
    events = [event("e0", "late"), event("e1", "early")]
    claims = [claim("c0", "e0", "late", 60), claim("c1", "e1", "early", 60)]
    linked = link(*frames(articles, events, claims), english={"atareb": "Al-Atarib"})
    ledger = {row["claim_id"]: row for row in linked.incident_claims.to_dicts()}
    assert ledger["c1"]["reason"] == "founding claim"
    assert (
        "same place الاتارب, same days stated, same cause, same perpetrator, both killed 60" in ledger["c0"]["reason"]
    )
    incident = linked.incidents.row(0, named=True)
    assert (incident["date_from"], incident["date_to"], incident["date_precision"]) == (DAY, DAY, 1)
    assert (incident["place_name_ar"], incident["place_name_en"]) == ("الأتارب", "Al-Atarib")
    assert (incident["n_articles"], incident["n_families"], incident["n_claimants"], incident["grade"]) == (
        2,
        2,
        1,
        "weak",
    )


def test_without_a_date_the_days_up_to_publication_stand_in() -> None:
    linked = link(*frames([article("a", NEXT)], [event("e", "a", **undated())], [claim("c", "e", "a")]), english={})
    incident = linked.incidents.row(0, named=True)
    assert (incident["date_from"], incident["date_to"], incident["date_precision"]) == (date(2017, 11, 12), NEXT, 2)


@pytest.mark.parametrize(
    ("sources", "actors", "grade"),
    [
        (["sohr", "sohr"], ["russia", "russia"], "weak"),
        (["sohr", "civil_defence"], ["russia", "government"], "fair"),
        (["sohr", "government"], ["russia", "opposition"], "contested"),
        (["sohr", "coalition"], ["coalition", "coalition"], "confirmed"),
    ],
)
def test_the_grade_says_how_well_reports_support_an_incident(sources: list[str], actors: list[str], grade: str) -> None:
    articles = [article("a", NEXT), article("b", NEXT)]
    events = [event(f"e{n}", "ab"[n], actors=[actors[n]]) for n in range(2)]
    claims = [claim(f"c{n}", f"e{n}", "ab"[n], 6, source=sources[n]) for n in range(2)]
    assert link(*frames(articles, events, claims), english={}).incidents["grade"].to_list() == [grade]


def test_no_claims_make_empty_tables() -> None:
    linked = link(*frames([], [], []), english={})
    assert linked.incidents.is_empty()
    assert linked.incident_claims.is_empty()


def test_batches_and_order_do_not_matter() -> None:
    names = [f"a{n}" for n in range(6)]
    places = [ATAREB, ATAREB, TADIL, SARAQIB, SARAQIB, WEST_ALEPPO]
    articles = [article(name, NEXT) for name in names]
    events = [event(f"e{n}", name, **places[n]) for n, name in enumerate(names)]
    claims = [claim(f"c{n}", f"e{n}", name, 3 + n // 2) for n, name in enumerate(names)]
    whole = link(*frames(articles, events, claims), english={})
    for shift in range(1, 6):
        turned = [rows[shift:] + rows[:shift] for rows in (articles, events, claims)]
        again = link(*frames(*turned), english={})
        assert again.incidents.equals(whole.incidents)
        assert again.incident_claims.equals(whole.incident_claims)


def test_every_incident_claim_is_in_the_ledger_once() -> None:
    articles = [article("a", NEXT)]
    events = [event("e0", "a"), event("e1", "a", **SARAQIB)]
    claims = [claim("c0", "e0", "a", 5), claim("c1", "e1", "a", 5), claim("c2", "e1", "a", 900, scope="cumulative")]
    linked = link(*frames(articles, events, claims), english={})
    assert linked.incident_claims.select(pl.col("claim_id").sort())["claim_id"].to_list() == ["c0", "c1"]


def test_who_dies_of_wounds_within_a_week_belongs_to_the_harm_that_wounded_them() -> None:
    wounded: Told = ("a", NEXT, {}, SIXTY)
    for days, together in ((6, True), (12, False)):
        day = DAY + timedelta(days)
        died: Told = ("b", day, on(day), {"low": 1})
        assert (len(groups([wounded, died], late=["b1"])) == 1) == together
        assert len(groups([wounded, died])) == 2
