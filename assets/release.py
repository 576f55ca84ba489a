"""The release: the candidate in figures, and the step that publishes it where the gate is open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import dagster as dg
import duckdb
import polars as pl
from pydantic import Field

from assets.io import POOL, step
from assets.shape import FOLLOW, FRESH, KINDS, OWNERS, references, results, spec
from checks import acceptance, earlier, exported, gate
from checks.acknowledged import Acknowledgement
from checks.beside import Beside
from checks.examine import fetch
from checks.recorded import FULLY
from pipeline import layers
from pipeline.contracts import TABLES, table
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.release import Candidate, Published, index, page, publish
from pipeline.release.attempts import record
from pipeline.release.provenance import provenance
from pipeline.release.publish import UnsoundBundleError, WithdrawnContentError
from pipeline.release.reading import manifest
from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, mark

PUBLISHED = "published"
DOCS = ".data_docs"  # great-expectations' pages on each release: beside it, and no part of what is hashed
WITHDRAWN = "mend what it was withdrawn for, in the inbox or in seeds/corrections.yml, then run again"
_FROM = (
    "readings", "rejected_articles", "unread_articles", "corrections", "tombstones", "tallies", "tally_claims",
    "tally_history", "period_tallies", "conflicts",
)  # fmt: skip


class ReleaseDay(dg.Config):
    """The day a release is dated, and so its version."""

    today: str = Field(default="", description="the day as YYYY-MM-DD; empty: today, in UTC")
    channel: Literal["final", "candidate"] = Field(
        default="final", description="final, or a candidate to be looked at before it is promoted"
    )

    def day(self) -> date:
        """The day, from the clock where none is given."""
        return date.fromisoformat(self.today) if self.today else datetime.now(UTC).date()


@dg.multi_asset(name="read_gold", specs=[spec("readings", "events", "claims")], pool=POOL)
def readings(
    context: dg.AssetExecutionContext, home: dg.ResourceParam[Home], warehouse: dg.ResourceParam[Warehouse]
) -> Iterator[dg.MaterializeResult[None]]:
    """Read the annotated seed articles again, by the code that read the claims."""
    with step(warehouse):
        layers.make_readings(home, warehouse)
    yield from results(context, warehouse)


@dg.multi_asset(name="measure_candidate", specs=[spec("metrics", *_FROM)], pool=POOL)
def metrics(
    context: dg.AssetExecutionContext, home: dg.ResourceParam[Home], warehouse: dg.ResourceParam[Warehouse]
) -> Iterator[dg.MaterializeResult[None]]:
    """Measure the release candidate, beside the last release."""
    with step(warehouse):
        layers.make_metrics(home, warehouse)
    yield from results(context, warehouse)


@dg.asset(
    deps=["metrics"],  # which come after every table and, since these block, after its checks
    group_name="release",
    description="An immutable, versioned, checked export of all tables, made only where every required check passed.",
    kinds={*KINDS, "parquet", "csv"},
    metadata=references("release"),
    owners=OWNERS,
    code_version=code_version("release"),
    automation_condition=FOLLOW & dg.AutomationCondition.all_deps_blocking_checks_passed(),
    freshness_policy=FRESH,
    pool=POOL,
)
def release(
    context: dg.AssetExecutionContext,
    config: ReleaseDay,
    home: dg.ResourceParam[Home],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> dg.MaterializeResult[None]:
    """Publish what the warehouse holds, if every required check passed on exactly that, and make the page anew."""
    today = config.day()
    with warehouse.connect() as connection:
        connection.begin()  # one snapshot for the gate and the export
        marks = {declared.name: mark(connection, declared) for declared in TABLES}
        judgement = gate.judge(context.instance, marks, context.run.run_id)
        if judgement.refusals:
            raise _refused(judgement.refusals, home, context.run.run_id, today)
        try:
            published = publish(
                home.releases,
                connection,
                replace(
                    _candidate(connection, judgement, Beside.load(home.releases, today), context.run.run_id),
                    channel=config.channel,
                ),
                **({"inspect": exported.inspect} if _whole(context, home) else {}),
            )
        except UnsoundBundleError as error:
            remedy = WITHDRAWN if isinstance(error, WithdrawnContentError) else "report it: the export is at fault"
            found = [gate.Refusal(problem.where, problem.what, remedy) for problem in error.problems]
            raise _refused(found, home, context.run.run_id, today) from error
        if published.new:
            acceptance.write_docs(fetch(connection, table("metrics")), home.releases / DOCS / published.version)
    page.build(home.releases, progress)
    return _told(published)


def _whole(context: dg.AssetExecutionContext, home: Home) -> bool:
    """Whether the checks are held against the exported files too: where all is to be examined, or other code made them.

    In any case the files are read back, and their rows are, by their marks, those on which the checks passed.
    """
    latest = index.latest(home.releases)
    code = None if latest is None else manifest(home.releases / latest.version).get("code", {}).get("all")
    return context.run.tags.get(FULLY) == "true" or code != code_version("all")


def _candidate(
    connection: duckdb.DuckDBPyConnection, judgement: gate.Judgement, beside: Beside, run_id: str
) -> Candidate:
    figures = fetch(connection, table("metrics"))
    accepted = acceptance.judge(figures, beside)
    return Candidate(
        today=beside.today,
        checks=judgement.evidence,
        validation={
            "metrics": figures.to_dicts(),
            "checks": list(judgement.evidence),
            "acceptance": accepted.result,
            "acknowledged": [_acknowledged(entry) for entry in accepted.used],
            "made": earlier.made(connection),
            "accuracy": _accuracy(figures, fetch(connection, table("readings"))),
        },
        provenance=provenance(connection, run_id),
    )


def _acknowledged(entry: Acknowledgement) -> dict[str, str]:
    metric, scope = entry.metric.split(" / ")
    return {"metric": metric, "scope": scope, "reason": entry.reason, "expires": entry.expires.isoformat()}


def _accuracy(figures: pl.DataFrame, readings: pl.DataFrame) -> dict[str, Any]:
    """How well the annotated articles are read, and every claim and tally of them that comes out wrong."""
    return {
        "figures": figures.filter(pl.col("metric") == "accuracy").drop("metric").to_dicts(),
        "wrong": readings.filter(pl.col("wrong").list.len() > 0).drop("code").to_dicts(),
    }


def _refused(refusals: Sequence[gate.Refusal], home: Home, run_id: str, today: date) -> dg.Failure:
    """The step's failure, after the refusal has been recorded beside the releases."""
    path = record(home.releases, gate.as_json(refusals), run_id, today)
    listed = "\n".join(f"- {refusal}" for refusal in refusals)
    return dg.Failure(
        description=f"Nothing was published; {len(refusals)} issues:\n{listed}",
        metadata={
            "issues": dg.MetadataValue.md(listed),
            "recorded in": dg.MetadataValue.path(str(path)),
        },
        allow_retries=False,
    )


def _told(published: Published) -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(
        metadata={
            "version": dg.MetadataValue.text(published.version),
            "folder": dg.MetadataValue.path(str(published.folder)),
            "outcome": dg.MetadataValue.text(PUBLISHED if published.new else "unchanged: the latest version holds it"),
            "content_id": dg.MetadataValue.text(published.content_id),
            "acceptance": dg.MetadataValue.path(str(published.folder.parent / DOCS / published.version / "index.html")),
            "changes": dg.MetadataValue.md((published.folder / "CHANGELOG.md").read_text(encoding="utf-8")),
        },
        data_version=dg.DataVersion(published.content_id[:16]),
    )
