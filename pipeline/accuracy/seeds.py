"""The seed articles read from their text to their tallies by the code at hand, each result beside the annotation.

Nothing of a warehouse is used: what a home holds changes no figure. Kept out: rules of comparison (``score``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.accuracy.gold import FIGURES, Figures, Line, expected_claims, expected_tallies, short
from pipeline.accuracy.score import pair, wrong_slots
from pipeline.arabic.frames import sentences
from pipeline.contracts import frame, table
from pipeline.extraction import Knowledge, extract
from pipeline.ingest import Article, batch_of, read
from pipeline.project import SEEDS
from pipeline.reconciliation import Linked, Tallied, families, link, tally
from pipeline.reconciliation.headlines import titled_events
from pipeline.reconciliation.wounds import late_claims

OUTCOMES = ("killed", "injured", "killed_or_injured")  # of which the expected tallies are complete
Row = dict[str, Any]
Key = tuple[str, str, str, str | None]  # incident, outcome, population, class


@dataclass(frozen=True, slots=True)
class _Read:
    """The tables that the code at hand makes of the seed articles, and each article's claims as annotation lines."""

    articles: pl.DataFrame
    lines: dict[str, list[Line]]
    linked: Linked
    tallied: Tallied


def readings(known: Knowledge, code: str) -> pl.DataFrame:
    """The table of that name: one row a claim or tally that was expected, or read without being expected.

    ``code`` says by which version of the code they are read. Raises LexiconError where the annotation is at fault.
    """
    made = _chain(known)
    texts = dict(made.articles.select("external_id", "text").rows())
    rows: list[Row] = []
    same: dict[str, str] = {}
    for doc, expected in expected_claims(texts).items():
        pairs = pair(expected, made.lines[doc])
        same |= {f"{short(doc)}-{expected[i]['id']}": str(made.lines[doc][j]["id"]) for i, j in pairs}
        rows += _claim_rows(short(doc), expected, made.lines[doc], pairs)
    rows += _tally_rows(made, same)
    return frame(table("readings"), [{**row, "code": code} for row in rows]).sort(table("readings").key)


def _chain(known: Knowledge) -> _Read:
    found = [each.row() for each in read(batch_of(SEEDS / "articles", SEEDS)) if isinstance(each, Article)]
    articles = frame(table("articles"), found)
    articles = articles.drop("syndication_id", "is_family_head").join(families(articles), on="article_id")
    read_in = sentences(articles)
    extracted = extract(articles, read_in, known)
    late, titled = late_claims(articles, extracted.claims), titled_events(extracted.events, read_in)
    linked = link(articles, extracted.events, extracted.claims, late=late, titled=titled)
    tallied = tally(articles, extracted.events, extracted.claims, linked.incidents, linked.incident_claims)
    joined = extracted.claims.join(extracted.events, on="event_id", suffix="_of_event").sort("char_start", "char_end")
    lines = {
        doc: [_line(row) for row in joined.filter(pl.col("article_id") == article).iter_rows(named=True)]
        for doc, article in articles.select("external_id", "article_id").rows()
    }
    return _Read(articles, lines, linked, tallied)


def _line(row: Row) -> Line:
    """A claim and its event as the annotation guidelines have them."""
    as_they_are = ("quote", "outcome", "modality", "low", "high", "who", "party", "cause", "governorate", "source")
    return {name: row[name] for name in (*as_they_are, "scope", "status")} | {
        "id": row["claim_id"],
        "start": row["char_start"],
        "part_of": row["part_of_claim_id"],
        "repeats": row["repeats_claim_id"],
        "by": row["actors"],
        "place": row["place_text"],
        "from": row["date_from"] and row["date_from"].isoformat(),
        "to": row["date_to"] and row["date_to"].isoformat(),
    }


def _claim_rows(
    article: str, expected: Sequence[Line], read: Sequence[Line], pairs: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    same: dict[object, object] = {expected[i]["id"]: read[j]["id"] for i, j in pairs} | {None: None}
    of, used = dict(pairs), {j for _, j in pairs}
    for i, gold in enumerate(expected):
        found = read[of[i]] if i in of else None
        wrong = ["missed"] if found is None else wrong_slots(gold, found, same)
        yield _row("claim", f"{article}-{gold['id']}", _told(gold), None if found is None else _told(found), wrong)
    for j, found in enumerate(read):
        if j not in used:
            yield _row("claim", f"{article} {found['id']}", None, _told(found), ["spurious"])


def _tally_rows(made: _Read, same: Mapping[str, str]) -> Iterator[Row]:
    """``same`` maps annotated claims to those read; the incident of a claim read is that of the expected tally."""
    incident_of = dict(made.linked.incident_claims.select("claim_id", "incident_id").rows())
    columns = ("incident_id", "outcome", "population", "who", "low", "best", "high", "high_is_open", "n_independent")
    left: dict[Key, Figures] = {
        row[:4]: row[4:]
        for row in made.tallied.tallies.filter(pl.col("outcome").is_in(OUTCOMES)).select(columns).iter_rows()
    }
    for due in expected_tallies():
        incident = incident_of.get(same.get(due.claim, ""), "")
        found = left.pop((incident, due.outcome, due.population, due.who), None)
        differing = ["missed"] if found is None else _differing(due.figures, found)
        item = " ".join(filter(None, (due.claim, due.outcome, due.population, due.who)))
        yield _row("tally", item, _range(due.figures), found and _range(found), differing)
    for key, found in left.items():
        yield _row("tally", " ".join(filter(None, key)), None, _range(found), ["spurious"])


def _differing(one: Figures, other: Figures) -> list[str]:
    return [name for name, a, b in zip(FIGURES, one, other, strict=True) if a != b]


def _row(kind: str, item: str, expected: str | None, read: str | None, wrong: list[str]) -> Row:
    return {"kind": kind, "item": item, "expected": expected, "read": read, "wrong": wrong}


def _told(claim: Line) -> str:
    return f"{claim['outcome']} {_bound(claim['low'])}..{_bound(claim['high'])} {claim['who']}: {claim['quote']}"


def _range(figures: Figures) -> str:
    low, best, high, is_open, claimants = figures
    return f"{low} {_bound(best)} {high}{' open' if is_open else ''}, {claimants} claimants"


def _bound(number: int | None) -> str:
    return "-" if number is None else str(number)
