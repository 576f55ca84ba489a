"""Score extraction against the annotated articles, and measure how often each rule is right.

    python bench/accuracy.py               the table of docs/accuracy.md, as Markdown
    python bench/accuracy.py --calibrate   rewrites seeds/rule_confidence.csv from the same articles

Three sets of articles: the seeds and dev, annotated in ../shared/gold, and 168 articles of ../shared/corpus whose
annotation is bench/gold/corpus_claims.jsonl: one reader's, by the same guidelines, as codes and offsets without a word
of the articles (``at``, ``place`` and ``when`` are start and length in characters).
"""

import argparse
import csv
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.extraction.document import annotate, rules
from pipeline.project import ROOT, SEEDS

SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
OWN = ROOT / "bench" / "gold" / "corpus_claims.jsonl"
SLOTS = ("cause", "by", "place", "governorate", "dates", "source", "scope", "status", "part_of", "repeats", "party")
_WORDS = {"quote": "at", "place": "place", "when": "when"}
Lines = dict[str, dict[str, Any]]


def scorer() -> ModuleType:
    """The scorer that lies beside the annotation."""
    spec = importlib.util.spec_from_file_location("score_claims", GOLD / "score_claims.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no {GOLD}/score_claims.py: the annotated articles are needed beside the project")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sets() -> dict[str, tuple[Lines, list[dict[str, Any]]]]:
    """Name → (annotation by document, documents)."""
    found: dict[str, tuple[Lines, list[dict[str, Any]]]] = {}
    for stem in ("seeds", "dev"):
        gold = _lines(GOLD / f"{stem}.jsonl")
        texts = {d["doc"]: d for d in _lines(GOLD / f"{stem}_docs.jsonl")}
        found[stem] = ({g["doc"]: g for g in gold}, [texts[g["doc"]] for g in gold])
    articles = {d["doc"]: d for d in _lines(SHARED / "corpus" / "airwars_dev_articles.jsonl")}
    own = {line["doc"]: _with_words(line, articles[line["doc"]]["text"]) for line in _lines(OWN)}
    found["corpus"] = (own, [articles[doc] for doc in own])
    return found


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def _with_words(line: dict[str, Any], text: str) -> dict[str, Any]:
    """An annotation line whose offsets are given the words of the article at them."""

    def words(span: list[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[0] + span[1]]

    claims = [
        claim | {"start": claim["at"][0]} | {slot: words(claim[at]) for slot, at in _WORDS.items()}
        for claim in line["claims"]
    ]
    return line | {"claims": claims}


def table() -> str:
    """One row a set of articles: found, counted, claim and full F1, and the share of each slot that is right."""
    score = scorer()
    head = ["articles", "claims", "found", "counted", "claim", "full", *SLOTS]
    rows = [head, ["---"] * len(head)]
    for name, (gold, documents) in sets().items():
        result, _ = score.score(gold, {d["doc"]: annotate(d) for d in documents})
        figures = [f"{result[level]['f1']:.3f}" for level in ("found", "counted", "claim", "full")]
        slots = [f"{result['slots_when_counted'][slot]:.2f}" for slot in SLOTS]
        rows.append([f"{name} ({len(documents)})", str(result["gold"]), *figures, *slots])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def by_outcome() -> str:
    """One row an outcome: how many claims the annotation has, and the claim F1 on each set of articles."""
    score = scorer()
    columns: dict[str, dict[str, Any]] = {}
    for name, (gold, documents) in sets().items():
        columns[name] = score.score(gold, {d["doc"]: annotate(d) for d in documents})[0]["claim_by_outcome"]
    rows = [["outcome", *(f"{name}: claims, F1" for name in columns)], ["---"] * (1 + len(columns))]
    for outcome in sorted({outcome for column in columns.values() for outcome in column}):
        cells = [column.get(outcome) for column in columns.values()]
        rows.append([outcome, *(f"{cell['gold']}, {cell['f1']:.2f}" if cell else "" for cell in cells)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def on_negatives() -> str:
    """How many claims are read in the articles of dev that hold none."""
    empty: list[int] = []
    for name, (gold, documents) in sets().items():
        if name != "seeds":
            empty += [len(annotate(d)["claims"]) for d in documents if not gold[d["doc"]]["claims"]]
    share = sum(empty) / len(empty)
    return f"{sum(empty)} claims in {len(empty)} articles of dev and the corpus that hold none: {share:.2f} an article"


def calibrate() -> None:
    """Count, for each rule, the claims it read and those that the annotation bears out in outcome, bounds and class."""
    score = scorer()
    read_, right = Counter[str](), Counter[str]()
    for gold, documents in sets().values():
        for document in documents:
            predicted = annotate(document)["claims"]
            by_rule = rules(document)
            read_.update(by_rule)
            for i, j in score.pair(gold[document["doc"]]["claims"], predicted):
                g, p = gold[document["doc"]]["claims"][i], predicted[j]
                if score.counted(g, p) and g["who"] == p["who"]:
                    right[by_rule[j]] += 1
    path = SEEDS / "rule_confidence.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["rule", "read", "right", "example"])
        for row in rows:
            writer.writerow([row["rule"], read_[row["rule"]], right[row["rule"]], row["example"]])


def main() -> None:
    """Print the table, or calibrate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibrate", action="store_true")
    if parser.parse_args().calibrate:
        calibrate()
    else:
        sys.stdout.write("\n\n".join((table(), by_outcome(), on_negatives())) + "\n")


if __name__ == "__main__":
    main()
