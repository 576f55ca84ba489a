"""The gate on records made by hand: shut for each reason alone, and open where everything agrees."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dagster as dg
import pytest

from checks import gate
from checks.catalogue import catalogue
from checks.recorded import JUDGED, key
from pipeline.contracts import TABLES

MARKS = {declared.name: f"mark of {declared.name}" for declared in TABLES}
CHECK = next(check for check in catalogue() if check.table == "claims" and check.id == "event_id_known")


@contextmanager
def sound_instance() -> Iterator[dg.DagsterInstance]:
    """An instance in which every table was made, and every check passed on it."""
    with dg.DagsterInstance.ephemeral() as made:
        for declared in TABLES:
            make(made, declared.name)
        for check in catalogue():
            find(made, check)
        yield made


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with sound_instance() as made:
        yield made


def make(instance: dg.DagsterInstance, name: str, mark: str | None = None) -> None:
    told = {gate.MARK: mark or MARKS[name]}
    instance.report_runless_asset_event(dg.AssetMaterialization(name, metadata=told))


def find(instance: dg.DagsterInstance, check: gate.Check, passed: bool = True, **judged: str) -> None:
    """A check's finding on the latest materialisation of its table."""
    (record,) = instance.fetch_materializations(dg.AssetKey(check.table), limit=1).records
    instance.report_runless_asset_event(
        dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey(check.table),
            check_name=check.id,
            passed=passed,
            metadata={JUDGED: {name: MARKS[name] for name in check.reads} | judged},
            target_materialization_data=target(record),
            severity=dg.AssetCheckSeverity.ERROR if check.required else dg.AssetCheckSeverity.WARN,
            description="three rows",
        )
    )


def target(record: dg.EventLogRecord) -> object:
    from dagster._core.definitions.asset_checks.asset_check_evaluation import (
        AssetCheckEvaluationTargetMaterializationData as Target,
    )

    return Target(storage_id=record.storage_id, run_id=record.run_id, timestamp=record.timestamp)


def refusals(instance: dg.DagsterInstance, **marks: str) -> list[str]:
    found = gate.judge(instance, MARKS | marks, "this run").refusals
    return [f"{refusal.subject}: {refusal.reason}" for refusal in found]


def of_claims_made_again(instance: dg.DagsterInstance) -> None:
    make(instance, "claims")
    for check in catalogue():
        if check.table == "claims" and check != CHECK:
            find(instance, check)


def test_the_gate_is_open_where_everything_agrees(instance: dg.DagsterInstance) -> None:
    judgement = gate.judge(instance, MARKS, "this run")
    assert judgement.refusals == ()
    assert [told["check"] for told in judgement.evidence] == [f"{c.table}.{c.id}" for c in catalogue()]
    assert all(told["passed"] and told["materialisation"] and told["judged"] for told in judgement.evidence)


SHUT: dict[str, tuple[Callable[[dg.DagsterInstance], None], str]] = {
    "failed": (lambda instance: find(instance, CHECK, passed=False), "did not pass: three rows"),
    "other rows": (
        lambda instance: find(instance, CHECK, events="others"), "passed on other rows of events than there are now",
    ),
    "another materialisation": (of_claims_made_again, "passed on another materialisation than the latest"),
}  # fmt: skip


@pytest.mark.parametrize("reason", SHUT)
def test_the_gate_is_shut_by_one_check(reason: str, instance: dg.DagsterInstance) -> None:
    spoil, told = SHUT[reason]
    spoil(instance)
    assert refusals(instance) == [f"claims.event_id_known: {told}"]


def test_the_gate_is_shut_by_rows_that_no_materialisation_tells_of(instance: dg.DagsterInstance) -> None:
    found = refusals(instance, claims="altered")
    assert "claims: its rows are not those of its latest materialisation" in found
    assert "claims.event_id_known: passed on other rows of claims than there are now" in found


def test_the_gate_is_shut_before_anything_was_made() -> None:
    with dg.DagsterInstance.ephemeral() as empty:
        found = refusals(empty)
    assert "claims: was never materialised" in found
    assert "claims.event_id_known: has not been evaluated" in found


def test_a_warning_shuts_nothing(instance: dg.DagsterInstance) -> None:
    (warning, *_) = (check for check in catalogue() if not check.required)
    find(instance, warning, passed=False)
    assert refusals(instance) == []
    (told,) = [t for t in gate.judge(instance, MARKS, "").evidence if t["check"] == f"{warning.table}.{warning.id}"]
    assert told["passed"] is False


def test_a_check_that_is_only_planned_leaves_what_it_found_before(instance: dg.DagsterInstance) -> None:
    from pipeline.definitions import defs

    instance.create_run_for_job(defs.resolve_job_def("chain"))
    latest = instance.get_latest_asset_check_evaluation_record(key(CHECK))
    assert latest is not None and latest.status.value == "PLANNED"
    assert refusals(instance) == []
