"""How fast places are read, on one core: `python bench/places.py [FILE.jsonl]`.

Loading the gazetteer is timed in milliseconds; finding and resolving in megabytes of UTF-8 text a second, on words
that are read already. The articles are the seeds unless a file of JSON lines with a ``text`` is named. Each figure is
the best of five rounds of processor time.
"""

import time
from collections.abc import Callable

from texts import articles

from pipeline.arabic.fold import fold
from pipeline.arabic.sentences import split
from pipeline.arabic.tokens import Token, tokenize
from pipeline.places import DocumentPlaces, Gazetteer

ROUNDS = 5


def best(run: Callable[[], object]) -> float:
    """Seconds of processor time, the best of the rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def sentences(text: str) -> list[list[Token]]:
    """The words of an article's sentences, without its furniture."""
    return [
        tokenize(fold(text[found.char_start : found.char_end])) for found in split(text) if found.section != "furniture"
    ]


def main() -> None:
    """Prints one line a figure."""
    print(f"{'loading the gazetteer':40} {1000 * best(Gazetteer.load):7.0f} ms     (wanted: 300 ms)")
    gazetteer = Gazetteer.load()
    texts = articles()
    read = [sentences(text) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    finding = best(lambda: [gazetteer.find(tokens) for article in read for tokens in article])
    print(f"{'finding places':40} {size / finding:7.1f} MB/s   (wanted: 1 MB/s)")
    whole = best(lambda: [DocumentPlaces.read(gazetteer, article) for article in read])
    print(f"{'finding and resolving, whole articles':40} {size / whole:7.1f} MB/s")


if __name__ == "__main__":
    main()
