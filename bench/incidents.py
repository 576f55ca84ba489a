"""Score incidents of ../shared/corpus against those that others researched: `python bench/incidents.py HOME`.

HOME holds the corpus, ingested and run. ``../shared/gold/score_incidents.py`` scores it twice: as it is, and by the
claims alone that their articles tell as news. An article is annotated with the incident that is its news, and recalls
others in its background; what it recalls is joined to these incidents, and counts in the first row as joined wrongly.

So the joined pairs of articles are also held against bench/gold/corpus_pairs.csv: 272 pairs that two readers, apart and
without knowing how a pair came to be there, judged by the texts alone, ``same`` where both articles state somebody
harmed in one and the same incident. ``sample`` tells what they were drawn from: all pairs that were joined and that the
annotation does not know (``joined_only``); of the pairs that it knows, 60 of those joined (``both``) and all those
apart of which both articles claim something (``annotated_only``); 60 of the 154 others within two days and 40 km
(``neither``); and pairs that a later version joined (``joined_later``).
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import duckdb

from pipeline.project import ROOT

SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
ARTICLES, INCIDENTS = CORPUS / "airwars_dev_articles.jsonl", CORPUS / "airwars_dev_incidents.jsonl"
JUDGED = ROOT / "bench" / "gold" / "corpus_pairs.csv"
Pair = frozenset[str]


def grouping(database: Path) -> dict[str, float]:
    """What the scorer says of the pairs of articles that a database's incidents join."""
    scorer = SHARED / "gold" / "score_incidents.py"
    command = [sys.executable, scorer, database, ARTICLES, INCIDENTS]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    print(told.stdout.strip())
    found: dict[str, float] = json.loads(told.stdout)["grouping"]
    return found


def pairs_of(groups: dict[str, set[str]]) -> set[Pair]:
    """The pairs of articles that share a group."""
    return {frozenset(pair) for articles in groups.values() for pair in combinations(sorted(articles), 2)}


def annotated() -> tuple[set[Pair], set[str]]:
    """The pairs of articles annotated with one incident, and the articles annotated with any."""
    of_incident = defaultdict(set)
    with ARTICLES.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for incident in record["incident_ids"]:
                of_incident[incident].add(record["doc"])
    return pairs_of(of_incident), set().union(*of_incident.values())


def joined(database: Path) -> set[Pair]:
    """The pairs of articles that share an incident."""
    of_incident = defaultdict(set)
    with duckdb.connect(str(database), read_only=True) as con:
        rows = con.execute(
            "SELECT incident_id, external_id FROM incident_claims JOIN claims USING (claim_id)"
            " JOIN articles USING (article_id)"
        ).fetchall()
    for incident, article in rows:
        of_incident[incident].add(article)
    return pairs_of(of_incident)


def judged() -> dict[Pair, tuple[str, str]]:
    """Pair of articles → the sample that it was drawn from; what its readers say, ``unclear`` where they disagree."""
    with JUDGED.open(encoding="utf-8") as handle:
        return {
            frozenset((row["article"], row["other"])): (
                row["sample"],
                row["first_reader"] if row["first_reader"] == row["second_reader"] else "unclear",
            )
            for row in csv.DictReader(handle)
        }


def by_readers(database: Path) -> None:
    """Print what two readers say of the pairs that are joined, and of those that are not."""
    known, articles = annotated()
    ours = {pair for pair in joined(database) if pair <= articles}
    said = judged()
    beside = Counter(said.get(pair, ("", "not read"))[1] for pair in ours - known)
    right = len(ours & known) + beside["same"]
    print(
        f"joined: {len(ours & known)} pairs that the annotation knows, and {len(ours - known)} others: {dict(beside)}"
    )
    print(f"precision by the readers: {right / len(ours):.3f} at least")
    apart = Counter((sample, verdict) for pair, (sample, verdict) in said.items() if pair not in ours)
    for (sample, verdict), count in sorted(apart.items()):
        print(f"not joined, {sample}: {count} {verdict}")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("which HOME? hasila --home HOME ingest ../shared/corpus/airwars_dev_articles.jsonl, then run")
    warehouse = Path(sys.argv[1]) / "warehouse.duckdb"
    whole = grouping(warehouse)
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.duckdb"
        shutil.copy(warehouse, news)
        with duckdb.connect(str(news)) as con:
            con.execute(
                "DELETE FROM incident_claims WHERE claim_id IN (SELECT claim_id FROM claims WHERE status = 'recalled')"
            )
        told = grouping(news)
    for name, pairs in (("all claims", whole), ("told as news", told)):
        print(f"{name}: recall {pairs['recall']:.3f}, precision {pairs['precision']:.3f} of {pairs['our_pairs']} pairs")
    by_readers(warehouse)


if __name__ == "__main__":
    main()
