"""Intended jumps: seeds/acknowledged.yml names the figures that may leave their band once, why, and until when.

A band is never loosened for a jump that was meant: an entry lets one figure pass beside one release, and no longer
than it says. Kept out: the bands (``bands``) and what lies outside them (``acceptance``).
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from checks.bands import BANDS
from pipeline.lexicon import LexiconError
from pipeline.project import SEEDS

FILE = SEEDS / "acknowledged.yml"
FIRST = "none"  # the release of an entry that holds while nothing has been published
_KEYS = ("metric", "release", "reason", "expires")
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d+")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A figure (``metric / scope``) that may jump from what it was in ``release``, up to and on the day it expires."""

    metric: str
    release: str
    reason: str
    expires: date

    def covers(self, figure: str, latest: str | None, today: date) -> bool:
        """Whether it lets a figure pass beside the latest release."""
        return (self.metric, self.release) == (figure, latest or FIRST) and today <= self.expires

    def __str__(self) -> str:
        return f"{self.metric} beside {self.release}, until {self.expires}: {self.reason}"


def load(path: Path = FILE) -> tuple[Acknowledgement, ...]:
    """The entries of the file. Raises LexiconError, which names the line of an entry that cannot be used."""
    try:
        entries = yaml.safe_load(text := path.read_text(encoding="utf-8"))
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise LexiconError(path, mark.line + 1 if mark else None, "not YAML", "mend its indentation") from error
    if entries is None:
        return ()
    if not isinstance(entries, list) or root is None:
        raise LexiconError(path, 1, "not a list of entries", f"begin each with a dash, and give it {', '.join(_KEYS)}")
    lines = [node.start_mark.line + 1 for node in root.value]
    return tuple(_entry(path, line, entry) for line, entry in zip(lines, entries, strict=True))


def _entry(path: Path, line: int, entry: Any) -> Acknowledgement:
    if not isinstance(entry, dict) or entry.keys() != set(_KEYS):
        raise LexiconError(path, line, "an entry has other keys", f"give it exactly {', '.join(_KEYS)}")
    known = {band.figure for band in BANDS}
    if entry["metric"] not in known:
        raise LexiconError(path, line, f"no band is on {entry['metric']!r}", f"name one of: {'; '.join(sorted(known))}")
    if entry["release"] != FIRST and not _VERSION.fullmatch(str(entry["release"])):
        raise LexiconError(path, line, f"{entry['release']!r} is no release", f"give a version in quotes, or {FIRST}")
    if not isinstance(entry["reason"], str) or not entry["reason"].strip():
        raise LexiconError(path, line, "there is no reason", "say why the jump is meant")
    if type(entry["expires"]) is not date:
        raise LexiconError(path, line, f"expires is {entry['expires']!r}", "give a day as YYYY-MM-DD")
    return Acknowledgement(entry["metric"], str(entry["release"]), entry["reason"].strip(), entry["expires"])
