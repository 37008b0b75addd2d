"""The folders of a site are watched: whoever waits is woken when something in them changed, and a burst of changes is one.

What changed is not told, since whoever is woken looks at everything: an event that comes twice or out of order makes no difference.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from threading import Event, Lock
from types import TracebackType

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from mentorsite.incremental.receipt import SOURCES
from mentorsite.signatures import signature_of

QUIET = 0.008
"""How long, in seconds, nothing may happen before a burst of changes is over."""
LONGEST = 0.25
"""How long a burst may last before it is looked at all the same."""
_READS = frozenset({EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE})
"""What reading does to files, ours as well."""


class Watch(FileSystemEventHandler):
    """Watches the sources of the site in a folder, from entering it as a context until leaving it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._woken = Event()
        self._lock = Lock()
        self._observer: BaseObserver = Observer()
        self._watched: dict[str, tuple[ObservedWatch, int]] = {}
        self._anew: set[str] = set()
        self.hears = True
        """Whether the system tells of changes; it watches so many folders and no more."""

    def __enter__(self) -> Watch:
        self._told, threading.excepthook = threading.excepthook, self._fails
        self._listen()
        return self

    def __exit__(self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()
        threading.excepthook = self._told

    def _fails(self, told: threading.ExceptHookArgs) -> None:
        """Say nothing of a thread of watchdog's that fails: it is mended, and what it did not tell is seen all the same."""
        if not type(told.thread).__module__.startswith("watchdog."):
            self._told(told)

    def _listen(self) -> None:
        try:
            self._observer.schedule(self, str(self._root), recursive=False)
            self._follow()
            self._observer.start()
        except OSError:
            self.hears = False

    def _stop(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _follow(self) -> None:
        """Watch the folders that are there now: one that was moved away or made anew has to be watched anew."""
        with self._lock:
            anew, self._anew = self._anew, set()
            for name in SOURCES:
                folder = self._root / name
                number = signature_of(folder)[3] if folder.is_dir() and not folder.is_symlink() else 0
                watch, before = self._watched.get(name, (None, 0))
                if number == before and name not in anew:
                    continue
                if watch is not None:
                    self._observer.unschedule(watch)
                    del self._watched[name]
                if number:
                    self._watched[name] = self._observer.schedule(self, str(folder), recursive=True), number

    def _mend(self) -> None:
        """Listen anew where a thread that listens has ended: watchdog's may, when folders move while it looks into them."""
        if all(emitter.is_alive() for emitter in self._observer.emitters):
            return
        self._stop()
        with self._lock:
            self._observer, self._watched = Observer(), {}
        self._listen()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake whoever waits."""
        if event.event_type in _READS:
            return
        for path in (event.src_path, event.dest_path):
            place = Path(os.fsdecode(path))
            if path and place.parent == self._root:
                self._anew.add(place.name)
        self._woken.set()

    def wake(self) -> None:
        """Wake whoever waits, though nothing changed."""
        self._woken.set()

    @property
    def woken(self) -> bool:
        """Whether something changed since somebody last waited."""
        return self._woken.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until something changed and the burst is over, for so many seconds at most; say whether anything did."""
        if not self._woken.wait(seconds):
            self._mend()
            return False
        end = time.monotonic() + LONGEST
        while self._woken.is_set() and time.monotonic() < end:
            self._woken.clear()
            self._woken.wait(QUIET)
        self._woken.clear()
        try:
            self._mend()
            self._follow()
        except OSError:
            self.hears = False
        return True
