"""What each incident opens to: its tallies with their claims and history, its quotes, its conflicts; in files of a few.

The rows and their order are those of ``columns``; an incident's claims are known by their number in its list. Full
sentences are not released, so a quote is what there is to show. A file is named by what it holds, and ends where the id
of an incident says so, not after so many: an incident more moves no other from file to file, and releases share those
that are the same in both.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.contracts import codes
from pipeline.release.page import scripts
from pipeline.release.reading import literal

IN_A_FILE = 8  # incidents, on the average
FOLDER = "detail"

_FILES = f"""
    CREATE OR REPLACE TEMP TABLE {{files}} AS
    SELECT row, incident_id,
           coalesce(sum(ends) OVER (ORDER BY row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::INTEGER AS file
    FROM (SELECT row, incident_id, (md5_number_lower(incident_id) % {IN_A_FILE} = 0)::INTEGER AS ends FROM ({{rows}}))
"""
_OF_FILES = """
    SELECT file, min(row), md5(string_agg(incident_id, ' ' ORDER BY row)) FROM {files} GROUP BY file ORDER BY file
"""
# the incidents of which something else is told than in the release before: by themselves, their tallies, their claims
_CHANGED = """
    CREATE OR REPLACE TEMP TABLE changed AS
    WITH of_claims AS (
        SELECT claim_id FROM {claims} UNION SELECT claim_id FROM claims SEMI JOIN {events} USING (event_id)
        UNION SELECT claim_id FROM claims SEMI JOIN {articles} USING (article_id)
    ), of_tallies AS (SELECT tally_id FROM {tally_claims} UNION SELECT tally_id FROM {tally_history})
    SELECT incident_id FROM {incidents} UNION SELECT incident_id FROM {incident_claims}
    UNION SELECT incident_id FROM {tallies} UNION SELECT incident_id FROM {conflicts}
    UNION SELECT incident_id FROM incident_claims SEMI JOIN of_claims USING (claim_id)
    UNION SELECT incident_id FROM tallies SEMI JOIN of_tallies USING (tally_id)
"""
_IN_DELTA = (
    "articles", "events", "claims", "incidents", "incident_claims", "tallies", "tally_claims", "tally_history",
    "conflicts",
)  # fmt: skip

_CLAIMS = """
    CREATE TEMP TABLE page_claims AS
    SELECT l.incident_id, c.claim_id,
           row_number() OVER (PARTITION BY l.incident_id
               ORDER BY a.published_on NULLS LAST, c.article_id, c.char_start, c.claim_id) - 1 AS number,
           {'id': c.claim_id, 'article': c.article_id, 'start': c.char_start, 'end': c.char_end, 'quote': c.quote,
            'count': c.count_text, 'outcome': c.outcome, 'modality': c.modality, 'low': c.low, 'high': c.high,
            'who': c.who, 'party': c.party, 'source': c.source, 'source_text': c.source_text, 'rule': c.rule,
            'confidence': c.confidence, 'reason': l.reason, 'actors': e.actors} AS claim
    FROM (FROM incident_claims SEMI JOIN wanted USING (incident_id)) l
    JOIN claims c USING (claim_id)
    JOIN events e USING (event_id)
    JOIN articles a ON a.article_id = c.article_id
"""
_DETAILS = """
    WITH versions AS (
        SELECT replaced_by AS latest, list({'uri': source_uri, 'on': published_on, 'sha256': text_sha256}
                                           ORDER BY published_on NULLS LAST, article_id) AS earlier
        FROM articles WHERE replaced_by IS NOT NULL GROUP BY ALL
    ), told AS (
        SELECT incident_id, list(claim ORDER BY number) AS claims FROM page_claims GROUP BY ALL
    ), reports AS (
        SELECT incident_id, list({'id': article_id, 'title': title, 'outlet': outlet, 'on': published_on,
                                  'basis': published_basis, 'uri': source_uri, 'url': url, 'archive': archive_url,
                                  'sha256': text_sha256, 'earlier': coalesce(earlier, [])}
                                 ORDER BY published_on NULLS LAST, article_id) AS articles
        FROM (SELECT DISTINCT incident_id, claim.article AS article_id FROM page_claims)
        JOIN articles USING (article_id) LEFT JOIN versions ON latest = article_id
        GROUP BY ALL
    ), uses AS (
        SELECT tally_id, list({'claim': number, 'role': role, 'rule': rule}
                              ORDER BY list_position(?::VARCHAR[], role), number) AS uses
        FROM tally_claims JOIN page_claims USING (claim_id) GROUP BY ALL
    ), steps AS (
        SELECT tally_id, list({'claim': number, 'on': reported_on, 'low': low, 'best': best, 'high': high}
                              ORDER BY step) AS history
        FROM tally_history JOIN page_claims USING (claim_id) GROUP BY ALL
    ), counted AS (
        SELECT incident_id, list({'id': tally_id, 'outcome': outcome, 'population': population, 'who': who, 'low': low,
                                  'best': best, 'high': high, 'open': high_is_open, 'civilian_stated': civilian_stated,
                                  'rule': rule, 'n_claims': n_claims, 'n_independent': n_independent,
                                  'uses': coalesce(uses, []), 'history': coalesce(history, [])}
                                 ORDER BY list_position(?::VARCHAR[], outcome), list_position(?::VARCHAR[], population),
                                          who NULLS FIRST, tally_id) AS tallies
        FROM (FROM tallies SEMI JOIN wanted USING (incident_id))
        LEFT JOIN uses USING (tally_id) LEFT JOIN steps USING (tally_id) GROUP BY ALL
    ), clashes AS (
        SELECT x.incident_id, list({'kind': kind, 'detail': detail, 'choice': choice, 'rule': rule,
                                  'claims': [one.number, other.number]} ORDER BY kind, conflict_id) AS conflicts
        FROM conflicts x JOIN page_claims one ON one.claim_id = x.claim_id
        JOIN page_claims other ON other.claim_id = x.other_claim_id GROUP BY ALL
    )
    SELECT file, to_json({'id': incident_id, 'n_articles': n_articles, 'n_claimants': n_claimants,
                    'tallies': coalesce(tallies, []), 'claims': coalesce(claims, []),
                    'articles': coalesce(articles, []), 'conflicts': coalesce(conflicts, [])})::VARCHAR
    FROM (FROM rows SEMI JOIN wanted USING (incident_id))
    LEFT JOIN counted USING (incident_id) LEFT JOIN told USING (incident_id)
    LEFT JOIN reports USING (incident_id) LEFT JOIN clashes USING (incident_id)
    JOIN (SELECT incident_id, file FROM wanted) USING (incident_id)
    ORDER BY row
"""


@dataclass(frozen=True, slots=True)
class Laid:
    """In which files a release's details are: the first row of each, and its name."""

    first: list[int]
    names: list[str]

    def as_dict(self) -> dict[str, Any]:
        """For whoever reads it."""
        return {"first": self.first, "names": self.names}


def kept(connection: duckdb.DuckDBPyConnection, release: Path, before: Path, names: list[str]) -> dict[str, str]:
    """The files of the release before that hold what is told now too: the incidents of each → its name.

    ``names`` are the files of the release before, in their order; that its details differ only where the delta says so
    was proved when the release was published.
    """
    paths = {name: f"read_parquet({literal(release / 'delta' / f'{name}.parquet')})" for name in _IN_DELTA}
    connection.execute(_CHANGED.format(**paths))
    order = "row_number() OVER (ORDER BY date_from NULLS LAST, incident_id) - 1 AS row"
    rows = f"SELECT {order}, incident_id FROM read_parquet({literal(before / 'data' / 'incidents.parquet')})"
    connection.execute(_FILES.format(files="files_before", rows=rows))
    found = connection.execute(_OF_FILES.format(files="files_before")).fetchall()
    other = {
        file
        for (file,) in connection.execute(
            "SELECT file FROM files_before SEMI JOIN changed USING (incident_id)"
        ).fetchall()
    }
    return {held: name for (file, _, held), name in zip(found, names, strict=True) if file not in other}


def write(
    connection: duckdb.DuckDBPyConnection, build: Path, known: Mapping[str, str], advance: Callable[[int], None]
) -> Laid:
    """Write the details, as detail/NAME, in files of a few incidents in the order of the rows, less those ``known``."""
    folder = build / FOLDER
    folder.mkdir(exist_ok=True)
    connection.execute(_FILES.format(files="files", rows="SELECT row, incident_id FROM rows"))
    files = connection.execute(_OF_FILES.format(files="files")).fetchall()
    names = {file: known[held] for file, _, held in files if held in known and (folder / f"{known[held]}.js").exists()}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE wanted AS FROM files WHERE file NOT IN (SELECT unnest(?))", [list(names)]
    )
    connection.execute(_CLAIMS)
    order = [list(codes.TALLY_ROLE), list(codes.OUTCOME), list(codes.POPULATION)]
    cursor = connection.execute(_DETAILS, order)
    of_file: list[str] = []
    at = None
    while rows := cursor.fetchmany(1000):
        for file, told in rows:
            if file != at and of_file:
                names[at] = _write(folder, of_file)
                of_file = []
            at = file
            of_file.append(told)
        advance(len(rows))
    if of_file:
        names[at] = _write(folder, of_file)
    return Laid([row for _, row, _ in files], [names[file] for file, _, _ in files])


def _write(folder: Path, told: list[str]) -> str:
    """Write what some incidents open to, unless it is there, and return the name."""
    text = "[" + ",".join(told) + "]"
    name = hashlib.sha256(text.encode()).hexdigest()[:20]
    path = folder / f"{name}.js"
    if not path.exists():
        staged = folder / f".{name}.partial"
        scripts.write(staged, f"{FOLDER}/{name}", text)
        staged.rename(path)
    return name
