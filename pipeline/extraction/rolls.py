"""Rolls of names as a count: «أسماء الشهداء: خليل سليمان، محمد العبو، …» the martyrs' names, two and more.

Kept out: a person named alone (``phrases``).
"""

from pipeline.extraction.phrases import PhraseReader

_BEFORE = 6  # words from the noun to the colon: «أسماء الشهداء الضحايا هي كما يلي:»
_LONGEST = 6  # words of one name, with father's name and age
_PARTS = frozenset((",", "،", "/", "-", "–", "*", "؛", ")"))
_SKIPPED = frozenset(("هم", "هما", "هن", "هي", "(", '"', "الطفل", "الطفله", "عام", "عاما", "سنه", "سنوات", "اعوام"))
_OPENERS = frozenset((":", "هم", "هي", "هن", "وهم", "كالتالي"))


def roll_after(reader: PhraseReader, first: int) -> tuple[int, int] | None:
    """How many names follow a noun after a colon, and the word after the last; None where it is no roll.

    At least two, and half of them must begin with a listed given name.
    """
    start = _past_colon(reader, first)
    if start is None:
        return None
    names: list[list[str]] = [[]]
    place = start
    while place < len(reader.words):
        word = reader.words[place]
        if word.text == "." or word.predicates:
            break
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
    return len(found), place


def _past_colon(reader: PhraseReader, first: int) -> int | None:
    for place in range(first, min(first + _BEFORE, len(reader.words))):
        word = reader.words[place]
        if word.text in _OPENERS:
            return place + 1
        if word.predicates or word.text in _PARTS or place in reader.quantity:
            return None
    return None
