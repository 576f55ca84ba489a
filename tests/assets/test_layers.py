"""Batches: only what is due is made, old versions are kept, and what left the inbox is forgotten."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from itertools import count

import polars as pl
import pytest

from pipeline import layers, versions
from pipeline.arabic import frames
from pipeline.arabic.sentences import split
from pipeline.ingest import receive, received
from pipeline.layers import Made, make_articles, make_claims, make_sentences
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import Warehouse

MARKET = "قتل 60 مدنيا وجرح أكثر من 100 في قصف جوي على سوق الأتارب."
MARKET_MENDED = "قتل 53 مدنيا وجرح أكثر من 100 في قصف جوي على سوق الأتارب."
SCHOOL = "استشهد 3 أطفال في قصف مدفعي على مدرسة في دوما أمس."
QUIET = "وصلت قافلة مساعدات إلى مدينة حلب."  # a convoy of aid reached Aleppo


@pytest.fixture
def warehouse(home: Home) -> Warehouse:
    return Warehouse(home.warehouse)


def drop(home: Home, batch: str, *texts: str, published: str = "2017-11-14", doc: str = "") -> None:
    """Put a drop of articles into the inbox, in place of what stood there by its name."""
    folder = home.inbox / batch
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"doc": doc or sha256(text.encode()).hexdigest()[:8], "text": text, "published": published})
        for text in texts
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def drops(home: Home) -> dict[str, str]:
    """Batch → its drop, with a number from the second version on."""
    numbers = {child: count(1) for batch in received(home) for child in batch.children}
    return {
        batch.name: f"{child}{number}" if (number := next(numbers[child])) > 1 else child
        for batch in received(home)
        for child in sorted(batch.children)[:1]
    }


def make(home: Home, warehouse: Warehouse) -> tuple[Made, Made, Made]:
    """Take the inbox in and make all layers; batches go by their drops."""
    receive(home)
    named = drops(home)
    known = {**named, **{name: name for name in warehouse.batches() if name not in named}}
    made = (
        make_articles(home, warehouse, Silent()),
        make_sentences(warehouse, Silent()),
        make_claims(home, warehouse, Silent()),
    )
    return tuple(  # type: ignore[return-value]
        replace(one, remade=tuple(known[n] for n in one.remade), kept=tuple(known[n] for n in one.kept)) for one in made
    )


def held(home: Home, warehouse: Warehouse, table: str) -> dict[str, int]:
    """Rows of each drop."""
    named = drops(home)
    rows = warehouse.query(f"SELECT a.batch, count(*) FROM {table} t JOIN articles a USING (article_id) GROUP BY ALL")
    return dict(sorted((named[batch], number) for batch, number in rows.rows()))


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
    assert held(home, warehouse, "articles") == {"b1": 1, "b2": 2}
    assert held(home, warehouse, "claims")["b1"] == 2


def test_only_the_batches_asked_for_are_made(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", SCHOOL)
    receive(home)
    (second,) = (batch for batch, child in drops(home).items() if child == "b2")
    assert make_articles(home, warehouse, Silent(), [second]).remade == (second,)
    assert make_sentences(warehouse, Silent(), []).remade == ()
    assert set(layers.due(home, warehouse)) == set(drops(home))
    make(home, warehouse)
    assert layers.due(home, warehouse) == ()


def test_a_batch_up_to_date_is_read_again_only_when_asked_to(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    make(home, warehouse)
    assert make_articles(home, warehouse, Silent()).remade == ()
    assert len(make_articles(home, warehouse, Silent(), afresh=True).remade) == 1


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET, QUIET, doc="")
    (home.inbox / "strike.txt").write_text(MARKET, encoding="utf-8")
    make(home, warehouse)
    (home.inbox / "strike.txt").write_text(MARKET_MENDED, encoding="utf-8")
    assert make(home, warehouse)[0].remade == ("strike.txt2",)
    rows = warehouse.query("SELECT text, replaced_by, article_id FROM articles WHERE source_uri = 'strike.txt'").rows()
    (new,) = (article for text, _, article in rows if text == MARKET_MENDED)
    assert {(text, by) for text, by, _ in rows} == {(MARKET, new), (MARKET_MENDED, None)}
    assert held(home, warehouse, "claims") == {"b1": 2, "strike.txt2": 2}
    assert held(home, warehouse, "sentences")["strike.txt"] == 1


def test_a_record_with_another_text_takes_the_place_of_the_earlier_one(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET, doc="news-7")
    make(home, warehouse)
    drop(home, "b1", MARKET_MENDED, doc="news-7")
    make(home, warehouse)
    assert held(home, warehouse, "claims") == {"b12": 2}
    drop(home, "b1", MARKET, doc="news-7")  # and back
    make(home, warehouse)
    assert warehouse.query("SELECT text FROM articles WHERE replaced_by IS NULL").rows() == [(MARKET,)]
    assert held(home, warehouse, "claims") == {"b13": 2}


def test_a_mended_date_reaches_the_article_that_is_in(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET, QUIET)
    make(home, warehouse)
    drop(home, "b1", MARKET, QUIET, published="2017-11-13")
    make(home, warehouse)
    days = warehouse.query("SELECT DISTINCT published_on::VARCHAR, replaced_by FROM articles").rows()
    assert days == [("2017-11-13", None)]
    assert warehouse.count("rejected_articles") == 0 and warehouse.count("articles") == 2


def test_adding_to_a_drop_reads_only_what_was_added(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    make(home, warehouse)
    (home.inbox / "b1" / "more.txt").write_text(SCHOOL, encoding="utf-8")
    for made in make(home, warehouse):
        assert (made.remade, made.kept) == (("b12",), ("b1",))
    assert held(home, warehouse, "articles") == {"b1": 1, "b12": 1}
    assert warehouse.count("rejected_articles") == 0


def test_a_mended_file_is_no_longer_among_the_rejected(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    (home.inbox / "b1" / "bad.txt").write_bytes(SCHOOL.encode("windows-1256"))
    make(home, warehouse)
    assert warehouse.query("SELECT source_uri, reason FROM rejected_articles").rows() == [("b1/bad.txt", "not_utf8")]
    (home.inbox / "b1" / "bad.txt").write_text(SCHOOL, encoding="utf-8")
    make(home, warehouse)
    assert warehouse.count("rejected_articles") == 0 and warehouse.count("articles") == 2


def test_what_was_received_is_read_from_its_copy(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    receive(home)
    drop(home, "b1", SCHOOL)
    make_articles(home, warehouse, Silent())
    assert warehouse.query("SELECT text FROM articles").item() == MARKET


def test_a_drop_that_left_the_inbox_is_forgotten_until_it_comes_back(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", SCHOOL)
    make(home, warehouse)
    shutil.move(home.inbox / "b1", home.root / "b1")
    assert len(make(home, warehouse)[0].removed) == 1
    assert held(home, warehouse, "articles") == held(home, warehouse, "sentences") == {"b2": 1}
    assert set(held(home, warehouse, "claims")) <= {"b2"}
    shutil.move(home.root / "b1", home.inbox / "b1")
    assert make(home, warehouse)[0].remade == ("b1",)


def test_new_code_makes_every_batch_again(home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "b1", MARKET)
    make(home, warehouse)
    monkeypatch.setattr(
        layers, "code_version", lambda layer: "new" if layer == "claims" else versions.code_version(layer)
    )
    assert [made.remade for made in make(home, warehouse)] == [(), (), ("b1",)]


def test_of_two_batches_with_one_article_the_first_that_came_has_it(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b2", MARKET, QUIET)
    make(home, warehouse)
    drop(home, "b1", MARKET, SCHOOL)
    make(home, warehouse)
    assert held(home, warehouse, "articles") == {"b1": 1, "b2": 2}
    named = drops(home)
    assert [named[batch] for (batch,) in warehouse.query("SELECT batch FROM rejected_articles").rows()] == ["b1"]


def test_the_order_in_which_batches_are_made_is_no_matter(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET, QUIET)
    drop(home, "b2", MARKET, SCHOOL)
    receive(home)
    first, second = drops(home)
    make_articles(home, warehouse, Silent(), [second])
    make_articles(home, warehouse, Silent(), [first])
    assert held(home, warehouse, "articles") == {"b1": 2, "b2": 1}


def test_a_duplicate_comes_in_when_the_batch_that_had_it_leaves(home: Home, warehouse: Warehouse) -> None:
    drop(home, "b1", MARKET)
    drop(home, "b2", MARKET, SCHOOL)
    make(home, warehouse)
    shutil.rmtree(home.inbox / "b1")
    assert [drops(home)[name] for name in layers.due(home, warehouse)] == ["b2"]
    make(home, warehouse)
    assert held(home, warehouse, "articles") == {"b2": 2}
    assert warehouse.count("rejected_articles") == 0


def test_a_cut_batch_leaves_the_state_before_it(
    home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home, "b1", MARKET)
    receive(home)
    make_articles(home, warehouse, Silent())
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.layers.Writer.note_made", lambda *made: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_sentences(warehouse, Silent())
    assert warehouse.count("sentences") == 0
    assert len(make_sentences(warehouse, Silent()).remade) == 1


def failing_on(part: str, sound: object) -> object:
    """A reader that fails on texts with a part."""

    def reads(text: str, *more: object) -> object:
        if part in text:
            raise RecursionError("too deep")
        return sound(text, *more)  # type: ignore[operator]

    return reads


def test_an_article_that_reading_fails_on_is_set_apart_and_the_others_go_on(
    home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.extraction import frames as reading

    drop(home, "b1", MARKET, SCHOOL)
    monkeypatch.setattr(reading, "read", failing_on("دوما", reading.read))
    made = make(home, warehouse)[2]
    assert warehouse.count("claims") == 2
    unread = warehouse.read("unread_articles")
    assert unread.select("source_uri", "reason").rows() == [("b1/articles.jsonl#line 2", "RecursionError")]
    assert "too deep" in unread["detail"].item() and "report it" in unread["detail"].item()
    assert len(made.troubles) == 1 and "b1/articles.jsonl#line 2" in made.troubles[0]


def test_an_article_that_cannot_be_cut_into_sentences_is_cut_at_its_lines(
    home: Home, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home, "b1", f"{MARKET}\n\n  {QUIET}", SCHOOL)
    sound = frames.sentences
    failing = failing_on("الأتارب", split)
    monkeypatch.setattr(frames, "sentences", lambda articles, cut=failing: sound(articles, cut))
    made = make(home, warehouse)[1]
    assert "b1/articles.jsonl#line 1: RecursionError: too deep" in made.troubles[0]
    cut = warehouse.read("sentences").join(warehouse.read("articles"), on="article_id", suffix="_of_article")
    assert cut.filter(pl.col("text_of_article").str.contains("الأتارب"))["text"].sort().to_list() == sorted(
        [MARKET, QUIET]
    )
    assert warehouse.count("claims") > 0


def test_copies_of_a_text_are_one_family_again_after_a_change(home: Home, warehouse: Warehouse) -> None:
    long = " ".join([MARKET, SCHOOL, QUIET] * 3)
    drop(home, "b1", long, doc="one")
    drop(home, "b2", long + " وكالات.")  # (agencies)
    make(home, warehouse)
    heads = "SELECT count(*) FROM articles WHERE is_family_head AND replaced_by IS NULL"
    assert warehouse.query(heads).item() == 1
    drop(home, "b1", SCHOOL, doc="one")
    make(home, warehouse)
    assert warehouse.query(heads).item() == 2
