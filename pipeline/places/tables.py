"""Reading gazetteer tables: the project's own, and a user's from OCHA (p-codes) or GeoNames.

Kept out: how names are looked up (``names``). A table that cannot be used raises LexiconError with file and line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.arabic.fold import fold_word
from pipeline.contracts.codes import GOVERNORATE
from pipeline.lexicon import LINE, LexiconError, converted, read_rows
from pipeline.places.place import KINDS, Needs, Place

COLUMNS = (
    "place_id", "name_ar", "variants_ar", "name_en", "governorate", "latitude", "longitude", "kind", "needs",
    "pcode", "prominence", "origin",
)  # fmt: skip
OCHA_COLUMNS = ("pcode", "name_ar", "name_en", "governorate_ar", "lat", "lon")
GEONAMES_COLUMNS = ("geonameid", "name", "alternatenames", "latitude", "longitude", "admin1_code", "feature_code")

_OPTIONAL = {"variants_ar", "governorate", "needs", "pcode"}
_GEONAMES_ADMIN1 = {
    "01": "Al-Hasakah", "02": "Latakia", "03": "Quneitra", "04": "Raqqa", "05": "As-Suwayda", "06": "Daraa",
    "07": "Deir ez-Zor", "08": "Rural Damascus", "09": "Aleppo", "10": "Hama", "11": "Homs", "12": "Idlib",
    "13": "Damascus", "14": "Tartus",
}  # fmt: skip
_MARKS: dict[str, Needs] = {"?": "place", "!": "noun"}
_BY_NAME = {fold_word(name): code for code, name in GOVERNORATE.items()}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing a name, and what must stand around it before it is read as the place (see ``Place``)."""

    text: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with every spelling under which it is found."""

    place: Place
    spellings: tuple[Spelling, ...]


def read_own(path: Path) -> list[Entry]:
    """A table in the project's own columns (``COLUMNS``); variants are separated by ``|``, see ``_variant``."""
    required = [name for name in COLUMNS if name not in _OPTIONAL]
    return [_own(path, row) for row in read_rows(path, COLUMNS, required=required, unique=("place_id",))]


def _own(path: Path, row: dict[str, str]) -> Entry:
    _one_of(path, row, "kind", KINDS)
    _one_of(path, row, "governorate", {"", *GOVERNORATE})
    _one_of(path, row, "needs", {"", "place", "noun"})
    place = Place(
        row["place_id"],
        row["name_ar"],
        row["name_en"],
        row["governorate"] or None,
        _degrees(path, row, "latitude", 90),
        _degrees(path, row, "longitude", 180),
        row["kind"],
        converted(path, row, "prominence", {str(n): n for n in range(1, 6)}.__getitem__, "a whole number from 1 to 5"),
        row["needs"],  # type: ignore[arg-type]
        row["pcode"] or None,
        estimated=row["origin"] == "own" and row["kind"] == "village" and not row["pcode"],
    )
    variants = [spelling.strip() for spelling in row["variants_ar"].split("|")] if row["variants_ar"] else []
    if not all(variant.strip("?!") for variant in variants):
        raise LexiconError(path, int(row[LINE]), "variants_ar holds an empty spelling", "remove the extra |")
    return Entry(place, (Spelling(place.name_ar, place.needs), *map(_variant, variants)))


def _variant(text: str) -> Spelling:
    """A variant states what it needs by its last mark: ? a preposition or noun of place, ! a noun of place."""
    return Spelling(text.rstrip("?!"), _MARKS.get(text[-1], ""))


def read_extra(path: Path) -> list[Entry]:
    """A user's table, known by its header: the project's own columns, OCHA's or GeoNames' (others are ignored).

    OCHA: pcode, name_ar, name_en, governorate_ar, lat, lon. GeoNames: geonameid, name, alternatenames (separated by
    commas), latitude, longitude, admin1_code, feature_code. CSV, or TSV where the file's name ends in .tsv or .txt.
    Places without an Arabic name or a point are left out. Raises LexiconError.
    """
    header, rows = _rows(path)
    if set(COLUMNS) <= set(header):
        return read_own(path)
    if set(OCHA_COLUMNS) <= set(header):
        return [entry for row in rows if (entry := _ocha(path, row))]
    if set(GEONAMES_COLUMNS) <= set(header):
        return [entry for row in rows if (entry := _geonames(path, row))]
    raise LexiconError(
        path,
        1,
        f"the header is {','.join(header)}",
        f"give it the columns {','.join(OCHA_COLUMNS)} (OCHA), {','.join(GEONAMES_COLUMNS)} (GeoNames) "
        f"or {','.join(COLUMNS)}",
    )


def _rows(path: Path) -> tuple[list[str], Iterator[dict[str, str]]]:
    if not path.is_file():
        raise LexiconError(path, None, "there is no such file", "check the path")
    text = path.read_text(encoding="utf-8-sig")
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter="\t" if path.suffix in {".tsv", ".txt"} else ",")
    header = [name.strip() for name in reader.fieldnames or ()]

    def rows() -> Iterator[dict[str, str]]:
        for row in reader:
            values = [value or "" for name, value in row.items() if name is not None]
            yield {**dict(zip(header, values, strict=True)), LINE: str(reader.line_num)}

    return header, rows()


def _ocha(path: Path, row: dict[str, str]) -> Entry | None:
    if not row["lat"] or not row["lon"] or not row["name_ar"]:
        return None
    governorate = _BY_NAME.get(fold_word(row["governorate_ar"]).removeprefix("محافظه ").removeprefix("مدينه "))
    if governorate is None:
        return None
    name = row["name_ar"].split(" - ")[0].split("(")[0].strip()  # «شران - شران» names the subdistrict after the dash
    place = Place(
        row["pcode"] or f"{path.stem}:{row[LINE]}", name, row["name_en"] or name, governorate,
        _degrees(path, row, "lat", 90), _degrees(path, row, "lon", 180), "village", 1, _needs(name),
        row["pcode"] or None,
    )  # fmt: skip
    return Entry(place, (Spelling(name, place.needs),))


def _geonames(path: Path, row: dict[str, str]) -> Entry | None:
    spellings = tuple(name.strip() for name in row["alternatenames"].split(",") if _is_arabic(name))
    governorate = _GEONAMES_ADMIN1.get(row["admin1_code"].zfill(2))
    if not spellings or governorate is None:
        return None
    kind = "city" if row["feature_code"] in {"PPLA", "PPLC", "PPLA2"} else "village"
    place = Place(
        f"geonames:{row['geonameid']}", spellings[0], row["name"], governorate, _degrees(path, row, "latitude", 90),
        _degrees(path, row, "longitude", 180), kind, 1, _needs(spellings[0]),
    )  # fmt: skip
    return Entry(place, tuple(Spelling(text, place.needs) for text in spellings))


def _needs(name: str) -> Needs:
    """A village's name of one word is often an ordinary word too; nobody has looked at a user's names for that."""
    return "place" if " " in name else "noun"


def _is_arabic(name: str) -> bool:
    return bool(name.strip()) and all("\u0621" <= letter <= "\u064a" or letter == " " for letter in name.strip())


def _one_of(path: Path, row: dict[str, str], column: str, allowed: dict[str, int] | set[str]) -> None:
    if row[column] not in allowed:
        wanted = ", ".join(sorted(value for value in allowed if value))
        raise LexiconError(path, int(row[LINE]), f"{column} is {row[column]!r}", f"it takes one of {wanted}")


def _degrees(path: Path, row: dict[str, str], column: str, limit: int) -> float:
    value = converted(path, row, column, float, "degrees, such as 36.2012")
    if not -limit <= value <= limit:
        raise LexiconError(path, int(row[LINE]), f"{column} is {value}", f"it lies between -{limit} and {limit}")
    return value
