"""Everything that extraction knows, loaded once: lexicons, cues, given names, the gazetteer, morphology."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.arabic.fold import fold_word
from pipeline.arabic.morphology import Number, morphology
from pipeline.extraction.cues import CueTable
from pipeline.extraction.lexicon import CasualtyLexicon
from pipeline.lexicon import read_rows
from pipeline.places import Gazetteer
from pipeline.project import SEEDS, Home


@dataclass(frozen=True)
class Knowledge:
    """The tables of ``seeds/`` as extraction uses them."""

    lexicon: CasualtyLexicon
    cues: CueTable
    names: frozenset[str]
    gazetteer: Gazetteer
    people: Callable[[str], Number | None]

    @classmethod
    def load(cls, home: Home, folder: Path = SEEDS) -> "Knowledge":
        """Read every table; LexiconError names the file and line of a row that cannot be used.

        The home folder's morphology database is loaded when the first unlisted noun is met.
        """

        def people(word: str) -> Number | None:
            return morphology(home).people(word)

        lexicons = folder / "lexicons"
        rows = read_rows(lexicons / "given_names.csv", ("names", "gender", "example"))
        names = frozenset(fold_word(name) for row in rows for name in row["names"].split("|"))
        return cls(
            CasualtyLexicon.load(lexicons),
            CueTable.load(lexicons),
            names,
            Gazetteer.load(folder / "places.csv"),
            people,
        )


@cache
def knowledge() -> Knowledge:
    """The project's own tables and the morphology of the home folder in use, read once a process."""
    return Knowledge.load(Home.at())
