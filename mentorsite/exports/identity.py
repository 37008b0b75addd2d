"""What a thing is called for good: a UUID made of the address that it has in the web (RFC 9562, version 5).

An address is made of the name of a record's file, or of its `id`, and not of its title; it is no secret, since it is the page's own.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from mentorsite.rendering.web import lead


def uuid(url: str, address: str) -> UUID:
    """Name what lies at an address of the site; a part of a page by what follows after `#`."""
    return uuid5(NAMESPACE_URL, lead(url, address))
