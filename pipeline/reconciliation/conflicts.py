"""Claims that cannot all be true, why, and how the rule chose. Kept out: the choosing itself (``ranges``)."""

from itertools import combinations
from typing import Any

import polars as pl

from pipeline.contracts.ids import content_id
from pipeline.reconciliation import kin
from pipeline.reconciliation.accounts import Key
from pipeline.reconciliation.claimants import claimants
from pipeline.reconciliation.ranges import Cap, Range
from pipeline.reconciliation.voices import Voice

PEOPLE = {"killed": "dead", "injured": "wounded", "killed_or_injured": "dead and wounded"}


def count_conflicts(incident: str, outcome: str, key: Key, found: Range, cap: Cap | None) -> list[dict[str, Any]]:
    """Figures of one tally that exclude one another: those that set low and high, and those set aside (K1)."""
    if key != ("all", None):
        return []
    rows = []
    low, best, high = found.setters
    loose = "unquantified" in (low.interval.firmness, high.interval.firmness)
    if not loose and not low.interval.meets(high.interval.low, high.interval.high):
        choice = (
            "no best: nobody gives a figure"
            if best is None
            else f"best follows {best.claimant} ({best.interval.point})"
        )
        detail = f"{_said(low)} against {_said(high)} {_people(outcome)}"
        rows.append(
            _row(
                incident, low.stated.claims[0], high.stated.claims[0], detail, f"both stay in the range; {choice}", "B1"
            )
        )
    for voice in found.set_aside:
        if cap is not None:
            detail = f"{_said(voice)} {_people(outcome)} against {cap.bound} dead and wounded together"
            rows.append(
                _row(incident, voice.stated.claims[0], cap.claim, detail, "the vaguer figure is set aside", "K1")
            )
    return rows


def _row(incident: str, claim: str, other: str, detail: str, choice: str, rule: str) -> dict[str, Any]:
    return {
        "conflict_id": content_id("conflict", "count", *sorted((claim, other))),
        "incident_id": incident,
        "claim_id": claim,
        "other_claim_id": other,
        "kind": "count",
        "detail": detail,
        "choice": choice,
        "rule": rule,
    }


def _people(outcome: str) -> str:
    return PEOPLE.get(outcome, outcome)


def _said(voice: Voice) -> str:
    low, high = voice.interval.low, voice.interval.high
    figure = str(low) if low == high else f"{low} or more" if high is None else f"{low} to {high}"
    return f"{voice.claimant}: {figure}"


def attribution_conflicts(
    articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, incident_claims: pl.DataFrame
) -> list[dict[str, Any]]:
    """Claimants that blame parties which do not fight side by side: one row a pair of accusations in an incident."""
    members = incident_claims.select("incident_id", "claim_id")
    who = claimants(articles, events, claims, members).select("claim_id", "claimant", "source_grade")
    rows = (
        members.join(claims.select("claim_id", "event_id", "char_start", "article_id"), on="claim_id")
        .join(events.select("event_id", "actors"), on="event_id")
        .filter(pl.col("actors").list.len() > 0)
        .join(who, on="claim_id")
        .sort("incident_id", "source_grade", "article_id", "char_start", "claim_id")
        .unique(["incident_id", "claimant", "actors"], keep="first", maintain_order=True)
    )
    disputed = rows.filter(pl.col("actors").n_unique().over("incident_id") > 1)
    groups: dict[str, list[tuple[str, str, list[str]]]] = {}
    for incident, claim, claimant, actors in disputed.select("incident_id", "claim_id", "claimant", "actors").rows():
        groups.setdefault(incident, []).append((claim, claimant, actors))
    return [
        _accusations(incident, one, other)
        for incident, accusations in groups.items()
        for one, other in combinations(accusations, 2)
        if one[1] != other[1] and _strangers(one[2], other[2])
    ]


def _strangers(one: list[str], other: list[str]) -> bool:
    a, b = kin.mask("party", one), kin.mask("party", other)
    return a != 0 and b != 0 and not kin.default().widened("party", a) & b


def _accusations(incident: str, one: tuple[str, str, list[str]], other: tuple[str, str, list[str]]) -> dict[str, Any]:
    return {
        "conflict_id": content_id("conflict", "attribution", *sorted((one[0], other[0]))),
        "incident_id": incident,
        "claim_id": one[0],
        "other_claim_id": other[0],
        "kind": "attribution",
        "detail": f"{one[1]} blames {', '.join(one[2])}; {other[1]} blames {', '.join(other[2])}",
        "choice": "both are listed as alleged perpetrators; the incident is graded contested",
        "rule": "G1",
    }
