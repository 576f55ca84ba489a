"""What a party is called once an article has named it in full: «التنظيم» (the Organisation), «الهيئة», «الوحدات».

Kept out: the full names, which need no article around them (``cues``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.arabic.fold import fold_word
from pipeline.contracts import codes
from pipeline.extraction.marks import QUOTES
from pipeline.extraction.slots.cues import Cue
from pipeline.lexicon import coded, read_rows

SHORT = "short"  # the detail of a cue that names a party so
_JOINED = ("", "و", "ب", "ف")  # and, by, so


_ORGANISATION = frozenset(joined + "تنظيم" for joined in (*_JOINED, "ل"))
_EPITHETS = ("الارهابي", "المتطرف", "المتشدد", "المحظور", "الان", "امس", "اليوم")  # which no name has
_THE_ORGANISATION = frozenset(("التنظيم", "والتنظيم", "بالتنظيم", "فالتنظيم", "للتنظيم"))


@dataclass(frozen=True, slots=True)
class ShortNames:
    """Each short name with the full names that it stands for, folded, and its party."""

    rows: tuple[tuple[str, tuple[str, ...], str], ...]

    @classmethod
    def load(cls, path: Path) -> "ShortNames":
        """Read short_names.csv. Raises LexiconError."""
        rows = []
        for row in read_rows(path, ("word", "named", "party", "example"), unique=("word",)):
            coded(path, row, "party", codes.PARTY)
            rows.append((fold_word(row["word"]), tuple(map(fold_word, row["named"].split("|"))), row["party"]))
        return cls(tuple(rows))

    def told(self, text: str) -> Mapping[str, str]:
        """The words that stand for a party in a folded article, with whatever is joined to them: word to party."""
        return {
            joined + word: party
            for word, named, party in self.rows
            if any(name in text for name in named)
            for joined in (*_JOINED, "ل")
            for word in ((word[1:],) if joined == "ل" else (word,))  # «للتنظيم»
        }


def organisations(texts: Sequence[str], cues: Sequence[Cue]) -> list[tuple[int, str]]:
    """Where a sentence names an organisation in full, and its party: «تنظيم "واي بي جي/ بي كي كي"»."""
    if _ORGANISATION.isdisjoint(texts):
        return []
    found = []
    for cue in cues:
        if cue.kind == "party":
            before = next((at for at in range(cue.first - 1, -1, -1) if texts[at] not in QUOTES), 0)
            if not _ORGANISATION.isdisjoint((texts[cue.first], texts[before])):
                found.append((cue.first, cue.code))
    return found


def named_short(
    texts: Sequence[str], told: Mapping[str, str], cues: Sequence[Cue], organisation: str | None = None
) -> list[Cue]:
    """Cues of the parties that a sentence names in short, where no other name takes the word in.

    «التنظيم» is the ``organisation`` last named in full, in the sentence or before it.
    """
    if not _THE_ORGANISATION.isdisjoint(texts):
        named = organisations(texts, cues)
        told = dict(told)
        for at, text in enumerate(texts):
            if text in _THE_ORGANISATION:
                party = next((code for first, code in reversed(named) if first < at), organisation)
                told |= {text: party} if party is not None else {}
    if not told or told.keys().isdisjoint(texts):
        return []
    taken = {at for cue in cues if cue.kind == "party" for at in range(cue.first, cue.last)}
    return [
        Cue(at, at + 1, "party", told[text], detail=SHORT)
        for at, text in enumerate(texts)
        if text in told and at not in taken and not _goes_on(texts, at + 1)
    ]


def _goes_on(texts: Sequence[str], at: int) -> bool:
    """Whether a name goes on in an adjective, and is another's: «الجبهة الوطنية للتحرير», but «التنظيم الإرهابي»."""
    return at < len(texts) and texts[at].startswith("ال") and not texts[at].startswith(_EPITHETS)
