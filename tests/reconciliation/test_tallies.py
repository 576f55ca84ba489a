"""The tables of tallies: laws that hold whatever is claimed, history, periods, conflicts."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hand_made import SARAQIB, article, claim, event, frames, on
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contracts import frame, polars_schema, table
from pipeline.reconciliation import Tallied, link, tally
from pipeline.reconciliation.wounds import is_late

DAY, NEXT = date(2017, 11, 13), date(2017, 11, 14)
TABLES = ("tallies", "tally_claims", "tally_history", "period_tallies", "conflicts")


def tallied(articles: list[Any], events: list[Any], claims: list[Any]) -> Tallied:
    tables = frames(articles, events, claims)
    linked = link(*tables, english={})
    return tally(*tables, linked.incidents, linked.incident_claims)


def of_one_harm(articles: list[Any], events: list[Any], claims: list[Any]) -> Tallied:
    """The tallies of claims that are known to speak of one incident."""
    ours = [{"incident_id": "i", "claim_id": c["claim_id"], "reason": "given", "score": 1.0} for c in claims]
    incident = dict.fromkeys(table("incidents").names) | {"incident_id": "i", "date_from": DAY, "date_to": DAY}
    incident |= {"cause": [], "alleged_perpetrators": [], "grade": "weak", "n_articles": 1, "n_families": 1}
    incidents, members = frame(table("incidents"), [incident]), frame(table("incident_claims"), ours)
    return tally(*frames(articles, events, claims), incidents, members)


def bounds(modality: str, low: int) -> dict[str, Any]:
    match modality:
        case "vague":
            return {"modality": modality, "low": 20, "high": 99}
        case "unquantified":
            return {"modality": modality, "low": 3, "high": None}
        case "at_least" | "more_than":
            return {"modality": modality, "low": low, "high": None}
        case "at_most":
            return {"modality": modality, "low": None, "high": low}
        case _:
            return {"modality": "exact", "low": low, "high": low}


stated = st.fixed_dictionaries(
    {
        "bounds": st.builds(
            bounds,
            st.sampled_from(["exact", "exact", "at_least", "at_most", "vague", "unquantified"]),
            st.integers(0, 40),
        ),
        "who": st.sampled_from(["person", "civilian", "child", "woman", "combatant"]),
        "source": st.sampled_from([None, "sohr", "government", "civil_defence", "local_media", "coalition"]),
        "outcome": st.sampled_from(["killed", "killed", "injured", "killed_or_injured"]),
        "status": st.sampled_from(["current", "current", "superseded"]),
        "article": st.integers(0, 2),
        "sentence": st.integers(0, 2),
        "part": st.booleans(),
        "repeat": st.booleans(),
        "late": st.sampled_from([False, False, False, True]),
    }
)


def from_stated(drawn: list[dict[str, Any]]) -> tuple[list[Any], list[Any], list[Any]]:
    """Articles, events and claims of one harm; a part or a repeat is of the claim before it in its article."""
    lines = ["ق متأثرا بجراحه\n" if one["late"] else "ق\n" for one in drawn]  # a line a claim
    articles = [article(f"a{n}", date(2017, 11, 14 + n), text="".join(lines)) for n in range(3)]
    events = [event(f"a{a}s{s}", f"a{a}", actors=["coalition"]) for a in range(3) for s in range(3)]
    claims: list[dict[str, Any]] = []
    last: dict[tuple[int, str], str] = {}
    for number, one in enumerate(drawn):
        before = last.get((one["article"], one["outcome"]))
        made = claim(
            f"c{number:02}",
            f"a{one['article']}s{one['sentence']}",
            f"a{one['article']}",
            **one["bounds"],
            who=one["who"],
            party="government" if one["who"] == "combatant" else None,
            source=one["source"],
            outcome=one["outcome"],
            status=one["status"],
            char_start=sum(map(len, lines[:number])),
            part_of_claim_id=before if one["part"] else None,
            repeats_claim_id=before if one["repeat"] and not one["part"] else None,
        )
        claims.append(made)
        last[(one["article"], one["outcome"])] = made["claim_id"]
    return articles, events, claims


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(stated, min_size=1, max_size=7))
def test_laws_hold_whatever_is_claimed(drawn: list[dict[str, Any]]) -> None:
    articles, events, claims = from_stated(drawn)
    made = of_one_harm(articles, events, claims)
    for row in made.tallies.to_dicts():
        assert row["low"] <= row["high"]
        assert row["best"] is None or row["low"] <= row["best"] <= row["high"]
        assert 1 <= row["n_independent"] <= row["n_claims"]
        assert 0 <= row["civilian_stated"] <= row["high"]
        assert 0 <= row["disagreement"] <= 1
    wholes = {
        (r["incident_id"], r["outcome"]): r
        for r in made.tallies.to_dicts()
        if r["population"] == "all" and not r["who"]
    }
    for row in made.tallies.to_dicts():
        whole = wholes[(row["incident_id"], row["outcome"])]
        assert row["high"] <= whole["high"], "a part is never more than its whole"
    for name in TABLES:
        assert dict(getattr(made, name).schema) == polars_schema(table(name))
        keys = getattr(made, name).select(table(name).key)
        assert keys.height == keys.unique().height


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(stated, min_size=1, max_size=7))
def test_the_last_step_of_history_is_the_tally(drawn: list[dict[str, Any]]) -> None:
    made = of_one_harm(*from_stated(drawn))
    last = made.tally_history.sort("step").group_by("tally_id").last()
    assert set(last["tally_id"]) <= set(made.tallies["tally_id"])
    joined = made.tallies.join(last, on="tally_id", how="left", suffix="_last")
    for column in ("low", "best", "high"):
        assert joined[column].equals(joined[f"{column}_last"].alias(column), null_equal=True)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(stated, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(drawn: list[dict[str, Any]], random: Any) -> None:
    rows = from_stated(drawn)
    shuffled = tuple(random.sample(part, len(part)) for part in rows)
    one, other = of_one_harm(*rows), of_one_harm(*shuffled)
    for name in TABLES:
        assert getattr(one, name).equals(getattr(other, name)), name


@pytest.mark.parametrize(
    ("text", "quote", "late"),
    [
        ("استشهد طفل من أهالي البلدة، متأثرا بجراحه.", "استشهد طفل", True),
        ("قتل ثلاثة مدنيين، وتوفيت امرأة متأثرة بجراحها.", "قتل ثلاثة مدنيين", False),
        ("قتل ثلاثة مدنيين. وتوفيت امرأة متأثرة بجراحها.", "قتل ثلاثة مدنيين", False),
        ("ارتفع العدد إلى 3 شهداء، والشهداء سيدة وطفلها، وشقيقتها متأثرة بجراحها.", "3 شهداء", False),
    ],
)
def test_wounds_are_of_those_in_the_same_clause(text: str, quote: str, late: bool) -> None:
    start = text.index(quote)
    assert is_late(text, start, start + len(quote)) is late


DIED = "استشهد طفل متأثرا بجراحه التي أصيب بها قبل أيام"  # a child died of wounds suffered days ago
ALL_THREE = ("low", "best", "high")


@pytest.mark.parametrize(
    ("source", "day", "dead", "wounded"),
    [
        ("sohr", NEXT, (6, 6, 6), (9, 9, 9)),  # who counted before moves its own figures
        ("snhr", NEXT, (5, 6, 6), (9, 9, 10)),  # who did not leaves open whether the others knew
        ("snhr", DAY, (5, 5, 5), (10, 10, 10)),  # counts of the same day know
    ],
)
def test_the_wounded_who_die_later_are_counted_among_the_dead(
    source: str, day: date, dead: tuple[int, ...], wounded: tuple[int, ...]
) -> None:
    articles = [article("a", DAY), article("b", day, text=DIED)]
    events = [event("e", "a"), event("f", "b", **on(day))]
    told = claim("d", "f", "b", 1, source=source, who="child", char_start=0)
    claims = [
        claim("c", "e", "a", 5, source="sohr"),
        claim("w", "e", "a", 10, outcome="injured", char_start=5, source="sohr"),
    ]
    made = of_one_harm(articles, events, [*claims, told])
    found = {
        row["outcome"]: row for row in made.tallies.to_dicts() if row["population"] == "all" and row["who"] is None
    }
    assert tuple(found["killed"][name] for name in ALL_THREE) == dead
    assert tuple(found["injured"][name] for name in ALL_THREE) == wounded
    assert ("D1" in found["killed"]["rule"].split()) == (day > DAY)
    steps = made.tally_history.filter(pl.col("tally_id") == found["injured"]["tally_id"]).sort("step")
    assert steps["claim_id"].to_list()[-1] == "d" and steps["date_from"].to_list()[-1] == DAY
    assert made.tally_claims.filter(pl.col("claim_id") == "d").height


def test_where_nobody_else_counts_the_dead_a_late_death_is_a_figure() -> None:
    articles = [article("a", DAY, text=DIED)]
    made = of_one_harm(articles, [event("e", "a")], [claim("c", "e", "a", 1)])
    assert made.tallies["best"].unique().to_list() == [1]


def test_history_follows_publication_and_is_dated_back_to_the_event() -> None:
    articles = [article("a", DAY), article("b", NEXT)]
    events = [event("e", "a"), event("f", "b")]
    claims = [claim("c", "e", "a", 5, source="sohr"), claim("d", "f", "b", 7, source="sohr")]
    made = tallied(articles, events, claims)
    everyone = made.tallies.filter(pl.col("population") == "all")
    steps = made.tally_history.join(everyone.select("tally_id"), on="tally_id").sort("step")
    assert steps.select("claim_id", "reported_on", "date_from", "best").rows() == [
        ("c", DAY, DAY, 5),
        ("d", NEXT, DAY, 7),
    ]


def test_classes_are_given_within_everyone_only() -> None:
    claims = [claim("c", "e", "a", 5), claim("d", "e", "a", 2, who="child", part_of_claim_id="c")]
    made = tallied([article("a")], [event("e", "a")], claims)
    assert set(made.tallies.select("population", "who").rows()) == {("all", None), ("civilian", None), ("all", "child")}


def test_figures_that_exclude_one_another_are_told_with_the_choice() -> None:
    articles = [article("a", NEXT), article("b", NEXT)]
    claims = [claim("c", "e", "a", 5, source="activists"), claim("d", "f", "b", 7, source="sohr")]
    made = tallied(articles, [event("e", "a"), event("f", "b")], claims)
    row = made.conflicts.row(0, named=True)
    assert (row["kind"], row["claim_id"], row["other_claim_id"], row["rule"]) == ("count", "c", "d", "B1")
    assert row["choice"] == "both stay in the range; best follows sohr (7)"


def test_accusations_of_strangers_are_a_conflict_and_those_of_allies_are_not() -> None:
    articles = [article("a", NEXT), article("b", NEXT), article("c", NEXT)]
    events = [
        event("e", "a", actors=["russia"]),
        event("f", "b", actors=["opposition"]),
        event("g", "c", actors=["government"]),
    ]
    claims = [
        claim("c", "e", "a", 5, source="sohr"),
        claim("d", "f", "b", 5, source="sana"),
        claim("g", "g", "c", 5, source="civil_defence"),
    ]
    made = tallied(articles, events, claims)
    against = {frozenset(pair) for pair in made.conflicts.select("claim_id", "other_claim_id").rows()}
    assert against == {frozenset({"c", "d"}), frozenset({"g", "d"})}


MONTH = {"date_from": date(2017, 11, 1), "date_to": date(2017, 11, 30), "place_text": "سوريا", "place_id": None}
COUNTRY = MONTH | {"governorate": None, "place_precision": 6, "cause": [], "actors": []}


def test_a_month_is_set_beside_its_parts_and_the_known_incidents() -> None:
    articles = [article("a", NEXT), article("m", date(2017, 12, 1))]
    events = [event("e", "a"), event("f", "a", **SARAQIB), event("m", "m", **COUNTRY)]
    claims = [
        claim("c", "e", "a", 60),
        claim("d", "f", "a", 7),
        claim("m", "m", "m", 100, scope="cumulative", source="sohr"),
        claim("p", "m", "m", 40, scope="cumulative", source="sohr", part_of_claim_id="m", char_start=1),
        claim("q", "m", "m", 25, scope="cumulative", source="sohr", part_of_claim_id="m", who="child", char_start=2),
        claim("r", "m", "m", 100, scope="cumulative", source="sohr", repeats_claim_id="m", char_start=3),
    ]
    made = tallied(articles, events, claims).period_tallies
    row = made.filter(pl.col("claim_id") == "m").row(0, named=True)
    assert (row["n_incidents"], row["incidents_low"], row["n_parts"], row["parts_low"]) == (2, 67, 1, 40)
    assert row["residual"] == 33
    assert set(made["claim_id"]) == {"m", "p", "q"}


@pytest.mark.parametrize(
    ("slots", "n_incidents"),
    [
        (COUNTRY, 1),
        (COUNTRY | {"actors": ["turkey"]}, 0),
        (COUNTRY | {"actors": ["government"]}, 1),
        (COUNTRY | {"governorate": "Idlib"}, 0),
        (COUNTRY | on(date(2017, 10, 1)), 0),
    ],
)
def test_only_incidents_of_its_time_place_and_perpetrator_count(slots: dict[str, Any], n_incidents: int) -> None:
    articles = [article("a", NEXT), article("m", date(2017, 12, 1))]
    claims = [claim("c", "e", "a", 60), claim("m", "m", "m", 100, scope="cumulative")]
    made = tallied(articles, [event("e", "a"), event("m", "m", **slots)], claims).period_tallies
    assert made["n_incidents"].to_list() == [n_incidents]


def test_no_claims_make_empty_tables() -> None:
    made = tallied([], [], [])
    assert all(getattr(made, name).is_empty() for name in TABLES)


def test_parties_to_the_war_are_left_out_of_the_disinterested_figures() -> None:
    articles, events = [article("a"), article("b")], [event("ea", "a"), event("eb", "b")]
    claims = [claim("ca", "ea", "a", 5, source="sohr"), claim("cb", "eb", "b", 40, source="sana")]
    row = (
        of_one_harm(articles, events, claims)
        .tallies.filter((pl.col("population") == "all") & pl.col("who").is_null())
        .row(0, named=True)
    )
    assert (row["low"], row["high"]) == (5, 40)
    assert (row["inclusive_low"], row["inclusive_high"]) == (5, 40)
    assert (row["disinterested_low"], row["disinterested_best"], row["disinterested_high"]) == (5, 5, 5)
