"""What is no claim: what is denied, feared or merely possible, animals, ages; and who lies under rubble.

Kept out: whose claims these would be (``grammar``).
"""

from pipeline.extraction.marks import STOPS
from pipeline.extraction.phrases import Phrase, PhraseReader


def is_blocked(reader: PhraseReader, place: int) -> bool:
    """Negated, denied, feared or merely possible: «دون وقوع إصابات», «لم يسفر عن ضحايا», «محاولة اغتيال»."""
    if any("denial" in word.roles for word in reader.words[max(0, place - 4) : place]):
        return True
    for back in range(place - 1, max(-1, place - 8), -1):
        word = reader.words[back]
        if "negator" in word.roles:
            return True
        if "irrealis" in word.roles:
            return place - back <= 3
        if not (
            word.roles & {"bridge"}
            or word.text in ('"', "«", "(")
            or (word.victim is not None and word.conjunction is False and back == place - 1)
        ):
            return False
    return False


def is_animal(reader: PhraseReader, phrase: Phrase) -> bool:
    return any(
        "animal" in word.roles and not (word.conjunction and place >= phrase.last)
        for place, word in enumerate(reader.words[: phrase.last + 1])
        if place >= phrase.first - 2
    )


def is_age(reader: PhraseReader, phrase: Phrase) -> bool:
    return phrase.noun is None and phrase.last < len(reader.words) and "age" in reader.words[phrase.last].roles


def rubble_after(reader: PhraseReader, last: int) -> int | None:
    for place in range(last, min(last + 6, len(reader.words))):
        word = reader.words[place]
        if word.text in STOPS or word.predicates:
            return None
        if "rubble" in word.roles and reader.words[place - 1].text == "تحت":
            return place + 1 if reader.words[place - 2].text != "من" else None
    return None


def from_rubble(reader: PhraseReader, last: int) -> bool:
    return any("rubble" in word.roles for word in reader.words[last : last + 4])
