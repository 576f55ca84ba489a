"""The casualty lexicon: person nouns, victim nouns, outcome predicates and context words, with every form they take.

The words are data in ``seeds/lexicons``; the inflections that Arabic forms regularly (dual, tanwin, clitics, possessive
endings) are made here. Kept out: how words combine (``phrases``, ``grammar``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter
from pathlib import Path
from typing import Literal, get_args

from pipeline.arabic.fold import fold_word
from pipeline.arabic.memo import Memo
from pipeline.arabic.patterns import any_of
from pipeline.arabic.tokens import Kind, Tokens, tokenize
from pipeline.contracts import codes
from pipeline.extraction.marks import SUBSETS
from pipeline.lexicon import coded, read_rows
from pipeline.project import SEEDS
from pipeline.values import replace, value

Number = Literal["one", "two", "many", "many_or_two"]
Construction = Literal[
    "masdar",
    "pronoun",
    "verb",
    "verb_with_end",
    "verb_under_rubble",
    "active",
    "life",
    "toll",
    "recovery",
    "driven",
    "verb_before",
    "losses",
    "lost",
    "mourns",
    "fell",
]

# fmt: off
ROLES = frozenset((
    "negator", "bridge", "irrealis", "subset", "mostly", "most_of", "entirely", "some", "one", "being", "light",
    "toll_noun", "toll_rises", "toll_verb", "rubble", "end", "animal", "natural", "age", "boundary", "other",
    "ranks", "one_of", "rescue", "recovery", "alive", "wave", "home", "denial", "feared", "standing", "scored",
    "whether", "crime", "private", "on", "mourned", "effect", "except", "attempt", "half", "alike", "two_of",
))
# fmt: on


_OPENING = SUBSETS | {"one_of", "other", "most_of"}  # roles of words with which people may begin to be named
_FIVE_NOUNS = frozenset(("اخا", "ابا", "حما"))  # «أخاه» is his brother, no two
_SHORT = re.compile("(?P<and>و?)(?P<the>(?:ال)?)(?P<stem>..)")  # nouns too short for the clitics of others
# roles that a word keeps after a preposition: «تسبب بحركة نزوح», «جثة تعود لأحد العناصر», «بكورونا», «بمشاجرة»
_AFTER_PREPOSITION = frozenset(("wave", "one_of", "natural", "private", "crime"))

ON = "علي"  # «على» on, and the name Ali, folded alike


@value(frozen=True, slots=True)
class Noun:
    """A noun for people: what class they are of, how many the form names, and the outcome it implies, if any."""

    lemma: str
    who: str
    number: Number
    outcome: str | None = None
    collective: bool = False
    bare: bool = True
    nationality: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that says what people suffered, and how they stand to it. ``tail`` is the word that must follow."""

    outcome: str
    construction: Construction
    tail: str | None = None


@value(frozen=True, slots=True)
class Word:
    """A folded word, number or mark with what the lexicon knows of it, the same wherever it stands.

    ``opens`` tells whether a predicate, people or a part of them may begin here, numbers apart; ``unsettled`` whether
    the word after it or its own last letter, as written, may make another word of it.
    """

    text: str
    kind: Kind
    conjunction: bool = False
    preposition: str = ""
    definite: bool = False
    possessed: bool = False
    person: Noun | None = None
    victim: Noun | None = None
    predicates: tuple[Predicate, ...] = ()
    roles: frozenset[str] = frozenset()
    opens: bool = False
    unsettled: bool = False

    @property
    def noun(self) -> Noun | None:
        """The victim noun or person noun it is."""
        return self.victim or self.person

    @property
    def may_be_his(self) -> bool:
        """Whether the «ه» in which it ends may be «his» as well as «ة»: «شقيقه» his brother, «شقيقة» a sister."""
        return self.person is not None and self.text.endswith("ه") and not self.possessed and not self.definite

    @property
    def may_be_two(self) -> bool:
        """Whether it may name two people as well as many: «مدنيين»."""
        return self.noun is not None and self.noun.number == "many_or_two"


_UNSETTLED = attrgetter("unsettled")


def tells(words: Iterable[Word], role: str) -> bool:
    """Whether one of some words has a role."""
    for word in words:  # noqa: SIM110 - these are a few words each, for which a generator costs more than the loop
        if role in word.roles:
            return True
    return False


@dataclass(slots=True)
class CasualtyLexicon:
    """Folded forms to entries; ``word`` reads a token's text with them, ``words`` tokens.

    ``pairs`` are nouns for people in two words, by the first and the second: «رجل إطفاء».

    ``his`` reads a word that folding took for a feminine noun as a masculine one with «ه» (his), where there is one;
    ``on`` is the preposition «على».
    """

    persons: Mapping[str, Noun]
    pairs: Mapping[str, Mapping[str, Noun]]
    victims: Mapping[str, Noun]
    predicates: Mapping[str, tuple[Predicate, ...]]
    roles: Mapping[str, frozenset[str]]
    trigger: re.Pattern[str]
    word: Memo[Word] = field(init=False)
    his: Memo[Word | None] = field(init=False)
    on: Word = field(init=False)
    ali: Word = field(init=False)
    _is_casualty: Memo[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.word = Memo(self._analyse)
        self.his = Memo(self._read_as_his)
        self.on = replace(self.word[ON], roles=self.word[ON].roles | {"on"})
        self.ali = replace(self.word[ON], roles=frozenset[str]())
        self._is_casualty = Memo(lambda word: self.trigger.search(word) is not None)

    @classmethod
    def load(cls, folder: Path = SEEDS / "lexicons") -> "CasualtyLexicon":
        """Read persons.csv, victims.csv, predicates.csv and context.csv; LexiconError names file and line."""
        path = folder / "persons.csv"
        columns, required = ("singular", "plural", "who", "number", "example"), ("singular", "who", "example")
        people = read_rows(path, columns, required=required)
        persons, pairs = _nouns(path, people), _pairs(people)
        victims = _victims(folder / "victims.csv")
        predicates = _predicates(folder / "predicates.csv")
        roles = _roles(folder / "context.csv")
        stems = {*victims, *predicates, *(word for word, found in roles.items() if "rubble" in found)}
        return cls(persons, pairs, victims, predicates, roles, _trigger(stems))

    def words(self, tokens: Tokens) -> tuple[list[Word], list[int]]:
        """The tokens with what is known of each, and where words stand that are unsettled."""
        found = list(map(self.word.__getitem__, tokens.texts))
        unsettled = list(compress(range(len(found)), map(_UNSETTLED, found)))
        for at in unsettled:
            one, named = found[at], self.pairs.get(found[at].text)
            if named is None or at + 1 == len(found):
                continue
            if (noun := named.get(found[at + 1].text.removeprefix("ال"))) is not None:
                found[at] = replace(one, conjunction=one.text.startswith("و"), person=noun, opens=True)
        return found, unsettled

    def tells_casualty(self, text: str, start: int, end: int) -> bool:
        """Whether a casualty word, perhaps with more letters after it, stands between two offsets of a folded text."""
        return any(map(self._is_casualty.__getitem__, text[start:end].split()))

    def _analyse(self, text: str) -> Word:
        """What is known of a word wherever it stands."""
        word = self._first_reading(text)
        unsettled = word.may_be_his or word.may_be_two or text == ON or text in self.pairs
        return replace(word, unsettled=True) if unsettled else word

    def _first_reading(self, text: str) -> Word:
        """The first reading with the fewest clitics taken off that the lexicon has."""
        kind = tokenize(text).kind(0)
        if kind != "word":
            return Word(text, kind)
        for stem, conjunction, preposition, definite in _strippings(text):
            found = self._look_up(text, stem, conjunction, preposition, definite)
            if found is not None:
                return found
        short = _SHORT.fullmatch(text)
        if short is not None and short["stem"] in self.persons:  # «أب وأم», «الأب والأم»
            person = self.persons[short["stem"]]
            return Word(text, kind, bool(short["and"]), definite=bool(short["the"]), person=person, opens=True)
        return Word(text, kind)

    def _look_up(self, text: str, stem: str, conjunction: bool, preposition: str, definite: bool) -> Word | None:
        person, victim, possessed = self.persons.get(stem), self.victims.get(stem), False
        predicates = self.predicates.get(stem, ())
        if definite:
            predicates = tuple(predicate for predicate in predicates if predicate.tail is not None)
        roles = self.roles.get(("ال" if definite else "") + stem, frozenset())
        if preposition:
            roles &= _AFTER_PREPOSITION
        if person is None and victim is None and not predicates and not roles and not definite:
            person, possessed = self._possessed(stem)
        if person is None and victim is None and not predicates and not roles:
            return None
        opens = bool(person or victim or predicates or roles & _OPENING)
        return Word(
            text, "word", conjunction, preposition, definite, possessed, person, victim, predicates, roles, opens
        )

    def _read_as_his(self, text: str) -> Word | None:
        word = self.word[text]
        stem = word.text.removeprefix("و") if word.conjunction else word.text
        noun, possessed = self._possessed(stem.removeprefix(word.preposition))
        return replace(word, person=noun, possessed=True) if possessed else None

    def _possessed(self, stem: str) -> tuple[Noun | None, bool]:
        """A person noun with a possessive ending: «زوجته» his wife, «طفليها» her two children."""
        for ending in ("هما", "هم", "هن", "ها", "نا", "ه"):
            if stem.endswith(ending) and len(stem) - len(ending) >= (3 if ending == "نا" else 2):  # «آمنا» is safe
                bare = stem[: -len(ending)]
                if bare.endswith("ا") and bare not in _FIVE_NOUNS and (two := self._two(bare)) is not None:
                    return two, True  # «ابناه» his two sons
                for form in (bare, bare[:-1] + "ه" if bare.endswith("ت") else bare):
                    if form in self.persons:
                        return self.persons[form], True
                if bare.endswith("ي") and (two := self._two(bare)) is not None:
                    return two, True
        return None, False

    def _two(self, bare: str) -> Noun | None:
        """The noun of two people that a form without its last letter is of: «طفلي», of «طفلين»."""
        noun = self.persons.get(bare + "ن")
        return noun if noun is not None and noun.number == "two" else None


def _strippings(text: str) -> Iterable[tuple[str, bool, str, bool]]:
    """A word with fewer and fewer clitics: (stem, conjunction, preposition, definite)."""
    yield text, False, "", False
    for conjunction in (False, True):
        if conjunction:
            if len(text) < 4 or text[0] not in "وف":
                return
            rest = text[1:]
            yield rest, True, "", False
        else:
            rest = text
        if rest.startswith("ال") and len(rest) > 4:
            yield rest[2:], conjunction, "", True
        if rest.startswith("لل") and len(rest) > 4:
            yield rest[2:], conjunction, "ل", True
        if len(rest) > 3 and rest[0] in "بلك":
            yield rest[1:], conjunction, rest[0], False
            if rest[1:3] == "ال" and len(rest) > 5:
                yield rest[3:], conjunction, rest[0], True


IN_SERVICE = ("combatant", "medic_or_rescuer", "journalist")  # whose own are told after them, and mourn them in public
_SOUND_PLURALS = ("ون", "ين")  # which lose their «ن» before whose people they are


def _nouns(path: Path, rows: Sequence[dict[str, str]]) -> dict[str, Noun]:
    """The nouns of one word of persons.csv, by every form."""
    forms: dict[str, Noun] = {}
    for row in rows:
        if row["who"] == "place":
            continue  # a row that keeps a look-alike («مدرسة» school) from being read as a person
        coded(path, row, "who", codes.WHO)
        if " " in row["singular"]:
            continue  # of two words (``_pairs``)
        for form, number in _forms(row["singular"], row["plural"]):
            collective = row["number"] == "collective"
            noun = Noun(
                fold_word(row["singular"]),
                row["who"],
                number,
                None,
                collective,
                row["number"] != "cases",
                row["number"] == "nationality",
            )
            forms.setdefault(form, noun)
            if row["who"] in IN_SERVICE and number != "two" and form.endswith(_SOUND_PLURALS):
                forms.setdefault(form[:-1], replace(noun, number="many"))  # «عسكريي الجيش», before whose they are
    for row in rows:
        if row["who"] == "place":
            for form, _ in _forms(row["singular"], row["plural"]):
                forms.pop(form, None)
    return forms


def _pairs(rows: Sequence[dict[str, str]]) -> dict[str, dict[str, Noun]]:
    """The nouns of two words; the first has its dual before the second: «رجلي إطفاء»."""
    pairs: dict[str, dict[str, Noun]] = defaultdict(dict)
    for row in rows:
        head, _, tail = fold_word(row["singular"]).partition(" ")
        if not tail:
            continue
        plurals = {fold_word(form).partition(" ")[0]: "many" for form in row["plural"].split("|") if form}
        forms = {head: "one", f"{head}ي": "two", f"{head}ا": "two"} | plurals
        for form, number in forms.items():
            pairs[form][tail] = pairs[f"و{form}"][tail] = Noun(head, row["who"], number)  # type: ignore[arg-type]
    return pairs


def _victims(path: Path) -> dict[str, Noun]:
    forms: dict[str, Noun] = {}
    for row in read_rows(
        path,
        ("singular", "plural", "outcome", "who", "bare", "example"),
        required=("outcome", "who", "bare", "example"),
    ):
        coded(path, row, "outcome", codes.OUTCOME)
        lemma = fold_word(row["singular"] or row["plural"])
        for form, number in _forms(row["singular"], row["plural"]):
            forms.setdefault(form, Noun(lemma, row["who"], number, row["outcome"], bare=row["bare"] == "yes"))
        if lemma.endswith("ه"):  # «جثتي شابين», of two
            for form in (f"{lemma[:-1]}تي", f"{lemma[:-1]}تا"):
                forms.setdefault(form, Noun(lemma, row["who"], "two", row["outcome"], bare=row["bare"] == "yes"))
    return forms


def _forms(singular: str, plurals: str) -> list[tuple[str, Number]]:
    """The forms of a noun: singular with and without tanwin, the dual in both cases, and the plurals listed."""
    one = fold_word(singular)
    many = [fold_word(form) for form in plurals.split("|") if form]
    many += [form[:-1] + "ئ" for form in many if form.endswith("اء")]  # «أشقائه» his brothers, of «أشقاء»
    forms: list[tuple[str, Number]] = [(one, "one")] if one else []
    if one and " " not in one:
        stem = one[:-1] + "ت" if one.endswith("ه") else one
        if not one.endswith(("ه", "ا")):
            forms.append((one + "ا", "one"))
        for ending in ("ان", "ين"):
            form = stem + ending
            forms.append((form, "many_or_two" if form in many else "two"))
    broken = [form + "ا" for form in many if not form.endswith(("ون", "ين", "ات", "ه", "ا", "ي"))]
    return forms + [(form, "many") for form in [*many, *broken] if (form, "many_or_two") not in forms]


def _predicates(path: Path) -> dict[str, tuple[Predicate, ...]]:
    forms: dict[str, list[Predicate]] = defaultdict(list)
    for row in read_rows(path, ("forms", "outcome", "construction", "example")):
        coded(path, row, "outcome", codes.OUTCOME)
        coded(path, row, "construction", get_args(Construction))
        for form in row["forms"].split("|"):
            head, _, tail = fold_word(form).partition(" ")
            forms[head.removeprefix("ال") if tail else head].append(
                Predicate(row["outcome"], row["construction"], tail or None)  # type: ignore[arg-type]
            )
    return {form: tuple(sorted(found, key=lambda predicate: predicate.tail is None)) for form, found in forms.items()}


def _roles(path: Path) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(path, ("words", "role", "example")):
        coded(path, row, "role", sorted(ROLES))
        for word in row["words"].split("|"):
            forms[fold_word(word)].add(row["role"])
    return {form: frozenset(found) for form, found in forms.items()}


def _trigger(stems: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds a casualty word, with or without clitics, anywhere in a folded text."""
    found = sorted({stem for stem in stems if len(stem) > 1})
    return re.compile(rf"\b(?:[وف]?[بلكس]?(?:ال|لل)?){any_of(found)}")
