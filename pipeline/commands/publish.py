"""hasila publish: the releases copied to where others read them."""

import click

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, clean, home_option, index_of
from pipeline.project import Home
from pipeline.release.shipping import ShippingError, ship


@click.command()
@click.option("--to", "target", required=True, metavar="DIR|s3://…|gs://…", help="Where to copy the releases to.")
@home_option
def command(target: str, home: Home) -> None:
    """Every file is read back and held against its hash, and the index is replaced last: readers there find the
    releases of before or the new ones, whole. Cut off, it goes on where it stopped.
    """
    index_of(home)
    try:
        with bars() as progress:
            done = ship(home.releases, target, progress)
    except ShippingError as error:
        raise InputError(clean(error)) from error
    click.echo(f"{clean(target)} holds {', '.join(done.versions)}: {done.sent} files sent, {done.there} there already")
