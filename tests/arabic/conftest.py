"""Hypothesis without deadlines: the first example of a run loads the lexicons."""

from hypothesis import settings

settings.register_profile("arabic", deadline=None)
settings.load_profile("arabic")
