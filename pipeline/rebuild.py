"""Making a release again from the inputs it was made from, which the home keeps as they came: same rows, same bytes.

Everything happens in a folder of its own beside the home, which is removed afterwards; neither warehouse nor releases
are touched. Kept out: the terminal (``commands.rebuild``).
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.progress import Progress
from pipeline.project import Home, threads
from pipeline.versions import code_versions
from pipeline.warehouse import Warehouse


class InputsGoneError(ValueError):
    """What a release was made from is no longer here as it was. Says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it. ``differing`` are the data files whose bytes are others; ``code`` the layers whose code is."""

    content_id: str
    published: str
    differing: tuple[str, ...]
    code: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the content and the bytes of every Parquet and CSV file are those that were published."""
        return self.content_id == self.published and not self.differing


def rebuild(home: Home, folder: Path, progress: Progress) -> Rebuilt:
    """Make the release in ``folder`` again. Raises InputsGoneError, NoReleaseError."""
    from pipeline.release.bundle import write_csv, write_parquet
    from pipeline.release.content import content_id, digests
    from pipeline.release.reading import manifest
    from pipeline.release.verify import sha256

    told = manifest(folder)
    with TemporaryDirectory(prefix=".rebuild-", dir=home.root) as name:
        again = Home.at(name)
        _lay_out(home, again, _inputs(folder))
        warehouse = Warehouse(again.warehouse, threads())
        _make(again, warehouse, progress)
        with warehouse.connect() as connection:
            found = content_id(digests(connection))
            bundle = again.root / "bundle"
            write_parquet(connection, bundle)
            write_csv(bundle)
        hashes = {entry["path"]: entry["sha256"] for entry in told["files"]}
        made = [path.relative_to(bundle).as_posix() for path in sorted(bundle.rglob("*")) if path.is_file()]
        differing = tuple(path for path in made if hashes.get(path) != sha256(bundle / path))
    code = told.get("code", {})
    others = tuple(layer for layer, version in code_versions().items() if code.get(layer) != version)
    return Rebuilt(found, told["content_id"], differing, others)


def _inputs(folder: Path) -> dict[str, str]:
    """Batch → what it held, as the release tells of its inputs."""
    from pipeline.release.provenance import batches

    path = folder / "provenance.json"
    try:
        return batches(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputsGoneError(f"{path} does not tell what the release was made from ({error!r})") from error


def _lay_out(home: Home, again: Home, wanted: Mapping[str, str]) -> None:
    """Copy the batches that were read, and the home's own places and tools, into an empty home."""
    from pipeline.ingest.batches import SEED_BATCH, content_hash, seeds
    from pipeline.ingest.reception import RECEIPT

    for name, fingerprint in wanted.items():
        if name == SEED_BATCH:
            if seeds().fingerprint != fingerprint:
                raise InputsGoneError("the seed articles are others than those that were read; take the code of then")
            continue
        kept = home.batches / name
        told = _receipt(kept / RECEIPT)
        if told.get("fingerprint") != fingerprint:
            raise InputsGoneError(f"batch {name} is not kept in {home.batches} as it was read; restore it from a copy")
        for path, found in told["contents"].items():
            if path not in told["troubles"] and content_hash(kept / path) != found:
                raise InputsGoneError(f"{kept / path} is not as it was received; restore it from a copy")
        shutil.copytree(kept, again.batches / name)
        again.inbox.mkdir(exist_ok=True)
        for child in told["children"]:
            (again.inbox / child).touch()  # a batch counts while its drop stands in the inbox
    for own, other in ((home.places, again.places), (home.sources, again.sources)):
        if own.is_file():
            shutil.copyfile(own, other)
    if home.morphology.is_dir():
        again.morphology.symlink_to(home.morphology, target_is_directory=True)


def _receipt(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputsGoneError(f"{path.parent} is not kept any more ({error}); restore it from a copy") from error


def _make(home: Home, warehouse: Warehouse, progress: Progress) -> None:
    """Every layer, from articles to tallies."""
    from pipeline import layers, reconciling

    layers.make_articles(home, warehouse, progress)
    layers.make_sentences(warehouse, progress)
    layers.make_claims(home, warehouse, progress)
    reconciling.make_incidents(warehouse, progress)
    reconciling.make_tallies(warehouse, progress)
