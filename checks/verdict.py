"""What a check found: which rules are broken, by how many rows, and the first of them, as a person reads it.

Kept out: how it was found, and what Dagster makes of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warn"]
EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold: its id and meaning, how many rows break it, and the first of them by key."""

    rule: str
    meaning: str
    rows: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check's finding on one table: the rows looked at, the rules they break, and a note on why it passes."""

    table: str
    check: str
    examined: int
    breaches: tuple[Breach, ...] = ()
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether every rule holds."""
        return not self.breaches

    @property
    def summary(self) -> str:
        """The finding in a line."""
        if self.passed:
            return self.note or f"{self.examined:,} rows looked at; all rules hold"
        return "; ".join(f"{found.rule}: {found.rows:,} rows, such as {found.examples[0]}" for found in self.breaches)

    @property
    def markdown(self) -> str:
        """The broken rules, each with the first failing rows, as Markdown."""
        if self.passed:
            return self.note or f"{self.examined:,} rows looked at; every rule holds."
        parts = [f"Of {self.examined:,} rows of {self.table}, some break these rules:"]
        for breach in self.breaches:
            listed = "\n".join(f"- `{_plain(example)}`" for example in breach.examples)
            more = f"\n- … {breach.rows - len(breach.examples):,} more" if breach.rows > len(breach.examples) else ""
            parts.append(f"**{breach.rule}** ({breach.meaning}): {breach.rows:,} rows\n\n{listed}{more}")
        return "\n\n".join(parts)


def example(names: Sequence[str], values: Sequence[object]) -> str:
    """A failing row as ``name=value, …``, each value cut to 80 characters."""
    return ", ".join(f"{name}={str(value)[:80]}" for name, value in zip(names, values, strict=True))


def _plain(text: str) -> str:
    return text.replace("`", "'").replace("\n", " ")
