"""Acceptance of a release candidate as a whole: a great-expectations suite on its metrics, one expectation a band.

Kept out: the bands (``bands``) and anything about single rows (``rows``, ``laws``).
"""

import os
from collections.abc import Iterator
from typing import Any

import polars as pl

from checks.bands import BANDS, ESTABLISHED, Band
from checks.verdict import Breach, Verdict

TABLE = "metrics"


def judge(metrics: pl.DataFrame) -> list[Verdict]:
    """One verdict a band, in the order of the bands. ``metrics`` is the table of that name."""
    found = validate(metrics)
    by_id = {result["expectation_config"]["meta"]["band"]: result["success"] for result in found["results"]}
    return [_verdict(band, bool(by_id[band.id]), metrics) for band in BANDS]


def validate(metrics: pl.DataFrame) -> dict[str, Any]:
    """great-expectations' own result on the metrics frame, as JSON."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: nothing is reported to anyone
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("candidate").add_dataframe_asset(TABLE)
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame(metrics).to_pandas()})
    suite = gx.ExpectationSuite(name="acceptance", expectations=list(_expectations()))
    result: dict[str, Any] = batch.validate(suite).to_json_dict()
    return result


def frame(metrics: pl.DataFrame) -> pl.DataFrame:
    """The metrics with their change: value / previous, empty where there is none or the last release was too small.

    The annotated articles are always the same, so a change in accuracy counts however small the release.
    """
    articles = metrics.filter((pl.col("metric") == "rows") & (pl.col("scope") == "articles"))["previous"].to_list()
    established = bool(articles) and articles[0] is not None and articles[0] >= ESTABLISHED
    comparable = (pl.col("previous") > 0) & (pl.lit(established) | (pl.col("metric") == "accuracy"))
    return metrics.with_columns(
        change=pl.when(comparable).then(pl.col("value") / pl.col("previous")),
        figure=pl.col("metric") + " / " + pl.col("scope"),
    )


def _expectations() -> Iterator[Any]:
    from great_expectations import expectations
    from great_expectations.expectations.row_conditions import Column

    for band in BANDS:
        yield expectations.ExpectColumnValuesToBeBetween(
            column=band.of,
            min_value=band.least,
            max_value=band.most,
            row_condition=Column("figure") == f"{band.metric} / {band.scope}",
            meta={"band": band.id},
        )


def _verdict(band: Band, success: bool, metrics: pl.DataFrame) -> Verdict:
    rows = frame(metrics).filter((pl.col("metric") == band.metric) & (pl.col("scope") == band.scope))
    if success and rows.height:
        return Verdict(TABLE, band.id, rows.height)
    if not rows.height:
        missing = Breach(band.id, "the figure is there", 1, (f"{band.metric} / {band.scope}",))
        return Verdict(TABLE, band.id, 0, (missing,))
    row = rows.row(0, named=True)
    told = f"{band.metric} / {band.scope}: value={row['value']}, previous={row['previous']}, change={row['change']}"
    return Verdict(TABLE, band.id, rows.height, (Breach(band.id, f"{band.meaning}: {_range(band)}", 1, (told,)),))


def _range(band: Band) -> str:
    bounds = (
        f"at least {band.least:g}" if band.least is not None else "",
        f"at most {band.most:g}" if band.most is not None else "",
    )
    return f"the {band.of} is to be {' and '.join(bound for bound in bounds if bound)}"
