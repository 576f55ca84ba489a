"""Which place a name denotes: the gazetteer, mentions of places in sentences, and their resolution to points.

Kept out: how text becomes words (``arabic``) and which place belongs to which claim (``extraction``).
"""

from pipeline.places.document import DocumentPlaces
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.place import Place, PlaceMention, ReadPlace, ResolvedPlace, Span
from pipeline.places.resolve import Context, resolve, resolve_all

__all__ = [
    "Context",
    "DocumentPlaces",
    "Gazetteer",
    "Place",
    "PlaceMention",
    "ReadPlace",
    "ResolvedPlace",
    "Span",
    "resolve",
    "resolve_all",
]
