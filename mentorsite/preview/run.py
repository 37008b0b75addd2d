"""The preview runs: a server in this thread, and another thread that reads the site again whenever it changes."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from types import FrameType

import uvicorn

from mentorsite.diagnostics import Diagnostic, is_fatal
from mentorsite.preview.app import Listeners, Preview
from mentorsite.preview.editing import Editing
from mentorsite.preview.live import LiveSite
from mentorsite.preview.places import is_local
from mentorsite.preview.watch import Watch
from mentorsite.records.audience import Audience

PORTS = 100
"""How many ports are tried from the one that is asked for."""
GRACE = 0.25
"""How long, in seconds, an error may be half of a file that is being written."""
CALM = 0.5
"""How long, in seconds, nothing may happen before that is looked at for which nobody waits."""
PATIENCE = 5
"""How many times in a row an error is taken for half of a file."""
_SURE = 0.4
"""After how many seconds a file that had just been written is looked at once more: when those who look have what was seen first."""
PAUSE = 2.0
"""After how many seconds a site is looked at though nothing was heard: the system may lose an event, or tell of none."""
_SHARE = 50
"""How many times longer than a look such a pause is at least."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at a site that changed: which files did (none at the first look), what is wrong now, and how many seconds it took."""

    changed: Sequence[str]
    problems: tuple[Diagnostic, ...]
    seconds: float


def bound(host: str, port: int) -> socket.socket:
    """Give a socket that listens on a port of a host, or on the next one that is free.

    Raises OSError where there is no such host here, or no port is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + PORTS, 65536)) if port else (0,):
        found = socket.socket(family, socket.SOCK_STREAM)
        try:
            if os.name != "nt":
                # On Windows this would share the port with another program.
                found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((host, number))
            found.listen(100)
        except OSError as error:
            found.close()
            if error.errno != errno.EADDRINUSE:
                raise
            continue
        return found
    raise OSError(errno.EADDRINUSE, f"no port from {port} to {min(port + PORTS, 65536) - 1} is free")


def names_of(host: str) -> tuple[str, ...]:
    """Give the names under which a server on a host may be asked: its own, and those of this machine where others may reach it."""
    return (host,) if is_local(host) else (host, socket.gethostname(), socket.getfqdn())


def follow(
    live: LiveSite,
    watch: Watch,
    listeners: Listeners,
    ended: Event,
    editing: Editing,
    say: Callable[[Looked], None],
    failed: Callable[[str], None],
) -> None:
    """Look at a site whenever it changes, tell those who listen, and `say` what was seen, until it has ended.

    While an editor has the terminal, nothing is said; when it gives it back, all that changed is said at once.

    What goes wrong with the preview itself is told to `failed`, and the preview goes on.
    """
    changed: set[str] = set()
    unsaid: Looked | None = None
    due, pause, patience = False, PAUSE, PATIENCE
    while not ended.is_set():
        owes = live.settled and live.owes(listeners.places())
        heard = watch.wait(CALM if owes else pause if live.settled else _SURE)
        began = time.perf_counter()
        try:
            found = live.look()
            took = time.perf_counter() - began
            if found is None:
                pause = max(PAUSE, _SHARE * took)
            else:
                changed |= set(found)
                due = True
            if ended.is_set():
                continue
            if due and patience > 0 and is_fatal(live.all_problems()) and watch.wait(GRACE):
                watch.wake()
                patience -= 1
                continue
            if due or (owes and not heard and live.look_closely(listeners.places(), lambda: watch.woken)):
                listeners.tell()
                before = unsaid.changed if unsaid else ()
                unsaid = Looked(sorted({*before, *changed}), live.all_problems(), took)
                changed, due, patience = set(), False, PATIENCE
            if unsaid and not editing.has_terminal:
                say(unsaid)
                unsaid = None
        except Exception:
            failed(traceback.format_exc())
            changed, due = set(), False


class _Server(uvicorn.Server):
    """Lets listening pages go as soon as it is to end; they would keep it from ending."""

    def __init__(self, config: uvicorn.Config, listeners: Listeners) -> None:
        super().__init__(config)
        self._listeners = listeners

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit:
            # Who says it twice means it: a template may never come to its end, and then no thread does.
            os._exit(128 + sig)
        self._listeners.end()
        super().handle_exit(sig, frame)

    def end(self) -> None:
        """End from another thread, as a signal does."""
        self._listeners.end()
        self.should_exit = True


@contextlib.contextmanager
def _ended_by_signals(server: _Server) -> Iterator[None]:
    """Let Ctrl-C and a signal to end be heard by the server at any moment, and not only while it answers requests."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: server.end()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run(
    live: LiveSite,
    place: socket.socket,
    host: str,
    first: Audience,
    environment: Mapping[str, str],
    say: Callable[[Looked], None],
    failed: Callable[[str], None],
    begun: Callable[[Watch, Callable[[], None]], None],
    listeners: Listeners | None = None,
) -> None:
    """Serve a site until somebody ends it: by Ctrl-C, by a signal to end, or by what `begun` is given when the site is watched.

    `listeners` are filled with the pages that are open in browsers.
    """
    listeners, ended = listeners or Listeners(), Event()
    editing = Editing(live.root, live.name, environment)
    preview = Preview(live, listeners, first, names_of(host), editing, place.getsockname()[1], failed)
    config = uvicorn.Config(
        preview.app(),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, listeners)
    with _ended_by_signals(server), place, Watch(live.root) as watch:
        live.look()
        editing.ended = watch.wake
        thread = threading.Thread(target=follow, args=(live, watch, listeners, ended, editing, say, failed), daemon=True)
        thread.start()
        try:
            begun(watch, server.end)
            server.run(sockets=[place])
        finally:
            ended.set()
            watch.wake()
            thread.join(timeout=5)
