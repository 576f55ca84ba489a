"""An HTML page to a record: trafilatura finds the article's text, headline, outlet, address and date of publication.

The text is what the page shows, not its bytes, so offsets count in the text extracted. Only a date that the page
declares is taken: one guessed from its words would pass for metadata.
"""

import codecs
import re
from typing import Any

from pipeline.ingest.addresses import web
from pipeline.ingest.values import Flaw, Record, sha256

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2099-12-31"}


def article(content: bytes, declared: str = "") -> Record | Flaw:
    """The article of a page; ``declared`` is the character set its server named, '' for none."""
    import trafilatura  # slow to import, and few batches hold pages

    markup = _decoded(content, declared)
    if isinstance(markup, Flaw):
        return markup
    if not markup.strip():
        return Record("", "", raw=content)
    try:
        found: Any = trafilatura.bare_extraction(
            markup, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception as error:  # any page may come in, and each library below has errors of its own
        return Flaw(
            "",
            "malformed",
            f"not readable as HTML ({type(error).__name__}: {error}); save its text as .txt",
            sha256(content),
        )
    if found is None or not found.text:
        return Flaw("", "no_text", "no article found in the page; save its text as .txt", sha256(content))
    return Record(
        "",
        found.text,
        outlet=found.sitename or None,
        title=found.title or None,
        url=web(found.url),  # a page's own word for it: whoever saved the page can mend nothing
        published=found.date,
        raw=content,
    )


def _decoded(content: bytes, declared: str) -> str | Flaw:
    """The page's characters: UTF-8, else the character set its server or the page itself declares."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        own = _CHARSET.search(content[:4096])
        name = declared or (own.group(1).decode() if own else "")
        said = f"is not readable as the {name} it declares" if name else "declares no character set"
        detail = f"byte {error.start} is not UTF-8, and the page {said}; save it as UTF-8"
        flaw = Flaw("", "not_utf8", detail, sha256(content))
    try:
        return content.decode(codecs.lookup(name).name) if name else flaw
    except (LookupError, UnicodeDecodeError):
        return flaw
