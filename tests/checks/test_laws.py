"""The laws across tables: a sound world keeps all of them, and each is broken by an edit that breaks it alone.

Where one wrong row cannot but break two laws (an unknown article is no sentence's article either), both are named.
"""

from pathlib import Path

import duckdb
import pytest

from checks.beside import Beside
from checks.catalogue import EXPIRED, RECOMPUTED, REDERIVED, catalogue
from checks.examine import examine
from pipeline.release.history import Past

COPY_CLAIM = """
INSERT INTO claims SELECT * REPLACE ('c9' AS claim_id, {changes}) FROM claims WHERE claim_id = 'c6';
INSERT INTO incident_claims SELECT * REPLACE ('c9' AS claim_id) FROM incident_claims WHERE claim_id = 'c6'
"""
COPY_TALLY = "INSERT INTO tallies SELECT * REPLACE ('t9' AS tally_id, {changes}) FROM tallies WHERE tally_id = 't3';"
CLAIMS_OF_T9 = "INSERT INTO tally_claims SELECT * REPLACE ('t9' AS tally_id) FROM tally_claims WHERE tally_id = '{of}'"

# The law, what is done to the sound tables, and which other laws notice the same row.
BREAKS: dict[str, tuple[str, set[str]]] = {
    "articles.hash_of_text": ("UPDATE articles SET text_sha256 = 'beef' WHERE article_id = 'a1'", set()),
    "articles.family_has_head": (
        "UPDATE articles SET syndication_id = 'a9', is_family_head = false WHERE article_id = 'a1'", set(),
    ),
    "articles.replaced_by_known": ("UPDATE articles SET replaced_by = 'a9' WHERE article_id = 'quiet'", set()),
    "unread_articles.article_id_known": ("UPDATE unread_articles SET article_id = 'a9'", set()),
    "articles.batch_accounted_for": ("INSERT INTO made VALUES ('articles', 'b2', 'f2', 'k1')", set()),
    "articles.lost_with_cause": (
        """INSERT INTO made VALUES ('articles', 'b8', 'f8', 'k1');
           INSERT INTO rejected_articles VALUES ('b8/x.txt', 'b8', 'empty', 'no text', NULL)""",
        set(),
    ),
    "claims.lost_with_cause": (
        "UPDATE made SET code = 'k0' WHERE layer = 'claims'; UPDATE readings SET code = 'k0'", set(),
    ),
    "incidents.lost_with_tombstone": ("DELETE FROM tombstones", set()),
    "sentences.article_id_known": ("INSERT INTO sentences VALUES ('s9', 'a9', 0, 0, 2, 'body', 'قف')", set()),
    "sentences.text_of_article": (
        "UPDATE sentences SET text = reverse(text) WHERE sentence_id = 's-a2-0'", set(),
    ),
    "sentences.no_overlap": (
        "UPDATE sentences SET char_end = char_end + 2, text = text || chr(10) || 'ق' WHERE sentence_id = 's-a1-0'",
        set(),
    ),
    "sentences.ordinals_in_order": ("UPDATE sentences SET ordinal = 7 WHERE sentence_id = 's-a1-3'", set()),
    "sentences.no_letter_outside": (
        "INSERT INTO articles SELECT * REPLACE ('a9' AS article_id, 'a9' AS syndication_id) FROM articles LIMIT 1",
        set(),
    ),
    "events.article_id_known": (
        "INSERT INTO events SELECT * REPLACE ('e9' AS event_id, 'a9' AS article_id) FROM events WHERE event_id = 'e4'",
        {"events.inside_sentence"},
    ),
    "events.sentence_id_known": (
        "INSERT INTO events SELECT * REPLACE ('e9' AS event_id, 's9' AS sentence_id) FROM events WHERE event_id = 'e4'",
        set(),
    ),
    "events.inside_sentence": ("UPDATE events SET char_end = char_end + 40 WHERE event_id = 'e4'", set()),
    "events.point_in_syria": ("UPDATE events SET latitude = 14.1 WHERE event_id = 'e4'", set()),
    "claims.event_id_known": ("UPDATE claims SET event_id = 'e9' WHERE claim_id = 'c5'", set()),
    "claims.article_id_known": (
        COPY_CLAIM.format(changes="'a9' AS article_id"),
        {"claims.quote_in_sentence", "claims.event_of_article"},
    ),
    "claims.sentence_id_known": ("UPDATE claims SET sentence_id = 's9' WHERE claim_id = 'c5'", set()),
    "claims.part_of_claim_id_known": ("UPDATE claims SET part_of_claim_id = 'c9' WHERE claim_id = 'c2'", set()),
    "claims.repeats_claim_id_known": ("UPDATE claims SET repeats_claim_id = 'c9' WHERE claim_id = 'c1'", set()),
    "claims.quote_of_article": ("UPDATE claims SET quote = '56 قتيلا', count_text = '56' WHERE claim_id = 'c6'", set()),
    "claims.quote_in_sentence": ("UPDATE claims SET sentence_id = 's-a1-1' WHERE claim_id = 'c4'", set()),
    "claims.quote_short": (
        """UPDATE articles SET text = text || repeat(' ثم', 30), text_sha256 = sha256(text || repeat(' ثم', 30)),
               n_chars = n_chars + 90 WHERE article_id = 'a2';
           UPDATE sentences SET text = text || repeat(' ثم', 30), char_end = char_end + 90 WHERE article_id = 'a2';
           UPDATE claims SET
               quote = (SELECT substring(text, claims.char_start + 1) FROM articles WHERE article_id = 'a2'),
               char_end = (SELECT n_chars FROM articles WHERE article_id = 'a2') WHERE claim_id = 'c6'""",
        set(),
    ),
    "claims.count_in_quote": ("UPDATE claims SET count_text = 'خمسة وستون' WHERE claim_id = 'c6'", set()),
    "claims.event_of_article": ("UPDATE claims SET event_id = 'e2' WHERE claim_id = 'c6'", set()),
    "claims.not_in_furniture": ("UPDATE sentences SET section = 'furniture' WHERE sentence_id = 's-a2-0'", set()),
    "claims.whole_of_article": ("UPDATE claims SET part_of_claim_id = 'c1' WHERE claim_id = 'c6'", set()),
    "claims.parts_end": ("UPDATE claims SET part_of_claim_id = 'c2' WHERE claim_id = 'c1'", set()),
    "claims.repeats_earlier": ("UPDATE claims SET repeats_claim_id = 'c3' WHERE claim_id = 'c1'", set()),
    "incidents.has_claims": (
        "INSERT INTO incidents SELECT * REPLACE ('i9' AS incident_id) FROM incidents", set(),
    ),
    "incidents.articles_counted": ("UPDATE incidents SET n_families = 1", set()),
    "incidents.dates_of_claims": ("UPDATE incidents SET date_to = DATE '2018-01-01'", set()),
    "incidents.point_in_syria": ("UPDATE incidents SET longitude = 2.3", set()),
    "incident_claims.incident_id_known": (
        "UPDATE incident_claims SET incident_id = 'i9' WHERE claim_id = 'c0'", {"tally_claims.claims_of_incident"},
    ),
    "incident_claims.claim_id_known": ("INSERT INTO incident_claims VALUES ('i1', 'c9', 'same place', 0.5)", set()),
    "incident_claims.never_cumulative": ("INSERT INTO incident_claims VALUES ('i1', 'c5', 'same place', 0.5)", set()),
    "incident_claims.every_claim_placed": (
        "INSERT INTO claims SELECT * REPLACE ('c9' AS claim_id) FROM claims WHERE claim_id = 'c6'", set(),
    ),
    "corrections.claim_id_known": ("UPDATE corrections SET claim_id = 'c9'", set()),
    "corrections.incident_id_known": ("UPDATE corrections SET incident_id = 'i9'", set()),
    "tallies.incident_id_known": (
        COPY_TALLY.format(changes="'i9' AS incident_id, NULL AS who") + CLAIMS_OF_T9.format(of="t3"),
        {"tally_claims.claims_of_incident"},
    ),
    "tallies.has_claims": (
        COPY_TALLY.format(changes="'woman' AS who"),
        {"tallies.low_of_claims", "tallies.best_of_claims", "tallies.high_of_claims"},
    ),
    "tallies.claims_counted": ("UPDATE tallies SET n_claims = 9 WHERE tally_id = 't3'", set()),
    "tallies.low_of_claims": ("UPDATE tallies SET low = 60 WHERE tally_id = 't1'", {"tally_history.ends_at_tally"}),
    "tallies.best_of_claims": ("UPDATE tallies SET best = 102 WHERE tally_id = 't4'", set()),
    "tallies.high_of_claims": ("UPDATE tallies SET high = 6 WHERE tally_id = 't3'", set()),
    "tallies.class_has_total": (
        COPY_TALLY.format(changes="'missing' AS outcome") + CLAIMS_OF_T9.format(of="t3"), set(),
    ),
    "tallies.one_total": (COPY_TALLY.format(changes="5 AS low") + CLAIMS_OF_T9.format(of="t3"), set()),
    "tallies.part_within_whole": (
        """UPDATE claims SET low = 70, high = 70 WHERE claim_id = 'c2';
           UPDATE tallies SET low = 70, best = 70, high = 70 WHERE tally_id = 't3'""",
        set(),
    ),
    "tally_claims.tally_id_known": ("INSERT INTO tally_claims VALUES ('t9', 'c6', 'within', 'L1')", set()),
    "tally_claims.claim_id_known": (
        "UPDATE tally_claims SET claim_id = 'c9' WHERE tally_id = 't1' AND claim_id = 'c0'",
        {"tally_claims.claims_of_incident"},
    ),
    "tally_claims.claims_of_incident": (
        "UPDATE tally_claims SET claim_id = 'c5' WHERE tally_id = 't1' AND claim_id = 'c0'", set(),
    ),
    "tally_history.tally_id_known": (
        "INSERT INTO tally_history SELECT * REPLACE ('t9' AS tally_id) FROM tally_history WHERE step = 0", set(),
    ),
    "tally_history.claim_id_known": ("UPDATE tally_history SET claim_id = 'c9' WHERE step = 0", set()),
    "tally_history.steps_in_order": ("UPDATE tally_history SET step = 5 WHERE step = 2", set()),
    "tally_history.ends_at_tally": ("UPDATE tally_history SET high = 66 WHERE step = 2", set()),
    "period_tallies.claim_id_known": (
        "INSERT INTO period_tallies SELECT * REPLACE ('c9' AS claim_id) FROM period_tallies", set(),
    ),
    "period_tallies.only_cumulative": (
        "INSERT INTO period_tallies SELECT * REPLACE ('c6' AS claim_id) FROM period_tallies", set(),
    ),
    "period_tallies.every_period_shown": ("DELETE FROM period_tallies", set()),
    "conflicts.incident_id_known": (
        "UPDATE conflicts SET incident_id = 'i9'", {"conflicts.claims_of_incident"},
    ),
    "conflicts.claim_id_known": ("UPDATE conflicts SET claim_id = 'c9'", {"conflicts.claims_of_incident"}),
    "conflicts.other_claim_id_known": ("UPDATE conflicts SET other_claim_id = 'c9'", {"conflicts.claims_of_incident"}),
    "conflicts.claims_of_incident": ("UPDATE conflicts SET other_claim_id = 'c5'", set()),
    "readings.by_code_of_claims": ("UPDATE made SET code = 'k2' WHERE layer = 'claims'", set()),
    f"metrics.{RECOMPUTED}": ("UPDATE metrics SET value = value + 1 WHERE scope = 'articles'", set()),
}  # fmt: skip
LAWS = [check for check in catalogue() if check.kind in ("law", "figures") and check.id not in (EXPIRED, REDERIVED)]


def failing(connection: duckdb.DuckDBPyConnection, before: Path) -> set[str]:
    """The laws that the tables break, beside the release of before."""
    beside = Beside(Past("2026.11.1", folder=before))
    found = [finding for finding in examine(connection, LAWS, beside) if not finding.verdict.passed]
    return {f"{finding.check.table}.{finding.check.id}" for finding in found}


def test_a_sound_world_keeps_every_law(sound: duckdb.DuckDBPyConnection, before: Path) -> None:
    assert failing(sound, before) == set()


def test_every_law_has_an_edit_that_breaks_it() -> None:
    assert {f"{law.table}.{law.id}" for law in LAWS} == BREAKS.keys()


@pytest.mark.parametrize("law", BREAKS)
def test_each_law_is_broken_alone(law: str, sound: duckdb.DuckDBPyConnection, before: Path) -> None:
    edit, also = BREAKS[law]
    sound.execute(edit)
    found = failing(sound, before)
    assert law in found
    assert found - {f"metrics.{RECOMPUTED}"} <= {law, *also}  # an edit may well leave the metrics behind


def test_a_finding_names_the_rows_and_the_tables_it_judged(sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute("UPDATE claims SET event_id = 'e9' WHERE claim_id = 'c5'")
    (check,) = (law for law in LAWS if (law.table, law.id) == ("claims", "event_id_known"))
    (finding,) = examine(sound, [check], Beside())
    assert "`claim_id=c5, event_id=e9`" in finding.verdict.markdown
    assert finding.judged.keys() == {"claims", "events"}


@pytest.mark.parametrize(
    "edit",
    [
        "DELETE FROM sentences WHERE article_id = 'a1' AND ordinal = 0",
        "DELETE FROM sentences WHERE article_id = 'a1' AND ordinal = 1",
        "DELETE FROM sentences WHERE article_id = 'a1' AND ordinal = (SELECT max(ordinal) FROM sentences)",
        "UPDATE sentences SET char_end = char_end - 2 WHERE article_id = 'a1' AND ordinal = 1",
        "DELETE FROM sentences WHERE article_id = 'a1'",
    ],
    ids=["before", "between", "after", "cut", "all"],
)
def test_a_letter_outside_is_noticed_wherever_it_is(edit: str, sound: duckdb.DuckDBPyConnection, before: Path) -> None:
    sound.execute(edit)
    assert "sentences.no_letter_outside" in failing(sound, before)
