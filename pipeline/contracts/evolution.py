"""The version of the schema: every change of a contract moves it by semver, and how far is told by the change itself.

``schema.json`` holds the schema as it was last written down, with its version and what each version changed. What a
release carries counts for its readers: major where a query that worked may fail or mislead, minor where it sees more,
patch where only words, stricter rules or tables that stay at home changed. ``python -m pipeline.contracts.evolution``
writes a change down; a test fails until that is done. Kept out: the contracts themselves (``tables``).
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.contracts.schema import Column, Table
from pipeline.contracts.tables import TABLES

WRITTEN = Path(__file__).with_name("schema.json")
Level = Literal["major", "minor", "patch"]
LEVELS: tuple[Level, ...] = ("major", "minor", "patch")
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the schema: where, what, and how far it moves the version."""

    level: Level
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.where} {self.what}"


def described(tables: Sequence[Table] = TABLES) -> dict[str, Any]:
    """The schema as JSON: table → what its readers can rely on."""
    return {
        table.name: {
            "released": table.released and table.layer != "release",
            "description": table.description,
            "key": list(table.key),
            "columns": {
                column.name: _column(column) | {"released": column.name not in table.withheld}
                for column in table.columns
            },
            "laws": {law.id: law.sql for law in table.laws},
        }
        for table in tables
    }


def _column(column: Column) -> dict[str, Any]:
    """What a column states, and nothing of what it leaves open."""
    stated = {
        "kind": column.kind,
        "nullable": column.nullable or None,
        "codes": None if column.codes is None else list(column.codes),
        "minimum": column.minimum,
        "maximum": column.maximum,
        "unit": column.unit,
        "references": column.references,
        "description": column.description,
    }
    return {name: value for name, value in stated.items() if value is not None}


def changes(before: Schema, after: Schema) -> list[Change]:
    """What changed from one schema to another, table by table."""
    found: list[Change] = []
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if not any(table is not None and table["released"] for table in (old, new)):
            found += [] if old == new else [Change("patch", name, "changed, and stays at home")]
        elif new is None or not new["released"]:
            found.append(Change("major", name, "is no longer released"))
        elif old is None or not old["released"]:
            found.append(Change("minor", name, "is released"))
        else:
            found += _of_table(name, old, new)
    return found


def level(found: Sequence[Change]) -> Level | None:
    """The furthest that any of these changes moves the version; None where there is none."""
    return next((each for each in LEVELS if any(change.level == each for change in found)), None)


def moved(version: str, by: Level | None) -> str:
    """The version after a change."""
    major, minor, patch = map(int, version.split("."))
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return version if by is None else ".".join(map(str, steps[by]))


@cache
def schema_version() -> str:
    """The version of the schema as it was last written down."""
    return str(_written()["version"])


def pending() -> list[Change]:
    """Changes of the contracts that are not written down yet."""
    return changes(_written()["tables"], described())


def write() -> str:
    """Write the pending changes down; the version they lead to."""
    held, found = _written(), pending()
    if found:
        version = moved(held["version"], level(found))
        log = [{"version": version, "changes": [str(change) for change in found]}, *held["log"]]
        held = {"version": version, "log": log, "tables": described()}
        WRITTEN.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return str(held["version"])


def _written() -> dict[str, Any]:
    return dict(json.loads(WRITTEN.read_text(encoding="utf-8")))


def _of_table(name: str, old: Schema, new: Schema) -> Iterator[Change]:
    if old["key"] != new["key"]:
        yield Change("major", name, f"is keyed by {', '.join(new['key'])}")
    if old["description"] != new["description"]:
        yield Change("patch", name, "is described otherwise")
    columns = ({n: c for n, c in table["columns"].items() if c["released"]} for table in (old, new))
    was, now = columns
    for column in [*was, *(column for column in now if column not in was)]:
        where = f"{name}.{column}"
        if column not in now:
            yield Change("major", where, "is no longer there")
        elif column not in was:
            yield Change("minor", where, "is new")
        else:
            yield from _of_column(where, was[column], now[column])
    if _at_home(old) != _at_home(new):
        yield Change("patch", name, "has other columns that stay at home")
    if [c for c in was if c in now] != [c for c in now if c in was]:
        yield Change("minor", name, "has its columns in another order")
    for law in sorted(old["laws"].keys() | new["laws"].keys()):
        if law not in new["laws"]:
            yield Change("minor", f"{name}.{law}", "no longer holds")
        elif old["laws"].get(law) != new["laws"][law]:
            yield Change("patch" if law not in old["laws"] else "minor", f"{name}.{law}", "is a new or another law")


def _at_home(table: Schema) -> dict[str, Any]:
    return {name: column for name, column in table["columns"].items() if not column["released"]}


def _of_column(where: str, old: Schema, new: Schema) -> Iterator[Change]:
    for fact in ("kind", "unit"):
        if old.get(fact) != new.get(fact):
            yield Change("major", where, f"has another {fact}: {old.get(fact)}, now {new.get(fact)}")
    if old.get("nullable") != new.get("nullable"):
        yield Change("major", where, "may be NULL") if new.get("nullable") else Change("patch", where, "is never NULL")
    if old.get("references") != new.get("references"):
        yield Change("major" if "references" in old else "patch", where, f"references {new.get('references')}")
    yield from _of_codes(where, old.get("codes"), new.get("codes"))
    for side, sign in (("minimum", 1), ("maximum", -1)):
        before, after = old.get(side), new.get(side)
        if before != after:
            loosened = after is None or (before is not None and sign * after < sign * before)
            yield Change("minor" if loosened else "patch", where, f"has the {side} {after}")
    if old["description"] != new["description"]:
        yield Change("patch", where, "is described otherwise")


def _of_codes(where: str, old: list[str] | None, new: list[str] | None) -> Iterator[Change]:
    if (old is None) != (new is None):
        yield Change("major" if new is None else "patch", where, f"is {'free' if new is None else 'coded'} text")
    for code in old or ():
        if new is not None and code not in new:
            yield Change("major", where, f"no longer holds {code}")
    for code in new or ():
        if old is not None and code not in old:
            yield Change("minor", where, f"may hold {code}")


def main() -> None:
    """Write the pending changes down, and print them."""
    for change in pending():
        sys.stdout.write(f"{change}\n")
    sys.stdout.write(f"schema {write()}\n")


if __name__ == "__main__":
    main()
