"""The project's gazetteer, loaded once, and a reading of one sentence."""

import pytest
from hypothesis import settings
from place_reading import Read, Reading

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.places import DocumentPlaces, Gazetteer

settings.register_profile("places", deadline=None)
settings.load_profile("places")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Read:
    return lambda sentence: Reading(sentence, DocumentPlaces.read(gazetteer, [tokenize(fold(sentence))]))
