"""The day an article was published, and how it is known. Kept out: when the harm it reports took place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.arabic.datelines import dateline, day_written
from pipeline.contracts import codes
from pipeline.ingest.sources import ARABIC, Dates
from pipeline.lexicon import LexiconError

YEARS = range(1900, 2101)  # a slip of the keyboard lies outside, and days reckoned from it need not exist
SOON = timedelta(days=7)  # within which news of an incident comes; a dateline after it is that of a visit or a change
ISO = Dates()
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication with its basis, and what was wrong with the date as given ('' for nothing)."""

    day: date | None
    basis: str
    complaint: str = ""


def published(given: object, basis: str | None, text: str, written: Dates = ISO) -> Published:
    """The day given with the article, else the one its dateline states, else none.

    A linked incident's day gives way to a dateline of the week from it on. ``written`` says how its source writes
    dates. A date that cannot be read is complained of, and counts as not given.
    """
    complaint = ""
    day: date | None = None
    if given is not None and given != "":
        day = _day(given, written)
        if day is None:
            remedy = f"mend published.format ({' or '.join(written.format)})" if written.format else "write YYYY-MM-DD"
            complaint = f"{str(given)[:40]!r} is no date; the article is kept without it: {remedy}"
        elif day.year not in YEARS:
            day = None
            complaint = f"{str(given)[:40]!r} is no year of a news article; it is kept without a date: mend the year"
    if day is None or basis == "linked_incident":
        try:
            stated = dateline(text)
        except LexiconError:
            raise
        except Exception as error:  # one text must not cost the others
            said = f"its head could not be read for a date ({type(error).__name__}); report it"
            return Published(day, basis if day and basis else "unknown", "; ".join(filter(None, (complaint, said))))
        if stated and (day is None or timedelta(0) <= stated.day - day <= SOON):
            return Published(stated.day, "stated_in_text", complaint)
        if day is None:
            return Published(None, "unknown", complaint)
    if basis is None or basis == "unknown":
        return Published(day, "metadata")
    if basis not in codes.PUBLISHED_BASIS:
        return Published(
            day,
            "metadata",
            f"{basis[:40]!r} is no published_basis; metadata stands in: {', '.join(codes.PUBLISHED_BASIS)}",
        )
    return Published(day, basis)


def _day(given: object, written: Dates) -> date | None:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    moment = given if isinstance(given, datetime) else _moment(given, written) if isinstance(given, str) else None
    if isinstance(moment, datetime):
        zone = written.zone
        return moment.astimezone(zone).date() if zone and moment.tzinfo else moment.date()
    return moment


def _moment(given: str, written: Dates) -> datetime | date | None:
    """The time, or day, that a source writes in one of its formats; in ISO 8601 where it states none."""
    for form in written.format:
        if form == ARABIC:
            day = day_written(given)
            if day is not None:
                return day
            continue
        try:
            return datetime.strptime(given.strip().translate(_DIGITS), form)
        except ValueError:
            continue
    if written.format:
        return None
    try:
        return datetime.fromisoformat(given.strip().replace("/", "-"))
    except ValueError:
        return None
