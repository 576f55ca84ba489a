"""Releases copied to where others read them: a folder, or an object store that fsspec knows (s3://…, gs://…).

Every file is written before the index that names its release, and every one is read back and held against its hash.
So a reader there finds the releases of before or the new ones, whole; and what was cut goes on where it stopped, since
a file that is there whole is not sent again. Kept out: making releases (``publish``).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fsspec

from pipeline.progress import Progress
from pipeline.release import index
from pipeline.release.reading import MANIFEST
from pipeline.release.verify import SIGNATURE, SUMS, files, sha256

_BLOCK = 1 << 20
_LAST = (MANIFEST, SUMS, SIGNATURE)  # of a release, those that say what is in it


class ShippingError(ValueError):
    """Releases cannot be copied there. Says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What came of it: the versions that the index there names now, and how many files were sent and were there."""

    versions: tuple[str, ...]
    sent: int
    there: int


def ship(releases: Path, target: str, progress: Progress) -> Shipped:
    """Copy every release that stands, the page and the index to ``target``. Raises ShippingError, OSError."""
    filesystem, root = _opened(target)
    published = index.entries(releases)
    if not published:
        raise ShippingError(f"nothing is published in {releases} yet; publish with: hasila run")
    _no_others(filesystem, root, published)
    names = [*_of_releases(releases, published), *_of_page(releases)]
    sent = 0
    with progress.step("publish", "files", len(names)) as advance:
        for name in names:
            sent += _send(filesystem, releases / name, f"{root}/{name}")
            advance(1)
    _put(filesystem, f"{root}/{index.INDEX}", index.rendered(published))
    return Shipped(tuple(entry.version for entry in published if entry.stands), sent, len(names) - sent)


def _opened(target: str) -> tuple[fsspec.AbstractFileSystem, str]:
    try:
        filesystem, root = fsspec.core.url_to_fs(target)
    except (ImportError, ValueError) as error:
        protocol = target.partition("://")[0]
        extra = {"s3": "s3", "gs": "gcs", "gcs": "gcs"}.get(protocol)
        remedy = f"pip install 'hasila[{extra}]'" if extra else "name a folder, s3://bucket/… or gs://bucket/…"
        raise ShippingError(f"{target} cannot be written ({error}); {remedy}") from error
    return filesystem, str(root).rstrip("/")


def _no_others(filesystem: fsspec.AbstractFileSystem, root: str, published: Sequence[index.Entry]) -> None:
    """Refuse a place whose index names releases that are not ours: they would be lost from it."""
    path = f"{root}/{index.INDEX}"
    if not filesystem.exists(path):
        return
    try:
        there = index.parsed(filesystem.cat_file(path))
    except (ValueError, KeyError, TypeError) as error:
        raise ShippingError(f"{path} is there and is no index of releases ({error!r}); name another place") from error
    ours = {(entry.version, entry.manifest_sha256) for entry in published}
    others = [entry.version for entry in there if (entry.version, entry.manifest_sha256) not in ours]
    if others:
        raise ShippingError(
            f"{path} names releases that are not these ({', '.join(others[:5])}): another home publishes there; "
            "name another place"
        )


def _of_releases(releases: Path, published: Sequence[index.Entry]) -> Iterator[str]:
    """The files of the releases that are there, by their path; of each release, what says what it holds comes last."""
    for entry in published:
        if entry.removed_on is None:
            names = files(releases / entry.version)
            yield from (f"{entry.version}/{name}" for name in sorted(names, key=lambda n: (n in _LAST, n)))


def _of_page(releases: Path) -> list[str]:
    """The files of the page, if it was made: those below ``page``, then the documents beside the index."""
    below = [f"page/{name}" for name in files(releases / "page")] if (releases / "page").is_dir() else []
    beside = [path.name for path in sorted(releases.iterdir()) if path.is_file() and not path.name.startswith(".")]
    return [*(name for name in below if "/." not in name), *(name for name in beside if name != index.INDEX)]


def _send(filesystem: fsspec.AbstractFileSystem, source: Path, path: str) -> bool:
    """Copy a file unless it is there whole, and read it back; whether it was sent."""
    wanted, size = sha256(source), source.stat().st_size
    if _is(filesystem, path, wanted, size):
        return False
    _put(filesystem, path, source)
    if not _is(filesystem, path, wanted, size):
        raise ShippingError(f"{path} does not read back as it was sent; look at the store, then publish again")
    return True


def _is(filesystem: fsspec.AbstractFileSystem, path: str, wanted: str, size: int) -> bool:
    try:
        if filesystem.info(path)["size"] != size:
            return False
    except FileNotFoundError:
        return False
    found = hashlib.sha256()
    with filesystem.open(path, "rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest() == wanted


def _put(filesystem: fsspec.AbstractFileSystem, path: str, content: Path | bytes) -> None:
    """Write a file there whole or not at all: object stores do, and a folder gets it by renaming."""
    in_folder = "file" in filesystem.protocol
    staged = f"{path.rpartition('/')[0]}/.{path.rpartition('/')[2]}.partial" if in_folder else path
    if in_folder:
        filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
    if isinstance(content, Path):
        filesystem.put_file(str(content), staged)
    else:
        filesystem.pipe_file(staged, content)
    if in_folder:
        index.sync(Path(staged))
        Path(staged).replace(path)
        index.sync(Path(path).parent)
    filesystem.invalidate_cache()
