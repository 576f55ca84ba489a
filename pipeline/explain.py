"""What stands behind a figure: a tally's or incident's claims, each with its sentence, article, roles and rules.

Reads the dataset only. Kept out: how it is shown (``commands.explain``) and how the figures came about
(``reconciliation``).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from pipeline.arabic.fold import fold_word
from pipeline.contracts import codes

Row = Mapping[str, Any]
Kind = Literal["incident", "tally", "claim"]

_ID = re.compile(r"[0-9a-f]{1,64}")
_KEYS: tuple[tuple[Kind, str], ...] = (
    ("incident", "SELECT incident_id FROM incidents WHERE starts_with(incident_id, ?) ORDER BY 1 LIMIT 20"),
    ("tally", "SELECT tally_id FROM tallies WHERE starts_with(tally_id, ?) ORDER BY 1 LIMIT 20"),
    ("claim", "SELECT claim_id FROM claims WHERE starts_with(claim_id, ?) ORDER BY 1 LIMIT 20"),
)
_STATEMENTS = """
    SELECT c.*, s.text AS sentence, s.char_start AS sentence_start, s.section,
           a.external_id, a.outlet, a.source_uri, a.url, a.archive_url, a.published_on, a.published_basis,
           e.place_text, e.date_text, e.date_from, e.date_to, e.cause, e.actors,
           l.incident_id, l.reason AS join_reason, l.score AS join_score, v.earlier_versions
    FROM claims c
    JOIN sentences s ON s.sentence_id = c.sentence_id
    JOIN articles a ON a.article_id = c.article_id
    JOIN events e ON e.event_id = c.event_id
    LEFT JOIN incident_claims l ON l.claim_id = c.claim_id
    LEFT JOIN (
        SELECT latest, list(source_uri ORDER BY version DESC) AS earlier_versions
        FROM article_versions WHERE article_id <> latest GROUP BY latest
    ) v ON v.latest = a.article_id
    WHERE c.claim_id IN (SELECT unnest(?))
    ORDER BY a.published_on NULLS LAST, a.external_id, c.char_start, c.claim_id
"""
_TALLIES = """
    SELECT * FROM tallies WHERE {key} = ?
    ORDER BY list_position(?::VARCHAR[], outcome), list_position(?::VARCHAR[], population), who NULLS FIRST, tally_id
"""
_NAMES = """
    SELECT i.incident_id, i.place_name_ar, i.place_name_en, i.governorate, i.date_from, i.date_to,
           list(DISTINCT e.place_text) FILTER (e.place_text IS NOT NULL) AS places
    FROM incidents i
    LEFT JOIN incident_claims l USING (incident_id)
    LEFT JOIN claims c USING (claim_id)
    LEFT JOIN events e USING (event_id)
    GROUP BY ALL ORDER BY i.date_from NULLS LAST, i.incident_id
"""

_INCIDENTS = """
    SELECT i.*, t.low AS killed_low, t.best AS killed_best, t.high AS killed_high
    FROM incidents i
    LEFT JOIN tallies t
      ON t.incident_id = i.incident_id AND t.outcome = 'killed' AND t.population = 'all' AND t.who IS NULL
    WHERE i.incident_id IN (SELECT unnest(?))
    ORDER BY i.date_from NULLS LAST, i.incident_id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that an id stands for."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its sentence, event, article and ledger entry, and what it does for which tally."""

    claim: Row
    roles: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that stands behind an incident, a tally or a claim."""

    incident: Row | None
    tallies: tuple[Row, ...]
    statements: tuple[Statement, ...]
    conflicts: tuple[Row, ...] = ()
    corrections: tuple[Row, ...] = ()
    history: tuple[Row, ...] = ()
    period: Row | None = None


def by_id(dataset: duckdb.DuckDBPyConnection, prefix: str) -> list[Found]:
    """The incidents, tallies and claims whose id begins so; none where it is no id."""
    start = prefix.strip().lower()
    if not _ID.fullmatch(start):
        return []
    return [Found(kind, row[0]) for kind, sql in _KEYS for row in dataset.execute(sql, [start]).fetchall()]


def by_name(dataset: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    """The incidents whose place (as the gazetteer or an article names it), governorate or days match all the words.

    Latin names that are spelled otherwise (Atareb, Atarib) are matched by their consonants where nothing else matches.
    """
    wanted = [_folded(word) for word in words.split()]
    rows = _rows(dataset, _NAMES)
    exact = [row["incident_id"] for row in rows if all(word in _names(row) for word in wanted)]
    if exact or not wanted:
        return exact
    return [row["incident_id"] for row in rows if all(_sounds(word, _names(row)) for word in wanted)]


def incidents(dataset: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> list[Row]:
    """Incidents in date order, each with its tallies of the dead (killed_low, killed_best, killed_high)."""
    return _rows(dataset, _INCIDENTS, [list(ids)])


def account(dataset: duckdb.DuckDBPyConnection, found: Found) -> Account:
    """What stands behind the thing found."""
    return {"incident": _of_incident, "tally": _of_tally, "claim": _of_claim}[found.kind](dataset, found.id)


def _of_incident(dataset: duckdb.DuckDBPyConnection, incident_id: str) -> Account:
    tallies = _tallies(dataset, "incident_id", incident_id)
    ids = _column(
        dataset,
        "SELECT claim_id FROM incident_claims WHERE incident_id = ? UNION SELECT claim_id FROM tally_claims "
        "JOIN tallies USING (tally_id) WHERE incident_id = ?",
        [incident_id, incident_id],
    )
    sql = "SELECT * FROM conflicts WHERE incident_id = ? ORDER BY conflict_id"
    return Account(
        incident=_one(dataset, "SELECT * FROM incidents WHERE incident_id = ?", incident_id),
        tallies=tallies,
        statements=_statements(dataset, ids, [tally["tally_id"] for tally in tallies]),
        conflicts=tuple(_rows(dataset, sql, [incident_id])),
        corrections=_corrections(dataset, "incident_id", incident_id),
    )


def _of_tally(dataset: duckdb.DuckDBPyConnection, tally_id: str) -> Account:
    tallies = _tallies(dataset, "tally_id", tally_id)
    ids = _column(dataset, "SELECT DISTINCT claim_id FROM tally_claims WHERE tally_id = ?", [tally_id])
    sql = "SELECT * FROM tally_history WHERE tally_id = ? ORDER BY step"
    return Account(
        incident=_one(dataset, "SELECT * FROM incidents WHERE incident_id = ?", tallies[0]["incident_id"]),
        tallies=tallies,
        statements=_statements(dataset, ids, [tally_id]),
        history=tuple(_rows(dataset, sql, [tally_id])),
        corrections=_corrections(dataset, "incident_id", tallies[0]["incident_id"]),
    )


def _of_claim(dataset: duckdb.DuckDBPyConnection, claim_id: str) -> Account:
    tallies = _column(dataset, "SELECT DISTINCT tally_id FROM tally_claims WHERE claim_id = ? ORDER BY 1", [claim_id])
    statements = _statements(dataset, [claim_id], tallies)
    return Account(
        incident=_one(dataset, "SELECT * FROM incidents WHERE incident_id = ?", statements[0].claim["incident_id"]),
        tallies=tuple(found for tally in tallies for found in _tallies(dataset, "tally_id", tally)),
        statements=statements,
        corrections=_corrections(dataset, "claim_id", claim_id),
        period=_one(dataset, "SELECT * FROM period_tallies WHERE claim_id = ?", claim_id),
    )


def _corrections(dataset: duckdb.DuckDBPyConnection, key: str, value: str) -> tuple[Row, ...]:
    """What people have corrected of an incident, or of a claim; one row a correction."""
    sql = (
        "SELECT correction_id, action, reason, author, made_on, list(claim_id ORDER BY claim_id) AS claims "
        f"FROM corrections WHERE {key} = ? GROUP BY ALL ORDER BY made_on, correction_id"
    )
    return tuple(_rows(dataset, sql, [value]))


def _tallies(dataset: duckdb.DuckDBPyConnection, key: str, value: str) -> tuple[Row, ...]:
    return tuple(_rows(dataset, _TALLIES.format(key=key), [value, list(codes.OUTCOME), list(codes.POPULATION)]))


def _statements(dataset: duckdb.DuckDBPyConnection, claims: list[str], tallies: list[str]) -> tuple[Statement, ...]:
    sql = (
        "SELECT tc.claim_id, tc.role, tc.rule, t.outcome, t.population, t.who FROM tally_claims tc "
        "JOIN tallies t USING (tally_id) WHERE tc.tally_id IN (SELECT unnest(?)) "
        "ORDER BY list_position(?::VARCHAR[], tc.role), t.outcome, t.population, t.who NULLS FIRST"
    )
    roles: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(dataset, sql, [tallies, list(codes.TALLY_ROLE)]):
        roles[row["claim_id"]].append(row)
    found = _rows(dataset, _STATEMENTS, [claims])
    return tuple(Statement(row, tuple(roles[row["claim_id"]])) for row in found)


def _rows(dataset: duckdb.DuckDBPyConnection, sql: str, values: list[Any] | None = None) -> list[Row]:
    cursor = dataset.execute(sql, values or [])
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _one(dataset: duckdb.DuckDBPyConnection, sql: str, value: str | None) -> Row | None:
    rows = _rows(dataset, sql, [value])
    return rows[0] if rows else None


def _column(dataset: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[str]:
    return [row[0] for row in dataset.execute(sql, values).fetchall()]


def _names(row: Row) -> str:
    arabic = codes.GOVERNORATE.get(row["governorate"] or "", "")
    parts = [row["place_name_ar"], row["place_name_en"], row["governorate"], arabic, row["date_from"], row["date_to"]]
    return _folded(" ".join(str(part) for part in [*parts, *(row["places"] or [])] if part))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", fold_word(name).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _sounds(word: str, names: str) -> bool:
    skeleton = _skeleton(word)
    return len(skeleton) >= 3 and skeleton in {_skeleton(name) for name in names.split()}


def _skeleton(word: str) -> str:
    """The consonants of a Latin name, without the article (al-Bāb: b; Atareb, al-Atarib: trb)."""
    bare = re.sub(r"^(?:al|el|ad|ar|as|at|az)[-']", "", word)
    letters = re.sub(r"[^b-df-hj-np-tv-xz]", "", bare).translate(str.maketrans("cq", "kk"))
    return re.sub(r"(.)\1+", r"\1", letters)
