"""How a table is shown in Dagster: its spec, generated from the contract, and what is told of it when it was made.

Kept out: the steps (one module a layer).
"""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from checks.gate import DIGEST
from pipeline.contracts import Column, Table, table
from pipeline.contracts.schema import SQL_TYPES
from pipeline.layers import Made
from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, digest

KINDS = {"duckdb", "polars"}
OWNERS = ["team:hasila"]
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
        metadata={
            "dagster/column_schema": schema(declared),
            "dagster/table_name": declared.name,
            "key": ", ".join(declared.key),
        },
    )


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
    context: dg.AssetExecutionContext, warehouse: Warehouse, made: Made | None = None
) -> Iterator[dg.MaterializeResult[None]]:
    """What is told of each table of the step: rows, digest, preview, and which batches were made again."""
    with warehouse.connect() as connection:
        for key in sorted(context.selected_asset_keys):
            declared = table(key.to_user_string())
            content = digest(connection, declared)
            rows = connection.execute(f"SELECT count(*) FROM {declared.name}").fetchone()
            metadata: dict[str, dg.MetadataValue] = {
                "dagster/row_count": dg.MetadataValue.int(rows[0] if rows else 0),
                DIGEST: dg.MetadataValue.text(content),
                "preview": dg.MetadataValue.md(_preview(connection.execute(_first(declared)).pl())),
            }
            if made is not None:
                metadata["batches made"] = dg.MetadataValue.int(len(made.remade))
                metadata["batches kept"] = dg.MetadataValue.int(len(made.kept))
                metadata["batches removed"] = dg.MetadataValue.int(len(made.removed))
            yield dg.MaterializeResult(asset_key=key, metadata=metadata, data_version=dg.DataVersion(content[:16]))


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
    cut = text[:_CUT] + ("…" if len(text) > _CUT else "")
    return "\N{FIRST STRONG ISOLATE}" + " ".join(cut.replace("|", "¦").split()) + "\N{POP DIRECTIONAL ISOLATE}"
