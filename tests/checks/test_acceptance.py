"""Acceptance of a candidate: each band refuses the figure that lies outside it, and only that."""

import polars as pl
import pytest

from checks import acceptance
from checks.bands import BANDS, ESTABLISHED, Band
from pipeline.contracts import polars_schema, table

SCHEMA = polars_schema(table("metrics"))


def figures(previous_articles: float | None = 1000) -> dict[tuple[str, str], tuple[float, float | None]]:
    """Figures of a candidate that is much like the last release: (metric, scope) → value, previous."""
    found: dict[tuple[str, str], tuple[float, float | None]] = {}
    for band in BANDS:
        usual = {"share": (0.5, 0.5), "filled": (0.5, 0.5), "accuracy": (0.99, 0.99)}
        found[band.metric, band.scope] = usual.get(band.metric, (1100.0, 1000.0))
    found["per article", "claims"] = (3.0, 3.0)
    found["rows", "articles"] = (1100.0, previous_articles)
    return found


def judged(given: dict[tuple[str, str], tuple[float, float | None]]) -> set[str]:
    """The bands that refuse these figures."""
    rows = [(metric, scope, value, previous) for (metric, scope), (value, previous) in given.items()]
    verdicts = acceptance.judge(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    return {verdict.check for verdict in verdicts if not verdict.passed}


def outside(band: Band, low: bool) -> tuple[float, float | None]:
    """A value (with its previous one) below or above a band."""
    bound = band.least if low else band.most
    assert bound is not None
    factor = 0.9 if low else 1.1
    if band.of == "value":
        return bound * factor, None
    return bound * factor * 1000, 1000.0


SIDES = [(band, low) for band in BANDS for low, bound in ((True, band.least), (False, band.most)) if bound is not None]


def test_a_candidate_much_like_the_last_release_is_accepted() -> None:
    assert judged(figures()) == set()


@pytest.mark.parametrize(("band", "low"), SIDES, ids=[f"{b.id}-{'below' if low else 'above'}" for b, low in SIDES])
def test_each_band_refuses_what_lies_outside(band: Band, low: bool) -> None:
    given = figures() | {(band.metric, band.scope): outside(band, low)}
    refused = judged(given)
    assert band.id in refused
    assert {other.id for other in BANDS if (other.metric, other.scope) == (band.metric, band.scope)} >= refused


def test_changes_are_not_judged_against_a_handful_of_articles() -> None:
    small = figures(previous_articles=ESTABLISHED - 1) | {("rows", "claims"): (1.0, 1000.0)}
    assert judged(small) == set()


def test_accuracy_may_not_fall_however_few_articles_there_are() -> None:
    worse = figures(previous_articles=5) | {("accuracy", "claims full"): (0.70, 0.72)}
    assert judged(worse) == {"slots_no_worse"}


def test_a_first_release_has_nothing_to_be_compared_with() -> None:
    assert judged({figure: (value, None) for figure, (value, _) in figures().items()}) == set()


def test_a_figure_that_is_not_there_is_refused() -> None:
    given = figures()
    del given["rows", "incidents"]
    assert judged(given) == {"incidents_kept"}
