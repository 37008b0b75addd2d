"""The preview as a web application: pages of a site with a bar, and the events by which a page hears how it stands."""

from __future__ import annotations

import asyncio
import json
import secrets
import traceback
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentorsite.diagnostics import Severity
from mentorsite.preview.bar import PAGE, Bar, dressed, nothing_yet, problems_drawn
from mentorsite.preview.editing import Editing
from mentorsite.preview.live import LiveSite, Served
from mentorsite.preview.places import OWN, address_for, base_of, content_type, is_asked_of_us
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.rendering import Artifact

_ALIVE = 15.0
"""After how many seconds without news a listener hears that the preview is still there."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says: that nobody keeps it, and that no other site may show what is in it."""


@dataclass(frozen=True, slots=True)
class _Listener:
    """A page that is open in a browser: what it shows, and the event by which it hears that there may be news."""

    audience: Audience
    address: str
    news: asyncio.Event


@dataclass
class Listeners:
    """The pages that are open in browsers. Their events belong to one loop, and are set from any thread."""

    loop: asyncio.AbstractEventLoop | None = None
    there: set[_Listener] = field(default_factory=set)
    ended: bool = False

    def places(self) -> list[tuple[Audience, str]]:
        """Give the audience and the address of each page."""
        return [(listener.audience, listener.address) for listener in tuple(self.there)]

    def tell(self) -> None:
        """Let all look whether there is news."""
        if self.loop and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """Let all go: the preview ends."""
        self.ended = True
        self.tell()

    def _wake(self) -> None:
        for listener in self.there:
            listener.news.set()


@dataclass(frozen=True)
class Preview:
    """Answers requests for a site.

    `first` is the audience that is shown before another one was chosen, and `names` are the hosts under which the server may be asked. The
    cookie that holds the choice is named after the `port`, since a browser keeps one for all ports of a host. What goes wrong with the
    preview itself is told to `failed`.
    """

    live: LiveSite
    listeners: Listeners
    first: Audience
    names: tuple[str, ...]
    editing: Editing
    port: int
    failed: Callable[[str], None]

    def app(self) -> ASGIApp:
        """Give the application."""
        routes = [
            Route(f"{OWN}/events", self.events),
            Route(f"{OWN}/reaches", self.reaches),
            Route(f"{OWN}/open", self.open, methods=["POST"]),
            Route(f"{OWN}/as/{{audience}}", self.choose),
            Route(f"{OWN}/{{name}}", self.own),
            Route("/{path:path}", self.page),
        ]
        return Starlette(routes=routes, middleware=[Middleware(_Guarded, names=self.names)], exception_handlers={Exception: self._fails})

    def _fails(self, request: Request, error: Exception) -> Response:
        """Answer where something goes wrong here; what did is told by the server."""
        self.failed("".join(traceback.format_exception(error)))
        return PlainTextResponse("This is a fault of mentorsite; the terminal tells more.\n", 500)

    @property
    def base(self) -> str:
        """The path that the site lies under."""
        return base_of(self.live.config.url if self.live.config else None)

    @cached_property
    def _cookie(self) -> str:
        """The name of the cookie that holds the choice: another one for each run, which begins with the audience that it says."""
        return f"mentorsite-audience-{self.port}-{secrets.token_hex(4)}"

    def _audience(self, request: Request) -> Audience:
        chosen = request.cookies.get(self._cookie)
        return Audience(chosen) if chosen in AUDIENCE_NAMES else self.first

    def page(self, request: Request) -> Response:
        """Give a file of the site."""
        path, base = request.scope["path"], self.base
        if (path != base and f"{path}/" == base) or (path == "/" and base != "/"):
            return RedirectResponse(quote(base), 307)
        if not path.startswith(base):
            return PlainTextResponse(f"There is nothing here. The site lies under {base}, as `site.url` says.\n", 404)
        audience = self._audience(request)
        address, folder = address_for(path.removeprefix(base), lambda address: self._is_there(audience, address))
        if folder:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{quote(path)}/{query}", 301)
        served = self.live.served(audience, address)
        if served.file is None or served.file.address.endswith(".html"):
            return self._dressed(served, audience, path, address)
        return _as_it_is(served.file)

    def _is_there(self, audience: Audience, address: str) -> bool:
        return self.live.served(audience, address).found

    def _dressed(self, served: Served, audience: Audience, path: str, address: str) -> Response:
        bar = self._bar(served, audience, path, address)
        html, policy = dressed(served.file.data.decode("utf-8", "replace"), bar) if served.file else nothing_yet(bar)
        status = 200 if served.found else 404 if served.file else 503
        return Response(html, status, {"Content-Security-Policy": policy}, "text/html")

    def _bar(self, served: Served, audience: Audience, path: str, address: str) -> Bar:
        record, line, standing, hidden = None, 1, served.standing, None
        if served.edition and served.found and (record := served.edition.record_at(address)):
            line = max(served.edition.gathered.sheets[record.key].source.locate(()).line, 1)
        if not served.found and audience is not Audience.PRIVATE and (all := self.live.served(Audience.PRIVATE, address)).edition:
            hidden = all.edition.record_at(address)
        return Bar(
            audience=audience,
            path=path,
            root=self.live.root,
            opens=self.editing.is_possible,
            problems=standing.problems,
            record=record,
            hidden=hidden,
            line=line,
            standing=(standing.page, standing.style, standing.others),
            found=served.found or served.file is None,
        )

    async def events(self, request: Request) -> Response:
        """Tell a page how it stands, now and whenever that changes."""
        self.listeners.loop = asyncio.get_running_loop()
        audience, path = self._audience(request), request.query_params.get("at", "/")
        address, _ = await run_in_threadpool(address_for, path.removeprefix(self.base), lambda address: self._is_there(audience, address))
        listener = _Listener(audience, address, asyncio.Event())

        async def news() -> AsyncIterator[str]:
            said = ""
            self.listeners.there.add(listener)
            try:
                yield "retry: 500\n\n"
                while not self.listeners.ended:
                    listener.news.clear()
                    standing = await run_in_threadpool(self._standing, listener, path)
                    yield f"event: standing\ndata: {standing}\n\n" if standing != said else ": nothing new\n\n"
                    said = standing
                    try:
                        await asyncio.wait_for(listener.news.wait(), _ALIVE)
                    except TimeoutError:
                        continue
            finally:
                self.listeners.there.discard(listener)

        return StreamingResponse(news(), media_type="text/event-stream")

    def _standing(self, listener: _Listener, path: str) -> str:
        served = self.live.served(listener.audience, listener.address)
        bar = self._bar(served, listener.audience, path, listener.address)
        counts = {f"{severity}s": sum(found.severity is severity for found in bar.problems) for severity in Severity}
        page, style, others = bar.standing
        return json.dumps({"page": page, "style": style, "others": others, "problems": problems_drawn(bar), **counts})

    def reaches(self, request: Request) -> Response:
        """Give how far each record reaches, by the path of its page as an address has it."""
        found = self.live.reaches(self._audience(request))
        return JSONResponse({quote(self.base + address, "/%:@!$&'()*+,;="): reach for address, reach in found.items()})

    def choose(self, request: Request) -> Response:
        """Show the site of another audience from now on, at the same address."""
        audience, at = request.path_params["audience"], request.query_params.get("at", self.base)
        if audience not in AUDIENCE_NAMES or not at.startswith("/") or at.startswith(("//", "/\\")):
            return PlainTextResponse("There is no such audience.\n", 404)
        answer = RedirectResponse(at, 303)
        answer.set_cookie(self._cookie, audience, httponly=True, samesite="strict")
        return answer

    async def open(self, request: Request) -> Response:
        """Open a file of the site in the editor. Only a page of the preview itself may ask for that."""
        if request.headers.get("origin") is None or request.headers.get("content-type") != "application/json":
            return PlainTextResponse("Only a page of the preview may ask for that.\n", 403)
        try:
            asked = json.loads(await request.body())
            path, line = str(asked["path"]), int(asked["line"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return PlainTextResponse("Which file, and which line?\n", 400)
        said = await run_in_threadpool(self.editing.open, path, line)
        return PlainTextResponse(f"{said}\n", 400) if said else Response(status_code=204)

    def own(self, request: Request) -> Response:
        """Give one of the preview's own files."""
        name = request.path_params["name"]
        if name not in ("bar.css", "page.css", "preview.js"):
            return PlainTextResponse("There is nothing here.\n", 404)
        return FileResponse(PAGE / name, media_type=content_type(name))


def _as_it_is(file: Artifact) -> Response:
    """Give a file that is no page. What may hold a script (a drawing, say) is shown without the rights of a page."""
    answer = Response(file.data, media_type=content_type(file.address))
    if not file.address.endswith((".css", ".js", ".mjs")):
        answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return answer


class _Guarded:
    """Refuses what is asked of another host or by another site."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app = app
        self.names = tuple(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", ())}
        if scope["type"] != "http" or not is_asked_of_us(headers, self.names):
            said = "This preview is for your own browser, at the address that it was started with.\n"
            await PlainTextResponse(said, 403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self.app(scope, receive, send_guarded)
