"""What Dagster is told: every asset, check, job, sensor, schedule and resource, against a checked-in picture of them.

After an intended change: python tests/test_definitions.py
"""

from pathlib import Path

import dagster as dg
import pytest

from assets.shape import references
from checks.catalogue import catalogue
from pipeline.contracts import LAYERS, TABLES
from pipeline.definitions import defs

PICTURE = Path(__file__).with_name("definitions.txt")


def described() -> str:
    """The definitions as text, one line each; code versions left out, since they change with every edit."""
    graph = defs.resolve_asset_graph()
    lines = ["assets"]
    for node in sorted((graph.get(key) for key in graph.get_all_asset_keys()), key=lambda node: node.key):
        deps = " ".join(sorted(key.to_user_string() for key in node.parent_keys)) or "nothing"
        lines.append(
            f"  {node.key.to_user_string()}: group {node.group_name}; from {deps}; "
            f"kinds {' '.join(sorted(node.kinds))}; owners {' '.join(node.owners)}"
            f"{'; by batch' if node.is_partitioned else ''}{'; follows' if node.automation_condition else ''}"
        )
    lines.append("checks")
    for key in sorted(graph.asset_check_keys, key=lambda key: (key.asset_key, key.name)):
        blocking = "blocking" if graph.get_check_spec(key).blocking else "warning"
        lines.append(f"  {key.asset_key.to_user_string()}.{key.name}: {blocking}")
    lines.append("jobs")
    lines += [f"  {job.name}" for job in sorted(defs.jobs or [], key=lambda job: job.name)]
    lines.append("sensors and schedules")
    watching = [*(defs.sensors or []), *(defs.schedules or [])]
    lines += [f"  {one.name}: {one.default_status.value}" for one in sorted(watching, key=lambda one: one.name)]
    lines.append("resources")
    lines += [f"  {name}" for name in sorted(defs.resources or {})]
    return "\n".join(lines) + "\n"


def test_the_definitions_are_those_of_the_picture() -> None:
    assert described() == PICTURE.read_text(encoding="utf-8")


def test_every_table_is_an_asset_of_its_layer_with_its_columns() -> None:
    graph = defs.resolve_asset_graph()
    for declared in TABLES:
        node = graph.get(dg.AssetKey(declared.name))
        assert node.group_name == declared.layer
        assert node.description == declared.description
        schema = node.metadata["dagster/column_schema"]
        assert [column.name for column in schema.columns] == list(declared.names)
        assert [column.constraints.nullable for column in schema.columns] == [c.nullable for c in declared.columns]
    assert {node.group_name for node in (graph.get(key) for key in graph.get_all_asset_keys())} == LAYERS.keys()


@pytest.mark.parametrize(
    "address", ["https://forge.example/hasila/blob/main", "https://forge.example/hasila/blob/main/"]
)
def test_code_and_words_are_links_where_the_project_has_an_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    here = references("claims")
    assert {type(value) for value in here.values()} == {dg.PathMetadataValue}
    assert all(Path(str(value.value)).is_file() for value in here.values())
    monkeypatch.setenv("HASILA_SOURCE_URL", address)
    there = references("claims")
    assert {type(value) for value in there.values()} == {dg.UrlMetadataValue}
    assert there["code"].value == "https://forge.example/hasila/blob/main/pipeline/extraction/document.py"
    monkeypatch.setenv("HASILA_SOURCE_URL", "javascript:alert(1)")
    with pytest.raises(ValueError, match="HASILA_SOURCE_URL"):
        references("claims")


def test_every_check_of_the_catalogue_is_an_asset_check() -> None:
    found = {(key.asset_key.to_user_string(), key.name) for key in defs.resolve_asset_graph().asset_check_keys}
    assert found == {(check.table, check.id) for check in catalogue()}


def test_the_release_comes_after_every_table() -> None:
    graph = defs.resolve_asset_graph()
    before: set[dg.AssetKey] = set()
    ahead = {dg.AssetKey("release")}
    while ahead:
        ahead = {parent for key in ahead for parent in graph.get(key).parent_keys} - before
        before |= ahead
    assert before == {dg.AssetKey(declared.name) for declared in TABLES}


if __name__ == "__main__":
    PICTURE.write_text(described(), encoding="utf-8")
