"""The benchmarks as a job: each is a script under bench/, run as from a terminal, its figures in the run's log.

Kept out: what is measured (the scripts), and the warehouse, which none of these touches.
"""

import subprocess
import sys
from typing import Literal

import dagster as dg
from pydantic import Field

from pipeline.project import ROOT


class Chosen(dg.Config):
    """Which benchmark is run."""

    name: Literal["extraction", "arabic", "places"] = Field(
        default="extraction",
        description="extraction: articles read a second; arabic: folding, sentences, dates; places: names resolved",
    )


@dg.op(out=dg.Out(dg.Nothing))
def run_bench(context: dg.OpExecutionContext, config: Chosen) -> None:
    """Run a benchmark; what it prints goes into the log, and what it fails with fails the run."""
    script = ROOT / "bench" / f"{config.name}.py"
    ended = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    for line in filter(None, ended.stdout.splitlines()):
        context.log.info(line)
    if ended.returncode:
        raise dg.Failure(f"bench/{config.name}.py ended with {ended.returncode}:\n{ended.stderr[-2000:]}")


@dg.job(name="bench", description="Measure how fast this machine reads, on the seed articles. Touches no data.")
def bench() -> None:
    """One benchmark."""
    run_bench()
