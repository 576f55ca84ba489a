"""How well the code at hand reads: the seed articles are read again and held against what their annotators read.

``seeds/gold`` holds the annotation of claims (two readers, adjudicated) and the tallies that follow from it, both made
from the project's own seed articles. Kept out: whether that is good enough to publish (``checks``).
"""

from pipeline.accuracy.seeds import readings

__all__ = ["readings"]
