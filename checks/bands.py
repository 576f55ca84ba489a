"""The bands in which a release candidate's figures must lie, each with its reason.

A band holds a figure itself, or its change against the last release (figure divided by the previous one). Changes are
judged only once the last release had ``ESTABLISHED`` articles: in a handful, one article more moves every share.
Kept out: judging (``acceptance``) and reckoning the figures (``pipeline.release.metrics``).
"""

from dataclasses import dataclass
from typing import Literal

from checks.verdict import Severity

ESTABLISHED = 100  # articles


@dataclass(frozen=True, slots=True)
class Band:
    """The least and most that a metric of a scope (or its change) may be, and what it means when it is outside."""

    id: str
    metric: str
    scope: str
    of: Literal["value", "change"]
    least: float | None
    most: float | None
    severity: Severity
    meaning: str


# fmt: off
BANDS = (
    Band("has_articles", "rows", "articles", "value", 1, None, "error", "nothing readable came in"),
    Band("rejected_input", "share", "rejected input", "value", None, 0.5, "warn", "most of what came in was not read"),
    Band("claims_found", "per article", "claims", "value", 0.2, None, "warn", "hardly an article claims casualties"),
    Band("vague_claims", "share", "vague claims", "value", None, 0.6, "warn", "most claims have no figure"),
    Band("cumulative_claims", "share", "cumulative claims", "value", None, 0.7, "warn", "most claims are sums"),
    Band("published_filled", "filled", "articles.published_on", "value", 0.5, None, "warn", "few articles have a day"),
    Band("governorate_filled", "filled", "events.governorate", "value", 0.3, None, "warn", "few events are placed"),
    Band("date_filled", "filled", "events.date_from", "value", 0.3, None, "warn", "few events have a date"),
    Band("cause_filled", "filled", "events.cause", "value", 0.3, None, "warn", "few events have a cause"),
    Band("source_filled", "filled", "claims.source", "value", 0.1, None, "warn", "few claims name a claimant"),
    Band("best_filled", "filled", "tallies.best", "value", 0.3, None, "warn", "few tallies have a best figure"),
    Band("reads_claims", "accuracy", "claims right", "value", 0.97, None, "error", "annotated claims are misread"),
    Band("reads_fully", "accuracy", "claims full", "value", 0.65, None, "error", "annotated slots are misread"),
    Band("makes_tallies", "accuracy", "tallies right", "value", 0.88, None, "error", "known tallies come out wrong"),
    Band("articles_kept", "rows", "articles", "change", 0.9, None, "error", "articles were lost"),
    Band("claims_kept", "rows", "claims", "change", 0.8, None, "error", "claims were lost"),
    Band("incidents_kept", "rows", "incidents", "change", 0.7, None, "error", "incidents were lost"),
    Band("tallies_kept", "rows", "tallies", "change", 0.7, None, "error", "tallies were lost"),
    Band("killed_low_kept", "toll low", "killed", "change", 0.7, None, "error", "the dead became fewer"),
    Band("killed_high_steady", "toll high", "killed", "change", 0.7, 10, "error", "the upper toll left its scale"),
    Band("claims_per_article", "per article", "claims", "change", 0.6, 1.7, "error", "the reading of claims changed"),
    Band("vague_steady", "share", "vague claims", "change", None, 1.5, "error", "figures turned vague"),
    Band("governorate_kept", "filled", "events.governorate", "change", 0.8, None, "error", "places are no longer read"),
    Band("date_kept", "filled", "events.date_from", "change", 0.8, None, "error", "dates are no longer read"),
    Band("cause_kept", "filled", "events.cause", "change", 0.8, None, "error", "causes are no longer read"),
    Band("source_kept", "filled", "claims.source", "change", 0.8, None, "error", "claimants are no longer read"),
    Band("claims_no_worse", "accuracy", "claims right", "change", 0.98, None, "error", "claims are read worse"),
    Band("slots_no_worse", "accuracy", "claims full", "change", 0.98, None, "error", "slots are read worse"),
    Band("tallies_no_worse", "accuracy", "tallies right", "change", 0.98, None, "error", "tallies come out worse"),
    Band("best_kept", "filled", "tallies.best", "change", 0.8, None, "error", "tallies lost their best figure"),
)
# fmt: on
