"""Gold claim lines as the tables that reconciliation reads: articles, events and claims.

The lines are those of the annotation guidelines; an event is what the claims of one sentence with the same slots share.
Places are looked up in the project's gazetteer by name and governorate. Nothing here reads Arabic prose.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.contracts import frame, table
from pipeline.places import Gazetteer, Place

_END = re.compile(r"[.!؟\n]")
_PRECISION_OF_AREA = 3


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that extraction would have made."""

    articles: pl.DataFrame
    events: pl.DataFrame
    claims: pl.DataFrame


def tables_of(lines: Path, texts: Path, gazetteer: Gazetteer | None = None) -> Tables:
    """The tables of a gold file and the folder of its articles (each document's text, named after it)."""
    gold = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    articles, events, claims = [], {}, []
    for document in gold:
        text = (texts / f"{document['doc']}.txt").read_bytes().decode()
        articles.append(_article(document, text))
        for claim in document["claims"]:
            event = _event(document, text, claim, gazetteer)
            known = events.setdefault(event["event_id"], event)
            known["char_start"] = min(known["char_start"], event["char_start"])
            known["char_end"] = max(known["char_end"], event["char_end"])
            claims.append(_claim(document["doc"], claim, event))
    return Tables(
        frame(table("articles"), articles), frame(table("events"), events.values()), frame(table("claims"), claims)
    )


def _article(document: dict[str, Any], text: str) -> dict[str, Any]:
    published = document["published"]
    return {
        "article_id": document["doc"],
        "external_id": document["doc"],
        "batch": "gold",
        "source_uri": document["doc"],
        "outlet": None,
        "title": None,
        "url": None,
        "archive_url": None,
        "licence": None,
        "published_on": published and date.fromisoformat(published),
        "published_basis": "inferred" if published else "unknown",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "n_chars": len(text),
        "syndication_id": document["doc"],
        "is_family_head": True,
        "replaced_by": None,
    }


def _event(document: dict[str, Any], text: str, claim: dict[str, Any], gazetteer: Gazetteer | None) -> dict[str, Any]:
    sentence = len(_END.findall(text[: claim["start"]]))
    slots = [claim[name] for name in ("cause", "by", "place", "governorate", "from", "to", "status", "scope")]
    name = json.dumps([document["doc"], sentence, slots], ensure_ascii=False)
    day = {end: claim[end] and date.fromisoformat(claim[end]) for end in ("from", "to")}
    span = (day["to"] - day["from"]).days if day["from"] and day["to"] else None
    place = _place(claim, gazetteer)
    return {
        "event_id": sha256(name.encode()).hexdigest()[:16],
        "article_id": document["doc"],
        "sentence_id": f"{document['doc']}-{sentence}",
        "char_start": claim["start"],
        "char_end": claim["start"] + len(claim["quote"]),
        "cause": claim["cause"],
        "weapon": None,
        "actors": claim["by"],
        "target": None,
        "place_text": claim["place"],
        "place_id": place[0].place_id if place else None,
        "governorate": claim["governorate"],
        "latitude": place[0].latitude if place else None,
        "longitude": place[0].longitude if place else None,
        "place_precision": place[1] if place else None,
        "date_text": claim["when"],
        "date_from": day["from"],
        "date_to": day["to"],
        "date_precision": None if span is None else 1 if span == 0 else 2 if span < 6 else 4 if span <= 31 else 5,
        "date_basis": "stated" if day["to"] else "unknown",
    }


def _place(claim: dict[str, Any], gazetteer: Gazetteer | None) -> tuple[Place, int] | None:
    """The gazetteer's place of that name in that governorate, and its precision; else the governorate itself."""
    if gazetteer is None or claim["governorate"] is None:
        return None
    found = gazetteer.find(tokenize(fold(claim["place"] or "")), doubtful=True)
    for mention in found:
        within = [place for place in mention.candidates if place.governorate == claim["governorate"]]
        if within:
            best = max(within, key=lambda place: (place.prominence, place.place_id))
            area = mention.area and best.precision < _PRECISION_OF_AREA
            return best, _PRECISION_OF_AREA if area else max(best.precision, 2 if len(found) > 1 else 1)
    whole = gazetteer.governorates.get(claim["governorate"])
    return (whole, whole.precision) if whole else None


def _claim(doc: str, claim: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    return {
        "claim_id": f"{doc[:3] if doc[0].isdigit() else doc}-{claim['id']}",
        "event_id": event["event_id"],
        "article_id": doc,
        "sentence_id": event["sentence_id"],
        "char_start": claim["start"],
        "char_end": claim["start"] + len(claim["quote"]),
        "quote": claim["quote"],
        "outcome": claim["outcome"],
        "modality": claim["modality"],
        "count_text": None,
        "low": claim["low"],
        "high": claim["high"],
        "who": claim["who"],
        "party": claim["party"],
        "part_of_claim_id": _other(doc, claim["part_of"]),
        "repeats_claim_id": _other(doc, claim["repeats"]),
        "source": claim["source"],
        "source_text": None,
        "scope": claim["scope"],
        "status": claim["status"],
        "rule": "gold",
        "confidence": 1.0,
    }


def _other(doc: str, number: int | None) -> str | None:
    return None if number is None else f"{doc[:3] if doc[0].isdigit() else doc}-{number}"
