"""Claimants who speak again under a shorter name: «وأضافت الوكالة» (the agency added), «ولفت النعسان»; and posts.

What «الوكالة» may refer back to is seeds/lexicons/voices.csv; a person is known again by his name, or by his office
(«الناشط», the activist), wherever all words of the shorter name stood in the longer. Kept out: who is credited in a
sentence by itself (``credits``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.contracts import codes
from pipeline.extraction.mention import Mention, Scene
from pipeline.extraction.parsed import Parsed
from pipeline.extraction.slots.cues import ANYONE, Cue
from pipeline.extraction.slots.sentence_cues import SentenceCues
from pipeline.extraction.slots.speakers import ISSUED, SAID, qualified
from pipeline.values import value

_SEVERAL = frozenset(("other", "local_media", "news_agency"))  # codes under which two may speak one after the other
_HEAD = 6  # words from the beginning of a sentence in which it names who goes on speaking
_NAMES = 14  # words of a speaker with name and office
_ISSUED_REACH = 3
_STATED_IN = ISSUED | {"تقرير", "بيان", "حصيله", "احصائيه", "توثيق"}  # «بحسب تقرير للشبكة»
_LONGEST = 4  # words of a name that refers back


@value(frozen=True, slots=True)
class Voice:
    """A claimant that a sentence credits: his code, the words that name him, and every word of name and office."""

    code: str
    sentence: int
    first: int
    last: int
    names: frozenset[str]


@dataclass(slots=True)
class Voices:
    """Those who have spoken so far in an article, in order."""

    heard: list[Voice] = field(default_factory=list)
    named: dict[str, tuple[int, Cue]] = field(
        default_factory=dict
    )  # who was last named, speaking or not, and in which sentence, by the head of his name

    def hear(self, one: Parsed, claimants: Sequence[Cue]) -> None:
        """Remember whom a sentence credits and whom it names, but not under names that refer back themselves."""
        again = {cue.first for cue in _again(one.cues)} if claimants else ()
        for cue in claimants:
            if cue.first not in again:
                self.heard.append(Voice(cue.code, one.ordinal, cue.first, cue.last, _names(one.cues, cue)))
        for cue in (*one.cues.of("party"), *one.cues.of("source")):
            if cue.last - cue.first > 1:
                for head in one.cues.texts[max(0, cue.first - 1) : cue.first + 1]:  # «حركة» or «أحرار الشام»
                    self.named[head.removeprefix("ال")] = one.ordinal, cue

    def again(self, one: Parsed, source: Cue | None) -> Voice | None:
        """Whom a sentence credits by a name that refers back: at its head, or after «بحسب» (according to)."""
        for cue in _again(one.cues):
            vague = source is not None and source.code == "other" and source.first > cue.first and cue.code != ANYONE
            weaker = source is None or source.first == cue.first or vague  # «تحدثت المنظمة عن تقارير»
            heads = cue.first < _HEAD and weaker
            said = one.cues.has("saying", cue.first - 3, cue.first) or one.cues.is_at("saying", cue.last)
            if (heads and said) or _according(one.cues, cue):
                return self._of(cue.code) or self._named(one.cues.texts[cue.first].removeprefix("ال"))
        if source is not None and source.code == "other" and source.last - source.first <= _LONGEST:
            words = _words(one.cues, source.first, source.last)
            for voice in reversed(self.heard):
                if words <= voice.names and voice.code != source.code:
                    return voice
        return None

    def _named(self, head: str) -> Voice | None:
        """Who was last named by a head, whether or not he spoke."""
        if head not in self.named:
            return None
        sentence, cue = self.named[head]
        return Voice(cue.code if cue.code in codes.SOURCE else "other", sentence, cue.first, cue.last, frozenset())

    def _of(self, sources: str) -> Voice | None:
        wanted = sources.split("|")
        found = next((voice for voice in reversed(self.heard) if sources == ANYONE or voice.code in wanted), None)
        if found is None or found.code != "other":
            return found
        beside = (voice for voice in self.heard if voice.sentence == found.sentence and voice.code != "other")
        return next(beside, found)  # «ذكرت سانا نقلا عن مصادر»: sources that say no more are the agency's


def _again(cues: SentenceCues) -> list[Cue]:
    """The words that refer back, but no full names («الشبكة السورية لحقوق الإنسان») and no correspondent's outlet."""
    if not cues.of("again"):
        return []
    longer = {cue.first: cue.last for cue in cues.of("source")}
    return [
        cue
        for cue in cues.of("again")
        if longer.get(cue.first, 0) <= cue.last
        and not cues.has("correspondent", cue.first - 2, cue.first)
        and not qualified(cues.words, cue.last)  # «اللجنة المركزية»
    ]


def _according(cues: SentenceCues, cue: Cue) -> bool:
    """Whether «بحسب» (according to) stands before a name, or a statement of his: «بحسب بيان صادر عن الفريق»."""
    at = cues.latest("according", cue.first - _ISSUED_REACH, cue.first)
    return at is not None and all(word.text in _STATED_IN for word in cues.words[at + 1 : cue.first])


def _names(cues: SentenceCues, cue: Cue) -> frozenset[str]:
    """The words of a speaker, from the verb of saying to what is said: «إسماعيل النعسان، مسؤول الدفاع المدني»."""
    said = cues.latest("saying", cue.first - _NAMES + 1, cue.first)
    first = cue.first if said is None else said + 1
    end = min(cue.last + _NAMES, len(cues.words))
    last = next((at for at in range(cue.last, end) if cues.texts[at] in SAID), cue.last)
    return frozenset(_words(cues, first, last))


def _words(cues: SentenceCues, first: int, last: int) -> set[str]:
    return {word.text.removeprefix("ال") for word in cues.words[first:last] if word.kind == "word"}


def credit_between(mentions: Sequence[Mention], speakers: Mapping[int, Scene]) -> None:
    """Credit what stands between two sentences of one claimant with him: «أوضح المرصد …. وأصيب …. وأشار المرصد …».

    ``speakers`` are the scenes after the sentences that credit anybody.
    """
    for mention in mentions:
        before, after = mention.before, speakers.get(mention.sentence + 1)
        silent = mention.source is None and not (mention.own or mention.apart or mention.recalled or mention.headline)
        if silent and after is not None and before.said == mention.sentence - 1 and _one_claimant(before, after):
            mention.source, mention.source_text = before.source, before.source_text


def _one_claimant(one: Scene, other: Scene) -> bool:
    return one.source == other.source and (one.source not in _SEVERAL or one.source_text == other.source_text)


def signs(one: Parsed) -> bool:
    """Whether a sentence is the signature of a post: «— نبيل العثمان (@nabel) August 30, 2021»."""
    return one.cues.words[0].kind == "mark" and any(word.text == "@" for word in one.cues.words)


def is_post(one: Parsed) -> bool:
    """Whether a sentence shows that it was posted: by a hashtag, by the address of its picture."""
    return any(word.text in ("#", "twitter") for word in one.cues.words)


def signatory(one: Parsed) -> str:
    """Whose post it is: a claimant that a table lists, else an activist."""
    return next((cue.code for cue in one.cues.of("source")), "activists")
