"""A finished file of a site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file's address, its bytes, and what it was made of, for a message when two have the same address.

    `digest` is the fingerprint of the bytes, where it is known. A file that is `kept` lies in the output already, as it is, and its
    bytes are not here.
    """

    address: str
    data: bytes
    origin: str
    digest: str = ""
    kept: bool = False


def fingerprint(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
