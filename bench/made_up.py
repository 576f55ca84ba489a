"""Articles, events and claims whose truth is known, because they are made up here: for bench/reconciliation.py.

Harms fall on days and villages of a grid as dense as the worst years; each is reported by some articles, and each day
by a round-up, which also gives the dead of a month so far. Places are told exactly, as countryside or not at all, days
in six cases of ten, causes and perpetrators differ, figures are right, low or vague. Kept out: what is measured.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipeline.contracts import table

CLAIMS_PER_INCIDENT = 6.7
VILLAGES = 3000
GOVERNORATES = ("Aleppo", "Idlib", "Hama", "Raqqa", "Deir ez-Zor", "Homs", "Daraa", "Rural Damascus")
SOURCES = (None, None, "sohr", "civil_defence", "snhr", "sana", "activists", "local_media", "medical")
CAUSES = ("airstrike", "shelling", "small_arms", "mine_or_remnant", "explosive_device")
BLAMED = {"airstrike": ["russia", "government"], "shelling": ["government", "russia"], "small_arms": ["sdf"],
          "mine_or_remnant": ["islamic_state"], "explosive_device": []}  # fmt: skip
START = date(2012, 1, 1)


@dataclass(frozen=True, slots=True)
class Harm:
    """What really happened."""

    number: int
    village: int
    day: date
    cause: str
    dead: int
    wounded: int


def point(village: int) -> tuple[str, float, float]:
    """A village's governorate and coordinates: governorates are squares of a grid, villages lie about 4 km apart."""
    square, within = village % len(GOVERNORATES), village // len(GOVERNORATES)
    latitude = 34.0 + (square // 4) * 1.5 + (within // 20) * 0.04
    longitude = 36.0 + (square % 4) * 1.5 + (within % 20) * 0.045
    return GOVERNORATES[square], latitude, longitude


def happened(number: int, dice: random.Random, n_days: int) -> Harm:
    cause = dice.choices(CAUSES, (5, 6, 2, 1, 1))[0]
    dead = min(200, int(dice.paretovariate(1.1)))
    day = START + timedelta(dice.randrange(n_days))
    return Harm(number, dice.randrange(VILLAGES), day, cause, dead, dice.randrange(12))


class Press:
    """Writes articles on harms: rows of articles, events and claims, and which event speaks of which harm."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.articles: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []
        self.truth: dict[str, int] = {}

    def report(self, harms: list[Harm]) -> None:
        """One article on one harm, or a round-up of several."""
        article = f"a{len(self.articles):07}"
        published = max(harm.day for harm in harms) + timedelta(self.dice.choices((0, 1, 2), (6, 3, 1))[0])
        self.articles.append(_article(article, published, f"{article} " * 12))
        for harm in harms:
            self._mention(article, harm, headline=False)
            if len(harms) == 1 and self.dice.random() < 0.4:
                self._mention(article, harm, headline=True)

    def sum_up(self, day: date) -> None:
        """The last article also gives the dead of a governorate since the month began."""
        article, event = self.articles[-1]["article_id"], f"e{len(self.events):07}"
        governorate, people = self.dice.choice(GOVERNORATES), self.dice.randrange(20, 400)
        slots = {"place_id": governorate, "governorate": governorate, "place_precision": 4, "date_precision": 4}
        dates = {"date_from": day.replace(day=1), "date_to": day, "date_basis": "stated"}
        row = _blank_event(event, article)
        self.events.append(row | slots | dates)
        n_claims = len(self.claims)
        self._claim(event, article, "killed", people, "sohr")
        for claim in self.claims[n_claims:]:
            claim["scope"] = "cumulative"

    def _mention(self, article: str, harm: Harm, headline: bool) -> None:
        dice = self.dice
        event = f"e{len(self.events):07}"
        cause = "shelling" if harm.cause == "airstrike" and dice.random() < 0.2 else harm.cause
        self.events.append(_event(event, article, harm, cause, dice, headline))
        self.truth[event] = harm.number
        source = dice.choice(SOURCES)
        told = [("killed", harm.dead), ("injured", harm.wounded)]
        for outcome, people in told:
            if people and dice.random() < 0.85:
                self._claim(event, article, outcome, people, source)

    def _claim(self, event: str, article: str, outcome: str, people: int, source: str | None) -> None:
        dice = self.dice
        kind = dice.choices(("true", "fewer", "several", "at_least"), (12, 4, 2, 2))[0]
        low = 3 if kind == "several" else max(1, people - dice.randrange(1, 4)) if kind == "fewer" else people
        high = None if kind in ("several", "at_least") else low
        modality = {"several": "unquantified", "at_least": "at_least"}.get(kind, "exact")
        self.claims.append(_claim_row(f"c{len(self.claims):07}", event, article, outcome, modality, low, high, source))
        if kind == "true" and people > 3 and dice.random() < 0.3:
            whole = self.claims[-1]["claim_id"]
            some = people // 3
            part = _claim_row(f"c{len(self.claims):07}", event, article, outcome, "exact", some, some, source)
            self.claims.append(part | {"who": "child", "part_of_claim_id": whole})


def _article(article: str, published: date, text: str) -> dict[str, Any]:
    row = dict.fromkeys(table("articles").names)
    return row | {
        "article_id": article, "external_id": article, "batch": "b", "source_uri": article, "published_on": published,
        "published_basis": "metadata", "text": text, "text_sha256": "", "n_chars": len(text), "syndication_id": article,
        "is_family_head": True,
        "replaced_by": None,
    }  # fmt: skip


def _blank_event(event: str, article: str) -> dict[str, Any]:
    start = int(event[1:])
    return dict.fromkeys(table("events").names) | {
        "event_id": event, "article_id": article, "sentence_id": event, "char_start": start, "char_end": start + 1,
        "cause": [], "actors": [],
    }  # fmt: skip


def _event(event: str, article: str, harm: Harm, cause: str, dice: random.Random, headline: bool) -> dict[str, Any]:
    governorate, latitude, longitude = point(harm.village)
    told = dice.choices(("exact", "area", "nowhere"), (2, 5, 3) if headline else (12, 2, 1))[0]
    dated = dice.random() < 0.6
    blamed = [dice.choice(BLAMED[cause])] if BLAMED[cause] and dice.random() < 0.6 else []
    return _blank_event(event, article) | {
        "cause": [cause] if dice.random() < 0.8 else [], "actors": blamed,
        "place_text": {"exact": f"قرية{harm.village}", "area": f"ريف {governorate}", "nowhere": None}[told],
        "place_id": {"exact": f"v{harm.village}", "area": governorate, "nowhere": None}[told],
        "governorate": None if told == "nowhere" else governorate,
        "latitude": latitude if told == "exact" else None, "longitude": longitude if told == "exact" else None,
        "place_precision": {"exact": 1, "area": 4, "nowhere": None}[told],
        "date_from": harm.day if dated else None, "date_to": harm.day if dated else None,
        "date_precision": 1 if dated else None, "date_basis": "stated" if dated else "unknown",
    }  # fmt: skip


def _claim_row(
    claim: str, event: str, article: str, outcome: str, modality: str, low: int, high: int | None, source: str | None
) -> dict[str, Any]:
    start = int(claim[1:])
    return dict.fromkeys(table("claims").names) | {
        "claim_id": claim, "event_id": event, "article_id": article, "sentence_id": event, "char_start": start,
        "char_end": start + 1, "quote": "ق", "outcome": outcome, "modality": modality, "low": low, "high": high,
        "who": "person", "source": source, "scope": "incident", "status": "current", "rule": "made", "confidence": 1.0,
    }  # fmt: skip


def made_up(n_claims: int, seed: int) -> tuple[Press, list[Harm]]:
    """About ``n_claims`` claims on harms as dense in time and space as in the worst years."""
    dice = random.Random(seed)  # noqa: S311 made-up data
    n_harms = max(1, int(n_claims / CLAIMS_PER_INCIDENT))
    harms = [happened(n, dice, max(30, n_harms // 40)) for n in range(n_harms)]
    press = Press(dice)
    for harm in harms:
        for _ in range(min(30, int(dice.paretovariate(1.3)))):
            press.report([harm])
    by_day: dict[date, list[Harm]] = {}
    for harm in harms:
        by_day.setdefault(harm.day, []).append(harm)
    for day in sorted(by_day):
        press.report(by_day[day][:4])
        press.sum_up(day)
    return press, harms
