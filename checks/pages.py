"""The generated pages of docs/: ``python -m checks.pages`` writes them, and a test fails while they are out of date.

Kept out: what they say (``catalogue``, ``pipeline.release.dictionary``).
"""

from pathlib import Path

from checks import catalogue
from pipeline.contracts import TABLES
from pipeline.project import ROOT
from pipeline.release.dictionary import dictionary


def pages() -> dict[Path, str]:
    """Each page and what it is to say."""
    docs = ROOT / "docs"
    return {docs / "checks.md": catalogue.page(), docs / "data_dictionary.md": dictionary(TABLES)}


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8")
