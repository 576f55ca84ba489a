"""How well and how fast incidents and tallies are made, on claims whose truth is known because they are made up.

A warehouse is filled with ``made_up`` articles, all but the last ones in no order of time: those come as a batch of
their own once incidents and tallies are made of the rest. Prints precision and recall over pairs of mentions, how often
the true number of dead lies in the range, and seconds and memory of the first making and of the further batch. Nothing
here is a test.

usage: python bench/reconciliation.py [--claims 20000] [--further 1000] [--seed 1] [--home FOLDER]
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from made_up import made_up

from pipeline.commands.bars import bars
from pipeline.contracts import frame, table
from pipeline.progress import Progress
from pipeline.reconciling import make_incidents, make_tallies
from pipeline.warehouse import Warehouse

LAYERS = ("articles", "events", "claims")


def fill(path: Path, n_claims: int, further: int, seed: int) -> None:
    """Fill a warehouse, and beside it the files of the further articles and of the truth."""
    press, harms = made_up(n_claims, seed)
    order = list(range(len(press.articles)))
    random.Random(seed).shuffle(order)  # noqa: S311 made-up data
    later = {press.articles[number]["article_id"] for number in order[:further]}
    told: dict[str, list[dict[str, Any]]] = {"articles": press.articles, "events": press.events, "claims": press.claims}
    with Warehouse(path).transaction() as write:
        for name, rows in told.items():
            for start in range(0, len(rows), 100_000):
                some = frame(table(name), rows[start : start + 100_000])
                write.append(name, some.filter(~pl.col("article_id").is_in(later)))
            frame(table(name), [row for row in rows if row["article_id"] in later]).write_parquet(_later(path, name))
    dead = {harm.number: harm.dead for harm in harms}
    truth = {"event_id": list(press.truth), "harm": list(press.truth.values())}
    pl.DataFrame(truth | {"dead": [dead[harm] for harm in truth["harm"]]}).write_parquet(_later(path, "truth"))


def _later(path: Path, name: str) -> Path:
    return path.with_name(f"{name}.parquet")


def take(warehouse: Warehouse) -> None:
    """Put the further articles in."""
    with warehouse.transaction() as write:
        for name in LAYERS:
            write.append(name, pl.read_parquet(_later(warehouse.path, name)))


def make(warehouse: Warehouse, progress: Progress) -> None:
    """Make incidents and tallies, saying how long each took."""
    for name, step in (("incidents", make_incidents), ("tallies", make_tallies)):
        start, worked = time.perf_counter(), time.process_time()
        step(warehouse, progress)
        seconds, work = time.perf_counter() - start, time.process_time() - worked
        print(f"  {name:10} {seconds:8.1f} s, {work:.1f} s of a core's work, {warehouse.count(name):,} in all")


def pairwise(rows: pl.DataFrame) -> tuple[float, float]:
    """Precision and recall over pairs of events (columns harm, incident_id) that share an incident."""

    def pairs(*keys: str) -> int:
        n = rows.group_by(keys).len()["len"].cast(pl.Int64)
        return int((n * (n - 1) // 2).sum())

    both = pairs("harm", "incident_id")
    return both / max(1, pairs("incident_id")), both / max(1, pairs("harm"))


def judge(warehouse: Warehouse) -> None:
    """Set what was made beside the truth."""
    with duckdb.connect(str(warehouse.path), read_only=True) as connection:
        truth = f"read_parquet('{_later(warehouse.path, 'truth')}')"
        mentions = connection.execute(
            "SELECT DISTINCT event_id, incident_id, harm, dead FROM incident_claims JOIN claims USING (claim_id) "
            f"JOIN {truth} USING (event_id)"
        ).pl()
        ranges = connection.execute(
            "SELECT incident_id, low, high, high_is_open FROM tallies "
            "WHERE outcome = 'killed' AND population = 'all' AND who IS NULL"
        ).pl()
    precision, recall = pairwise(mentions)
    print(f"pairs of mentions: precision {precision:.3f}, recall {recall:.3f}")
    votes: dict[str, Counter[tuple[int, int]]] = {}
    for incident, harm, dead in mentions.select("incident_id", "harm", "dead").rows():
        votes.setdefault(incident, Counter())[-harm, dead] += 1
    true = {incident: max(found, key=lambda h: (found[h], h))[1] for incident, found in votes.items()}
    inside = [low <= true[name] and (is_open or true[name] <= high) for name, low, high, is_open in ranges.rows()]
    print(f"true dead within the range: {sum(inside) / max(1, len(inside)):.3f} of incidents")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--further", type=int, default=1_000, help="articles that come as a batch of their own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, help="keep the warehouse here, and take it as it is if it is there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.home or Path(folder)) / "warehouse.duckdb"
        # in a process of its own, so that what it takes is not counted here
        making = get_context("spawn").Process(target=fill, args=(path, asked.claims, asked.further, asked.seed))
        making.start()
        making.join()
        if making.exitcode:
            sys.exit(making.exitcode)
        measure(Warehouse(path), asked.further)


def measure(warehouse: Warehouse, further: int) -> None:
    """Make incidents and tallies, take the further articles, make them again, and print what came of it."""
    count = warehouse.count
    print(f"{count('articles'):,} articles, {count('events'):,} events, {count('claims'):,} claims")
    with bars() as progress:
        make(warehouse, progress)
        print(f"{further:,} further articles")
        take(warehouse)
        make(warehouse, progress)
    judge(warehouse)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"memory     {most:8.2f} GB at most")


if __name__ == "__main__":
    main()
