"""Sentences put together from parts are read as what was put into them, in whatever order."""

from random import Random

import pytest

from tests.extraction.put_together import MAKERS, PUBLISHED, Claim
from tests.extraction.reading import claims

DRAWN = 300  # sentences of each maker


def read(text: str, slots: list[str]) -> list[Claim]:
    return [{slot: claim[slot] for slot in slots} for claim in claims(text, PUBLISHED)]


@pytest.mark.parametrize("maker", MAKERS)
def test_what_was_put_together_is_read(maker: str) -> None:
    draw, misread = Random(maker), []  # noqa: S311
    for _ in range(DRAWN):
        text, made = MAKERS[maker](draw)
        slots = [slot for slot in made[0] if all(slot in claim for claim in made)]
        expected = [{slot: claim[slot] for slot in slots} for claim in made]
        found = read(text, slots)
        if sorted(map(repr, found)) != sorted(map(repr, expected)):
            misread.append((text, expected, found))
    assert not misread, "\n".join(f"{text}\n  put in {put_in}\n  read   {out}" for text, put_in, out in misread[:5])
