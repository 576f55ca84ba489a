"""Feeds that a home follows: what sites announce is recorded in the inbox as it was sent, and read from there.

Which feeds, says ``sources.yml`` in the home; where there is none, nothing is ever fetched. A feed is a folder in the
inbox, each answer with something new in it a file. Kept out: reading what was recorded (``archives``).
"""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from pipeline.ingest.values import MAX_FILE_BYTES
from pipeline.project import Home

SOURCES = "sources.yml"
PATIENCE = 30.0  # seconds that a site is waited for
_HEADERS = {
    "User-Agent": "Hasila (casualty recording; feed reader)",
    "Accept": "application/atom+xml, application/rss+xml",
}


class SourcesError(ValueError):
    """sources.yml cannot be used; the message says where it is wrong and what to write."""


class Feed(BaseModel):
    """A feed to follow: a name of its own, which its folder in the inbox bears, and its address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    url: HttpUrl


class Sources(BaseModel):
    """What sources.yml holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a feed: the file in which something new was recorded, or why there is none."""

    feed: str
    recorded: Path | None
    said: str


def sources(home: Home) -> Sources:
    """The sources of a home; none where it has no sources.yml. Raises SourcesError."""
    path = home.root / SOURCES
    if not path.is_file():
        return Sources()
    try:
        found = Sources.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: {error}; write it as YAML in UTF-8") from error
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise SourcesError(f"{path}: {wrong}; a feed has a name (a-z, 0-9, -) and a url (http or https)") from error
    names = [feed.name for feed in found.feeds]
    if len(set(names)) < len(names):
        raise SourcesError(f"{path}: two feeds have one name; give each its own")
    return found


def fetch(home: Home, now: datetime | None = None) -> Iterator[Fetched]:
    """Ask each feed once, and record what it answers with where that is not what it answered last time."""
    for feed in sources(home).feeds:
        try:
            request = urllib.request.Request(str(feed.url), headers=_HEADERS)  # noqa: S310
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                content = answer.read(MAX_FILE_BYTES + 1)
        except (OSError, ValueError) as error:
            yield Fetched(feed.name, None, f"not fetched ({error}); look at {feed.url} in a browser")
            continue
        if len(content) > MAX_FILE_BYTES:
            yield Fetched(feed.name, None, "not recorded: more than 10 MB; ask the site for a shorter feed")
        else:
            yield _recorded(home.inbox / f"feed-{feed.name}", feed.name, content, now or datetime.now(UTC))


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
