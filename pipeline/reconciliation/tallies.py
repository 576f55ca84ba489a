"""Low, best and high for every incident, with the claims behind them, their history, and what contradicts what.

This module only lays the rules' results out as tables. Kept out: the rules (``bounds``, ``accounts``, ``ranges``,
``history``, ``periods``, ``conflicts``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pipeline.contracts import frame, table
from pipeline.contracts.ids import content_id
from pipeline.reconciliation.accounts import Key, Said
from pipeline.reconciliation.conflicts import attribution_conflicts, count_conflicts
from pipeline.reconciliation.corrections import RULE, Correction, of
from pipeline.reconciliation.history import history, overridden
from pipeline.reconciliation.periods import period_tallies
from pipeline.reconciliation.policies import under, without_parties
from pipeline.reconciliation.ranges import Range, combined, ranges, speaks_of
from pipeline.reconciliation.statements import statements

VERSION = "1"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is reckoned incident by incident."""

    tallies: pl.DataFrame
    tally_claims: pl.DataFrame
    tally_history: pl.DataFrame
    conflicts: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Tallied(Reckoned):
    """The tables of the tallies layer."""

    period_tallies: pl.DataFrame


def tally(
    articles: pl.DataFrame,
    events: pl.DataFrame,
    claims: pl.DataFrame,
    incidents: pl.DataFrame,
    incident_claims: pl.DataFrame,
    corrections: Sequence[Correction] = (),
) -> Tallied:
    """The tables tallies, tally_claims, tally_history, period_tallies and conflicts, each in key order.

    The same rows give the same tables in any order. Raises CorrectionError where a correction no longer fits.
    """
    made = reckon(articles, events, claims, incidents, incident_claims, corrections)
    return Tallied(
        tallies=made.tallies,
        tally_claims=made.tally_claims,
        tally_history=made.tally_history,
        conflicts=made.conflicts,
        period_tallies=period_tallies(articles, events, claims, incidents, made.tallies),
    )


def reckon(
    articles: pl.DataFrame,
    events: pl.DataFrame,
    claims: pl.DataFrame,
    incidents: pl.DataFrame,
    incident_claims: pl.DataFrame,
    corrections: Sequence[Correction] = (),
) -> Reckoned:
    """What each incident's claims leave; an incident's rows depend on its own claims alone."""
    aside = {claim for one in corrections if one.action == "set_aside" for claim in one.claims}
    overrides = _overrides(corrections, incident_claims)
    happened = dict(incidents.select("incident_id", "date_from").rows())
    rows: dict[str, list[Row]] = {name: [] for name in ("tallies", "tally_claims", "tally_history", "conflicts")}
    for incident, outcomes in statements(articles, events, claims, incident_claims):
        cap = combined(outcomes.get("killed_or_injured", ()))
        for outcome in sorted(outcomes):
            told = _with_late_deaths(outcomes[outcome], outcomes) if outcome == "injured" else outcomes[outcome]
            said = [claim for claim in told if claim.claim_id not in aside]
            left_out = [claim for claim in outcomes[outcome] if claim.claim_id in aside]
            bound = cap if outcome in ("killed", "injured") else None
            neutral = without_parties(said, outcomes.get("killed_or_injured", ()), bound)
            steps = history(incident, outcome, said, bound, happened.get(incident))
            made_of = ranges(said, bound) if said else {}
            ids = {key: content_id("tally", incident, outcome, *key) for key in made_of}
            for key, found in made_of.items():
                found.roles.update({c.claim_id: {("set_aside", RULE)} for c in left_out if speaks_of(key, c)})
                tally_id = ids[key]
                override = overrides.pop((incident, outcome, key), None)
                if override is not None:
                    _override(found, override)
                    steps.append(overridden(steps, tally_id, override, happened.get(incident)))
                rows["tallies"].append(_tally(tally_id, incident, outcome, key, found) | under(found, neutral, key))
                rows["tally_claims"] += _claims(tally_id, found)
                rows["conflicts"] += count_conflicts(incident, outcome, key, found, cap)
            standing = set(ids.values())  # what the text takes back altogether has no tally, and no history
            rows["tally_history"] += [step for step in steps if step["tally_id"] in standing]
    for (incident, outcome, _), override in overrides.items():
        raise override.wrong(f"incident {incident} has no such tally of {outcome}")
    rows["conflicts"] += attribution_conflicts(articles, events, claims, incident_claims)
    made = {name: frame(table(name), values).sort(table(name).key) for name, values in rows.items()}
    return Reckoned(
        tallies=made["tallies"],
        tally_claims=made["tally_claims"],
        tally_history=made["tally_history"],
        conflicts=made["conflicts"].unique("conflict_id", keep="first", maintain_order=True),
    )


def _with_late_deaths(wounded: Sequence[Said], outcomes: Mapping[str, Sequence[Said]]) -> list[Said]:
    """What is said of the wounded, with those said to have died of wounds since (D1), in the order of publication."""
    told = outcomes.get("killed", ())
    died = [replace(claim, outcome="injured") for claim in told if claim.late and not claim.superseded]
    return sorted([*wounded, *died], key=lambda claim: claim.order)


def _overrides(
    corrections: Sequence[Correction], incident_claims: pl.DataFrame
) -> dict[tuple[str, str, Key], Correction]:
    """The overrides by the tally that they speak of."""
    if not corrections:
        return {}
    of_claim = dict(incident_claims.select("claim_id", "incident_id").rows())
    return {
        (of_claim[one.claims[0]], one.figure.outcome, (one.figure.population, one.figure.who)): one
        for one in of(corrections, "override", of_claim)
        if one.figure is not None
    }


def _override(found: Range, correction: Correction) -> None:
    """Put a person's figures in the place of those that the evidence gives (M1)."""
    correction.expects(low=found.low, best=found.best, high=found.high)
    if correction.figure is not None:
        found.low, found.best, found.high = correction.figure.low, correction.figure.best, correction.figure.high
        found.high_is_open = False
        found.civilian_stated = min(found.civilian_stated, found.high)
        found.rules = (*found.rules, RULE)


def _tally(tally_id: str, incident: str, outcome: str, key: Key, found: Range) -> Row:
    return {
        "tally_id": tally_id,
        "incident_id": incident,
        "outcome": outcome,
        "population": key[0],
        "who": key[1],
        "low": found.low,
        "best": found.best,
        "high": found.high,
        "high_is_open": found.high_is_open,
        "civilian_stated": found.civilian_stated,
        "rule": " ".join(found.rules),
        "n_claims": len(found.roles),
        "n_independent": min(found.n_independent, len(found.roles)),
        "disagreement": round((found.high - found.low) / found.high, 4) if found.high else 0.0,
    }


def _claims(tally_id: str, found: Range) -> list[Row]:
    return [
        {"tally_id": tally_id, "claim_id": claim, "role": role, "rule": rule}
        for claim, roles in sorted(found.roles.items())
        for role, rule in sorted(roles)
    ]
