"""Time expressions of a sentence, resolved against the day of publication as the annotation guidelines settle it.

«أمس» is the day before; a weekday its latest occurrence not after publication; «الأيام الثلاثة الماضية» runs from three
days before to the day of the statement; «منذ أيام» is open at its start. Kept out: which harm an expression dates
(``extraction``).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import compress

from pipeline.arabic.days import names_month, written_date
from pipeline.arabic.memo import Memo
from pipeline.arabic.number_words import lexicon, number_at
from pipeline.arabic.sentences import sayings
from pipeline.arabic.timespans import DEFINITE_SINGULAR, SINGULAR, Kind, SpanReader, TimeExpression
from pipeline.arabic.timewords import time_words
from pipeline.arabic.tokens import Tokens
from pipeline.values import replace

__all__ = ["Kind", "TimeExpression", "statement_day", "time_expressions"]

_SUBJECT = 10  # words between a verb of saying and the day it was said on
_YEAR = 4  # digits of a year; a date in figures has more
_JOINED = frozenset(
    ("و", "-", "–", "/", "الي", "حتي", "من", "ل", "شهر", "الشهر", "هذا", '"')
)  # after the day of a date
_EVENT = 12  # words of an event that a span runs from: «منذ توقيع اتفاق وقف إطلاق النار في آذار 2020»


def time_expressions(tokens: Tokens, published: date | None, said_on: date | None = None) -> list[TimeExpression]:
    """The time expressions of a sentence, in order.

    ``said_on`` is the day of the statement where it is not the day of publication («قال أمس إن …», said yesterday
    that): spans that run up to now end on it.
    """
    ways_at = list(map(_ways().__getitem__, tokens.texts))
    opened = list(compress(range(len(ways_at)), ways_at))
    if not opened:
        return []
    reader = _LeadReader(tokens, published, said_on or published)
    found: list[TimeExpression] = []
    position = 0
    for index in opened:
        if index >= position:
            expression = reader.at(index, ways_at[index])
            if expression is not None:
                found.append(_until_told(_in_order(expression), said_on or published))
                position = expression.last
    return found


@cache
def _ways() -> Memo[Sequence["_Way"]]:
    """How an expression may be read that starts at a word, in the order to try; none for almost every word."""
    return Memo(_ways_from)


@cache
def _goes_on() -> Memo[bool]:
    """Whether a word after a number may be part of a time: a unit, a month, what joins days or marks a date."""
    units = time_words().by_kind["unit"]
    return Memo(lambda text: text in _JOINED or text in units or names_month(text))


def _in_order(expression: TimeExpression) -> TimeExpression:
    """An expression whose two days contradict each other keeps its end alone, or is of the year that has just ended.

    «منذ بداية العام الحالي وحتى منتصف كانون الأول» (since the start of this year, until mid December) in a page
    dated to January.
    """
    begin, end = expression.date_from, expression.date_to
    if begin is None or end is None or begin <= end:
        return expression
    of_year = (begin.month, begin.day) == (1, 1) and begin.year == end.year + 1
    return replace(expression, date_from=begin.replace(year=end.year) if of_year else None)


def _until_told(expression: TimeExpression, told: date | None) -> TimeExpression:
    """A period that has not ended when it is told of ends with the telling: «خلال العام الجاري» (during this year)."""
    begin, end = expression.date_from, expression.date_to
    if expression.kind != "period" or told is None or begin is None or end is None or not begin <= told < end:
        return expression
    return replace(expression, date_to=told)


def statement_day(tokens: Tokens, found: Sequence[TimeExpression], harm: Collection[int] = ()) -> date | None:
    """The day that dates the saying, not the harm: «قال المدير أمس الجمعة إن …» (said yesterday, Friday, that).

    It stands between a verb of saying with its subject and what is said, so not after the words, ``harm``, that tell of
    the harm: «أفاد مراسلنا بمقتل ثلاثة قبل يومين بقصف …» (reported the killing of three two days ago by …). None where
    no day does.
    """
    for expression in found:
        if expression.kind != "day" or expression.date_from is None or expression.last >= len(tokens.texts):
            continue
        after = tokens.texts[expression.last]
        said = after in _THAT or after in "،,:" or after[0] == "ب"
        begin = max(0, expression.first - _SUBJECT)
        verbs = [place for place in range(begin, expression.first) if tokens.texts[place] in sayings()]
        between = range(verbs[-1] + 1, expression.first) if verbs else range(0)
        begun = any(place in harm or tokens.texts[place] in _THAT or tokens.texts[place] in ".:" for place in between)
        if said and verbs and not begun:
            return expression.date_from
    return None


_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})


class _LeadReader(SpanReader):
    """Reads every kind of expression, with what leads it."""

    def at(self, index: int, ways: Iterable["_Way"]) -> TimeExpression | None:
        """The expression that starts at a token, read in the first of these ways that reads one."""
        for way in ways:
            if (found := way(self, index)) is not None:
                return found
        return None

    def numbered(self, first: int) -> TimeExpression | None:
        """What begins with a number, if the word after it may be part of a time: «3 أيام», «12 و13 حزيران»."""
        text = self.texts[first]
        if len(text) < _YEAR or not text[0].isdigit():
            number = number_at(self.tokens, first)
            after = self.texts[first + 1 : first + 2]
            if number is not None and number.last > first + 1:
                after = after + self.texts[number.last : number.last + 1]
            if not any(map(_goes_on().__getitem__, after)):
                return None
        return self.from_on(first) or self.day(first) or self.window(first) or self.period(first)

    def lead(self, first: int) -> TimeExpression | None:
        """What a word such as «منذ» (since) or «قبل» (ago) leads."""
        lead = self.words.match("lead", self.texts, first)
        if lead is None or lead[1] >= len(self.texts):
            return None
        phrase = self.phrase(first)
        if phrase is not None:
            return phrase
        meaning, at = lead
        return {
            "since": self._since,
            "within": self._within,
            "ago": self._ago,
            "until": self._until,
            "between": self._between,
        }[meaning](first, at)

    def from_on(self, first: int) -> TimeExpression | None:
        """«من 30 أيلول 2015 وحتى 20 أيلول 2021»: the span from a day or month on, read without its «من» (from)."""
        if first == 0 or self.texts[first - 1] != "من":
            return None
        begin = self.day(first) or self.period(first, True)
        if begin is None:
            return None
        closing = self._closing(begin.last, "الي")
        return self.make(first, closing.last, begin.date_from, closing.date_to, "period") if closing else None

    def _closing(self, at: int, lead: str = "") -> TimeExpression | None:
        """The day or month on which a span ends: «حتى نهاية أيلول» (until late September); after a ``lead`` too."""
        if at < len(self.texts) and self.texts[at] == lead:
            at += 1
        else:
            until = self.words.match("lead", self.texts, at)
            if until is None or until[0] != "until":
                return None
            at = until[1]
        closing = self.day(at) or self.period(at, True) if at < len(self.texts) else None
        edge = self.words.match("edge", self.texts, at) if closing is not None else None
        if closing is not None and edge is not None and edge[0] == "middle" and closing.date_to is not None:
            month = closing.date_to.month  # «حتى منتصف حزيران» (until mid June)
            if closing.date_from is not None and closing.date_from.month == month:
                return replace(closing, date_to=closing.date_to.replace(day=15))
        return closing

    # what leads an expression

    def _since(self, first: int, at: int) -> TimeExpression | None:
        """«منذ مطلع العام», «منذ السبت», «منذ ثلاثة أيام», «منذ أيام»: up to the statement, or to «حتى …»."""
        inner = self.day(at)
        counted = self.counted(at) if inner is None else None
        if counted is not None:
            past = self.words.match("past", self.texts, counted[2])
            return self._ago_or_since(first, counted, past[1] if past else counted[2], since=True)
        inner = inner or self.phrase(at) or self.period(at, True) or self._event(at)
        if inner is None:  # «منذ سيطرة الفصائل عليها», since an event whose day is not told
            closing = self._closing_of_event(at)
            if closing is not None:
                return self.make(first, closing.last, None, closing.date_to, "open")
            return self.back(first, at + 1, None, 0, "open") if self.tokens.kind(at) == "word" else None
        last, end = inner.last, self.said_on
        if inner.date_to is not None and end is not None and inner.date_to > end:
            end = inner.date_to if inner.kind == "day" else end
        closing = self._closing(last)
        if closing is not None:
            last, end = closing.last, closing.date_to
        return self.make(first, last, inner.date_from, end, "period")

    def _closing_of_event(self, first: int) -> TimeExpression | None:
        """When a span from an event on ends: «منذ بداية التصعيد حتى يوم أمس» (from the escalation until yesterday)."""
        for at in range(first + 1, min(first + _EVENT, len(self.texts))):
            lead = self.words.match("lead", self.texts, at)
            if lead is not None or self.tokens.kind(at) == "mark":
                return self._closing(at) if lead is not None and lead[0] == "until" else None
        return None

    def _event(self, first: int) -> TimeExpression | None:
        """When an event was from which a span runs, if its month or year is told: «بدء الحملة في شهر حزيران»."""
        for at in range(first + 1, min(first + _EVENT, len(self.texts))):
            lead = self.words.match("lead", self.texts, at)
            if lead is not None and lead[0] == "ago" and lead[1] < len(self.texts):
                return self._ago(first, lead[1])  # «بدء الحصار قبل شهرين»
            if lead is not None or self.tokens.kind(at) == "mark":
                return None
            written = written_date(self.tokens, at, self.published)
            if written is not None and written.begin is not None:
                return self.make(first, written.last, written.begin, written.end, "day")
            period = self.phrase(at) or self.period(at)
            if period is not None and period.kind == "period" and period.date_from is not None:
                return replace(period, first=first)
        return None

    def _within(self, first: int, at: int) -> TimeExpression | None:
        """«خلال ثلاثة أيام», within three days: the span itself, without its lead."""
        counted = self.counted(at)
        if counted is None:
            return None
        unit, count, last = counted
        past = self.words.match("past", self.texts, last)
        if past is not None or self.words.holds("future", self.texts, last):
            return None  # a window, read without the lead
        if count is None:
            if self.texts[at] in SINGULAR:
                return self.run(at, last, unit, 1)
            return self.back(first, last, None, 0, "open") if unit in ("month", "year") else None
        return self.run(at, last, unit, count)

    def _ago(self, first: int, at: int) -> TimeExpression | None:
        """«قبل يومين», two days ago."""
        counted = self.counted(at)
        return self._ago_or_since(first, counted, counted[2], since=False) if counted else None

    def _ago_or_since(
        self, first: int, counted: tuple[str, int | None, int], last: int, since: bool
    ) -> TimeExpression | None:
        unit, count, after = counted
        named = self.texts[after - 1].lstrip("وبلف")
        one = named in SINGULAR
        if count is None and named in DEFINITE_SINGULAR:
            return None  # «منذ الساعة الثالثة», since three o'clock
        if count is None and not one:
            return self.back(first, last, -1 if unit == "hour" else None, 0, "open" if unit != "hour" else "window")
        begin = self.earlier(unit, 1 if count is None else count)
        if since:
            return self.make(first, last, begin, self.said_on, "window" if unit in ("hour", "day") else "period")
        if unit == "hour":
            begin = self.said_on
        return self.make(first, last, begin, begin, "day" if unit in ("hour", "day") else "period")

    def _until(self, first: int, at: int) -> TimeExpression | None:
        """«حتى 25 يوليو 2012»: open at its start."""
        written = written_date(self.tokens, at, self.published)
        inner = self.make(at, written.last, written.begin, written.end, "day") if written else self.period(at, True)
        if inner is None:
            return None
        return self.make(first, inner.last, None, inner.date_to, "open")

    def _between(self, first: int, at: int) -> TimeExpression | None:
        """«بين 2017 و2020», «بين الأحد والثلاثاء»."""
        start = self.day(at) or self.period(at, True)
        if start is None or start.last >= len(self.texts):
            return None
        joined = start.last + 1 if self.texts[start.last] in ("و", "الي") else start.last
        if joined == start.last and not self.texts[joined].startswith("و"):
            return None
        end = self.day(joined) or self.period(joined, True) if joined < len(self.texts) else None
        if end is None:
            return None
        return self.make(first, end.last, start.date_from, end.date_to, "period")


_Way = Callable[[_LeadReader, int], TimeExpression | None]
_NUMBERED = frozenset({"day", "window", "period"})  # ways to read what begins with a number
_BY_KIND = {  # ways to read what begins with a word of a kind
    "lead": {"lead"},
    "part": {"day"},
    "day": {"day"},
    "weekday": {"day"},
    "phrase": {"phrase"},
    "about": {"window"},
    "dual": {"window"},
    "unit": {"window"},
    "edge": {"period"},
    "year": {"period"},
    "adverb": {"adverb"},
}
_WAYS: dict[str, _Way] = {
    "number": _LeadReader.numbered,
    "lead": _LeadReader.lead,
    "from": _LeadReader.from_on,
    "day": _LeadReader.day,
    "phrase": _LeadReader.phrase,
    "window": _LeadReader.window,
    "period": _LeadReader.period,
    "adverb": _LeadReader.adverb,
}


def _ways_from(text: str) -> Sequence[_Way]:
    """How to read what may start at a word: as the kinds of time word that it is tell, as a date, as a month."""
    words = time_words()
    number = text[0].isdigit() or text in lexicon().words
    if not number and text not in words.starts:
        return ()
    names = {"from"}.union(*(_BY_KIND.get(kind, ()) for kind, entries in words.by_kind.items() if text in entries))
    if text.lstrip("وبلف") in ("يوم", "يومي"):
        names.add("day")
    if names_month(text) or text.lstrip("وبل") in ("شهر", "شهري"):
        names.add("period")
    if number and names == {"from"}:
        names = {"number"}
    elif number or text == "ال":
        names |= _NUMBERED
    return tuple(way for name, way in _WAYS.items() if name in names)
