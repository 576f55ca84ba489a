"""One declaration a table, and all that is generated from it says the same: columns, types, NULLs, keys, references."""

from typing import Any

import dagster as dg
import duckdb
import pytest

from checks import laws, rows
from pipeline.contracts import TABLES, Column, Table, ddl, polars_schema
from pipeline.contracts.schema import SQL_TYPES
from pipeline.definitions import defs
from pipeline.release.content import RELEASED
from pipeline.release.datapackage import datapackage
from pipeline.release.dictionary import dictionary
from pipeline.release.jsonld import croissant

FILES = {
    path: ("0" * 64, 1)
    for declared in RELEASED
    for path in (f"csv/{declared.name}.csv.gz", f"data/{declared.name}.parquet")
}
# What each kind of value is called by each reader.
DATAPACKAGE = {"text": "string", "texts": "string", "integer": "integer", "real": "number", "date": "date",
               "flag": "boolean"}  # fmt: skip
CROISSANT = {"text": "sc:Text", "texts": "sc:Text", "integer": "sc:Integer", "real": "sc:Float", "date": "sc:Date",
             "flag": "sc:Boolean"}  # fmt: skip
NAMES = [declared.name for declared in TABLES]
RELEASED_NAMES = [declared.name for declared in RELEASED]


@pytest.mark.parametrize("declared", TABLES, ids=NAMES)
def test_the_warehouse_has_the_columns_types_and_words(declared: Table) -> None:
    with duckdb.connect() as connection:
        connection.execute(ddl(declared))
        found = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
            [declared.name],
        ).fetchall()
        (words,) = connection.execute("SELECT comment FROM duckdb_tables()").fetchone() or ()
    assert found == [(column.name, SQL_TYPES[column.kind], column.description) for column in declared.columns]
    assert words == declared.description


@pytest.mark.parametrize("declared", TABLES, ids=NAMES)
def test_the_row_contract_has_the_columns_types_nulls_key_and_laws(declared: Table) -> None:
    schema = rows.schema(declared)
    assert {name: column.dtype.type for name, column in schema.columns.items()} == polars_schema(declared)
    assert {name: column.nullable for name, column in schema.columns.items()} == facts(declared, "nullable")
    assert schema.unique == list(declared.key)
    assert [check.name for check in schema.checks] == [law.id for law in declared.laws]
    held = {check.name for column in schema.columns.values() for check in column.checks}
    for column in declared.columns:
        for kind, stated in (("minimum", column.minimum), ("maximum", column.maximum), ("codes", column.codes)):
            assert (f"{column.name}_{kind}" in held) == (stated is not None)


@pytest.mark.parametrize("declared", TABLES, ids=NAMES)
def test_every_reference_is_a_law_and_names_a_column_of_its_kind(declared: Table) -> None:
    found = {law.id for law in laws.laws() if law.table == declared.name}
    for column in declared.columns:
        assert (f"{column.name}_known" in found) == (column.references is not None)
        if column.references is not None:
            table, name = column.references.split(".")
            target = next(each for each in TABLES if each.name == table)
            assert target.column(name).kind == column.kind
            assert target.key == (name,)


@pytest.mark.parametrize("declared", TABLES, ids=NAMES)
def test_dagster_shows_the_columns_types_nulls_words_and_constraints(declared: Table) -> None:
    node = defs.resolve_asset_graph().get(dg.AssetKey(declared.name))
    schema = node.metadata["dagster/column_schema"]
    assert [(column.name, column.type) for column in schema.columns] == [
        (column.name, SQL_TYPES[column.kind]) for column in declared.columns
    ]
    assert {column.name: column.constraints.nullable for column in schema.columns} == facts(declared, "nullable")
    assert [rule.split(":")[0] for rule in schema.constraints.other] == [law.id for law in declared.laws]
    for shown, column in zip(schema.columns, declared.columns, strict=True):
        assert shown.description.startswith(column.description)
        assert shown.constraints.unique == (declared.key == (column.name,))
        rules = " | ".join(shown.constraints.other)
        assert (f"names a {column.references}" in rules) == (column.references is not None)
        assert all(code in rules for code in column.codes or ())
        assert ("not released" in rules) == (column.name in declared.withheld)


@pytest.mark.parametrize("declared", RELEASED, ids=RELEASED_NAMES)
def test_the_datapackage_has_the_fields_types_nulls_keys_references_and_codes(declared: Table) -> None:
    resources = {each["name"]: each for each in datapackage("2026.11.1", "2026-11-22", FILES)["resources"]}
    schema = resources[declared.name]["schema"]
    assert [(field["name"], field["type"]) for field in schema["fields"]] == typed(declared, DATAPACKAGE)
    assert schema["primaryKey"] == list(declared.key)
    references = {(key["fields"][0], key["reference"]["resource"] or declared.name, key["reference"]["fields"][0])
                  for key in schema["foreignKeys"]}  # fmt: skip
    assert references == {(c.name, *c.references.split(".")) for c in declared.columns if c.references}
    for field, column in zip(schema["fields"], declared.columns, strict=True):
        stated: dict[str, Any] = field.get("constraints", {})
        assert field["description"].startswith(column.description)
        assert stated.get("required", False) == (not column.nullable and column.kind != "texts")
        assert stated.get("enum") == (list(column.codes) if column.codes and column.kind == "text" else None)
        assert (stated.get("minimum"), stated.get("maximum")) == (column.minimum, column.maximum)


@pytest.mark.parametrize("declared", RELEASED, ids=RELEASED_NAMES)
def test_croissant_has_the_fields_types_words_and_key(declared: Table) -> None:
    sets = {each["name"]: each for each in croissant("2026.11.1", "2026-11-22", FILES)["recordSet"]}
    found = sets[declared.name]
    assert [(field["name"], field["dataType"]) for field in found["field"]] == typed(declared, CROISSANT)
    assert [field.get("repeated", False) for field in found["field"]] == [c.kind == "texts" for c in declared.columns]
    assert [field["description"] for field in found["field"]] == [c.description for c in declared.columns]
    assert found["key"] == [{"@id": f"{declared.name}/{name}"} for name in declared.key]


@pytest.mark.parametrize("declared", TABLES, ids=NAMES)
def test_the_dictionary_has_the_columns_kinds_nulls_words_laws_and_key(declared: Table) -> None:
    page = dictionary([declared])
    for column in declared.columns:
        (line,) = (each for each in page.splitlines() if each.startswith(f"| `{column.name}` |"))
        _, kind, null, words, values = (cell.strip() for cell in line.strip("|").replace("\\|", "¦").split("|"))
        assert (kind, null) == (column.kind, "may be" if column.nullable else "")
        assert words.startswith(column.description.replace("|", "¦"))
        assert (f"`{column.references}`" in values) == (column.references is not None)
    assert f"Key: {', '.join(f'`{name}`' for name in declared.key)}." in page
    for law in declared.laws:
        assert f"- `{law.id}`: {law.meaning} (`{law.sql}`)" in page


def test_a_release_holds_the_declared_tables_without_what_is_withheld() -> None:
    at_home = {declared.name for declared in TABLES if not declared.released or declared.layer == "release"}
    assert set(RELEASED_NAMES) == set(NAMES) - at_home
    for declared in RELEASED:
        whole = next(each for each in TABLES if each.name == declared.name)
        assert list(declared.names) == [name for name in whole.names if name not in whole.withheld]


def facts(declared: Table, fact: str) -> dict[str, object]:
    return {column.name: getattr(column, fact) for column in declared.columns}


def typed(declared: Table, names: dict[str, str]) -> list[tuple[str, str]]:
    def kind(column: Column) -> str:
        return names[column.kind]

    return [(column.name, kind(column)) for column in declared.columns]
