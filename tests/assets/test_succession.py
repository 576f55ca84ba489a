"""Versions of an article that came in different drops: the later counts, the earlier is kept, whatever the order."""

import json
import shutil

import pytest

from pipeline import layers
from pipeline.ingest import receive, received
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import Warehouse

MARKET = "قتل 60 مدنيا وجرح أكثر من 100 في قصف جوي على سوق الأتارب بريف حلب، بحسب الدفاع المدني."
MENDED = MARKET.replace("60", "61")
AGAIN = MARKET.replace("60", "63")
SCHOOL = "استشهد 3 أطفال في قصف مدفعي على مدرسة في دوما أمس."  # three children were killed when a school was shelled
OWN = "https://www.news.example/7"


@pytest.fixture
def warehouse(home: Home) -> Warehouse:
    return Warehouse(home.warehouse, threads=1)


def drop(home: Home, name: str, text: str, **fields: str) -> None:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"text": text} | fields) if name.endswith(".jsonl") else text, encoding="utf-8")
    receive(home)


def make(home: Home, warehouse: Warehouse) -> tuple[str, ...]:
    made = layers.make_articles(home, warehouse, Silent())
    layers.make_sentences(warehouse, Silent())
    layers.make_claims(home, warehouse, Silent())
    return made.remade


def standing(warehouse: Warehouse) -> set[str]:
    return {text for (text,) in warehouse.query("SELECT text FROM articles WHERE replaced_by IS NULL").rows()}


def claimed(warehouse: Warehouse) -> set[str]:
    return {text for (text,) in warehouse.query("SELECT text FROM articles SEMI JOIN claims USING (article_id)").rows()}


# How two drops name one article: the name of the drop's file, and the record's fields.
NAMED: dict[str, tuple[tuple[str, dict[str, str]], tuple[str, dict[str, str]]]] = {
    "by its address": (("a/x.jsonl", {"url": OWN}), ("b/y.jsonl", {"url": "http://news.example/7/#top"})),
    "by an archived copy's": (
        ("a/x.jsonl", {"url": OWN}),
        ("b/y.jsonl", {"archive_url": f"https://archive.example/20190504101010/{OWN}"}),
    ),
    "by an identity that is its address": (("a/x.jsonl", {"doc": OWN}), ("b/y.jsonl", {"url": OWN})),
    "by a tag": (("a/x.jsonl", {"doc": "tag:news.example,2017:7"}), ("b/y.jsonl", {"doc": "tag:news.example,2017:7"})),
    "by a file of one name": (("a/x.txt", {}), ("b/x.txt", {})),
    "by a record in one": (("a/x.jsonl", {"doc": "7"}), ("b/x.jsonl", {"doc": "7"})),
}


@pytest.mark.parametrize("how", NAMED)
def test_the_version_of_a_later_drop_counts_and_the_earlier_is_kept(home: Home, warehouse: Warehouse, how: str) -> None:
    (first, one), (second, other) = NAMED[how]
    drop(home, first, MARKET, **one)
    make(home, warehouse)
    assert claimed(warehouse) == {MARKET}
    drop(home, second, MENDED, **other)
    assert len(make(home, warehouse)) == 1  # the earlier drop is not read again
    assert standing(warehouse) == claimed(warehouse) == {MENDED}
    assert warehouse.count("articles") == 2


DIFFERENT: dict[str, tuple[tuple[str, str, dict[str, str]], tuple[str, str, dict[str, str]]]] = {
    "files that are called alike": (("a/1.txt", MARKET, {}), ("b/1.txt", SCHOOL, {})),
    "records of one number": (("a/x.jsonl", MARKET, {"doc": "7"}), ("b/x.jsonl", SCHOOL, {"doc": "7"})),
    "records of one number in other files": (
        ("a/x.jsonl", MARKET, {"doc": "7"}), ("b/y.jsonl", MENDED, {"doc": "7"})
    ),
    "files of two outlets": (
        ("a/x.jsonl", MARKET, {"doc": "7", "outlet": "شام"}), ("b/x.jsonl", MENDED, {"doc": "7", "outlet": "سانا"})
    ),
    "articles at the address of a site": (
        ("a/x.jsonl", MARKET, {"url": "https://news.example/"}), ("b/y.jsonl", MENDED, {"url": "https://news.example"})
    ),
    "lines without an identity": (("a/x.jsonl", MARKET, {}), ("b/x.jsonl", MENDED, {})),
}  # fmt: skip


@pytest.mark.parametrize("what", DIFFERENT)
def test_different_articles_stay_two(home: Home, warehouse: Warehouse, what: str) -> None:
    for name, text, fields in DIFFERENT[what]:
        drop(home, name, text, **fields)
    layers.make_articles(home, warehouse, Silent())
    assert standing(warehouse) == {text for _, text, _ in DIFFERENT[what]}


def test_an_address_that_a_drop_gives_to_several_is_nobodys(home: Home, warehouse: Warehouse) -> None:
    drop(home, "a/x.jsonl", MARKET, url=OWN, doc="1")
    lines = [json.dumps({"text": text, "url": OWN, "doc": str(n)}) for n, text in enumerate((MENDED, SCHOOL), 2)]
    (home.inbox / "b").mkdir()
    (home.inbox / "b" / "y.jsonl").write_text("\n".join(lines), encoding="utf-8")
    receive(home)
    layers.make_articles(home, warehouse, Silent())
    assert standing(warehouse) == {MARKET, MENDED, SCHOOL}


def three(home: Home) -> list[str]:
    """Three versions of one article, each in a drop of its own; their batches, in the order they came."""
    for name, text in (("a", MARKET), ("b", MENDED), ("c", AGAIN)):
        drop(home, f"{name}/x.jsonl", text, url=OWN)
    return [batch.name for batch in received(home)]


def chain(warehouse: Warehouse) -> list[tuple[str, str | None]]:
    sql = "SELECT o.text, n.text FROM articles o LEFT JOIN articles n ON o.replaced_by = n.article_id ORDER BY o.batch"
    return sorted(warehouse.query(sql).rows(), key=str)


WHOLE = sorted([(MARKET, MENDED), (MENDED, AGAIN), (AGAIN, None)], key=str)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_whichever_drop_is_read_in_first_the_versions_are_the_same(
    home: Home, warehouse: Warehouse, order: tuple[int, ...]
) -> None:
    names = three(home)
    for number in order:
        layers.make_articles(home, warehouse, Silent(), [names[number]])
    assert chain(warehouse) == WHOLE


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("c", [(MARKET, MENDED), (MENDED, None)]),
        ("b", [(MARKET, AGAIN), (AGAIN, None)]),
        ("a", [(MENDED, AGAIN), (AGAIN, None)]),
    ],
)
def test_a_drop_that_leaves_takes_its_version_along_and_brings_it_back(
    home: Home, warehouse: Warehouse, gone: str, left: list[tuple[str, str | None]]
) -> None:
    three(home)
    make(home, warehouse)
    assert claimed(warehouse) == {AGAIN}
    shutil.move(home.inbox / gone, home.root / gone)
    due = layers.due(home, warehouse)
    assert set(make(home, warehouse)) == set(due)
    assert chain(warehouse) == sorted(left, key=str)
    assert standing(warehouse) == claimed(warehouse)
    shutil.move(home.root / gone, home.inbox / gone)
    make(home, warehouse)
    assert chain(warehouse) == WHOLE and claimed(warehouse) == {AGAIN}


def test_a_drop_to_which_something_is_added_brings_no_old_version_back(home: Home, warehouse: Warehouse) -> None:
    drop(home, "a/x.jsonl", MARKET, url=OWN)
    drop(home, "b/y.jsonl", MENDED, url=OWN)
    layers.make_articles(home, warehouse, Silent())
    more = [json.dumps({"text": MARKET, "url": OWN}), json.dumps({"text": SCHOOL, "doc": "8"})]
    (home.inbox / "a" / "x.jsonl").write_text("\n".join(more), encoding="utf-8")
    receive(home)
    layers.make_articles(home, warehouse, Silent())
    assert standing(warehouse) == {MENDED, SCHOOL}


def test_a_store_that_is_made_anew_has_the_same_versions(home: Home, warehouse: Warehouse) -> None:
    three(home)
    layers.make_articles(home, warehouse, Silent())
    told = warehouse.read("articles")
    layers.make_articles(home, warehouse, Silent(), afresh=True)
    assert warehouse.read("articles").equals(told)
