"""The bands in which a release candidate's figures must lie, each with its reason.

A band holds a figure itself, or its change against the last release (figure divided by the previous one). What it
states are the outermost limits, which hold while there is little to look back on; from ``RECALLED`` releases on, what
the figure usually was draws them closer, and never wider. Kept out: judging (``acceptance``), reckoning the figures
(``pipeline.release.metrics``), and jumps that are meant (``acknowledged``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from checks.verdict import Severity

RECALLED = 5  # releases from which on it is known what is usual
SPREADS = 4  # spreads from the usual that a figure may lie: of values spread normally, one in 16,000 lies farther
ROOM = 0.5  # of the way from the usual to the stated limit that always stays free


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and most that a figure may be; None where that side is open."""

    least: float | None
    most: float | None

    def __str__(self) -> str:
        bounds = (("at least", self.least), ("at most", self.most))
        return " and ".join(f"{words} {bound:.4g}" for words, bound in bounds if bound is not None)


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

    @property
    def figure(self) -> str:
        """The figure's name."""
        return f"{self.metric} / {self.scope}"

    def limits(self, row: Mapping[str, Any]) -> Limits:
        """The limits beside the figure's past, which a row of ``metrics`` tells."""
        suffix = "_change" if self.of == "change" else ""
        usual, spread = row.get(f"usual{suffix}"), row.get(f"spread{suffix}")
        if usual is None or spread is None or row["releases"] < RECALLED:
            return Limits(self.least, self.most)
        low, high = (min(usual, 1), max(usual, 1)) if self.of == "change" else (usual, usual)  # no change is fine
        return Limits(
            None if self.least is None else max(self.least, low - max(SPREADS * spread, ROOM * (low - self.least))),
            None if self.most is None else min(self.most, high + max(SPREADS * spread, ROOM * (self.most - high))),
        )


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
    Band("reads_claims", "accuracy", "claims right", "value", 0.98, None, "error", "annotated claims are misread"),
    Band("reads_fully", "accuracy", "claims full", "value", 0.69, None, "error", "annotated slots are misread"),
    Band("makes_tallies", "accuracy", "tallies right", "value", 0.92, None, "error", "known tallies come out wrong"),
    Band("articles_kept", "rows", "articles", "change", 0.9, None, "error", "articles were lost"),
    Band("claims_kept", "rows", "claims", "change", 0.8, None, "error", "claims were lost"),
    Band("incidents_kept", "rows", "incidents", "change", 0.7, None, "error", "incidents were lost"),
    Band("tallies_kept", "rows", "tallies", "change", 0.7, None, "error", "tallies were lost"),
    Band("killed_low_kept", "toll low", "killed", "change", 0.7, None, "error", "the dead became fewer"),
    Band("killed_high_steady", "toll high", "killed", "change", 0.7, 10, "error", "the upper toll left its scale"),
    Band("claims_per_article", "per article", "claims", "change", 0.6, 1.7, "error", "the reading of claims changed"),
    Band("governorates_steady", "shift", "incidents by governorate", "value", None, 0.3, "error",
         "incidents stand in other governorates"),
    Band("causes_steady", "shift", "events by cause", "value", None, 0.3, "error", "harms have other causes"),
    Band("outcomes_steady", "shift", "claims by outcome", "value", None, 0.2, "error", "claims have other outcomes"),
    Band("rejected_steady", "share", "rejected input", "change", None, 3, "warn", "more of the input was not read"),
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
