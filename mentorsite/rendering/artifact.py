"""A finished file of a site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file's address, its bytes, and what it was made of, for a message when two have the same address.

    `digest` is the fingerprint of the bytes, where it is known. A file that is `kept` lies in the output already, as it is, and one that is
    `laid` lies at another place of the disk; then its bytes are not here.
    """

    address: str
    data: bytes
    origin: str
    digest: str = ""
    kept: bool = False
    laid: str = ""

    def laid_at(self, place: str) -> Artifact:
        """Give the same file without its bytes, which lie at a place."""
        return replace(self, data=b"", laid=place)


def fingerprint(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
