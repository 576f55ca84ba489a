"""The data dictionary as Markdown, generated from the contracts: every table, column, code and law, in two languages.

docs/data_dictionary.md holds the warehouse's tables; a release carries the same for those it holds, and in Arabic, by
texts/arabic.csv, which translates what the contracts say in English. Kept out: the description for machines
(``datapackage``).
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pipeline.contracts import LAYERS, Column, Table
from pipeline.contracts.evolution import schema_version

Say = Callable[[str], str]
ARABIC = Path(__file__).parent / "texts" / "arabic.csv"


def dictionary(tables: Iterable[Table]) -> str:
    """The page for these tables, layer by layer."""
    return _page(tuple(tables), lambda english: english)


def dictionary_ar(tables: Iterable[Table]) -> str:
    """The page in Arabic; what has no translation yet stands in English."""
    words = arabic()
    page = _page(tuple(tables), lambda english: words.get(english, english))
    return f'<div dir="rtl" lang="ar">\n\n{page}\n</div>\n'


@cache
def arabic() -> Mapping[str, str]:
    """English as the contracts have it → Arabic."""
    with ARABIC.open(encoding="utf-8", newline="") as file:
        return {row["english"]: row["arabic"] for row in csv.DictReader(file, strict=True)}


def _page(tables: tuple[Table, ...], say: Say) -> str:
    parts = (_opening(tables, say), *(_table(table, say) for table in tables), _codes(tables, say))
    return "\n".join(line for part in parts for line in part)


def _opening(tables: tuple[Table, ...], say: Say) -> Iterator[str]:
    yield f"# {say('Data dictionary')}"
    yield ""
    yield say("Generated from `pipeline/contracts` by `python -m checks.pages`; do not edit by hand.")
    yield ""
    yield f"{say('Schema')} {schema_version()}."
    yield ""
    yield say(
        "Offsets count Unicode code points from 0; bounds and dates are inclusive; NULL is not stated or not known."
    )
    yield ""
    yield f"| {say('table')} | {say('layer')} | {say('what a row is')} |"
    yield "|---|---|---|"
    for table in tables:
        layer = f"{table.layer}: {say(LAYERS[table.layer])}"
        yield f"| [{table.name}](#{table.name}) | {layer} | {_cell(say(table.description))} |"
    yield ""


def _table(table: Table, say: Say) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield say(table.description)
    yield ""
    yield f"{say('Key')}: {', '.join(f'`{name}`' for name in table.key)}."
    if table.withheld:
        withheld = ", ".join(f"`{name}`" for name in sorted(table.withheld))
        yield f"Not released: {withheld} (the texts are their publishers')."
    yield ""
    yield f"| {say('column')} | {say('type')} | NULL | {say('meaning')} | {say('values')} |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        nullable = say("may be") if column.nullable else ""
        meaning, values = _cell(_meaning(column, say)), _cell(_values(column, say))
        yield f"| `{column.name}` | {say(column.kind)} | {nullable} | {meaning} | {values} |"
    yield ""
    for law in table.laws:
        yield f"- `{law.id}`: {say(law.meaning)} (`{law.sql}`)"
    if table.laws:
        yield ""


def _meaning(column: Column, say: Say) -> str:
    return f"{say(column.description)} ({say(column.unit)})" if column.unit else say(column.description)


def _values(column: Column, say: Say) -> str:
    if column.references is not None:
        return f"{say('a')} `{column.references}`"
    if column.codes is not None:
        several = f"{say('list of')} " if column.kind == "texts" else ""
        return f"{several}[{_list_name(column)}](#{say('Codes').lower()}-{_list_name(column)})"
    if column.minimum is not None and column.maximum is not None:
        return f"{column.minimum:g} {say('to')} {column.maximum:g}"
    if column.minimum is not None:
        return f"{column.minimum:g} {say('or more')}"
    return f"{column.maximum:g} {say('or less')}" if column.maximum is not None else ""


def _list_name(column: Column) -> str:
    return {"actors": "party", "alleged_perpetrators": "party"}.get(column.name, column.name)


def _codes(tables: tuple[Table, ...], say: Say) -> Iterator[str]:
    lists: dict[str, list[Mapping[str, str]]] = {}
    for table in tables:
        for column in table.columns:
            if column.codes is not None and column.codes not in lists.setdefault(_list_name(column), []):
                lists[_list_name(column)].append(column.codes)
    yield f"# {say('Codes')}"
    yield ""
    for name, several in sorted(lists.items()):
        yield f"## {say('Codes')}: {name}"
        yield ""
        yield f"| {say('code')} | {say('meaning')} |"
        yield "|---|---|"
        yield from (f"| `{code}` | {_cell(say(meaning))} |" for codes in several for code, meaning in codes.items())
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
