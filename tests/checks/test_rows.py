"""Row contracts: every rule of every table notices the one row that breaks it, and sound rows break none."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from checks import rows
from pipeline.contracts import TABLES, Table, polars_schema, table

METRICS = [
    ("rows", "claims", 7.0, 6.0, 7 / 6, 1, 6.0, 0.0, None, None),
    ("share", "vague", 0.2, None, None, 0, None, None, None, None),
]


@pytest.fixture(scope="module")
def frames(sound_tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return sound_frames(sound_tables)


def sound_frames(sound_tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The sound rows of every table, with two metrics."""
    metrics = pl.DataFrame(METRICS, schema=polars_schema(table("metrics")), orient="row")
    return {**sound_tables, "metrics": metrics}


CASES = [(declared, rule) for declared in TABLES for rule in rows.rules(declared)]
NAMES = [f"{declared.name}-{rule.id}" for declared, rule in CASES]

# For each law on a row, what breaks it.
LAWS: dict[str, dict[str, Any]] = {
    "articles.length_stated": {"n_chars": 3},
    "articles.basis_of_date": {"published_basis": "unknown"},
    "articles.head_of_family": {"is_family_head": False},
    "articles.url_of_web": {"url": "javascript:alert(1)"},
    "articles.archive_url_of_web": {"archive_url": "ftp://news.example/a1"},
    "sentences.offsets_ordered": {"char_start": 900},
    "sentences.length_of_text": {"text": "قصير"},  # short
    "events.offsets_ordered": {"char_start": 900},
    "events.dates_ordered": {"date_to": date(2001, 1, 1)},
    "events.point_whole": {"latitude": None},
    "claims.offsets_ordered": {"char_start": 900},
    "claims.length_of_quote": {"quote": "5"},
    "claims.bounds_ordered": {"modality": "range", "low": 9, "high": 8},
    "claims.bounds_stated": {"modality": "vague", "low": None, "high": None},
    "claims.exact_closed": {"modality": "exact", "low": 5, "high": 6},
    "claims.party_of_combatants": {"party": "russia"},
    "claims.not_of_itself": {"part_of_claim_id": "c0"},
    "claims.not_repeating_itself": {"repeats_claim_id": "c0"},
    "incidents.dates_ordered": {"date_to": date(2001, 1, 1)},
    "incidents.point_whole": {"latitude": None},
    "incidents.families_within_articles": {"n_families": 9},
    "tombstones.replaced_or_gone": {"replaced_by": []},
    "tallies.low_to_high": {"low": 99, "best": None},
    "tallies.inclusive_ordered": {"inclusive_low": 99},
    "tallies.disinterested_ordered": {"disinterested_best": 99},
    "tallies.best_within": {"best": 99},
    "tallies.independent_within_claims": {"n_independent": 99},
    "tally_history.low_to_high": {"low": 99, "best": None},
    "tally_history.best_within": {"best": 99},
    "period_tallies.dates_ordered": {"date_to": date(2001, 1, 1)},
    "period_tallies.bounds_ordered": {"high": 1},
    "conflicts.two_claims": {"other_claim_id": "c1"},
    "metrics.usual_known": {"usual": None},
    "metrics.change_of_previous": {"previous": 0.0},
    "readings.one_side": {"expected": None, "read": None, "wrong": ["missed", "spurious"]},
    "readings.missed_told": {"read": None},
    "readings.spurious_told": {"wrong": ["spurious"]},
}


def broken(declared: Table, rule: rows.Rule, sound: pl.DataFrame) -> pl.DataFrame:
    """The sound rows of a table, the first of them made to break a rule."""
    if rule.id == "key_unique":
        return pl.concat([sound, sound.head(1)])
    if rule.column is None:
        return _with(sound, LAWS[f"{declared.name}.{rule.id}"])
    column = declared.column(rule.column)
    kind = rule.id.removeprefix(f"{column.name}_")
    wrong: dict[str, Callable[[], object]] = {
        "stated": lambda: None,
        "finite": lambda: float("nan"),
        "minimum": lambda: (column.minimum or 0) - 1,
        "maximum": lambda: (column.maximum or 0) + 1,
        "codes": lambda: ["no such code"] if column.kind == "texts" else "no such code",
    }
    value = wrong[kind]()
    return _with(sound, {column.name: int(value) if column.kind == "integer" and isinstance(value, float) else value})


def _with(sound: pl.DataFrame, values: dict[str, Any]) -> pl.DataFrame:
    first = {**sound.row(0, named=True), **values}
    return pl.concat([pl.DataFrame([first], schema=sound.schema), sound.tail(-1)])


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_sound_rows_keep_the_contract(declared: Table, frames: dict[str, pl.DataFrame]) -> None:
    verdict = rows.judge(declared, frames[declared.name])
    assert verdict.passed, verdict.markdown
    assert verdict.examined > 0


@pytest.mark.parametrize(("declared", "rule"), CASES, ids=NAMES)
def test_each_rule_notices_the_row_that_breaks_it(
    declared: Table, rule: rows.Rule, frames: dict[str, pl.DataFrame]
) -> None:
    verdict = rows.judge(declared, broken(declared, rule, frames[declared.name]))
    assert rule.id in {breach.rule for breach in verdict.breaches}


def test_every_law_of_a_row_has_a_row_that_breaks_it() -> None:
    assert {f"{declared.name}.{law.id}" for declared in TABLES for law in declared.laws} == LAWS.keys()


def test_a_null_within_a_list_of_codes_is_no_code(frames: dict[str, pl.DataFrame]) -> None:
    events = frames["events"]
    verdict = rows.judge(table("events"), _with(events, {"cause": [None]}))
    assert [breach.rule for breach in verdict.breaches] == ["cause_codes"]


def test_a_finding_counts_all_failing_rows_and_names_ten(frames: dict[str, pl.DataFrame]) -> None:
    claim = frames["claims"].row(0, named=True)
    many = [{**claim, "claim_id": f"k{number:02}", "low": 9, "high": 3, "modality": "range"} for number in range(25)]
    verdict = rows.judge(table("claims"), pl.DataFrame(many, schema=polars_schema(table("claims"))))
    (breach,) = verdict.breaches
    assert (breach.rule, breach.rows, len(breach.examples)) == ("bounds_ordered", 25, 10)
    assert "`claim_id=k00`" in verdict.markdown
    assert "… 15 more" in verdict.markdown


def test_wrong_columns_are_told_as_such(frames: dict[str, pl.DataFrame]) -> None:
    verdict = rows.judge(table("claims"), frames["claims"].drop("quote"))
    assert [breach.rule for breach in verdict.breaches] == ["columns"]
    assert "quote: String" in verdict.summary
