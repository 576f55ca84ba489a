"""The data dictionary as Markdown, generated from the contracts: every table, column, code and law.

docs/data_dictionary.md holds the warehouse's tables; a release carries the same for those it holds. Kept out: the
description for machines (``datapackage``).
"""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.contracts import LAYERS, Column, Table
from pipeline.contracts.evolution import schema_version


def dictionary(tables: Iterable[Table]) -> str:
    """The page for these tables, layer by layer."""
    tables = tuple(tables)
    return "\n".join(line for part in (_opening(tables), *map(_table, tables), _codes(tables)) for line in part)


def _opening(tables: tuple[Table, ...]) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Generated from `pipeline/contracts` by `python -m checks.pages`; do not edit by hand."
    yield ""
    yield f"Schema {schema_version()}."
    yield ""
    yield "Offsets count Unicode code points from 0; bounds and dates are inclusive; NULL is not stated or not known."
    yield ""
    yield "| table | layer | what a row is |"
    yield "|---|---|---|"
    for table in tables:
        yield f"| [{table.name}](#{table.name}) | {table.layer}: {LAYERS[table.layer]} | {_cell(table.description)} |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
    if table.withheld:
        withheld = ", ".join(f"`{name}`" for name in sorted(table.withheld))
        yield f"Not released: {withheld} (the texts are their publishers')."
    yield ""
    yield "| column | type | NULL | meaning | values |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        nullable = "may be" if column.nullable else ""
        yield f"| `{column.name}` | {column.kind} | {nullable} | {_cell(_meaning(column))} | {_cell(_values(column))} |"
    yield ""
    for law in table.laws:
        yield f"- `{law.id}`: {law.meaning} (`{law.sql}`)"
    if table.laws:
        yield ""


def _meaning(column: Column) -> str:
    return f"{column.description} ({column.unit})" if column.unit else column.description


def _values(column: Column) -> str:
    if column.references is not None:
        return f"a `{column.references}`"
    if column.codes is not None:
        return f"{'list of ' if column.kind == 'texts' else ''}[{_list_name(column)}](#codes-{_list_name(column)})"
    if column.minimum is not None and column.maximum is not None:
        return f"{column.minimum:g} to {column.maximum:g}"
    if column.minimum is not None:
        return f"{column.minimum:g} or more"
    return f"{column.maximum:g} or less" if column.maximum is not None else ""


def _list_name(column: Column) -> str:
    return {"actors": "party", "alleged_perpetrators": "party"}.get(column.name, column.name)


def _codes(tables: tuple[Table, ...]) -> Iterator[str]:
    lists: dict[str, list[Mapping[str, str]]] = {}
    for table in tables:
        for column in table.columns:
            if column.codes is not None and column.codes not in lists.setdefault(_list_name(column), []):
                lists[_list_name(column)].append(column.codes)
    yield "# Codes"
    yield ""
    for name, several in sorted(lists.items()):
        yield f"## Codes: {name}"
        yield ""
        yield "| code | meaning |"
        yield "|---|---|"
        yield from (f"| `{code}` | {_cell(meaning)} |" for codes in several for code, meaning in codes.items())
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
