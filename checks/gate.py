"""The gate before a release: proof that every required check passed, and on the very rows that are to be exported.

Three things must agree: the table's latest materialisation, the check's latest evaluation, and the bytes in the
warehouse now. So neither a selection in the UI, nor a table made again without its checks, nor an edit of the file
behind Dagster's back gets out. Kept out: the checks, and writing the release.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import dagster as dg
from dagster._core.storage.asset_check_execution_record import (
    COMPLETED_ASSET_CHECK_EXECUTION_RECORD_STATUSES as ENDED,  # no public name says so
)

from checks.catalogue import Check, catalogue
from checks.recorded import JUDGED, key
from pipeline.contracts import TABLES

if TYPE_CHECKING:
    from dagster import EventLogRecord

MARK = "mark"  # metadata of a materialisation: by what the table's rows are known again
AGAIN = "materialise it together with its checks"
MEND = "mend the rows or their source"
_LOOKED_BACK = 20  # materialisations of a table among which the run at hand finds its own


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is published: the table or check, what is wrong with it, and what to do."""

    subject: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a check found, and the run in which it did."""

    run_id: str
    finding: dg.AssetCheckEvaluation

    @property
    def judged(self) -> Mapping[str, Any] | None:
        """Table → mark of what the check looked at."""
        told = self.finding.metadata.get(JUDGED)
        return told.value if told is not None and isinstance(told.value, Mapping) else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate found: why to refuse (nothing: it is open), and the evidence on each check for the manifest."""

    refusals: tuple[Refusal, ...]
    evidence: tuple[dict[str, Any], ...]


def judge(instance: dg.DagsterInstance, marks: Mapping[str, str], run_id: str) -> Judgement:
    """Hold Dagster's records against the warehouse: ``marks`` is table → mark of its rows now.

    What the run at hand made and judged itself counts first, so that another run that was only started spoils nothing.
    """
    made = _materialisations(instance, run_id)
    judged = _evaluations(instance, run_id)
    refusals: list[Refusal] = []
    evidence: list[dict[str, Any]] = []
    for declared in TABLES:
        refusals += _of_table(declared.name, made.get(declared.name), marks[declared.name])
    for check in catalogue():
        evaluation = judged.get(key(check))
        materialisation = made.get(check.table)
        if check.required:
            refusals += _of_check(check, evaluation, materialisation, marks)
        evidence.append(_evidence(check, evaluation, materialisation))
    return Judgement(tuple(refusals), tuple(evidence))


def failed(instance: dg.DagsterInstance, run_id: str) -> list[Refusal]:
    """The required checks that failed in a run, in the order of the tables."""
    found = _of_run(instance, run_id)
    ended = [(check, found[key(check)].finding) for check in catalogue() if check.required and key(check) in found]
    return [
        Refusal(f"{check.table}.{check.id}", f"{check.meaning}: {finding.description}", MEND)
        for check, finding in ended
        if not finding.passed
    ]


def as_json(refusals: Sequence[Refusal]) -> list[dict[str, str]]:
    """Refusals as they are kept beside the releases."""
    return [asdict(refusal) for refusal in refusals]


def _materialisations(instance: dg.DagsterInstance, run_id: str) -> "dict[str, EventLogRecord]":
    """Table → its materialisation in this run, else the latest."""
    made = {}
    for declared in TABLES:
        records = instance.fetch_materializations(dg.AssetKey(declared.name), limit=_LOOKED_BACK).records
        if records:
            made[declared.name] = next((record for record in records if record.run_id == run_id), records[0])
    return made


def _evaluations(instance: dg.DagsterInstance, run_id: str) -> dict[dg.AssetCheckKey, Evaluation]:
    """Check → what it found in this run, else when it last ended. What is merely planned is no finding."""
    found = _of_run(instance, run_id)
    for missing in [key(check) for check in catalogue() if key(check) not in found]:
        for ended in instance.event_log_storage.get_asset_check_execution_history(missing, limit=1, status=ENDED):
            if isinstance(ended.evaluation, dg.AssetCheckEvaluation):
                found[missing] = Evaluation(ended.run_id, ended.evaluation)
    return found


def _of_run(instance: dg.DagsterInstance, run_id: str) -> dict[dg.AssetCheckKey, Evaluation]:
    """Check → what it found in a run."""
    records = instance.get_records_for_run(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION).records
    events = [record.event_log_entry.dagster_event for record in records]
    told = [event.event_specific_data for event in events if event is not None]
    return {f.asset_check_key: Evaluation(run_id, f) for f in told if isinstance(f, dg.AssetCheckEvaluation)}


def _of_table(name: str, record: "EventLogRecord | None", mark: str) -> Iterator[Refusal]:
    if record is None or record.asset_materialization is None:
        yield Refusal(name, "was never materialised", AGAIN)
        return
    stated = record.asset_materialization.metadata.get(MARK)
    if stated is None or stated.value != mark:
        yield Refusal(name, "its rows are not those of its latest materialisation", AGAIN)


def _of_check(
    check: Check, evaluation: Evaluation | None, record: "EventLogRecord | None", marks: Mapping[str, str]
) -> Iterator[Refusal]:
    subject = f"{check.table}.{check.id}"
    if evaluation is None:
        yield Refusal(subject, "has not been evaluated", AGAIN)
        return
    found = evaluation.finding
    if not found.passed:
        yield Refusal(subject, f"did not pass: {found.description or check.meaning}", MEND)
        return
    if record is None or not _about(evaluation, record):
        yield Refusal(subject, "passed on another materialisation than the latest", AGAIN)
        return
    judged = evaluation.judged or {}
    stale = [name for name in check.reads if judged.get(name) != marks[name]]
    if stale:
        yield Refusal(subject, f"passed on other rows of {', '.join(stale)} than there are now", AGAIN)


def _about(evaluation: Evaluation, record: "EventLogRecord") -> bool:
    """Whether a check was about this materialisation.

    In a run on one batch, Dagster names no materialisation to the checks of tables made across batches: it looks for
    one of that batch. There, the run that made the table is the run that judged it, once it was made.
    """
    target = evaluation.finding.target_materialization_data
    return target.storage_id == record.storage_id if target else evaluation.run_id == record.run_id


def _evidence(check: Check, evaluation: Evaluation | None, record: "EventLogRecord | None") -> dict[str, Any]:
    return {
        "check": f"{check.table}.{check.id}",
        "kind": check.kind,
        "severity": check.severity,
        "passed": evaluation and evaluation.finding.passed,
        "finding": evaluation and evaluation.finding.description,
        "evaluated_by_run": evaluation and evaluation.run_id,
        "materialisation": record and record.storage_id,
        "judged": evaluation and evaluation.judged,
    }
