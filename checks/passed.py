"""What passed before: rows and incidents that a check has held already, so that it looks at what is new alone.

Each is known by its mark, a hash of all that the check reads of it, and by the code of the whole project: whatever
differs in either is looked at again. A full examination forgets what is kept. Kept out: the checks (``examine``).
"""

import duckdb

from pipeline.versions import code_version

_KEPT = "CREATE TABLE IF NOT EXISTS passed (subject VARCHAR, code VARCHAR, mark UBIGINT)"


def forget(connection: duckdb.DuckDBPyConnection, subject: str) -> None:
    """Keep nothing of what a check has passed."""
    connection.execute(_KEPT)
    connection.execute("DELETE FROM passed WHERE subject = ?", [subject])


def set_out(connection: duckdb.DuckDBPyConnection, subject: str, marked: str, always: str = "false") -> None:
    """Make the temporary table ``unseen`` of the rows of a query with a column mark that did not pass as they are.

    Those of which the condition ``always`` holds are among them, whatever they passed.
    """
    connection.execute(_KEPT)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE unseen AS SELECT * FROM ({marked}) "
        f"WHERE mark NOT IN (SELECT mark FROM passed WHERE subject = $subject AND code = $code) OR {always}",
        {"subject": subject, "code": code_version("all")},
    )


def keep(connection: duckdb.DuckDBPyConnection, subject: str) -> None:
    """Note that the rows of ``unseen`` have passed; what passed other code is of no more use."""
    connection.execute("DELETE FROM passed WHERE subject = ? AND code <> ?", [subject, code_version("all")])
    connection.execute("INSERT INTO passed SELECT ?, ?, mark FROM unseen", [subject, code_version("all")])
