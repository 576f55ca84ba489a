"""The checks as Dagster knows them: one step a layer, each check with its finding as readable metadata.

Kept out: the checks themselves, and the proof that they were about what is exported (``gate``).
"""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from checks.beside import Beside
from checks.catalogue import Check, of_layer
from checks.examine import Finding, examine
from checks.remedies import where
from pipeline.contracts import LAYERS
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.warehouse import Warehouse

JUDGED = "judged"  # metadata: table → mark of what a check looked at
FULLY = "hasila/fully"  # tag of a run whose checks look at all rows, whatever passed before
LIST = "docs/checks.md"


def asset_checks() -> list[dg.AssetChecksDefinition]:
    """A step of checks for each layer."""
    return [_of_layer(layer) for layer in LAYERS]


def key(check: Check) -> dg.AssetCheckKey:
    """The name Dagster has for a check."""
    return dg.AssetCheckKey(dg.AssetKey(check.table), check.id)


def _of_layer(layer: str) -> dg.AssetChecksDefinition:
    checks = of_layer(layer)

    @dg.multi_asset_check(
        name=f"{layer}_checks",
        specs=[
            dg.AssetCheckSpec(check.id, asset=check.table, description=check.meaning, blocking=check.required)
            for check in checks
        ],
        can_subset=True,
    )
    def step(
        context: dg.AssetCheckExecutionContext,
        home: dg.ResourceParam[Home],
        warehouse: dg.ResourceParam[Warehouse],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.AssetCheckResult]:
        chosen = [check for check in checks if key(check) in context.selected_asset_check_keys]
        beside = Beside.load(home.releases)
        with progress.step(f"{layer} checks", "checks", len(chosen)) as advance, warehouse.connect() as connection:
            fully = context.run.tags.get(FULLY) == "true"
            for finding in examine(connection, chosen, beside, fully, warehouse.mark):
                advance(1)
                yield _result(finding, home.warehouse)

    return step


def _result(finding: Finding, warehouse: Path) -> dg.AssetCheckResult:
    check, verdict = finding.check, finding.verdict
    metadata: dict[str, dg.MetadataValue] = {
        JUDGED: dg.MetadataValue.json(finding.judged),
        "rows vouched for": dg.MetadataValue.int(verdict.examined),
        "listed in": dg.MetadataValue.text(LIST),
    }
    if not verdict.passed:
        rows = [(breach.rule, breach.meaning, row) for breach in verdict.breaches for row in breach.examples]
        metadata = {
            "what failed": dg.MetadataValue.md(verdict.markdown),
            "rows that fail": dg.MetadataValue.int(max(breach.rows for breach in verdict.breaches)),
            "first rows": dg.MetadataValue.table(
                [dg.TableRecord({"rule": rule, "what it means": meaning, "row": row}) for rule, meaning, row in rows]
            ),
            "where to look": dg.MetadataValue.md(where(check)),
            "tables": dg.MetadataValue.path(str(warehouse)),
        } | metadata
    return dg.AssetCheckResult(
        asset_key=check.table,
        check_name=check.id,
        passed=verdict.passed,
        severity=dg.AssetCheckSeverity.ERROR if check.required else dg.AssetCheckSeverity.WARN,
        description=verdict.summary,
        metadata=metadata,
    )
