"""Clusters: what may not meet never does, and the order of pairs is irrelevant."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconciliation.clustering import clusters

SIZE = 7
PAIRS = [(a, b) for a in range(SIZE) for b in range(a + 1, SIZE)]
scores = st.lists(
    st.tuples(st.sampled_from(PAIRS), st.integers(-8, 8), st.booleans()), unique_by=lambda pair: pair[0]
).map(lambda found: [(a, b, score / 2, apart) for (a, b), score, apart in found])


@given(scores, st.lists(st.sampled_from(PAIRS), unique=True, max_size=3))
def test_rows_that_are_apart_never_share_a_cluster(
    pairs: list[tuple[int, int, float, bool]], certain: list[tuple[int, int]]
) -> None:
    roots = clusters(SIZE, pairs, certain)
    assert all(roots[a] != roots[b] for a, b, _, apart in pairs if apart)
    assert all(roots[root] == root <= row for row, root in enumerate(roots))


@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_pairs_is_irrelevant(pairs: list[tuple[int, int, float, bool]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters(SIZE, shuffled) == clusters(SIZE, pairs)


def test_a_cluster_grows_by_average_agreement_not_by_a_single_friend() -> None:
    chain = [(0, 1, 5.0, False), (1, 2, 1.0, False), (0, 2, -4.0, False)]
    assert clusters(3, chain) == [0, 0, 2]


def test_certain_pairs_are_joined_first_and_yield_to_what_is_apart() -> None:
    assert clusters(3, [(0, 1, -5.0, False)], [(0, 1)]) == [0, 0, 2]
    assert clusters(3, [(0, 1, -5.0, True)], [(0, 1)]) == [0, 1, 2]
    assert clusters(3, [(0, 2, 1.0, True)], [(0, 1), (1, 2)]) == [0, 0, 2]
