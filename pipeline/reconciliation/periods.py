"""Cumulative claims (a month, a campaign) beside what their parts and the known incidents add up to (rule C1).

A cumulative figure never joins an incident. Parts of the same people that the claimant lists by cause partition it;
classes among them (children, women) do not. Kept out: the incidents' own ranges (``tallies``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from pipeline.contracts import frame, table
from pipeline.reconciliation import kin

GENERAL = ("person", "civilian")
NEAR = {1: 5.0, 2: 10.0, 3: 25.0}  # kilometres around a place of that precision that its figure covers
_OF_CLAIM = (
    "claim_id", "part_of_claim_id", "repeats_claim_id", "outcome", "who", "modality", "low", "high", "source",
)  # fmt: skip
_OF_EVENT = (
    "governorate", "latitude", "longitude", "place_precision", "date_from", "date_to", "cause", "actors",
)  # fmt: skip
COLUMNS = {  # table → its columns that are read here
    "events": ("event_id", *_OF_EVENT),
    "claims": ("event_id", "article_id", "char_start", "scope", *_OF_CLAIM),
    "incidents": (
        "incident_id", "date_from", "date_to", "governorate", "latitude", "longitude", "cause", "alleged_perpetrators",
    ),
    "tallies": ("incident_id", "outcome", "population", "who", "low", "high"),
}  # fmt: skip
Days = npt.NDArray[np.int64]
People = tuple[str, str, str | None]  # outcome, population, class


@dataclass(frozen=True, slots=True)
class Known:
    """The dated incidents, ordered by first day, as arrays; and their tallies by people: low and high, -1 for none."""

    first: Days
    last: Days
    governorate: npt.NDArray[np.str_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    cause: Days
    actors: Days
    tallies: dict[People, tuple[Days, Days]]


def period_tallies(
    articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame, incidents: pl.DataFrame, tallies: pl.DataFrame
) -> pl.DataFrame:
    """The table period_tallies: one row for each cumulative claim that does not restate another of its article.

    Of each table but articles, ``COLUMNS`` are read, and others left alone.
    """
    cumulative = _cumulative(articles, events, claims)
    if not cumulative:
        return frame(table("period_tallies"), [])
    known = _known(incidents, tallies, {_people(row) for row in cumulative})
    stands_for = _restated(cumulative)
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in cumulative:
        whole = stands_for.get(row["part_of_claim_id"])
        if whole is not None and stands_for[row["claim_id"]] == row["claim_id"]:
            parts.setdefault(whole, []).append(row)
    rows = [
        _period(row, parts.get(row["claim_id"], []), known)
        for row in cumulative
        if stands_for[row["claim_id"]] == row["claim_id"]
    ]
    declared = table("period_tallies")
    return frame(declared, rows).sort(declared.key)


def _cumulative(articles: pl.DataFrame, events: pl.DataFrame, claims: pl.DataFrame) -> list[dict[str, Any]]:
    """Cumulative claims with their events' slots, in the order of publication and text."""
    families = articles.select("article_id", "syndication_id", "published_on")
    return (
        claims.filter(pl.col("scope") == "cumulative")
        .select("event_id", "article_id", "char_start", *_OF_CLAIM)
        .join(events.select("event_id", *_OF_EVENT), on="event_id", how="left")
        .join(families, on="article_id", how="left")
        .sort("published_on", "article_id", "char_start", "claim_id", nulls_last=True)
        .select(*_OF_CLAIM, *_OF_EVENT, "syndication_id")
        .to_dicts()
    )


def _restated(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Claim → the claim it restates, or itself: stated repeats, and equal figures in one family of articles (S1)."""
    first: dict[tuple[Any, ...], str] = {}
    found: dict[str, str] = {}
    for row in rows:
        parent = found.get(row["part_of_claim_id"] or "")
        alike = (
            row["syndication_id"], row["outcome"], row["who"], row["low"], row["source"], parent, tuple(row["cause"]),
            tuple(row["actors"]), row["governorate"], row["date_from"], row["date_to"],
        )  # fmt: skip
        earlier = found.get(row["repeats_claim_id"] or "")
        if earlier is None and row["modality"] != "unquantified":
            earlier = first.get(alike)
        found[row["claim_id"]] = earlier or row["claim_id"]
        first.setdefault(alike, found[row["claim_id"]])
    return found


def _known(incidents: pl.DataFrame, tallies: pl.DataFrame, asked: set[People]) -> Known:
    """The incidents, and their tallies of the people asked about."""
    rows = incidents.filter(pl.col("date_from").is_not_null()).sort("date_from", "incident_id")
    numbered = rows.select("incident_id").with_row_index("row")
    figures: dict[People, tuple[Days, Days]] = {}
    told = tallies.select("incident_id", "outcome", "population", "who", "low", "high").join(numbered, on="incident_id")
    for key, some in told.group_by("outcome", "population", "who"):
        people = (str(key[0]), str(key[1]), None if key[2] is None else str(key[2]))
        if people in asked:
            low, high = (np.full(rows.height, -1, dtype=np.int64) for _ in range(2))
            low[some["row"].to_numpy()], high[some["row"].to_numpy()] = some["low"].to_numpy(), some["high"].to_numpy()
            figures[people] = low, high
    return Known(
        first=rows["date_from"].cast(pl.Int32).cast(pl.Int64).to_numpy(),
        last=rows["date_to"].cast(pl.Int32).cast(pl.Int64).to_numpy(),
        governorate=rows["governorate"].fill_null("").to_numpy().astype(np.str_),
        latitude=rows["latitude"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        longitude=rows["longitude"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        cause=_masks("cause", rows["cause"]),
        actors=_masks("party", rows["alleged_perpetrators"]),
        tallies=figures,
    )


def _masks(kind: kin.Kind, lists: pl.Series) -> Days:
    sets = lists.list.join(" ")
    masks = {codes: kin.default().widened(kind, kin.mask(kind, codes.split())) for codes in sets.unique()}
    return np.array([masks[codes] for codes in sets], dtype=np.int64)


def _period(row: dict[str, Any], parts: list[dict[str, Any]], known: Known) -> dict[str, Any]:
    listed = [part for part in parts if _partitions(part, row)]
    n_incidents, incidents_low, incidents_high = _beside(row, known)
    parts_low = sum(part["low"] or 0 for part in listed)
    return {
        "claim_id": row["claim_id"],
        "outcome": row["outcome"],
        "who": row["who"],
        "governorate": row["governorate"],
        "date_from": row["date_from"],
        "date_to": row["date_to"],
        "low": row["low"],
        "high": row["high"],
        "n_incidents": n_incidents,
        "incidents_low": incidents_low,
        "incidents_high": incidents_high,
        "n_parts": len(listed),
        "parts_low": parts_low,
        "residual": None if row["low"] is None else max(0, row["low"] - max(parts_low, incidents_low)),
    }


def _beside(row: dict[str, Any], known: Known) -> tuple[int, int, int]:
    """How many incidents within a claim's period and place have a tally of its people; their low and high added up."""
    figures, within = known.tallies.get(_people(row)), _within(row, known)
    if figures is None or not len(within):
        return 0, 0, 0
    low, high = (figure[within] for figure in figures)
    counted = low >= 0
    return int(counted.sum()), int(low[counted].sum()), int(high[counted].sum())


def _people(row: dict[str, Any]) -> People:
    """The tallies that a cumulative figure is set beside: its outcome, and the population and class of its people."""
    population = "combatant" if row["who"] == "combatant" else "civilian" if row["who"] == "civilian" else "all"
    return row["outcome"], population, None if row["who"] in (*GENERAL, "combatant") else row["who"]


def _partitions(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a part is of the same people as its whole, so that such parts do not overlap; classes do."""
    same = part["who"] == whole["who"] or {part["who"], whole["who"]} <= set(GENERAL)
    return same and part["outcome"] == whole["outcome"] and part["low"] is not None


def _within(row: dict[str, Any], known: Known) -> Days:
    """The incidents that lie wholly in the claim's period and place, and fit its cause and perpetrator."""
    if row["date_from"] is None or row["date_to"] is None:
        return np.zeros(0, dtype=np.int64)
    start, end = (day.toordinal() - 719163 for day in (row["date_from"], row["date_to"]))
    begins, ends = np.searchsorted(known.first, [start, end + 1])
    period = slice(begins, ends)
    chosen = known.last[period] <= end
    if row["governorate"] is None:
        chosen &= known.governorate[period] != "outside"
    else:
        chosen &= known.governorate[period] == row["governorate"]
    reach = NEAR.get(row["place_precision"] or 9)
    if reach is not None and row["latitude"] is not None:
        km = _kilometres(known.latitude[period], known.longitude[period], row["latitude"], row["longitude"])
        chosen &= km <= reach
    for masks, stated in (
        (known.cause, kin.mask("cause", row["cause"])),
        (known.actors, kin.mask("party", row["actors"])),
    ):
        if stated:
            chosen &= (masks[period] & stated) != 0
    found: Days = np.flatnonzero(chosen) + begins
    return found


def _kilometres(
    latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64], latitude: float, longitude: float
) -> npt.NDArray[np.float64]:
    north = (latitudes - latitude) * 111.2
    east = (longitudes - longitude) * 111.2 * np.cos(np.radians(latitude))
    found: npt.NDArray[np.float64] = np.hypot(north, east)
    return found
