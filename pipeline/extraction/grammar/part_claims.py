"""Parts of a total: «بينهم 58 طفلا», «20 منهم في دوما», «30 على يد قوات النظام، و12 على يد قسد», «أحدهم بحالة حرجة».

Kept out: parts of victims told of elsewhere, «من بين القتلى» (``victim_claims``).
"""

from pipeline.extraction.grammar.breakdown import breakdown
from pipeline.extraction.grammar.coordination import (
    at_a_place,
    coordinated,
    merged,
    tells_by,
    tells_where,
    told_by_doer,
    told_elsewhere,
)
from pipeline.extraction.grammar.draft import Draft
from pipeline.extraction.grammar.phrases import FAMILIES, Phrase
from pipeline.extraction.grammar.told import DWELLERS, Told
from pipeline.extraction.marks import OF_THEM, STOPS
from pipeline.values import replace

THEY = ("هم", "هما", "هن")
APPOSITION = 3  # words from a figure to the bracket that tells who they are: «ثلاثة مدنيين من عائلة واحدة (…)»
DEALT_OUT = ("توزع", "موزعين", "بواقع")
INTRODUCED = 12  # words from a total to «توزعوا على النحو التالي:», and from that to the first figure
SEVERITY_REACH = 4  # words from «أحدهم» (one of them) to how badly he is hurt
SEVERE = ("حرج", "خطر", "خطير", "بليغ")
HURT = ("بحال", "حال", "جروح", "جراح", "بجروح", "بجراح", "اصاب", "باصاب", "في")


class PartClaims:
    """Makes claims of the parts of what a sentence told of before."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.reader = told.reader
        self.words = told.words

    def subset(self, place: int) -> int | None:
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
        if "being" in word.roles and self.words[first.first].text in DWELLERS:
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
        whole = self.told.total()
        both = "being" in word.roles and whole is not None and whole.phrase.low == first.low == first.high
        if both and first.noun is not None and first.who in ("person", "combatant"):
            return first.last  # «وهما عنصران في الفرقة الرابعة», «هما الشقيقان خالد ووليد»: what both are
        if whole is not None and first.outcome == whole.outcome and not first.counted:
            return first.last  # «15 جريحا بينهم إصابات خطيرة»: how badly, not whom
        parts = [first, *coordinated(self.reader, first, part=True)]
        nationalities = all(part.noun is not None and part.noun.nationality for part in parts)
        if whole is not None and nationalities and word.roles & {"mostly", "entirely"}:
            return parts[-1].last  # «26 قتيلا غالبيتهم إيرانيون»: a split by nationality claims nothing
        if first.who in ("child", "woman"):
            parts = merged(parts, of=("child", "woman"))  # «طفلان وطفلة» three children
        parts = [self._as_part(part, word.roles) for part in parts]
        if self.told.group is not None and (self.told.near(self.told.group.last, place) or self.told.total() is None):
            total_at = self.told.group.total
            self.told.group.phrases += [(part, total_at) for part in parts]
            self.told.group.last = parts[-1].last
            return parts[-1].last
        total = self.told.total()
        made: list[Draft] = []
        for part in parts:
            outcome = part.outcome or (total.outcome if total else "")
            quote_first = total.first if total is not None and place - total.last < 25 else place
            draft = Draft(outcome, part, quote_first, part.last, "part", total, trigger=place)
            draft.who = part_who(part, total.who if total is not None else None)
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
            self.told.waiting += made
        else:
            self.told.drafts += made
        return self._by_doers(parts[-1].last)

    def _by_doers(self, last: int) -> int:
        """Further parts of the total of the last draft, each with its doer, means or place, as that has."""
        part = self.told.drafts[-1] if self.told.drafts else None
        total = part.part_of if part is not None else None
        if part is None or total is None or not part.phrase.counted or part.last != last:
            return last
        while (phrase := told_by_doer(self.reader, last) or self._more_in_number(last)) is not None:
            part.elsewhere, last = True, phrase.last
            part = Draft(part.outcome, phrase, part.first, last, "part", total, trigger=phrase.first, elsewhere=True)
            part.who = part_who(phrase, total.who)
            self.told.drafts.append(part)
        return last

    def _more_in_number(self, last: int) -> Phrase | None:
        """A further figure alone with its place: «منهم 21 في دمشق و17 في حمص»."""
        other = told_elsewhere(self.reader, last)
        return other if other is not None and other.counted and other.noun is None else None

    def _severe(self, place: int) -> int | None:
        """«أحدهم بحالة حرجة», «أحدهم جروحه خطرة»: one of those hurt, told by how badly."""
        total = self.told.total()
        after = self.words[place + 1 : place + 1 + SEVERITY_REACH]
        if total is None or total.outcome != "injured" or not any(word.text.startswith(SEVERE) for word in after):
            return None
        if not after[0].text.startswith(HURT):
            return None
        one = Phrase(place, place + 1, 1, 1, "exact", None, None, place)
        draft = Draft("injured", one, total.first, place + 1, "part", total, trigger=place)
        draft.who = self.told.drafts[-1].who if self.told.drafts[-1].outcome == "injured" else total.who
        self.told.drafts.append(draft)
        return place + 1

    def _half(self, part: Phrase, whole: Phrase) -> Phrase:
        """«عشرة أشخاص نصفهم أطفال», half of them: an even figure's half."""
        if whole.modality != "exact" or not whole.low or whole.low % 2:
            return part
        return replace(part, low=whole.low // 2, high=whole.low // 2, modality="exact")

    def told_apart(self, place: int) -> int | None:
        """Who the people of a figure are, one by one: «3 مدنيين (طفلان وامرأة)», «3 آخرين طفلة وشابين»."""
        waiting = (
            self.told.group if self.told.group is not None and self.told.group.last in (place, place - 1) else None
        )
        total = None if waiting is not None else self.told.total()
        whole = (
            waiting.phrases[waiting.total][0] if waiting is not None else total.phrase if total is not None else None
        )
        if whole is None or not whole.low or whole.low < 2 or whole.low != whole.high:
            return None
        if total is not None and (after := self._broken_down(total, place)) is not None:
            return after
        if total is not None and self.words[place].text == ":" and (after := self._by_places(total, place)) is not None:
            return after
        introduced = self.words[place].text in THEY  # «أربعة من أسرة واحدة هم الأب والأم وطفلاهما»
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
                self.told.drafts.append(
                    Draft(total.outcome, part, total.first, part.last, "part", total, trigger=place)
                )
        return parts[-1].last

    def dealt_out(self, total: Draft) -> int | None:
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
        dealt_out = word.text.removeprefix("و").startswith(DEALT_OUT) or (
            word.text in THEY and not self.reader.quantity.keys().isdisjoint((place + 1, place + 2))
        )
        listed = place > 0 and self.words[place - 1].text in (",", "،") and place in self.reader.quantity
        near = place - max(whole.last, total.last) <= INTRODUCED and self.told.drafts[-1] is total
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
            draft.who, draft.elsewhere = part_who(item.phrase, total.who), item.qualified
            self.told.drafts.append(draft)
            for part in item.parts:
                nested = Draft(total.outcome, part, total.first, part.last, "part", draft, trigger=part.first)
                nested.who = part_who(part, draft.who)
                self.told.drafts.append(nested)
        return items[-1].last

    def _by_places(self, total: Draft, colon: int) -> int | None:
        """«72 شهيدا: 30 في حلب، و18 في دمشق وريفها، و12 في إدلب»: a total told apart by where they fell."""
        phrase = self.reader.at(colon + 1)
        if phrase is None or colon - self.told.drafts[-1].phrase.last > APPOSITION:
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
            draft.who, draft.elsewhere = part_who(part, total.who), True
            self.told.drafts.append(draft)
        return parts[-1].last

    def counted_part(self, phrase: Phrase) -> int | None:
        """«150 قتيلا 100 منهم في حماة»: a number before «منهم» (of them) counts a part of the total before it."""
        total = self.told.total()
        if total is None or phrase.last >= len(self.words) or self.words[phrase.last].text not in OF_THEM:
            return None
        latest = self.told.drafts[-1]
        if latest.part_of is total and latest.phrase.counted and (phrase.low or 0) <= (latest.phrase.low or 0):
            total = latest  # «بينهم 71 مدنيا، 12 منهم أطفال»
        if latest is not total or (phrase.low or 0) > (total.phrase.low or 0):
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
        part.who = total.who if named is None else part_who(named, total.who)
        self.told.drafts.append(part)
        for other in () if named is None else coordinated(self.reader, named):
            rest = Draft(total.outcome, other, total.first, other.last, "part", total, trigger=phrase.last)
            rest.who = part_who(other, total.who)
            self.told.drafts.append(rest)
            last = other.last  # «ستة منهم مدنيون وعنصر من الدفاع المدني»
        return self._by_doers(last)

    def _as_part(self, part: Phrase, roles: frozenset[str]) -> Phrase:
        if "one" in roles and part.modality == "unquantified":
            return replace(part, low=1, high=1, modality="exact")
        return part


def part_who(part: Phrase, whole: str | None) -> str:
    """A part named by nationality alone, or by number alone, is of its total's class."""
    if part.noun is None and part.who in ("medic_or_rescuer", "combatant"):
        return part.who  # «و50 من قوات النظام»
    if part.noun is None or (part.noun.nationality and whole == "combatant"):
        return whole or part.who or "person"
    if whole == "civilian" and part.who == "person":
        return whole  # a man among civilians
    return part.who or "person"
