"""Each tally as it stood after each report: what was known when (the 17 that became 23 in Raqqa).

A report is one article's claims; a figure that the article itself says was given earlier is a report of its own, before
it. Kept out: how a range is made (``ranges``): each step is made by the same rules from the claims up to then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pipeline.contracts.ids import content_id
from pipeline.reconciliation.accounts import Said
from pipeline.reconciliation.ranges import Cap, ranges

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
    for known, report in _reports(said):
        for key, found in ranges(known, cap).items():
            tally_id = content_id("tally", incident, outcome, *key)
            figures = (found.low, found.best, found.high)
            news = next((c for c in report if c.claim_id in found.roles), None)
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


def _reports(said: Sequence[Said]) -> Iterator[tuple[list[Said], list[Said]]]:
    """All claims up to and including each report, and the report's own.

    Before an article replaces its earlier figure, that figure stood: it is read as current until then.
    """
    start = 0
    while start < len(said):
        first = said[start]
        end = start
        while end < len(said) and (said[end].article_id, said[end].superseded) == (first.article_id, first.superseded):
            end += 1
        report = list(said[start:end])
        known = list(said[:end])
        if first.superseded and end < len(said) and said[end].article_id == first.article_id:
            known[start:end] = [replace(claim, superseded=False) for claim in report]
        yield known, report
        start = end
