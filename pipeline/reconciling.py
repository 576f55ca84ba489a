"""Making incidents and tallies: all of them once, then only those that new, changed or removed articles touch.

Both steps give what making everything anew would give. What they go by is kept beside the tables: a mark of each
article linked, the reports and events with their knots, and the incidents whose tallies are due. Kept out: how claims
are linked and reckoned (``reconciliation``), and when a step is run (``assets``).
"""

from collections.abc import Sequence

import duckdb
import polars as pl

from pipeline.contracts import polars_schema, table, typed
from pipeline.progress import Progress
from pipeline.reconciliation.corrections import Correction, applicable, load, verify
from pipeline.reconciliation.incidents import Linked, link, reports_of
from pipeline.reconciliation.periods import COLUMNS as PERIOD_COLUMNS
from pipeline.reconciliation.periods import period_tallies
from pipeline.reconciliation.relinking import tombstones, touched
from pipeline.reconciliation.slots import SLOTS
from pipeline.reconciliation.tallies import Reckoned, reckon
from pipeline.reconciliation.wounds import is_late, telling
from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, Writer

CHUNK = 20_000  # incidents reckoned at a time, so that memory does not grow with their number
_WHOLE = ""  # the batch under which a step over all batches is recorded
_PERIODS = ""  # beside the incidents whose tallies are due: that cumulative claims may be others
PER_INCIDENT = ("tallies", "conflicts")
PER_TALLY = ("tally_claims", "tally_history")
_LINKED = ("incidents", "incident_claims", "corrections", "tombstones", "linked_reports", "linked_events")
_RECKONED = (*PER_INCIDENT, *PER_TALLY, "period_tallies")

_KEPT = """
CREATE TABLE IF NOT EXISTS linked_articles (article_id VARCHAR, mark UBIGINT);
CREATE TABLE IF NOT EXISTS due_tallies (incident_id VARCHAR);
"""
_MARKS = """
WITH told AS (SELECT article_id, bit_xor(hash(claims)) AS mark FROM claims GROUP BY ALL),
     seen AS (SELECT article_id, bit_xor(hash(events)) AS mark FROM events GROUP BY ALL)
SELECT article_id, hash(text_sha256, published_on, syndication_id, told.mark, seen.mark) AS mark
FROM articles JOIN told USING (article_id) JOIN seen USING (article_id) ORDER BY article_id
"""
_MEMBERS = "SELECT incident_id, claim_id, date_from FROM incident_claims JOIN incidents USING (incident_id)"
# the incidents whose claims, or what is told of them, or the day they are dated back to, are others than before
_DUE = f"""
WITH now AS ({_MEMBERS} SEMI JOIN relinked USING (incident_id)),
     other AS ((FROM was EXCEPT FROM now) UNION (FROM now EXCEPT FROM was)),
     retold AS (SELECT incident_id FROM now JOIN claims USING (claim_id) SEMI JOIN news USING (article_id))
INSERT INTO due_tallies SELECT incident_id FROM other UNION SELECT incident_id FROM retold UNION SELECT '{_PERIODS}'
"""
_ARTICLES = "SELECT article_id, syndication_id, published_on FROM articles"
_KNOTS = "knot IN (SELECT knot FROM knots)"


def make_incidents(warehouse: Warehouse, progress: Progress) -> None:
    """incidents, incident_claims, corrections and tombstones, from the claims of all batches.

    Everything is made anew where other code made it, or its rows are not those that were made.
    """
    code = code_version("incidents")
    with warehouse.transaction() as write:
        write.connection.execute(_KEPT)
        stands = _mark(write, _LINKED)
    corrections = _corrections(warehouse)
    marks = warehouse.query(_MARKS)
    before = warehouse.query("SELECT article_id, mark FROM linked_articles ORDER BY article_id")
    anew = warehouse.made("incidents").get(_WHOLE) != (stands, code)
    if not anew and before.equals(marks):
        return
    n_claims = warehouse.count("claims")
    with progress.step("incidents", "claims", n_claims) as advance:
        news = (marks if anew else marks.join(before, on=["article_id", "mark"], how="anti")).select("article_id")
        if anew:
            everything = (warehouse.query(_ARTICLES), warehouse.read("events"), warehouse.read("claims"))
            linked = link(*everything, corrections=corrections, late=_late(warehouse), titled=_titled(warehouse))
        else:
            gone = before.join(marks, on=["article_id", "mark"], how="anti")["article_id"]
            linked, knots = _linked_anew(warehouse, news, gone, corrections)
        with warehouse.transaction() as write:
            _set_out(write, None if anew else knots)
            _replace(write, linked, news)
            write.connection.register("marks", marks.to_arrow())
            write.connection.execute("CREATE OR REPLACE TABLE linked_articles AS SELECT * FROM marks")
            write.note_made("incidents", _WHOLE, _mark(write, _LINKED), code)
        advance(n_claims)


def make_tallies(warehouse: Warehouse, progress: Progress) -> None:
    """tallies and what explains them, from incidents and their claims; anew as ``make_incidents`` says."""
    code = code_version("tallies")
    corrections = _corrections(warehouse)
    made = warehouse.made("tallies").get(_WHOLE)
    with warehouse.transaction() as write:
        run = write.connection.execute
        run(_KEPT)
        anew = made != (_mark(write, _RECKONED), code)
        if anew:
            run("DELETE FROM due_tallies")
            run("INSERT INTO due_tallies SELECT incident_id FROM incidents")
            for name in (*PER_INCIDENT, *PER_TALLY):
                run(f"DELETE FROM {name}")
        _clear_due(write)
        periods = run("FROM due_tallies LIMIT 1").fetchone() is not None
        due = run("SELECT DISTINCT incident_id FROM incidents JOIN due_tallies USING (incident_id) ORDER BY ALL").pl()
        with progress.step("tallies", "incidents", due.height) as advance:
            for some in due.iter_slices(CHUNK):
                _reckon(write, some, corrections)
                advance(some.height)
        if anew or periods:
            write.replace("period_tallies", beside_periods(write.connection))
        run("DELETE FROM due_tallies")
        write.note_made("tallies", _WHOLE, _mark(write, _RECKONED), code)


def _mark(write: Writer, names: tuple[str, ...]) -> str:
    """A mark of the rows of tables, in any order; of a table that is not there, none."""
    there = {name for (name,) in write.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    sums = (f"(SELECT bit_xor(hash({name})) FROM {name})" for name in names if name in there)
    return str(write.connection.execute(f"SELECT {', '.join(sums)}").fetchone())


def corrections_of(connection: duckdb.DuckDBPyConnection) -> tuple[Correction, ...]:
    """The corrections that speak of articles that are in."""
    corrections = load()
    named = sorted({name for one in corrections for name in one.articles})
    rows = connection.execute("SELECT article_id FROM articles WHERE article_id IN (SELECT unnest(?))", [named])
    return applicable(corrections, [name for (name,) in rows.fetchall()])


def _corrections(warehouse: Warehouse) -> tuple[Correction, ...]:
    """The corrections that speak of articles that are in, each claim with the words that they expect."""
    with warehouse.connect() as connection:
        found = corrections_of(connection)
    claims = sorted({claim for one in found for claim in one.claims})
    quotes = warehouse.query("SELECT claim_id, quote FROM claims WHERE claim_id IN (SELECT unnest(?))", [claims])
    verify(found, dict(quotes.rows()))
    return found


def _linked_anew(
    warehouse: Warehouse, news: pl.DataFrame, gone: pl.Series, corrections: Sequence[Correction]
) -> tuple[Linked, pl.Series]:
    """What new and changed articles (column article_id) and those gone touch, linked anew, and the knots replaced."""
    standing = warehouse.query("SELECT * FROM linked_reports").cast(dict(SLOTS))  # type: ignore[arg-type]
    with warehouse.connect() as connection:
        connection.register("news", news.to_arrow())
        changed = connection.execute("SELECT event_id FROM events JOIN news USING (article_id)").pl()
    news_told = reports_of(*_about(warehouse, changed), _late(warehouse, changed), _titled(warehouse, changed))
    knots = touched(standing, news_told, gone)
    knots = pl.concat([knots, _corrected_with(warehouse, news["article_id"].to_list(), corrections)]).unique()
    with warehouse.connect() as connection:
        connection.register("knots", knots.to_frame("knot").to_arrow())
        old = connection.execute(f"SELECT unit AS event_id FROM linked_events WHERE {_KNOTS}").pl()
    wanted = pl.concat([old, changed]).unique()
    late, titled = _late(warehouse, wanted), _titled(warehouse, wanted)
    return link(*_about(warehouse, wanted), corrections=corrections, late=late, titled=titled), knots


def _late(warehouse: Warehouse, wanted: pl.DataFrame | None = None) -> list[str]:
    """The claims, of all or of these events, on people who died of wounds (D1)."""
    with warehouse.connect() as connection:
        found = connection.execute(
            "SELECT claim_id, text, char_start, char_end FROM claims JOIN articles USING (article_id) "
            f"{_among(connection, wanted)} WHERE outcome = 'killed' AND regexp_matches(text, ?)",
            [telling()],
        )
        rows = found.fetchall()
    return [claim for claim, text, start, end in rows if is_late(text, start, end)]


def _titled(warehouse: Warehouse, wanted: pl.DataFrame | None = None) -> list[str]:
    """The events, of all or of these, that are told in the title of their article."""
    with warehouse.connect() as connection:
        found = connection.execute(
            "SELECT event_id FROM events SEMI JOIN (FROM sentences WHERE section = 'title') USING (sentence_id) "
            f"{_among(connection, wanted)} ORDER BY event_id"
        )
        return [event for (event,) in found.fetchall()]


def _among(connection: duckdb.DuckDBPyConnection, wanted: pl.DataFrame | None) -> str:
    """The join that leaves the rows of the wanted events alone; none, where all are."""
    if wanted is None:
        return ""
    connection.register("wanted", wanted.to_arrow())
    return "SEMI JOIN wanted USING (event_id)"


def _corrected_with(warehouse: Warehouse, articles: list[str], corrections: Sequence[Correction]) -> pl.Series:
    """The knots of the claims that are corrected together with claims of changed articles."""
    claims = [claim for one in corrections if not set(one.articles).isdisjoint(articles) for claim in one.claims]
    return warehouse.query(
        "SELECT DISTINCT e.knot FROM linked_events e JOIN claims c ON c.event_id = e.unit "
        "WHERE c.claim_id IN (SELECT unnest(?))",
        [claims],
    )["knot"]


def _about(warehouse: Warehouse, wanted: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The articles, events and claims of events."""
    with warehouse.connect() as connection:
        connection.register("wanted", wanted.to_arrow())
        events = connection.execute("SELECT events.* FROM events JOIN wanted USING (event_id)").pl()
        claims = connection.execute("SELECT claims.* FROM claims JOIN wanted USING (event_id)").pl()
        connection.register("told_by", events.select("article_id").unique().to_arrow())
        articles = connection.execute(f"{_ARTICLES} JOIN told_by USING (article_id)").pl()
    return articles, typed(table("events"), events), typed(table("claims"), claims)


def _set_out(write: Writer, knots: pl.Series | None) -> None:
    """Name what is to be replaced, in the temporary tables knots and lost: what these knots hold, or everything."""
    run = write.connection.execute
    if knots is None:
        run("CREATE OR REPLACE TEMP TABLE knots (knot VARCHAR)")
        run("CREATE OR REPLACE TEMP TABLE lost AS SELECT incident_id FROM incidents")
        for name in ("linked_reports", "linked_events"):
            run(f"DROP TABLE IF EXISTS {name}")  # other code may have given it other columns
    else:
        write.connection.register("named", knots.to_frame("knot").to_arrow())
        run("CREATE OR REPLACE TEMP TABLE knots AS SELECT knot FROM named")
        run(f"CREATE OR REPLACE TEMP TABLE lost AS SELECT DISTINCT incident_id FROM linked_events WHERE {_KNOTS}")


def _replace(write: Writer, linked: Linked, news: pl.DataFrame) -> None:
    """Put what was linked in the place of what was set out, with tombstones, and note which tallies are due."""
    run = write.connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE was AS {_MEMBERS} SEMI JOIN lost USING (incident_id)")
    for name in ("incident_claims", "corrections", "incidents"):
        run(f"DELETE FROM {name} WHERE incident_id IN (SELECT incident_id FROM lost)")
    for name, rows in (("linked_events", linked.events), ("linked_reports", linked.reports)):
        write.connection.register("rows", rows.to_arrow())
        run(f"CREATE TABLE IF NOT EXISTS {name} AS SELECT * FROM rows LIMIT 0")
        run(f"DELETE FROM {name} WHERE {_KNOTS}")
        run(f"INSERT INTO {name} SELECT * FROM rows")
        write.connection.unregister("rows")
    write.append("incidents", linked.incidents)
    write.append("incident_claims", linked.incident_claims)
    write.append("corrections", linked.corrections)
    _bury(write, tombstones(run("SELECT incident_id, claim_id FROM was").pl(), linked.incident_claims))
    write.connection.register("relinked", linked.incidents.select("incident_id").to_arrow())
    write.connection.register("news", news.to_arrow())
    run(_DUE)


def _bury(write: Writer, graves: pl.DataFrame) -> None:
    """Add tombstones; incidents that are there again have none."""
    names = graves["incident_id"].to_list()
    write.connection.execute("DELETE FROM tombstones WHERE incident_id IN (SELECT unnest(?))", [names])
    write.append("tombstones", graves)
    write.connection.execute("DELETE FROM tombstones WHERE incident_id IN (SELECT incident_id FROM incidents)")


def _clear_due(write: Writer) -> None:
    """Remove the rows of the tallies that are due."""
    run = write.connection.execute
    run("CREATE OR REPLACE TEMP TABLE old AS SELECT tally_id FROM tallies SEMI JOIN due_tallies USING (incident_id)")
    for name in PER_TALLY:
        run(f"DELETE FROM {name} WHERE tally_id IN (SELECT tally_id FROM old)")
    for name in PER_INCIDENT:
        run(f"DELETE FROM {name} WHERE incident_id IN (SELECT incident_id FROM due_tallies)")


def reckoned(connection: duckdb.DuckDBPyConnection, some: pl.DataFrame, corrections: Sequence[Correction]) -> Reckoned:
    """What the claims of some incidents (column incident_id) leave, from the tables in the connection."""
    run = connection.execute
    connection.register("chosen", some.to_arrow())
    members = run("SELECT m.* FROM incident_claims m SEMI JOIN chosen USING (incident_id)").pl()
    incidents = run("SELECT i.* FROM incidents i SEMI JOIN chosen USING (incident_id)").pl()
    connection.register("members", members.select("claim_id").to_arrow())
    claims = run("SELECT c.* FROM claims c SEMI JOIN members USING (claim_id)").pl()
    connection.register("told", claims.select("article_id", "event_id").unique().to_arrow())
    events = run("SELECT e.* FROM events e SEMI JOIN told USING (event_id)").pl()
    articles = run("SELECT a.* FROM articles a SEMI JOIN told USING (article_id)").pl()
    told = (articles, typed(table("events"), events), typed(table("claims"), claims))
    return reckon(*told, incidents, typed(table("incident_claims"), members), corrections)


def _reckon(write: Writer, some: pl.DataFrame, corrections: Sequence[Correction]) -> None:
    """Reckon and store the tallies of some incidents (column incident_id)."""
    made = reckoned(write.connection, some, corrections)
    for name in (*PER_INCIDENT, *PER_TALLY):
        write.append(name, getattr(made, name))


def beside_periods(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The table period_tallies: every cumulative claim beside the incidents as they stand in the connection."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE cumulative AS "
        "SELECT claim_id, article_id, event_id FROM claims WHERE scope = 'cumulative'"
    )
    return period_tallies(
        connection.execute(f"{_ARTICLES} SEMI JOIN cumulative USING (article_id)").pl(),
        *(_columns(connection, name, columns) for name, columns in PERIOD_COLUMNS.items()),
    )


def _columns(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str]) -> pl.DataFrame:
    """Some columns of a table; of claims and events, the rows of cumulative claims."""
    declared = table(name)
    chosen = f"SEMI JOIN cumulative USING ({declared.key[0]})" if name in ("claims", "events") else ""
    types = polars_schema(declared)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {name} {chosen}").pl()
    return rows.cast({column: types[column] for column in columns})
