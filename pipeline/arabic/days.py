"""Dates as written: «6 تشرين الثاني/نوفمبر», «11/11/2018», «التاسع من نوفمبر», «شهر شباط الماضي», Hijri dates.

Each reader takes the tokens and where to start, and gives the days meant and the token after them, or None.
Kept out: weekdays, «أمس» (yesterday) and spans of days (``dates``).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.arabic.calendar import Month, first_of_month, from_hijri, last_of_month, month_starts, months
from pipeline.arabic.numerals import number_at
from pipeline.arabic.timewords import time_words
from pipeline.arabic.tokens import Tokens
from pipeline.values import value

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})\.(\d{1,2})\.(\d{1,2})")
_LONGEST_MONTH = max(map(len, months()))
_MONTH_HEADS = frozenset(words[0] for words in months())
LEEWAY = timedelta(days=3)  # a page may bear a date some days before that of the report


@value(frozen=True, slots=True)
class Written:
    """The first and last day of a written date (None where it cannot be resolved), and the token after it."""

    last: int
    begin: date | None
    end: date | None


@value(frozen=True, slots=True)
class Named:
    """A month as named, perhaps twice («فبراير/ شباط»), with what tells its year, and the token after it."""

    last: int
    month: Month
    year: int | None
    past: bool
    current: bool
    future: bool
    last_year: bool = False  # «من العام الماضي»


def written_date(tokens: Tokens, index: int, published: date | None) -> Written | None:
    """A day, or days of one month, written with a month's name or in figures."""
    if index < len(tokens.texts) and tokens.texts[index] == "ال":
        index += 1
    return _numeric(tokens, index, published) or _spelt(tokens, index, published)


def month_period(tokens: Tokens, index: int, published: date | None, cued: bool = False) -> Written | None:
    """A whole month. A name that is also an everyday word needs a cue: «شهر» (month), a year, «الماضي» (last)."""
    cued = cued or tokens.texts[index].removeprefix("ل").removeprefix("ب") in ("شهر", "شهري")
    start = index + 1 if tokens.texts[index].lstrip("وبل") in ("شهر", "شهري") else index
    named = month_at(tokens, start)
    if named is None or named.future:
        return None
    prefixed = tokens.texts[start][0] == "ب" and tokens.texts[start] != "باب"  # «باب» is a gate: «معبر باب الهوى»
    cued = (cued and tokens.texts[start] != "باب") or prefixed or bool(named.year or named.past or named.current)
    if not cued and named.month.reads != "free":
        return None
    if named.month.hijri:
        if named.year is None:
            return None
        begin = from_hijri(named.year, named.month.number, 1)
        after = from_hijri(named.year + named.month.number // 12, named.month.number % 12 + 1, 1)
        return Written(named.last, begin, after - timedelta(days=1) if after else None)
    year = _year_of_month(named, published)
    if year is None:
        return Written(named.last, None, None)
    return Written(named.last, first_of_month(year, named.month.number), last_of_month(year, named.month.number))


def year_at(tokens: Tokens, index: int) -> int | None:
    """The year that a token of four digits writes."""
    if index >= len(tokens.texts) or tokens.kind(index) != "number" or len(tokens.texts[index]) != 4:
        return None
    text = tokens.texts[index]
    return int(text) if text.isdigit() and (1900 <= int(text) < 2100 or 1350 <= int(text) < 1500) else None


def month_at(tokens: Tokens, index: int) -> Named | None:
    """A month's name at a token, with its double, year and «الماضي» (last), «الجاري» (this)."""
    found = _month_name(tokens, index)
    if found is None:
        return None
    month, last = found
    for skip in (1, 2):  # the other name of the same month, after a slash or in brackets
        if last + skip < len(tokens.texts) and all(text in "/-(–" for text in tokens.texts[last : last + skip]):
            double = _month_name(tokens, last + skip)
            if double is not None and double[0].number == month.number:
                last = double[1]
                if last < len(tokens.texts) and tokens.texts[last] == ")":
                    last += 1
                break
    texts = tokens.texts[last : last + 8]
    words = time_words()
    past, current, future = (words.holds(kind, texts, 0) for kind in ("past", "current", "future"))
    at = 1 if past or current or future else 0
    while at < len(texts) and texts[at] in (*"/،,-", "من", "عام", "العام", "سنه", "للعام", "لعام"):
        at += 1
    year = year_at(tokens, last + at)
    if year is not None:
        after = last + at + 1
        marked = after < len(tokens.texts) and tokens.texts[after] in ("ه", "هجري", "هجريه", "م", "ميلادي")
        return Named(after + marked, month, year, False, False, False)
    of_year = texts[1:] if texts[:1] == ["من"] else texts
    if of_year[:1] and of_year[0] in ("العام", "السنه") and words.holds("past", of_year, 1):
        return Named(last + len(texts) - len(of_year) + 2, month, None, True, False, False, last_year=True)
    return Named(last + (1 if past or current else 0), month, None, past, current, future)


def _month_name(tokens: Tokens, index: int) -> tuple[Month, int] | None:
    if index >= len(tokens.texts):
        return None
    first, starts = tokens.texts[index], month_starts()
    if first not in starts and first[0] in "وفبل" and first[1:] in starts:
        first = first[1:]
    if first not in _MONTH_HEADS:
        return None
    texts = (first, *tokens.texts[index + 1 : index + _LONGEST_MONTH])
    for length in range(len(texts), 0, -1):
        month = months().get(texts[:length])
        if month is not None:
            return month, index + length
    return None


def names_month(text: str) -> bool:
    """Whether a word, clitics on or off, begins a month's name."""
    return text in _MONTH_HEADS or (text[0] in "وفبل" and text[1:] in _MONTH_HEADS)


def _year_of_month(named: Named, published: date | None) -> int | None:
    """The year in which a month without one lies: the latest that does not begin after publication."""
    if named.year is not None or published is None:
        return named.year
    if named.last_year:
        return published.year - 1
    number = named.month.number
    if named.past:
        return published.year if number < published.month else published.year - 1
    return published.year if number <= published.month else published.year - 1


def _spelt(tokens: Tokens, index: int, published: date | None) -> Written | None:
    """«6 تشرين الثاني», «30 من آب», «12 و13 حزيران», «الأول من الشهر الجاري»."""
    day = _day_number(tokens, index)
    if day is None:
        return None
    first = last = day[0]
    at = day[1]
    if at + 1 < len(tokens.texts) and tokens.texts[at] in ("و", "-", "الي", "–", "حتي"):
        second = _day_number(tokens, at + 1)
        if second is not None and first < second[0]:
            last, at = second
    while at < len(tokens.texts) and tokens.texts[at] in ("من", "/", "-", "شهر", "ل"):
        at += 1
    if at >= len(tokens.texts):
        return None
    named = month_at(tokens, at)
    if named is None:
        return _of_this_month(tokens, at, first, last, published)
    if named.future:
        return None
    begin, end = (_day(named, day, published) for day in (first, last))
    return Written(named.last, begin, end)


def _day_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The day of a month at a token, «04» and «الرابع» (the fourth) too, and the token after it."""
    if index >= len(tokens.texts):
        return None
    text = tokens.texts[index]
    if text.isdigit() and len(text) <= 2:
        return (int(text), index + 1) if 1 <= int(text) <= 31 else None
    number = number_at(tokens, index)
    return (number.value, number.last) if number is not None and 1 <= number.value <= 31 else None


def _of_this_month(tokens: Tokens, at: int, first: int, last: int, published: date | None) -> Written | None:
    """«من الشهر الجاري» (of this month), «من الشهر الماضي» (of last month)."""
    texts = tokens.texts[at : at + 2]
    if tokens.texts[at - 1] != "من" or not texts or texts[0] not in ("الشهر", "هذا"):
        return None
    past, current = (time_words().holds(kind, texts, 1) for kind in ("past", "current"))
    if not (past or current or texts == ["هذا", "الشهر"]):
        return None
    if published is None:
        return Written(at + 2, None, None)
    back = 1 if past else 0
    month = first_of_month(published.year, published.month - back)
    days = [_safe(month.year, month.month, day) for day in (first, last)]
    return Written(at + 2, days[0], days[1])


def _day(named: Named, day: int, published: date | None) -> date | None:
    """A day of a named month; without a year, its latest occurrence not after publication."""
    if named.month.hijri:
        return from_hijri(named.year, named.month.number, day) if named.year is not None else None
    if named.year is not None:
        return _safe(named.year, named.month.number, day)
    if published is None:
        return None
    if named.last_year:
        return _safe(published.year - 1, named.month.number, day)
    if named.current:
        return _safe(published.year, named.month.number, day)
    latest = _safe(published.year, named.month.number, day)
    early = latest is not None and latest > published + (timedelta(0) if named.past else LEEWAY)
    return _safe(published.year - 1, named.month.number, day) if early or latest is None else latest


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(tokens: Tokens, index: int, published: date | None) -> Written | None:
    """«11/11/2018», «2021-05-06», «12.05.2018», «١١/نوفمبر/٢٠١٨»; day before month, as Arabic pages write."""
    if index >= len(tokens.texts) or tokens.kind(index) != "number":
        return None
    dotted = _DOTTED.fullmatch(tokens.texts[index])
    if dotted:
        parts = [int(part) for part in dotted.groups() if part is not None]
        return _ordered(parts, index + 1)
    values = list(_slashed(tokens, index))
    if len(values) < 3:
        return None
    return _ordered(values[:3], index + 5)


def _slashed(tokens: Tokens, index: int) -> Iterator[int]:
    """The figures at a token that slashes or dashes join."""
    while index < len(tokens.texts) and tokens.kind(index) == "number" and tokens.texts[index].isdigit():
        yield int(tokens.texts[index])
        if index + 1 >= len(tokens.texts) or tokens.texts[index + 1] not in "/-":
            return
        index += 2


def _ordered(parts: Sequence[int], last: int) -> Written | None:
    first, month, third = parts
    if first > 31:
        day = _safe(first, month, third)
    elif third > 31:
        day = _safe(third, month, first) or _safe(third, first, month)
    else:
        return None
    return Written(last, day, day) if day is not None and 1350 < day.year < 2100 else None
