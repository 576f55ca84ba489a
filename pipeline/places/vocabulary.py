"""The words around a name that make it a place: nouns of place, sides, prepositions, and what is never a name.

Kept out: the names themselves (``tables``). Everything here is read from seeds/lexicons/.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.arabic.fold import fold_word
from pipeline.lexicon import LINE, LexiconError, read_rows
from pipeline.places.place import KINDS, MIDDLE

Number = Literal["one", "two", "many"]
Reading = Literal["spot", "near", "district", "governorate", "area"]
Unknown = Literal["any", "definite", "quoted", "no"]

_NUMBERS = ("one", "two", "many")
_READINGS = ("spot", "near", "district", "governorate", "area")
_UNKNOWN = ("any", "definite", "quoted", "no")
_WORD_ROLES = ("before", "near", "direction", "side")
_SIDED = ("direction", "side")
_CARDINALS = ("north", "south", "east", "west", MIDDLE)
_STOP_ROLES = ("stop", "head", "tail")


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A noun of place: «قرية» (village), «حيي» (two quarters), «أرياف» (countrysides).

    ``kept``: it is part of the place as written. ``unknown``: which names that the gazetteer lacks it vouches for.
    """

    word: str
    number: Number
    kind: str
    kept: bool
    reading: Reading
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicons of this layer; every word in it is folded."""

    nouns: dict[str, PlaceNoun]
    before: frozenset[str]
    near: frozenset[str]
    directions: Mapping[str, str]  # words that go before what they are a side of, and which side
    sides: Mapping[str, str]  # words that go after it
    stops: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    not_places: tuple[tuple[str, ...], ...]

    @classmethod
    def load(cls, folder: Path) -> "Vocabulary":
        """Read place_nouns.csv, place_words.csv, place_stops.csv and not_places.csv. Raises LexiconError."""
        words = _place_words(folder / "place_words.csv")
        stops = _roles(folder / "place_stops.csv", _STOP_ROLES)
        return cls(
            nouns={noun.word: noun for noun in _nouns(folder / "place_nouns.csv")},
            before=frozenset(words["before"]),
            near=frozenset(words["near"]),
            directions=words["direction"],
            sides=words["side"],
            stops=stops["stop"],
            heads=stops["head"],
            tails=stops["tail"],
            not_places=tuple(
                tuple(fold_word(row["phrase"]).split())
                for row in read_rows(folder / "not_places.csv", ("phrase", "reason", "example"), unique=("phrase",))
            ),
        )


def _nouns(path: Path) -> Iterator[PlaceNoun]:
    columns = ("noun", "number", "kind", "span", "reading", "unknown", "example")
    for row in read_rows(path, columns, unique=("noun",)):
        _check(path, row, "number", _NUMBERS)
        _check(path, row, "kind", tuple(KINDS))
        _check(path, row, "span", ("keep", "drop"))
        _check(path, row, "reading", _READINGS)
        _check(path, row, "unknown", _UNKNOWN)
        yield PlaceNoun(
            fold_word(row["noun"]),
            row["number"],  # type: ignore[arg-type]
            row["kind"],
            row["span"] == "keep",
            row["reading"],  # type: ignore[arg-type]
            row["unknown"],  # type: ignore[arg-type]
        )


def _place_words(path: Path) -> dict[str, dict[str, str]]:
    """The words of each role, with the side that they tell, if any."""
    found: dict[str, dict[str, str]] = {role: {} for role in _WORD_ROLES}
    columns, required = ("word", "role", "side", "example"), ("word", "role", "example")
    for row in read_rows(path, columns, required=required, unique=("word", "role")):
        _check(path, row, "role", _WORD_ROLES)
        _check(path, row, "side", _CARDINALS if row["role"] in _SIDED else ("",))
        found[row["role"]][fold_word(row["word"])] = row["side"]
    return found


def _roles(path: Path, roles: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {role: set() for role in roles}
    for row in read_rows(path, ("word", "role", "example"), unique=("word", "role")):
        _check(path, row, "role", roles)
        found[row["role"]].add(fold_word(row["word"]))
    return {role: frozenset(words) for role, words in found.items()}


def _check(path: Path, row: dict[str, str], column: str, allowed: tuple[str, ...]) -> None:
    if row[column] not in allowed:
        raise LexiconError(path, int(row[LINE]), f"{column} is {row[column]!r}", f"it takes {', '.join(allowed)}")
