"""Causes and parties as bit sets, and which of them one harm may be told as: seeds/reconciliation/kin.csv.

Reports of one strike say airstrike or shelling, Russia or the government; such pairs are kin and speak against one
another less than strangers do. Kept out: how much that weighs (``evidence``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.contracts.codes import CAUSE, PARTY
from pipeline.lexicon import LINE, LexiconError, read_rows
from pipeline.project import SEEDS

Kind = Literal["cause", "party"]
CODES: dict[str, tuple[str, ...]] = {"cause": tuple(CAUSE), "party": tuple(PARTY)}
KIN = SEEDS / "reconciliation" / "kin.csv"


@dataclass(frozen=True, slots=True)
class Kin:
    """For each single bit of a kind, the bits of its kin and its own."""

    cause: dict[int, int]
    party: dict[int, int]

    @classmethod
    def load(cls, path: Path = KIN) -> "Kin":
        """The kin of the seeds. Raises LexiconError where a row names an unknown kind or code."""
        found = {kind: {1 << n: 1 << n for n in range(len(codes))} for kind, codes in CODES.items()}
        columns = ["kind", "one", "other", "reason", "example"]
        for row in read_rows(path, columns, unique=["kind", "one", "other"]):
            if row["kind"] not in CODES:
                raise LexiconError(path, int(row[LINE]), f"no kind {row['kind']!r}", "it takes cause or party")
            known = CODES[row["kind"]]
            for column in ("one", "other"):
                if row[column] not in known:
                    raise LexiconError(
                        path, int(row[LINE]), f"no {row['kind']} {row[column]!r}", f"use {', '.join(known)}"
                    )
            one, other = (1 << known.index(row[column]) for column in ("one", "other"))
            found[row["kind"]][one] |= other
            found[row["kind"]][other] |= one
        return cls(cause=found["cause"], party=found["party"])

    def widened(self, kind: Kind, mask: int) -> int:
        """A bit set with the kin of its members."""
        table = self.cause if kind == "cause" else self.party
        wide = mask
        for bit, kin in table.items():
            if mask & bit:
                wide |= kin
        return wide


@cache
def default() -> Kin:
    """The project's own table, read once: it does not change while a process runs."""
    return Kin.load()


def mask(kind: Kind, codes: Iterable[str]) -> int:
    """A list of codes as a bit set; "unknown" and "other" say nothing that could agree, and are left out."""
    known = CODES[kind]
    found = 0
    for code in codes:
        if code not in ("unknown", "other"):
            found |= 1 << known.index(code)
    return found
