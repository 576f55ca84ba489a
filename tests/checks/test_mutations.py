"""The checks are tested by what their tests notice: no rule can be dropped or turned round without a failure."""

import mutations
import pytest


@pytest.mark.parametrize("kind", mutations.KINDS)
def test_every_mutant_is_noticed(kind: str) -> None:
    made, left = mutations.survivors(kind)
    assert made > 10
    assert left == []
