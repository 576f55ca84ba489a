"""Sentences of a raw article: spans of the untouched text that do not overlap and leave no letter or digit outside.

A sentence ends at a line's end, at a stop (even where the space after it is missing), and, in unpunctuated wire text,
before words that plainly open a new report («وفي سياق متصل», in a related context). Stops in numbers, abbreviations,
quotations and brackets end nothing. Kept out: telling titles, headings and furniture apart (``sections``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.arabic.fold import Folded, fold, fold_word
from pipeline.arabic.patterns import any_of
from pipeline.arabic.sections import Line, Section, classify, inline_markers
from pipeline.lexicon import converted, read_rows
from pipeline.project import SEEDS
from pipeline.values import value

_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK_OR_GAP = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+| {4,}")
_MARK = re.compile(r"[.!?؟*•▪●■◾|]+[\"')\]]*")
_QUOTED = re.compile(
    r"(?:(?<=[\s(:،])|(?<=[\s(][وفبلك])|^)\"(?=\S)[^\"\n]{1,250}\"|\([^()\n]{1,160}\)|\[[^\[\]\n]{1,160}\]"
)
_WORD_BEFORE = re.compile(r"[\u0621-\u064aA-Za-z\d]+$")
_SITE = re.compile(r"(?:نت|كوم|اورغ|com|net|org)\b", re.IGNORECASE)
_AFTER_LINK = re.compile("[:.|]")
_CONTENT = re.compile(r"[^\W_]")
SHORTEST = 25  # folded characters before an opener, under which a cut would only tear a phrase off
HEADING_WORDS = 16
TITLE_LENGTH = 100


@value(frozen=True, slots=True)
class Sentence:
    """A sentence at code-point offsets of the untouched text, and the section it stands in."""

    ordinal: int
    char_start: int
    char_end: int
    section: Section


@dataclass(frozen=True, slots=True)
class _Openers:
    """Where unpunctuated text may be cut, as patterns over folded text."""

    cut: re.Pattern[str]
    links: tuple[str, ...]
    headline: re.Pattern[str]
    sayings: frozenset[str]


@cache
def _openers() -> _Openers:
    path = SEEDS / "lexicons" / "openers.csv"
    kinds: dict[str, list[str]] = {"opener": [], "closer": [], "saying": [], "acting": [], "headline": []}
    reported: list[str] = []
    for row in read_rows(path, ("text", "kind", "example"), unique=("text", "kind")):
        listed = converted(
            path, row, "kind", (kinds | {"reported": reported}).__getitem__, f"one of {', '.join(kinds)}"
        )
        listed.append(fold_word(row["text"]))
    opener, closer, saying, headline = (any_of(kinds[kind]) for kind in ("opener", "closer", "saying", "headline"))
    verb = any_of(kinds["saying"] + kinds["acting"])
    return _Openers(
        re.compile(
            rf" (?=(?P<and>و(?:{opener}|{closer}|هذا وقد)|هذا و(?:{saying})|{closer}) \S"
            rf"|(?P<bare>(?:{opener})،? {verb}) "
            rf"|(?P<say>و(?:{saying})) )"
        ),
        tuple(inline_markers()),
        re.compile(rf"(?:{headline}) [^.،\"]*? (?=(?:{saying}) )"),
        frozenset(clitic + word for word in kinds["saying"] + reported for clitic in ("", "و", "ف")),
    )


def sayings() -> frozenset[str]:
    """The folded verbs of saying, with and without «و» (and)."""
    return _openers().sayings


def split(text: str, title: str | None = None) -> list[Sentence]:
    """The sentences of an article, in order, at offsets of the untouched text.

    No two overlap, none is empty or blank at its edges, and no letter or digit lies outside them. ``title`` is the
    headline that came with the article, where one did: a line that repeats it is a title.
    """
    folded = fold(text)
    lines = _lines(folded.text)
    sections = classify(lines, title)
    cuts: list[tuple[int, Section]] = []
    for line, section in zip(lines, sections, strict=True):
        cuts.extend(_cut_line(folded.text, line, section))
    if not cuts and text:
        cuts.append((0, "furniture"))  # tatweel alone, which folds to nothing
    if (
        len(lines) == 1
        and len(cuts) > 2
        and cuts[1][0] <= TITLE_LENGTH
        and folded.text[: cuts[1][0]].rstrip()[-1] != "."
    ):
        cuts[0] = (cuts[0][0], "title")  # a page in one line begins with its headline
    return _sentences(text, folded, cuts)


def _lines(text: str) -> list[Line]:
    """The lines of a folded text; the pieces of a hard-wrapped paragraph are one line."""
    lines: list[Line] = []
    position = 0
    new_block, wrapped = True, False
    gaps = _BREAK_OR_GAP if "    " in text else _BREAK
    for gap in (*gaps.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        raw = text[position:end]
        bare = raw.strip()
        if bare:
            start = position + raw.index(bare[0])
            lines.append(Line(bare, start, start + len(bare), new_block))
            wrapped = wrapped or not new_block
            new_block = False
        if gap is not None:
            position = gap.end()
            new_block = new_block or position - end > 1
    return _unwrapped(text, lines) if wrapped else lines


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Joins lines that break inside a sentence: one newline, no stop before it, and a paragraph that ends in a stop."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and not line.new_block and len(joined) > 1 and _is_torn(before.text, line.text):
            joined[-1] = Line(text[before.start : line.end], before.start, line.end, before.new_block)
        else:
            joined.append(line)
    return joined


def _is_torn(before: str, after: str) -> bool:
    if before[-1] in ".!?؟:*)]" or before[0] in "-–—*#!" or after[0] in "-–—*#!>":
        return False
    wide = 60 <= len(before.rpartition("\n")[2]) <= 100 and (len(after) >= 50 or after[-1] in '.،"')
    saying = before.split(" ", 1)[0] in _openers().sayings and len(before) < 100
    return wide or saying


class _Quotations:
    """The quotations and brackets of a line, looked up only where a cut is in question."""

    __slots__ = ("_begins", "_line", "_spans", "_text")

    def __init__(self, text: str, line: Line) -> None:
        self._text, self._line = text, line
        self._spans: list[tuple[int, int]] | None = None
        self._begins: list[int] = []

    def hold(self, position: int) -> bool:
        """Whether a folded offset lies inside one, before its closing mark."""
        if self._spans is None:
            self._spans = [m.span() for m in _QUOTED.finditer(self._text, self._line.start, self._line.end)]
            self._begins = [start for start, _ in self._spans]
        at = bisect_right(self._begins, position) - 1
        return at >= 0 and position < self._spans[at][1] - 1


def _cut_line(text: str, line: Line, section: Section) -> Iterator[tuple[int, Section]]:
    """Where the sentences of a line start, in folded offsets, each with its section."""
    if section == "furniture":
        yield line.start, section
        return
    start = line.start
    quotations = _Quotations(text, line)
    for cut in (*_stops(text, line, quotations), line.end):
        if cut > start:
            yield from _openings(text, start, cut, section, quotations)
            start = cut


def _stops(text: str, line: Line, quotations: _Quotations) -> Iterator[int]:
    """The folded offsets after the stops that end a sentence."""
    for found in _MARK.finditer(text, line.start, line.end):
        end = found.end()
        if end < line.end and _ends_sentence(text, found.start(), end, line) and not quotations.hold(found.start()):
            yield end


def _ends_sentence(text: str, start: int, end: int, line: Line) -> bool:
    """Whether the marks between two folded offsets, inside a line, end a sentence."""
    mark, after = text[start], text[end]
    if mark == ".":
        if text[start + 1] == ".":  # «..» stands for a colon in headlines, and for an omission elsewhere
            return False
        if not (after.isspace() or "ء" <= after <= "ي" or after == '"'):
            return False
        return not _is_abbreviation(text, start, line.start)
    if mark == "*":
        return end - start > 1
    if mark == "|":
        return start > line.start and text[start - 1] == " "
    return True


def _is_abbreviation(text: str, dot: int, start: int) -> bool:
    """Whether a full stop belongs to an initial («د.», doctor), a number of a list («1.») or a site's name."""
    before = _WORD_BEFORE.search(text, max(start, dot - 12), dot)
    if before is None:
        return False
    word = before.group()
    if len(word) == 1 and not word.isdigit():
        return True
    if word.isdigit() and len(word) < 3 and before.start() == start:
        return True
    if _SITE.match(text, dot + 1):
        return True
    after = text[dot + 1 : dot + 3]
    return len(after) == 2 and after[0].isalpha() and not after[1].isalpha()  # «ا.ف.ب», initials of an agency


def _openings(
    text: str, start: int, end: int, section: Section, quotations: _Quotations
) -> Iterator[tuple[int, Section]]:
    """Cuts a stretch without stops before openers, headings run into the text, and links to other stories."""
    openers = _openers()
    begun = start
    while text[begun].isspace():
        begun += 1
        if begun == end:
            return
    link = _link(text, begun, end, openers.links) if section == "body" else None
    if link is not None:
        end = link
        start = start if begun < end else end
    headline = openers.headline.match(text, begun, end)
    if headline and headline.group().count(" ") <= HEADING_WORDS:
        yield start, "heading" if section == "body" else section
        start = begun = headline.end()
    first = True
    for found in openers.cut.finditer(text, begun, end):
        position, kind = found.start(), found.lastgroup
        length, words = position - begun, text.count(" ", begun, position) + 1
        if kind == "bare":
            if words < 3 or text[position - 1] in "،,:":
                continue
        elif length < (2 * SHORTEST if kind == "say" else SHORTEST):
            continue
        if quotations.hold(position):
            continue
        run_in = first and kind == "bare" and words <= HEADING_WORDS and section == "body"
        yield start, "heading" if run_in else section
        start = begun = position
        first = False
    if start < end:
        yield start, section
    if link is not None:
        yield end, "furniture"


def _link(text: str, start: int, end: int, markers: Sequence[str]) -> int | None:
    """Where a link to another story begins: a marker before a colon, stop or bar, «اقرأ أيضا:» (read also)."""
    for mark in _AFTER_LINK.finditer(text, start, end):
        last = mark.start()
        last -= last > start and text[last - 1] == " "
        found = [last - len(marker) for marker in markers if text.endswith(marker, start, last)]
        begins = [at for at in found if at == 0 or text[at - 1].isspace()]
        if begins:
            return min(begins)
    return None


def _sentences(text: str, folded: Folded, cuts: list[tuple[int, Section]]) -> list[Sentence]:
    """The spans between cuts, in the untouched text, without the blanks around them."""
    starts = [folded.original(cut) for cut, _ in cuts]
    if starts:
        starts[0] = 0
    found: list[Sentence] = []
    for i, (_, section) in enumerate(cuts):
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        piece = text[starts[i] : end]
        bare = piece.strip()
        if not bare or not _CONTENT.search(bare):
            continue
        start = starts[i] + len(piece) - len(piece.lstrip())
        found.append(Sentence(len(found), start, start + len(bare), section))
    return found
