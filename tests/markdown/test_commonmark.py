"""CommonMark's own examples: whatever other tools make of a record's Markdown, its pages show the same.

The examples are those of the package `commonmark-spec` of npm, which package.json names; without it these tests are skipped, but not in CI.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentorsite.markdown.links import find_links
from mentorsite.markdown.parser import HARMLESS_SCHEMES, parser, scheme_of
from mentorsite.pages.values import Link, Marked, Picture
from mentorsite.rendering.prose import to_html
from tests.conftest import ROOT

EXAMPLES = 652

# Examples whose HTML is another one here, by their numbers, and why.
EMPTY_ADDRESS = "a link to nothing leads nowhere, and only its words stay"
EMPTY_QUOTATION = "an empty quotation has no line break inside, which is the same to a browser"
REFERENCE = "two brackets are a reference to a record"
EXCEPTIONS = dict.fromkeys((200, 485, 486, 487, 567), EMPTY_ADDRESS)
EXCEPTIONS |= dict.fromkeys((218, 239, 240), EMPTY_QUOTATION)
EXCEPTIONS |= dict.fromkeys((548, 590), REFERENCE)


@dataclass(frozen=True)
class Example:
    """An example of the specification: its number, the Markdown, and the HTML that it stands for."""

    number: int
    markdown: str
    html: str


def spec() -> Path | None:
    """Find the specification where npm puts it."""
    folders = [ROOT / "node_modules", *(Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder)]
    return next((file for folder in folders if (file := folder / "commonmark-spec" / "spec.txt").is_file()), None)


def examples() -> Iterator[Example]:
    file = spec()
    text = file.read_text("utf-8") if file else ""
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.MULTILINE | re.DOTALL)
    for number, (markdown, html) in enumerate(found, 1):
        yield Example(number, markdown.replace("→", "\t"), html.replace("→", "\t"))


def has_html(markdown: str) -> bool:
    tokens = parser().parse(markdown)
    return any(token.type == "html_block" or any(child.type == "html_inline" for child in token.children or ()) for token in tokens)


def rendered(markdown: str) -> str:
    """Render an example on a page where every link and every picture of it is known, and leads where it says."""
    links: dict[str, Link | Picture] = {}
    for found in find_links(markdown, inline=False):
        if found.kind == "image":
            links[found.written] = Picture(found.written)
        elif scheme_of(found.written) not in HARMLESS_SCHEMES:
            links[found.written] = Link(found.written, found.written)
    return to_html(Marked(markdown, tuple(links.items()), block=True), lambda address: address)


def without_our_own(html: str) -> str:
    """Take out what pages do otherwise on purpose: the levels of headings and their addresses, and the title of a link within the site."""
    html = re.sub(r"<(/?)h[1-6](?: id=\"[^\"]*\")?>", r"<\1h>", html)
    return re.sub(r"(<a href=\"[^\"]*\") title=\"[^\"]*\"", r"\1", html)


def needed() -> None:
    if spec() is None:
        if os.environ.get("CI"):
            pytest.fail("the package `commonmark-spec` is missing, and in CI it may not be")
        pytest.skip("the package `commonmark-spec` is missing: `npm ci` installs it")


def test_all_examples_are_there() -> None:
    needed()
    assert len(list(examples())) == EXAMPLES


WITHOUT_HTML = [pytest.param(example, id=str(example.number)) for example in examples() if not has_html(example.markdown)]


@pytest.mark.parametrize("example", WITHOUT_HTML)
def test_an_example_without_html_of_its_own_gives_the_html_of_the_specification(example: Example) -> None:
    needed()
    is_same = without_our_own(rendered(example.markdown)) == without_our_own(example.html)
    assert is_same == (example.number not in EXCEPTIONS), EXCEPTIONS.get(example.number, rendered(example.markdown))
