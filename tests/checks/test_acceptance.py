"""Acceptance of a candidate: each band refuses the figure that lies outside it, and only that."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks import acceptance, acknowledged
from checks.acknowledged import Acknowledgement
from checks.bands import BANDS, RECALLED, Band, Limits
from checks.beside import Beside
from checks.catalogue import EXPIRED, catalogue
from checks.examine import examine
from pipeline.contracts import polars_schema, table
from pipeline.lexicon import LexiconError
from pipeline.release.history import Past

SCHEMA = polars_schema(table("metrics"))
TODAY = date(2026, 11, 22)
Given = dict[tuple[str, str], dict[str, float | None]]


def figures() -> Given:
    """Figures of a candidate that is much like the last release."""
    usual = {"share": (0.5, 0.5), "filled": (0.5, 0.5), "accuracy": (0.99, 0.99), "shift": (0.02, 0.03)}
    found: Given = {}
    for band in BANDS:
        value, previous = usual.get(band.metric, (1100.0, 1000.0))
        found[band.metric, band.scope] = {"value": value, "previous": previous, "change": value / previous}
    return found | {("per article", "claims"): {"value": 3.0, "previous": 3.0, "change": 1.0}}


def metrics(given: Given) -> pl.DataFrame:
    rows = [{"metric": m, "scope": s, "releases": 0} | row for (m, s), row in given.items()]
    return pl.DataFrame([dict.fromkeys(SCHEMA) | row for row in rows], schema=SCHEMA)


def judged(given: Given, beside: Beside | None = None) -> set[str]:
    """The bands that refuse these figures."""
    verdicts = acceptance.judge(metrics(given), beside or Beside(today=TODAY)).verdicts
    return {verdict.check for verdict in verdicts if not verdict.passed}


def outside(band: Band, low: bool) -> dict[str, float | None]:
    """A figure below or above a band."""
    bound = band.least if low else band.most
    assert bound is not None
    value = bound * (0.9 if low else 1.1)
    return {"value": value} if band.of == "value" else {"value": value * 1000, "previous": 1000.0, "change": value}


SIDES = [(band, low) for band in BANDS for low, bound in ((True, band.least), (False, band.most)) if bound is not None]
SIDE_NAMES = [f"{band.id}-{'below' if low else 'above'}" for band, low in SIDES]
FEWER_CLAIMS: Given = {("rows", "claims"): {"value": 700.0, "previous": 1000.0, "change": 0.7}}
MEANT = Acknowledgement("rows / claims", "2026.11.3", "copies are no longer read", date(2026, 12, 1))


def test_a_candidate_much_like_the_last_release_is_accepted() -> None:
    assert judged(figures()) == set()


@pytest.mark.parametrize(("band", "low"), SIDES, ids=SIDE_NAMES)
def test_each_band_refuses_what_lies_outside(band: Band, low: bool) -> None:
    refused = judged(figures() | {(band.metric, band.scope): outside(band, low)})
    assert band.id in refused
    assert {other.id for other in BANDS if other.figure == band.figure} >= refused


def test_a_first_release_has_nothing_to_be_compared_with() -> None:
    assert judged({figure: {"value": row["value"]} for figure, row in figures().items()}) == set()


def test_a_figure_that_is_not_there_is_refused() -> None:
    given = figures()
    del given["rows", "incidents"]
    assert judged(given) == {"incidents_kept"}


KEPT = Band("kept", "rows", "x", "change", 0.8, None, "error", "x were lost")
SHARE = Band("share", "share", "x", "value", None, 0.6, "error", "too many x")


@pytest.mark.parametrize(
    ("band", "past", "limits"),
    [
        (KEPT, {"releases": RECALLED, "usual_change": 1.05, "spread_change": 0.0}, Limits(0.9, None)),
        (KEPT, {"releases": RECALLED, "usual_change": 1.05, "spread_change": 0.04}, Limits(0.84, None)),
        (KEPT, {"releases": RECALLED, "usual_change": 1.05, "spread_change": 0.5}, Limits(0.8, None)),
        (KEPT, {"releases": RECALLED - 1, "usual_change": 1.05, "spread_change": 0.0}, Limits(0.8, None)),
        (SHARE, {"releases": 9, "usual": 0.2, "spread": 0.0}, Limits(None, 0.4)),
        (SHARE, {"releases": 9, "usual": 0.7, "spread": 0.1}, Limits(None, 0.6)),
    ],
)
def test_history_draws_limits_closer_and_never_wider(band: Band, past: dict[str, Any], limits: Limits) -> None:
    found = band.limits(past)
    assert (found.least, found.most) == (pytest.approx(limits.least), pytest.approx(limits.most))


def test_what_was_always_rare_may_not_become_common() -> None:
    given = figures() | {("share", "vague claims"): {"value": 0.5, "releases": 8, "usual": 0.2, "spread": 0.01}}
    assert judged(given) == {"vague_claims"}


def test_a_jump_passes_only_where_it_was_acknowledged() -> None:
    jump = figures() | FEWER_CLAIMS
    past = Past("2026.11.3")
    assert judged(jump, Beside(past, (), TODAY)) == {"claims_kept"}
    assert judged(jump, Beside(past, (MEANT,), TODAY)) == set()
    assert judged(jump, Beside(Past("2026.11.4"), (MEANT,), TODAY)) == {"claims_kept"}
    assert judged(jump, Beside(past, (MEANT,), date(2026, 12, 2))) == {"claims_kept"}
    other = figures() | {("rows", "tallies"): {"value": 500.0, "previous": 1000.0, "change": 0.5}}
    assert judged(other, Beside(past, (MEANT,), TODAY)) == {"tallies_kept"}


def test_what_lets_a_jump_pass_is_told() -> None:
    accepted = acceptance.judge(metrics(figures() | FEWER_CLAIMS), Beside(Past("2026.11.3"), (MEANT,), TODAY))
    assert accepted.used == (MEANT,)
    (verdict,) = (found for found in accepted.verdicts if found.check == "claims_kept")
    assert "acknowledged until 2026-12-01: copies are no longer read" in verdict.summary
    assert acceptance.judge(metrics(figures()), Beside(Past("2026.11.3"), (MEANT,), TODAY)).used == ()


def test_an_acknowledgement_past_its_day_is_to_be_taken_out(sound: Any) -> None:
    (check,) = (each for each in catalogue() if each.id == EXPIRED)
    for day, passes in ((TODAY, True), (date(2026, 12, 2), False)):
        (finding,) = examine(sound, [check], Beside(acknowledged=(MEANT,), today=day))
        assert finding.verdict.passed == passes
    assert "rows / claims beside 2026.11.3" in finding.verdict.summary


ENTRY = """# why
- metric: rows / claims
  release: "2026.11.3"
  reason: copies are no longer read
  expires: 2026-12-01
"""


def test_entries_are_read(tmp_path: Path) -> None:
    path = tmp_path / "acknowledged.yml"
    path.write_text(ENTRY, encoding="utf-8")
    assert acknowledged.load(path) == (MEANT,)
    assert acknowledged.load() == ()  # the project's own: nothing is meant to jump


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda text: text.replace("rows / claims", "rows / clams"), "line 2: no band is on 'rows / clams'"),
        (lambda text: text.replace('"2026.11.3"', "latest"), "line 2: 'latest' is no release"),
        (lambda text: text.replace("copies are no longer read", "''"), "line 2: there is no reason"),
        (lambda text: text.replace("2026-12-01", "never"), "line 2: expires is 'never'"),
        (lambda text: text.replace("  expires: 2026-12-01\n", ""), "line 2: an entry has other keys"),
        (lambda text: text.replace("- metric", "metric"), "line 3: not YAML|line 1: not a list"),
    ],
)
def test_a_slip_in_an_entry_is_named_with_its_line(tmp_path: Path, edit: Callable[[str], str], reason: str) -> None:
    path = tmp_path / "acknowledged.yml"
    path.write_text(edit(ENTRY), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"acknowledged\.yml, ({reason})"):
        acknowledged.load(path)


def test_data_docs_are_pages_that_tell_what_lies_outside(tmp_path: Path) -> None:
    folder = tmp_path / ".data_docs" / "2026.11.1"
    for given, outcome in ((figures() | FEWER_CLAIMS, "Failed"), (figures(), "Succeeded")):  # the second replaces
        acceptance.write_docs(metrics(given), folder)
        (page,) = folder.glob("validations/**/*.html")
        told = page.read_text(encoding="utf-8")
        assert "rows / claims, change" in told
        assert re.search(rf"Status.{{0,400}}{outcome}", told, re.DOTALL)
    assert (folder / "index.html").stat().st_size > 0
    assert [path.name for path in folder.parent.iterdir()] == ["2026.11.1"]
