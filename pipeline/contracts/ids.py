"""Ids of rows: hashes of content, so the same evidence has the same id on every machine."""

from hashlib import sha256


def content_id(kind: str, *parts: str | None) -> str:
    """A 16-digit id of a thing by its kind and what it consists of; None and "" differ."""
    text = "\x1f".join("\x00" if part is None else part for part in (kind, *parts))
    return sha256(text.encode()).hexdigest()[:16]
