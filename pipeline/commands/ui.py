"""hasila ui: Dagster's own interface, on loopback."""

import os
import sys
import warnings
from importlib.metadata import EntryPoint, entry_points

import click

from pipeline.commands.console import InputError, home_option
from pipeline.headless import make_ready
from pipeline.project import ROOT, Home

NO_NEWS = "Function `dev_command` is superseded"  # to a user, which of Dagster's commands is called is no matter


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
@home_option
def command(port: int, home: Home) -> None:
    """It listens on 127.0.0.1 only; it has no log-in, so do not pass it on to a network."""
    dagster = _dagster()
    instance = make_ready(home)
    filters = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), f"ignore:{NO_NEWS}"]))
    os.environ.update(DAGSTER_HOME=str(instance), HASILA_HOME=str(home.root), PYTHONWARNINGS=filters)
    warnings.filterwarnings("ignore", NO_NEWS)
    click.echo(f"Dagster will answer on http://127.0.0.1:{port} (Ctrl-C ends it)")
    os.chdir(instance)  # elsewhere Dagster warns of a dagster.yaml that is not the instance's
    sys.argv = ["dagster", "dev", "-w", str(ROOT / "workspace.yaml"), "-h", "127.0.0.1", "-p", str(port)]
    dagster.load()()  # in this process, which has read Dagster in already


def _dagster() -> EntryPoint:
    for found in entry_points(group="console_scripts", name="dagster"):
        return found
    raise InputError("Dagster is not installed. Set the project up with: make setup")
