"""Where an article stands on the web, and where a copy of it is kept: addresses that a reader may follow.

Addresses come from outside and become links, so only those of the web are taken (http, https; a host; no user before
it; no blank and nothing that steers a terminal or turns text), and they are kept as they were given. An archive's
copy names what it is a copy of (``https://web.archive.org/web/20190504101010/https://news.example/7``): it gives both.
Kept out: asking whether anything is there.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 4_000  # characters
_COPY = re.compile(r"https?://[^/]+/(?:[^/]+/)*\d{8,14}(?:[a-z]{2}_)?/(https?:/{1,2}[^/].*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addresses:
    """An article's own address and that of an archived copy, None where not known; and what was wrong with either."""

    url: str | None = None
    archive_url: str | None = None
    complaint: str = ""


def addresses(url: object, archive_url: object = None) -> Addresses:
    """The addresses that an article was given with; one that is none of the web is complained of, and not taken."""
    complaints = [_complaint(name, given) for name, given in (("url", url), ("archive_url", archive_url))]
    own, copy = web(url), web(archive_url)
    if own is not None and (original := _original(own)) is not None:
        own, copy = original, copy or own
    if own is None and copy is not None:
        own = _original(copy)
    return Addresses(own, copy, "; ".join(filter(None, complaints)))


def web(given: object) -> str | None:
    """An address of the web as it was given, without blanks around it; None where it is none."""
    if not isinstance(given, str):
        return None
    address = given.strip()
    if not address or len(address) > LONGEST or any(unicodedata.category(char)[0] in "CZ" for char in address):
        return None
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        return address if known and parts.port != 0 else None
    except ValueError:  # a port or a bracketed host that is none
        return None


def host(address: str | None) -> str | None:
    """The site of an address, which stands for an outlet that is not named."""
    named = urlsplit(address).hostname if address else None
    return named.removeprefix("www.") if named else None


def _original(address: str) -> str | None:
    """The address of which an archive's address is a copy, if it is one's."""
    found = _COPY.fullmatch(address)
    return web(re.sub(r"^(https?):/+", r"\1://", found[1])) if found else None


def _complaint(name: str, given: object) -> str:
    if given is None or given == "" or web(given) is not None:
        return ""
    shown = str(given)[:60].encode("utf-8", "backslashreplace").decode()
    return f"{name} {shown!r} is no address of the web; the article is kept without it: write https://…"
