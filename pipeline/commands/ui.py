"""hasila ui: Dagster's own interface, on loopback."""

import os
import sys
from pathlib import Path

import click

from pipeline.commands.console import InputError, home_option
from pipeline.headless import make_ready
from pipeline.project import ROOT, Home

NO_NEWS = "ignore:Function `dev_command` is superseded"  # to a user, which of Dagster's commands is called is no matter


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
@home_option
def command(port: int, home: Home) -> None:
    """It listens on 127.0.0.1 only; it has no log-in, so do not pass it on to a network."""
    dagster = Path(sys.executable).with_name("dagster")
    if not dagster.is_file():
        raise InputError(f"{dagster} is missing. Set the project up with: make setup")
    instance = make_ready(home)
    filters = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), NO_NEWS]))
    os.environ.update(DAGSTER_HOME=str(instance), HASILA_HOME=str(home.root), PYTHONWARNINGS=filters)
    click.echo(f"Dagster will answer on http://127.0.0.1:{port} (Ctrl-C ends it)")
    os.chdir(instance)  # elsewhere Dagster warns of a dagster.yaml that is not the instance's
    workspace = str(ROOT / "workspace.yaml")
    os.execv(dagster, [str(dagster), "dev", "-w", workspace, "-h", "127.0.0.1", "-p", str(port)])  # noqa: S606
