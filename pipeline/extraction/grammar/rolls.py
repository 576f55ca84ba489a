"""Rolls of names as a count: «أسماء الشهداء: خليل سليمان، محمد العبو، …» the martyrs' names, two and more.

Kept out: a person named alone (``phrases``).
"""

from dataclasses import dataclass

from pipeline.extraction.grammar.phrases import PhraseReader

_BEFORE = 6  # words from the noun to the colon: «أسماء الشهداء الضحايا هي كما يلي:»
_LONGEST = 6  # words of one name, with father's name and age
_PARTS = frozenset((",", "،", "/", "-", "–", "*", "؛", ")"))
_SKIPPED = frozenset(("هم", "هما", "هن", "هي", "(", '"', "الطفل", "الطفله", "عام", "عاما", "سنه", "سنوات", "اعوام"))
_ENDS = frozenset(
    ("وان", "ان", "فيما", "بينما", "مشيرا", "مشيره", "موضحا", "موضحه", "وذلك", "وهم", "وهما")
)  # another clause
_OPENERS = frozenset((":", "هم", "هما", "هي", "هن", "وهم", "وهما", "كالتالي"))


_ADULT = 18  # years
_YEARS = ("عام", "سن", "اعوام", "ربيعا")  # years, by how the word begins
_OF_TWO = frozenset(("عامان", "عامين", "سنتان", "سنتين"))
_MONTHS = ("شهر", "اشهر", "ايام", "رضيع")


@dataclass(frozen=True, slots=True)
class Roll:
    """How many names a roll holds, how many of them with an age below eighteen, and the word after the last."""

    people: int
    children: int
    last: int


def roll_after(reader: PhraseReader, first: int) -> Roll | None:
    """The roll of names that follows a noun after a colon; None where it is none.

    At least two names, and half of them must begin with a listed given name.
    """
    start = _past_colon(reader, first)
    if start is None:
        return None
    names: list[list[str]] = [[]]
    young: set[int] = set()  # the names after which an age below eighteen stands
    place = start
    while place < len(reader.words):
        word = reader.words[place]
        if word.text == "." or word.text in _ENDS or word.predicates:
            break
        if _child(reader, place):
            young.add(max(at for at, name in enumerate(names) if name or at == 0))
        if word.text in _PARTS or word.text == "و":
            names.append([])
        elif word.conjunction and word.noun is not None:
            names.append([])  # «… وأطفال هم جاسم وحسام»
        elif word.text.startswith("و") and word.text[1:] in reader.names and word.text not in reader.names:
            names.append([word.text[1:]])
        elif word.kind == "word" and word.text not in _SKIPPED:
            names[-1].append(word.text)
        place += 1
    found = [name for name in names if name]
    known = sum(name[0].removeprefix("ال") in reader.names for name in found)
    if len(found) < 2 or 2 * known < len(found) or any(len(name) > _LONGEST for name in found):
        return None
    children = sum(bool(names[at]) for at in young)
    return Roll(len(found), children, place)


def _child(reader: PhraseReader, place: int) -> bool:
    """Whether a child's age begins at a word: «10 أعوام», «عامان», «عام واحد», «8 أشهر»; «الطفل» says so too."""
    word = reader.words[place]
    after = reader.words[place + 1].text if place + 1 < len(reader.words) else ""
    if word.text in _OF_TWO or word.text.removeprefix("ال") in ("طفل", "طفله", "رضيع", "رضيعه"):
        return True
    if word.text in ("عام", "سنه") and after in ("واحد", "واحده"):
        return True
    quantity = reader.quantity.get(place)
    if quantity is None or quantity.high is None:
        return False
    unit = reader.words[quantity.last].text if quantity.last < len(reader.words) else ""
    if unit == ")" and quantity.last + 1 < len(reader.words):
        unit = reader.words[quantity.last + 1].text  # «(37) عاما»
    return unit.startswith(_MONTHS) or (unit.startswith(_YEARS) and quantity.high < _ADULT)


def _past_colon(reader: PhraseReader, first: int) -> int | None:
    for place in range(first, min(first + _BEFORE, len(reader.words))):
        word = reader.words[place]
        if word.text in _OPENERS:
            return place + 1
        if word.predicates or word.text in _PARTS or place in reader.quantity:
            return None
    return None
