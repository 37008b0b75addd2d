"""A finished file of a site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file's address, its bytes, and what it was made of, for a message when two have the same address."""

    address: str
    data: bytes
    origin: str
