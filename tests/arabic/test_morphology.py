"""Unlisted nouns: which of them denote people, and how many."""

import logging

import pytest

from pipeline.arabic.fold import fold_word
from pipeline.arabic.morphology import Morphology
from pipeline.arabic.provision import database_path
from pipeline.project import Home

needs_database = pytest.mark.skipif(
    database_path(Home.at()) is None, reason="no morphology database; python -m pipeline.arabic.provision"
)

NOUNS = [
    ("لاعب", "one"),  # a player
    ("خبازين", "many_or_two"),  # bakers, or two of them
    ("عتال", "one"),  # a porter
    ("منزل", None),  # a house
    ("سيارات", None),  # cars
    ("خيام", None),  # tents, or a tentmaker: not certain, so not read
    ("كلب", None),  # a dog
    ("يركض", None),  # he runs
]


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology.load(Home.at())


@needs_database
@pytest.mark.parametrize(("noun", "number"), NOUNS, ids=[noun for noun, _ in NOUNS])
def test_a_noun_denotes_people_where_no_reading_of_it_is_a_thing(
    morphology: Morphology, noun: str, number: str | None
) -> None:
    assert morphology.people(fold_word(noun)) == number


def test_without_a_database_it_says_so_once_and_knows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        bare = Morphology(None)
        assert bare.people("لاعب") is None
    with pytest.MonkeyPatch.context() as patched, caplog.at_level(logging.WARNING):
        patched.setattr("pipeline.arabic.morphology.database_path", lambda home: None)
        assert Morphology.load(Home.at()).people("لاعب") is None
    assert [record.message.split(":")[0] for record in caplog.records] == ["no morphology database"]
