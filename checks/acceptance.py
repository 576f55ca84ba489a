"""Acceptance of a release candidate as a whole: a great-expectations suite on its metrics, one expectation a band.

Kept out: the bands (``bands``), what may leave them (``acknowledged``), and single rows (``rows``, ``laws``).
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from checks.acknowledged import Acknowledgement
from checks.bands import BANDS, Band, Limits
from checks.beside import Beside
from checks.verdict import Breach, Verdict

TABLE = "metrics"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A verdict a band, in the order of the bands; the entries that let a figure pass; and the suite's own result."""

    verdicts: tuple[Verdict, ...]
    used: tuple[Acknowledgement, ...]
    result: dict[str, Any]


def judge(metrics: pl.DataFrame, beside: Beside) -> Acceptance:
    """Hold the table ``metrics`` against the bands. A figure outside its band passes where that was acknowledged."""
    rows = by_figure(metrics)
    limits = {band.id: band.limits(rows.get(band.figure, {})) for band in BANDS}
    result = validate(rows, limits)
    inside = {each["expectation_config"]["meta"]["band"]: bool(each["success"]) for each in result["results"]}
    entries = {band.id: None if inside[band.id] else beside.entry(band.figure) for band in BANDS}
    verdicts = tuple(
        _verdict(band, rows.get(band.figure), limits[band.id], inside[band.id], entries[band.id]) for band in BANDS
    )
    return Acceptance(verdicts, tuple(dict.fromkeys(filter(None, entries.values()))), result)


def validate(rows: Mapping[str, Mapping[str, Any]], limits: Mapping[str, Limits]) -> dict[str, Any]:
    """great-expectations' own result on the figures, as JSON. ``rows`` gives the row of metrics of each figure."""
    _, definition = _defined(limits)
    result: dict[str, Any] = definition.run(batch_parameters={"dataframe": _figures(rows)}).to_json_dict()
    return result


def write_docs(metrics: pl.DataFrame, folder: Path) -> None:
    """great-expectations' Data Docs of the figures: pages to be opened from ``folder``, replaced whole."""
    rows = by_figure(metrics)
    staged = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(staged, ignore_errors=True)
    context, definition = _defined({band.id: band.limits(rows.get(band.figure, {})) for band in BANDS})
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(staged)}
    index = {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False}
    site = {"class_name": "SiteBuilder", "show_how_to_buttons": False, "store_backend": store,
            "site_index_builder": index}  # fmt: skip
    context.add_data_docs_site(site_name=TABLE, site_config=site)
    definition.run(batch_parameters={"dataframe": _figures(rows)})
    context.build_data_docs(site_names=[TABLE])
    for film in staged.glob("static/images/*.gif"):  # lessons on great-expectations itself, and most of the bytes
        film.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    staged.rename(folder)


def by_figure(metrics: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """``metric / scope`` → its row of the table metrics."""
    return {f"{row['metric']} / {row['scope']}": row for row in metrics.iter_rows(named=True)}


def _defined(limits: Mapping[str, Limits]) -> tuple[Any, Any]:
    """A context of great-expectations that lives in memory, and the suite of the bands in it, ready to be run."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: nothing is reported to anyone
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("candidate").add_dataframe_asset(TABLE)
    suite = context.suites.add(gx.ExpectationSuite(name="acceptance", expectations=list(_expectations(limits))))
    batch = asset.add_batch_definition_whole_dataframe("whole")
    return context, context.validation_definitions.add(gx.ValidationDefinition(name=TABLE, data=batch, suite=suite))


def _figures(rows: Mapping[str, Mapping[str, Any]]) -> Any:
    """What the bands hold, as one row of a pandas frame, a column each."""
    import pandas as pd

    return pd.DataFrame({_column(band): [rows.get(band.figure, {}).get(band.of)] for band in BANDS}, dtype=float)


def _column(band: Band) -> str:
    """What a band holds, a column of its own in the one row that great-expectations sees."""
    return f"{band.figure}, {band.of}"


def _expectations(limits: Mapping[str, Limits]) -> Iterator[Any]:
    from great_expectations import expectations

    for band in BANDS:
        yield expectations.ExpectColumnValuesToBeBetween(
            column=_column(band),
            min_value=limits[band.id].least,
            max_value=limits[band.id].most,
            meta={"band": band.id, "meaning": band.meaning},
        )


def _verdict(
    band: Band, row: dict[str, Any] | None, limits: Limits, inside: bool, entry: Acknowledgement | None
) -> Verdict:
    if row is None:
        return Verdict(TABLE, band.id, 0, (Breach(band.id, "the figure is there", 1, (band.figure,)),))
    if inside:
        return Verdict(TABLE, band.id, 1)
    told = f"{band.figure}: " + ", ".join(
        f"{name}={row[name]}" for name in ("value", "previous", "change", "releases", "usual")
    )
    if entry is not None:
        return Verdict(TABLE, band.id, 1, note=f"{told}; acknowledged until {entry.expires}: {entry.reason}")
    meaning = f"{band.meaning}: the {band.of} is to be {limits}"
    return Verdict(TABLE, band.id, 1, (Breach(band.id, meaning, 1, (told,)),))
