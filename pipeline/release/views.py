"""The views and macros of hasila.duckdb: the questions that are asked most, ready to be asked in one line of SQL.

Kept out: the tables (``pipeline.contracts``).
"""

from dataclasses import dataclass

import duckdb

from pipeline.contracts import codes
from pipeline.contracts.schema import quoted


@dataclass(frozen=True, slots=True)
class View:
    """A view (without ``arguments``) or macro: what a row of it is, and an example of its use."""

    name: str
    arguments: str | None
    meaning: str
    example: str
    sql: str
    scalar: bool = False

    def statement(self, temporary: bool = False) -> str:
        """The SQL that creates it, for as long as the connection lasts where ``temporary``."""
        create = "CREATE OR REPLACE TEMP" if temporary else "CREATE OR REPLACE"
        if self.arguments is None:
            return f"{create} VIEW {self.name} AS {self.sql}"
        return f"{create} MACRO {self.name}({self.arguments}) AS {'' if self.scalar else 'TABLE '}{self.sql}"

    def comment(self) -> str:
        """The SQL that puts its meaning beside it."""
        kind = "VIEW" if self.arguments is None else "MACRO" if self.scalar else "MACRO TABLE"
        return f"COMMENT ON {kind} {self.name} IS {quoted(self.meaning)}"


_ARABIC = "MAP {" + ", ".join(f"{quoted(en)}: {quoted(ar)}" for en, ar in codes.GOVERNORATE.items()) + "}"
_ROLES = "[" + ", ".join(quoted(role) for role in codes.TALLY_ROLE) + "]"

_VIEWS = (
    View(
        "folded",
        "name",
        "A name as names are compared: without case, accents, vowel signs, hyphens, or the spellings of Arabic.",
        "SELECT folded('إدلب') = folded('ادلب')",
        "translate(regexp_replace(lower(strip_accents(name)), '[\\p{Mn}ـ''’ʿʾ-]', '', 'g'), 'أإآٱىة', 'اااايه')",
        scalar=True,
    ),
    View(
        "tolls",
        None,
        "One row an incident and outcome: when, where, by what and whom, and low, best and high of everyone harmed.",
        "SELECT date_from, place_name_en, low, best, high FROM tolls WHERE outcome = 'killed' ORDER BY date_from",
        """SELECT i.incident_id, i.date_from, i.date_to, i.governorate, i.place_name_ar, i.place_name_en,
                  i.latitude, i.longitude, i.cause, i.alleged_perpetrators, i.grade,
                  t.outcome, t.low, t.best, t.high, t.high_is_open, t.tally_id
           FROM incidents i JOIN tallies t USING (incident_id) WHERE t.population = 'all' AND t.who IS NULL""",
    ),
    View(
        "toll",
        'place, "from" := NULL, "to" := NULL',
        "One row an outcome: the tolls of a governorate or place (in English or Arabic; NULL: everywhere) added up, "
        "over the incidents that began from one day to another (NULL: no bound). best adds up those that have one; "
        "without_best says how many have none.",
        "FROM toll('Aleppo', '2017-11-01', '2017-11-30')",
        f"""SELECT outcome, count(*) AS incidents, sum(low)::BIGINT AS low, sum(best)::BIGINT AS best,
                  sum(high)::BIGINT AS high, bool_or(high_is_open) AS high_is_open,
                  count(*) FILTER (best IS NULL) AS without_best
           FROM tolls
           WHERE (place IS NULL OR list_contains(list_transform([governorate, {_ARABIC}[governorate], place_name_en,
                  place_name_ar], lambda known: folded(known)), folded(place)))
             AND ("from" IS NULL OR date_from >= "from"::DATE) AND ("to" IS NULL OR date_from <= "to"::DATE)
           GROUP BY outcome ORDER BY outcome""",
    ),
    View(
        "explain",
        "tally",
        "One row a claim behind a tally (its id, or the beginning of it): what it does there, the quoted words, who "
        "says so, and where they stand.",
        "FROM explain('330694a2')",
        f"""SELECT tc.role, tc.rule, c.low, c.high, c.who, c.quote, c.source, c.source_text, a.outlet, a.published_on,
                  a.source_uri, a.url, a.archive_url, c.char_start, c.char_end, c.claim_id, tc.tally_id
           FROM tally_claims tc JOIN claims c USING (claim_id) JOIN articles a USING (article_id)
           WHERE starts_with(tc.tally_id, lower(tally))
           ORDER BY tc.tally_id, list_position({_ROLES}, tc.role), a.published_on NULLS LAST, c.claim_id""",
    ),
    View(
        "article_versions",
        None,
        "One row a version of an article that came in several: the one with the highest number (latest) counts, the "
        "others are kept.",
        "SELECT version, source_uri, published_on, text_sha256 FROM article_versions ORDER BY latest, version",
        """WITH RECURSIVE line AS (
               SELECT article_id AS latest, article_id, 0 AS back FROM articles
               WHERE replaced_by IS NULL AND article_id IN (SELECT replaced_by FROM articles)
               UNION ALL SELECT l.latest, a.article_id, l.back + 1
               FROM line l JOIN articles a ON a.replaced_by = l.article_id
           )
           SELECT latest, (max(back) OVER (PARTITION BY latest) - back + 1)::BIGINT AS version, article_id, external_id,
                  outlet, title, published_on, source_uri, url, archive_url, text_sha256
           FROM line JOIN articles USING (article_id)""",
    ),
    View(
        "by_policy",
        "policy",
        "One row a tally under a policy, with the figure that it goes by: 'most_likely' (best, as UCDP), "
        "'conservative' (low, as ACLED), 'inclusive' (the range alone, as Iraq Body Count), 'disinterested' (best, "
        "without anything that a party to the war says).",
        "FROM by_policy('conservative') WHERE outcome = 'killed' AND population = 'all' AND who IS NULL",
        """SELECT t.tally_id, t.incident_id, t.outcome, t.population, t.who,
                  CASE policy WHEN 'inclusive' THEN t.inclusive_low WHEN 'disinterested' THEN t.disinterested_low
                       ELSE t.low END AS low,
                  CASE policy WHEN 'conservative' THEN t.low WHEN 'inclusive' THEN NULL
                       WHEN 'disinterested' THEN t.disinterested_best ELSE t.best END AS figure,
                  CASE policy WHEN 'inclusive' THEN t.inclusive_high WHEN 'disinterested' THEN t.disinterested_high
                       ELSE t.high END AS high, t.high_is_open
           FROM tallies t
           WHERE CASE WHEN policy IN ('most_likely', 'conservative', 'inclusive') THEN true
                 WHEN policy = 'disinterested' THEN t.disinterested_low IS NOT NULL
                 ELSE error('no policy ' || policy || ': most_likely, conservative, inclusive, disinterested') END
           ORDER BY t.tally_id""",
    ),
)


def views() -> tuple[View, ...]:
    """All of them, those that others use before them."""
    return _VIEWS


def create(connection: duckdb.DuckDBPyConnection, temporary: bool = False) -> None:
    """Create them all beside the tables; ``temporary`` where the database cannot be written."""
    for view in views():
        connection.execute(view.statement(temporary))
        if not temporary:
            connection.execute(view.comment())
