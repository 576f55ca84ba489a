"""Clusters of units that speak of one harm: average linkage over pair scores, with pairs that must or may not meet.

The two clusters whose members agree best on average are joined first, and again, until no two agree; ties fall to the
smaller row. So the result depends on the set of scores alone. Kept out: what the scores come from (``evidence``).
"""

import heapq
from collections.abc import Iterable, Sequence
from itertools import groupby

import polars as pl

from pipeline.reconciliation.union import Union

UNSEEN = -3.0  # score of a pair that no block brought together

Agreement = tuple[float, int, bool]  # sum of scores, pairs scored, whether any may not meet
Pair = tuple[int, int, float, bool]  # row, row, score, whether they may not meet


def islands(size: int, pairs: pl.DataFrame, certain: Iterable[tuple[int, int]] = ()) -> list[int]:
    """For each row the smallest row of its island: all that agree with it, with what agrees with them, and so on.

    Nothing that agrees with nothing on an island can join it, so the islands are independent, and small.
    """
    union = Union(size)
    for one, other in [*agreeing(pairs).select("a", "b").iter_rows(), *certain]:
        union.join(one, other)
    return [union.root(row) for row in range(size)]


def agreeing(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that could be joined."""
    return pairs.filter((pl.col("score") > 0) & ~pl.col("apart"))


def clustered(size: int, pairs: pl.DataFrame, certain: Iterable[tuple[int, int]] = ()) -> list[int]:
    """As ``clusters``, for a frame of columns a, b, score and apart: one island after the other."""
    certain = list(certain)
    of_row = islands(size, pairs, certain)
    island = pl.Series("island", of_row, dtype=pl.UInt32)
    inside = pairs.with_columns(island.gather(pairs["a"])).filter(pl.col("island") == island.gather(pairs["b"]))
    tied: dict[int, list[tuple[int, int]]] = {}
    for one, other in certain:
        tied.setdefault(of_row[one], []).append((one, other))
    roots = list(range(size))
    for name, rows in groupby(inside.sort("island", "a", "b").select("island", "a", "b", "score", "apart").iter_rows(),
                              key=lambda row: row[0]):  # fmt: skip
        own = [row[1:] for row in rows]
        for row, root in of_island(own, tied.get(name, [])):
            roots[row] = root
    return roots


def of_island(pairs: Sequence[Pair], certain: Sequence[tuple[int, int]] = ()) -> Iterable[tuple[int, int]]:
    """Each row of an island with its cluster's smallest row."""
    rows = sorted({row for one, other, *_ in pairs for row in (one, other)}.union(*certain))
    place = {row: number for number, row in enumerate(rows)}
    own = [(place[one], place[other], score, apart) for one, other, score, apart in pairs]
    found = clusters(len(rows), own, [(place[one], place[other]) for one, other in certain])
    return [(rows[number], rows[root]) for number, root in enumerate(found)]


def clusters(size: int, pairs: Iterable[Pair], certain: Iterable[tuple[int, int]] = ()) -> list[int]:
    """For each of ``size`` rows the smallest row of its cluster.

    ``pairs`` are (row, row, score, apart) and hold each pair once; rows that are ``apart`` never share a cluster.
    ``certain`` pairs are joined first, unless that would bring rows together that are apart.
    """
    union = Union(size)
    members = dict.fromkeys(range(size), 1)
    near: dict[int, dict[int, Agreement]] = {}
    for one, other, score, apart in pairs:
        near.setdefault(one, {})[other] = near.setdefault(other, {})[one] = (score, 1, apart)
    for one, other in sorted(certain):
        first, second = union.root(one), union.root(other)
        if first != second and not near.get(first, {}).get(second, (0.0, 0, False))[2]:
            _merge(union, members, near, first, second)
    queue = [
        (-mean, one, other, members[one], members[other])
        for one, others in near.items()
        for other, agreement in others.items()
        if one < other and (mean := _mean(agreement, members[one] * members[other])) > 0
    ]
    heapq.heapify(queue)
    while queue:
        _, one, other, n_one, n_other = heapq.heappop(queue)
        if members.get(one) != n_one or members.get(other) != n_other:
            continue  # one of them has grown since: a newer entry stands for the pair
        root = _merge(union, members, near, one, other)
        for neighbour, agreement in near[root].items():
            mean = _mean(agreement, members[root] * members[neighbour])
            if mean > 0:
                low, high = sorted((root, neighbour))
                heapq.heappush(queue, (-mean, low, high, members[low], members[high]))
    return [union.root(row) for row in range(size)]


def _mean(agreement: Agreement, n_pairs: int) -> float:
    total, scored, apart = agreement
    return -1.0 if apart else (total + UNSEEN * (n_pairs - scored)) / n_pairs


def _merge(union: Union, members: dict[int, int], near: dict[int, dict[int, Agreement]], one: int, other: int) -> int:
    """Join two clusters and add up what they share with each of their neighbours; returns the new root."""
    root = union.join(one, other)
    gone = other if root == one else one
    members[root] += members.pop(gone)
    kept = near.setdefault(root, {})
    kept.pop(gone, None)
    for neighbour, (total, scored, apart) in near.pop(gone, {}).items():
        if neighbour == root:
            continue
        before = kept.get(neighbour, (0.0, 0, False))
        kept[neighbour] = (before[0] + total, before[1] + scored, before[2] or apart)
        towards = near[neighbour]
        towards.pop(gone, None)
        towards[root] = kept[neighbour]
    return root
