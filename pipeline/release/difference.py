"""Two releases side by side: what ``hasila diff`` tells of them, whichever came first.

Kept out: how it is shown (``commands.diff``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.release import causes, changelog, delta
from pipeline.release.delta import Change
from pipeline.release.reading import manifest
from pipeline.versions import code_version

_INCIDENTS = """
    SELECT change, incident_id, date_from, date_to, governorate, place_name_en, place_name_ar, cause, grade
    FROM delta.incidents ORDER BY change, date_from NULLS LAST, incident_id
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """From one version to another: counts of each table, the incidents and tallies that differ, how often each cause.

    ``tallies`` rows have what ``changelog.TALLIES`` selects; ``causes`` counts differing tallies by cause.
    """

    old: str
    new: str
    changes: Sequence[Change]
    causes: Mapping[str, int]
    incidents: Sequence[Mapping[str, Any]]
    tallies: Sequence[Mapping[str, Any]]


def difference(old: Path, new: Path) -> Difference:
    """What differs from the release in one folder to that in another. Raises NoReleaseError."""
    code, earlier_code = (manifest(folder).get("code", {}) for folder in (new, old))
    ours = all(code.get(layer) == code_version(layer) for layer in causes.RECONCILING)
    with duckdb.connect() as connection:
        changes = delta.compare(connection, new, old)
        causes.find(connection, code, earlier_code, anew=ours)
        tallies = changelog.rows(connection, changelog.TALLIES)
        return Difference(
            old=old.name,
            new=new.name,
            changes=changes,
            causes={
                cause: found for cause in causes.CAUSES if (found := sum(cause in row["causes"] for row in tallies))
            },
            incidents=changelog.rows(connection, _INCIDENTS),
            tallies=tallies,
        )
