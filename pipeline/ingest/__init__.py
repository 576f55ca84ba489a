"""Articles in: batches of files become rows of ``articles``; what cannot be read, rows of ``rejected_articles``.

Text is kept as the file's UTF-8 decodes, line ends included; only a byte-order mark before the first character, which
is no text, is left out. Kept out: reading what the text says.
"""

from pipeline.ingest.batches import Batch, batch_of, inbox
from pipeline.ingest.intake import Intake, take_in
from pipeline.ingest.read import chunks, read
from pipeline.ingest.reception import Reception, glance, receive, received
from pipeline.ingest.sources import Sources, sources
from pipeline.ingest.values import Article, Rejection

__all__ = [
    "Article",
    "Batch",
    "Intake",
    "Reception",
    "Rejection",
    "Sources",
    "batch_of",
    "chunks",
    "glance",
    "inbox",
    "read",
    "receive",
    "received",
    "sources",
    "take_in",
]
