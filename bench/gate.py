"""How long the full gate takes on the corpus beside the project, and how its cost grows with the rows.

Makes the tables once from the articles and once from twice as many (each article again, its text marked as another),
then times every check, the proof that they are about what is exported, and the checks on the exported files.

    python bench/gate.py [--keep FOLDER]
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from checks import exported
from checks.beside import Beside
from checks.catalogue import Check, catalogue
from checks.examine import examine
from pipeline import layers, reconciling
from pipeline.contracts import TABLES
from pipeline.ingest import receive
from pipeline.progress import Silent
from pipeline.project import ROOT, Home
from pipeline.release.bundle import write_data
from pipeline.warehouse import Warehouse, digest

CORPUS = ROOT.parent / "shared" / "corpus" / "airwars_dev_articles.jsonl"
SENTENCE = "\nأعيد نشر هذا الخبر."  # this report was printed again


def made(home: Home, times: int) -> Warehouse:
    """The tables of the corpus, its articles so many times over."""
    if not CORPUS.exists():
        raise SystemExit(f"{CORPUS.name} is needed beside the project, in ../shared/corpus")
    warehouse = Warehouse(home.warehouse)
    if not home.inbox.exists():
        home.inbox.mkdir(parents=True)
        articles = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
        for turn in range(times):
            lines = [_again(article, turn) for article in articles]
            (home.inbox / f"b{turn}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        receive(home)
        layers.make_articles(home, warehouse, Silent())
        layers.make_sentences(warehouse, Silent())
        layers.make_claims(home, warehouse, Silent())
        reconciling.make_incidents(warehouse, Silent())
        reconciling.make_tallies(warehouse, Silent())
        layers.make_readings(home, warehouse)
    layers.make_metrics(home, warehouse)
    return warehouse


def _again(article: dict[str, Any], turn: int) -> str:
    return json.dumps(article | {"doc": f"{article['doc']}-{turn}", "text": article["text"] + SENTENCE * turn})


def timed(warehouse: Warehouse, home: Home) -> tuple[int, dict[str, float], list[str]]:
    """Rows in all tables, seconds by kind of check and step, and what does not pass."""
    spent: Counter[str] = Counter()
    failing: list[str] = []
    with warehouse.connect() as connection:
        rows = sum(connection.execute(f"SELECT count(*) FROM {each.name}").fetchall()[0][0] for each in TABLES)
        began = time.monotonic()
        for declared in TABLES:
            digest(connection, declared)
        spent["digests, as the release step takes them"] = time.monotonic() - began
        for check, seconds, told in _each(connection, Beside.load(home.releases)):
            spent[check.kind] += seconds
            failing += [told] if told else []
        with tempfile.TemporaryDirectory() as name:
            write_data(connection, Path(name))
            began = time.monotonic()
            failing += [str(problem) for problem in exported.inspect(Path(name))]
            spent["exported files"] = time.monotonic() - began
    return rows, dict(spent), failing


def _each(connection: Any, beside: Beside) -> Any:
    """Every check with the seconds it took and, where it fails, what it found. Digests are taken layer by layer."""
    layers_ = dict.fromkeys(declared.layer for declared in TABLES)
    for layer in layers_:
        names = {declared.name for declared in TABLES if declared.layer == layer}
        chosen: list[Check] = [check for check in catalogue() if check.table in names]
        began = time.monotonic()
        for finding in examine(connection, chosen, beside):
            now = time.monotonic()
            failed = (
                ""
                if finding.verdict.passed
                else f"{finding.check.table}.{finding.check.id} ({finding.check.severity}): {finding.verdict.summary}"
            )
            yield finding.check, now - began, failed
            began = now


def main() -> None:
    """Print seconds by kind, for the corpus once and twice over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="make the tables here, and find them here the next time")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as name:
        for times in (1, 2):
            home = Home.at((keep or Path(name)) / str(times))
            rows, spent, failing = timed(made(home, times), home)
            print(f"corpus {times} times: {rows:,} rows, gate {sum(spent.values()):.1f} s")
            for kind, seconds in sorted(spent.items(), key=lambda each: -each[1]):
                print(f"    {seconds:6.2f} s  {kind}")
            for told in failing:
                print(f"    does not pass: {told[:300]}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
