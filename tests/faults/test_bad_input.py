"""Bad input: each piece has its row in rejected_articles with a reason and a remedy, and the rest goes through."""

import gzip
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pipeline.contracts import codes
from pipeline.ingest import Article, Rejection, inbox, read
from pipeline.ingest.formats import READERS
from pipeline.ingest.sources import Settings
from pipeline.ingest.values import Record
from pipeline.project import Home

GOOD = "قتل 12 مدنيا في قصف على سوق في إدلب."  # "12 civilians were killed in shelling of a market in Idlib"


def record(**fields: object) -> str:
    return json.dumps({"doc": "d", "text": GOOD} | fields)


def compressed_half() -> bytes:
    return gzip.compress(GOOD.encode() * 500)[:40]


# file name, content → where the fault is told, reason, a word of the detail
FAULTS: dict[str, tuple[str, bytes, str, str, str]] = {
    "an empty file": ("x.txt", b"", "", "empty", "leave it out"),
    "only white space": ("x.txt", b" \r\n\t", "", "empty", "leave it out"),
    "an empty JSON file": ("x.jsonl", b"\n\n", "", "empty", "no record"),
    "a CSV with a header only": ("x.csv", b"doc,text\n", "", "empty", "no record"),
    "Windows-1256": ("x.txt", GOOD.encode("windows-1256"), "", "not_utf8", "iconv -f WINDOWS-1256"),
    "UTF-16": ("x.txt", GOOD.encode("utf-16"), "", "not_utf8", "UTF-16"),
    "UTF-8 cut in a letter": ("x.txt", GOOD.encode()[:-2] + b"\xd8", "", "not_utf8", "byte"),
    "a page that declares nothing": ("x.html", GOOD.encode("windows-1256"), "", "not_utf8", "no character set"),
    "NUL bytes": ("x.txt", GOOD.encode() + b"\0\0", "", "malformed", "NUL"),
    "NUL in JSON": ("x.jsonl", record(text="قتل\0").encode(), "#line 1", "malformed", "NUL"),
    "English": ("x.txt", b"Twelve killed in Idlib", "", "not_arabic", "Arabic"),
    "a long text file": ("x.txt", GOOD.encode() * 200_000, "", "too_large", "10 MB"),
    "a long text": ("x.txt", ("قتل " * 500_001).encode(), "", "too_large", "2,000,004 characters"),
    "a line without text": ("x.jsonl", b'{"doc": "d"}', "#line 1", "no_text", "field text"),
    "text that is a number": ("x.jsonl", record(text=12).encode(), "#line 1", "no_text", "is a int"),
    "broken JSON": ("x.jsonl", b'{"doc": "d", "text": "', "#line 1", "malformed", "not JSON"),
    "JSON that is a list": ("x.jsonl", b"[1, 2]", "#line 1", "malformed", "a JSON list"),
    "JSON nested without end": ("x.jsonl", b"[" * 200_000, "#line 1", "malformed", "JSON"),
    "half a surrogate pair": ("x.jsonl", b'{"text": "\xd9\x82 \\ud800"}', "#line 1", "not_utf8", "half a character"),
    "a line that is not UTF-8": ("x.jsonl", b'{"text": "\xff"}', "#line 1", "not_utf8", "byte"),
    "a doc that is a list": ("x.jsonl", record(doc=[1]).encode(), "#line 1", "malformed", "doc is a list"),
    "a CSV without text": ("x.csv", b"id,body\n1,abc\n", "", "no_text", "id, body"),
    "a CSV in UTF-16": ("x.csv", f"doc,text\nd,{GOOD}\n".encode("utf-16"), "", "not_utf8", "first row"),
    "a CSV row too long": ("x.csv", f"doc,text\nd,{GOOD},more\n".encode(), "#row 2", "malformed", "3 fields"),
    "a CSV row not UTF-8": ("x.csv", b"doc,text\nd,\xff\xd9\n", "#row 2", "not_utf8", "no UTF-8"),
    "a Parquet file that is none": ("x.parquet", b"PAR1 not really", "", "malformed", "Parquet"),
    "a page without an article": ("x.html", b"<html><body></body></html>", "", "no_text", "no article"),
    "a PDF": ("x.pdf", b"%PDF-1.7", "", "unsupported", ".pdf"),
    "no ending": ("x", GOOD.encode(), "", "unsupported", "without an ending"),
    "half a gzip file": ("x.txt.gz", compressed_half(), "", "malformed", "gzip"),
    "a gzip file that is none": ("x.jsonl.gz", record().encode(), "", "malformed", "gzip"),
    "a manifest that names no file": ("manifest.csv", b"file\nabsent.txt\n", "#row 2", "malformed", "absent.txt"),
    "a manifest of other columns": ("manifest.csv", b"name\nx.txt\n", "", "malformed", "the columns are"),
    "a manifest not in UTF-8": ("manifest.csv", b"file\n\xff\n", "", "not_utf8", "UTF-8"),
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.at(tmp_path / "home")
    (home.inbox / "drop").mkdir(parents=True)
    (home.inbox / "drop" / "good.txt").write_text(GOOD, encoding="utf-8")
    return home


def read_all(home: Home) -> tuple[list[Article], list[Rejection]]:
    found = [one for batch in inbox(home) for one in read(batch)]
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Rejection)]


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_rejected_with_its_reason_and_the_rest_goes_through(home: Home, fault: str) -> None:
    name, content, where, reason, told = FAULTS[fault]
    (home.inbox / "drop" / name).write_bytes(content)
    articles, rejections = read_all(home)
    assert [article.source_uri for article in articles] == ["drop/good.txt"]
    assert [(one.source_uri, one.reason) for one in rejections] == [(f"drop/{name}{where}", reason)]
    assert told in rejections[0].detail
    assert reason in codes.REJECTION
    assert str(home.root) not in rejections[0].detail


def test_every_reason_of_the_code_list_is_reached() -> None:
    told_elsewhere = {"duplicate", "bad_date", "bad_address", "unreadable"}
    assert {reason for _, _, _, reason, _ in FAULTS.values()} | told_elsewhere == set(codes.REJECTION)


def test_one_bad_line_does_not_cost_the_lines_around_it(home: Home) -> None:
    lines = [record(doc="a"), '{"doc": "b"}', "not json", record(doc="c")]
    (home.inbox / "drop" / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    articles, rejections = read_all(home)
    assert [article.external_id for article in articles] == ["good", "a", "c"]
    assert [one.source_uri for one in rejections] == ["drop/x.jsonl#line 2", "drop/x.jsonl#line 3"]


def test_rows_before_a_broken_csv_quote_are_read(home: Home) -> None:
    content = f'doc,text\na,{GOOD}\nb,"{"قتل " * 5_000_000}'
    (home.inbox / "drop" / "x.csv").write_text(content, encoding="utf-8")
    articles, rejections = read_all(home)
    assert [article.external_id for article in articles] == ["good", "a"]
    assert "not read" in rejections[0].detail


def test_a_file_of_50_mb_is_rejected_without_being_held_in_memory(home: Home) -> None:
    with (home.inbox / "drop" / "x.txt").open("wb") as file:
        for _ in range(50):
            file.write("ق".encode() * (512 * 1024))
    tracemalloc.start()
    _, rejections = read_all(home)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.reason for one in rejections] == ["too_large"]
    assert peak < 32 * 1024 * 1024


def test_a_line_of_50_mb_is_rejected_and_the_next_one_read(home: Home) -> None:
    with (home.inbox / "drop" / "x.jsonl").open("wb") as file:
        file.write(b'{"doc": "long", "text": "')
        for _ in range(50):
            file.write("ق".encode() * (512 * 1024))
        file.write(b'"}\n' + record(doc="next").encode())
    tracemalloc.start()
    articles, rejections = read_all(home)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [article.external_id for article in articles] == ["good", "next"]
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/x.jsonl#line 1", "too_large")]
    assert peak < 64 * 1024 * 1024


def test_a_duplicate_names_the_first(home: Home) -> None:
    (home.inbox / "drop" / "same.txt").write_text(GOOD, encoding="utf-8")
    articles, rejections = read_all(home)
    assert [article.source_uri for article in articles] == ["drop/good.txt"]
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/same.txt", "duplicate")]
    assert "drop/good.txt" in rejections[0].detail


def test_a_duplicate_of_another_batch_names_it(home: Home) -> None:
    (batch,) = inbox(home)
    (article,) = (one for one in read(batch) if isinstance(one, Article))
    (rejection,) = read(batch, {article.article_id: "march"})
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "duplicate" and "march" in rejection.detail


@pytest.mark.parametrize("day", ["soon", "2021-13-45", 20190504, {"year": 2019}])
def test_a_date_that_is_none_costs_the_date_and_not_the_article(home: Home, day: object) -> None:
    (home.inbox / "drop" / "x.jsonl").write_text(record(published=day), encoding="utf-8")
    articles, rejections = read_all(home)
    assert [(article.external_id, article.published_basis) for article in articles][1:] == [("d", "unknown")]
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/x.jsonl#line 1 published", "bad_date")]
    assert "YYYY-MM-DD" in rejections[0].detail


def test_an_unknown_basis_is_told_and_metadata_stands_in(home: Home) -> None:
    content = record(published="2019-05-04", published_basis="rumour")
    (home.inbox / "drop" / "x.jsonl").write_text(content, encoding="utf-8")
    articles, rejections = read_all(home)
    assert articles[1].published_basis == "metadata"
    assert "rumour" in rejections[0].detail


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "news.example/1", "https://", "https://a.example/ 1", 7,
        "https://a.example/\u202e1", "https://a.example\x1b[2J/", "https://sana.sy@evil.example/", "http://[::1/",
        "https://a.example:port/", "https://a.example/" + "x" * 5_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["url", "archive_url"])
def test_an_address_that_is_none_of_the_web_costs_the_address_and_not_the_article(
    home: Home, field: str, address: object
) -> None:
    (home.inbox / "drop" / "x.jsonl").write_text(record(**{field: address}), encoding="utf-8")
    articles, rejections = read_all(home)
    assert [(article.external_id, article.url, article.archive_url) for article in articles][1:] == [("d", None, None)]
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/x.jsonl#line 1 url", "bad_address")]
    assert field in rejections[0].detail and "https://" in rejections[0].detail


def test_a_reader_that_fails_on_a_file_costs_that_file_only(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_after_one(path: Path, source: Settings) -> Iterator[Record]:
        yield Record("#page 1", GOOD + " ثان")
        raise RecursionError("too\ndeep")

    monkeypatch.setitem(READERS, ".txt", fails_after_one)
    (home.inbox / "drop" / "x.jsonl").write_text(record(), encoding="utf-8")
    articles, rejections = read_all(home)
    assert [article.source_uri for article in articles] == ["drop/good.txt#page 1", "drop/x.jsonl#line 1"]
    (told,) = rejections
    assert (told.source_uri, told.reason) == ("drop/good.txt", "malformed")
    assert "after 1 records (RecursionError: too deep)" in told.detail and "report it" in told.detail


def test_a_head_that_cannot_be_read_costs_the_date_and_not_the_article(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.dating.dateline", lambda text: [][1])
    articles, rejections = read_all(home)
    assert [(article.source_uri, article.published_on) for article in articles] == [("drop/good.txt", None)]
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/good.txt published", "bad_date")]
    assert "IndexError" in rejections[0].detail


def test_a_file_without_read_permission_is_told(home: Home) -> None:
    path = home.inbox / "drop" / "x.txt"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    _, rejections = read_all(home)
    assert [(one.reason, "Permission denied" in one.detail) for one in rejections] == [("unreadable", True)]


def test_a_broken_link_is_told(home: Home) -> None:
    (home.inbox / "drop" / "x.txt").symlink_to("nowhere.txt")
    _, rejections = read_all(home)
    assert [(one.source_uri, one.reason) for one in rejections] == [("drop/x.txt", "unreadable")]


def test_a_pipe_is_not_waited_for_and_a_link_to_a_folder_not_followed(home: Home) -> None:
    os.mkfifo(home.inbox / "drop" / "x.txt")
    (home.inbox / "drop" / "round.txt").symlink_to(home.inbox)
    articles, rejections = read_all(home)
    assert len(articles) == 1
    assert [(one.source_uri, one.reason) for one in rejections] == [
        ("drop/round.txt", "unsupported"),
        ("drop/x.txt", "unsupported"),
    ]


def test_a_name_that_is_no_utf8_or_steers_a_terminal_still_has_a_row(home: Home) -> None:
    (home.inbox / "drop").rename(home.inbox / os.fsdecode(b"d\xff\x1b[2J...op" + "\u202e".encode()))
    (batch,) = inbox(home)
    assert batch.name.isprintable() and "..." not in batch.name
    batch.name.encode()
    (article,) = read(batch)
    assert isinstance(article, Article)
    article.source_uri.encode()
    assert article.source_uri.isprintable() and article.external_id.isprintable()


def test_a_parquet_column_of_another_type_is_told(home: Home) -> None:
    pl.DataFrame({"text": [1, 2]}).write_parquet(home.inbox / "drop" / "x.parquet")
    _, rejections = read_all(home)
    assert [(one.source_uri, one.reason) for one in rejections] == [
        ("drop/x.parquet#row 1", "no_text"),
        ("drop/x.parquet#row 2", "no_text"),
    ]
