"""Clusters of units that speak of one harm: average linkage over pair scores, with pairs that must or may not meet.

The two clusters whose members agree best on average are joined first, and again, until no two agree; ties fall to the
smaller row. So the result depends on the set of scores alone. Kept out: what the scores come from (``evidence``).
"""

import heapq
from collections.abc import Iterable

from pipeline.reconciliation.union import Union

UNSEEN = -3.0  # score of a pair that no block brought together

Agreement = tuple[float, int, bool]  # sum of scores, pairs scored, whether any may not meet


def clusters(
    size: int, pairs: Iterable[tuple[int, int, float, bool]], certain: Iterable[tuple[int, int]] = ()
) -> list[int]:
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
