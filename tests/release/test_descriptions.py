"""What describes a release is generated from the contracts, and agrees with them."""

import pytest

from pipeline.contracts import Table
from pipeline.release.content import RELEASED
from pipeline.release.datapackage import datapackage
from pipeline.release.dictionary import dictionary

FILES = {f"csv/{declared.name}.csv.gz": ("0" * 64, 1) for declared in RELEASED}


@pytest.mark.parametrize("declared", RELEASED, ids=lambda declared: declared.name)
def test_the_dictionary_names_every_released_column_and_no_withheld_one(declared: Table) -> None:
    page = dictionary([declared])
    for column in declared.columns:
        assert f"| `{column.name}` |" in page
        assert column.description.replace("|", "\\|") in page
    assert "Not released" not in page


def test_the_datapackage_has_the_fields_keys_and_references_of_the_contracts() -> None:
    resources = {resource["name"]: resource for resource in datapackage("2026.11.1", "2026-11-22", FILES)["resources"]}
    for declared in RELEASED:
        schema = resources[declared.name]["schema"]
        assert [field["name"] for field in schema["fields"]] == list(declared.names)
        assert schema["primaryKey"] == list(declared.key)
        for key in schema["foreignKeys"]:
            target = key["reference"]["resource"] or declared.name
            assert key["reference"]["fields"][0] in {field["name"] for field in resources[target]["schema"]["fields"]}


def test_the_withheld_texts_are_in_no_released_table() -> None:
    released = {(declared.name, name) for declared in RELEASED for name in declared.names}
    assert not released & {("articles", "text"), ("sentences", "text"), ("metrics", "value")}
    assert {declared.name: [law.id for law in declared.laws] for declared in RELEASED}["sentences"] == [
        "offsets_ordered"
    ]
