"""Making each layer from the one below: only the batches whose inputs or code changed, all or nothing for each.

What a step does to the tables stands here, whoever asks for it. Kept out: how text is read (``ingest``, ``arabic``,
``extraction``, ``reconciliation``), and when a step is run (``assets``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from pipeline.contracts import frame, table
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, Writer

if TYPE_CHECKING:
    from pipeline.ingest import Batch

CHUNK = 200  # articles read at a time, so that memory does not grow with the batch
_WHOLE = ""  # the batch under which a step over all batches is recorded

_OF_ARTICLES = """
SELECT batch, sha256(string_agg(to_json([article_id, title, outlet, published_on::VARCHAR, published_basis])::VARCHAR,
                                chr(10) ORDER BY article_id))
FROM articles GROUP BY batch ORDER BY batch
"""
_CLASHES = """
SELECT DISTINCT other.batch FROM articles other JOIN articles own USING (article_id)
WHERE own.batch = ? AND other.batch > own.batch ORDER BY ALL
"""
_LATER_WITH_DUPLICATES = """
SELECT DISTINCT batch FROM rejected_articles WHERE reason = 'duplicate' AND batch > ? ORDER BY batch
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step did: batches made again, kept as they were, and removed because they left the inbox."""

    remade: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...] = ()


def make_articles(home: Home, warehouse: Warehouse, progress: Progress) -> Made:
    """articles and rejected_articles from the inbox, then the families of near-duplicates over all of them.

    Of two batches that hold one article, the first by name has it, whatever the order they came in.
    """
    from pipeline.ingest import inbox

    batches, code = inbox(home), code_version("articles")
    made = warehouse.made("articles")
    names = {batch.name for batch in batches}
    removed = tuple(sorted(made.keys() - names))
    changed = [b.name for b in batches if b.name in made and made[b.name] != (b.fingerprint, code)]
    with warehouse.transaction() as write:
        for name in _unsettled(write, removed, changed):
            write.forget(name)
    remade = []
    with progress.step("articles", "batches", len(batches)) as advance:
        for batch in batches:
            if batch.name not in warehouse.made("articles"):
                with warehouse.transaction() as write:
                    _take(write, batch, code)
                remade.append(batch.name)
            advance(1)
    _relate(warehouse)
    return Made(tuple(remade), tuple(sorted(names - set(remade))), removed)


def make_sentences(warehouse: Warehouse, progress: Progress) -> Made:
    """sentences, from articles."""
    from pipeline.arabic.frames import sentences

    def make(write: Writer, articles: pl.DataFrame) -> None:
        write.append("sentences", sentences(articles))

    return _by_batch("sentences", ("sentences",), warehouse, progress, make)


def make_claims(home: Home, warehouse: Warehouse, progress: Progress) -> Made:
    """events and claims, from sentences and their articles, with the home's morphology and places if it has any."""
    from pipeline.extraction import Knowledge, extract, tools

    known = cache(lambda: Knowledge.load(home))  # only where a batch is due

    def make(write: Writer, articles: pl.DataFrame) -> None:
        of_articles = write.connection.execute(
            "SELECT * FROM sentences WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, ordinal",
            [articles["article_id"].to_list()],
        ).pl()
        extracted = extract(articles, of_articles, known())
        write.append("events", extracted.events)
        write.append("claims", extracted.claims)

    return _by_batch("claims", ("claims", "events"), warehouse, progress, make, tools(home))


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


def _unsettled(write: Writer, removed: Sequence[str], changed: Sequence[str]) -> list[str]:
    """The batches to forget: those gone or changed, and later ones that hold what was a duplicate of theirs."""
    touched = [*removed, *changed]
    if not touched:
        return []
    later = write.connection.execute(_LATER_WITH_DUPLICATES, [min(touched)]).fetchall()
    return sorted({*touched, *(name for (name,) in later)})


def _take(write: Writer, batch: "Batch", code: str) -> None:
    """Read one batch in. Later batches that hold one of its articles are forgotten, to be read again after it."""
    from pipeline.ingest import chunks

    earlier = write.connection.execute(
        "SELECT article_id, batch FROM articles WHERE batch < ?", [batch.name]
    ).fetchall()
    for articles, rejections in chunks(batch, dict(earlier)):
        write.append("articles", frame(table("articles"), [article.row() for article in articles]))
        write.append("rejected_articles", frame(table("rejected_articles"), [found.row() for found in rejections]))
    for (clashing,) in write.connection.execute(_CLASHES, [batch.name]).fetchall():
        write.forget(clashing)
    write.note_made("articles", batch.name, batch.fingerprint, code)
    write.note_made("families", _WHOLE, "", "")  # to be found again


def _relate(warehouse: Warehouse) -> None:
    """Find the families of near-duplicates again where an article or the code that finds them changed."""
    from pipeline.reconciliation.families import families

    inputs = ",".join(of_batch for _, of_batch in warehouse.query(_OF_ARTICLES).rows())
    code = code_version("incidents")
    if warehouse.made("families").get(_WHOLE) == (inputs, code):
        return
    articles = warehouse.query("SELECT article_id, text, published_on FROM articles")
    with warehouse.transaction() as write:
        write.update_families(families(articles))
        write.note_made("families", _WHOLE, inputs, code)


def _by_batch(
    layer: str,
    tables: Sequence[str],
    warehouse: Warehouse,
    progress: Progress,
    make: Callable[[Writer, pl.DataFrame], None],
    tools: str = "",
) -> Made:
    """Make a layer's tables for each batch whose articles, code or ``tools`` changed since they were made."""
    inputs: dict[str, str] = dict(warehouse.query(_OF_ARTICLES).rows())
    code = _by(code_version(layer), tools)
    made = warehouse.made(layer)
    due = [batch for batch in inputs if made.get(batch) != (inputs[batch], code)]
    sizes = dict(warehouse.query("SELECT batch, count(*) FROM articles GROUP BY batch").rows())
    with progress.step(layer, "articles", sum(sizes[batch] for batch in due)) as advance:
        for batch in due:
            articles = warehouse.read("articles", batch)
            with warehouse.transaction() as write:
                for name in tables:
                    write.clear(name, batch)
                for part in articles.iter_slices(CHUNK):
                    make(write, part)
                    advance(part.height)
                write.note_made(layer, batch, inputs[batch], code)
    return Made(tuple(due), tuple(batch for batch in inputs if batch not in due))


def _by(code: str, tools: str) -> str:
    """What a layer was made by: the version of its code, and the home's tools it read with."""
    return " ".join(filter(None, (code, tools)))
