"""Words and names in a sentence that tell cause, party, claimant and turns of the report, found by longest match.

The tables are seeds/lexicons/{causes,actors,claimants,voices,targets,slot_words}.csv. Kept out: which cue belongs
to which claim.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
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
    "planned",
    "turn",
    "addition",
    "several",
    "singled",  # one attack out of many
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


@value(frozen=True, slots=True)
class FoundCues:
    """What the words of a sentence tell: the cues that carry a code, and where words of each role begin, in order.

    ``ends`` are the ends of role words that are no single word, by role and beginning.
    """

    coded: list[Cue]
    role_starts: Mapping[str, list[int]]
    ends: Mapping[tuple[str, int], int]

    def spans(self, *roles: str) -> list[tuple[int, int]]:
        """The words of some roles, in order, from the first to the last (exclusive)."""
        return sorted({(at, self.end(role, at)) for role in roles for at in self.role_starts.get(role, ())})

    def end(self, role: str, first: int) -> int:
        """Where a word of a role ends that begins at a place."""
        return self.ends.get((role, first), first + 1)


class _Entry(NamedTuple):
    """Words after the first, and the cue that they are. Of one ``sort``, the longest at a place is found."""

    rest: tuple[str, ...]
    sort: str
    kind: str
    code: str
    strength: int
    detail: str | None


class _Begun(NamedTuple):
    """What a word begins: the ``roles`` and entries ``coded`` that it is by itself, one of each sort; all that it is
    ``alone``; and the entries before the words that go on with some of them."""

    roles: tuple[str, ...]
    coded: tuple[_Entry, ...]
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

    def find(self, tokens: Tokens) -> FoundCues:
        """The cues of a sentence, in order; of each sort the longest at a place. Quotation marks are looked through."""
        written = texts = tokens.texts
        places: Sequence[int] = range(len(texts))
        if not QUOTES.isdisjoint(written):
            places = [at for at, text in enumerate(written) if text not in QUOTES]
            texts = [written[at] for at in places]
        coded: list[Cue] = []
        role_starts: defaultdict[str, list[int]] = defaultdict(list)
        ends: dict[tuple[str, int], int] = {}
        taken: dict[str, int] = {}  # where the last entry of several words ends, by sort
        reach = 0  # where the longest of them ends
        beginning = list(map(self._beginning.__getitem__, texts))
        indices = compress(range(len(beginning)), beginning)
        for index, begun in zip(indices, filter(None, beginning), strict=True):
            roles, single, entries, before = begun
            place = places[index]
            following = before.get(texts[index + 1]) if before and index + 1 < len(texts) else None
            if following is None and index >= reach:
                for role in roles:
                    role_starts[role].append(place)
                for _, _, kind, code, strength, detail in single:
                    coded.append(Cue(place, place + 1, kind, code, strength, detail))
                continue
            for rest, sort, kind, code, strength, detail in following or entries:
                if len(rest) > 1 and tuple(texts[index + 1 : index + 1 + len(rest)]) != rest:
                    continue
                if index < taken.get(sort, 0):
                    continue
                last = index + len(rest)
                taken[sort] = last + 1
                reach = max(reach, last + 1)
                end = places[last] + 1
                if kind != "word":
                    coded.append(Cue(place, end, kind, code, strength, detail))
                    continue
                role_starts[code].append(place)
                if rest:
                    ends[code, place] = end
        found = FoundCues(coded, role_starts, ends)
        if alike := _look_alikes(written, found):
            coded[:] = [cue for cue in coded if cue.kind != "party" or cue.first not in alike]  # «ومقره بريطانيا»
            for role in role_starts.keys() - set(_TURNS):
                role_starts[role] = [at for at in role_starts[role] if at not in alike]
        return found

    def _begun_by(self, text: str) -> _Begun | None:
        """The entries that a word begins, clitics on and off, if there are any."""
        found = [entry for form in dict.fromkeys(_unclitic(text)) for entry in self.entries.get(form, ())]
        if not found:
            return None
        following = {entry.rest[0] for entry in found if entry.rest}
        alone = {entry.sort: entry for entry in reversed(found) if not entry.rest}  # of each sort the first
        ordered = tuple(entry for entry in found if alone.get(entry.sort) is entry)
        before = {word: tuple(entry for entry in found if entry.rest[:1] in ((), (word,))) for word in following}
        return _Begun(
            tuple(entry.code for entry in ordered if entry.kind == "word"),
            tuple(entry for entry in ordered if entry.kind != "word"),
            ordered,
            before,
        )


def _look_alikes(texts: Sequence[str], found: FoundCues) -> set[int]:
    """Where words stand that only look like cues among those ``found``."""
    roles = found.role_starts
    alike: set[int] = set()
    if "look_alike" in roles:
        alike |= {place for span in found.spans("look_alike") for place in range(*span)}
    if not _BELONGING.isdisjoint(texts):
        spans = [*found.spans(*roles), *((cue.first, cue.last) for cue in found.coded)]
        alike |= {
            first
            for first, last in spans
            if texts[first] in _BELONGING and last < len(texts) and texts[last].startswith("ل")
        }
    for first in roles.get("saying", ()):
        if first > 0 and texts[first - 1].removeprefix("و") in _UNSAID:
            alike.add(first)
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
