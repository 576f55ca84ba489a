"""Phrases that name people, counted or not: «ما لا يقل عن 7 مدنيين», «طفلتين», «عشرات المصابين», «14 آخرين».

A phrase is read where it begins; nothing here says what befell the people (``grammar``).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from pipeline.arabic.quantities import Quantity, hedged, trailing_hedge
from pipeline.arabic.tokens import Tokens
from pipeline.extraction.lexicon import Noun, Number, Word
from pipeline.extraction.marks import GAP_MARKS, QUOTES
from pipeline.values import replace, value

HUNDREDS = 100  # from here what is counted stands in the genitive, «مئة جندي», not as in «12 جنديا»
LOWEST_OF_SEVERAL = 3  # the guidelines' lower bound of «several», «some», a bare plural
_SPECIFIC = {"person": 0, "civilian": 1, "combatant": 2, "journalist": 3, "medic_or_rescuer": 3, "woman": 4, "child": 4}
_OPENING = {"(", '"', "'", "[", "«"}
_FORCES = ("القوات", "قوات", "الجيش", "الميليشي", "المليشي", "التنظيم", "الفصائل", "قواته")
_BANDS = ("فصيل", "تنظيم", "ميليشيا", "مليشيا", "جماعه", "حركه", "لواء", "كتيبه", "فصائل", "قوات")
_IN_NAMES = {"المدني": ("الدفاع", "للدفاع", "المجتمع"), "الانسان": ("حقوق",)}  # after these words
_BODIES = frozenset(
    (
        "الميليشيا",
        "المليشيا",
        "الميليشيات",
        "المليشيات",
        "الفصيل",
        "الفصائل",
        "المجموعه",
        "الخليه",
        "القوات",
        "التنظيم",
        "الجيش",
    )
)
_NO_NOUN = {"الي", "الا", "ال"}
OWN_FORCES = {"قواته", "قواتها", "قواتهم", "ميليشياته", "مسلحيه", "مقاتليه"}
_ARMED = ("قوات", "القوات", "قوي", "جيش", "الجيش", "وحدات", "الامن", "ميليشيا", "مليشيا", "لواء", "فرقه", "الشرطه")
_CADRES = {"الكوادر", "كوادر", "الطواقم", "طواقم"}
_OF_MEDIA = {"الاعلاميه", "اعلاميه", "الصحفيه"}
_OWN_RANKS = {"صفوفه", "صفوفها", "صفوفهم", "بصفوفه", "بصفوفها", "بصفوفهم"}  # in the ranks of those struck
_SPECIALISTS = {"طبيب", "طبيبه", "مدرس", "مدرسه", "معلم", "معلمه", "جراح", "اخصائي"}
_OF_PATIENTS = {"اطفال", "نساء", "نسائيه"}  # whom they treat or teach
FAMILIES = {"عائله", "اسره"}
_KINDRED = frozenset(("عائله", "عائلتين", "عائلات", "اسره", "اسرتين"))
_GROUPS = FAMILIES | {"خليه", "مجموعه"}  # whose members may be counted after it: «خلية مؤلفة من أربعة عناصر»
_BEFORE_MONTHS = {"شهر", "شهري", "في", "خلال", "منذ", "حتي", "مطلع", "منتصف", "اوائل", "اواخر", "بدايه", "نهايه", "/"}
_AFTER_MONTHS = {"الماضي", "الجاري", "الحالي", "الفائت", "المنصرم", "المقبل", "القادم", "/"}
_ANOTHER = {"اخر", "اخري", "ثالث", "ثالثه", "ثالثا", "رابع", "رابعه", "رابعا", "خامس", "خامسه", "خامسا"}  # «وأصيب ثالث»
_CHIEF = frozenset(("كبار", "ابرز", "اهم", "خيره", "بعض"))  # the chief ones of those counted
_STILL = frozenset(("ما", "لا", "زالوا", "زال", "يزالون", "يزال", "كانوا", "باتوا", "اصبحوا"))  # they are still, were
_OTHERS = ("اخرون", "اخرين")
_UNLISTED_NAMES = 2  # words of a family's name that no list holds
_OF_IMAMS = ("مسجد", "جامع", "المسجد", "الجامع", "وخطيب")
_WHOLE = ("كامله", "باكملها", "واحده", "كاملا")
_COMPOSED = ("مؤلفه", "مكونه", "تتالف", "تتكون")
_OFFICES = {"مسؤول", "عضو", "مدير", "رئيس", "ممثل", "قاض"}
_NO_NAMES = {"on", "light"}  # given names, too, which begin none in news: «على», «الجمعة», «الماضي»
_JIHADISTS = {"داعش", "القاعده", "لداعش"}
WHO_WERE = frozenset(("الذين", "من", "اللواتي"))  # whom a number counts by what befell them: «عدد من قتلوا»
_CAPTURES = ("اسر", "واسر")
CALLED = frozenset(("المدعو", "المدعوه"))  # before a name: «المدعو "دغيم الحشيش"»
LONGEST_PARTICLE = 3  # letters of a preposition that stands alone
LONGEST_GIVEN = 4  # words of such a name
_SINGLE = {"واحد", "واحده"}
_CLOSING = {")", '"', "'", "]", "»"}


@value(frozen=True, slots=True)
class Phrase:
    """People named by words ``first`` to ``last`` (exclusive). ``who`` is None where the noun is left out.

    ``counted`` tells a figure, a vague word or «عدد من» from a bare noun; ``count`` is the range of its words.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    modality: str
    who: str | None
    noun: Noun | None = None
    head: int = -1
    count: tuple[int, int] | None = None
    definite: bool = False
    named: bool = False

    @property
    def counted(self) -> bool:
        """Whether words of number were used."""
        return self.count is not None

    @property
    def named_noun(self) -> Noun:
        """Its noun. Raises ValueError for a phrase that leaves it out."""
        if self.noun is None:
            raise ValueError(f"words {self.first} to {self.last} name no noun")
        return self.noun

    @property
    def outcome(self) -> str | None:
        """The outcome that its noun implies («قتيل», «جريح»)."""
        return self.noun.outcome if self.noun else None


def more_specific(one: str | None, other: str | None) -> str | None:
    """The more specific of two classes; the first where neither is."""
    if one is None or other is None:
        return one or other
    return other if _SPECIFIC[other] > _SPECIFIC[one] else one


def _of(
    quantity: Quantity,
    first: int,
    last: int,
    who: str | None,
    noun: Noun | None = None,
    head: int | None = None,
    definite: bool = False,
) -> Phrase:
    """The people whom a quantity counts, in words ``first`` to ``last`` (exclusive); ``head`` is else the first."""
    bounds, count = (quantity.low, quantity.high, quantity.modality), (quantity.first, quantity.last)
    return Phrase(first, last, *bounds, who, noun, first if head is None else head, count, definite)


def is_unlisted(word: Word) -> bool:
    """Whether no lexicon knows a word, which may then be a name."""
    return word.kind == "word" and word.noun is None and not word.predicates and not word.roles


class PhraseReader:
    """Reads the phrases of one sentence.

    ``roles`` are those of all its words; ``names`` are given names, which make an unknown word a person; ``forces``
    where armed forces are named (first word to end), whose members «عدد من قوات النظام» counts. ``people`` tells how
    many an unlisted noun's form names; ``times`` where times are told, by their first word, each with its end.
    """

    def __init__(
        self,
        words: Sequence[Word],
        tokens: Tokens,
        quantities: Sequence[Quantity],
        roles: frozenset[str],
        names: frozenset[str],
        forces: Mapping[int, int],
        people: Callable[[str], Number | None],
        times: Mapping[int, int],
    ) -> None:
        self.words = words
        self.tokens = tokens
        self.quantity: Mapping[int, Quantity] = {quantity.first: quantity for quantity in quantities}
        self.roles = roles
        self.names = names
        self.forces = forces
        self.people = people
        self.times = times
        self._read: dict[int, Phrase | None] = {}

    def at(self, first: int) -> Phrase | None:
        """The phrase that begins at a word, or None."""
        if first >= len(self.words) or not (first in self.quantity or self.words[first].opens):
            return None
        if first not in self._read:
            found = self._counted(first) or self._singled(first) or self._bare(first) or self._other(first)
            self._read[first] = self._modified(found) if found and not self._look_alike(first) else None
        return self._read[first]

    def _look_alike(self, place: int) -> bool:
        """Whether a word is another, folded alike, or part of a name that names nobody: «الدفاع المدني».

        «آب» is a month, not «أب» (father); «أمام» (before) is not «إمام».
        """
        text = self.words[place].text
        if (named := _IN_NAMES.get(text)) is not None and place:
            return self.words[place - 1].text.endswith(named)
        if text in _CAPTURES and place + 1 in self.quantity:
            return True  # «وأسر أربعة» are no families
        if text not in ("امام", "اب"):
            return False
        before, after = self._word(place - 1) if place else None, self._word(place + 1)
        if text == "امام":
            return after is None or not after.text.startswith(_OF_IMAMS)
        if before is not None and (before.text in _BEFORE_MONTHS or before.kind == "number"):
            return True
        return after is not None and (after.kind == "number" or after.text in _AFTER_MONTHS)

    def named(self, first: int, joined: bool = False) -> Phrase | None:
        """A person named without a noun: «(محمد فوزي)», «خالد الأحمد»; ``joined``, also «وحمد الحمران»."""
        words, start = self.words, first
        if start < len(words) and words[start].text in _OPENING:
            start += 1
        if start >= len(words) or words[start].kind != "word":
            return None
        if self._called(first) and words[start].noun is None and not words[start].predicates:
            return self._whoever(first, start)
        name = words[start].text.removeprefix("ال")
        if joined and name not in self.names:
            name = name.removeprefix("و")
        if name not in self.names or not words[start].roles.isdisjoint(_NO_NAMES):
            return None
        last = start + 1
        while last < len(words) and last - start < 4 and self.name_part(words[last]):
            last += 1
        last = self._family_name(last)
        if last < len(words) and words[last].text in _CLOSING:
            last += 1
        return Phrase(first, last, 1, 1, "exact", "person", None, start, None, True, True)

    def figure_joins(self, place: int) -> bool:
        """Whether a number begins with «و» (and): «قتل ضابط وستة جنود»; «واحد» (one) is spelt so."""
        text = self.words[place].text
        return place in self.quantity and text.startswith("و") and text not in ("واحد", "واحده")

    def _called(self, place: int) -> bool:
        """Whether «المدعو» (called) stands before a word, so that it begins a name, whatever it is."""
        while place > 0 and self.words[place - 1].text in _OPENING:
            place -= 1
        return place > 0 and self.words[place - 1].text in CALLED

    def _whoever(self, first: int, start: int) -> Phrase:
        """A person by a name that no list has: «المدعو "دغيم الحشيش"», up to the mark or to what is no name."""
        last = start + 1
        while last < min(start + LONGEST_GIVEN, len(self.words)) and is_unlisted(self.words[last]):
            last += 1
        closed = start > first and last < len(self.words) and self.words[last].text in _CLOSING
        return Phrase(first, last + closed, 1, 1, "exact", "person", None, start, None, True, True)

    def _family_name(self, last: int) -> int:
        """The end of a name that goes on in unlisted words up to «و» and another name: «جيهان بلكين وناظم داشتان»."""
        for end in range(last, min(last + _UNLISTED_NAMES + 1, len(self.words))):
            word = self.words[end]
            if word.text.startswith("و") and word.text[1:] in self.names and word.text not in self.names:
                return end
            if not is_unlisted(word) or end in self.quantity or end in self.forces:
                break
        return last

    def name_part(self, word: Word) -> bool:
        """Whether a word may be part of a person's name: a given name, or «ال…» and no noun of people."""
        if word.kind != "word" or word.predicates or "boundary" in word.roles or "light" in word.roles:
            return False
        return word.text in self.names or (word.text.startswith("ال") and word.noun is None)

    def _counted(self, first: int) -> Phrase | None:
        """A quantity and what it counts."""
        quantity = self.quantity.get(first)
        if quantity is None:
            return None
        people, place = partial(_of, quantity, first), self._past_digits(quantity)
        ended = place
        after = self._word(place)
        if after is not None and after.text == "من":
            place += 1
            after = self._word(place)
        if after is not None and (after.text in _OPENING - {"("} or (place > ended and after.text in _CHIEF)):
            place += 1  # «ثلاثة من كبار ضباط النظام»
            after = self._word(place)
        toll = self._toll_of(quantity, place + 1) if after is not None and "toll_noun" in after.roles else None
        if toll is not None:
            return toll
        if (cases := self._cases(place)) is not None:
            case, last = cases
            return people(last, case.who, case, place)
        if place > quantity.last and place in self.forces:
            return people(self.forces[place], "combatant")  # «5 من حراس الدين»
        if after is not None and after.text in _CADRES and (of := self._word(place + 1)) and of.text in _OF_MEDIA:
            return people(place + 2, "journalist")  # «3 من الكوادر الإعلامية»
        if after is not None and after.noun is not None and not after.conjunction and after.preposition == "":
            if (mixed := self._mixed(place, quantity)) is not None:
                return people(place + 2, mixed, after.noun, place)
            return people(place + 1, after.noun.who, after.noun, place, after.definite)
        if after is not None and place > quantity.last and self._rescuer(place):
            return people(place + 1, "medic_or_rescuer")  # «أربعة من الكوادر الطبية» four of the medical staff
        if after is not None and after.text in OWN_FORCES:
            return people(place + 1, "combatant")  # «عدد من قواته» a number of its troops
        noun = self._unlisted(place)
        if noun is not None:
            return people(place + 1, noun.who, noun, place)
        if after is not None and after.text in _BANDS and place > quantity.last and place not in self.forces:
            place += (
                2 if place + 1 not in self.forces and place + 2 in self.forces else 1
            )  # «2 من فصيل "أنصار التوحيد"»
        if place in self.forces and (place > quantity.last or self.words[place - 1].text == "من"):
            return people(self.forces[place], "combatant")
        if after is not None and "other" in after.roles and not after.conjunction:
            return people(place + 1, None)
        ends = self._ends(place) or self._goes_on(first, place)
        if place == ended and ends and not self._qualifies(first):
            return people(place, None)
        many = (quantity.low or 0) >= HUNDREDS and place == ended + 1
        home = after is not None and "home" in after.roles  # «نزح الآلاف من منازلهم»
        whence = many and self.words[ended].text == "من" and (home or self._is_plain(place))
        return people(ended, None) if whence and not self._qualifies(first) else None  # «نزوح 25 ألفا من سراقب»

    def _is_plain(self, place: int) -> bool:
        """Whether a word is a name, for all that is known of it: nothing that counts or is counted."""
        word = self._word(place)
        if word is None or word.kind != "word" or word.definite or word.conjunction or place in self.quantity:
            return False
        return word.noun is None and not word.predicates and not word.roles and self.people(word.text) is None

    def _past_digits(self, quantity: Quantity) -> int:
        """The word after a figure, its bracket and its digits: «(3) مدنيين», «ثلاثة (3) مدنيين»."""
        place = quantity.last
        after = self._word(place)
        if after is not None and after.text == ")" and quantity.first and self.words[quantity.first - 1].text == "(":
            return place + 1
        again = self.quantity.get(place + 1)
        if (
            after is None
            or after.text != "("
            or again is None
            or (again.low, again.high) != (quantity.low, quantity.high)
        ):
            return place
        closing = self._word(again.last)
        return again.last + 1 if closing is not None and closing.text == ")" else place

    def _mixed(self, place: int, quantity: Quantity) -> str | None:
        """The class of «12 عسكريا ومدنيا», «1300 جندي ومقاتل», one figure of two kinds of people."""
        one, other = self.words[place], self._word(place + 1)
        if other is None or one.person is None or other.person is None or not other.conjunction:
            return None
        if one.person.number != "one" or other.person.number != "one":
            return None
        if (quantity.low or 0) >= HUNDREDS and not one.text.endswith("ا") and not other.text.endswith("ا"):
            return one.person.who if one.person.who == other.person.who else "person"
        if not one.text.endswith(("ا", "ه")) or not other.text.endswith("ا"):
            return None  # «30 امرأة وطفلا», «12 ضابطا وعنصرا»
        return "person" if one.person.who != other.person.who else one.person.who

    def _toll_of(self, quantity: Quantity, place: int) -> Phrase | None:
        """«يرتفع إلى 327 تعداد العسكريين والمدنيين الذين قتلوا»: a figure before the noun that counts."""
        word, other = self._word(place), self._word(place + 1)
        if word is not None and word.text in WHO_WERE and other is not None and not other.definite:
            return _of(quantity, quantity.first, place, "person")  # «يرتفع إلى 118 تعداد الذين قضوا»
        if word is None or word.person is None or not word.definite:
            return None
        who, last = word.person.who, place + 1
        if other is not None and other.person is not None and other.conjunction and other.definite:
            who, last = who if who == other.person.who else "person", place + 2
        return _of(quantity, quantity.first, last, who, word.person, place)

    def unlisted(self, first: int) -> Phrase | None:
        """A noun that no lexicon lists, where morphology tells that it names people."""
        noun = self._unlisted(first)
        if noun is None:
            return None
        if noun.number in ("many", "many_or_two"):
            return Phrase(first, first + 1, LOWEST_OF_SEVERAL, None, "unquantified", noun.who, noun, first)
        size = 2 if noun.number == "two" else 1
        return Phrase(first, first + 1, size, size, "exact", noun.who, noun, first)

    def _unlisted(self, place: int) -> Noun | None:
        word = self._word(place)
        if word is None or not is_unlisted(word):
            return None
        if place in self.forces or place in self.quantity:
            return None
        number = self.people(word.text)
        return Noun(word.text, "person", number) if number is not None else None

    def _qualifies(self, first: int) -> bool:
        """Whether a number belongs to the noun before it, which is none of people: «الأيام الأربعة», «الوحدة 15»."""
        named = self.words[first - 1] if first > 0 else None
        if self.words[first].kind == "number" and named is not None and named.text not in _NO_NOUN:
            return named.text.startswith("ال") and named.noun is None and not named.roles and not named.predicates
        if not self.words[first].text.startswith("ال") or first == 0:
            return False
        before = self.words[first - 1]
        return before.text.startswith("ال") and before.noun is None

    def _singled(self, first: int) -> Phrase | None:
        """«أحد الأطفال» one of the children."""
        word, after = self.words[first], self._word(first + 1)
        if "one_of" not in word.roles or after is None or after.noun is None or after.noun.number == "one":
            return None
        return Phrase(first, first + 2, 1, 1, "exact", after.noun.who, after.noun, first + 1, (first, first + 1))

    def _after_thing(self, place: int) -> bool:
        """Whether a word follows a noun of no people, which it may tell more of."""
        before = self.words[place - 1] if place and not self.words[place].conjunction else None
        if before is None or before.kind != "word" or before.noun is not None or before.text in self.names:
            return False
        governed = before.text.startswith(("ب", "ل")) and len(before.text) > LONGEST_PARTICLE  # «بقصف تركي»
        return not before.predicates and before.roles <= ({"boundary"} if governed else frozenset())

    def _bare(self, first: int) -> Phrase | None:
        """A noun without a number before it; the number may stand in its form or after it."""
        word = self.words[first]
        noun = word.noun
        if noun is None or word.preposition not in ("", "ل"):
            return None
        counted = first > 0 and self.words[first - 1].kind == "number" and not word.conjunction
        if counted and first not in self.times.values():  # but «قتل في عام 2018 طفلان»
            return None  # a number stands before it that could not be read as a count; one person would be made up
        if word.text == "عسكريا":
            return None  # uncounted, it means militarily
        if noun.nationality and noun.number == "one" and (word.definite or self._after_thing(first)):
            return None  # «السورية» after a noun is an adjective, and «قصف روسي» is no Russian
        after = self.quantity.get(first + 1)
        article = self._word(first + 1)
        whose = article.person if article is not None and noun.number != "one" else None
        if after is None and whose is not None and whose.nationality and not (article and article.conjunction):
            after = self.quantity.get(first + 2)  # «عسكريين سوريين اثنين»
        if after is None and article is not None and article.text == "ال":
            after = self.quantity.get(first + 2)  # «أطفالها الـ3»
        if after is not None and noun.number != "one" and after.modality == "exact" and self._agrees(word, after):
            return Phrase(
                first,
                after.last,
                after.low,
                after.high,
                "exact",
                noun.who,
                noun,
                first,
                (after.first, after.last),
                word.definite,
            )
        if after is not None and noun.number == "one" and self.words[after.first].text in _SINGLE:
            people = Phrase(first, after.last, after.low, after.high, after.modality, noun.who, noun, first)
            return replace(people, definite=word.definite or word.possessed)  # «مدني واحد» one civilian
        if noun.collective or noun.number in ("many", "many_or_two"):
            low, high, modality = self._plural(first, noun)
        else:
            low = high = 2 if noun.number == "two" else 1
            modality = "exact"
        return Phrase(
            first, first + 1, low, high, modality, noun.who, noun, first, None, word.definite or word.possessed
        )

    def _plural(self, first: int, noun: Noun) -> tuple[int, int | None, str]:
        """A plural is several, unless what comes after it is of two («مدنيين قتلا», «مدنيين أحدهما طفل»)."""
        after, beyond = self._word(first + 1), self._word(first + 2)
        if noun.number == "many_or_two" and self.words[first].definite and (names := self._names(first + 1)) > 1:
            return names, names, "exact"  # «استشهاد المواطنين نزار الخطيب وسلوى عبود»
        dual_verb = (
            after is not None and after.predicates and after.text.endswith("ا") and not after.text.endswith("وا")
        )
        paused = after is not None and after.text in GAP_MARKS
        they = beyond if paused else after
        if noun.number == "many_or_two" and (dual_verb or (they is not None and "two_of" in they.roles)):
            return 2, 2, "exact"
        return LOWEST_OF_SEVERAL, None, "unquantified"

    def _names(self, place: int) -> int:
        """How many people are named from a word on, one after the other."""
        count, name = 0, self.named(place)
        while name is not None:
            count, last = count + 1, name.last
            if last < len(self.words) and self.words[last].text.startswith("ال"):
                last += 1  # «نزار الخطيب», whose family is called preacher
            joined = last < len(self.words) and self.words[last].text.startswith("و")
            name = self.named(last, joined=True) if joined else None
        return count

    def _agrees(self, word: Word, after: Quantity) -> bool:
        """Whether a number after a noun counts it: «القتلى السبعة», «مدنيين اثنين», «أطفالها الثلاثة»."""
        text = self.words[after.first].text
        if self.words[after.first - 1].text == "ال":
            return word.definite or word.possessed
        return text.startswith("اثن") or ((word.definite or word.possessed) and text.startswith("ال"))

    def _other(self, first: int) -> Phrase | None:
        """«آخرون» others, «آخر» another: the noun is the one before."""
        word = self.words[first]
        if "other" not in word.roles or word.conjunction or word.preposition:
            return None
        if word.text in _ANOTHER:
            return Phrase(first, first + 1, 1, 1, "exact", None, None, first)
        if word.text == "اخران":
            return Phrase(first, first + 1, 2, 2, "exact", None, None, first)
        return Phrase(first, first + 1, LOWEST_OF_SEVERAL, None, "unquantified", None, None, first)

    def figure(self, first: int) -> Phrase | None:
        """A figure alone, whatever stands after it: «… و12 على يد قسد»."""
        quantity = self.quantity.get(first)
        return _of(quantity, first, quantity.last, None) if quantity is not None else None

    def another(self, first: int) -> Phrase | None:
        """«وآخر» and another, «وواحد» and one more, «وآخرون» and others: of the noun told before."""
        one = self.words[first].text.removeprefix("و")
        if one in _OTHERS:
            return Phrase(first, first + 1, LOWEST_OF_SEVERAL, None, "unquantified", None, None, first)
        return Phrase(first, first + 1, 1, 1, "exact", None, None, first) if one in _ANOTHER | _SINGLE else None

    def _modified(self, phrase: Phrase) -> Phrase:
        """Take in what follows and belongs to the phrase: hedges, adjectives, «في صفوف المدنيين», «من المدنيين»."""
        last, who, noun = phrase.last, phrase.who, phrase.noun
        low, high, modality = phrase.low, phrase.high, phrase.modality
        for _ in range(6):
            past = self.forces.get(last, last)  # «ستة من عناصر قسد على الأقل»
            if self._figure(phrase) and (hedge := trailing_hedge(self.tokens, past)) is not None:
                bounded = hedged(Quantity(phrase.first, last, modality, low, high), hedge)  # type: ignore[arg-type]
                low, high, modality, last = bounded.low, bounded.high, bounded.modality, hedge.last
                continue
            sufferer = self._word(last)
            if (
                noun is not None
                and noun.outcome is None
                and phrase.counted
                and sufferer is not None
                and sufferer.victim is not None
                and sufferer.victim.number != "two"
                and not sufferer.conjunction
                and not sufferer.definite
            ):
                noun, last = sufferer.victim, last + 1  # «200 شخص مصاب» 200 people wounded, «4 مدنيين شهداء»
                continue
            among = self._past_still(last) if phrase.counted and (noun is None or not noun.outcome) else last
            if phrase.counted and (lost := self._listed_as(among)) is not None and (noun is None or not noun.outcome):
                noun, last = lost, among + 3  # «4 أشخاص في عداد المفقودين»
                continue
            if noun is not None and noun.outcome == "killed" and self._of_force(phrase, last):
                last, who = self.forces[self.past_quote(last)], "combatant"  # «قتلى القوات الحكومية», «قتلى "قسد"»
                continue
            if noun is not None and noun.outcome is not None and sufferer is not None and sufferer.text in _BANDS:
                last = self.past_quote(last + 1)
                last, who = self.forces.get(last, last), "combatant"  # «قتلى فصيل صقور الشام»
                continue
            if noun is not None and noun.lemma in _GROUPS and (members := self._members(last)) is not None:
                low, high, modality, last = members
                break
            if noun is not None and noun.lemma == "وزير" and sufferer is not None and sufferer.text == "الدفاع":
                last, who = last + 1, "combatant"  # who commands armed forces
                continue
            if noun is not None and noun.lemma in _OFFICES and who == "person" and self._of_jihadists(last):
                who = "combatant"  # «مقتل أحد مسؤولي تنظيم داعش»
                break
            if noun is not None and noun.lemma == "عضو" and self._of_armed(last):
                last, who = self.forces[last + 1], "combatant"  # «ثلاثة أعضاء في قوى الأمن الداخلي»
                continue
            if noun is not None and noun.lemma == "فرد" and last in self.forces:
                last, who = self.forces[last], "combatant"  # «سبعة من أفراد الحرس الثوري»
                continue
            if noun is not None and noun.lemma == "فرد" and self._of_family(last):
                last += 1  # «ثلاثة من أفراد عائلته»
                continue
            if noun is not None and noun.lemma == "عنصر" and (rescuers := self._rescuers(last)) is not None:
                last, who = rescuers, "medic_or_rescuer"
                continue
            if (
                not phrase.counted
                and phrase.modality == "exact"
                and sufferer is not None
                and noun is not None
                and noun.outcome is None
                and sufferer.victim is not None
                and sufferer.victim.number == noun.number
                and not sufferer.definite
                and not sufferer.conjunction
            ):
                noun, who, last = sufferer.victim, noun.who, last + 1  # «طفلة مصابة» a wounded girl
                continue
            if (
                noun is not None
                and noun.lemma in _SPECIALISTS
                and sufferer is not None
                and sufferer.text in _OF_PATIENTS
            ):
                last += 1  # «طبيب أطفال»
                continue
            taken = self._modifier(last)
            if taken is None or self._apart(phrase, last):
                break
            last, found = taken
            if noun is not None and noun.lemma in FAMILIES:
                continue  # «عائلة الطفلتين» the girls' family
            if who == "civilian" and found == "combatant":
                continue  # «مدنيين اثنين من عشائر البدو»
            who = more_specific(who, found) if who is not None else found
        if last == phrase.last and who == phrase.who:
            return phrase
        return replace(phrase, last=last, who=who, noun=noun, low=low, high=high, modality=modality)

    def _of_armed(self, place: int) -> bool:
        """Whether «في» or «من» and an armed force stand at a word, and no party's office or council."""
        within, force = self._word(place), self._word(place + 1)
        if within is None or force is None or within.text not in ("في", "من"):
            return False
        return place + 1 in self.forces and force.text.startswith(_ARMED)

    def _of_jihadists(self, place: int) -> bool:
        """Whether an office is one of an armed group alone: «مسؤولا بارزا من داعش», «مسؤولي تنظيم القاعدة»."""
        following = [word.text for word in self.words[place : place + 4]]
        at = next((at for at, text in enumerate(following) if text in _JIHADISTS), None)
        return at is not None and (at == 0 or following[at - 1] in ("من", "في", "لدي", "تنظيم"))

    def _of_force(self, phrase: Phrase, place: int) -> bool:
        """Whether a force is named right after its dead: «قتلى الجيش»; «ضحايا» are those whom it killed."""
        bare = phrase.head == place - 1 and not phrase.definite and phrase.noun is not None
        of = self.past_quote(place)
        return bare and of in self.forces and not self.words[of].conjunction and not self.words[of].preposition

    def _of_family(self, place: int) -> bool:
        """Whether a family is named at a word: «عائلته», «الأسرة»."""
        word = self._word(place)
        return word is not None and word.person is not None and word.person.lemma in FAMILIES and not word.conjunction

    def past_quote(self, place: int) -> int:
        """The word at a place, or after a quotation mark there."""
        return place + (place + 1 < len(self.words) and self.words[place].text in QUOTES)

    def _listed_as(self, place: int) -> Noun | None:
        """The victims among whom people are counted: «في عداد المفقودين» among the missing."""
        place_of, among, victims = (self._word(at) for at in range(place, place + 3))
        if place_of is None or among is None or victims is None or (place_of.text, among.text) != ("في", "عداد"):
            return None
        return victims.victim

    def _past_still(self, place: int) -> int:
        """The word after «ما زالوا», «كانوا»: «6000 شخص ما زالوا في عداد المفقودين»."""
        while place < len(self.words) and self.words[place].text in _STILL:
            place += 1
        own = [word.text for word in self.words[place : place + 3]]
        if len(own) == 3 and own[0] == "من" and own[2] in ("نفسها", "ذاتها", "نفسه", "ذاته"):
            place += 3  # «سبعة آخرون من المجموعة نفسها في عداد المفقودين»
        return place

    def _apart(self, phrase: Phrase, place: int) -> bool:
        """Whether the noun at a word tells of one of the people before it, or of others: «3 آخرين طفلة وشابين»."""
        word = self._word(place)
        if word is not None and word.text in _OPENING:
            word = self._word(place + 1)
        noun = word.person if word is not None else None
        if noun is None or word is None:
            return False
        if word.text.endswith("ا") and phrase.noun is not None and phrase.noun.number == noun.number == "one":
            return not phrase.counted and not self.words[phrase.head].text.endswith("ا")  # «أردى قناص شابا»
        fighter = phrase.who == "combatant" and phrase.noun is not None and phrase.noun.number == "one"
        if fighter and not phrase.counted and noun.number != "one" and not word.definite:
            return True  # «قتل قناص طفلين»: what describes one is one, too
        whole = phrase.definite and phrase.last == phrase.head + 1  # «الأهالي», but not «أهالي الطفل»
        plural = phrase.noun is not None and phrase.noun.number == "many" and (whole or not phrase.noun.collective)
        several = phrase.counted and (phrase.low or 0) > 1 and (phrase.noun is None or phrase.noun.number != "one")
        several = several or (plural and not phrase.counted)  # «خطف مسلحون طبيبا»
        dual = phrase.noun is not None and phrase.noun.number == "two" and noun.number == "one"
        several = several or (dual and not word.definite)  # «مصابتين (طفلة وامرأة)»
        return several and noun.number in ("one", "two") and not noun.collective

    def says_others(self, phrase: Phrase) -> bool:
        """Whether a phrase ends in «آخرون» (others) or «آخر» (another)."""
        return "other" in self.words[phrase.last - 1].roles

    def _figure(self, phrase: Phrase) -> bool:
        """Whether a phrase gives a number, in words of number or in its form: «شخصان على الأقل», two at the least."""
        return phrase.counted or (phrase.noun is not None and phrase.modality == "exact")

    def _members(self, place: int) -> tuple[int | None, int | None, str, int] | None:
        """Bounds, modality and end of «(عائلة) مؤلفة من 5 أشخاص», a family of five."""
        if (whole := self._word(place)) is not None and whole.text in _WHOLE:
            place += 1
        word, figure = self._word(place), self.quantity.get(place + 2)
        if word is not None and word.text == "من" and (of := self.quantity.get(place + 1)) is not None:
            members = self._word(of.last)
            if members is None or members.person is None or members.person.lemma not in ("فرد", "شخص"):
                return None
            return of.low, of.high, of.modality, of.last + 1  # «عائلة من 6 أفراد»
        if word is None or not word.text.removeprefix("ال").startswith(_COMPOSED) or figure is None:
            return None
        noun = self._word(figure.last)
        last = figure.last + 1 if noun is not None and noun.person is not None else figure.last
        return figure.low, figure.high, figure.modality, last

    def _cases(self, place: int) -> tuple[Noun, int] | None:
        """What a number counts in «17 إصابة», «3 حالات وفاة»: people, by what befell them; and where it ends."""
        word = self._word(place)
        at = place + 1 if word is not None and word.text in ("حاله", "حالات") else place
        case = self._word(at)
        if case is None or case.conjunction or case.preposition or not (at > place or case.text == "اصابه"):
            return None
        found = next((each for each in case.predicates if each.construction == "masdar"), None)
        return (Noun("اصابات", "person", "many", found.outcome), at + 1) if found is not None else None

    def _rescuer(self, place: int) -> bool:
        """Whether a word names a rescue service, or «الكوادر الطبية» the medical staff."""
        return self._rescue(place) or (self.words[place].text == "الكوادر" and self._rescue(place + 1))

    def _rescue(self, place: int) -> bool:
        """Whether a word is of a rescue service; «الدفاع» is only in «الدفاع المدني» (the Civil Defence)."""
        word, after = self._word(place), self._word(place + 1)
        if word is None or "rescue" not in word.roles:
            return False
        return word.text.removeprefix("ب") != "الدفاع" or (after is not None and after.text == "المدني")

    def _rescuers(self, place: int) -> int | None:
        """The end of «فريق الدفاع المدني» (the Civil Defence's team), after «عناصر» (members)."""
        for at in range(place, min(place + 3, len(self.words))):
            word = self.words[at]
            if self._rescue(at):
                return at + 1
            if word.text.removeprefix("ب") not in ("فريق", "فرق", "منظمه", "من") and word.text not in _OPENING:
                return None
        return None

    def _modifier(self, place: int) -> tuple[int, str | None] | None:
        word, after, third = self._word(place), self._word(place + 1), self._word(place + 2)
        if word is None or word.conjunction:
            return None
        if word.text in _OPENING and after is not None and after.person is not None and not after.conjunction:
            return place + 2, after.person.who  # but «14 جنديا من "فاطميون" ومدني»
        if word.preposition == "ل" and word.person is not None:
            return place + 1, word.person.who
        if word.text == "من" and after is not None and third is not None and third.text in _SINGLE:
            return place + 3, None  # «أربعة أطفال من عائلة واحدة» of one family
        if word.text == "من" and after is not None and after.text in _KINDRED:
            return place + 2, None  # «ستة مدنيين من عائلتين» of two families
        if after is not None and after.text in _OPENING:
            after, third = third, self._word(place + 3)
        if word.person is not None and word.preposition == "" and not word.possessed and place not in self.quantity:
            adjective = word.person.nationality and word.definite and self.words[place - 1].text.startswith("ال")
            return place + 1, None if adjective else word.person.who  # «من فصائل المعارضة السورية»
        if "other" in word.roles:
            return place + 1, None
        if word.text in ("من", "بصفوف") and place + 1 in self.forces:
            return self.forces[place + 1], "combatant"
        if word.text in ("من", "بين") and after is not None:
            known = after.definite or after.possessed or place + 2 in self.forces  # «14 شهيدا من مقاتليها»
            body = third is not None and third.text in _BODIES and after.person is not None
            if body and after.person is not None and after.person.who == "combatant":
                return place + 3, "combatant"  # «سبعة قتلى من عناصر الميليشيا»
            if after.person is not None and not after.conjunction and known:
                return self.forces.get(place + 2, place + 2), after.person.who
            if self._rescue(place + 1):
                return place + 2, "medic_or_rescuer"
        whose = after if word.text == "في" else word
        if whose is not None and whose.text in _OWN_RANKS:
            return place + 1 + (whose is after), "combatant"  # «62 قتيلا في صفوفه»
        ranks = after if word.text in ("في", "من") else word if word.text == "بصفوف" else None
        noun = third if ranks is after else after
        if ranks is not None and ("ranks" in ranks.roles or ranks.text == "بصفوف"):
            at = place + (2 if ranks is after else 1)
            if at in self.forces:
                return self.forces[at], "combatant"
            if noun is not None and noun.person is not None:
                return at + 1, noun.person.who
            if noun is not None and (noun.text.startswith(_FORCES) or noun.text in _BANDS):
                return self.forces.get(at + 1, at + 1), "combatant"  # «في صفوف فصيل صقور الشام»
            return None
        if word.text in ("في", "من") and self._rescue(place + 1):
            return place + 2, "medic_or_rescuer"
        if self._rescue(place):
            return place + 1, "medic_or_rescuer"
        return None

    def _word(self, place: int) -> Word | None:
        return self.words[place] if place < len(self.words) else None

    def _goes_on(self, first: int, place: int) -> bool:
        """Whether «و» (and) stands after a number with the article, which counts no noun: «مقتل العشرات وتدمير …»."""
        word = self._word(place)
        return self.words[first].text.startswith("ال") and word is not None and word.text.startswith("و")

    def _ends(self, place: int) -> bool:
        """Whether a number may stand alone before this word («مقتل 10 في قصف»), its noun left out."""
        word = self._word(place)
        if word is None or word.kind == "mark" or place in self.times:
            return True  # «أصيب العشرات يوم الأحد»
        if word.conjunction or word.predicates or word.text.startswith(("بال", "مرشح")):
            return True  # «أصيب 10 بالقصف», «القتلى 9 مرشحا للزيادة»; what is counted has no article
        if word.text.endswith("وا") and word.noun is None:
            return True  # «أصيب ثلاثة نقلوا إلى المشفى»
        if word.text.startswith("وال") and word.noun is None:
            return True  # «البراميل تقتل خمسة والرصاص يقتل اثنين»
        return bool(
            word.roles & {"boundary", "subset", "mostly", "entirely", "some", "one", "being", "light", "toll_verb"}
        )
