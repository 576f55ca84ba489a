"""A headline that came beside a text stands below it, and only where the text does not print it."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arabic.sentences import split
from pipeline.extraction.document import read as claims_of
from pipeline.ingest import Article, batch_of, read
from pipeline.ingest.headline import headline_of, with_headline

STRIKE = "مقتل طفلين في قصف على ريف إدلب"  # two children killed in shelling of the Idlib countryside
MENU = "الرئيسية\n\nمقتل رجل مسن في الرقة\n\nأخبار وتقارير"  # of a page whose article did not load: other headlines


@pytest.mark.parametrize(
    "title",
    [
        STRIKE,
        f"{STRIKE} - عنب بلدي",
        f"{STRIKE} -ANHA",
        f"ANF | {STRIKE}",
        f"ANF |\n{STRIKE}",
        f"{STRIKE} | شبكة شام الإخبارية {STRIKE} | شبكة شام الإخبارية",
        f"{STRIKE} {STRIKE} {STRIKE}",
        f"{STRIKE} – Radio Alkul {STRIKE} {STRIKE}",
    ],
)
def test_the_headline_is_found_in_what_a_page_calls_its_title(title: str) -> None:
    assert headline_of(title) == STRIKE


@pytest.mark.parametrize(
    "text",
    [
        f"{STRIKE}\n\nقالت مصادر محلية إن القصف طال حيا سكنيا.",
        "مَقتلُ طِفلينِ في قَصفٍ على ريفِ إدلب، بحسب الدفاع المدني.",
        "قال مراسلنا إن مقتل طفلين في قصف على ريف حماة أثار غضبا.",  # most of it in a row
    ],
)
def test_a_text_that_prints_its_headline_stays_as_it_is(text: str) -> None:
    assert with_headline(text, STRIKE) == text


@pytest.mark.parametrize("title", [None, "", " | ", "!!!", "قصف إدلب", "عنب بلدي | سوريا"])
def test_what_is_no_headline_is_not_added(title: str | None) -> None:
    assert with_headline(MENU, title) == MENU


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_offset_into_the_text_that_was_given_holds(text: str, title: str) -> None:
    assert with_headline(text, title).startswith(text)


def test_news_that_only_the_headline_states_is_claimed(tmp_path: Path) -> None:
    page = {"doc": "a", "text": MENU, "title": f"{STRIKE} -ANHA", "published": "2024-12-09"}
    (tmp_path / "pages.jsonl").write_text(json.dumps(page), encoding="utf-8")
    (found,) = read(batch_of(tmp_path, tmp_path))
    assert isinstance(found, Article)
    assert found.text == f"{MENU}\n\n{STRIKE}"
    sentences = split(found.text, found.title)
    assert [one.section for one in sentences][-1] == "title"
    (claim,) = claims_of(found.text, date(2024, 12, 9), sentences, title=found.title)
    assert (claim.outcome, claim.low, claim.who, claim.place_text) == ("killed", 2, "child", "ريف إدلب")
    assert found.text[claim.char_start : claim.char_end] in STRIKE


def test_a_headline_below_says_nothing_of_the_last_sentence_of_the_text() -> None:
    """The text ends in another place; the headline names none, and does not take that over."""
    text = "استهدفت طائرة حي السكري في حلب.\n\nوقصفت المدفعية بلدة سرمين في إدلب."
    title = "مقتل ثلاثة مدنيين وإصابة آخرين بقصف للنظام"
    below = with_headline(text, title)
    found = claims_of(below, date(2017, 1, 2), split(below, title), title=title)
    assert {claim.place_text for claim in found} == {None}
