"""The annotation of the seed articles: the claims that two readers found, and the tallies that follow from them.

Each is checked against the articles as it is loaded, so that a slip of an editor is named with its line. Kept out:
comparing anything with it (``score``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.contracts import codes
from pipeline.lexicon import LINE, LexiconError, coded, converted, read_rows
from pipeline.project import SEEDS

GOLD = SEEDS / "gold"
Line = Mapping[str, Any]  # a claim as the annotation guidelines have it
Figures = tuple[int, int | None, int, bool, int]  # low, best, high, whether high is open, independent claimants
FIGURES = ("low", "best", "high", "open", "claimants")

_COLUMNS = ("claim", "outcome", "population", "who", *FIGURES, "reading")
_CODED = {
    "outcome": codes.OUTCOME,
    "modality": codes.MODALITY,
    "who": codes.WHO,
    "scope": codes.SCOPE,
    "status": codes.STATUS,
}


@dataclass(frozen=True, slots=True)
class ExpectedTally:
    """A tally of the harm that an annotated claim speaks of. ``claim`` is the article's number and the claim's."""

    claim: str
    outcome: str
    population: str
    who: str | None
    figures: Figures


def short(doc: str) -> str:
    """The number by which a seed article is called."""
    return doc.split("_")[0]


def expected_claims(texts: Mapping[str, str], path: Path = GOLD / "claims.jsonl") -> dict[str, list[Line]]:
    """Article → its claims in text order. ``texts`` holds each article's text by its external_id.

    Raises LexiconError where a line is no annotation of such an article, or a quote is not the text's.
    """
    found: dict[str, list[Line]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            doc, claims = record["doc"], record["claims"]
            wrong = [f"claim {claim['id']}: {flaw}" for claim in claims if (flaw := _flaw(claim, texts.get(doc)))]
        except (ValueError, KeyError, TypeError) as error:
            raise LexiconError(path, number, f"no line of annotation ({error!r})", "mend the line") from None
        if wrong:
            raise LexiconError(path, number, wrong[0], "mend the annotation, or the article it is of")
        found[doc] = claims
    return found


def _flaw(claim: Line, text: str | None) -> str | None:
    if text is None:
        return "there is no such seed article"
    if text[claim["start"] : claim["start"] + len(claim["quote"])] != claim["quote"]:
        return "the quote is not what stands at start"
    unknown = [name for name, known in _CODED.items() if claim[name] not in known]
    return f"{unknown[0]} is {claim[unknown[0]]!r}" if unknown else None


def expected_tallies(path: Path = GOLD / "tallies.csv") -> list[ExpectedTally]:
    """The tallies of the dead and injured that the annotated claims leave. Raises LexiconError."""
    rows = read_rows(
        path, _COLUMNS, required=("claim", "outcome", "population", "low", "high", "open"), unique=_COLUMNS[:4]
    )
    return [_tally(path, row) for row in rows]


def _tally(path: Path, row: dict[str, str]) -> ExpectedTally:
    def number(column: str) -> int:
        return converted(path, row, column, int, "a whole number")

    figures = (
        number("low"),
        number("best") if row["best"] else None,
        number("high"),
        coded(path, row, "open", ("yes", "no")) == "yes",
        number("claimants"),
    )
    if not figures[0] <= figures[2]:
        raise LexiconError(path, int(row[LINE]), "low is above high", "mend the row")
    outcome, population = coded(path, row, "outcome", codes.OUTCOME), coded(path, row, "population", codes.POPULATION)
    return ExpectedTally(row["claim"], outcome, population, row["who"] or None, figures)
