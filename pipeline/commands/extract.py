"""hasila extract: documents as JSON lines in, their claims as JSON lines out, in the same order and without a store."""

import json
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click

from pipeline.commands.console import InputError, clean, first_line, home_option
from pipeline.garbage import spare, spared
from pipeline.ingest.formats import json_objects
from pipeline.ingest.values import Flaw
from pipeline.project import Home

AT_ONCE = 20  # documents handed to a process together


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave no claims line, or (``line``) one without what could not be read; and why."""

    where: str
    reason: str
    line: str | None = None


Outcome = str | Failure


@click.command()
@click.argument("documents", metavar="DOCS.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here. [default: standard output]")
@click.option("--processes", type=click.IntRange(1, 256), default=1, show_default=True)
@home_option
def command(documents: Path, out: Path | None, processes: int, home: Home) -> None:
    """A line that cannot be read is told on standard error, the rest goes through, and the exit code is 2; a date
    that cannot be read is told, too, and costs the date only."""
    failed = 0
    with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as sink:
        for outcome in _outcomes(documents, processes, home):
            if isinstance(outcome, Failure):
                failed += outcome.line is None
                click.echo(f"{clean(documents)}{outcome.where}: {clean(outcome.reason)}", err=True)
            line = outcome.line if isinstance(outcome, Failure) else outcome
            if line is not None:
                click.echo(line, file=sink)
    if failed:
        raise InputError(f"{failed:,} of the documents gave no claims; see above. Mend them and run again.")


def _outcomes(documents: Path, processes: int, home: Home) -> Iterator[Outcome]:
    """One outcome a document, in order; no more than a few pieces a process are held."""
    found = json_objects(documents)
    if processes == 1:
        with spared():
            _prepare(home)
            while piece := list(islice(found, AT_ONCE)):
                yield from _annotated(piece)
        return
    fresh = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks that polars holds
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_prepare_worker, initargs=(home,)) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        while piece := list(islice(found, AT_ONCE)):
            waiting.append(pool.submit(_annotated, piece))
            if len(waiting) >= 3 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _prepare(home: Home) -> None:
    """Name the home folder, where the morphology database lies, to what is imported from here on."""
    os.environ["HASILA_HOME"] = str(home.root)


def _prepare_worker(home: Home) -> None:
    spare()
    _prepare(home)


def _annotated(piece: list[tuple[str, dict[str, Any] | Flaw]]) -> list[Outcome]:
    return [Failure(at, found.detail) if isinstance(found, Flaw) else _claims(at, found) for at, found in piece]


def _claims(where: str, record: dict[str, Any]) -> Outcome:
    from pipeline.extraction.document import annotate
    from pipeline.ingest.dating import published

    if not isinstance(record.get("text"), str):
        return Failure(where, "no text in the record; give the article's text as a string in the field text")
    if not isinstance(record.get("doc"), str):
        return Failure(where, "no doc in the record; give the document's id as a string in the field doc")
    try:
        told, complaint = record, ""
        if record.get("published"):  # as the chain takes it: a day within bounds, or none
            when = published(record["published"], None, record["text"])
            told, complaint = record | {"published": when.day.isoformat() if when.day else None}, when.complaint
        line = json.dumps(annotate(told), ensure_ascii=False)
        return Failure(where, complaint, line) if complaint else line
    except Exception as error:  # one document must not cost the others; it is counted and told
        return Failure(where, f"{record['doc']} could not be annotated ({type(error).__name__}: {first_line(error)})")
