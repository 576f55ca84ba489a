"""A small world in which every table is sound.

Two reports of one strike on a market. The first has 60 dead civilians, five of them children, and more than
100 wounded by the Civil Defence, and 61 dead by the Observatory; the second has the Civil Defence's new count of 65.
A third article could not be read.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from checks.earlier import MADE
from pipeline.contracts import frame, table
from pipeline.release.bundle import write_data
from pipeline.release.history import Past
from pipeline.release.metrics import candidate

FIRST = (
    "مقتل 60 مدنيا في سوق الأتارب\n"
    "قتل 60 مدنيا بينهم 5 أطفال وجرح أكثر من 100 في قصف جوي على سوق الأتارب، بحسب الدفاع المدني.\n"
    "ووثق المرصد مقتل 61 شخصا في السوق.\n"
    "وقتل 300 شخص في حلب منذ مطلع الشهر."
)
THIRD = "وصلت قافلة مساعدات إلى حلب."  # a convoy of aid reached Aleppo
SECOND = "أعلن الدفاع المدني ارتفاع الحصيلة إلى 65 قتيلا في الأتارب."
DAY = date(2017, 11, 13)

Rows = list[dict[str, Any]]


def sound_rows() -> dict[str, pl.DataFrame]:
    """Table → the rows of the small world."""
    made = {name: [_row(name, **values) for values in rows] for name, rows in _world().items()}
    return {name: frame(table(name), rows) for name, rows in made.items()}


@contextmanager
def standing(tables: dict[str, pl.DataFrame]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which these tables stand, with their metrics and the warehouse's bookkeeping."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE made (layer VARCHAR, batch VARCHAR, inputs VARCHAR, code VARCHAR)")
        connection.execute("INSERT INTO made VALUES ('articles', 'b1', 'f1', 'k1'), ('claims', 'b1', 'f1', 'k1')")
        for name, rows in tables.items():
            _stand(connection, name, rows)
        _stand(connection, "metrics", candidate(connection, Past()))
        yield connection


def release_before(tables: dict[str, pl.DataFrame], folder: Path) -> Path:
    """The files of a release that held these tables and one article, claim and incident more, each gone with cause."""
    more = {
        "articles": {"article_id": "a8", "batch": "b8", "syndication_id": "a8"},
        "claims": {"claim_id": "c8"},
        "incidents": {"incident_id": "i8"},
    }
    made = dict(tables)
    for name, values in more.items():
        rows = [*made[name].to_dicts(), made[name].row(-1, named=True) | values]
        made[name] = frame(table(name), rows)
    with standing(made) as connection:
        write_data(connection, folder)
    made_by = [("articles", "b1", "f1", "k1"), ("articles", "b8", "f8", "k1"), ("claims", "b1", "f1", "k0")]
    told = [dict(zip(MADE, row, strict=True)) for row in made_by]
    (folder / "validation").mkdir()
    (folder / "validation" / "made.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def _stand(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    connection.register("incoming", rows.to_arrow())
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    connection.unregister("incoming")


def _row(name: str, **values: object) -> dict[str, Any]:
    return {**dict.fromkeys(table(name).names), **values}


def _world() -> dict[str, Rows]:
    return {
        "articles": [
            _article("a1", FIRST, DAY),
            _article("a2", SECOND, date(2017, 11, 15)),
            _article("quiet", THIRD, DAY),
        ],
        "rejected_articles": [
            {"source_uri": "b1/empty.txt", "batch": "b1", "reason": "empty", "detail": "no text in it", "sha256": None}
        ],
        "sentences": [
            *_sentences("a1", FIRST, ["title", "body", "body", "body"]),
            *_sentences("a2", SECOND, ["body"]),
            *_sentences("quiet", THIRD, ["body"]),
        ],
        "unread_articles": [
            {
                "article_id": "quiet",
                "source_uri": "b1/quiet.txt",
                "reason": "RecursionError",
                "detail": "too deep; report it",
            }
        ],
        "events": [
            _event("e0", "a1", FIRST, "s-a1-0", "مقتل 60 مدنيا في سوق الأتارب"),
            _event("e1", "a1", FIRST, "s-a1-1", "قتل 60 مدنيا بينهم 5 أطفال وجرح أكثر من 100 في قصف جوي"),
            _event("e2", "a1", FIRST, "s-a1-2", "مقتل 61 شخصا"),
            _event("e3", "a1", FIRST, "s-a1-3", "وقتل 300 شخص في حلب منذ مطلع الشهر", first=date(2017, 11, 1)),
            _event("e4", "a2", SECOND, "s-a2-0", "65 قتيلا"),
        ],
        "claims": _claims(),
        **_incident(),
        **_tallies(),
    }


def _article(name: str, text: str, day: date) -> dict[str, Any]:
    return {
        "article_id": name,
        "external_id": name,
        "batch": "b1",
        "source_uri": f"b1/{name}.txt",
        "outlet": "عنب بلدي",  # Enab Baladi
        "title": None,
        "url": f"https://news.example/{name}",
        "archive_url": f"https://archive.example/20171114101010/https://news.example/{name}",
        "licence": "CC BY 4.0",
        "published_on": day,
        "published_basis": "metadata",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "n_chars": len(text),
        "syndication_id": name,
        "is_family_head": True,
        "replaced_by": None,
    }


def _sentences(article: str, text: str, sections: list[str]) -> Rows:
    rows = []
    for ordinal, (line, section) in enumerate(zip(text.split("\n"), sections, strict=True)):
        start = text.index(line)
        rows.append(
            {
                "sentence_id": f"s-{article}-{ordinal}",
                "article_id": article,
                "ordinal": ordinal,
                "char_start": start,
                "char_end": start + len(line),
                "section": section,
                "text": line,
            }
        )
    return rows


def _span(text: str, part: str, nth: int = 0) -> dict[str, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return {"char_start": start, "char_end": start + len(part)}


def _event(name: str, article: str, text: str, sentence: str, part: str, first: date = DAY) -> dict[str, Any]:
    return {
        "event_id": name,
        "article_id": article,
        "sentence_id": sentence,
        **_span(text, part),
        "cause": ["airstrike"],
        "actors": ["russia"],
        "place_text": "الأتارب",  # Atarib
        "place_id": "p1",
        "governorate": "Aleppo",
        "latitude": 36.14,
        "longitude": 36.82,
        "place_precision": 1,
        "date_from": first,
        "date_to": DAY,
        "date_precision": 1,
        "date_basis": "published",
    }


def _claim(
    name: str, event: str, sentence: str, quote: str, count: str, low: int | None, **more: Any
) -> dict[str, Any]:
    article, text = ("a2", SECOND) if event == "e4" else ("a1", FIRST)
    return {
        "claim_id": name,
        "event_id": event,
        "article_id": article,
        "sentence_id": sentence,
        **_span(text, quote, more.pop("nth", 0)),
        "quote": quote,
        "outcome": "killed",
        "modality": "exact",
        "count_text": count,
        "low": low,
        "high": low,
        "who": "civilian",
        "source": "civil_defence",
        "scope": "incident",
        "status": "current",
        "rule": "N1",
        "confidence": 0.9,
    } | more


def _claims() -> Rows:
    wounded = {"outcome": "injured", "modality": "more_than", "high": None}
    return [
        _claim("c0", "e0", "s-a1-0", "مقتل 60 مدنيا", "60", 60),
        _claim("c1", "e1", "s-a1-1", "قتل 60 مدنيا", "60", 60, nth=1, repeats_claim_id="c0"),
        _claim("c2", "e1", "s-a1-1", "5 أطفال", "5", 5, who="child", part_of_claim_id="c1"),
        _claim("c3", "e1", "s-a1-1", "جرح أكثر من 100", "أكثر من 100", 101, **wounded),
        _claim("c4", "e2", "s-a1-2", "مقتل 61 شخصا", "61", 61, who="person", source="sohr"),
        _claim("c5", "e3", "s-a1-3", "قتل 300 شخص", "300", 300, who="person", scope="cumulative"),
        _claim("c6", "e4", "s-a2-0", "65 قتيلا", "65", 65, who="person"),
    ]


def _incident() -> dict[str, Rows]:
    harm = {"incident_id": "i1", "cause": ["airstrike"], "alleged_perpetrators": ["russia"], "governorate": "Aleppo"}
    place = {"place_id": "p1", "place_name_ar": "الأتارب", "place_name_en": "Atarib", "place_precision": 1}
    days = {"date_from": DAY, "date_to": DAY, "date_precision": 1, "latitude": 36.14, "longitude": 36.82}
    counts = {"grade": "fair", "n_articles": 2, "n_families": 2, "n_claimants": 2}
    joined = ("c0", "c1", "c2", "c3", "c4", "c6")
    return {
        "incidents": [{**harm, **place, **days, **counts}],
        "incident_claims": [
            {"incident_id": "i1", "claim_id": c, "reason": "same place and day", "score": 0.9} for c in joined
        ],
        "corrections": [
            {
                "correction_id": "one-market",
                "claim_id": "c4",
                "incident_id": "i1",
                "action": "merge",
                "reason": "the Observatory's market is al-Atarib's",
                "author": "a recorder",
                "made_on": date(2018, 1, 1),
            }
        ],
        "tombstones": [{"incident_id": "i8", "kind": "merged", "replaced_by": ["i1"]}],
    }


def _tally(
    name: str, outcome: str, population: str, who: str | None, figures: tuple[int, int | None, int], claims: int
) -> dict[str, Any]:
    low, best, high = figures
    return {
        "tally_id": name,
        "incident_id": "i1",
        "outcome": outcome,
        "population": population,
        "who": who,
        "low": low,
        "best": best,
        "high": high,
        "high_is_open": outcome == "injured",
        "inclusive_low": low,
        "inclusive_high": high,
        "disinterested_low": low,
        "disinterested_best": best,
        "disinterested_high": high,
        "civilian_stated": 0,
        "rule": "L1 B1 H1",
        "n_claims": claims,
        "n_independent": min(claims, 2),
        "disagreement": (high - low) / high,
    }


def _tallies() -> dict[str, Rows]:
    dead = [("c0", "superseded"), ("c1", "superseded"), ("c4", "low"), ("c6", "best"), ("c6", "high")]
    single = [("c2", "low"), ("c2", "best"), ("c2", "high")]
    roles = {"t1": dead, "t2": dead, "t3": single, "t4": [("c3", "low"), ("c3", "high")]}
    steps = [("t1", 0, "c1", 60, 60, 60), ("t1", 1, "c4", 60, 60, 61), ("t1", 2, "c6", 61, 65, 65)]
    history = [dict(zip(("tally_id", "step", "claim_id", "low", "best", "high"), step, strict=True)) for step in steps]
    return {
        "tallies": [
            _tally("t1", "killed", "all", None, (61, 65, 65), 4),
            _tally("t2", "killed", "civilian", None, (61, 65, 65), 4),
            _tally("t3", "killed", "civilian", "child", (5, 5, 5), 1),
            _tally("t4", "injured", "all", None, (101, None, 101), 1),
        ],
        "tally_claims": [
            {"tally_id": tally, "claim_id": claim, "role": role, "rule": "L1"}
            for tally, listed in roles.items()
            for claim, role in listed
        ],
        "tally_history": [{**step, "reported_on": DAY, "date_from": DAY} for step in history],
        "period_tallies": [
            {
                "claim_id": "c5",
                "outcome": "killed",
                "who": "person",
                "governorate": "Aleppo",
                "date_from": date(2017, 11, 1),
                "date_to": DAY,
                "low": 300,
                "high": 300,
                "n_incidents": 1,
                "incidents_low": 61,
                "incidents_high": 65,
                "n_parts": 0,
                "parts_low": 0,
                "residual": 235,
            }
        ],
        "conflicts": [
            {
                "conflict_id": "x1",
                "incident_id": "i1",
                "claim_id": "c1",
                "other_claim_id": "c4",
                "kind": "count",
                "detail": "60 and 61",
                "choice": "both widen the range",
                "rule": "B1",
            }
        ],
        "readings": [
            _reading("claim", "000-1", "killed 60..60 civilian: مقتل 60 مدنيا", []),  # the killing of 60 civilians
            _reading("claim", "000-2", None, ["missed"]),
            _reading("tally", "000-1 killed all", "60 60 60, 1 claimants", ["claimants"]),
        ],
    }


def _reading(kind: str, item: str, read: str | None, wrong: list[str]) -> dict[str, Any]:
    return {"kind": kind, "item": item, "expected": "as annotated", "read": read, "wrong": wrong, "code": "k1"}
