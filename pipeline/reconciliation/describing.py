"""What is said of an incident as a whole: its days, place, causes, alleged perpetrators, and grade (rule G1).

Kept out: which claims belong to it (``incidents``), how many people suffered (``tallies``).
"""

from collections.abc import Mapping

import polars as pl

from pipeline.contracts import polars_schema, table, typed
from pipeline.contracts.codes import CAUSE, PARTY
from pipeline.reconciliation.claimants import claimants, independent
from pipeline.reconciliation.kin import default as kin_table
from pipeline.reconciliation.kin import mask
from pipeline.reconciliation.slots import FIGURES, without_parts

IN_DISPUTE = 2  # how many times another claimant's dead a figure must be to put the figure in dispute
MARGIN = 2  # people by which small figures may differ without dispute


def described(
    units: pl.DataFrame, articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, members: pl.DataFrame,
    english: Mapping[str, str],
) -> pl.DataFrame:  # fmt: skip
    """The table incidents, from its events' slots (``units``, with incident_id) and the ledger ``members``."""
    declared = table("incidents")
    if units.is_empty():
        return pl.DataFrame(schema=polars_schema(declared))
    names = {place: english.get(place) for place in units["place_id"].drop_nulls().unique().sort()}
    whole = _days(units).join(_place(units, events), on="incident_id").join(_acts(units, events), on="incident_id")
    whole = whole.join(_support(articles, events, claims, members), on="incident_id").with_columns(
        pl.col("place_id").replace_strict(names, default=None, return_dtype=pl.String).alias("place_name_en")
    )
    return typed(declared, whole)


def _days(units: pl.DataFrame) -> pl.DataFrame:
    """The days that most reports have in common: a stated day outweighs a stated span, and that a publication day."""
    span = pl.col("last") - pl.col("first")
    weight = (
        pl.when(pl.col("dated") & (span == 0))
        .then(8)
        .when("dated")
        .then(4)
        .when("recalled")
        .then(0.01)
        .when("late")
        .then(0.1)
        .otherwise(1.0)
    )
    first = pl.when("late").then("last").otherwise("first").alias("first")  # nothing else is dated, if it counts
    voices = units.select("incident_id", "family", first, "last", weight.alias("weight")).unique()
    votes = (
        voices.filter(
            pl.col("first").is_not_null() & pl.col("last").is_not_null() & ((pl.col("last") - pl.col("first")) <= 400)
        )
        .with_columns(pl.int_ranges("first", pl.col("last") + 1).alias("day"))
        .explode("day")
        .group_by("incident_id", "day")
        .agg(pl.col("weight").sum().round(6))
        .filter(pl.col("weight") == pl.col("weight").max().over("incident_id"))
        .group_by("incident_id")
        .agg(pl.col("day").min().alias("from"), pl.col("day").max().alias("to"))
    )
    n_days = pl.col("to") - pl.col("from") + 1
    return units.select("incident_id").unique().join(votes, on="incident_id", how="left").select(
        "incident_id",
        pl.col("from").cast(pl.Int32).cast(pl.Date).alias("date_from"),
        pl.col("to").cast(pl.Int32).cast(pl.Date).alias("date_to"),
        pl.when(n_days == 1).then(1).when(n_days <= 6).then(2).when(n_days == 7).then(3).when(n_days <= 31).then(4)
        .when(n_days.is_not_null()).then(5).alias("date_precision"),
    )  # fmt: skip


def _place(units: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """The place that speaks for it: told most often, an exact place outweighing an area."""
    weight = pl.col("precision").replace_strict({1: 6, 2: 5, 3: 2}, default=1, return_dtype=pl.Int64)
    resolved = pl.when(pl.col("place_id").is_not_null()).then(weight).when(pl.col("place_key").is_not_null()).then(1)
    written = events.select(pl.col("event_id").alias("unit"), pl.col("place_text").alias("place_name_ar"))
    keys = ["place_id", "governorate", "latitude", "longitude", "precision"]
    named = pl.when(pl.col("place_id").is_null()).then("place_key").alias("name")
    told = units.join(written, on="unit", how="left").with_columns(resolved.fill_null(0).alias("weight"), named)
    names = told.group_by("incident_id", *keys, "name", "place_name_ar").agg(pl.len().alias("n"))
    names = names.sort("n", "place_name_ar", descending=[True, False], nulls_last=True)
    spelling = names.group_by("incident_id", *keys, "name", maintain_order=True).agg(pl.col("place_name_ar").first())
    best = (
        told.group_by("incident_id", *keys, "name")
        .agg(pl.col("weight").sum())
        .sort("incident_id", -pl.col("weight"), "precision", "place_id", "name", "governorate", nulls_last=True)
        .group_by("incident_id", maintain_order=True)
        .first()
    )
    governorates = (
        units.filter(pl.col("governorate").is_not_null())
        .group_by("incident_id", "governorate")
        .len()
        .sort("incident_id", -pl.col("len").cast(pl.Int64), "governorate")
        .group_by("incident_id", maintain_order=True)
        .agg(pl.col("governorate").first().alias("usual"))
    )
    return (
        best.join(spelling, on=["incident_id", *keys, "name"], how="left", nulls_equal=True)
        .join(governorates, on="incident_id", how="left")
        .with_columns(pl.coalesce("governorate", "usual").alias("governorate"))
        .select("incident_id", "place_id", "place_name_ar", "governorate", "latitude", "longitude",
                pl.col("precision").alias("place_precision"))
    )  # fmt: skip


def _acts(units: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """All causes and alleged perpetrators its events name, in the order of the code lists."""
    acts = events.select(
        pl.col("event_id").alias("unit"), pl.col("cause").alias("causes"), pl.col("actors").alias("by")
    )
    rows = units.select("incident_id", "unit").join(acts, on="unit", how="left")
    order = {"causes": list(CAUSE), "by": list(PARTY)}
    out = rows.select("incident_id").unique()
    for column, name in (("causes", "cause"), ("by", "alleged_perpetrators")):
        rank = {code: n for n, code in enumerate(order[column])}
        codes = (
            rows.select("incident_id", pl.col(column).alias(name)).explode(name).drop_nulls().unique()
            .with_columns(pl.col(name).replace_strict(rank, return_dtype=pl.Int64).alias("rank"))
            .sort("incident_id", "rank").group_by("incident_id", maintain_order=True).agg(name)
        )  # fmt: skip
        out = out.join(codes, on="incident_id", how="left")
    empty = pl.lit([], dtype=pl.List(pl.String))
    return out.with_columns(pl.col("cause").fill_null(empty), pl.col("alleged_perpetrators").fill_null(empty))


def _support(articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """n_articles, n_families, n_claimants and grade of each incident."""
    who = claimants(articles, events, claims, members)
    rows = (
        members.select("incident_id", "claim_id").join(claims, on="claim_id").join(who, on="claim_id")
        .join(articles.select("article_id", "syndication_id"), on="article_id", how="left")
        .join(events.select("event_id", "actors"), on="event_id", how="left")
        .sort("incident_id", "claim_id")
    )  # fmt: skip
    counted = rows.group_by("incident_id", maintain_order=True).agg(
        pl.col("article_id").n_unique().alias("n_articles"),
        pl.col("syndication_id").n_unique().alias("n_families"),
        pl.col("accepts").any(),
    )
    voices = rows.group_by("incident_id", "claimant", maintain_order=True).agg(
        pl.col("anonymous").all(),
        _statements().alias("figures"),
        pl.col("actors").explode().drop_nulls().unique().sort(),
    )
    dead = without_parts(rows, ["incident_id"]).group_by("incident_id", "claimant").agg(_dead().alias("dead"))
    voices = voices.join(dead, on=["incident_id", "claimant"], how="left", maintain_order="left")
    judged = {
        incident: _judged(group)
        for incident, group in _grouped(
            voices.select("incident_id", "claimant", "anonymous", "figures", "actors", "dead")
        )
    }
    ids = counted["incident_id"].to_list()
    n_claimants = [judged[i][0] for i in ids]
    grade = [
        "confirmed" if accepted else "contested" if judged[i][1] else "fair" if judged[i][0] > 1 else "weak"
        for i, accepted in zip(ids, counted["accepts"], strict=True)
    ]
    return counted.with_columns(pl.Series("n_claimants", n_claimants), pl.Series("grade", grade))


def _statements() -> pl.Expr:
    """What a claimant states, as structs of outcome and bounds; unquantified words state no figure."""
    stated = pl.struct("outcome", "low", "high")
    return stated.filter(pl.col("modality") != "unquantified").unique(maintain_order=True)


def _dead() -> pl.Expr:
    standing = (pl.col("status") != "superseded") & ~pl.col("late")
    return pl.col("low").filter((pl.col("outcome") == "killed") & pl.col("modality").is_in(FIGURES) & standing).max()


Voice = tuple[str, bool, list[dict[str, object]], list[str], int | None]


def _grouped(voices: pl.DataFrame) -> list[tuple[str, list[Voice]]]:
    groups: dict[str, list[Voice]] = {}
    for incident, *voice in voices.rows():
        groups.setdefault(incident, []).append(tuple(voice))
    return list(groups.items())


def _judged(voices: list[Voice]) -> tuple[int, bool]:
    """Number of independent claimants, and whether they dispute who did it or how many died."""
    figures = {
        who: frozenset((str(f["outcome"]), f["low"], f["high"]) for f in stated) or frozenset([("none", None, None)])
        for who, _, stated, _, _ in voices
    }
    anonymous = frozenset(who for who, hidden, *_ in voices if hidden)
    n = independent(figures, anonymous)
    if n == 1:
        return 1, False
    table_ = kin_table()
    blamed = [mask("party", parties) for _, _, _, parties, _ in voices if mask("party", parties)]
    strangers = any(not (table_.widened("party", a) & b) for i, a in enumerate(blamed) for b in blamed[i + 1 :])
    dead = [count for *_, count in voices if count is not None]
    far = bool(dead) and max(dead) > IN_DISPUTE * min(dead) + MARGIN
    return n, strangers or far
