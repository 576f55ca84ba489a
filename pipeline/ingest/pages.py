"""An HTML page to a record: trafilatura finds the article's text, headline, outlet, address and date of publication.

Where a home says of a source what holds its text, that is taken instead. The text is what the page shows, not its
bytes, so offsets count in the text extracted. Only a date that the page declares is taken: one guessed from its words
would pass for metadata.
"""

import codecs
import re
from typing import Any

from pipeline.ingest.addresses import web
from pipeline.ingest.sources import UNKNOWN, Settings
from pipeline.ingest.values import Flaw, Record, sha256

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_BLOCKS = ("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2099-12-31"}


def article(content: bytes, declared: str = "", source: Settings = UNKNOWN) -> Record | Flaw:
    """The article of a page; ``declared`` is the character set its server named, '' for none."""
    import trafilatura  # slow to import, and few batches hold pages

    markup = _decoded(content, declared or source.encoding or "")
    if isinstance(markup, Flaw):
        return markup
    if not markup.strip():
        return Record("", "", raw=content)
    try:
        found: Any = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=_DATES,
            prune_xpath=list(source.prune) or None,
        )
        text = found.text if found is not None else None
        if source.content:
            text = _held(markup, source)
    except Exception as error:  # any page may come in, and each library below has errors of its own
        return Flaw(
            "",
            "malformed",
            f"not readable as HTML ({type(error).__name__}: {error}); save its text as .txt",
            sha256(content),
        )
    if not text:
        mend = f"mend content of its source ({source.content})" if source.content else "save its text as .txt"
        return Flaw("", "no_text", f"no article found in the page; {mend}", sha256(content))
    if found is None:
        return Record("", text, raw=content)
    return Record(
        "",
        text,
        outlet=found.sitename or None,
        title=found.title or None,
        url=web(found.url),  # a page's own word for it: whoever saved the page can mend nothing
        published=found.date,
        raw=content,
    )


def _held(markup: str, source: Settings) -> str:
    """The text of what the source says holds it, a line a block."""
    from lxml import html

    root = html.document_fromstring(markup)
    for path in (*source.prune, "//script", "//style"):
        for out in _elements(root, path):
            out.drop_tree()
    return "\n".join(filter(None, map(plain, _elements(root, source.content or "//body"))))


def _elements(root: Any, path: str) -> list[Any]:
    """The elements that an XPath finds; an expression may find text or numbers as well."""
    found = root.xpath(path)
    return [one for one in found if hasattr(one, "drop_tree")] if isinstance(found, list) else []


def plain(root: Any) -> str:
    """The text of an element, a line a block."""
    for block in root.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in str(root.text_content()).splitlines())
    return "\n".join(filter(None, lines))


def _decoded(content: bytes, declared: str) -> str | Flaw:
    """The page's characters: UTF-8, else the character set its server, its source or the page itself declares."""
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
