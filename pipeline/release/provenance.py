"""provenance.json: what a release was made from and by: inputs and lock by hash, code version, run.

Kept out: the hashes of the release's own files (the manifest).
"""

import hashlib
import platform
from importlib.metadata import version
from typing import Any

import duckdb

from pipeline.project import ROOT
from pipeline.versions import code_versions

_PACKAGES = ("camel-tools", "duckdb", "polars", "pandera", "great-expectations", "dagster")
LOCK = ROOT / "requirements.lock"


def provenance(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Any]:
    """The inputs as the warehouse recorded them, and the code, packages and run that made it."""
    batches = connection.execute("SELECT batch, inputs FROM made WHERE layer = 'articles' ORDER BY batch").fetchall()
    texts = connection.execute("SELECT batch, text_sha256 FROM articles ORDER BY batch, article_id").fetchall()
    return {
        "inputs": [
            {"batch": name, "sha256": found, "texts": [text for batch, text in texts if batch == name]}
            for name, found in batches
        ],
        "code": code_versions(),
        "lock_sha256": hashlib.sha256(LOCK.read_bytes()).hexdigest() if LOCK.exists() else None,
        "packages": {name: version(name) for name in _PACKAGES},
        "python": platform.python_version(),
        "run_id": run_id,
    }
