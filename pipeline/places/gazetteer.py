"""The gazetteer: every place and spelling that is known, loaded once, then asked for the places in sentences.

Kept out: the format of its tables (``tables``) and choosing between places of one name (``resolve``).
"""

from collections.abc import Sequence
from pathlib import Path

from pipeline.arabic.tokens import Tokens
from pipeline.places.mentions import find_mentions, join
from pipeline.places.names import NameIndex
from pipeline.places.place import Place, PlaceMention, Span
from pipeline.places.sentence import Sentence
from pipeline.places.sides import side_id, sides_of
from pipeline.places.tables import Entry, read_extra, read_own
from pipeline.places.vocabulary import Vocabulary
from pipeline.project import SEEDS

_SAME_PLACE = 0.06  # degrees, about 6 km: a user's row this near to one of ours with the same name is the same place


class Gazetteer:
    """Places by id, and the mentions of them in tokenized sentences. Immutable once loaded."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self.places: dict[str, Place] = {entry.place.place_id: entry.place for entry in entries}
        self.governorates: dict[str, Place] = {
            place.governorate: place
            for place in self.places.values()
            if place.kind == "governorate" and place.governorate and place.governorate != "outside"
        }
        self.spellings: dict[str, tuple[str, ...]] = {
            entry.place.place_id: tuple(spelling.text for spelling in entry.spellings) for entry in entries
        }
        self._vocabulary = vocabulary
        self._index = NameIndex(entries, vocabulary)

    @classmethod
    def load(cls, path: Path = SEEDS / "places.csv", extra: Path | None = None) -> "Gazetteer":
        """The project's gazetteer, ``places_outside.csv`` beside it, and a user's own table (see ``read_extra``).

        Raises LexiconError with file and line where a row cannot be used.
        """
        entries = read_own(path)
        outside = path.with_name("places_outside.csv")
        if outside.is_file():
            entries += read_own(outside)
        entries = [*entries, *sides_of(entries)]
        if extra is not None:
            entries += _new_to(entries, read_extra(extra))
        return cls(entries, Vocabulary.load(SEEDS / "lexicons"))

    def side(self, place: Place, side: str) -> Place | None:
        """A side of a governorate, or of the city it is named after; None of others, and where no settlements lie."""
        whole = self.governorates.get(place.governorate or "")
        if whole is None or whole.name_ar != place.name_ar or place.kind not in ("governorate", "city"):
            return None
        return self.places.get(side_id(whole, side))

    def find(self, tokens: Tokens, *, doubtful: bool = False) -> list[PlaceMention]:
        """The places that a sentence's folded tokens name, in order, without overlaps.

        ``doubtful`` also returns words that are names of places but may be ordinary words here (``sure`` is False).
        """
        found = find_mentions(Sentence(tokens, self._index, self._vocabulary))
        return found if doubtful else [mention for mention in found if mention.sure]

    def join(self, mentions: Sequence[PlaceMention], tokens: Tokens, at: int = 0) -> Span:
        """The whole span of the mention ``at`` and those coordinated with it: «سراقب وقرية مشمشان»."""
        return join(Sentence(tokens, self._index, self._vocabulary), mentions, at)


def _new_to(known: list[Entry], extra: list[Entry]) -> list[Entry]:
    """A user's rows without those that are ours already: the same p-code, or the same name at nearly the same point."""
    pcodes = {entry.place.pcode for entry in known if entry.place.pcode}
    named: dict[str, list[Place]] = {}
    for entry in known:
        for spelling in entry.spellings:
            named.setdefault(spelling.text, []).append(entry.place)
    return [
        entry
        for entry in extra
        if entry.place.pcode not in pcodes
        and not any(
            abs(place.latitude - entry.place.latitude) < _SAME_PLACE
            and abs(place.longitude - entry.place.longitude) < _SAME_PLACE
            for spelling in entry.spellings
            for place in named.get(spelling.text, ())
        )
    ]
