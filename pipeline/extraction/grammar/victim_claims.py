"""Claims of victim nouns, which carry their outcome: «20 قتيلا», «ارتفع عدد القتلى إلى 75», «من بين الجرحى أطفال».

Kept out: what victim nouns are and whether they state anything (``victims``).
"""

from pipeline.extraction.grammar.coordination import conjoined, coordinated, told_elsewhere
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.exclusions import is_blocked
from pipeline.extraction.grammar.part_claims import THEY, PartClaims
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader, more_specific
from pipeline.extraction.grammar.rolls import roll_after
from pipeline.extraction.grammar.told import Told
from pipeline.extraction.grammar.victims import (
    FELL,
    is_licensed,
    is_standing,
    outcome_of,
    partner_of,
    same_form,
    says_something,
    toll_figure,
)
from pipeline.extraction.lexicon import ON
from pipeline.extraction.marks import GAP_MARKS, STOPS
from pipeline.values import replace

TOLL_REACH = 16  # words from «عدد الذين قتلوا» (those killed) to their number
BODIES = ("جثه", "جثمان", "رفات")
FOUND = ("عثر", "العثور", "عثور", "انتشل", "انتشال")
_UNITS = ("كتيب", "كتائب", "لواء", "الوي", "تجمع", "فصيل", "سرايا", "جيش", "حرك", "فوج")
LOSSES_REACH = 12  # words from a verb of suffering losses to the losses
_SUFFERED = ("تكبد", "يتكبد", "كبد", "تكبيد", "يكبد", "مني", "منيت", "خسر")
RESULT = 4  # words from «أدى إلى» (led to) to what it led to
_DEALS = ("توزع", "يتوزع", "تتوزع")  # are dealt out, before whom
DEALT_REACH = 4  # words from «القتلى» (the dead) to «على» (among)
_THE_TOLL = ("الحصيله", "حصيله")
_FORMER = ("الحصيله", "السابقه", "السابق", "الاولي", "الاوليه")  # the former toll
BEFORE_REACH = 6  # words from a toll to «بعد أن كانت» (after it was)
MOST_REACH = 8  # words from «معظم القتلى» (most of the dead) to who they are
LONGEST_QUOTE = 20  # words of a roll of names that its quote shows
AGAINST_REACH = 8  # words from one side's losses to «مقابل» (against) the other's


class VictimClaims:
    """Makes claims of victim nouns."""

    def __init__(self, told: Told, parts: PartClaims) -> None:
        self.told = told
        self.parts = parts
        self.reader = told.reader
        self.words = told.words
        self._dead_of_force: Phrase | None = None  # «قتلى القوات الحكومية», whose figure comes next

    def _reaches(self, dead: Phrase, figure: Phrase) -> bool:
        """Whether a figure is that of a force's dead: «عدد قتلى قسد، نتيجة القصف على معسكر، إلى 46 قتيلا»."""
        to = figure.first > 0 and self.words[figure.first - 1].text == "الي"
        return figure.first - dead.last <= (TOLL_REACH if to else RESULT)

    def read(self, phrase: Phrase) -> int:
        """Make the claims of a victim noun, of its figure and of those told with it; the word after them."""
        noun = phrase.named_noun
        if is_blocked(self.reader, phrase.first) or self._is_name(phrase):
            return phrase.last
        roll = None if phrase.counted or noun.number == "one" else roll_after(self.reader, phrase.last)
        if roll is not None:
            shown = min(roll.last, phrase.first + LONGEST_QUOTE)
            children = roll.children if phrase.who == "person" else 0
            told = 2 if noun.number == "two" else roll.people  # «الشهيدين هما …», who may have several names each
            for people, who in ((told - children, phrase.who), (children, "child")):
                if people:
                    named = replace(phrase, low=people, high=people, modality="exact", last=shown, who=who, named=True)
                    self.told.add(
                        Draft(outcome_of(self.reader, phrase, exact=True), named, phrase.first, shown, "roll")
                    )
            return roll.last
        if phrase.counted and (dead := self._dead_of_force) is not None and self._reaches(dead, phrase):
            self._dead_of_force = None
            if dead.outcome == phrase.outcome:  # «بلغ عدد قتلى القوات الحكومية 45 قتيلا»
                self.told.add(
                    Draft("killed", phrase, dead.first, phrase.last, "toll", who="combatant", trigger=dead.first)
                )
                return phrase.last
        if phrase.who == "person" and self._of_a_force(phrase):
            phrase = replace(phrase, who="combatant")
        if phrase.who == "person" and self.told.attacked is not None and noun.lemma not in BODIES:
            phrase = replace(phrase, who=self.told.attacked)
        partner = partner_of(self.reader, phrase)
        last = partner.last if partner is not None else phrase.last
        if noun.lemma in BODIES and not phrase.counted and self._counts_the_dead(phrase.last):
            return phrase.last  # «جثامين سبعة شهداء»: the seven are told of next
        counted = self._bodies(phrase)
        if counted is not None:
            alone = counted.named and phrase.who == "person"  # «جثة مجهولة الهوية»
            for each in (counted, *([] if alone else coordinated(self.reader, counted))):
                if each is counted or (each.low, each.high) == (1, 1):  # «جثة سيدة وطفلتها»
                    self.told.add(Draft("killed", each, phrase.first, each.last, "victim", trigger=phrase.head))
            return self.told.drafts[-1].phrase.last
        after_toll = (
            bool(self.told.drafts) and self.told.drafts[-1].rule == "toll" and self.words[phrase.first].conjunction
        )
        toll = toll_figure(self.reader, phrase, last, after_toll)
        if toll is not None:
            outcome = "killed_or_injured" if partner is not None else outcome_of(self.reader, phrase, exact=True)
            who = more_specific(phrase.who, toll.who)
            self.told.add(
                Draft(outcome, toll, min(phrase.first, toll.first), toll.last, "toll", who=who, trigger=phrase.first)
            )
            return self._before_that(toll.last)
        if partner is not None and not phrase.counted:
            phrase = replace(phrase, who=more_specific(phrase.who, partner.who))
        if partner is not None and phrase.counted and same_form(self.reader, phrase, partner):
            merged = replace(phrase, last=partner.last, who=more_specific(phrase.who, partner.who))
            self.told.add(Draft("killed_or_injured", merged, phrase.first, partner.last, "lump", trigger=phrase.head))
            return partner.last
        they = phrase.definite and phrase.last < len(self.words) and self.words[phrase.last].text in THEY
        after = (
            phrase.last + 1 + (they and phrase.last + 1 < len(self.words) and self.words[phrase.last + 1].text == ":")
        )
        if they and (told_of := self.reader.at(after)) is not None and told_of.noun is not None:
            outcome = outcome_of(self.reader, phrase, exact=True)
            return self._among(outcome, told_of, phrase.first)  # «القتلى هم طفلان وأمهما»
        if (told_of := self._they_are(phrase) or self._dealt_among(phrase)) is not None:
            return self._among(outcome_of(self.reader, phrase, exact=True), told_of, phrase.first)
        if not noun.bare and not is_licensed(self.reader, phrase):
            return phrase.last
        if is_standing(self.reader, phrase):
            return phrase.last
        if not phrase.counted and not says_something(self.reader, phrase, partner):
            self._dead_of_force = phrase if phrase.who == "combatant" and phrase.outcome == "killed" else None
            return phrase.last
        if phrase.last < len(self.words) and phrase.last not in self.reader.quantity:
            of = self.words[phrase.last]
            if of.victim is not None and of.definite and not of.conjunction:  # «جثامين القتلى» the bodies of the dead
                phrase = replace(phrase, last=phrase.last + 1)
        outcome = outcome_of(self.reader, phrase, exact=phrase.modality == "exact")
        of_them = (
            noun.lemma in BODIES and noun.number != "one" and self.words[phrase.last - 1].definite
        )  # «جثامين الأطفال»
        referred = (self.words[phrase.head].definite or of_them) and not phrase.counted
        rule = "recovered" if referred else "among" if self._of_the_dead(phrase) else "victim"
        inside = outcome if rule == "among" else None
        self.told.add(Draft(outcome, phrase, phrase.first, phrase.last, rule, None, inside, trigger=phrase.head))
        self._share_class(phrase)
        if (dealt_out := self.parts.dealt_out(self.told.drafts[-1])) is not None:
            return dealt_out
        for joined in coordinated(self.reader, phrase):
            if joined.noun is not None or joined.counted:
                self.told.add(Draft(outcome, joined, phrase.first, joined.last, "victim", trigger=phrase.head))
        last = self.told.drafts[-1].phrase.last
        while (other := told_elsewhere(self.reader, last)) is not None and other.counted and other.noun is None:
            last = other.last  # «سقط 12 شهيدا في حلب و8 في إدلب»
            self.told.add(Draft(outcome, other, phrase.first, last, "victim", trigger=other.first, elsewhere=True))
        if (other := self._set_against(last)) is not None:
            last = other.last
            self.told.add(Draft(outcome, other, phrase.first, last, "victim", trigger=other.first))
        return last

    def _before_that(self, last: int) -> int:
        """«ارتفع عدد القتلى إلى 40 بعد أن كانت الحصيلة 26»: the figure, alone, that a toll takes the place of."""
        toll = self.told.drafts[-1]
        texts = [word.text for word in self.words[last : last + BEFORE_REACH]]
        was = next((at for at, text in enumerate(texts) if text in ("كان", "كانت")), None)
        if was is None or not {"بعد", "بعدما"} & set(texts[:was]):
            return last
        for at in range(last + was + 1, min(last + was + 4, len(self.words))):
            figure, people = self.reader.figure(at), self.reader.at(at)
            if figure is not None and (people is None or people.noun is None):
                self.told.add(Draft(toll.outcome, figure, at, figure.last, "toll", who=toll.who, trigger=at))
                return figure.last
            if "toll_noun" not in self.words[at].roles and self.words[at].text not in _FORMER:
                break
        return last

    def _set_against(self, last: int) -> Phrase | None:
        """The other side's figure: «64 قتيلا في صفوف قوات النظام والمسلحين الموالين لها، مقابل 39 من الفصائل»."""
        for at in range(last, min(last + AGAINST_REACH, len(self.words))):
            word = self.words[at]
            if word.predicates or word.text in STOPS or at in self.reader.quantity:
                return None
            if word.text == "مقابل":
                other = self.reader.at(at + 1)
                return other if other is not None and other.counted and other.outcome is None else None
        return None

    def _of_the_dead(self, phrase: Phrase) -> bool:
        """Whether some of those told of elsewhere are counted: «سبعة من القتلى سقطوا», «ثمانية في عداد القتلى»."""
        last = self.words[phrase.last - 1]
        if phrase.counted and last.victim is not None and last.definite and self.words[phrase.last - 2].text == "عداد":
            return last.victim.outcome in FELL
        if phrase.count is None or phrase.modality != "exact" or not self.words[phrase.head].definite:
            return False
        return phrase.head == phrase.count[1] + 1 and self.words[phrase.count[1]].text == "من"

    def _is_name(self, phrase: Phrase) -> bool:
        """Whether the fallen are part of a unit's name: «لواء شهداء اليرموك»."""
        before = self.words[phrase.first - 1].text.removeprefix("ال") if phrase.first else ""
        return not phrase.counted and phrase.outcome == "killed" and before.startswith(_UNITS)

    def _share_class(self, phrase: Phrase) -> None:
        """«قتيلان و3 جرحى من المدنيين»: what is told of the latter holds for both."""
        if len(self.told.drafts) < 2 or phrase.who in ("person", None) or not conjoined(self.reader, phrase.first):
            return
        if not any(
            word.text == "من" or word.text.startswith("صفوف") for word in self.words[phrase.head + 1 : phrase.last]
        ):
            return  # «قتيل وثلاثة جرحى أطفال»
        before = self.told.drafts[-2]
        beside = before.rule == "victim" and phrase.first - before.phrase.last <= 1 and before.part_of is None
        if beside and before.who == "person" and phrase.named_noun.who == "person":
            before.who = phrase.who

    def _of_a_force(self, phrase: Phrase) -> bool:
        """Whether the losses are a force's: «تكبدت قوات النظام 15 قتيلا», «قتلى للنظام»."""
        last = phrase.last
        if last in self.reader.forces and self.words[last].text.startswith("ل"):
            return True
        for at in range(phrase.first - 1, max(-1, phrase.first - LOSSES_REACH), -1):
            word = self.words[at]
            if word.text.removeprefix("و").startswith(_SUFFERED):
                before = any(self.reader.forces.get(place) == at for place in range(max(0, at - 4), at))
                return before or any(place in self.reader.forces for place in range(at + 1, phrase.first))
            if word.text in STOPS:
                return False
            if word.predicates and any(each.construction != "losses" for each in word.predicates):
                return False
        return False

    def _counts_the_dead(self, place: int) -> bool:
        dead = self.reader.at(place)
        return dead is not None and dead.counted and dead.outcome == "killed"

    def _they_are(self, phrase: Phrase) -> Phrase | None:
        """Who the dead or wounded are, in a sentence without a verb: «المصابون 5 نساء و4 أطفال»."""
        bare = phrase.definite and phrase.last == phrase.head + 1 and phrase.named_noun.number != "one"
        told_of = self.reader.at(phrase.last) if bare and phrase.outcome in FELL else None
        if told_of is None or not told_of.counted or told_of.noun is None or told_of.outcome is not None:
            return None
        after = self.words[told_of.first].text
        return told_of if not after.startswith("ال") and not self.words[phrase.first].preposition else None

    def _dealt_among(self, phrase: Phrase) -> Phrase | None:
        """Who the dead told of elsewhere are: «ويتوزع القتلى على 15 مدنيا وتسعة عناصر»."""
        dealt = phrase.first > 0 and self.words[phrase.first - 1].text.removeprefix("و").startswith(_DEALS)
        if not dealt or phrase.counted or phrase.outcome not in FELL:
            return None
        on = next((at for at in range(phrase.last, phrase.last + DEALT_REACH) if at + 1 in self.reader.quantity), None)
        told_of = self.reader.at(on + 1) if on is not None and self.words[on].text == ON else None
        return told_of if told_of is not None and told_of.noun is not None and told_of.outcome is None else None

    def _bodies(self, phrase: Phrase) -> Phrase | None:
        """Whose bodies: «جثث 3 أطفال», «عثر على جثة "شاب"», «جثة تعود لأحد عناصر قسد»; None where nothing says."""
        if phrase.counted or phrase.named_noun.lemma not in BODIES or is_blocked(self.reader, phrase.first):
            return None
        found = any(
            word.text.removeprefix("و").startswith(FOUND)
            for word in self.words[max(0, phrase.first - 6) : phrase.first]
        )
        found = found and not self.words[phrase.head].definite
        told = range(phrase.last, min(phrase.last + (7 if found else 2), len(self.words)))
        for place in told if phrase.who == "person" else ():
            word = self.words[place]
            if word.text in STOPS or word.predicates or word.text in (",", "،"):
                break
            whose = self.reader.at(place) or self.reader.named(place)
            if whose is not None and whose.counted and whose.outcome == "detained":
                whose = replace(whose, noun=self.words[whose.head].person)  # «جثامين 5 معتقلين»
            if whose is None or whose.outcome is not None or (whose.definite and not (found or whose.counted)):
                continue
            both = phrase.named_noun.number == "two" and whose.noun is not None and whose.modality == "exact"
            single = (whose.low, whose.high) == (1, 1)
            if both or (whose.counted if phrase.named_noun.number != "one" else single):
                return replace(whose, first=phrase.first, head=phrase.head, definite=False)
        if found and phrase.named_noun.number == "one":
            return replace(phrase, definite=False, named=True)
        return None

    def among_victims(self, place: int) -> int | None:
        """«أربع نساء وطفل بين ضحايا القصف», «تسعة أطفال هم ضحايا الألغام»: people before, told of as victims."""
        group, word = self.told.group, self.words[place]
        if group is None or group.last != place or place + 1 >= len(self.words):
            return None
        at = place + 2 if word.text == "من" and self.words[place + 1].text == "بين" else place + 1
        if at >= len(self.words):
            return None
        victims = self.words[at].victim
        if victims is None or victims.number != "many" or victims.outcome not in FELL or is_blocked(self.reader, place):
            return None
        if word.text == "من" and at == place + 1:
            return None  # «سبعة من القتلى»
        outcome = "killed" if word.text == "هم" and victims.outcome == "killed_or_injured" else victims.outcome
        self.told.group = None
        for phrase, inside in group.phrases:
            if inside is None:
                self.told.add(Draft(outcome, phrase, phrase.first, at + 1, "among", None, outcome, trigger=at))
        return at + 1

    def from_among(self, place: int) -> int | None:
        """«من بين القتلى 15 شخصا …», «بين المصابين أطفال»: parts of a total stated elsewhere, or before."""
        at = place + 1
        from_among = self.words[place].text in ("من", "ومن")
        if from_among:
            if at >= len(self.words) or self.words[at].text not in ("بين", "ضمن"):
                return None
            at += 1
        if at >= len(self.words):
            return None
        word = self.words[at]
        definite = word.definite or (at + 1 < len(self.words) and self.words[at + 1].text.startswith("ال"))
        if word.roles & {"subset"} or word.victim is None or not definite:
            return None
        whole = self.reader.at(at)
        figured = whole is not None and whole.counted and whole.last > at + 1  # «من بين القتلى الـ17 تسعة أطفال»
        start = self.read(whole) if whole is not None and figured else at + 1
        while start < len(self.words) and (self.words[start].text in GAP_MARKS or self.words[start].noun is None):
            if start in self.reader.quantity or start - at > 8 or self.words[start].predicates:
                break
            if not from_among and not self.words[start].definite:
                break  # «انتشرت الفرق بين الجرحى، …»: nobody is told of
            start += 1
        first = self.reader.at(start)
        if first is None or (first.noun is not None and not first.counted and not first.noun.bare):
            return start if figured else None  # «بين المصابين حالات حرجة»: how badly, not whom
        outcome = word.victim.outcome or "killed"
        if outcome == "killed_or_injured" and first.modality == "exact":
            outcome = "killed"  # «من بين الضحايا صحفيا»
        total = self.told.total()
        if total is not None and outcome == "killed_or_injured" and total.outcome == "killed":
            outcome = "killed"  # «مقتل 83 مدنيا، … من بين الضحايا اثنان من الكوادر الطبية»
        return self._among(outcome, first, at, total if figured else None)

    def held_in_toll(self, place: int) -> int | None:
        """«وتضم الحصيلة 160 عنصرا و129 مسلحا»: parts of a toll stated before."""
        toll = place + 1 < len(self.words) and self.words[place + 1].text in _THE_TOLL
        first = self.reader.at(place + 2) if toll else None
        if first is None or not first.counted or first.noun is None or first.outcome is not None:
            return None
        return self._among("killed", first, place)

    def most_of(self, place: int) -> int | None:
        """«معظم الضحايا من الأطفال والنساء» most victims are children and women: parts of a total stated elsewhere."""
        at = place + 1
        victims = self.words[at].victim if at < len(self.words) and self.words[at].definite else None
        of = next((n for n in range(at + 1, min(at + MOST_REACH, len(self.words))) if self.words[n].text == "من"), None)
        if victims is None or of is None or any(word.text in STOPS for word in self.words[at:of]):
            return None
        first = self.reader.at(of + 1) if of + 1 < len(self.words) else None
        if first is None or first.who in (None, "person") or first.counted or first.outcome is not None:
            return None
        return self._among(victims.outcome or "killed", first, at)

    def _among(self, outcome: str, first: Phrase, at: int, total: Draft | None = None) -> int:
        """Make parts, told from word ``at`` on, of a ``total``, or of one that stands elsewhere."""
        last = first.last
        for part in (first, *coordinated(self.reader, first, part=True)):
            self.told.drafts.append(Draft(outcome, part, at, part.last, "among", total, outcome, trigger=at))
            last = part.last
        return last

    def dead_and_wounded(self, phrase: Phrase) -> int | None:
        """«سقوط 160 شخصا بين قتيل وجريح»: one figure over both outcomes."""
        place = phrase.last
        while place < len(self.words) and self.words[place].text in ("ما", "من", "سقطوا", "سقط"):
            place += 1
        if not between_both(self.reader, place) or not phrase.counted:
            return None
        self.told.add(Draft("killed_or_injured", phrase, phrase.first, place + 3, "lump", trigger=place))
        return place + 3


def between_both(reader: PhraseReader, place: int) -> bool:
    """Whether «بين قتيل وجريح» stands at a word."""
    if place + 2 >= len(reader.words) or reader.words[place].text != "بين":
        return False
    return all(reader.words[at].victim is not None for at in (place + 1, place + 2))
