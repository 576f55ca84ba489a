"""A detached signature of a release: SHA256SUMS.minisig, over SHA256SUMS, which names every other file by its hash.

Minisign's format: no account, no network, and any minisign reads it. A signature may be put beside a release later; it
is no part of what it signs.
"""

import os
from pathlib import Path

import minisign

from pipeline.release.verify import SIGNATURE, SUMS, Problem

PUBLIC = ".pub"  # what the public key's file has beside the secret one's name


class UnusableKeyError(ValueError):
    """A key cannot be used. Says which, why and what to do."""


def make_key(path: Path, password: str) -> Path:
    """Write a new secret key, readable by its owner alone, and its public key beside it, whose path is returned.

    An empty password leaves the secret key unencrypted.
    """
    if path.exists():
        raise UnusableKeyError(f"{path} is there already; name another file, so that no key is lost")
    pair = minisign.KeyPair.generate()
    if password:
        pair.secret_key.encrypt(password)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(bytes(pair.secret_key))
    public = path.with_name(path.name + PUBLIC)
    public.write_bytes(bytes(pair.public_key) + b"\n")
    return public


def needs_password(path: Path) -> bool:
    """Whether a secret key is encrypted."""
    return bool(_secret(path).is_encrypted())


def sign(folder: Path, version: str, key: Path, password: str = "") -> Path:
    """Sign a release folder; the signature's path is returned. Its trusted comment names the version."""
    secret = _secret(key)
    try:
        if secret.is_encrypted():
            secret.decrypt(password)
        made = secret.sign((folder / SUMS).read_bytes(), trusted_comment=f"hasila {version} {SUMS}")
    except minisign.Error as error:
        raise UnusableKeyError(f"{key} does not open with that password ({error})") from error
    staged = folder.parent / f".{folder.name}-{SIGNATURE}"
    staged.write_bytes(bytes(made))
    staged.replace(folder / SIGNATURE)
    return folder / SIGNATURE


def check(folder: Path, version: str, key: Path) -> list[Problem]:
    """What is wrong with a release's signature, by a public key; nothing where it is good and of this version."""
    try:
        public = minisign.PublicKey.from_file(key)
    except (OSError, minisign.Error) as error:
        raise UnusableKeyError(f"{key} is no minisign public key ({error})") from error
    try:
        found = minisign.Signature.from_file(folder / SIGNATURE)
        public.verify((folder / SUMS).read_bytes(), found)
    except OSError as error:
        return [Problem(SIGNATURE, f"cannot be read: {error.strerror}")]
    except minisign.Error as error:
        return [Problem(SIGNATURE, f"is not this key's signature of {SUMS}: {error}")]
    if found.trusted_comment != f"hasila {version} {SUMS}":
        return [Problem(SIGNATURE, f"was made for something else: {found.trusted_comment}")]
    return []


def _secret(path: Path) -> minisign.SecretKey:
    try:
        return minisign.SecretKey.from_file(path)
    except (OSError, minisign.Error) as error:
        raise UnusableKeyError(f"{path} is no minisign secret key ({error}); make one with --new-key") from error
