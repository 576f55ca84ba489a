"""A release in JSON-LD: dataset.jsonld for search engines, croissant.json for loaders of records.

Both are schema.org Datasets; Croissant (MLCommons, 1.0) adds a record set a table, read from its Parquet file.
References between tables stay out of it: loaders join what references name, and records would be lost. Kept out: the
descriptor of the CSV files (``datapackage``), which has them.
"""

from collections.abc import Mapping
from typing import Any

from pipeline.contracts import Column, Table
from pipeline.contracts.schema import Kind
from pipeline.release.bundle import DATABASE
from pipeline.release.content import RELEASED
from pipeline.release.documents import ABSTRACT, LICENCE_URL, TITLE, TITLE_AR, cite_as

CROISSANT = "http://mlcommons.org/croissant/1.0"
Files = Mapping[str, tuple[str, int]]  # path → SHA-256 and size in bytes

_TYPES: dict[Kind, str] = {
    "text": "sc:Text",
    "texts": "sc:Text",
    "integer": "sc:Integer",
    "real": "sc:Float",
    "date": "sc:Date",
    "flag": "sc:Boolean",
}
_TERMS = (
    "citeAs", "column", "examples", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes",
    "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated",
    "replace", "separator", "source", "subField", "transform", "equivalentProperty", "samplingRate",
)  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    **{term: f"cr:{term}" for term in _TERMS},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
_SYRIA = {"@type": "GeoShape", "box": "32.3 35.5 37.4 42.4"}
_SYRIA = {"@type": "GeoShape", "box": "32.3 35.5 37.4 42.4"}
_MEDIA = {"data": "application/vnd.apache.parquet", "csv": "application/gzip", "": "application/vnd.duckdb"}


def dataset(version: str, day: str, content_id: str, files: Files, days: tuple[str, str] | None) -> dict[str, Any]:
    """dataset.jsonld. ``days`` are the first and last day of what the release tells of, where it tells of any."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **_said(version, day),
        "alternateName": {"@value": TITLE_AR, "@language": "ar"},
        "identifier": f"sha256:{content_id}",
        "isAccessibleForFree": True,
        "inLanguage": ["en", "ar"],
        "spatialCoverage": {"@type": "Place", "name": "Syria", "geo": _SYRIA},
        **({"temporalCoverage": "/".join(days)} if days else {}),
        "citation": cite_as(version, day),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": f"{declared.name}.{column.name}", "description": column.description,
             **({"unitText": column.unit} if column.unit else {})}
            for declared in RELEASED for column in declared.columns if column.unit == "person"
        ],
        "distribution": [_download(path, *files[path]) for path in _data_files(files)],
    }  # fmt: skip


def croissant(version: str, day: str, files: Files) -> dict[str, Any]:
    """croissant.json: each Parquet file and the records in it."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        **_said(version, day),
        "conformsTo": CROISSANT,
        "citeAs": cite_as(version, day),
        "distribution": [_file_object(declared, *files[_parquet(declared)]) for declared in RELEASED],
        "recordSet": [_record_set(declared) for declared in RELEASED],
    }


def _said(version: str, day: str) -> dict[str, Any]:
    return {
        "name": "hasila",
        "headline": TITLE,
        "description": ABSTRACT,
        "license": LICENCE_URL,
        "version": version,
        "datePublished": day,
        "creator": {"@type": "Organization", "name": "The Hasila contributors"},
        "keywords": ["casualty recording", "Syria", "conflict data", "Arabic", "provenance"],
    }


def _data_files(files: Files) -> list[str]:
    return [path for path in sorted(files) if path.startswith(("data/", "csv/")) or path == DATABASE]


def _download(path: str, digest: str, size: int) -> dict[str, Any]:
    folder = path.rpartition("/")[0]
    return {
        "@type": "DataDownload",
        "name": path,
        "contentUrl": path,
        "encodingFormat": _MEDIA[folder],
        "contentSize": f"{size} B",
        "sha256": digest,
    }


def _parquet(declared: Table) -> str:
    return f"data/{declared.name}.parquet"


def _file_object(declared: Table, digest: str, size: int) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{declared.name}.parquet",
        "name": f"{declared.name}.parquet",
        "description": declared.description,
        "contentUrl": _parquet(declared),
        "contentSize": f"{size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": digest,
    }


def _record_set(declared: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": declared.name,
        "name": declared.name,
        "description": declared.description,
        "key": [{"@id": f"{declared.name}/{name}"} for name in declared.key],
        "field": [_field(declared, column) for column in declared.columns],
    }


def _field(declared: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{declared.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": f"{declared.name}.parquet"}, "extract": {"column": column.name}},
    }
    if column.kind == "texts":
        field["repeated"] = True
    return field
