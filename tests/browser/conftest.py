"""A browser in which nothing may go wrong unseen, and releases for it to show.

The browser is Debian's Chromium, which .ci/run installs; where there is none, these tests are skipped and say so.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from crowd import lay_out
from playwright.sync_api import Browser, Page, Request, sync_playwright
from shown import publish_small

from pipeline.release import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; started once for all tests of a worker."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI tests the page in a browser, and there is none: .ci/run has to install Chromium")
        pytest.skip("no Chromium here; install it to test the page: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window: an error on its console, or a request to elsewhere, fails the test."""
    width, height = getattr(request, "param", (1300, 900))
    opened = chromium.new_page(viewport={"width": width, "height": height}, locale="en-GB", accept_downloads=True)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(f"{said.type}: {said.text}") if said.type != "log" else None)
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on("requestfailed", lambda made: wrong.append(f"failed: {made.url}") if _lost(made) else None)
    opened.on("request", lambda made: wrong.append(f"request: {made.url}") if _elsewhere(made.url) else None)
    yield opened
    opened.close()
    assert wrong == []


def _lost(made: Request) -> bool:
    return made.failure != "net::ERR_ABORTED"  # which is what Chromium calls a link that becomes a download


def _elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, sound_tables: dict[str, pl.DataFrame]) -> Path:
    """A releases folder with one incident, whose texts are hostile."""
    releases = tmp_path_factory.mktemp("small")
    publish_small(releases, sound_tables)
    return releases


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A releases folder with a crowd of incidents."""
    releases = tmp_path_factory.mktemp("large")
    lay_out(releases, 50_000)
    page.build(releases)
    return releases
