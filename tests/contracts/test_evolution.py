"""The version of the schema moves with every change of a contract, as far as the change goes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.contracts import TABLES, Column, Law, Table
from pipeline.contracts.evolution import changes, described, level, moved, pending, schema_version
from pipeline.release.index import SCHEMA_VERSION


def test_every_change_of_the_contracts_is_written_down() -> None:
    assert [str(change) for change in pending()] == [], "run: python -m pipeline.contracts.evolution"
    assert schema_version() == SCHEMA_VERSION


PEOPLE = Table(
    "people",
    "claims",
    "Those harmed.",
    (
        Column("id", "text", "which"),
        Column("name", "text", "who", nullable=True),
        Column("age", "integer", "how old", minimum=0, maximum=150, unit="year"),
        Column("fate", "text", "what", codes={"killed": "died", "injured": "wounded"}),
        Column("home", "text", "where", references="places.id"),
        Column("source", "text", "the article's words"),
    ),
    key=("id",),
    laws=(Law("grown", "age > 0", "all are born"),),
    withheld=frozenset({"source"}),
)


def column(which: str, /, **facts: object) -> Callable[[Table], Table]:
    """The table with one column changed."""
    return lambda table: replace(
        table, columns=tuple(replace(each, **facts) if each.name == which else each for each in table.columns)
    )


def without(name: str) -> Callable[[Table], Table]:
    return lambda table: replace(table, columns=tuple(each for each in table.columns if each.name != name))


def more(added: Column) -> Callable[[Table], Table]:
    return lambda table: replace(table, columns=(*table.columns, added))


CHANGES: list[tuple[str, str | None, Callable[[Table], Table]]] = [
    ("nothing", None, lambda table: table),
    ("a column gone", "major", without("name")),
    ("a column renamed", "major", column("name", name="title")),
    ("another type", "major", column("age", kind="real")),
    ("another unit", "major", column("age", unit="month")),
    ("NULL where there was none", "major", column("age", nullable=True)),
    ("another key", "major", lambda table: replace(table, key=("id", "name"))),
    ("a code gone", "major", column("fate", codes={"killed": "died"})),
    ("codes gone altogether", "major", column("fate", codes=None)),
    ("a reference elsewhere", "major", column("home", references="towns.id")),
    ("withheld from now on", "major", lambda table: replace(table, withheld=frozenset({"source", "age"}))),
    ("no longer released", "major", lambda table: replace(table, released=False)),
    ("a column more", "minor", more(Column("alias", "text", "also called", True))),
    ("no longer withheld", "minor", lambda table: replace(table, withheld=frozenset())),
    ("a code more", "minor", column("fate", codes={"killed": "", "injured": "", "missing": ""})),
    ("a wider bound", "minor", column("age", minimum=-1)),
    ("no bound", "minor", column("age", maximum=None)),
    ("a law dropped", "minor", lambda table: replace(table, laws=())),
    ("a law changed", "minor", lambda table: replace(table, laws=(Law("grown", "age > 1", "all are one"),))),
    ("another order", "minor", lambda table: replace(table, columns=table.columns[::-1])),
    ("never NULL", "patch", column("name", nullable=False)),
    ("a narrower bound", "patch", column("age", maximum=120)),
    ("a reference more", "patch", column("name", references="names.id")),
    ("a law more", "patch", lambda table: replace(table, laws=(*table.laws, Law("old", "age < 200", "mortal")))),
    ("other words", "patch", column("name", description="the person")),
    ("a withheld column changed", "patch", column("source", kind="texts")),
]


@pytest.mark.parametrize(("what", "expected", "edit"), CHANGES, ids=[what for what, *_ in CHANGES])
def test_how_far_a_change_moves_the_version(what: str, expected: str | None, edit: Callable[[Table], Table]) -> None:
    assert level(changes(described([PEOPLE]), described([edit(PEOPLE)]))) == expected


def test_tables_that_come_go_or_stay_at_home() -> None:
    before, home = described([PEOPLE]), described([replace(PEOPLE, released=False)])
    assert level(changes({}, before)) == "minor"
    assert level(changes(before, {})) == "major"
    assert level(changes({}, home)) == level(changes(home, {})) == "patch"


@pytest.mark.parametrize(
    ("version", "by", "after"),
    [("1.2.3", "major", "2.0.0"), ("1.2.3", "minor", "1.3.0"), ("1.2.3", "patch", "1.2.4"), ("1.2.3", None, "1.2.3")],
)
def test_versions_move_by_semver(version: str, by: str | None, after: str) -> None:
    assert moved(version, by) == after  # type: ignore[arg-type]


def test_the_furthest_change_decides_and_each_is_told() -> None:
    edit = column("age", nullable=True, description="years lived")
    found = changes(described([PEOPLE]), described([edit(PEOPLE)]))
    assert [str(change) for change in found] == [
        "major: people.age may be NULL",
        "patch: people.age is described otherwise",
    ]
    assert level(found) == "major"


def test_the_schema_of_the_project_is_that_of_its_tables() -> None:
    assert described().keys() == {declared.name for declared in TABLES}
