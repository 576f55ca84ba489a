"""Acceptance of a release candidate as a whole: a great-expectations suite on its metrics, one expectation a band.

Kept out: the bands (``bands``), what may leave them (``acknowledged``), and single rows (``rows``, ``laws``).
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of the candidate (None where it is missing), the band it is held against, and that band's limits."""

    band: Band
    limits: Limits
    figure: float | None


@dataclass(frozen=True, slots=True)
class Validated:
    """What great-expectations said of figures, as JSON, and the context in which it keeps that."""

    context: Any
    result: dict[str, Any]


def judge(metrics: pl.DataFrame, beside: Beside) -> Acceptance:
    """Hold the table ``metrics`` against the bands. A figure outside its band passes where that was acknowledged."""
    rows = by_figure(metrics)
    held = _held(rows)
    result = validate(held).result
    limits = {one.band.id: one.limits for one in held}
    inside = {each["expectation_config"]["meta"]["band"]: bool(each["success"]) for each in result["results"]}
    entries = {band.id: None if inside[band.id] else beside.entry(band.figure) for band in BANDS}
    verdicts = tuple(
        _verdict(band, rows.get(band.figure), limits[band.id], inside[band.id], entries[band.id]) for band in BANDS
    )
    return Acceptance(verdicts, tuple(dict.fromkeys(filter(None, entries.values()))), result)


@lru_cache(maxsize=1)
def validate(held: tuple[Held, ...]) -> Validated:
    """great-expectations' word on figures held against bands; the same figures are not looked at twice running."""
    context, definition = _defined(held)
    found = definition.run(batch_parameters={"dataframe": _figures(held)})
    return Validated(context, found.to_json_dict())


def write_docs(metrics: pl.DataFrame, folder: Path) -> None:
    """great-expectations' Data Docs of the figures: pages to be opened from ``folder``, replaced whole."""
    staged = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(staged, ignore_errors=True)
    context = validate(_held(by_figure(metrics))).context
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(staged)}
    index = {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False}
    site = {"class_name": "SiteBuilder", "show_how_to_buttons": False, "store_backend": store,
            "site_index_builder": index}  # fmt: skip
    context.add_data_docs_site(site_name=TABLE, site_config=site)
    context.build_data_docs(site_names=[TABLE])
    context.delete_data_docs_site(TABLE)
    for film in staged.glob("static/images/*.gif"):  # lessons on great-expectations itself, and most of the bytes
        film.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    staged.rename(folder)


def by_figure(metrics: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """``metric / scope`` → its row of the table metrics."""
    return {f"{row['metric']} / {row['scope']}": row for row in metrics.iter_rows(named=True)}


def _held(rows: Mapping[str, Mapping[str, Any]]) -> tuple[Held, ...]:
    return tuple(
        Held(band, band.limits(rows.get(band.figure, {})), rows.get(band.figure, {}).get(band.of)) for band in BANDS
    )


def _defined(held: Sequence[Held]) -> tuple[Any, Any]:
    """A context of great-expectations that lives in memory, and the suite of the bands in it, ready to be run."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: nothing is reported to anyone
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("candidate").add_dataframe_asset(TABLE)
    suite = context.suites.add(gx.ExpectationSuite(name="acceptance", expectations=list(_expectations(held))))
    batch = asset.add_batch_definition_whole_dataframe("whole")
    return context, context.validation_definitions.add(gx.ValidationDefinition(name=TABLE, data=batch, suite=suite))


def _figures(held: Sequence[Held]) -> Any:
    """What the bands hold, as one row of a pandas frame, a column each."""
    import pandas as pd

    return pd.DataFrame({_column(one.band): [one.figure] for one in held}, dtype=float)


def _column(band: Band) -> str:
    """What a band holds, a column of its own in the one row that great-expectations sees."""
    return f"{band.figure}, {band.of}"


def _expectations(held: Sequence[Held]) -> Iterator[Any]:
    from great_expectations import expectations

    for one in held:
        yield expectations.ExpectColumnValuesToBeBetween(
            column=_column(one.band),
            min_value=one.limits.least,
            max_value=one.limits.most,
            meta={"band": one.band.id, "meaning": one.band.meaning},
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
