"""What must be linked anew when articles come, change or go: the islands that they touch, and no others.

Reports that agree, with what agrees with them in turn, lie on one island (``clustering.islands``), and what is joined
there depends on no other. So linking the events of the touched islands anew, and leaving the rest as they are, gives
the same incidents as linking everything. Kept out: the linking (``incidents``), and where its state is kept.
"""

import polars as pl

from pipeline.reconciliation.blocking import across_articles
from pipeline.reconciliation.clustering import agreeing
from pipeline.reconciliation.evidence import ACROSS, scored
from pipeline.reconciliation.slots import SLOTS

TOMBSTONES = pl.Schema({"incident_id": pl.String(), "kind": pl.String(), "replaced_by": pl.List(pl.String())})


def touched(standing: pl.DataFrame, news: pl.DataFrame, gone: pl.Series) -> pl.Series:
    """The islands that new or changed articles, or those gone, have to do with.

    ``standing`` are the reports linked before (SLOTS and island), ``news`` the reports of the new and changed articles
    (SLOTS), ``gone`` the article_ids whose standing reports no longer hold: changed and removed ones.
    """
    old = pl.col("article_id").is_in(gone.implode())
    left = standing.filter(~old)
    units = pl.concat([left.select(list(SLOTS)), news.select(list(SLOTS))])
    pairs = agreeing(scored(units, across_articles(units, news=left.height), ACROSS)) if news.height else None
    met = left["island"].head(0) if pairs is None else left["island"].gather(_below(pairs, left.height))
    return pl.concat([standing.filter(old)["island"], met]).unique().sort()


def _below(pairs: pl.DataFrame, rows: int) -> pl.Series:
    """The standing rows of pairs; the smaller row of a pair is on the left."""
    return pairs.filter(pl.col("a") < rows)["a"].unique()


def tombstones(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """What became of the incidents that are no more, from two ledgers (columns incident_id, claim_id).

    ``merged``: all that is left of it is part of one incident; ``split``: its claims lie in several; ``gone``: no claim
    of it is left. ``replaced_by`` names the incidents that hold its claims now.
    """
    lost = before.join(after.select("incident_id").unique(), on="incident_id", how="anti")
    now = after.select("claim_id", now="incident_id")
    fates = (
        lost.select("incident_id", "claim_id")
        .join(now, on="claim_id", how="left")
        .group_by("incident_id")
        .agg(pl.col("now").drop_nulls().unique().sort().alias("replaced_by"))
    )
    n = pl.col("replaced_by").list.len()
    kind = pl.when(n == 0).then(pl.lit("gone")).when(n == 1).then(pl.lit("merged")).otherwise(pl.lit("split"))
    return fates.with_columns(kind.alias("kind")).select(list(TOMBSTONES)).cast(TOMBSTONES).sort("incident_id")
