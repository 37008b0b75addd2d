"""Whatever a person writes to hide something either hides it or stops the build: no mark is passed over as if it were text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.diagnostics import Code
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
OPEN = MKFILE + '\n[visibility]\ncheckins = "public"\nintroductions = "public"\nstories = "public"\ngoals = "private"\npeople = "pair"\n'
CHECKIN = "content/checkins/2026-03-04-a.md"


def hidden_or_refused(new_site: NewSite, files: Files) -> bool:
    """Make the public site; say whether it was refused. What is secret may not be in it in any case, and the audit need not find it."""
    made = new_site({"mkfile.toml": OPEN, "content/people/maren.yaml": "name: Maren Secret\nrole: mentor", **files}).make("public")
    assert not {problem.code for problem in made.problems} & {Code.LEAKED_NAME, Code.LEAKED_RECORD, Code.LEAKED_TEXT}
    if any(problem.severity == "error" for problem in made.problems):
        return True
    assert not [
        artifact.address for artifact in made.artifacts if b"secret" in artifact.data.lower() or "secret" in artifact.address.lower()
    ]
    return False


@pytest.mark.parametrize("before", [" ", "\t", "\u00a0", "\u200b", "\f", "\ufeff\ufeff"])
def test_front_matter_that_is_almost_opened_is_no_text(new_site: NewSite, before: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"{before}---\nvisibility: private\n---\nSECRET"})


@pytest.mark.parametrize(
    "text",
    [
        "---yaml\nvisibility: private\n---\nSECRET",
        "--- # x\nvisibility: private\n---\nSECRET",
        "---\u2028visibility: private\n---\nSECRET",
        "<!-- licence -->\n---\nvisibility: private\n---\nSECRET",
        "# Title\n---\nvisibility: private\n---\nSECRET",
        "---\n---\n---\nvisibility: private\n---\nSECRET",
        "---\nsummary: x\n...\nvisibility: private\n---\nSECRET",
        "Visibility: private\n---\nSECRET",
        "visibility : private\n---\nSECRET",
        '"visibility": private\n---\nSECRET',
        "visibility: private\n\nSECRET",
        "draft: true\n\nSECRET",
        "```yaml\nvisibility: private\n```\nSECRET",
        "===\nvisibility: private\n===\nSECRET",
    ],
)
def test_fields_that_say_who_may_see_a_record_are_never_text(new_site: NewSite, text: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: text})


@pytest.mark.parametrize(
    "name",
    [
        *("_defaults.yml", "_default.yaml", "_Defaults.yaml", "_defaults.YAML", "_defaults.md", "__defaults.yaml", "_defaults"),
        *("_defaults.yaml.txt", "_defaults.yaml~", "_visibility.yaml", ".defaults.yaml", ".defaults.yml"),
        *("defaults.yaml", "defaults.yml", "default.yaml"),
    ],
)
def test_a_misnamed_file_of_defaults_stops_the_build(new_site: NewSite, name: str) -> None:
    for folder in ("content/checkins", "content"):
        files = {f"{folder}/{name}": "visibility: private", CHECKIN: "---\nsummary: x\n---\nSECRET"}
        assert hidden_or_refused(new_site, files)
        new_site({}).root.joinpath(folder, name).unlink()


@pytest.mark.parametrize("field", ["visibility", "draft", "consent"])
@pytest.mark.parametrize("value", ["", " ~", " # nobody", " ''", " null"])
def test_a_field_that_hides_and_is_left_empty_stops_the_build(new_site: NewSite, field: str, value: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"---\n{field}:{value}\n---\nSECRET"})
    assert hidden_or_refused(new_site, {CHECKIN: "SECRET", "content/_defaults.yaml": f"{field}:{value}\n"})


@pytest.mark.parametrize(
    "part",
    [
        "SECRET\n---\nSECRET",
        "SECRET\n===\nx",
        "SECRET | b\n---\nSECRET | y",
        "x\n\n# SECRET\n\nSECRET",
        "x\n\n## SECRET\n\nSECRET",
        "```\nx\n\n## Notes\nSECRET",
    ],
)
def test_the_private_part_hides_whatever_stands_in_it(new_site: NewSite, part: str) -> None:
    hidden_or_refused(new_site, {CHECKIN: f"Hello\n\n## Private\n\n{part}"})


@pytest.mark.parametrize(
    "value",
    [
        ">\n  open\n  ## Private\n  SECRET",
        '"open\n  ## Private\n  SECRET"',
        ">\n  ## Private\n  SECRET",
        "|\n  open\n\n  ## Private\n  SECRET",
    ],
)
def test_the_heading_of_the_private_part_in_a_text_in_yaml_stops_the_build(new_site: NewSite, value: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"---\nnotes: {value}\n---\n"})


def test_an_audience_block_in_a_field_of_one_line_stops_the_build(new_site: NewSite) -> None:
    assert hidden_or_refused(new_site, {"content/introductions/2026-03-04-a.yaml": "to: |\n  Guild\n  ::: pair\n  SECRET\n  :::\n"})
    assert hidden_or_refused(new_site, {CHECKIN: "---\ntitle: |\n  A\n  ::: pear\n  SECRET\n  :::\n---\n"})


@pytest.mark.parametrize(
    "text",
    [
        "[[goals/secret|the goal of\nlast year]]",
        "[[goals/secret plan]]",
        "[[ people/maren ]] SECRET",
        "[[goals/secret|a|b]]",
        "[[goals/secret|]]",
        "| [[goals/secret|words]] | c |\n|---|---|\n| a | b |",
        "[x](../goals/secret plan.md)",
        "[x] (../goals/secret.md)",
        '[x](../goals/secret.md "a" b)',
        "[x](../goals/secret.md",
        "<../goals/secret.md>",
        "a <!-- SECRET\n\nSECRET --> b",
        "<div>\n[[goals/secret]]\n</div>",
    ],
)
def test_a_link_that_is_not_read_as_one_shows_nothing_of_where_it_was_to_lead(new_site: NewSite, text: str) -> None:
    goals = {"content/goals/secret.yaml": "title: Secret", "content/goals/secret plan.md": "---\ntitle: Secret\n---\n"}
    hidden_or_refused(new_site, {**goals, CHECKIN: f"---\nsummary: x\n---\n{text}\n"})


@pytest.mark.parametrize("by", ["Maren Secret", "MAREN SECRET", "goals/secret", "secret.md", "../people/secret.md", '"[[people/secret]]"'])
def test_a_plain_text_in_the_place_of_a_person_is_no_way_around_their_consent(new_site: NewSite, by: str) -> None:
    assert hidden_or_refused(new_site, {"content/stories/2026-03-04-a.yaml": f"title: A\nquotes: [{{text: x, by: {by}}}]\n"})


@pytest.mark.parametrize(
    "name", ["p.heic", "p.jfif", "p.tiff", "p", "demo.html", "demo.xhtml", "demo.js", "demo.xml", "demo.svgz", "p.mov"]
)
def test_a_file_that_may_hold_a_script_or_a_place_is_not_published(new_site: NewSite, name: str) -> None:
    for text in (f"[x]({name})", f"![x]({name})"):
        assert hidden_or_refused(new_site, {CHECKIN: text, f"content/checkins/{name}": b"<script>SECRET</script>"})


@pytest.mark.parametrize(
    "text",
    [
        ": : : pair\nSECRET",
        "﹕﹕﹕ pair\nSECRET",
        ":: pear\nSECRET",
        "!!! private\n    SECRET",
        "<!-- private -->\nSECRET",
        "[private]\nSECRET",
    ],
)
def test_what_looks_like_a_block_stops_the_build(new_site: NewSite, text: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"---\nsummary: x\n---\n{text}\n"})


def test_names_of_a_program_are_no_blocks(new_site: NewSite) -> None:
    assert not hidden_or_refused(new_site, {CHECKIN: "Why std::pair and not a tuple?\n"})


@pytest.mark.parametrize("text", ["x\n\n## Notes\n\n::: pair\nA\n:::\n \n::: pair\nB\n:::", "[a]: https://example.org", "[//]: # (note)"])
def test_a_text_of_which_nothing_is_left_leaves_no_section_and_breaks_nothing(new_site: NewSite, text: str) -> None:
    assert not hidden_or_refused(new_site, {CHECKIN: text})


def test_raw_html_takes_no_address_within_the_page(new_site: NewSite) -> None:
    page = new_site({"content/pages/a.md": '---\ntitle: A\n---\n## Ours\n\n<h3 id="_scheme" class="page-home">x</h3>\n'}).pages()[
        "pages/a.html"
    ]
    assert page.count('id="_scheme"') == 1
    assert 'id="ours"' in page


@pytest.mark.parametrize(
    "text",
    [
        "[x](../goals/open.md#the-secret-heading)",
        "[x](<../goals/open.md#the%20secret-heading> 'T')",
        "[x][1]\n\n[1]: ../goals/open.md#the-secret-heading",
        "[x](#secret-heading)",
        "[x](&num;secret-heading) [y](\\#secret-heading)",
        "[x]\n\n[x]: #secret-heading",
        '<a href="#secret-heading">x</a>',
        'a <a href="#secret-heading">x</a> b',
        '<a href="../goals/open.html#secret-heading">x</a>',
    ],
)
def test_a_link_tells_of_no_heading_that_is_hidden(new_site: NewSite, text: str) -> None:
    goal = "---\ntitle: Open\nvisibility: public\n---\nx\n\n::: pair\n## The secret heading\n:::\n"
    body = f"{text}\n\n::: pair\n## Secret heading\n:::\n"
    assert not hidden_or_refused(new_site, {"content/goals/open.md": goal, CHECKIN: body})


@pytest.mark.parametrize(
    "fields",
    [
        "private: &x SECRET\nsummary: *x",
        "summary: &x SECRET\nprivate: *x",
        "private: &x |\n  SECRET\nactions: [{what: *x}]",
        "insights: &x [SECRET]\nprivate: *x",
        "insights: [&x SECRET]\nprivate: *x",
        "? &x SECRET\n: a\nprivate: *x",
    ],
)
def test_an_alias_repeats_nothing_private_where_it_is_shown(new_site: NewSite, fields: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"---\n{fields}\n---\n"})


@pytest.mark.parametrize(
    "comment",
    [
        "<!--> SECRET -->",
        "<!---> SECRET -->",
        "<!-- a --!> SECRET -->",
        "<!-- a <!-- b --> SECRET -->",
        "<!-- a\n<!-- b -->\nSECRET\n-->",
        "<!- SECRET -->",
        "<! -- SECRET -->",
        "<--! SECRET -->",
        "<![CDATA[ a > SECRET ]]>",
        "<? a > SECRET ?>",
    ],
)
def test_a_comment_that_ends_too_early_stops_the_build(new_site: NewSite, comment: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"x\n\n{comment}\n"})
    assert "\n<!-- b" in comment or hidden_or_refused(new_site, {CHECKIN: f"x {comment} y\n"})


@pytest.mark.parametrize("comment", ["<!-- SECRET -->", "<!-- SECRET -- SECRET --->", "<!--\nSECRET\n-->", "<div><!-- SECRET --></div>"])
def test_a_comment_hides(new_site: NewSite, comment: str) -> None:
    assert not hidden_or_refused(new_site, {CHECKIN: f"x\n\n{comment}\n"})


@pytest.mark.parametrize(
    "html",
    [
        "<div hidden>SECRET</div>",
        "<div\n  hidden>\nSECRET\n</div>",
        '<p style="display: none">SECRET</p>',
        "<span class='private'>SECRET</span>",
        "<private>SECRET</private>",
        "<h2>Private</h2>\n\nSECRET",
        "<details><summary><b>Private</b></summary>SECRET</details>",
        "<summary>Private notes</summary>SECRET",
    ],
)
def test_html_that_was_to_hide_something_stops_the_build(new_site: NewSite, html: str) -> None:
    assert hidden_or_refused(new_site, {CHECKIN: f"x\n\n{html}\n"})


def test_html_that_speaks_of_what_is_private_does_not(new_site: NewSite) -> None:
    text = '<details><summary>Private keys: how to make one</summary>x</details>\n\n`<div hidden>` <b title="hidden">y</b>\n'
    assert not hidden_or_refused(new_site, {CHECKIN: text})
