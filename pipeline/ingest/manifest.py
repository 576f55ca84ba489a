"""manifest.csv: what is known of the plain files beside it (outlet, title, addresses, day of publication).

Columns: file, external_id, outlet, title, url, archive_url, published_on, published_basis. All but ``file`` may be
empty or absent.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ingest.formats import ONE_ARTICLE, file_type
from pipeline.ingest.values import MAX_FILE_BYTES, Flaw

COLUMNS = ("file", "external_id", "outlet", "title", "url", "archive_url", "published_on", "published_basis")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what is declared of one file; None where nothing is."""

    external_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published_on: str | None = None
    published_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries by file, and what is wrong with the manifest itself."""

    entries: Mapping[Path, Entry] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()


def load(path: Path) -> Manifest:
    """Read a manifest; what cannot be used is a flaw, and the rest counts."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return Manifest(flaws=(Flaw("", "too_large", "a manifest of more than 10 MB; split the batch"),))
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Manifest(flaws=(Flaw("", "unreadable", f"{error.strerror}; give read permission, then run again"),))
    except UnicodeDecodeError as error:
        return Manifest(flaws=(Flaw("", "not_utf8", f"byte {error.start} is not UTF-8; save the manifest as UTF-8"),))
    rows = csv.DictReader(content.splitlines(keepends=True))
    try:
        unknown = [name for name in rows.fieldnames or () if name not in COLUMNS]
        if "file" not in (rows.fieldnames or ()) or unknown:
            wrong = f"unknown columns {', '.join(unknown)}" if unknown else "no column file"
            return Manifest(flaws=(Flaw("", "malformed", f"{wrong}; the columns are {', '.join(COLUMNS)}"),))
        read = list(_entries(path.parent, enumerate(rows, start=2)))
    except csv.Error as error:
        return Manifest(flaws=(Flaw("", "malformed", f"{error}; save the manifest as comma-separated UTF-8"),))
    return Manifest(
        dict(found for found in read if not isinstance(found, Flaw)),
        tuple(found for found in read if isinstance(found, Flaw)),
    )


def _entries(
    folder: Path, rows: Iterator[tuple[int, dict[str | None, str | list[str] | None]]]
) -> Iterator[tuple[Path, Entry] | Flaw]:
    for number, row in rows:
        values = {name: value.strip() or None for name, value in row.items() if name and isinstance(value, str)}
        file = values.pop("file", None)
        if None in row:
            yield Flaw(f"#row {number}", "malformed", "more fields than columns; quote the fields that hold commas")
        elif file is None or not (folder / file).is_file():
            yield Flaw(
                f"#row {number}",
                "malformed",
                f"no file {file or ''} in the manifest's folder; correct the name or drop the row",
            )
        elif file_type(folder / file) not in ONE_ARTICLE:
            yield Flaw(f"#row {number}", "unsupported", f"{file} holds records with fields of their own; drop the row")
        else:
            yield folder / file, Entry(**values)
