"""Making incidents and tallies step by step gives what making them at once gives, and touches only what news touch."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hand_made import ATAREB, SARAQIB, TADIL, WEST_ALEPPO, article, claim, event, frames
from made_up import made_up

from pipeline.progress import Advance
from pipeline.reconciling import make_incidents, make_tallies
from pipeline.warehouse import Warehouse

TABLES = (
    "incidents", "incident_claims", "tallies", "tally_claims", "tally_history", "period_tallies", "conflicts",
)  # fmt: skip
TOLD: dict[str, tuple[date, dict[str, Any], int]] = {
    "a0": (date(2017, 11, 14), ATAREB, 60),
    "a1": (date(2017, 11, 15), ATAREB, 53),
    "a2": (date(2017, 11, 14), TADIL, 7),
    "a3": (date(2017, 11, 14), SARAQIB, 3),
    "a4": (date(2017, 11, 16), SARAQIB, 3),
    "a5": (date(2017, 11, 15), WEST_ALEPPO, 60),
    "a6": (date(2017, 11, 13), ATAREB, 61),
}


class Counted:
    """Progress that remembers how much each step had to do."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}

    @contextmanager
    def step(self, name: str, unit: str, total: int) -> Iterator[Advance]:
        self.totals[name] = total
        yield lambda more: None


def take(warehouse: Warehouse, names: Iterable[str], published: date | None = None) -> Counted:
    """Put articles in (those told in TOLD), and make incidents and tallies."""
    names = list(names)
    articles = [article(name, published or TOLD[name][0]) for name in names]
    events = [event(f"e-{name}", name, **TOLD[name][1]) for name in names]
    claims = [claim(f"c-{name}", f"e-{name}", name, TOLD[name][2]) for name in names]
    claims += [claim(f"p-{name}", f"e-{name}", name, 900, scope="cumulative", char_start=9) for name in names]
    return put(warehouse, frames(articles, events, claims))


def put(warehouse: Warehouse, rows: Iterable[pl.DataFrame]) -> Counted:
    """Put rows of articles, events and claims in, and make incidents and tallies."""
    with warehouse.transaction() as write:
        for table, some in zip(("articles", "events", "claims"), rows, strict=True):
            write.append(table, some)
    return make(warehouse)


def remove(warehouse: Warehouse, names: Iterable[str]) -> Counted:
    with warehouse.transaction() as write:
        for table in ("claims", "events", "articles"):
            write.connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT unnest(?))", [list(names)])
    return make(warehouse)


def make(warehouse: Warehouse) -> Counted:
    progress = Counted()
    make_incidents(warehouse, progress)
    make_tallies(warehouse, progress)
    return progress


def digests(warehouse: Warehouse) -> dict[str, str]:
    return {name: warehouse.digest(name) for name in TABLES}


def incident_of(warehouse: Warehouse, claim_id: str) -> str:
    sql = "SELECT incident_id FROM incident_claims WHERE claim_id = ?"
    return str(warehouse.query(sql, [claim_id]).item())


@pytest.fixture
def at_once(tmp_path: Path) -> dict[str, str]:
    warehouse = Warehouse(tmp_path / "whole.duckdb")
    take(warehouse, TOLD)
    return digests(warehouse)


@pytest.mark.parametrize(
    "batches",
    [
        [["a0", "a1", "a2"], ["a3", "a4", "a5", "a6"]],
        [["a6"], ["a5"], ["a4"], ["a3"], ["a2"], ["a1"], ["a0"]],
        [["a5", "a2"], [], ["a0", "a3"], ["a6", "a1", "a4"]],
    ],
    ids=["two batches", "one by one, backwards", "four batches"],
)
def test_batches_in_any_order_give_the_same_tables(
    tmp_path: Path, at_once: dict[str, str], batches: list[list[str]]
) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    for batch in batches:
        take(warehouse, batch)
    assert digests(warehouse) == at_once


def test_batches_of_a_dense_war_give_the_incidents_that_all_at_once_give(tmp_path: Path) -> None:
    press, _ = made_up(600, seed=3)
    rows = frames(press.articles, press.events, press.claims)
    whole, steps = Warehouse(tmp_path / "whole.duckdb"), Warehouse(tmp_path / "steps.duckdb")
    put(whole, rows)
    for number in (2, 0, 1):
        put(steps, [some.filter(pl.col("article_id").str.slice(-1).cast(pl.Int64) % 3 == number) for some in rows])
    assert digests(steps) == digests(whole)
    take(steps, TOLD)
    remove(steps, TOLD)
    with steps.transaction() as write:
        write.connection.execute("UPDATE articles SET published_on = published_on + 1 WHERE article_id LIKE '%7'")
    assert make(steps).totals["tallies"] < steps.count("incidents")
    with steps.transaction() as write:
        write.connection.execute("UPDATE articles SET published_on = published_on - 1 WHERE article_id LIKE '%7'")
    make(steps)
    assert digests(steps) == digests(whole)


def test_what_leaves_and_comes_back_leaves_no_trace(tmp_path: Path, at_once: dict[str, str]) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, TOLD)
    remove(warehouse, ["a1", "a3", "a5"])
    assert digests(warehouse) != at_once
    take(warehouse, ["a1", "a3", "a5"])
    assert digests(warehouse) == at_once


def test_an_article_that_changes_is_linked_anew(tmp_path: Path) -> None:
    changed, plain = Warehouse(tmp_path / "changed.duckdb"), Warehouse(tmp_path / "plain.duckdb")
    take(changed, ["a0", "a1"])
    remove(changed, ["a1"])
    take(changed, ["a1"], date(2018, 3, 1))
    take(plain, ["a0"])
    take(plain, ["a1"], date(2018, 3, 1))
    assert digests(changed) == digests(plain)


def test_news_touch_only_the_incidents_they_may_speak_of(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0", "a2", "a3"])
    assert warehouse.count("incidents") == 3
    assert take(warehouse, ["a4"]).totals["tallies"] == 1
    assert warehouse.count("incidents") == 3


def test_an_article_of_nothing_but_a_periods_toll_is_set_beside_the_incidents(tmp_path: Path) -> None:
    rows = frames(
        [article("a", date(2017, 11, 30))],
        [event("e", "a", date_from=date(2017, 11, 1), date_to=date(2017, 11, 30))],
        [claim("c", "e", "a", 900, scope="cumulative")],
    )
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0"])
    before = warehouse.count("period_tallies")
    put(warehouse, rows)
    assert warehouse.count("period_tallies") == before + 1
    remove(warehouse, ["a"])
    assert warehouse.count("period_tallies") == before


def test_with_nothing_new_nothing_is_made(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0", "a3"])
    assert make(warehouse).totals == {"tallies": 0}


def test_rows_that_somebody_altered_are_made_anew(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0", "a3"])
    sound = digests(warehouse)
    with warehouse.transaction() as write:
        write.connection.execute("UPDATE tallies SET high = high + 1; UPDATE incidents SET n_articles = 9")
    make(warehouse)
    assert digests(warehouse) == sound


def test_an_incident_keeps_its_id_when_later_evidence_joins_it(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0"])
    named = incident_of(warehouse, "c-a0")
    take(warehouse, ["a1"])
    assert incident_of(warehouse, "c-a1") == named
    assert warehouse.count("tombstones") == 0


def test_an_incident_named_anew_by_an_earlier_report_leaves_a_tombstone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0"])
    before = incident_of(warehouse, "c-a0")
    take(warehouse, ["a6"])
    after = incident_of(warehouse, "c-a0")
    assert after != before
    assert warehouse.read("tombstones").rows() == [(before, "merged", [after])]
    remove(warehouse, ["a6"])
    assert warehouse.read("tombstones").rows() == [(after, "merged", [before])]


def test_an_incident_whose_articles_leave_is_gone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "steps.duckdb")
    take(warehouse, ["a0", "a3"])
    lost = incident_of(warehouse, "c-a3")
    remove(warehouse, ["a3"])
    assert warehouse.read("tombstones").rows() == [(lost, "gone", [])]
    assert warehouse.read("tallies").filter(pl.col("incident_id") == lost).is_empty()
