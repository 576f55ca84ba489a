"""A signature by minisign: good for the release and version that was signed, by that key, and for nothing else."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.release import Candidate, publish, verify
from pipeline.release.signature import UnusableKeyError, check, make_key, needs_password, sign


@pytest.fixture
def folder(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> Path:
    return publish(tmp_path / "releases", sound, Candidate(date(2026, 11, 22), [], {"metrics": []}, {})).folder


@pytest.mark.parametrize("password", ["", "حصيلة"])
def test_a_signed_release_is_known_by_the_public_key(password: str, folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "release.key"
    public = make_key(key, password)
    assert key.stat().st_mode & 0o777 == 0o600 and needs_password(key) is bool(password)
    sign(folder, "2026.11.1", key, password)
    assert check(folder, "2026.11.1", public) == []
    assert verify(folder) == []  # a signature beside it leaves a release whole


def test_what_was_not_signed_so_is_told(folder: Path, tmp_path: Path) -> None:
    public, other = make_key(tmp_path / "a", ""), make_key(tmp_path / "b", "")
    assert [problem.what for problem in check(folder, "2026.11.1", public)] == [
        "cannot be read: No such file or directory"
    ]
    sign(folder, "2026.11.1", tmp_path / "a")
    assert "is not this key's" in check(folder, "2026.11.1", other)[0].what
    assert "was made for something else" in check(folder, "2026.11.2", public)[0].what
    (folder / "SHA256SUMS").write_text("0" * 64 + "  README.md\n", encoding="utf-8")
    assert "is not this key's" in check(folder, "2026.11.1", public)[0].what


def test_keys_that_cannot_be_used_are_told(folder: Path, tmp_path: Path) -> None:
    public = make_key(tmp_path / "key", "right")
    with pytest.raises(UnusableKeyError, match="is there already"):
        make_key(tmp_path / "key", "")
    with pytest.raises(UnusableKeyError, match="does not open"):
        sign(folder, "2026.11.1", tmp_path / "key", "wrong")
    with pytest.raises(UnusableKeyError, match="no minisign secret key"):
        sign(folder, "2026.11.1", public)
    with pytest.raises(UnusableKeyError, match="no minisign public key"):
        check(folder, "2026.11.1", tmp_path / "key")
