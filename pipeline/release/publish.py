"""Publishing: a candidate is written to a staging folder, verified there, renamed into place, and put into the index.

Cut anywhere, a reader sees the releases of before or the new one whole. A version is never reopened, and content that
is published already makes no new one. Kept out: whether the candidate may be published (the gate).
"""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.release import documents, index
from pipeline.release.bundle import write_data
from pipeline.release.changes import changes
from pipeline.release.content import RELEASED, SCHEMA_VERSION, content_id, digests
from pipeline.release.datapackage import datapackage
from pipeline.release.dictionary import dictionary
from pipeline.release.verify import MANIFEST, SUMS, Problem, files, sha256, verify

STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is to be published beside the tables themselves.

    ``checks`` are the passed checks with the materialisation each judged; ``validation`` maps a file name to what is
    written there as JSON (``metrics`` must be among them: the next candidate is compared with it).
    """

    today: date
    checks: Sequence[Mapping[str, Any]]
    validation: Mapping[str, Any]
    provenance: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """The version that holds the content, its folder, and whether it is new."""

    version: str
    folder: Path
    content_id: str
    new: bool


class UnsoundBundleError(RuntimeError):
    """The staged files are not what was to be published; nothing was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "; ".join(f"{problem.where}: {problem.what}" for problem in problems[:10])
        super().__init__(f"the exported files are not sound, nothing was published: {listed}")


def publish(
    releases: Path,
    connection: duckdb.DuckDBPyConnection,
    candidate: Candidate,
    inspect: Callable[[Path], Sequence[Problem]] = lambda folder: (),
) -> Published:
    """Publish the tables in the connection as the next version, unless the latest version holds the same content.

    ``inspect`` looks at the staged folder and says what is wrong with its content. Raises UnsoundBundleError.
    """
    releases.mkdir(parents=True, exist_ok=True)
    with _alone(releases):
        _recover(releases)
        latest = index.latest(releases)
        of_tables = digests(connection)
        content = content_id(of_tables)
        if latest is not None and latest.content_id == content:
            return Published(latest.version, releases / latest.version, content, new=False)
        version = index.next_version(_taken(releases), candidate.today)
        staging = releases / f"{STAGING}{version}"
        staging.mkdir()
        write_data(connection, staging)
        _describe(staging, version, of_tables, candidate, latest, releases)
        problems = [*verify(staging), *inspect(staging)]
        if problems:
            shutil.rmtree(staging)
            raise UnsoundBundleError(problems)
        folder = releases / version
        _settle(staging)
        staging.rename(folder)
        index.sync(releases)
        _enter(releases, folder)
        return Published(version, folder, content, new=True)


def _describe(
    staging: Path,
    version: str,
    of_tables: Mapping[str, str],
    candidate: Candidate,
    latest: index.Entry | None,
    releases: Path,
) -> None:
    """Write everything but the data: pages, descriptors, findings, manifest and hashes."""
    day, content = candidate.today.isoformat(), content_id(dict(of_tables))
    previous = None if latest is None else latest.version
    found = changes(staging, None if previous is None else releases / previous)
    pages = {
        "README.md": documents.readme(version, day, content, found),
        "CHANGELOG.md": documents.changelog(version, day, previous, found),
        "CITATION.cff": documents.citation(version, day, content),
        "LICENSE": documents.LICENCE,
        "data_dictionary.md": dictionary(RELEASED),
        "provenance.json": _json(candidate.provenance),
        **{f"validation/{name}.json": _json(found) for name, found in candidate.validation.items()},
    }
    (staging / "validation").mkdir()
    for name, page in pages.items():
        (staging / name).write_text(page, encoding="utf-8")
    sizes = {name: (sha256(staging / name), (staging / name).stat().st_size) for name in files(staging)}
    (staging / "datapackage.json").write_text(_json(datapackage(version, day, sizes)), encoding="utf-8")
    rows = {change.table: change.rows for change in found}
    manifest = {
        "name": "hasila",
        "version": version,
        "previous": previous,
        "published_on": day,
        "schema_version": SCHEMA_VERSION,
        "content_id": content,
        "tables": [{"name": name, "rows": rows[name], "digest": digest} for name, digest in of_tables.items()],
        "files": [_file(staging, name, rows) for name in files(staging)],
        "checks": list(candidate.checks),
    }
    (staging / MANIFEST).write_text(_json(manifest), encoding="utf-8")
    sums = "".join(f"{sha256(staging / name)}  {name}\n" for name in files(staging))
    (staging / SUMS).write_text(sums, encoding="utf-8")


def _file(folder: Path, name: str, rows: Mapping[str, int]) -> dict[str, Any]:
    path = folder / name
    counted = rows.get(path.name.split(".")[0]) if path.parent.name in ("data", "csv") else None
    return {"path": name, "sha256": sha256(path), "bytes": path.stat().st_size, "rows": counted}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def _settle(folder: Path) -> None:
    """Wait until every file and folder below is on the disk."""
    for path in (*sorted(folder.rglob("*")), folder):
        index.sync(path)


def _enter(releases: Path, folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    entry = index.Entry(folder.name, manifest["content_id"], manifest["published_on"], sha256(folder / MANIFEST))
    index.write(releases, [*index.entries(releases), entry])


def _taken(releases: Path) -> list[str]:
    """Every version that was ever given: in the index, or standing as a folder."""
    return [*(entry.version for entry in index.entries(releases)), *(path.name for path in releases.iterdir())]


def _recover(releases: Path) -> None:
    """Clear what a cut run left: staging folders, and a whole release that the index does not name yet."""
    for path in releases.glob(f"{STAGING}*"):
        shutil.rmtree(path)
    known = {entry.version for entry in index.entries(releases)}
    for folder in sorted(path for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".")):
        if folder.name not in known and not verify(folder):
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            latest = index.latest(releases)
            if manifest["previous"] == (None if latest is None else latest.version):
                _enter(releases, folder)


@contextmanager
def _alone(releases: Path) -> Iterator[None]:
    """Hold the releases folder; a second publisher waits."""
    with (releases / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
