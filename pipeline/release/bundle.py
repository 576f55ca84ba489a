"""The data files of a release: Parquet and CSV that are the same bytes for the same rows, and a DuckDB file.

Every file is in a total order and holds no time of making. Kept out: what describes them (``documents``,
``datapackage``).
"""

import gzip
import shutil
from pathlib import Path

import duckdb
import polars as pl

from pipeline.contracts import Column, Table, ddl
from pipeline.contracts.schema import quoted
from pipeline.release import views
from pipeline.release.content import RELEASED
from pipeline.release.reading import literal

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()  # spreadsheets take a file without it for another encoding
LIST_SEPARATOR = ";"
DATABASE = "hasila.duckdb"

# A cell that a spreadsheet could run: =, +, -, @ (full-width too), alone or behind blanks and invisible marks. An
# apostrophe before it makes it text; a cell that begins with one gets a second, so that taking one away restores all.
RISKY = r"^([\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n'])"
_PLAIN = " OR ".join(
    f"unicode({{text}}) BETWEEN {ord(first)} AND {ord(last)}" for first, last in ("09", "AZ", "az", "\u0621\u064a")
)
_ROWS_AT_ONCE = 50_000  # of a CSV file, that are held in memory
LEVEL = 3  # of gzip: ids are random and do not get smaller, and the rest hardly; so with zstd and its level 1


def write_data(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write data/*.parquet, csv/*.csv.gz and hasila.duckdb of the tables in the connection."""
    write_parquet(connection, folder)
    write_csv(folder)
    write_database(folder)


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write data/*.parquet of the tables in the connection."""
    (folder / "data").mkdir(parents=True)
    for declared in RELEASED:
        path = literal(folder / "data" / f"{declared.name}.parquet")
        rows = f"SELECT {', '.join(declared.names)} FROM {declared.name} ORDER BY {order(declared)}"
        connection.execute(f"COPY ({rows}) TO {path} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)")


def order(declared: Table) -> str:
    """The total order of a table's rows in its files: by day or place in the article where it has them, then by key.

    So what is asked for by range lies together.
    """
    along = ("date_from",) if "date_from" in declared.names else ("article_id", "char_start")
    first = along if set(along) <= set(declared.names) else ()
    return ", ".join(f"{name} NULLS LAST" for name in dict.fromkeys((*first, *declared.key)))


def cell(column: Column) -> str:
    """The SQL of a column's CSV cell: lists joined, and text that a spreadsheet could run made harmless.

    What begins with a plain letter or digit, as nearly all does, is not looked at further: it cannot be RISKY.
    """
    text = f"array_to_string({column.name}, '{LIST_SEPARATOR}')" if column.kind == "texts" else column.name
    if column.kind not in ("text", "texts"):
        return column.name
    risky = f"regexp_matches({text}, {quoted(RISKY)})"
    return f"CASE WHEN {_PLAIN.format(text=text)} THEN {text} WHEN {risky} THEN chr(39) || {text} ELSE {text} END"


def value(column: Column) -> str:
    """The SQL that reads a CSV cell back into the column's value: the inverse of ``cell``."""
    text = f"CASE WHEN starts_with({column.name}, chr(39)) THEN substring({column.name}, 2) ELSE {column.name} END"
    if column.kind == "text":
        return text
    if column.kind == "texts":
        return f"CASE WHEN {column.name} = '' THEN [] ELSE string_split({text}, '{LIST_SEPARATOR}') END"
    return column.name


def write_csv(folder: Path) -> None:
    """Write csv/*.csv.gz of the rows in data/*.parquet, in their order."""
    (folder / "csv").mkdir(parents=True)
    with duckdb.connect() as connection:
        for declared in RELEASED:
            plain = folder / "csv" / f"{declared.name}.csv"
            cells = ", ".join(f"{cell(column)} AS {column.name}" for column in declared.columns)
            rows = connection.execute(f"SELECT {cells} FROM read_parquet({_parquet(folder, declared)})")
            with plain.open("wb") as file:
                file.write(f"{','.join(declared.names)}\n".encode())
                for some in rows.to_arrow_reader(_ROWS_AT_ONCE):
                    pl.DataFrame(some).write_csv(file, include_header=False)
            _compress(plain)


def _parquet(folder: Path, declared: Table) -> str:
    return literal(folder / "data" / f"{declared.name}.parquet")


def _compress(plain: Path) -> None:
    """gzip a file with a byte-order mark before it and neither name nor time within, and remove the plain one."""
    with (
        plain.with_suffix(".csv.gz").open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as packed,
        plain.open("rb") as source,
    ):
        packed.write(BOM)
        shutil.copyfileobj(source, packed, 1 << 20)
    plain.unlink()


def write_database(folder: Path, earlier: Path | None = None) -> None:
    """Write hasila.duckdb of the rows in data/*.parquet.

    Where the release before is given (``earlier``: it has today's columns, and its file is as it was published), its
    file is copied, and the rows of delta/*.parquet are put into the copy: most of a large store is as it was.
    """
    if earlier is not None:
        shutil.copyfile(earlier / DATABASE, folder / DATABASE)
    with duckdb.connect(str(folder / DATABASE)) as database:
        database.begin()
        for declared in RELEASED:
            if earlier is None:
                database.execute(ddl(declared))
                database.execute(f"INSERT INTO {declared.name} SELECT * FROM {_parquet(folder, declared)}")
            else:
                _bring_forward(database, declared, literal(folder / "delta" / f"{declared.name}.parquet"))
        views.create(database)
        database.commit()


def _bring_forward(database: duckdb.DuckDBPyConnection, declared: Table, delta: str) -> None:
    """Make a table of the release before that of this one, by the delta."""
    key, names = ", ".join(declared.key), ", ".join(declared.names)
    gone = f"SELECT {key} FROM read_parquet({delta}) WHERE change IN ('removed', 'changed')"
    database.execute(f"DELETE FROM {declared.name} WHERE ({key}) IN ({gone})")
    come = f"SELECT {names} FROM read_parquet({delta}) WHERE change IN ('added', 'changed')"
    database.execute(f"INSERT INTO {declared.name} {come}")
