"""Where to look when a check fails: what states the rule, what makes the rows, and how to see all that break it.

Kept out: what failed (``verdict``).
"""

from checks.across import CrossLaw
from checks.bands import Band
from checks.catalogue import Check
from pipeline.contracts import Table

_MADE_BY = {
    "articles": "`pipeline/ingest`, from the inbox; `articles.source_uri` names file and record",
    "sentences": "`pipeline/arabic/sentences.py` and `sections.py`, with `seeds/lexicons`",
    "claims": "`pipeline/extraction`, with `seeds/lexicons`; `hasila explain CLAIM` shows one with its sentence",
    "incidents": "`pipeline/reconciliation`, with `seeds/reconciliation`; `hasila explain INCIDENT` shows one",
    "tallies": "`pipeline/reconciliation` (docs/methodology.md has each rule); `hasila explain TALLY` shows one",
    "release": "`pipeline/release/metrics.py`, from all tables",
}


def where(check: Check) -> str:
    """What states the rule, what makes the rows, and a query for all that break it, as Markdown."""
    lines = [f"- the rule: {_stated_in(check)}", f"- the rows are made by {_made_by(check)}"]
    if isinstance(check.subject, CrossLaw):
        sql = "\n".join(line.strip() for line in check.subject.sql.splitlines())
        lines.append(f"- all rows that break it, in the warehouse while no run is writing:\n\n```sql\n{sql}\n```")
    return "\n".join(lines)


def _stated_in(check: Check) -> str:
    subject = check.subject
    if isinstance(subject, Table):
        return f"`{check.table}` in `pipeline/contracts/tables.py`"
    if isinstance(subject, CrossLaw):
        declared = check.id.endswith("_known")
        return f"`{'pipeline/contracts/tables.py' if declared else 'checks/across.py'}`, {check.meaning}"
    if isinstance(subject, Band):
        return f"`{check.id}` in `checks/bands.py`; a jump that is meant goes into `seeds/acknowledged.yml`"
    return f"`{check.id}` in `checks/examine.py`, {check.meaning}"


def _made_by(check: Check) -> str:
    if (isinstance(check.subject, Band) and check.subject.metric == "accuracy") or check.table == "readings":
        return (
            "reading `seeds/articles` and comparing with `seeds/gold`; the table `readings` has every claim and tally"
        )
    return _MADE_BY[check.layer]
