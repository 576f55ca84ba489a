"""Single steps of the chain on the seed articles: in trouble, broken off, on one batch."""

import dagster as dg
import pytest
from steps import DAY, materialise

from pipeline import layers
from pipeline.definitions import defs
from pipeline.headless import run
from pipeline.ingest.batches import SEED_BATCH
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import WarehouseLockedError


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [(WarehouseLockedError("being written"), 2), (OSError("the disk is busy"), 2), (FileNotFoundError("no folder"), 1)],
)
def test_a_step_is_tried_again_where_reading_or_writing_failed_in_passing(
    ran: Home, monkeypatch: pytest.MonkeyPatch, trouble: Exception, tries: int
) -> None:
    sound, tried = layers.make_sentences, []

    def once_in_trouble(*given: object) -> layers.Made:
        tried.append(given)
        if len(tried) == 1:
            raise trouble
        return sound(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(layers, "make_sentences", once_in_trouble)
    monkeypatch.setattr("assets.io.PAUSE", 0)
    made = materialise(ran, "sentences", checks=False, tags={"dagster/partition": SEED_BATCH})
    assert (len(tried), made.success) == (tries, tries > 1)


def test_a_run_that_was_only_started_spoils_no_evidence(ran: Home) -> None:
    with dg.DagsterInstance.from_config(str(ran.dagster)) as instance:
        job = defs.resolve_job_def("chain")
        instance.create_run_for_job(job)  # plans every check
        check = dg.AssetCheckKey(dg.AssetKey("claims"), "rows")
        latest = instance.get_latest_asset_check_evaluation_record(check)
        assert latest is not None and latest.status.value == "PLANNED"
    assert materialise(ran, "release", checks=False).success


def test_what_a_run_on_one_batch_made_across_batches_can_be_published(ran: Home) -> None:
    across = ("incidents", "incident_claims", "corrections", "tombstones")
    assert materialise(ran, *across, checks=True, tags={"dagster/partition": SEED_BATCH}).success
    assert materialise(ran, "release", checks=False).success


def test_a_fault_in_a_step_is_raised_as_it_is(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*inputs: object) -> None:
        raise RuntimeError("the lexicon is missing")

    monkeypatch.setattr("pipeline.layers.make_sentences", fails)
    with pytest.raises(RuntimeError, match="the lexicon is missing"):
        run(home, Silent(), DAY)
