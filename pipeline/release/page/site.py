"""The page as files: releases/index.html, and releases/page/BUILD with the scripts, the fonts and each release's data.

BUILD names the code of the page. A release's data are written aside and renamed into place, once for each build; the
index.html that names build and releases is replaced last. So a reader finds the page of before or the new one, whole,
and the same releases give the same bytes. Kept out: what the data are (``columns``, ``details``).
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import duckdb

from pipeline.progress import Progress, Silent
from pipeline.release import index, views
from pipeline.release.page import columns, details, scripts
from pipeline.release.reading import MANIFEST, NoReleaseError, manifest, stand

PAGE = "page"
INDEX = "index.html"
LAID = "details.json"  # of a release: the files of its details, in their order
ASSETS = Path(__file__).with_name("assets")
LANGUAGES = ("en", "ar")
SCRIPTS = (
    "vendor/lib.js", "take.js", "vendor/map.js", "words.js", "language.js", "text.js", "address.js", "incidents.js",
    "range.js", "filters.js", "map.js", "timeline.js", "list.js", "why.js", "incident.js", "releases.js", "about.js",
    "app.js",
)  # fmt: skip

_HTML = """\
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; \
font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hasila · حصيلة</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{at}/page.css">
{scripts}
<script type="application/json" id="catalogue">{catalogue}</script>
</head>
<body>
<div id="page">
<main class="plain">
<h1>Hasila <span lang="ar" dir="rtl">حصيلة</span></h1>
<p>Casualty tallies from Arabic news on the war in Syria, every number traced to the words that state it.</p>
<noscript><p>The map and the list need JavaScript. The releases themselves do not:</p></noscript>
<ul>
{releases}
</ul>
</main>
</div>
</body>
</html>
"""


def build(releases: Path, progress: Progress | None = None) -> Path:
    """Make the page of all releases that the index names, or what is missing of it. Returns the path of index.html.

    Raises NoReleaseError, OSError or duckdb.Error where a release cannot be read; the page of before then stays.
    """
    folder = releases / PAGE / _build()
    with _alone(releases):
        published = index.entries(releases)
        _write_assets(folder)
        there = [entry.version for entry in published if entry.removed_on is None]
        for version in there:
            if not (folder / version).is_dir():
                _write_release(releases / version, folder, progress or Silent())
        standing = index.latest(releases) or index.candidate(releases)
        catalogue = {
            "at": f"{PAGE}/{folder.name}",
            "shown": standing.version if standing else next(reversed(there), None),
            "releases": [_release(releases / entry.version, entry) for entry in reversed(published)],
        }
        _replace(releases / INDEX, _html(catalogue))
        _sweep(releases / PAGE, folder, {entry.version for entry in published} - set(there))
    return releases / INDEX


def _sweep(pages: Path, current: Path, removed: set[str]) -> None:
    """Remove what no page names any more: other builds, data of releases whose files were removed, details of none."""
    for path in pages.iterdir():
        if path != current:
            shutil.rmtree(path)
    for version in removed:
        if (current / version).is_dir():
            shutil.rmtree(current / version)
    named = {name for laid in current.glob(f"*/{LAID}") for name in json.loads(laid.read_text(encoding="utf-8"))}
    for path in (current / details.FOLDER).glob("*"):
        if path.stem not in named:
            path.unlink()


@contextmanager
def _alone(releases: Path) -> Iterator[None]:
    """Hold the page; a second maker waits."""
    with (releases / ".page.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def _build() -> str:
    """The name of the page's code: a hash of what makes and what shows it, and of the views it reads."""
    total = hashlib.sha256("\n".join(view.statement() for view in views.views()).encode())
    for path in sorted(path for path in Path(__file__).parent.rglob("*") if path.is_file()):
        if "__pycache__" not in path.parts:
            total.update(f"{path.relative_to(Path(__file__).parent).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _write_assets(folder: Path) -> None:
    """Copy the page's own files and what it is built on, and hand it its words in each language."""
    if folder.is_dir():
        return
    staging = folder.with_name(f".staging-{folder.name}")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(ASSETS, staging, ignore=shutil.ignore_patterns("words"))
    words = {name: json.loads((ASSETS / "words" / f"{name}.json").read_text(encoding="utf-8")) for name in LANGUAGES}
    scripts.write(staging / "words.js", "words", scripts.as_json(words))
    staging.rename(folder)


def _write_release(release: Path, folder: Path, progress: Progress) -> None:
    """Write one release's data, from its Parquet files alone; details that it shares with the release before stay."""
    staging = folder / f".staging-{release.name}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    with duckdb.connect() as connection:
        _whole(release)
        stand(connection, release, "main")  # in today's columns, whichever it was published with
        views.create(connection, temporary=True)
        total = columns.number_rows(connection)
        with progress.step(f"page of {release.name}", "incidents", total) as advance:
            laid = details.write(connection, folder, _known(connection, release, folder), advance)
            told = columns.columns(connection) | {"details": laid.as_dict()}
            scripts.write(staging / "incidents.js", f"{release.name}/incidents", scripts.as_json(told))
            scripts.write(staging / "quotes.js", f"{release.name}/quotes", scripts.as_json(columns.quotes(connection)))
    (staging / LAID).write_text(json.dumps(laid.names), encoding="utf-8")
    staging.rename(folder / release.name)


def _known(connection: duckdb.DuckDBPyConnection, release: Path, folder: Path) -> dict[str, str]:
    """The files of details that the release has in common with the one before, where that is on the page."""
    previous = manifest(release)["previous"]
    if previous is None or not (folder / previous / LAID).is_file():
        return {}
    before = release.with_name(previous)
    if not (before / "data").is_dir():  # removed since
        return {}
    names = json.loads((folder / previous / LAID).read_text(encoding="utf-8"))
    return details.kept(connection, release, before, names)


def _whole(release: Path) -> None:
    """Raise NoReleaseError where a file of a table is not there: the page would show fewer rows, and not why."""
    for one in manifest(release)["tables"]:
        if not (release / "data" / f"{one['name']}.parquet").is_file():
            raise NoReleaseError(f"{release.name}/data/{one['name']}.parquet is not there; copy the release anew")


def _release(folder: Path, entry: index.Entry) -> dict[str, Any]:
    """A release as the catalogue shows it: its standing, its content, and each file with size and hash."""
    told: dict[str, Any] = asdict(entry) | {"rows": {}, "files": []}
    if entry.removed_on is None:
        described = manifest(folder)
        told["rows"] = {one["name"]: one["rows"] for one in described["tables"]}
        told["files"] = [[one["path"], one["bytes"], one["sha256"], one["rows"]] for one in described["files"]]
        told["files"].append([MANIFEST, (folder / MANIFEST).stat().st_size, entry.manifest_sha256, None])
    return told


def _html(catalogue: dict[str, Any]) -> str:
    at = catalogue["at"]
    return _HTML.format(
        at=at,
        scripts="\n".join(f'<script defer src="{at}/{name}"></script>' for name in SCRIPTS),
        catalogue=scripts.in_html(catalogue),
        releases="\n".join(_listed(catalogue["releases"])),
    )


def _listed(releases: Sequence[dict[str, Any]]) -> Iterator[str]:
    for release in releases:
        version, day = escape(release["version"]), escape(release["published_on"])
        named = f'<a href="{version}/README.md">{version}</a>' if release["removed_on"] is None else version
        said = "" if release["withdrawn_on"] is None else f": withdrawn, {escape(release['withdrawn_because'])}"
        yield f"<li>{named}, {day}{said}</li>"


def _replace(path: Path, text: str) -> None:
    """Replace a file, whole or not at all."""
    staged = path.with_name(f".{path.name}.partial")
    staged.write_text(text, encoding="utf-8")
    staged.replace(path)
