"""The laws across tables: on which table, what it means, and the query for the rows that break it.

Kept out: running them (``laws``), and the references, which the contracts declare.
"""

import re
from dataclasses import dataclass

from checks.earlier import NAME
from checks.verdict import Severity
from pipeline.contracts import TABLES


@dataclass(frozen=True, slots=True)
class CrossLaw:
    """A law on a table: its id, what it means, the query for the rows that break it."""

    table: str
    id: str
    meaning: str
    sql: str
    severity: Severity = "error"

    @property
    def reads(self) -> tuple[str, ...]:
        """The tables that the query names, in the declared order."""
        return tuple(declared.name for declared in TABLES if declared.name in self.words | {self.table})

    @property
    def compares(self) -> bool:
        """Whether the query looks at the latest release too."""
        return NAME in self.words

    @property
    def words(self) -> set[str]:
        """The words of the query: tables and columns among them."""
        return set(re.findall(r"\w+", self.sql))


_WORDS_QUOTED = 25  # what a release may quote of a text that is not ours (DESIGN, release)


def _of_claims(role: str, bound: str, figure: str) -> str:
    """The tallies whose figure is not that of the claims in a role.

    It is one claim's bound, or their sum. Of a part of the people (a population, a class), and under a combined figure
    (K1), it may be less than that, where the whole leaves no more, and where some of the wounded died later (D1); never
    more, unless low itself is (L1 holds first).
    """
    exact = "t.population = 'all' AND t.who IS NULL AND NOT contains(t.rule, 'K1') AND NOT contains(t.rule, 'D1')"
    return f"""SELECT t.tally_id, t.rule, {figure}, alone, together FROM tallies t LEFT JOIN
               (SELECT m.tally_id, list({bound}) AS alone, sum({bound}) AS together FROM tally_claims m
                JOIN claims c USING (claim_id) WHERE m.role = '{role}' GROUP BY ALL) s USING (tally_id)
               WHERE {figure} IS NOT NULL AND NOT coalesce(
                   list_contains(alone, {figure}) OR {figure} = together OR {figure} = t.low AND '{role}' = 'high'
                   OR (NOT ({exact}) AND {figure} < together), false)"""


# fmt: off
LAWS: tuple[CrossLaw, ...] = (
    CrossLaw(
        "articles", "hash_of_text", "text_sha256 is the hash of the text",
        "SELECT article_id FROM articles WHERE sha256(text) <> text_sha256",
    ),
    CrossLaw(
        "articles", "family_has_head", "every article's family has its head among the articles",
        """SELECT article_id, syndication_id FROM articles
           ANTI JOIN (SELECT article_id AS syndication_id FROM articles WHERE is_family_head) USING (syndication_id)""",
    ),
    CrossLaw(
        "articles", "batch_accounted_for", "a batch that was taken in left articles, or reasons why it did not",
        """SELECT batch FROM made WHERE layer = 'articles' AND batch NOT IN (SELECT batch FROM articles)
           AND batch NOT IN (SELECT batch FROM rejected_articles)""",
        "warn",
    ),
    CrossLaw(
        "articles", "lost_with_cause",
        "an article of the latest release is gone only where its batch is gone, or changed, or is read by other code",
        """SELECT e.article_id, e.batch, e.source_uri FROM earlier.articles e
           JOIN earlier.made b ON b.layer = 'articles' AND b.batch = e.batch
           JOIN made m ON (m.layer, m.batch, m.inputs, m.code) = (b.layer, b.batch, b.inputs, b.code)
           WHERE e.article_id NOT IN (SELECT article_id FROM articles)""",
    ),
    CrossLaw(
        "sentences", "text_of_article", "a sentence is the article's text from char_start to char_end",
        """SELECT s.sentence_id, s.article_id, s.char_start FROM sentences s JOIN articles a USING (article_id)
           WHERE s.text <> substring(a.text, s.char_start + 1, s.char_end - s.char_start)""",
    ),
    CrossLaw(
        "sentences", "no_overlap", "a sentence begins where the one before has ended, or later",
        """SELECT sentence_id, article_id, char_start FROM
           (SELECT *, lag(char_end) OVER (PARTITION BY article_id ORDER BY char_start, char_end) AS before
            FROM sentences)
           WHERE char_start < before""",
    ),
    CrossLaw(
        "sentences", "ordinals_in_order", "ordinals count an article's sentences from 0 in text order",
        """SELECT sentence_id, article_id, ordinal FROM
           (SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY char_start) - 1 AS place FROM sentences)
           WHERE ordinal <> place""",
    ),
    CrossLaw(
        "sentences", "no_letter_outside", "no letter of an article lies outside its sentences",
        r"""SELECT article_id, before AS char_start, substring(text, before + 1, char_start - before) AS outside FROM
           (SELECT article_id, char_start,
                   coalesce(lag(char_end) OVER (PARTITION BY article_id ORDER BY char_start, char_end), 0) AS before
            FROM (SELECT article_id, char_start, char_end FROM sentences
                  UNION ALL SELECT article_id, length(text), length(text) FROM articles))
           JOIN articles USING (article_id) WHERE char_start > before AND regexp_matches(outside, '\p{L}')""",
    ),
    CrossLaw(
        "events", "inside_sentence", "an event lies in its sentence, and both in one article",
        """SELECT e.event_id, e.sentence_id FROM events e JOIN sentences s USING (sentence_id)
           WHERE e.article_id <> s.article_id OR e.char_start < s.char_start OR e.char_end > s.char_end""",
    ),
    CrossLaw(
        "events", "point_in_syria", "the point of a harm inside Syria lies in or next to Syria",
        """SELECT event_id, governorate, latitude, longitude FROM events WHERE governorate <> 'outside'
           AND NOT (latitude BETWEEN 32 AND 37.5 AND longitude BETWEEN 35.4 AND 42.6)""",
    ),
    CrossLaw(
        "claims", "quote_of_article", "a quote is the article's text from char_start to char_end",
        """SELECT c.claim_id, c.article_id, c.quote FROM claims c JOIN articles a USING (article_id)
           WHERE c.quote <> substring(a.text, c.char_start + 1, c.char_end - c.char_start)""",
    ),
    CrossLaw(
        "claims", "quote_in_sentence", "a quote begins in its sentence, and both are in one article",
        """SELECT c.claim_id, c.sentence_id FROM claims c JOIN sentences s USING (sentence_id)
           WHERE c.article_id <> s.article_id OR c.char_start < s.char_start OR c.char_start >= s.char_end""",
    ),
    CrossLaw(
        "claims", "quote_short", f"a quote has at most {_WORDS_QUOTED} words: articles are not ours to reprint",
        rf"""SELECT claim_id, quote FROM claims WHERE len(regexp_extract_all(quote, '\S+')) > {_WORDS_QUOTED}""",
    ),
    CrossLaw(
        "claims", "count_in_quote", "the words of the figure stand in the quote",
        "SELECT claim_id, count_text, quote FROM claims WHERE NOT contains(quote, count_text)",
    ),
    CrossLaw(
        "claims", "event_of_article", "a claim and its event are of one article",
        """SELECT c.claim_id, c.event_id FROM claims c JOIN events e USING (event_id)
           WHERE c.article_id <> e.article_id""",
    ),
    CrossLaw(
        "claims", "not_in_furniture", "menus and lists of headlines claim nothing",
        """SELECT c.claim_id, c.sentence_id FROM claims c JOIN sentences s USING (sentence_id)
           WHERE s.section = 'furniture'""",
    ),
    CrossLaw(
        "claims", "whole_of_article", "a part and its whole are of one article",
        """SELECT c.claim_id, c.part_of_claim_id FROM claims c JOIN claims w ON w.claim_id = c.part_of_claim_id
           WHERE c.article_id <> w.article_id""",
    ),
    CrossLaw(
        "claims", "parts_end", "following a part to its whole comes to an end",
        """WITH RECURSIVE wholes(claim_id, whole) AS (
               SELECT claim_id, part_of_claim_id FROM claims WHERE part_of_claim_id IS NOT NULL
               UNION SELECT w.claim_id, c.part_of_claim_id FROM wholes w JOIN claims c ON c.claim_id = w.whole
               WHERE c.part_of_claim_id IS NOT NULL)
           SELECT claim_id FROM wholes WHERE claim_id = whole
           AND claim_id NOT IN (SELECT claim_id FROM claims WHERE part_of_claim_id = claim_id)""",
    ),
    CrossLaw(
        "claims", "repeats_earlier", "a claim repeats an earlier one of its article, on the same outcome",
        """SELECT c.claim_id, c.repeats_claim_id FROM claims c JOIN claims f ON f.claim_id = c.repeats_claim_id
           WHERE c.claim_id <> f.claim_id
           AND (c.article_id <> f.article_id OR c.outcome <> f.outcome OR c.char_start < f.char_start)""",
    ),
    CrossLaw(
        "claims", "lost_with_cause",
        "a claim of the latest release is gone only where its article changed, or is read by other code",
        """SELECT e.claim_id, e.article_id FROM earlier.claims e JOIN earlier.articles was USING (article_id)
           JOIN articles a ON a.article_id = was.article_id AND a.published_on IS NOT DISTINCT FROM was.published_on
           AND a.title IS NOT DISTINCT FROM was.title AND a.replaced_by IS NULL
           JOIN earlier.made b ON b.layer = 'claims' AND b.batch = was.batch
           JOIN made m ON (m.layer, m.batch, m.code) = (b.layer, a.batch, b.code)
           WHERE e.claim_id NOT IN (SELECT claim_id FROM claims)""",
    ),
    CrossLaw(
        "incidents", "has_claims", "an incident has a claim that speaks of it",
        "SELECT incident_id FROM incidents WHERE incident_id NOT IN (SELECT incident_id FROM incident_claims)",
    ),
    CrossLaw(
        "incidents", "articles_counted", "n_articles and n_families count the articles of its claims",
        """SELECT i.incident_id, n_articles, n_families, articles, families FROM incidents i JOIN
           (SELECT m.incident_id, count(DISTINCT c.article_id) AS articles, count(DISTINCT a.syndication_id) AS families
            FROM incident_claims m JOIN claims c USING (claim_id) JOIN articles a USING (article_id) GROUP BY ALL) f
           USING (incident_id) WHERE n_articles <> articles OR n_families <> families""",
    ),
    CrossLaw(
        "incidents", "dates_of_claims",
        "an incident's dates lie within those of its events, or the month up to a report of it",
        """SELECT i.incident_id, i.date_from, i.date_to, first, last FROM incidents i JOIN
           (SELECT m.incident_id, min(least(e.date_from, e.date_to - 31, a.published_on - 31)) AS first,
                   max(greatest(e.date_to, a.published_on)) AS last
            FROM incident_claims m JOIN claims c USING (claim_id) JOIN events e USING (event_id)
            JOIN articles a ON a.article_id = c.article_id GROUP BY ALL) f
           USING (incident_id) WHERE i.date_from < first OR i.date_to > last
           OR (i.date_from IS NOT NULL AND first IS NULL AND last IS NULL)""",
    ),
    CrossLaw(
        "incidents", "point_in_syria", "the point of an incident inside Syria lies in or next to Syria",
        """SELECT incident_id, governorate, latitude, longitude FROM incidents WHERE governorate <> 'outside'
           AND NOT (latitude BETWEEN 32 AND 37.5 AND longitude BETWEEN 35.4 AND 42.6)""",
    ),
    CrossLaw(
        "incident_claims", "never_cumulative", "a cumulative figure never joins an incident (rule C1)",
        """SELECT m.claim_id, m.incident_id FROM incident_claims m JOIN claims c USING (claim_id)
           WHERE c.scope = 'cumulative'""",
    ),
    CrossLaw(
        "incident_claims", "every_claim_placed", "every claim about one harm has its incident",
        """SELECT claim_id FROM claims WHERE scope = 'incident'
           AND claim_id NOT IN (SELECT claim_id FROM incident_claims)""",
    ),
    CrossLaw(
        "incidents", "lost_with_tombstone", "an incident of the latest release that is gone says what became of it",
        """SELECT incident_id FROM earlier.incidents WHERE incident_id NOT IN (SELECT incident_id FROM incidents)
           AND incident_id NOT IN (SELECT incident_id FROM tombstones)""",
        "warn",
    ),
    CrossLaw(
        "tallies", "has_claims", "a tally can be walked back to claims",
        "SELECT tally_id FROM tallies WHERE tally_id NOT IN (SELECT tally_id FROM tally_claims)",
    ),
    CrossLaw(
        "tallies", "claims_counted", "n_claims counts the claims that bear on it",
        """SELECT tally_id, n_claims, claims_listed FROM tallies JOIN
           (SELECT tally_id, count(DISTINCT claim_id) AS claims_listed FROM tally_claims GROUP BY ALL) USING (tally_id)
           WHERE n_claims <> claims_listed""",
    ),
    CrossLaw(
        "tallies", "low_of_claims", "low is what the claims that set it state, alone or added up (rules L1, P1)",
        _of_claims("low", "coalesce(c.low, 0)", "t.low"),
    ),
    CrossLaw(
        "tallies", "best_of_claims", "best is what the claims that set it state, alone or added up (rules B1, P1)",
        _of_claims("best", "coalesce(c.low, c.high)", "t.best"),
    ),
    CrossLaw(
        "tallies", "high_of_claims",
        "high is what the claims that set it leave open, alone or added up (rules H1, P1, K1)",
        _of_claims("high", "coalesce(c.high, c.low)", "t.high"),
    ),
    CrossLaw(
        "tallies", "class_has_total", "a class has the total of its population beside it",
        """SELECT tally_id, who FROM (FROM tallies WHERE who IS NOT NULL)
           ANTI JOIN (FROM tallies WHERE who IS NULL) USING (incident_id, outcome, population)""",
        "warn",
    ),
    CrossLaw(
        "tallies", "one_total", "one tally for an incident, outcome, population and class",
        """SELECT incident_id, outcome, population, who, count(*) AS rows FROM tallies GROUP BY ALL
           HAVING count(*) > 1""",
    ),
    CrossLaw(
        "tallies", "part_within_whole", "a class, or a population, is not surely above its total (rule P1)",
        """SELECT p.tally_id, p.low, w.high FROM tallies p JOIN tallies w
           ON w.incident_id = p.incident_id AND w.outcome = p.outcome AND w.who IS NULL AND NOT w.high_is_open
           AND ((p.who IS NOT NULL AND w.population = p.population)
                OR (p.who IS NULL AND p.population <> 'all' AND w.population = 'all'))
           WHERE p.low > w.high""",
    ),
    CrossLaw(
        "tally_claims", "claims_of_incident", "a tally draws on claims of its own incident",
        """SELECT tally_id, claim_id FROM (SELECT tally_id, claim_id, incident_id FROM tally_claims
                                           JOIN tallies USING (tally_id))
           ANTI JOIN incident_claims USING (incident_id, claim_id)""",
    ),
    CrossLaw(
        "tally_history", "steps_in_order", "steps count from 0 without a gap",
        """SELECT tally_id, count(*) AS steps, max(step) AS last FROM tally_history GROUP BY ALL
           HAVING max(step) <> count(*) - 1""",
    ),
    CrossLaw(
        "tally_history", "ends_at_tally", "the last step of a history is the tally as it stands",
        """SELECT t.tally_id, t.low, t.best, t.high, h.low AS then_low, h.best AS then_best, h.high AS then_high
           FROM tallies t JOIN (SELECT * FROM tally_history QUALIFY row_number()
           OVER (PARTITION BY tally_id ORDER BY step DESC) = 1) h USING (tally_id)
           WHERE t.low <> h.low OR t.high <> h.high OR t.best IS DISTINCT FROM h.best""",
    ),
    CrossLaw(
        "period_tallies", "only_cumulative", "only a cumulative figure is compared with the sum of incidents (rule C1)",
        """SELECT p.claim_id FROM period_tallies p JOIN claims c USING (claim_id)
           WHERE c.scope <> 'cumulative' OR c.outcome <> p.outcome""",
    ),
    CrossLaw(
        "period_tallies", "every_period_shown",
        "every cumulative claim, or one it restates, has its comparison (rules C1, S1)",
        """WITH stated AS (SELECT claim_id, repeats_claim_id, (syndication_id, outcome, coalesce(low, -1)) AS figure
                           FROM claims JOIN articles USING (article_id) WHERE scope = 'cumulative')
           SELECT claim_id FROM stated WHERE repeats_claim_id IS NULL
           AND figure NOT IN (SELECT figure FROM stated WHERE claim_id IN (SELECT claim_id FROM period_tallies))""",
    ),
    CrossLaw(
        "conflicts", "claims_of_incident", "a conflict is between claims of its incident",
        """SELECT conflict_id, claim_id, other_claim_id FROM conflicts
           WHERE (incident_id, claim_id) NOT IN (SELECT (incident_id, claim_id) FROM incident_claims)
           OR (incident_id, other_claim_id) NOT IN (SELECT (incident_id, claim_id) FROM incident_claims)""",
    ),
    CrossLaw(
        "readings", "by_code_of_claims", "the annotated articles were read by the code that read the claims",
        """SELECT m.batch, m.code, r.code AS read_by FROM made m, (SELECT DISTINCT code FROM readings) r
           WHERE m.layer = 'claims' AND m.code <> r.code""",
    ),
)
# fmt: on
