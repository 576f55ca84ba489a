"""Patterns of many words."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first.

    Words that begin alike are tried together, letter by letter: where a text has none of hundreds of words, a few
    letters tell.
    """
    after: dict[str, list[str]] = {}
    for word in words:
        after.setdefault(word[:1], []).append(word[1:])
    ends = after.pop("", None) is not None
    branches = [re.escape(letter) + any_of(rest) for letter, rest in after.items()]
    if not ends:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?" if branches else ""
