"""What a release was made from and by, in PROV terms that an RDF reader understands."""

import hashlib
import json

import duckdb
import pytest
import rdflib
from rdflib.namespace import PROV, RDF

from pipeline.release.provenance import LOCK, batches, provenance
from pipeline.versions import code_versions

RUN = "6f1c2d7e-0000-4000-8000-000000000000"


@pytest.fixture
def told(sound: duckdb.DuckDBPyConnection) -> dict[str, object]:
    sound.execute("DELETE FROM made")
    sound.execute("INSERT INTO made VALUES ('articles', 'b1', ?, 'x'), ('claims', 'b1', 'i', 'c 1')", ["ab" * 32])
    return provenance(sound, RUN)


def test_the_release_is_derived_from_its_batches_and_generated_by_the_run(
    told: dict[str, object], sound: duckdb.DuckDBPyConnection
) -> None:
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    [release] = graph.subjects(PROV.wasGeneratedBy)
    [run] = graph.subjects(RDF.type, PROV.Activity)
    [batch] = graph.objects(release, PROV.wasDerivedFrom)
    assert str(run) == f"urn:uuid:{RUN}" and graph.value(release, PROV.wasGeneratedBy) == run
    assert str(batch) == f"urn:sha256:{'ab' * 32}" and (batch, RDF.type, PROV.Collection) in graph
    texts = {row[0] for row in sound.sql("SELECT text_sha256 FROM articles WHERE batch = 'b1'").fetchall()}
    assert {str(text) for text in graph.objects(batch, PROV.hadMember)} == {f"urn:sha256:{text}" for text in texts}
    lock = rdflib.URIRef(f"urn:sha256:{hashlib.sha256(LOCK.read_bytes()).hexdigest()}")
    assert set(graph.objects(run, PROV.used)) == {batch, lock}
    assert graph.value(run, PROV.wasAssociatedWith) == graph.value(release, PROV.wasAttributedTo)


def test_the_code_of_every_layer_is_told(told: dict[str, object]) -> None:
    [code] = [node for node in told["@graph"] if "prov:SoftwareAgent" in node["@type"]]  # type: ignore[attr-defined]
    assert code["layers"] == code_versions() and code["read_by"] == ["c 1"] and "duckdb" in code["packages"]


def test_the_batches_can_be_read_back(told: dict[str, object]) -> None:
    assert batches(told) == {"b1": "ab" * 32}
