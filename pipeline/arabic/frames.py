"""Sentences as table rows, with ids that depend on content and position alone.

Kept out: where a sentence ends (``sentences``).
"""

import re
from collections.abc import Callable

import polars as pl

from pipeline.arabic.sentences import Sentence, split
from pipeline.contracts import frame, table
from pipeline.contracts.ids import content_id

_LINE = re.compile(r"\S(?:[^\n]*\S)?")

Cut = Callable[[str, str | None], list[Sentence]]


def lines(text: str, title: str | None = None) -> list[Sentence]:
    """The lines of a text as its sentences: what is left where ``split`` fails on it."""
    spans = [found.span() for found in _LINE.finditer(text)]
    return [Sentence(ordinal, start, end, "body") for ordinal, (start, end) in enumerate(spans)]


def sentences(articles: pl.DataFrame, cut: Cut = split) -> pl.DataFrame:
    """The sentences of articles (columns article_id, title, text), as the contract has them."""
    rows = [
        {
            "sentence_id": content_id("sentence", article["article_id"], str(found.char_start)),
            "article_id": article["article_id"],
            "ordinal": found.ordinal,
            "char_start": found.char_start,
            "char_end": found.char_end,
            "section": found.section,
            "text": article["text"][found.char_start : found.char_end],
        }
        for article in articles.iter_rows(named=True)
        for found in cut(article["text"], article["title"])
    ]
    return frame(table("sentences"), rows)
