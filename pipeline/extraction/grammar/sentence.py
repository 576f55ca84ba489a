"""From the words of one sentence to draft claims: outcome predicates govern phrases, victim nouns carry their own.

The grammar goes through a sentence once. A predicate («مقتل», «أصيب», «أودى بحياة») takes the phrase after it, and
those coordinated with it; a verb may take the phrase before it («خمسة مدنيين قتلوا»). Words such as «بينهم» make parts
of the total before them. Kept out: cause, place, time, claimant (``slots``) and what spans sentences (``document``).
"""

from collections.abc import Sequence
from itertools import compress, pairwise
from operator import attrgetter

from pipeline.extraction.grammar.coordination import BESIDES, conjoined, coordinated, tells_by
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.exclusions import rubble_after
from pipeline.extraction.grammar.headed import Headed, ends
from pipeline.extraction.grammar.part_claims import DEALT_OUT, INTRODUCED, THEY, PartClaims, part_who
from pipeline.extraction.grammar.phrases import WHO_WERE, Phrase, PhraseReader
from pipeline.extraction.grammar.predicate_claims import PredicateClaims
from pipeline.extraction.grammar.predicates import RELATIVES
from pipeline.extraction.grammar.told import Told
from pipeline.extraction.grammar.victim_claims import VictimClaims
from pipeline.extraction.lexicon import Noun, Word, tells
from pipeline.extraction.marks import SUBSETS
from pipeline.values import replace

_OPENS = attrgetter("opens")
_AMONG = frozenset(("من", "ومن", "بين", "وبين"))
_ARE = ("بين", "هم", "من")  # before the victims whom people just named are
_HOLDS = frozenset(("تضم", "وتضم", "ضمت", "وضمت", "تشمل", "وتشمل", "شملت", "وشملت", "تضمنت", "وتضمنت"))
_FOUND_DEAD = frozenset(("مقتولا", "مقتوله", "مقتولين", "مقتولتين"))
BESIDE_REACH = 16  # words from those a verb tells of to others beside them
# words besides that may open a phrase
_OPENING = frozenset(
    (
        *THEY,
        *_AMONG,
        *_HOLDS,
        *_FOUND_DEAD,
        *BESIDES,
        "(",
        '"',
        ",",
        "،",
        ":",
        "توزعوا",
        "وتوزعوا",
        "وتوزع",
        "توزع",
        "موزعين",
        "بواقع",
    )
)
_SIZE_OF = {"عليه": 1, "عليها": 1, "عليهما": 2}
_ACCORDING = ("بحسب", "حسب", "وفق", "وفقا")
RANKS_REACH = 2  # words from a figure to the next of the same ranks
CAPTIVE = Noun("معتقل", "person", "one")


class Grammar:
    """Reads the claims of one sentence."""

    def __init__(
        self,
        words: Sequence[Word],
        reader: PhraseReader,
        last_who: str | None = None,
        listed: Noun | None = None,
        headed: Sequence[Headed] = (),
    ) -> None:
        self.words = words
        self.headed = {item.figure: item for item in headed}
        self.listed = listed  # the people of the list in which the sentence is an item
        self.reader = reader
        self.told = Told(reader, last_who)
        self.parts = PartClaims(self.told)
        self.victims = VictimClaims(self.told, self.parts)
        self.predicates = PredicateClaims(self.told, self.victims)

    def read(self) -> list[Draft]:
        """The drafts of the sentence, in the order of the text."""
        place = self._item() if self.listed is not None else 0
        places = range(len(self.words))
        opened = {*compress(places, map(_OPENS, self.words)), *self.reader.quantity}
        opened.update(compress(places, map(_OPENING.__contains__, self.reader.tokens.texts)))
        for at in sorted(opened):
            if at >= place:
                place = self._step(at)
        self.told.under_rubble(len(self.words))
        found = sorted(self.told.drafts, key=lambda draft: (draft.phrase.first, draft.phrase.last))
        if self.headed:
            self._share_heads(found)
        if "ranks" in self.reader.roles:
            self._share_ranks(found)
        return found

    def _share_heads(self, drafts: Sequence[Draft]) -> None:
        """Give the claims of a list's items the place that heads each, and make them parts of the total before it."""
        items = list(self.headed.values())
        before = [draft for draft in drafts if draft.phrase.first < items[0].first and draft.part_of is None]
        for item in items:
            within = [draft for draft in drafts if item.first <= draft.phrase.first < item.last]
            for draft in within:
                draft.headed = item.place
            for draft in drafts if item.verb else ():
                draft.clause += draft.phrase.first >= item.first
            for draft in within[:1]:
                if self.listed is not None and draft.part_of is None and draft.outcome == self.listed.outcome:
                    draft.rule, draft.inside = "listed", draft.outcome
                apart = item is not items[0] or (draft.part_of is not None and draft.phrase.first == item.figure)
                draft.elsewhere = draft.elsewhere or (apart and not item.verb)
        heads = [draft for draft in drafts if draft.phrase.first in self.headed and draft.part_of is None]
        total = before[-1] if before else None
        if total is None or len(heads) < 2 or items[0].first - total.last > INTRODUCED:
            return
        between = [word.text.removeprefix("و") for word in self.words[total.last : items[0].first]]
        if not any(text == ":" or text.startswith(DEALT_OUT) for text in between):
            return  # «قتل 10 في إدلب، وفي حلب 3، وفي حماة 2»
        alike = all(draft.outcome == total.outcome for draft in heads)
        if alike and total.phrase.counted and sum(draft.phrase.low or 0 for draft in heads) <= (total.phrase.low or 0):
            for draft in heads:
                draft.part_of, draft.rule, draft.elsewhere = total, "part", True
                draft.who = part_who(draft.phrase, total.who)

    def _headed(self, place: int) -> int | None:
        """«حلب: 40 شهيدا، إدلب: 20»: a figure headed by its place that leaves out the noun of the one before."""
        phrase = self.reader.at(place) or self.reader.figure(place)
        if self.headed[place].verb or phrase is None or phrase.outcome is not None:
            return None
        if not (ends(self.reader, phrase.last) or tells_by(self.reader, phrase.last)):
            return None
        earlier = max((figure for figure in self.headed if figure < place), default=None)
        before = next((draft for draft in self.told.drafts if draft.phrase.first == earlier), None)
        if earlier is None and self.words[self.headed[place].first].text == "وفي":
            before = self.told.total()  # «قتل 10 مدنيين في إدلب، وفي حلب 3»
        if before is None:
            return None
        who = phrase.who or before.who
        self.told.add(Draft(before.outcome, phrase, place, phrase.last, before.rule, before.part_of, who=who))
        return phrase.last

    def _share_ranks(self, drafts: Sequence[Draft]) -> None:
        """«مقتل 3 وإصابة 5 في صفوف الجيش»: those of no class are of the ranks told of with the next."""
        whole = [draft for draft in drafts if draft.part_of is None]
        for one, other in reversed(list(pairwise(whole))):
            last, first = one.phrase.last, other.phrase.first
            joined = first - last <= RANKS_REACH and self.words[min(last, first)].text.startswith("و")
            elided = one.phrase.noun is None or one.phrase.noun.outcome is not None
            ranks = tells(self.words[first : other.phrase.last], "ranks") or other.ranked
            if joined and elided and ranks and one.who in (None, "person", other.who):
                one.who, one.ranked = other.who, True

    def _step(self, place: int) -> int:
        word = self.words[place]
        if place in self.headed and (after := self._headed(place)) is not None:
            return after
        if (self.told.drafts or self.told.group is not None) and (after := self.parts.told_apart(place)) is not None:
            return after
        if word.predicates and (after := self.predicates.read(place)) is not None:
            return after
        if word.roles & SUBSETS and (after := self.parts.subset(place)) is not None:
            return after
        if (
            self.told.group is not None
            and word.text in _ARE
            and (after := self.victims.among_victims(place)) is not None
        ):
            return after
        if word.text in _AMONG and (after := self.victims.from_among(place)) is not None:
            return after
        if word.text in BESIDES and (after := self._besides(place)) is not None:
            return after
        if word.text in _FOUND_DEAD and (after := self._found_dead(place)) is not None:
            return after
        if word.text in _HOLDS and (after := self.victims.held_in_toll(place)) is not None:
            return after
        if "most_of" in word.roles and (after := self.victims.most_of(place)) is not None:
            return after
        phrase = self.reader.at(place)
        if phrase is None:
            return place + 1
        if phrase.outcome in ("detained", "injured") and self._died(phrase):
            phrase = replace(phrase, noun=self.words[phrase.head].person or CAPTIVE, who="person")
        if phrase.outcome is not None:
            return self.victims.read(phrase)
        if (after := self.victims.dead_and_wounded(phrase)) is not None:
            return after
        if phrase.noun is None and phrase.counted and (part := self.parts.counted_part(phrase)) is not None:
            return part
        if (rival := self._rival(phrase)) is not None:
            return rival
        if phrase.noun is None and self.reader.says_others(phrase) and rubble_after(self.reader, phrase.last):
            self.told.hold(phrase)
            return phrase.last
        if phrase.noun is None and (not phrase.counted or not self._leads(phrase)):
            return phrase.last
        self.told.hold(phrase)
        return phrase.last

    def _rival(self, phrase: Phrase) -> int | None:
        """Another's figure of what was just told, without its noun: «37 قتيلا وفق المرصد، و25 بحسب سانا»."""
        before = self.told.drafts[-1] if self.told.drafts else None
        bare = phrase.noun is None and phrase.counted and phrase.who is None and conjoined(self.reader, phrase.first)
        after = self.words[phrase.last].text if phrase.last < len(self.words) else ""
        if before is None or not bare or before.part_of is not None or after not in _ACCORDING:
            return None
        first, last = phrase.first, phrase.last
        self.told.add(Draft(before.outcome, phrase, first, last, before.rule, who=before.who, trigger=first))
        return last

    def _died(self, phrase: Phrase) -> bool:
        """Whether prisoners are told of as dead by the verb after them: «ألف معتقل قضوا تحت التعذيب»."""
        after = self.words[phrase.last] if phrase.last < len(self.words) else None
        if after is not None and after.text in RELATIVES and phrase.last + 1 < len(self.words):
            after = self.words[phrase.last + 1]
        verbs = after.predicates if after is not None else ()
        return any(verb.outcome == "killed" and verb.construction in ("verb", "verb_with_end") for verb in verbs)

    def _item(self) -> int:
        """The people at the head of a list's item, with the outcome of the list: «26 من المدنيين», «4 (رجل وسيدة)»."""
        place = 0
        while place < len(self.words) and self.words[place].kind == "mark":
            place += 1
        opening = next(iter(self.headed.values()), None)
        if opening is not None and opening.first == place:
            place = opening.figure  # «- إدلب: 20»
        phrase = self.reader.at(place) or (self.reader.figure(place) if place in self.headed else None)
        if phrase is None or phrase.outcome is not None or self.listed is None or self.listed.outcome is None:
            return place
        outcome = "killed" if self.listed.outcome == "killed_or_injured" else self.listed.outcome
        whole = Draft(
            outcome, phrase, phrase.first, phrase.last, "listed", None, outcome, phrase.who or self.told.last_who
        )
        whole.trigger = phrase.first
        self.told.drafts.append(whole)
        last = phrase.last
        if last < len(self.words) and self.words[last].text == "(" and (first := self.reader.at(last + 1)) is not None:
            for part in (first, *coordinated(self.reader, first, part=True)):
                self.told.drafts.append(Draft(outcome, part, phrase.first, part.last, "part", whole, trigger=last))
                last = part.last
        return last

    def _besides(self, place: int) -> int | None:
        """«… فقدوا حياتهم في الفترة ذاتها، إلى جانب 18 جنديا»: more of those a verb told of before."""
        before = self.told.drafts[-1] if self.told.drafts else None
        second = self.words[place + 1].text if place + 1 < len(self.words) else ""
        if before is None or BESIDES[self.words[place].text] != second or before.rule != "verb_after":
            return None
        phrase = self.reader.at(place + 2)
        if phrase is None or not phrase.counted or phrase.noun is None or phrase.outcome is not None:
            return None
        if place - before.phrase.last > BESIDE_REACH:
            return None
        self.told.add(Draft(before.outcome, phrase, phrase.first, phrase.last, "verb_after", trigger=phrase.first))
        return phrase.last

    def _found_dead(self, place: int) -> int | None:
        """«اختطف شرطيان، ثم عثر عليهما مقتولين»: those whom the sentence told of before, found dead."""
        before = self.words[place - 1].text if place else ""
        told_of = next((draft for draft in reversed(self.told.drafts) if draft.part_of is None), None)
        size = _SIZE_OF.get(before)
        if size is None or told_of is None or told_of.outcome == "killed":
            return None
        found = Phrase(place - 1, place + 1, size, size, "exact", told_of.who, None, place, None, True)
        self.told.add(Draft("killed", found, place - 1, place + 1, "pronoun", who=told_of.who, trigger=place))
        return place + 1

    def _leads(self, phrase: Phrase) -> bool:
        """Whether a number without a noun heads a clause: a part or a verb follows («675 بينهم …», «الآلاف فروا»)."""
        if phrase.last >= len(self.words):
            return False
        word = self.words[phrase.last]
        joined = phrase.who == "combatant" and word.text.startswith("و")  # «30 من داعش و12 من قسد قتلوا»
        of_whom = word.text in WHO_WERE and "toll_noun" in self.words[phrase.last - 1].roles  # «118 تعداد الذين قضوا»
        return bool(word.roles & SUBSETS or word.predicates or joined or of_whom)
