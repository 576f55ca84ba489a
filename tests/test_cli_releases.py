"""The commands on releases: list, verify, diff, publish, promote, withdraw, prune and sign, as a user calls them."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.project import Home
from pipeline.release import Candidate, publish

HOSTILE = "<script>alert(1)</script>\x1b[2J\u202e"


@pytest.fixture(scope="module")
def made(sound_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two final versions and a candidate. The second raises a figure; its place is called something hostile."""
    root = tmp_path_factory.mktemp("home")
    with duckdb.connect() as connection:
        for name, rows in sound_tables.items():
            connection.register("incoming", rows.to_arrow())
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        edits = (
            "SELECT 1",
            f"UPDATE tallies SET high = 70 WHERE tally_id = 't1'; UPDATE incidents SET place_name_en = '{HOSTILE}'",
            "DELETE FROM conflicts",
        )
        for edit, channel in zip(edits, ("final", "final", "candidate"), strict=True):
            connection.execute(edit)
            candidate = Candidate(date(2026, 11, 22), [], {"metrics": []}, {}, channel)  # type: ignore[arg-type]
            publish(root / "releases", connection, candidate)
    return root


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    return Home.at(shutil.copytree(made, tmp_path / "home"))


def hasila(home: Home, *arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--home", str(home.root), *arguments], input=answers)


def test_releases_are_listed_with_how_they_stand(home: Home) -> None:
    lines = hasila(home, "releases").output.splitlines()
    stands = {line.split()[1]: line for line in lines if "2026.11." in line}
    assert list(stands) == ["2026.11.3", "2026.11.2", "2026.11.1"]
    assert "candidate" in stands["2026.11.3"] and "latest" in stands["2026.11.2"]


def test_a_release_verifies_with_its_delta(home: Home) -> None:
    told = hasila(home, "verify", "latest")
    assert told.exit_code == 0, told.output
    assert "2026.11.2 is whole" in told.output and "leads here from 2026.11.1" in told.output
    path = home.releases / "2026.11.1" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"content_id": "', '"content_id": "0'), encoding="utf-8")
    assert "is not against what 2026.11.1 holds" in hasila(home, "verify", "2026.11.2").output


def test_a_difference_is_told_in_the_terminal(home: Home) -> None:
    told = hasila(home, "diff", "2026.11.1", "latest")
    assert told.exit_code == 0, told.output
    flat = " ".join(told.output.split())
    assert "61 / 65 / 65" in flat and "61 / 65 / 70" in flat and "killed, all" in flat
    assert "the rules or lexicons that read and reconcile changed" in flat
    assert "\x1b" not in told.output and "\u202e" not in told.output
    assert "hold the same rows" in hasila(home, "diff", "latest", "2026.11.2").output


def test_a_difference_backwards_takes_back_what_was_done(home: Home) -> None:
    flat = " ".join(hasila(home, "diff", "2026.11.2", "2026.11.1").output.split())
    assert flat.index("61 / 65 / 70") < flat.index("61 / 65 / 65")


def test_a_difference_as_a_page_escapes_what_articles_say_and_asks_for_no_other_file(
    home: Home, tmp_path: Path
) -> None:
    page = tmp_path / "diff.html"
    assert hasila(home, "diff", "2026.11.1", "2026.11.2", "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "&lt;script&gt;alert(1)" in text and "<bdi>" in text
    assert "61 / 65 / 70" in text and "src=" not in text and "href=" not in text


def test_publishing_to_a_folder_tells_what_was_sent(home: Home, tmp_path: Path) -> None:
    told = hasila(home, "publish", "--to", str(tmp_path / "web"))
    assert told.exit_code == 0, told.output
    assert "holds 2026.11.1, 2026.11.2, 2026.11.3" in told.stdout
    assert (tmp_path / "web" / "index.json").read_bytes() == (home.releases / "index.json").read_bytes()
    assert "0 files sent" in hasila(home, "publish", "--to", str(tmp_path / "web")).stdout


def test_a_candidate_is_promoted_and_a_release_withdrawn(home: Home) -> None:
    assert "2026.11.3 is final" in hasila(home, "releases", "promote", "candidate").output
    told = hasila(home, "releases", "withdraw", "latest", "--reason", "two towns were confused")
    assert "the latest is 2026.11.2" in told.output
    assert "two towns were confused" in " ".join(hasila(home, "releases").output.split())
    assert "withdrawn" in hasila(home, "verify", "2026.11.3").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("releases", "promote", "latest"), "no candidate that stands"),
        (("releases", "withdraw", "2026.1.1", "--reason", "x"), "is not published"),
        (("releases", "withdraw", "latest", "--reason", " "), "say why"),
        (("releases", "sign", "latest", "--key", "nowhere"), "--new-key"),
        (("diff", "2026.11.1", "candidates"), "is not published"),
        (("publish", "--to", "nowhere://x"), "name a folder"),
    ],
)
def test_what_cannot_be_done_is_an_input_error_that_says_what_can(
    arguments: tuple[str, ...], said: str, home: Home
) -> None:
    told = hasila(home, *arguments)
    assert (told.exit_code, said in " ".join(told.output.split())) == (2, True), told.output


def test_a_release_is_signed_and_verified_by_its_key(home: Home, tmp_path: Path) -> None:
    key = str(tmp_path / "release.key")
    told = hasila(home, "releases", "sign", "latest", "--key", key, "--new-key", answers="geheim\ngeheim\n")
    assert told.exit_code == 0 and f"{key}.pub" in told.output
    assert "signed by the key" in hasila(home, "verify", "latest", "--key", f"{key}.pub").output
    refused = hasila(home, "verify", "2026.11.1", "--key", f"{key}.pub")
    assert refused.exit_code == 1 and "SHA256SUMS.minisig" in refused.output
    again = hasila(home, "releases", "sign", "2026.11.1", "--key", key, answers="geheim\n")
    assert again.exit_code == 0 and "signed by" in hasila(home, "verify", "2026.11.1", "--key", f"{key}.pub").output


def test_the_files_of_old_releases_are_removed_and_the_page_goes_on(home: Home) -> None:
    assert "Removed the files of 2026.11.1" in hasila(home, "releases", "prune", "--keep", "1").output
    gone = hasila(home, "verify", "2026.11.1")
    assert gone.exit_code == 2 and "were removed" in gone.output
    assert "2026.11.2" in (home.releases / "index.html").read_text(encoding="utf-8")
