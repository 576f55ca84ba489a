"""From events to incidents: one harm in the world, and the ledger of the claims that speak of it.

Events of one article are joined into reports, reports of different articles into incidents; cumulative claims join none
(rule C1). Kept out: how pairs are found (``blocking``), scored (``evidence``) and joined (``clustering``), how an
incident is described (``describing``) and what figures are left (``tallies``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from pipeline.contracts import table, typed
from pipeline.contracts.ids import content_id
from pipeline.reconciliation.blocking import across_articles, within_articles
from pipeline.reconciliation.clustering import clustered
from pipeline.reconciliation.correcting import corrected, discounted, recorded, tied
from pipeline.reconciliation.corrections import Correction
from pipeline.reconciliation.describing import described
from pipeline.reconciliation.evidence import ACROSS, WITHIN, scored
from pipeline.reconciliation.headlines import REASON, settled
from pipeline.reconciliation.reasons import LEDGER, strongest
from pipeline.reconciliation.slots import events_slots, gazetteer, reports_slots

VERSION = "1"
LEFT_APART = -0.2  # score at most of two reports that one article keeps apart


@dataclass(frozen=True, slots=True)
class Linked:
    """The tables incidents, incident_claims and corrections, and what linking further evidence goes by.

    ``reports`` has the slots of every report (SLOTS), its ``cluster``, named after the cluster's first report, and its
    ``knot``: the cluster, with those that corrections merge with it; ``events`` has each event's report, knot and
    incident_id (columns unit, report, knot, incident_id).
    """

    incidents: pl.DataFrame
    incident_claims: pl.DataFrame
    corrections: pl.DataFrame
    reports: pl.DataFrame
    events: pl.DataFrame


def link(
    articles: pl.DataFrame,
    events: pl.DataFrame,
    claims: pl.DataFrame,
    english: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
    late: Collection[str] = (),
    titled: Collection[str] = (),
) -> Linked:
    """Incidents and the match ledger, from the tables articles, events and claims.

    ``english`` gives English names of places by place_id, the gazetteer's unless given; ``corrections`` are those that
    apply; ``late`` are the claims on people who died of wounds (D1), ``titled`` the events told in the titles of their
    articles. The same rows give the same tables in any order. Raises CorrectionError where a correction no longer fits.
    """
    claims = _told_late(claims, late)
    units = events_slots(articles, events, claims)
    report_of, joined = _reports(units, claims, titled)
    reports = reports_slots(units, report_of)
    incident_of, linked = _incidents(reports)
    ours = claims.filter(pl.col("scope") == "incident").join(
        report_of.join(incident_of, on="report").rename({"unit": "event_id"}), on="event_id"
    )
    ours = corrected(ours, corrections)
    ledger = _ledger(articles, ours, joined, linked)
    members = typed(table("incident_claims"), ledger)
    numbered = ledger.select("claim_id", "incident_id").join(claims.select("claim_id", "event_id"), on="claim_id")
    of_event = numbered.select("incident_id", unit="event_id").unique()
    placed = units.join(of_event, on="unit")
    grouped = reports.with_columns(incident_of["incident"].alias("cluster"))
    grouped = grouped.with_columns(tied(grouped["unit"], grouped["cluster"], ours, corrections).alias("knot"))
    of_report = report_of.join(grouped.select("knot", report="unit"), on="report")
    incidents = described(placed, articles, events, claims, members, gazetteer_names() if english is None else english)
    return Linked(
        incidents=discounted(incidents, members, corrections).sort("incident_id"),
        incident_claims=members.sort("claim_id"),
        corrections=recorded(members, corrections),
        reports=grouped,
        events=of_report.join(of_event, on="unit").select("unit", "report", "knot", "incident_id"),
    )


def reports_of(
    articles: pl.DataFrame,
    events: pl.DataFrame,
    claims: pl.DataFrame,
    late: Collection[str] = (),
    titled: Collection[str] = (),
) -> pl.DataFrame:
    """The slots of the reports that articles make, without linking them to those of others."""
    claims = _told_late(claims, late)
    units = events_slots(articles, events, claims)
    report_of, _ = _reports(units, claims, titled)
    return reports_slots(units, report_of)


def _told_late(claims: pl.DataFrame, late: Collection[str]) -> pl.DataFrame:
    """Claims with ``late``: whether they are on people who died of wounds (D1)."""
    return claims.with_columns(pl.col("claim_id").is_in(list(late)).alias("late"))


@cache
def gazetteer_names() -> dict[str, str]:
    """The English names of the project's gazetteer, by place_id."""
    return {place.place_id: place.name_en for place in gazetteer().places.values()}


def _reports(units: pl.DataFrame, claims: pl.DataFrame, titled: Collection[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each event's report (columns unit, report), and why events were joined."""
    scores = scored(units, within_articles(units), WITHIN)
    roots = clustered(units.height, scores, _restated(units, claims))
    headed = settled(units, roots, titled)
    whole = pl.Series(roots, dtype=pl.UInt32).replace(headed["root"], headed["report"])
    report_of = pl.DataFrame({"unit": units["unit"], "report": units["unit"].gather(whole)})
    above = units.select("unit").filter(pl.Series(roots).is_in(headed.filter("titled")["root"].implode()))
    said = above.with_columns(reason=pl.lit(REASON), score=pl.lit(1.0)).cast(LEDGER)
    why = strongest(units, scores, roots, WITHIN).join(above, on="unit", how="anti")
    return report_of, pl.concat([why, said])


def _incidents(reports: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each report's incident (columns report, incident), in the order of ``reports``, and why reports were joined."""
    scores = scored(reports, across_articles(reports), ACROSS)
    roots = clustered(reports.height, pl.concat([scores, kept_apart(reports)]))
    incident_of = pl.DataFrame({"report": reports["unit"], "incident": reports["unit"].gather(roots)})
    return incident_of, strongest(reports, scores, roots, ACROSS)


def kept_apart(reports: pl.DataFrame) -> pl.DataFrame:
    """The pairs of reports that one article keeps apart, scored so that nothing but others' agreement joins them."""
    scores = scored(reports, within_articles(reports), WITHIN)
    return scores.with_columns(pl.col("score").clip(upper_bound=LEFT_APART))


def _restated(units: pl.DataFrame, claims: pl.DataFrame) -> list[tuple[int, int]]:
    """Rows of events whose claims repeat one another or are parts of one another: the text itself joins them."""
    rows = units.select("unit").with_row_index("row")
    events = claims.select("claim_id", "event_id")
    ties = pl.concat(
        [
            claims.select("event_id", pl.col(column).alias("claim_id")).drop_nulls()
            for column in ("repeats_claim_id", "part_of_claim_id")
        ]
    ).join(events.rename({"event_id": "other"}), on="claim_id")
    numbered = (
        ties.join(rows.rename({"unit": "event_id", "row": "a"}), on="event_id")
        .join(rows.rename({"unit": "other", "row": "b"}), on="other")
        .filter(pl.col("a") != pl.col("b"))
    )
    return [(min(a, b), max(a, b)) for a, b in numbered.select("a", "b").rows()]


def _ledger(articles: pl.DataFrame, ours: pl.DataFrame, joined: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """One row a claim: its incident, named after the founding claim, and what joined it.

    The founding claim is the earliest published, then that of the smallest article_id, then the first in the text.
    """
    dated = ours.join(articles.select("article_id", "published_on"), on="article_id", how="left")
    ordered = dated.sort("published_on", "article_id", "char_start", "claim_id", nulls_last=True)
    founding = ordered.group_by("incident", maintain_order=True).agg(
        pl.col("claim_id").first().alias("founding"),
        pl.col("event_id").first().alias("founding_event"),
        pl.col("report").first().alias("founding_report"),
        pl.col("home").first().alias("founding_home"),
    )
    names = {claim: content_id("incident", claim) for claim in founding["founding"]}
    founding = founding.with_columns(
        pl.col("founding").replace_strict(names, return_dtype=pl.String).alias("incident_id")
    )
    rows = (
        ordered.join(founding, on="incident")
        .join(joined.rename({"unit": "event_id", "reason": "in_article", "score": "s_in"}), on="event_id", how="left")
        .join(linked.rename({"unit": "report", "reason": "across", "score": "s_across"}), on="report", how="left")
    )
    first = pl.col("claim_id") == pl.col("founding")
    same_event = pl.col("event_id") == pl.col("founding_event")
    same_report = pl.col("report") == pl.col("founding_report")
    corrected = pl.col("home") != pl.col("founding_home")
    return rows.with_columns(
        pl.when(first)
        .then(pl.lit("founding claim"))
        .when(corrected)
        .then("correction")
        .when(same_event)
        .then(pl.lit("same event as the founding claim"))
        .when(same_report)
        .then(pl.col("in_article").fill_null("in one article: restated or a part"))
        .otherwise(pl.col("across").fill_null("restated or a part"))
        .alias("reason"),
        pl.when(first | same_event | corrected)
        .then(1.0)
        .when(same_report)
        .then(pl.col("s_in").fill_null(1.0))
        .otherwise(pl.col("s_across").fill_null(1.0))
        .alias("score"),
    )
