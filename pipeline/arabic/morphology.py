"""Morphological analysis by camel-tools: whether an unlisted noun denotes people, and how many its form names.

The database is provisioned by set-up (``provision``) and loaded on first need, which takes two to three seconds. Where
there is none, this says so once, and unlisted nouns stay unread. Kept out: the nouns that ``seeds/lexicons`` lists.
"""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pipeline.arabic.provision import camel_data, database_path
from pipeline.project import Home

Number = Literal["one", "two", "many", "many_or_two"]
_NUMBERS: dict[frozenset[str], Number] = {
    frozenset("s"): "one",
    frozenset("d"): "two",
    frozenset("p"): "many",
    frozenset("dp"): "many_or_two",
}
MISSING = (
    "no morphology database: nouns that seeds/lexicons does not list are not read as people; "
    "`python -m pipeline.arabic.provision` provides it"
)
log = logging.getLogger(__name__)


class Morphology:
    """What the database says of words in folded spelling. ``analyzer`` is None where there is no database."""

    def __init__(self, analyzer: Any | None) -> None:
        self._analyzer = analyzer
        self.people = lru_cache(maxsize=50_000)(self._people)

    @classmethod
    def load(cls, home: Home) -> "Morphology":
        """Load the home folder's database, or go without."""
        path = database_path(home)
        if path is None:
            log.warning(MISSING)
            return cls(None)
        camel_data(home)
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

        return cls(Analyzer(MorphologyDB(str(path), "a")))

    def _people(self, word: str) -> Number | None:
        """How many people a noun's form names; None where it may name things, or is no noun.

        The noun readings without a preposition must all be rational, as camel-tools' feature ``rat`` has it.
        """
        if self._analyzer is None:
            return None
        nouns = [
            reading
            for reading in self._analyzer.analyze(word)
            if reading["pos"] == "noun" and reading["prc1"] == "0" and reading["enc0"] == "0"
        ]
        if not nouns or any(reading.get("rat") != "r" for reading in nouns):
            return None
        return _NUMBERS.get(frozenset(reading["num"] for reading in nouns))


def morphology(home: Home) -> Morphology:
    """The morphology of a home folder; a database is loaded once a process, whichever homes share it."""
    path = database_path(home)
    if path not in _loaded:
        _loaded[path] = Morphology.load(home)
    return _loaded[path]


_loaded: dict[Path | None, Morphology] = {}


def version(home: Home) -> str:
    """What extraction in this home reads unlisted nouns by: a database's name, or nothing."""
    path = database_path(home)
    return path.name if path is not None else "no morphology"
