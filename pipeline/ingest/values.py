"""What ingest passes on: records as they stand in a file, flaws, and the articles and rejections made of them.

Kept out: opening files (``formats``) and deciding what becomes of a record (``read``).
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

MAX_FILE_BYTES = 10 * 1024 * 1024  # a text or HTML file holds one article
MAX_RECORD_BYTES = 16 * 1024 * 1024  # a JSON line or CSV field: the longest text, each character escaped
MAX_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a file gives it. ``where`` names the record in the file (``#line 17``), '' for a whole file."""

    where: str
    text: str
    doc: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: object = None
    archive_url: object = None
    published: object = None
    published_basis: str | None = None
    raw: bytes | None = None

    def sha256(self) -> str:
        """The hash of the record's bytes, or of its text where the format gives no bytes of its own."""
        return sha256(self.raw if self.raw is not None else self.text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a file that is no article, and why: a code of ``codes.REJECTION``, the finding and the remedy."""

    where: str
    reason: str
    detail: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A row of ``articles``."""

    article_id: str
    external_id: str
    batch: str
    source_uri: str
    outlet: str | None
    title: str | None
    url: str | None
    archive_url: str | None
    licence: str | None
    published_on: date | None
    published_basis: str
    text: str
    text_sha256: str
    n_chars: int

    def row(self) -> dict[str, Any]:
        """The row's columns. Until families are known, each article heads its own."""
        row: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return row | {"syndication_id": self.article_id, "is_family_head": True, "replaced_by": None}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row of ``rejected_articles``."""

    source_uri: str
    batch: str
    reason: str
    detail: str
    sha256: str | None

    def row(self) -> dict[str, Any]:
        """The row's columns."""
        return {name: getattr(self, name) for name in self.__slots__}


def article_id(doc: str | None, text: str) -> str:
    """The id of an article: a hash of its declared identity (none for a plain file) and its text."""
    return "a" + hashlib.sha256(f"{doc or ''}\0{text}".encode()).hexdigest()[:20]


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
