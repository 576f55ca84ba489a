"""Lists under a heading: «والقتلى والشهداء هم:» and below it, line by line, «26 من المدنيين …», «عنصر من فيلق الشام»,
or by place: «إدلب: 20».

What befell the people of an item is said by the heading alone. Kept out: reading the item (``grammar``).
"""

import re
from collections.abc import Sequence

from pipeline.arabic.fold import Folded
from pipeline.arabic.sentences import Sentence
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.lexicon import Noun, Word

_ITEM = re.compile(r"[\W_]{0,3}\d|[-–—•*▪●◾■] ?\w|[^\W\d]+(?: [^\W\d]+){0,3} ?: ?\d")
_DEALT = ("توزع", "وتوزع", "موزعين", "يتوزع", "ويتوزع", "بواقع")
_HEADED_BY = 8  # words before the colon in which the people of the list are named


def items(folded: Folded, sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]], at: int) -> list[int]:
    """The sentences that are items of the list which sentence ``at`` opens with its colon, if it opens one."""
    if not folded.text[slice(*spans[at])].rstrip().endswith(":"):
        return []
    found: list[int] = []
    for each in range(at + 1, len(sentences)):
        if sentences[each].section == "title" or not _ITEM.match(folded.text, *spans[each]):
            break
        found.append(each)
    return found


def people_of(words: Sequence[Word], drafts: Sequence[Draft]) -> Noun | None:
    """The victims that a heading announces: «والقتلى والشهداء هم:» the killed; None where it names none.

    So does one that counts them and deals them out: «مقتل 60 مدنيا توزعوا على المحافظات:».
    """
    for word in reversed(words[-_HEADED_BY:]):
        if word.victim is not None:
            return word.victim
    total = drafts[-1] if drafts else None
    if (
        total is None
        or total.part_of is not None
        or not any(word.text.startswith(_DEALT) for word in words[total.last :])
    ):
        return None
    return Noun("", total.who or "person", "many", total.outcome)
