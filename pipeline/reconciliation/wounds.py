"""Deaths of people who were wounded before (rule D1): they are counted among the dead, and no longer among the wounded.

Kept out: which incident such a death belongs to (``slots``, ``evidence``), and what range is left (``ranges``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import polars as pl

from pipeline.arabic.fold import fold, fold_word
from pipeline.lexicon import read_rows
from pipeline.project import SEEDS
from pipeline.reconciliation.accounts import Key, Stated
from pipeline.reconciliation.bounds import Interval
from pipeline.reconciliation.voices import Told, Voice

RULE = "D1"
REACH = 80  # characters after a quote within which the wounds are named: «استشهد طفل من أهالي البلدة متأثرا بجراحه»
_END = re.compile(r"[.\n؛]|،\s*و")  # of a clause: «…، وشقيقتها متأثرة بجراحها» speaks of the sister alone
PATH = SEEDS / "reconciliation" / "late_deaths.csv"


def is_late(text: str, start: int, end: int) -> bool:
    """Whether people whose death a quote states died of wounds: the same clause says so."""
    if _telling().search(text, start, end + REACH) is None:
        return False  # most texts: folding costs more than looking
    clause = _END.split(text[end : end + REACH])[0]
    return _wounded().search(fold(text[start:end] + clause).text) is not None


def late_claims(articles: pl.DataFrame, claims: pl.DataFrame) -> list[str]:
    """The claims on people who died of wounds, from the tables articles and claims."""
    told = claims.filter(pl.col("outcome") == "killed").join(articles.select("article_id", "text"), on="article_id")
    rows = told.select("claim_id", "text", "char_start", "char_end").rows()
    return [claim for claim, text, start, end in rows if is_late(text, start, end)]


def telling() -> str:
    """What a text that tells of such a death holds, as a regular expression for texts that are not folded."""
    stems = sorted({fold_word(row["word"]).rstrip("اهنيت") for row in _rows()})
    return "|".join(stem.replace("ا", "[اأ]") for stem in stems)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(telling())


@cache
def _wounded() -> re.Pattern[str]:
    ways = (rf"{fold_word(row['word'])}\s+\w*(?:{fold(row['of']).text})" for row in _rows())
    return re.compile("|".join(ways))


def _rows() -> Iterable[dict[str, str]]:
    return read_rows(PATH, ["word", "of", "gloss", "reason", "example"], unique=["word"])


def moved(told: Sequence[Told]) -> list[Told]:
    """What is told of the dead, or of the wounded, when those who died of wounds later are counted among the dead.

    Who counted before such a death was told has counted them among the wounded. A claimant's own figures move; those of
    others are widened, since they may have known. Where nobody else counts such people, late deaths are a figure.
    """
    late = [one for one in told if one.late]
    if not late:
        return list(told)
    rest = [one for one in told if not one.late]
    counted = {key for one in rest for key in one.voices}
    alone = [
        replace(one, voices={key: own for key, own in one.voices.items() if key not in counted})
        for one in late
        if one.claims[0].outcome == "killed"
    ]
    sign = 1 if rest and rest[0].claims[0].outcome == "killed" else -1
    return [*[replace(one, voices=_all_moved(one, late, sign)) for one in rest], *alone]


def _all_moved(one: Told, late: Sequence[Told], sign: int) -> dict[Key, list[Voice]]:
    return {
        key: [_moved(voice, [v for other in late for v in other.voices.get(key, ()) if v.firm], sign) for voice in own]
        for key, own in one.voices.items()
    }


def _moved(voice: Voice, deaths: Sequence[Voice], sign: int) -> Voice:
    """A voice after the deaths told of later than it; several tellings of such deaths are taken to be of the same."""
    after = [death for death in deaths if None not in (death.day, voice.day) and (death.day or 0) > (voice.day or 0)]
    if not after or not voice.firm:
        return voice
    most = max(after, key=lambda death: (death.interval.low, -death.order))
    own = any(death.claimant == voice.claimant for death in after)
    interval = _shifted(voice.interval, sign * most.interval.low, own)
    return replace(voice, interval=interval, stated=_told_with(voice.stated, interval, most.stated))


def _shifted(interval: Interval, n: int, own: bool) -> Interval:
    low, high, point = interval.low, interval.high, interval.point
    return replace(
        interval,
        low=max(0, low + n) if own or n < 0 else low,
        high=None if high is None else max(0, high + n) if own or n > 0 else high,
        point=None if point is None else max(0, point + n),
    )


def _told_with(stated: Stated, interval: Interval, death: Stated) -> Stated:
    return replace(stated, interval=interval, claims=stated.claims + death.claims, moved=True)
