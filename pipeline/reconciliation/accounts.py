"""What one claimant says of one incident in one article: how many people in all, of which population and class (P1).

A part is a constraint and never added; groups joined by «and» are parts of an unstated total and are. Restated figures
are one. Kept out: several claimants and several articles (``ranges``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reconciliation.bounds import RANK, Interval, added, without

GENERAL = ("person", "civilian")
Key = tuple[str, str | None]  # population, class
ALL: Key = ("all", None)
CIVILIAN: Key = ("civilian", None)
COMBATANT: Key = ("combatant", None)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the rules need it. ``order`` is its place in the order of publication."""

    claim_id: str
    article_id: str
    sentence_id: str
    order: int
    day: int | None
    outcome: str
    interval: Interval
    who: str
    party: str | None
    part_of: str | None
    repeats: str | None
    superseded: bool
    claimant: str
    anonymous: bool
    source_grade: int
    interested: bool
    belligerent: bool = False
    late: bool = False  # D1: died of wounds


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of an account for one population or class, with the claims that state it.

    ``summed`` figures are added up from groups; ``classes`` says that only classes are counted, not people at large;
    ``moved`` that people who died of wounds later are counted among the dead (D1).
    """

    interval: Interval
    claims: tuple[str, ...]
    summed: bool = False
    classes: bool = False
    moved: bool = False


@dataclass(slots=True)
class Group:
    """Claims of an account that speak of the same people, once."""

    first: Said
    interval: Interval
    claims: list[str]
    classes: set[str]
    part_of: str | None
    party: str | None

    @property
    def combatant(self) -> bool:
        return "combatant" in self.classes

    @property
    def general(self) -> bool:
        return not self.classes.isdisjoint(GENERAL)

    @property
    def cell(self) -> str:
        """Which people within a sentence: fighters of a party, a class, or people at large."""
        if self.combatant:
            return f"combatant of {self.party}"
        special = sorted(self.classes.difference(GENERAL))
        return special[0] if special else "general"


@dataclass(frozen=True, slots=True)
class Account:
    """What an account comes to: figures by population and class, restated claims, and people called civilians."""

    figures: dict[Key, list[Stated]]
    repeated: dict[str, str] = field(default_factory=dict)  # claim → the claim it restates
    civilians: int = 0


def account(said: Sequence[Said]) -> Account:
    """The account that one claimant's claims in one article, on one outcome, make."""
    groups = _groups(said)
    repeated = {claim: group.claims[0] for group in groups for claim in group.claims[1:]}
    home = {claim: group for group in groups for claim in group.claims}
    tops = [group for group in groups if group.part_of is None]
    parts: dict[str, list[Group]] = {}
    for group in groups:
        if group.part_of in home:
            parts.setdefault(home[group.part_of].claims[0], []).append(group)
    figures: dict[Key, list[Stated]] = {}
    people = _not_fighters(tops)
    civil = _totals([_Side(chosen, parts) for s in _by_sentence(people) for chosen in _alternatives(s)])
    armed = _armed(tops, parts)
    civil, armed = _nested(civil, armed, tops)
    for key, stated in ((CIVILIAN, civil), (COMBATANT, armed), (ALL, _together(civil, armed))):
        if stated:
            figures[key] = stated
    for name in sorted({c for g in groups for c in g.classes}.difference(GENERAL, ("combatant",))):
        figures[("all", name)] = _firmest([_stated([g]) for g in groups if name in g.classes])
    civilians = max((g.interval.low for g in groups if "civilian" in g.classes), default=0)
    return Account(figures, repeated, civilians)


def _groups(said: Sequence[Said]) -> list[Group]:
    """Claims of the same people: those the text repeats, and equal figures that classes do not tell apart."""
    groups: list[Group] = []
    home: dict[str, Group] = {}
    for claim in sorted(said, key=lambda c: (c.order, c.claim_id)):
        group = home.get(claim.repeats or "") or next((g for g in groups if _same_people(g, claim)), None)
        if group is None:
            group = Group(claim, claim.interval, [], set(), claim.part_of, claim.party)
            groups.append(group)
        group.claims.append(claim.claim_id)
        group.classes.add(claim.who)
        group.party = group.party or claim.party
        if _firmer(claim.interval, group.interval):
            group.interval = claim.interval
        home[claim.claim_id] = group
    return groups


def _firmer(one: Interval, other: Interval) -> bool:
    return (RANK[one.firmness], one.high is not None) > (RANK[other.firmness], other.high is not None)


def _same_people(group: Group, claim: Said) -> bool:
    """Whether a claim restates a group: the same bound, and classes that may be of the same people.

    In one sentence «طفلة ورجل» (a girl and a man) are two people; a civilian and a person of the same figure are one.
    In another sentence of the article the same figure is the same people, whichever class is named.
    """
    if (group.part_of is None) != (claim.part_of is None) or group.interval.low != claim.interval.low:
        return False
    if claim.interval.firmness != group.interval.firmness and "unquantified" in (
        claim.interval.firmness,
        group.interval.firmness,
    ):
        return False
    alike = claim.who in group.classes and (claim.who != "combatant" or claim.party == group.party)
    if group.first.sentence_id == claim.sentence_id:
        return alike or (claim.who in GENERAL and not group.classes.isdisjoint(GENERAL))
    if claim.part_of is not None or claim.interval.firmness != "figure":
        return alike
    at_large = claim.who in GENERAL or group.general
    sides = {claim.who, *group.classes}
    return alike or (at_large and not {"civilian", "combatant"} <= sides)


def _by_sentence(groups: Iterable[Group]) -> list[list[Group]]:
    sentences: dict[str, list[Group]] = {}
    for group in groups:
        sentences.setdefault(group.first.sentence_id, []).append(group)
    return list(sentences.values())


def _not_fighters(tops: Sequence[Group]) -> list[Group]:
    """People who are not fighters. Where «five» in one sentence are «five soldiers» in another, the persons of smaller
    figures are among the soldiers too.
    """
    both = max((g.interval.low for g in tops if g.combatant and "person" in g.classes), default=-1)
    return [g for g in tops if not g.combatant and not (g.classes == {"person"} and g.interval.low <= both)]


def _alternatives(sentence: Sequence[Group]) -> list[list[Group]]:
    """A sentence's groups, or each alone where it gives several figures for the same people."""
    if len({group.cell for group in sentence}) > 1:
        return [list(sentence)]
    return [[group] for group in sentence]


def _stated(groups: Sequence[Group]) -> Stated:
    return Stated(added([g.interval for g in groups]), tuple(g.claims[0] for g in groups), summed=len(groups) > 1)


class _Side:
    """A sentence's people of one population: one group a cell, and what is taken out of people at large."""

    __slots__ = ("cells", "general", "parts")

    def __init__(self, side: Sequence[Group], parts: dict[str, list[Group]]) -> None:
        self.parts = parts
        self.cells: dict[str, Group] = {}
        for group in side:
            _take_larger(self.cells, group)
        self.general = any(group.general for group in self.cells.values())

    @property
    def stated(self) -> Stated | None:
        """Its figure, if it counts anybody."""
        return _of_cells(self.cells, self.parts, not self.general) if self.cells else None


def _take_larger(cells: dict[str, Group], group: Group) -> None:
    known = cells.get(group.cell)
    if known is None or _larger(group.interval, known.interval):
        cells[group.cell] = group


def _of_cells(cells: dict[str, Group], parts: dict[str, list[Group]], classes: bool) -> Stated:
    """Groups of different people added up, each less the fighters counted among it."""
    whole = [_less_fighters(group, parts) for group in cells.values()]
    return Stated(added(whole), tuple(group.claims[0] for group in cells.values()), len(whole) > 1, classes)


def _larger(one: Interval, other: Interval) -> bool:
    return (RANK[one.firmness], one.low) > (RANK[other.firmness], other.low)


def _less_fighters(group: Group, parts: dict[str, list[Group]]) -> Interval:
    """People at large without the fighters counted among them."""
    left = group.interval
    for part in parts.get(group.claims[0], ()):
        if part.combatant and part.interval.firmness == "figure":
            left = without(left, part.interval)
    return left


def _totals(sides: Sequence[_Side]) -> list[Stated]:
    """The totals an account gives over its sentences: totals that are stated, else classes added up, each once."""
    told = [(side, side.stated) for side in sides]
    stated = [figure for _, figure in told if figure is not None]
    general = [figure for side, figure in told if figure is not None and side.general]
    firm = [s for s in general if s.interval.firmness == "figure"]
    of_classes = [
        (side, figure)
        for side, figure in told
        if figure is not None and not side.general and figure.interval.firmness == "figure"
    ]
    if not firm and of_classes:
        loose = _firmest([s for s in general if s.interval.firmness in ("partial", "vague")])
        return [_union([side for side, _ in of_classes]), *loose]
    if firm:
        over = [
            figure
            for _, figure in of_classes
            if all(figure.interval.low > f.interval.top and f.interval.high is not None for f in firm)
        ]
        return _distinct([*firm, *over, *(s for s in general if s.interval.firmness in ("partial", "vague"))])
    return _firmest(stated)


def _union(sides: Sequence[_Side]) -> Stated:
    """Classes named in several sentences, added up; of one class the largest figure.

    «أصيب ثلاثة أطفال» and, further on, «إصابة أحد الأطفال خطرة» (one of the children is badly hurt) are three.
    """
    cells: dict[str, Group] = {}
    for side in sides:
        for group in side.cells.values():
            _take_larger(cells, group)
    return _of_cells(cells, sides[0].parts, classes=True)


def _distinct(stated: Iterable[Stated]) -> list[Stated]:
    return list({(s.interval.low, s.interval.high, s.interval.firmness): s for s in reversed(list(stated))}.values())[
        ::-1
    ]


def _firmest(stated: Sequence[Stated]) -> list[Stated]:
    """The figures of the firmest kind there is."""
    if not stated:
        return []
    best = max(RANK[s.interval.firmness] for s in stated)
    return _distinct(s for s in stated if RANK[s.interval.firmness] == best)


def _armed(tops: Sequence[Group], parts: dict[str, list[Group]]) -> list[Stated]:
    """Fighters: per party the largest figure, the parties added up."""
    among = [p for g in tops if not g.combatant for p in parts.get(g.claims[0], ()) if p.combatant]
    fighters = [g for g in tops if g.combatant] + among
    cells: dict[str, Group] = {}
    for group in fighters:
        _take_larger(cells, group)
    named = [g for cell, g in cells.items() if cell not in ("combatant of None", "combatant of unknown")]
    chosen = named or list(cells.values())[:1]
    unnamed = [g for g in cells.values() if g not in named]
    if named and unnamed and _larger(unnamed[0].interval, added([g.interval for g in named])):
        chosen = unnamed[:1]
    return [_stated(chosen)] if chosen else []


def _nested(civil: list[Stated], armed: list[Stated], tops: Sequence[Group]) -> tuple[list[Stated], list[Stated]]:
    """Fighters named in another sentence than «so many persons» are among those persons, and are taken out of them."""
    if not civil or not armed:
        return civil, armed
    fighters = set(armed[0].claims)
    shared = {g.first.sentence_id for g in tops if g.combatant} & {g.first.sentence_id for g in tops if not g.combatant}
    persons = {g.claims[0] for g in tops if g.classes == {"person"}}
    top = {g.claims[0] for g in tops}
    if shared or not fighters <= top:
        return civil, armed
    left = [
        Stated(without(s.interval, armed[0].interval), s.claims, s.summed, s.classes)
        if set(s.claims) <= persons and s.interval.firmness == "figure" and s.interval.low >= armed[0].interval.low
        else s
        for s in civil
    ]
    return [s for s in left if s.interval.top > 0 or s.interval.high is None], armed


def _together(civil: list[Stated], armed: list[Stated]) -> list[Stated]:
    """Everyone: each figure for civilians with that for fighters."""
    if not civil or not armed:
        return civil or armed
    return [Stated(added([c.interval, a.interval]), c.claims + a.claims, True, c.classes) for c in civil for a in armed]
