"""The checks are tested by what their tests notice: no rule can be dropped or turned round without a failure."""

import mutations
import pytest
import test_acceptance
import test_laws
import test_rederived

from checks.catalogue import EXPIRED, catalogue


def test_every_check_has_a_fixture_that_breaks_it() -> None:
    broken = {*test_laws.BREAKS, f"metrics.{EXPIRED}", f"tallies.{test_rederived.CHECK.id}"}
    broken |= {f"metrics.{band.id}" for band, _ in test_acceptance.SIDES}
    broken |= {f"{declared.name}.rows" for declared in mutations.TABLES}  # each of their rules, by test_rows
    assert broken == {f"{check.table}.{check.id}" for check in catalogue()}


@pytest.mark.parametrize("kind", mutations.KINDS)
def test_every_mutant_is_noticed(kind: str) -> None:
    made, left = mutations.survivors(kind)
    assert made > 10
    assert left == []
