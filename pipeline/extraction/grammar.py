"""From the words of one sentence to draft claims: outcome predicates govern phrases, victim nouns carry their own.

The grammar goes through a sentence once. A predicate («مقتل», «أصيب», «أودى بحياة») takes the phrase after it, and
those coordinated with it; a verb may take the phrase before it («خمسة مدنيين قتلوا»). Words such as «بينهم» make parts
of the total before them. Kept out: cause, place, time, claimant (``slots``) and what spans sentences (``document``).
"""

from collections.abc import Sequence
from itertools import compress, pairwise
from operator import attrgetter

from pipeline.extraction.breakdown import breakdown
from pipeline.extraction.coordination import (
    BESIDES,
    at_a_place,
    conjoined,
    coordinated,
    merged,
    tells_by,
    tells_where,
    told_by_doer,
    told_elsewhere,
)
from pipeline.extraction.draft import Draft, Group
from pipeline.extraction.exclusions import (
    from_rubble,
    is_age,
    is_animal,
    is_blocked,
    is_by_kin,
    is_policy,
    is_purpose,
    rubble_after,
)
from pipeline.extraction.headed import Headed, ends
from pipeline.extraction.identity import told_as_fighter
from pipeline.extraction.lexicon import IN_SERVICE, ON, Noun, Word, tells
from pipeline.extraction.marks import GAP_MARKS, OF_AGE, OF_THEM, STOPS, SUBSETS
from pipeline.extraction.phrases import FAMILIES, LOWEST_OF_SEVERAL, Phrase, PhraseReader, more_specific
from pipeline.extraction.predicates import (
    RELATIVES,
    TRANSITIVE,
    Found,
    is_plural,
    phrase_after,
    predicate_run,
    subject_follows,
    takes_before,
)
from pipeline.extraction.rolls import roll_after
from pipeline.extraction.victims import (
    is_licensed,
    is_mourned,
    is_standing,
    outcome_of,
    partner_of,
    same_form,
    says_something,
    toll_figure,
)
from pipeline.values import replace

_OPENS = attrgetter("opens")
LONGEST_APPOSITION = 12  # words between a subject and its verb
_THAT = frozenset(("ان", "بان", "وان", "فان", "لان"))
_AS_FOR = ("اما", "واما")
_AGED = OF_AGE | {"قد"}
_THEY = ("هم", "هما", "هن")
_WHO = ("الذين", "من", "ممن")
_NUMBER_OF = ("عدد", "اعداد", "حصيله", "مجموع")
TOLL_REACH = 16  # words from «عدد الذين قتلوا» (those killed) to their number
_AMONG = frozenset(("من", "ومن", "بين", "وبين"))
_ARE = ("بين", "هم", "من")  # before the victims whom people just named are
_HOLDS = frozenset(("تضم", "وتضم", "ضمت", "وضمت", "تشمل", "وتشمل", "شملت", "وشملت", "تضمنت", "وتضمنت"))
_FOUND_DEAD = frozenset(("مقتولا", "مقتوله", "مقتولين", "مقتولتين"))
BESIDE_REACH = 16  # words from those a verb tells of to others beside them
# words besides that may open a phrase
_OPENING = frozenset(
    (
        *_THEY,
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
_DWELLERS = ("ابناء", "اهالي", "سكان", "اهل", "وجهاء")
APPOSITION = 3  # words from a figure to the bracket that tells who they are: «ثلاثة مدنيين من عائلة واحدة (…)»
BODIES = ("جثه", "جثمان", "رفات")
FOUND = ("عثر", "العثور", "عثور", "انتشل", "انتشال")
DENIED = 10  # words from a denial to the losses that it denies
MASS = ("جماعي", "جماعيا", "واسع", "كثيف")
_UNITS = ("كتيب", "كتائب", "لواء", "الوي", "تجمع", "فصيل", "سرايا", "جيش", "حرك", "فوج")
_FLED = ("فرار", "هروب", "هرب", "فر")
_PRISONERS = ("سجين", "معتقل", "اسير", "مختطف")
LOSSES_REACH = 12  # words from a verb of suffering losses to the losses
_SUFFERED = ("تكبد", "يتكبد", "كبد", "تكبيد", "يكبد", "مني", "منيت", "خسر")
RESULT = 4  # words from «أدى إلى» (led to) to what it led to
_CAUSING = ("ادي", "ادت", "اسفر", "تسبب", "نتج", "افض")
INFORMED_REACH = 10  # words from «أبلغت» (informed) to «بوفاته» (of his death)
_INFORMING = ("ابلغ", "تبلغ", "اخبر", "اخطر", "تلق", "ابلاغ", "اخبار", "تسلم", "استلم")
_NEWS = ("نبا", "خبر", "نباء", "شهاده", "بيان", "وثيقه")
_ACCORDING = ("بحسب", "حسب", "وفق", "وفقا")
_FELL = frozenset(("killed", "injured", "killed_or_injured"))
_DEALT_OUT = ("توزع", "موزعين", "بواقع")
INTRODUCED = 12  # words from a total to «توزعوا على النحو التالي:», and from that to the first figure
_DEALS = ("توزع", "يتوزع", "تتوزع")  # are dealt out, before whom
DEALT_REACH = 4  # words from «القتلى» (the dead) to «على» (among)
_THE_TOLL = ("الحصيله", "حصيله")
_FORMER = ("الحصيله", "السابقه", "السابق", "الاولي", "الاوليه")  # the former toll
BEFORE_REACH = 6  # words from a toll to «بعد أن كانت» (after it was)
MOST_REACH = 8  # words from «معظم القتلى» (most of the dead) to who they are
LONGEST_QUOTE = 20  # words of a roll of names that its quote shows
AGAINST_REACH = 8  # words from one side's losses to «مقابل» (against) the other's
RANKS_REACH = 2  # words from a figure to the next of the same ranks
SEVERITY_REACH = 4  # words from «أحدهم» (one of them) to how badly he is hurt
SEVERE = ("حرج", "خطر", "خطير", "بليغ")
DEGREES = ("بالغ", "بليغ", "خطير", "خطر", "طفيف", "مباشر", "حرج", "متوسط", "قاتل")
HURT = ("بحال", "حال", "جروح", "جراح", "بجروح", "بجراح", "اصاب", "باصاب", "في")


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
        self.drafts: list[Draft] = []
        self.group: Group | None = None
        self.waiting: list[Draft] = []  # parts named before their total («بينهم أطفال.. إصابات»)
        self.attacked: str | None = None  # class of those attacked, whose dead «ثلاثة شهداء» are
        self._dead_of_force: Phrase | None = None  # «قتلى القوات الحكومية», whose figure comes next
        self.last_who = last_who  # class of the noun that an elided one («وأصيب 7 آخرون») stands for

    def read(self) -> list[Draft]:
        """The drafts of the sentence, in the order of the text."""
        place = self._item() if self.listed is not None else 0
        places = range(len(self.words))
        opened = {*compress(places, map(_OPENS, self.words)), *self.reader.quantity}
        opened.update(compress(places, map(_OPENING.__contains__, self.reader.tokens.texts)))
        for at in sorted(opened):
            if at >= place:
                place = self._step(at)
        self._under_rubble(len(self.words))
        found = sorted(self.drafts, key=lambda draft: (draft.phrase.first, draft.phrase.last))
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
        if not any(text == ":" or text.startswith(_DEALT_OUT) for text in between):
            return  # «قتل 10 في إدلب، وفي حلب 3، وفي حماة 2»
        alike = all(draft.outcome == total.outcome for draft in heads)
        if alike and total.phrase.counted and sum(draft.phrase.low or 0 for draft in heads) <= (total.phrase.low or 0):
            for draft in heads:
                draft.part_of, draft.rule, draft.elsewhere = total, "part", True
                draft.who = self._part_who(draft.phrase, total.who)

    def _headed(self, place: int) -> int | None:
        """«حلب: 40 شهيدا، إدلب: 20»: a figure headed by its place that leaves out the noun of the one before."""
        phrase = self.reader.at(place) or self.reader.figure(place)
        if self.headed[place].verb or phrase is None or phrase.outcome is not None:
            return None
        if not (ends(self.reader, phrase.last) or tells_by(self.reader, phrase.last)):
            return None
        earlier = max((figure for figure in self.headed if figure < place), default=None)
        before = next((draft for draft in self.drafts if draft.phrase.first == earlier), None)
        if earlier is None and self.words[self.headed[place].first].text == "وفي":
            before = self._total()  # «قتل 10 مدنيين في إدلب، وفي حلب 3»
        if before is None:
            return None
        who = phrase.who or before.who
        self._add(Draft(before.outcome, phrase, place, phrase.last, before.rule, before.part_of, who=who))
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
        if (self.drafts or self.group is not None) and (after := self._told_apart(place)) is not None:
            return after
        if word.predicates and (after := self._predicate(place)) is not None:
            return after
        if word.roles & SUBSETS and (after := self._subset(place)) is not None:
            return after
        if self.group is not None and word.text in _ARE and (after := self._among_victims(place)) is not None:
            return after
        if word.text in _AMONG and (after := self._from_among(place)) is not None:
            return after
        if word.text in BESIDES and (after := self._besides(place)) is not None:
            return after
        if word.text in _FOUND_DEAD and (after := self._found_dead(place)) is not None:
            return after
        if word.text in _HOLDS and (after := self._held_in_toll(place)) is not None:
            return after
        if "most_of" in word.roles and (after := self._most_of(place)) is not None:
            return after
        phrase = self.reader.at(place)
        if phrase is None:
            return place + 1
        if phrase.outcome in ("detained", "injured") and self._died(phrase):
            phrase = replace(phrase, noun=self.words[phrase.head].person or CAPTIVE, who="person")
        if phrase.outcome is not None:
            return self._victims(phrase)
        if (after := self._dead_and_wounded(phrase)) is not None:
            return after
        if phrase.noun is None and phrase.counted and (part := self._counted_part(phrase)) is not None:
            return part
        if (rival := self._rival(phrase)) is not None:
            return rival
        if phrase.noun is None and self.reader.says_others(phrase) and rubble_after(self.reader, phrase.last):
            self._hold(phrase)
            return phrase.last
        if phrase.noun is None and (not phrase.counted or not self._leads(phrase)):
            return phrase.last
        self._hold(phrase)
        return phrase.last

    def _reaches(self, dead: Phrase, figure: Phrase) -> bool:
        """Whether a figure is that of a force's dead: «عدد قتلى قسد، نتيجة القصف على معسكر، إلى 46 قتيلا»."""
        to = figure.first > 0 and self.words[figure.first - 1].text == "الي"
        return figure.first - dead.last <= (TOLL_REACH if to else RESULT)

    def _rival(self, phrase: Phrase) -> int | None:
        """Another's figure of what was just told, without its noun: «37 قتيلا وفق المرصد، و25 بحسب سانا»."""
        before = self.drafts[-1] if self.drafts else None
        bare = phrase.noun is None and phrase.counted and phrase.who is None and conjoined(self.reader, phrase.first)
        after = self.words[phrase.last].text if phrase.last < len(self.words) else ""
        if before is None or not bare or before.part_of is not None or after not in _ACCORDING:
            return None
        first, last = phrase.first, phrase.last
        self._add(Draft(before.outcome, phrase, first, last, before.rule, who=before.who, trigger=first))
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
        whole = Draft(outcome, phrase, phrase.first, phrase.last, "listed", None, outcome, phrase.who or self.last_who)
        whole.trigger = phrase.first
        self.drafts.append(whole)
        last = phrase.last
        if last < len(self.words) and self.words[last].text == "(" and (first := self.reader.at(last + 1)) is not None:
            for part in (first, *coordinated(self.reader, first, part=True)):
                self.drafts.append(Draft(outcome, part, phrase.first, part.last, "part", whole, trigger=last))
                last = part.last
        return last

    # -- predicates ---------------------------------------------------------------------------------------------------

    def _predicate(self, place: int) -> int | None:
        """Govern the phrases of a predicate, or of several joined by «و»; None where it governs none."""
        run = predicate_run(self.reader, place)
        if not run:
            return None
        before = self._adjacent_group(run[0][0])
        if before is not None and self._both(run):
            self._govern_group(before, run[0], "killed_or_injured")
            return run[-1][2]
        if len(run) > 1 and before is not None and takes_before(run[0]):
            self._govern_group(before, run[0])
            run = run[1:]
        if len(run) > 1 and before is None and self.group is not None and self._others(run[-1][2]):
            if self._near(self.group.last, place) and self._agrees(self.group, place):
                self._govern_group(self.group, run[0])
            run = run[1:]  # «إن متطوعا من كوادرها استشهد وأصيب آخران»: the others are only wounded
        if (toll := self._those_who(run)) is not None:
            return toll
        if self._how_badly(run):
            return run[-1][2] + 1
        if run[0][1].construction == "pronoun":
            return None if is_blocked(self.reader, place) else self._of_pronoun(run[0])
        start = run[-1][2]
        if is_blocked(self.reader, run[0][0]) or is_purpose(self.reader, run[0]):
            following = phrase_after(self.reader, start, run)
            return following.last if following else start
        subject = before if len(run) == 1 and takes_before(run[0]) else None
        if run[0][1].construction == "verb_before":  # «9 مدنيين سقطوا»; after it stand the places where shells fell
            if subject is not None and subject.phrases[0][0].outcome is None:
                both = self._between_both(start)  # «العشرات سقطوا بين قتيل وجريح»
                self._govern_group(subject, run[0], "killed_or_injured" if both else None)
                return start + 3 if both else start
            return start
        if run[0][1].construction == "losses":
            return self._losses(run[0])
        if run[0][1].construction == "fell":  # «سقط 3 مدنيين»; «سقط صاروخ» and «سقط 3 لاعبين» tell of nobody killed
            fallen = self.reader.at(start)
            return self._govern(run, fallen) if fallen is not None and self._of_war(fallen) else None
        if run[0][1].construction == "mourns":  # «نعى الحزب خمسة من عناصره»; of others than those of a force or service
            mourned = phrase_after(self.reader, start, run)  # it tells no harm
            told = mourned is not None and mourned.who in IN_SERVICE and mourned.modality == "exact"
            return self._govern(run, mourned) if mourned is not None and told and not self._fell_next(mourned) else None
        if run[0][1].construction == "lost":  # «خسرت الفصائل 22 مقاتلا»; of anything else it tells no harm
            lost = phrase_after(self.reader, start, run)
            if lost is not None and lost.definite and not lost.counted:
                lost = self.reader.at(lost.last)  # «خسر المهاجمون أربعة مقاتلين»: past who lost them
            return self._govern(run, lost) if lost is not None and lost.counted and lost.who == "combatant" else None
        if (after := self._one_of_them(run)) is not None:
            return after
        phrase = phrase_after(self.reader, start, run)
        if subject is not None and phrase is not None and self._did(subject, place, phrase):
            return self._govern(run, phrase)  # «عناصر قسد أعدموا الشاب»
        if subject is not None and (phrase is None or not subject_follows(self.reader, run[0])):
            self._govern_group(subject, run[0])
            return start
        if phrase is None and (verb := self._as_verb(run)) is not None:
            run = [verb]
            phrase = phrase_after(self.reader, verb[2], run)
        if phrase is None:
            return self._without_phrase(run[0])
        return self._govern(run, phrase)

    def _one_of_them(self, run: list[Found]) -> int | None:
        """«11 مصابا، فارق أحدهم الحياة»: one of those just told of, of whom a verb tells another outcome."""
        at = run[-1][2]
        one = self.words[at] if at < len(self.words) else None
        total = self._total()
        if one is None or total is None or "one" not in one.roles or len(run) > 1:
            return None
        outcome = run[0][1].outcome
        if outcome == total.outcome or run[0][1].construction not in ("verb", "verb_with_end"):
            return None
        phrase = Phrase(at, at + 1, 1, 1, "exact", None, None, at)
        draft = Draft(outcome, phrase, total.first, at + 1, "part", total, who=total.who, trigger=run[0][0])
        self.drafts.append(draft)
        return at + 1

    def _fell_next(self, phrase: Phrase) -> bool:
        """Whether a verb further on tells how people fell: «نعت صفحات ثلاثة عناصر، قالت إنهم قتلوا»."""
        after = self.words[phrase.last : phrase.last + LONGEST_APPOSITION]
        return any(word.predicates and word.predicates[0].construction in ("verb", "verb_before") for word in after)

    def _how_badly(self, run: list[Found]) -> bool:
        """Whether «إصابة» only tells how those just told of were hurt: «أصيب شقيقه إصابة بالغة»."""
        place, after = run[0][0], run[-1][2]
        before = self.drafts[-1] if self.drafts else None
        hurt = before is not None and before.outcome == run[0][1].outcome and place - before.phrase.last <= 1
        degree = self.words[after].text if after < len(self.words) else ""
        return hurt and run[0][1].construction == "masdar" and degree.startswith(DEGREES)

    def _those_who(self, run: list[Found]) -> int | None:
        """«عدد المدنيين الذين قتلوا منذ مطلع العام بلغ 137»: the figure told after the verb of what befell them."""
        place, start = run[0][0], run[-1][2]
        counted = any(word.text in _NUMBER_OF for word in self.words[max(0, place - 4) : max(0, place - 1)])
        if not counted or self.words[place - 1].text not in _WHO:
            return None
        opened = tells(self.words[max(0, place - 6) : place], "toll_verb")  # «بلغ عدد من قتلوا … 14 ألفا»
        for at in range(start, min(start + TOLL_REACH, len(self.words) - 1)):
            word = self.words[at]
            if word.text in STOPS or word.predicates:
                return None
            reached = opened and "boundary" not in word.roles and at + 1 in self.reader.quantity
            if not (reached or word.roles & {"toll_verb"} or word.text == "الي"):
                continue
            figure = self.reader.at(at + 1) or (self.reader.at(at + 2) if self.words[at + 1].text == "الي" else None)
            if figure is not None and figure.counted and figure.outcome is None:
                self._add(Draft(run[0][1].outcome, figure, place, figure.last, "toll", trigger=place))
                return figure.last
        return None

    def _of_war(self, phrase: Phrase) -> bool:
        """Whether people are counted whom war strikes, by what they are called: civilians, soldiers, children."""
        if not phrase.counted or phrase.noun is None or phrase.outcome is not None:
            return False
        return phrase.noun.who != "person" or phrase.noun.lemma == "شخص"

    def _others(self, place: int) -> bool:
        """Whether «آخرون» (others), or a number of them, stands at a word."""
        phrase = self.reader.at(place)
        return phrase is not None and phrase.noun is None and self.reader.says_others(phrase)

    def _as_verb(self, run: list[Found]) -> Found | None:
        """«جرح» (wounding) read as a verb, was wounded, where no phrase follows it as a noun's does."""
        place, chosen, after = run[0]
        if len(run) > 1 or chosen.construction != "masdar":
            return None
        verb = next((each for each in self.words[place].predicates if each.construction == "verb"), None)
        return (place, verb, after) if verb is not None and verb.outcome == chosen.outcome else None

    def _did(self, subject: Group, place: int, phrase: Phrase) -> bool:
        """Whether armed people before a verb did it to the people right after it."""
        verb = self.words[place].text
        near = phrase.first - place <= 2 and not self.words[phrase.first].conjunction
        return near and verb.endswith("وا") and verb.startswith(TRANSITIVE) and subject.phrases[0][0].who == "combatant"

    def _both(self, run: list[Found]) -> bool:
        """Whether verbs tell two outcomes of the people before them: «20 مدنيا استشهدوا وأصيبوا»."""
        if {found[1].outcome for found in run} != {"killed", "injured"} or not all(map(takes_before, run)):
            return False
        plural = all(is_plural(self.words[found[0]].text) for found in run)
        return plural and phrase_after(self.reader, run[-1][2], run) is None

    def _govern(self, run: list[Found], phrase: Phrase) -> int:
        """Make the claims of predicates over a phrase and what is coordinated with it."""
        outcomes = list(dict.fromkeys(found[1].outcome for found in run))
        if (
            run[0][1].construction == "recovery"
            and phrase.outcome == "injured"
            and from_rubble(self.reader, phrase.last)
        ):
            outcomes, phrase = ["missing"], replace(phrase, noun=None)
        if run[0][1].construction == "recovery" and phrase.outcome == "missing":
            return self._victims(phrase)  # «انتشال العالقين تحت الأنقاض»
        first = run[0][0]
        rule = run[-1][1].construction
        if run[0][1].construction == "recovery" and phrase.outcome == "injured" and outcomes != ["missing"]:
            return phrase.last  # «انتشال المصابين» the wounded, told of already
        if phrase.outcome is not None and outcomes[0] not in ("killed", "injured"):
            person = self.words[phrase.head].person if phrase.head >= 0 else None
            if person is None:
                return self._victims(phrase)
            phrase = replace(phrase, noun=person)  # «اعتقال شخص مصاب بالشلل»
        if phrase.outcome in ("killed", "injured") and len(run) == 1 and phrase.outcome != outcomes[0]:
            if phrase.noun is not None and phrase.noun.lemma in ("مصاب", "جريح") and outcomes[0] == "killed":
                phrase = replace(phrase, noun=None)  # the wounded who died
            else:
                return self._victims(phrase)
        if phrase.outcome is not None and phrase.outcome == outcomes[0] and not phrase.counted:
            return self._victims(phrase)
        phrases = merged([phrase, *coordinated(self.reader, phrase)])
        last = phrases[-1].last
        if {"killed", "injured"} <= set(outcomes) and (phrase.counted or phrase.modality == "vague"):
            outcomes = ["killed_or_injured", *(each for each in outcomes if each not in ("killed", "injured"))]
        if phrase.counted and (mixed := self._dead_and_wounded(phrase)) is not None:
            return mixed  # «راح ضحيتها 20 مدنيا بين قتيل وجريح»
        if is_by_kin(self.reader, last):
            return last
        if outcomes == ["displaced"] and self._got_away(first, phrase):
            return last
        if is_animal(self.reader, phrase) or is_age(self.reader, phrase) or is_policy(self.reader, first, phrase):
            return last
        for each in phrases:
            for outcome in outcomes:
                self._add(Draft(outcome, each, min(first, each.first), each.last, rule, trigger=first))
        if len({each.who for each in phrases}) > 1:
            self.last_who = "person"  # «مقتل 3 أطفال ووالدتهم، وإصابة آخرين»: others of no one class
        return self._elsewhere(outcomes, first, last, rule)

    def _elsewhere(self, outcomes: Sequence[str], first: int, last: int, rule: str) -> int:
        """Further figures of the claims before word ``last``, each with its place: «9 قتلوا في إدلب، و6 في بنش»."""
        while (other := told_elsewhere(self.reader, last) or told_by_doer(self.reader, last)) is not None:
            last = other.last
            for outcome in outcomes:
                self._add(Draft(outcome, other, first, last, rule, trigger=other.first, elsewhere=True))
        return last

    def _got_away(self, place: int, phrase: Phrase) -> bool:
        """Whether those who fled are prisoners or fighters, and nobody driven from home: «فرار 16 سجينا»."""
        fled = self.words[place].text.removeprefix("و").startswith(_FLED)
        prisoners = phrase.noun is not None and phrase.noun.lemma in _PRISONERS
        return fled and (prisoners or phrase.who == "combatant")

    def _without_phrase(self, found: Found) -> int | None:
        """A predicate noun that names people by itself: «حركة نزوح» a wave of displacement."""
        place, predicate, after = found
        displaced = predicate.outcome == "displaced" and predicate.construction == "masdar"
        if (
            displaced
            and after < len(self.words)
            and self.words[after].text in MASS
            and not is_blocked(self.reader, place)
        ):
            phrase = Phrase(place, after + 1, LOWEST_OF_SEVERAL, None, "unquantified", "person", None, place)
            self._add(Draft("displaced", phrase, place, after + 1, "wave", trigger=place))
            return after + 1
        wave = displaced and place > 0 and "wave" in self.words[place - 1].roles
        feared = tells(self.words[max(0, place - 4) : place], "irrealis")
        if wave and not feared and not is_blocked(self.reader, place - 1):
            phrase = Phrase(place - 1, after, LOWEST_OF_SEVERAL, None, "unquantified", "person", None, place)
            self._add(Draft("displaced", phrase, place - 1, after, "wave", trigger=place))
            return after
        return None

    def _losses(self, found: Found) -> int:
        """«خسائر بشرية» human losses, of nobody counted; fighters' where a force is named before or after."""
        place, predicate, after = found
        if tells(self.words[max(0, place - DENIED) : place], "negator"):
            return after  # «دون ورود معلومات عن إسقاطها أو وقوع خسائر بشرية»
        ranks = range(max(0, place - 3), min(after + 4, len(self.words)))
        who = "combatant" if any(at in self.reader.forces for at in ranks) else "person"
        phrase = Phrase(place, after, LOWEST_OF_SEVERAL, None, "unquantified", who, None, place)
        self._add(Draft(predicate.outcome, phrase, place, after, "losses", trigger=place))
        return after

    def _of_pronoun(self, found: Found) -> int | None:
        """«قامت باعتقاله» arrested him, «ما أدى لمقتله» which killed him: whoever the sentence named last before.

        Of the dead and wounded only what came of an act is told so; «بعد مقتله» refers back.
        """
        place, predicate, after = found
        text = self.words[place].text
        told_of = (draft.phrase.noun for draft in reversed(self.drafts) if draft.phrase.noun is not None)
        named = (word.noun for word in reversed(self.words[:place]) if word.noun is not None)
        antecedent = next(told_of, None) or next(named, None)
        if antecedent is None or any(draft.outcome == predicate.outcome for draft in self.drafts):
            return None
        if predicate.outcome != "detained" and not (self._came_of_it(place) or self._informed(place)):
            return None
        size = 2 if text.endswith("هما") else None if text.endswith(("هم", "هن")) else 1
        low, modality = (LOWEST_OF_SEVERAL, "unquantified") if size is None else (size, "exact")
        phrase = Phrase(place, after, low, size, modality, antecedent.who, antecedent, place, None, True)
        self._add(Draft(predicate.outcome, phrase, place, after, "pronoun", trigger=place))
        return after

    def _besides(self, place: int) -> int | None:
        """«… فقدوا حياتهم في الفترة ذاتها، إلى جانب 18 جنديا»: more of those a verb told of before."""
        before = self.drafts[-1] if self.drafts else None
        second = self.words[place + 1].text if place + 1 < len(self.words) else ""
        if before is None or BESIDES[self.words[place].text] != second or before.rule != "verb_after":
            return None
        phrase = self.reader.at(place + 2)
        if phrase is None or not phrase.counted or phrase.noun is None or phrase.outcome is not None:
            return None
        if place - before.phrase.last > BESIDE_REACH:
            return None
        self._add(Draft(before.outcome, phrase, phrase.first, phrase.last, "verb_after", trigger=phrase.first))
        return phrase.last

    def _found_dead(self, place: int) -> int | None:
        """«اختطف شرطيان، ثم عثر عليهما مقتولين»: those whom the sentence told of before, found dead."""
        before = self.words[place - 1].text if place else ""
        told_of = next((draft for draft in reversed(self.drafts) if draft.part_of is None), None)
        size = _SIZE_OF.get(before)
        if size is None or told_of is None or told_of.outcome == "killed":
            return None
        found = Phrase(place - 1, place + 1, size, size, "exact", told_of.who, None, place, None, True)
        self._add(Draft("killed", found, place - 1, place + 1, "pronoun", who=told_of.who, trigger=place))
        return place + 1

    def _came_of_it(self, place: int) -> bool:
        """Whether an act led to what a word tells: «ما أدى لمقتله»."""
        return any(
            word.text.removeprefix("و").startswith(_CAUSING) for word in self.words[max(0, place - RESULT) : place]
        )

    def _informed(self, place: int) -> bool:
        """Whether his family was told of somebody's death: «أبلغت السلطات ذويه بوفاته», «تلقت عائلته نبأ وفاته»."""
        near = [word.text.removeprefix("و") for word in self.words[max(0, place - INFORMED_REACH) : place]]
        news = self.words[place].text.startswith("ب") or (bool(near) and near[-1] in _NEWS)
        return news and any(text.startswith(_INFORMING) for text in near)

    # -- victims, whose noun carries the outcome -----------------------------------------------------------------------

    def _victims(self, phrase: Phrase) -> int:
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
                    self._add(Draft(outcome_of(self.reader, phrase, exact=True), named, phrase.first, shown, "roll"))
            return roll.last
        if phrase.counted and (dead := self._dead_of_force) is not None and self._reaches(dead, phrase):
            self._dead_of_force = None
            if dead.outcome == phrase.outcome:  # «بلغ عدد قتلى القوات الحكومية 45 قتيلا»
                self._add(Draft("killed", phrase, dead.first, phrase.last, "toll", who="combatant", trigger=dead.first))
                return phrase.last
        if phrase.who == "person" and self._of_a_force(phrase):
            phrase = replace(phrase, who="combatant")
        if phrase.who == "person" and self.attacked is not None and noun.lemma not in BODIES:
            phrase = replace(phrase, who=self.attacked)
        partner = partner_of(self.reader, phrase)
        last = partner.last if partner is not None else phrase.last
        if noun.lemma in BODIES and not phrase.counted and self._counts_the_dead(phrase.last):
            return phrase.last  # «جثامين سبعة شهداء»: the seven are told of next
        counted = self._bodies(phrase)
        if counted is not None:
            alone = counted.named and phrase.who == "person"  # «جثة مجهولة الهوية»
            for each in (counted, *([] if alone else coordinated(self.reader, counted))):
                if each is counted or (each.low, each.high) == (1, 1):  # «جثة سيدة وطفلتها»
                    self._add(Draft("killed", each, phrase.first, each.last, "victim", trigger=phrase.head))
            return self.drafts[-1].phrase.last
        after_toll = bool(self.drafts) and self.drafts[-1].rule == "toll" and self.words[phrase.first].conjunction
        toll = toll_figure(self.reader, phrase, last, after_toll)
        if toll is not None:
            outcome = "killed_or_injured" if partner is not None else outcome_of(self.reader, phrase, exact=True)
            who = more_specific(phrase.who, toll.who)
            self._add(
                Draft(outcome, toll, min(phrase.first, toll.first), toll.last, "toll", who=who, trigger=phrase.first)
            )
            return self._before_that(toll.last)
        if partner is not None and not phrase.counted:
            phrase = replace(phrase, who=more_specific(phrase.who, partner.who))
        if partner is not None and phrase.counted and same_form(self.reader, phrase, partner):
            merged = replace(phrase, last=partner.last, who=more_specific(phrase.who, partner.who))
            self._add(Draft("killed_or_injured", merged, phrase.first, partner.last, "lump", trigger=phrase.head))
            return partner.last
        they = phrase.definite and phrase.last < len(self.words) and self.words[phrase.last].text in _THEY
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
        self._add(Draft(outcome, phrase, phrase.first, phrase.last, rule, None, inside, trigger=phrase.head))
        self._share_class(phrase)
        if (dealt_out := self._dealt_out(self.drafts[-1])) is not None:
            return dealt_out
        for joined in coordinated(self.reader, phrase):
            if joined.noun is not None or joined.counted:
                self._add(Draft(outcome, joined, phrase.first, joined.last, "victim", trigger=phrase.head))
        last = self.drafts[-1].phrase.last
        while (other := told_elsewhere(self.reader, last)) is not None and other.counted and other.noun is None:
            last = other.last  # «سقط 12 شهيدا في حلب و8 في إدلب»
            self._add(Draft(outcome, other, phrase.first, last, "victim", trigger=other.first, elsewhere=True))
        if (other := self._set_against(last)) is not None:
            last = other.last
            self._add(Draft(outcome, other, phrase.first, last, "victim", trigger=other.first))
        return last

    def _before_that(self, last: int) -> int:
        """«ارتفع عدد القتلى إلى 40 بعد أن كانت الحصيلة 26»: the figure, alone, that a toll takes the place of."""
        toll = self.drafts[-1]
        texts = [word.text for word in self.words[last : last + BEFORE_REACH]]
        was = next((at for at, text in enumerate(texts) if text in ("كان", "كانت")), None)
        if was is None or not {"بعد", "بعدما"} & set(texts[:was]):
            return last
        for at in range(last + was + 1, min(last + was + 4, len(self.words))):
            figure, people = self.reader.figure(at), self.reader.at(at)
            if figure is not None and (people is None or people.noun is None):
                self._add(Draft(toll.outcome, figure, at, figure.last, "toll", who=toll.who, trigger=at))
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
            return last.victim.outcome in _FELL
        if phrase.count is None or phrase.modality != "exact" or not self.words[phrase.head].definite:
            return False
        return phrase.head == phrase.count[1] + 1 and self.words[phrase.count[1]].text == "من"

    def _is_name(self, phrase: Phrase) -> bool:
        """Whether the fallen are part of a unit's name: «لواء شهداء اليرموك»."""
        before = self.words[phrase.first - 1].text.removeprefix("ال") if phrase.first else ""
        return not phrase.counted and phrase.outcome == "killed" and before.startswith(_UNITS)

    def _share_class(self, phrase: Phrase) -> None:
        """«قتيلان و3 جرحى من المدنيين»: what is told of the latter holds for both."""
        if len(self.drafts) < 2 or phrase.who in ("person", None) or not conjoined(self.reader, phrase.first):
            return
        if not any(
            word.text == "من" or word.text.startswith("صفوف") for word in self.words[phrase.head + 1 : phrase.last]
        ):
            return  # «قتيل وثلاثة جرحى أطفال»
        before = self.drafts[-2]
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
        told_of = self.reader.at(phrase.last) if bare and phrase.outcome in _FELL else None
        if told_of is None or not told_of.counted or told_of.noun is None or told_of.outcome is not None:
            return None
        after = self.words[told_of.first].text
        return told_of if not after.startswith("ال") and not self.words[phrase.first].preposition else None

    def _dealt_among(self, phrase: Phrase) -> Phrase | None:
        """Who the dead told of elsewhere are: «ويتوزع القتلى على 15 مدنيا وتسعة عناصر»."""
        dealt = phrase.first > 0 and self.words[phrase.first - 1].text.removeprefix("و").startswith(_DEALS)
        if not dealt or phrase.counted or phrase.outcome not in _FELL:
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

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _subset(self, place: int) -> int | None:
        """Parts of the total before: «بينهم 58 طفلا و43 امرأة», «معظمهم من الأطفال»."""
        word = self.words[place]
        start = place + 1
        while start < len(self.words) and self.words[start].text in ("من", '"', "«", "على", "الاقل", ":"):
            start += 1
        first = self.reader.at(start)
        if first is None and (alone := self.reader.figure(start)) is not None and tells_by(self.reader, alone.last):
            first = alone  # «بينهم ثلاثة برصاص قناص»
        if first is None:
            return self._severe(place) if "one" in word.roles else None
        if first.outcome is not None and first.noun is not None and first.noun.outcome in ("killed_or_injured",):
            return None
        if first.noun is not None and not first.counted and not first.noun.bare:
            return None  # «بينهم حالات حرجة» some of them critical
        if "being" in word.roles and self.words[first.first].text in _DWELLERS:
            return first.last  # «وهما من أبناء نوى»: whence, not whom
        if (
            first.noun is not None
            and first.noun.lemma in FAMILIES
            and not first.counted
            and word.roles & {"entirely", "mostly"}
        ):
            return first.last  # «جميعهم من عائلة واحدة» all of one family
        if (
            first.noun is not None
            and first.who == "person"
            and not first.counted
            and word.roles & {"entirely", "mostly"}
        ):
            return first.last  # «معظمهم من عمال المعصرة»: no class of its own
        whole = self._total()
        fighters = "being" in word.roles and first.noun is not None and first.who == "combatant"
        if fighters and whole is not None and whole.phrase.low == first.low == first.high:
            return first.last  # «وهما عنصران في الفرقة الرابعة»: what both are
        if whole is not None and first.outcome == whole.outcome and not first.counted:
            return first.last  # «15 جريحا بينهم إصابات خطيرة»: how badly, not whom
        parts = [first, *coordinated(self.reader, first, part=True)]
        nationalities = all(part.noun is not None and part.noun.nationality for part in parts)
        if whole is not None and nationalities and word.roles & {"mostly", "entirely"}:
            return parts[-1].last  # «26 قتيلا غالبيتهم إيرانيون»: a split by nationality claims nothing
        if first.who in ("child", "woman"):
            parts = merged(parts, of=("child", "woman"))  # «طفلان وطفلة» three children
        parts = [self._as_part(part, word.roles) for part in parts]
        if self.group is not None and (self._near(self.group.last, place) or self._total() is None):
            total_at = self.group.total
            self.group.phrases += [(part, total_at) for part in parts]
            self.group.last = parts[-1].last
            return parts[-1].last
        total = self._total()
        made: list[Draft] = []
        for part in parts:
            outcome = part.outcome or (total.outcome if total else "")
            quote_first = total.first if total is not None and place - total.last < 25 else place
            draft = Draft(outcome, part, quote_first, part.last, "part", total, trigger=place)
            draft.who = self._part_who(part, total.who if total is not None else None)
            if total is not None and not part.counted and "half" in word.roles:
                draft.phrase = self._half(part, total.phrase)
            all_of_them = "entirely" in word.roles or (
                "being" in word.roles and parts == [part] and part.modality == "unquantified"
            )
            if total is not None and not part.counted and all_of_them:
                draft.phrase = replace(
                    part, low=total.phrase.low, high=total.phrase.high, modality=total.phrase.modality
                )
            if total is not None and total.phrase.noun is None and (total.who, draft.who) == ("combatant", "civilian"):
                total.who = "person"  # «مقتل عسكري وإصابة سبعة بينهم مدنيان»
            own_act = tells_by(self.reader, part.last) or tells_where(self.reader, part.last)
            draft.elsewhere = part.noun is None and part.counted and own_act  # «84 مدنيا، بينهم 28 بسبب الألغام»
            if "being" in word.roles and (total is None or (part.noun is None and part.who is None)):
                return parts[-1].last
            made.append(draft)
        if total is None:
            self.waiting += made
        else:
            self.drafts += made
        return self._by_doers(parts[-1].last)

    def _by_doers(self, last: int) -> int:
        """Further parts of the total of the last draft, each with its doer, means or place, as that has."""
        part = self.drafts[-1] if self.drafts else None
        total = part.part_of if part is not None else None
        if part is None or total is None or not part.phrase.counted or part.last != last:
            return last
        while (phrase := told_by_doer(self.reader, last) or self._more_in_number(last)) is not None:
            part.elsewhere, last = True, phrase.last
            part = Draft(part.outcome, phrase, part.first, last, "part", total, trigger=phrase.first, elsewhere=True)
            part.who = self._part_who(phrase, total.who)
            self.drafts.append(part)
        return last

    def _more_in_number(self, last: int) -> Phrase | None:
        """A further figure alone with its place: «منهم 21 في دمشق و17 في حمص»."""
        other = told_elsewhere(self.reader, last)
        return other if other is not None and other.counted and other.noun is None else None

    def _severe(self, place: int) -> int | None:
        """«أحدهم بحالة حرجة», «أحدهم جروحه خطرة»: one of those hurt, told by how badly."""
        total = self._total()
        after = self.words[place + 1 : place + 1 + SEVERITY_REACH]
        if total is None or total.outcome != "injured" or not any(word.text.startswith(SEVERE) for word in after):
            return None
        if not after[0].text.startswith(HURT):
            return None
        one = Phrase(place, place + 1, 1, 1, "exact", None, None, place)
        draft = Draft("injured", one, total.first, place + 1, "part", total, trigger=place)
        draft.who = self.drafts[-1].who if self.drafts[-1].outcome == "injured" else total.who
        self.drafts.append(draft)
        return place + 1

    def _half(self, part: Phrase, whole: Phrase) -> Phrase:
        """«عشرة أشخاص نصفهم أطفال», half of them: an even figure's half."""
        if whole.modality != "exact" or not whole.low or whole.low % 2:
            return part
        return replace(part, low=whole.low // 2, high=whole.low // 2, modality="exact")

    def _told_apart(self, place: int) -> int | None:
        """Who the people of a figure are, one by one: «3 مدنيين (طفلان وامرأة)», «3 آخرين طفلة وشابين»."""
        waiting = self.group if self.group is not None and self.group.last in (place, place - 1) else None
        total = None if waiting is not None else self._total()
        whole = (
            waiting.phrases[waiting.total][0] if waiting is not None else total.phrase if total is not None else None
        )
        if whole is None or not whole.low or whole.low < 2 or whole.low != whole.high:
            return None
        if total is not None and (after := self._broken_down(total, place)) is not None:
            return after
        if total is not None and self.words[place].text == ":" and (after := self._by_places(total, place)) is not None:
            return after
        introduced = self.words[place].text in _THEY  # «أربعة من أسرة واحدة هم الأب والأم وطفلاهما»
        opened = introduced or self.words[place].text in ("(", '"', ",", "،", ":")
        if place - whole.last > (APPOSITION if opened else 0):
            return None
        first = self.reader.at(place + opened)
        if first is None or first.noun is None or (first.counted and not opened):
            return None
        if not first.counted and first.noun.number not in ("one", "two"):
            return None
        parts = merged([first, *coordinated(self.reader, first, part=True)])
        if sum(part.low or 0 for part in parts) != whole.low or len(parts) < 2 or (first.definite and not introduced):
            return None
        if all(part.noun is not None and part.noun.nationality for part in parts):
            return parts[-1].last  # «11: ثمانية إيرانيين وسوريان ولبناني»: a split by nationality claims nothing
        if waiting is not None:
            at = waiting.total
            waiting.phrases += [(part, at) for part in parts]
            waiting.last = parts[-1].last
        elif total is not None:
            if total.who == "woman" and any(part.who != "woman" for part in parts):
                total.who = "person"  # «مصابتين (طفلة وامرأة)»
            for part in parts:
                self.drafts.append(Draft(total.outcome, part, total.first, part.last, "part", total, trigger=place))
        return parts[-1].last

    def _dealt_out(self, total: Draft) -> int | None:
        """«34 شهيدا اليوم، 15 في حلب و9 في إدلب و10 في درعا»: a total that the figures after a comma make."""
        last = total.phrase.last
        commas = (at for at in range(last, min(last + APPOSITION, len(self.words))) if self.words[at].text in ",،")
        at = next(commas, len(self.words)) + 1
        return self._broken_down(total, at) if at in self.reader.quantity and total.part_of is None else None

    def _broken_down(self, total: Draft, place: int) -> int | None:
        """«112 قتيلا: 60 مدنيا (41 رجلا و7 نساء و12 طفلا) و52 عسكريا»: a total told apart, figure by figure.

        So is «94 قتيلا، هم 57 من الأهالي، و18 من العناصر».
        """
        word, whole = self.words[place], total.phrase
        dealt_out = word.text.removeprefix("و").startswith(_DEALT_OUT) or (
            word.text in _THEY and not self.reader.quantity.keys().isdisjoint((place + 1, place + 2))
        )
        listed = place > 0 and self.words[place - 1].text in (",", "،") and place in self.reader.quantity
        near = place - max(whole.last, total.last) <= INTRODUCED and self.drafts[-1] is total
        if whole.modality != "exact" or not whole.low or not near or not (word.text == ":" or dealt_out or listed):
            return None
        between = self.words[max(whole.last, total.last) : place]
        if any(each.predicates or each.text in STOPS or each.victim is not None for each in between):
            return None
        start = place
        while not listed and start < min(place + INTRODUCED, len(self.words)) and start not in self.reader.quantity:
            start += 1
        items = breakdown(self.reader, start, whole.low, introduced=not listed)
        if not items or all(item.phrase.noun and item.phrase.noun.nationality for item in items):
            return None
        for item in items:
            draft = Draft(total.outcome, item.phrase, total.first, item.last, "part", total, trigger=item.phrase.first)
            draft.who, draft.elsewhere = self._part_who(item.phrase, total.who), item.qualified
            self.drafts.append(draft)
            for part in item.parts:
                nested = Draft(total.outcome, part, total.first, part.last, "part", draft, trigger=part.first)
                nested.who = self._part_who(part, draft.who)
                self.drafts.append(nested)
        return items[-1].last

    def _by_places(self, total: Draft, colon: int) -> int | None:
        """«72 شهيدا: 30 في حلب، و18 في دمشق وريفها، و12 في إدلب»: a total told apart by where they fell."""
        phrase = self.reader.at(colon + 1)
        if phrase is None or colon - self.drafts[-1].phrase.last > APPOSITION:
            return None
        if not phrase.counted or phrase.noun is not None or not tells_where(self.reader, phrase.last):
            return None
        parts = [phrase]
        while (other := told_elsewhere(self.reader, parts[-1].last)) is not None and other.counted:
            parts.append(other)
        if len(parts) < 2 or sum(part.low or 0 for part in parts) > (total.phrase.low or 0):
            return None
        for part in parts:
            draft = Draft(total.outcome, part, total.first, part.last, "part", total, trigger=part.first)
            draft.who, draft.elsewhere = self._part_who(part, total.who), True
            self.drafts.append(draft)
        return parts[-1].last

    def _counted_part(self, phrase: Phrase) -> int | None:
        """«150 قتيلا 100 منهم في حماة»: a number before «منهم» (of them) counts a part of the total before it."""
        total = self._total()
        if total is None or phrase.last >= len(self.words) or self.words[phrase.last].text not in OF_THEM:
            return None
        if self.drafts[-1] is not total or (phrase.low or 0) > (total.phrase.low or 0):
            return None
        between = self.words[total.last : phrase.first]
        set_apart = self.words[phrase.first - 1].text in (",", "،")  # «42 مدنيا في عفرين، 11 منهم أطفال»
        if phrase.first - total.phrase.last > 2 and not (
            set_apart and len(between) <= INTRODUCED and not any(w.predicates or w.text in STOPS for w in between)
        ):
            return None
        them = phrase.last + 1
        named = self.reader.at(them)  # «ستة منهم مدنيون»
        if named is not None and named.noun is not None and named.noun.nationality:
            return named.last  # «23، خمسة منهم سوريون»: a split by nationality claims nothing
        if named is not None and (named.noun is None or named.counted or named.outcome is not None):
            named = None
        last = them if named is None else named.last
        part = Draft(total.outcome, phrase, total.first, last, "part", total, trigger=phrase.last)
        part.elsewhere = named is None and (at_a_place(self.reader, last) or tells_by(self.reader, last))
        part.who = total.who if named is None else self._part_who(named, total.who)
        self.drafts.append(part)
        for other in () if named is None else coordinated(self.reader, named):
            rest = Draft(total.outcome, other, total.first, other.last, "part", total, trigger=phrase.last)
            rest.who = self._part_who(other, total.who)
            self.drafts.append(rest)
            last = other.last  # «ستة منهم مدنيون وعنصر من الدفاع المدني»
        return self._by_doers(last)

    def _part_who(self, part: Phrase, whole: str | None) -> str:
        """A part named by nationality alone, or by number alone, is of its total's class."""
        if part.noun is None and part.who in ("medic_or_rescuer", "combatant"):
            return part.who  # «و50 من قوات النظام»
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
            word.text in GAP_MARKS or word.roles & {"light", "other"} or not word.predicates
            for word in self.words[last:place]
        )

    def _total(self) -> Draft | None:
        """The nearest total before: the last draft that is not itself a part."""
        for draft in reversed(self.drafts):
            if draft.part_of is None and (draft.inside is None or draft.rule == "listed"):
                return draft
        return None

    def _among_victims(self, place: int) -> int | None:
        """«أربع نساء وطفل بين ضحايا القصف», «تسعة أطفال هم ضحايا الألغام»: people before, told of as victims."""
        group, word = self.group, self.words[place]
        if group is None or group.last != place or place + 1 >= len(self.words):
            return None
        at = place + 2 if word.text == "من" and self.words[place + 1].text == "بين" else place + 1
        if at >= len(self.words):
            return None
        victims = self.words[at].victim
        if (
            victims is None
            or victims.number != "many"
            or victims.outcome not in _FELL
            or is_blocked(self.reader, place)
        ):
            return None
        if word.text == "من" and at == place + 1:
            return None  # «سبعة من القتلى»
        outcome = "killed" if word.text == "هم" and victims.outcome == "killed_or_injured" else victims.outcome
        self.group = None
        for phrase, inside in group.phrases:
            if inside is None:
                self._add(Draft(outcome, phrase, phrase.first, at + 1, "among", None, outcome, trigger=at))
        return at + 1

    def _from_among(self, place: int) -> int | None:
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
        start = self._victims(whole) if whole is not None and figured else at + 1
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
        total = self._total()
        if total is not None and outcome == "killed_or_injured" and total.outcome == "killed":
            outcome = "killed"  # «مقتل 83 مدنيا، … من بين الضحايا اثنان من الكوادر الطبية»
        return self._among(outcome, first, at, total if figured else None)

    def _held_in_toll(self, place: int) -> int | None:
        """«وتضم الحصيلة 160 عنصرا و129 مسلحا»: parts of a toll stated before."""
        toll = place + 1 < len(self.words) and self.words[place + 1].text in _THE_TOLL
        first = self.reader.at(place + 2) if toll else None
        if first is None or not first.counted or first.noun is None or first.outcome is not None:
            return None
        return self._among("killed", first, place)

    def _most_of(self, place: int) -> int | None:
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
            self.drafts.append(Draft(outcome, part, at, part.last, "among", total, outcome, trigger=at))
            last = part.last
        return last

    def _leads(self, phrase: Phrase) -> bool:
        """Whether a number without a noun heads a clause: a part or a verb follows («675 بينهم …», «الآلاف فروا»)."""
        if phrase.last >= len(self.words):
            return False
        word = self.words[phrase.last]
        joined = phrase.who == "combatant" and word.text.startswith("و")  # «30 من داعش و12 من قسد قتلوا»
        return bool(word.roles & SUBSETS or word.predicates or joined)

    def _another_woman(self, phrase: Phrase) -> bool:
        """«قتلت امرأة وأصيبت أخرى»: another, of the woman before."""
        before = next((draft for draft in reversed(self.drafts) if draft.part_of is None), None)
        alone = (phrase.low, phrase.high) == (1, 1) and self.words[phrase.last - 1].text.endswith(("ي", "ه"))
        return alone and before is not None and before.who == "woman"

    def _stand_for(self, draft: Draft) -> None:
        """«استشهد ثلاثة وجرح سبعة مدنيين»: the noun that the first leaves out is the one right after it."""
        before = self.drafts[-1] if self.drafts else None
        if before is None or draft.phrase.noun is None or draft.trigger < 0 or draft.outcome == before.outcome:
            return
        unnamed = before.phrase.noun is None and before.phrase.who is None
        elided = unnamed and before.phrase.counted and before.part_of is None
        if elided and draft.trigger == before.phrase.last and not self.reader.says_others(before.phrase):
            before.who = draft.who

    def _remember(self, phrase: Phrase) -> None:
        """Keep the class of a noun for the phrases after it that leave theirs out; a lone woman stands for nobody."""
        forces = phrase.noun is None and phrase.who == "combatant"  # «ثلاثة من قوات النظام وإصابة اثنين»
        if phrase.who is not None and (phrase.noun is not None or forces):
            self.last_who = "person" if phrase.who == "woman" else phrase.who

    # -- phrases that wait for a verb ----------------------------------------------------------------------------------

    def _hold(self, phrase: Phrase) -> None:
        """Keep a phrase that no predicate governs yet."""
        self._under_rubble(phrase.first)
        if phrase.who == "civilian" and not phrase.definite:
            self.attacked = phrase.who
        if self.group is not None and self._is_origin(phrase):
            return
        before = self.words[phrase.first - 1].text if phrase.first else ""
        if self.group is not None and phrase.definite and not phrase.counted and before == "التنظيم":
            self.group.last = phrase.last  # «31 عنصرا من التنظيم المتطرف قتلوا»
            return
        told = self.drafts[-1].phrase.last if self.drafts else -1
        if self.words[phrase.first].text in _DWELLERS and told == phrase.first - 1 and self.words[told].text == "من":
            return  # «51 شخصا من أهالي البيضا، بينهم 8 نساء»: whose the 51 are
        if self.group is not None and self._origin(self.group, phrase):
            self.group.last = phrase.last
            return
        people = phrase.noun is not None or phrase.who == "combatant"  # «و21 من قوات النظام»
        joins = self.group is not None and people and conjoined(self.reader, phrase.first)
        if self.group is not None and joins and self._near_words(self.group.last, phrase.first):
            last_before, last_inside = self.group.phrases[-1]
            of_whom = phrase.definite and not phrase.counted and last_before.counted
            if of_whom and (phrase.who == last_before.who == "combatant" or self.words[last_before.head].definite):
                self.group.last = phrase.last  # «11 عنصرا من قوات النظام والمسلحين الموالين لها»: of whom the 11 are
                return
            self.group.phrases.append((phrase, last_inside))
            self.group.last = phrase.last
        else:
            self.group = Group([(phrase, None)], phrase.last)
            if phrase.counted:
                self._remember(phrase)

    def _is_origin(self, phrase: Phrase) -> bool:
        """Whether an adjective tells a nationality, and names nobody: «4 من جنسيات غير سورية»."""
        nationality = phrase.noun is not None and phrase.noun.nationality and phrase.noun.number == "one"
        return nationality and not phrase.counted and not conjoined(self.reader, phrase.first)

    def _origin(self, group: Group, phrase: Phrase) -> bool:
        """Whether a phrase tells where the people before it belong: «شاب من أبناء البلدة», «متطوع من كوادرها»."""
        own = not phrase.counted and phrase.first - 1 == group.last and self.words[group.last].text == "من"
        return own and (phrase.definite or self.words[phrase.first].text in _DWELLERS)

    def _near_words(self, last: int, place: int) -> bool:
        return place - last <= 2 and not any(word.text in STOPS for word in self.words[last:place])

    def _adjacent_group(self, place: int) -> Group | None:
        """The waiting phrases that end right before a verb, but for adjectives, ages, brackets and commas."""
        if self.group is None or self.words[place].conjunction or not self._agrees(self.group, place):
            return None
        between = self.words[self.group.last : place]
        head = self.group.phrases[0][0]
        after_that = head.first > 0 and self.words[head.first - 1].text in _THAT
        if between and between[-1].text == "فقد" and head.first > 0 and self.words[head.first - 1].text in _AS_FOR:
            between, after_that = between[:-1], True  # «أما الصحفي ريبر شيخو، فقد قتل»
        if len(between) > LONGEST_APPOSITION * (1 + after_that) or any(
            word.predicates or word.text in STOPS for word in between
        ):
            return None
        bare = [
            w
            for w in between
            if w.text not in GAP_MARKS
            and w.text not in RELATIVES
            and w.text not in _AGED
            and not w.roles & {"light", "other", "age", "end"}
            and w.kind != "number"
        ]
        bracketed = sum(word.text in ("(", ")", '"') for word in between) >= 2
        if after_that:
            return self.group  # «إن الطفل عبد العزيز المنحدر من صبيخان، لقي حتفه»: the subject of «إن» has its verb
        relative = self.words[place - 1].text in RELATIVES  # «الشاب خالد محمد درويش الذي قتل»
        plural = is_plural(self.words[place].text)
        allowed = 5 if bracketed else 3 if relative else 2 if head.counted or plural else 1
        return self.group if len(bare) <= allowed else None

    def _agrees(self, group: Group, place: int) -> bool:
        """Whether a verb after its subject agrees with it in number, as Arabic verbs there do."""
        text, head = self.words[place].text, group.phrases[0][0]
        collective = head.noun is not None and (head.noun.collective or not head.noun.bare)
        if text.endswith("هم") or text == "قيد":
            return True  # «دفعهم» drove them, «قيد الاختفاء القسري»
        if is_plural(text):
            return (head.low, head.high) != (1, 1)
        if text.endswith("ا") and len(text) > 3:
            two = len(group.phrases) == 2 and (head.low, head.high) == (1, 1)
            return two or (head.low, head.high) == (2, 2)  # «شابا وعمه قتلا», «الأب وطفلتين له استشهدا»
        return (
            (head.low, head.high) == (1, 1)
            or collective
            or (len(group.phrases) == 1 and head.counted and head.noun is None)
        )

    def _govern_group(self, group: Group, found: Found, outcome: str | None = None) -> None:
        """Make the claims of a verb, or of verbs that tell ``outcome``, over the phrases before it."""
        place, predicate, after = found
        outcome = outcome or predicate.outcome
        self.group = None
        if len(group.phrases) > 1 and all(inside is None for _, inside in group.phrases):
            group.phrases = [(phrase, None) for phrase in merged([phrase for phrase, _ in group.phrases])]
        head = group.phrases[0][0].first
        told = group.phrases[0][0].modality == "exact" and self.words[place - 1].text in RELATIVES
        if is_blocked(self.reader, place) or is_blocked(self.reader, head):
            return
        if is_mourned(self.reader, head) and not told:
            return  # «تشييع الشهداء الذين قضوا»; but «شيعوا الشاب الذي قتل أمس»
        made: list[Draft] = []
        for phrase, inside in group.phrases:
            part_of = made[inside] if inside is not None else None
            draft = Draft(outcome, phrase, phrase.first, max(after, phrase.last), "verb_after", part_of, trigger=place)
            if part_of is not None:
                draft.who = self._part_who(phrase, part_of.who)
            made.append(draft)
            self._add(draft)
        self._elsewhere([outcome], head, after, "verb_after")

    def _dead_and_wounded(self, phrase: Phrase) -> int | None:
        """«سقوط 160 شخصا بين قتيل وجريح»: one figure over both outcomes."""
        place = phrase.last
        while place < len(self.words) and self.words[place].text in ("ما", "من", "سقطوا", "سقط"):
            place += 1
        if not self._between_both(place) or not phrase.counted:
            return None
        self._add(Draft("killed_or_injured", phrase, phrase.first, place + 3, "lump", trigger=place))
        return place + 3

    def _between_both(self, place: int) -> bool:
        """Whether «بين قتيل وجريح» stands at a word."""
        if place + 2 >= len(self.words) or self.words[place].text != "بين":
            return False
        return all(self.words[at].victim is not None for at in (place + 1, place + 2))

    def _identified(self, phrase: Phrase) -> bool:
        """Whether a name, a bracket or an office follows a noun: «الشاب (محمد)», «القائد العسكري لحملة النظام»."""
        if phrase.head >= 0 and self.words[phrase.head].possessed:
            return True
        if phrase.last >= len(self.words):
            return False
        text = self.words[phrase.last].text
        return text in ("(", '"', "«") or text.startswith("ال") or text in self.reader.names

    def _under_rubble(self, before: int) -> None:
        """People held waiting who are «تحت الأنقاض» under rubble are missing."""
        if self.group is None:
            return
        phrase = self.group.phrases[0][0]
        rubble = rubble_after(self.reader, self.group.last)
        if rubble is None or rubble > before + 8 or is_blocked(self.reader, phrase.first):
            return
        self._add(Draft("missing", phrase, phrase.first, rubble, "rubble", trigger=rubble - 1))
        self.group = None

    def _add(self, draft: Draft) -> None:
        if is_age(self.reader, draft.phrase):
            return
        self.group = None
        if draft.who is None:
            others = self.reader.says_others(draft.phrase)
            stands_for = self.last_who if others or self.last_who not in ("child", "woman") else None
            if others and self._another_woman(draft.phrase):
                stands_for = "woman"
            draft.who = draft.phrase.who or stands_for or "person"  # «مقتل طفلين وإصابة عدد كبير»: of whomever
        self._stand_for(draft)
        self.drafts.append(draft)
        if draft.part_of is None:
            self._remember(draft.phrase)
        draft.identified = self._identified(draft.phrase)
        draft.told_as = told_as_fighter(self.reader, draft.phrase)
        if draft.told_as is not None:
            draft.who = "combatant"
        for part in self.waiting:
            part.part_of = draft
            part.outcome = part.outcome or draft.outcome
            self.drafts.append(part)
        self.waiting = []
