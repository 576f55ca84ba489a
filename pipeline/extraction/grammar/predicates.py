"""Outcome predicates in a sentence: which reading the words around them bear out, and where their people are named.

Kept out: making claims of them (``grammar``).
"""

from pipeline.extraction.grammar.phrases import CALLED, Phrase, PhraseReader
from pipeline.extraction.lexicon import ON, Predicate, tells
from pipeline.extraction.marks import GAP_MARKS, QUOTES, STOPS, SUBSETS

TRANSITIVE = (
    "قتل",
    "اصاب",
    "اعدم",
    "اغتال",
    "اعتقل",
    "اختطف",
    "خطف",
    "اسر",
    "احتجز",
    "ذبح",
    "صف",
    "اوقف",
    "نحر",
    "اردي",
    "اردت",
    "اردو",
    "تعتقل",
    "يعتقل",
    "تعدم",
    "اقتاد",
)
# constructions that share no people with one beside them
_ALONE = {"pronoun", "verb_before", "losses", "lost", "fell", "mourns"}
_ALL = frozenset(("كل", "جميع", "كافه", "كامل", "سائر", "معظم", "غالبيه", "اغلب", "اغلبيه"))  # all, or most, of them
RELATIVES = {"الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللواتي", "اللاتي", "اللائي"}
_NOT_OF_WOMEN = ("ون", "ان", "طعن", "دفن")  # «يقتلون», «فقدان», and verbs whose last letter is their own
_BY = {"يد", "ايدي", "قبل", "برصاص", "بنيران", "بسلاح"}  # words before who did it
_HIDDEN = ("مجهول", "ملثم")  # unknown, masked
BELONGING = ("تابع", "يتبع", "تتبع", "يتبعون", "ينتمي", "موال")
_ACTS = ("هجمات", "هجوم", "غار", "قصف", "ضرب", "اعتداءات", "صواريخ", "قذائف", "الغام", "لغم", "عمليات", "براميل")
_STATES = frozenset(("اسرائيل", "تركيا", "روسيا", "ايران", "امريكا", "واشنطن", "انقره", "موسكو", "الاردن"))
_DURING = ("خلال", "اثناء", "عقب")
GROUPS = frozenset(("تنظيم", "فصيل", "حركه", "ميليشيا", "مليشيا", "ميليشيات", "لواء", "فرقه", "جماعه", "قوات", "مسلحو"))
# fmt: off
_TIMES = frozenset((
    "،", ",", "مساء", "صباح", "فجر", "ظهر", "ليل", "ليله", "عصر", "امس", "اليوم", "يوم", "الليله", "الماضيه", "منتصف",
    "السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "الماضي", "الفائت",
))
# fmt: on
_MANNER = ("باختناق", "بتسمم")
_DONE_TO = ("اعتقال", "اختطاف", "خطف", "احتجاز", "قتل", "اعدام", "اغتيال", "اسر", "توقيف", "تصفيه")  # nouns of deeds
_HOW = frozenset(
    ("رميا", "بالرصاص", "ميدانيا", "طعنا", "شنقا", "ذبحا", "حرقا", "بالسكاكين")
)  # «أعدم مجهولون رميا بالرصاص راعيا»
_TIMES_AND_MANNERS = _TIMES | _HOW
_LED_TO = ("ادي", "ادت", "اسفر", "تسبب")
_MURDERED = ("اغتال", "واغتال")
_RIDING = ("يستقل", "تستقل", "يركب")
_MOUNTS = ("دراجه", "متن", "سياره")  # after «على», what doers rode
_RIDE = 8  # words of what they rode
_LIVES = ("بحياه", "بارواح", "ارواح", "حياه")
_TOOK = ("اودي", "اودت", "تودي", "يودي")  # which take people without a word of their lives too
LIVES_REACH = 24  # words from such a verb to the lives that it took
_AND = ("و", "او")  # «15 طفلا قتلوا أو أصيبوا»
_APART = 8  # words of a time between doer and victim
GENITIVE = 5  # words of the act whose victims are counted after it
TAIL_REACH = 5  # words from a predicate to its second word
PARTS_REACH = 18  # … with some of the people told of between: «لقي 7 مدنيين، بينهم 4 أطفال أشقاء، مصرعهم»
REACH = 8  # words that may stand between a verb and its subject
LONG_REACH = 12  # … or its object: «قتلت هجمات قوات النظام وروسيا على شمال غربي سوريا 66 شخصا»
Found = tuple[int, Predicate, int]  # place, what it says, first word after it


def predicate_run(reader: PhraseReader, place: int) -> list[Found]:
    """Predicates joined at a place: (place, what it says, first word after it)."""
    found: list[Found] = []
    at = place
    while at < len(reader.words) and reader.words[at].predicates:
        if found and not (reader.words[at].conjunction or reader.words[at - 1].text in _AND):
            break
        chosen = _chosen(reader, at)
        if chosen is None:
            break
        if found and _ALONE & {chosen[0].construction, found[-1][1].construction}:
            break  # «استشهادهما وإصابة سائق»: each has people of its own
        found.append((at, *chosen))
        at = chosen[1]
        if at < len(reader.words) and reader.words[at].text in _AND:
            at += 1
    return found


def _chosen(reader: PhraseReader, place: int) -> tuple[Predicate, int] | None:
    """Which reading of a predicate the words after it bear out, and where its phrase may begin."""
    if reader.words[place].text in _MANNER and place > 0 and reader.words[place - 1].noun is not None:
        return None  # «إصابة 25 شخصا باختناق ووفاة أم»: how they were hurt
    for predicate in reader.words[place].predicates:
        after = _borne_out(reader, place, predicate)
        if after is not None:
            return predicate, after
    return None


def _borne_out(reader: PhraseReader, place: int, predicate: Predicate) -> int | None:
    following = reader.words[place + 1 : place + 1 + REACH]
    if predicate.tail is not None:
        return _after_tail(reader, place, predicate)
    if predicate.construction == "verb_with_end":
        return place + 1 if tells(following, "end") or _ends_past_parts(reader, place + 1) else None
    if predicate.construction == "verb_under_rubble":
        return place + 1 if tells(following, "rubble") else None
    if predicate.construction == "driven":  # people forced to leave their homes
        return place + 1 if tells(following, "home") else None
    if predicate.construction == "life":
        return _past_lives(reader, place)
    if predicate.construction == "toll":
        if following and following[0].text == "ضحيه":  # «راح ضحية هذه الهجمات 33 شخصا»
            return next((at for at in range(place + 2, place + 2 + GENITIVE) if at in reader.quantity), None)
        return place + 2 if following and following[0].text.startswith("ضحيت") else None
    if predicate.outcome == "missing" and predicate.construction == "verb":
        people = reader.at(place + 1)
        others = people is not None and people.noun is None and reader.says_others(people)  # «وفقد ثالث»
        return place + 1 if people is not None and ((place + 1) in reader.quantity or others) else None
    if predicate.construction == "recovery" and tells(following, "alive"):
        return None
    return place + 1


def _past_lives(reader: PhraseReader, place: int) -> int | None:
    """Where the people of «أودى انفجار في سرمدا بحياة 39 مدنيا», «تودي بستة مدنيين» are named."""
    for at in range(place + 1, min(place + LIVES_REACH, len(reader.words))):
        word = reader.words[at]
        if word.text in _LIVES:
            return at + 1
        if at == place + 1 and word.text.startswith("ب") and reader.words[place].text.endswith(_TOOK):
            people = reader.at(at)
            return at if people is not None and people.outcome is None else None
        if word.text in STOPS or word.predicates:
            return None
    return None


def _ends_past_parts(reader: PhraseReader, start: int) -> bool:
    """Whether the second word of a verb stands past some of its people, a long name or a time.

    «لقي 7 مدنيين، بينهم 4 أطفال، مصرعهم», «لقي في ساعة متأخرة من ليل أمس قرابة 20 عسكريا مصرعهم».
    """
    words = reader.words[start : start + PARTS_REACH]
    ends = next((at for at, word in enumerate(words) if "end" in word.roles), 0)
    between = words[:ends]
    return ends > 0 and not any(word.predicates or word.text in STOPS for word in between)


def _after_tail(reader: PhraseReader, place: int, predicate: Predicate) -> int | None:
    """Where the people of a predicate of two words are named: after both, or between («تعرض 3 أطفال لإصابات»)."""
    if place + 1 < len(reader.words) and reader.words[place + 1].text == predicate.tail:
        return place + 2  # «تعرضوا لإصابات», who are no people told of
    told = reader.at(reader.times.get(place + 1, place + 1))
    if predicate.tail == ON and told is not None and (told.counted or told.who != "combatant"):
        return None  # «قضى 12 شخصا على طريق الباب»
    people = reader.at(place + 1) if predicate.construction != "active" else None
    first = place + 1 if people is None else people.last
    parts = people is not None and any(word.roles & SUBSETS for word in reader.words[first : first + 3])
    for at in range(first, min(first + (PARTS_REACH if parts else TAIL_REACH), len(reader.words))):
        word = reader.words[at]
        after = reader.words[at + 1].text if at + 1 < len(reader.words) else ""
        if word.text == ON and (after == "الاقل" or after in _BY):
            continue  # «قضى 41 مدنيا على الأقل», «قضى على يد مسلحين», who were not made short work of
        if predicate.tail == word.text or (predicate.tail == word.text.removeprefix("ال") and predicate.tail != ON):
            return at + 1 if people is None else place + 1
        if predicate.construction == "active" and "boundary" in word.roles:
            return None  # «قضى رجل في غارة على سرمين»
        if people is None and word.text.removeprefix("و").startswith(_LED_TO):
            return None  # «تعرضت البلدة لقصف أدى لإصابة مسنة»
    return None


def as_verb(reader: PhraseReader, run: list[Found]) -> Found | None:
    """The last of predicates read as a verb of what befell somebody, where it is written like another word.

    «جرح» was wounded, not the wounding; «خطفوا» were abducted, not abducted somebody.
    """
    place, chosen, after = run[-1]
    if chosen.construction not in ("masdar", "active", "life"):
        return None
    readings = reader.words[place].predicates
    verb = next((each for each in readings if each.construction == "verb" and each.tail is None), None)
    return (place, verb, after) if verb is not None and verb.outcome == chosen.outcome else None


def takes_before(found: Found) -> bool:
    return found[1].construction in ("verb", "verb_before", "verb_with_end", "verb_under_rubble", "driven")


def is_plural(verb: str) -> bool:
    """Whether a verb is of many, whom it follows: «قتلوا», and of women «قتلن»."""
    return verb.endswith("وا") or (verb.endswith("ن") and not verb.endswith(_NOT_OF_WOMEN))


def subject_follows(reader: PhraseReader, found: Found) -> bool:
    """Whether a singular verb has its subject right after it, so that it does not take the phrase before it."""
    text = reader.words[found[0]].text
    if is_plural(text) or (text.endswith("ا") and len(text) > 4):
        return False
    phrase = reader.at(found[2])
    return phrase is not None and not reader.words[found[2]].conjunction


def phrase_after(reader: PhraseReader, start: int, run: list[Found]) -> Phrase | None:
    """The phrase after a predicate, past light words, or past a stated subject or circumstance."""
    place = start
    if (struck := _after_doer(reader, start, run)) is not None:
        return struck
    if _assassins(reader, start, run):
        return None
    if place < len(reader.words) and reader.words[place].text in ("منهم", "بينهم"):
        place += 1  # «فقتل منهم شاب»
    for _ in range(10):
        if place >= len(reader.words):
            return None
        if (past := reader.times.get(place)) is not None:
            place = past  # «قتل قبل يومين المواطن خالد العلي»
            continue
        word = reader.words[place]
        phrase = reader.at(place)
        if phrase is not None and reader.words[place - 1].text in _BY:
            place = _past_hidden(reader, phrase.last)  # «قتل على يد مجهولين»
            continue
        if phrase is not None and not (word.conjunction and place == start and phrase.noun is None):
            return phrase
        if word.text not in _ALL and (named := _named_person(reader, place, run)) is not None:
            return named
        if place == start and (unlisted := reader.unlisted(place)) is not None:
            return unlisted
        if place == start and (of := _past_adjective(reader, place, run)) is not None:
            return of
        if not (word.roles & {"light", "end"} or word.text in GAP_MARKS or word.kind == "number" or word.text in _ALL):
            break
        if word.predicates:
            break
        place += 1
    if run[-1][1].construction in ("masdar", "losses") or place >= len(reader.words):
        return None
    relative = run[0][0] > 0 and reader.words[run[0][0] - 1].text in RELATIVES
    done = place  # the word after who did it: «على يد مسلحين مجهولين»
    of_act = start < len(reader.words) and reader.words[start].text.removeprefix("ال").startswith(_ACTS)
    reach = LONG_REACH if of_act else REACH
    for far in range(place, min(place + reach, len(reader.words))):
        word = reader.words[far]
        if word.text in STOPS or word.text == "وان" or word.predicates or word.roles & SUBSETS:
            return None  # «أصيبت في غارات وإن ممرضين اثنين قتلا»: what is said next
        if word.text in _ALL and (named := _named_person(reader, far + 2, run)) is not None:
            return named  # «قضى تحت التعذيب في سجون النظام كل من أحمد المحمد وخالد العلي»
        phrase = reader.at(far)
        if phrase is not None and reader.words[far - 1].text in _BY:
            done = _past_hidden(reader, far + 1)
        if far < done:
            continue
        if phrase is not None and phrase.counted and phrase.outcome is not None:
            return None  # «ارتقى في إدلب 12 شهيدا، وفي حلب 8»: told by their noun
        if phrase is None or phrase.outcome is not None:
            continue
        titled = phrase.low == 1 and phrase.definite and reader.named(phrase.last) is not None
        apt = not relative and (titled or not phrase.definite)  # «الذي قتل برصاص قناص»: its subject is before it
        if phrase.counted or (apt and phrase.noun is not None and not word.preposition):
            return phrase if _object(reader, far) else None
    return None


def _past_adjective(reader: PhraseReader, place: int, run: list[Found]) -> Phrase | None:
    """Whose an act is that an adjective tells more of: «إعدام ميداني لأكثر من 50 شخصا»."""
    after = reader.words[place + 1] if place + 1 < len(reader.words) else None
    if run[-1][1].construction != "masdar" or after is None or not after.text.startswith("ل"):
        return None
    people = reader.at(place + 1)
    return people if people is not None and people.outcome is None and people.counted else None


def _after_doer(reader: PhraseReader, start: int, run: list[Found]) -> Phrase | None:
    """Whom the doer after a predicate did it to: «اعتقال قسد لعدد من الأشخاص», «أعدم عناصر من قسد ثلاثة مدنيين»."""
    predicate, place = run[-1][1], _past_marks(reader, start)
    if place >= len(reader.words):
        return None
    both = any(each.construction in ("verb", "active") for each in reader.words[run[-1][0]].predicates)
    masdar = predicate.construction == "masdar" and not both  # «خطف مسلحون طبيبا»: a verb written like its noun
    if not masdar and not reader.words[run[-1][0]].text.removeprefix("و").startswith(TRANSITIVE):
        return None
    if reader.words[place].text in GROUPS and place not in reader.forces:
        named = _past_marks(reader, place + 1)
        place = named if named in reader.forces else place  # «قتل تنظيم "قسد" شابا»
    person = reader.words[place].person
    if place in reader.forces and (person is None or not masdar):
        end = _past_owner(reader, reader.forces[place])
    elif not masdar and reader.words[place].text in _STATES:
        end = place + 1  # «اغتالت إسرائيل القيادي في حزب الله علي حسن»
    elif not masdar and reader.words[place].text.removeprefix("ال").startswith(_HIDDEN):
        end = place + 1  # «اغتال مجهولون عنصرا»
    else:
        doer = None if masdar else reader.at(place)
        if doer is None or doer.counted or doer.who not in ("combatant", "person") or not _armed(reader, doer):
            return None
        if doer.definite and doer.modality == "exact" and reader.named(doer.last) is not None:
            return None  # «قتل القيادي أبو أحمد»: his name, not whom he killed
        end = _past_owner(reader, doer.last)
    end = _past_marks(reader, end) if masdar else _past_time(reader, _past_ride(reader, end))
    if end >= len(reader.words):
        return None
    if masdar and not reader.words[end].text.startswith("ل") and not _object_of_masdar(reader, run[-1][0], end):
        return None
    if masdar and reader.words[end].text == "ل":
        end += 1  # «اعتقال قوات النظام لـ 21 شخصا»
    victims = reader.at(end) if end < len(reader.words) else None
    victims = victims or (None if masdar or end >= len(reader.words) else reader.named(end) or reader.unlisted(end))
    if victims is None and not masdar and place in reader.forces:
        victims = _figure_alone(reader, end)
    joined = end < len(reader.words) and (reader.words[end].conjunction or reader.figure_joins(end))
    return None if joined else victims


def _object_of_masdar(reader: PhraseReader, place: int, end: int) -> bool:
    """Whether those after the doer of an act are whom it struck: «اعتقال قوات النظام شابين», «خطف مسلحين تاجرا»."""
    if not reader.words[place].text.startswith(_DONE_TO):
        return False
    people = reader.at(end)
    if people is None or people.outcome is not None or people.definite or reader.words[end].conjunction:
        return False
    return people.counted or people.modality == "exact"


def _figure_alone(reader: PhraseReader, place: int) -> Phrase | None:
    """Whom a figure counts right after who killed them: «قتلت القوات الروسية 3، بينهم سيدة»."""
    figure = reader.figure(place)
    if figure is None or figure.last >= len(reader.words):
        return figure
    after = reader.words[figure.last]
    return figure if after.kind == "mark" or after.roles & SUBSETS or after.text == "في" else None


def _assassins(reader: PhraseReader, start: int, run: list[Found]) -> bool:
    """Whether those right after «اغتال» are who did it, whoever they killed: «اغتال مجهولون متعاقدا مع فرع الأمن»."""
    if reader.words[run[-1][0]].text not in _MURDERED:
        return False
    doer = reader.at(_past_marks(reader, start))
    if doer is None or doer.counted or doer.definite or doer.modality != "unquantified":
        return False
    return _armed(reader, doer)


def _past_owner(reader: PhraseReader, place: int) -> int:
    """The word after whose the doers are: «عناصر التنظيم», «عناصر قسد», «مسلحون من العشيرة», «قناص تابع لقسد»."""
    if place < len(reader.words) and reader.words[place].text.startswith(BELONGING):
        return reader.forces.get(place + 1, place)
    if place in reader.forces:
        return reader.forces[place]
    if place + 1 in reader.forces and reader.words[place].text in QUOTES:
        return reader.forces[place + 1]  # «مسلحو "الجيش الحر"»
    at = place + 1 if place < len(reader.words) and reader.words[place].text == "من" else place
    owner = reader.words[at] if at < len(reader.words) else None
    if owner is None or owner.noun is not None or owner.predicates or owner.kind != "word":
        return place
    plural = owner.text.endswith("ون") and not owner.text.startswith("ي")  # no verb, «يستقلون»
    adjective = at == place and plural and place not in reader.quantity  # «مقاتلون محليون»
    return at + 1 if adjective or owner.text.startswith("ال") else place


def _past_ride(reader: PhraseReader, place: int) -> int:
    """The word after what doers rode: «اغتال مسلحون يستقلون دراجة نارية القيادي», «مسلحون على متن سيارة»."""
    first, second = (reader.words[at].text if at < len(reader.words) else "" for at in (place, place + 1))
    if not (first.startswith(_RIDING) or (first == "كانوا" and second.startswith(_RIDING)) or second in _MOUNTS):
        return place
    for at in range(place + 1, min(place + _RIDE, len(reader.words))):
        word = reader.words[at]
        if word.predicates or word.text in STOPS or "boundary" in word.roles:
            return place
        if reader.at(at) is not None or reader.named(at) is not None:
            return at
    return place


def _past_hidden(reader: PhraseReader, place: int) -> int:
    """The word after those who say that doers are unknown or masked: «مسلحين مجهولين ملثمين»."""
    while place < len(reader.words) and reader.words[place].text.startswith(_HIDDEN):
        place += 1
    return place


def _past_marks(reader: PhraseReader, place: int) -> int:
    while place < len(reader.words) and reader.words[place].text in GAP_MARKS:
        place += 1
    return place


def _past_time(reader: PhraseReader, place: int) -> int:
    """The word after a time set apart: «اغتال مسلحون، مساء أمس، المدعو "أحمد"»; «المدعو» (called) names nobody."""
    end = _past_marks(reader, place)
    while end < len(reader.words) and end - place <= _APART and (told := _past_aside(reader, end)) > end:
        end = _past_marks(reader, told)
    return _past_marks(reader, end + 1) if end < len(reader.words) and reader.words[end].text in CALLED else end


def _past_aside(reader: PhraseReader, place: int) -> int:
    """The word after a time, a manner or «خلال الحملة» (during …) that is told at a word; that word where none is."""
    if place in reader.times:
        return reader.times[place]
    after = reader.words[place + 1].text if place + 1 < len(reader.words) else ""
    if reader.words[place].text in _DURING and after.startswith("ال"):
        return place + 2
    return place + (reader.words[place].text in _TIMES_AND_MANNERS)


def _armed(reader: PhraseReader, phrase: Phrase) -> bool:
    words = [word.text for word in reader.words[phrase.first : phrase.last]]
    return phrase.who == "combatant" or any(word.startswith(("مسلح", *_HIDDEN)) for word in words)


def _object(reader: PhraseReader, place: int) -> bool:
    """Whether a phrase found at a distance is not governed by a preposition right before it."""
    before = reader.words[place - 1]
    return before.text not in ("من", "على", "في", "بين", "مع", "عن", "الى", "ضد", "بعد", "قبل", "خلال", "اكثر")


def _named_person(reader: PhraseReader, place: int, run: list[Found]) -> Phrase | None:
    if run[-1][1].outcome not in ("killed", "injured", "detained"):
        return None
    return reader.named(place)
