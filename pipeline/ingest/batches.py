"""Batches: each child of the inbox is one, and an empty inbox stands for the seed articles.

Kept out: reading the files (``read``).
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.project import ROOT, SEEDS, Home

MANIFEST = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Batch:
    """A drop of files.

    ``files`` are in the order of their path below ``root``, manifests and hidden files left out; ``manifests`` say what
    is known of the files beside them; ``fingerprint`` is the SHA-256 over names and contents of both.
    """

    name: str
    root: Path
    files: tuple[Path, ...]
    manifests: tuple[Path, ...]
    fingerprint: str

    def uri(self, path: Path) -> str:
        """A file's name as it is published: below the root, never a path of this machine."""
        return _printable(path.relative_to(self.root).as_posix())


def inbox(home: Home) -> list[Batch]:
    """The batches to read, by name; the batch ``seeds`` while nothing has been dropped into the inbox."""
    children = sorted(home.inbox.iterdir(), key=os.fsencode) if home.inbox.is_dir() else []
    batches = [
        batch_of(child, home.inbox) for child in children if not _hidden(child) and child != home.inbox / MANIFEST
    ]
    batches = [batch for batch in batches if batch.files or batch.manifests]
    return batches or [batch_of(SEEDS / "articles", ROOT, "seeds")]


def batch_of(path: Path, root: Path, name: str | None = None) -> Batch:
    """A file, with the manifest beside it if there is one, or a folder as one batch, its files named from ``root``.

    All contents are read, for the fingerprint.
    """
    base = path if path.is_dir() else path.parent
    paths = files_below(path)
    if base != path and (base / MANIFEST).is_file():
        paths.append(base / MANIFEST)
    total = hashlib.sha256()
    for found in paths:
        total.update(os.fsencode(found.relative_to(base).as_posix()) + b"\0" + content_hash(found) + b"\n")
    return Batch(
        name=name or _batch_name(path.name),
        root=root,
        files=tuple(found for found in paths if found.name != MANIFEST),
        manifests=tuple(found for found in paths if found.name == MANIFEST),
        fingerprint=total.hexdigest(),
    )


def content_hash(path: Path) -> bytes:
    """The hash of a file's content; that of its trouble where it cannot be read, so that mending it is a change."""
    try:
        if not is_plain(path):
            return b"not a file"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return f"unreadable: {error.strerror}".encode()


def is_plain(path: Path) -> bool:
    """Whether a path is a plain file: opening a pipe could wait for ever. OSError where nothing is there."""
    return stat.S_ISREG(path.stat().st_mode)


def files_below(path: Path) -> list[Path]:
    """The file, or a folder's files at any depth, in the order of their paths; hidden ones left out.

    Links to folders are given as they are, so that nothing loops.
    """
    return sorted(_walk(path), key=lambda found: os.fsencode(found.relative_to(path)))


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked and not _hidden(here / name)]
        yield from (here / name for name in (*files, *linked) if not _hidden(here / name))


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _batch_name(name: str) -> str:
    """A name that any store, URL and terminal takes; made unique again by a hash where it had to be changed."""
    clean = "".join("_" if unicodedata.category(char)[0] == "C" else char for char in name).replace("...", "_")
    return name if clean == name else f"{clean}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"


def _printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 written out as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
