"""What a sentence has told so far: its draft claims, the people who await a verb, and whom elided nouns stand for.

Kept out: which words make claims (``predicate_claims``, ``victim_claims``, ``part_claims``).
"""

from pipeline.extraction.grammar.coordination import conjoined
from pipeline.extraction.grammar.draft import Draft, Group
from pipeline.extraction.grammar.exclusions import is_age, is_blocked, rubble_after
from pipeline.extraction.grammar.identity import told_as_child, told_as_fighter
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader
from pipeline.extraction.marks import GAP_MARKS, STOPS

DWELLERS = ("ابناء", "اهالي", "سكان", "اهل", "وجهاء")


class Told:
    """What a sentence has told so far."""

    def __init__(self, reader: PhraseReader, last_who: str | None) -> None:
        self.reader = reader
        self.words = reader.words
        self.drafts: list[Draft] = []
        self.group: Group | None = None
        self.waiting: list[Draft] = []  # parts named before their total («بينهم أطفال.. إصابات»)
        self.attacked: str | None = None  # class of those attacked, whose dead «ثلاثة شهداء» are
        self.last_who = last_who  # class of the noun that an elided one («وأصيب 7 آخرون») stands for

    def near(self, last: int, place: int) -> bool:
        """Whether no predicate stands between two words."""
        return all(
            word.text in GAP_MARKS or word.roles & {"light", "other"} or not word.predicates
            for word in self.words[last:place]
        )

    def total(self) -> Draft | None:
        """The nearest total before: the last draft that is not itself a part."""
        for draft in reversed(self.drafts):
            if draft.part_of is None and (draft.inside is None or draft.rule == "listed"):
                return draft
        return None

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

    def hold(self, phrase: Phrase) -> None:
        """Keep a phrase that no predicate governs yet."""
        self.under_rubble(phrase.first)
        if phrase.who == "civilian" and not phrase.definite:
            self.attacked = phrase.who
        if self.group is not None and self._is_origin(phrase):
            return
        before = self.words[phrase.first - 1].text if phrase.first else ""
        if self.group is not None and phrase.definite and not phrase.counted and before == "التنظيم":
            self.group.last = phrase.last  # «31 عنصرا من التنظيم المتطرف قتلوا»
            return
        told = self.drafts[-1].phrase.last if self.drafts else -1
        if self.words[phrase.first].text in DWELLERS and told == phrase.first - 1 and self.words[told].text == "من":
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
        return own and (phrase.definite or self.words[phrase.first].text in DWELLERS)

    def _near_words(self, last: int, place: int) -> bool:
        return place - last <= 2 and not any(word.text in STOPS for word in self.words[last:place])

    def _identified(self, phrase: Phrase) -> bool:
        """Whether a name, a bracket or an office follows a noun: «الشاب (محمد)», «القائد العسكري لحملة النظام»."""
        if phrase.head >= 0 and self.words[phrase.head].possessed:
            return True
        if phrase.last >= len(self.words):
            return False
        text = self.words[phrase.last].text
        return text in ("(", '"', "«") or text.startswith("ال") or text in self.reader.names

    def under_rubble(self, before: int) -> None:
        """People held waiting who are «تحت الأنقاض» under rubble are missing."""
        if self.group is None:
            return
        phrase = self.group.phrases[0][0]
        rubble = rubble_after(self.reader, self.group.last)
        if rubble is None or rubble > before + 8 or is_blocked(self.reader, phrase.first):
            return
        self.add(Draft("missing", phrase, phrase.first, rubble, "rubble", trigger=rubble - 1))
        self.group = None

    def add(self, draft: Draft) -> None:
        """Take in a draft, with its class and the parts that were told before it."""
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
        elif draft.rule != "roll" and told_as_child(self.reader, draft.phrase):
            draft.who = "child"
        for part in self.waiting:
            part.part_of = draft
            part.outcome = part.outcome or draft.outcome
            self.drafts.append(part)
        self.waiting = []
