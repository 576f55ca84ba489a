"""The readings against annotated articles that lie beside the project; skipped where they do not."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.arabic.dates import statement_day, time_expressions
from pipeline.arabic.fold import fold
from pipeline.arabic.quantities import hedged, quantities, trailing_hedge
from pipeline.arabic.sentences import Sentence, split
from pipeline.arabic.tokens import tokenize

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no annotated articles at {GOLD}")
SETS = ["seeds", "dev"]

Annotated = list[tuple[dict[str, Any], list[dict[str, Any]], list[Sentence]]]


@cache
def annotated(name: str) -> Annotated:
    """Each document of a set, with its claims and our sentences."""
    lines = (GOLD / f"{name}_docs.jsonl").read_text(encoding="utf-8").splitlines()
    documents = {document["doc"]: document for document in map(json.loads, lines)}
    gold = map(json.loads, (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        (documents[row["doc"]], row["claims"], split(documents[row["doc"]]["text"], documents[row["doc"]].get("title")))
        for row in gold
    ]


@pytest.mark.parametrize("name", SETS)
def test_no_claim_is_furniture_or_torn_apart(name: str) -> None:
    torn, hidden = [], []
    for _, claims, sentences in annotated(name):
        for claim in claims:
            start, end = claim["start"], claim["start"] + len(claim["quote"])
            held = [s for s in sentences if s.char_start < end and s.char_end > start]
            torn += [claim["quote"]] if len(held) > 1 else []
            hidden += [claim["quote"]] if any(s.section == "furniture" for s in held) else []
    assert (torn, hidden) == ([], [])


@pytest.mark.parametrize(("name", "share"), [("seeds", 0.98), ("dev", 0.97)])
def test_figures_have_the_annotated_bounds(name: str, share: float) -> None:
    """Claims with a figure or a vague word; those that count by a singular or a dual are morphology's."""
    score: Counter[bool] = Counter()
    for document, claims, _ in annotated(name):
        for claim in claims:
            if claim["modality"] != "unquantified" and not (claim["low"] == claim["high"] and claim["low"] in (1, 2)):
                score[(claim["modality"], claim["low"], claim["high"]) in _readings(document["text"], claim)] += 1
    assert score[True] >= share * score.total()


def _readings(text: str, claim: dict[str, Any]) -> set[tuple[str, int | None, int | None]]:
    """The quantities in and around a quote, with the hedges that follow them."""
    start = max(0, claim["start"] - 40)
    while start and not text[start - 1].isspace():
        start -= 1
    tokens = tokenize(fold(text[start : claim["start"] + len(claim["quote"]) + 30]))
    found = quantities(tokens)
    for quantity in list(found):
        hedges = (trailing_hedge(tokens, index) for index in range(quantity.last, quantity.last + 5))
        found += [hedged(quantity, hedge) for hedge in hedges if hedge is not None]
    return {(quantity.modality, quantity.low, quantity.high) for quantity in found}


@pytest.mark.parametrize(("name", "share"), [("seeds", 0.85), ("dev", 0.92)])
def test_time_expressions_have_the_annotated_days(name: str, share: float) -> None:
    """Claims whose time expression stands in the text; an annotator's null agrees with no reading."""
    score: Counter[bool] = Counter()
    for document, claims, sentences in annotated(name):
        read = _dated(document, sentences)
        for claim in claims:
            if claim["when"]:
                at = _nearest(document["text"], claim["when"], claim["start"])
                days = [span for start, end, span in read if start < at + len(claim["when"]) and end > at]
                wanted = (claim["from"], claim["to"])
                score[wanted in days or (wanted == (None, None) and not days)] += 1
    assert score[True] >= share * score.total()


def _dated(document: dict[str, Any], sentences: list[Sentence]) -> list[tuple[int, int, tuple[str | None, str | None]]]:
    published = date.fromisoformat(document["published"]) if document["published"] else None
    read = []
    for sentence in sentences:
        folded = fold(document["text"][sentence.char_start : sentence.char_end])
        tokens = tokenize(folded)
        said_on = statement_day(tokens, time_expressions(tokens, published))
        for found in time_expressions(tokens, published, said_on):
            start, end = folded.span(tokens[found.first].start, tokens[found.last - 1].end)
            begin, until = (day.isoformat() if day else None for day in (found.date_from, found.date_to))
            read.append((sentence.char_start + start, sentence.char_start + end, (begin, until)))
    return read


def _nearest(text: str, words: str, start: int) -> int:
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    return min(places, key=lambda at: abs(at - start))
