"""The accuracy of the code at hand: the seeds are read as annotated, and the figures tell every fault."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline.accuracy import readings
from pipeline.accuracy.gold import GOLD, expected_claims, expected_tallies, short
from pipeline.accuracy.score import pair, wrong_slots
from pipeline.extraction import Knowledge
from pipeline.extraction.document import annotate
from pipeline.ingest import Article, batch_of, read
from pipeline.lexicon import LexiconError
from pipeline.project import ROOT, SEEDS, Home
from pipeline.release.metrics import accuracy_queries

SHARED = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="module")
def read_again(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return readings(Knowledge.load(Home.at(tmp_path_factory.mktemp("home"))), "k1")


def figures(rows: pl.DataFrame) -> dict[str, float]:
    """The accuracy metrics of some readings, by their scope."""
    with duckdb.connect() as connection:
        connection.register("readings", rows.to_arrow())
        found = [connection.execute(query).fetchall()[0] for query in accuracy_queries()]
    return {scope: value for _, scope, value in found}


def test_every_annotated_claim_and_tally_is_judged(read_again: pl.DataFrame) -> None:
    due = {f"{short(doc)}-{claim['id']}" for doc, claims in gold().items() for claim in claims}
    claims = read_again.filter((pl.col("kind") == "claim") & pl.col("expected").is_not_null())
    assert set(claims["item"]) == due
    tallies = read_again.filter((pl.col("kind") == "tally") & pl.col("expected").is_not_null())
    assert tallies.height == len(expected_tallies()) == 66


def test_the_seeds_are_read_well_enough_to_publish(read_again: pl.DataFrame) -> None:
    found = figures(read_again)
    assert found["claims right"] >= 0.97
    assert found["claims full"] >= 0.65
    assert found["tallies right"] >= 0.88


def test_a_figure_misread_lowers_claims_and_tallies_alike(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pipeline.accuracy.seeds.extract", misreading())
    found = figures(readings(Knowledge.load(Home.at(tmp_path)), "k1"))
    assert found["claims found"] > 0.97
    assert found["claims counted"] < 0.8
    assert found["tallies right"] < 0.7


def misreading() -> Callable[..., Any]:
    """Extraction that reads every exact figure as one more."""
    from pipeline.extraction import Extracted, extract

    def misread(*given: Any) -> Extracted:
        sound = extract(*given)
        exact = pl.when(pl.col("modality") == "exact").then(1).otherwise(0)
        more = {name: pl.col(name) + exact for name in ("low", "high")}
        return Extracted(sound.events, sound.claims.with_columns(**more))

    return misread


CLAIM = {
    "id": 1, "quote": "مقتل 5", "start": 10, "outcome": "killed", "low": 5, "high": 5, "who": "person",
    "modality": "exact", "party": None, "part_of": None, "repeats": None, "cause": ["shelling"], "by": ["russia"],
    "place": "الأتارب", "governorate": "Aleppo", "from": "2017-11-13", "to": "2017-11-13", "source": "sohr",
    "scope": "incident", "status": "current",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"low": 4}, ["count"]),
        ({"who": "child"}, ["who"]),
        ({"by": ["turkey", "russia"]}, ["by"]),
        ({"cause": []}, ["cause"]),
        ({"to": None}, ["dates"]),
        ({"place": "مدينة الاتارب"}, []),  # the town of Atarib, in another spelling
        ({"place": None}, ["place"]),
        ({"part_of": 7}, ["part_of"]),
        ({"status": "recalled", "scope": "cumulative"}, ["scope", "status"]),
    ],
)
def test_the_slots_of_a_pair_that_differ_are_named(change: dict[str, Any], wrong: list[str]) -> None:
    assert wrong_slots(CLAIM, CLAIM | change, {None: None}) == wrong


def test_a_claim_is_paired_with_the_nearest_that_agrees_and_with_no_other_outcome() -> None:
    far, other, near = CLAIM | {"start": 90}, CLAIM | {"outcome": "injured"}, CLAIM | {"start": 30, "low": 4}
    assert pair([CLAIM], [far, other, near]) == [(0, 2)]
    assert pair([CLAIM, CLAIM | {"start": 30}], [CLAIM | {"start": 30}]) == [(1, 0)]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda line: line.replace('"start": 0', '"start": 1', 1), "the quote is not what stands at start"),
        (lambda line: line.replace('"killed"', '"slain"', 1), "outcome is 'slain'"),
        (lambda line: line.replace("000_", "900_", 1), "there is no such seed article"),
        (lambda line: line[:-3], "no line of annotation"),
    ],
)
def test_a_slip_in_the_annotation_is_named_with_its_line(
    tmp_path: Path, edit: Callable[[str], str], reason: str
) -> None:
    first, *rest = (GOLD / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([*rest, edit(first)]), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"claims\.jsonl, line 5: .*{reason}"):
        expected_claims(texts(), path)


def texts() -> dict[str, str]:
    batch = batch_of(SEEDS / "articles", SEEDS)
    return {found.external_id: found.text for found in read(batch) if isinstance(found, Article)}


def gold() -> dict[str, list[Any]]:
    return expected_claims(texts())  # type: ignore[return-value]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/gold, which is not part of the project")
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_comparison_is_that_of_the_annotators(name: str) -> None:
    theirs = their_scorer()
    expected, documents = (
        [json.loads(line) for line in (SHARED / file).read_text(encoding="utf-8").splitlines()][:40]
        for file in (f"{name}.jsonl", f"{name}_docs.jsonl")
    )
    for line, document in zip(expected, documents, strict=True):
        made = annotate(document)["claims"]
        pairs = pair(line["claims"], made)
        assert pairs == theirs.pair(line["claims"], made)
        same = {line["claims"][i]["id"]: made[j]["id"] for i, j in pairs} | {None: None}
        for i, j in pairs:
            due = {slot for slot, agree in theirs.SLOTS.items() if not agree(line["claims"][i], made[j], same)}
            assert set(wrong_slots(line["claims"][i], made[j], same)) - {"count"} == due


def their_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "score_claims.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
