"""Making each layer from the one below: only the batches whose inputs or code changed, all or nothing for each.

What a step does to the tables stands here, whoever asks for it. Kept out: how text is read (``ingest``, ``arabic``,
``extraction``, ``reconciliation``), and when a step is run (``assets``).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from pipeline.contracts import frame, table
from pipeline.lexicon import LexiconError
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.relating import relate
from pipeline.succession import replaced_by_those_of, settle_versions
from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, Writer

if TYPE_CHECKING:
    from pipeline.ingest import Article, Batch, Sources

CHUNK = 200  # articles read at a time, so that memory does not grow with the batch
Read = TypeVar("Read")

_OF_ARTICLES = """
SELECT batch, sha256(string_agg(to_json([article_id, title, outlet, published_on::VARCHAR, published_basis])::VARCHAR,
                                chr(10) ORDER BY article_id))
FROM articles GROUP BY batch ORDER BY batch
"""


_STANDING = """
SELECT article_id, batch, source_uri, external_id, title, outlet, url, archive_url, licence,
       published_on::VARCHAR, published_basis, replaced_by
FROM articles
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step did: batches made again, kept as they were, and removed because their drop left the inbox.

    ``troubles`` are articles that could not be read as others are, each with the reason.
    """

    remade: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


def due(home: Home, warehouse: Warehouse) -> tuple[str, ...]:
    """The batches that a run would make in any layer, in the order they came."""
    from pipeline.extraction import tools
    from pipeline.ingest import received, sources

    batches, known = received(home), sources(home)
    gone = warehouse.made("articles").keys() - {batch.name for batch in batches}
    stale = {batch.name for batch in batches if not _fits(warehouse, batch, known)}
    stale |= _unsettled(warehouse, batches, {*gone, *stale & warehouse.made("articles").keys()})
    for layer, with_tools in (("sentences", ""), ("claims", tools(home))):
        stale |= _stale(warehouse, layer, with_tools).keys()
    return tuple(batch.name for batch in batches if batch.name in stale)


def make_articles(
    home: Home,
    warehouse: Warehouse,
    progress: Progress,
    only: Collection[str] | None = None,
    afresh: bool = False,
) -> Made:
    """articles and rejected_articles from the batches received, then the families of near-duplicates over all of them.

    ``only`` names the batches to bring up to date (else all); ``afresh`` forgets them first. Of two batches that hold
    one article, the one that came first has it, in whatever order they are made.
    """
    from pipeline.ingest import received, sources

    batches, known = received(home), sources(home)
    wanted = {batch.name for batch in batches if only is None or batch.name in only}
    made = warehouse.made("articles")
    removed = tuple(sorted(made.keys() - {batch.name for batch in batches}))
    changed = {b.name for b in batches if b.name in wanted & made.keys() and (afresh or not _fits(warehouse, b, known))}
    unsettled = sorted(_unsettled(warehouse, batches, {*removed, *changed}))
    with warehouse.transaction() as write:
        for name in unsettled:
            write.forget(name)
    wanted |= made.keys() - warehouse.made("articles").keys() - set(removed)  # what was forgotten comes again
    remade = []
    with progress.step("articles", "batches", len(batches)) as advance:
        for number, batch in enumerate(batches):
            if batch.name in wanted and batch.name not in warehouse.made("articles"):
                with warehouse.transaction() as write:
                    wanted |= _take(write, batch, batches[:number], batches[number + 1 :], known)
                remade.append(batch.name)
            advance(1)
    if remade or removed:
        with warehouse.transaction() as write:
            settle_versions(write, batches)
    relate(warehouse)
    return Made(tuple(remade), tuple(batch.name for batch in batches if batch.name not in remade), removed)


def make_sentences(warehouse: Warehouse, progress: Progress, only: Collection[str] | None = None) -> Made:
    """sentences, from articles; one that cannot be cut into sentences is cut at its line ends."""
    from pipeline.arabic.frames import lines, sentences

    troubles: list[str] = []

    def make(write: Writer, articles: pl.DataFrame) -> None:
        parts, failed = _each(articles, sentences)
        for part in parts:
            write.append("sentences", part)
        for article, error in failed:
            write.append("sentences", sentences(article, lines))
            troubles.append(f"{article['source_uri'].item()}: {_said_by(error)}; cut at its line ends instead")

    made = _by_batch("sentences", ("sentences",), warehouse, progress, make, only)
    return replace(made, troubles=tuple(troubles))


def make_claims(home: Home, warehouse: Warehouse, progress: Progress, only: Collection[str] | None = None) -> Made:
    """events and claims, from sentences and their articles, with the home's morphology and places if it has any.

    An article that reading fails on goes into unread_articles, and the others go on.
    """
    from pipeline.extraction import Knowledge, extract, tools

    known = cache(lambda: Knowledge.load(home))  # only where a batch is due
    troubles: list[str] = []

    def make(write: Writer, articles: pl.DataFrame) -> None:
        sentences = write.connection.execute(
            "SELECT * FROM sentences WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, ordinal",
            [articles["article_id"].to_list()],
        ).pl()
        current = articles.filter(pl.col("replaced_by").is_null())
        parts, failed = _each(current, lambda some: extract(some, sentences, known()))
        for part in parts:
            write.append("events", part.events)
            write.append("claims", part.claims)
        unread = [_unread(article.row(0, named=True), error) for article, error in failed]
        write.append("unread_articles", frame(table("unread_articles"), unread))
        troubles.extend(f"{row['source_uri']}: {row['detail']}" for row in unread)

    made = _by_batch("claims", ("claims", "events", "unread_articles"), warehouse, progress, make, only, tools(home))
    return replace(made, troubles=tuple(troubles))


def make_readings(home: Home, warehouse: Warehouse) -> None:
    """readings: the annotated seed articles as the code and the home's tools read them."""
    from pipeline.accuracy import readings
    from pipeline.extraction import Knowledge, tools

    read = readings(Knowledge.load(home), _by(code_version("claims"), tools(home)))
    with warehouse.transaction() as write:
        write.replace("readings", read)


def make_metrics(home: Home, warehouse: Warehouse) -> None:
    """metrics: the candidate in figures, beside the last release's."""
    from pipeline.release.history import past
    from pipeline.release.metrics import candidate

    with warehouse.connect() as connection:
        metrics = candidate(connection, past(home.releases))
    with warehouse.transaction() as write:
        write.replace("metrics", metrics)


def _fits(warehouse: Warehouse, batch: "Batch", known: "Sources") -> bool:
    """Whether a batch's articles were made from what it holds, by the code and what is known of sources as they are."""
    return warehouse.made("articles").get(batch.name) == (batch.fingerprint, _read_by(batch, known))


def _read_by(batch: "Batch", known: "Sources") -> str:
    return _by(code_version("articles"), known.version(map(batch.inside, batch.files)))


def _unsettled(warehouse: Warehouse, batches: "Sequence[Batch]", touched: Collection[str]) -> set[str]:
    """The batches to make again: those gone or changed, and what they settled of others.

    That is other versions of their drops, batches with duplicates, and batches whose articles theirs came in place of.
    """
    if not touched:
        return set()
    drops = frozenset[str]().union(*(batch.children for batch in batches if batch.name in touched))
    about = _with_duplicates(warehouse) | replaced_by_those_of(warehouse, touched)
    return {*touched, *(batch.name for batch in batches if batch.name in about or batch.children & drops)}


def _with_duplicates(warehouse: Warehouse) -> set[str]:
    rows = warehouse.query("SELECT DISTINCT batch FROM rejected_articles WHERE reason = 'duplicate'").rows()
    return {name for (name,) in rows}


def _take(
    write: Writer, batch: "Batch", before: "Sequence[Batch]", after: "Sequence[Batch]", sources: "Sources"
) -> set[str]:
    """Read one batch in, and return the later batches that were forgotten because they hold one of its articles.

    A later version of a drop takes over the articles of which something else than the text was mended; an article that
    it has with another text comes in the place of the earlier one, which is kept.
    """
    from pipeline.ingest import chunks

    versions = {earlier.name for earlier in before if earlier.children & batch.children}
    others, coming = {b.name for b in before} - versions, {b.name for b in after}
    there = write.connection.execute(_STANDING).fetchall()
    known = {article: holder for article, holder, *_ in there if holder in others}
    later = {article: holder for article, holder, *_ in there if holder in coming}
    holders = {article: holder for article, holder, *_ in there}
    own = {
        article: (*told, by if holders.get(by) in versions else None)  # a version in another drop takes nothing from it
        for article, holder, *told, by in there
        if holder in versions
    }
    current = {_identity(told[0], told[1]): article for article, told in own.items() if told[-1] is None}
    clashing: set[str] = set()
    replaced: dict[str, str] = {}
    for found, rejections in chunks(batch, known, sources):
        articles = [article for article in found if own.get(article.article_id, ())[2:] != (*_said(article), None)]
        for article in articles:
            older = current.get(_identity(article.source_uri, article.external_id))
            if older is not None and older != article.article_id:
                replaced[older] = article.article_id
        clashing |= {later[article.article_id] for article in articles if article.article_id in later}
        write.drop_articles([article.article_id for article in articles if article.article_id in own])
        write.append("articles", frame(table("articles"), [article.row() for article in articles]))
        write.append("rejected_articles", frame(table("rejected_articles"), [found.row() for found in rejections]))
    write.replace_versions(replaced)
    write.settle_rejections(versions, [batch.uri(path) for path in (*batch.files, *batch.manifests)])
    for name in clashing:
        write.forget(name)
    write.note_made("articles", batch.name, batch.fingerprint, _read_by(batch, sources))
    return clashing


def _said(article: "Article") -> tuple[str | None, ...]:
    """What is known of an article beside its text."""
    day = article.published_on.isoformat() if article.published_on else None
    about = article.title, article.outlet, article.url, article.archive_url, article.licence
    return *about, day, article.published_basis


def _identity(source_uri: str, external_id: str) -> str:
    """By what two versions of an article are told to be one: its file, or the identity a record declares."""
    file, _, where = source_uri.partition("#")
    return external_id if where and not external_id.endswith(f"#{where}") else source_uri if where else file


def _each(
    articles: pl.DataFrame, read: Callable[[pl.DataFrame], Read]
) -> tuple[list[Read], list[tuple[pl.DataFrame, Exception]]]:
    """What is read of articles together; where that fails, of each alone, and those that it fails on with the error."""
    try:
        return [read(articles)], []
    except LexiconError:
        raise
    except Exception:  # which article it was is found below
        parts, failed = [], []
        for one in articles.iter_slices(1):
            try:
                parts.append(read(one))
            except Exception as error:
                failed.append((one, error))
        return parts, failed


def _unread(article: dict[str, Any], error: Exception) -> dict[str, Any]:
    return {
        "article_id": article["article_id"],
        "source_uri": article["source_uri"],
        "reason": type(error).__name__,
        "detail": f"{_said_by(error)}; report it with the article: no claim of it is counted",
    }


def _said_by(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _stale(warehouse: Warehouse, layer: str, tools: str = "") -> dict[str, str]:
    """The batches of which a layer is to be made again, with the hash of their articles."""
    inputs: dict[str, str] = dict(warehouse.query(_OF_ARTICLES).rows())
    made, code = warehouse.made(layer), _by(code_version(layer), tools)
    return {batch: found for batch, found in inputs.items() if made.get(batch) != (found, code)}


def _by_batch(
    layer: str,
    tables: Sequence[str],
    warehouse: Warehouse,
    progress: Progress,
    make: Callable[[Writer, pl.DataFrame], None],
    only: Collection[str] | None,
    tools: str = "",
) -> Made:
    """Make a layer's tables for each batch whose articles, code or ``tools`` changed since they were made."""
    due = {name: found for name, found in _stale(warehouse, layer, tools).items() if only is None or name in only}
    sizes = dict(warehouse.query("SELECT batch, count(*) FROM articles GROUP BY batch").rows())
    with progress.step(layer, "articles", sum(sizes[batch] for batch in due)) as advance:
        for batch, found in due.items():
            articles = warehouse.read("articles", batch)
            with warehouse.transaction() as write:
                for name in tables:
                    write.clear(name, batch)
                for part in articles.iter_slices(CHUNK):
                    make(write, part)
                    advance(part.height)
                write.note_made(layer, batch, found, _by(code_version(layer), tools))
    return Made(tuple(due), tuple(batch for batch in sizes if batch not in due))


def _by(code: str, tools: str) -> str:
    """What a layer was made by: the version of its code, and the home's tools it read with."""
    return " ".join(filter(None, (code, tools)))
