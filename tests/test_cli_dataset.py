"""What the commands show of a dataset: figures walked down to sentences, answers to SQL, releases."""

import csv
import functools
import io
import json
import shutil
import sys
import unicodedata
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from pipeline.cli import main
from pipeline.commands.console import clean, isolated
from pipeline.contracts import frame, table
from pipeline.project import Home
from pipeline.warehouse import Warehouse

# "The Atareb media centre said that sixty people were killed", "the Civil Defence recovered 53 bodies"
CENTRE = "وقال مركز الأتارب الإعلامي إن القصف أوقع ستين قتيلا وأكثر من مائة مصاب."
RESCUERS = "وانتشل الدفاع المدني ثلاث وخمسين جثة\x1b[2J من تحت الأنقاض."
TEXT = f"{CENTRE}\n{RESCUERS}"
OLD = "a900000000000000"
A, S1, S2 = "a000000000000000", "5100000000000000", "5200000000000000"
E1, E2 = "e100000000000000", "e200000000000000"
SIXTY, HUNDRED, BODIES = "c600000000000000", "c100000000000000", "c530000000000000"
ATAREB, BAB = "1a00000000000000", "1b00000000000000"
KILLED, INJURED = "7a00000000000000", "7b00000000000000"


def row(name: str, **values: Any) -> dict[str, Any]:
    assert not values.keys() - set(table(name).names)
    return dict.fromkeys(table(name).names) | values


def span(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"char_start": start, "char_end": start + len(quote), "quote": quote}


def claim(claim_id: str, quote: str, **values: Any) -> dict[str, Any]:
    first = quote in CENTRE
    of = {"claim_id": claim_id, "article_id": A, "event_id": E1 if first else E2, "sentence_id": S1 if first else S2}
    read = {"who": "person", "scope": "incident", "status": "current", "rule": "counted-noun", "confidence": 0.9}
    return row("claims", **of, **span(quote), **read, **values)


def event(event_id: str, sentence_id: str, sentence: str) -> dict[str, Any]:
    start = TEXT.index(sentence)
    known = {"cause": ["airstrike"], "actors": ["russia"], "place_text": "الأتارب", "date_basis": "inherited"}
    at = {"article_id": A, "sentence_id": sentence_id, "char_start": start, "char_end": start + len(sentence)}
    return row("events", event_id=event_id, **at, **known)


def sentence(sentence_id: str, ordinal: int, text: str) -> dict[str, Any]:
    start = TEXT.index(text)
    at = {"char_start": start, "char_end": start + len(text)}
    return row("sentences", sentence_id=sentence_id, article_id=A, ordinal=ordinal, section="body", text=text, **at)


def incident(incident_id: str, english: str, arabic: str, day: date) -> dict[str, Any]:
    where = {"governorate": "Aleppo", "place_name_ar": arabic, "place_name_en": english}
    counts = {"n_articles": 1, "n_families": 1, "n_claimants": 2}
    what = {"cause": ["airstrike"], "alleged_perpetrators": ["russia"], "grade": "fair"}
    return row(
        "incidents", incident_id=incident_id, date_from=day, date_to=day, date_precision=1, **where, **what, **counts
    )


def tally(tally_id: str, outcome: str, low: int, best: int, high: int, rule: str) -> dict[str, Any]:
    figure = {"low": low, "best": best, "high": high, "high_is_open": outcome == "injured", "civilian_stated": 0}
    about = {"incident_id": ATAREB, "outcome": outcome, "population": "all", "rule": rule}
    return row("tallies", tally_id=tally_id, n_claims=2, n_independent=2, disagreement=0.1, **about, **figure)


ROWS: dict[str, list[dict[str, Any]]] = {
    "articles": [
        row(
            "articles", article_id=A, external_id="000", batch="seeds", source_uri="seeds/articles/000.txt",
            url="https://news.example/\x1b[2J7",
            archive_url="https://archive.example/7", published_on=date(2017, 11, 14), published_basis="inferred",
            text=TEXT, text_sha256="", n_chars=len(TEXT),
            syndication_id=A, is_family_head=True,
        ),
        row(
            "articles", article_id=OLD, external_id="000", batch="seeds", source_uri="drop/000\x1b[2J.txt",
            published_basis="unknown", text="", text_sha256="", n_chars=0, syndication_id=OLD, is_family_head=True,
            replaced_by=A,
        ),
    ],
    "sentences": [sentence(S1, 0, CENTRE), sentence(S2, 1, RESCUERS)],
    "events": [event(E1, S1, CENTRE), event(E2, S2, RESCUERS)],
    "claims": [
        claim(SIXTY, "ستين قتيلا", outcome="killed", modality="exact", count_text="ستين", low=60, high=60,
              source="local_media", source_text="مركز الأتارب الإعلامي"),
        claim(HUNDRED, "أكثر من مائة مصاب", outcome="injured", modality="more_than", low=101,
              source="local_media", source_text="مركز الأتارب الإعلامي"),
        claim(BODIES, "ثلاث وخمسين جثة", outcome="killed", modality="exact", low=53, high=53,
              source="civil_defence", source_text="الدفاع المدني"),
    ],
    "incidents": [
        incident(ATAREB, "Al-Atarib", "الأتارب", date(2017, 11, 13)),
        incident(BAB, "Al-Bab", "الباب", date(2016, 11, 24)),
    ],
    "incident_claims": [
        row("incident_claims", incident_id=ATAREB, claim_id=one, reason="same place and day", score=0.9)
        for one in (SIXTY, HUNDRED, BODIES)
    ],
    "corrections": [
        row("corrections", correction_id="one-market", claim_id=BODIES, incident_id=ATAREB, action="merge",
            reason="both speak of the market", author="a recorder", made_on=date(2026, 11, 22))
    ],
    "tallies": [tally(KILLED, "killed", 53, 60, 60, "L1 B1 H1"), tally(INJURED, "injured", 101, 101, 101, "L1 B1 H1")],
    "tally_claims": [
        row("tally_claims", tally_id=KILLED, claim_id=SIXTY, role="best", rule="B1"),
        row("tally_claims", tally_id=KILLED, claim_id=SIXTY, role="high", rule="H1"),
        row("tally_claims", tally_id=KILLED, claim_id=BODIES, role="low", rule="L1"),
        row("tally_claims", tally_id=INJURED, claim_id=HUNDRED, role="best", rule="B1"),
    ],
    "tally_history": [
        row("tally_history", tally_id=KILLED, step=0, claim_id=SIXTY, low=60, best=60, high=60),
        row("tally_history", tally_id=KILLED, step=1, claim_id=BODIES, low=53, best=60, high=60),
    ],
    "conflicts": [
        row("conflicts", conflict_id="f0", incident_id=ATAREB, claim_id=SIXTY, other_claim_id=BODIES, kind="count",
            detail="60 and 53 killed", choice="the better graded claimant sets best", rule="B1")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("home"))
    warehouse = Warehouse(home.warehouse)
    with warehouse.transaction() as write:
        for name, rows in ROWS.items():
            write.append(name, frame(table(name), rows))
    warehouse.copy_to(home.readable)
    return home


def hasila(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "--home", str(home.root), *arguments[1:]])


def flat(text: str) -> str:
    return " ".join(text.split())


def test_an_incident_is_walked_down_to_its_quoted_sentences(home: Home) -> None:
    shown = hasila(home, "explain", ATAREB)
    said = flat(shown.output)
    assert shown.exit_code == 0
    assert "Al-Atarib · الأتارب · Aleppo" in said and "2017-11-13" in said
    assert "60 killed, person (exact) · a local media centre, network or channel «مركز الأتارب الإعلامي»" in said
    assert "53 killed, person (exact) · Syria Civil Defence (White Helmets) «الدفاع المدني»" in said
    assert "at least 101 injured" in said
    assert "إن القصف أوقع ⟦ستين قتيلا⟧ وأكثر من مائة مصاب." in said
    assert "in the tally of killed (all): best by B1, high by H1" in said
    assert "in the tally of killed (all): low by L1" in said
    assert "seeds/articles/000.txt" in said and "published 2017-11-14 (inferred)" in said
    assert "Conflict: 60 and 53 killed. the better graded claimant sets best (B1)" in said


def test_an_account_names_where_its_articles_stand_and_are_kept(home: Home) -> None:
    said = flat(hasila(home, "explain", ATAREB).output)
    assert "https://news.example/[2J7 · archived at https://archive.example/7" in said
    (told, *_) = csv.DictReader(io.StringIO(hasila(home, "explain", KILLED, "--format", "csv").output))
    assert told["archive_url"] == "https://archive.example/7"


@pytest.mark.parametrize("arguments", [("explain", ATAREB), ("query", "select 1")])
def test_a_dataset_of_other_columns_is_to_be_made_again(home: Home, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shutil.copy(home.readable, tmp_path / "hasila.duckdb")
    with duckdb.connect(str(tmp_path / "hasila.duckdb")) as other:
        other.execute("ALTER TABLE articles DROP COLUMN url")
    shown = hasila(Home.at(tmp_path), *arguments)
    assert shown.exit_code == 2 and "another version" in shown.output and "hasila run" in shown.output


def test_the_versions_of_an_article_are_told(home: Home) -> None:
    said = flat(hasila(home, "explain", KILLED).output)
    assert "came in the place of an earlier version, which is kept: drop/000[2J.txt" in said
    asked = hasila(
        home, "query", "--format", "json", "select version, article_id, latest from article_versions order by 1"
    )
    assert [tuple(one.values()) for one in json.loads(asked.output)] == [(1, OLD, A), (2, A, A)]


def test_a_tally_is_walked_down_to_the_claims_that_set_it(home: Home) -> None:
    said = flat(hasila(home, "explain", KILLED).output)
    assert "L1 B1 H1" in said and "⟦ستين قتيلا⟧" in said and "⟦ثلاث وخمسين جثة⟧" in said
    assert "مائة مصاب⟧" not in said
    assert "As it stood" in said


def test_a_claim_is_shown_with_what_it_does_for_which_tally(home: Home) -> None:
    said = flat(hasila(home, "explain", BODIES).output)
    assert "⟦ثلاث وخمسين جثة⟧" in said and "in the tally of killed (all): low by L1" in said and "⟦ستين" not in said
    assert f"characters {TEXT.index('ثلاث')}–" in said


@pytest.mark.parametrize("thing", [ATAREB, KILLED, BODIES], ids=["incident", "tally", "claim"])
def test_what_a_person_corrected_is_told(home: Home, thing: str) -> None:
    said = flat(hasila(home, "explain", thing).output)
    assert "Corrected by a person, one-market: merge (the incidents of these claims are one)" in said
    assert f"both speak of the market. a recorder, 2026-11-22; claims {BODIES}" in said


@pytest.mark.parametrize("words", ["Atareb", "atarib", "الأتارب", "اتارب", "Al-Atarib 2017-11-13", "1a00"])
def test_one_incident_is_found_by_name_day_or_the_beginning_of_its_id(home: Home, words: str) -> None:
    shown = hasila(home, "explain", *words.split())
    assert (shown.exit_code, "⟦ستين قتيلا⟧" in flat(shown.output)) == (0, True)


@pytest.mark.parametrize("words", ["Aleppo", "حلب"])
def test_several_incidents_are_listed(home: Home, words: str) -> None:
    shown = hasila(home, "explain", words)
    assert shown.exit_code == 0
    assert ATAREB in shown.output and BAB in shown.output and "53 / 60 / 60" in shown.output


@pytest.mark.parametrize(
    ("words", "said"), [("0000dead", "Nothing has the id"), ("zz", "Nothing"), ("Mars", "hasila query")]
)
def test_what_is_not_there_is_an_input_error(home: Home, words: str, said: str) -> None:
    shown = hasila(home, "explain", words)
    assert (shown.exit_code, said in shown.output) == (2, True)


def test_an_ambiguous_id_lists_what_it_begins(home: Home, tmp_path: Path) -> None:
    shutil.copy(home.readable, tmp_path / "hasila.duckdb")
    with duckdb.connect(str(tmp_path / "hasila.duckdb")) as other:
        other.execute(f"UPDATE incidents SET incident_id = '1a00ffff00000000' WHERE incident_id = '{BAB}'")
    shown = hasila(Home.at(tmp_path), "explain", "1a00")
    assert shown.exit_code == 2
    assert ATAREB in shown.output and "1a00ffff00000000" in shown.output


@pytest.mark.parametrize("arguments", [("explain", ATAREB), ("query", "select text from articles")])
def test_article_text_cannot_steer_the_terminal(home: Home, arguments: tuple[str, ...]) -> None:
    assert "\x1b" not in hasila(home, *arguments).output


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قتل\x1b[31m 5", "قتل[31m 5"),
        ("5\u202e قتلى", "5 قتلى"),
        ("أ\r\nب\tج", "أ ب ج"),
        ("\x9b2Jقتل\x07", "2Jقتل"),
        ("می\u200cشود", "می\u200cشود"),
    ],
)
def test_text_is_cleaned_of_what_moves_cursors_and_turns_figures(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_sql_is_answered_as_a_table_json_or_csv(home: Home) -> None:
    sql = "select outcome, low, best, high from tallies order by outcome desc"
    assert "killed" in hasila(home, "query", sql).output
    rows = json.loads(hasila(home, "query", sql, "--format", "json").output)
    assert rows[0] == {"outcome": "killed", "low": 53, "best": 60, "high": 60}
    read = list(
        csv.reader(io.StringIO(hasila(home, "query", "--format", "csv", "select cause, grade from incidents").output))
    )
    assert read[:2] == [["cause", "grade"], ['["airstrike"]', "fair"]]


@pytest.mark.parametrize("sql", ["", " ; ", "/* tallies */"])
def test_an_empty_query_is_told(home: Home, sql: str) -> None:
    asked = hasila(home, "query", sql)
    assert asked.exit_code == 2 and "The query is empty" in asked.output


@pytest.mark.parametrize(
    ("text", "in_csv"),
    [
        ("\x1b[2J", "[2J"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\u202e =1+1", "'\u202e =1+1"),
        ("\x00\x9b@SUM(A1)", "'@SUM(A1)"),
        ("'said", "''said"),
        ("-5", "'-5"),
        ("قتل 5", "قتل 5"),
        ("\U000e0041x", "\U000e0041x"),
    ],
)
def test_an_export_runs_nothing_in_a_spreadsheet_or_terminal(home: Home, text: str, in_csv: str) -> None:
    sql = "select " + " || ".join(f"chr({ord(char)})" for char in text) + " as quote, -5 as number"
    read = list(csv.reader(io.StringIO(hasila(home, "query", "--format", "csv", sql).output)))
    assert read == [["quote", "number"], [in_csv, "-5"]]
    as_json = hasila(home, "query", "--format", "json", sql).output
    assert json.loads(as_json) == [{"quote": text, "number": -5}]  # which loses nothing
    assert not any(unicodedata.category(char).startswith("C") for char in as_json if char != "\n")


def test_an_account_is_given_as_json_and_its_claims_as_csv(home: Home) -> None:
    told = json.loads(hasila(home, "explain", KILLED, "--format", "json").output)
    assert told["incident"]["incident_id"] == ATAREB
    assert [tally["tally_id"] for tally in told["tallies"]] == [KILLED]
    assert {one["claim"]["claim_id"]: [role["role"] for role in one["roles"]] for one in told["statements"]} == {
        SIXTY: ["best", "high"], BODIES: ["low"]
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(hasila(home, "explain", KILLED, "--format", "csv").output)))
    assert {row["quote"]: row["does"] for row in rows} == {
        "ستين قتيلا": "killed (all): best by B1, high by H1", "ثلاث وخمسين جثة": "killed (all): low by L1"
    }  # fmt: skip
    listed = json.loads(hasila(home, "explain", "Aleppo", "--format", "json").output)
    assert {row["incident_id"] for row in listed} == {ATAREB, BAB}


def test_what_is_too_wide_for_the_terminal_is_shown_a_row_below_the_other(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "select * from tallies order by tally_id"
    narrow = functools.partial(Console, width=60, markup=False, highlight=False)
    monkeypatch.setattr("pipeline.commands.forms.console", lambda: narrow(file=sys.stdout))
    lines = hasila(home, "query", sql).output.splitlines()
    assert lines[0] == "row 1" and max(map(len, lines)) <= 60
    assert [line.split() for line in lines[1:9] if "low" in line] == [["low", "53"]]
    assert hasila(home, "query", "select low from tallies limit 1").output.splitlines()[0] == "┏━━━━━┓"


def test_arabic_is_set_apart_in_a_terminal_and_as_it_is_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolated("الأتارب 53") == "الأتارب 53"
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    assert isolated("الأتارب 53") == "\u2068الأتارب 53\u2069"
    assert isolated("Atarib 53") == "Atarib 53"


def test_the_home_may_stand_before_the_command(home: Home) -> None:
    shown = CliRunner().invoke(main, ["--home", str(home.root), "query", "select count(*) as n from tallies"])
    assert shown.exit_code == 0 and str(len(ROWS["tallies"])) in shown.output
    other = CliRunner().invoke(main, ["--home", "/nowhere", "query", "--home", str(home.root), "select 1"])
    assert other.exit_code == 0


def test_the_macros_of_a_release_are_there(home: Home) -> None:
    rows = json.loads(hasila(home, "query", "--format", "json", "from toll('الأتارب') where outcome = 'killed'").output)
    assert [(row["low"], row["best"], row["high"]) for row in rows] == [(53, 60, 60)]


def test_no_rows_are_still_json(home: Home) -> None:
    assert json.loads(hasila(home, "query", "--format", "json", "select 1 where false").output) == []


@pytest.mark.parametrize(
    "sql",
    [
        "delete from tallies",
        "create table x (a int)",
        "copy tallies to 'x.csv'",
        "select * from read_text('/etc/hostname')",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "selec 1",
        "select nothing from tallies",
    ],
)
def test_a_query_changes_nothing_and_reads_no_other_file(home: Home, sql: str) -> None:
    before = home.readable.read_bytes()
    asked = hasila(home, "query", sql)
    assert asked.exit_code == 2
    assert "could not be run" in asked.output and "tally_claims" in asked.output
    assert home.readable.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "select 1"), "hasila run"),
        (("explain", "Atareb"), "hasila run"),
        (("releases",), "hasila run"),
        (("verify", "2026.11.1"), "hasila run"),
    ],
)
def test_before_the_first_run_each_command_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    asked = hasila(Home.at(tmp_path), *arguments)
    assert (asked.exit_code, said in asked.output) == (2, True)


def test_a_dataset_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "hasila.duckdb").write_bytes(b"no database")
    asked = hasila(Home.at(tmp_path), "query", "select 1")
    assert asked.exit_code == 2 and "cannot be opened" in asked.output


def published(tmp_path: Path, index: str) -> Home:
    home = Home.at(tmp_path)
    (home.releases / "2026.11.1").mkdir(parents=True)
    (home.releases / "index.json").write_text(index, encoding="utf-8")
    return home


INDEX = json.dumps(
    {
        "schema_version": "1", "latest": "2026.11.1", "candidate": None, "withdrawn": [],
        "versions": [
            {"version": "2026.11.1", "content_id": "ab" * 32, "published_on": "2026-11-22", "manifest_sha256": "cd"}
        ],
    }
)  # fmt: skip


def test_releases_are_listed(tmp_path: Path) -> None:
    listed = hasila(published(tmp_path, INDEX), "releases")
    assert listed.exit_code == 0
    assert "2026.11.1" in listed.output and "2026-11-22" in listed.output and "abababab" in listed.output


def test_a_broken_index_is_an_input_error(tmp_path: Path) -> None:
    listed = hasila(published(tmp_path, "{"), "releases")
    assert listed.exit_code == 2 and "index.json" in listed.output


@pytest.mark.parametrize("version", ["2026.11.1", "latest"])
def test_an_unsound_release_is_refused(tmp_path: Path, version: str) -> None:
    checked = hasila(published(tmp_path, INDEX), "verify", version)
    assert checked.exit_code == 1 and "SHA256SUMS" in checked.output


@pytest.mark.parametrize("version", ["2026.11.2", "../..", "\x1b[2J"])
def test_a_version_that_is_not_published_is_an_input_error(tmp_path: Path, version: str) -> None:
    checked = hasila(published(tmp_path, INDEX), "verify", version)
    assert checked.exit_code == 2 and "there are 2026.11.1" in checked.output and "\x1b" not in checked.output
