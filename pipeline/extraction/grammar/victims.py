"""Victim nouns, which carry their outcome: «20 قتيلا», «القتلى والجرحى», and the figure of «ارتفع عدد القتلى إلى 75».

Kept out: making claims of them (``grammar``).
"""

from pipeline.arabic.quantities import Quantity
from pipeline.extraction.grammar.coordination import conjoined
from pipeline.extraction.grammar.exclusions import rubble_after
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader
from pipeline.extraction.lexicon import Word, tells
from pipeline.extraction.marks import STOPS
from pipeline.values import replace

_OF_AN_ACT = ("ال", "هجم", "هجوم", "قصف", "غار", "تفجير", "انفجار", "مجزر", "ضرب", "عدوان", "حرب")
_KNOWN_ACTS = frozenset(
    ("الهجوم", "القصف", "التفجير", "الانفجار", "المجزره", "الغاره", "الغارات", "الضربه", "العدوان", "الحرب")
)
_WHILE = ("اثناء", "خلال", "لدي", "محاوله", "محاولته")  # «استشهد أثناء إنقاذ المصابين»
_TAKEN = ("اسير", "معتقل", "موقوف")  # told of as taken where they stand beside the dead: «وثلاثة معتقلين»
FELL = frozenset(("killed", "injured", "killed_or_injured"))  # the outcomes of an attack
TOLL_REACH = 25  # words between «عدد القتلى» and its figure


def outcome_of(reader: PhraseReader, phrase: Phrase, exact: bool) -> str:
    """The outcome of a victim noun; «ضحايا» are the dead where they are counted or stand beside the wounded."""
    own = phrase.outcome or "killed"
    if own != "killed_or_injured":
        return own
    wounded = any(
        word.conjunction and any(predicate.outcome == "injured" for predicate in word.predicates)
        for word in reader.words[phrase.last : phrase.last + 2]
    )  # «عدد من الضحايا وإصابة آخرين»
    return "killed" if exact or wounded or partner_of(reader, phrase) is not None else own


def partner_of(reader: PhraseReader, phrase: Phrase) -> Phrase | None:
    """A victim noun of the other outcome joined to this one: «القتلى والجرحى»."""
    if phrase.last >= len(reader.words) or phrase.noun is None:
        return None
    place = phrase.last
    word = reader.words[place]
    if word.text in ("و", "او") and place + 1 < len(reader.words):
        place += 1
        word = reader.words[place]
    elif not word.conjunction:
        return None
    if word.victim is None or place in reader.quantity:
        return None
    other = word.victim.outcome
    if other == phrase.noun.outcome or {other, phrase.noun.outcome} - FELL:
        return None
    return reader.at(place)


def same_form(reader: PhraseReader, phrase: Phrase, partner: Phrase) -> bool:
    plural = {"many", "many_or_two"}
    one, other = phrase.named_noun.number, partner.named_noun.number
    same_number = one == other or {one, other} <= plural
    return same_number and phrase.definite == partner.definite


def toll_figure(reader: PhraseReader, phrase: Phrase, last: int, joined: bool = False) -> Phrase | None:
    """The figure of «ارتفع عدد القتلى … إلى 75»: a number after a toll verb, further on in the sentence.

    ``joined`` to a toll, its noun is left out: «عدد الشهداء وصل إلى 17 والجرحى إلى 40».
    """
    if phrase.counted:
        return None
    if (inverted := _figure_before(reader, phrase)) is not None:
        return inverted
    near = reader.words[max(0, phrase.first - 4) : phrase.first]
    has_noun = joined or tells(near, "toll_noun") or tells(near[-1:], "toll_rises")
    opened = has_noun and tells(near, "toll_verb")  # «بلغ عدد القتلى 9»
    for place in range(last, min(last + TOLL_REACH, len(reader.words))):
        word = reader.words[place]
        if word.text in STOPS or word.victim is not None or (word.predicates and not word.roles and not _fell(word)):
            return None
        quantity, before = reader.quantity.get(place), reader.words[place - 1]
        if quantity is None:
            two = reader.at(place) if "toll_verb" in before.roles and word.noun is not None else None
            if two is not None and (two.low, two.high) == (2, 2) and two.outcome is None and has_noun:
                return two  # «ارتفع عدد القتلى إلى شخصين»
            continue
        told = before.text in (":", "عددهم", "وعددهم")
        marked = told or "toll_verb" in before.roles or "toll_verb" in word.roles
        marked = marked or (opened and "boundary" not in before.roles)
        marked = marked or (has_noun and place == phrase.last and _no_year(quantity))  # «عدد الشهداء 9»
        figure = reader.at(place)
        if figure is None or (not marked and (figure.noun is None or not has_noun)):
            if not marked:
                continue
            return None
        if figure.outcome is not None and not (figure.outcome == phrase.outcome == "displaced"):
            return None  # «40 قتيلا» is told by its own noun; «40 ألف نازح» is not
        return figure if has_noun or told or phrase.definite else None
    return None


def _fell(word: Word) -> bool:
    """Whether a verb tells of those before it: «القتلى الذين سقطوا»."""
    return any(predicate.construction == "verb_before" for predicate in word.predicates)


def _no_year(quantity: Quantity) -> bool:
    return quantity.low is not None and not (quantity.low == quantity.high and 1900 <= quantity.low <= 2100)


def _figure_before(reader: PhraseReader, phrase: Phrase) -> Phrase | None:
    """The figure of «ارتفعت إلى 61 حصيلة القتلى», before its noun."""
    for place in range(max(0, phrase.first - 4), phrase.first):
        quantity = reader.quantity.get(place)
        if quantity is None or quantity.last >= phrase.first:
            continue
        risen = tells(reader.words[max(0, place - 3) : place], "toll_verb")
        between = reader.words[quantity.last : phrase.first]
        if risen and all("toll_noun" in word.roles and not word.conjunction for word in between):
            return replace(phrase, first=place, low=quantity.low, high=quantity.high, modality=quantity.modality)
    return None


def is_licensed(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether a standing group («المعتقلين», «النازحين», «عالقين») is spoken of as harm here."""
    if phrase.outcome == "missing":
        return rubble_after(reader, phrase.last) is not None
    near = reader.words[max(0, phrase.first - 2) : phrase.first]
    taken = phrase.outcome == "detained" and phrase.counted and phrase.named_noun.lemma in _TAKEN
    if (
        taken
        and phrase.first
        and (conjoined(reader, phrase.first) or reader.words[phrase.first - 1].victim is not None)
    ):
        return True  # «سبعون قتيلا للنظام وعشرات الأسرى»
    return phrase.counted and phrase.outcome == "displaced" and tells(near, "toll_noun")


def is_standing(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether the wounded are those of harm done before: «دعم 200 جريح حرب», «حافلات تقل جرحى»."""
    after = reader.words[phrase.last] if phrase.last < len(reader.words) else None
    if after is not None and after.text in ("حرب", "الحرب"):
        return True
    near = reader.words[max(0, phrase.first - 3) : phrase.first]
    return phrase.outcome == "injured" and tells(near, "standing")


def is_mourned(reader: PhraseReader, place: int) -> bool:
    """Whether the dead are those of harm told elsewhere: «تشييع الشهداء», «ذوي الضحايا»."""
    return tells(reader.words[max(0, place - 3) : place], "mourned")


def says_something(reader: PhraseReader, phrase: Phrase, partner: Phrase | None) -> bool:
    """Whether an uncounted victim noun states something: «قتلى», not «نقل المصابين إلى المشفى»."""
    noun = phrase.named_noun
    head = reader.words[phrase.head]
    if tells(reader.words[max(0, phrase.first - 1) : phrase.first], "toll_noun"):
        return False
    if head.possessed or head.preposition == "ل" or (noun.outcome == "killed" and is_mourned(reader, phrase.first)):
        return False
    after = reader.words[phrase.last] if phrase.last < len(reader.words) else None
    named = phrase.first > 0 and reader.words[phrase.first - 1].text.endswith("اسماء")  # «أسماء مصابي القصف»
    bare = phrase.last == phrase.head + 1 and not named
    if noun.lemma == "ضحيه" and bare and after is not None and after.noun is None and after.text.startswith(_OF_AN_ACT):
        return False  # «ضحايا الهجوم» the victims of the attack, known already
    if bare and noun.number != "one" and after is not None and after.text in _KNOWN_ACTS:
        return False  # «زار جرحى التفجير»
    near = reader.words[max(0, phrase.first - 3) : phrase.first]
    if noun.lemma == "اصابات" and ((after is not None and after.text == "مباشره") or tells(near, "scored")):
        return False  # «حققت إصابات مباشرة» hits, not people
    recovered = tells(near, "recovery") and not any(word.text in _WHILE for word in near)
    if noun.outcome == "missing":
        return True
    if head.definite or reader.words[phrase.first].definite:
        return noun.number != "one" and recovered and noun.outcome in ("killed", "injured") and not partner
    if noun.lemma == "جثه" and noun.number == "one":
        return phrase.first + 1 < len(reader.words) and reader.words[phrase.first + 1].person is not None
    return not tells(reader.words[phrase.last : phrase.last + 1], "age")
