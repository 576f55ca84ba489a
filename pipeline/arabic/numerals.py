"""Numbers in folded text that count or rank something, with the clitics that newspapers glue to them.

Numbers that count nothing (years, clock times, days of a date, «الفرقة 25», the 25th Division, percentages) are left
out. Kept out: how numbers are written (``number_words``), bounds and hedges around them (``quantities``), and dates
(``dates``).
"""

from collections.abc import Sequence

from pipeline.arabic.calendar import month_starts
from pipeline.arabic.number_words import Form, Number, digits_value, is_dated, lexicon, number_at, read
from pipeline.arabic.tokens import Token, Tokens

__all__ = ["Form", "Number", "digits_value", "number_at", "numbers"]


def numbers(tokens: Tokens) -> list[Number]:
    """The numbers that count or rank something, in order; ``value`` of «1,602» and «ألف وستمئة واثنان» is 1602."""
    words = lexicon().words
    found: list[Number] = []
    position = 0
    for index in [at for at, text in enumerate(tokens.texts) if text in words or text[0].isdigit()]:
        if index >= position:
            number = read(tokens, index)
            if number is not None:
                position = number.last
                if _counts(tokens, number):
                    found.append(number)
    return found


def _counts(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number counts or ranks something, and is no part of a date, a time, a name or a percentage."""
    known = lexicon()
    before = tokens[number.first - 1] if number.first else None
    after = tokens[number.last] if number.last < len(tokens) else None
    if is_dated(tokens, number.last - 1):
        return False
    if after is not None and (after.text == "%" or after.text in known.percents or _in_hundred(tokens, number.last)):
        return False
    if before is not None and before.text in known.labels:
        return False
    share = before is not None and (before.kind != "word" or before.text == "في")
    if share and tokens[number.first].text in known.percents:
        return False
    if number.form == "words":
        return _lone_one_counts(tokens, number)
    if _is_marked(tokens, number.first, number.last):
        return False
    return not (number.form == "digits" and _is_year(tokens, number, before, after))


def _in_hundred(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index].text == "في" and tokens[index + 1].text in lexicon().percents


def _lone_one_counts(tokens: Sequence[Token], number: Number) -> bool:
    """«واحد» beside its noun is an adjective («عائلة واحدة», one family); before «من» (of) it counts."""
    if number.value != 1 or number.ordinal or number.last - number.first > 1:
        return number.value != 2 or number.ordinal or tokens[number.first].text != "الاثنين"  # Monday
    after = tokens[number.last].text if number.last < len(tokens) else ""
    return after in ("من", "منهم", "منهما", "علي", "فقط") and not tokens[number.first].text.startswith("ال")


def _is_marked(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a mark glues digits to something: «18/», «11/11/2018», «03:06», «ميغ-23», «30-3-2023»."""
    begin, end = tokens[first], tokens[last - 1]
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before is not None and before.end == begin.start:
        if before.text in "/:@#_" or before.kind == "latin":
            return True
        if before.text == "-" and first > 1 and tokens[first - 2].end == before.start:
            return not _is_range(tokens, first - 2)
    if after is None or after.start != end.end:
        return False
    if after.text in "/_" or after.kind == "latin":
        return True
    if after.text == ":" or after.text == "-":
        beyond = tokens[last + 1] if last + 1 < len(tokens) else None
        if beyond is None or beyond.start != after.end or beyond.kind == "word":
            return False
        return after.text == ":" or not _is_range(tokens, last - 1)
    return False


def _is_range(tokens: Sequence[Token], index: int) -> bool:
    """Whether two numbers around a dash are a range of counts («30-40»), not a date, a score or years."""
    if index + 2 >= len(tokens) or tokens[index].kind != "number" or tokens[index + 2].kind != "number":
        return False
    low, high = digits_value(tokens[index].text), digits_value(tokens[index + 2].text)
    dashes = (index > 1 and tokens[index - 1].text == "-") or (
        index + 3 < len(tokens) and tokens[index + 3].text == "-"
    )
    return low is not None and high is not None and low < high and not dashes and not 1900 < low < 2100


def _is_year(tokens: Sequence[Token], number: Number, before: Token | None, after: Token | None) -> bool:
    """Whether four digits are a year: a word of time before them, or no word that they could count after them."""
    text = tokens[number.first].text
    if len(text) != 4 or not text.isdigit() or not 1900 <= number.value < 2100:
        return False
    if before is not None and (before.text in lexicon().years or before.text in month_starts() or before.text == "/"):
        return True
    if number.first > 1 and tokens[number.first - 2].text in month_starts():
        return True
    return after is None or after.kind != "word" or len(after.text) < 3
