"""The rules for asking another host: whom one may ask, and how a single request is made of it.

Requests are made by the standard library, which is all that this takes: a link is asked for, its answer's head is read, and no more.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from mentorsite import __version__

AGENT = f"mentorsite/{__version__} (asks whether a link still leads somewhere)"
"""How a request says who asks. The site that holds the link is not named: a link may stand in a copy for two people."""

MayAsk = Callable[[str], bool]
"""Says whether a host at an IP address may be asked."""

_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
"""Where a network without IPv4 has IPv4 addresses: in the last 32 bits (RFC 6052)."""
_ASSIGNED = ipaddress.ip_network("2000::/3")
"""The addresses of IPv6 that hosts of the Internet have (RFC 4291). Others, such as `::127.0.0.1`, lead where a network sends them."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the whole Internet.

    This machine and the network it is in are not asked: a link in somebody's record must not reach what only this machine can reach.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in _EMBEDDING:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.sixtofour:
            ip = ip.sixtofour
        elif ip not in _ASSIGNED:
            return False
    return ip.is_global and not ip.is_multicast


_AT_HOME = "it is on this machine or in a private network"
_NAMES_AT_HOME = (".localhost", ".local", ".internal", ".home.arpa")


class NotAsked(OSError):
    """A host may not be asked."""


class NoSuchHost(OSError):
    """No host has this name."""


class Reply(NamedTuple):
    """The head of an answer: its status, and its fields."""

    status: int
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Caller:
    """Makes single requests of hosts at addresses that `may_ask` allows, each within so many `seconds`."""

    may_ask: MayAsk = is_public
    seconds: float = 10.0
    proxies: Mapping[str, str] | None = field(default=None)

    def ask(self, url: str, method: str) -> Reply:
        """Ask for the head of what is at an address; redirects are not followed. Raises OSError or http.client.HTTPException."""
        request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        try:
            with self._opener.open(request, timeout=self.seconds) as answer:
                return Reply(answer.status, {name.lower(): value for name, value in answer.headers.items()})
        except urllib.error.URLError as error:
            if isinstance(error.reason, OSError):
                raise error.reason from None
            raise

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        """Knows http and https and no other scheme, and gives every answer as it is."""
        opener = urllib.request.OpenerDirector()
        opener.add_handler(urllib.request.ProxyHandler(None if self.proxies is None else dict(self.proxies)))
        opener.add_handler(_Http(self))
        opener.add_handler(_Https(self))
        return opener


class _Http(urllib.request.HTTPHandler):
    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self.caller = caller

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_opened(_Connection, self.caller, req), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, caller: Caller) -> None:
        self.trusted = ssl.create_default_context()
        super().__init__(context=self.trusted)
        self.caller = caller

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_opened(partial(_Safe, context=self.trusted), self.caller, req), req)


def _opened(kind: Callable[..., Any], caller: Caller, request: urllib.request.Request) -> Any:
    """Give what makes the connection of a request. A proxy that somebody set up is asked wherever it is; it finds the host itself."""
    parts = urlsplit(request.full_url)
    is_direct = request.host == parts.netloc
    if not is_direct and not _looks_public(parts.hostname or "", caller.may_ask):
        raise NotAsked(_AT_HOME)

    def connection(host: str, **options: Any) -> http.client.HTTPConnection:
        made: http.client.HTTPConnection = kind(host, **options)
        # The one place at which both kinds of connection dial.
        made._create_connection = partial(_dialled, may_ask=caller.may_ask if is_direct else None)  # type: ignore[attr-defined]
        return made

    return connection


def _looks_public(host: str, may_ask: MayAsk) -> bool:
    """Say whether a host that a proxy is to find may be asked, by its name alone. An IPv4 address can be written in many ways: `127.1`."""
    name = unquote(host).rstrip(".").lower()
    with contextlib.suppress(ValueError):
        return may_ask(str(ipaddress.ip_address(name)))
    with contextlib.suppress(OSError, ValueError):
        return may_ask(socket.inet_ntoa(socket.inet_aton(name)))
    return "." in name and not name.endswith(_NAMES_AT_HOME)


def _dialled(
    address: tuple[str, int], timeout: float | None = None, source: tuple[str, int] | None = None, *, may_ask: MayAsk | None = None
) -> socket.socket:
    """Connect to a host at one of its addresses that may be asked. It is looked up once: what is asked is what was judged."""
    host, port = address
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)):
            raise NoSuchHost(f"no host is called `{host}`") from None
        raise
    except UnicodeError:
        raise NoSuchHost(f"no host can be called `{host}`") from None
    allowed = [place for place in found if may_ask is None or may_ask(str(place[4][0]))]
    if not allowed:
        raise NotAsked(_AT_HOME)
    failed: OSError | None = None
    for family, kind, protocol, _, place in allowed:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(timeout)
            made.connect(place)
            return made
        except OSError as error:
            made.close()
            failed = failed or error
    assert failed is not None
    raise failed


class _Connection(http.client.HTTPConnection):
    """A connection that ends in time, however slowly the other side speaks."""

    is_late = False

    def getresponse(self) -> http.client.HTTPResponse:
        """Read the head of the answer. Raises TimeoutError where that takes too long, whatever came until then."""
        timer = threading.Timer(self.timeout or 0, self._end)
        timer.daemon = True
        timer.start()
        try:
            answer = super().getresponse()
        except (OSError, http.client.HTTPException):
            if self.is_late:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
        if self.is_late:
            answer.close()
            raise TimeoutError
        return answer

    def _end(self) -> None:
        self.is_late = True
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


class _Safe(http.client.HTTPSConnection, _Connection):
    """The same, encrypted, with the certificate verified."""
