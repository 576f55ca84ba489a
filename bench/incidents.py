"""Score incidents of ../shared/corpus against those that others researched: `python bench/incidents.py HOME`.

HOME holds the corpus, ingested and run. ``../shared/gold/score_incidents.py`` scores it twice: as it is, and by the
claims alone that their articles tell as news. An article is annotated with the incident that is its news, and recalls
others in its background; what it recalls is joined to these incidents, and counts in the first row as joined wrongly.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from pipeline.project import ROOT

SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"


def grouping(database: Path) -> dict[str, float]:
    """What the scorer says of the pairs of articles that a database's incidents join."""
    scorer = SHARED / "gold" / "score_incidents.py"
    truth = [CORPUS / "airwars_dev_articles.jsonl", CORPUS / "airwars_dev_incidents.jsonl"]
    command = [sys.executable, scorer, database, *truth]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    print(told.stdout.strip())
    found: dict[str, float] = json.loads(told.stdout)["grouping"]
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("which HOME? hasila --home HOME ingest ../shared/corpus/airwars_dev_articles.jsonl, then run")
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.duckdb"
        shutil.copy(Path(sys.argv[1]) / "warehouse.duckdb", news)
        whole = grouping(news)
        with duckdb.connect(str(news)) as con:
            con.execute(
                "DELETE FROM incident_claims WHERE claim_id IN (SELECT claim_id FROM claims WHERE status = 'recalled')"
            )
        told = grouping(news)
    for name, pairs in (("all claims", whole), ("told as news", told)):
        print(f"{name}: recall {pairs['recall']:.3f}, precision {pairs['precision']:.3f} of {pairs['our_pairs']} pairs")


if __name__ == "__main__":
    main()
