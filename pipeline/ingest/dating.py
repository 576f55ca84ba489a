"""The day an article was published, and how it is known. Kept out: when the harm it reports took place."""

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.arabic.datelines import dateline
from pipeline.contracts import codes

YEARS = range(1900, 2101)  # a slip of the keyboard lies outside, and days reckoned from it need not exist


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication with its basis, and what was wrong with the date as given ('' for nothing)."""

    day: date | None
    basis: str
    complaint: str = ""


def published(given: object, basis: str | None, text: str) -> Published:
    """The day given with the article, else the one its dateline states, else none.

    A date that cannot be read is complained of, and counts as not given.
    """
    complaint = ""
    day: date | None = None
    if given is not None and given != "":
        day = _day(given)
        if day is None:
            complaint = f"{str(given)[:40]!r} is no date; the article is kept without it: write YYYY-MM-DD"
        elif day.year not in YEARS:
            day = None
            complaint = f"{str(given)[:40]!r} is no year of a news article; it is kept without a date: mend the year"
    if day is None:
        stated = dateline(text)
        return Published(stated.day, "stated_in_text", complaint) if stated else Published(None, "unknown", complaint)
    if basis is None or basis == "unknown":
        return Published(day, "metadata")
    if basis not in codes.PUBLISHED_BASIS:
        return Published(
            day,
            "metadata",
            f"{basis[:40]!r} is no published_basis; metadata stands in: {', '.join(codes.PUBLISHED_BASIS)}",
        )
    return Published(day, basis)


def _day(given: object) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if not isinstance(given, str):
        return None
    try:
        return datetime.fromisoformat(given.strip().replace("/", "-")).date()
    except ValueError:
        return None
