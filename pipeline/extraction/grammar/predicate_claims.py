"""Claims of outcome predicates («مقتل», «أصيب», «أودى بحياة») over the people after or before them.

Kept out: which predicate stands at a word, and which phrase follows it (``predicates``).
"""

from collections.abc import Sequence

from pipeline.extraction.grammar.coordination import as_people, coordinated, merged, told_by_doer, told_elsewhere
from pipeline.extraction.grammar.draft import Draft, Group
from pipeline.extraction.grammar.exclusions import (
    from_rubble,
    is_age,
    is_animal,
    is_blocked,
    is_by_kin,
    is_policy,
    is_purpose,
)
from pipeline.extraction.grammar.identity import aged
from pipeline.extraction.grammar.part_claims import part_who
from pipeline.extraction.grammar.phrases import LOWEST_OF_SEVERAL, WHO_WERE, Phrase
from pipeline.extraction.grammar.predicates import (
    RELATIVES,
    TRANSITIVE,
    Found,
    as_verb,
    is_plural,
    phrase_after,
    predicate_run,
    subject_follows,
    takes_before,
)
from pipeline.extraction.grammar.told import Told
from pipeline.extraction.grammar.victim_claims import RESULT, TOLL_REACH, VictimClaims, between_both
from pipeline.extraction.grammar.victims import is_mourned
from pipeline.extraction.lexicon import IN_SERVICE, tells
from pipeline.extraction.marks import GAP_MARKS, OF_AGE, STOPS
from pipeline.values import replace

LONGEST_APPOSITION = 12  # words between a subject and its verb
_THAT = frozenset(("ان", "بان", "وان", "فان", "لان"))
_AS_FOR = ("اما", "واما")
_AGED = OF_AGE | {"قد"}
_WHO = ("الذين", "من", "ممن")
_NUMBER_OF = ("عدد", "اعداد", "حصيله", "مجموع")
REACH_OF_WHO = 6  # words from «الذين» (who) to what befell them: «عدد الذين وثق المرصد السوري مقتلهم»
DENIED = 10  # words from a denial to the losses that it denies
MASS = ("جماعي", "جماعيا", "واسع", "كثيف")
_FLED = ("فرار", "هروب", "هرب", "فر")
_GOVERNING = frozenset(("في", "من", "علي", "الي", "عن", "بعد", "قبل", "خلال", "دون"))  # before a noun, and no verb
_CAME_ABOUT = frozenset(("تم", "جري", "يتم", "تمت", "جرت"))  # before what was done: «جرى تحييدهم»
_AT_ONCE = frozenset((("علي", "الفور"), ("في", "الحال")))
_PRISONERS = ("سجين", "معتقل", "اسير", "مختطف")
_CAUSING = ("ادي", "ادت", "اسفر", "تسبب", "نتج", "افض")
INFORMED_REACH = 10  # words from «أبلغت» (informed) to «بوفاته» (of his death)
_INFORMING = ("ابلغ", "تبلغ", "اخبر", "اخطر", "تلق", "ابلاغ", "اخبار", "تسلم", "استلم")
_NEWS = ("نبا", "خبر", "نباء", "شهاده", "بيان", "وثيقه")
DEGREES = ("بالغ", "بليغ", "خطير", "خطر", "طفيف", "مباشر", "حرج", "متوسط", "قاتل")


class PredicateClaims:
    """Makes claims of what predicates govern."""

    def __init__(self, told: Told, victims: VictimClaims) -> None:
        self.told = told
        self.victims = victims
        self.reader = told.reader
        self.words = told.words

    def read(self, place: int) -> int | None:
        """Govern the phrases of a predicate, or of several joined by «و»; None where it governs none."""
        run = [] if self._is_name(place) else predicate_run(self.reader, place)
        if not run:
            return None
        before = self._adjacent_group(run[0][0])
        verb = as_verb(self.reader, run) if before is not None and len(run) == 1 else None
        alone = verb is not None and self.words[place - 1].text not in _GOVERNING
        if verb is not None and alone and phrase_after(self.reader, run[0][2], run) is None:
            run = [verb]  # «إن صحفيا جرح أمس بقصف على بنش»
        if before is not None and self._both(run):
            self._govern_group(before, run[0], "killed_or_injured")
            return run[-1][2]
        if len(run) > 1 and before is not None and takes_before(run[0]):
            self._govern_group(before, run[0])
            run = run[1:]
        if len(run) > 1 and before is None and self.told.group is not None and self._others(run[-1][2]):
            if self.told.near(self.told.group.last, place) and self._agrees(self.told.group, place):
                self._govern_group(self.told.group, run[0])
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
                both = between_both(self.reader, start)  # «العشرات سقطوا بين قتيل وجريح»
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
        if phrase is not None and run[0][1].tail is not None and self.words[phrase.first].conjunction:
            phrase = None  # «تعرضت لإصابة في الفخذ، والطفلة …» of whom more is told
        if subject is not None and phrase is not None and self._did(subject, place, phrase):
            return self._govern(run, phrase)  # «عناصر قسد أعدموا الشاب»
        if subject is not None and (phrase is None or not subject_follows(self.reader, run[0])):
            self._govern_group(subject, run[0])
            return start
        if phrase is None and len(run) == 1 and (verb := as_verb(self.reader, run)) is not None:
            run = [verb]
            phrase = phrase_after(self.reader, verb[2], run)
        if phrase is None:
            return self._at_once(run) or self._without_phrase(run[0])
        return self._govern(run, phrase)

    def _is_name(self, place: int) -> bool:
        """Whether a verb is a name, as it is spelt: «الشاب ياسر العبيد», but «داعش يأسر طيارا»."""
        before = self.words[place - 1] if place else None
        if before is None or self.words[place].text not in self.reader.names:
            return False
        return before.person is not None or before.text in self.reader.names

    def _one_of_them(self, run: list[Found]) -> int | None:
        """«11 مصابا، فارق أحدهم الحياة»: one of those just told of, of whom a verb tells another outcome."""
        at = run[-1][2]
        one = self.words[at] if at < len(self.words) else None
        total = self.told.total()
        if one is None or total is None or "one" not in one.roles or len(run) > 1:
            return None
        outcome = run[0][1].outcome
        if outcome == total.outcome or run[0][1].construction not in ("verb", "verb_with_end"):
            return None
        phrase = Phrase(at, at + 1, 1, 1, "exact", None, None, at)
        draft = Draft(outcome, phrase, total.first, at + 1, "part", total, who=total.who, trigger=run[0][0])
        self.told.drafts.append(draft)
        return at + 1

    def _fell_next(self, phrase: Phrase) -> bool:
        """Whether a verb further on tells how people fell: «نعت صفحات ثلاثة عناصر، قالت إنهم قتلوا»."""
        after = self.words[phrase.last : phrase.last + LONGEST_APPOSITION]
        return any(word.predicates and word.predicates[0].construction in ("verb", "verb_before") for word in after)

    def _how_badly(self, run: list[Found]) -> bool:
        """Whether «إصابة» only tells how those just told of were hurt: «أصيب شقيقه إصابة بالغة»."""
        place, after = run[0][0], run[-1][2]
        before = self.told.drafts[-1] if self.told.drafts else None
        hurt = before is not None and before.outcome == run[0][1].outcome and place - before.phrase.last <= 1
        degree = self.words[after].text if after < len(self.words) else ""
        return hurt and run[0][1].construction == "masdar" and degree.startswith(DEGREES)

    def _those_who(self, run: list[Found]) -> int | None:
        """«عدد المدنيين الذين قتلوا منذ مطلع العام بلغ 137»: the figure told after the verb of what befell them."""
        place, start = run[0][0], run[-1][2]
        number = next((at for at in range(max(0, place - 4), place - 1) if self.words[at].text in _NUMBER_OF), None)
        if number is None or self.words[place - 1].text not in _WHO:
            return None
        if any(quantity.last == number for quantity in self.reader.quantity.values()):
            return None  # «يرتفع إلى 91 عدد الذين قضوا»: told before
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
                people = next((each.person for each in reversed(self.words[place - 3 : place]) if each.person), None)
                who = figure.who or (people.who if people is not None else None)  # «عدد الجنود الذين أعدموا»
                self.told.add(Draft(run[0][1].outcome, figure, place, figure.last, "toll", who=who, trigger=place))
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
        if outcomes[0] in ("killed", "injured"):
            phrase = as_people(self.reader, phrase)
        if (
            run[0][1].construction == "recovery"
            and phrase.outcome == "injured"
            and from_rubble(self.reader, phrase.last)
        ):
            outcomes, phrase = ["missing"], replace(phrase, noun=None)
        if run[0][1].construction == "recovery" and phrase.outcome == "missing":
            return self.victims.read(phrase)  # «انتشال العالقين تحت الأنقاض»
        first = run[0][0]
        rule = run[-1][1].construction
        if run[0][1].construction == "recovery" and phrase.outcome == "injured" and outcomes != ["missing"]:
            return phrase.last  # «انتشال المصابين» the wounded, told of already
        if phrase.outcome is not None and outcomes[0] not in ("killed", "injured"):
            person = self.words[phrase.head].person if phrase.head >= 0 else None
            if person is None:
                return self.victims.read(phrase)
            phrase = replace(phrase, noun=person)  # «اعتقال شخص مصاب بالشلل»
        if phrase.outcome in ("killed", "injured") and len(run) == 1 and phrase.outcome != outcomes[0]:
            if phrase.noun is not None and phrase.noun.lemma in ("مصاب", "جريح") and outcomes[0] == "killed":
                phrase = replace(phrase, noun=None)  # the wounded who died
            else:
                return self.victims.read(phrase)
        if phrase.outcome is not None and phrase.outcome == outcomes[0] and not phrase.counted:
            return self.victims.read(phrase)
        told = [aged(self.reader, each) for each in (phrase, *coordinated(self.reader, phrase))]
        phrases = merged(told, forces=self.reader.forces)
        last = phrases[-1].last
        if {"killed", "injured"} <= set(outcomes) and (phrase.counted or phrase.modality == "vague"):
            outcomes = ["killed_or_injured", *(each for each in outcomes if each not in ("killed", "injured"))]
        if phrase.counted and (mixed := self.victims.dead_and_wounded(phrase)) is not None:
            return mixed  # «راح ضحيتها 20 مدنيا بين قتيل وجريح»
        if is_by_kin(self.reader, last):
            return last
        if outcomes == ["displaced"] and self._got_away(first, phrase):
            return last
        if is_animal(self.reader, phrase) or is_age(self.reader, phrase) or is_policy(self.reader, first, phrase):
            return last
        for each in phrases:
            for outcome in outcomes:
                self.told.add(Draft(outcome, each, min(first, each.first), each.last, rule, trigger=first))
        if len({each.who for each in phrases}) > 1:
            self.told.last_who = "person"  # «مقتل 3 أطفال ووالدتهم، وإصابة آخرين»: others of no one class
        return self._elsewhere(outcomes, first, last, rule)

    def _elsewhere(self, outcomes: Sequence[str], first: int, last: int, rule: str) -> int:
        """Further figures of the claims before word ``last``, each with its place: «9 قتلوا في إدلب، و6 في بنش»."""
        while (other := told_elsewhere(self.reader, last) or told_by_doer(self.reader, last)) is not None:
            last = other.last
            for outcome in outcomes:
                self.told.add(Draft(outcome, other, first, last, rule, trigger=other.first, elsewhere=True))
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
            self.told.add(Draft("displaced", phrase, place, after + 1, "wave", trigger=place))
            return after + 1
        wave = displaced and place > 0 and "wave" in self.words[place - 1].roles
        feared = tells(self.words[max(0, place - 4) : place], "irrealis")
        if wave and not feared and not is_blocked(self.reader, place - 1):
            phrase = Phrase(place - 1, after, LOWEST_OF_SEVERAL, None, "unquantified", "person", None, place)
            self.told.add(Draft("displaced", phrase, place - 1, after, "wave", trigger=place))
            return after
        return None

    def _at_once(self, run: list[Found]) -> int | None:
        """«انفجرت عبوة بسيارة قيادي يدعى أبو عمر، فقتل على الفور»: the one person whom the sentence named last."""
        place, predicate, after = run[0]
        at_once = after + 1 < len(self.words) and (self.words[after].text, self.words[after + 1].text) in _AT_ONCE
        if len(run) > 1 or not at_once or not self.words[place].text.startswith("ف"):
            return None
        named = next((at for at in range(place - 1, -1, -1) if self.words[at].person is not None), None)
        person = self.words[named].person if named is not None else None
        if person is None or person.number != "one" or predicate.outcome != "killed":
            return None
        phrase = Phrase(place, after, 1, 1, "exact", person.who, person, place, None, True)
        self.told.add(Draft(predicate.outcome, phrase, place, after, "pronoun", trigger=place, told_as=named))
        return after

    def _losses(self, found: Found) -> int:
        """«خسائر بشرية» human losses, of nobody counted; fighters' where a force is named before or after."""
        place, predicate, after = found
        if tells(self.words[max(0, place - DENIED) : place], "negator"):
            return after  # «دون ورود معلومات عن إسقاطها أو وقوع خسائر بشرية»
        if place and self.words[place - 1].text.removeprefix("و").startswith("اقتصرت"):
            return after  # «واقتصرت الخسائر البشرية على إصابة راع»: told next
        ranks = range(max(0, place - 3), min(after + 4, len(self.words)))
        who = "combatant" if any(at in self.reader.forces for at in ranks) else "person"
        phrase = Phrase(place, after, LOWEST_OF_SEVERAL, None, "unquantified", who, None, place)
        self.told.add(Draft(predicate.outcome, phrase, place, after, "losses", trigger=place))
        return after

    def _of_pronoun(self, found: Found) -> int | None:
        """«قامت باعتقاله» arrested him, «ما أدى لمقتله» which killed him: whoever the sentence named last before.

        Of the dead and wounded only what came of an act is told so; «بعد مقتله» refers back.
        """
        place, predicate, after = found
        text, waiting = self.words[place].text, self.told.group
        if waiting is not None and self._counted_by(waiting, place):
            self._govern_group(waiting, found)
            return after
        group = self._adjacent_group(place) if place and self.words[place - 1].text in _CAME_ABOUT else None
        if group is not None and group.phrases[0][0].counted:
            self._govern_group(group, found)  # «ثلاثة شبان تم اعتقالهم»
            return after
        told_of = (draft.phrase.noun for draft in reversed(self.told.drafts) if draft.phrase.noun is not None)
        named = (word.noun for word in reversed(self.words[:place]) if word.noun is not None)
        antecedent = next(told_of, None) or next(named, None)
        if antecedent is None or any(draft.outcome == predicate.outcome for draft in self.told.drafts):
            return None
        if predicate.outcome != "detained" and not (self._came_of_it(place) or self._informed(place)):
            return None
        size = 2 if text.endswith("هما") else None if text.endswith(("هم", "هن")) else 1
        low, modality = (LOWEST_OF_SEVERAL, "unquantified") if size is None else (size, "exact")
        phrase = Phrase(place, after, low, size, modality, antecedent.who, antecedent, place, None, True)
        self.told.add(Draft(predicate.outcome, phrase, place, after, "pronoun", trigger=place))
        return after

    def _counted_by(self, group: Group, place: int) -> bool:
        """Whether a number counts those whose death somebody told: «ارتفع إلى 140 عدد الذين وثق المرصد مقتلهم»."""
        head, last = group.phrases[0][0], group.last
        relative = last < place and self.words[last].text in WHO_WERE
        return relative and head.counted and head.noun is None and place - last <= REACH_OF_WHO

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

    def _adjacent_group(self, place: int) -> Group | None:
        """The waiting phrases that end right before a verb, but for adjectives, ages, brackets and commas."""
        if self.told.group is None or self.words[place].conjunction or not self._agrees(self.told.group, place):
            return None
        between = self.words[self.told.group.last : place]
        head = self.told.group.phrases[0][0]
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
            return (
                self.told.group
            )  # «إن الطفل عبد العزيز المنحدر من صبيخان، لقي حتفه»: the subject of «إن» has its verb
        relative = self.words[place - 1].text in RELATIVES  # «الشاب خالد محمد درويش الذي قتل»
        plural = is_plural(self.words[place].text)
        allowed = 5 if bracketed else 3 if relative else 2 if head.counted or plural else 1
        return self.told.group if len(bare) <= allowed else None

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
        self.told.group = None
        if len(group.phrases) > 1 and all(inside is None for _, inside in group.phrases):
            people = [phrase for phrase, _ in group.phrases]
            group.phrases = [(phrase, None) for phrase in merged(people, forces=self.reader.forces)]
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
                draft.who = part_who(phrase, part_of.who)
            made.append(draft)
            self.told.add(draft)
        self._elsewhere([outcome], head, after, "verb_after")
