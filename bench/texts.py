"""The texts that benchmarks read: the seeds, or a file of JSON lines with a ``text``, named on the command line."""

import json
import sys
from pathlib import Path

from pipeline.project import SEEDS


def articles() -> list[str]:
    """The texts to read, repeated to at least a megabyte."""
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    size = sum(len(text.encode()) for text in texts)
    return texts * (1 + 1_000_000 // size)
