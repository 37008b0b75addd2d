"""Paths of requests become addresses of a site, as GitHub Pages does it; what is asked of another host is refused."""

from __future__ import annotations

import ipaddress
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urlsplit

OWN = "/~mentorsite"
"""What the paths of the preview's own files begin with."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""Those that the machine's own table may not have, or have otherwise."""


def base_of(url: str | None) -> str:
    """Give the path that a site lies under, with a slash at both ends and its letters as they are: that of its `site.url`."""
    return unquote(urlsplit(url).path) if url else "/"


def content_type(address: str) -> str:
    """Give the media type of a file by its name."""
    ending = address[address.rfind(".") :].lower() if "." in address.rpartition("/")[2] else ""
    return _TYPES.get(ending) or mimetypes.guess_type(address)[0] or "application/octet-stream"


def address_for(path: str, is_there: Callable[[str], bool]) -> tuple[str, bool]:
    """Give the address of the file that a path below the base means, and whether the path lacks the slash of a folder.

    A folder has an `index.html`, and a page may be asked for without its `.html`. Nothing lists what is in a folder.
    """
    if not path or path.endswith("/"):
        return f"{path}index.html", False
    if is_there(path):
        return path, False
    if is_there(f"{path}.html"):
        return f"{path}.html", False
    if is_there(f"{path}/index.html"):
        return f"{path}/index.html", True
    return path, False


def is_local(host: str) -> bool:
    """Say whether a host is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_asked_of_us(headers: Mapping[str, str], names: Iterable[str]) -> bool:
    """Say whether a request comes from somebody who looks at this server, by its headers, whose names are in lower case.

    A page of the web may give a name of its own to this machine's address (DNS rebinding): so a name has to be among `names`, while an
    address of a machine can't be given another meaning. Such a page may lead here, and neither ask for anything nor show it in a frame.
    """
    host, origin = headers.get("host"), headers.get("origin")
    if host is None or not _is_ours(f"//{host}", names):
        return False
    if origin is not None and (not _is_ours(origin, names) or urlsplit(origin).netloc != host):
        return False
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return True


def _is_ours(address: str, names: Iterable[str]) -> bool:
    try:
        name = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return name in {"localhost", *(own.lower() for own in names)} or _is_an_address(name)


def _is_an_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
