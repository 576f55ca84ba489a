"""What a batch of 100 articles costs on a store of 20,000, beside the same batch on an empty store, step by step.

In seconds of the processor, since others may be at work; and by the clock. A store is first brought up to the code at
hand, with a batch of its own to publish (``settled``): what a change of code costs is no part of it. The articles are
made up: days, places of seeds/places.csv, claimants, causes and figures put into sentences of news.

    python bench/batches.py [--articles 20000] [--batch 100] [--keep FOLDER]
"""

import argparse
import csv
import json
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import dagster as dg
import numpy as np

from pipeline.headless import run
from pipeline.progress import Silent
from pipeline.project import SEEDS, Home

FIRST, DAYS = date(2013, 1, 1), 4000
DROPS = 20  # drops of which the store is made
ALL, RELEASE = "all", "release"
CAUSES = ("غارة جوية", "قصف مدفعي", "قصف صاروخي", "انفجار سيارة مفخخة", "انفجار لغم أرضي", "رصاص قناص")
CLAIMANTS = ("الدفاع المدني", "المرصد السوري لحقوق الإنسان", "الشبكة السورية لحقوق الإنسان", "ناشطون محليون")
ACTORS = ("قوات النظام", "الطيران الروسي", "تنظيم داعش", "قوات سوريا الديمقراطية", "مجهولون")
OPENERS = (
    "قتل {killed} مدنيا وأصيب {injured} آخرون جراء {cause} على {place} اليوم، بحسب {claimant}.",
    "استشهد {killed} أشخاص بينهم {children} أطفال في {cause} على بلدة {place} أمس، وفق {claimant}.",
    "أعلن {claimant} مقتل {killed} شخصا وجرح {injured} في {cause} استهدف {place}.",
)
MORE = (
    "وقال {other} إن عدد القتلى بلغ {more} بعد انتشال جثث من تحت الأنقاض.",
    "واتهم ناشطون {actor} بالوقوف وراء الهجوم الذي طال سوقا ومدرسة في {place}.",
    "ونقل الجرحى إلى مشاف ميدانية في ريف {place}، حيث وصفت حالة بعضهم بالحرجة.",
    "وتشهد المنطقة تصعيدا عسكريا منذ أسابيع أدى إلى نزوح مئات العائلات نحو الحدود.",
    "وأضاف المصدر أن فرق الإنقاذ واصلت عملها حتى ساعات متأخرة من الليل رغم القصف.",
    "ولم يصدر تعليق رسمي على الحادثة حتى لحظة إعداد هذا الخبر رقم {number}.",
)


def articles(seed: int, count: int) -> Iterator[str]:
    """So many made-up articles as JSON lines, the same for one seed."""
    chance = random.Random(seed)  # noqa: S311
    with (SEEDS / "places.csv").open(encoding="utf-8") as file:
        places = [row["name_ar"] for row in csv.DictReader(file)]
    for number in range(count):
        killed = chance.randint(3, 40)
        told = {
            "killed": killed, "injured": chance.randint(11, 90), "children": chance.randint(3, 9),
            "more": killed + chance.randint(0, 5), "cause": chance.choice(CAUSES), "place": chance.choice(places),
            "claimant": chance.choice(CLAIMANTS), "other": chance.choice(CLAIMANTS), "actor": chance.choice(ACTORS),
            "number": f"{seed}-{number}",
        }  # fmt: skip
        sentences = [chance.choice(OPENERS), *chance.sample(MORE, chance.randint(3, len(MORE)))]
        text = "\n".join(sentence.format(**told) for sentence in sentences)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        yield json.dumps({"doc": f"{seed}-{number}", "text": text, "published": day.isoformat()}, ensure_ascii=False)


def drop(home: Home, seed: int, count: int) -> None:
    """A drop of made-up articles into the inbox."""
    home.inbox.mkdir(parents=True, exist_ok=True)
    (home.inbox / f"drop-{seed:03}.jsonl").write_text("\n".join(articles(seed, count)), encoding="utf-8")


@contextmanager
def watched() -> Iterator[list[tuple[float, float]]]:
    """What the clock said and the processor had worked, some forty times a second for the length of the block."""
    seen, ended = [(time.time(), time.process_time())], threading.Event()

    def look() -> None:
        while not ended.wait(0.025):
            seen.append((time.time(), time.process_time()))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()
        seen.append((time.time(), time.process_time()))


def ran(home: Home) -> tuple[float, dict[str, float]]:
    """Run the chain: seconds by the clock, and of the processor: by step, as Dagster recorded them, and in ``all``."""
    with watched() as seen:
        outcome = run(home, Silent())
    if not outcome.ok:
        raise SystemExit(f"refused: {', '.join(outcome.refusals)}")
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        (latest,) = instance.get_runs(limit=1)
        steps = instance.get_run_step_stats(latest.run_id)
    clock, worked = zip(*seen, strict=True)

    def between(start: float | None, end: float | None) -> float:
        first, last = np.interp([start or 0, end or 0], clock, worked)
        return float(last - first)

    spent = {step.step_key: between(step.start_time, step.end_time) for step in steps}
    return clock[-1] - clock[0], spent | {ALL: between(clock[0], clock[-1])}


def main() -> None:
    """Fill a store, add the batch to it and to an empty one, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="where the full store stays, to be used again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder)
        empty, full = Home.at(Path(folder) / "empty"), Home.at(root / "full")
        if not full.inbox.exists():
            for seed in range(DROPS):
                drop(full, seed, given.articles // DROPS)
            print(f"{given.articles:,} articles: {ran(full)[0]:.1f} s", flush=True)
        run(Home.at(Path(folder) / "first"), Silent())  # what a process reads in once is no part of either
        number = len(list(full.inbox.iterdir()))
        drop(full, number, given.batch)
        print(f"settled in {ran(full)[0]:.1f} s", flush=True)
        for home in (empty, full):
            drop(home, number + 1, given.batch)
        once, alone = ran(empty)
        again, beside = ran(full)
    print(f"\n{'step':<20}{'empty':>8}{'full':>8}  seconds of the processor")
    for step in beside:
        print(f"{step:<20}{alone.get(step, 0):>8.2f}{beside[step]:>8.2f}")
    print(f"{'by the clock':<20}{once:>8.2f}{again:>8.2f}")
    candidate, candidate_alone = beside[ALL] - beside[RELEASE], alone[ALL] - alone[RELEASE]
    print(
        f"{given.batch} articles cost {candidate / candidate_alone:.2f} times as much up to the candidate, all checks"
    )
    print(f"passed, and {beside[ALL] / alone[ALL]:.2f} times with a release of everything and its page")


if __name__ == "__main__":
    main()
