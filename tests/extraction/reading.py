"""What is read of a sentence or a short article: its claims, and the figure and class of each."""

from typing import Any

from pipeline.extraction.document import annotate

Figure = tuple[str, int | None, int | None, str]


def claims(text: str, published: str = "2023-09-04", title: str | None = None) -> list[dict[str, Any]]:
    return list(annotate({"doc": "one", "text": text, "published": published, "title": title})["claims"])


def figures(text: str, published: str = "2023-09-04") -> list[Figure]:
    return [(c["outcome"], c["low"], c["high"], c["who"]) for c in claims(text, published)]
