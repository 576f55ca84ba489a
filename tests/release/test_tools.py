"""The release opens in what researchers use: frictionless, mlcroissant, DuckDB, pandas, polars, CSV as R reads it."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import duckdb
import frictionless
import mlcroissant
import pandas as pd
import polars as pl
import pytest
import rdflib
import yaml

from pipeline.contracts import Table, polars_schema
from pipeline.release import Candidate, publish
from pipeline.release.content import RELEASED
from pipeline.release.views import View, create, views

NAMES = [declared.name for declared in RELEASED]


@pytest.fixture(scope="module")
def folder(sound_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    with duckdb.connect() as connection:
        for name, rows in sound_tables.items():
            connection.register("incoming", rows.to_arrow())
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        connection.execute("UPDATE conflicts SET detail = '=cmd|'' /C calc''!A0'")
        connection.execute("UPDATE articles SET outlet = '| <script>alert(1)</script> [x](y)'")
        candidate = Candidate(date(2026, 11, 22), [], {"metrics": []}, {})
        return publish(tmp_path_factory.mktemp("releases"), connection, candidate).folder


def test_frictionless_finds_the_package_and_every_table_valid(folder: Path) -> None:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note", "rowNumber", "fieldName"])
    assert [task.name for task in report.tasks] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_mlcroissant_loads_the_records_of_every_table(name: str, folder: Path, croissant: mlcroissant.Dataset) -> None:
    records = list(croissant.records(name))
    wanted = pl.read_parquet(folder / "data" / f"{name}.parquet")
    assert len(records) == wanted.height
    assert all(record.keys() == {f"{name}/{column}" for column in wanted.columns} for record in records)


@pytest.fixture(scope="module")
def croissant(folder: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def test_croissant_records_hold_figures_and_lists(croissant: mlcroissant.Dataset) -> None:
    assert not croissant.metadata.ctx.issues.errors
    figures = {record["tallies/tally_id"]: record["tallies/low"] for record in croissant.records("tallies")}
    assert figures == {b"t1": 61, b"t2": 61, b"t3": 5, b"t4": 101}
    [incident] = croissant.records("incidents")
    assert incident["incidents/cause"] == [b"airstrike"]
    assert incident["incidents/place_name_ar"].decode() == "الأتارب"


def test_the_description_for_search_engines_is_a_schema_org_dataset(folder: Path) -> None:
    described = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    schema = rdflib.Namespace("https://schema.org/")
    graph = rdflib.Graph().parse(
        data=json.dumps(described | {"@context": {"@vocab": str(schema)}}),
        format="json-ld",
        base="https://example.org/",
    )
    [dataset] = graph.subjects(rdflib.RDF.type, schema.Dataset)
    assert str(graph.value(dataset, schema.temporalCoverage)) == "2017-11-13/2017-11-13"
    files = graph.objects(dataset, schema.distribution)
    listed = {str(name) for file in files for name in graph.objects(file, schema.name)}
    assert listed == {f"data/{n}.parquet" for n in NAMES} | {f"csv/{n}.csv.gz" for n in NAMES} | {"hasila.duckdb"}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    hashes = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    assert {item["contentUrl"]: item["sha256"] for item in described["distribution"]}.items() <= hashes.items()


@pytest.mark.parametrize("declared", RELEASED, ids=lambda declared: declared.name)
def test_polars_and_pandas_read_the_parquet(declared: Table, folder: Path) -> None:
    path = folder / "data" / f"{declared.name}.parquet"
    assert dict(pl.read_parquet(path).schema) == polars_schema(declared)
    assert list(pd.read_parquet(path).columns) == list(declared.names)


@pytest.mark.parametrize("name", NAMES)
def test_the_csv_reads_as_r_and_pandas_read_it(name: str, folder: Path) -> None:
    """As read.csv(gzfile(…), fileEncoding = "UTF-8-BOM", na.strings = "") does: comma, double quotes doubled."""
    path = folder / "csv" / f"{name}.csv.gz"
    wanted = pl.read_parquet(folder / "data" / f"{name}.parquet")
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == wanted.height and (not rows or list(rows[0]) == wanted.columns)
    read = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    assert read.shape == wanted.shape
    for column in (column for column in wanted.columns if wanted.schema[column] == pl.Int64):
        assert read[column].dropna().astype(int).tolist() == wanted[column].drop_nulls().to_list()


@pytest.fixture
def database(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / "hasila.duckdb"), read_only=True)


@pytest.mark.parametrize("view", [view for view in views() if not view.scalar], ids=lambda view: view.name)
def test_every_view_and_macro_is_in_the_database_with_its_meaning_and_a_working_example(
    view: View, database: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    assert database.sql(view.example).columns
    assert view.example in (folder / "README.md").read_text(encoding="utf-8")
    kept = "duckdb_views() WHERE view_name" if view.arguments is None else "duckdb_functions() WHERE function_name"
    [(comment,)] = database.execute(f"SELECT DISTINCT comment FROM {kept} = ?", [view.name]).fetchall()
    assert comment == view.meaning


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        ("toll('Aleppo')", 61, 65),
        ("toll('حلب', '2017-11-13', '2017-11-13')", 61, 65),
        ("toll('atarib')", 61, 65),
        ("toll('الاتارب')", 61, 65),
        ("toll(NULL, \"to\" := '2017-12-01')", 61, 65),
        ("toll('Idlib')", None, None),
        ("toll('Aleppo', '2017-11-14')", None, None),
        ("toll('Aleppo', \"to\" := DATE '2017-11-12')", None, None),
    ],
)
def test_a_toll_adds_up_the_dead_of_a_place_and_time(
    asked: str, low: int | None, high: int | None, database: duckdb.DuckDBPyConnection
) -> None:
    rows = database.execute(f"SELECT low, high FROM {asked} WHERE outcome = 'killed'").fetchall()
    assert rows == ([] if low is None else [(low, high)])


def test_a_tally_is_explained_by_its_claims_in_the_order_of_what_they_do(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.execute("SELECT role, claim_id, quote, source FROM explain('T1')").fetchall()
    assert rows == [
        ("low", "c4", "مقتل 61 شخصا", "sohr"),
        ("best", "c6", "65 قتيلا", "civil_defence"),
        ("high", "c6", "65 قتيلا", "civil_defence"),
        ("superseded", "c0", "مقتل 60 مدنيا", "civil_defence"),
        ("superseded", "c1", "قتل 60 مدنيا", "civil_defence"),
    ]


def test_outlets_are_credited_as_plain_text(folder: Path) -> None:
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert "<script>" not in sources and "[x]" not in sources
    assert "&#124; &#60;script&#62;alert(1)&#60;/script&#62; &#91;x&#93;(y) | 3 |" in sources


def test_the_codebook_holds_every_rule_of_the_methodology(folder: Path) -> None:
    book = (folder / "codebook.md").read_text(encoding="utf-8")
    assert book.startswith("# Codebook") and "\n## How claims become tallies" in book
    assert all(f"\n### {rule}" in book for rule in ("N1", "S1", "S2", "P1", "C1", "L1, H1, B1", "A1", "K1", "G1"))


def test_the_citation_is_valid_and_names_the_content(folder: Path) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (cited["cff-version"], cited["type"], cited["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert cited["identifiers"][0]["value"] == f"sha256:{manifest['content_id']}"


@pytest.mark.parametrize(
    ("policy", "figures"),
    [
        ("most_likely", {"t1": 65, "t2": 65, "t3": 5, "t4": None}),
        ("conservative", {"t1": 61, "t2": 61, "t3": 5, "t4": 101}),
        ("inclusive", {"t1": None, "t2": None, "t3": None, "t4": None}),
        ("disinterested", {"t1": 65, "t2": 65, "t3": 5, "t4": None}),
    ],
)
def test_a_policy_says_which_figure_it_goes_by(
    policy: str, figures: dict[str, int | None], database: duckdb.DuckDBPyConnection
) -> None:
    assert dict(database.execute("SELECT tally_id, figure FROM by_policy(?)", [policy]).fetchall()) == figures


def test_a_tally_on_which_only_a_party_to_the_war_speaks_is_left_out_by_the_disinterested(folder: Path) -> None:
    with duckdb.connect() as connection:
        for name in NAMES:
            connection.execute(f"CREATE TABLE {name} AS FROM '{folder}/data/{name}.parquet'")
        connection.execute(
            "UPDATE tallies SET disinterested_low = NULL, disinterested_best = NULL, disinterested_high = NULL "
            "WHERE tally_id IN ('t1', 't2')"
        )
        create(connection)
        assert connection.sql("SELECT tally_id FROM by_policy('disinterested')").fetchall() == [("t3",), ("t4",)]


def test_a_policy_that_there_is_not_is_told(database: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="no policy boldest"):
        database.execute("FROM by_policy('boldest')").fetchall()
