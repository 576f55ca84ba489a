"""What must be linked anew when articles come, change or go: the clusters that they upset, and no others.

Average agreement never rises by joining, so what a cluster is made of depends on its own members alone, and clusters
stand together if each two of them do. Thus only pairs of clusters of which one has changed are tried: where joining
such a pair from its reports up does not give the two again, the other one is linked anew as well, until every pair
stands. That gives the same incidents as linking everything. Kept out: the linking (``incidents``), and where its state
is kept.
"""

from collections.abc import Iterator

import polars as pl

from pipeline.reconciliation.blocking import across_articles
from pipeline.reconciliation.clustering import Pair, agreeing, clustered, of_island
from pipeline.reconciliation.evidence import ACROSS, scored
from pipeline.reconciliation.incidents import kept_apart
from pipeline.reconciliation.slots import SLOTS

TOMBSTONES = pl.Schema({"incident_id": pl.String(), "kind": pl.String(), "replaced_by": pl.List(pl.String())})


def touched(standing: pl.DataFrame, news: pl.DataFrame, gone: pl.Series) -> pl.Series:
    """The knots that new or changed articles, or those gone, have to do with.

    ``standing`` are the reports linked before (SLOTS, cluster and knot), ``news`` the reports of the new and changed
    articles (SLOTS), ``gone`` the article_ids whose standing reports no longer hold: changed and removed ones.
    """
    old = pl.col("article_id").is_in(gone.implode())
    lost, left = standing.filter(old), standing.filter(~old)
    fresh = news.select(list(SLOTS)).with_columns(
        cluster=pl.lit(None, dtype=pl.String), knot=pl.lit(None, dtype=pl.String)
    )
    units = pl.concat([left.select(*SLOTS, "cluster", "knot"), fresh]).sort("article_id", "position", "unit")
    sizes = standing.group_by("cluster").agg(pl.len().alias("size"))
    anew = units.select(pl.col("cluster").is_null() | pl.col("cluster").is_in(lost["cluster"].implode())).to_series()
    stood = pl.DataFrame(schema={"row": pl.UInt32, "root": pl.UInt32, "whole": pl.String})
    while True:
        changed = _changed(_joined_anew(units, anew.arg_true()), sizes)
        upset = _upset(units, changed.join(stood, on=["root", "whole"], how="anti").select("row", "root"), anew)
        stood = changed
        if not upset:
            return pl.concat([lost["knot"], units["knot"].filter(anew).drop_nulls()]).unique().sort()
        anew = anew | units["cluster"].is_in(upset)


def _joined_anew(units: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """The clusters that some rows make among themselves: columns row, cluster (as it was) and root."""
    some = units[rows]
    roots = clustered(some.height, _scored(some))
    return pl.DataFrame({"row": rows, "cluster": some["cluster"], "root": rows.gather(roots)})


def _scored(some: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([scored(some, across_articles(some), ACROSS), kept_apart(some)])


def _changed(made: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """The rows of the clusters (columns row, root and ``whole``: all their rows) that are not as they were."""
    before = made.join(sizes, on="cluster", how="left")
    same = (pl.col("cluster").n_unique() == 1) & (pl.len() == pl.col("size").first())
    whole = pl.col("row").cast(pl.String).str.join(" ").over("root").alias("whole")
    return before.filter(~same.fill_null(False).over("root")).select("row", "root", whole)


def _upset(units: pl.DataFrame, changed: pl.DataFrame, anew: pl.Series) -> list[str]:
    """The clusters, of those not linked anew, that do not stand beside the changed ones."""
    asked = pl.Series("asked", [False]).new_from_index(0, units.height).scatter(changed["row"], True)
    near = agreeing(scored(units, across_articles(units, asked), ACROSS))
    sides = pl.concat([near.select(row=one, other=other) for one, other in (("a", "b"), ("b", "a"))])
    met = sides.join(changed, on="row")
    met = met.filter(~anew.gather(met["other"]))
    met = met.select("root", units["cluster"].gather(met["other"]).alias("cluster")).unique()
    others = units.select("cluster").with_row_index("row").join(met.select("cluster").unique(), on="cluster")
    others = others.with_columns(pl.col("row").min().over("cluster").alias("root"))
    named = dict(others.select("root", "cluster").unique().rows())
    trials = set(met.join(others.unique("cluster"), on="cluster").select("root", "root_right").rows())
    members = pl.concat([changed.join(met, on="root", how="semi"), others.select("row", "root")]).sort("row")
    return sorted({named[other] for other in _fallen(units, members, trials)})


def _fallen(units: pl.DataFrame, members: pl.DataFrame, trials: set[tuple[int, int]]) -> Iterator[int]:
    """The second of each two clusters of ``trials`` that, joined from their reports up, are not the same two again.

    ``members`` has the rows of the clusters (columns row, root).
    """
    scores = _scored(units[members["row"]])
    row, root = members["row"], members["root"]
    told = scores.select(row.gather(scores["a"]).alias("a"), row.gather(scores["b"]).alias("b"), "score", "apart",
                         root.gather(scores["a"]).alias("one"), root.gather(scores["b"]).alias("other"))  # fmt: skip
    between: dict[tuple[int, int], list[Pair]] = {}
    for *pair, one, other in told.iter_rows():
        if one == other or (one, other) in trials or (other, one) in trials:
            between.setdefault((one, other), []).append((pair[0], pair[1], pair[2], pair[3]))
    roots = dict(members.group_by("root").agg("row").rows())
    for one, other in trials:
        keys = ((one, one), (other, other), (one, other), (other, one))
        two = {row: name for name in (one, other) for row in roots[name]}
        if dict(of_island([pair for key in keys for pair in between.get(key, ())])) != two:
            yield other


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
