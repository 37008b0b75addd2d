"""A page of a site becomes a page of the preview: with a bar that says who sees it, what is wrong, and where its record is written.

The bar stands in a shadow tree, so that neither a theme's styles nor the bar's reach the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from mentorsite.audience.view import Shown
from mentorsite.diagnostics import Diagnostic, Severity, Span
from mentorsite.escaping import escaped
from mentorsite.excerpt import Excerpt, excerpt
from mentorsite.preview.places import OWN
from mentorsite.records.audience import AUDIENCE_NAMES, Audience

PAGE = Path(__file__).parent / "page"
"""The folder of the preview's own templates, styles and scripts."""
MOST = 50
"""How many problems are shown in a page; the terminal lists all of them."""
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_SCRIPT = re.compile(r"""<script\b(?:[^>]*?\bsrc=["']?([^"'\s>]*))?""", re.IGNORECASE)
_CONTENT = re.compile(r"<main\b.*</main>|<title>.*?</title>|<meta (?:name=\"description\"|property=)[^>]*>", re.DOTALL)
_DATA = re.compile(r"""<script type="application/ld\+json">.*?</script>""", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the lines that it is about, and where an editor opens them: `line` from 1."""

    problem: Diagnostic
    place: str
    file: str
    line: int
    excerpt: Excerpt | None
    related: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar of a page says.

    `record` is the one that the page is of; `hidden` the one that it would be of, were it not hidden from this audience.
    `path` is that of the page as the browser asks for it. `opens` says whether an editor can be started; else addresses of VS Code lead
    to the files of the site in the folder `root`.
    """

    audience: Audience
    path: str
    root: Path
    opens: bool
    problems: Sequence[Diagnostic] = ()
    record: Shown | None = None
    hidden: Shown | None = None
    line: int = 1
    standing: tuple[str, str, str] = ("", "", "")
    found: bool = True


def dressed(html: str, bar: Bar) -> tuple[str, str]:
    """Give a page with its bar, and the policy for its content, which has to be a header since it lets the page hear of changes."""
    policy = _POLICY.search(html)
    html = _POLICY.sub("", html)
    body = _BODY.search(html)
    at = body.end() if body else 0
    names = {**dict(zip(("page", "style", "others"), bar.standing, strict=True)), "frame": _frame(html)}
    drawn = _template("bar.html").render(bar=bar, standing=names, own=OWN, audiences=AUDIENCE_NAMES, told=told(bar), **_counted(bar))
    return f"{html[:at]}\n{drawn}{html[at:]}", _policy(policy[1] if policy else "")


def _policy(written: str) -> str:
    """Give the policy of a page as a header, by which it may hear of changes and be shown in no frame."""
    said = " ".join(unescape(written).split()).encode("ascii", "ignore").decode().rstrip("; ")
    if "connect-src" in said:
        said = said.replace("connect-src 'none'", "connect-src")
        said = said if "connect-src 'self'" in said else said.replace("connect-src", "connect-src 'self'", 1)
    elif said:
        said += "; connect-src 'self'"
    return f"{said}; frame-ancestors 'none'" if said else "frame-ancestors 'none'"


def _frame(html: str) -> str:
    """Give a fingerprint of what surrounds the content of a page: of two pages with the same one, the content can be replaced in place.

    Nothing where a script may depend on the content. Those of the frame itself, `assets/site.js` and `assets/search.js`, must not, and data
    that no browser runs are a part of the content.
    """
    html = _DATA.sub("", html)
    if any(not script.endswith(("assets/site.js", "assets/search.js")) for script in _SCRIPT.findall(html)):
        return ""
    return hashlib.blake2b(_CONTENT.sub("", html).encode(), digest_size=12).hexdigest()


def nothing_yet(bar: Bar) -> tuple[str, str]:
    """Give the page that is shown while there is no site to show, and its policy."""
    return dressed(_template("nothing.html").render(), bar)


def problems_drawn(bar: Bar) -> str:
    """Give the list of problems that the bar shows, as HTML."""
    drawn: str = _template("problems.html").render(bar=bar, told=told(bar), **_counted(bar))
    return drawn


def told(bar: Bar) -> list[Told]:
    """Give the first of the problems with the lines that they are about, the heaviest first."""
    order = list(Severity)
    found = sorted(bar.problems, key=lambda problem: order.index(problem.severity))[:MOST]
    return [
        Told(
            problem,
            _written(problem.span),
            problem.span.path,
            max(problem.span.line, 1),
            excerpt(bar.root, problem.span, message=problem.message, width=120),
            tuple((_written(span), said) for span, said in problem.related),
        )
        for problem in found
    ]


def _counted(bar: Bar) -> dict[str, Any]:
    counts = {severity.value: sum(problem.severity is severity for problem in bar.problems) for severity in Severity}
    return {"errors": counts["error"], "warnings": counts["warning"], "more": max(len(bar.problems) - MOST, 0)}


def _written(span: Span) -> str:
    return ":".join([span.path, *(str(number) for number in (span.line, span.column) if number)])


def _with_code(text: str) -> Markup:
    """Show a message with the words between its backticks as code."""
    return Markup(_QUOTED.sub(r"<code>\1</code>", str(escape(escaped(text)))))


def _in_code(root: Path, file: str, line: int) -> str:
    """Give the address by which VS Code opens a file at a line."""
    return f"vscode://file/{quote((root / file).resolve().as_posix().lstrip('/'))}:{line}"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
)
_ENVIRONMENT.filters |= {
    "shown": lambda value: escaped(str(value)),
    "with_code": _with_code,
    "in_code": lambda file, root, line: _in_code(root, file, line),
}


def _template(name: str) -> Any:
    return _ENVIRONMENT.get_template(name)
