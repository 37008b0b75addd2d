"""A preview that runs: a server on loopback and a thread that follows the site, as the command has them."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Queue

import pytest

from mentorsite.preview.app import Listeners
from mentorsite.preview.live import LiveSite
from mentorsite.preview.run import Looked, bound, run
from mentorsite.preview.watch import Watch
from mentorsite.records.audience import Audience
from tests.conftest import TODAY

PATIENCE = 20.0
"""How long a test waits for what has to come, in seconds, before it fails."""


class Running:
    """A preview of the site in a folder."""

    def __init__(self, root: Path, first: Audience = Audience.PRIVATE, environment: Mapping[str, str] | None = None) -> None:
        self.live = LiveSite(root / "mkfile.toml", lambda config: TODAY)
        self.looks: Queue[Looked] = Queue()
        self.failures: list[str] = []
        self.place = bound("127.0.0.1", 0)
        self.port = self.place.getsockname()[1]
        self.listeners = Listeners()
        begun: Queue[Callable[[], None]] = Queue()

        def go_on(watch: Watch, end: Callable[[], None]) -> None:
            begun.put(end)

        arguments = (self.live, self.place, "127.0.0.1", first, environment or {}, self.looks.put, self.failures.append, go_on)
        self.thread = threading.Thread(target=run, args=arguments, kwargs={"listeners": self.listeners}, daemon=True)
        self.thread.start()
        self.stop = begun.get(timeout=PATIENCE)

    def end(self) -> None:
        """End it, and see that it does."""
        self.stop()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        assert not self.failures

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Ask for a path; give the answer. Names of headers have `_` for `-`."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asked.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            got = asked.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            asked.close()

    def listen(self, at: str) -> Iterator[dict[str, object]]:
        """Hear how the page at a path stands, again and again."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asked.request("GET", f"/~mentorsite/events?at={at}")
        got = asked.getresponse()
        try:
            while line := got.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            asked.close()

    def until(self, there: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < end, "it never came to be"
            time.sleep(0.02)


class Answer:
    """An answer to a request."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@pytest.fixture
def running() -> Iterator[Callable[..., Running]]:
    """Give a function that begins a preview of a folder; it ends with the test."""
    begun: list[Running] = []

    def begin(root: Path, **options: object) -> Running:
        begun.append(Running(root, **options))  # type: ignore[arg-type]
        return begun[-1]

    yield begin
    for one in begun:
        one.end()
