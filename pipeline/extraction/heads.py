"""What stands at the head of a report or of a part of it, for all that is told below: its recorder, the days it names.

Kept out: titles, which say what the article is about (``document``), and places that head figures (``grammar.headed``).
"""

from collections.abc import Sequence
from datetime import date

from pipeline.arabic.dates import time_expressions
from pipeline.arabic.fold import Folded
from pipeline.arabic.sentences import Sentence
from pipeline.arabic.tokens import tokenize
from pipeline.extraction.knowledge import Knowledge
from pipeline.extraction.mention import Mention, When

LONGEST_AUTHOR = 60  # characters of a line that names who wrote a report
RECORDERS = frozenset(("civil_defence", "snhr", "lcc"))  # of civilian harm, whose reports are retold whole
AUTHORS = RECORDERS | {"sohr"}  # who publish reports of their own
_IN_SYRIA = frozenset(("في", "سوريا", "سوريه"))
LONGEST_DAY = 40  # characters of a heading that names a day and no more


def credit_author(
    known: Knowledge,
    text: str,
    folded: Folded,
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
) -> None:
    """Credit a report's claims that name no claimant to the recorder whose name alone stands under its title.

    Or begins its text: «المرصد السوري لحقوق الإنسان:: …».
    """
    title = next((at for at, sentence in enumerate(sentences) if sentence.section == "title"), None)
    if title is None or title + 1 >= len(spans) or all(mention.source or mention.own for mention in mentions):
        return
    start, end = spans[title + 1]
    tokens = tokenize(folded, start, min(end, start + LONGEST_AUTHOR))
    authors = [cue for cue in known.cues.find(tokens).coded if cue.kind == "source" and cue.code in AUTHORS]
    named = authors[0] if authors else None
    if named is None or named.first > 0:
        return
    own = {at for cue in authors if cue.code == named.code for at in range(cue.first, cue.last)}  # «(الخوذ البيضاء)»
    after = [text for at, text in enumerate(tokens.texts) if at not in own and text not in _IN_SYRIA]
    alone = end - start <= LONGEST_AUTHOR and not any(text.isalnum() for text in after)
    if not alone and after[:2] != [":", ":"]:
        return
    first, last = folded.span(tokens.start(named.first), tokens.end(named.last - 1))
    written = text[first:last]
    for mention in mentions:
        if mention.source is None and not mention.own:
            mention.source = named.code
            mention.source_text = written


def days_of_headings(
    text: str,
    folded: Folded,
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]],
    published: date | None,
) -> dict[int, When]:
    """The days that headings name and no more, by their sentence: «الجمعة 10 أيار», above what happened that day."""
    found: dict[int, When] = {}
    for at, (sentence, (start, end)) in enumerate(zip(sentences, spans, strict=True)):
        if sentence.section != "heading" or end - start > LONGEST_DAY:
            continue
        tokens = tokenize(folded, start, end)
        times = [time for time in time_expressions(tokens, published) if time.kind == "day"]
        words = sum(tokens.kind(place) != "mark" for place in range(len(tokens)))
        if len(times) == 1 and words <= times[0].last - times[0].first + 1:
            day = times[0]
            found[at] = When(text[sentence.char_start : sentence.char_end], day.date_from, day.date_to, day.precision)
    return found
