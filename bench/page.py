"""How fast the page of a large release is made, opened and used, in Debian's Chromium from the file system.

Prints seconds: to make the page; and, in a fresh window each time, from the first byte until the list stands and a
filter can be used (interactive), from a choice until the new list is painted, from a click until an incident is open.
Nothing here is a test.

usage: python bench/page.py [--incidents 50000] [--windows 5]
"""

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from crowd import lay_out
from playwright.sync_api import Browser, sync_playwright

from pipeline.release import page

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
CHOOSE = """() => {{ const field = document.querySelector('[name={}]'); field.value = '{}';
    field.dispatchEvent(new Event('{}', {{ bubbles: true }})); }}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STEPS = ("interactive", "filter", "search", "sort", "arabic", "open")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--incidents", type=int, default=50_000)
    options.add_argument("--windows", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        releases = Path(folder)
        made(releases, given.incidents)
        taken: defaultdict[str, list[float]] = defaultdict(list)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            for _ in range(given.windows):
                for step, seconds in use(browser, releases).items():
                    taken[step].append(seconds)
            browser.close()
    for step in STEPS:
        print(f"{step:<12} {min(taken[step]):6.2f} s least, {statistics.median(taken[step]):6.2f} s median")


def made(releases: Path, incidents: int) -> None:
    """Make the page, and say how long it took and how large it is."""
    lay_out(releases, incidents)
    begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    page.build(releases)
    seconds, cpu = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_utime - used
    sizes = {path: path.stat().st_size for path in (releases / "page").rglob("*.js")}
    first = sum(size for path, size in sizes.items() if path.parent.name != "detail" and path.name != "quotes.js")
    print(f"{incidents:,} incidents: page made in {seconds:.1f} s ({cpu:.1f} s of processor)")
    print(f"{sum(sizes.values()) / 1e6:.0f} MB in {len(sizes)} scripts, of which {first / 1e6:.1f} MB are read at once")


def use(browser: Browser, releases: Path) -> dict[str, float]:
    """Seconds of each step in a window of its own."""
    window = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    window.goto((releases / "index.html").as_uri(), wait_until="commit")
    window.locator(".list tbody tr").first.wait_for()
    window.locator("[name=cause]").is_enabled()
    taken = {"interactive": float(window.evaluate("performance.now()")) / 1000}

    def timed(step: str, act: str, until: str) -> None:
        begun = time.perf_counter()
        window.evaluate(act)
        window.locator(until).first.wait_for()
        window.evaluate(PAINTED)
        taken[step] = time.perf_counter() - begun

    timed("filter", CHOOSE.format("cause", "shelling", "change"), ".clear")
    timed("search", CHOOSE.format("q", "village 77", "input"), ".list tbody a >> text=Village 77")
    timed("sort", "document.querySelector('.list th.number button').click()", ".list th[aria-sort=descending].number")
    timed("arabic", "document.querySelector('a.language').click()", "html[dir=rtl]")
    timed("open", "document.querySelector('.list .place a').click()", ".tallies .figure")
    window.close()
    return taken


if __name__ == "__main__":
    main()
