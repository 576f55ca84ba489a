"""The version of the code that makes a layer: a hash of the modules and hand-made tables that it depends on.

So a changed lexicon marks the layers that read it, and no others. Kept out: what is done about it (``layers``).
"""

import hashlib
from functools import cache
from pathlib import Path

from pipeline.project import ROOT

_CONTRACTS = ("pipeline/contracts", "pipeline/lexicon.py", "pipeline/layers.py")
_DATELINES = tuple(f"seeds/lexicons/{name}.csv" for name in ("months", "numerals", "time_expressions"))
_SENTENCES = ("pipeline/arabic", *(f"seeds/lexicons/{name}.csv" for name in ("furniture", "line_cues", "openers")))
_PLACES = (
    "pipeline/places",
    "seeds/places.csv",
    "seeds/places_outside.csv",
    *(f"seeds/lexicons/{name}.csv" for name in ("not_places", "place_nouns", "place_stops", "place_words")),
)
_RECONCILING = (
    "pipeline/contracts",
    "pipeline/lexicon.py",
    "pipeline/reconciliation",
    "pipeline/reconciling.py",
    "seeds/reconciliation",
    "seeds/corrections.yml",
)
_BELOW = {
    "articles": (*_CONTRACTS, "pipeline/succession.py", "pipeline/ingest", *_SENTENCES, *_DATELINES),
    "families": (
        "pipeline/relating.py",
        "pipeline/reconciliation/families.py",
        "pipeline/reconciliation/union.py",
        "pipeline/arabic/fold.py",
    ),
    "sentences": (*_CONTRACTS, *_SENTENCES),
    "claims": (
        *_CONTRACTS,
        "pipeline/arabic",
        *_PLACES,
        "pipeline/extraction",
        "seeds/lexicons",
        "seeds/rule_confidence.csv",
    ),
    "incidents": (*_RECONCILING, "pipeline/arabic", *_PLACES),
    "tallies": (*_RECONCILING, "pipeline/arabic"),
    "release": ("pipeline/contracts", "pipeline/release"),
    "all": ("pipeline", "assets", "checks", "seeds"),
}
_NO_CODE = ("seeds/articles", "seeds/gold", "seeds/acknowledged.yml")  # what comes in, and what judges


@cache
def code_version(layer: str) -> str:
    """The version of a layer's code (``all``: of everything), as 12 hexadecimal digits; read once a process."""
    total = hashlib.sha256()
    for path in sources(layer):
        total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def code_versions() -> dict[str, str]:
    """The version of every layer's code."""
    return {layer: code_version(layer) for layer in _BELOW}


def sources(layer: str) -> list[Path]:
    """The files that a layer's version is made of, in order."""
    return sorted({path for name in _BELOW[layer] for path in _files(ROOT / name)})


def _files(path: Path) -> list[Path]:
    out = {ROOT / name for name in _NO_CODE}
    return [
        found
        for found in ([path] if path.is_file() else path.rglob("*"))
        if found.is_file() and "__pycache__" not in found.parts and out.isdisjoint((found, *found.parents))
    ]
