"""What is said of the links of a whole site: each lost one once, where somebody wrote it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.build import gather, links_of
from mentorsite.diagnostics import Diagnostic, tidy
from mentorsite.reading.enough import MOST_PROBLEMS
from tests.conftest import MKFILE, PLAIN_THEME, Files, Site

NewSite = Callable[[Files], Site]
GOAL = "---\ntitle: A goal\nvisibility: public\n---\n"
PLAIN = {**PLAIN_THEME, "mkfile.toml": MKFILE + '[theme]\nname = "plain"\n'}


def problems(site: Site, *targets: str) -> list[Diagnostic]:
    """Give what is said of the links of the copies for these targets."""
    gathered = gather(site.config)
    return list(tidy(links_of(site.config, gathered, {name: site.make(name) for name in targets}).problems()))


def said(site: Site, *targets: str) -> list[str]:
    """Give the same as `path:line:column code message`."""
    return [f"{p.span.path}:{p.span.line}:{p.span.column} {p.code.number} {p.message}" for p in problems(site, *targets)]


@pytest.mark.parametrize("target", ["public", "private"])
def test_a_mistyped_heading_is_told_whoever_is_to_see_the_page(new_site: NewSite, target: str) -> None:
    """A copy for others has no such link any more, since nobody shall know what is hidden."""
    text = f"{GOAL}[one](#wye), [two](b.md#frist-steps), [[b]] and\n[three](b.md#first-steps).\n\n## Why\n\nSo.\n"
    site = new_site({**PLAIN, "content/goals/a.md": text, "content/goals/b.md": f"{GOAL}## First steps\n"})
    found = problems(site, target)
    assert [(p.span.line, p.span.column, p.message, p.hint) for p in found] == [
        (5, 7, "there is no heading `#wye` in `content/goals/a.md`", "did you mean `#why`?"),
        (5, 20, "there is no heading `#frist-steps` in `content/goals/b.md`", "did you mean `#first-steps`?"),
    ]


def test_a_heading_that_only_some_see_is_none_to_complain_of(new_site: NewSite) -> None:
    files = {
        "content/goals/a.md": f"{GOAL}[one](b.md#steps), [two](b.md#private-notes), [three](b.md#connected-to), [four](#top)\n",
        "content/goals/b.md": f"{GOAL}::: pair\n## Steps\n\nx\n:::\n\n## Private\n\nSecret.\n",
    }
    assert said(new_site({**files, "mkfile.toml": MKFILE}), "public", "pair", "private") == []


def test_a_section_that_a_page_does_not_have_is_found_on_the_page(new_site: NewSite) -> None:
    """Any goal may have a section `Why`, so the link stays, and leads to nothing here."""
    site = new_site({"content/goals/a.md": f"{GOAL}[one](b.md#why)\n", "content/goals/b.md": GOAL})
    assert said(site, "public", "private") == ["content/goals/a.md:5:7 M206 there is no heading `#why` in `content/goals/b.md`"]


def test_a_summary_leads_to_a_heading_of_its_record_from_every_page_that_shows_it(new_site: NewSite) -> None:
    goal = GOAL.replace("visibility", "summary: '[so](#why), [no](#wyh)'\ntags: [x]\nvisibility")
    site = new_site({"content/goals/a.md": f"{goal}## Why\n\nSo.\n", "content/goals/b.md": f"{GOAL}[[a]]\n"})
    for target in ("public", "private"):
        assert said(site, target) == ["content/goals/a.md:3:28 M206 there is no heading `#wyh` in `content/goals/a.md`"]
    pages = {address for address, page in site.pages("public").items() if 'goals/a.html#why">so</a>, no' in page}
    assert {"index.html", "goals/index.html", "goals/a.html", "tags/x.html"} <= pages


def test_what_the_sources_and_a_page_both_tell_is_told_once(new_site: NewSite) -> None:
    site = new_site(
        {"content/goals/a.md": f"{GOAL}[one](#why), [two](b.md#conected-to)\n", "content/goals/b.md": f"{GOAL}[three](a.md#why)\n"}
    )
    assert said(site, "public", "private") == [
        "content/goals/a.md:5:7 M206 there is no heading `#why` in `content/goals/a.md`",
        "content/goals/a.md:5:20 M206 there is no heading `#conected-to` in `content/goals/b.md`",
        "content/goals/b.md:5:9 M206 there is no heading `#why` in `content/goals/a.md`",
    ]


def test_an_address_of_the_site_itself_is_looked_up(new_site: NewSite) -> None:
    text = GOAL.replace("visibility", "links: [{label: x, url: 'https://example.org/repo/goals/nope.html'}]\nvisibility")
    text += '<https://example.org/repo/goals/A.html> <a href="https://example.org/repo/x.html">x</a> [o](https://example.org/other/)\n'
    site = new_site({"content/goals/a.md": text})
    assert said(site, "public", "pair") == [
        "content/goals/a.md:3:25 M506 `https://example.org/repo/goals/nope.html` leads to `goals/nope.html`, and no such file is there",
        "content/goals/a.md:6:2 M506 `https://example.org/repo/goals/A.html` leads to `goals/A.html`, and no such file is there",
        "content/goals/a.md:6:41 M506 `https://example.org/repo/x.html` leads to `x.html`, and no such file is there",
    ]


def test_what_a_template_links_to_wrongly_is_told_once_at_its_line(new_site: NewSite) -> None:
    page = '<title>x</title>\n<link href="{{ \'assets/nope.css\' | href }}"><a href="/x.html">x</a><a href="abuot.html">x</a>\n'
    site = new_site(
        {
            **PLAIN,
            "content/goals/a.md": GOAL,
            "themes/plain/templates/pages/record.html": page,
            "themes/plain/templates/pages/404.html": page,
        }
    )
    found = problems(site, "public", "private")
    assert [(p.span.path, p.span.line, p.span.column, p.message) for p in found if "404" not in p.span.path] == []
    assert [(p.span.line, p.span.column, p.message) for p in found] == [
        (2, 17, "`/repo/assets/nope.css` leads to `assets/nope.css`, and no such file is there"),
        (2, 54, "`/x.html` begins at the root of the host, while this site lies below `/repo/`"),
        (2, 77, "`abuot.html` is relative, and `404.html` is shown at any address"),
        (2, 77, "`abuot.html` leads to `goals/abuot.html`, and no such file is there"),
    ]
    assert found[0].related[0][1] == "it stands here, and on `goals/a.html`"


def test_a_page_is_named_where_nobody_knows_what_wrote_the_link(new_site: NewSite) -> None:
    page = "<title>x</title><a href=\"{{ 'no' ~ 'pe' }}\">x</a>"
    site = new_site({**PLAIN, "content/goals/a.md": GOAL, "content/goals/b.md": GOAL, "themes/plain/templates/pages/record.html": page})
    found = problems(site, "public")
    assert [(p.span.path, p.span.line, p.message) for p in found] == [
        ("goals/a.html", 0, "`nope` leads to `goals/nope`, and no such file is there")
    ]
    assert found[0].related[0][1] == "and on `goals/b.html`"


def test_of_many_pages_one_is_named_and_the_others_are_counted(new_site: NewSite) -> None:
    files = {f"content/goals/{name}.md": GOAL for name in "abc"}
    site = new_site({**PLAIN, **files, "themes/plain/templates/pages/record.html": '<title>x</title><a href="nope.html">x</a>'})
    (found,) = problems(site, "public", "private")
    assert [(place.path, what) for place, what in found.related] == [("goals/a.html", "it stands here, and on 2 more pages")]


def test_what_a_template_means_differently_on_each_page_is_told_once(new_site: NewSite) -> None:
    files = {**{f"content/goals/{name}.md": GOAL for name in "abc"}, "content/skills/s.yaml": "title: S\nvisibility: public\n"}
    template = '<title>x</title>\n<a href="#nowhere">x</a><a href="nope.html">x</a>'
    site = new_site({**PLAIN, **files, "themes/plain/templates/pages/record.html": template})
    assert said(site, "public", "private") == [
        "themes/plain/templates/pages/record.html:2:10 M506 `#nowhere` leads to `#nowhere` on `goals/a.html`, and no such place is there",
        "themes/plain/templates/pages/record.html:2:34 M506 `nope.html` leads to `goals/nope.html`, and no such file is there",
    ]


def test_of_very_many_lost_links_the_first_are_told(new_site: NewSite) -> None:
    links = "".join(f"<a href='{number}.html'>x</a>\n" for number in range(MOST_PROBLEMS + 100))
    found = problems(new_site({**PLAIN, "static/own.html": links}), "public")
    assert len(found) == MOST_PROBLEMS + 1
    assert sum("there are more problems here" in problem.message for problem in found) == 1


def test_files_that_are_copied_as_they_are_are_looked_at_too(new_site: NewSite) -> None:
    files = {
        "static/own/page.html": "<p>\n<a href='../goals/a.html'>x</a> <a href='../Goals/a.html'>x</a></p>",
        "static/own/look.css": "a { background: url('b.png') }",
        "static/robots.txt": "Sitemap: https://example.org/repo/map.xml\n",
    }
    site = new_site({**PLAIN, "content/goals/a.md": GOAL, **files})
    assert said(site, "public") == [
        "static/own/look.css:1:22 M506 `b.png` leads to `own/b.png`, and no such file is there",
        "static/own/page.html:2:42 M506 `../Goals/a.html` leads to `Goals/a.html`, and no such file is there",
        "static/robots.txt:1:10 M506 `https://example.org/repo/map.xml` leads to `map.xml`, and no such file is there",
    ]
    assert problems(site, "public")[1].hint == "did you mean `goals/a.html`?"


def test_a_folder_or_a_page_without_its_ending_is_told_with_what_is_meant(new_site: NewSite) -> None:
    site = new_site(
        {**PLAIN, "content/goals/a.md": GOAL, "static/own.html": "<a href='goals'>x</a> <a href='goals/a'>x</a> <a href='goals/'>x</a>"}
    )
    assert [p.hint for p in problems(site, "public")] == ["did you mean `goals/index.html`?", "did you mean `goals/a.html`?"]


def test_nothing_is_lost_in_a_site_with_a_bit_of_everything(new_site: NewSite) -> None:
    files = {
        "content/people/ana.yaml": "name: Ana\nconsent: public\n",
        "content/portfolios/one/goals/a.md": f"{GOAL}See [it](../../two/goals/b.md#größe), [plan](plan.pdf) and [[people/ana]].\n\n## Größe\n",
        "content/portfolios/one/goals/plan.pdf": b"%PDF-1.4\n%%EOF\n",
        "content/portfolios/two/goals/b.md": f"{GOAL}[up](#größe)\n\n## Größe\n\n## Größe\n\n[second](#größe-1)\n",
        "content/portfolios/two/milestones/2026-03-04-m.md": "---\ntitle: M\nvisibility: public\n---\n[o](#here)\n\n### Here\n",
    }
    assert said(new_site(files), "public", "private") == []
