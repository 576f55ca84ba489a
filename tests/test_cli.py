"""The command line: what it takes, how it ends, and what it says when something is wrong."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import COMMANDS, main
from pipeline.project import ROOT, Home
from pipeline.turn import turn
from pipeline.warehouse import WarehouseLockedError

STRIKE = "قتل 12 مدنيا في قصف على سوق في إدلب."  # "12 civilians were killed in shelling of a market in Idlib"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "home")


def hasila(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "--home", str(home.root), *arguments[1:]])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_a_home(command: str) -> None:
    told = CliRunner().invoke(main, [command, "--help"])
    assert told.exit_code == 0
    assert "--home" in told.output and COMMANDS[command].split()[0] in told.output


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["query"], ["explain"], ["ingest"], ["query", "--format", "xml", "q"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def chain(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any]) -> None:
    """Put something else in the place of the chain."""
    monkeypatch.setitem(sys.modules, "pipeline.headless", SimpleNamespace(run=run))


@pytest.mark.parametrize(("new", "said"), [(True, "published"), (False, "nothing in it changed")])
def test_a_run_ends_with_the_folder_of_the_release(
    home: Home, monkeypatch: pytest.MonkeyPatch, new: bool, said: str
) -> None:
    def run(home: Home, progress: Any, channel: str, fully: bool) -> Any:
        with progress.step("claims", "articles", 5) as advance:
            advance(5)
        folder = home.releases / "2026.11.1"
        return SimpleNamespace(ok=True, version="2026.11.1", folder=folder, published=new, refusals=(), seconds=1.5)

    chain(monkeypatch, run)
    ended = hasila(home, "run")
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        f"Release 2026.11.1 {'published' if new else 'stands; ' + said} (1.5 s)",
        str(home.releases / "2026.11.1"),
    ]
    assert "claims: 5 articles" in ended.stderr


def test_a_refused_run_ends_with_1_and_the_reasons(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = ("tallies.low_to_high: 3 rows",)
    outcome = SimpleNamespace(ok=False, version=None, folder=None, published=False, refusals=refusals, seconds=1.5)
    chain(monkeypatch, lambda home, progress, channel, fully: outcome)
    ended = hasila(home, "run")
    assert ended.exit_code == 1
    assert "Refused: tallies.low_to_high: 3 rows" in ended.stderr and "run again" in ended.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WarehouseLockedError("warehouse.duckdb is being written by another process; wait"), "another process"),
        (PermissionError(13, "Permission denied", "/x/home"), "/x/home: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_what_a_user_can_mend_is_told_without_a_traceback(
    home: Home, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def run(home: Home, progress: Any, channel: str, fully: bool) -> Any:
        raise error

    chain(monkeypatch, run)
    ended = hasila(home, "run")
    assert (ended.exit_code, said in ended.stderr, "Traceback" in ended.output) == (2, True, False)


def test_a_second_run_waits_for_the_first_and_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    done = SimpleNamespace(ok=True, version="2026.11.1", folder=home.root, published=True, refusals=(), seconds=1.0)
    order: list[str] = []

    def run(home: Home, progress: Any, channel: str, fully: bool) -> Any:
        order.append("second")
        return done

    chain(monkeypatch, run)
    begun, end = threading.Event(), threading.Event()

    def first() -> None:
        with turn(home, "the first run", pytest.fail):
            begun.set()
            end.wait(20)
            order.append("first")

    holder = threading.Thread(target=first)
    holder.start()
    begun.wait(20)
    threading.Timer(1.0, end.set).start()
    ended = hasila(home, "run")
    holder.join()
    assert (ended.exit_code, order) == (0, ["first", "second"])
    assert f"Waiting: the first run (process {os.getpid()}, since " in ended.stderr
    assert ended.stderr.count("Waiting") == 1


def test_the_lock_of_a_run_that_was_killed_is_taken_over(home: Home) -> None:
    held = (
        "import os, signal; from pipeline.project import Home; from pipeline.turn import turn\n"
        f"with turn(Home.at({str(home.root)!r}), 'hasila run', print): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", held], cwd=ROOT).returncode == -signal.SIGKILL
    told: list[str] = []
    with turn(home, "the next run", told.append):
        pass
    assert len(told) == 1 and "hasila run (process " in told[0] and "ended before it was done" in told[0]
    with turn(home, "the run after that", pytest.fail):
        pass


def test_ingest_tells_what_can_be_read_and_what_not(home: Home, tmp_path: Path) -> None:
    lines = [json.dumps({"doc": "a", "text": STRIKE}), '{"doc": "b"}']
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first = hasila(home, "ingest", str(tmp_path / "news.jsonl"))
    assert first.exit_code == 0
    assert "1 to be read, 1 no_text" in first.stdout and "news.jsonl#line 2" in first.stdout
    again = hasila(home, "ingest", str(tmp_path / "news.jsonl"))
    assert again.exit_code == 0 and "is already in the inbox" in again.stdout
    assert len(list(home.inbox.iterdir())) == 1


def test_ingest_ends_with_2_where_nothing_can_be_read(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ended = hasila(home, "ingest", str(tmp_path / "empty.txt"))
    assert ended.exit_code == 2 and "Nothing in it could be read" in ended.stderr
    assert "leave it out" in ended.stdout and not list(home.inbox.iterdir())
    assert hasila(home, "ingest", str(tmp_path / "absent.txt")).exit_code == 2


def test_ingest_shows_a_hostile_file_name_harmlessly(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "a\x1b[2J[red]b.pdf").touch()
    (folder / "good.txt").write_text(STRIKE, encoding="utf-8")
    shown = hasila(home, "ingest", str(folder))
    assert "\x1b" not in shown.stdout and "[red]b.pdf" in shown.stdout
    (tmp_path / "gone\x1b[2J.txt").symlink_to("nowhere")
    for told in (hasila(home, "ingest", str(tmp_path)), hasila(home, "ingest", str(tmp_path / "no\x1b[2J.txt"))):
        assert told.stderr and "\x1b" not in told.output


def annotator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an annotator of one claim a document in the place of extraction."""

    def annotate(record: dict[str, Any]) -> dict[str, Any]:
        if record["doc"] == "hard":
            raise ZeroDivisionError("in a rule")
        return {"doc": record["doc"], "published": record.get("published"), "claims": []}

    monkeypatch.setitem(sys.modules, "pipeline.extraction.document", SimpleNamespace(annotate=annotate))


def test_extract_gives_a_line_a_document_in_order(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotator(monkeypatch)
    documents = tmp_path / "docs.jsonl"
    names = [f"d{number}" for number in range(50)]
    documents.write_text("\n".join(json.dumps({"doc": name, "text": STRIKE}) for name in names), encoding="utf-8")
    ended = hasila(home, "extract", str(documents))
    assert ended.exit_code == 0
    assert [json.loads(line)["doc"] for line in ended.stdout.splitlines()] == names
    into = hasila(home, "extract", str(documents), "--out", str(tmp_path / "claims.jsonl"))
    assert into.exit_code == 0 and into.stdout == ""
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == ended.stdout
    assert not home.root.exists()


def test_extract_tells_a_broken_line_by_file_and_number_and_goes_on(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator(monkeypatch)
    documents = tmp_path / "docs.jsonl"
    good, hard = ({"doc": name, "text": STRIKE} for name in ("good", "hard"))
    lines = ["{", json.dumps({"doc": "x"}), json.dumps({"text": STRIKE}), json.dumps(hard), json.dumps(good)]
    documents.write_text("\n".join(lines), encoding="utf-8")
    ended = hasila(home, "extract", str(documents))
    assert ended.exit_code == 2
    assert [json.loads(line)["doc"] for line in ended.stdout.splitlines()] == ["good"]
    for number, said in enumerate(["not JSON", "no text", "no doc", "ZeroDivisionError: in a rule"], start=1):
        assert any(
            line.startswith(f"{documents}#line {number}: ") and said in line for line in ended.stderr.splitlines()
        )


@pytest.mark.parametrize(
    ("given", "taken", "said"),
    [
        ("2019-05-04", "2019-05-04", ""),
        ("2019-05-04T10:00:00Z", "2019-05-04", ""),
        ("0001-01-01", None, "mend the year"),
        ("9999-12-31", None, "mend the year"),
        ("soon", None, "write YYYY-MM-DD"),
        (20190504, None, "write YYYY-MM-DD"),
    ],
)
def test_extract_takes_dates_as_the_chain_does(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: object, taken: str | None, said: str
) -> None:
    annotator(monkeypatch)
    documents = tmp_path / "docs.jsonl"
    documents.write_text(json.dumps({"doc": "d", "text": STRIKE, "published": given}), encoding="utf-8")
    ended = hasila(home, "extract", str(documents))
    assert (ended.exit_code, json.loads(ended.stdout)["published"]) == (0, taken)
    assert said in ended.stderr and bool(ended.stderr) == bool(said)


def test_the_name_of_a_file_cannot_steer_the_terminal_of_extract(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator(monkeypatch)
    documents = tmp_path / "docs\x1b[2J.jsonl"
    documents.write_text("{", encoding="utf-8")
    assert "\x1b" not in hasila(home, "extract", str(documents)).output


def test_the_ui_listens_on_loopback_and_knows_the_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(EntryPoint, "load", lambda entry: lambda: called.append([entry.name, *sys.argv[1:]]))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "argv", ["hasila"])
    monkeypatch.chdir(Path.cwd())
    ended = hasila(home, "ui", "--port", "3123")
    assert ended.exit_code == 0
    assert called[0] == ["dagster", "dev", "-w", str(ROOT / "workspace.yaml"), "-h", "127.0.0.1", "-p", "3123"]
    assert Path.cwd() == home.dagster
    assert os.environ["DAGSTER_HOME"] == str(home.dagster) and os.environ["HASILA_HOME"] == str(home.root)
    assert (home.dagster / "dagster.yaml").is_file()
