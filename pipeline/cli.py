"""The ``hasila`` command. Exit codes: 0 done, 1 refused by a gate, 2 usage or input.

Kept out: what each command does (``commands``); their modules are imported when asked for, so that help comes at once.
"""

import errno
import importlib
from typing import Any

import click

from pipeline.commands.console import InputError, home_option
from pipeline.project import Home
from pipeline.settings import SettingsError
from pipeline.warehouse import WarehouseLockedError

COMMANDS = {
    "run": "Run the whole chain on the inbox and publish a release; an empty inbox means the seed articles.",
    "ingest": "Copy files or folders into the inbox, as one batch, and say what can be read.",
    "extract": "Read JSON lines (doc, text, published) and write their claims, a line a document; no store.",
    "explain": "Walk a tally, incident or claim down to the sentences that state it.",
    "query": "Ask the dataset in SQL, read-only.",
    "releases": "List the published releases; promote, withdraw, prune or sign them.",
    "verify": "Check that a published release is whole and unchanged.",
    "rebuild": "Make a release again from its inputs, and compare.",
    "diff": "Tell what changed from one release to another.",
    "publish": "Copy the releases to a folder or object store.",
    "serve": "Show the releases' page on this machine's loopback address.",
    "ui": "Open Dagster on this machine's loopback address.",
}


class Hasila(click.Group):
    """Finds a command's module by its name, and turns what a user can mend into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"pipeline.commands.{cmd_name}").command
        command.help = COMMANDS[cmd_name] + ("\n\n" + command.help if command.help else "")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (WarehouseLockedError, SettingsError) as error:
            raise InputError(str(error)) from error
        except OSError as error:
            if error.errno in (None, errno.EPIPE):
                raise
            at = f"{error.filename}: " if error.filename else ""
            raise InputError(f"{at}{error.strerror}. Mend that, or name another home folder with --home.") from error


@click.group(cls=Hasila, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hasila", prog_name="hasila")
@home_option
def main(home: Home) -> None:
    """Casualty tallies from Arabic news on the war in Syria, every number traced to its sentence."""


if __name__ == "__main__":
    main()
