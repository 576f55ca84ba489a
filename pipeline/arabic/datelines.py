"""The day of publication, where the page states it in its head: «الأحد ١١/نوفمبر/٢٠١٨ ٠٣:٠٦ ص», «نشر في: 2021-05-06».

Kept out: dates that the running text speaks of (``dates``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.arabic.dates import time_expressions
from pipeline.arabic.fold import Folded, fold
from pipeline.arabic.sentences import Sentence, split
from pipeline.arabic.tokens import tokenize

HEAD = 12  # spans from the top within which a dateline stands
LONGEST = 90  # characters of a line that is a dateline
_LEAD = re.compile(r"(?:نشر|نشرت|النشر|اضيف|اضيفت|تاريخ)(?: في| بتاريخ| يوم)? ?[:|-]? ?$")
_CLOCK = re.compile(r"[ ,،|/-]*(?:الساعه )?\d{1,2}:\d{2}")
_SHORT = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A stated day of publication, at code-point offsets of the untouched text."""

    day: date
    char_start: int
    char_end: int


def dateline(text: str, sentences: Sequence[Sentence] | None = None) -> PublishedDate | None:
    """The day of publication that a page's head states; None where it states none.

    Only a line of furniture above the text counts, or a date that «نشر في» (published on) leads or a clock time follows
    at the text's very start; of a page without text in sight, a date that is led so in its line or the one before, for
    any other is that of the visit. ``sentences`` are those of ``split``, where they are at hand.
    """
    spans = list(sentences) if sentences is not None else split(text)
    head = spans[:HEAD]
    in_sight = any(span.section in ("body", "title") for span in head)
    before = ""
    for span in head:
        line = span.section == "furniture" and span.char_end - span.char_start <= LONGEST
        opening = span.section == "body" and span.char_start < 200
        if line or opening:
            folded = fold(text[span.char_start : min(span.char_end, span.char_start + 200)])
            for day, start, end in _full_dates(folded):
                led = _LEAD.search(folded.text, 0, start) or (start == 0 and _LEAD.search(before))
                if led or (in_sight and (line or _CLOCK.match(folded.text, end))):
                    first, last = folded.span(start, end)
                    return PublishedDate(day, span.char_start + first, span.char_start + last)
            before = folded.text
        if span.section == "body":
            return None
    return None


def day_written(line: str) -> date | None:
    """The first day that a line states with its year, as news write it: «الأحد 11 تشرين الثاني 2018»; None for none."""
    return next((day for day, *_ in _full_dates(fold(line))), None)


def _full_dates(folded: Folded) -> Iterator[tuple[date, int, int]]:
    """The dates of a line that state their year, with folded offsets."""
    tokens = tokenize(folded)
    for found in time_expressions(tokens, None):
        if found.kind == "day" and found.date_from is not None:
            yield found.date_from, tokens.start(found.first), tokens.end(found.last - 1)
    short = _SHORT.search(folded.text)
    if short is not None:
        day, month, year = map(int, short.groups())
        if 1 <= month <= 12 and 1 <= day <= 28 + 3 * (month != 2):
            try:
                yield date(2000 + year, month, day), short.start(), short.end()
            except ValueError:
                return  # no such day, such as 31/04
