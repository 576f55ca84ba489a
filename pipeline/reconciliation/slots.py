"""What events and reports are compared by: one row each of place, days, cause, actors, figures.

An *event* is one mention; a *report* is all that one article says of one harm. Both have the same slots, so one set of
rules scores both. Only incident-scope claims are read here: a cumulative figure never joins an incident (rule C1).
Kept out: scoring (``evidence``), which pairs are looked at (``blocking``).
"""

import re
from collections.abc import Sequence
from functools import cache

import polars as pl

from pipeline.arabic.fold import fold_word
from pipeline.contracts.codes import GOVERNORATE
from pipeline.lexicon import read_rows
from pipeline.places import Gazetteer
from pipeline.places.vocabulary import Vocabulary
from pipeline.project import SEEDS
from pipeline.reconciliation import kin

FINE = 2  # place_precision up to which a place is a spot, not an area
BACK = 2  # days before publication that a report without a date may speak of
BACK_LATE = 7  # days before a death of wounds that the harm may lie
BACK_RECALLED = 30  # the same for an older event told as background
LONG = 6  # days from which a span is a period: it places a harm too loosely to link by
FIGURES = ("exact", "about", "range", "at_least", "more_than")
OUTCOMES = ("killed", "injured")
PARTS = {f"{outcome}_{who}": (outcome, who) for outcome in OUTCOMES for who in ("child", "woman")}
_SETTLEMENTS = ("city", "town", "village", "camp")  # kinds of place whose noun a name may have or not
_LETTERS = re.compile(r"[^\W\d_]+")

SLOTS = pl.Schema(
    {
        "unit": pl.String(),  # event_id, or a report's first event_id
        "article_id": pl.String(),
        "family": pl.String(),
        "published": pl.Int32(),  # days since 1970
        "position": pl.Int64(),
        "place_id": pl.String(),
        "place_key": pl.String(),  # folded name
        "spot_key": pl.String(),  # the same without what kind of settlement it is, where it names a spot, not an area
        "unlisted": pl.Boolean(),  # whether it names a spot that has but the point of the place it is told by
        "governorate": pl.String(),
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "precision": pl.Int64(),
        "fine": pl.Boolean(),  # whether it is a spot; «إدلب» may be the city or the governorate
        "first": pl.Int32(),  # window of days; NULL where nothing dates it
        "last": pl.Int32(),
        "dated": pl.Boolean(),  # the text dates it; else publication does
        "recalled": pl.Boolean(),
        "late": pl.Boolean(),  # tells only of people who died of wounds (D1): the harm was some days before
        "cause": pl.UInt32(),
        "cause_kin": pl.UInt32(),
        "actors": pl.UInt32(),
        "actors_kin": pl.UInt32(),
        "target": pl.String(),
        "killed": pl.List(pl.Int64),  # figures and sums stated
        "injured": pl.List(pl.Int64),
        **{name: pl.List(pl.Int64()) for name in PARTS},  # how many of them are children, and women
        "classes": pl.List(pl.String),  # outcome and class of whom it speaks
    }
)


def events_slots(articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The slots of every event that has an incident-scope claim, in order of article and position.

    ``claims`` have a column ``late``: whether they are on people who died of wounds (D1).
    """
    ours = claims.filter(pl.col("scope") == "incident")
    told = _told(ours)
    days = articles.select(
        "article_id", pl.col("syndication_id").alias("family"), pl.col("published_on").cast(pl.Int32).alias("published")
    )
    rows = events.join(told, on="event_id").join(days, on="article_id", how="left")
    return _windowed(_masked(rows)).select(
        pl.col("event_id").alias("unit"), "article_id", "family", "published", pl.col("char_start").alias("position"),
        "place_id", "place_key", "spot_key", "unlisted", "governorate", "latitude", "longitude",
        pl.col("place_precision").alias("precision"), "fine", "first", "last", "dated", "recalled", "late",
        "cause", "cause_kin", "actors", "actors_kin", "target", *OUTCOMES, *PARTS, "classes",
    ).cast(SLOTS).sort("article_id", "position", "unit")  # fmt: skip


def _told(claims: pl.DataFrame) -> pl.DataFrame:
    """Per event: the figures it states for the dead and the wounded, with the sum of coordinated classes.

    A part of a figure on the same outcome of one harm is none of its own; a part of a total over several harms, or over
    the dead and the wounded, is.
    """
    standing = without_parts(claims).filter(~pl.col("late"))
    figure = pl.coalesce("low", "high")
    stated = standing.filter(pl.col("modality").is_in(FIGURES) & pl.col("outcome").is_in(OUTCOMES)).select(
        "event_id", "outcome", pl.col("who").replace("civilian", "person").alias("class"), figure.alias("figure")
    )
    sums = (
        stated.group_by("event_id", "outcome", "class")
        .agg(pl.col("figure").max())
        .group_by("event_id", "outcome")
        .agg(pl.col("figure").sum())
    )
    every = pl.concat([stated.select("event_id", "outcome", "figure"), sums.select("event_id", "outcome", "figure")])
    lists = every.unique().group_by("event_id").agg(
        [pl.col("figure").filter(pl.col("outcome") == outcome).sort().alias(outcome) for outcome in OUTCOMES]
    )  # fmt: skip
    whole = pl.col("who").replace("civilian", "person")
    about = claims.group_by("event_id").agg(
        (pl.col("status") == "recalled").all().alias("recalled"),
        pl.col("late").all(),
        pl.concat_str("outcome", pl.lit(":"), whole).unique().sort().alias("classes"),
        *[_exact(*part).unique().sort().alias(name) for name, part in PARTS.items()],
    )
    empty = pl.lit([], dtype=pl.List(pl.Int64))
    return about.join(lists, on="event_id", how="left").with_columns(
        [pl.col(outcome).fill_null(empty) for outcome in OUTCOMES]
    )


def _exact(outcome: str, who: str) -> pl.Expr:
    """The exact figures of a class."""
    of_class = (pl.col("outcome") == outcome) & (pl.col("who") == who)
    return pl.col("low").filter(of_class & (pl.col("modality") == "exact"))


def without_parts(claims: pl.DataFrame, among: Sequence[str] = ()) -> pl.DataFrame:
    """Claims but for parts of others of them on the same outcome, with equal values of the columns ``among``."""
    wholes = claims.select(pl.col("claim_id").alias("part_of_claim_id"), "outcome", *among)
    return claims.join(wholes, on=["part_of_claim_id", "outcome", *among], how="anti")


def _masked(rows: pl.DataFrame) -> pl.DataFrame:
    """Causes and actors as bit sets, and place names folded; each different value is read once."""
    table = kin.default()
    columns: list[pl.DataFrame] = []
    for kind, column in (("cause", "cause"), ("party", "actors")):
        values = [tuple(v) if v is not None else () for v in rows[column].to_list()]
        masks = {value: kin.mask(kind, value) for value in set(values)}  # type: ignore[arg-type]
        wide = {value: table.widened(kind, found) for value, found in masks.items()}  # type: ignore[arg-type]
        columns.append(
            pl.DataFrame(
                {column: [masks[v] for v in values], f"{column}_kin": [wide[v] for v in values]},
                schema={column: pl.UInt32, f"{column}_kin": pl.UInt32},
            )
        )
    texts = rows["place_text"].to_list()
    folded = {text: fold_word(text) for text in set(texts) if text is not None}
    areas = area_words()
    spots = {text: spot_name(name) for text, name in folded.items() if areas.isdisjoint(name.split())}
    names = pl.DataFrame(
        {
            "place_key": [folded.get(text) for text in texts],
            "spot_key": [spots.get(text) for text in texts],
            "unlisted": [_unlisted(id_, spots.get(text)) for id_, text in zip(rows["place_id"], texts, strict=True)],
        },
        schema={"place_key": pl.String, "spot_key": pl.String, "unlisted": pl.Boolean},
    )
    named = pl.col("place_key").is_null() | (pl.col("spot_key").is_not_null() & ~is_road("place_key"))
    spot = (pl.col("place_precision") <= FINE) & named
    masked = pl.concat([rows.drop("cause", "actors"), *columns, names], how="horizontal")
    return masked.with_columns(spot.fill_null(False).alias("fine"))


@cache
def area_words() -> frozenset[str]:
    """Words, folded, whose presence makes a name one of an area; the names of the governorates are among them."""
    path = SEEDS / "reconciliation" / "area_words.csv"
    rows = read_rows(path, ["word", "gloss", "example"], unique=["word"])
    governorates = {word for name in GOVERNORATE.values() for word in (fold_word(name), *fold_word(name).split())}
    return frozenset({fold_word(row["word"]) for row in rows} | governorates)


def spot_name(name: str) -> str:
    """A folded name as reports are compared by: «مخيم "قرية الأمل 2"» and «مخيم الأمل» are «الامل».

    Marks, numbers and what kind of settlement it is are left out, which reports tell or not; never all of it.
    """
    words = [word for word in _LETTERS.findall(name) if word not in nouns(*_SETTLEMENTS)]
    return " ".join(words) or name


def _unlisted(place: str | None, spot: str | None) -> bool:
    """Whether a spot has the point of a place that does not go by its name: «جعدة الكبيرة» southwest of Kobani."""
    if place is None or spot is None:
        return False
    names = own_names(place)
    return bool(names) and not any(name in spot for name in names)


@cache
def gazetteer() -> Gazetteer:
    """The project's gazetteer."""
    return Gazetteer.load()


@cache
def own_names(place: str) -> frozenset[str]:
    """The names of a place, as reports are compared by them; none of one that the gazetteer lacks."""
    return frozenset(spot_name(fold_word(text)) for text in gazetteer().spellings.get(place, ()))


def is_road(names: str) -> pl.Expr:
    """Whether a folded name is one of a road, which leads to the places that it is named by from afar."""
    return pl.col(names).str.split(" ").list.first().is_in(nouns("road")).fill_null(False)


@cache
def nouns(*kinds: str) -> frozenset[str]:
    """Nouns, folded, of some kinds of place: «مخيم» (camp), «قرية» (village), «طريق» (road)."""
    words = Vocabulary.load(SEEDS / "lexicons").nouns.values()
    return frozenset(noun.word for noun in words if noun.kind in kinds)


def _windowed(rows: pl.DataFrame) -> pl.DataFrame:
    """The window of days of each row: what the text says, else the days up to publication.

    A span of more than LONG days counts as not dated: nothing is linked by it beyond its own days.
    """
    stated = pl.col("date_basis").is_in(["stated", "inherited"]) & pl.col("date_to").is_not_null()
    span = (pl.col("date_to") - pl.col("date_from")).dt.total_days()
    dated = stated & pl.col("date_from").is_not_null() & (span <= LONG)
    back = pl.when("recalled").then(BACK_RECALLED).otherwise(BACK)
    last = pl.when(stated).then(pl.col("date_to").cast(pl.Int32)).otherwise("published")
    first = (
        pl.when(stated & pl.col("date_from").is_not_null())
        .then(pl.col("date_from").cast(pl.Int32))
        .otherwise(last - back)
    )
    found = rows.with_columns(first.alias("first"), last.alias("last"), (dated & ~pl.col("late")).alias("dated"))
    wounded = pl.when("late").then(pl.min_horizontal("first", pl.col("last") - BACK_LATE)).otherwise("first")
    return found.with_columns(wounded.alias("first"), pl.col("dated").fill_null(False))


def reports_slots(events: pl.DataFrame, report_of: pl.DataFrame) -> pl.DataFrame:
    """The slots of every report: its most exact place and date, and all its causes, actors and figures.

    ``report_of`` has unit and report (a unit's report); a report is named after its first event.
    """
    rows = events.join(report_of, on="unit")
    placed = _most_told(rows)
    dated = (
        rows.with_columns((pl.col("last") - pl.col("first")).alias("span"))
        .sort("report", ~pl.col("dated"), "span", "position", "unit", nulls_last=True)
        .group_by("report", maintain_order=True)
        .agg(pl.col("first").first(), pl.col("last").first(), pl.col("dated").first())
    )
    table = kin.default()
    gathered = rows.sort("report", "position", "unit").group_by("report", maintain_order=True).agg(
        pl.col("article_id").first(), pl.col("family").first(), pl.col("published").first(), pl.col("position").first(),
        pl.col("recalled").all(), pl.col("late").all(),
        pl.col("cause").bitwise_or(), pl.col("actors").bitwise_or(),
        pl.col("target").drop_nulls().first(),
        *[pl.col(name).explode().drop_nulls().unique().sort() for name in (*OUTCOMES, *PARTS)],
        pl.col("classes").explode().drop_nulls().unique().sort(),
    )  # fmt: skip
    masks = {
        "cause_kin": [table.widened("cause", found) for found in gathered["cause"]],
        "actors_kin": [table.widened("party", found) for found in gathered["actors"]],
    }
    whole = gathered.with_columns([pl.Series(name, values, dtype=pl.UInt32) for name, values in masks.items()])
    return (
        whole.join(placed, on="report", how="left")
        .join(dated, on="report", how="left")
        .rename({"report": "unit"})
        .select(list(SLOTS))
        .cast(SLOTS)
        .sort("article_id", "position", "unit")
    )


def _most_told(rows: pl.DataFrame) -> pl.DataFrame:
    """Per report the place to stand for it: the most exact, then the one most events name, then the first.

    A town gives way to a village that most of them tell by it: «جعدة الكبيرة جنوب غرب كوباني» in the news of Kobani.
    """
    names = ["place_id", "place_key", "spot_key", "unlisted"]
    keys = ["report", *names, "governorate", "latitude", "longitude", "precision", "fine"]
    named = rows.with_columns(pl.col("precision").fill_null(9))
    counted = named.group_by(keys).agg(pl.len().alias("n"), pl.col("position").min().alias("at"), pl.col("unit").min())
    known = pl.col("place_id").is_null().cast(pl.Int8)
    there, by = pl.col("n").filter(~pl.col("unlisted")).sum(), pl.col("n").filter(pl.col("unlisted")).sum()
    around = ~pl.col("unlisted") & (by > there).over("report", "place_id")
    return (
        counted.with_columns(around.alias("around"))
        .sort("report", known, "around", "precision", -pl.col("n").cast(pl.Int64), "at", "unit")
        .group_by("report", maintain_order=True)
        .agg([pl.col(key).first() for key in keys[1:]])
        .with_columns(pl.when(pl.col("precision") < 9).then("precision").alias("precision"))
    )
