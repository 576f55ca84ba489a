"""Which article came in the place of which, where the versions of one came in different drops.

An article is known again by its address, or by an identity that is an address of its own (``urn:…``, ``tag:…``),
wherever it comes from; by the same file in another drop (and the ``doc`` of a record in it) only where no outlets are
named that differ and most of its words are the same, since files of different sources are called alike. A name that
one batch gives to several articles tells none of them: a dump may give every article the address of its site. Only the
texts of files of one name are compared. Kept out: versions within one drop (``layers``).
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import polars as pl

from pipeline.warehouse import Warehouse, Writer

if TYPE_CHECKING:
    from pipeline.ingest import Batch

ALIKE = 0.6  # share of the words of the text with fewer of them that the other text has, too

_NAMES = r"""
CREATE OR REPLACE TEMP TABLE article_names AS
WITH told AS (
    SELECT article_id, batch, outlet, url, external_id, rowid AS nth,
           coalesce(url, external_id) AS address,
           regexp_replace(string_split(source_uri, '#')[1], '^[^/]+/', '') AS file,
           nullif(string_split(source_uri, '#')[2], '') AS record
    FROM articles
), names AS (
    SELECT article_id, batch, outlet, nth, true AS certain,
           'url ' || regexp_replace(address, '^https?://(www\.)?|/*(#.*)?$', '', 'g') AS name
    FROM told WHERE regexp_matches(address, '^https?://[^/?#]+(/+[^/?#]|/*[?][^#])')
    UNION ALL
    SELECT article_id, batch, outlet, nth, true, 'uri ' || external_id
    FROM told WHERE regexp_matches(external_id, '^(urn|tag):[^\s]+$')
    UNION ALL
    SELECT article_id, batch, outlet, nth, false, 'file ' || file || if(record IS NULL, '', '#' || external_id)
    FROM told WHERE record IS NULL OR NOT ends_with(external_id, '#' || record)
)
SELECT names.*, place FROM names JOIN batch_order USING (batch)
QUALIFY count(DISTINCT article_id) OVER (PARTITION BY batch, name) = 1
"""
_NEXT = f"""
WITH following AS (
    SELECT article_id AS older, lead(article_id) OVER later AS newer, certain, outlet,
           lead(outlet) OVER later AS newer_outlet, lead(place) OVER later AS place
    FROM article_names WINDOW later AS (PARTITION BY name ORDER BY place, nth)
), words AS (
    SELECT article_id, list_distinct(regexp_extract_all(text, '[\\p{{L}}\\p{{N}}]+')) AS words FROM articles
    SEMI JOIN (SELECT unnest([older, newer]) AS article_id FROM following WHERE newer IS NOT NULL AND NOT certain)
    USING (article_id)
)
SELECT older, arg_min(newer, place) AS newer
FROM following LEFT JOIN words o ON o.article_id = older LEFT JOIN words n ON n.article_id = newer
WHERE newer IS NOT NULL AND newer <> older AND (certain OR (
    coalesce(outlet = newer_outlet, true)
    AND len(list_intersect(o.words, n.words)) >= {ALIKE} * least(len(o.words), len(n.words))
))
GROUP BY older
"""


def settle_versions(write: Writer, batches: "Sequence[Batch]") -> int:
    """Note the later version of every article that has one in another drop; how many were noted anew.

    ``batches`` are all that are in, in the order they came. Whichever of them were read in first, the outcome is one.
    """
    order = pl.DataFrame({"batch": [batch.name for batch in batches], "place": range(len(batches))})
    run = write.connection.execute
    write.connection.register("batch_order", order.to_arrow())
    run(_NAMES)
    write.connection.unregister("batch_order")
    run(f"CREATE OR REPLACE TEMP TABLE next_versions AS {_NEXT}")
    news = run(
        "SELECT older, newer FROM next_versions JOIN articles ON article_id = older "
        "WHERE replaced_by IS DISTINCT FROM newer ORDER BY older"
    ).fetchall()
    write.replace_versions(dict(news))
    return len(news)


def replaced_by_those_of(warehouse: Warehouse, batches: Collection[str]) -> set[str]:
    """The batches of articles in whose place articles of these batches came."""
    rows = warehouse.query(
        "SELECT DISTINCT o.batch FROM articles o JOIN articles n ON o.replaced_by = n.article_id "
        "WHERE n.batch IN (SELECT unnest(?))",
        [list(batches)],
    ).rows()
    return {name for (name,) in rows}
