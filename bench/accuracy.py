"""Score extraction against the annotated articles, and measure how often each rule is right.

    python bench/accuracy.py               the tables of docs/accuracy.md, as Markdown
    python bench/accuracy.py --calibrate   rewrites seeds/rule_confidence.csv from the same articles

Four sets of articles: the seeds and dev, annotated in ../shared/gold; 269 articles of ../shared/corpus whose annotation
is bench/gold/corpus_claims.jsonl: one reader's, by the same guidelines, as codes and offsets without a word of the
articles (``at``, ``place`` and ``when`` are start and length in characters); and bench/gold/invented_reports.jsonl, of
events that never happened, in the manner of outlets, monitors and agencies, each annotated by who made it up. These
calibrate nothing. Claims are compared by ``pipeline.accuracy.score``, which tests hold against
../shared/gold/score_claims.py.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.accuracy.score import SLOTS, pair, wrong_slots
from pipeline.extraction.document import annotate, rules
from pipeline.project import ROOT, SEEDS

SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
OWN = ROOT / "bench" / "gold" / "corpus_claims.jsonl"
INVENTED = ROOT / "bench" / "gold" / "invented_reports.jsonl"
CLAIM = {"count", "who"}
LEVELS = {
    "found": set[str](),
    "counted": {"count"},
    "claim": CLAIM,
    "full": CLAIM | {"cause", "by", "governorate", "source", "scope", "status"},
}
_WORDS = {"quote": "at", "place": "place", "when": "when"}
Line = dict[str, Any]

PHENOMENA: dict[str, Callable[[Line], bool]] = {
    "exact figures": lambda claim: claim["modality"] == "exact",
    "no figure («عدد من», plurals)": lambda claim: claim["modality"] == "unquantified",
    "bounds and round figures («أكثر من», «نحو»)": lambda claim: claim["modality"] not in ("exact", "unquantified"),
    "civilians": lambda claim: claim["who"] == "civilian",
    "children and women": lambda claim: claim["who"] in ("child", "woman"),
    "combatants": lambda claim: claim["who"] == "combatant",
    "parts of a toll («بينهم»)": lambda claim: claim["part_of"] is not None,
    "one figure told again": lambda claim: claim["repeats"] is not None,
    "totals over many attacks": lambda claim: claim["scope"] == "cumulative",
    "background («وسبق أن»)": lambda claim: claim["status"] == "recalled",
    "told by a claimant": lambda claim: claim["source"] is not None,
    "a perpetrator is named": lambda claim: bool(claim["by"]),
}


@dataclass(frozen=True)
class Reading:
    """An annotated claim; the slots in which what was read there differs, None where nothing was; and the rule."""

    claim: Line
    wrong: set[str] | None
    rule: str | None = None

    def right(self, slots: set[str]) -> bool:
        """Whether it was read, with all of these slots."""
        return self.wrong is not None and not self.wrong & slots


@dataclass(frozen=True)
class Set:
    """A set of articles: each annotated claim with what was read of it; how many were read by outcome and by rule."""

    articles: int
    readings: list[Reading]
    read: Counter[str]
    by_rule: Counter[str]
    empty: list[int]  # claims read in each article that holds none


def f1(readings: Sequence[Reading], slots: set[str], read: int) -> float:
    """F1 of the claims read with all of these slots, of so many ``read``."""
    return 2 * sum(reading.right(slots) for reading in readings) / (read + len(readings))


def measure() -> dict[str, Set]:
    """Name → what was read in each set of articles."""
    found = {}
    for stem in ("seeds", "dev"):
        texts = {d["doc"]: d for d in _lines(GOLD / f"{stem}_docs.jsonl")}
        found[stem] = _measured([(line, texts[line["doc"]]) for line in _lines(GOLD / f"{stem}.jsonl")])
    articles = {d["doc"]: d for d in _lines(SHARED / "corpus" / "airwars_dev_articles.jsonl")}
    found["corpus"] = _measured(
        [(_with_words(line, articles[line["doc"]]["text"]), articles[line["doc"]]) for line in _lines(OWN)]
    )
    found["invented"] = _measured([(line, line) for line in _lines(INVENTED)])
    return found


def _measured(annotated: Sequence[tuple[Line, Line]]) -> Set:
    readings, read, by_rule, empty = [], Counter[str](), Counter[str](), []
    for line, document in annotated:
        gold, predicted, made_by = line["claims"], annotate(document)["claims"], rules(document)
        read.update(claim["outcome"] for claim in predicted)
        by_rule.update(made_by)
        if not gold:
            empty.append(len(predicted))
        pairs = dict(pair(gold, predicted))
        same = {gold[i]["id"]: predicted[j]["id"] for i, j in pairs.items()} | {None: None}
        for i, claim in enumerate(gold):
            j = pairs.get(i)
            wrong = None if j is None else set(wrong_slots(claim, predicted[j], same))
            readings.append(Reading(claim, wrong, None if j is None else made_by[j]))
    return Set(len(annotated), readings, read, by_rule, empty)


def _lines(path: Path) -> list[Line]:
    if not path.exists():
        raise SystemExit(f"there is no {path}: the annotated articles are needed beside the project")
    with path.open(encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def _with_words(line: Line, text: str) -> Line:
    """An annotation line whose offsets are given the words of the article at them."""

    def words(span: list[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[0] + span[1]]

    claims = [
        claim | {"start": claim["at"][0]} | {slot: words(claim[at]) for slot, at in _WORDS.items()}
        for claim in line["claims"]
    ]
    return line | {"claims": claims}


def table(sets: dict[str, Set]) -> str:
    """One row a set of articles: found, counted, claim and full F1, and the share of each slot that is right."""
    slots = [slot for slot in SLOTS if slot not in ("who", "modality")]
    rows = [["articles", "claims", *LEVELS, *slots]]
    for name, made in sets.items():
        figures = [f"{f1(made.readings, wanted, made.read.total()):.3f}" for wanted in LEVELS.values()]
        counted = [reading for reading in made.readings if reading.right({"count"})]
        shares = [f"{sum(reading.right({slot}) for reading in counted) / len(counted):.2f}" for slot in slots]
        rows.append([f"{name} ({made.articles})", str(len(made.readings)), *figures, *shares])
    return _markdown(rows)


def by_outcome(sets: dict[str, Set]) -> str:
    """One row an outcome: how many claims the annotation has, and the claim F1 on each set of articles."""
    rows = [["outcome", *(f"{name}: claims, F1" for name in sets)]]
    for outcome in sorted({outcome for made in sets.values() for outcome in made.read}):
        cells = []
        for made in sets.values():
            of = [reading for reading in made.readings if reading.claim["outcome"] == outcome]
            cells.append(f"{len(of)}, {f1(of, CLAIM, made.read[outcome]):.2f}" if of else "")
        rows.append([outcome, *cells])
    return _markdown(rows)


def by_phenomenon(sets: dict[str, Set]) -> str:
    """One row a phenomenon: how many annotated claims show it, and the shares read right as claims and in full."""
    rows = [["phenomenon", *(f"{name}: claims, claim, full" for name in sets)]]
    for name, shows in PHENOMENA.items():
        cells = []
        for made in sets.values():
            of = [reading for reading in made.readings if shows(reading.claim)]
            shares = [sum(reading.right(LEVELS[level]) for reading in of) / len(of) for level in ("claim", "full")]
            cells.append(", ".join([str(len(of)), *(f"{share:.2f}" for share in shares)]))
        rows.append([name, *cells])
    return _markdown(rows)


def on_negatives(sets: dict[str, Set]) -> str:
    """How many claims are read in the articles that hold none."""
    empty = [count for made in sets.values() for count in made.empty]
    share = sum(empty) / len(empty)
    return f"{sum(empty)} claims in {len(empty)} articles that hold none: {share:.2f} an article"


def _markdown(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def calibrate(sets: dict[str, Set]) -> None:
    """Count, for each rule, the claims it read and those that the annotation bears out in outcome, bounds and class."""
    sets = {name: made for name, made in sets.items() if name != "invented"}
    read = sum((made.by_rule for made in sets.values()), Counter[str]())
    right = Counter(reading.rule for made in sets.values() for reading in made.readings if reading.right(CLAIM))
    path = SEEDS / "rule_confidence.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["rule", "read", "right", "example"])
        for row in rows:
            writer.writerow([row["rule"], read[row["rule"]], right[row["rule"]], row["example"]])


def main() -> None:
    """Print the tables, or calibrate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibrate", action="store_true")
    asked = parser.parse_args()
    sets = measure()
    if asked.calibrate:
        calibrate(sets)
    else:
        parts = (table(sets), by_outcome(sets), by_phenomenon(sets), on_negatives(sets))
        sys.stdout.write("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
