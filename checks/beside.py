"""What the tables are judged beside: earlier releases, the jumps that were acknowledged, and the day.

Kept out: judging.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from checks import acknowledged
from checks.acknowledged import Acknowledgement
from pipeline.release.history import Past, past


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Beside:
    """Earlier releases, the entries of seeds/acknowledged.yml, and the day on which they must still hold."""

    past: Past = field(default_factory=Past)
    acknowledged: tuple[Acknowledgement, ...] = ()
    today: date = field(default_factory=_today)

    @classmethod
    def load(cls, releases: Path, today: date | None = None) -> "Beside":
        """As the releases folder and the project's entries have it; LexiconError where an entry cannot be used."""
        return cls(past(releases), acknowledged.load(), today or _today())

    def entry(self, figure: str) -> Acknowledgement | None:
        """The entry that lets a figure pass, if there is one."""
        return next((e for e in self.acknowledged if e.covers(figure, self.past.version, self.today)), None)

    def expired(self) -> tuple[Acknowledgement, ...]:
        """The entries whose day is past."""
        return tuple(entry for entry in self.acknowledged if entry.expires < self.today)
