"""Families of articles: near-duplicate and syndicated texts are one source (rule S1).

Candidates come from MinHash LSH over word shingles of the folded text; each is verified exactly, so a family never
rests on a hash. What stands in articles of many days is page furniture (menus, licences, «read also») and left out:
two articles of one site are not copies for sharing it. Kept out: which figures count as independent (``claimants``).
"""

import re
from collections.abc import Iterable
from datetime import date
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

from pipeline.arabic.fold import fold
from pipeline.reconciliation.union import Union

SHINGLE = 4  # words in a shingle
PERMUTATIONS = 96
CANDIDATE = 0.4  # Jaccard similarity from which LSH proposes a pair
ALIKE = 0.6  # Jaccard similarity from which two texts are one
HELD = 0.8  # share of the shorter text's shingles found in the longer
SHORTEST = 8  # shingles below which only an identical text is a copy: a headline is no family
FURNITURE = 4  # different days from which a shingle is page furniture: a wire is reprinted within a few days
WINDOW = 7  # days between copies; beyond it only texts that are ALIKE_LATER count
ALIKE_LATER = 0.9

_WORD = re.compile(r"\w+")

Shingles = npt.NDArray[np.uint64]


def families(articles: pl.DataFrame) -> pl.DataFrame:
    """Each article's family: columns article_id, syndication_id, is_family_head, in order of article_id.

    ``articles`` has article_id, text and published_on. The head is the earliest published article, then the smallest
    id; undated articles come last. The same articles give the same families in any order.
    """
    rows = articles.select("article_id", "text", "published_on").sort("article_id")
    ids = rows["article_id"].to_list()
    days: list[date | None] = rows["published_on"].to_list()
    texts = _unfurnished([_shingles(text) for text in rows["text"]], days)
    family = Union(len(ids))
    for one, other in _candidates(texts):
        if family.root(one) != family.root(other) and _copies(texts[one], texts[other], _apart(days[one], days[other])):
            family.join(one, other)
    order = sorted(range(len(ids)), key=lambda i: (days[i] is None, str(days[i]), ids[i]))
    heads: dict[int, str] = {}
    for index in order:
        heads.setdefault(family.root(index), ids[index])
    named = [heads[family.root(index)] for index in range(len(ids))]
    return pl.DataFrame(
        {
            "article_id": ids,
            "syndication_id": named,
            "is_family_head": [a == b for a, b in zip(ids, named, strict=True)],
        },
        schema={"article_id": pl.String, "syndication_id": pl.String, "is_family_head": pl.Boolean},
    )


def _shingles(text: str) -> Shingles:
    """The text's different word shingles as numbers below 2**32, ascending; a text of few words is one shingle."""
    words = _WORD.findall(fold(text).text)
    if len(words) < SHINGLE:
        return np.array([_number(" ".join(words))], dtype=np.uint64)
    numbers = np.fromiter((_number(word) for word in words), dtype=np.uint64, count=len(words))
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed ^ numbers[offset : len(mixed) + offset]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed & np.uint64(0xFFFFFFFF))


def _number(word: str) -> int:
    """CRC-32 of the word: the same on every machine, unlike hash()."""
    return crc32(word.encode())


def _unfurnished(texts: list[Shingles], days: list[date | None]) -> list[Shingles]:
    """The texts without the shingles that stand in articles of FURNITURE days or more."""
    if not texts:
        return []
    day_numbers = {day: number for number, day in enumerate(sorted({day for day in days if day is not None}), 1)}
    stamped = np.concatenate(
        [
            (text << np.uint64(32)) | np.uint64(day_numbers.get(day, 0) if day else 0)
            for text, day in zip(texts, days, strict=True)
        ]
    )
    shingles, n_days = np.unique(np.unique(stamped) >> np.uint64(32), return_counts=True)
    furniture = shingles[n_days >= FURNITURE]
    if not len(furniture):
        return texts
    return [text[~np.isin(text, furniture, assume_unique=True)] for text in texts]


def _apart(one: date | None, other: date | None) -> int:
    """Days between two publications; 0 where one is unknown."""
    return 0 if one is None or other is None else abs((one - other).days)


def _candidates(texts: list[Shingles]) -> Iterable[tuple[int, int]]:
    """Pairs of texts that may be copies, in order: those that LSH proposes, and identical ones."""
    from datasketch import MinHash, MinHashLSH  # slow to import, and most processes join no families

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    identical: dict[bytes, int] = {}
    for number, text in enumerate(texts):
        if not len(text):
            continue
        first = identical.setdefault(text.tobytes(), number)
        if first != number:
            yield first, number
        elif len(text) >= SHORTEST:
            sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
            sketch.update_batch(text.tolist())
            for other in sorted(index.query(sketch)):
                yield other, number
            index.insert(number, sketch)


def _copies(one: Shingles, other: Shingles, apart: int) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    alike = shared / (len(one) + len(other) - shared)
    if apart > WINDOW:
        return alike >= ALIKE_LATER
    return alike >= ALIKE or shared >= HELD * min(len(one), len(other))
