"""A batch's files to articles and rejections, one at a time: no file, and no batch, is held in memory whole.

Kept out: file formats (``formats``) and where the rows go (the warehouse).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.ingest import manifest
from pipeline.ingest.addresses import addresses, host, web
from pipeline.ingest.batches import Batch, printable, trouble
from pipeline.ingest.dating import ISO, published
from pipeline.ingest.formats import records, stem
from pipeline.ingest.headline import with_headline
from pipeline.ingest.manifest import Entry
from pipeline.ingest.sources import UNKNOWN, Settings, Sources
from pipeline.ingest.values import MAX_CHARS, Article, Flaw, Record, Rejection, article_id, sha256

NONE = Sources()
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06fc\ufb50-\ufdfb\ufe70-\ufefc]")


def read(
    batch: Batch, known: Mapping[str, str] | None = None, sources: Sources = NONE
) -> Iterator[Article | Rejection]:
    """The batch's articles, and what in it is none, in the order of its files, each by what is known of its source.

    ``known`` gives the ids of articles that are already in, with the batch (or any name) by which a duplicate is told
    of them. Memory is bounded by the largest record and one id an article.
    """
    seen = dict(known or {})
    entries: dict[Path, Entry] = {}
    for path in batch.manifests:
        loaded = manifest.load(path)
        entries.update(loaded.entries)
        yield from (_rejection(batch, path, flaw) for flaw in loaded.flaws)
    yield from (_rejection(batch, path, flaw) for path, flaw in batch.troubles)
    for path in batch.files:
        source = sources.of_file(batch.inside(path))
        for found in _contents(path, source or UNKNOWN):
            if isinstance(found, Flaw):
                yield _rejection(batch, path, found)
            else:
                own = source or sources.of_address(web(found.url)) or UNKNOWN
                yield from _judged(batch, path, found, entries.get(path, Entry()), own, seen)


def chunks(
    batch: Batch, known: Mapping[str, str] | None = None, sources: Sources = NONE, size: int = 500
) -> Iterator[tuple[list[Article], list[Rejection]]]:
    """What ``read`` gives, some at a time: at most ``size`` rows and about 20 million characters of text."""
    articles: list[Article] = []
    rejections: list[Rejection] = []
    held = 0
    for found in read(batch, known, sources):
        if isinstance(found, Article):
            articles.append(found)
            held += found.n_chars
        else:
            rejections.append(found)
        if len(articles) + len(rejections) >= size or held >= 20_000_000:
            yield articles, rejections
            articles, rejections, held = [], [], 0
    if articles or rejections:
        yield articles, rejections


def _contents(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """What a file holds; where its reader fails, what came before that, and how it failed."""
    flaw = trouble(path)
    if flaw is not None:
        yield flaw
        return
    number = 0
    try:
        for found in records(path, source):
            yield found
            number += 1
    except Exception as error:  # any file may come in, and one must not cost the others
        said = f"reading failed after {number} records ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        yield Flaw("", "malformed", f"{said}; leave the file out, and report it")


def _judged(
    batch: Batch, path: Path, record: Record, entry: Entry, source: Settings, seen: dict[str, str]
) -> Iterator[Article | Rejection]:
    """The article a record makes, or why it makes none; a date it cannot be given is told beside it."""
    flaw = _unfit(record)
    if flaw is not None:
        yield _rejection(batch, path, flaw)
        return
    uri = batch.uri(path) + record.where
    title = entry.title or record.title
    text = with_headline(record.text, title)
    found = article_id(record.doc, text)
    if found in seen:
        detail = f"the same article as {seen[found]}, which stands; remove one of the two if they were meant to differ"
        yield Rejection(uri, batch.name, "duplicate", detail, record.sha256())
        return
    seen[found] = uri
    given, basis = entry.published_on or record.published, entry.published_basis or record.published_basis
    when = published(given, basis, record.text, ISO if entry.published_on else source.published)
    if when.complaint:
        yield Rejection(f"{uri} published", batch.name, "bad_date", when.complaint, None)
    at = addresses(entry.url or record.url, entry.archive_url or record.archive_url)
    if at.complaint:
        yield Rejection(f"{uri} url", batch.name, "bad_address", at.complaint, None)
    yield Article(
        article_id=found,
        external_id=record.doc or entry.external_id or printable(stem(path)) + record.where,
        batch=batch.name,
        source_uri=uri,
        outlet=entry.outlet or source.outlet or record.outlet or host(at.url),
        title=title,
        url=at.url,
        archive_url=at.archive_url,
        licence=source.licence,
        published_on=when.day,
        published_basis=when.basis,
        text=text,
        text_sha256=sha256(text.encode()),
        n_chars=len(text),
    )


def _unfit(record: Record) -> Flaw | None:
    """Why a record's text is no Arabic article, if it is none."""
    text = record.text
    if not text.strip():
        return Flaw(record.where, "empty", "no text in it; give the article's text, or leave it out", record.sha256())
    if len(text) > MAX_CHARS:
        said = f"{len(text):,} characters, and an article has at most {MAX_CHARS:,}; cut it into articles"
        return Flaw(record.where, "too_large", said, record.sha256())
    if "\0" in text:
        said = f"character {text.index(chr(0))} is NUL: a binary file, or UTF-16; save it as UTF-8 text"
        return Flaw(record.where, "malformed", said, record.sha256())
    for field in (text, record.doc, record.title, record.outlet):
        try:
            (field or "").encode()
        except UnicodeEncodeError as error:
            said = f"character {error.start} is half a character or no UTF-8; save it as UTF-8"
            return Flaw(record.where, "not_utf8", said, record.sha256())
    if not _ARABIC.search(text):
        return Flaw(record.where, "not_arabic", "no Arabic letter in it; only Arabic is read", record.sha256())
    return None


def _rejection(batch: Batch, path: Path, flaw: Flaw) -> Rejection:
    detail = flaw.detail.encode("utf-8", "backslashreplace").decode()
    return Rejection(batch.uri(path) + flaw.where, batch.name, flaw.reason, detail, flaw.sha256)
