"""How a table is shown in Dagster: its spec, generated from the contract, and what is told of it when it was made.

Kept out: the steps (one module a layer).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache

import dagster as dg
import duckdb
import polars as pl

from assets.batches import BATCHES
from assets.figures import counted, lineage
from checks.gate import MARK
from pipeline.contracts import Column, Table, table
from pipeline.contracts.schema import SQL_TYPES
from pipeline.layers import Made
from pipeline.project import ROOT, source_url
from pipeline.versions import code_version
from pipeline.warehouse import BatchContent, Warehouse, batch_marks

KINDS = {"duckdb", "polars"}
OWNERS = ["team:hasila"]
DOCUMENTED = {
    "articles": "docs/how-to.md",
    "sentences": "docs/arabic.md",
    "claims": "docs/extraction.md",
    "incidents": "docs/methodology.md",
    "tallies": "docs/methodology.md",
    "release": "docs/checks.md",
}
WRITTEN = {  # layer → where its rules begin, for whoever follows a table to the code that makes it
    "articles": "pipeline/ingest/read.py",
    "sentences": "pipeline/arabic/sentences.py",
    "claims": "pipeline/extraction/document.py",
    "incidents": "pipeline/reconciliation/incidents.py",
    "tallies": "pipeline/reconciliation/tallies.py",
    "release": "pipeline/release/publish.py",
}
FOLLOW = dg.AutomationCondition.eager()  # within a run the blocking checks hold back what comes after them
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=14), warn_window=timedelta(days=8))
_SHOWN = 5  # rows of the preview
_CUT = 60  # characters of a value in the preview


def spec(name: str, *deps: str) -> dg.AssetSpec:
    """The asset of a table, with the tables of the layer just below; what lies further down reaches it through them."""
    declared = table(name)
    return dg.AssetSpec(
        name,
        deps=deps,
        group_name=declared.layer,
        description=declared.description,
        kinds=KINDS,
        owners=OWNERS,
        code_version=code_version(declared.layer),
        automation_condition=FOLLOW if deps else None,
        partitions_def=BATCHES if declared.part is not None else None,
        freshness_policy=FRESH,
        metadata={
            "dagster/column_schema": schema(declared),
            "dagster/table_name": declared.name,
            "key": ", ".join(declared.key),
            **references(declared.layer),
        },
    )


def references(layer: str) -> dict[str, dg.MetadataValue]:
    """Where the rules of a layer are written, and where they are explained: on the web, or where they lie here."""
    return {"code": _to_file(WRITTEN[layer]), "documented in": _to_file(DOCUMENTED[layer])}


def _to_file(name: str) -> dg.MetadataValue:
    url = source_url()
    return dg.MetadataValue.url(f"{url}/{name}") if url else dg.MetadataValue.path(str(ROOT / name))


def schema(declared: Table) -> dg.TableSchema:
    """The columns of a table, with types, meanings, codes and constraints."""
    return dg.TableSchema(
        columns=[
            _column(column, column.name in declared.withheld, (column.name,) == declared.key)
            for column in declared.columns
        ],
        constraints=dg.TableConstraints(other=[f"{law.id}: {law.meaning}" for law in declared.laws]),
    )


def results(
    context: dg.AssetExecutionContext,
    warehouse: Warehouse,
    made: Made | None = None,
    only: Sequence[str] = (),
) -> Iterator[dg.MaterializeResult[None]]:
    """What is told of each table of the step: rows, mark, preview; of a step by batches, ``only`` is what was asked.

    The data version of a batch is its own content, so that a batch made again to the same rows is no news below. Where
    a run is about several, Dagster tells the same of all of them, and each is told apart after that.
    """
    with warehouse.connect() as connection:
        contents = cache(lambda name: batch_marks(connection, table(name)))
        for key in sorted(context.selected_asset_keys):
            declared = table(key.to_user_string())
            content = warehouse.mark(declared.name)
            metadata = {
                "dagster/row_count": dg.MetadataValue.int(_count(connection, declared)),
                MARK: dg.MetadataValue.text(content),
                "preview": dg.MetadataValue.md(_preview(connection.execute(_first(declared)).pl())),
                **_lineage(context, key),
                **counted(connection, declared),
                **(_of_step(made) if made is not None else {}),
            }
            tell = [name for name in only if name in contents(declared.name)]
            version = contents(declared.name)[tell[0]].mark if len(tell) == 1 else content
            yield dg.MaterializeResult(asset_key=key, metadata=metadata, data_version=dg.DataVersion(version[:16]))
            for batch in tell if len(only) > 1 else ():
                context.log_event(_of_batch(context, key, batch, contents, content))


def _of_batch(
    context: dg.AssetExecutionContext,
    key: dg.AssetKey,
    batch: str,
    contents: Callable[[str], dict[str, BatchContent]],
    content: str,
) -> dg.AssetMaterialization:
    """A batch of a table, told as Dagster tells of a partition made by itself."""
    parents = [parent.to_user_string() for parent in context.assets_def.asset_deps[key]]
    own = contents(key.to_user_string())[batch]
    return dg.AssetMaterialization(
        key,
        partition=batch,
        metadata={"dagster/partition_row_count": own.rows, MARK: content},
        tags={
            "dagster/data_version": own.mark[:16],
            "dagster/data_version_is_user_provided": "true",
            "dagster/code_version": str(context.assets_def.code_versions_by_key[key]),
            **{f"dagster/input_data_version/{name}": contents(name)[batch].mark[:16] for name in parents},
            **{f"dagster/input_event_pointer/{name}": "NULL" for name in parents},
        },
    )


def _lineage(context: dg.AssetExecutionContext, key: dg.AssetKey) -> dict[str, dg.MetadataValue]:
    parents = sorted(parent.to_user_string() for parent in context.assets_def.asset_deps[key])
    found = lineage(key.to_user_string(), parents)
    return {"dagster/column_lineage": dg.MetadataValue.column_lineage(found)} if found.deps_by_column else {}


def _of_step(made: Made) -> dict[str, dg.MetadataValue]:
    told: dict[str, dg.MetadataValue] = {
        "batches made": dg.MetadataValue.int(len(made.remade)),
        "batches kept": dg.MetadataValue.int(len(made.kept)),
        "batches removed": dg.MetadataValue.int(len(made.removed)),
    }
    if made.troubles:
        told["articles in trouble"] = dg.MetadataValue.md("\n".join(f"- {isolated(one)}" for one in made.troubles))
    return told


def _count(connection: duckdb.DuckDBPyConnection, declared: Table) -> int:
    row = connection.execute(f"SELECT count(*) FROM {declared.name}").fetchone()
    return int(row[0]) if row else 0


def _column(column: Column, withheld: bool, unique: bool) -> dg.TableColumn:
    rules = [f"at least {column.minimum:g}"] if column.minimum is not None else []
    rules += [f"at most {column.maximum:g}"] if column.maximum is not None else []
    rules += [f"one of: {', '.join(column.codes)}"] if column.codes is not None else []
    rules += [f"names a {column.references}"] if column.references is not None else []
    rules += ["not released"] if withheld else []
    return dg.TableColumn(
        column.name,
        type=SQL_TYPES[column.kind],
        description=f"{column.description} ({column.unit})" if column.unit else column.description,
        constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=unique, other=rules),
    )


def _first(declared: Table) -> str:
    return f"SELECT {', '.join(declared.names)} FROM {declared.name} ORDER BY {', '.join(declared.key)} LIMIT {_SHOWN}"


def _preview(rows: pl.DataFrame) -> str:
    """The first rows as a Markdown table; values cut, and isolated so that Arabic turns no neighbour round."""
    if not rows.height:
        return "no rows"
    lines = [rows.columns, ["---"] * rows.width, *([_shown(value) for value in row] for row in rows.rows())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return isolated(text[:_CUT] + ("…" if len(text) > _CUT else ""))


def isolated(text: str) -> str:
    """Text as a Markdown cell may hold it: no markup, no line breaks, and turning none of its neighbours round."""
    plain = "".join(f"\\{char}" if char in "\\`*_[]<>#!&" else "¦" if char == "|" else char for char in text)
    return "\N{FIRST STRONG ISOLATE}" + " ".join(plain.split()) + "\N{POP DIRECTIONAL ISOLATE}"
