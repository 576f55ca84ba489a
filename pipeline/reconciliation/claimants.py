"""Who stands behind each claim, how well placed they are, and whether they have an interest (rules S1, B1, A1).

The same claimant carried by ten outlets is one. A figure that nobody is credited with belongs to the claimant of its
sentence, or of the same figure in the article, else to the outlet's family of copies. Grades and sides are data:
seeds/reconciliation/source_grades.csv. Kept out: what follows for the range (``ranges``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from pipeline.arabic.fold import fold_word
from pipeline.contracts.codes import PARTY, SOURCE
from pipeline.lexicon import LINE, LexiconError, converted, read_rows
from pipeline.project import SEEDS
from pipeline.reconciliation import kin

GRADES = SEEDS / "reconciliation" / "source_grades.csv"
NOBODY = "unattributed"
ONE_BODY = (
    "sohr",
    "sana",
    "civil_defence",
    "snhr",
    "lcc",
    "government",
    "russia",
    "coalition",
    "turkey",
    "sdf",
    "israel",
    "un",
)
NAMED_IN_TEXT = ("local_media", "news_agency", "other")

CLAIMANTS = pl.Schema(
    {
        "claim_id": pl.String,
        "claimant": pl.String,  # who: a code, a code and a name, or a code and a family of copies
        "anonymous": pl.Boolean,  # cannot be shown independent of another anonymous one with the same figure
        "source_grade": pl.Int64,  # 1 best … 5 a party to the war
        "interested": pl.Boolean,  # A1: a party on harm it is accused of, or on its enemy's losses
        "belligerent": pl.Boolean,  # a party to the war, whatever it speaks of
        "accepts": pl.Boolean,  # G1: a party that accepts harm to others than fighters
    }
)


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """How well placed a kind of claimant is (1 best … 5), and the side it belongs to."""

    grade: int
    side: str | None


@cache
def grades(path: Path = GRADES) -> dict[str, SourceGrade]:
    """The grade of every source code and of ``unattributed``. Raises LexiconError where one is missing or unknown."""
    columns = ["source", "grade", "side", "reason", "example"]
    found: dict[str, SourceGrade] = {}
    for row in read_rows(path, columns, required=["source", "grade", "reason", "example"], unique=["source"]):
        line = int(row[LINE])
        if row["source"] not in SOURCE and row["source"] != NOBODY:
            raise LexiconError(path, line, f"no source {row['source']!r}", f"use {NOBODY}, {', '.join(SOURCE)}")
        if row["side"] and row["side"] not in PARTY:
            raise LexiconError(path, line, f"no party {row['side']!r}", f"use {', '.join(PARTY)}, or leave it empty")
        grade = converted(path, row, "grade", int, "a whole number, 1 the best placed")
        found[row["source"]] = SourceGrade(grade, row["side"] or None)
    missing = sorted({NOBODY, *SOURCE} - found.keys())
    if missing:
        raise LexiconError(path, None, f"no grade for {', '.join(missing)}", "give each a row")
    return found


def claimants(
    articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """Who stands behind each claim of ``members`` (columns incident_id, claim_id): the columns of CLAIMANTS."""
    rows = (
        members.select("incident_id", "claim_id")
        .join(claims, on="claim_id")
        .join(events.select("event_id", "actors"), on="event_id", how="left")
        .join(articles.select("article_id", "syndication_id"), on="article_id", how="left")
    )
    rows = _credited(rows)
    table = grades()
    code = pl.col("code").fill_null(NOBODY)
    side = code.replace_strict({name: g.side for name, g in table.items()}, return_dtype=pl.String)
    grade = code.replace_strict({name: g.grade for name, g in table.items()}, return_dtype=pl.Int64)
    allies = {party: _allied(party) for party in PARTY}
    friends = side.replace_strict(allies, default=[], return_dtype=pl.List(pl.String))
    blamed = pl.col("actors").list.set_intersection(friends).list.len() > 0
    enemy = (pl.col("who") == "combatant") & pl.col("party").is_not_null() & ~friends.list.contains(pl.col("party"))
    interested = side.is_not_null() & (blamed | enemy.fill_null(False))
    own = pl.col("actors").list.contains(side).fill_null(False)
    return rows.select(
        "claim_id",
        _name(code).alias("claimant"),
        (~code.is_in(ONE_BODY) & ~(code.is_in(NAMED_IN_TEXT) & pl.col("named").is_not_null())).alias("anonymous"),
        grade.alias("source_grade"),
        interested.fill_null(False).alias("interested"),
        side.is_not_null().alias("belligerent"),
        (side.is_not_null() & own & (pl.col("who") != "combatant")).alias("accepts"),
    ).cast(CLAIMANTS)


def _allied(party: str) -> list[str]:
    """A party and those that fight beside it."""
    if party in ("unknown", "other"):
        return [party]
    wide = kin.default().widened("party", kin.mask("party", [party]))
    return [code for n, code in enumerate(PARTY) if wide & (1 << n)]


def _credited(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``code`` and ``named``: the claim's own claimant, else the only one of its sentence, else the article's
    for the same figure.
    """
    texts = rows["source_text"].to_list()
    folded = {text: fold_word(text) for text in set(texts) if text is not None}
    rows = rows.with_columns(pl.Series("named", [folded.get(text) for text in texts], dtype=pl.String))
    same = ["incident_id", "article_id", "outcome", "low", "high"]
    credited = (
        rows.filter(pl.col("source").is_not_null() & ~pl.col("modality").is_in(["vague", "unquantified"]))
        .sort("char_start", "claim_id")
        .group_by(same, maintain_order=True)
        .agg(pl.col("source").first().alias("their_code"), pl.col("named").first().alias("their_name"))
    )
    speaking = (
        rows.filter(pl.col("source").is_not_null())
        .select("incident_id", "sentence_id", said_code="source", said_name="named")
        .unique()
        .filter(pl.len().over("incident_id", "sentence_id") == 1)
    )
    joined = rows.join(credited, on=same, how="left", nulls_equal=True).join(
        speaking, on=["incident_id", "sentence_id"], how="left"
    )
    alone = pl.col("source").is_null()
    return joined.with_columns(
        pl.when(alone).then(pl.coalesce("said_code", "their_code")).otherwise("source").alias("code"),
        pl.when(alone)
        .then(pl.when(pl.col("said_code").is_not_null()).then("said_name").otherwise("their_name"))
        .otherwise("named")
        .alias("named"),
    )


def _name(code: pl.Expr) -> pl.Expr:
    named = code.is_in(NAMED_IN_TEXT) & pl.col("named").is_not_null()
    return (
        pl.when(code.is_in(ONE_BODY))
        .then(code)
        .when(named)
        .then(pl.concat_str(code, pl.lit(": "), pl.col("named"), ignore_nulls=True))
        .otherwise(pl.concat_str(code, pl.lit(" in "), pl.col("syndication_id"), ignore_nulls=True))
    )


def independent(figures: Mapping[str, frozenset[tuple[object, ...]]], anonymous: frozenset[str]) -> int:
    """How many of the claimants are independent, given the figures each states (rule S1).

    A named claimant counts. An anonymous one counts where it states a figure that no one counted before it states;
    so equal figures that nobody is credited with count once. At least 1.
    """
    named = [who for who in figures if who not in anonymous]
    known = {figure for who in named for figure in figures[who]}
    n = len(named)
    for who in sorted(anonymous & figures.keys(), key=lambda w: (-len(figures[w]), w)):
        if figures[who] - known:
            n += 1
            known |= figures[who]
    return max(n, 1)
