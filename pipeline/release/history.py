"""What earlier releases were like: the latest one's figures, and how each figure went from release to release.

Read from the releases' own validation/metrics.json. A jump that was acknowledged is no part of what is usual, and a
release of a handful of articles tells nothing. Kept out: what is acceptable beside it (``checks.bands``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

from pipeline.release import index

Figure = tuple[str, str]  # metric, scope
ARTICLES = ("rows", "articles")
ESTABLISHED = 100  # articles from which on a release's figures are compared: in fewer, one more moves every share
RECALLED = 12  # releases that are looked back on
_NORMAL = 1.4826  # median absolute deviation to standard deviation, where values are spread normally


@dataclass(frozen=True, slots=True)
class Usual:
    """What a figure was in the releases looked back on: how many they are, its median and its spread.

    ``spread`` is the median absolute deviation, scaled to be a standard deviation; both are None without releases.
    """

    releases: int = 0
    middle: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """The latest version (None: there is none), its figures, and every figure of the releases before, oldest first.

    ``folder`` is the latest version's. A figure stands as None where its jump was acknowledged.
    """

    version: str | None = None
    figures: Mapping[Figure, float] = field(default_factory=dict)
    releases: tuple[Mapping[Figure, float | None], ...] = ()
    folder: Path | None = None

    @property
    def established(self) -> bool:
        """Whether the latest release has enough articles to be compared with."""
        return self.figures.get(ARTICLES, 0) >= ESTABLISHED

    def usual(self, figure: Figure) -> Usual:
        """What a figure itself was."""
        return _usual([value for each in self.releases if (value := each.get(figure)) is not None])

    def usual_change(self, figure: Figure) -> Usual:
        """What a figure was, divided by that of the release before."""
        values = [each.get(figure) for each in self.releases]
        return _usual([b / a for a, b in pairwise(values) if a and b is not None])


def past(releases: Path) -> Past:
    """The past of the releases in a folder: of the final versions that stand, with their files."""
    final = [entry for entry in index.entries(releases) if entry.channel == "final" and entry.stands]
    published = [entry.version for entry in final[-RECALLED:]]
    if not published:
        return Past()
    figures = [_figures(releases / version) for version in published]
    steady = [_steady(releases / version, each) for version, each in zip(published, figures, strict=True)]
    enough = [each.get(ARTICLES, 0) >= ESTABLISHED for each in figures]
    recalled = tuple(each for each, told in zip(steady, enough, strict=True) if told)
    return Past(published[-1], figures[-1], recalled, releases / published[-1])


def _figures(folder: Path) -> dict[Figure, float]:
    rows = json.loads((folder / "validation" / "metrics.json").read_text(encoding="utf-8"))
    return {(row["metric"], row["scope"]): row["value"] for row in rows}


def _steady(folder: Path, figures: Mapping[Figure, float]) -> dict[Figure, float | None]:
    """A release's figures, None where the jump to it was acknowledged."""
    path = folder / "validation" / "acknowledged.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {**figures, **{(each["metric"], each["scope"]): None for each in told}}


def _usual(values: list[float]) -> Usual:
    if not values:
        return Usual()
    middle = median(values)
    return Usual(len(values), middle, _NORMAL * median(abs(value - middle) for value in values))
