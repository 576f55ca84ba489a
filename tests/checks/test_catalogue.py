"""The list of checks: enough of them, each named once, and the generated pages say what the code says."""

from pathlib import Path

import pytest

from checks.catalogue import catalogue
from checks.pages import pages
from pipeline.contracts import TABLES


@pytest.mark.parametrize(("path", "content"), pages().items(), ids=[path.name for path in pages()])
def test_the_generated_pages_are_up_to_date(path: Path, content: str) -> None:
    assert path.read_text(encoding="utf-8") == content, "run: python -m checks.pages"


def test_every_table_has_its_row_contract_and_no_check_has_two_meanings() -> None:
    names = [(check.table, check.id) for check in catalogue()]
    assert len(names) == len(set(names)) >= 60
    assert {check.table for check in catalogue() if check.kind == "rows"} == {declared.name for declared in TABLES}
