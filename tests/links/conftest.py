"""What tests of links to other hosts share: hosts on this machine, which say what they are told to say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

NOW = 1_800_000_000.0


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    fields: dict[str, str]


Says = Callable[[Asked], tuple[int, dict[str, str]]]


class Host:
    """A host on this machine: what it was asked, and how many requests it had at a time."""

    def __init__(self, says: Says) -> None:
        self.asked: list[Asked] = []
        self.most = self._open = 0
        self._lock = threading.Lock()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                with host._lock:
                    host._open += 1
                    host.most = max(host.most, host._open)
                asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
                host.asked.append(asked)
                status, fields = says(asked)
                with host._lock:
                    host._open -= 1
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.end_headers()

            do_GET = do_HEAD

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def requests(self) -> list[str]:
        """Give the requests in short."""
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    def close(self) -> None:
        """Answer no more."""
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


NewHost = Callable[..., Host]


@pytest.fixture
def new_host() -> Iterator[NewHost]:
    """Give a function that starts a host, which answers as a function or a table of paths says: a status, or one with fields."""
    started: list[Host] = []

    def start(says: Says | dict[str, int | tuple[int, dict[str, str]]]) -> Host:
        def by_path(asked: Asked) -> tuple[int, dict[str, str]]:
            assert isinstance(says, dict)
            said = says.get(f"{asked.method} {asked.path}", says.get(asked.path, 404))
            return (said, {}) if isinstance(said, int) else said

        started.append(Host(says if callable(says) else by_path))
        return started[-1]

    yield start
    for host in started:
        host.close()
