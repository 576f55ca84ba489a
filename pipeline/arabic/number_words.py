"""The grammar of numbers in digits and words: «ألف وثلاثمئة», «اثنين وعشرين ألفا», «ألفان و 600», «الخامس والعشرين».

Reads the number at a token, as far as it goes, whatever it is for. The words are in ``seeds/lexicons/numerals.csv``.
Kept out: telling counts from years, times and names (``numerals``).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.arabic.calendar import month_starts
from pipeline.arabic.fold import fold_word
from pipeline.arabic.tokens import Tokens
from pipeline.lexicon import LexiconError, converted, read_rows
from pipeline.project import SEEDS
from pipeline.values import value

Form = Literal["digits", "words", "mixed"]

PATH = SEEDS / "lexicons" / "numerals.csv"
_KINDS = ("one", "stem", "unit", "teen", "ten", "hundred", "hundreds", "scale", "scales", "many", "half", "ordinal",
          "ordinal_stem", "label", "year", "percent", "not")  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:([.,٬٫])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d{1,4}[.,٫]\d{1,2}")
_MULTIPLIERS = ("scale", "many")
_TENTH = re.compile(r"عشره?")
LARGEST = 10**12


@value(frozen=True, slots=True)
class Number:
    """A number at tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    value: int
    form: Form
    ordinal: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a token: what it adds, and the clitics before it."""

    kind: str
    value: int
    joined: bool = False  # و or ف before it
    bound: bool = False  # a preposition (ب ل ك) before it
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    words: dict[str, Word]
    labels: frozenset[str]
    years: frozenset[str]
    percents: frozenset[str]


_CLITICS = (
    ("", False, False, False), ("و", True, False, False), ("ف", True, False, False),
    ("ب", False, True, False), ("ل", False, True, False), ("ك", False, True, False),
    ("وب", True, True, False), ("ول", True, True, False), ("فب", True, True, False),
    ("ال", False, False, True), ("وال", True, False, True), ("فال", True, False, True),
    ("بال", False, True, True), ("لل", False, True, True), ("كال", False, True, True),
    ("وبال", True, True, True), ("ولل", True, True, True),
)  # fmt: skip


@cache
def lexicon() -> Lexicon:
    """The number words with all their clitics; LexiconError where a row cannot be used."""
    plain: dict[str, Word] = {}
    lists: dict[str, set[str]] = {"label": set(), "year": set(), "percent": set(), "not": set()}
    for row in read_rows(PATH, ("text", "value", "kind", "example"), unique=("text", "kind")):
        text = fold_word(row["text"])
        kind = converted(PATH, row, "kind", dict(zip(_KINDS, _KINDS, strict=True)).__getitem__, " or ".join(_KINDS))
        value = converted(PATH, row, "value", int, "a whole number")
        if kind in lists:
            lists[kind].add(text)
        elif text in plain:
            raise LexiconError(PATH, int(row["line"]), f"{row['text']} folds to a word given before", "remove the row")
        else:
            plain[text] = Word(kind, value)
    words: dict[str, Word] = {}
    for prefix, joined, bound, definite in _CLITICS:
        for text, word in plain.items():
            words.setdefault(prefix + text, Word(word.kind, word.value, joined, bound, definite))
    for text in lists["not"]:
        words.pop(text, None)
    return Lexicon(words, frozenset(lists["label"]), frozenset(lists["year"]), frozenset(lists["percent"]))


def begins_number(text: str) -> bool:
    """Whether a number may start at a token: digits, or a number word with its clitics."""
    return text[0].isdigit() or text in lexicon().words


def number_at(tokens: Tokens, index: int) -> Number | None:
    """The number that starts at a token, whatever it is for (a day of a date, hours); None where none does."""
    if index >= len(tokens.texts) or not begins_number(tokens.texts[index]):
        return None
    return read(tokens, index)


def digits_value(text: str) -> int | None:
    """The whole number that a token of digits writes, thousands marked or not; None for decimals and dates."""
    if text.isdigit():
        return int(text) if len(text) <= 12 and (text == "0" or text[0] != "0") else None
    if _GROUPED.fullmatch(text) and text[0] != "0":
        return int(re.sub(r"\D", "", text))
    return None


def read(tokens: Tokens, index: int) -> Number | None:
    """The number that starts at a token, as far as it goes; None where none does."""
    if tokens.kind(index) == "number":
        return _read_digits(tokens, index)
    word = lexicon().words[tokens.texts[index]]
    if word.kind == "ordinal" or word.kind == "ordinal_stem":
        return _read_ordinal(tokens, index, word)
    start = _group(tokens, index, word.definite)
    if start is None:
        return None
    value, last = start
    return _with_scales(tokens, index, value, last, "words")


def _read_digits(tokens: Tokens, index: int) -> Number | None:
    text = tokens.texts[index]
    value = digits_value(text)
    follower = _word_at(tokens, index + 1)
    scaled = follower is not None and follower.kind in _MULTIPLIERS and not follower.joined and not follower.bound
    if value is None:
        if not scaled or follower is None or not _DECIMAL.fullmatch(text):
            return None
        exact = float(re.sub(r"[,٫]", ".", text)) * follower.value
        return Number(index, index + 2, round(exact), "mixed", False)
    if scaled:
        return _with_scales(tokens, index, value, index + 1, "digits")
    return Number(index, index + 1, value, "digits", False)


def _word_at(tokens: Tokens, index: int) -> Word | None:
    if index >= len(tokens.texts):
        return None
    if tokens.texts[index] == "واحد" and index + 1 < len(tokens.texts) and _TENTH.fullmatch(tokens.texts[index + 1]):
        return Word("stem", 1, joined=True)  # «وأحد عشر», and eleven
    return lexicon().words.get(tokens.texts[index])


def _with_scales(tokens: Tokens, first: int, value: int, last: int, form: Form) -> Number | None:
    """Multiplies by thousands and millions, and adds what «و» (and) joins below them."""
    total = 0
    ceiling = LARGEST
    while True:
        word = _word_at(tokens, last)
        if word is not None and word.kind in _MULTIPLIERS and not word.joined and not word.bound and value < word.value:
            value *= word.value
            ceiling_of_group = word.value
            last += 1
            if form == "digits":
                form = "mixed"
        else:
            ceiling_of_group = _scale_of(value)
        if ceiling_of_group > ceiling:
            return None
        total += value
        ceiling = min(ceiling, ceiling_of_group)
        more = _added(tokens, last, ceiling)
        if more is None:
            return Number(first, last, total, form, False)
        value, last, digits = more
        if digits != (form == "digits"):
            form = "mixed"


def _scale_of(value: int) -> int:
    """The largest of thousand, million … that divides a value, below which «و» may add to it; 1 where none does."""
    for scale in (10**9, 10**6, 1000, 100):
        if value and value % scale == 0:
            return scale
    return 1


def _added(tokens: Tokens, index: int, ceiling: int) -> tuple[int, int, bool] | None:
    """What «و» adds at a token, if it is below the ceiling: value, next token, and whether it is in digits."""
    if ceiling <= 1 or index >= len(tokens.texts):
        return None
    separate = tokens.texts[index] == "و" and index + 1 < len(tokens.texts)
    at = index + 1 if separate else index
    if tokens.kind(at) == "number":
        value = digits_value(tokens.texts[at]) if separate else None
        scale = _word_at(tokens, at + 1)
        reach = value
        if value is not None and scale is not None and scale.kind in _MULTIPLIERS and not scale.joined:
            reach = value * scale.value
        follows = reach is not None and 0 < reach < ceiling and not is_dated(tokens, at)
        return (value, at + 1, True) if follows and value is not None else None
    word = _word_at(tokens, at)
    if word is None or word.bound or word.joined == separate or word.kind.startswith("ordinal"):
        return None
    if word.kind == "half":
        scale = _word_at(tokens, at + 1)
        half = (
            scale.value // 2 if scale is not None and scale.kind in _MULTIPLIERS and not scale.joined else ceiling // 2
        )
        taken = 2 if scale is not None and scale.kind in _MULTIPLIERS and not scale.joined else 1
        return (half, at + taken, False) if half < ceiling else None
    group = _group(tokens, at, True)
    if group is None:
        return None
    value, last = group
    scale = _word_at(tokens, last)
    reach = value * scale.value if scale is not None and scale.kind in _MULTIPLIERS and not scale.joined else value
    return (value, last, False) if reach < ceiling else None


def _group(tokens: Tokens, index: int, definite: bool) -> tuple[int, int] | None:
    """A value below a thousand in words (or a bare scale word), and the token after it."""
    word = _word_at(tokens, index)
    if word is None:
        return None
    follower = _word_at(tokens, index + 1)
    plain = follower is not None and not follower.joined and not follower.bound
    if word.kind in ("stem", "unit", "one") and follower is not None and plain:
        if word.value < 10 and _TENTH.fullmatch(tokens.texts[index + 1]):
            return word.value + 10, index + 2
        if word.kind != "one" and 3 <= word.value <= 9 and follower.kind == "hundred":
            return _below_hundred(tokens, word.value * 100, index + 2, definite)
    if word.kind in ("stem", "unit", "one"):
        ten = _joined_ten(tokens, index + 1, word.definite)
        if ten is not None and word.value < 10:
            return word.value + ten[0], ten[1]
        return None if word.kind == "stem" else (word.value, index + 1)
    if word.kind in ("hundred", "hundreds"):
        return _below_hundred(tokens, word.value, index + 1, definite)
    if word.kind == "half":
        scaled = follower is not None and plain and follower.kind in _MULTIPLIERS
        return (follower.value // 2, index + 2) if scaled and follower is not None else None
    if word.kind in ("teen", "ten", "scale", "scales"):
        return _dual_thousand(tokens, index) if tokens.texts[index].endswith("الفا") else (word.value, index + 1)
    return None


def _dual_thousand(tokens: Tokens, index: int) -> tuple[int, int]:
    """«ألفا» that stands alone: 2000 in construct before its noun («ألفا قتيل»), else 1000."""
    after = tokens.texts[index + 1] if index + 1 < len(tokens.texts) else ""
    noun = len(after) > 2 and tokens.kind(index + 1) == "word" and after[0] != "و" and not after.startswith("ال")
    return (2000 if noun else 1000), index + 1


def _joined_ten(tokens: Tokens, index: int, definite: bool) -> tuple[int, int] | None:
    """«وعشرين» (and twenty), also with a blank after «و»."""
    separate = index + 1 < len(tokens.texts) and tokens.texts[index] == "و"
    word = _word_at(tokens, index + 1 if separate else index)
    if word is None or word.kind != "ten" or word.bound or word.joined == separate or (word.definite and not definite):
        return None
    return word.value, index + (2 if separate else 1)


def _below_hundred(tokens: Tokens, hundreds: int, index: int, definite: bool) -> tuple[int, int]:
    """Hundreds, and what «و» adds below a hundred to them."""
    separate = index + 1 < len(tokens.texts) and tokens.texts[index] == "و"
    at = index + 1 if separate else index
    if separate and tokens.kind(at) == "number":
        value = digits_value(tokens.texts[at])
        return (hundreds + value, at + 1) if value is not None and 0 < value < 100 else (hundreds, index)
    word = _word_at(tokens, at)
    if word is None or word.bound or word.joined == separate or (word.definite and not definite):
        return hundreds, index
    if word.kind not in ("stem", "one", "unit", "teen", "ten"):
        return hundreds, index
    rest = _group(tokens, at, definite)
    return (hundreds + rest[0], rest[1]) if rest is not None and rest[0] < 100 else (hundreds, index)


def _read_ordinal(tokens: Tokens, index: int, word: Word) -> Number | None:
    """«الثالث عشر» (13th), «الخامس والعشرين» (25th), «ثالث» (third)."""
    if index + 1 < len(tokens.texts) and _TENTH.fullmatch(tokens.texts[index + 1]):
        return Number(index, index + 2, 10 + word.value, "words", True)
    ten = _joined_ten(tokens, index + 1, word.definite)
    if ten is not None and word.definite and word.value < 10:
        return Number(index, ten[1], word.value + ten[0], "words", True)
    return None if word.kind == "ordinal_stem" else Number(index, index + 1, word.value, "words", True)


def is_dated(tokens: Tokens, index: int) -> bool:
    """Whether a number is the day of a date: a month's name follows, at once or after «من» (of)."""
    after = index + 1
    if after < len(tokens.texts) and tokens.texts[after] == "من":
        after += 1
    return after < len(tokens.texts) and tokens.texts[after] in month_starts()
