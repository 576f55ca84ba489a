"""From the tables to what the rules read: the claims of each incident and outcome, in the order of publication.

Kept out: what follows from them (``ranges``).
"""

from collections.abc import Iterator

import polars as pl

from pipeline.reconciliation.accounts import Said
from pipeline.reconciliation.bounds import interval, is_partial
from pipeline.reconciliation.claimants import claimants
from pipeline.reconciliation.wounds import is_late

Spoken = tuple[str, dict[str, list[Said]]]  # incident_id, claims by outcome
COUNTED_BY_RESCUERS = ("killed", "injured")


def statements(
    articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, incident_claims: pl.DataFrame
) -> Iterator[Spoken]:
    """Every incident with its claims, in order of incident_id.

    Claims follow one another by day of publication, article, and position; a figure that its own text replaces comes
    before that article's others, as it was reported earlier.
    """
    members = incident_claims.select("incident_id", "claim_id")
    who = claimants(articles, events, claims, members)
    days = articles.select("article_id", pl.col("published_on").cast(pl.Int32).alias("day"))
    superseded = pl.col("status") == "superseded"
    rows = (
        members.join(claims, on="claim_id").join(who, on="claim_id").join(days, on="article_id", how="left")
        .with_columns(superseded.alias("superseded"))
        .sort("incident_id", "day", "article_id", ~pl.col("superseded"), "char_start", "claim_id", nulls_last=True)
    )  # fmt: skip
    rows = _worded(rows, articles).select(
        "incident_id", "claim_id", "article_id", "sentence_id", "day", "outcome", "modality", "low", "high", "partial",
        "who", "party", "part_of_claim_id", "repeats_claim_id", "superseded", "claimant", "anonymous", "source_grade",
        "interested", "belligerent", "late",
    )  # fmt: skip
    current: str | None = None
    outcomes: dict[str, list[Said]] = {}
    for order, row in enumerate(rows.iter_rows()):
        incident = row[0]
        if incident != current:
            if current is not None:
                yield current, outcomes
            current, outcomes = incident, {}
        said = Said(
            claim_id=row[1], article_id=row[2], sentence_id=row[3], order=order, day=row[4], outcome=row[5],
            interval=interval(row[6], row[7], row[8], row[9]), who=row[10], party=row[11], part_of=row[12],
            repeats=row[13], superseded=row[14], claimant=row[15], anonymous=row[16], source_grade=row[17],
            interested=row[18], belligerent=row[19], late=row[20],
        )  # fmt: skip
        outcomes.setdefault(said.outcome, []).append(said)
    if current is not None:
        yield current, outcomes


def _worded(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows with what their wording says: ``partial`` counts are of those reached so far (N2), ``late`` of D1's dead."""
    texts = dict(articles.select("article_id", "text").rows())
    asked = rows.select("article_id", "char_start", "char_end", "outcome", "modality").rows()
    partial = [
        outcome in COUNTED_BY_RESCUERS
        and modality != "unquantified"
        and is_partial(texts.get(article) or "", start, end)
        for article, start, end, outcome, modality in asked
    ]
    late = [
        outcome == "killed" and is_late(texts.get(article) or "", start, end)
        for article, start, end, outcome, _ in asked
    ]
    flags = [pl.Series("partial", partial, dtype=pl.Boolean), pl.Series("late", late, dtype=pl.Boolean)]
    return rows.with_columns(flags)
