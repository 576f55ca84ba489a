"""Values as script files: what a page opened from the file system can load, where fetch() is not allowed.

Kept out: what is in the values (``columns``, ``details``, ``site``).
"""

import json
from pathlib import Path

# In HTML, text inside a script element ends at "</script"; these escapes keep any text from doing so.
_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def as_json(value: object) -> str:
    """Compact JSON, in the order of the value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def in_html(value: object) -> str:
    """JSON that may stand inside an HTML element, whatever texts it holds."""
    return as_json(value).translate(_IN_HTML)


def write(path: Path, name: str, text: str) -> None:
    """Write a script that hands JSON text to the page under a name. Browsers read JSON faster than scripts."""
    string = text.replace("\\", "\\\\").replace("'", "\\'")
    path.write_text(f"hasila.take({json.dumps(name)},JSON.parse('{string}'));\n", encoding="utf-8")
