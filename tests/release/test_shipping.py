"""Releases copied to a folder or an object store: whole, resumed where they were cut, never over others."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pytest
from moto.server import ThreadedMotoServer

from pipeline.progress import Silent
from pipeline.release import Candidate, publish, shipping, verify
from pipeline.release.shipping import ShippingError, ship
from pipeline.release.standing import prune, withdraw

DAY = date(2026, 11, 22)


def release(releases: Path, connection: duckdb.DuckDBPyConnection, number: int) -> Path:
    connection.execute("UPDATE conflicts SET detail = ?", [str(number)])
    return publish(releases, connection, Candidate(DAY, [], {"metrics": []}, {})).folder


@pytest.fixture
def releases(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> Path:
    """Two releases and a page."""
    folder = tmp_path / "releases"
    release(folder, sound, 1)
    release(folder, sound, 2)
    (folder / "page" / "b1").mkdir(parents=True)
    (folder / "page" / "b1" / "app.js").write_text("1")
    (folder / "index.html").write_text("<!doctype html>")
    (folder / ".page.lock").touch()
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    served = ThreadedMotoServer(port=0)
    served.start()
    yield "http://{}:{}".format(*served.get_host_and_port())
    served.stop()


Target = tuple[str, fsspec.AbstractFileSystem]  # where to, and what reads it


@pytest.fixture
def folder(tmp_path: Path) -> Target:
    return str(tmp_path / "web" / "hasila"), fsspec.filesystem("file")


@pytest.fixture
def bucket(server: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Target:
    settings = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {
        **settings,
        "AWS_ENDPOINT_URL": server,
        "AWS_CONFIG_FILE": "/dev/null",
        "NO_PROXY": "*",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3").clear_instance_cache()
    store = fsspec.filesystem("s3")
    name = f"hasila-{len(request.node.name)}"
    store.mkdir(name)
    return f"s3://{name}/data", store


@pytest.fixture(params=["folder", "bucket"])
def target(request: pytest.FixtureRequest) -> Target:
    found: Target = request.getfixturevalue(request.param)
    return found


def names(store: fsspec.AbstractFileSystem, root: str) -> set[str]:
    store.invalidate_cache()
    bare = root.removeprefix("s3://").rstrip("/")
    return {path.removeprefix(bare).lstrip("/") for path in store.find(bare)}


def local(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not any(part.startswith(".") for part in name.split("/"))}


def test_every_release_and_the_page_arrive_and_read_back_whole(releases: Path, target: Target, tmp_path: Path) -> None:
    root, store = target
    done = ship(releases, root, Silent())
    assert done.versions == ("2026.11.1", "2026.11.2")
    assert names(store, root) == local(releases)
    store.get(f"{root}/2026.11.2/", str(tmp_path / "taken"), recursive=True)
    assert verify(tmp_path / "taken") == []
    again = ship(releases, root, Silent())
    assert (again.sent, again.there) == (0, done.sent)


def test_cut_at_any_file_a_reader_has_the_old_index_or_the_new_and_the_next_goes_on(
    releases: Path,
    target: Target,
    sound: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, store = target
    first = ship(releases, root, Silent())
    release(releases, sound, 3)
    left = len(local(releases)) - first.sent
    sends = 0

    def cut(*arguments: Any) -> None:
        nonlocal sends
        sends += 1
        if sends in (1, 7, 20):
            raise ConnectionResetError("cut")
        put(*arguments)

    put = shipping._put
    monkeypatch.setattr(shipping, "_put", cut)
    for _ in range(3):
        with pytest.raises(ConnectionResetError):
            ship(releases, root, Silent())
        read = json.loads(store.cat_file(f"{root}/index.json"))
        assert read["latest"] == "2026.11.2"
    done = ship(releases, root, Silent())
    assert sends == left + 3 and done.sent + done.there == len(local(releases)) - 1
    assert json.loads(store.cat_file(f"{root}/index.json"))["latest"] == "2026.11.3"


def test_a_file_that_was_damaged_there_is_sent_again(releases: Path, folder: Target) -> None:
    root, store = folder
    ship(releases, root, Silent())
    path = f"{root}/2026.11.1/data/claims.parquet"
    content = bytearray(store.cat_file(path))
    content[len(content) // 2] ^= 1
    store.pipe_file(path, bytes(content))
    assert ship(releases, root, Silent()).sent == 1


def test_what_was_withdrawn_or_removed_here_is_so_there(releases: Path, folder: Target) -> None:
    root, store = folder
    ship(releases, root, Silent())
    withdraw(releases, "2026.11.2", "two towns were confused", DAY)
    prune(releases, 1, DAY)
    done = ship(releases, root, Silent())
    read = json.loads(store.cat_file(f"{root}/index.json"))
    assert (read["latest"], read["withdrawn"], done.versions) == ("2026.11.1", ["2026.11.2"], ("2026.11.1",))


def test_the_releases_of_another_home_are_not_overwritten(
    releases: Path, folder: Target, tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    root, _ = folder
    ship(releases, root, Silent())
    release(tmp_path / "other", sound, 9)
    with pytest.raises(ShippingError, match="another home publishes there"):
        ship(tmp_path / "other", root, Silent())


@pytest.mark.parametrize("root", ["nowhere://x", "gs://bucket/x"])
def test_a_place_that_cannot_be_written_is_told_with_what_to_do(root: str, releases: Path) -> None:
    with pytest.raises(ShippingError, match=r"pip install 'hasila\[gcs\]'|name a folder"):
        ship(releases, root, Silent())
