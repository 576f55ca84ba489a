"""hasila serve: the page over HTTP on loopback, and nothing else with it."""

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.project import ROOT


@pytest.fixture
def served(small: Path, tmp_path: Path) -> Iterator[str]:
    """The address at which the small releases are served."""
    (tmp_path / "releases").symlink_to(small)
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--port", "0", "--home", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        said = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert said
        yield said[0]
        server.terminate()


def status(address: str, path: str, host: str | None = None) -> int:
    connection = HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=10)
    connection.request("GET", path, headers={"Host": host} if host else {})
    return connection.getresponse().status


def test_the_page_is_served_as_it_opens_from_the_file_system(window: Page, served: str) -> None:
    window.goto(served)
    expect(window.locator(".list tbody tr")).to_have_count(1)
    window.get_by_role("link", name=re.compile("why this number")).first.click()
    expect(window.locator(".account")).to_have_count(1)


def test_nothing_hidden_and_nobody_else_is_served(served: str) -> None:
    assert status(served, "/index.json") == 200
    assert status(served, "/2026.11.1/data/tallies.parquet") == 200
    for hidden in ("/.lock", "/.page.lock", "/2026.11.1/", "/page/", "/../hasila.duckdb", "/%2e%2e/hasila.duckdb"):
        assert status(served, hidden) == 404, hidden
    assert status(served, "/index.json", host="example.org") == 421  # a name that was pointed at this machine


def test_documents_are_shown_as_text(served: str) -> None:
    with urllib.request.urlopen(f"{served}2026.11.1/README.md") as answer:  # noqa: S310
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
