"""The range that several claimants' accounts leave: low, best and high, and what each claim does for them.

Rules S2 (a claimant's later figure replaces the earlier), L1, H1, B1, A1 and K1. Kept out: one claimant's own
arithmetic (``accounts``) and the tables (``tallies``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reconciliation.accounts import ALL, CIVILIAN, COMBATANT, Key, Said
from pipeline.reconciliation.voices import Told, Voice, told_by
from pipeline.reconciliation.wounds import RULE as LATE
from pipeline.reconciliation.wounds import moved

Role = tuple[str, str]  # role, rule


@dataclass(frozen=True, slots=True)
class Cap:
    """K1: the closed upper bound of dead and wounded together, and the claim that states it."""

    bound: int
    claim: str


def combined(said: Sequence[Said]) -> Cap | None:
    """The largest closed figure of dead and wounded together among such claims; None where there is none."""
    closed = [
        (c.interval.high, c.claim_id)
        for c in said
        if c.part_of is None and not c.superseded and c.interval.firmness == "figure" and c.interval.high is not None
    ]
    return Cap(*max(closed)) if closed else None


@dataclass(slots=True)
class Range:
    """Low, best and high for one population or class, and the roles that claims have in it."""

    low: int
    best: int | None
    high: int
    high_is_open: bool
    civilian_stated: int
    rules: tuple[str, ...]
    n_independent: int
    roles: dict[str, set[Role]]
    setters: tuple[Voice, Voice | None, Voice]  # of low, best and high
    widest: tuple[int, int]  # bounds of all that stands, what is set aside included
    set_aside: list[Voice] = field(default_factory=list)


def ranges(said: Sequence[Said], cap: Cap | None = None) -> dict[Key, Range]:
    """The range of each population and class that claims on one outcome of one incident speak of.

    ``cap`` is the combined figure of dead and wounded that bounds both, if there is one (rule K1).
    """
    current = [claim for claim in said if not claim.superseded]
    replaced = [claim for claim in said if claim.superseded] if current else []
    told = told_by(current or said)
    found = settled(told, cap)
    for key, made in found.items():
        _note_others(made, key, told, replaced)
    return found


def settled(told: Sequence[Told], cap: Cap | None) -> dict[Key, Range]:
    """The range of each population and class that the accounts speak of; roles only of claims that state a figure."""
    told = moved(told)
    keys = sorted({key for one in told for key in one.voices}, key=lambda key: (key[0], key[1] or ""))
    found = {key: _range([voice for one in told for voice in one.voices.get(key, ())], cap) for key in keys}
    called = max((one.account.civilians for one in told), default=0)
    for key, part in found.items():
        if key != ALL and ALL in found:
            _within_whole(part, found[ALL])
        if key in (ALL, CIVILIAN):
            part.civilian_stated = min(called, part.high)
    return found


def _range(voices: Sequence[Voice], cap: Cap | None) -> Range:
    roles: dict[str, set[Role]] = {}
    standing = _latest(voices, roles)
    counted, aside = _counted(standing, cap, roles)
    lowest = min(counted, key=lambda v: (not v.interval.lowered, v.interval.low, v.grade, v.order))
    highest = max(counted, key=lambda v: (_top(v, cap), -v.grade, -v.order))
    best = _best(counted)
    low, high = lowest.interval.low, max(_top(highest, cap), lowest.interval.low)
    full = [v for v in counted if v.interval.firmness == "figure"] or counted
    point = None if best is None else best.interval.point
    setters = [("low", "L1", lowest), ("high", "H1", highest)] + ([("best", "B1", best)] if best else [])
    for role, rule, voice in setters:
        for claim in voice.stated.claims:
            roles.setdefault(claim, set()).add(
                (role, "N2" if role == "low" and voice.interval.firmness == "partial" else rule)
            )
    for voice in standing:
        for claim in voice.stated.claims:
            roles.setdefault(claim, {("within", "A1" if voice.interested else "L1")})
    return Range(
        low=low,
        best=point,
        high=high,
        high_is_open=any(v.interval.high is None for v in full),
        civilian_stated=0,
        rules=_rules(lowest, best, highest, counted, aside, cap),
        n_independent=_n_independent([*counted, *(v for v in standing if v not in counted and v not in aside)]),
        roles=roles,
        setters=(lowest, best, highest),
        widest=(min(low, *(v.interval.low for v in standing)), max(high, *(v.interval.top for v in standing))),
        set_aside=aside,
    )


def _latest(voices: Sequence[Voice], roles: dict[str, set[Role]]) -> list[Voice]:
    """S2: of each claimant the figures of the last day on which it gave one; S1: equal ones are one."""
    by: dict[str, list[Voice]] = {}
    for voice in sorted(voices, key=lambda v: v.order):
        by.setdefault(voice.claimant, []).append(voice)
    kept: list[Voice] = []
    for own in by.values():
        figures = [v for v in own if v.firm]
        last = max((v.day for v in figures if v.day is not None), default=None)
        seen: set[tuple[int, int | None, str]] = set()
        for voice in own:
            firm = voice.firm
            same = (voice.interval.low, voice.interval.high, voice.interval.firmness)
            if firm and voice.day != last and last is not None:
                role: Role = ("superseded", "S2")
                if any(_same(voice, v) for v in figures if v.day == last):
                    role = ("repeated", "S1")
            elif same in seen:
                role = ("repeated", "S1")
            else:
                seen.add(same)
                kept.append(voice)
                continue
            for claim in voice.stated.claims:
                roles.setdefault(claim, set()).add(role)
    return kept


def _same(one: Voice, other: Voice) -> bool:
    return (one.interval.low, one.interval.high) == (other.interval.low, other.interval.high)


def _counted(
    standing: Sequence[Voice], cap: Cap | None, roles: dict[str, set[Role]]
) -> tuple[list[Voice], list[Voice]]:
    """The voices that bear on the range, and those set aside.

    Where someone gives a figure for people at large, one for a class alone is a part of it (P1), «several» adds nothing
    (N1), nor do dozens that agree with it; hundreds above a combined figure of dead and wounded are set aside (K1).
    """
    aside = [v for v in standing if cap and v.interval.firmness == "vague" and v.interval.low > cap.bound]
    for voice in aside:
        for claim in voice.stated.claims:
            roles[claim] = {("set_aside", "K1")}
    heard = [v for v in standing if v not in aside] or list(standing)
    figures = [v for v in heard if v.firm]
    if not figures:
        return [v for v in heard if v.interval.firmness == "vague"] or heard, aside
    whole = [v for v in figures if not v.stated.classes]
    low = min(v.interval.low for v in whole or figures)
    high = (
        None
        if any(v.interval.high is None for v in whole or figures)
        else max(v.interval.top for v in whole or figures)
    )
    beyond = [v for v in figures if v not in whole and (not whole or (high is not None and v.interval.low > high))]
    loose = [
        v for v in heard if v.interval.firmness == "vague" or (v.interval.firmness == "unquantified" and not whole)
    ]
    return [*whole, *beyond, *(v for v in loose if not v.interval.meets(low, high))], aside


def _top(voice: Voice, cap: Cap | None) -> int:
    """The upper bound as it counts; a vague one does not go beyond dead and wounded together (K1)."""
    top = voice.interval.top
    if voice.interval.firmness == "vague" and cap is not None:
        return max(voice.interval.low, min(top, cap.bound))
    return top


def _best(counted: Sequence[Voice]) -> Voice | None:
    """B1: the best-graded claimant's figure, ties by the lower median. A1: an interested party's only where alone.

    «More than ten» stands for the smallest figure of the same grade that it allows («24»), where there is one.
    """
    stated = [v for v in counted if v.interval.point is not None]
    whole = [v for v in stated if v.interval.firmness == "figure"] or stated
    pool = [v for v in whole if not v.interested] or whole
    if not pool:
        return None
    grade = min(v.grade for v in pool)
    best_graded = [v for v in pool if v.grade == grade]
    largest: dict[str, Voice] = {}
    for voice in best_graded:
        known = largest.get(voice.claimant)
        if known is None or (voice.interval.point or 0) > (known.interval.point or 0):
            largest[voice.claimant] = voice
    ordered = sorted(largest.values(), key=_by_point)
    median = ordered[(len(ordered) - 1) // 2]
    if median.interval.high is not None:
        return median
    allowed = [v for v in best_graded if v.interval.high is not None and v.interval.low >= median.interval.low]
    return min(allowed, key=_by_point, default=median)


def _by_point(voice: Voice) -> tuple[int, int]:
    return voice.interval.point or 0, voice.order


def _n_independent(voices: Sequence[Voice]) -> int:
    """S1: named claimants, and anonymous ones whose figure nobody counted before states."""
    named = {v.claimant for v in voices if not v.anonymous}
    known = {(v.interval.low, v.interval.high) for v in voices if not v.anonymous}
    hidden = {(v.interval.low, v.interval.high) for v in voices if v.anonymous} - known
    silent = {(v.interval.low, v.interval.high) for v in voices if v.interval.firmness == "unquantified"}
    claimants = {v.claimant for v in voices}
    return max(1, min(len(named) + len(hidden - silent), len(claimants)))


def _rules(
    low: Voice, best: Voice | None, high: Voice, counted: Sequence[Voice], aside: Sequence[Voice], cap: Cap | None
) -> tuple[str, ...]:
    rules = ["L1", "B1", "H1"] if best is not None else ["L1", "H1"]
    if low.interval.firmness == "partial":
        rules.append("N2")
    if best is not None and any(v.interested for v in counted) and not best.interested:
        rules.append("A1")
    if low.stated.summed or high.stated.summed or (best is not None and best.stated.summed):
        rules.append("P1")
    if any(v.stated.moved for v in (low, high, best) if v is not None):
        rules.append(LATE)
    if aside or (
        cap is not None and any(v.interval.firmness == "vague" and v.interval.top > cap.bound for v in counted)
    ):
        rules.append("K1")
    return tuple(rules)


def _note_others(made: Range, key: Key, told: Sequence[Told], replaced: Sequence[Said]) -> None:
    """Give every claim on this population or class a role: restated, replaced by its own text, or within the range."""
    for one in told:
        for claim in one.claims:
            if claim.claim_id in made.roles or not speaks_of(key, claim):
                continue
            if one.late:
                made.roles[claim.claim_id] = {("within", LATE)}
            elif claim.claim_id in one.account.repeated:
                made.roles[claim.claim_id] = {("repeated", "S1")}
            else:
                part = claim.part_of is not None or claim.interval.firmness == "figure"
                made.roles[claim.claim_id] = {("within", "P1" if part else "N1")}
    for claim in replaced:
        if speaks_of(key, claim) and claim.claim_id not in made.roles:
            made.roles[claim.claim_id] = {("superseded", "S2")}


def speaks_of(key: Key, claim: Said) -> bool:
    """Whether a claim is about people of this population or class."""
    if key[1] is not None:
        return claim.who == key[1]
    if key == CIVILIAN:
        return claim.who != "combatant"
    return key != COMBATANT or claim.who == "combatant"


def _within_whole(part: Range, whole: Range) -> None:
    """P1: a part is never more than its whole."""
    if part.high <= whole.high and (part.best is None or whole.best is None or part.best <= whole.best):
        return
    part.high = min(part.high, whole.high)
    part.low = min(part.low, part.high)
    if part.best is not None:
        part.best = max(part.low, min(part.best, part.high, part.best if whole.best is None else whole.best))
    if "P1" not in part.rules:
        part.rules = (*part.rules, "P1")
