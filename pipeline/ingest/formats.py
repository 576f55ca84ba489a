"""Files to records: text, JSON lines, CSV, Parquet, HTML, WARC and feeds, each read as a stream of bounded pieces.

Kept out: whether a record's text makes an article (``read``), what HTML holds (``pages``), and what archives of pages
and feeds do (``archives``).
"""

import csv
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, cast, get_args

from pipeline.ingest import archives, pages
from pipeline.ingest.sources import UNKNOWN, Ours, Settings
from pipeline.ingest.values import MAX_FILE_BYTES, MAX_RECORD_BYTES, Flaw, Record, sha256
from pipeline.settings import nearest

BOM = b"\xef\xbb\xbf"
FIELDS: tuple[Ours, ...] = get_args(Ours)
_MEND = "; mend columns.text of its source, in sources.yml"
_SAVE_AS_UTF8 = "save it as UTF-8 (for example: iconv -f WINDOWS-1256 -t UTF-8), then run again"


def records(path: Path, source: Settings = UNKNOWN) -> Iterator[Record | Flaw]:
    """What a file holds, by its type and what is known of its source; what stops the reading is the last item."""
    reader = READERS.get(file_type(path))
    if reader is None:
        named, known = file_type(path) or "a file without an ending", ", ".join(sorted(READERS))
        yield Flaw("", "unsupported", f"{named} is not read; convert it to one of {known}")
        return
    held = False
    try:
        for found in reader(path, source):
            held = True
            yield found
        if not held:
            yield Flaw("", "empty", "no record in it; leave it out, or export it again", sha256(b""))
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        yield Flaw("", "malformed", f"not a whole gzip file ({error}); compress it again. What came before was read")
    except OSError as error:
        yield Flaw("", "unreadable", f"{error.strerror or error}; mend the file or its permissions, then run again")


def file_type(path: Path) -> str:
    """The ending that tells how a file is read: ``.txt`` for ``a.TXT.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def stem(path: Path) -> str:
    """The file's name without its endings."""
    return Path(path.name[: -len(".gz")] if path.name.lower().endswith(".gz") else path.name).stem


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _whole(path: Path) -> bytes | Flaw:
    """The content of a file that is one article; no more than its limit is held."""
    with _open(path) as file:
        content = file.read(MAX_FILE_BYTES + 1)
    if len(content) <= MAX_FILE_BYTES:
        return content
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return Flaw("", "too_large", "more than 10 MB in one article; cut it into articles, or give JSON lines", found)


def _decoded(content: bytes, source: Settings, where: str = "") -> str | Flaw:
    """Text from UTF-8, else from the encoding of its source."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Flaw(
            where,
            "not_utf8",
            "it is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8), then run again",
            sha256(content),
        )
    try:
        return content.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        flaw = Flaw(where, "not_utf8", f"byte {error.start} is not UTF-8; {_SAVE_AS_UTF8}", sha256(content))
    if source.encoding is None:
        return flaw
    try:
        return content.decode(source.encoding)
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} is neither UTF-8 nor {source.encoding}; mend encoding of its source"
        return replace(flaw, detail=detail)


def plain(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """A text file: one article."""
    content = _whole(path)
    text = content if isinstance(content, Flaw) else _decoded(content, source)
    yield text if isinstance(text, Flaw) else Record("", text, raw=cast(bytes, content))


def page(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """An HTML page: one article."""
    content = _whole(path)
    yield content if isinstance(content, Flaw) else pages.article(content, source=source)


def archive(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """A WARC file: an article a page that it holds."""
    with path.open("rb") as file:  # record by record, whoever reads it decompresses it
        yield from archives.warc(file, source)


def feed(path: Path, _: Settings) -> Iterator[Record | Flaw]:
    """A feed as it was sent: an article an entry."""
    content = _whole(path)
    yield from [content] if isinstance(content, Flaw) else archives.feed(content)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    content: bytes
    cut: bool

    @property
    def where(self) -> str:
        return f"#line {self.number}"


def _lines(file: IO[bytes]) -> Iterator[_Line]:
    """Lines with their ends, only ``\\n`` ending one; of a line above the limit the head alone."""
    number = 0
    while content := file.readline(MAX_RECORD_BYTES):
        number += 1
        cut = len(content) == MAX_RECORD_BYTES and not content.endswith(b"\n")
        rest = content
        while cut and rest and not rest.endswith(b"\n"):
            rest = file.readline(1 << 16)
        yield _Line(number, content.removeprefix(BOM) if number == 1 else content, cut)


def json_lines(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """A record a line: doc, text; optional are the other FIELDS. Blank lines do not count."""
    with _open(path) as file:
        for line in _lines(file):
            if line.content.strip():
                fields = _object(line, source)
                yield fields if isinstance(fields, Flaw) else record_of(fields, line.where, source, line.content)


def json_objects(path: Path) -> Iterator[tuple[str, dict[str, Any] | Flaw]]:
    """The objects of a file of JSON lines as they are, each with its place in the file."""
    with _open(path) as file:
        for line in _lines(file):
            if line.content.strip():
                yield line.where, _object(line, UNKNOWN)


def _object(line: _Line, source: Settings) -> dict[str, Any] | Flaw:
    if line.cut:
        return Flaw(line.where, "too_large", "a line of more than 16 MB; cut it into articles")
    text = _decoded(line.content, source, line.where)
    if isinstance(text, Flaw):
        return text
    try:
        fields = json.loads(text)
    except RecursionError:
        said = "JSON nested too deep; give one flat object a line"
    except ValueError as error:
        said = f"not JSON ({error}); give one object a line"
    else:
        if isinstance(fields, dict):
            return fields
        said = f"a JSON {type(fields).__name__}, not an object; give one object a line"
    return Flaw(line.where, "malformed", said, sha256(line.content))


def record_of(fields: Mapping[str, Any], where: str, source: Settings, raw: bytes | None = None) -> Record | Flaw:
    """A record of named fields, by the names that its source gives them; other fields are passed over."""
    named = {ours: fields.get(source.columns.get(ours, ours)) for ours in FIELDS}
    text, called = named["text"], source.columns.get("text", "text")
    found = sha256(raw) if raw is not None else None
    if not isinstance(text, str):
        said = f"no field {called}" if text is None else f"{called} is a {type(text).__name__}, not a string"
        remedy = "; give the article's text there" if called == "text" else f"{nearest(called, fields)}{_MEND}"
        return Flaw(where, "no_text", f"{said}{remedy}", found)
    doc = named["doc"]
    if isinstance(doc, bool | float | list | dict):
        return Flaw(where, "malformed", f"doc is a {type(doc).__name__}; give a string", found)
    return Record(
        where,
        text,
        doc=None if doc is None or doc == "" else str(doc),
        outlet=_stated(named["outlet"]),
        title=_stated(named["title"]),
        url=named["url"],
        archive_url=named["archive_url"],
        published=named["published"],
        published_basis=_stated(named["published_basis"]),
        raw=raw,
    )


def _stated(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def csv_rows(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """A record a row, with the column names of JSON lines in the first row (row 1); , ; or tab between columns."""
    csv.field_size_limit(MAX_RECORD_BYTES)
    with _open(path) as file:
        lines = _csv_lines(file, source)
        header = next(lines, "")
        delimiter = max(",;\t", key=header.count)
        columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        lowered = source.model_copy(update={"columns": {k: v.strip().lower() for k, v in source.columns.items()}})
        if not header.strip():
            return
        if any("\udc80" <= char <= "\udcff" for char in header):
            yield Flaw("", "not_utf8", f"its first row is not UTF-8; {_SAVE_AS_UTF8}")
        elif lowered.columns.get("text", "text") not in columns:
            yield _no_column(columns, lowered)
        else:
            yield from _csv_records(csv.reader(lines, delimiter=delimiter), columns, lowered)


def _csv_lines(file: IO[bytes], source: Settings) -> Iterator[str]:
    """Lines as text; bytes that are none stay marked, for the row that holds them to be told apart."""
    for line in _lines(file):
        if line.cut:
            raise csv.Error("a line of more than 16 MB")
        text = _decoded(line.content, source)
        yield line.content.decode("utf-8", "surrogateescape") if isinstance(text, Flaw) else text


def _csv_records(rows: Iterable[list[str]], columns: list[str], source: Settings) -> Iterator[Record | Flaw]:
    number = 1
    try:
        for number, row in enumerate(rows, start=2):
            where = f"#row {number}"
            if not any(row):
                continue
            if len(row) > len(columns):
                said = f"{len(row)} fields under {len(columns)} columns; quote fields that hold the separator"
                yield Flaw(where, "malformed", said)
            else:
                yield record_of(dict(zip(columns, row, strict=False)), where, source)
    except csv.Error as error:
        yield Flaw(f"#row {number + 1}", "malformed", f"{error}; mend the row. The rows after it were not read")


def _no_column(columns: list[str], source: Settings) -> Flaw:
    called = source.columns.get("text", "text")
    remedy = "; name the articles' text so" if called == "text" else f"{nearest(called, columns)}{_MEND}"
    return Flaw("", "no_text", f"no column {called} among {', '.join(columns)[:200]}{remedy}")


def parquet_rows(path: Path, source: Settings) -> Iterator[Record | Flaw]:
    """A record a row, with the column names of JSON lines."""
    import pyarrow as pa  # slow to import, and few batches hold Parquet
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            wanted = {source.columns.get(ours, ours) for ours in FIELDS}
            columns = [name for name in file.schema_arrow.names if name in wanted]
            if source.columns.get("text", "text") not in columns:
                yield _no_column(file.schema_arrow.names, source)
                return
            for piece in file.iter_batches(batch_size=256, columns=columns):
                for row in range(piece.num_rows):
                    number += 1
                    yield _parquet_record(piece, row, f"#row {number}", source)
    except pa.ArrowInvalid as error:
        reason = str(error).splitlines()[0]
        yield Flaw("", "malformed", f"not readable as Parquet after row {number} ({reason}); export it again")


def _parquet_record(piece: Any, row: int, where: str, source: Settings) -> Record | Flaw:
    try:
        fields = {name: piece.column(name)[row].as_py() for name in piece.schema.names}
    except UnicodeDecodeError as error:
        return Flaw(where, "not_utf8", f"byte {error.start} of a field is not UTF-8; {_SAVE_AS_UTF8}")
    return record_of(fields, where, source)


ONE_ARTICLE = frozenset({".txt", ".html", ".htm"})
READERS: dict[str, Callable[[Path, Settings], Iterator[Record | Flaw]]] = {
    ".txt": plain,
    ".jsonl": json_lines,
    ".csv": csv_rows,
    ".parquet": parquet_rows,
    ".html": page,
    ".htm": page,
    ".warc": archive,
    ".rss": feed,
    ".atom": feed,
    ".xml": feed,
}
