"""Publishing: a candidate is written to a staging folder, verified there, renamed into place, and put into the index.

Cut anywhere, a reader sees the releases of before or the new one whole. A version is never reopened, and content that
is published already makes no new one. Kept out: whether the candidate may be published (the gate).
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.release import causes, changelog, delta, documents, index, jsonld, tombstones
from pipeline.release.bundle import DATABASE, write_csv, write_database, write_parquet
from pipeline.release.content import RELEASED, SCHEMA_VERSION, content_id, digests, marks
from pipeline.release.datapackage import datapackage
from pipeline.release.delta import Change
from pipeline.release.dictionary import dictionary, dictionary_ar
from pipeline.release.reading import MANIFEST, manifest, stand
from pipeline.release.standing import alone, promote, sweep
from pipeline.release.verify import SUMS, Problem, files, sha256, verify
from pipeline.versions import code_versions

STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is to be published beside the tables themselves.

    ``checks`` are the passed checks with the materialisation each judged; ``validation`` maps a file name to what is
    written there as JSON (``metrics`` must be among them: the next candidate is compared with it). ``code`` gives the
    version of each layer's code.
    """

    today: date
    checks: Sequence[Mapping[str, Any]]
    validation: Mapping[str, Any]
    provenance: Mapping[str, Any]
    channel: index.Channel = "final"
    code: Mapping[str, str] = field(default_factory=code_versions)


@dataclass(frozen=True, slots=True)
class Published:
    """The version that holds the content, its folder, and whether it is new in its channel."""

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


class WithdrawnContentError(UnsoundBundleError):
    """What was to be published is what a version holds that was withdrawn; nothing was."""


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
    with alone(releases):
        _recover(releases)
        of_tables = digests(connection)
        content = content_id(of_tables)
        known = _known(releases, content, candidate)
        if known is not None:
            return known
        latest = index.latest(releases)
        version = index.next_version(_taken(releases), candidate.today)
        staging = releases / f"{STAGING}{version}"
        staging.mkdir()
        write_parquet(connection, staging)
        write_csv(staging)
        earlier = None if latest is None else releases / latest.version
        _describe(staging, version, of_tables, candidate, earlier)
        problems = [*verify(staging, earlier, marks(connection)), *inspect(staging)]
        if problems:
            shutil.rmtree(staging)
            raise UnsoundBundleError(problems)
        folder = releases / version
        _settle(staging)
        staging.rename(folder)
        index.sync(releases)
        _enter(releases, folder)
        return Published(version, folder, content, new=True)


def _known(releases: Path, content: str, candidate: Candidate) -> Published | None:
    """The version that holds this content already, if one does; a final one made of a candidate that does.

    Raises WithdrawnContentError where a version with this content was withdrawn.
    """
    latest, waiting = index.latest(releases), index.candidate(releases)
    if latest is not None and latest.content_id == content:
        return Published(latest.version, releases / latest.version, content, new=False)
    if waiting is not None and waiting.content_id == content:
        folder = releases / waiting.version
        if candidate.channel == "candidate":
            return Published(waiting.version, folder, content, new=False)
        if manifest(folder)["previous"] == (None if latest is None else latest.version):
            promote(releases, waiting.version)
            return Published(waiting.version, folder, content, new=True)
    for entry in index.entries(releases):
        if entry.withdrawn_on is not None and entry.content_id == content:
            said = f"holds this very content, and was withdrawn: {entry.withdrawn_because}"
            raise WithdrawnContentError([Problem(entry.version, said)])
    return None


def _describe(
    staging: Path, version: str, of_tables: Mapping[str, str], candidate: Candidate, earlier: Path | None
) -> None:
    """Write everything but Parquet and CSV: delta, database, pages, descriptors, findings, manifest and hashes."""
    day, content = candidate.today.isoformat(), content_id(dict(of_tables))
    found, told = _changes(staging, version, candidate, earlier)
    write_database(staging, earlier if earlier is not None and _as_today(earlier) else None)
    sources, days = _covered(staging)
    pages = {
        "README.md": documents.readme(version, day, content, found),
        "CHANGELOG.md": told,
        "codebook.md": documents.codebook(),
        "SOURCES.md": sources,
        "CITATION.cff": documents.citation(version, day, content),
        "LICENSE": documents.LICENCE,
        "data_dictionary.md": dictionary(RELEASED),
        "data_dictionary.ar.md": dictionary_ar(RELEASED),
        "provenance.json": _json(candidate.provenance),
        **{f"validation/{name}.json": _json(found) for name, found in candidate.validation.items()},
    }
    (staging / "validation").mkdir()
    for name, page in pages.items():
        (staging / name).write_text(page, encoding="utf-8")
    sizes = {name: (sha256(staging / name), (staging / name).stat().st_size) for name in files(staging)}
    descriptors = {
        "datapackage.json": datapackage(version, day, sizes),
        "croissant.json": jsonld.croissant(version, day, sizes),
        "dataset.jsonld": jsonld.dataset(version, day, content, sizes, days),
    }
    for name, descriptor in descriptors.items():
        (staging / name).write_text(_json(descriptor), encoding="utf-8")
    rows = {change.table: change.rows for change in found}
    described = {
        "name": "hasila",
        "version": version,
        "channel": candidate.channel,
        "previous": None if earlier is None else earlier.name,
        "previous_content_id": None if earlier is None else manifest(earlier)["content_id"],
        "published_on": day,
        "schema_version": SCHEMA_VERSION,
        "content_id": content,
        "code": dict(candidate.code),
        "tables": [{"name": name, "rows": rows[name], "digest": digest} for name, digest in of_tables.items()],
        "files": [_file(staging, name, rows) for name in files(staging)],
        "checks": list(candidate.checks),
    }
    (staging / MANIFEST).write_text(_json(described), encoding="utf-8")
    sums = "".join(f"{sha256(staging / name)}  {name}\n" for name in files(staging))
    (staging / SUMS).write_text(sums, encoding="utf-8")


def _covered(staging: Path) -> tuple[str, tuple[str, str] | None]:
    """Whose articles the release rests on, as a page, and the first and last day that its incidents began on."""
    with duckdb.connect() as connection:
        stand(connection, staging, "main")
        sources = documents.sources(connection)
        row = connection.execute("SELECT min(date_from)::VARCHAR, max(date_from)::VARCHAR FROM incidents").fetchone()
    return sources, None if row is None or row[0] is None else (row[0], row[1])


def _changes(staging: Path, version: str, candidate: Candidate, earlier: Path | None) -> tuple[Sequence[Change], str]:
    """Write delta and tombstones against the release before, if there is one; what changed, in figures and words."""
    day = candidate.today.isoformat()
    with duckdb.connect() as connection:
        found = delta.compare(connection, staging, earlier)
        if earlier is None:
            return found, changelog.first(version, day, found)
        causes.find(connection, candidate.code, manifest(earlier).get("code", {}))
        delta.write(connection, staging)
        tombstones.write(connection, staging, version, earlier)
        return found, changelog.changelog(version, day, earlier.name, found, connection)


def _as_today(earlier: Path) -> bool:
    """Whether the database of a release has today's columns, and is as it was published."""
    described = manifest(earlier)
    hashes = {entry["path"]: entry["sha256"] for entry in described["files"]}
    path = earlier / DATABASE
    same = described.get("schema_version") == SCHEMA_VERSION
    return same and path.is_file() and sha256(path) == hashes.get(DATABASE)


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
    made = manifest(folder)
    entry = index.Entry(
        folder.name, made["content_id"], made["published_on"], sha256(folder / MANIFEST), made["channel"]
    )
    index.write(releases, [*index.entries(releases), entry])


def _taken(releases: Path) -> list[str]:
    """Every version that was ever given: in the index, or standing as a folder."""
    return [*(entry.version for entry in index.entries(releases)), *(path.name for path in releases.iterdir())]


def _recover(releases: Path) -> None:
    """Clear what a cut run left: staging and removed folders; take up a whole release that the index does not name."""
    for path in releases.glob(f"{STAGING}*"):
        shutil.rmtree(path)
    sweep(releases)
    known = {entry.version for entry in index.entries(releases)}
    for folder in sorted(path for path in releases.iterdir() if (path / MANIFEST).is_file()):
        if folder.name in known or folder.name.startswith("."):
            continue
        latest = index.latest(releases)
        previous, earlier = (None, None) if latest is None else (latest.version, releases / latest.version)
        if not verify(folder, earlier) and manifest(folder)["previous"] == previous:
            _enter(releases, folder)
