"""The gate before a release: proof that every required check passed, and on the very rows that are to be exported.

Three things must agree: the table's latest materialisation, the check's latest evaluation, and the bytes in the
warehouse now. So neither a selection in the UI, nor a table made again without its checks, nor an edit of the file
behind Dagster's back gets out. Kept out: the checks, and writing the release.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import dagster as dg

from checks.catalogue import Check, catalogue
from checks.recorded import JUDGED, key
from pipeline.contracts import TABLES

if TYPE_CHECKING:
    from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecord as Evaluation
    from dagster._core.storage.event_log.base import AssetRecord

DIGEST = "digest"  # metadata of a materialisation: the digest of the table's rows
AGAIN = "materialise it together with its checks"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is published: the table or check, what is wrong with it, and what to do."""

    subject: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate found: why to refuse (nothing: it is open), and the evidence on each check for the manifest."""

    refusals: tuple[Refusal, ...]
    evidence: tuple[dict[str, Any], ...]


def judge(instance: dg.DagsterInstance, digests: Mapping[str, str]) -> Judgement:
    """Hold Dagster's records against the warehouse: ``digests`` is table → digest of its rows now."""
    records = _materialisations(instance)
    refusals: list[Refusal] = []
    evidence: list[dict[str, Any]] = []
    for declared in TABLES:
        refusals += _of_table(declared.name, records.get(declared.name), digests[declared.name])
    for check in catalogue():
        evaluation = instance.get_latest_asset_check_evaluation_record(key(check))
        record = records.get(check.table)
        if check.required:
            refusals += _of_check(check, evaluation, record, digests)
        evidence.append(_evidence(check, evaluation, record))
    return Judgement(tuple(refusals), tuple(evidence))


class RefusedError(RuntimeError):
    """The gate is shut."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("nothing was published:\n" + "\n".join(f"- {refusal}" for refusal in refusals))


def finding(evaluation: "Evaluation | None") -> dg.AssetCheckEvaluation | None:
    """What a check found; None while it is planned or cut short."""
    found = evaluation.evaluation if evaluation else None
    return found if isinstance(found, dg.AssetCheckEvaluation) else None


def as_json(refusals: Sequence[Refusal]) -> list[dict[str, str]]:
    """Refusals as they are kept beside the releases."""
    return [asdict(refusal) for refusal in refusals]


def _materialisations(instance: dg.DagsterInstance) -> "dict[str, AssetRecord]":
    records = instance.get_asset_records([dg.AssetKey(declared.name) for declared in TABLES])
    return {record.asset_entry.asset_key.to_user_string(): record for record in records}


def _storage_id(record: "AssetRecord | None") -> int | None:
    latest = record.asset_entry.last_materialization_record if record else None
    return latest.storage_id if latest else None


def _of_table(name: str, record: "AssetRecord | None", digest: str) -> Iterator[Refusal]:
    latest = record.asset_entry.last_materialization if record else None
    if latest is None or latest.asset_materialization is None:
        yield Refusal(name, "was never materialised", AGAIN)
        return
    stated = latest.asset_materialization.metadata.get(DIGEST)
    if stated is None or stated.value != digest:
        yield Refusal(name, "its rows are not those of its latest materialisation", AGAIN)


def _of_check(
    check: Check, evaluation: "Evaluation | None", record: "AssetRecord | None", digests: Mapping[str, str]
) -> Iterator[Refusal]:
    subject = f"{check.table}.{check.id}"
    found = finding(evaluation)
    if evaluation is None or found is None:
        yield Refusal(subject, "has not been evaluated", AGAIN)
        return
    if evaluation.status.value != "SUCCEEDED" or not found.passed:
        yield Refusal(subject, f"did not pass: {found.description or check.meaning}", "mend the rows or their source")
        return
    target = found.target_materialization_data
    if target is None or target.storage_id != _storage_id(record):
        yield Refusal(subject, "passed on another materialisation than the latest", AGAIN)
        return
    judged = found.metadata[JUDGED].value if JUDGED in found.metadata else {}
    stale = [name for name in check.reads if not isinstance(judged, Mapping) or judged.get(name) != digests[name]]
    if stale:
        yield Refusal(subject, f"passed on other rows of {', '.join(stale)} than there are now", AGAIN)


def _evidence(check: Check, evaluation: "Evaluation | None", record: "AssetRecord | None") -> dict[str, Any]:
    found = finding(evaluation)
    return {
        "check": f"{check.table}.{check.id}",
        "kind": check.kind,
        "severity": check.severity,
        "passed": None if found is None else found.passed,
        "finding": None if found is None else found.description,
        "evaluated_by_run": evaluation.run_id if evaluation else None,
        "materialisation": _storage_id(record),
        "judged": None if found is None or JUDGED not in found.metadata else found.metadata[JUDGED].value,
    }
