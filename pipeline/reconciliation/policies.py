"""The same claims under other policies than the default one: inclusive, and without the parties to the war.

The views ``conservative``, ``most_likely``, ``inclusive`` and ``disinterested`` of a release show a tally under each.
Kept out: the rules themselves (``ranges``).
"""

from collections.abc import Sequence

from pipeline.reconciliation.accounts import Key, Said
from pipeline.reconciliation.ranges import Cap, Range, combined, ranges


def without_parties(said: Sequence[Said], both: Sequence[Said], cap: Cap | None) -> dict[Key, Range] | None:
    """The ranges that claims leave without those of parties to the war; None where no party speaks.

    ``both`` are the claims on dead and wounded together, ``cap`` what they bound, if they bound this outcome.
    """
    neutral = [claim for claim in said if not claim.belligerent]
    if len(neutral) == len(said):
        return None
    bound = combined([claim for claim in both if not claim.belligerent]) if cap else None
    return ranges(neutral, bound) if neutral else {}


def under(found: Range, neutral: dict[Key, Range] | None, key: Key) -> dict[str, int | None]:
    """The columns of a tally that hold its figures under the other policies."""
    alone = found if neutral is None else neutral.get(key)
    low, high = found.widest
    return {
        "inclusive_low": min(low, found.low),
        "inclusive_high": max(high, found.high),
        "disinterested_low": None if alone is None else alone.low,
        "disinterested_best": None if alone is None else alone.best,
        "disinterested_high": None if alone is None else alone.high,
    }
