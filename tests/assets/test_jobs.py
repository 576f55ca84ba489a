"""Jobs that are started by name, where they do more than make tables."""

import re

import dagster as dg
import pytest

from assets.benches import bench


def test_a_benchmark_tells_its_figures_in_the_log() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        ended = bench.execute_in_process({"ops": {"run_bench": {"config": {"name": "places"}}}}, instance)
        told = [entry.user_message for entry in instance.all_logs(ended.run_id)]
    assert any(re.match(r"finding places +[\d.]+ MB/s", line) for line in told)


def test_a_benchmark_that_fails_fails_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("assets.benches.ROOT", tmp_path)
    with dg.DagsterInstance.ephemeral() as instance:
        ended = bench.execute_in_process({}, instance, raise_on_error=False)
    assert not ended.success
