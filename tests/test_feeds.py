"""Feeds that a home follows: nothing is fetched unless it is named, and what is fetched is kept as it was sent."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dagster as dg
import pytest

from assets.feeds import fetch_feeds
from assets.resources import HomeFolder
from pipeline.ingest import Article, inbox, read
from pipeline.ingest.feeds import fetch
from pipeline.project import Home

STRIKE = "قتل 12 مدنيا في قصف على سوق في إدلب."  # twelve civilians were killed when a market in Idlib was shelled
ENTRY = "<item><guid>{n}</guid><description>{text}</description><pubDate>Mon, 13 Nov 2017 10:00:00 GMT</pubDate></item>"
AT = [datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (8, 9, 10)]


class Site(ThreadingHTTPServer):
    """A site on loopback that announces its entries, and counts who asks."""

    entries: list[str]
    asked = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(200 if self.path == "/feed" else 404)
        self.end_headers()
        items = "".join(ENTRY.format(n=n, text=text) for n, text in enumerate(self.server.entries))
        self.wfile.write(f"<rss version='2.0'><channel><title>شام</title>{items}</channel></rss>".encode())

    def log_message(self, *said: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Answer) as server:
        server.entries = [STRIKE]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def follow(home: Home, *feeds: str) -> None:
    home.root.mkdir(parents=True, exist_ok=True)
    lines = [f"  - name: site{number}\n    feed: {url}" for number, url in enumerate(feeds)]
    (home.root / "sources.yml").write_text("\n".join(["sources:", *lines]), encoding="utf-8")


def test_a_home_that_names_no_feed_asks_nobody(home: Home) -> None:
    assert list(fetch(home)) == []
    assert not home.inbox.exists()


def test_what_a_feed_answers_is_recorded_once_and_read_as_articles(home: Home, site: Site) -> None:
    follow(home, f"{site.address}/feed")
    (first,) = fetch(home, AT[0])
    assert first.recorded == home.inbox / "feed-site0" / "20261122T080000Z.xml"
    (again,) = fetch(home, AT[1])
    assert (again.recorded, again.said) == (None, "nothing new")
    site.entries.append(STRIKE.replace("12", "13"))
    (third,) = fetch(home, AT[2])
    assert third.recorded is not None and site.asked == 3
    found = [one for batch in inbox(home) for one in read(batch)]
    articles = [one for one in found if isinstance(one, Article)]
    assert [(one.external_id, one.outlet, str(one.published_on)) for one in articles] == [
        ("0", "شام", "2017-11-13"),
        ("1", "شام", "2017-11-13"),
    ]


def test_a_feed_that_does_not_answer_is_told_and_the_others_go_on(home: Home, site: Site) -> None:
    follow(home, f"{site.address}/gone", f"{site.address}/feed")
    first, second = fetch(home, AT[0])
    assert first.recorded is None and "404" in first.said and "browser" in first.said
    assert second.recorded is not None


def test_the_job_records_what_the_feeds_announce(home: Home, site: Site) -> None:
    follow(home, f"{site.address}/feed")
    job = fetch_feeds.graph.to_job(resource_defs={"home": HomeFolder(path=str(home.root))})
    with dg.DagsterInstance.ephemeral() as instance:
        assert job.execute_in_process(instance=instance).success
    assert len(list((home.inbox / "feed-site0").iterdir())) == 1
