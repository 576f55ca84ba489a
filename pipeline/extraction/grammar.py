"""From the words of one sentence to draft claims: outcome predicates govern phrases, victim nouns carry their own.

The grammar goes through a sentence once. A predicate («مقتل», «أصيب», «أودى بحياة») takes the phrase after it, and
those coordinated with it; a verb may take the phrase before it («خمسة مدنيين قتلوا»). Words such as «بينهم» make parts
of the total before them. Kept out: cause, place, time, claimant (``slots``) and what spans sentences (``document``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.lexicon import Predicate, Word
from pipeline.extraction.phrases import LOWEST_OF_SEVERAL, Phrase, PhraseReader, more_specific

_REACH = 8  # words that may stand between a verb and its subject
_GAP_MARKS = {",", "،", '"', "'", "(", ")", "«", "»", ":", "*", "-", "/"}
_STOPS = {".", "؛", "!", "?", "؟"}
_SUBSETS = {"subset", "mostly", "entirely", "some", "one", "being"}


@dataclass(slots=True)
class Draft:
    """A claim as one sentence states it. ``first`` to ``last`` are the words of its quote.

    ``part_of`` is the draft it is counted inside; ``inside`` an outcome whose total stands elsewhere («من بين القتلى»).
    """

    outcome: str
    phrase: Phrase
    first: int
    last: int
    rule: str
    part_of: "Draft | None" = None
    inside: str | None = None
    who: str | None = None
    trigger: int = -1

    def __post_init__(self) -> None:
        self.who = self.who or self.phrase.who


@dataclass(slots=True)
class _Group:
    """Phrases that no predicate governs yet: a total, what is coordinated with it, and its parts."""

    phrases: list[tuple[Phrase, int | None]]  # a phrase and the place in the list of the total it is inside
    last: int


class Grammar:
    """Reads the claims of one sentence."""

    def __init__(self, words: Sequence[Word], reader: PhraseReader, last_who: str | None = None) -> None:
        self.words = words
        self.reader = reader
        self.drafts: list[Draft] = []
        self.group: _Group | None = None
        self.waiting: list[Draft] = []  # parts named before their total («بينهم أطفال.. إصابات»)
        self.last_who = last_who  # class of the noun that an elided one («وأصيب 7 آخرون») stands for

    def read(self) -> list[Draft]:
        """The drafts of the sentence, in the order of the text."""
        place = 0
        while place < len(self.words):
            place = max(self._step(place), place + 1)
        self._under_rubble(len(self.words))
        return sorted(self.drafts, key=lambda draft: (draft.phrase.first, draft.phrase.last))

    def _step(self, place: int) -> int:
        word = self.words[place]
        if word.predicates and (after := self._predicate(place)) is not None:
            return after
        if word.roles & _SUBSETS and (after := self._subset(place)) is not None:
            return after
        if word.text == "من" and (after := self._from_among(place)) is not None:
            return after
        phrase = self.reader.at(place)
        if phrase is None:
            return place + 1
        if phrase.outcome is not None:
            return self._victims(phrase)
        if (after := self._dead_and_wounded(phrase)) is not None:
            return after
        if phrase.noun is None and (not phrase.counted or not self._leads(phrase)):
            return phrase.last
        self._hold(phrase)
        return phrase.last

    # -- predicates ---------------------------------------------------------------------------------------------------

    def _predicate(self, place: int) -> int | None:
        """Govern the phrases of a predicate, or of several joined by «و»; None where it governs none."""
        run = self._run(place)
        if not run:
            return None
        before = self._adjacent_group(run[0][0])
        if len(run) > 1 and before is not None and self._takes_before(run[0]):
            self._govern_group(before, run[0])
            run = run[1:]
        start = run[-1][2]
        if self._blocked(run[0][0]):
            following = self._following(start, run)
            return following.last if following else start
        if len(run) == 1 and before is not None and self._takes_before(run[0]) and not self._subject_follows(run[0]):
            self._govern_group(before, run[0])
            return start
        phrase = self._following(start, run)
        if phrase is None:
            if len(run) == 1 and before is not None and self._takes_before(run[0]):
                self._govern_group(before, run[0])
                return start
            return self._without_phrase(run[0])
        return self._govern(run, phrase)

    def _run(self, place: int) -> list[tuple[int, Predicate, int]]:
        """Predicates joined at a place: (place, what it says, first word after it)."""
        found: list[tuple[int, Predicate, int]] = []
        at = place
        while at < len(self.words) and self.words[at].predicates:
            if found and not self.words[at].conjunction:
                break
            chosen = self._chosen(at)
            if chosen is None:
                break
            found.append((at, *chosen))
            at = chosen[1]
            if at < len(self.words) and self.words[at].text == "و":
                at += 1
        return found

    def _chosen(self, place: int) -> tuple[Predicate, int] | None:
        """Which reading of a predicate the words after it bear out, and where its phrase may begin."""
        for predicate in self.words[place].predicates:
            after = self._borne_out(place, predicate)
            if after is not None:
                return predicate, after
        return None

    def _borne_out(self, place: int, predicate: Predicate) -> int | None:
        following = self.words[place + 1 : place + 1 + _REACH]
        if predicate.tail is not None:
            for offset, word in enumerate(following[:5], place + 1):
                if word.text == predicate.tail or word.text.removeprefix("ال") == predicate.tail:
                    return offset + 1
            return None
        if predicate.construction == "verb_with_end":
            return place + 1 if any("end" in word.roles for word in following) else None
        if predicate.construction == "verb_under_rubble":
            return place + 1 if any("rubble" in word.roles for word in following) else None
        if predicate.construction == "driven":  # people forced to leave their homes
            return place + 1 if any("home" in word.roles for word in following) else None
        if predicate.construction == "life":
            for offset, word in enumerate(following[:3], place + 1):
                if word.text in ("بحياه", "بارواح", "ارواح", "حياه"):
                    return offset + 1
            return None
        if predicate.construction == "toll":
            return place + 2 if following and following[0].text.startswith("ضحيت") else None
        if predicate.outcome == "missing" and predicate.construction == "verb":
            return place + 1 if self.reader.at(place + 1) is not None and (place + 1) in self.reader.quantity else None
        if predicate.construction == "recovery" and any("alive" in word.roles for word in following):
            return None
        return place + 1

    def _takes_before(self, found: tuple[int, Predicate, int]) -> bool:
        return found[1].construction in ("verb", "verb_with_end", "verb_under_rubble", "driven")

    def _subject_follows(self, found: tuple[int, Predicate, int]) -> bool:
        """Whether a singular verb has its subject right after it, so that it does not take the phrase before it."""
        text = self.words[found[0]].text
        plural = text.endswith("وا") or (text.endswith("ا") and len(text) > 4)
        if plural:
            return False
        phrase = self.reader.at(found[2])
        return phrase is not None and not self.words[found[2]].conjunction

    def _following(self, start: int, run: list[tuple[int, Predicate, int]]) -> Phrase | None:
        """The phrase after a predicate, past light words, or past a stated subject or circumstance."""
        place = start
        for _ in range(10):
            if place >= len(self.words):
                return None
            word = self.words[place]
            phrase = self.reader.at(place)
            if phrase is not None and not (word.conjunction and place == start and phrase.noun is None):
                return phrase
            if (named := self._name(place, run)) is not None:
                return named
            if place == start and (unlisted := self.reader.unlisted(place)) is not None:
                return unlisted
            if not (
                word.roles & {"light", "end"}
                or word.text in _GAP_MARKS
                or word.token.kind == "number"
                or word.text == "كل"
            ):
                break
            if word.predicates:
                break
            place += 1
        if run[-1][1].construction == "masdar" or place >= len(self.words):
            return None
        for far in range(place, min(place + _REACH, len(self.words))):
            word = self.words[far]
            if word.text in _STOPS or word.predicates or word.roles & _SUBSETS:
                return None
            phrase = self.reader.at(far)
            if (
                phrase is not None
                and phrase.outcome is None
                and not phrase.definite
                and (phrase.counted or (phrase.noun is not None and not word.preposition))
            ):
                return phrase if self._object(far) else None
        return None

    def _object(self, place: int) -> bool:
        """Whether a phrase found at a distance is not governed by a preposition right before it."""
        before = self.words[place - 1]
        return before.text not in ("من", "على", "في", "بين", "مع", "عن", "الى", "ضد", "بعد", "قبل", "خلال", "اكثر")

    def _name(self, place: int, run: list[tuple[int, Predicate, int]]) -> Phrase | None:
        if run[-1][1].outcome not in ("killed", "injured", "detained"):
            return None
        return self.reader.named(place)

    def _govern(self, run: list[tuple[int, Predicate, int]], phrase: Phrase) -> int:
        """Make the claims of predicates over a phrase and what is coordinated with it."""
        outcomes = list(dict.fromkeys(found[1].outcome for found in run))
        if run[0][1].construction == "recovery" and phrase.outcome == "injured" and self._from_rubble(phrase.last):
            outcomes, phrase = ["missing"], replace(phrase, noun=None)
        first = run[0][0]
        rule = run[-1][1].construction
        if phrase.outcome is not None and outcomes[0] not in ("killed", "injured"):
            return self._victims(phrase)
        if phrase.outcome in ("killed", "injured") and len(run) == 1 and phrase.outcome != outcomes[0]:
            if phrase.noun is not None and phrase.noun.lemma in ("مصاب", "جريح") and outcomes[0] == "killed":
                phrase = replace(phrase, noun=None)  # the wounded who died
            else:
                return self._victims(phrase)
        if phrase.outcome is not None and phrase.outcome == outcomes[0] and not phrase.counted:
            return self._victims(phrase)
        phrases = _merged([phrase, *self._coordinated(phrase)])
        last = phrases[-1].last
        if set(outcomes) == {"killed", "injured"} and (phrase.counted or phrase.modality == "vague"):
            outcomes = ["killed_or_injured"]
        if self._is_animal(phrase) or self._is_age(phrase):
            return last
        total: Draft | None = None
        for each in phrases:
            for outcome in outcomes:
                draft = Draft(outcome, each, min(first, each.first), each.last, rule, trigger=first)
                self._add(draft)
                total = total or draft
        self.group = None
        return last

    def _coordinated(self, phrase: Phrase, part: bool = False) -> list[Phrase]:
        """Phrases joined to one by «و» or a comma: «امرأة وطفلتين», «أربعة عسكريين سوريين وثلاثة مقاتلين»."""
        found: list[Phrase] = []
        last = phrase.last
        while (joined := self._joined(last, part)) is not None:
            found.append(joined)
            last = joined.last
        return found

    def _joined(self, last: int, part: bool = False) -> Phrase | None:
        for place in range(last, min(last + 4, len(self.words))):
            word = self.words[place]
            if word.predicates or word.text in _STOPS or word.roles & (_SUBSETS | {"negator"}):
                return None
            comma = word.text in (",", "،")
            at = place + 1 if word.text == "و" or comma else place
            if at >= len(self.words) or self.words[at].predicates:
                return None
            if not (at > place or self._conjoined(at)):
                if "boundary" in word.roles:
                    return None
                continue
            phrase = self.reader.at(at) or self.reader.named(at if self.words[at].text != "و" else at + 1)
            if comma and not (self._conjoined(at) or (phrase is not None and (phrase.counted or part))):
                return None
            if (
                phrase is None
                or phrase.outcome is not None
                or (phrase.noun is None and not phrase.counted and not phrase.named)
            ):
                return None
            possessed = self.words[phrase.head].possessed
            if phrase.definite and not (possessed or phrase.counted or phrase.named or part):
                return None
            return phrase if part or not self._verb_of_its_own(phrase) else None
        return None

    def _verb_of_its_own(self, phrase: Phrase) -> bool:
        """Whether a coordinated phrase opens a clause with its own predicate («و12 بينهم طفلان قتلوا»)."""
        if phrase.last >= len(self.words):
            return False
        word = self.words[phrase.last]
        return bool(word.predicates) and not word.conjunction and word.predicates[0].construction == "verb"

    def _without_phrase(self, found: tuple[int, Predicate, int]) -> int | None:
        """A predicate noun that names people by itself: «حركة نزوح» a wave of displacement."""
        place, predicate, after = found
        displaced = predicate.outcome == "displaced" and predicate.construction == "masdar"
        if displaced and place > 0 and "wave" in self.words[place - 1].roles and not self._blocked(place - 1):
            phrase = Phrase(place - 1, after, LOWEST_OF_SEVERAL, None, "unquantified", "person", None, place)
            self._add(Draft("displaced", phrase, place - 1, after, "wave", trigger=place))
            return after
        return None

    # -- victims, whose noun carries the outcome -----------------------------------------------------------------------

    def _victims(self, phrase: Phrase) -> int:
        noun = phrase.named_noun
        if self._blocked(phrase.first):
            return phrase.last
        partner = self._partner(phrase)
        last = partner.last if partner is not None else phrase.last
        toll = self._toll(phrase, last)
        if toll is not None:
            outcome = "killed_or_injured" if partner is not None else self._outcome(phrase, exact=True)
            quote_first = phrase.first
            self._add(
                Draft(
                    outcome,
                    toll,
                    quote_first,
                    toll.last,
                    "toll",
                    who=more_specific(phrase.who, toll.who),
                    trigger=phrase.first,
                )
            )
            return toll.last
        if partner is not None and not phrase.counted:
            phrase = replace(phrase, who=more_specific(phrase.who, partner.who))
        if partner is not None and phrase.counted and self._same_form(phrase, partner):
            merged = replace(phrase, last=partner.last, who=more_specific(phrase.who, partner.who))
            self._add(Draft("killed_or_injured", merged, phrase.first, partner.last, "lump", trigger=phrase.head))
            return partner.last
        if not noun.bare and not self._licensed(phrase):
            return phrase.last
        if not phrase.counted and not self._worth(phrase, partner):
            return phrase.last
        if phrase.last < len(self.words) and phrase.last not in self.reader.quantity:
            of = self.words[phrase.last]
            if of.victim is not None and of.definite and not of.conjunction:  # «جثامين القتلى» the bodies of the dead
                phrase = replace(phrase, last=phrase.last + 1)
        outcome = self._outcome(phrase, exact=phrase.modality == "exact")
        referred = self.words[phrase.head].definite and not phrase.counted
        rule = "recovered" if referred else "victim"
        self._add(Draft(outcome, phrase, phrase.first, phrase.last, rule, trigger=phrase.head))
        for joined in self._coordinated(phrase):
            if joined.noun is not None or joined.counted:
                self._add(Draft(outcome, joined, phrase.first, joined.last, "victim", trigger=phrase.head))
        self.group = None
        return self.drafts[-1].phrase.last

    def _outcome(self, phrase: Phrase, exact: bool) -> str:
        """The outcome of a victim noun; «ضحايا» are the dead where they are counted or stand beside the wounded."""
        own = phrase.outcome or "killed"
        if own != "killed_or_injured":
            return own
        return "killed" if exact or self._partner(phrase) is not None else own

    def _partner(self, phrase: Phrase) -> Phrase | None:
        """A victim noun of the other outcome joined to this one: «القتلى والجرحى»."""
        if phrase.last >= len(self.words) or phrase.noun is None:
            return None
        place = phrase.last
        word = self.words[place]
        if word.text in ("و", "او") and place + 1 < len(self.words):
            place += 1
            word = self.words[place]
        elif not word.conjunction:
            return None
        if word.victim is None or place in self.reader.quantity:
            return None
        other = word.victim.outcome
        if other == phrase.noun.outcome or {other, phrase.noun.outcome} - {"killed", "injured", "killed_or_injured"}:
            return None
        return self.reader.at(place)

    def _same_form(self, phrase: Phrase, partner: Phrase) -> bool:
        plural = {"many", "many_or_two"}
        one, other = phrase.named_noun.number, partner.named_noun.number
        same_number = one == other or {one, other} <= plural
        return same_number and phrase.definite == partner.definite

    def _toll(self, phrase: Phrase, last: int) -> Phrase | None:
        """The figure of «ارتفع عدد القتلى … إلى 75»: a number after a toll verb, further on in the sentence."""
        if phrase.counted:
            return None
        near = self.words[max(0, phrase.first - 4) : phrase.first]
        has_noun = any("toll_noun" in word.roles for word in near)
        for place in range(last, min(last + 25, len(self.words))):
            word = self.words[place]
            if word.text in _STOPS or word.victim is not None or (word.predicates and not word.roles):
                return None
            quantity = self.reader.quantity.get(place)
            if quantity is None:
                continue
            before = self.words[place - 1]
            marked = before.text == ":" or "toll_verb" in before.roles or "toll_verb" in word.roles
            figure = self.reader.at(place)
            if figure is None or (not marked and (figure.noun is None or not has_noun)):
                if not marked:
                    continue
                return None
            if figure.outcome is not None:
                return None
            return figure if has_noun or before.text == ":" or phrase.definite else None
        return None

    def _licensed(self, phrase: Phrase) -> bool:
        """Whether a standing group («المعتقلين», «النازحين», «عالقين») is spoken of as harm here."""
        if phrase.outcome == "missing":
            return self._rubble_after(phrase.last) is not None
        near = self.words[max(0, phrase.first - 2) : phrase.first]
        return phrase.counted and phrase.outcome == "displaced" and any("toll_noun" in word.roles for word in near)

    def _worth(self, phrase: Phrase, partner: Phrase | None) -> bool:
        """Whether an uncounted victim noun states something: «قتلى», not «نقل المصابين إلى المشفى»."""
        noun = phrase.named_noun
        head = self.words[phrase.head]
        if any("toll_noun" in word.roles for word in self.words[max(0, phrase.first - 1) : phrase.first]):
            return False
        if head.possessed or head.preposition == "ل":
            return False
        after = self.words[phrase.last] if phrase.last < len(self.words) else None
        if noun.lemma == "ضحيه" and after is not None and after.text.startswith("ال") and after.noun is None:
            return False  # «ضحايا الهجوم» the victims of the attack, known already
        near = self.words[max(0, phrase.first - 3) : phrase.first]
        recovered = any("recovery" in word.roles for word in near)
        if head.definite or self.words[phrase.first].definite:
            return noun.number != "one" and recovered and noun.outcome in ("killed", "injured") and not partner
        if noun.lemma == "جثه" and noun.number == "one":
            return phrase.first + 1 < len(self.words) and self.words[phrase.first + 1].person is not None
        return not any("age" in word.roles for word in self.words[phrase.last : phrase.last + 1])

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _subset(self, place: int) -> int | None:
        """Parts of the total before: «بينهم 58 طفلا و43 امرأة», «معظمهم من الأطفال»."""
        word = self.words[place]
        start = place + 1
        while start < len(self.words) and self.words[start].text in ("من", '"', "«", "على", "الاقل", ":"):
            start += 1
        first = self.reader.at(start)
        if first is None:
            return None
        if first.outcome is not None and first.noun is not None and first.noun.outcome in ("killed_or_injured",):
            return None
        parts = [first, *self._coordinated(first, part=True)]
        parts = [self._as_part(part, word.roles) for part in parts]
        if self.group is not None and (self._near(self.group.last, place) or self._total() is None):
            total_at = _last_total(self.group)
            self.group.phrases += [(part, total_at) for part in parts]
            self.group.last = parts[-1].last
            return parts[-1].last
        total = self._total()
        made: list[Draft] = []
        for part in parts:
            outcome = part.outcome or (total.outcome if total else "")
            rule = "part"
            quote_first = total.first if total is not None and place - total.last < 25 else place
            draft = Draft(outcome, part, quote_first, part.last, rule, total, trigger=place)
            draft.who = self._part_who(part, total.who if total is not None else None)
            if total is not None and part.counted is False and "entirely" in word.roles:
                draft.phrase = replace(
                    part, low=total.phrase.low, high=total.phrase.high, modality=total.phrase.modality
                )
            if "being" in word.roles and (total is None or part.noun is None):
                return parts[-1].last
            made.append(draft)
        if total is None:
            self.waiting += made
        else:
            self.drafts += made
        return parts[-1].last

    def _part_who(self, part: Phrase, whole: str | None) -> str:
        """A part named by nationality alone, or by number alone, is of its total's class."""
        if part.noun is None or (part.noun.nationality and whole == "combatant"):
            return whole or part.who or "person"
        if whole == "civilian" and part.who == "person":
            return whole  # a man among civilians
        return part.who or "person"

    def _as_part(self, part: Phrase, roles: frozenset[str]) -> Phrase:
        if "one" in roles and part.modality == "unquantified":
            return replace(part, low=1, high=1, modality="exact")
        return part

    def _near(self, last: int, place: int) -> bool:
        return all(
            word.text in _GAP_MARKS or word.roles & {"light", "other"} or not word.predicates
            for word in self.words[last:place]
        )

    def _total(self) -> Draft | None:
        """The nearest total before: the last draft that is not itself a part."""
        for draft in reversed(self.drafts):
            if draft.part_of is None and draft.inside is None:
                return draft
        return None

    def _from_among(self, place: int) -> int | None:
        """«من بين القتلى 15 شخصا …», «من بين المصابين أطفال»: parts of a total stated elsewhere."""
        at = place + 1
        if at < len(self.words) and self.words[at].text in ("بين", "ضمن"):
            at += 1
        else:
            return None
        if at >= len(self.words):
            return None
        word = self.words[at]
        if word.roles & {"subset"} or word.victim is None or not word.definite:
            return None
        start = at + 1
        while start < len(self.words) and (self.words[start].text in _GAP_MARKS or self.words[start].noun is None):
            if start in self.reader.quantity or start - at > 8 or self.words[start].predicates:
                break
            start += 1
        first = self.reader.at(start)
        if first is None:
            return None
        outcome = word.victim.outcome or "killed"
        last = first.last
        for part in (first, *self._coordinated(first, part=True)):
            self.drafts.append(Draft(outcome, part, at, part.last, "among", None, outcome, trigger=at))
            last = part.last
        return last

    def _leads(self, phrase: Phrase) -> bool:
        """Whether a number without a noun heads a clause: a part or a verb follows («675 بينهم …», «الآلاف فروا»)."""
        if phrase.last >= len(self.words):
            return False
        word = self.words[phrase.last]
        return bool(word.roles & _SUBSETS or word.predicates)

    def _remember(self, phrase: Phrase) -> None:
        """Keep the class of a noun for the phrases after it that leave theirs out; a lone woman stands for nobody."""
        if phrase.noun is not None and phrase.who is not None:
            self.last_who = "person" if phrase.who == "woman" else phrase.who

    # -- phrases that wait for a verb ----------------------------------------------------------------------------------

    def _hold(self, phrase: Phrase) -> None:
        """Keep a phrase that no predicate governs yet."""
        self._under_rubble(phrase.first)
        joins = self.group is not None and phrase.noun is not None and self._conjoined(phrase.first)
        if self.group is not None and joins and self._near_words(self.group.last, phrase.first):
            last_inside = self.group.phrases[-1][1]
            self.group.phrases.append((phrase, last_inside))
            self.group.last = phrase.last
        else:
            self.group = _Group([(phrase, None)], phrase.last)
            if phrase.counted:
                self._remember(phrase)

    def _conjoined(self, place: int) -> bool:
        """Whether a word begins with «و» (and), or one stands before it."""
        word = self.words[place]
        if word.conjunction or (place > 0 and self.words[place - 1].text == "و"):
            return True
        return place in self.reader.quantity and word.text.startswith("و") and word.text not in ("واحد", "واحده")

    def _near_words(self, last: int, place: int) -> bool:
        return place - last <= 2 and not any(word.text in _STOPS for word in self.words[last:place])

    def _adjacent_group(self, place: int) -> _Group | None:
        """The waiting phrases that end right before a verb, but for adjectives, ages, brackets and commas."""
        if self.group is None or self.words[place].conjunction or not self._agrees(self.group, place):
            return None
        between = self.words[self.group.last : place]
        if len(between) > 12 or any(word.predicates or word.text in _STOPS for word in between):
            return None
        bare = [
            w
            for w in between
            if w.text not in _GAP_MARKS and not w.roles & {"light", "other", "age", "end"} and w.token.kind != "number"
        ]
        bracketed = sum(word.text in ("(", ")", '"') for word in between) >= 2
        head = self.group.phrases[0][0]
        allowed = 5 if bracketed else 2 if head.counted or self.words[place].text.endswith("وا") else 1
        return self.group if len(bare) <= allowed else None

    def _agrees(self, group: _Group, place: int) -> bool:
        """Whether a verb after its subject agrees with it in number, as Arabic verbs there do."""
        text, head = self.words[place].text, group.phrases[0][0]
        collective = head.noun is not None and (head.noun.collective or not head.noun.bare)
        if text.endswith("هم"):
            return True  # «دفعهم» drove them
        if text.endswith("وا"):
            return (head.low, head.high) != (1, 1)
        if text.endswith("ا") and len(text) > 3:
            return (head.low, head.high) == (2, 2)
        return (
            (head.low, head.high) == (1, 1)
            or collective
            or (len(group.phrases) == 1 and head.counted and head.noun is None)
        )

    def _govern_group(self, group: _Group, found: tuple[int, Predicate, int]) -> None:
        """Make the claims of a verb over the phrases before it."""
        place, predicate, after = found
        self.group = None
        if self._blocked(place) or self._blocked(group.phrases[0][0].first):
            return
        made: list[Draft] = []
        for phrase, inside in group.phrases:
            part_of = made[inside] if inside is not None else None
            draft = Draft(
                predicate.outcome, phrase, phrase.first, max(after, phrase.last), "verb_after", part_of, trigger=place
            )
            if part_of is not None:
                draft.who = self._part_who(phrase, part_of.who)
            made.append(draft)
            self._add(draft)

    def _dead_and_wounded(self, phrase: Phrase) -> int | None:
        """«سقوط 160 شخصا بين قتيل وجريح»: one figure over both outcomes."""
        place = phrase.last
        while place < len(self.words) and self.words[place].text in ("ما", "من"):
            place += 1
        if place + 2 >= len(self.words) or self.words[place].text != "بين":
            return None
        one, other = self.words[place + 1].victim, self.words[place + 2].victim
        if one is None or other is None or not phrase.counted:
            return None
        self._add(Draft("killed_or_injured", phrase, phrase.first, place + 3, "lump", trigger=place))
        return place + 3

    def _under_rubble(self, before: int) -> None:
        """People held waiting who are «تحت الأنقاض» under rubble are missing."""
        if self.group is None:
            return
        phrase = self.group.phrases[0][0]
        rubble = self._rubble_after(self.group.last)
        if rubble is None or rubble > before + 8 or self._blocked(phrase.first):
            return
        self._add(Draft("missing", phrase, phrase.first, rubble, "rubble", trigger=rubble - 1))
        self.group = None

    def _rubble_after(self, last: int) -> int | None:
        for place in range(last, min(last + 6, len(self.words))):
            word = self.words[place]
            if word.text in _STOPS or word.predicates:
                return None
            if "rubble" in word.roles and self.words[place - 1].text == "تحت":
                return place + 1 if self.words[place - 2].text != "من" else None
        return None

    def _from_rubble(self, last: int) -> bool:
        return any("rubble" in word.roles for word in self.words[last : last + 4])

    # -- what is no claim ----------------------------------------------------------------------------------------------

    def _blocked(self, place: int) -> bool:
        """Negated, denied, feared or merely possible: «دون وقوع إصابات», «لم يسفر عن ضحايا», «محاولة اغتيال»."""
        if any("denial" in word.roles for word in self.words[max(0, place - 4) : place]):
            return True
        for back in range(place - 1, max(-1, place - 8), -1):
            word = self.words[back]
            if "negator" in word.roles:
                return True
            if "irrealis" in word.roles:
                return place - back <= 3
            if not (
                word.roles & {"bridge"}
                or word.text in ('"', "«", "(")
                or (word.victim is not None and word.conjunction is False and back == place - 1)
            ):
                return False
        return False

    def _is_animal(self, phrase: Phrase) -> bool:
        return any(
            "animal" in word.roles and not (word.conjunction and place >= phrase.last)
            for place, word in enumerate(self.words[: phrase.last + 1])
            if place >= phrase.first - 2
        )

    def _is_age(self, phrase: Phrase) -> bool:
        return phrase.noun is None and phrase.last < len(self.words) and "age" in self.words[phrase.last].roles

    def _add(self, draft: Draft) -> None:
        if self._is_age(draft.phrase):
            return
        self.group = None
        if draft.who is None:
            draft.who = draft.phrase.who or self.last_who or "person"
        self.drafts.append(draft)
        if draft.part_of is None:
            self._remember(draft.phrase)
        for part in self.waiting:
            part.part_of = draft
            part.outcome = part.outcome or draft.outcome
            self.drafts.append(part)
        self.waiting = []


def _last_total(group: _Group) -> int:
    """Where the last phrase of a group stands that is not itself a part."""
    return max(index for index, (_, inside) in enumerate(group.phrases) if inside is None)


def _merged(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Single persons of one class named one after the other are one figure: «رجل وشاب» is two people."""
    merged: list[Phrase] = []
    for phrase in phrases:
        before = merged[-1] if merged else None
        if before is not None and before.who == phrase.who and _single(before) and _single(phrase):
            total = (before.low or 0) + (phrase.low or 0)
            merged[-1] = replace(before, last=phrase.last, low=total, high=total)
        else:
            merged.append(phrase)
    return merged


def _single(phrase: Phrase) -> bool:
    return not phrase.counted and phrase.modality == "exact" and (phrase.noun is not None or phrase.named)
