"""An article's address and that of an archived copy: from every format, and only if one may follow it."""

import json
from datetime import date

import polars as pl
import pytest

from pipeline.ingest import Article, Rejection, inbox, read
from pipeline.ingest.addresses import Addresses, addresses, host
from pipeline.project import Home

STRIKE = "قتل 12 مدنيا في قصف على سوق في إدلب."  # "12 civilians were killed in shelling of a market in Idlib"
OWN, COPY = "https://www.news.example/7", "https://web.archive.org/web/20190504101010/https://www.news.example/7"
PAGE = f"<html><head><link rel='canonical' href='{OWN}'><title>قصف</title></head><body><article>{{}}</article></body>"


def dropped(home: Home, name: str, content: str) -> list[Article | Rejection]:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [found for batch in inbox(home) for found in read(batch)]


@pytest.mark.parametrize(
    ("url", "archive_url", "known"),
    [
        (OWN, None, (OWN, None)),
        (f" {OWN}\n", "", (OWN, None)),
        (OWN, COPY, (OWN, COPY)),
        (COPY, None, (OWN, COPY)),
        (None, COPY, (OWN, COPY)),
        (COPY.replace("1010/h", "1010id_/h"), None, (OWN, COPY.replace("1010/h", "1010id_/h"))),
        (COPY.replace("https://www", "https:/www"), None, (OWN, COPY.replace("https://www", "https:/www"))),
        (COPY, "https://kept.example/7", (OWN, "https://kept.example/7")),
        ("https://news.example/خبر/٧", None, ("https://news.example/خبر/٧", None)),
        ("https://news.example/20190504/https-is-safe", None, ("https://news.example/20190504/https-is-safe", None)),
        (None, None, (None, None)),
    ],
)
def test_an_archived_copy_tells_what_it_is_a_copy_of(
    url: object, archive_url: object, known: tuple[str | None, str | None]
) -> None:
    assert addresses(url, archive_url) == Addresses(*known)


def test_the_site_of_an_address_stands_in_for_an_outlet() -> None:
    assert host("https://WWW.News.Example:8443/7") == "news.example"
    assert host(None) is None


def test_records_of_every_kind_have_their_addresses(home: Home) -> None:
    fields = {"text": STRIKE, "url": OWN, "archive_url": COPY}
    dropped(home, "a.jsonl", json.dumps({"doc": "a"} | fields))
    dropped(home, "b.csv", f"doc,text,url,archive_url\nb,{STRIKE},{OWN},{COPY}\n")
    pl.DataFrame({"doc": ["c"]} | {name: [value] for name, value in fields.items()}).write_parquet(
        home.inbox / "c.parquet"
    )
    dropped(home, "d/manifest.csv", f"file,url,archive_url\none.txt,{OWN},{COPY}\n")
    found = dropped(home, "d/one.txt", STRIKE)
    articles = [one for one in found if isinstance(one, Article)]
    assert len(articles) == 4
    assert {(one.url, one.archive_url, one.outlet) for one in articles} == {(OWN, COPY, "news.example")}


def test_a_page_has_the_address_that_it_declares(home: Home) -> None:
    (article,) = dropped(home, "x.html", PAGE.format(f"<p>{STRIKE * 9}</p>"))
    assert isinstance(article, Article)
    assert (article.url, article.archive_url, article.published_on) == (OWN, None, None)


def test_a_page_that_declares_nonsense_is_read_without_it(home: Home) -> None:
    (article,) = dropped(home, "x.html", PAGE.replace(OWN, "javascript:alert(1)").format(f"<p>{STRIKE * 9}</p>"))
    assert isinstance(article, Article)
    assert article.url is None


def test_an_entry_of_a_feed_has_its_link(home: Home) -> None:
    item = f"<item><guid>7</guid><link>{OWN}</link><description>{STRIKE}</description><pubDate>{{}}</pubDate></item>"
    channel = f"<rss version='2.0'><channel><title>شام</title>{item}</channel></rss>"
    (article,) = dropped(home, "x.rss", channel.format("Mon, 13 Nov 2017 10:00:00 GMT"))
    assert isinstance(article, Article)
    assert (article.url, article.outlet, article.published_on) == (OWN, "شام", date(2017, 11, 13))
