"""The generated pages of docs/: ``python -m checks.pages`` writes them, and a test fails while they are out of date.

It first writes a change of the contracts down, which moves the version of the schema. Kept out: what they say
(``catalogue``, ``pipeline.release.dictionary``).
"""

from pathlib import Path

from checks import catalogue
from pipeline.contracts import TABLES, evolution
from pipeline.contracts.evolution import schema_version
from pipeline.project import ROOT
from pipeline.release.dictionary import dictionary


def pages() -> dict[Path, str]:
    """Each page and what it is to say."""
    docs = ROOT / "docs"
    return {docs / "checks.md": catalogue.page(), docs / "data_dictionary.md": dictionary(TABLES)}


if __name__ == "__main__":
    evolution.write()
    schema_version.cache_clear()
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8")
