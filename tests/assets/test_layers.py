"""Batches: only what changed is made again, what left the inbox is forgotten, and the order of arrival is no matter."""

import json
import shutil
from hashlib import sha256

import pytest

from pipeline import layers, versions
from pipeline.layers import make_articles, make_claims, make_sentences
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import Warehouse

MARKET = "قتل 60 مدنيا وجرح أكثر من 100 في قصف جوي على سوق الأتارب."
SCHOOL = "استشهد 3 أطفال في قصف مدفعي على مدرسة في دوما أمس."
QUIET = "وصلت قافلة مساعدات إلى مدينة حلب."  # a convoy of aid reached Aleppo


@pytest.fixture
def warehouse(home: Home) -> Warehouse:
    return Warehouse(home.warehouse)


def drop(home: Home, batch: str, *texts: str) -> None:
    """Put a batch of articles into the inbox, in place of what it held."""
    folder = home.inbox / batch
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"doc": f"d{sha256(text.encode()).hexdigest()[:8]}", "text": text, "published": "2017-11-14"})
        for text in texts
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make(home: Home, warehouse: Warehouse) -> tuple[layers.Made, layers.Made, layers.Made]:
    return (
        make_articles(home, warehouse, Silent()),
        make_sentences(warehouse, Silent()),
        make_claims(home, warehouse, Silent()),
    )


def held(warehouse: Warehouse, table: str) -> dict[str, int]:
    """Rows of each batch."""
    rows = warehouse.query(f"SELECT a.batch, count(*) FROM {table} t JOIN articles a USING (article_id) GROUP BY ALL")
    return dict(sorted(rows.rows()))


def test_an_empty_inbox_stands_for_the_seeds(home: Home, warehouse: Warehouse) -> None:
    assert make_articles(home, warehouse, Silent()).remade == ("seeds",)
    assert warehouse.count("articles") == 5


def test_only_the_new_batch_is_made(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    assert {made.remade for made in make(home, warehouse)} == {("b1",)}
    drop(home, "b2", SCHOOL, QUIET)
    for made in make(home, warehouse):
        assert (made.remade, made.kept) == (("b2",), ("b1",))
    assert {made.remade for made in make(home, warehouse)} == {()}
    assert held(warehouse, "articles") == {"b1": 1, "b2": 2}
    assert held(warehouse, "claims")["b1"] == 2


def test_a_changed_batch_replaces_its_rows(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", QUIET)
    make(home, warehouse)
    drop(home, "b1", SCHOOL)
    assert {made.remade for made in make(home, warehouse)} == {("b1",)}
    assert warehouse.query("SELECT text FROM articles WHERE batch = 'b1'").item() == SCHOOL
    assert warehouse.query("SELECT count(*) FROM sentences s ANTI JOIN articles a USING (article_id)").item() == 0


def test_a_batch_that_left_the_inbox_is_forgotten(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", SCHOOL)
    make(home, warehouse)
    shutil.rmtree(home.inbox / "b1")
    assert make(home, warehouse)[0].removed == ("b1",)
    assert held(warehouse, "articles") == held(warehouse, "sentences") == {"b2": 1}
    assert set(held(warehouse, "claims")) <= {"b2"}


def test_new_code_makes_every_batch_again(home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "b1", MARKET)
    make(home, warehouse)
    monkeypatch.setattr(
        layers, "code_version", lambda layer: "new" if layer == "claims" else versions.code_version(layer)
    )
    assert [made.remade for made in make(home, warehouse)] == [(), (), ("b1",)]


@pytest.mark.parametrize("order", [("b1", "b2"), ("b2", "b1")])
def test_of_two_batches_with_one_article_the_first_by_name_has_it(
    order: tuple[str, str], home: Home, warehouse: Warehouse
) -> None:
    content = {"b1": (MARKET, QUIET), "b2": (MARKET, SCHOOL)}
    for batch in order:
        drop(home, batch, *content[batch])
        make(home, warehouse)
    assert held(warehouse, "articles") == {"b1": 2, "b2": 1}
    assert warehouse.query("SELECT batch, reason FROM rejected_articles").rows() == [("b2", "duplicate")]


def test_a_duplicate_comes_in_when_the_batch_that_had_it_leaves(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", MARKET, SCHOOL)
    make(home, warehouse)
    shutil.rmtree(home.inbox / "b1")
    make(home, warehouse)
    assert held(warehouse, "articles") == {"b2": 2}
    assert warehouse.count("rejected_articles") == 0


def test_a_cut_batch_leaves_the_state_before_it(
    home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home, "b1", MARKET)
    make(home, warehouse)
    drop(home, "b1", SCHOOL)
    make_articles(home, warehouse, Silent())
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.arabic.frames.split", lambda text, title: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_sentences(warehouse, Silent())
    assert warehouse.count("sentences") == 0
    assert make_sentences(warehouse, Silent()).remade == ("b1",)


def test_copies_of_a_text_are_one_family_again_after_a_change(home: Home, warehouse: Warehouse) -> None:
    long = " ".join([MARKET, SCHOOL, QUIET] * 3)
    drop(home, "b1", long)
    drop(home, "b2", long + " وكالات.")  # (agencies)
    make(home, warehouse)
    heads = "SELECT count(*) FROM articles WHERE is_family_head"
    assert warehouse.query(heads).item() == 1
    drop(home, "b1", SCHOOL)
    make(home, warehouse)
    assert warehouse.query(heads).item() == 2
