"""The five seed articles: what they say happened, written by hand from reading them, against what the rules make.

The claims are the gold ones, so that only reconciliation is on trial.
"""

import csv

import polars as pl
import pytest
from gold_tables import Tables, tables_of

from pipeline.places import Gazetteer
from pipeline.project import SEEDS
from pipeline.reconciliation import Linked, Tallied, link, tally

EXPECTED = SEEDS / "gold" / "tallies.csv"
OUTCOMES = ("killed", "injured", "killed_or_injured")

Key = tuple[str, str, str, str | None]
Figure = tuple[int, int | None, int, bool, int]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(SEEDS / "gold" / "claims.jsonl", SEEDS / "articles", Gazetteer.load())


@pytest.fixture(scope="module")
def linked(tables: Tables) -> Linked:
    return link(tables.articles, tables.events, tables.claims)


@pytest.fixture(scope="module")
def tallied(tables: Tables, linked: Linked) -> Tallied:
    return tally(tables.articles, tables.events, tables.claims, linked.incidents, linked.incident_claims)


def incident_of(linked: Linked, claim: str) -> str:
    found: str = linked.incident_claims.filter(pl.col("claim_id") == claim)["incident_id"].item()
    return found


def expected(linked: Linked) -> dict[Key, Figure]:
    with EXPECTED.open(encoding="utf-8", newline="") as handle:
        return {
            (incident_of(linked, row["claim"]), row["outcome"], row["population"], row["who"] or None): (
                int(row["low"]),
                int(row["best"]) if row["best"] else None,
                int(row["high"]),
                row["open"] == "yes",
                int(row["claimants"]),
            )
            for row in csv.DictReader(handle)
        }


def test_every_killed_and_injured_tally_is_the_one_read_from_the_articles(linked: Linked, tallied: Tallied) -> None:
    made = {
        (row["incident_id"], row["outcome"], row["population"], row["who"]): (
            row["low"],
            row["best"],
            row["high"],
            row["high_is_open"],
            row["n_independent"],
        )
        for row in tallied.tallies.filter(pl.col("outcome").is_in(OUTCOMES)).to_dicts()
    }
    assert made == expected(linked)


def test_different_harms_of_one_article_stay_apart(linked: Linked) -> None:
    founding = ["000-3", "000-13", "000-17", "000-19", "000-20", "000-21", "000-22", "000-23", "001-4", "001-19"]
    founding += ["001-22", "001-25", "002-1", "002-2", "003-2", "003-11", "004-1", "004-11"]
    assert len({incident_of(linked, claim) for claim in founding}) == len(founding)


@pytest.mark.parametrize(
    ("claims", "what"),
    [
        (["000-1", "000-2", "000-3", "000-4", "000-6", "000-7"], "headline and body on Atareb's market"),
        (["002-2", "002-3"], "the two fighters near Manbij, told twice"),
        (["003-2", "003-3", "003-4", "003-7"], "Raqqa's 23, the 17 before them, and the 15 of Jazra among them"),
        (["004-1", "004-4", "004-7"], "Hajin's 26 by quarter and by town"),
    ],
)
def test_one_harm_told_several_times_is_one_incident(linked: Linked, claims: list[str], what: str) -> None:
    assert len({incident_of(linked, claim) for claim in claims}) == 1, what


def test_cumulative_claims_join_no_incident(tables: Tables, linked: Linked) -> None:
    cumulative = set(tables.claims.filter(pl.col("scope") == "cumulative")["claim_id"])
    assert cumulative.isdisjoint(linked.incident_claims["claim_id"])
    assert set(linked.incident_claims["claim_id"]) == set(tables.claims["claim_id"]) - cumulative


def test_the_claims_of_atareb_each_do_what_the_methodology_says(linked: Linked, tallied: Tallied) -> None:
    killed = tallied.tallies.filter(
        (pl.col("incident_id") == incident_of(linked, "000-3"))
        & (pl.col("outcome") == "killed")
        & (pl.col("population") == "all")
    )
    roles = (
        tallied.tally_claims.join(killed.select("tally_id"), on="tally_id").select("claim_id", "role", "rule").rows()
    )
    assert set(roles) == {
        ("000-1", "set_aside", "K1"),
        ("000-3", "best", "B1"),
        ("000-3", "high", "H1"),
        ("000-6", "low", "N2"),
    }


def test_seventeen_became_twenty_three_in_raqqa(linked: Linked, tallied: Tallied) -> None:
    killed = tallied.tallies.filter(
        (pl.col("incident_id") == incident_of(linked, "003-2"))
        & (pl.col("outcome") == "killed")
        & (pl.col("population") == "civilian")
    )
    steps = tallied.tally_history.join(killed.select("tally_id"), on="tally_id").sort("step")
    assert steps.select("claim_id", "low", "best", "high").rows() == [("003-3", 17, 17, 17), ("003-2", 23, 23, 23)]


def test_november_2016_leaves_198_dead_whom_no_listed_cause_accounts_for(tallied: Tallied) -> None:
    month = tallied.period_tallies.filter(pl.col("low") == 1300)
    assert month.select("claim_id", "n_parts", "parts_low", "residual").rows() == [("002-4", 6, 1102, 198)]


@pytest.mark.parametrize(
    ("outcome", "low", "article", "what"),
    [
        ("killed", 7, "001", "Idlib's seven"),
        ("killed", 6, "004", "the Russian ministry's six dead"),
        ("injured", 5, "004", "the Russian ministry's five wounded"),
    ],
)
def test_a_cumulative_figure_told_twice_in_an_article_counts_once(
    tallied: Tallied, outcome: str, low: int, article: str, what: str
) -> None:
    same = (pl.col("outcome") == outcome) & (pl.col("low") == low) & pl.col("claim_id").str.starts_with(article)
    assert tallied.period_tallies.filter(same).height == 1, what


def test_the_headlines_hundreds_contradict_the_160_of_the_text(tallied: Tallied) -> None:
    found = tallied.conflicts.filter(pl.col("claim_id") == "000-1").select("other_claim_id", "kind", "rule").rows()
    assert found == [("000-2", "count", "K1")]


def test_articles_in_any_order_give_the_same_tables(tables: Tables, linked: Linked, tallied: Tallied) -> None:
    backwards = [frame.reverse() for frame in (tables.articles, tables.events, tables.claims)]
    again = link(*backwards)
    assert again.incidents.equals(linked.incidents)
    assert again.incident_claims.equals(linked.incident_claims)
    retallied = tally(*backwards, again.incidents.reverse(), again.incident_claims.reverse())
    for name in ("tallies", "tally_claims", "tally_history", "period_tallies", "conflicts"):
        assert getattr(retallied, name).equals(getattr(tallied, name)), name
