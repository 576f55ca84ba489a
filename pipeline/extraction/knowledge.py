"""Everything that extraction knows, loaded once: lexicons, cues, given names, the gazetteer, morphology."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.arabic.fold import fold_word
from pipeline.arabic.morphology import Number, morphology, version
from pipeline.extraction.lexicon import CasualtyLexicon
from pipeline.extraction.slots.cues import CueTable
from pipeline.extraction.slots.short_names import ShortNames
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
    short_names: ShortNames

    @classmethod
    def load(cls, home: Home, folder: Path = SEEDS) -> "Knowledge":
        """Read every table; LexiconError names the file and line of a row that cannot be used.

        A table of places in the home folder is read beside the project's; its morphology database is loaded when the
        first unlisted noun is met.
        """

        def people(word: str) -> Number | None:
            return _morphology(home).people(word)

        lexicons = folder / "lexicons"
        rows = read_rows(lexicons / "given_names.csv", ("names", "gender", "example"))
        names = frozenset(fold_word(name) for row in rows for name in row["names"].split("|"))
        return cls(
            CasualtyLexicon.load(lexicons),
            CueTable.load(lexicons),
            names,
            Gazetteer.load(folder / "places.csv", home.places if home.places.exists() else None),
            people,
            ShortNames.load(lexicons / "short_names.csv"),
        )


_morphology = cache(morphology)


def tools(home: Home) -> str:
    """What extraction reads by beside the project's own tables: the home folder's morphology and places."""
    own = sha256(home.places.read_bytes()).hexdigest()[:12] if home.places.exists() else None
    return " ".join(filter(None, (version(home), own)))


@cache
def knowledge() -> Knowledge:
    """The project's own tables and the morphology of the home folder in use, read once a process."""
    return Knowledge.load(Home.at())
