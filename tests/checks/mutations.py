"""A mutation run over the rules: each is dropped, and each is turned round, and a test must notice.

A mutant is made in memory, and the tests that are about the rule are called on it, the same that pytest runs. Kinds:
rules of rows (pandera), laws across tables (SQL), bands (great-expectations), refusals of the gate, the severity of
each check, and what the contracts declare.
"""

import ast
import inspect
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import pandera.polars as pa
import polars as pl
import pytest
import test_acceptance
import test_catalogue
import test_gate
import test_laws
import test_rows
import world

from checks import acceptance, catalogue, gate, laws, pages, rows
from checks.bands import BANDS
from pipeline.contracts import TABLES, Column, Table

Test = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with something done to it, how that is put in force, and the tests one of which must then fail."""

    rule: str
    done: str
    force: Callable[[], AbstractContextManager[Any]]
    tests: tuple[Test, ...]

    def noticed(self) -> bool:
        """Whether a test fails."""
        with self.force():
            return any(_fails(test) for test in self.tests)


def _fails(test: Test) -> bool:
    try:
        test()
    except (Exception, pytest.fail.Exception):  # whatever a test raises, it fails by it
        return True
    return False


def of_rows() -> Iterator[Mutant]:
    """Every rule of every row contract."""
    frames = test_rows.sound_frames(world.sound_rows())
    for declared in TABLES:
        for rule in rows.rules(declared):
            tests = (
                lambda d=declared, r=rule: test_rows.test_each_rule_notices_the_row_that_breaks_it(d, r, frames),
                lambda d=declared: test_rows.test_sound_rows_keep_the_contract(d, frames),
            )
            for done in ("dropped", "negated") if rule.holds is not None else ("dropped",):
                mutated = _schema(declared, rule, done)
                force = mock.patch.object(
                    rows, "schema", lambda t, d=declared, m=mutated, sound=rows.schema: m if t == d else sound(t)
                )
                yield Mutant(f"{declared.name}.{rule.id}", done, lambda f=force: f, tests)


def _schema(declared: Table, rule: rows.Rule, done: str) -> pa.DataFrameSchema:
    """A table's pandera schema with one rule dropped or negated."""
    found = rows.schema(declared)
    if rule.id == "key_unique":
        found.unique = None
    elif rule.holds is None:
        found.columns[str(rule.column)].nullable = True
    for holder in (found, *found.columns.values()):
        kept = [check for check in holder.checks if check.name != rule.id]
        if done == "negated":
            kept += [_negated(check) for check in holder.checks if check.name == rule.id]
        holder.checks = kept
    return found


def _negated(check: pa.Check) -> pa.Check:
    def holds_not(part: Any) -> pl.LazyFrame:
        found: pl.LazyFrame = check._check_fn(part)
        return found.select(pl.all().not_())

    return pa.Check(holds_not, name=check.name, ignore_na=False)


def of_laws() -> Iterator[Mutant]:
    """Every law across tables, the references among them."""
    sound, kept = world.sound_rows(), tempfile.TemporaryDirectory()
    world.release_before(sound, Path(kept.name))

    def broken(name: str) -> None:
        with world.standing(sound) as connection:
            test_laws.test_each_law_is_broken_alone(name, connection, Path(kept.name))

    def whole() -> None:
        with world.standing(sound) as connection:
            test_laws.test_a_sound_world_keeps_every_law(connection, Path(kept.name))

    for law in laws.laws():
        name = f"{law.table}.{law.id}"
        for done, sql in (
            ("dropped", f"SELECT * FROM ({law.sql}) WHERE false"),
            ("negated", f"SELECT 'no row breaks it' AS row WHERE NOT EXISTS ({law.sql})"),
        ):
            (check,) = (each for each in test_laws.LAWS if each.subject == law)
            mutated = replace(check, subject=replace(law, sql=sql))
            force = mock.patch.object(test_laws, "LAWS", [mutated])  # the law alone: others are not on trial
            yield Mutant(name, done, lambda f=force: f, (lambda n=name: broken(n), whole))


def of_bands() -> Iterator[Mutant]:
    """Every side of every band."""
    for band, low in test_acceptance.SIDES:
        tests = (
            lambda b=band, lo=low: test_acceptance.test_each_band_refuses_what_lies_outside(b, lo),
            test_acceptance.test_a_candidate_much_like_the_last_release_is_accepted,
        )
        side, other = ("least", "most") if low else ("most", "least")
        dropped = replace(band, **{side: None})
        if getattr(band, other) is None:
            dropped = next(each for each in BANDS if each.figure != band.figure)
        negated = replace(band, **{side: None, other: getattr(band, side)})
        for done, mutated in (("dropped", dropped), ("negated", negated)):
            force = mock.patch.object(acceptance, "BANDS", (mutated,))  # the band alone: others are not on trial
            yield Mutant(f"{band.id} {side}", done, lambda f=force: f, tests)


def of_gate() -> Iterator[Mutant]:
    """Every condition under which the gate refuses."""
    tests: list[Test] = [lambda: _on_few(test_gate.test_the_gate_is_open_where_everything_agrees)]
    tests += [lambda r=reason: _on_few(test_gate.test_the_gate_is_shut_by_one_check, r) for reason in test_gate.SHUT]
    tests.append(lambda: _on_few(test_gate.test_the_gate_is_shut_by_rows_that_no_materialisation_tells_of))
    tests.append(test_gate.test_the_gate_is_shut_before_anything_was_made)
    for function in (gate._of_table, gate._of_check):
        tree = ast.parse(inspect.getsource(function))
        for number, node in enumerate(node for node in ast.walk(tree) if isinstance(node, ast.If)):
            sound, told = node.test, ast.unparse(node.test)
            for done, test in (("dropped", ast.Constant(False)), ("negated", ast.UnaryOp(ast.Not(), sound))):
                node.test = test
                scope: dict[str, Any] = dict(vars(gate))
                exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), scope)  # noqa: S102
                node.test = sound
                force = mock.patch.object(gate, function.__name__, scope[function.__name__])
                yield Mutant(f"{function.__name__} {number}: {told}", done, lambda f=force: f, tuple(tests))


def _on_few(test: Callable[..., None], *given: str) -> None:
    """Call a test of the gate on an instance that knows a few tables and checks: enough, and ten times faster."""
    tables = tuple(declared for declared in TABLES if declared.name in ("events", "claims"))
    few = tuple(c for c in catalogue.catalogue() if c.table == "claims" and set(c.reads) <= {"events", "claims"})
    with ExitStack() as stack:
        for module in (gate, test_gate):
            stack.enter_context(mock.patch.object(module, "catalogue", lambda: few))
            stack.enter_context(mock.patch.object(module, "TABLES", tables))
        test(*given, stack.enter_context(test_gate.sound_instance()))


def of_severity() -> Iterator[Mutant]:
    """Every check, no longer required, or no longer there."""
    every = catalogue.catalogue()
    for check in every:
        without = tuple(each for each in every if each != check)
        disarmed = tuple(replace(each, severity="warn") if each == check else each for each in every)
        for done, mutated in (("dropped", without), *([("disarmed", disarmed)] if check.required else [])):
            force = mock.patch.object(catalogue, "catalogue", lambda m=mutated: m)
            yield Mutant(f"{check.table}.{check.id}", done, lambda f=force: f, (lambda: _listed("checks.md"),))


def of_declarations() -> Iterator[Mutant]:
    """Every rule as the contracts declare it: what is generated from a declaration cannot notice that it changed."""
    for declared in TABLES:
        for rule, done, mutated in _redeclared(declared):
            tables = tuple(mutated if each == declared else each for each in TABLES)
            force = mock.patch.object(pages, "TABLES", tables)
            yield Mutant(f"{declared.name}.{rule}", done, lambda f=force: f, (lambda: _listed("data_dictionary.md"),))


def _listed(name: str) -> None:
    for path, content in pages.pages().items():
        if path.name == name:
            test_catalogue.test_the_generated_pages_are_up_to_date(path, content)


def _redeclared(declared: Table) -> Iterator[tuple[str, str, Table]]:
    for column in declared.columns:
        for name, other in _loosened(column).items():
            columns = tuple(replace(each, **{name: other}) if each == column else each for each in declared.columns)
            yield f"{column.name} {name}", "dropped", replace(declared, columns=columns)
    for law in declared.laws:
        yield law.id, "dropped", replace(declared, laws=tuple(each for each in declared.laws if each != law))
        turned = replace(law, sql=f"NOT ({law.sql})")
        yield (
            law.id,
            "negated",
            replace(declared, laws=tuple(turned if each == law else each for each in declared.laws)),
        )


def _loosened(column: Column) -> dict[str, object]:
    """What a column states, each made to state nothing."""
    stated = {"minimum": column.minimum, "maximum": column.maximum, "codes": column.codes, "unit": column.unit}
    loose: dict[str, object] = {name: None for name, value in stated.items() if value is not None}
    return loose | ({} if column.nullable else {"nullable": True}) | ({"references": None} if column.references else {})


KINDS: dict[str, Callable[[], Iterator[Mutant]]] = {
    "rules of rows": of_rows,
    "laws across tables": of_laws,
    "bands": of_bands,
    "conditions of the gate": of_gate,
    "checks as listed": of_severity,
    "declarations": of_declarations,
}


def survivors(kind: str) -> tuple[int, list[str]]:
    """How many mutants of a kind were made, and which of them no test noticed.

    Raises RuntimeError where a test fails without any mutant, since it would then notice everything.
    """
    mutants = list(KINDS[kind]())
    for mutant in mutants[:: len(mutants) // 4]:
        if any(_fails(test) for test in mutant.tests):
            raise RuntimeError(f"a test of {mutant.rule} fails as it is; run the tests of checks first")
    return len(mutants), [f"{mutant.rule} {mutant.done}" for mutant in mutants if not mutant.noticed()]
