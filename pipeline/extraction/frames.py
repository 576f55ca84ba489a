"""Claims and their events as table rows, with ids that depend on content and position alone.

Kept out: how an article is read (``document``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.arabic.sentences import Sentence
from pipeline.contracts import frame, table
from pipeline.contracts.ids import content_id
from pipeline.extraction.document import read
from pipeline.extraction.knowledge import Knowledge
from pipeline.extraction.mention import Mention
from pipeline.lexicon import LINE, LexiconError, converted, read_rows
from pipeline.project import SEEDS


@dataclass(frozen=True, slots=True)
class Extracted:
    """The events and claims of some articles, as the contracts' frames."""

    events: pl.DataFrame
    claims: pl.DataFrame


def extract(articles: pl.DataFrame, sentences: pl.DataFrame, known: Knowledge | None = None) -> Extracted:
    """Read articles (article_id, text, title, published_on), given their sentences, as the contracts have both."""
    events: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    of_article = {
        key[0]: part
        for key, part in sentences.sort("article_id", "ordinal").partition_by("article_id", as_dict=True).items()
    }
    for article in articles.sort("article_id").iter_rows(named=True):
        rows = of_article.get(article["article_id"])
        if rows is None:
            continue
        cut = [Sentence(*values) for values in rows.select("ordinal", "char_start", "char_end", "section").iter_rows()]
        mentions = read(article["text"], article["published_on"], cut, known, article["title"])
        _add(article, rows["sentence_id"].to_list(), mentions, events, claims)
    return Extracted(frame(table("events"), events), frame(table("claims"), claims))


def _add(
    article: dict[str, Any],
    sentence_ids: Sequence[str],
    mentions: Sequence[Mention],
    events: list[dict[str, Any]],
    claims: list[dict[str, Any]],
) -> None:
    claim_ids = [_claim_id(article["article_id"], mention) for mention in mentions]
    made: set[str] = set()
    for mention, claim_id in zip(mentions, claim_ids, strict=True):
        event = _event(article["article_id"], sentence_ids[mention.sentence], mention)
        if event["event_id"] not in made:
            made.add(event["event_id"])
            events.append(event)
        claims.append(_claim(article, sentence_ids[mention.sentence], mention, claim_id, event["event_id"], claim_ids))


def _claim_id(article_id: str, mention: Mention) -> str:
    position = f"{mention.char_start}-{mention.char_end}"
    return content_id("claim", article_id, position, mention.outcome, mention.who, str(mention.low), str(mention.high))


def _event(article_id: str, sentence_id: str, mention: Mention) -> dict[str, Any]:
    when, place = mention.when, mention.place
    said = (
        str(mention.event_start),
        ",".join(mention.cause),
        mention.weapon,
        ",".join(mention.by),
        mention.target,
        mention.place_text,
        when.text if when else None,
    )
    return {
        "event_id": content_id("event", sentence_id, *said),
        "article_id": article_id,
        "sentence_id": sentence_id,
        "char_start": min(mention.event_start, mention.char_start),
        "char_end": mention.char_end,
        "cause": mention.cause,
        "weapon": mention.weapon,
        "actors": mention.by,
        "target": mention.target,
        "place_text": mention.place_text,
        "place_id": place.place_id if place else None,
        "governorate": place.governorate if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": place.precision if place else None,
        "date_text": when.text if when else None,
        "date_from": when.date_from if when else None,
        "date_to": when.date_to if when else None,
        "date_precision": when.precision if when and (when.date_from or when.date_to) else None,
        "date_basis": mention.date_basis if when else "unknown",
    }


def _claim(
    article: dict[str, Any], sentence_id: str, mention: Mention, claim_id: str, event_id: str, claim_ids: Sequence[str]
) -> dict[str, Any]:
    return {
        "claim_id": claim_id,
        "event_id": event_id,
        "article_id": article["article_id"],
        "sentence_id": sentence_id,
        "char_start": mention.char_start,
        "char_end": mention.char_end,
        "quote": article["text"][mention.char_start : mention.char_end],
        "outcome": mention.outcome,
        "modality": mention.modality,
        "count_text": mention.count_text,
        "low": mention.low,
        "high": mention.high,
        "who": mention.who,
        "party": mention.party if mention.who == "combatant" else None,
        "part_of_claim_id": None if mention.part_of is None else claim_ids[mention.part_of],
        "repeats_claim_id": None if mention.repeats is None else claim_ids[mention.repeats],
        "source": mention.source,
        "source_text": mention.source_text,
        "scope": mention.scope,
        "status": mention.status,
        "rule": mention.rule,
        "confidence": _confidence()[mention.rule],
    }


@cache
def _confidence(path: Path = SEEDS / "rule_confidence.csv") -> dict[str, float]:
    """How often the claims of each rule were right on annotated articles: (right + 1) / (read + 2), after Laplace."""
    shares: dict[str, float] = {}
    for row in read_rows(path, ("rule", "read", "right", "example"), unique=("rule",)):
        read_, right = (converted(path, row, column, int, "a whole number") for column in ("read", "right"))
        if not 0 <= right <= read_:
            raise LexiconError(path, int(row[LINE]), f"{right} right of {read_} read", "right cannot be more than read")
        shares[row["rule"]] = round((right + 1) / (read_ + 2), 2)
    return shares
