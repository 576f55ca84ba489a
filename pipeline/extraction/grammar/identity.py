"""Who a named person is told to be after the name: «محمد الأحمد، القيادي في الفيلق الخامس», «… وهو عنصر في قسد».

Kept out: titles before a name («القيادي محمد الأحمد»), which are nouns of their own (``phrases``).
"""

from pipeline.extraction.grammar.coordination import conjoined
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader
from pipeline.extraction.lexicon import Word
from pipeline.extraction.marks import OF_AGE, STOPS
from pipeline.values import replace

OF_AGE_AT = 18  # years; the Convention on the Rights of the Child
LONGEST = 9  # words of a name, before who that is
_BEING = frozenset(("وهو", "وهي", "وهما", "هو", "هما"))
_AGED = frozenset(("من", "عمره", "عمرها", "العمر", "سن"))
_ONE_OF = frozenset(("احد", "من"))  # «وهو أحد عناصر قسد»
_APPOSED = frozenset((",", "،", "(", ")", '"', "-"))
_KUNYA = frozenset(("ابو", "ابي", "ام"))  # names, not fathers and mothers
_OFFICES = frozenset(("مسؤول", "مسؤوله"))
_OFFICE_OF = frozenset(("في", "لدي", '"', "«"))  # between an office and its force
_LEADERS = frozenset(("قائد", "قيادي", "متزعم", "زعيم"))  # told right after a name: «أبو عمر قائد الكتيبة»
_FORMER = ("سابق", "منشق", "متقاعد", "مسرح")
_NO_TROOPS = ("فريق", "طائره", "سياره", "مركب", "قطار", "حافله", "الطائره", "السياره")  # what else one leads or drives


def told_as_fighter(reader: PhraseReader, phrase: Phrase) -> int | None:
    """The word that tells that the one or two people of a phrase are fighters; None also of those who once were."""
    size = phrase.low if not phrase.counted and phrase.low == phrase.high else None
    if size not in (1, 2) or phrase.who != "person":
        return None
    apposed = being = False
    begin = _past_brackets(reader, phrase.last)
    for at in range(begin, min(begin + LONGEST, len(reader.words))):
        word = reader.words[at]
        if word.text in _BEING:
            being = True
        elif being and word.text in _ONE_OF:
            after = reader.words[at + 1] if at + 1 < len(reader.words) else word
            fighters = after.noun is not None and after.noun.who == "combatant" and after.noun.number == "many"
            return at + 1 if fighters and _serves(reader, at + 2) else None
        elif word.text in _APPOSED:
            apposed = True
        elif word.text in _KUNYA or (word.noun is not None and word.noun.nationality and word.definite):
            continue  # «أبو عمر الليبي»
        elif word.noun is not None:
            if word.noun.lemma in _OFFICES:
                return at if apposed and _of_force(reader, at + 1) else None
            told = being or apposed or word.definite or word.noun.lemma in _LEADERS
            return at if told and _is_fighter(word, size) and _serves(reader, at + 1) else None
        elif word.predicates or word.text in STOPS or "boundary" in word.roles or conjoined(reader, at):
            return None
    return None


def told_as_child(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether one person's age is told to be a child's: «شقيقها البالغ من العمر تسع سنوات», «خالد الأحمد (9 سنوات)»."""
    one = phrase.low == phrase.high == 1 and not phrase.counted
    if not one or phrase.who not in ("person", "civilian", "woman") or "age" not in reader.roles:
        return False
    for at in range(phrase.last, min(phrase.last + LONGEST, len(reader.words))):
        years, word = reader.quantity.get(at), reader.words[at]
        if years is not None:
            aged = years.last < len(reader.words) and "age" in reader.words[years.last].roles
            return aged and years.low == years.high and 0 < (years.low or 0) < OF_AGE_AT
        if word.kind == "number" or "age" in word.roles:
            return False
        if word.text in OF_AGE or word.text in _AGED or word.text in _APPOSED:
            continue
        if word.predicates or word.noun is not None or "boundary" in word.roles or conjoined(reader, at):
            return False
    return False


def aged(reader: PhraseReader, phrase: Phrase) -> Phrase:
    """A phrase, of a child where its age says so."""
    return replace(phrase, who="child") if told_as_child(reader, phrase) else phrase


def _past_brackets(reader: PhraseReader, at: int) -> int:
    """The word after a name in brackets: «المدعو (عبد الحكيم علي الجاسم) وهو أحد عناصر قسد»."""
    if at >= len(reader.words) or reader.words[at].text != "(":
        return at
    closing = (end for end in range(at, min(at + LONGEST, len(reader.words))) if reader.words[end].text == ")")
    return next(closing, at - 1) + 1


def _of_force(reader: PhraseReader, at: int) -> bool:
    """Whether an armed force is named right after an office: «مسؤول في قسد», «مسؤول "بي كي كي" في القامشلي»."""
    while at < len(reader.words) and reader.words[at].text in _OFFICE_OF:
        at += 1
    return at in reader.forces


def _is_fighter(word: Word, size: int) -> bool:
    """Whether a noun names one fighter, or two, and is no object of a verb: «قتل محمد عنصرا»."""
    noun = word.noun
    if noun is None or noun.who != "combatant" or word.preposition != "" or word.conjunction:
        return False
    return noun.number == ("one" if size == 1 else "two") and not (size == 1 and word.text.endswith("ا"))


def _serves(reader: PhraseReader, at: int) -> bool:
    """Whether what follows a fighter's noun does not say that he left, or that he leads no troops."""
    after = [word.text.removeprefix("ال") for word in reader.words[at : at + 2]]
    return not (any(text.startswith(_FORMER) for text in after) or (after and after[0] in _NO_TROOPS))
