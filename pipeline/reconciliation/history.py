"""Each tally as it stood after each report: what was known when (the 17 that became 23 in Raqqa).

A report is one article's claims; a figure that the article itself says was given earlier is a report of its own, before
it. Kept out: how a range is made (``ranges``): each step is made by the same rules from the claims up to then.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from pipeline.contracts.ids import content_id
from pipeline.reconciliation.accounts import Key, Said
from pipeline.reconciliation.corrections import Correction
from pipeline.reconciliation.ranges import Cap, settled, speaks_of
from pipeline.reconciliation.voices import Told, told_by

EPOCH = date(1970, 1, 1)


def history(
    incident: str, outcome: str, said: Sequence[Said], cap: Cap | None, happened: date | None
) -> list[dict[str, Any]]:
    """Rows of tally_history for one incident and outcome; ``said`` is in the order of publication.

    ``cap`` is the combined figure that bounds it (K1) and ``happened`` the day to which the figures are dated back.
    The last step of each tally equals the tally.
    """
    rows: list[dict[str, Any]] = []
    steps: dict[str, int] = {}
    stood: dict[str, tuple[int, int | None, int]] = {}
    ids: dict[Key, str] = {}
    for told, report in _reports(said):
        for key, found in settled(told, cap).items():
            tally_id = ids.get(key) or ids.setdefault(key, content_id("tally", incident, outcome, *key))
            figures = (found.low, found.best, found.high)
            news = next((c for c in report if c.claim_id in found.roles or speaks_of(key, c)), None)
            if news is None:
                if stood.get(tally_id) == figures:
                    continue
                news = report[0]  # it bears on the whole of which this is a part
            stood[tally_id] = figures
            step = steps[tally_id] = steps.get(tally_id, -1) + 1
            rows.append(
                {
                    "tally_id": tally_id,
                    "step": step,
                    "claim_id": news.claim_id,
                    "reported_on": None if news.day is None else EPOCH + timedelta(days=news.day),
                    "date_from": happened,
                    "low": found.low,
                    "best": found.best,
                    "high": found.high,
                }
            )
    return rows


def overridden(
    steps: Sequence[dict[str, Any]], tally_id: str, correction: Correction, happened: date | None
) -> dict[str, Any]:
    """The step at which a person put a figure in the place of that of the evidence."""
    figure = correction.figure
    if figure is None:
        raise ValueError(f"correction {correction.id} gives no figure")
    return {
        "tally_id": tally_id,
        "step": sum(step["tally_id"] == tally_id for step in steps),
        "claim_id": correction.claims[0],
        "reported_on": correction.made_on,
        "date_from": happened,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
    }


def _reports(said: Sequence[Said]) -> Iterator[tuple[list[Told], Sequence[Said]]]:
    """What has been told after each report, and the report's own claims; each article is read once.

    Before an article replaces its earlier figure, that figure stood. One that is said to be replaced, but not by what,
    stands only until anything else is told.
    """
    known: dict[str, list[Told]] = {}
    replaced: list[Said] = []
    for article, superseded, report, goes_on in _by_article(said):
        if superseded and goes_on:
            known[article] = told_by(report)
        elif superseded:
            replaced += report
        else:
            known[article] = told_by(report)
        yield [one for name in sorted(known) for one in known[name]] or told_by(replaced), report


def _by_article(said: Sequence[Said]) -> Iterator[tuple[str, bool, Sequence[Said], bool]]:
    """Runs of claims of one article that are replaced, or stand; and whether the article goes on after the run."""
    start = 0
    while start < len(said):
        article, superseded = said[start].article_id, said[start].superseded
        end = start
        while end < len(said) and (said[end].article_id, said[end].superseded) == (article, superseded):
            end += 1
        yield article, superseded, said[start:end], end < len(said) and said[end].article_id == article
        start = end
