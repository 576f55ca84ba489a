"""WARC files and feeds to records: what an archiver kept of web pages, and what a site announced in RSS or Atom.

Nothing is fetched: both are files that somebody recorded. Kept out: the files that hold articles as such (``formats``).
"""

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any

from pipeline.ingest import pages
from pipeline.ingest.sources import UNKNOWN, Settings
from pipeline.ingest.values import MAX_FILE_BYTES, Flaw, Record, sha256

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def warc(file: IO[bytes], source: Settings = UNKNOWN) -> Iterator[Record | Flaw]:
    """The articles of the HTML pages that a WARC file (plain, or compressed record by record) holds as answered.

    An article's identity is its page's address; where the source names the archive's ``replay``, its copy has one too.
    Requests, redirects, errors and what is no HTML are passed over.
    """
    from warcio.archiveiterator import ArchiveIterator  # slow to import, and few batches hold archives
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(file), start=1):
            if _is_page(record):
                yield _archived(record, f"#record {number}", source)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        said = f"not readable as WARC after record {number} ({error}); archive it again. What came before was read"
        yield Flaw("", "malformed", said)


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    answered = record.http_headers
    if answered is None:
        return "html" in (record.rec_headers.get_header("Content-Type") or "")
    return answered.get_statuscode() == "200" and "html" in (answered.get_header("Content-Type") or "")


def _archived(record: Any, where: str, source: Settings) -> Record | Flaw:
    content = record.content_stream().read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        return Flaw(where, "too_large", "a page of more than 10 MB; leave it out")
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else None
    declared = _CHARSET.search(kind or "")
    found = pages.article(content, declared.group(1) if declared else "", source)
    address = record.rec_headers.get_header("WARC-Target-URI")
    if isinstance(found, Flaw):
        return replace(found, where=where)
    return replace(found, where=where, doc=address, url=address, archive_url=_copy(record, address, source))


def _copy(record: Any, address: str, source: Settings) -> str | None:
    """The address at which the archive shows a record: its replay, the time of recording, and what was recorded."""
    time = re.sub(r"\D", "", record.rec_headers.get_header("WARC-Date") or "")[:14]
    return f"{str(source.replay).rstrip('/')}/{time}/{address}" if source.replay and time else None


def feed(content: bytes) -> Iterator[Record | Flaw]:
    """The entries of an RSS or Atom feed: the longest text that each gives, without its markup."""
    import feedparser

    read: Any = feedparser.parse(BytesIO(content))  # bytes in a stream: an address would be fetched
    if not read.version:
        said = "neither RSS nor Atom" + (f" ({read.bozo_exception})" if read.bozo else "")
        yield Flaw("", "malformed", f"{said}; save the feed again as it was sent", sha256(content))
        return
    for number, entry in enumerate(read.entries, start=1):
        texts = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
        time = entry.get("published_parsed") or entry.get("updated_parsed")
        yield Record(
            f"#entry {number}",
            max(map(_plain, texts), key=len),
            doc=entry.get("id") or entry.get("link") or None,
            outlet=read.feed.get("title") or None,
            title=_plain(entry.get("title", "")) or None,
            url=entry.get("link"),
            published=datetime.fromtimestamp(timegm(time), UTC) if time else None,
        )


def _plain(markup: str) -> str:
    """The text of a piece of HTML, a line a block."""
    from lxml import html

    if not markup.strip():
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    return pages.plain(root)
