"""Quantities: a number or a vague word with the bounds and hedges around it, as an interval and a modality.

The bounds are those of the annotation guidelines (rule N1); the wordings are in ``seeds/lexicons/quantities.csv``.
Kept out: what is counted, and which outcome it suffered (``extraction``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Literal, cast, get_args

from pipeline.arabic.fold import fold_word
from pipeline.arabic.numerals import Number, numbers
from pipeline.arabic.tokens import Tokens
from pipeline.lexicon import LexiconError, converted, read_rows
from pipeline.project import SEEDS
from pipeline.values import replace, value

Modality = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague", "unquantified"]

PATH = SEEDS / "lexicons" / "quantities.csv"
_COLUMNS = ("text", "kind", "modality", "low", "high", "example")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "وب", "ول", "فال", "وبال", "ولل")
_FILLERS = frozenset({"ال", "ب", "ل", '"', "(", "'", "عن"})
REACH = 5  # words that may stand between a verb («تجاوز», exceeded) and the figure it bounds


@value(frozen=True, slots=True)
class Quantity:
    """A quantity at tokens ``first`` to ``last`` (exclusive), hedge included; an open bound is None."""

    first: int
    last: int
    modality: Modality
    low: int | None
    high: int | None


@value(frozen=True, slots=True)
class Hedge:
    """A bound that follows what is counted («7 مدنيين على الأقل», at least), at tokens ``first`` to ``last``."""

    first: int
    last: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Wording:
    modality: Modality
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    before: dict[tuple[str, ...], Modality]
    before_ends: frozenset[str]  # the last words of those
    verbs: dict[str, Modality]
    after: dict[str, list[tuple[tuple[str, ...], Modality]]]
    words: dict[str, list[tuple[tuple[str, ...], _Wording]]]
    changes: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    """The wordings of ``quantities.csv``, by their first word; LexiconError where a row cannot be used."""
    modalities = {name: name for name in get_args(Modality)} | {"": ""}
    before: dict[tuple[str, ...], Modality] = {}
    verbs: dict[str, Modality] = {}
    after: dict[str, list[tuple[tuple[str, ...], Modality]]] = {}
    words: dict[str, list[tuple[tuple[str, ...], _Wording]]] = {}
    changes: set[str] = set()
    for row in read_rows(PATH, _COLUMNS, required=("text", "kind", "example"), unique=("text", "kind")):
        phrase = tuple(fold_word(row["text"]).split())
        named = converted(PATH, row, "modality", modalities.__getitem__, "a modality of the guidelines, or nothing")
        modality = cast(Modality, named)
        if row["kind"] == "before":
            before.update({(clitic + phrase[0], *phrase[1:]): modality for clitic in _CLITICS})
        elif row["kind"] == "verb":
            verbs.update({clitic + phrase[0]: modality for clitic in ("", "و", "ف")})
        elif row["kind"] == "after":
            after.setdefault(phrase[0], []).append((phrase, modality))
        elif row["kind"] == "change":
            changes.update(clitic + phrase[0] for clitic in ("", "و", "ف", "ب"))
        elif row["kind"] == "word":
            low = converted(PATH, row, "low", int, "a whole number")
            high = converted(PATH, row, "high", int, "a whole number") if row["high"] else None
            for clitic in _CLITICS if phrase[0] != "احد" else ("", "و", "ب", "ل", "ف"):
                listed = words.setdefault(clitic + phrase[0], [])
                listed.append((phrase[1:], _Wording(modality, low, high)))
        else:
            raise LexiconError(PATH, int(row["line"]), f"kind is {row['kind']!r}", "see the other rows for the kinds")
    for listed in words.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return _Lexicon(before, frozenset(phrase[-1] for phrase in before), verbs, after, words, frozenset(changes))


def bounds(modality: Modality, value: int) -> tuple[int | None, int | None]:
    """The inclusive bounds of a figure under a hedge, as the guidelines' table has them."""
    if modality == "at_least":
        return value, None
    if modality == "more_than":
        return value + 1, None
    if modality == "at_most":
        return None, value
    if modality == "less_than":
        return None, max(value - 1, 0)
    return value, value


def quantities(tokens: Tokens) -> list[Quantity]:
    """Every quantity of a sentence, in order: figures with their hedges, ranges, vague and unquantified words.

    Ordinals, years, times and the like are no quantities. Whether a quantity counts people is not decided here.
    """
    counted = [number for number in numbers(tokens) if not number.ordinal]
    lexicon = _lexicon().words
    worded = list(compress(range(len(tokens.texts)), map(lexicon.__contains__, tokens.texts)))
    found: list[Quantity] = []
    position = 0
    index = 0
    while index < len(counted):
        number = counted[index]
        found.extend(_worded(tokens, worded, position, number.first))
        ranged = _range(tokens, number, counted[index + 1]) if index + 1 < len(counted) else None
        quantity = ranged or _hedged(tokens, number)
        few = _few_and_ten(tokens, number)
        if few is not None:
            found.pop()  # «بضع», some, was read alone
            quantity = few
        found.append(quantity)
        position = quantity.last
        index += 2 if ranged else 1
    found.extend(_worded(tokens, worded, position, len(tokens.texts)))
    return _without_overlaps(found)


def trailing_hedge(tokens: Tokens, index: int) -> Hedge | None:
    """The hedge that starts at a token, after a figure or what it counts («على الأقل», at least); None if none does."""
    if index >= len(tokens.texts):
        return None
    for phrase, modality in _lexicon().after.get(tokens.texts[index], ()):
        if tuple(tokens.texts[index : index + len(phrase)]) == phrase:
            return Hedge(index, index + len(phrase), modality)
    return None


def hedged(quantity: Quantity, hedge: Hedge) -> Quantity:
    """A quantity under a hedge that follows it. Vague, ranged and unquantified ones, and closed bounds, stay."""
    if quantity.modality not in ("exact", "about") or quantity.low is None:
        return quantity
    low, high = bounds(hedge.modality, quantity.low)
    return replace(quantity, modality=hedge.modality, low=low, high=high)


def _hedged(tokens: Tokens, number: Number) -> Quantity:
    first, modality = _hedge_before(tokens, number.first)
    last = number.last
    if modality is None or modality == "about":
        trailing = trailing_hedge(tokens, last)
        if trailing is not None:
            modality, last = trailing.modality, trailing.last
    if modality is None:
        modality = _verb_before(tokens, number.first)
    low, high = bounds(modality or "exact", number.value)
    return Quantity(first, last, modality or "exact", low, high)


def _hedge_before(tokens: Tokens, first: int) -> tuple[int, Modality | None]:
    """Where a hedge right before a figure starts, and what it says; the figure's own start where there is none."""
    end, known = first, _lexicon()
    for _ in range(3):
        last = tokens.texts[end - 1] if end else ""
        for length in range(min(5, end), 0, -1) if last in known.before_ends else ():
            modality = known.before.get(tuple(tokens.texts[end - length : end]))
            if modality is not None:
                return end - length, modality
        if last not in _FILLERS:
            break
        end -= 1
    return first, None


def _verb_before(tokens: Tokens, first: int) -> Modality | None:
    """A bounding verb with its subject between it and the figure: «تجاوز عدد القتلى 170» (the dead exceeded 170)."""
    for back in range(1, REACH + 1):
        if first - back < 0 or tokens.kind(first - back) in ("number", "mark"):
            return None
        modality = _lexicon().verbs.get(tokens.texts[first - back])
        if modality is not None:
            negated = first - back > 0 and tokens.texts[first - back - 1] in ("لا", "لم", "ولم")
            return "at_most" if negated else modality
    return None


def _range(tokens: Tokens, low: Number, high: Number) -> Quantity | None:
    """Two figures that bound one: «بين 30 و40», «من 3 إلى 5», «7 أو 8», «30-40»; None where they are two."""
    link = tokens.texts[low.last : high.first]
    before = tokens.texts[low.first - 1] if low.first else ""
    joined = not link and tokens.texts[high.first][0] == "و"
    between = before in ("بين", "وبين") and (joined or link in (["و"], ["الي"], ["-"], ["و", "ال"]))
    to = link in (["الي"], ["الي", "ال"], ["حتي"], ["-"], ["–"])
    either = link == ["او"]
    if not (between or to or either):
        return None
    floor, ceiling = low.value, high.value
    for scale in (10**6, 1000):  # «من 3 إلى 5 آلاف», three to five thousand
        if floor < 1000 <= ceiling and ceiling % scale == 0 and floor < ceiling // scale and high.form != "digits":
            floor *= scale
            break
    if floor >= ceiling or (to and before == "من" and _rises(tokens, low.first)):
        return None
    first, hedge = _hedge_before(tokens, low.first)
    if hedge in ("more_than", "at_least"):  # «أكثر من 50 أو 60», more than 50 or 60
        return Quantity(first, high.last, hedge, *bounds(hedge, floor))
    if between or (to and before in ("من", "بين")):
        first -= 1
        if between and first and tokens.texts[first - 1] in ("ما", "وما"):
            first -= 1
    return Quantity(first, high.last, "range", floor, ceiling)


def _rises(tokens: Tokens, first: int) -> bool:
    """Whether «من 3 إلى 5» is a toll that rose from one figure to another, not a range."""
    return any(text in _lexicon().changes for text in tokens.texts[max(0, first - 9) : first])


def _worded(tokens: Tokens, places: Sequence[int], start: int, end: int) -> Iterator[Quantity]:
    """The quantities without figures that begin at some ``places`` between two tokens: «عشرات» (dozens), «عدد من»."""
    position = start
    for index in places:
        if not position <= index < end:
            continue
        for rest, wording in _lexicon().words[tokens.texts[index]]:
            last = index + 1 + len(rest)
            if last <= len(tokens.texts) and tuple(tokens.texts[index + 1 : last]) == rest:
                first, _ = _hedge_before(tokens, index) if wording.modality == "vague" else (index, None)
                yield Quantity(max(first, start), last, wording.modality, wording.low, wording.high)
                position = last
                break


def _few_and_ten(tokens: Tokens, number: Number) -> Quantity | None:
    """«بضع وعشرون», twenty-odd: three to nine above the ten."""
    if number.first == 0 or tokens.texts[number.first - 1].removeprefix("و") not in ("بضع", "بضعه"):
        return None
    if number.value % 10 or not 20 <= number.value <= 90 or tokens.texts[number.first][0] != "و":
        return None
    return Quantity(number.first - 1, number.last, "range", number.value + 3, number.value + 9)


def _without_overlaps(found: Sequence[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in found:
        if kept and quantity.first < kept[-1].last:
            quantity = replace(quantity, first=kept[-1].last)
        if quantity.first < quantity.last:
            kept.append(quantity)
    return kept
