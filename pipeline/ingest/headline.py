"""An article's text with its headline below it, where a record gives the headline beside a text that does not print it.

What is claimed must stand in an article's text, and many records (entries of feeds, pages whose article a reader could
not get at) state their news in the headline alone. It comes last, so that every offset into the text that was given
holds. The title of a page often holds more than the headline: the outlet's name, a category, the headline once more; of
these only the headline is taken, as it is written. Kept out: knowing it for the title (``arabic.sections``).
"""

import re
from math import ceil

from pipeline.arabic.fold import fold_word

_PARTS = re.compile(r"\s*[|\n]\s*|\s+[-–—]\s+|\s+[-–—](?=[A-Z]+$)")  # between a headline and an outlet's name
_WORD = re.compile(r"\w+")
_OPENING = 4  # words by which a headline that is written once more is known; a title of fewer tells no news
_SHARE = 0.6  # of a headline's words, that the text has in a row: titles hold more, and texts change a word


def with_headline(text: str, title: str | None) -> str:
    """The text, and after an empty line the headline, where that is one and the text does not print it itself."""
    headline = headline_of(title or "")
    words = _words(headline)
    if len(words) < _OPENING or _prints(text, words):
        return text
    return f"{text}\n\n{headline}"


def headline_of(title: str) -> str:
    """The first part of a title that it holds again, else the longest: ``ANF | قتلى في حلب`` → ``قتلى في حلب``."""
    parts, said = [_once(part) for part in _PARTS.split(title)], _joined(_words(title))
    known = (part for part in parts if len(_words(part)) >= _OPENING)
    again = (part for part in known if said.count(_joined(_words(part))) > 1)
    return next(again, max(parts, key=len))


def _once(part: str) -> str:
    """A part up to where it begins again."""
    words = list(_WORD.finditer(part))
    said = [word.group() for word in words]
    for at in range(_OPENING, len(words) - _OPENING + 1):
        if said[at : at + _OPENING] == said[:_OPENING]:
            return part[: words[at].start()].strip()
    return part.strip()


def _prints(text: str, words: list[str]) -> bool:
    """Whether the text has all words of a headline, or most of them in a row."""
    said = _joined(_words(text))
    run = ceil(_SHARE * len(words))
    return any(_joined(words[at : at + run]) in said for at in range(len(words) - run + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_word(text))


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "
