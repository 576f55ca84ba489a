"""datapackage.json: the CSV files of a release described for machines (Data Package v1), generated from the contracts.

Kept out: the description for people (``dictionary``, ``documents``).
"""

from typing import Any

from pipeline.contracts import Column, Table
from pipeline.contracts.schema import Kind
from pipeline.release.content import RELEASED

_TYPES: dict[Kind, str] = {
    "text": "string",
    "texts": "string",
    "integer": "integer",
    "real": "number",
    "date": "date",
    "flag": "boolean",
}


def datapackage(version: str, published_on: str, files: dict[str, tuple[str, int]]) -> dict[str, Any]:
    """The descriptor. ``files`` gives each path's SHA-256 and size in bytes."""
    return {
        "profile": "data-package",
        "name": "hasila",
        "title": "Hasila: casualty tallies from Arabic news on the war in Syria",
        "version": version,
        "created": f"{published_on}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(declared, *files[f"csv/{declared.name}.csv.gz"]) for declared in RELEASED],
    }


def _resource(declared: Table, digest: str, size: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": declared.name,
        "description": declared.description,
        "path": f"csv/{declared.name}.csv.gz",
        "format": "csv",
        "mediatype": "text/csv",
        "compression": "gz",
        "encoding": "utf-8-sig",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(column) for column in declared.columns],
            "primaryKey": list(declared.key),
            "foreignKeys": [_reference(declared, column) for column in declared.columns if column.references],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.description}
    if column.kind == "flag":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.kind == "texts":
        field["description"] += "; several are parted by ;"
    constraints: dict[str, Any] = {}
    if not column.nullable and column.kind != "texts":  # an empty list is an empty cell
        constraints["required"] = True
    if column.codes is not None and column.kind == "text":
        constraints["enum"] = list(column.codes)
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            constraints[name] = int(bound) if column.kind == "integer" else bound
    return field | ({"constraints": constraints} if constraints else {})


def _reference(declared: Table, column: Column) -> dict[str, Any]:
    table, name = (column.references or "").split(".")
    return {
        "fields": [column.name],
        "reference": {"resource": "" if table == declared.name else table, "fields": [name]},
    }
