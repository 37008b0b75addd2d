"""Whatever people write, a page runs no script of theirs, leads nowhere it may not lead, and keeps its own frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import PurePosixPath

import click
import pytest

from mentorsite.cli.reports import as_github, as_json, as_text
from mentorsite.markdown.parser import HARMLESS_SCHEMES, scheme_of
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]

NASTY = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x></SCRIPT>",
    "<scr\u200bipt>alert(1)</script>",
    "<b onclick=alert(1)>b</b>",
    "<b\nonmouseover\n=\nalert(1)>b</b>",
    "<b/onclick=alert(1)>b</b>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    '<svg></p><style><a title="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<img src=x onerror=alert(1)>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src=../../static/secret.png>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<a href='java&NewLine;script:alert(1)'>x</a>",
    "<a href='java&#0;script:alert(1)'>x</a>",
    "<a href='java\u200bscript:alert(1)'>x</a>",
    "<a href=' \u00a0javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='DATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='../goals/secret.md'>x</a>",
    "<a href='secret.html'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='\\\\evil.example\\'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='https://example.org/' onclick='x' target=_blank ping=//evil.example>x</a>",
    "<blockquote cite='javascript:x'>x</blockquote>",
    "<iframe src='https://example.org/'></iframe><iframe srcdoc='<script>x</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=a><button formaction='javascript:x'>x</button></form>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'><link rel=stylesheet href=//evil.example/x.css>",
    "<style>* { display: none }</style><p style='position: fixed'>x</p>",
    "<details ontoggle=alert(1) open>x</details>",
    "<video src=x onerror=alert(1)></video><audio autoplay src=x>",
    "<p id=main class=masthead>x</p>",
    "</p></div></section></article></main></body></html><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!--\n--!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?x <script>alert(1)</script> ?>",
    "<textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<xmp><p title=\"</xmp><script>alert(1)</script>\">",
    "<template><script>alert(1)</script></template>",
    "<table><td><script>alert(1)</script><b>unclosed",
    "<a href=\"https://example.org/",
    "[x](javascript:alert(1)) [x](<JAVASCRIPT:alert(1)>) [x](java&#115;cript:alert(1)) [x](javascript&colon;alert(1))",
    "[x](&#1;javascript:alert(1)) [x](<java\tscript:alert(1)>) [x](data:text/html,x) [x](//evil.example) [x](\\\\\\evil.example)",
    "![x](javascript:alert(1)) ![x](data:image/png;base64,AA) ![x](https://evil.example/x.png) ![x](//evil.example/x.png)",
    '[x](https://example.org/ "\\" onclick=alert(1) x=\\"") ![" onerror=alert(1) x="](https://example.org/x.png)',
    "<javascript:alert(1)> <data:text/html,x>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[[<script>|<script>alert(1)</script>]]",
    "```\"><script>alert(1)</script>\nx\n```",
    "~~~ x\" onclick=\"alert(1)\nx\n~~~",
]  # fmt: skip


class Look(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[str | None] = []
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append(dict(attrs).get("src"))
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "cite", "action", "formaction", "data", "xlink:href", "poster", "ping", "srcset"):
                self.addresses.append(value or "")


FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "style",
    "math",
    "template",
    "noscript",
    "textarea",
    "xmp",
    "video",
    "audio",
    "input",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Give what there is on a page of a plain text."""
    return Look(page_with(Site(tmp_path_factory.mktemp("plain")), ["Nothing but *words*."]))


def page_with(site: Site, texts: list[str]) -> str:
    body = "\n\n".join(texts)
    site.write(
        {"mkfile.toml": MKFILE, "content/goals/secret.md": "---\ntitle: S\n---\n", "content/pages/a.md": f"---\ntitle: A\n---\n{body}\n"}
    )
    made = site.make()
    return next(artifact.data.decode() for artifact in made.artifacts if artifact.address == "pages/a.html")


@pytest.fixture(scope="module")
def pages_of_nasty_texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give a page for each text; all of one site, since making a site takes longer than any of them."""
    files = {f"content/pages/p{number}.md": f"---\ntitle: A\n---\nBefore.\n\n{text}\n\nAfter.\n" for number, text in enumerate(NASTY)}
    site = Site(tmp_path_factory.mktemp("nasty")).write({"mkfile.toml": MKFILE, "content/goals/secret.md": "---\ntitle: S\n---\n", **files})
    made = site.make()
    assert {problem.code.number for problem in made.problems} <= {"M204", "M300", "M400", "M401", "M200", "M405"}
    if errors := [problem for problem in made.problems if problem.severity == "error"]:
        for problem in errors:
            text = int(re.search(r"p(\d+)\.md", problem.span.path)[1])  # type: ignore[index]
            site.write({f"content/pages/p{text}.md": "---\ntitle: A\n---\nBefore. After.\n"})
        made = site.make()
    return {artifact.address: artifact.data.decode() for artifact in made.artifacts if artifact.address.startswith("pages/p")}


@pytest.mark.parametrize("number", range(len(NASTY)), ids=[repr(text)[:60] for text in NASTY])
def test_no_text_gets_anything_onto_a_page_that_acts(pages_of_nasty_texts: dict[str, str], plain: Look, number: int) -> None:
    page = pages_of_nasty_texts[f"pages/p{number}.html"]
    look = Look(page)
    assert look.scripts == plain.scripts
    assert not FORBIDDEN & set(look.tags) - set(plain.tags)
    assert not [name for name in look.attributes if name.startswith("on") or name == "style"]
    for address in set(look.addresses) - set(plain.addresses):
        assert scheme_of(address) in HARMLESS_SCHEMES or address.startswith(("#", "../pages/", "../goals/index", "p")), address
        assert "secret" not in address
        assert not re.match(r"[\\/]", address)
    for tag in ("html", "head", "body", "main", "h1", "link", "meta"):
        assert look.tags.count(tag) == plain.tags.count(tag)
    assert page.count("</main>") == 1
    assert page.index("Before.") < page.index("</main>")
    if not re.search(r"<(style|textarea)>(?!.*</(style|textarea)>)|<style><!--", NASTY[number]):
        # What such an element, never closed, holds is all that follows.
        assert page.index("Before.") < page.index("After.") < page.index("</main>")


HARMLESS = {
    "<kbd>Ctrl</kbd>": "<kbd>Ctrl</kbd>",
    "H<sub>2</sub>O<br>x<hr>": "H<sub>2</sub>O<br>x",
    '<abbr title="a &quot;b&quot;">x</abbr>': '<abbr title="a &quot;b&quot;">x</abbr>',
    '<a href="https://example.org/?a=1&amp;b=2">x</a>': '<a href="https://example.org/?a=1&amp;b=2">x</a>',
    '<a href="MAILTO:ana@example.org">x</a>': '<a href="MAILTO:ana@example.org">x</a>',
    "<details><summary>x</summary>y</details>": "<details><summary>x</summary>y</details>",
    '<table><tr><th scope="col">x</th><td colspan="2">y</td></tr></table>': '<th scope="col">x</th><td colspan="2">y</td>',
    '<p dir="rtl" lang="ar">x</p>': '<p dir="rtl" lang="ar">x</p>',
    '<ol start="3" reversed><li>x</li></ol>': '<ol start="3" reversed="">',
    '<time datetime="2026-03-04">x</time>': '<time datetime="2026-03-04">x</time>',
}


def test_harmless_html_comes_through(new_site: NewSite) -> None:
    page = page_with(new_site({}), list(HARMLESS))
    assert [text for text, expected in HARMLESS.items() if expected not in page] == []


EVERYWHERE = "<img src=x onerror=alert(1)> \"' {{ 7 * 7 }} {% raw %} &lt;b&gt; ${x}"


def test_fields_that_are_plain_text_are_shown_as_they_are_on_every_page(new_site: NewSite) -> None:
    quoted = "'" + EVERYWHERE.replace("'", "''") + "'"
    other = quoted[:-1] + " guild'"
    files = {
        "mkfile.toml": f"[site]\ntitle = '''{EVERYWHERE}'''\n[skills]\nlevels = ['''{EVERYWHERE}''']\n[targets.private]\naudience = \"private\"\n",
        "content/people/ana.yaml": f"name: {quoted}\nalias: {quoted}\npronouns: {quoted}\nlinks: [{{label: {quoted}, url: https://example.org/?a='b'&c}}]\n",
        "content/goals/a.yaml": f"title: {quoted}\nowner: ana\ntags: [{quoted}]\nindicators: [{{name: {quoted}, unit: {quoted}, target: 1}}]\n",
        "content/skills/a.yaml": f"title: {quoted}\ncategory: {quoted}\nlevels: {{2026-01-01: {quoted}}}\ntarget: {{level: 1, role: {quoted}}}\n",
        "content/introductions/2026-01-01-a.yaml": f"to: {other}\nnetwork: {quoted}\n",
        "content/stories/2026-01-01-a.yaml": f"title: {quoted}\nquotes: [{{text: x, by: {other}}}]\nmetrics: [{{name: {quoted}}}]\n",
    }
    pages = new_site(files).pages()
    assert len(pages) > 12
    for address, page in pages.items():
        look = Look(page)
        assert "img" not in look.tags, address
        assert not [name for name in look.attributes if name.startswith("on")], address
        assert "<script>" not in page, address
        assert re.search(r"\{\{ 7 \* 7 \}\} \{% raw %\}", page), address
        assert "&lt;img src=x onerror=alert(1)&gt;" in page, address


def test_what_looks_like_a_template_in_a_text_is_shown_as_text(new_site: NewSite) -> None:
    text = "{{ 7 * 7 }} {% for x in y %} {{ site.title }} `{{ code }} {# not a comment #}`"
    pages = new_site(
        {"content/pages/a.md": f"---\ntitle: '{{{{ 7 * 7 }}}}'\nsummary: '{{{{ 6 * 6 }}}}'\n---\n{text}\n\n## {{{{ 5 * 5 }}}}\n"}
    ).pages()
    page = pages["pages/a.html"]
    assert "{{ 7 * 7 }} {% for x in y %} {{ site.title }} <code>{{ code }} {# not a comment #}</code>" in page
    assert "{{ 5 * 5 }}</h" in page
    assert "{{ 6 * 6 }}" in pages["pages/index.html"]


# Control characters, and those that turn the direction of writing or of what follows.
HARMFUL_CHARACTERS = "".join(
    map(chr, [*range(1, 9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)


def test_control_and_bidirectional_characters_are_harmless_on_pages_and_on_the_terminal(new_site: NewSite) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in HARMFUL_CHARACTERS)
    site = new_site(
        {
            "content/people/ana.yaml": f'name: "Ana{escaped}Ferro"\n',
            "content/goals/a.yaml": f'title: "Lead{escaped}reviews"\nowner: ana\ntags: ["a{escaped}b"]\nprivate: "A{escaped}text"\n',
        }
    )
    made = site.make()
    assert made.problems == ()
    for artifact in made.artifacts:
        if PurePosixPath(artifact.address).suffix in (".html", ".xml", ".json", ".ics", ".txt"):
            assert not set(artifact.data.decode()) & set(HARMFUL_CHARACTERS), artifact.address
    goal = next(artifact.data.decode() for artifact in made.artifacts if artifact.address == "goals/a.html")
    assert re.search(r"<h1[^>]*>\s*Lead *reviews\s*</h1>", goal)

    site.write(
        {
            "content/goals/b.yaml": f'title: B\nstatus: "a{escaped}"\n"x{escaped}": y\nowner: "n{escaped}"\n',
            f"content/goals/c{HARMFUL_CHARACTERS}.md": "",
        }
    )
    problems = site.make().problems
    assert len(problems) == 4
    for problem in problems:
        assert as_text(problem)
        assert not set(click.unstyle(as_text(problem))) & set(HARMFUL_CHARACTERS)
        assert not set(as_github(problem)) & set(HARMFUL_CHARACTERS)
        assert as_json(problem)["message"] == problem.message


def test_control_characters_written_as_they_are_are_refused_where_they_stand(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/goals/a.yaml": "title: One\nwhy: 'a\u0085b \x1b[31m'\n",
            "content/pages/b.md": "---\ntitle: B\n---\nRed \x1b[31m and \u202eback.\n",
        }
    )
    assert site.said() == ["content/goals/a.yaml:2:11 M103 a character that no text may hold (U+001B)"]
    (site.root / "content" / "goals" / "a.yaml").unlink()
    page = site.pages()["pages/b.html"]
    assert "Red [31m and back." in page
