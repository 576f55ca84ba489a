"""What each claimant says in each article, ready to be weighed: one voice a figure.

Kept out: an account's own arithmetic (``accounts``), and the weighing (``ranges``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.reconciliation.accounts import Account, Key, Said, Stated, account
from pipeline.reconciliation.bounds import Interval


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """A figure, and who stands behind it. Two voices are never the same one, whatever they say."""

    stated: Stated
    interval: Interval
    claimant: str
    anonymous: bool
    grade: int
    interested: bool
    day: int | None
    order: int

    @property
    def firm(self) -> bool:
        """Whether it gives a figure, even one that still grows, rather than a word."""
        return self.interval.firmness in ("figure", "partial")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A claimant's claims in one article on one outcome, their account, and its voices by population and class.

    ``late`` ones tell of people who died of wounds (D1), apart from what the article says of the dead at large.
    """

    claims: Sequence[Said]
    account: Account
    voices: dict[Key, list[Voice]]
    late: bool


def told_by(said: Sequence[Said]) -> list[Told]:
    """The claims by article and claimant, in that order; parts whose whole is gone stand for themselves."""
    groups: dict[tuple[str, str, bool], list[Said]] = {}
    for claim in _whole(said):
        groups.setdefault((claim.article_id, claim.claimant, claim.late), []).append(claim)
    return [_told(groups[key]) for key in sorted(groups)]


def _told(claims: list[Said]) -> Told:
    made = account(claims)
    known = {claim.claim_id: claim for claim in claims}
    voices = {key: [_voice(known, stated) for stated in figures] for key, figures in made.figures.items()}
    return Told(claims, made, voices, claims[0].late)


def _whole(said: Sequence[Said]) -> Iterable[Said]:
    known = {claim.claim_id for claim in said}
    for claim in said:
        yield claim if claim.part_of is None or claim.part_of in known else replace(claim, part_of=None)


def _voice(known: dict[str, Said], stated: Stated) -> Voice:
    first = known[stated.claims[0]]
    interested = any(known[claim].interested for claim in stated.claims)
    return Voice(
        stated, stated.interval, first.claimant, first.anonymous, first.source_grade, interested, first.day, first.order
    )
