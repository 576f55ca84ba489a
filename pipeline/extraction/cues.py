"""Words and names in a sentence that tell cause, party, claimant and turns of the report, found by longest match.

The tables are seeds/lexicons/{causes,actors,claimants,voices,targets,slot_words}.csv. Kept out: which cue belongs
to which claim.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.arabic.fold import fold_word
from pipeline.arabic.memo import Memo
from pipeline.arabic.tokens import Tokens
from pipeline.contracts import codes
from pipeline.extraction.marks import QUOTES
from pipeline.lexicon import coded, converted, read_rows
from pipeline.project import SEEDS
from pipeline.values import value

_CODED = (  # the tables of names, the column of the code, the kind of cue, the codes
    ("actors", "party", "party", codes.PARTY),
    ("claimants", "source", "source", codes.SOURCE),
    ("targets", "target", "site", codes.TARGET),
)
ROLES = (  # what a word of slot_words.csv does
    "saying",
    "stating",  # verbs of saying that are a statement without a clause: «أدانت المنظمة مقتل ثلاثة»
    "announcing",  # verbs of saying whose object may be the harm that is told: «وثقت المنظمة مقتل ثلاثة»
    "according",
    "continuing",
    "correspondent",
    "office",
    "unattributed",
    "anaphor",
    "deed",
    "result",
    "by_means",
    "attacking",
    "attacks",
    "defending",
    "accusing",
    "agent",
    "author",
    "origin",
    "target",
    "of_victims",
    "control",
    "zone",
    "nearby",
    "elsewhere",
    "turn",
    "addition",
    "several",
    "wave_of_attacks",
    "habitual",
    "recalling",
    "earlier_figure",
    "had",
    "first_time",
    "record",
    "look_alike",  # words that only look like a cue of another role: «تم نقل المصابين» moves them, and tells nothing
)


ANYONE = "any"  # claimants that «المصدر» (the source) may refer back to
_BELONGING = frozenset(("تابع", "وتابع"))  # «تابع المرصد» went on to say, but «قناص تابع لقسد» a sniper of theirs
_TURNS = ("turn", "recalling")  # «والجدير بالذكر أن …» says nothing, but turns the report
_UNSAID = frozenset(("لم", "لا", "لن", "ان", "دون"))  # «لم تعلن أي جهة», «دون أن توضح»


@value(frozen=True, slots=True)
class Cue:
    """What words ``first`` to ``last`` (exclusive) tell: a code, and how strongly. ``detail`` is a weapon, if named."""

    first: int
    last: int
    kind: str
    code: str
    strength: int = 0
    detail: str | None = None


class _Entry(NamedTuple):
    """Words after the first, and the cue that they are. Of one ``sort``, the longest at a place is found."""

    rest: tuple[str, ...]
    sort: str
    kind: str
    code: str
    strength: int
    detail: str | None


class _Begun(NamedTuple):
    """The entries that a word begins ``alone``, and those before the words that go on with some of them."""

    alone: tuple[_Entry, ...]
    before: Mapping[str, tuple[_Entry, ...]]


@dataclass(slots=True)
class CueTable:
    """All cues, by the first word of each."""

    entries: Mapping[str, tuple[_Entry, ...]]
    _beginning: Memo[_Begun | None] = field(init=False)

    def __post_init__(self) -> None:
        self._beginning = Memo(self._begun_by)

    @classmethod
    def load(cls, folder: Path = SEEDS / "lexicons") -> "CueTable":
        """Read the six tables; LexiconError names file and line."""
        entries: dict[str, list[_Entry]] = defaultdict(list)

        def put(names: str, kind: str, code: str, strength: int = 0, detail: str | None = None) -> None:
            for name in names.split("|"):
                first, *rest = fold_word(name).split()
                sort = kind if kind != "word" else code
                entries[first].append(_Entry(tuple(rest), sort, kind, code, strength, detail))

        path = folder / "causes.csv"
        for row in read_rows(
            path,
            ("words", "cause", "weapon", "strength", "example"),
            required=("words", "cause", "strength", "example"),
        ):
            put(
                row["words"],
                "cause",
                coded(path, row, "cause", codes.CAUSE),
                converted(path, row, "strength", int, "a whole number"),
                row["weapon"] or None,
            )
        for table, column, kind, allowed in _CODED:
            path = folder / f"{table}.csv"
            for row in read_rows(path, ("names", column, "example")):
                put(row["names"], kind, coded(path, row, column, allowed))
        path = folder / "voices.csv"
        for row in read_rows(path, ("words", "sources", "example")):
            put(row["words"], "again", _sources(path, row))
        for row in read_rows(folder / "slot_words.csv", ("words", "role", "example")):
            put(row["words"], "word", coded(folder / "slot_words.csv", row, "role", ROLES))
        longest_first = {first: tuple(sorted(found, key=lambda e: -len(e.rest))) for first, found in entries.items()}
        return cls(longest_first)

    def find(self, tokens: Tokens) -> list[Cue]:
        """The cues of a sentence, in order; of each kind the longest at a place. Quotation marks are looked through."""
        written = texts = tokens.texts
        places: Sequence[int] = range(len(texts))
        if not QUOTES.isdisjoint(written):
            places = [at for at, text in enumerate(written) if text not in QUOTES]
            texts = [written[at] for at in places]
        found: list[Cue] = []
        taken: dict[str, int] = {}
        for index, begun in enumerate(map(self._beginning.__getitem__, texts)):
            if begun is None:
                continue
            entries, before = begun
            if before and index + 1 < len(texts):
                entries = before.get(texts[index + 1], entries)
            for rest, sort, kind, code, strength, detail in entries:
                if len(rest) > 1 and tuple(texts[index + 1 : index + 1 + len(rest)]) != rest:
                    continue
                if index < taken.get(sort, 0):
                    continue
                last = index + len(rest)
                taken[sort] = last + 1
                found.append(Cue(places[index], places[last] + 1, kind, code, strength, detail))
        alike = _look_alikes(written, found, taken)
        if not alike:
            return found
        return [cue for cue in found if cue.kind != "word" or cue.first not in alike or cue.code in _TURNS]

    def _begun_by(self, text: str) -> _Begun | None:
        """The entries that a word begins, clitics on and off, if there are any."""
        found = [entry for form in dict.fromkeys(_unclitic(text)) for entry in self.entries.get(form, ())]
        following = {entry.rest[0] for entry in found if entry.rest}
        alone = tuple(entry for entry in found if not entry.rest)
        before = {word: tuple(entry for entry in found if entry.rest[:1] in ((), (word,))) for word in following}
        return _Begun(alone, before) if found else None


def _look_alikes(texts: Sequence[str], found: Sequence[Cue], sorts: Container[str]) -> set[int]:
    """Where words stand that only look like cues among those ``found``, which are of these ``sorts``."""
    alike: set[int] = set()
    if "look_alike" in sorts:
        alike |= {place for cue in found if cue.code == "look_alike" for place in range(cue.first, cue.last)}
    if not _BELONGING.isdisjoint(texts):
        alike |= {
            cue.first
            for cue in found
            if texts[cue.first] in _BELONGING and cue.last < len(texts) and texts[cue.last].startswith("ل")
        }
    if "saying" in sorts:
        alike |= {
            cue.first
            for cue in found
            if cue.code == "saying" and cue.first > 0 and texts[cue.first - 1].removeprefix("و") in _UNSAID
        }
    return alike


def _sources(path: Path, row: dict[str, str]) -> str:
    """The claimants that words such as «الوكالة» (the agency) may refer back to, as written: ``sana|news_agency``."""
    if row["sources"] != ANYONE:
        for source in row["sources"].split("|"):
            coded(path, row | {"sources": source}, "sources", codes.SOURCE)
    return row["sources"]


def _unclitic(text: str) -> list[str]:
    forms = [text]
    rests = [text]
    if len(text) > 3 and text[0] in "وف":
        rests.append(text[1:])
        forms.append(text[1:])
    for rest in rests:
        if rest.startswith("لل") and len(rest) > 4:
            forms.append("ال" + rest[2:])
        if len(rest) > 3 and rest[0] in "بلك":
            forms.append(rest[1:])
        if rest.startswith("ال") and len(rest) > 4:
            forms.append(rest[2:])
        if len(rest) > 5 and rest[0] in "بلك" and rest[1:3] == "ال":
            forms.append(rest[3:])
    return forms
