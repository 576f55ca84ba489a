"""What people have corrected: seeds/corrections.yml, each entry with what the evidence was when it was made.

An entry speaks of articles; where one of them is not in, it does not apply. Where they are all in and the evidence is
not what ``expect`` says, CorrectionError stops the run, so that no correction outlives what it corrected. Kept out:
what a correction does (``correcting``, ``tallies``).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.contracts.codes import CORRECTION, OUTCOME, POPULATION, WHO
from pipeline.project import SEEDS

CORRECTIONS = SEEDS / "corrections.yml"
RULE = "M1"  # made by a person
_COMMON = {"id", "action", "articles", "claims", "reason", "author", "date", "expect"}
_FIGURE = {"outcome", "population", "who", "low", "best", "high"}
_EXPECTED = {
    "merge": {"quotes", "incidents", "n_claims"},
    "split": {"quotes", "incidents", "n_claims"},
    "set_aside": {"quotes"},
    "override": {"quotes", "low", "best", "high"},
}


class CorrectionError(ValueError):
    """A correction cannot be read, or the evidence is no longer what it expects."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The tally that an override speaks of, and what it shall be."""

    outcome: str
    population: str
    who: str | None
    low: int
    best: int | None
    high: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. ``expect`` holds the words of each claim (quotes), and what the evidence alone gave."""

    id: str
    action: str
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    reason: str
    author: str
    made_on: date
    quotes: Mapping[str, str]
    expect: Mapping[str, int | None]
    figure: Figure | None = None

    def wrong(self, found: str) -> CorrectionError:
        """The error that says what the evidence is instead of what was expected."""
        return CorrectionError(
            f"{CORRECTIONS.name}, correction {self.id} by {self.author} of {self.made_on}: {found}; look with "
            f"hasila explain {self.claims[0]}, then mend the entry's expect, or remove the entry"
        )

    def expects(self, **found: int | None) -> None:
        """Raise CorrectionError where the evidence is not as expected."""
        for name, value in found.items():
            if self.expect[name] != value:
                raise self.wrong(f"it expects {name} {self.expect[name]}, and the evidence now gives {value}")


def load(path: Path = CORRECTIONS) -> tuple[Correction, ...]:
    """The corrections of the seeds, in their order. Raises CorrectionError for an entry that cannot be used."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorrectionError(f"{path}: cannot be read ({error}); restore it, or mend its YAML") from error
    if not isinstance(entries, list):
        raise CorrectionError(f"{path}: it holds no list of corrections; begin each with - id:")
    found = tuple(_entry(path, number, entry) for number, entry in enumerate(entries, 1))
    names = [one.id for one in found]
    for name in names:
        if names.count(name) > 1:
            raise CorrectionError(f"{path}: two corrections are called {name}; give each an id of its own")
    return found


def applicable(corrections: Iterable[Correction], articles: Collection[str]) -> tuple[Correction, ...]:
    """Those whose articles are all in."""
    known = set(articles)
    return tuple(one for one in corrections if known.issuperset(one.articles))


def verify(corrections: Iterable[Correction], quotes: Mapping[str, str]) -> None:
    """Check that each claim is there with the words it had; ``quotes`` gives the quote of each claim_id there is."""
    for one in corrections:
        for claim in one.claims:
            if claim not in quotes:
                raise one.wrong(f"claim {claim} is not read any more")
            if quotes[claim] != one.quotes[claim]:
                raise one.wrong(f"claim {claim} now reads «{quotes[claim]}», not «{one.quotes[claim]}»")


def of(corrections: Iterable[Correction], action: str, claims: Collection[str]) -> list[Correction]:
    """The corrections of one kind that speak of claims at hand."""
    return [one for one in corrections if one.action == action and set(one.claims) <= set(claims)]


def _entry(path: Path, number: int, entry: Any) -> Correction:
    name = entry.get("id") if isinstance(entry, dict) else None
    where = f"{path}, entry {number}" + (f" ({name})" if name else "")

    def refuse(reason: str, remedy: str) -> CorrectionError:
        return CorrectionError(f"{where}: {reason}; {remedy}")

    if not isinstance(entry, dict) or entry.get("action") not in CORRECTION:
        raise refuse("no action", f"give it one of {', '.join(CORRECTION)}")
    action = entry["action"]
    fields = _COMMON | (_FIGURE if action == "override" else set())
    if entry.keys() != fields:
        raise refuse(f"fields {sorted(entry.keys() ^ fields)} are missing or unknown", f"give {sorted(fields)}")
    expect = entry["expect"]
    if not isinstance(expect, dict) or expect.keys() != _EXPECTED[action]:
        raise refuse("expect is not whole", f"give it {sorted(_EXPECTED[action])}")
    for field in ("id", "reason", "author"):
        if not isinstance(entry[field], str) or not entry[field].strip():
            raise refuse(f"{field} is empty", "a correction needs one")
    if not isinstance(entry["date"], date):
        raise refuse(f"date {entry['date']!r} is none", "write it as 2026-11-22")
    claims = _names(entry["claims"])
    if not claims or not _names(entry["articles"]):
        raise refuse("it names no claims or no articles", "list their ids, as hasila explain prints them")
    quotes = expect["quotes"]
    if not isinstance(quotes, dict) or quotes.keys() != set(claims):
        raise refuse("expect.quotes does not hold the words of each claim", "give every claim id its quote")
    return Correction(
        id=entry["id"],
        action=action,
        articles=_names(entry["articles"]),
        claims=claims,
        reason=entry["reason"].strip(),
        author=entry["author"].strip(),
        made_on=entry["date"],
        quotes=quotes,
        expect={key: value for key, value in expect.items() if key != "quotes"},
        figure=_figure(entry, refuse) if action == "override" else None,
    )


def _names(values: Any) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, list) else ()


def _figure(entry: Mapping[str, Any], refuse: Any) -> Figure:
    low, best, high = entry["low"], entry["best"], entry["high"]
    if not isinstance(low, int) or not isinstance(high, int) or not 0 <= low <= high:
        raise refuse(f"{low} to {high} is no range", "give whole numbers, low not above high")
    if best is not None and not (isinstance(best, int) and low <= best <= high):
        raise refuse(f"best {best} lies outside {low} to {high}", "give a number within, or null")
    for field, codes in (("outcome", OUTCOME), ("population", POPULATION), ("who", WHO)):
        if entry[field] not in codes and not (field == "who" and entry[field] is None):
            raise refuse(f"no {field} {entry[field]!r}", f"use {', '.join(codes)}")
    return Figure(entry["outcome"], entry["population"], entry["who"], low, best, high)
