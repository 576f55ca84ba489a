"""Which lines of an article are its title, a heading, running text, or page furniture.

A scraped page carries menus, lists of other headlines, bylines and counters around its text; a headline about another
story must not become this article's event. Lines are told apart by what they say (``seeds/lexicons/furniture.csv``,
``line_cues.csv``), by their shape, and by where they stand between the first and the last line of running text.
Kept out: cutting lines into sentences (``sentences``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.arabic.fold import fold_word
from pipeline.lexicon import converted, read_rows
from pipeline.project import SEEDS
from pipeline.values import once, value

Section = Literal["title", "heading", "body", "furniture"]
Reach = Literal["line", "list", "rest"]

HEAD = 20  # lines at the top among which a title is looked for
AFTER_MARKER = 70  # characters after the words that make a line furniture
ONLY_LINE = 60  # an only line longer than this is the report, not its title
PROSE_LENGTH = 130  # an unstopped line this long is running text, not a headline
REPORT_LENGTH = 250  # in a list of links, only a line this long is running text though no stop ends it
_REACHES: dict[str, Reach] = {"line": "line", "list": "list", "rest": "rest"}

_FULL_STOP = re.compile(r"\.[\"')\]\s]*$")
_ELLIPSIS = re.compile(r"(?:\.\.+|…)[\"')\]\s]*$")
_PAUSE = re.compile(r"[:،؛][\"')\]\s]*$")
_ARABIC = re.compile("[\u0621-\u064a]{2}")
_BULLET = re.compile(r"[-–—ـ•▪●◾■*]{1,2} ?\d?")
_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?(?: ?[صم]\.?| ?(?:صباحا|مساء))?)"
_NUMERIC_DATE = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
_DAY = r"(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت)"
_SPELT_DATE = r"\d{1,2}[ /-]\w+[ ,،/-]+(?:\w+[ ,،/-]+)?\d{4}"
_DATE_LINE = re.compile(
    rf"[\W\d]*(?:\w+ )?(?:{_CLOCK}|{_NUMERIC_DATE}|{_DAY}[،,]? *(?:{_NUMERIC_DATE}|{_SPELT_DATE})|{_SPELT_DATE})"
    rf"[\W\d]*(?:{_CLOCK}|{_NUMERIC_DATE}|\W|gmt|utc|[صم]\b|توقيت|دمشق)*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"التعليقات علي .* مغلقه\W*")
_COUNTER = re.compile(
    r"\W*\d+ *(?:زياره|مشاهده|قراءه|تعليق|تعليقات|مشاهدات|قراءات|دقائق|دقيقه|views?)\W*(?:للقراءه)?\W*"
)
_POST_CREDIT = re.compile(r"[—–-] ?.{1,60}\(@\w+\)")
_MARKDOWN = re.compile(r"#{1,6} |\*\* (?=\S)")
_TAGS_ONLY = re.compile(r"(?:#[\w_]+\s*)+")
_WORD = re.compile("[\u0621-\u064a]+")
_PREFIX = re.compile("^[وف]?(?:بال|كال|لل|ال|[بل](?=[\u0621-\u064a]{3}))?")
_EDGE = " 0123456789.,:;،؛!?؟()[]{}|/*-–—_'\"<>•…"
_EDGES = re.compile(r"^[\W\d]+|[\W\d]+$")


@value(frozen=True, slots=False)
class Line:
    """A line of folded text, at folded offsets, without the blanks around it."""

    text: str
    start: int
    end: int
    new_block: bool  # whether a blank line, or the text's start, comes before it

    @once
    def words(self) -> list[str]:
        """Its words, without figures, marks and foreign letters."""
        return _WORD.findall(self.text)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The lexicon of lines, folded."""

    whole: dict[str, Reach]
    starting: dict[str, Reach]
    start: re.Pattern[str]
    news: re.Pattern[str]
    waw: frozenset[str]
    links: frozenset[str]
    continuing: frozenset[str]


@cache
def cues() -> _Cues:
    """The cues of ``furniture.csv`` and ``line_cues.csv``; LexiconError where a row cannot be used."""
    path = SEEDS / "lexicons" / "furniture.csv"
    whole: dict[str, Reach] = {}
    starting: dict[str, Reach] = {}
    for row in read_rows(path, ("text", "kind", "reach", "example"), unique=("text", "kind")):
        reach = converted(path, row, "reach", _REACHES.__getitem__, "line, list or rest")
        text = fold_word(row["text"])
        if row["kind"] == "line":
            whole[text] = reach
        elif row["kind"] == "start":
            starting[text] = reach
        else:
            converted(path, row, "kind", {"inline": "inline"}.__getitem__, "line, start or inline")
    kinds: dict[str, list[str]] = {"news": [], "waw": [], "link": [], "continues": []}
    path = SEEDS / "lexicons" / "line_cues.csv"
    for row in read_rows(path, ("text", "kind", "example"), unique=("text", "kind")):
        converted(path, row, "kind", kinds.__getitem__, "news, waw, link or continues").append(fold_word(row["text"]))
    news = re.compile(r"\b(?:[وفب]?(?:ال)?)(?:" + "|".join(kinds["news"]) + ")")
    start = re.compile("(" + "|".join(sorted(starting, key=len, reverse=True)) + r")(?![\u0621-\u064a])")
    return _Cues(
        whole, starting, start, news, frozenset(kinds["waw"]), frozenset(kinds["link"]), frozenset(kinds["continues"])
    )


def inline_markers() -> list[str]:
    """Folded markers after which the rest of a line is a link to another story («اقرأ أيضا», read also)."""
    path = SEEDS / "lexicons" / "furniture.csv"
    rows = read_rows(path, ("text", "kind", "reach", "example"), unique=("text", "kind"))
    return [fold_word(row["text"]) for row in rows if row["kind"] == "inline"]


def classify(lines: Sequence[Line], title: str | None) -> list[Section]:
    """The section of each line, in order; a title that no line at the top says may stand by itself below the text."""
    titles = _titles(title)
    below = len(lines) > 1 and lines[-1].new_block and is_title(lines[-1], titles)
    if below and not any(is_title(line, titles) for line in lines[:-1][:HEAD]):
        return [*_sections(lines[:-1], titles, headed=False), "title"]
    return _sections(lines, titles)


def _sections(lines: Sequence[Line], titles: str, headed: bool = True) -> list[Section]:
    """The section of each line; ``headed`` is whether a title is looked for among them."""
    known = cues()
    prose = [_is_prose(line, known) for line in lines]
    for index, line in enumerate(lines[:HEAD] if titles else ()):
        prose[index] = prose[index] and not is_title(line, titles)
    if len(lines) == 1 and len(lines[0].text) > ONLY_LINE:
        return ["body"]
    if prose and prose[0] and len(lines[0].text) < PROSE_LENGTH and not _FULL_STOP.search(lines[0].text):
        prose[0] = False  # a headline may begin as running text does: «بينهم أطفال.. …» (children among them)
    markers = [_marker(line, known) for line in lines]
    sections: list[Section] = [
        "furniture" if marker or _is_furniture(line) else "body" if found else "heading"
        for line, marker, found in zip(lines, markers, prose, strict=True)
    ]
    _follow_markers(markers, lines, prose, sections)
    first = next((i for i, found in enumerate(prose) if found), len(lines))
    last = next((i for i in range(len(lines) - 1, -1, -1) if prose[i]), -1)
    _head(lines, sections, first, titles, known, headed)
    _middle(lines, prose, sections, first, last, known)
    _tail(lines, sections, last, known)
    return sections


def _titles(title: str | None) -> str:
    return " ".join(_WORD.findall(fold_word(title))) if title else ""


def is_title(line: Line, folded_title: str) -> bool:
    """Whether a line says what the article's title says (which may hold it several times, and the outlet's name)."""
    words = " ".join(line.words) if len(line.text) < 250 else ""
    return len(words) > 12 and words in folded_title


def _is_prose(line: Line, known: _Cues) -> bool:
    """Whether a line is running text by its own shape."""
    text = line.text
    if len(text) < 25 or (len(text) < PROSE_LENGTH and _POST_CREDIT.match(text)):
        return False
    if len(text) >= PROSE_LENGTH:
        return True
    if _FULL_STOP.search(text, max(0, len(text) - 4)):
        return not _ELLIPSIS.search(text, len(text) - 5)  # «تحديد هوية...», a teaser cut short
    return (len(text) >= 40 and bool(_PAUSE.search(text, len(text) - 4))) or _goes_on(line, known)


def _goes_on(line: Line, known: _Cues) -> bool:
    """Whether a line begins as a sentence of running text does: «وأضاف …» (and he added), «كما …» (also)."""
    found = _WORD.match(line.text.lstrip("\"'.( "))
    if found is None:
        return False
    word = found.group()
    return word in known.continuing or (word[0] == "و" and len(word) > 3 and word not in known.waw)


def _marker(line: Line, known: _Cues) -> Reach | None:
    """How far a furniture marker reaches, where the line is one."""
    if len(line.text) > 120:
        return None
    bare = line.text.strip(_EDGE)
    if bare and not "ء" <= bare[0] <= "ي":
        bare = _EDGES.sub("", bare)
    found = known.whole.get(bare)
    if found is not None:
        return found
    start = known.start.match(bare)
    if start is None or len(bare) > len(start.group()) + AFTER_MARKER:
        return None  # «نشر في 12 أيار: قتل …», a report that goes on after its date
    return known.starting[start.group(1)]


def _is_furniture(line: Line) -> bool:
    """Whether a line is a date, a counter, a post's author, or foreign matter, whatever stands around it."""
    text = line.text
    if _CLOSED.fullmatch(text):
        return True
    if not _ARABIC.search(text):
        return len(text) < 60 or text[0] in "<![—–" or "://" in text
    if len(text) > 120:
        return False
    if len(text) < 60 and (_DATE_LINE.fullmatch(text) or _TAGS_ONLY.fullmatch(text) or _COUNTER.fullmatch(text)):
        return True
    return _POST_CREDIT.match(text) is not None


def _follow_markers(
    markers: Sequence[Reach | None], lines: Sequence[Line], prose: list[bool], sections: list[Section]
) -> None:
    """What a marker reaches is furniture too: the short lines after it, or all the rest (readers' comments)."""
    within: Reach = "line"
    seen_prose = 0
    total = sum(prose)
    for index, reach in enumerate(markers):
        if reach == "rest" and 2 * seen_prose < total:  # a link at the top, with the article below it
            reach = "line"
        if reach is not None and within != "rest":
            within = reach
        elif within == "rest":
            sections[index] = "furniture"
        elif within == "list":
            if prose[index] and _is_report(lines[index].text):
                within = "line"
            else:
                sections[index] = "furniture"
                prose[index] = False
        seen_prose += prose[index]


def _is_report(text: str) -> bool:
    """Whether a line after a list of links is running text again: it ends in a stop or is long."""
    return len(text) >= REPORT_LENGTH or bool(_FULL_STOP.search(text) and not _ELLIPSIS.search(text))


def _head(lines: Sequence[Line], sections: list[Section], first: int, titles: str, known: _Cues, headed: bool) -> None:
    """Before the first running text: one title, perhaps repeated; bylines and menus; sub-headlines and captions."""
    for i in range(first):
        text = lines[i].text
        if sections[i] == "heading" and _BULLET.match(text) and not _MARKDOWN.match(text):
            sections[i] = "furniture" if _is_byline(lines[i], known) else "body"
    head = [i for i in range(first) if sections[i] == "heading" and not _MARKDOWN.match(lines[i].text)]
    said = {i for i in head if is_title(lines[i], titles)}
    told = sum(known.news.search(lines[i].text) is not None for i in head)
    crowd = len(head) > 8 and 5 * told < 3 * len(head)  # a menu or ticker, not a list of one war's events
    if headed and not said and head and not crowd:
        said = {head[0]}
    named = {" ".join(lines[i].words) for i in said}
    for i in head:
        if i in said or " ".join(lines[i].words) in named:
            sections[i] = "title"
        elif crowd or _is_byline(lines[i], known):
            sections[i] = "furniture"
    if not said and first < len(lines) and first == 0 and is_title(lines[0], titles):
        sections[0] = "title"


def _is_byline(line: Line, known: _Cues) -> bool:
    return len(line.words) <= 6 and len(line.text) <= 50 and not known.news.search(line.text)


def _middle(
    lines: Sequence[Line], prose: list[bool], sections: list[Section], first: int, last: int, known: _Cues
) -> None:
    """Between running text: headings and list items, but links to other stories are furniture."""
    headings = [i for i in range(first + 1, last) if sections[i] == "heading"]
    if not headings:
        return
    said = "\n".join(line.text for line, found in zip(lines, prose, strict=True) if found)
    for i in headings:
        text = lines[i].text
        if _BULLET.match(text) and not _MARKDOWN.match(text):
            sections[i] = "body"
        elif _is_link(lines[i], known) or _in_run(sections, i, 4) or _is_foreign(lines[i], said):
            sections[i] = "furniture"


def _stems(line: Line) -> set[str]:
    """A line's longer words, cut down to what inflection leaves of them."""
    return {_PREFIX.sub("", word)[:4] for word in line.words if len(word) > 3}


def _is_foreign(line: Line, said: str) -> bool:
    """Whether a full headline shares next to no word with the running text: it belongs to another story."""
    stems = _stems(line)
    return len(stems) >= 4 and 3 * sum(stem in said for stem in stems) < len(stems)


def _is_link(line: Line, known: _Cues) -> bool:
    words = line.words
    return len(words) >= 4 and (words[-1] in known.links or words[0] in known.links)


def _in_run(sections: Sequence[Section], index: int, length: int) -> bool:
    """Whether a heading stands among at least ``length`` headings in a row: nobody writes so many."""
    start = end = index
    while start > 0 and sections[start - 1] == sections[index]:
        start -= 1
    while end + 1 < len(sections) and sections[end + 1] == sections[index]:
        end += 1
    return end - start + 1 >= length


def _tail(lines: Sequence[Line], sections: list[Section], last: int, known: _Cues) -> None:
    """After the last running text: list items go on with it, short lines without a stop are other stories."""
    listing = True
    for i in range(last + 1, len(lines)):
        if sections[i] == "furniture":
            listing = False
        elif last >= 0 and listing and _BULLET.match(lines[i].text):
            sections[i] = "body"
        elif last >= 0 and sections[i] == "heading":
            sections[i] = "furniture"
            listing = False
