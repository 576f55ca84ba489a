"""Phrases joined by «و» (and) or a comma: «امرأة وطفلتين» a woman and two girls, two claims; «رجل وشاب» two men, one.

Kept out: which predicate governs them (``grammar``).
"""

from collections.abc import Collection, Container, Sequence

from pipeline.contracts import codes
from pipeline.extraction.grammar.phrases import Phrase, PhraseReader, is_unlisted
from pipeline.extraction.grammar.predicates import BELONGING, GROUPS
from pipeline.extraction.marks import OF_AGE, OF_THEM, QUOTES, STOPS, SUBSETS
from pipeline.values import replace

LONGEST_NAME = 7  # words of a name in brackets, or before an age
LONGEST_TITLE = 12  # words of an office and a name
PLACE_REACH = 10  # words of a place or an act between people told one after the other
_SETTLEMENTS = frozenset(("مدينه", "بلده", "قريه", "حي", "مخيم", "ناحيه", "محافظه"))
_BECAUSE = ("جراء", "نتيجه", "اثر", "بسبب")
_NO_PLACES = ("حال", "وقت", "يوم", "اليوم", "حين", "المئ", "المائ", "شهر", "عام", "صفوف")  # after «في», no place
_HURT = ("بجروح", "بجراح", "بحال", "بينهم", "بينها", "بينهن", "بعد")  # with wounds, among them, after: no place either
_SPANS = ("قبل", "بعد", "طوال", "طيله", "مده", "لمده")  # before a span of years that is no age
_REACHED = ("تتجاوز", "يتجاوز", "تبلغ", "يبلغ", "تكمل", "يكمل", "تتم", "يتم")  # after «لم», years that one has not
_AGED = OF_AGE | {"من"}
BESIDES = {"اضافه": "الي", "بالاضافه": "الي", "الي": "جانب", "فضلا": "عن"}  # besides: one more is told
_AND_ANOTHER = ("واخر", "واخري", "وواحد", "وواحده")  # «واحد على يد قسد، وآخر على يد الهيئة»
_MORE = ("مقابل", *BESIDES)
_ALONG = ("مع", "برفقه")  # «مع مرافقيه» with his companions
_WITNESSED = ("امام", "بحضور", "بوجود")  # before those who saw it
_ALLIED = ("الموالي", "المتحالف", "الحليف", "التابع")  # before whose a side is
_APPOSED = (",", "،", "(", ")", '"')  # between a person, his name and his office
_GUARDS = ("مرافق", "حارس")  # who goes with a fighter and guards him is one


def coordinated(reader: PhraseReader, phrase: Phrase, part: bool = False) -> list[Phrase]:
    """Phrases joined to one by «و» or a comma: «امرأة وطفلتين», «أربعة عسكريين سوريين وثلاثة مقاتلين»."""
    found: list[Phrase] = []
    last = phrase.last
    definite = phrase.definite and phrase.last == phrase.head + 1 and (phrase.low, phrase.high) == (1, 1)
    named = reader.named(last) is not None or _names_two(reader, phrase)
    told_apart = phrase.low != 1 and named  # «الطفلين عمر ومحمد»: who the two are
    while True:
        before = found[-1] if found else phrase
        joined = _joined(reader, last, part, phrase.outcome is None, definite)
        if joined is None and not part and _single(before):
            joined = _past_title(reader, last)
        if joined is None:
            return found
        if phrase.who == "combatant" and joined.noun is not None and joined.noun.lemma in _GUARDS:
            joined = replace(joined, who="combatant", noun=replace(joined.noun, who="combatant"))
        same_side = before.counted and before.who == joined.who == "combatant"
        of_them = same_side and joined.definite and not joined.counted  # «97 من قوات النظام والمسلحين الموالين لها»
        if not (of_them or (told_apart and joined.named)):
            found.append(joined)
        last = joined.last


def _names_two(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether two people are named of whom no list has the first: «الشقيقين وسيم وأنس الطحان»."""
    at = phrase.last + 1
    if phrase.counted or phrase.low != 2 or at >= len(reader.words) or not _may_name(reader, phrase.last):
        return False
    return conjoined(reader, at) and reader.named(at, joined=True) is not None


def told_elsewhere(reader: PhraseReader, last: int) -> Phrase | None:
    """Who is told of after the place of those before: «أصيب مدني في السكرية، وامرأة في الوحشية», «… و4 في حلب».

    A place, or means, stands after both, so that nobody else's clause is read.
    """
    if not tells_where(reader, last):
        return None
    for place in range(last + 1, min(last + PLACE_REACH, len(reader.words))):
        word = reader.words[place]
        if word.predicates or word.text in STOPS or word.text == "(" or word.roles & (SUBSETS | {"negator"}):
            return None
        if word.text == ":" and place + 1 in reader.quantity:
            return None  # «14 شخصا بألغام: 8 في دير الزور و4 في الرقة»: the parts
        if not (word.text.startswith("و") or conjoined(reader, place)):
            continue
        phrase = reader.at(place) or reader.another(place)
        if phrase is None or phrase.outcome is not None:
            continue  # «في السكرية والوحشية»
        one = phrase.noun is None or (phrase.noun.number in ("one", "two") and not phrase.definite)
        told = (phrase.counted or one) and tells_where(reader, phrase.last)
        return phrase if told and not _verb_follows(reader, phrase.last) else None
    return None


def _verb_follows(reader: PhraseReader, place: int) -> bool:
    """Whether people have a verb of their own after their place: «…، وامرأة في الوحشية أصيبت»."""
    for word in reader.words[place : place + PLACE_REACH]:
        if word.predicates:
            return not word.conjunction and word.predicates[0].construction == "verb"
        if word.text in STOPS or word.text in (",", "،"):
            return False
    return False


def at_a_place(reader: PhraseReader, place: int) -> bool:
    """Whether a settlement is named at a word as where some fell: «20 منهم في بلدة كفربطنا»."""
    where = [word.text for word in reader.words[place : place + 2]]
    return len(where) == 2 and where[0] == "في" and where[1] in _SETTLEMENTS


def told_by_doer(reader: PhraseReader, last: int) -> Phrase | None:
    """The next figure told by who did it or how: «30 على يد قوات النظام، و12 على يد قسد», «20 بالقصف و15 بغارات»."""
    if not tells_by(reader, last):
        return None
    for place in range(last + 1, min(last + PLACE_REACH, len(reader.words))):
        word = reader.words[place]
        if word.text in STOPS or word.roles & (SUBSETS | {"negator"}):
            return None
        if (place in reader.quantity or word.text in _AND_ANOTHER) and conjoined(reader, place):
            phrase = reader.at(place) or reader.figure(place) or reader.another(place)
            return phrase if phrase is not None and phrase.outcome is None and tells_by(reader, phrase.last) else None
        if word.predicates:
            return None
    return None


def tells_by(reader: PhraseReader, place: int) -> bool:
    """Whether a doer or means is told at a word: «على يد قسد», «برصاص قناص», «جراء القصف», «قتلتهم القوات»."""
    word, after = (reader.words[at] if at < len(reader.words) else None for at in (place, place + 1))
    if word is None or after is None:
        return False
    if word.text == "علي":
        return after.text in ("يد", "ايدي")
    pronoun = any(each.construction == "verb_before" for each in word.predicates)
    means = word.text.startswith("ب") and "boundary" in word.roles and not word.text.startswith(_HURT)
    return pronoun or means or word.text in _BECAUSE


def tells_where(reader: PhraseReader, place: int) -> bool:
    """Whether «في …» (in) or «بـ…» (in, by) begins at a word, and tells neither when nor how one is."""
    word, after = (reader.words[at] if at < len(reader.words) else None for at in (place, place + 1))
    if word is None or word.kind != "word" or word.predicates:
        return False
    if word.text == "في":
        return after is not None and after.kind == "word" and not after.text.startswith(_NO_PLACES)
    return len(word.text) > 3 and word.text.startswith("ب") and word.noun is None and not word.text.startswith(_HURT)


def _past_title(reader: PhraseReader, last: int) -> Phrase | None:
    """Who is joined past an office and a name: «زعيم التنظيم أبو إبراهيم القرشي و13 شخصا», «محمد الرفاعي ونجله»."""
    placed = False
    for place in range(last, min(last + LONGEST_TITLE, len(reader.words))):
        word = reader.words[place]
        along = word.text in _ALONG and place + 1 < len(reader.words)
        at = place + along
        if (along or conjoined(reader, at)) and (at in reader.quantity or reader.words[at].possessed):
            joined = reader.at(at)
            if joined is None or joined.outcome is not None or not _companions(reader, joined, along):
                return None
            apart = placed and (tells_where(reader, joined.last) or _verb_follows(reader, joined.last))
            return None if apart or _verb_of_its_own(reader, joined) else joined
        placed = placed or tells_where(reader, place)  # «مقتل رئيس المجلس المحلي في تلبيسة وأربعة موظفين»
        if word.predicates or word.text in STOPS or (word.kind == "mark" and word.text not in _APPOSED):
            return None
        if word.text.startswith(_WITNESSED):
            return None  # «أمام زوجها وطفليها»
        if "boundary" in word.roles and not tells_where(reader, place):
            return None
    return None


def _companions(reader: PhraseReader, joined: Phrase, along: bool) -> bool:
    """Whether people are counted, or told as one's own; with «مع» (with) only as one's own: «مع ثلاثة من عناصره»."""
    if along or not joined.counted:
        return joined.noun is not None and reader.words[joined.head].possessed
    return joined.noun is not None or joined.who is not None or reader.says_others(joined)


def _joined(reader: PhraseReader, last: int, part: bool, company: bool, definite: bool) -> Phrase | None:
    """The phrase joined to what ends at ``last``; in ``company``, also by «مع» (with)."""
    last = _past_name(reader, last)
    for place in range(last, min(last + 5, len(reader.words))):
        word = reader.words[place]
        if word.predicates or word.text in STOPS or word.text == "(" or word.roles & (SUBSETS | {"negator"}):
            return None
        if place == last + 4 and not (reader.words[place - 1].text in (",", "،") or word.text in _MORE):
            return None
        if word.text in (",", "،") and place + 1 < len(reader.words) and reader.words[place + 1].text in _MORE:
            continue  # «34 من قوات النظام، مقابل 21 من الفصائل», «6 مدنيين، إضافة إلى طفل»
        comma = word.text in (",", "،", "مقابل")  # «مقتل 3 من قوات النظام مقابل 5 من الفصائل»
        along = company and word.text in _ALONG and all(map(reader.name_part, reader.words[last:place]))
        after = reader.words[place + 1].text if place + 1 < len(reader.words) else ""
        besides = BESIDES.get(word.text) == after
        at = place + 2 if besides else place + 1 if word.text == "و" or comma or along else place
        if comma and at < len(reader.words) and reader.words[at].text == "و":
            at += 1  # «45 طفلا، و20 امرأة»
        if at >= len(reader.words) or reader.words[at].predicates:
            return None
        if not (at > place or conjoined(reader, at)):
            if "boundary" in word.roles or (word.person is not None and not word.definite):
                return None  # «3 آخرين طفلة وشابين»: who they are, one by one
            continue
        phrase = reader.at(at) or reader.named(at if reader.words[at].text != "و" else at + 1, joined=True)
        phrase = as_people(reader, phrase) if phrase is not None and not part else phrase
        if comma and not (conjoined(reader, at) or (phrase is not None and (phrase.counted or part))):
            return None
        if (
            phrase is None
            or phrase.outcome is not None
            or (phrase.noun is None and not phrase.counted and not phrase.named)
        ):
            return None
        possessed = reader.words[phrase.head].possessed
        if along and not possessed and not phrase.counted:
            return None  # «مع عناصر» is in whose company they were
        titled = reader.named(phrase.last) is not None  # «السائق خالد درويش والمزارع محمد الحسن»
        if titled and phrase.definite and at == last and reader.words[last - 1].definite:
            return None  # «الصحفي والناشط محمد الخالد» is one person
        if phrase.last < len(reader.words) and reader.words[phrase.last].text in OF_THEM:
            return None  # «قتل سبعة، ستة منهم مدنيون»: a part
        both = definite and reader.words[phrase.head].person is not None and conjoined(reader, at)  # «الأب والأم»
        if phrase.definite and not (both or possessed or phrase.counted or phrase.named or titled or part):
            return None
        return phrase if part or not _verb_of_its_own(reader, phrase) else None
    return None


def as_people(reader: PhraseReader, phrase: Phrase) -> Phrase:
    """People who are called displaced, and of whom something else is told: «مقتل امرأة و6 نازحين»."""
    person = reader.words[phrase.head].person if phrase.outcome == "displaced" and phrase.head >= 0 else None
    return phrase if person is None else replace(phrase, noun=person, who=person.who)


def _past_name(reader: PhraseReader, last: int) -> int:
    """The word after a name in brackets, or after an age: «الشاب (محمد العلي) وشخص آخر», «خالد درويش 45 عاما وابنه»."""
    opened = last = _past_side(reader, _past_force(reader, _past_rank(reader, last)))
    if (aged := _past_age(reader, last) or _past_years(reader, last)) is not None:
        return aged
    while opened < min(last + 4, len(reader.words)) and _may_name(reader, opened):
        opened += 1
    if opened >= len(reader.words) or reader.words[opened].text != "(":
        return last
    for place in range(opened + 1, min(opened + LONGEST_NAME, len(reader.words))):
        if reader.words[place].text == ")":
            inside = reader.words[opened + 1 : place]
            age = bool(inside) and inside[0].kind == "number" and len(inside) <= 2
            known = all(map(reader.name_part, reader.words[last:opened]))
            years = age and len(inside) == 2 and "age" in inside[1].roles  # «هيفا السلوم (9 سنوات)», whatever her name
            return place + 1 if years or (known and (age or reader.named(opened) is not None)) else last
    return last


def _may_name(reader: PhraseReader, place: int) -> bool:
    """Whether a word may be part of a name that no list has."""
    word = reader.words[place]
    return is_unlisted(word) or reader.name_part(word)


def _past_age(reader: PhraseReader, last: int) -> int | None:
    """The word after an age without brackets that follows a name: «شهد شيخ علي 12 عاما», «هند البالغة 25 عاما»."""
    for at in range(last, min(last + LONGEST_NAME, len(reader.words))):
        years = reader.quantity.get(at)
        if years is not None:
            aged = years.last < len(reader.words) and "age" in reader.words[years.last].roles
            return years.last + 1 if aged and at > last else None
        word = reader.words[at]
        if word.text in _AGED:
            continue
        spans = "boundary" in word.roles or word.text in _SPANS
        if word.kind != "word" or word.predicates or spans or conjoined(reader, at) or word.text in STOPS:
            return None
    return None


def _past_years(reader: PhraseReader, last: int) -> int | None:
    """The word after years told of people: «دون سن الثامنة عشرة», «لم تتجاوز الرابعة», «في الخامسة من عمرها»."""
    texts = [word.text for word in reader.words[last : last + LONGEST_NAME]] + [""] * LONGEST_NAME
    if texts[0] == "في" and texts[2] == "من" and texts[3].startswith("عمر"):
        return last + 4
    if texts[0] in ("دون", "تحت"):
        at = 1 + (texts[1] == "سن")
    elif texts[0] == "لم" and texts[1].startswith(_REACHED):
        at = 2 + texts[2].startswith(("عمر", "سن"))
    else:
        return None
    if not (last + at in reader.quantity or texts[at].startswith("ال")):
        return None
    at = reader.quantity[last + at].last - last if last + at in reader.quantity else at + 1
    at += texts[at].startswith("عشر")
    at += last + at < len(reader.words) and "age" in reader.words[last + at].roles
    return last + at + 2 * (texts[at] == "من" and texts[at + 1].startswith("عمر"))


def _past_force(reader: PhraseReader, last: int) -> int:
    """The word after the force that one serves in, and his name: «القيادي في قسد أبو خالد مع اثنين من مرافقيه»."""
    within = last + 1 < len(reader.words) and reader.words[last].text in ("في", "لدي") and last + 1 in reader.forces
    if not within:
        return last
    end = reader.forces[last + 1]
    name = reader.named(end)
    return name.last if name is not None else end


def _past_side(reader: PhraseReader, last: int) -> int:
    """The word after the side of fighters and whose ally it is: «من قوات الدفاع الوطني الموالية للنظام وأربعة»."""
    first, second = (reader.words[at].text if at < len(reader.words) else "" for at in (last, last + 1))
    ranked = first == "في" and second == "صفوف"
    named = last + (2 if ranked else first == "من" or first.startswith(BELONGING))
    named += named > last and named < len(reader.words) and reader.words[named].text == "ل"  # «تابعين لـ"قسد"»
    grouped = named < len(reader.words) and named not in reader.forces and reader.words[named].text in GROUPS
    named = reader.past_quote(named + grouped)
    joined = named < len(reader.words) and conjoined(reader, named)  # «ثلاث نساء ومسلحين اثنين»
    at = last if joined else reader.forces.get(named, last)
    if at > last and (quoted := reader.past_quote(at)) > at and quoted in reader.forces:
        at = reader.forces[quoted]  # «عنصران من قوات سوريا الديمقراطية "قسد" وثلاثة مدنيين»
    if at > named and at < len(reader.words) and reader.words[at].text in QUOTES:
        at += 1  # «تسعة من عناصر «قسد» و15 من مسلحي «داعش»»
    if at == last or at >= len(reader.words) or not reader.words[at].text.startswith(_ALLIED):
        return at
    after = reader.words[at + 1 : at + 2]
    return at + 2 if after and after[0].text.startswith("ل") else at


def _past_rank(reader: PhraseReader, last: int) -> int:
    """The word after a rank: «ضابط برتبة عقيد وعنصرين», an officer with the rank of colonel and two men."""
    if last + 1 < len(reader.words) and reader.words[last].text == "برتبه":
        return last + 2
    return last


def conjoined(reader: PhraseReader, place: int) -> bool:
    """Whether a word begins with «و» (and), or one stands before it."""
    word = reader.words[place]
    if word.text.startswith("و") and word.text[1:] in reader.names and word.text not in reader.names:
        return True  # «محمد العلي وحمد الخلف»
    if word.conjunction or (place > 0 and reader.words[place - 1].text == "و"):
        return True
    return reader.figure_joins(place)


def _verb_of_its_own(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether a coordinated phrase opens a clause with its own predicate («و12 بينهم طفلان قتلوا»)."""
    if phrase.last >= len(reader.words):
        return False
    word = reader.words[phrase.last]
    return bool(word.predicates) and not word.conjunction and word.predicates[0].construction == "verb"


def merged(phrases: Sequence[Phrase], of: Container[str] = codes.WHO, forces: Collection[int] = ()) -> list[Phrase]:
    """Single persons of one class, of those given, named one after the other are one figure: «رجل وشاب», two people.

    Fighters whose side, one of the ``forces``, is named between are none: «عنصر من قسد وجندي من الجيش».
    """
    merged: list[Phrase] = []
    for phrase in phrases:
        before = merged[-1] if merged else None
        same = before is not None and before.who == phrase.who and (phrase.who is None or phrase.who in of)
        sided = before is not None and any(before.first <= force < phrase.first for force in forces)
        if before is not None and same and _single(before) and _single(phrase) and not sided:
            total = (before.low or 0) + (phrase.low or 0)
            merged[-1] = replace(before, last=phrase.last, low=total, high=total)
        else:
            merged.append(phrase)
    return merged


def _single(phrase: Phrase) -> bool:
    return not phrase.counted and phrase.modality == "exact" and (phrase.noun is not None or phrase.named)
