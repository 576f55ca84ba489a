"""WARC files and feeds: each page or entry is an article with its address, outlet and day; what is none is told."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.ingest.formats import records
from pipeline.ingest.values import Flaw, Record

KILLED = (
    "قتل 12 مدنيا بينهم أربعة أطفال في قصف جوي استهدف سوقا شعبيا في مدينة إدلب صباح اليوم، بحسب الدفاع المدني السوري."
)
MORE = "وأضاف المصدر أن فرق الإنقاذ انتشلت الجثث من تحت الأنقاض ونقلت المصابين إلى المشافي القريبة من المدينة."
PAGE = (
    "<html><head><title>{title}</title><meta property='og:site_name' content='{site}'></head>"
    f"<body><article><p>{KILLED}</p><p>{MORE}</p></article></body></html>"
)
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE feed [<!ENTITY inside SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>شبكة شام</title>
<entry><id>tag:shaam.example,2017:7</id><title>قصف &lt;b&gt;إدلب&lt;/b&gt;</title>
<published>2017-11-13T10:00:00Z</published>
<summary>{KILLED[:40]}</summary>
<content type="html">&lt;p&gt;{KILLED}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content>
</entry></feed>"""
RSS = f"""<rss version="2.0"><channel><item><link>https://www.news.example/7</link><description>{KILLED}</description>
<pubDate>Mon, 13 Nov 2017 10:00:00 GMT</pubDate></item><item><guid>8</guid></item></channel></rss>"""


def answer(url: str, content: bytes, status: str = "200 OK", kind: str = "text/html") -> tuple[str, bytes, str, str]:
    return url, content, status, kind


def warc(path: Path, *answers: tuple[str, bytes, str, str]) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "test"}))
        for url, content, status, kind in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(content), http_headers=headers)
            )
    return path


def saved(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_a_warc_file_gives_the_pages_that_were_answered(tmp_path: Path, name: str) -> None:
    page = PAGE.format(title="قصف على إدلب", site="")
    found = list(
        records(
            warc(
                tmp_path / name,
                answer("https://www.news.example/1", page.encode()),
                answer("https://www.news.example/old", b"", "301 Moved Permanently"),
                answer("https://www.news.example/1.png", b"\x89PNG", kind="image/png"),
                answer("https://www.news.example/2", page.encode("windows-1256"), kind="text/html; charset=cp1256"),
                answer("https://www.news.example/3", page.encode("windows-1256")),
            )
        )
    )
    first, second, third = found
    assert isinstance(first, Record) and isinstance(second, Record) and isinstance(third, Flaw)
    assert (first.where, first.doc) == ("#record 2", "https://www.news.example/1")
    assert (first.url, first.outlet) == ("https://www.news.example/1", None)  # its site stands in, where it is judged
    assert KILLED in first.text and first.text == second.text
    assert (third.where, third.reason) == ("#record 6", "not_utf8")


def test_a_broken_warc_file_is_told_and_what_came_before_is_read(tmp_path: Path) -> None:
    page = PAGE.format(title="", site="شام").encode()
    path = warc(tmp_path / "x.warc", answer("https://a.example/1", page), answer("https://a.example/2", page))
    path.write_bytes(path.read_bytes() + b"\r\nthis is no record\r\n" * 3)
    *before, last = records(path)
    assert [one.doc for one in before if isinstance(one, Record)] == ["https://a.example/1", "https://a.example/2"]
    assert isinstance(last, Flaw) and last.reason == "malformed" and "after record 3" in last.detail
    (flaw,) = records(saved(tmp_path / "y.warc", "no archive at all"))
    assert isinstance(flaw, Flaw) and flaw.reason == "malformed"


def test_an_atom_feed_gives_its_entries_as_text(tmp_path: Path) -> None:
    (entry,) = records(saved(tmp_path / "x.atom", ATOM))
    assert isinstance(entry, Record)
    assert entry.text == f"{KILLED}\n{MORE}"
    assert (entry.where, entry.doc) == ("#entry 1", "tag:shaam.example,2017:7")
    assert (entry.outlet, entry.title, str(entry.published)) == ("شبكة شام", "قصف إدلب", "2017-11-13 10:00:00+00:00")


def test_an_rss_feed_is_read_compressed_too_and_an_entry_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.rss.gz").write_bytes(gzip.compress(RSS.encode()))
    first, second = records(tmp_path / "x.rss.gz")
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.text, first.doc) == (KILLED, "https://www.news.example/7")
    assert (first.url, first.outlet) == ("https://www.news.example/7", None)
    assert str(first.published) == "2017-11-13 10:00:00+00:00"
    assert second.text == ""  # which is then rejected as empty


@pytest.mark.parametrize("content", ["<html><body>no feed</body></html>", "{}", "<rss", "http://127.0.0.1:9/feed"])
def test_what_is_no_feed_is_told_and_nothing_is_fetched(tmp_path: Path, content: str) -> None:
    (flaw,) = records(saved(tmp_path / "x.xml", content))
    assert isinstance(flaw, Flaw) and flaw.reason == "malformed"
    assert "neither RSS nor Atom" in flaw.detail
