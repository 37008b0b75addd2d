"""Addresses of other hosts become what is known of each: a few hosts are asked at a time, each one for one thing at a time.

What says nothing for certain says nothing: only an answer that there is nothing (404, 410), or that there is no such host, counts as gone.
robots.txt is not read: it is for programs that find addresses by themselves, and these were written down by somebody.
"""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from mentorsite.links.answers import BAD_FOR, DAY, GOOD_FOR, Answer, State
from mentorsite.links.hosts import Caller, NoSuchHost, NotAsked

AT_A_TIME = 4
"""How many hosts are asked at a time."""
_HOPS = 10
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_NEVER = ".invalid"
"""The end of the names that no host ever has (RFC 6761)."""
_LATER = 3600.0
"""Seconds after which a host that is busy, and does not say when, may be asked again."""

Progress = Callable[[int, int], None]


class _Silent(Exception):
    """A host that gave no answer, or asked to be left alone, and until when."""

    def __init__(self, said: str, until: float = 0.0) -> None:
        super().__init__(said)
        self.said = said
        self.until = until


@dataclass
class _Host:
    """A host: who speaks with it holds its lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    again: float = 0.0
    silent: _Silent | None = None


@dataclass
class Asking:
    """Asks hosts by a `caller`, with so many seconds of `pause` between two requests of one host; `now` is the moment of asking."""

    caller: Caller
    now: float
    pause: float = 0.5
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _nameless: set[str] = field(default_factory=set)
    _is_answered: bool = False

    def all(self, urls: Iterable[str], progress: Progress | None = None) -> dict[str, Answer]:
        """Give what is known of each address."""
        by_host: dict[str, list[str]] = {}
        wanted = list(dict.fromkeys(urls))
        for url in wanted:
            by_host.setdefault(_netloc(url), []).append(url)
        found: dict[str, Answer] = {}
        stopped = threading.Event()

        def of_host(host: str) -> None:
            for url in by_host[host]:
                if stopped.is_set():
                    return
                answer = self.one(url)
                with self._lock:
                    found[url] = answer
                    if progress:
                        progress(len(found), len(wanted))

        with ThreadPoolExecutor(AT_A_TIME) as pool:
            try:
                for done in [pool.submit(of_host, host) for host in by_host]:
                    done.result()
            finally:
                stopped.set()
        in_order = {url: found[url] for url in wanted}
        return in_order if self._is_answered else self._with_doubt(in_order)

    def one(self, url: str) -> Answer:
        """Give what is known of an address."""
        try:
            answer = self._followed(url)
        except _Silent as silent:
            answer = Answer(State.UNKNOWN, silent.said, until=silent.until)
        except NoSuchHost as error:
            answer = Answer(State.GONE, str(error))
            if not _is_never(url):
                self._nameless.add(url)
        except NotAsked as error:
            answer = Answer(State.UNKNOWN, f"not asked: {error}")
        except ValueError:
            answer = Answer(State.UNKNOWN, "not asked: it is no address that can be asked")
        counts = {State.THERE: GOOD_FOR, State.GONE: BAD_FOR, State.UNKNOWN: 0.0}[answer.state]
        return replace(answer, at=self.now, until=answer.until or (self.now + counts if counts else 0.0))

    def _followed(self, url: str) -> Answer:
        """Follow an address to where it leads."""
        here, moved, for_good, passed = url, "", True, {url}
        for _ in range(_HOPS):
            status, leads = self._asked(here)
            if status in _MOVED and leads:
                there = urljoin(here, leads)
                if urlsplit(there).scheme not in ("http", "https"):
                    return Answer(State.UNKNOWN, f"it leads on to `{there[:60]}`, which is not followed")
                if there in passed:
                    return Answer(State.UNKNOWN, "it leads in a circle")
                for_good = for_good and status in _FOR_GOOD
                moved = there if for_good else moved
                here, passed = there, passed | {there}
            elif status in _GONE:
                return Answer(State.GONE, f"its host answers {_in_words(status)}")
            elif 200 <= status < 300:
                return Answer(State.THERE, _in_words(status), moved)
            else:
                return Answer(State.UNKNOWN, f"its host answers {_in_words(status)}")
        return Answer(State.UNKNOWN, f"it leads on more than {_HOPS} times")

    def _asked(self, url: str) -> tuple[int, str]:
        """Give the status of an address and where it leads on: by a HEAD and, where that is refused, by a GET."""
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise NotAsked("it holds the name of a user or a password")
        if _is_never(url):
            raise NoSuchHost(f"no host is called `{parts.hostname}`")
        host = self._host(parts.netloc.lower())
        with host.lock:
            if host.silent:
                raise host.silent
            try:
                status, leads = self._once(host, url, "HEAD")
                return self._once(host, url, "GET") if status >= 400 else (status, leads)
            except _Silent as silent:
                host.silent = silent
                raise

    def _once(self, host: _Host, url: str, method: str) -> tuple[int, str]:
        if (wait := host.again - time.monotonic()) > 0:
            time.sleep(wait)
        try:
            reply = self.caller.ask(_as_asked(url), method)
        except (NoSuchHost, NotAsked):
            raise
        except ssl.SSLCertVerificationError as error:
            raise _Silent(f"its certificate is not accepted: {error.verify_message}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _Silent(f"there was no answer: {_reason(error)}") from None
        finally:
            host.again = time.monotonic() + self.pause
        self._is_answered = True
        if reply.status in _BUSY:
            until = self.now + _seconds(reply.fields.get("retry-after", ""), self.now)
            raise _Silent(f"its host answers {_in_words(reply.status)}, and asks to be left alone", until)
        return reply.status, _in_utf8(reply.fields.get("location", ""))

    def _with_doubt(self, found: Mapping[str, Answer]) -> dict[str, Answer]:
        """Take nothing for gone for want of a host where nobody answered at all: this machine may be without a network."""
        doubt = "no host answered; is there a network?"
        in_doubt = {url: replace(found[url], state=State.UNKNOWN, said=doubt, until=0.0) for url in found.keys() & self._nameless}
        return {**found, **in_doubt}

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())


def _in_utf8(field: str) -> str:
    """Give a field of an answer whose letters are UTF-8, as most hosts send what should be ASCII."""
    try:
        return field.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return field


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _as_asked(url: str) -> str:
    """Write an address as a request has it: without what stands behind the `#`, in ASCII."""
    parts = urlsplit(url)
    try:
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except UnicodeError:
        raise NoSuchHost(f"no host can be called `{parts.netloc}`") from None
    path, query = (quote(part, safe="%/:@!$&'()*+,;=~?[]|") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _is_never(url: str) -> bool:
    return (urlsplit(url).hostname or "").rstrip(".").lower().endswith(_NEVER)


def _seconds(retry_after: str, now: float) -> float:
    """Give for how long a host asks to be left alone: a number of seconds or a date, an hour where it says neither, a day at the most."""
    if retry_after.strip().isdigit():
        return min(float(retry_after), DAY)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return _LATER
    return min(max((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now, 0.0), DAY)


def _in_words(status: int) -> str:
    said = http.client.responses.get(status, "")
    return f"{status} {said}".rstrip()


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:120]
