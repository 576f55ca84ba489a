"""Families of articles: near-duplicate and syndicated texts are one source (rule S1).

Candidates come from MinHash LSH over word shingles of the folded text; each is verified exactly, so a family never
rests on a hash. What stands in articles of many days is page furniture (menus, licences, «read also») and left out:
two articles of one site are not copies for sharing it.

What was found is kept (``Kin``), so that only texts that are new, or gone, or have other furniture than before are
compared; the families are those that all texts compared anew would give. Kept out: which figures count as independent
(``claimants``), and where the state is kept (``pipeline.relating``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
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

Shingles = npt.NDArray[np.uint32]

_TEXTS = pl.Schema(
    {
        "article_id": pl.String(),
        "published_on": pl.Date(),
        "shingles": pl.List(pl.UInt32()),
        "key": pl.String(),
        "bands": pl.List(pl.UInt64()),
    }
)
_FURNITURE = pl.Schema({"shingle": pl.UInt32()})
_PAIRS = pl.Schema({"one": pl.String(), "other": pl.String()})
_FAMILIES = pl.Schema({"article_id": pl.String(), "syndication_id": pl.String(), "is_family_head": pl.Boolean()})


@dataclass(frozen=True, slots=True)
class Kin:
    """What is known of the texts that were compared.

    ``texts``: article_id, published_on, shingles (as numbers, ascending), key (of those that are no furniture; NULL
    where all are) and bands (under which LSH files the text; NULL where it is too short). ``furniture``: its shingles.
    ``pairs``: article_ids of copies, one and other; not all there are, but enough to join each family. Of texts with
    one key, only the smallest article_id has pairs.
    """

    texts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_TEXTS))
    furniture: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_FURNITURE))
    pairs: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_PAIRS))


def families(articles: pl.DataFrame) -> pl.DataFrame:
    """Each article's family: columns article_id, syndication_id, is_family_head, in order of article_id.

    ``articles`` has article_id, text and published_on. The head is the earliest published article, then the smallest
    id; undated articles come last. The same articles give the same families in any order.
    """
    return families_of(related(Kin(), articles, pl.Series(dtype=pl.String)))


def related(before: Kin, news: pl.DataFrame, gone: pl.Series) -> Kin:
    """What is known once articles came or changed (``news``: article_id, text, published_on), or are gone (their ids).

    It leads to the families of all articles that stand then, in whatever steps they came.
    """
    going = pl.col("article_id").is_in(pl.concat([gone, news["article_id"]]).implode())
    lost, left = before.texts.filter(going), before.texts.filter(~going)
    fresh = pl.DataFrame(
        {
            "article_id": news["article_id"],
            "published_on": news["published_on"],
            "shingles": [_shingles(text) for text in news["text"]],
        },
        schema_overrides=_TEXTS,
    )
    texts = pl.concat([left, fresh], how="diagonal").sort("article_id")
    furniture, turned = _furniture(texts, before.furniture, fresh["shingles"], lost["shingles"])
    touched = texts["article_id"].is_in(fresh["article_id"].implode()) | _holding(texts, turned)
    texts = pl.concat([texts.filter(~touched), _filed(texts.filter(touched), furniture)]).sort("article_id")
    pairs = _pairs(_firsts(before.texts), _firsts(texts), before.pairs, furniture)
    return Kin(texts, pl.DataFrame({"shingle": furniture}, schema=_FURNITURE), pairs)


def families_of(kin: Kin) -> pl.DataFrame:
    """The families that ``related`` leads to, as ``families`` gives them."""
    first = pl.when(pl.col("key").is_null()).then("article_id").otherwise(pl.col("article_id").min().over("key"))
    roots = _roots(kin.pairs)
    days = kin.texts.select("article_id", "published_on", first.alias("first")).join(roots, on="first", how="left")
    return (
        days.with_columns(pl.coalesce("root", "first").alias("family"))
        .sort("published_on", "article_id", nulls_last=True)
        .with_columns(pl.col("article_id").first().over("family").alias("syndication_id"))
        .with_columns((pl.col("article_id") == pl.col("syndication_id")).alias("is_family_head"))
        .select(list(_FAMILIES))
        .sort("article_id")
    )


def _shingles(text: str) -> Shingles:
    """The text's different word shingles as numbers below 2**32, ascending; a text of few words is one shingle."""
    words = _WORD.findall(fold(text).text)
    if len(words) < SHINGLE:
        return np.array([_number(" ".join(words))], dtype=np.uint32)
    numbers = np.fromiter((_number(word) for word in words), dtype=np.uint64, count=len(words))
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed ^ numbers[offset : len(mixed) + offset]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return np.unique((mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32))


def _number(word: str) -> int:
    """CRC-32 of the word: the same on every machine, unlike hash()."""
    return crc32(word.encode())


def _furniture(
    texts: pl.DataFrame, before: pl.DataFrame, fresh: pl.Series, lost: pl.Series
) -> tuple[Shingles, Shingles]:
    """The shingles that stand in articles of FURNITURE days or more, and those that turned into furniture or out of it.

    Only shingles of ``fresh`` texts can have turned into it, and those of texts ``lost`` out of it; so what was
    furniture, and is lost nowhere, is not looked for. Articles without a day count as being of one day.
    """
    came = np.unique(_flat(fresh))
    asked = np.union1d(came[~_among(came, before["shingle"].to_numpy())], _flat(lost))
    flat, owner = _flat(texts["shingles"]), _owners(texts)
    inside = _among(flat, asked)
    day = texts["published_on"].cast(pl.Int64).fill_null(-(2**31)).to_numpy() + 2**31
    stamped = (flat[inside].astype(np.uint64) << np.uint64(32)) | day[owner[inside]].astype(np.uint64)
    shingles, n_days = np.unique(np.unique(stamped) >> np.uint64(32), return_counts=True)
    now, was = shingles[n_days >= FURNITURE].astype(np.uint32), before["shingle"].to_numpy()
    turned = np.setxor1d(now, was[_among(was, asked)], assume_unique=True)
    return np.union1d(was[~_among(was, asked)], now), turned


def _holding(texts: pl.DataFrame, wanted: Shingles) -> pl.Series:
    """Which texts hold one of these shingles."""
    found = np.zeros(texts.height, dtype=bool)
    found[_owners(texts)[_among(_flat(texts["shingles"]), wanted)]] = True
    return pl.Series(found, dtype=pl.Boolean)


def _filed(texts: pl.DataFrame, furniture: Shingles) -> pl.DataFrame:
    """The texts with key and bands of what is no furniture in them."""
    plain = [_plain(shingles, furniture) for shingles in _each(texts)]
    keys = [blake2b(text.tobytes(), digest_size=16).hexdigest() if len(text) else None for text in plain]
    bands = list(_bands(plain))
    return texts.with_columns(
        pl.Series("key", keys, dtype=_TEXTS["key"]), pl.Series("bands", bands, dtype=_TEXTS["bands"])
    )


def _bands(texts: Sequence[Shingles]) -> Iterator[list[int] | None]:
    """For each text the hashes under which LSH files it, one a band; None where it is too short."""
    from datasketch import MinHash, MinHashLSH  # slow to import, and most processes join no families

    ranges = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS).hashranges
    sketches = MinHash.generator((text.tolist() for text in texts), num_perm=PERMUTATIONS, hashfunc=int)
    for text, sketch in zip(texts, sketches, strict=True):
        values = sketch.hashvalues
        hashes = (
            blake2b(values[start:end].tobytes(), digest_size=8, salt=bytes([band])).digest()
            for band, (start, end) in enumerate(ranges)
        )
        yield [int.from_bytes(one) for one in hashes] if len(text) >= SHORTEST else None


def _firsts(texts: pl.DataFrame) -> pl.DataFrame:
    """Of identical texts the one with the smallest article_id, which stands for them when others are compared."""
    return texts.filter(pl.col("key").is_not_null()).unique("key", keep="first", maintain_order=True)


def _pairs(was: pl.DataFrame, now: pl.DataFrame, pairs: pl.DataFrame, furniture: Shingles) -> pl.DataFrame:
    """The pairs of copies, from those of before: texts that stand as they stood are not compared with each other again.

    A family of which a text is gone, or stands otherwise, is put together anew.
    """
    same = now.join(was, on=["article_id", "key", "published_on"], how="semi", nulls_equal=True)["article_id"]
    roots = dict(_roots(pairs).iter_rows())
    broken = {roots[name] for name in set(roots).difference(same)}
    kept = pairs.filter(~pl.col("one").replace_strict(roots, return_dtype=pl.String).is_in(list(broken)))
    again = [name for name, root in roots.items() if root in broken]
    fresh = ~now["article_id"].is_in(same.implode()) | now["article_id"].is_in(again)
    return pl.concat([kept, _found(now, fresh, kept, furniture)])


def _found(texts: pl.DataFrame, fresh: pl.Series, kept: pl.DataFrame, furniture: Shingles) -> pl.DataFrame:
    """Pairs of copies that join the fresh texts to each other and to the rest, beside those kept."""
    ids, days = texts["article_id"].to_list(), texts["published_on"].to_list()
    rows = {name: row for row, name in enumerate(ids)}
    family = Union(len(ids))
    for one, other in kept.iter_rows():
        family.join(rows[one], rows[other])
    shingles = texts["shingles"]
    found = []
    for one, others in _candidates(texts, fresh):
        mine = _plain(shingles[one].to_numpy(), furniture)
        for other in others:
            if family.root(one) == family.root(other):
                continue
            if _copies(mine, _plain(shingles[other].to_numpy(), furniture), _apart(days[one], days[other])):
                family.join(one, other)
                found.append((ids[one], ids[other]))
    return pl.DataFrame(found, schema=_PAIRS, orient="row")


def _candidates(texts: pl.DataFrame, fresh: pl.Series) -> Iterator[tuple[int, list[int]]]:
    """For each fresh text the others that LSH proposes, as rows; of two fresh ones, the later proposes the earlier."""
    filed = texts.select("bands", fresh=fresh).with_row_index("row").drop_nulls().explode("bands")
    asked = filed.filter("fresh")
    shelves: dict[int, list[int]] = defaultdict(list)
    for band, row in filed.join(asked, on="bands", how="semi").select("bands", "row").iter_rows():
        shelves[band].append(row)
    is_fresh = fresh.to_list()
    for row, bands in asked.group_by("row", maintain_order=True).agg("bands").iter_rows():
        near = {other for band in bands for other in shelves[band]}
        yield row, sorted(other for other in near if other < row or not is_fresh[other])


def _roots(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each text that is in a pair (``first``) with the smallest id that pairs lead to from it (``root``)."""
    names = pl.concat([pairs["one"], pairs["other"]]).unique().sort().to_list()
    numbers = {name: number for number, name in enumerate(names)}
    family = Union(len(names))
    for one, other in pairs.iter_rows():
        family.join(numbers[one], numbers[other])
    roots = [names[family.root(number)] for number in range(len(names))]
    return pl.DataFrame({"first": names, "root": roots}, schema={"first": pl.String, "root": pl.String})


def _copies(one: Shingles, other: Shingles, apart: int) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    alike = shared / (len(one) + len(other) - shared)
    if apart > WINDOW:
        return alike >= ALIKE_LATER
    return alike >= ALIKE or shared >= HELD * min(len(one), len(other))


def _apart(one: date | None, other: date | None) -> int:
    """Days between two publications; 0 where one is unknown."""
    return 0 if one is None or other is None else abs((one - other).days)


def _plain(shingles: Shingles, furniture: Shingles) -> Shingles:
    return shingles[~_among(shingles, furniture)]


def _among(values: Shingles, wanted: Shingles) -> npt.NDArray[np.bool_]:
    """Which values are among those wanted, which are ascending: faster than np.isin where few are wanted of many."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    return np.asarray(wanted[np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)] == values)


def _flat(shingles: pl.Series) -> Shingles:
    """The shingles of all texts, one after another."""
    return shingles.explode().drop_nulls().to_numpy()


def _owners(texts: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The row of the text that each of the shingles in ``_flat`` is from."""
    return np.repeat(np.arange(texts.height), texts["shingles"].list.len().to_numpy())


def _each(texts: pl.DataFrame) -> list[Shingles]:
    """The shingles of each text."""
    ends = np.cumsum(texts["shingles"].list.len().to_numpy())
    return np.split(_flat(texts["shingles"]), ends[:-1]) if texts.height else []
