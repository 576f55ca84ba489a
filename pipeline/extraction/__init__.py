"""From sentences to events and casualty claims.

Layers of reading: ``lexicon`` (words), ``phrases`` (people, counted or not), ``grammar`` (what befell them), ``cues``
and ``slots`` (cause, place, time, claimant of each), ``discourse`` (what the article adds), ``document`` and ``frames``
(whole articles, tables). Kept out: which claims speak of one harm (``reconciliation``).
"""

from pipeline.extraction.frames import Extracted, extract
from pipeline.extraction.knowledge import Knowledge, tools

__all__ = ["Extracted", "Knowledge", "extract", "tools"]
