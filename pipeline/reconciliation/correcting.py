"""Merges and splits by people, laid over what was linked, with what is told of every correction.

Kept out: reading the corrections (``corrections``), and figures set aside or overridden (``tallies``).
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from pipeline.contracts import frame, table
from pipeline.reconciliation.corrections import Correction, of


def corrected(ours: pl.DataFrame, corrections: Sequence[Correction]) -> pl.DataFrame:
    """Claims (claim_id, event_id, incident) with incidents merged and split; ``home`` is the incident that the evidence
    alone gives, and ``correction`` the words for what was done to it.

    What is expected is held against the evidence alone, before any correction.
    """
    words: dict[str, str] = {}
    of_claim = dict(ours.select("claim_id", "incident").rows()) if corrections else {}
    merged: dict[str, str] = {}
    for one in of(corrections, "merge", of_claim):
        homes = _homes(one, of_claim)
        named = min(_root(merged, home) for home in homes)
        merged.update({_root(merged, home): named for home in homes if _root(merged, home) != named})
        words.update(dict.fromkeys(homes, f"correction {one.id}: {one.reason}"))
    keys = {home: _root(merged, home) for home in merged}
    split: dict[str, str] = {}
    for one in of(corrections, "split", of_claim):
        _homes(one, of_claim)
        events = ours.filter(pl.col("claim_id").is_in(list(one.claims)))["event_id"].unique().sort().to_list()
        split.update(dict.fromkeys(events, f"{events[0]} apart"))
        words.update(dict.fromkeys(events, f"correction {one.id}: {one.reason}"))
    home, event = pl.col("incident"), pl.col("event_id")
    return ours.with_columns(
        pl.coalesce(_looked_up(event, words), _looked_up(home, words)).alias("correction"),
        home.alias("home"),
        pl.coalesce(_looked_up(event, split), _looked_up(home, keys), home).alias("incident"),
    )


def _homes(one: Correction, of_claim: dict[str, str]) -> set[str]:
    """The incidents that hold a correction's claims, once they are as it expects."""
    homes = {of_claim[claim] for claim in one.claims}
    n_claims = sum(home in homes for home in of_claim.values())
    one.expects(incidents=len(homes), n_claims=n_claims)
    return homes


def _root(merged: dict[str, str], home: str) -> str:
    while home in merged:
        home = merged[home]
    return home


def _looked_up(column: pl.Expr, values: dict[str, str]) -> pl.Expr:
    return column.replace_strict(values, default=None, return_dtype=pl.String)


def tied(reports: pl.Series, cluster: pl.Series, ours: pl.DataFrame, corrections: Sequence[Correction]) -> pl.Series:
    """The clusters of reports, where those that a merge speaks of are one, so that they are always linked together."""
    names: dict[str, str] = {}
    for one in of(corrections, "merge", ours["claim_id"].to_list() if corrections else ()):
        here = ours.filter(pl.col("claim_id").is_in(list(one.claims)))["report"].implode()
        held = {_root(names, name) for name in cluster.filter(reports.is_in(here))}
        names.update({name: min(held) for name in held if name != min(held)})
    return cluster.replace({name: _root(names, name) for name in names})


def discounted(incidents: pl.DataFrame, members: pl.DataFrame, corrections: Sequence[Correction]) -> pl.DataFrame:
    """Incidents, graded ``discounted`` where people have set aside every claim of them (G1)."""
    aside = [claim for one in corrections if one.action == "set_aside" for claim in one.claims]
    standing = members.filter(~pl.col("claim_id").is_in(aside))["incident_id"].unique()
    grade = pl.when(pl.col("incident_id").is_in(standing.implode())).then("grade").otherwise(pl.lit("discounted"))
    return incidents.with_columns(grade.alias("grade"))


def recorded(members: pl.DataFrame, corrections: Sequence[Correction]) -> pl.DataFrame:
    """The table corrections: one row for each claim of a correction that was made. Raises CorrectionError."""
    declared = table("corrections")
    of_claim = dict(members.select("claim_id", "incident_id").rows()) if corrections else {}
    rows: list[dict[str, Any]] = []
    for one in corrections:
        if not of_claim.keys() & set(one.claims):
            continue  # its incidents are not among those being linked
        for claim in one.claims:
            if claim not in of_claim:
                raise one.wrong(f"claim {claim} speaks of no single incident")
            rows.append(
                {
                    "correction_id": one.id,
                    "claim_id": claim,
                    "incident_id": of_claim[claim],
                    "action": one.action,
                    "reason": one.reason,
                    "author": one.author,
                    "made_on": one.made_on,
                }
            )
    return frame(declared, rows).sort(declared.key)
