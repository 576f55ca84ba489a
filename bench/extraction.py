"""How many articles a second one core reads from text to claims: `python bench/extraction.py [FILE.jsonl]`.

The articles are the seeds unless a file of JSON lines (text; optional title, published) is named. Beside it, in the
same run and on the same text, what others need: one pass of a DuckDB regular expression that finds the casualty words,
and camel-tools' disambiguation of every word (of a sample, for it takes long). Processor time; the best of three.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.arabic.fold import fold
from pipeline.arabic.provision import camel_data, database_path
from pipeline.arabic.sentences import split
from pipeline.arabic.tokens import tokenize
from pipeline.extraction.document import read
from pipeline.extraction.knowledge import knowledge
from pipeline.garbage import spare
from pipeline.project import SEEDS, Home

ROUNDS = 3
SAMPLE = 20  # articles that camel-tools disambiguates
REPEATED = 4  # times over which memory must not grow


def records() -> list[dict[str, Any]]:
    """The articles to read."""
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    return [{"text": path.read_text(encoding="utf-8")} for path in sorted((SEEDS / "articles").glob("*.txt"))]


def speed(articles: int, work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Articles a second of processor time."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return articles / best


def claims_of(found: Sequence[dict[str, Any]]) -> int:
    """Read every article from its text to its claims, furniture removed; the number of claims."""
    known, claims = knowledge(), 0
    for record in found:
        published = date.fromisoformat(record["published"]) if record.get("published") else None
        title = record.get("title")
        claims += len(read(record["text"], published, split(record["text"], title), known, title))
    return claims


def peak() -> int:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print speeds and their ratios, and how memory grew."""
    found = records()
    claims = claims_of(found)  # also loads what is loaded once
    spare()  # as `hasila extract` and `hasila run` do
    ours = speed(len(found), lambda: claims_of(found))
    before = peak()
    claims_of(found * REPEATED)
    print(f"{len(found)} articles, {claims} claims: {ours:.0f} articles/s a core (wanted: 400)")
    print(f"memory: {before} MB after one reading, {peak()} MB after {REPEATED} more")

    store = duckdb.connect(config={"threads": 1})
    store.execute("create table articles (text varchar)")
    store.executemany("insert into articles values (?)", [(fold(record["text"]).text,) for record in found])
    words = knowledge().lexicon.trigger.pattern.replace(r"\b", "", 1)
    query = "select sum(len(regexp_extract_all(text, ?))) from articles"
    regular = speed(len(found), lambda: store.execute(query, [words]).fetchone())
    print(
        f"one DuckDB regular expression over the folded text: {regular:.0f} articles/s, {regular / ours:.0f} times ours"
    )

    camel_data(Home.at())
    from camel_tools.disambig.mle import MLEDisambiguator
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    path = database_path(Home.at())
    if path is None:
        print(
            "camel-tools' disambiguation: not measured, for there is no morphology database; `make setup` provides it"
        )
        return
    analyse = MLEDisambiguator(Analyzer(MorphologyDB(str(path), "a")), None)
    sample = [[token.text for token in tokenize(record["text"])] for record in found[:SAMPLE]]
    camel = speed(len(sample), lambda: [analyse.disambiguate(tokens) for tokens in sample], 1)
    print(
        f"camel-tools' disambiguation of {len(sample)} of them: {camel:.1f} articles/s; ours {ours / camel:.0f} times"
    )


if __name__ == "__main__":
    main()
