"""What a person does with the chain, and what then lies in the home."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import dagster as dg
import polars as pl
import pytest

from assets.resources import DuckDBWarehouse, HomeFolder, LoggedProgress
from pipeline.definitions import defs
from pipeline.project import Home
from pipeline.reconciliation.tallies import Reckoned

DAY = date(2026, 11, 22)


def materialise(home: Home, *names: str, checks: bool, tags: dict[str, str] | None = None) -> dg.ExecuteInProcessResult:
    """What a person does in the UI: materialise a selection, with or without its checks."""
    folder = HomeFolder(path=str(home.root))
    keys = {dg.AssetKey(name) for name in names}
    job = defs.resolve_implicit_global_asset_job_def()
    chosen = job.get_subset(asset_selection=keys, asset_check_selection=None if checks else set())
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        return chosen.execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags=tags,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                **({"ops": {"release": {"config": {"today": DAY.isoformat()}}}} if "release" in names else {}),
            },
            resources={"home": folder, "warehouse": DuckDBWarehouse(home=folder), "progress": LoggedProgress()},
        )


def refusal(home: Home) -> list[str]:
    """The latest recorded refusal, an issue a line."""
    attempts = sorted((home.releases / ".attempts").iterdir(), key=lambda path: int(path.name))
    told = json.loads((attempts[-1] / "refusal.json").read_text(encoding="utf-8"))
    return [f"{issue['subject']}: {issue['reason']}" for issue in told["issues"]]


def versions(home: Home) -> list[str]:
    index = json.loads((home.releases / "index.json").read_text(encoding="utf-8"))
    return [entry["version"] for entry in index["versions"]]


@contextmanager
def tallies_made_by(monkeypatch: pytest.MonkeyPatch, **change: pl.Expr) -> Iterator[None]:
    """The reckoning of tallies with a fault in it, as other code than that of the run before."""
    from pipeline import reconciling, versions

    sound: Callable[..., Reckoned] = reconciling.reckon
    with monkeypatch.context() as patched:
        patched.setattr(
            reconciling,
            "reckon",
            lambda *inputs: replace(found := sound(*inputs), tallies=found.tallies.with_columns(**change)),
        )
        patched.setattr(reconciling, "code_version", lambda layer: f"faulty {versions.code_version(layer)}")
        yield
