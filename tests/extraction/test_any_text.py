"""Laws of extraction that hold for any text, however broken: it reads on, and says exactly where it read what."""

import csv

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.contracts import codes
from pipeline.extraction.document import annotate
from pipeline.project import SEEDS


def vocabulary() -> list[str]:
    """The words of the lexicons and of their examples."""
    words: set[str] = set()
    for path in sorted((SEEDS / "lexicons").glob("*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            for cell in row.values():
                words.update((cell or "").replace("|", " ").split())
    return sorted(words)


WORDS = vocabulary()
WORD = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["و", "،", ".", ":", "(", ")", "«", "»", "\n", "..", "بين", "من", "إلى", "عن", "قتل", "مقتل", "أصيب"]
    ),
    st.integers(0, 10**7).map(str),
    st.text(min_size=1, max_size=4),
)
TEXT = st.lists(WORD, max_size=40).map(" ".join)
PUBLISHED = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, PUBLISHED)
@example("أجبر . ¹", None)  # a sentence without a word
def test_every_claim_keeps_to_the_codes_and_quotes_the_text(text: str, published: str | None) -> None:
    claims = annotate({"doc": "a", "text": text, "published": published})["claims"]
    ids = {claim["id"] for claim in claims}
    for claim in claims:
        assert text[claim["start"] : claim["start"] + len(claim["quote"])] == claim["quote"] != ""
        assert claim["outcome"] in codes.OUTCOME
        assert claim["who"] in codes.WHO
        assert (claim["party"] is None) or claim["who"] == "combatant"
        assert claim["low"] is not None or claim["high"] is not None
        assert None in (claim["low"], claim["high"]) or claim["low"] <= claim["high"]
        assert set(claim["cause"]) <= codes.CAUSE.keys() and set(claim["by"]) <= codes.PARTY.keys()
        assert claim["part_of"] in ids - {claim["id"]} | {None}
        assert claim["repeats"] in ids - {claim["id"]} | {None}
        assert None in (claim["from"], claim["to"]) or claim["from"] <= claim["to"]
