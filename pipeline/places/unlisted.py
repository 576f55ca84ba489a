"""Names that the gazetteer lacks: where one ends that begins after a noun of place which vouches for it.

A name is one word, two after a word that begins compound names («تل الهوى»), and whatever stands in quotation marks.
Kept out: which nouns vouch for names (seeds/lexicons/place_nouns.csv) and where such a place lies (``resolve``).
"""

from pipeline.places.sentence import CLOSING, Sentence
from pipeline.places.vocabulary import PlaceNoun

_QUOTED_WORDS = 4  # a longer quotation is no name
_ATTACHED = ("بال", "لل", "وال", "فال")  # a preposition or conjunction on a definite noun: «بالقرب», «والمناطق»


def unlisted_end(sentence: Sentence, at: int, noun: PlaceNoun, *, quoted: bool, skipped: int = 0) -> int | None:
    """The token after the unlisted name that begins at a token (after so many characters of clitics), else None."""
    if noun.unknown == "no":
        return None
    if quoted:
        return _quoted_end(sentence, at, noun)
    if noun.unknown == "quoted" or not _may_name(sentence, at, skipped):
        return None
    vocabulary = sentence.vocabulary
    text = sentence.text(at)[skipped:]
    last = at + 1
    if text in vocabulary.heads:
        if not _may_name(sentence, last):
            return None
        last += 1
    elif noun.unknown == "definite" and not text.startswith("ال"):
        return None
    return last + 1 if sentence.text(last) in vocabulary.tails else last


def list_goes_on(sentence: Sentence, at: int) -> bool:
    """Whether what follows an unlisted name in a list can end or carry on the list, so that it is not a verb's."""
    if at >= len(sentence.tokens.texts):
        return True
    text = sentence.text(at)
    if sentence.tokens.kind(at) == "mark" or text.startswith("و") or text in sentence.vocabulary.before:
        return True
    return any(start.node.noun or start.node.direction for start in sentence.index.starts[text])


def _quoted_end(sentence: Sentence, at: int, noun: PlaceNoun) -> int | None:
    for last in range(at + 1, min(at + 1 + _QUOTED_WORDS, len(sentence.tokens.texts))):
        if not sentence.goes_on(last):
            return last if noun.number != "one" or sentence.text(last) in CLOSING else None
    return None


def _may_name(sentence: Sentence, at: int, skipped: int = 0) -> bool:
    """Whether a word may be a name: none of the stop words, no noun of place, no listed name behind a preposition."""
    if at >= len(sentence.tokens.texts) or sentence.tokens.kind(at) != "word":
        return False
    text = sentence.text(at)[skipped:]
    vocabulary = sentence.vocabulary
    if text in vocabulary.heads:
        return True
    if len(text) < 3 or text in vocabulary.stops or text in vocabulary.before or text in vocabulary.near:
        return False
    if text in vocabulary.sides or text.startswith(_ATTACHED) or text.startswith("و"):
        return False
    starts = sentence.index.starts[text]
    return not any(start.node.noun or start.node.direction or start.clitics.preposition for start in starts)
