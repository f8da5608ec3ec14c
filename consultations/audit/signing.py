"""The key that heads of the record are signed with, and what a signature is made over."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from consultations.audit.chain import canonical
from consultations.settings import SettingsError, settings

FILE = "record-key.pem"


class Signed(NamedTuple):
    """A signature, and the public key that it fits. Both in hexadecimal."""

    signature: str
    key: str


def sign(said: object) -> Signed:
    """Sign something with the key of this service, which is made at first use.

    Raises SettingsError when the file of the key holds no key.
    """
    key = _key(settings().data_dir / FILE)
    public = key.public_key().public_bytes_raw().hex()
    return Signed(key.sign(canonical(said)).hex(), public)


def own_key() -> str:
    """The public key of this service, in hexadecimal."""
    return _key(settings().data_dir / FILE).public_key().public_bytes_raw().hex()


def fits(said: object, *, signature: str, key: str) -> bool:
    """Whether a signature was made over this with the key that belongs to the public key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), canonical(said))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


@lru_cache(maxsize=8)
def _key(file: Path) -> Ed25519PrivateKey:
    """The key in a file that only its owner may read, made when there is none."""
    made = Ed25519PrivateKey.generate()
    written = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unfinished = file.with_name(f"{FILE}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as opened:
        opened.write(written)
    try:
        os.link(unfinished, file)  # which fails where another process has just made one
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    try:
        kept = load_pem_private_key(file.read_bytes(), password=None)
    except ValueError as error:
        raise SettingsError(f"{file} holds no key. Put the right file there.") from error
    if not isinstance(kept, Ed25519PrivateKey):
        raise SettingsError(f"{file} holds another kind of key. Put the right file there.")
    return kept
