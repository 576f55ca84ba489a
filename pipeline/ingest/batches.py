"""Batches: drops of files as values; each child of the inbox is one, and an empty inbox stands for the seed articles.

Kept out: keeping what came in (``reception``), and reading the files (``read``).
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.ingest.values import Flaw
from pipeline.project import ROOT, SEEDS, Home

MANIFEST = "manifest.csv"
_STEERING = frozenset({"Cc", "Cf", "Zl", "Zp"})  # control and format characters, separators of lines and paragraphs
SEED_BATCH = "seeds"


@dataclass(frozen=True, slots=True)
class Batch:
    """A drop of files.

    ``files`` are in the order of their path below ``root``, manifests and hidden files left out; ``manifests`` say what
    is known of the files beside them; ``fingerprint`` is the SHA-256 over names and contents of both. ``children`` are
    the children of the inbox that it is a version of, ``troubles`` the files that could not be received.
    """

    name: str
    root: Path
    files: tuple[Path, ...]
    manifests: tuple[Path, ...]
    fingerprint: str
    children: frozenset[str] = frozenset()
    troubles: tuple[tuple[Path, Flaw], ...] = ()

    def inside(self, path: Path) -> PurePath:
        """A file's place in the inbox, by which its source is known; that of a seed article is no place there."""
        return path.relative_to(self.root) if self.name != SEED_BATCH else PurePath()

    def uri(self, path: Path) -> str:
        """A file's name as it is published: below the root, never a path of this machine."""
        return printable(path.relative_to(self.root).as_posix())


def inbox(home: Home) -> list[Batch]:
    """What lies in the inbox now, by name; the batch ``seeds`` while nothing has been dropped into it."""
    batches = [batch_of(child, home.inbox) for child in children(home)]
    return [batch for batch in batches if batch.files or batch.manifests] or [seeds()]


def seeds() -> Batch:
    """The seed articles, read where they stand."""
    return batch_of(SEEDS / "articles", ROOT, SEED_BATCH)


def children(home: Home) -> list[Path]:
    """The drops in the inbox, in the order of their names; hidden files, and a manifest of other files, are none."""
    if not home.inbox.is_dir():
        return []
    return [
        child
        for child in sorted(home.inbox.iterdir(), key=os.fsencode)
        if not _hidden(child) and child != home.inbox / MANIFEST
    ]


def batch_of(path: Path, root: Path, name: str | None = None) -> Batch:
    """A file, with the manifest beside it if there is one, or a folder as one batch, its files named from ``root``.

    All contents are read, for the fingerprint.
    """
    base = path if path.is_dir() else path.parent
    paths = files_below(path)
    if base != path and (base / MANIFEST).is_file():
        paths.append(base / MANIFEST)
    return Batch(
        name=name or _batch_name(path.name),
        root=root,
        files=tuple(found for found in paths if found.name != MANIFEST),
        manifests=tuple(found for found in paths if found.name == MANIFEST),
        fingerprint=fingerprint({found.relative_to(base).as_posix(): content_hash(found) for found in paths}),
    )


def fingerprint(contents: Mapping[str, str]) -> str:
    """The SHA-256 over names (relative paths) and content hashes."""
    total = hashlib.sha256()
    for name in sorted(contents, key=os.fsencode):
        total.update(os.fsencode(name) + b"\0" + contents[name].encode() + b"\n")
    return total.hexdigest()


def content_hash(path: Path) -> str:
    """The hash of a file's content; that of its trouble where it cannot be read, so that mending it is a change."""
    found = trouble(path)
    if found is not None:
        return f"{found.reason}: {found.detail}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def trouble(path: Path) -> Flaw | None:
    """Why a path cannot be read as a file, if it cannot: opening a pipe, say, could wait for ever."""
    try:
        if not is_plain(path):
            return Flaw("", "unsupported", "neither a file nor a folder of its own; put the files themselves there")
        path.open("rb").close()
    except OSError as error:
        return Flaw("", "unreadable", f"{error.strerror}; mend the link or the permissions, then run again")
    return None


def is_plain(path: Path) -> bool:
    """Whether a path is a plain file. OSError where nothing is there."""
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


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8, and what steers a terminal or turns text, written as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _STEERING else char for char in text
    )
