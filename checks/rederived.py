"""The check that the claims leave exactly the tallies that stand: incidents are reckoned anew, and compared row by row.

Tallies are made where something changed; this makes them again wherever a row that goes into an incident's, or came of
them, is not as it was when they last agreed. Kept out: how they are reckoned (``pipeline.reconciliation``).
"""

from collections.abc import Iterator

import duckdb
import polars as pl

from checks import passed
from checks.verdict import example
from pipeline.contracts import table, typed
from pipeline.reconciling import CHUNK, PER_INCIDENT, PER_TALLY, beside_periods, corrections_of, reckoned
from pipeline.warehouse import row_mark

_PERIODS = "period_tallies"
_COUNTED = (*PER_INCIDENT, *PER_TALLY, _PERIODS)
# rows of tallies that no incident can answer for
_NOBODYS = "incident_id NOT IN (SELECT incident_id FROM incidents)"
_NO_TALLYS = "tally_id NOT IN (SELECT tally_id FROM tallies)"


def differing(connection: duckdb.DuckDBPyConnection, subject: str) -> tuple[list[str], int, int]:
    """What stands and is not due, or is due and does not stand; of how many rows, and how many incidents were reckoned.

    ``subject`` is by what it is known which incidents agreed before.
    """
    run = connection.execute
    passed.set_out(connection, subject, _marks())
    due = run("SELECT incident_id FROM unseen ORDER BY incident_id").pl()
    corrections, told = corrections_of(connection), list[str]()
    for some in due.iter_slices(CHUNK):
        made = reckoned(connection, some, corrections)
        connection.register("asked", some.to_arrow())
        run("CREATE OR REPLACE TEMP TABLE theirs AS SELECT tally_id FROM tallies SEMI JOIN asked USING (incident_id)")
        for names, these in ((PER_INCIDENT, "incident_id IN (FROM asked)"), (PER_TALLY, "tally_id IN (FROM theirs)")):
            for name in names:
                told += _beside(name, _stated(connection, name, these), getattr(made, name))
        connection.unregister("asked")
    for names, these in ((PER_INCIDENT, _NOBODYS), (PER_TALLY, _NO_TALLYS)):
        for name in names:
            stated = _stated(connection, name, these)
            told += _beside(name, stated, stated.clear())
    told += _beside(_PERIODS, _stated(connection, _PERIODS, "true"), beside_periods(connection))
    rows = sum(run(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in _COUNTED)
    if not told:
        passed.keep(connection, subject)
    return told, rows, due.height


def _beside(name: str, stated: pl.DataFrame, due: pl.DataFrame) -> Iterator[str]:
    """The rows of a table that one side has alone."""
    key = table(name).key
    for word, one, other in (("stands", stated, due), ("is due", due, stated)):
        missing = one.join(other, on=one.columns, how="anti", nulls_equal=True).select(key).sort(key)
        yield from (f"{word} in {name}: {example(key, row)}" for row in missing.rows())


def _stated(connection: duckdb.DuckDBPyConnection, name: str, these: str) -> pl.DataFrame:
    return typed(table(name), connection.execute(f"SELECT * FROM {name} WHERE {these}").pl())


def _marks() -> str:
    """The query of the incidents, each with a mark of all rows that go into its tallies and that came of them."""
    of_claim = f"""
        SELECT incident_id, hash(l.mark, c.mark, e.mark, a.mark) AS mark
        FROM ({_marked("incident_claims", "incident_id, claim_id")}) l
        LEFT JOIN ({_marked("claims", "claim_id, event_id, article_id")}) c USING (claim_id)
        LEFT JOIN ({_marked("events", "event_id")}) e USING (event_id)
        LEFT JOIN ({_marked("articles", "article_id")}) a USING (article_id)"""
    parts = [of_claim, *(_marked(name, "incident_id") for name in ("incidents", "corrections", *PER_INCIDENT))]
    for name in PER_TALLY:
        parts.append(f"SELECT incident_id, mark FROM ({_marked(name, 'tally_id')}) JOIN "
                     "(SELECT tally_id, incident_id FROM tallies) USING (tally_id)")  # fmt: skip
    told = " UNION ALL ".join(f"SELECT incident_id, {number} AS part, mark FROM ({part})"
                              for number, part in enumerate(parts))  # fmt: skip
    return f"""SELECT incident_id, hash(count(*), bit_xor(mark), sum(mark)) AS mark
               FROM (SELECT incident_id, hash(part, mark) AS mark FROM ({told}))
               SEMI JOIN incidents USING (incident_id) GROUP BY incident_id"""


def _marked(name: str, keys: str) -> str:
    return f"SELECT {keys}, {row_mark(table(name).names)} AS mark FROM {name}"
