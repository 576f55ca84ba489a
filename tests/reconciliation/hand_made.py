"""Hand-made articles, events and claims: only what a test speaks of is said, the rest is plain."""

from datetime import date
from typing import Any

import polars as pl

from pipeline.contracts import frame, table

ATAREB = {"place_text": "الأتارب", "place_id": "atareb", "latitude": 36.14, "longitude": 36.83}  # al-Atarib, a town
TADIL = {"place_text": "تديل", "place_id": "tadil", "latitude": 36.16, "longitude": 36.88}  # a village 5 km off
SARAQIB = {"place_text": "سراقب", "place_id": "saraqib", "latitude": 35.86, "longitude": 36.8, "governorate": "Idlib"}
WEST_ALEPPO = {"place_text": "ريف حلب الغربي", "place_id": None, "place_precision": 4}  # western Aleppo countryside


def article(article_id: str, published: date | None = date(2017, 11, 14), **given: Any) -> dict[str, Any]:
    text = given.pop("text", "قتل ستون شخصا في قصف على الأتارب")
    return {
        "article_id": article_id,
        "external_id": article_id,
        "batch": "b",
        "source_uri": article_id,
        "outlet": None,
        "title": None,
        "url": None,
        "archive_url": None,
        "licence": None,
        "published_on": published,
        "published_basis": "metadata" if published else "unknown",
        "text": text,
        "text_sha256": "0",
        "n_chars": len(text),
        "syndication_id": article_id,
        "is_family_head": True,
        "replaced_by": None,
    } | given


def event(event_id: str, article_id: str, **given: Any) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "article_id": article_id,
        "sentence_id": event_id,
        "char_start": 0,
        "char_end": 1,
        "cause": ["airstrike"],
        "weapon": None,
        "actors": ["russia"],
        "target": None,
        "place_precision": 1,
        "governorate": "Aleppo",
        "latitude": None,
        "longitude": None,
        **ATAREB,
        "date_text": None,
        "date_from": date(2017, 11, 13),
        "date_to": date(2017, 11, 13),
        "date_precision": 1,
        "date_basis": "stated",
    } | _without_point(given)


def _without_point(given: dict[str, Any]) -> dict[str, Any]:
    return (
        {"latitude": None, "longitude": None} | given if given.get("place_text") and "latitude" not in given else given
    )


def claim(claim_id: str, event_id: str, article_id: str, low: int | None = 1, **given: Any) -> dict[str, Any]:
    high = given.pop("high", low)
    start = given.pop("char_start", 0)
    return {
        "claim_id": claim_id,
        "event_id": event_id,
        "article_id": article_id,
        "sentence_id": event_id,
        "char_start": start,
        "char_end": start + 1,
        "quote": "ق",
        "outcome": "killed",
        "modality": "exact" if low == high else "at_least",
        "count_text": None,
        "low": low,
        "high": high,
        "who": "person",
        "party": None,
        "part_of_claim_id": None,
        "repeats_claim_id": None,
        "source": None,
        "source_text": None,
        "scope": "incident",
        "status": "current",
        "rule": "hand",
        "confidence": 1.0,
    } | given


def undated() -> dict[str, Any]:
    return {"date_from": None, "date_to": None, "date_precision": None, "date_basis": "unknown"}


def on(day: date) -> dict[str, Any]:
    return {"date_from": day, "date_to": day}


def frames(
    articles: list[dict[str, Any]], events: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    return frame(table("articles"), articles), frame(table("events"), events), frame(table("claims"), claims)
