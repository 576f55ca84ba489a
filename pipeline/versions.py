"""The version of the code that makes a layer: a hash of the modules and hand-made tables that it depends on.

So a changed lexicon marks the layers that read it, and no others. Kept out: what is done about it (``layers``).
"""

import hashlib
from functools import cache
from pathlib import Path

from pipeline.project import ROOT

_RECONCILING = ("pipeline/reconciliation", "pipeline/reconciling.py")
_BELOW = {
    "articles": ("pipeline/contracts", "pipeline/ingest", "pipeline/arabic", "seeds/lexicons"),
    "sentences": ("pipeline/contracts", "pipeline/arabic", "seeds/lexicons"),
    "claims": (
        "pipeline/contracts",
        "pipeline/arabic",
        "pipeline/places",
        "pipeline/extraction",
        "seeds/lexicons",
        "seeds/places.csv",
        "seeds/places_outside.csv",
        "seeds/rule_confidence.csv",
    ),
    "incidents": ("pipeline/contracts", "pipeline/arabic", "pipeline/places", *_RECONCILING, "seeds"),
    "tallies": ("pipeline/contracts", "pipeline/arabic", *_RECONCILING, "seeds"),
    "release": ("pipeline/contracts", "pipeline/release"),
    "all": ("pipeline", "assets", "checks", "seeds"),
}
_SEEDS = ROOT / "seeds"
_NO_CODE = {_SEEDS / "articles", _SEEDS / "gold", _SEEDS / "acknowledged.yml"}  # what comes in, and what judges


@cache
def code_version(layer: str) -> str:
    """The version of a layer's code (``all``: of everything), as 12 hexadecimal digits; read once a process."""
    total = hashlib.sha256()
    for path in sorted(path for folder in _BELOW[layer] for path in _sources(ROOT / folder)):
        total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def code_versions() -> dict[str, str]:
    """The version of every layer's code."""
    return {layer: code_version(layer) for layer in _BELOW}


def _sources(folder: Path) -> list[Path]:
    return [
        path
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and _NO_CODE.isdisjoint((path, *path.parents))
    ]
