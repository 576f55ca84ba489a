"""sources.yml: what a home knows of the sources of its articles, so that each is read as it is meant.

A source is a name with what belongs to it (``files`` below the inbox, articles of a ``host``, a ``feed`` to follow) and
what is known of it: the outlet, how it writes dates, which field holds what, and so on. Of several that fit, the first
in the file counts. Kept out: fetching feeds (``feeds``), and what reading does with all this.
"""

import codecs
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from lxml import etree
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, model_validator

from pipeline.ingest.addresses import host
from pipeline.project import Home
from pipeline.settings import SettingsError, load, nearest

ARABIC = "arabic"  # the format of dates that are written out: «الأحد 11 تشرين الثاني 2018»
Ours = Literal["text", "doc", "title", "outlet", "url", "archive_url", "published", "published_basis"]
_ARABIC = ("windows-1256", "cp1256", "iso-8859-6", "mac-arabic", "cp720", "cp864")
_WIDE = ("utf-16", "utf-32", "utf-7")


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"no time zone {name!r}{nearest(name, available_timezones()) or '; such as Asia/Damascus'}")
    return name


def _encoding(name: str) -> str:
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except LookupError:
        meant = nearest(name, _ARABIC) or "; such as windows-1256"
        raise ValueError(f"no character encoding {name!r}{meant}") from None
    if found.startswith(_WIDE):
        raise ValueError(f"{name} is not read line by line; convert the files: iconv -f {name} -t UTF-8")
    return found


def _xpath(path: str) -> str:
    try:
        etree.XPath(path)
    except etree.XPathError as error:
        raise ValueError(f"{path!r} is no XPath ({error}); such as //div[@class='story']") from None
    return path


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


XPath = Annotated[str, AfterValidator(_xpath)]
Several = BeforeValidator(_several)


class Strict(BaseModel):
    """Settings of which none is passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dates(Strict):
    """How a source writes the day of publication."""

    format: Annotated[tuple[str, ...], Several] = Field(
        default=(), description="how dates are written, as strptime has it (%d/%m/%Y %H:%M), or arabic; one or several"
    )
    timezone: Annotated[str, AfterValidator(_zone)] | None = Field(
        default=None, description="whose days count, such as Asia/Damascus: times of other zones are turned into it"
    )

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone."""
        return ZoneInfo(self.timezone) if self.timezone else None


class Settings(Strict):
    """What is known of the articles of a source; nothing, where nothing is stated."""

    outlet: str | None = Field(
        default=None, min_length=1, description="who publishes the articles; it counts before what a record says of it"
    )
    published: Dates = Field(default=Dates(), description="how dates are written: format, timezone")
    columns: Mapping[Ours, str] = Field(
        default={},
        description=f"which field of a record holds what, as text: body; ours are {', '.join(get_args(Ours))}",
    )
    encoding: Annotated[str, AfterValidator(_encoding)] | None = Field(
        default=None, description="the encoding of what is not UTF-8, such as windows-1256"
    )
    content: XPath | None = Field(
        default=None, description="an XPath of what holds the text on a page; trafilatura finds it where none is given"
    )
    prune: Annotated[tuple[XPath, ...], Several] = Field(
        default=(), description="XPaths of what on a page is no text of the article; one or several"
    )
    replay: HttpUrl | None = Field(
        default=None, description="the address at which an archive shows its WARC files; time and address come after it"
    )
    licence: str | None = Field(default=None, min_length=1, description="what may be done with the articles")


UNKNOWN = Settings()


class Source(Settings):
    """A source: its name, what belongs to it, and what is known of it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$", description="a name of its own, of a-z, 0-9 and -")
    files: Annotated[tuple[str, ...], Several] = Field(
        default=(), description="files or folders below the inbox, such as enab/*.csv or enab; one or several"
    )
    host: Annotated[tuple[str, ...], Several] = Field(
        default=(), description="sites whose articles these are, by their url, such as news.example; one or several"
    )
    feed: HttpUrl | None = Field(default=None, description="the address (http, https) of an RSS or Atom feed to follow")
    notes: str | None = Field(default=None, description="what a person should know of it; nothing is done with it")

    @model_validator(mode="after")
    def _of_something(self) -> "Source":
        if not (self.files or self.host or self.feed):
            raise ValueError("nothing belongs to it; name its files, host or feed")
        needy = [key for key in ("columns", "encoding", "content", "prune") if getattr(self, key)]
        if needy and not (self.files or self.feed):
            raise ValueError(f"{needy[0]} tells how files are read; name the files it is about")
        return self

    @cached_property
    def folder(self) -> str:
        """The folder of the inbox in which its feed is recorded."""
        return f"feed-{self.name}"

    def holds(self, path: PurePath) -> bool:
        """Whether a file, by its path below the inbox, is one of its files."""
        patterns = (*self.files, *((f"{self.folder}/*",) if self.feed else ()))
        return any(_fits(PurePath(pattern).parts, path.parts) for pattern in patterns)

    def publishes(self, url: str | None) -> bool:
        """Whether an address is one of its hosts'."""
        site = f".{host(url)}" if url else ""
        return any(site.endswith(f".{name.lower().removeprefix('www.')}") for name in self.host)


class Sources(Strict):
    """The sources of a home, in the order in which they are tried."""

    sources: tuple[Source, ...] = Field(default=(), description="a list of sources, each with a name")

    @model_validator(mode="after")
    def _apart(self) -> "Sources":
        names = [source.name for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two sources are called {twice[0]}; give each a name of its own")
        return self

    def of_file(self, path: PurePath) -> Source | None:
        """The source of a file, by its path below the inbox."""
        return next((source for source in self.sources if source.holds(path)), None)

    def of_address(self, url: str | None) -> Source | None:
        """The source of an article, by its address."""
        return next((source for source in self.sources if source.publishes(url)), None)

    def version(self, paths: Iterable[PurePath]) -> str:
        """A hash of all that decides how these files are read; '' where nothing does."""
        paths = list(paths)
        about = [source for source in self.sources if source.host or any(map(source.holds, paths))]
        told = [source.model_dump_json(exclude={"notes", "feed"}) for source in about]
        return sha256("\n".join(told).encode()).hexdigest()[:12] if told else ""


def sources(home: Home) -> Sources:
    """The sources of a home; none where it has no sources.yml. Raises SettingsError, which names all that is wrong."""
    return load(home.sources, Sources, _remedies) or Sources()


def _remedies(given: Any) -> str | None:
    """What to write instead of what was written before sources were one list."""
    if isinstance(given, dict) and "feeds" in given:
        return "feeds: write each feed as a source: sources: [{name: my-feed, feed: https://…}]"
    return None


def _fits(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a pattern names a path, its end, or a folder above: * within a name, ** for any number of folders."""
    return any(_begins(pattern, parts[start:]) for start in range(len(parts)))


def _begins(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_begins(pattern[1:], parts[skip:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _begins(pattern[1:], parts[1:])


__all__ = ["ARABIC", "UNKNOWN", "Dates", "Settings", "SettingsError", "Source", "Sources", "sources"]
