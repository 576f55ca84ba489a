"""Days and spans of days as a sentence names them: «مساء أمس الاثنين», «ليلة الخميس إلى الجمعة», «الأيام الماضية».

Kept out: what leads an expression («منذ», since; «قبل», ago) and the readings that others call (``dates``).
"""

from datetime import date, timedelta
from typing import Literal

from pipeline.arabic.calendar import first_of_month, last_of_month, weekday_before, weekday_near, weekday_of_news
from pipeline.arabic.days import Written, month_at, month_period, written_date, year_at
from pipeline.arabic.numerals import number_at
from pipeline.arabic.timewords import time_words
from pipeline.arabic.tokens import Tokens
from pipeline.values import replace, value

Kind = Literal["day", "night", "part_of_day", "window", "period", "open"]
SPANS = frozenset(("window", "period", "open"))  # kinds that are no day

_PRECISION: dict[Kind, int] = {"day": 1, "part_of_day": 1, "night": 2, "window": 2, "period": 4, "open": 5}
_KINDS: dict[str, Kind] = {kind: kind for kind in _PRECISION}
_OTHER_DAY = frozenset({"التالي", "السابق", "ذاته", "نفسه", "عينه", "المذكور", "الواحد", "العالمي"})
SINGULAR = frozenset({"يوم", "اسبوع", "شهر", "عام", "سنه", "ساعه"})
DEFINITE_SINGULAR = frozenset("ال" + unit for unit in SINGULAR)
_TWO_DAYS = "يومي"
_BETWEEN_DAYS = frozenset({"الي", "-", "–", "—", "/", "علي", "حتي"})


@value(frozen=True, slots=True)
class TimeExpression:
    """A time expression at tokens ``first`` to ``last`` (exclusive): inclusive days, None where open or unresolved.

    ``precision`` is UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 more. A ``part_of_day`` names no day
    of its own and is read as the day of publication.
    """

    first: int
    last: int
    date_from: date | None
    date_to: date | None
    precision: int
    kind: Kind


_SHARES = {  # which share of a year or month, of how many
    "first_half": (0, 2), "second_half": (1, 2),
    "first_quarter": (0, 4), "second_quarter": (1, 4), "third_quarter": (2, 4), "last_quarter": (3, 4),
}  # fmt: skip


def _share(begin: date, end: date, part: int, of: int) -> tuple[date, date]:
    """A share of a span: of a year in whole months, «النصف الأول من العام» to the last day of June."""
    if (begin.month, begin.day) == (1, 1) and end.month == 12:
        months = 12 // of
        last = last_of_month(begin.year, (part + 1) * months)
        return first_of_month(begin.year, part * months + 1), last
    days = (end - begin).days + 1
    return begin + timedelta(days * part // of), begin + timedelta(days * (part + 1) // of - 1)


def precision(begin: date | None, end: date | None, kind: Kind) -> int:
    """UCDP's date_prec of a span; of its kind where it is not resolved."""
    if begin is None or end is None:
        return 5 if begin or end else _PRECISION[kind]
    length = (end - begin).days + 1
    for code, longest in ((1, 1), (2, 6), (3, 8), (4, 31)):
        if length <= longest:
            return code
    return 5


class SpanReader:
    """Reads the day or span that starts at a token. Each method gives it, or None where there is none of its kind."""

    def __init__(self, tokens: Tokens, published: date | None, said_on: date | None) -> None:
        self.tokens = tokens
        self.texts = tokens.texts
        self.published = published
        self.said_on = said_on
        self.words = time_words()

    def make(self, first: int, last: int, begin: date | None, end: date | None, kind: Kind) -> TimeExpression:
        return TimeExpression(first, last, begin, end, precision(begin, end, kind), kind)

    def back(self, first: int, last: int, begin: int | None, end: int, kind: Kind) -> TimeExpression:
        """Days counted back from the day of the statement."""
        if self.said_on is None:
            return self.make(first, last, None, None, kind)
        started = None if begin is None else self.said_on + timedelta(days=begin)
        return self.make(first, last, started, self.said_on + timedelta(days=end), kind)

    def _skip(self, index: int, marks: str) -> int:
        return index + 1 if index < len(self.texts) and self.texts[index] in marks else index

    # days

    def day(self, first: int) -> TimeExpression | None:
        """A day: its part, «يوم», «اليوم» or «أمس», the weekday, the date; any of them, in that order."""
        at = first
        if self.texts[at].lstrip("وبلف") == _TWO_DAYS:
            return self._two_weekdays(first)
        part = self.words.match("part", self.texts, at)
        at = self._of(part[1]) if part else at
        if at < len(self.texts) and self.texts[at].lstrip("وبلف") == "يوم" and at + 1 < len(self.texts):
            at += 1
        today = self.words.match("day", self.texts, at)
        if today is not None:
            return self._named_day(first, at, int(today[0]), today[1])
        weekday = self.words.match("weekday", self.texts, at)
        if weekday is not None:
            return self._weekday(first, int(weekday[0]), weekday[1], part is not None)
        written = written_date(self.tokens, at, self.published)
        if written is None or (written.begin is None and self.published is not None):
            return None
        kind: Kind = "day" if written.begin == written.end else "window"
        return self.make(first, written.last, written.begin, written.end, kind)

    def _two_weekdays(self, first: int) -> TimeExpression | None:
        """«يومي السبت والأحد», on Saturday and Sunday."""
        one = self.words.match("weekday", self.texts, first + 1)
        other = self.words.match("weekday", self.texts, one[1]) if one is not None else None
        if one is None or other is None or not self.texts[one[1]].startswith("و"):
            return None
        past = self.words.match("past", self.texts, other[1])
        begin, end = (self._latest(int(day[0]), past is not None) for day in (one, other))
        if begin is not None and end is not None and begin > end:
            begin -= timedelta(days=7)  # «السبت والأحد», told on a Saturday
        return self.make(first, past[1] if past else other[1], begin, end, "window")

    def _of(self, index: int) -> int:
        """After «من» (of), and an hour before it: «فجر من يوم …»."""
        return index + 1 if index < len(self.texts) and self.texts[index] == "من" else index

    def _named_day(self, first: int, at: int, offset: int, last: int) -> TimeExpression | None:
        following = number_at(self.tokens, last)
        if offset == 0 and (
            (
                last < len(self.texts)
                and (self.texts[last] in _OTHER_DAY or self.words.holds("future", self.texts, last))
            )
            or (following is not None and following.ordinal and self.texts[last].startswith("ال"))
            or (at and self.texts[at - 1] in ("ذلك", "حتي"))
        ):
            return None  # «اليوم التالي», the next day; «اليوم الثالث», the third day; «ذلك اليوم», that day
        day = self.published + timedelta(days=offset) if self.published else None
        weekday = self.words.match("weekday", self.texts, self._skip(last, "،,:-("))
        if weekday is not None:
            last = self._skip(weekday[1], ")")
            day = weekday_near(day, int(weekday[0])) if day else None
        written = self._written_after(last)
        if written is not None:
            return self.make(first, written.last, written.begin, written.end, "day")
        return self.make(first, last, day, day, "day")

    def _written_after(self, last: int) -> Written | None:
        """The date that follows a weekday, perhaps after «الموافق» (corresponding to) or a comma."""
        at = self._skip(last, "،,(-")
        named = self.words.match("named", self.texts, at)
        written = written_date(self.tokens, named[1] if named else at, self.published)
        if written is None or (written.begin is None and self.published is not None):
            return None
        return replace(written, last=self._skip(written.last, ")")) if self.texts[at - 1] == "(" else written

    def _weekday(self, first: int, weekday: int, last: int, part: bool) -> TimeExpression | None:
        if self.words.holds("future", self.texts, last):
            return None
        second = self.words.match("weekday", self.texts, last)
        if second is None and last < len(self.texts) and self.texts[last] in _BETWEEN_DAYS:
            second = self.words.match("weekday", self.texts, last + 1)
        if second is not None and part and (int(second[0]) - weekday) % 7 == 1:
            past = self.words.match("past", self.texts, second[1])
            return self._night(first, weekday, past[1] if past else second[1])
        past = self.words.match("past", self.texts, last)
        written = None if past else self._written_after(last)
        if written is not None:
            return self.make(first, written.last, written.begin, written.end, "day")
        day = self._latest(weekday, past is not None)
        return self.make(first, past[1] if past else last, day, day, "day")

    def _latest(self, weekday: int, past: bool) -> date | None:
        if self.published is None:
            return None
        return (
            weekday_before(self.published, weekday, strictly=True) if past else weekday_of_news(self.published, weekday)
        )

    def _night(self, first: int, weekday: int, last: int) -> TimeExpression:
        """«ليلة الخميس إلى الجمعة»: the night that begins on a weekday."""
        if self.published is None:
            return self.make(first, last, None, None, "night")
        evening = weekday_before(self.published, weekday)
        return self.make(first, last, evening, evening + timedelta(days=1), "night")

    def adverb(self, first: int) -> TimeExpression | None:
        """A part of the day alone: «فجرا» (at dawn)."""
        found = self.words.match("adverb", self.texts, first)
        return self.back(first, found[1], 0, 0, "part_of_day") if found else None

    # spans

    def phrase(self, first: int) -> TimeExpression | None:
        found = self.words.match("phrase", self.texts, first)
        if found is None:
            return None
        value, last = found
        begin, end, named = value.split(":")
        kind = _KINDS[named]
        if begin in ("week", "month", "year"):
            span = self._calendar_span(begin, int(end))
            return self.make(first, last, *span, kind)
        return self.back(first, last, int(begin) if begin else None, int(end), kind)

    def _calendar_span(self, unit: str, back: int) -> tuple[date | None, date | None]:
        """A whole week, month or year, so many before or after the one of publication."""
        if self.published is None:
            return None, None
        day = self.published
        if unit == "week":
            monday = day - timedelta(days=day.weekday() - 7 * back)
            return monday, monday + timedelta(days=6)
        if unit == "month":
            first = first_of_month(day.year, day.month + back)
            return first, last_of_month(first.year, first.month)
        return date(day.year + back, 1, 1), date(day.year + back, 12, 31)

    def counted(self, first: int) -> tuple[str, int | None, int] | None:
        """A span of time counted in a unit: the unit, how many (None where not said), and the token after it."""
        about = self.words.match("about", self.texts, first)
        at = about[1] if about and about[1] < len(self.texts) else first
        at = self._skip(at, "ال") if self.texts[at] == "ال" else at
        dual = self.words.match("dual", self.texts, at)
        if dual is not None:
            return dual[0], 2, dual[1]
        at = self._skip(at, '"')
        number = number_at(self.tokens, at)
        if number is not None and not number.ordinal:
            unit = self.words.match("unit", self.texts, self._skip(number.last, '"'))
            return (unit[0], number.value, unit[1]) if unit else None
        unit = self.words.match("unit", self.texts, at)
        if unit is None or year_at(self.tokens, unit[1]) or month_at(self.tokens, unit[1]):
            return None  # «عام 2022», the year 2022; «شهر شباط», the month of February
        after = unit[1]
        few = self.words.match("few", self.texts, after)
        after = few[1] if few else after
        number = number_at(self.tokens, self._skip(after, "ال") if self.texts[after : after + 1] == ["ال"] else after)
        if number is not None and not number.ordinal and self.texts[at].lstrip("وبلف").startswith("ال"):
            return unit[0], number.value, number.last
        return unit[0], None, after

    def window(self, first: int) -> TimeExpression | None:
        """«الأيام الثلاثة الماضية», «الـ24 ساعة الأخيرة», «الساعات الماضية»: a span that ends with the statement."""
        counted = self.counted(first)
        if counted is None:
            return None
        unit, count, at = counted
        past = self.words.match("past", self.texts, at)
        if past is None:
            return None
        if count is None:
            if self.texts[first].lstrip("وبلف") in SINGULAR | DEFINITE_SINGULAR:
                return None
            second = self.words.match("past", self.texts, past[1])  # «الأيام الأخيرة الماضية»
            past = second or past
            return self.back(first, past[1], -1 if unit == "hour" else None, 0, "window" if unit == "hour" else "open")
        return self.run(first, past[1], unit, count)

    def run(self, first: int, last: int, unit: str, count: int) -> TimeExpression:
        """The span of so many units up to the day of the statement."""
        begin = self.earlier(unit, count)
        kind: Kind = "window" if unit in ("hour", "day", "week") else "period"
        return self.make(first, last, begin, self.said_on, kind)

    def earlier(self, unit: str, count: int) -> date | None:
        """The day so many units before the statement; None where that is not known."""
        day = self.said_on
        if day is None or count > 5000:
            return None
        if unit in ("month", "year"):
            month = first_of_month(day.year, day.month - count * (12 if unit == "year" else 1))
            return date(month.year, month.month, min(day.day, last_of_month(month.year, month.month).day))
        days = {"hour": max(1, round(count / 24)), "day": count, "week": 7 * count}[unit]
        return day - timedelta(days=days)

    # months and years

    def period(self, first: int, cued: bool = False) -> TimeExpression | None:
        """A month, a year, or their beginning, middle or end."""
        edge = self.words.match("edge", self.texts, first)
        if edge is not None:
            whole = self._whole(edge[1])
            return self._edge(first, whole, edge[0]) if whole else None
        cued = cued or (first > 0 and self.texts[first - 1] in ("في", "خلال", "وفي", "حتي"))
        written = month_period(self.tokens, first, self.published, cued)
        if written is not None:
            return self.make(first, written.last, written.begin, written.end, "period")
        named = self.words.match("year", self.texts, first)
        year = year_at(self.tokens, named[1] if named else first) if named or cued else None
        if year is None or not 1900 <= year < 2100:
            return None
        last = (named[1] if named else first) + 1
        if last < len(self.texts) and self.texts[last] in ("بتاريخ", "في", "يوم"):  # «عام 1999 بتاريخ 15 شباط»
            written = written_date(self.tokens, last + 1, date(year, 12, 31))
            if written is not None and written.begin is not None and written.begin.year == year:
                return self.make(first, written.last, written.begin, written.end, "day")
        return self.make(first, last, date(year, 1, 1), date(year, 12, 31), "period")

    def _whole(self, first: int) -> TimeExpression | None:
        """What an edge is the edge of: a month, a year, «العام» (the year) alone."""
        if first >= len(self.texts):
            return None
        phrase = self.phrase(first)
        if phrase is not None and phrase.kind == "period":
            year = year_at(self.tokens, phrase.last)
            return replace(phrase, last=phrase.last + 1) if year is not None else phrase
        period = self.period(first, True)
        if period is not None:
            return period
        unit = {"العام": "year", "السنه": "year", "الشهر": "month", "الاسبوع": "week"}.get(self.texts[first])
        return self.make(first, first + 1, *self._calendar_span(unit, 0), "period") if unit else None

    def _edge(self, first: int, whole: TimeExpression, edge: str) -> TimeExpression:
        begin, end = whole.date_from, whole.date_to
        if begin is None or end is None:
            return self.make(first, whole.last, None, None, "period")
        if edge in _SHARES:
            part, of = _SHARES[edge]
            return self.make(first, whole.last, *_share(begin, end, part, of), "period")
        third = timedelta(days=(end - begin).days // 3)
        if edge == "start":
            end = begin + third
        elif edge == "end":
            begin = end - third
        else:
            begin, end = begin + third, end - third
        return self.make(first, whole.last, begin, end, "period")
