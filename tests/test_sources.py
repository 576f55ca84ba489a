"""sources.yml: what is known of a source decides how its articles are read, and what is wrong with the file is told."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import polars as pl
import pytest
import yaml
from click.testing import CliRunner
from test_archives import PAGE, answer, warc

from pipeline import layers
from pipeline.cli import main
from pipeline.ingest import Article, Rejection, Sources, inbox, read, receive, sources
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.settings import SettingsError
from pipeline.warehouse import Warehouse

STRIKE = "قتل 12 مدنيا في قصف على سوق في إدلب."  # "12 civilians were killed in shelling of a market in Idlib"
CLASH = "أصيب سبعة أشخاص في اشتباكات بريف حلب."  # "seven people were wounded in clashes in the Aleppo countryside"
ENAB = "عنب بلدي"


def known(home: Home, *listed: dict[str, Any]) -> None:
    home.root.mkdir(parents=True, exist_ok=True)
    written = yaml.safe_dump({"sources": [{"name": "a-source"} | one for one in listed]}, allow_unicode=True)
    (home.root / "sources.yml").write_text(written, encoding="utf-8")


def drop(home: Home, name: str, content: str | bytes) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def found(home: Home) -> tuple[list[Article], list[Rejection]]:
    every = [one for batch in inbox(home) for one in read(batch, sources=sources(home))]
    return [one for one in every if isinstance(one, Article)], [one for one in every if isinstance(one, Rejection)]


def only(home: Home) -> Article:
    articles, rejections = found(home)
    assert rejections == []
    (article,) = articles
    return article


# What is written, with the line, the place and the remedy that are told of it.
ENTRY = "sources:\n- name: enab\n  files: enab\n"
AT = "line 4: sources 1 (enab): "
WRONG: dict[str, tuple[str, str]] = {
    "a key misspelt": (f"{ENTRY}  outlett: x", f"{AT}outlett is no key; did you mean outlet? (there are outlet, "),
    "a key within misspelt": (
        f"{ENTRY}  published: {{timezon: x}}",
        f"{AT}published.timezon is no key; did you mean timezone? (there are format, timezone)",
    ),
    "the list misspelt": ("source: []", "line 1: source is no key; did you mean sources?"),
    "a field of ours misspelt": (
        f"{ENTRY}  columns: {{txt: body}}",
        f"{AT}columns.txt: txt is none of text, doc, title, outlet, url, archive_url, published, published_basis; "
        "did you mean text?",
    ),
    "no name": (f"{ENTRY}- files: y", "line 4: sources 2: name is missing; it is a name of its own"),
    "a name with a way out": ("sources: [{name: ../a, feed: 'https://a.example/'}]", "sources 1 (../a): name: "),
    "nothing that belongs": (
        "sources:\n- name: enab\n  outlet: x",
        "line 2: sources 1 (enab): nothing belongs to it; name its files, host or feed",
    ),
    "columns of a host": (
        "sources: [{name: a, host: a.example, columns: {text: body}}]",
        "columns tells how files are read; name the files",
    ),
    "a time zone that is none": (
        f"{ENTRY}  published: {{timezone: Asia/Damascs}}",
        "no time zone 'Asia/Damascs'; did you mean Asia/Damascus?",
    ),
    "an encoding that is none": (
        f"{ENTRY}  encoding: window-1256",
        f"{AT}encoding: no character encoding 'window-1256'; did you mean windows-1256?",
    ),
    "an encoding of no lines": (f"{ENTRY}  encoding: utf-16", "iconv -f utf-16 -t UTF-8"),
    "an XPath that is none": (f"{ENTRY}  content: '//a['", "'//a[' is no XPath"),
    "a feed that is a file": (f"{ENTRY}  feed: 'file:///etc/passwd'", "feed: URL scheme should be 'http' or 'https'"),
    "another kind of value": (f"{ENTRY}  outlet: 7", f"{AT}outlet: not text; it takes who publishes"),
    "no list": ("sources: {a: 1}", "line 1: sources: not a list; it takes a list of sources"),
    "no keys": ("sources: [7]", "sources 1: no keys with values; give it outlet, published"),
    "two of one name": (
        "sources: [{name: a, files: x}, {name: a, files: y}]",
        "two sources are called a; give each a name of its own",
    ),
    "a key twice": (f"{ENTRY}  files: y", "line 4: files stands twice in one place; leave one"),
    "no YAML": ("sources:\n\t- name: a", "line 2: found character '\\t' that cannot start any token; mend"),
    "the way of before": ("feeds: [{name: a, url: 'https://a.example/'}]", "write each feed as a source"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_file_line_key_and_remedy(home: Home, case: str) -> None:
    written, told = WRONG[case]
    home.root.mkdir(parents=True)
    (home.root / "sources.yml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        sources(home)
    assert told in str(raised.value)
    assert str(raised.value).startswith("sources.yml, ") and "Nothing was read." in str(raised.value)


def test_all_that_is_wrong_is_told_at_once(home: Home) -> None:
    known(home, {"files": "x", "outlett": "x", "encoding": "latin-six"}, {"name": "B", "files": "y"})
    with pytest.raises(SettingsError) as raised:
        sources(home)
    assert [word for word in ("outlett", "latin-six", "sources 2 (B): name") if word not in str(raised.value)] == []


def test_a_file_that_is_not_utf8_is_told(home: Home) -> None:
    home.root.mkdir(parents=True)
    (home.root / "sources.yml").write_bytes(b"sources:\n# \xff\n")
    with pytest.raises(SettingsError, match="line 2: not UTF-8"):
        sources(home)


@pytest.mark.parametrize(
    ("pattern", "there", "not_there"),
    [
        ("enab", ["enab/a.csv", "enab/deep/a.csv", "drop/enab/a.csv"], ["enabled/a.csv", "a/enab.csv"]),
        ("enab/*.csv", ["enab/a.csv", "drop/enab/a.csv"], ["enab/a.jsonl", "enab/deep/a.csv"]),
        ("enab/**/*.csv", ["enab/a.csv", "enab/x/y/a.csv"], ["a.csv", "shaam/a.csv"]),
        ("news-20??.jsonl", ["news-2019.jsonl", "drop/news-2020.jsonl"], ["news-19.jsonl", "other news-2019.jsonl"]),
    ],
)  # fmt: skip
def test_files_are_named_by_their_path_the_end_of_it_or_a_folder(
    pattern: str, there: Sequence[str], not_there: Sequence[str]
) -> None:
    held = Sources.model_validate({"sources": [{"name": "enab", "files": pattern}]})
    assert [path for path in there if held.of_file(PurePath(path)) is None] == []
    assert [path for path in not_there if held.of_file(PurePath(path)) is not None] == []


def test_fields_of_other_names_are_read_in_every_format(home: Home) -> None:
    columns = {"text": "Body", "title": "headline", "doc": "id", "published": "date", "url": "link"}
    known(home, {"files": "enab", "columns": columns, "outlet": ENAB, "licence": "CC BY 4.0"})
    told = {"Body": STRIKE, "headline": "قصف", "id": 7, "date": "2019-05-04", "link": "https://news.example/7"}
    drop(home, "enab/a.jsonl", json.dumps(told))
    drop(home, "enab/b.csv", f"ID;Date;Headline;Link;Body\n7;2019-05-04;قصف;https://news.example/7;{CLASH}")
    pl.DataFrame({name: [value] for name, value in (told | {"Body": STRIKE + CLASH}).items()}).write_parquet(
        home.inbox / "enab" / "c.parquet"
    )
    articles, rejections = found(home)
    assert rejections == []
    assert {one.text for one in articles} == {STRIKE, CLASH, STRIKE + CLASH}
    assert {one.licence for one in articles} == {"CC BY 4.0"}
    assert {(one.external_id, one.title, one.outlet, one.url, str(one.published_on)) for one in articles} == {
        ("7", "قصف", ENAB, "https://news.example/7", "2019-05-04")
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", json.dumps({"bdy": STRIKE})), ("a.csv", f"bdy\n{STRIKE}\n"), ("a.parquet", "")],
)
def test_a_field_that_is_not_there_is_told_with_what_is(home: Home, name: str, content: str) -> None:
    known(home, {"files": "enab", "columns": {"text": "body"}})
    path = drop(home, f"enab/{name}", content)
    if name == "a.parquet":
        pl.DataFrame({"bdy": [STRIKE]}).write_parquet(path)
    _, (rejection,) = found(home)
    assert rejection.reason == "no_text" and "did you mean bdy?; mend columns.text of its source" in rejection.detail


@pytest.mark.parametrize(
    ("written", "given", "day"),
    [
        ({"format": "%d/%m/%Y"}, "04/05/2019", date(2019, 5, 4)),
        ({"format": "%d/%m/%Y"}, "٠٤/٠٥/٢٠١٩", date(2019, 5, 4)),
        ({"format": ["%d.%m.%Y", "%B %d, %Y"]}, "May 4, 2019", date(2019, 5, 4)),
        ({"format": "arabic"}, "السبت 4 أيار 2019 - 10:30 مساءً", date(2019, 5, 4)),
        ({"format": "arabic"}, "٤ مايو/أيار ٢٠١٩", date(2019, 5, 4)),
        ({"timezone": "Asia/Damascus"}, "2019-05-03T22:30:00Z", date(2019, 5, 4)),
        ({}, "2019-05-03T22:30:00Z", date(2019, 5, 3)),
        ({"timezone": "Asia/Damascus"}, "2019-05-03T22:30:00", date(2019, 5, 3)),  # no zone stated: the source's own
        ({"format": "%d %b %Y %H:%M %z", "timezone": "Asia/Damascus"}, "03 May 2019 22:30 +0000", date(2019, 5, 4)),
    ],
)
def test_dates_are_read_as_their_source_writes_them(home: Home, written: object, given: str, day: date) -> None:
    known(home, {"files": "enab", "published": written})
    drop(home, "enab/a.jsonl", json.dumps({"text": STRIKE, "published": given}))
    article = only(home)
    assert (article.published_on, article.published_basis) == (day, "metadata")


def test_a_date_of_another_format_costs_the_date_and_not_the_article(home: Home) -> None:
    known(home, {"files": "enab", "published": {"format": "%d/%m/%Y"}})
    drop(home, "enab/a.jsonl", json.dumps({"text": STRIKE, "published": "2019-05-04"}))
    (article,), (rejection,) = found(home)
    assert (article.published_on, rejection.reason) == (None, "bad_date")
    assert "published.format (%d/%m/%Y)" in rejection.detail


@pytest.mark.parametrize("name", ["a.txt", "b.jsonl", "c.csv", "d.html"])
def test_another_encoding_is_read(home: Home, name: str) -> None:
    known(home, {"files": "enab", "encoding": "windows-1256"})
    content = {
        "a.txt": STRIKE, "b.jsonl": json.dumps({"text": STRIKE}, ensure_ascii=False), "c.csv": f"text\n{STRIKE}\n",
        "d.html": PAGE.format(title="", site=""),
    }[name]  # fmt: skip
    drop(home, f"enab/{name}", content.encode("windows-1256"))
    assert "قتل 12 مدنيا" in only(home).text
    drop(home, f"enab/{name}", content)  # in UTF-8, as some files of the same source are
    assert "قتل 12 مدنيا" in only(home).text


def test_an_encoding_that_does_not_fit_is_told(home: Home) -> None:
    known(home, {"files": "enab", "encoding": "iso-8859-6"})
    drop(home, "enab/a.txt", b"\xa1\xff")
    _, (rejection,) = found(home)
    assert "neither UTF-8 nor iso8859-6; mend encoding of its source" in rejection.detail


STORY = "<div class='story'><p>{}</p><p class='ad'>اشترك الآن</p><p>{}</p></div><div><p>خبر آخر عن الطقس</p></div>"


def test_a_page_is_read_where_its_source_says_the_text_stands(home: Home) -> None:
    page = f"<html><head><title>قصف إدلب</title></head><body>{STORY.format(STRIKE, CLASH)}</body></html>"
    known(home, {"files": "enab", "content": "//div[@class='story']", "prune": "//p[@class='ad']"})
    drop(home, "enab/a.html", page)
    article = only(home)
    assert (article.text, article.title) == (f"{STRIKE}\n{CLASH}", "قصف إدلب")


def test_a_page_without_what_holds_the_text_is_told(home: Home) -> None:
    known(home, {"files": "enab", "content": "//div[@class='body']/text()"})
    drop(home, "enab/a.html", f"<html><body>{STORY.format(STRIKE, CLASH)}</body></html>")
    _, (rejection,) = found(home)
    assert rejection.reason == "no_text" and "mend content of its source (//div[@class='body']" in rejection.detail


def test_an_archive_s_replay_gives_the_address_of_the_copy(home: Home) -> None:
    known(home, {"files": "*.warc", "replay": "https://archive.example/syria/"})
    home.inbox.mkdir()
    warc(home.inbox / "x.warc", answer("https://www.news.example/1", PAGE.format(title="", site="").encode()))
    article = only(home)
    assert article.url == "https://www.news.example/1"
    time, _, original = (article.archive_url or "").removeprefix("https://archive.example/syria/").partition("/")
    assert (len(time), time.isdigit(), original) == (14, True, article.url)


def test_what_is_known_of_a_host_holds_for_articles_of_its_sites(home: Home) -> None:
    known(
        home,
        {"name": "other", "files": "other", "outlet": "آخر"},
        {"name": "enab", "host": "enab.example", "outlet": ENAB, "published": {"format": "%d/%m/%Y"}},
    )
    urls = ("https://www.enab.example/1", "https://english.enab.example/2", "https://notenab.example/3", "")
    lines = [json.dumps({"doc": url, "text": STRIKE, "url": url, "published": "04/05/2019"}) for url in urls]
    drop(home, "a.jsonl", "\n".join(lines))
    drop(home, "other/b.jsonl", json.dumps({"doc": "b", "text": CLASH, "url": urls[0]}))
    articles, rejections = found(home)
    assert [one.outlet for one in articles] == [ENAB, ENAB, "notenab.example", None, "آخر"]
    assert [str(one.published_on) for one in articles][:3] == ["2019-05-04", "2019-05-04", "None"]
    assert {one.reason for one in rejections} == {"bad_date"}


def test_what_a_manifest_says_of_a_file_counts_before_its_source(home: Home) -> None:
    known(home, {"files": "enab", "outlet": ENAB, "published": {"format": "%d/%m/%Y"}})
    drop(home, "enab/a.txt", STRIKE)
    drop(home, "enab/manifest.csv", "file,outlet,published_on\na.txt,شام,2019-05-04\n")
    article = only(home)
    assert (article.outlet, str(article.published_on)) == ("شام", "2019-05-04")


def test_nothing_is_said_of_the_seed_articles(home: Home) -> None:
    known(home, {"files": "*.txt", "outlet": ENAB})
    articles, _ = found(home)
    assert {one.outlet for one in articles} == {None}


def outlets(warehouse: Warehouse) -> dict[str, str | None]:
    return dict(warehouse.query("SELECT source_uri, outlet FROM articles").rows())


def test_what_is_learned_of_a_source_reaches_its_articles_and_leaves_other_batches_alone(home: Home) -> None:
    drop(home, "enab/a.txt", STRIKE)
    drop(home, "shaam/b.txt", CLASH)
    receive(home)
    warehouse = Warehouse(home.warehouse)
    layers.make_articles(home, warehouse, Silent())
    assert set(outlets(warehouse).values()) == {None} and layers.make_articles(home, warehouse, Silent()).remade == ()
    known(home, {"files": "enab", "outlet": ENAB})
    (due,) = layers.due(home, warehouse)[:1]
    assert layers.make_articles(home, warehouse, Silent()).remade == (due,)
    assert outlets(warehouse) == {"enab/a.txt": ENAB, "shaam/b.txt": None}
    known(home, {"files": "enab", "outlet": ENAB, "notes": "asked their editor"})
    assert layers.make_articles(home, warehouse, Silent()).remade == ()


def test_a_broken_file_stops_before_anything_is_read_and_costs_no_article(home: Home) -> None:
    drop(home, "enab/a.txt", STRIKE)
    receive(home)
    warehouse = Warehouse(home.warehouse)
    layers.make_articles(home, warehouse, Silent())
    drop(home, "enab/b.txt", CLASH)
    receive(home)
    known(home, {"files": "enab", "outlett": ENAB})
    with pytest.raises(SettingsError, match="did you mean outlet"):
        layers.make_articles(home, warehouse, Silent())
    assert outlets(warehouse) == {"enab/a.txt": None}
    for command in (["run"], ["ingest", str(home.inbox / "enab" / "b.txt")]):
        shown = CliRunner().invoke(main, [*command, "--home", str(home.root)])
        assert (shown.exit_code, "did you mean outlet?" in shown.output) == (2, True), shown.output
    known(home, {"files": "enab", "outlet": ENAB})
    layers.make_articles(home, warehouse, Silent())
    assert outlets(warehouse) == {"enab/a.txt": ENAB, "enab/b.txt": ENAB}
