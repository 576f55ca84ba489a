"""Which pairs are compared: mentions of one article, and reports that share days and a place, a governorate or a name.

A block is a small set inside which every pair is scored; nothing outside a block can be the same harm. Windows of days
fall into buckets of four, exact places into cells of a tenth of a degree with their neighbours. Kept out: scoring.
"""

import polars as pl

from pipeline.reconciliation.slots import OUTCOMES, SLOTS

BUCKET = 4  # days
SLACK = 1  # days by which windows may miss one another
CELL = 0.1  # degrees, some 10 km
TELLING = 3  # smallest figure that alone brings two reports together
RARE = ("journalist", "medic_or_rescuer")  # classes of victims whom few harms befall
LONGEST = 31  # days: a longer window places a harm nowhere

PAIR = pl.Schema({"a": pl.UInt32, "b": pl.UInt32})


def within_articles(units: pl.DataFrame) -> pl.DataFrame:
    """All pairs of units of one article: columns a and b, row numbers of ``units``, a < b."""
    keyed = units.select(key="article_id").with_row_index("row").with_columns(asked=pl.lit(True))
    return _joined(keyed, keyed)


def across_articles(units: pl.DataFrame, asked: pl.Series | None = None) -> pl.DataFrame:
    """Pairs of units of different articles that share a block: columns a and b, row numbers of ``units``, a < b.

    With ``asked``, a truth value for each row, only pairs of which at least one is asked for.
    """
    of_all = pl.Series("asked", [True]).new_from_index(0, units.height) if asked is None else asked
    rows = units.with_row_index("row").with_columns(of_all.alias("asked"))
    windowed = rows.filter(
        pl.col("first").is_not_null() & pl.col("last").is_not_null() & (pl.col("last") - pl.col("first") <= LONGEST)
    ).with_columns(
        pl.int_ranges((pl.col("first") - SLACK) // BUCKET, (pl.col("last") + SLACK) // BUCKET + 1).alias("bucket")
    )
    buckets = windowed.explode("bucket")
    buckets = buckets.join(buckets.filter("asked").select("bucket").unique(), on="bucket", how="semi")
    spot = (pl.col("fine") & pl.col("latitude").is_not_null()).fill_null(False)
    fine, area = buckets.filter(spot), buckets.filter(~spot)
    found = pl.concat(
        [
            _paired(_cells(fine.filter("asked"), neighbours=True), _cells(fine, neighbours=False)),
            *[_joined(_keyed(area, name), _keyed(buckets, name)) for name in ("governorate", "place_key", "place_id")],
            _joined(_figures(buckets.filter(pl.col("governorate").is_null())), _figures(buckets)),
            _families(rows),
        ]
    )
    articles = units["article_id"]
    different = found.filter(articles.gather(found["a"]) != articles.gather(found["b"]))
    return different.unique().sort("a", "b")


def _cells(rows: pl.DataFrame, neighbours: bool) -> pl.DataFrame:
    steps = [-1, 0, 1] if neighbours else [0]
    cells = rows.select(
        "row", "bucket", (pl.col("latitude") / CELL).floor().cast(pl.Int32).alias("y"),
        (pl.col("longitude") / CELL).floor().cast(pl.Int32).alias("x"),
    )  # fmt: skip
    shifted = [
        cells.select("row", pl.struct(pl.col("y") + dy, pl.col("x") + dx, pl.col("bucket")).alias("key"))
        for dy in steps
        for dx in steps
    ]
    return pl.concat(shifted)


def _keyed(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    named = rows.filter(pl.col(column).is_not_null())
    return named.select("row", "asked", pl.struct(pl.col(column), pl.col("bucket")).alias("key"))


def _figures(rows: pl.DataFrame) -> pl.DataFrame:
    """Reports that name no governorate are compared with those of the same figure, if it is not a small one.

    So are they with those of journalists, or of medics, where they tell of such.
    """
    sides = [
        rows.select(
            "row", "asked", "bucket", pl.lit(outcome).alias("outcome"), pl.col(outcome).alias("figure")
        ).explode("figure")
        for outcome in OUTCOMES
    ]
    telling = pl.concat(sides).filter(pl.col("figure") >= TELLING)
    classes = rows.select("row", "asked", "bucket", outcome="classes", figure=pl.lit(None, pl.Int64)).explode("outcome")
    rare = classes.filter(is_rare(pl.col("outcome")))
    return pl.concat([telling, rare], how="diagonal").select(
        "row", "asked", pl.struct("outcome", "figure", "bucket").alias("key")
    )


def is_rare(classes: pl.Expr) -> pl.Expr:
    """Whether a class of victims («killed:journalist») is one that few harms befall."""
    return classes.str.contains_any(list(RARE))


def _families(rows: pl.DataFrame) -> pl.DataFrame:
    """Copies are compared whatever their slots; most articles are alone in their family."""
    keyed = rows.select("row", "asked", key="family").filter(pl.col("key").is_not_null())
    return _joined(keyed, keyed)


def _joined(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Pairs of different rows with equal keys, the smaller row first, of which at least one is asked for."""
    others = left.filter(~pl.col("asked"))
    sides = [_paired(left.filter("asked"), right)]
    return pl.concat([*sides, _paired(others, right.filter("asked"))] if others.height else sides).unique()


def _paired(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    a, b = pl.min_horizontal("row", "row_other"), pl.max_horizontal("row", "row_other")
    return (
        left.select("row", "key")
        .join(right.select("key", row_other="row"), on="key")
        .filter(pl.col("row") != pl.col("row_other"))
        .select(a.alias("a"), b.alias("b"))
        .cast(PAIR)
        .unique()
    )


def beside(units: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs with the slots of both sides as ``a_…`` and ``b_…``."""
    slots = units.select(list(SLOTS))
    sides = [slots[pairs[side]].rename({name: f"{side}_{name}" for name in SLOTS}) for side in ("a", "b")]
    return pl.concat([pairs, *sides], how="horizontal")
