"""How fast raw Arabic is read, in megabytes of UTF-8 text a second on one core: `python bench/arabic.py [FILE.jsonl]`.

The articles are the project's seeds unless a file of JSON lines with a ``text`` is named. Each reading is timed alone,
on what the reading before it gave, as the best of five rounds of processor time.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from texts import articles

from pipeline.arabic.dates import time_expressions
from pipeline.arabic.fold import fold
from pipeline.arabic.quantities import quantities
from pipeline.arabic.sections import cues
from pipeline.arabic.sentences import split
from pipeline.arabic.tokens import tokenize

ROUNDS = 5
PUBLISHED = date(2018, 2, 24)

Result = TypeVar("Result")


def timed(name: str, texts: list[str], read: Callable[[], Result], wanted: float | None = None) -> Result:
    """Times a reading and prints its speed over ``texts``, beside the speed that is wanted."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        result = read()
        best = min(best, time.process_time() - start)
    speed = sum(len(text.encode()) for text in texts) / 1e6 / best
    print(f"{name:52} {speed:7.1f} MB/s" + (f"   (wanted: {wanted} MB/s)" if wanted else ""))
    return result


def main() -> None:
    """Prints one line a reading."""
    texts = articles()
    sentences = timed(
        "folding, sections, sentences", texts, lambda: [(text, found) for text in texts for found in split(text)], 5
    )
    news = cues().news
    telling = [text[found.char_start : found.char_end] for text, found in sentences if found.section != "furniture"]
    telling = [sentence for sentence in telling if news.search(fold(sentence).text)]
    print(f"{len(telling)} of {len(sentences)} sentences hold a word of violence; on these:")
    folded = timed("folding", telling, lambda: [fold(sentence) for sentence in telling])
    tokens = timed("words", telling, lambda: [tokenize(sentence) for sentence in folded])
    timed("numbers and quantities", telling, lambda: [quantities(sentence) for sentence in tokens])
    timed("time expressions", telling, lambda: [time_expressions(sentence, PUBLISHED) for sentence in tokens])

    def together() -> None:
        for sentence in telling:
            words = tokenize(fold(sentence))
            quantities(words)
            time_expressions(words, PUBLISHED)

    timed("folding, words, quantities and time expressions", telling, together, 1)


if __name__ == "__main__":
    main()
