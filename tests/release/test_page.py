"""The page: made from the releases alone, the same bytes for the same ones, whole or not at all, no text unescaped."""

import hashlib
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.contracts import codes
from pipeline.release import Candidate, page, publish
from pipeline.release.page import details, site
from pipeline.release.reading import NoReleaseError
from pipeline.release.standing import prune, withdraw

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\u202e=cmd"
WORDS = {
    name: json.loads((site.ASSETS / "words" / f"{name}.json").read_text(encoding="utf-8")) for name in ("en", "ar")
}


def publish_in(releases: Path, connection: duckdb.DuckDBPyConnection) -> None:
    publish(releases, connection, Candidate(date(2026, 11, 22), [], {"metrics": []}, {"run_id": "r1"}))


@pytest.fixture
def releases(sound: duckdb.DuckDBPyConnection, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a folder with one release in it; published once, since that takes seconds."""
    once = tmp_path_factory.getbasetemp() / "published-once"
    if not (once / "index.json").exists():
        publish_in(once, sound)
    return Path(shutil.copytree(once, tmp_path / "releases"))


def handed_over(path: Path) -> Any:
    """What a data script hands to the page."""
    script = path.read_text(encoding="utf-8")
    found = re.fullmatch(r"""hasila\.take\("[^"]+",JSON\.parse\('(.*)'\)\);\n""", script)
    assert found
    return json.loads(re.sub(r"\\(.)", r"\1", found[1]))


def data(releases: Path, version: str = "2026.11.1") -> Path:
    (build,) = (releases / "page").iterdir()
    return build / version


def details_of(releases: Path, version: str = "2026.11.1", file: int = 0) -> Any:
    """What the incidents of a file open to."""
    names = json.loads((data(releases, version) / site.LAID).read_text(encoding="utf-8"))
    return handed_over(data(releases, version).parent / details.FOLDER / f"{names[file]}.js")


def hashes(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_incidents_are_handed_over_with_the_figures_of_their_tallies(releases: Path) -> None:
    page.build(releases)
    found = handed_over(data(releases) / "incidents.js")
    assert found["id"] == ["i1"]
    assert found["places"] == [["الأتارب", "Atarib", 36.14, 36.82, 1, "Aleppo"]]
    assert found["from"] == [(date(2017, 11, 13) - date(1970, 1, 1)).days]
    assert found["claimants"] == [["civil_defence", "sohr"]]
    assert list(found["figures"]) == ["most_likely", "conservative", "inclusive", "disinterested"]
    assert found["figures"]["conservative"]["killed"]["best"] == "low"  # the same column as low of the default
    assert found["figures"]["inclusive"]["killed"] == {
        "at": "at", "low": "low", "best": None, "high": "high", "open": "open"
    }  # fmt: skip
    assert found["figures"]["most_likely"] == {
        "killed": {"at": [0], "low": [61], "best": [65], "high": [65], "open": []},
        "injured": {"at": [0], "low": [101], "best": [None], "high": [101], "open": [0]},
    }


def test_an_incident_opens_to_its_tallies_quotes_history_and_articles(releases: Path) -> None:
    page.build(releases)
    (incident,) = details_of(releases)
    killed = incident["tallies"][0]
    assert (killed["outcome"], killed["population"], killed["low"], killed["best"]) == ("killed", "all", 61, 65)
    assert {(incident["claims"][use["claim"]]["id"], use["role"]) for use in killed["uses"]} >= {
        ("c6", "best"),
        ("c4", "low"),
    }
    assert [step["best"] for step in killed["history"]] == [60, 60, 65]
    quotes = {claim["id"]: (claim["quote"], claim["count"]) for claim in incident["claims"]}
    assert quotes["c6"] == ("65 قتيلا", "65") and "c5" not in quotes  # a figure for a month is no incident's
    assert [article["id"] for article in incident["articles"]] == ["a1", "a2"]
    assert [one["kind"] for one in incident["conflicts"]] == ["count"]


def test_an_article_tells_in_the_place_of_which_it_came(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute(
        "INSERT INTO articles SELECT * REPLACE ('a0' AS article_id, 'a0' AS syndication_id, 'b0/a1.txt' AS source_uri, "
        "'a1' AS replaced_by) FROM articles WHERE article_id = 'a1'"
    )
    publish_in(tmp_path, sound)
    page.build(tmp_path)
    (incident,) = details_of(tmp_path)
    told = {article["id"]: [one["uri"] for one in article["earlier"]] for article in incident["articles"]}
    assert told == {"a1": ["b0/a1.txt"], "a2": []}


def test_a_release_of_which_a_table_is_missing_is_not_shown_with_less(releases: Path) -> None:
    (releases / "2026.11.1" / "data" / "conflicts.parquet").unlink()
    with pytest.raises(NoReleaseError, match=r"conflicts\.parquet is not there"):
        page.build(releases)


def test_no_text_of_an_article_is_in_it_but_its_quotes(releases: Path) -> None:
    page.build(releases)
    shown = "".join(path.read_text(encoding="utf-8") for path in data(releases).rglob("*.js"))
    assert "مقتل 60 مدنيا" in shown
    assert "في سوق الأتارب" not in shown  # the rest of that sentence: "in the market of Atarib"


def test_the_same_releases_give_the_same_page(releases: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(releases, tmp_path / "other"))
    for folder in (releases, other):
        page.build(folder)
    assert hashes(releases / "page") == hashes(other / "page")
    assert (releases / "index.html").read_bytes() == (other / "index.html").read_bytes()


def test_a_second_release_adds_its_data_and_leaves_the_first_s(
    releases: Path,
    sound: duckdb.DuckDBPyConnection,
) -> None:
    page.build(releases)
    before = hashes(data(releases))
    written = (data(releases) / "incidents.js").stat().st_mtime_ns
    sound.execute("DELETE FROM conflicts")
    publish_in(releases, sound)
    page.build(releases)
    assert hashes(data(releases)) == before and (data(releases) / "incidents.js").stat().st_mtime_ns == written
    assert details_of(releases, "2026.11.2")[0]["conflicts"] == []
    html = (releases / "index.html").read_text(encoding="utf-8")
    assert html.index("2026.11.2/README.md") < html.index("2026.11.1/README.md")


CLONES = """
    INSERT INTO incidents SELECT * EXCLUDE (n) REPLACE ('j' || n AS incident_id, date_from + n::INTEGER AS date_from,
        date_to + n::INTEGER AS date_to) FROM incidents, range({first}, {last}) r(n) WHERE incident_id = 'i1';
    INSERT INTO claims SELECT * EXCLUDE (n) REPLACE (claim_id || n AS claim_id)
        FROM claims, range({first}, {last}) r(n) WHERE claim_id IN ('c4', 'c6');
    INSERT INTO incident_claims SELECT * EXCLUDE (n) REPLACE ('j' || n AS incident_id, claim_id || n AS claim_id)
        FROM incident_claims, range({first}, {last}) r(n) WHERE claim_id IN ('c4', 'c6');
    INSERT INTO tallies SELECT * EXCLUDE (n) REPLACE ('u' || n AS tally_id, 'j' || n AS incident_id)
        FROM tallies, range({first}, {last}) r(n) WHERE tally_id = 't1'
"""
EDITS = {
    "an incident more": CLONES.format(first=90, last=91),
    "one less": "DELETE FROM incidents WHERE incident_id = 'j7'; DELETE FROM tallies WHERE incident_id = 'j7'; "
    "DELETE FROM incident_claims WHERE incident_id = 'j7'",
    "another place": "UPDATE incidents SET n_claimants = 1 WHERE incident_id = 'j30'",
    "another day": "UPDATE incidents SET date_from = date_from + 9 WHERE incident_id = 'j30'",
    "another figure": "UPDATE tallies SET best = low WHERE tally_id = 'u41'",
    "a role more": "INSERT INTO tally_claims VALUES ('u42', 'c442', 'within', 'L1')",
    "a step more": "INSERT INTO tally_history VALUES ('u43', 0, 'c443', NULL, NULL, 61, 61, 61)",
    "other words": "UPDATE claims SET quote = '61' WHERE claim_id = 'c444'",
    "another claim": "UPDATE incident_claims SET incident_id = 'j46' WHERE claim_id = 'c445'",
    "another actor": "UPDATE events SET actors = ['syria'] WHERE event_id = 'e2'",
    "another headline": "UPDATE articles SET title = 'market' WHERE article_id = 'a2'",
    "nothing contested": "DELETE FROM conflicts",
}


@pytest.mark.parametrize("edit", EDITS)
def test_details_taken_over_from_the_release_before_are_those_that_would_be_made(
    edit: str, sound: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.execute(CLONES.format(first=0, last=80))
    publish_in(tmp_path, sound)
    page.build(tmp_path)
    files = json.loads((data(tmp_path) / site.LAID).read_text(encoding="utf-8"))
    sound.execute(EDITS[edit])
    publish_in(tmp_path, sound)
    page.build(tmp_path)
    taken_over = hashes(data(tmp_path).parent)
    now = json.loads((data(tmp_path, "2026.11.2") / site.LAID).read_text(encoding="utf-8"))
    assert len(files) > 3 and files != now
    assert edit in ("another actor", "another headline") or set(files) & set(now)
    monkeypatch.setattr(site, "_known", lambda *given: {})
    shutil.rmtree(tmp_path / "page")
    page.build(tmp_path)
    assert hashes(data(tmp_path).parent) == taken_over


def test_a_release_of_an_earlier_schema_is_shown_in_todays(releases: Path) -> None:
    path = releases / "2026.11.1" / "data" / "articles.parquet"
    rows = duckdb.sql(f"SELECT * EXCLUDE (url) FROM '{path}'").pl()
    rows.write_parquet(path)
    page.build(releases)
    assert [article["url"] for article in details_of(releases)[0]["articles"]] == [None, None]


def test_a_release_whose_files_were_removed_stays_listed_without_them(
    releases: Path,
    sound: duckdb.DuckDBPyConnection,
) -> None:
    page.build(releases)
    sound.execute("DELETE FROM conflicts")
    publish_in(releases, sound)
    prune(releases, 1, date(2026, 11, 23))
    html = page.build(releases).read_text(encoding="utf-8")
    assert not data(releases).exists() and data(releases, "2026.11.2").is_dir()
    assert "<li>2026.11.1, " in html and 'href="2026.11.2/README.md"' in html


def test_a_page_that_fails_leaves_the_one_before(
    releases: Path, sound: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.build(releases)
    before = (releases / "index.html").read_bytes()
    sound.execute("DELETE FROM conflicts")
    publish_in(releases, sound)

    def cut(*inputs: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(details, "write", cut)
        with pytest.raises(OSError, match="No space left"):
            page.build(releases)
    assert (releases / "index.html").read_bytes() == before
    page.build(releases)
    assert {path.name for path in data(releases).parent.iterdir() if path.is_dir()} == {
        "vendor", "detail", "2026.11.1", "2026.11.2"
    }  # fmt: skip


def test_a_page_of_other_code_is_made_anew_and_the_old_one_goes(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.build(releases)
    monkeypatch.setattr(site, "_build", lambda: "feedbeef0000")
    page.build(releases)
    assert [path.name for path in (releases / "page").iterdir()] == ["feedbeef0000"]
    assert "page/feedbeef0000/app.js" in (releases / "index.html").read_text(encoding="utf-8")


def test_no_text_ends_the_element_it_stands_in(releases: Path) -> None:
    withdraw(releases, "2026.11.1", HOSTILE, date(2026, 11, 23))
    page.build(releases)
    html = (releases / "index.html").read_text(encoding="utf-8")
    assert "alert(1)" in html and "<script>alert" not in html and "<img" not in html
    block = re.search(r'id="catalogue">(.*?)</script>', html, re.DOTALL)
    assert block and json.loads(block[1])["releases"][0]["withdrawn_because"] == HOSTILE


def test_the_page_may_load_nothing_from_elsewhere(releases: Path) -> None:
    html = page.build(releases).read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'" in html
    assert re.findall(r'(?:src|href)="(?!page/|2026\.|data:,)[^"]*"', html) == []
    reaching = re.compile(r"\bfetch\(|XMLHttpRequest|WebSocket|innerHTML|\beval\(")
    own = {path.name: path.read_text(encoding="utf-8") for path in site.ASSETS.glob("*.js")}
    assert [name for name, script in own.items() if reaching.search(script)] == []


def test_every_code_has_words_in_both_languages() -> None:
    lists = {
        "cause": codes.CAUSE, "party": codes.PARTY, "source": codes.SOURCE, "outcome": codes.OUTCOME,
        "outcome_people": codes.OUTCOME, "grade": codes.GRADE, "grade_note": codes.GRADE, "who": codes.WHO,
        "class": codes.WHO, "modality": codes.MODALITY, "role": codes.TALLY_ROLE, "population": codes.POPULATION,
        "governorate": codes.GOVERNORATE, "published_basis": codes.PUBLISHED_BASIS,
    }  # fmt: skip
    wanted = [f"{name}.{code}" for name, listed in lists.items() for code in listed]
    for words in WORDS.values():
        assert [key for key in wanted if not words.get(key)] == []


def test_both_languages_say_the_same_things() -> None:
    english, arabic = WORDS["en"], WORDS["ar"]
    assert list(english) == list(arabic)
    for key in english:
        forms = [[said] if isinstance(said, str) else list(said.values()) for said in (english[key], arabic[key])]
        told = [{name for form in several for name in re.findall(r"\{(\w+)\}", form)} for several in forms]
        assert told[0] - {"n"} == told[1] - {"n"}, key


def test_every_word_that_the_scripts_ask_for_is_there_and_no_other() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in site.ASSETS.glob("*.js"))
    asked = set(re.findall(r'\bt\("([\w.]+)"', scripts))
    begun = set(re.findall(r"\bt\(`([\w.]+?)\$\{", scripts))
    assert asked - WORDS["en"].keys() == set()
    spoken = {key for key in WORDS["en"] if "." not in key and key not in asked and not key.startswith(tuple(begun))}
    assert {key for key in spoken if f'"{key}"' not in scripts} == set()


def test_vendored_files_are_those_that_the_recipe_makes() -> None:
    manifest = json.loads((site.ASSETS / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    recipe = site.ASSETS.parent / "vendor"
    assert hashes(recipe) == manifest["made_by"], "the recipe changed: run make vendor"
    found = {name: digest for name, digest in hashes(site.ASSETS / "vendor").items() if name != "manifest.json"}
    assert found == manifest["files"]
    licences = (site.ASSETS / "vendor" / "LICENCES.txt").read_text(encoding="utf-8")
    assert [name for name, one in manifest["packages"].items() if f"{name} {one['version']} (" not in licences] == []
