"""Feeds that a home follows: what sites announce is recorded in the inbox as it was sent, and read from there.

Which feeds, say the sources of the home (``sources``); where none has one, nothing is ever fetched. A feed is a folder
in the inbox, each answer with something new in it a file. Kept out: reading what was recorded (``archives``).
"""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.ingest.sources import Source, sources
from pipeline.ingest.values import MAX_FILE_BYTES
from pipeline.project import Home

PATIENCE = 30.0  # seconds that a site is waited for
_HEADERS = {
    "User-Agent": "Hasila (casualty recording; feed reader)",
    "Accept": "application/atom+xml, application/rss+xml",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a feed: the file in which something new was recorded, or why there is none."""

    feed: str
    recorded: Path | None
    said: str


def fetch(home: Home, now: datetime | None = None) -> Iterator[Fetched]:
    """Ask each feed once, and record what it answers with where that is not what it answered last time."""
    for source in sources(home).sources:
        if source.feed is not None:
            yield _fetched(home, source, now or datetime.now(UTC))


def _fetched(home: Home, source: Source, now: datetime) -> Fetched:
    try:
        request = urllib.request.Request(str(source.feed), headers=_HEADERS)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            content = answer.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        return Fetched(source.name, None, f"not fetched ({error}); look at {source.feed} in a browser")
    if len(content) > MAX_FILE_BYTES:
        return Fetched(source.name, None, "not recorded: more than 10 MB; ask the site for a shorter feed")
    return _recorded(home.inbox / source.folder, source.name, content, now)


def _recorded(folder: Path, name: str, content: bytes, now: datetime) -> Fetched:
    before = sorted(folder.glob("*.xml"))
    if before and before[-1].read_bytes() == content:
        return Fetched(name, None, "nothing new")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%dT%H%M%SZ}.xml"
    staged = folder / f".{path.name}.partial"
    staged.write_bytes(content)
    staged.replace(path)
    return Fetched(name, path, f"recorded in {path.parent.name}/{path.name}")
