"""The match ledger in words: for each joined unit, the unit it agrees with most and on what."""

import polars as pl

from pipeline.reconciliation.evidence import Weights, chunks, weighed
from pipeline.reconciliation.slots import OUTCOMES

LEDGER = pl.Schema({"unit": pl.String, "reason": pl.String, "score": pl.Float64})


def strongest(units: pl.DataFrame, scores: pl.DataFrame, roots: list[int], weights: Weights) -> pl.DataFrame:
    """For each unit that shares a cluster, its best-scored pair there: columns unit, reason, score (0 to 1).

    ``scores`` are pairs of rows of ``units`` with their score, ``roots`` the clusters by row.
    """
    root = pl.Series("root", roots, dtype=pl.UInt32)
    inside = scores.filter(root.gather(scores["a"]) == root.gather(scores["b"])).select("a", "b", "score")
    sides = [inside.select(row=one, other=other, score="score") for one, other in (("a", "b"), ("b", "a"))]
    best = pl.concat(sides).sort("row", -pl.col("score"), "other").group_by("row", maintain_order=True).first()
    told = [
        weighed(units, chunk.select(a="row", b="other"), weights).select(
            units["unit"].gather(chunk["row"]).alias("unit"),
            pl.concat_str(pl.lit(f"{weights.where}: "), _words()).alias("reason"),
            _probability(pl.col("score")).alias("score"),
        )
        for chunk in chunks(best)
    ]
    return pl.concat(told).cast(LEDGER)


def _probability(log_odds: pl.Expr) -> pl.Expr:
    return (1 / (1 + (-log_odds).exp())).round(4)


def _words() -> pl.Expr:
    """What two units agree on, in words."""
    pieces = [_place(), _days(), _cause(), _actors(), *[_figure(outcome) for outcome in OUTCOMES]]
    return pl.concat_str(pieces, separator=", ", ignore_nulls=True)


def _place() -> pl.Expr:
    same = (pl.col("a_place_id") == pl.col("b_place_id")).fill_null(False)
    name = (pl.col("a_place_key") == pl.col("b_place_key")).fill_null(False)
    return (
        pl.when(same | name)
        .then(pl.concat_str(pl.lit("same place "), pl.coalesce("a_place_key", "b_place_key"), ignore_nulls=True))
        .when(pl.col("km").is_not_null())
        .then(pl.concat_str(pl.col("km").round(0).cast(pl.Int64), pl.lit(" km apart")))
        .otherwise(pl.lit("place not contradicted"))
    )


def _days() -> pl.Expr:
    both = pl.col("a_dated") & pl.col("b_dated")
    return (
        pl.when(pl.col("gap").is_null())
        .then(pl.lit("no date"))
        .when(pl.col("gap") > 0)
        .then(pl.concat_str(pl.lit("days missed by "), pl.col("gap")))
        .when(both)
        .then(pl.lit("same days stated"))
        .otherwise(pl.lit("days fit publication"))
    )


def _cause() -> pl.Expr:
    return _agreeing("cause", "same cause", "kindred cause", "other cause")


def _actors() -> pl.Expr:
    return _agreeing("actors", "same perpetrator", "allied perpetrator", "other perpetrator")


def _agreeing(column: str, same: str, kindred: str, other: str) -> pl.Expr:
    a, b = pl.col(f"a_{column}"), pl.col(f"b_{column}")
    return (
        pl.when((a == 0) | (b == 0))
        .then(pl.lit(None, dtype=pl.String))
        .when((a & b) != 0)
        .then(pl.lit(same))
        .when((pl.col(f"a_{column}_kin") & b) != 0)
        .then(pl.lit(kindred))
        .otherwise(pl.lit(other))
    )


def _figure(outcome: str) -> pl.Expr:
    shared = pl.col(f"a_{outcome}").list.set_intersection(pl.col(f"b_{outcome}")).list.max()
    return pl.when(shared.is_not_null()).then(pl.concat_str(pl.lit(f"both {outcome} "), shared))
