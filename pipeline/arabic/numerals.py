"""Numbers in folded text that count or rank something, with the clitics that newspapers glue to them.

Numbers that count nothing (years, clock times, days of a date, «الفرقة 25», the 25th Division, percentages) are left
out. Kept out: how numbers are written (``number_words``), bounds and hedges around them (``quantities``), and dates
(``dates``).
"""

from functools import cache
from itertools import compress

from pipeline.arabic.calendar import month_starts
from pipeline.arabic.memo import Memo
from pipeline.arabic.number_words import Form, Number, begins_number, digits_value, is_dated, lexicon, number_at, read
from pipeline.arabic.tokens import Tokens

__all__ = ["Form", "Number", "digits_value", "number_at", "numbers"]


def numbers(tokens: Tokens) -> list[Number]:
    """The numbers that count or rank something, in order; ``value`` of «1,602» and «ألف وستمئة واثنان» is 1602."""
    found: list[Number] = []
    position = 0
    for index in compress(range(len(tokens.texts)), map(_begins().__getitem__, tokens.texts)):
        if index >= position:
            number = read(tokens, index)
            if number is not None:
                position = number.last
                if _counts(tokens, number):
                    found.append(number)
    return found


@cache
def _begins() -> Memo[bool]:
    return Memo(begins_number)


def _counts(tokens: Tokens, number: Number) -> bool:
    """Whether a number counts or ranks something, and is no part of a date, a time, a name or a percentage."""
    known = lexicon()
    before = tokens.texts[number.first - 1] if number.first else ""
    after = tokens.texts[number.last] if number.last < len(tokens.texts) else ""
    if is_dated(tokens, number.last - 1):
        return False
    if after == "%" or after in known.percents or _in_hundred(tokens, number.last):
        return False
    if before in known.labels:
        return False
    share = before == "في" or (before and tokens.kind(number.first - 1) != "word")
    if share and tokens.texts[number.first] in known.percents:
        return False
    if number.form == "words":
        return _lone_one_counts(tokens, number)
    if _is_marked(tokens, number.first, number.last):
        return False
    return not (number.form == "digits" and _is_year(tokens, number, before, after))


def _in_hundred(tokens: Tokens, index: int) -> bool:
    here = tokens.texts[index : index + 2]
    return len(here) == 2 and here[0] == "في" and here[1] in lexicon().percents


def _lone_one_counts(tokens: Tokens, number: Number) -> bool:
    """«واحد» beside its noun is an adjective («عائلة واحدة», one family); before «من» (of) it counts."""
    if number.value != 1 or number.ordinal or number.last - number.first > 1:
        return number.value != 2 or number.ordinal or tokens.texts[number.first] != "الاثنين"  # Monday
    after = tokens.texts[number.last] if number.last < len(tokens.texts) else ""
    return after in ("من", "منهم", "منهما", "علي", "فقط") and not tokens.texts[number.first].startswith("ال")


def _is_marked(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a mark glues digits to something: «18/», «11/11/2018», «03:06», «ميغ-23», «30-3-2023»."""
    texts = tokens.texts
    if first and tokens.end(first - 1) == tokens.start(first):
        if texts[first - 1] in "/:@#_" or tokens.kind(first - 1) == "latin":
            return True
        if texts[first - 1] == "-" and first > 1 and tokens.end(first - 2) == tokens.start(first - 1):
            return not _is_range(tokens, first - 2)
    if last >= len(tokens.texts) or tokens.start(last) != tokens.end(last - 1):
        return False
    after = texts[last]
    if after in "/_" or tokens.kind(last) == "latin":
        return True
    if after == ":" or after == "-":
        beyond = last + 1
        if beyond >= len(tokens.texts) or tokens.start(beyond) != tokens.end(last) or tokens.kind(beyond) == "word":
            return False
        return after == ":" or not _is_range(tokens, last - 1)
    return False


def _is_range(tokens: Tokens, index: int) -> bool:
    """Whether two numbers around a dash are a range of counts («30-40»), not a date, a score or years."""
    if index + 2 >= len(tokens.texts) or tokens.kind(index) != "number" or tokens.kind(index + 2) != "number":
        return False
    low, high = digits_value(tokens.texts[index]), digits_value(tokens.texts[index + 2])
    dashes = (index > 1 and tokens.texts[index - 1] == "-") or (
        index + 3 < len(tokens.texts) and tokens.texts[index + 3] == "-"
    )
    return low is not None and high is not None and low < high and not dashes and not 1900 < low < 2100


def _is_year(tokens: Tokens, number: Number, before: str, after: str) -> bool:
    """Whether four digits are a year: a word of time before them, or no word that they could count after them."""
    text = tokens.texts[number.first]
    if len(text) != 4 or not text.isdigit() or not 1900 <= number.value < 2100:
        return False
    if before in lexicon().years or before in month_starts() or before == "/":
        return True
    if number.first > 1 and tokens.texts[number.first - 2] in month_starts():
        return True
    return len(after) < 3 or tokens.kind(number.last) != "word"
