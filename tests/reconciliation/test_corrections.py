"""What people correct is done, is told, and fails loudly once the evidence is another than it was."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hand_made import ATAREB, SARAQIB, article, claim, event, frames

from pipeline.progress import Silent
from pipeline.reconciliation import Linked, Tallied, link, tally
from pipeline.reconciliation.corrections import Correction, CorrectionError, Figure, applicable, load, verify
from pipeline.reconciling import make_incidents, make_tallies
from pipeline.warehouse import Warehouse

DAY = date(2017, 11, 14)
PLACES = {"a": ATAREB, "b": ATAREB, "c": SARAQIB}
DEAD = {"a": 60, "b": 53, "c": 7}


def correction(action: str, *claims: str, figure: Figure | None = None, **expect: int | None) -> Correction:
    articles = tuple(claim.removeprefix("c-") for claim in claims)
    quotes = dict.fromkeys(claims, "ق")
    return Correction("one", action, articles, claims, "they are", "a recorder", DAY, quotes, expect, figure)


def world() -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Two articles on al-Atarib and one on Saraqib, of one day, each with a count of the dead by its own claimant."""
    sources = {"a": "sohr", "b": "civil_defence", "c": "sohr"}
    return frames(
        [article(name, DAY) for name in PLACES],
        [event(f"e-{name}", name, **place) for name, place in PLACES.items()],
        [claim(f"c-{name}", f"e-{name}", name, DEAD[name], source=sources[name]) for name in PLACES],
    )


def corrected(*corrections: Correction) -> tuple[Linked, Tallied]:
    articles, events, claims = world()
    linked = link(articles, events, claims, english={}, corrections=corrections)
    return linked, tally(articles, events, claims, linked.incidents, linked.incident_claims, corrections)


def groups(linked: Linked) -> set[frozenset[str]]:
    members = linked.incident_claims.group_by("incident_id").agg("claim_id")
    return {frozenset(found) for found in members["claim_id"].to_list()}


def dead(tallied: Tallied) -> list[tuple[Any, ...]]:
    everyone = (pl.col("outcome") == "killed") & (pl.col("population") == "all")
    return sorted(tallied.tallies.filter(everyone).select("low", "best", "high").rows())


def test_without_corrections_the_evidence_stands() -> None:
    linked, tallied = corrected()
    assert groups(linked) == {frozenset({"c-a", "c-b"}), frozenset({"c-c"})}
    assert dead(tallied) == [(7, 7, 7), (53, 60, 60)] or dead(tallied) == [(7, 7, 7), (53, 53, 60)]
    assert linked.corrections.is_empty()


def test_a_merge_makes_one_incident_of_several() -> None:
    linked, _ = corrected(correction("merge", "c-a", "c-c", incidents=2, n_claims=3))
    assert groups(linked) == {frozenset({"c-a", "c-b", "c-c"})}
    reasons = dict(linked.incident_claims.select("claim_id", "reason").rows())
    assert reasons["c-c"] == "correction one: they are"
    assert linked.corrections.select("correction_id", "claim_id", "action", "author").rows() == [
        ("one", "c-a", "merge", "a recorder"),
        ("one", "c-c", "merge", "a recorder"),
    ]


def test_a_split_sets_claims_apart_as_an_incident_of_their_own() -> None:
    linked, tallied = corrected(correction("split", "c-b", incidents=1, n_claims=2))
    assert groups(linked) == {frozenset({"c-a"}), frozenset({"c-b"}), frozenset({"c-c"})}
    assert dead(tallied) == [(7, 7, 7), (53, 53, 53), (60, 60, 60)]


def test_a_claim_set_aside_bears_on_no_figure_and_is_still_shown() -> None:
    linked, tallied = corrected(correction("set_aside", "c-b"))
    assert dead(tallied) == [(7, 7, 7), (60, 60, 60)]
    roles = tallied.tally_claims.filter(pl.col("claim_id") == "c-b").select("role", "rule").unique().rows()
    assert roles == [("set_aside", "M1")]
    assert "discounted" not in linked.incidents["grade"].to_list()


def test_an_incident_of_which_every_claim_is_set_aside_is_discounted() -> None:
    linked, tallied = corrected(correction("set_aside", "c-c"))
    assert linked.incidents["grade"].to_list().count("discounted") == 1
    assert len(dead(tallied)) == 1


def test_an_override_is_the_tally_and_the_last_step_of_its_history() -> None:
    figure = Figure("killed", "all", None, 8, 9, 10)
    _, tallied = corrected(correction("override", "c-c", figure=figure, low=7, best=7, high=7))
    made = tallied.tallies.filter((pl.col("high") == 10) & (pl.col("population") == "all"))
    assert made.select("low", "best", "high").rows() == [(8, 9, 10)]
    assert made["rule"].item().endswith("M1")
    steps = tallied.tally_history.join(made.select("tally_id"), on="tally_id").sort("step")
    assert steps.select("low", "best", "high").rows() == [(7, 7, 7), (8, 9, 10)]


@pytest.mark.parametrize(
    "stale",
    [
        correction("merge", "c-a", "c-b", incidents=2, n_claims=2),
        correction("merge", "c-a", "c-c", incidents=2, n_claims=2),
        correction("split", "c-b", incidents=1, n_claims=5),
        correction("override", "c-c", figure=Figure("killed", "all", None, 8, 8, 8), low=6, best=7, high=7),
        correction("override", "c-c", figure=Figure("injured", "all", None, 8, 8, 8), low=7, best=7, high=7),
    ],
    ids=["merged by now", "another claim came", "other claims", "another figure", "no such tally"],
)
def test_a_correction_of_other_evidence_fails_loudly(stale: Correction) -> None:
    with pytest.raises(CorrectionError, match=r"correction one by a recorder .* hasila explain c-"):
        corrected(stale)


def test_a_claim_must_be_there_with_its_words() -> None:
    aside = correction("set_aside", "c-a")
    verify([aside], {"c-a": "ق"})
    with pytest.raises(CorrectionError, match="not read any more"):
        verify([aside], {})
    with pytest.raises(CorrectionError, match="now reads «قتل»"):
        verify([aside], {"c-a": "قتل"})


def test_a_correction_waits_for_its_articles() -> None:
    both = correction("merge", "c-a", "c-c", incidents=2, n_claims=2)
    assert applicable([both], ["a"]) == ()
    assert applicable([both], ["a", "c", "z"]) == (both,)


ENTRY = """
- id: one
  action: merge
  articles: [a, c]
  claims: [c-a, c-c]
  reason: one market
  author: a recorder
  date: 2026-11-22
  expect: {quotes: {c-a: ق, c-c: ق}, incidents: 2, n_claims: 3}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_is_read(tmp_path: Path) -> None:
    (found,) = load(written(tmp_path, ENTRY))
    assert (found.action, found.claims, found.made_on) == ("merge", ("c-a", "c-c"), date(2026, 11, 22))
    assert found.expect == {"incidents": 2, "n_claims": 3}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("action: merge", "action: mend", "no action"),
        ("  author: a recorder\n", "", "author"),
        ("reason: one market", "reason: ''", "reason is empty"),
        ("date: 2026-11-22", "date: soon", "is none"),
        (", n_claims: 3", "", "expect is not whole"),
        ("c-c: ق", "c-d: ق", "words of each claim"),
        ("claims: [c-a, c-c]", "claims: []", "no claims"),
        ("- id: one", "- id: [", "cannot be read"),
    ],
)
def test_an_entry_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    with pytest.raises(CorrectionError, match=told):
        load(written(tmp_path, ENTRY.replace(before, after)))


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="two corrections are called one"):
        load(written(tmp_path, ENTRY + ENTRY))


def test_the_projects_own_corrections_can_be_used() -> None:
    load()


def test_a_correction_is_made_whichever_article_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, ENTRY)
    monkeypatch.setattr("pipeline.reconciling.load", lambda: load(path))
    found = []
    for name, batches in (
        ("whole", [["a", "b", "c"]]),
        ("steps", [["a"], ["b"], ["c"]]),
        ("back", [["c"], ["b", "a"]]),
    ):
        warehouse = Warehouse(tmp_path / f"{name}.duckdb")
        for batch in batches:
            with warehouse.transaction() as write:
                for table, rows in zip(("articles", "events", "claims"), world(), strict=True):
                    write.append(table, rows.filter(pl.col("article_id").is_in(batch)))
            make_incidents(warehouse, Silent())
            make_tallies(warehouse, Silent())
        assert warehouse.count("incidents") == 1
        assert warehouse.read("corrections")["claim_id"].to_list() == ["c-a", "c-c"]
        found.append([warehouse.digest(table) for table in ("incidents", "incident_claims", "tallies")])
    assert found[0] == found[1] == found[2]
