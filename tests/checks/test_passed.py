"""What passed a check as it is, under the same code, is not looked at again; whatever differs is."""

import duckdb
import pytest

from checks import passed
from checks.beside import Beside
from checks.catalogue import catalogue
from checks.examine import examine
from checks.verdict import Verdict

(ROWS,) = (check for check in catalogue() if check.name == "claims.rows")


def judged(connection: duckdb.DuckDBPyConnection, fully: bool = False) -> Verdict:
    (finding,) = examine(connection, [ROWS], Beside(), fully)
    return finding.verdict


def anew(verdict: Verdict) -> int:
    """How many rows were looked at."""
    assert verdict.passed, verdict.markdown
    if not verdict.note:
        return verdict.examined
    return int(verdict.note.split("; ")[1].split(" ")[0])


def test_rows_that_passed_are_looked_at_again_where_they_or_the_code_changed(
    sound: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert anew(judged(sound)) == 7
    assert anew(judged(sound)) == 0
    sound.execute("UPDATE claims SET confidence = 0.5 WHERE claim_id = 'c1'")
    assert anew(judged(sound)) == 1
    assert judged(sound).examined == 7
    assert anew(judged(sound, fully=True)) == 7
    monkeypatch.setattr(passed, "code_version", lambda layer: "other code")
    assert anew(judged(sound)) == 7


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        ("UPDATE claims SET confidence = 2 WHERE claim_id = 'c1'", "confidence_maximum"),
        ("UPDATE claims SET scope = 'all' WHERE claim_id = 'c1'", "scope_codes"),
        ("INSERT INTO claims SELECT * FROM claims WHERE claim_id = 'c1'", "key_unique"),
        ("INSERT INTO claims SELECT * REPLACE (0.1 AS confidence) FROM claims WHERE claim_id = 'c1'", "key_unique"),
    ],
)
def test_a_row_that_breaks_a_rule_is_found_among_rows_that_passed(
    edit: str, rule: str, sound: duckdb.DuckDBPyConnection
) -> None:
    assert judged(sound).passed
    sound.execute(edit)
    for _ in range(2):  # what failed is not taken for passed the next time
        assert [breach.rule for breach in judged(sound).breaches] == [rule]
