"""hasila serve: the page of the releases, on loopback."""

import errno
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, home_option, index_of
from pipeline.project import Home
from pipeline.release import page
from pipeline.release.reading import NoReleaseError

HOST = "127.0.0.1"
TEXT = (".md", ".cff", ".txt", "")  # shown by a browser instead of being saved


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8090, show_default=True, help="0 takes any free one.")
@home_option
def command(port: int, home: Home) -> None:
    """It listens on 127.0.0.1 only. The page needs no server: releases/index.html opens from the file system too, and
    from any web host that the releases folder is copied to.
    """
    index_of(home)
    try:
        with bars() as progress:
            page.build(home.releases, progress)
    except NoReleaseError as error:
        raise InputError(f"The page cannot be made: {error}") from error
    try:
        server = ThreadingHTTPServer((HOST, port), partial(Released, directory=str(home.releases)))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise InputError(f"Port {port} is taken; name another: hasila serve --port 0 takes any free one") from error
    with server:
        click.echo(f"The releases are on http://{HOST}:{server.server_address[1]}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Ended")


class Released(SimpleHTTPRequestHandler):
    """Serves what was published and the page, and neither hidden files nor listings."""

    def send_head(self) -> Any:
        """Answer with a file, or say why not; a name in Host that is not this machine's is another site's doing."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in (HOST, "localhost"):
            return self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        if any(part.startswith(".") for part in Path(self.translate_path(self.path)).relative_to(self.directory).parts):
            return self.send_error(HTTPStatus.NOT_FOUND)
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Folders are not listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:
        """The media type, with the encoding that all our text files have."""
        if Path(path).suffix in TEXT:
            return "text/plain; charset=utf-8"
        found = str(super().guess_type(path))
        return f"{found}; charset=utf-8" if found.startswith("text/") or found == "application/javascript" else found

    def end_headers(self) -> None:
        """Add what keeps a browser from guessing, and from showing an old page."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
