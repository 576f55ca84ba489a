"""Speakers that no table lists: «قال مختار القرية عبد الرحمن الحمراوي إن …» the village's mukhtar said that ….

Whoever stands between a verb of saying and what is said is credited, as the guidelines' ``other``; so is whoever
follows «وفق» (according to). Kept out: claimants that seeds/lexicons/claimants.csv names (``cues``).
"""

from collections.abc import Sequence

from pipeline.arabic.tokens import Token
from pipeline.contracts import codes
from pipeline.extraction.cues import Cue
from pipeline.extraction.marks import QUOTES

SAID = frozenset(("ان", "بان", "انه", "انها", "انهم", "بانه", ":"))  # what opens the words that are said
_LONGEST = 14  # words of a speaker with office and name
_NEAR = 4  # words of a name after «وفق»
_NO_SUBJECT = frozenset(
    ["الي", "علي", "عن", "في", "من", "ما", "ان", "بان", "انه", "انها", "لا", "لم", "قد", "هذا", "ذلك", "هذه"]
)
_TO = frozenset(("الي", "علي", "عن"))  # prepositions of verbs of saying, before what is said
_KINDS = {  # what a speaker is said to be, by how the word begins
    "activists": ("ناشط", "نشطاء", "شاهد", "شهود", "سكان", "اهالي", "راصد"),
    "medical": ("طبيب", "مسعف", "ممرض"),
    "local_media": ("شبكه", "صحيفه", "اذاعه", "راديو", "منصه", "موقع", "قناه"),
}
_NO_SPEAKER = ("معلومات", "انباء", "تقديرات", "حصيله", "معطيات")  # what is told, not who tells it
_CLOSING = frozenset((",", "،", ".", "؛", ")", "]", "…"))


def speakers(tokens: Sequence[Token], cues: Sequence[Cue]) -> list[Cue]:
    """A cue of kind ``source`` and code ``other`` for each speaker that ``cues`` does not already name."""
    telling = [cue for cue in cues if cue.kind == "word" and cue.code in ("saying", "continuing", "according")]
    if not telling:
        return []
    named = {place for cue in cues if cue.kind == "source" for place in range(cue.first, cue.last)}
    named |= {cue.first for cue in cues if cue.kind == "word" and cue.code in ("correspondent", "anaphor")}
    addressed = {cue.first for cue in cues if cue.kind == "source" and tokens[cue.first].text.startswith("ل")}
    found: dict[int, Cue] = {}
    for cue in telling:
        according = cue.code == "according"
        span = _named_after(tokens, cue.last) if according else _subject(tokens, cue.last, addressed)
        if span is not None and named.isdisjoint(range(*span)):
            found[span[0]] = Cue(*span, "source", _side(span, tokens, cues))
    return list(found.values())


def _side(span: tuple[int, int], tokens: Sequence[Token], cues: Sequence[Cue]) -> str:
    """Who a speaker speaks for: what he is («الناشط الإعلامي …»), the party that his office names, else ``other``."""
    for token in tokens[span[0] : span[1]]:
        word = token.text.removeprefix("ال")
        kind = next((kind for kind, heads in _KINDS.items() if word.startswith(heads)), None)
        if kind is not None:
            return kind
    parties = [cue.code for cue in cues if cue.kind == "party" and span[0] <= cue.first < span[1]]
    return next((party for party in parties if party in codes.SOURCE), "other")


def _subject(tokens: Sequence[Token], first: int, addressed: set[int]) -> tuple[int, int] | None:
    """The words between a verb of saying and what is said; None where they are none, or no subject."""
    start = _past_quotes(tokens, first)
    if start is None or not _may_begin(tokens[start]):
        return None
    for place in range(start, min(start + _LONGEST, len(tokens))):
        if place in addressed:
            return (start, place) if place > start else None  # «قال … لوكالة سانا إن»: told to it
        if tokens[place].text in SAID:
            end = place - (tokens[place - 1].text in _TO)  # «لفت النعسان إلى أن …»
            return (start, end) if end > start else None
        if tokens[place].text == ".":
            return None
    return None


def _named_after(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    start = _past_quotes(tokens, first)
    if start is None or not _may_begin(tokens[start]):
        return None
    for place in range(start, min(start + _NEAR + 1, len(tokens))):
        if tokens[place].text in _CLOSING or (tokens[place].text in QUOTES and place > start):
            return (start, place) if place > start else None
    return (start, len(tokens)) if len(tokens) - start <= _NEAR else None


def _past_quotes(tokens: Sequence[Token], first: int) -> int | None:
    while first < len(tokens) and tokens[first].text in QUOTES:
        first += 1
    return first if first < len(tokens) else None


def _may_begin(token: Token) -> bool:
    """Whether a word may begin a subject: no preposition, particle, number or mark."""
    text = token.text
    if text.removeprefix("ال").startswith(_NO_SPEAKER):
        return False
    return (
        token.kind == "word" and len(text) > 1 and text not in _NO_SUBJECT and not text.startswith(("بال", "لل", "ب"))
    )
