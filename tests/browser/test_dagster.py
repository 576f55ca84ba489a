"""Dagster as a person has it, started by `hasila ui`: all is made and looked at, and a failing check holds a release.

One server serves all tests, which follow one another as a person's steps do.
"""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pipeline.project import Home
from pipeline.warehouse import Warehouse

FIRST_PAGE = 60.0  # seconds; how long it should take is not a test's business
RUN = 180_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it answers, the home it works on, and what it says in the terminal."""

    address: str
    home: Home
    log: Path


@pytest.fixture(scope="module")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`hasila ui` on an empty home."""
    folder = tmp_path_factory.mktemp("dagster")
    home, log = Home.at(folder / "home"), folder / "said.txt"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as said:
        command = [Path(sys.executable).with_name("hasila"), "ui", "--home", home.root, "--port", str(port)]
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
    try:
        _wait(server, f"http://127.0.0.1:{port}", log)
        yield Served(f"http://127.0.0.1:{port}", home, log)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + FIRST_PAGE
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/server_info", timeout=5).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"hasila ui did not answer:\n{log.read_text()}")


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A window that asks nothing of any other server."""
    opened = chromium.new_page(viewport={"width": 1500, "height": 900}, locale="en-GB")
    elsewhere: list[str] = []
    opened.on("request", lambda made: elsewhere.append(made.url) if "//" in made.url else None)
    expect.set_options(timeout=30_000)  # a run keeps both cores busy
    yield opened
    expect.set_options(timeout=5_000)
    opened.close()
    assert [url for url in elsewhere if not re.match(r"(http://127\.0\.0\.1:|data:|blob:)", url)] == []


def launch(page: Page, button: Locator) -> None:
    """Press a button that starts a run, and wait until the server has it: questions are asked of it before, too."""
    with page.expect_response(lambda answer: "mutation Launch" in (answer.request.post_data or "")) as answered:
        button.click()
    assert "LaunchRunSuccess" in answered.value.text()


def ended(page: Page, served: Served, runs: int, how: str) -> None:
    """Wait in the list of runs until the last of so many has ended, and open it."""
    page.goto(f"{served.address}/runs")
    listed = page.get_by_role("link", name=re.compile("^run "))
    expect(listed).to_have_count(runs, timeout=RUN)
    status = page.get_by_text(re.compile("^(Success|Failure)$"))
    expect(status).to_have_count(runs, timeout=RUN)
    expect(status.first).to_have_text(how)
    listed.first.click()


def versions(home: Home) -> list[str]:
    index = json.loads((home.releases / "index.json").read_text(encoding="utf-8"))
    return [entry["version"] for entry in index["versions"]]


def test_all_is_materialised_from_the_graph(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/asset-groups")
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_role("button", name="All", exact=True).click()
    launch(page, page.get_by_role("button", name="Launch 1 run"))
    ended(page, served, 1, "Success")
    assert len(versions(served.home)) == 1
    assert Warehouse(served.home.readable).count("claims") > 0


def test_every_check_of_a_table_is_seen_to_have_passed(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/assets/claims?view=checks")
    expect(page.get_by_text("Checks (16)")).to_be_visible()
    expect(page.get_by_text("Succeeded", exact=True)).to_have_count(16)
    page.get_by_text("quote_of_article", exact=True).first.click()
    expect(page.get_by_text(re.compile(r"^\d+ rows looked at; all rules hold"))).to_be_visible()


def test_the_lineage_leads_from_a_table_to_what_it_is_made_of(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/assets/tallies?view=lineage")
    for name in ("incidents", "incident_claims", "metrics"):
        expect(page.locator("svg, div").get_by_text(name, exact=True).first).to_be_visible()


def test_a_failing_check_holds_back_a_release_started_from_the_launchpad(page: Page, served: Served) -> None:
    with Warehouse(served.home.warehouse).connect() as connection:  # as if the code read the annotated articles badly
        connection.execute("UPDATE readings SET wrong = ['high']")
    page.goto(f"{served.address}/locations/hasila/jobs/publish_release")
    page.get_by_role("button", name="Materialize all").locator("xpath=following::button[1]").click()
    page.get_by_text("Open launchpad").click()
    expect(page.get_by_text("No errors")).to_be_visible()
    launch(page, page.locator("button").filter(has_text=re.compile("^Materialize$")))
    ended(page, served, 2, "Failure")
    expect(page.get_by_text("Dependencies for step release failed: ['release_checks']. Not executing.")).to_be_visible()
    assert len(versions(served.home)) == 1
    page.goto(f"{served.address}/assets/metrics?view=checks")
    page.get_by_text("makes_tallies", exact=True).first.click()
    expect(page.get_by_text("This is a blocking asset check.")).to_be_visible()
    expect(page.get_by_text("known tallies come out wrong").last).to_be_visible()


def test_the_server_warns_of_nothing(served: Served) -> None:
    said = served.log.read_text(encoding="utf-8")
    assert "Serving dagster-webserver" in said
    assert [line for line in said.splitlines() if re.search("warning|deprecat|supersede", line, re.IGNORECASE)] == []
