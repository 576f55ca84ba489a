"""The headline of an article that tells of one harm: it is of that harm, however loosely it names the place.

«استشهاد مدنيين في قصف على كوباني» (civilians killed in shelling of Kobani) stands above a report on a village nearby.
Kept out: headlines that agree with the body by place and figures (``evidence``), and those above several harms.
"""

from collections.abc import Collection, Sequence

import polars as pl

from pipeline.reconciliation.blocking import beside
from pipeline.reconciliation.evidence import BORDER, kilometres, other_governorate

REASON = "in one article: its headline, and the one harm it tells of"


def titled_events(events: pl.DataFrame, sentences: pl.DataFrame) -> list[str]:
    """The events told in the titles of their articles, from the tables events and sentences."""
    titles = sentences.filter(pl.col("section") == "title")
    return events.join(titles, on="sentence_id", how="semi")["event_id"].to_list()


def settled(units: pl.DataFrame, roots: Sequence[int], titled: Collection[str]) -> pl.DataFrame:
    """The reports that a headline makes by itself above one other, and that one: columns root, titled, report.

    ``roots`` are the units' reports by row, ``titled`` the events told in the titles of their articles; ``report`` is
    the smallest root of those that are one.
    """
    news = pl.DataFrame(
        {
            "article_id": units["article_id"],
            "root": pl.Series(roots, dtype=pl.UInt32),
            "titled": units["unit"].is_in(list(titled)),
            "recalled": units["recalled"],
        }
    ).filter(~pl.col("recalled"))
    reports = news.group_by("article_id", "root").agg(pl.col("titled").all())
    heads, bodies = reports.filter("titled"), reports.filter(~pl.col("titled"))
    only = bodies.group_by("article_id").agg(b=pl.col("root").first(), told=pl.len()).filter(pl.col("told") == 1)
    pairs = heads.select("article_id", a="root").join(only, on="article_id").select("a", "b").sort("a", "b")
    sides = beside(units, pairs).with_columns(kilometres().alias("km"))
    far = other_governorate() | (pl.col("km") > BORDER).fill_null(False)
    near = pairs.filter(~sides.select(far).to_series())
    report = pl.min_horizontal(pl.col("a").min().over("b"), "b")
    each = [near.select(root=side, titled=pl.lit(side == "a"), report=report) for side in ("a", "b")]
    return pl.concat(each).unique().sort("root")
