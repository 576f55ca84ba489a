"""Finding the families of near-duplicates again: only texts that came, changed or went are compared.

That gives what comparing all of them gives. What is known of the texts is kept beside the tables, and forgotten where
other code found it. Kept out: what a copy is (``reconciliation.families``), and when this is done (``layers``).
"""

from typing import TYPE_CHECKING

import polars as pl

from pipeline.versions import code_version
from pipeline.warehouse import Warehouse, Writer

if TYPE_CHECKING:
    from pipeline.reconciliation.families import Kin

_WHOLE = ""  # the batch under which a step over all batches is recorded
_TABLES = {"texts": "family_texts", "furniture": "family_furniture", "pairs": "family_pairs"}
_STANDING = "SELECT article_id, published_on FROM articles WHERE replaced_by IS NULL"
_NEWS = f"""
    SELECT article_id, text, published_on FROM articles SEMI JOIN
    ({_STANDING} EXCEPT SELECT article_id, published_on FROM family_texts) USING (article_id) ORDER BY article_id
"""
_GONE = f"SELECT article_id FROM family_texts ANTI JOIN ({_STANDING}) USING (article_id) ORDER BY article_id"
_SAME = " AND ".join(f"o.{name} IS NOT DISTINCT FROM k.{name}" for name in ("article_id", "published_on", "key"))


def relate(warehouse: Warehouse) -> None:
    """Set the family of every article that stands (``syndication_id``, ``is_family_head``)."""
    from pipeline.reconciliation.families import Kin, families_of, related

    code = code_version("families")
    anew = warehouse.made("families").get(_WHOLE) != (_WHOLE, code)
    with warehouse.transaction() as write:
        if anew:
            _forget(write)
        run = write.connection.execute
        kin = Kin(**{part: run(f"FROM {name}").pl() for part, name in _TABLES.items()})
        news, gone = run(_NEWS).pl(), run(_GONE).pl()["article_id"]
        if news.height or len(gone):
            kin = related(Kin(kin.texts.sort("article_id"), kin.furniture.sort("shingle"), kin.pairs), news, gone)
            _keep(write, kin)
        write.update_families(families_of(kin))  # of articles read again too, which stand alone at first
        write.note_made("families", _WHOLE, _WHOLE, code)


def _forget(write: Writer) -> None:
    """Lay the tables out empty, as today's code has them."""
    from pipeline.reconciliation.families import Kin

    for part, name in _TABLES.items():
        write.connection.register("empty", getattr(Kin(), part).to_arrow())
        write.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM empty")
        write.connection.unregister("empty")


def _keep(write: Writer, kin: "Kin") -> None:
    """Keep what is known; of the texts, the most by far, those that stand otherwise are written."""
    run = write.connection.execute
    for part, name in _TABLES.items():
        rows: pl.DataFrame = getattr(kin, part)
        write.connection.register("known", rows.to_arrow())
        if part == "texts":
            run(f"CREATE OR REPLACE TEMP TABLE same AS SELECT article_id FROM {name} o SEMI JOIN known k ON {_SAME}")
            run(f"DELETE FROM {name} WHERE article_id NOT IN (FROM same)")
            run(f"INSERT INTO {name} SELECT * FROM known ANTI JOIN same USING (article_id)")
        else:
            run(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM known")
        write.connection.unregister("known")
