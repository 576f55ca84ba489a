"""Batches through the whole chain, as a person drops them: what is new is read, once, and is all a release adds."""

import json
import shutil
from datetime import date
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from pipeline.headless import RunOutcome, run
from pipeline.ingest import received
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.release.content import RELEASED
from pipeline.warehouse import Warehouse

MARKET = "قتل 60 مدنيا وجرح أكثر من 100 في قصف جوي روسي على سوق الأتارب بريف حلب اليوم، بحسب الدفاع المدني."
SCHOOL = "استشهد 3 أطفال في قصف مدفعي لقوات النظام على مدرسة في دوما بريف دمشق أمس، وفق المرصد السوري."
BRIDGE = "أصيب 4 مدنيين بانفجار لغم أرضي قرب جسر في مدينة الرقة اليوم، بحسب شبكة محلية."
DAY = date(2026, 11, 22)


def drop(home: Home, name: str, *texts: str) -> Path:
    """A folder of articles in the inbox."""
    folder = home.inbox / name
    folder.mkdir(parents=True)
    lines = [json.dumps({"doc": text[:20], "text": text, "published": "2017-11-14"}) for text in texts]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def batch_of(home: Home, child: str) -> str:
    (name,) = (batch.name for batch in received(home) if child in batch.children)
    return name


def runs_on(home: Home, table: str) -> dict[str, int]:
    """Batch → how many runs Dagster has that made a table of it."""
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        records = instance.fetch_materializations(dg.AssetKey(table), limit=100).records
    found = {(str(record.partition_key), record.run_id) for record in records}
    return {name: sum(batch == name for batch, _ in found) for name, _ in found}


def delta(outcome: RunOutcome, table: str) -> pl.DataFrame:
    assert outcome.folder is not None
    return pl.read_parquet(outcome.folder / "delta" / f"{table}.parquet")


Dropped = tuple[Home, RunOutcome, dict[str, tuple[str, str]]]


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Dropped:
    """A home with a release on one batch, onto which three drops came: a new one, that batch again, a half-broken one.

    With it how the second run ended, and what was noted as made before it.
    """
    home = Home.at(tmp_path_factory.mktemp("batches"))
    first = drop(home, "first", MARKET)
    assert run(home, Silent(), DAY).published
    made = Warehouse(home.warehouse).made("claims")
    drop(home, "second", SCHOOL)
    shutil.copytree(first, home.inbox / "first again")
    (drop(home, "third", BRIDGE) / "saved.txt").write_bytes(MARKET.encode("windows-1256"))
    return home, run(home, Silent(), DAY), made


def test_what_is_new_is_published(dropped: Dropped) -> None:
    assert dropped[1].refusals == ()
    assert (dropped[1].published, dropped[1].version) == (True, "2026.11.2")


def test_nothing_runs_twice(dropped: Dropped) -> None:
    home, _, made = dropped
    warehouse = Warehouse(home.warehouse)
    first, second, third = (batch_of(home, name) for name in ("first again", "second", "third"))
    assert batch_of(home, "first") == first
    assert made.items() <= warehouse.made("claims").items() and made.keys() == {first}
    for table in ("articles", "sentences", "claims"):
        assert runs_on(home, table) == {first: 1, second: 1, third: 1}
    assert dict(warehouse.query("SELECT batch, count(*) FROM articles GROUP BY ALL").rows()) == {
        first: 1, second: 1, third: 1,
    }  # fmt: skip


def test_the_broken_file_is_rejected_with_its_reason(dropped: Dropped) -> None:
    rejected = delta(dropped[1], "rejected_articles").select("change", "source_uri", "reason", "detail").row(0)
    assert rejected[:3] == ("added", "third/saved.txt", "not_utf8")
    assert "iconv -f WINDOWS-1256" in rejected[3]
    assert Warehouse(dropped[0].readable).count("rejected_articles") == 1


def test_the_delta_holds_just_the_rows_of_what_is_new(dropped: Dropped) -> None:
    home, outcome, _ = dropped
    changes = {name: delta(outcome, name)["change"].unique().to_list() for name in (one.name for one in RELEASED)}
    assert {change for found in changes.values() for change in found} == {"added"}
    new = {batch_of(home, "second"), batch_of(home, "third")}
    articles = delta(outcome, "articles")
    assert set(articles["batch"]) == new and articles.height == 2
    assert set(delta(outcome, "claims")["article_id"]) == set(articles["article_id"])
    assert sorted(delta(outcome, "tallies").filter(pl.col("who").is_null())["best"].drop_nulls()) == [3, 3, 4, 4]
