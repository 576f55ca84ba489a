"""Refused attempts: why nothing was published, kept beside the releases, without any data.

Kept out: deciding to refuse (the gate).
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

FOLDER = ".attempts"


def record(releases: Path, refusals: Sequence[dict[str, str]], run_id: str, today: date) -> Path:
    """Write refusal.json into the next numbered folder of attempts; the file's path is returned."""
    attempts = releases / FOLDER
    attempts.mkdir(parents=True, exist_ok=True)
    number = max((int(path.name) for path in attempts.iterdir() if path.name.isdigit()), default=0) + 1
    folder = attempts / str(number)
    folder.mkdir()
    path = folder / "refusal.json"
    told = {"attempt": number, "day": today.isoformat(), "run_id": run_id, "issues": list(refusals)}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
