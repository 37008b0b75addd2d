"""A published site as a reader meets it: the branch is checked out, served below a path or opened from a disk, and walked from page to page."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

import pytest
from click.testing import CliRunner

from mentorsite.cli.group import group
from tests.browser.conftest import kinds_of_pages, opened
from tests.conftest import ROOT, TODAY, write_files
from tests.output.conftest import tree
from tests.publishing.conftest import git

pytestmark = pytest.mark.browser
Serve = Callable[[Path, str], str]

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Ana"), ("EMAIL", "ana@example.org"))},
}

# Where a page leads, and what it may ask for: what is asked for by a script or a stylesheet shows in the requests.
COLLECT = """() => {
const whole = address => new URL(address, document.baseURI).href;
const all = (selector, name) => [...document.querySelectorAll(selector)].map(e => e.getAttribute(name)).filter(a => a !== null);
const sets = all('[srcset]', 'srcset').flatMap(set => set.split(/,\\s+/).map(part => part.trim().split(/\\s+/)[0]));
return {
  ids: [...document.querySelectorAll('[id]')].map(e => e.id),
  links: [...all('a[href], area[href], link[href], use[href]', 'href'), ...all('[src]', 'src'), ...sets].map(whole),
}}"""


@dataclass
class Walk:
    """What was met: links by the page that has them, places by page, requests, and what the console said."""

    links: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def lost(self, start: str, is_there: Callable[[str], bool]) -> list[str]:
        """Give the links into the site that lead to no file or to no place."""
        known: dict[str, bool] = {}
        wrong = []
        for page, links in self.links.items():
            for link in links:
                if not link.startswith(start):
                    continue
                address, place = urldefrag(link)
                if address not in known:
                    known[address] = is_there(address)
                if not known[address] or (place and address in self.places and unquote(place) not in self.places[address]):
                    wrong.append(f"{page} → {link}")
        return wrong


def walked(browser: Any, addresses: Iterable[str], start: str) -> Walk:
    """Open pages below an address."""
    walk, page = Walk(), opened(browser, 1280)
    page.on("request", lambda request: walk.asked.add(request.url))
    page.on("response", lambda answer: walk.said.append(f"{answer.status} {answer.url}") if answer.status not in (0, 200, 304) else None)
    page.on(
        "requestfailed",
        lambda request: walk.said.append(f"{request.failure} {request.url}") if "ABORTED" not in str(request.failure) else None,
    )
    page.on("console", lambda message: walk.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: walk.said.append(str(error)))
    for address in addresses:
        page.goto(start + quote(address), wait_until="load")
        found = page.evaluate(COLLECT)
        walk.links[page.url], walk.places[page.url] = found["links"], set(found["ids"])
    page.context.close()
    return walk


def pages_of(site: Path) -> list[str]:
    """Give the addresses of all pages of a folder."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Give a function that serves a folder below a path, as a host of pages does, and gives its address."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

        def start(folder: Path, below: str) -> str:
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler(folder, below))
            server.daemon_threads = True
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            running.append((server, thread))
            return f"http://127.0.0.1:{server.server_port}{below}"

        yield start
        for server, thread in running:
            server.shutdown()
            thread.join()
            server.server_close()


def handler(folder: Path, below: str) -> type[SimpleHTTPRequestHandler]:
    """Give what answers for a folder below a path: with the folder's page 404.html where there is nothing."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            path = unquote(urlsplit(path).path)
            return str(folder / path.removeprefix(below)) if path.startswith(below) else str(folder / "outside")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler


@contextmanager
def asking(start: str) -> Iterator[Callable[[str], bool]]:
    """Give a function that says whether a server has an address."""
    connection = HTTPConnection(urlsplit(start).netloc, timeout=10)

    def is_there(address: str) -> bool:
        connection.request("HEAD", urlsplit(address).path)
        answer = connection.getresponse()
        answer.read()
        return answer.status == 200

    yield is_there
    connection.close()


def publish(root: Path) -> None:
    """Publish a site as a person would."""
    result = CliRunner().invoke(group, ["publish", "--quiet", "--config", str(root / "mkfile.toml"), "--date", TODAY.isoformat()])
    assert result.exit_code == 0, result.output


def repository(folder: Path) -> Path:
    """Make a repository with a bare one as its remote."""
    source = folder / "source"
    for options, place in ((["--bare"], folder / "remote.git"), ([], source)):
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main", *options, str(place)], check=True)
    git(source, "remote", "add", "origin", str(folder / "remote.git"))
    return source


def checked_out(folder: Path) -> Path:
    """Check the branch out that was published, and see that it holds what was built."""
    clone = folder / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", str(folder / "remote.git"), str(clone)], check=True)
    shutil.rmtree(clone / ".git")
    built = tree(folder / "source" / "public")
    del built[".mentorsite-manifest"]
    assert tree(clone) == built
    return clone


@pytest.fixture(scope="module")
def example(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example, published and served below the path of its address."""
    folder = tmp_path_factory.mktemp("example")
    source = repository(folder)
    shutil.copy(ROOT / "mkfile.toml", source)
    shutil.copytree(ROOT / "content", source / "content")
    publish(source)
    clone = checked_out(folder)
    return clone, serve(clone, "/mentorsite-example/")


def test_every_link_of_the_example_leads_somewhere_below_a_path_and_nothing_is_asked_of_others(
    example: tuple[Path, str], browser: Any
) -> None:
    clone, start = example
    walk = walked(browser, pages_of(clone), start)
    assert len(walk.links) > 60
    assert sum(map(len, walk.links.values())) > 1000
    with asking(start) as is_there:
        assert walk.lost(f"http://{urlsplit(start).netloc}/", is_there) == []
    assert walk.said == []
    assert {url for url in walk.asked if not url.startswith(start)} == set()
    assert any(url.endswith(".css") for url in walk.asked)
    assert any(url.endswith(".js") for url in walk.asked)


def test_so_it_does_from_a_disk(example: tuple[Path, str], browser: Any) -> None:
    clone, _ = example
    start = f"{clone.as_uri()}/"
    # Only a server shows the page for what is not there.
    walk = walked(browser, [address for address in pages_of(clone) if address != "404.html"], start)
    assert len(walk.links) > 60
    assert walk.lost("file:", lambda address: Path(unquote(urlsplit(address).path)).is_file()) == []
    assert walk.said == []
    assert {url for url in walk.asked if not url.startswith(start)} == set()


@pytest.mark.parametrize("address", ["nope", "goals/nope.html", "a/b/c/d/"])
def test_the_page_for_what_is_not_there_works_at_any_depth(example: tuple[Path, str], browser: Any, address: str) -> None:
    _, start = example
    page = opened(browser, 1280)
    asked: list[tuple[int, str]] = []
    page.on("response", lambda answer: asked.append((answer.status, answer.url)))
    page.goto(start + address)
    assert asked[0] == (404, start + address)
    assert {status for status, _ in asked[1:]} == {200}
    assert page.evaluate("[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)") > 10
    links = {urldefrag(link)[0] for link in page.evaluate(COLLECT)["links"]} - {page.url}
    with asking(start) as is_there:
        assert [link for link in links if not (link.startswith(start) and is_there(link))] == []
    page.get_by_role("link", name="Go to the first page").click()
    assert page.url == f"{start}index.html"
    page.context.close()


SMALL = {
    "mkfile.toml": '[site]\ntitle = "Two pairs"\nurl = "https://ana.github.io/repo/"\nsource = "private"\n[visibility]\ngoals = "public"\n'
    'stories = "public"\n[targets.public]\naudience = "public"\n',
    ".gitignore": "/public/\n.mentorsite/\n",
    "content/people/ana.yaml": "name: Ana\nconsent: public\ntags: [größe]\n",
    "content/portfolios/one/goals/lead.md": "---\ntitle: Lead a review\nowner: ana\ntags: [größe, a & b]\n---\n"
    "With [[people/ana]]; see [the other](../../two/goals/größe.md#warum-so).\n",
    "content/portfolios/two/goals/größe.md": "---\ntitle: Größe\nowner: ana\n---\n## Warum so\n\n[Up](#warum-so). See [[goals/later]].\n",
    "content/portfolios/two/goals/later.md": "---\ntitle: Later\n---\n",
    "content/portfolios/two/stories/2026-03-04-one.md": "---\ntitle: One\ngoals: [größe, later]\n---\n",
}


def addresses(clone: Path) -> set[str]:
    """Give the addresses of all files but those of the search index, whose names follow from what is in them."""
    return {address for address in tree(clone) if not address.startswith("search/")}


def test_a_site_of_several_portfolios_leads_somewhere_after_each_change(serve: Serve, browser: Any, tmp_path: Path) -> None:
    source = repository(tmp_path)
    write_files(source, SMALL)
    publish(source)
    first = addresses(checked_out(tmp_path))
    write_files(source, {"content/portfolios/one/goals/more.md": "---\ntitle: More\nparent: lead\n---\n"})
    publish(source)
    assert addresses(checked_out(tmp_path)) - first == {"one/goals/more.html"}
    (source / "content/portfolios/two/goals/later.md").unlink()
    write_files(
        source,
        {
            "content/portfolios/two/goals/größe.md": "---\ntitle: Größe\nowner: ana\n---\n## Warum so\n\n[Up](#warum-so).\n",
            "content/portfolios/two/stories/2026-03-04-one.md": "---\ntitle: One\ngoals: [größe]\n---\n",
        },
    )
    publish(source)
    clone = checked_out(tmp_path)
    assert first - addresses(clone) == {"two/goals/later.html"}
    assert git(tmp_path / "remote.git", "rev-list", "--count", "gh-pages") == "3"
    start = serve(clone, "/repo/")
    walk = walked(browser, kinds_of_pages(clone), start)
    assert {"one/goals/lead.html", "two/goals/größe.html", "people/ana.html", "one/tags/größe.html"} <= {
        unquote(url.removeprefix(start)) for url in walk.links
    }
    with asking(start) as is_there:
        assert walk.lost(f"http://{urlsplit(start).netloc}/", is_there) == []
    assert walk.said == []
    assert {url for url in walk.asked if not url.startswith(start)} == set()
    assert "later" not in str([unquote(link) for links in walk.links.values() for link in links])
