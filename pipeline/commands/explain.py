"""hasila explain: from a figure down to the sentences that state it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.commands.console import (
    OF_OTHER_TABLES,
    InputError,
    cell,
    clean,
    console,
    dataset,
    home_option,
    isolated,
    made_by_another,
    name,
)
from pipeline.commands.forms import FORMS, as_csv, as_json, json_text, write
from pipeline.contracts import codes
from pipeline.explain import Account, Found, Row, Statement, account, by_id, by_name, incidents
from pipeline.project import Home

SHOWN = 50
WIDE = 100  # columns of a terminal from which on ids are shown whole
ID_BEGINS = 8  # characters of an id, which find it as well


@click.command()
@click.argument("wanted", metavar="ID", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@home_option
def command(wanted: tuple[str, ...], form: str, home: Home) -> None:
    """ID is that of a tally, incident or claim, or its first characters. A place, governorate or day lists the
    incidents there: hasila explain Atareb; hasila explain حلب 2017-11-13.
    """
    words = " ".join(wanted)
    with dataset(home) as connection:
        try:
            found = by_id(connection, words)
            named = [] if found else by_name(connection, words)
            if len(named) == 1:
                found = [Found("incident", named[0])]
            if len(found) == 1:
                told = account(connection, found[0])
                if form == "table":
                    _show(told, found[0])
                else:
                    write([json_text(asdict(told), 2) + "\n"] if form == "json" else _claims_csv(told))
            elif found:
                several = "\n".join(f"  {one.kind:<9}{one.id}" for one in found)
                raise InputError(f"{clean(words)} begins the ids of several; give more characters of one:\n{several}")
            elif named:
                listed = incidents(connection, named)
                if form == "table":
                    _list(listed)
                else:
                    rows = [list(row.values()) for row in listed]
                    write((as_json if form == "json" else as_csv)(list(listed[0]), rows))
            else:
                raise InputError(
                    f"Nothing has the id, place or day {clean(words)}. Look with: "
                    'hasila query "select incident_id, date_from, place_name_en, place_name_ar from incidents"'
                )
        except OF_OTHER_TABLES as error:
            raise made_by_another(home, error) from error


def _claims_csv(told: Account) -> Iterator[str]:
    """The claims, a row each, with what each does for which tally."""
    rows = [{**one.claim, "does": "; ".join(_uses(one.roles))} for one in told.statements]
    return as_csv(list(rows[0]) if rows else [], [list(row.values()) for row in rows])


def _list(rows: Sequence[Row]) -> None:
    table = Table("incident", "days", "place", "governorate", "cause", "killed (low / best / high)")
    for row in rows[:SHOWN]:
        place = name(row["place_name_en"], row["place_name_ar"])
        killed = "" if row["killed_low"] is None else _range(row["killed_low"], row["killed_best"], row["killed_high"])
        table.add_row(
            row["incident_id"],
            _days(row["date_from"], row["date_to"]),
            place,
            cell(row["governorate"]),
            cell(row["cause"]),
            killed,
        )
    console().print(table)
    if len(rows) > SHOWN:
        click.echo(f"… and {len(rows) - SHOWN:,} more; add a day or another word")
    click.echo("Walk one of them down to its sentences with: hasila explain INCIDENT")


def _show(found: Account, thing: Found) -> None:
    terminal = console()
    if found.incident is not None:
        _incident(terminal, found.incident)
    if found.tallies:
        _tallies(terminal, found.tallies)
    if found.period is not None:
        _period(terminal, found.period)
    heading = "The claim" if thing.kind == "claim" else f"Claims ({len(found.statements)})"
    terminal.print(Text(f"\n{heading}", style="bold"))
    for number, statement in enumerate(found.statements, start=1):
        _statement(terminal, number, statement)
    for correction in found.corrections:
        told = f"{correction['action']} ({codes.CORRECTION[correction['action']]}): {clean(correction['reason'])}"
        by = f"{clean(correction['author'])}, {correction['made_on']}; claims {', '.join(correction['claims'])}"
        terminal.print(
            Text(f"\nCorrected by a person, {clean(correction['correction_id'])}: {told}. {by}", style="bold")
        )
    for conflict in found.conflicts:
        terminal.print(
            Text(f"\nConflict: {clean(conflict['detail'])}. {clean(conflict['choice'])} ({conflict['rule']})")
        )
    if len(found.history) > 1:
        _history(terminal, found.history)


def _incident(terminal: Console, row: Row) -> None:
    place = name(row["place_name_en"], row["place_name_ar"], row["governorate"]).plain
    terminal.print(
        Text(f"Incident {row['incident_id']}: {place or 'place unknown'}, ", style="bold").append(
            _days(row["date_from"], row["date_to"])
        )
    )
    by = f" · said to be by {', '.join(row['alleged_perpetrators'])}" if row["alleged_perpetrators"] else ""
    terminal.print(Text(f"{', '.join(row['cause']) or 'cause unknown'}{by}"))
    counts = f"articles {row['n_articles']}, near-duplicates counted once {row['n_families']}"
    grade = f"{row['grade']} ({codes.GRADE[row['grade']]})"
    terminal.print(Text(f"{grade} · {counts}, independent claimants {row['n_claimants']}"))


def _tallies(terminal: Console, rows: Sequence[Row]) -> None:
    table = Table("outcome", "of whom", "low", "best", "high", "set by rule", "tally")
    shown = None if terminal.width >= WIDE else ID_BEGINS
    for row in rows:
        high = f"{row['high']:,}{' or more' if row['high_is_open'] else ''}"
        best = "" if row["best"] is None else f"{row['best']:,}"
        table.add_row(row["outcome"], _whom(row), f"{row['low']:,}", best, high, row["rule"], row["tally_id"][:shown])
    terminal.print(table)


def _whom(row: Row) -> str:
    return f"{row['population']}, {row['who']}" if row["who"] else str(row["population"])


def _period(terminal: Console, row: Row) -> None:
    residual = "" if row["residual"] is None else f"; {row['residual']:,} accounted for by neither"
    where, days = row["governorate"] or "the whole country", _days(row["date_from"], row["date_to"])
    known = f"the {row['n_incidents']} known incidents add up to {row['incidents_low']:,} to {row['incidents_high']:,}"
    parts = f"the {row['n_parts']} parts listed to {row['parts_low']:,}"
    terminal.print(Text(f"A cumulative figure for {where}, {days}: {known}, {parts}{residual}"))


def _statement(terminal: Console, number: int, statement: Statement) -> None:
    claim = statement.claim
    who = claim["who"] + (f" of {claim['party']}" if claim["party"] else "")
    figure = f"{_bounds(claim['low'], claim['high'])} {claim['outcome']}, {who} ({claim['modality']})"
    claimant = codes.SOURCE[claim["source"]] if claim["source"] else "nobody credited"
    said = f" «{isolated(clean(claim['source_text']))}»" if claim["source_text"] else ""
    terminal.print(Text(f"\n[{number}] {figure}", style="bold").append(f" · {claimant}{said}", style="not bold"))
    lines = [_sentence(claim)]
    lines += [Text(f"in the tally of {use}") for use in _uses(statement.roles)]
    when = f"published {claim['published_on'] or 'on an unknown day'} ({claim['published_basis']})"
    at = f"characters {claim['char_start']}–{claim['char_end']}, {claim['section']}"
    outlet = isolated(clean(claim["outlet"] or "outlet unknown"))
    lines.append(Text(f"{isolated(clean(claim['source_uri']))}, {outlet}, {when}, {at}"))
    lines += [Text(" · ".join(links))] if (links := _links(claim)) else []
    if claim["earlier_versions"]:
        places = ", ".join(isolated(clean(place)) for place in claim["earlier_versions"])
        lines.append(Text(f"came in the place of an earlier version, which is kept: {places}", style="dim"))
    asides = [f"read by {claim['rule']} (right {claim['confidence']:.0%} of the time)", claim["scope"], claim["status"]]
    asides += [f"part of claim {claim['part_of_claim_id']}"] if claim["part_of_claim_id"] else []
    asides += [f"repeats claim {claim['repeats_claim_id']}"] if claim["repeats_claim_id"] else []
    lines.append(Text(f"claim {claim['claim_id']}: {', '.join(asides)}", style="dim"))
    if claim["join_reason"]:
        lines.append(
            Text(f"joined to the incident: {clean(claim['join_reason'])} ({claim['join_score']:.2f})", style="dim")
        )
    for line in lines:
        terminal.print(Padding(line, (0, 0, 0, 4), expand=False))


def _links(claim: Row) -> list[str]:
    """Where the article stands on the web, and where a copy of it is kept."""
    told = (("", claim["url"]), ("archived at ", claim["archive_url"]))
    return [f"{how}{isolated(clean(address))}" for how, address in told if address]


def _uses(roles: Sequence[Row]) -> list[str]:
    """What a claim does for which tallies, those for which it does the same named together."""
    of_tally: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for role in roles:
        of_tally[role["outcome"], _whom(role)].append(f"{role['role']} by {role['rule']}")
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (outcome, whom), does in of_tally.items():
        together[outcome, ", ".join(does)].append(whom)
    return [f"{outcome} ({'; '.join(whoms)}): {does}" for (outcome, does), whoms in together.items()]


def _sentence(claim: Row) -> Text:
    """The sentence with the quote marked, in colour and in brackets."""
    sentence, start = claim["sentence"], claim["sentence_start"]
    begin = min(max(claim["char_start"] - start, 0), len(sentence))
    end = min(max(claim["char_end"] - start, begin), len(sentence))
    text = Text(_spaced(sentence[:begin]))
    text.append(f"⟦{clean(sentence[begin:end])}⟧", style="bold yellow")
    return text.append(_spaced(sentence[end:]))


def _spaced(part: str) -> str:
    """Cleaned text that keeps a blank at either end."""
    before = " " if part[:1].isspace() else ""
    after = " " if part.strip() and part[-1:].isspace() else ""
    return f"{before}{clean(part)}{after}"


def _history(terminal: Console, rows: Sequence[Row]) -> None:
    table = Table("after the report of", "low", "best", "high", "claim", title="\nAs it stood", title_justify="left")
    for row in rows:
        values: list[Any] = [row["reported_on"], row["low"], row["best"], row["high"], row["claim_id"]]
        table.add_row(*(cell(value) for value in values))
    terminal.print(table)


def _bounds(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else "unknown"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _range(low: int, best: int | None, high: int) -> str:
    return f"{low:,} / {'–' if best is None else f'{best:,}'} / {high:,}"


def _days(first: Any, last: Any) -> str:
    if first is None and last is None:
        return "day unknown"
    return str(first) if first == last else f"{first or '?'} to {last or '?'}"
