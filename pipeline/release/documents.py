"""The pages of a release that people read first: README, CITATION.cff and LICENSE.

Kept out: what is generated from the contracts (``dictionary``, ``datapackage``), and what changed (``changelog``).
"""

from collections.abc import Iterable

from pipeline.contracts import table
from pipeline.release.bundle import DATABASE
from pipeline.release.delta import Change

LICENCE = """\
Hasila data, licensed under Creative Commons Attribution 4.0 International (CC BY 4.0):
https://creativecommons.org/licenses/by/4.0/legalcode

You may share and adapt the data for any purpose, also commercially, if you give credit: "Hasila", the version, and a
note of what you changed.

Quotes in claims.quote are short extracts of news articles, given as evidence for the figures beside them. The articles
belong to their publishers and are not part of this release; articles.source_uri and articles.text_sha256 say which.
Place names and points draw on GeoNames (https://www.geonames.org), CC BY 4.0.
"""

_README = """\
# Hasila {version}

Casualty tallies from Arabic news on the war in Syria. Every number can be walked back to the words that state it:
`tallies` → `tally_claims` → `claims` (quote, character offsets) → `articles` (hash of the text).

Published {published_on}. Content {content_id}.

**Read before use.** The figures are what news articles state, reconciled under published rules; they are no count of
the victims. Of the tables, `tallies` holds low, best and high for one incident, outcome and population. Sum `low` and
`high` beside `best`, take `population = 'all' and who is null` once, and never add a part to its whole.

## What is here

{tables}

- `data/*.parquet`, `csv/*.csv.gz`, `{database}`: the same tables three times
- `data_dictionary.md`: every column and code; `datapackage.json`: the same for machines
- `CHANGELOG.md`: what changed against the version before
- `manifest.json`, `SHA256SUMS`: every file with its hash, and every check this release passed
- `validation/`: the checks' findings and the figures they were judged by; `provenance.json`: what it was made from

## Start

DuckDB:

    duckdb {database} "SELECT date_from, place_name_en, outcome, low, best, high
                       FROM tallies JOIN incidents USING (incident_id)
                       WHERE population = 'all' AND who IS NULL ORDER BY date_from"

Python:

    import polars as pl
    tallies = pl.read_parquet("data/tallies.parquet")

R:

    claims <- readr::read_csv("csv/claims.csv.gz")

Spreadsheet: unpack a `csv/*.csv.gz` and open it. A cell that begins with an apostrophe was given one, so that no
spreadsheet takes it for a formula (texts that begin with =, +, -, @, a tab, a line break or an apostrophe); taking the
first apostrophe away restores the text. Lists are parted by `;`.

Verify: `sha256sum -c SHA256SUMS`, or `hasila verify {version}`.
"""

_CITATION = """\
cff-version: 1.2.0
message: "If you use this dataset, please cite it."
type: dataset
title: "Hasila: casualty tallies from Arabic news on the war in Syria"
version: "{version}"
date-released: {published_on}
license: CC-BY-4.0
authors:
  - name: "The Hasila contributors"
identifiers:
  - type: other
    value: "sha256:{content_id}"
    description: "Hash of the dataset's content"
"""


def readme(version: str, published_on: str, content_id: str, changes: Iterable[Change]) -> str:
    """README.md."""
    rows = "\n".join(f"| `{one.table}` | {one.rows:,} | {table(one.table).description} |" for one in changes)
    return _README.format(
        version=version,
        published_on=published_on,
        content_id=content_id,
        database=DATABASE,
        tables=f"| table | rows | what a row is |\n|---|---|---|\n{rows}",
    )


def citation(version: str, published_on: str, content_id: str) -> str:
    """CITATION.cff."""
    return _CITATION.format(version=version, published_on=published_on, content_id=content_id)
