"""Months and weekdays: their names in Levantine, Western, Maghrebi and Hijri use, and the days they stand for.

Kept out: time expressions in a text (``dates``).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from hijridate import Hijri

from pipeline.arabic.fold import fold_word
from pipeline.lexicon import LexiconError, converted, read_rows
from pipeline.project import SEEDS

Calendar = Literal["levantine", "western", "maghrebi", "hijri"]

PATH = SEEDS / "lexicons" / "months.csv"
_CALENDARS: dict[str, Calendar] = {
    "levantine": "levantine",
    "western": "western",
    "maghrebi": "maghrebi",
    "hijri": "hijri",
}
Reads = Literal["free", "dated", "cued"]
_READS: dict[str, Reads] = {"free": "free", "dated": "dated", "cued": "cued"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its number, 1 to 12, whether it is one of the Hijri year, and when its name is read as a month.

    ``reads``: ``free`` always; ``dated`` after the number of a day, or with a cue (the name is an everyday word too, as
    «رمضان» is a man's); ``cued`` only with a cue, such as «شهر» (month) or a year («صفر» is zero).
    """

    number: int
    hijri: bool
    reads: Reads


@cache
def months() -> dict[tuple[str, ...], Month]:
    """Each month name, as its folded words; LexiconError where a row cannot be used."""
    found: dict[tuple[str, ...], Month] = {}
    for row in read_rows(PATH, ("text", "month", "calendar", "reads", "example"), unique=("text",)):
        number = converted(PATH, row, "month", int, "a number from 1 to 12")
        calendar = converted(PATH, row, "calendar", _CALENDARS.__getitem__, " or ".join(_CALENDARS))
        reads = converted(PATH, row, "reads", _READS.__getitem__, " or ".join(_READS))
        words = tuple(fold_word(row["text"]).split())
        if not 1 <= number <= 12:
            raise LexiconError(PATH, int(row["line"]), f"month is {number}", "it takes a number from 1 to 12")
        if words in found:
            raise LexiconError(PATH, int(row["line"]), f"{row['text']} folds to a name given before", "remove the row")
        found[words] = Month(number, calendar == "hijri", reads)
    return found


@cache
def month_starts() -> frozenset[str]:
    """The first word of every month name that is one after a number."""
    return frozenset(words[0] for words, month in months().items() if month.reads != "cued")


def first_of_month(year: int, month: int) -> date:
    """The first day of a month; months beyond December or before January run on into other years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; see ``first_of_month``."""
    return date.fromordinal(first_of_month(year, month + 1).toordinal() - 1)


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri date (Umm al-Qura calendar); None where there is no such day or table."""
    try:
        converted_date = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(converted_date.year, converted_date.month, converted_date.day)


def weekday_before(published: date, weekday: int, strictly: bool = False) -> date:
    """The latest day with a weekday (Monday 0) that is not after a day; ``strictly`` before it."""
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def weekday_of_news(published: date, weekday: int) -> date:
    """The latest day with a weekday; the day after rather than six days before, which news calls «الماضي» (last).

    Pages are dated a day too early more often (time zones, nightly updates) than news leaves such a word out.
    """
    before = weekday_before(published, weekday)
    return before if (published - before).days < 6 else published + timedelta(days=1)


def weekday_near(day: date, weekday: int) -> date:
    """The day with a weekday that is nearest to a day: «اليوم الاثنين» beats a page's date that is a day off."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
