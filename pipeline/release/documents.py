"""The pages of a release that people read first: README, codebook, LICENSE, SOURCES and CITATION.cff.

Their wording is in texts/. Kept out: what is generated from the contracts (``dictionary``, ``datapackage``,
``jsonld``), and what changed (``changelog``).
"""

from collections.abc import Iterable
from pathlib import Path
from string import Template

import duckdb

from pipeline.contracts import table
from pipeline.project import ROOT
from pipeline.release.bundle import DATABASE
from pipeline.release.delta import Change
from pipeline.release.views import views

TITLE = "Hasila: casualty tallies from Arabic news on the war in Syria"
TITLE_AR = "حصيلة: أعداد ضحايا الحرب في سوريا كما ترويها الأخبار العربية"
ABSTRACT = (
    "Low, best and high figures of people killed, injured, missing, detained and displaced in the war in Syria, as "
    "Arabic news states them, reconciled under published rules. Every figure can be walked back to the words that "
    "state it."
)
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_TEXTS = Path(__file__).parent / "texts"

LICENCE = (_TEXTS / "LICENSE.txt").read_text(encoding="utf-8")

_CITATION = """\
cff-version: 1.2.0
message: "If you use this dataset, please cite it."
type: dataset
title: "{title}"
abstract: "{abstract}"
version: "{version}"
date-released: {day}
license: CC-BY-4.0
authors:
  - name: "The Hasila contributors"
keywords:
  - casualty recording
  - Syria
  - conflict data
identifiers:
  - type: other
    value: "sha256:{content_id}"
    description: "Hash of the dataset's content"
"""


def readme(version: str, day: str, content_id: str, changes: Iterable[Change]) -> str:
    """README.md."""
    rows = "\n".join(f"| `{one.table}` | {one.rows:,} | {table(one.table).description} |" for one in changes)
    macros = "\n\n".join(f"{view.meaning}\n\n    {view.example};" for view in views() if not view.scalar)
    return Template((_TEXTS / "README.md").read_text(encoding="utf-8")).substitute(
        version=version,
        day=day,
        content_id=content_id,
        database=DATABASE,
        tables=f"| table | rows | what a row is |\n|---|---|---|\n{rows}",
        views=macros,
    )


def codebook() -> str:
    """codebook.md: the units and how to read them, then the rules as docs/methodology.md has them."""
    rules = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
    return (_TEXTS / "codebook.md").read_text(encoding="utf-8") + rules.replace("\n## ", "\n### ").replace(
        "# ", "## ", 1
    )


def sources(connection: duckdb.DuckDBPyConnection) -> str:
    """SOURCES.md: whose articles the release rests on, from ``articles`` in the connection, and other data in it."""
    outlets = connection.execute(
        "SELECT outlet, licence, count(*), min(published_on), max(published_on) FROM articles GROUP BY outlet, licence "
        "ORDER BY count(*) DESC, outlet NULLS LAST, licence NULLS LAST"
    ).fetchall()
    rows = "\n".join(
        f"| {plain(outlet or 'not known')} | {n:,} | {first or ''} | {last or ''} | {plain(licence or '')} |"
        for outlet, licence, n, first, last in outlets
    )
    listed = f"| outlet | articles | from | to | licence, where stated |\n|---|---|---|---|---|\n{rows}\n"
    return Template((_TEXTS / "SOURCES.md").read_text(encoding="utf-8")).substitute(outlets=listed)


def plain(text: str) -> str:
    """Text of an article as one line of Markdown that is nothing but text."""
    return "".join(f"&#{ord(char)};" if char in "|<>&*_`[]\\#" else char for char in " ".join(text.split()))


def citation(version: str, day: str, content_id: str) -> str:
    """CITATION.cff."""
    return _CITATION.format(title=TITLE, abstract=ABSTRACT, version=version, day=day, content_id=content_id)


def cite_as(version: str, day: str) -> str:
    """The release as one cites it in a text."""
    return f"The Hasila contributors ({day[:4]}): {TITLE}, version {version}."
