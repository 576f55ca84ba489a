"""What describes a release is generated from the contracts, and agrees with them."""

import re

import pytest

from pipeline.contracts import LAYERS, Table, codes
from pipeline.release.content import RELEASED
from pipeline.release.datapackage import datapackage
from pipeline.release.dictionary import arabic, dictionary, dictionary_ar

FILES = {f"csv/{declared.name}.csv.gz": ("0" * 64, 1) for declared in RELEASED}


@pytest.mark.parametrize("declared", RELEASED, ids=lambda declared: declared.name)
def test_the_dictionary_names_every_released_column_and_no_withheld_one(declared: Table) -> None:
    page = dictionary([declared])
    for column in declared.columns:
        assert f"| `{column.name}` |" in page
        assert column.description.replace("|", "\\|") in page
    assert "Not released" not in page


def test_all_that_the_dictionary_says_is_said_in_arabic() -> None:
    """A new description, code or law needs its line in pipeline/release/texts/arabic.csv."""
    said = {declared.description for declared in RELEASED} | {LAYERS[declared.layer] for declared in RELEASED}
    for declared in RELEASED:
        said |= {law.meaning for law in declared.laws}
        for column in declared.columns:
            said |= {column.description, column.kind, *([column.unit] if column.unit else [])}
            said |= set((column.codes or {}).values()) - set(codes.GOVERNORATE.values())
    assert sorted(said - arabic().keys()) == []
    assert all(re.search(r"[\u0621-\u064a]", there) for there in arabic().values())


def test_the_dictionary_in_arabic_names_the_same_columns_and_codes() -> None:
    page, page_ar = dictionary(RELEASED), dictionary_ar(RELEASED)
    assert page_ar.startswith('<div dir="rtl" lang="ar">')
    assert re.findall(r"^\| `(\w[^`]*)`", page, re.M) == re.findall(r"^\| `(\w[^`]*)`", page_ar, re.M)
    assert "| `low` | عدد صحيح |  | أصغر حد أدنى بين المصادر المستقلة (شخص) | 0 أو أكثر |" in page_ar


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
