"""What is told of links to other hosts: those of the pages that are asked about, each at the place where it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mentorsite.build import gather, links_of
from mentorsite.config import Practice
from mentorsite.links.asking import Asking
from mentorsite.links.hosts import Caller
from mentorsite.links.outward import Outward, ask
from tests.conftest import Files, Site
from tests.links.conftest import NOW, NewHost

NewSite = Callable[[Files], Site]


def asked(site: Site, *targets: str, now: float = NOW) -> Outward:
    """Ask for the links of these copies."""
    links = links_of(site.config, gather(site.config), {name: site.make(name) for name in targets})
    return ask(links, site.root, Asking(Caller(lambda address: address == "127.0.0.1", 5.0, {}), now, 0.0))


def said(outward: Outward, practice: Practice | None = None) -> list[str]:
    """Give the problems as `path:line:column code message; hint`."""
    found = outward.problems(practice or Practice())
    return [f"{p.span.path}:{p.span.line}:{p.span.column} {p.code.number} {p.message}; {p.hint}" for p in found]


def test_a_link_is_told_at_every_place_where_it_is_written(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({"/old": (301, {"Location": "/new"}), "/new": 200})
    site = new_site(
        {
            "content/goals/a.md": f"---\ntitle: A\nlinks:\n  - {{label: x, url: '{host.url}/gone'}}\n---\n[x]({host.url}/old#part) <{host.url}/new>\n",
            "content/stories/2026-03-04-s.md": f"---\ntitle: S\nevidence:\n  - {{label: x, url: '{host.url}/gone'}}\n---\n<a href=\"{host.url}/gone\">x</a>",
        }
    )
    outward = asked(site, "private")
    gone = f"`{host.url}/gone` leads to nothing: its host answers 404 Not Found; link to where it is now, or take the link out"
    assert said(outward) == [
        f"content/goals/a.md:4:21 M507 {gone}",
        f"content/stories/2026-03-04-s.md:4:21 M507 {gone}",
        f"content/stories/2026-03-04-s.md:6:1 M507 {gone}",
        f"content/goals/a.md:6:5 M508 `{host.url}/old#part` has moved for good; "
        f"it leads to {host.url}/new#part: link there, if that is still what you mean",
    ]
    assert outward.counts() == {"links": 3, "there": 2, "gone": 1, "unknown": 0, "asked": 3}


def test_advice_can_be_turned_off(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({"/old": (301, {"Location": "/new"}), "/new": 200})
    outward = asked(new_site({"content/goals/a.md": f"---\ntitle: A\n---\n<{host.url}/old>\n"}), "private")
    assert len(said(outward)) == 1
    assert said(outward, replace(Practice(), off=frozenset({"moved-elsewhere"}))) == []
    assert said(outward, replace(Practice(), enabled=False)) == []


def test_only_what_the_audience_of_a_copy_sees_is_asked_for(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({"/open": 200, "/ours": 200})
    text = f"---\ntitle: A\nvisibility: public\n---\n<{host.url}/open>\n\n::: pair\n<{host.url}/ours>\n:::\n"
    site = new_site({"content/goals/a.md": text, "content/goals/b.md": f"---\ntitle: B\n---\n<{host.url}/ours>\n"})
    assert said(asked(site, "public")) == []
    assert host.requests() == ["HEAD /open"]
    asked(site, "public", "pair")
    assert host.requests() == ["HEAD /open", "HEAD /ours"]


def test_of_several_places_those_are_told_that_the_pages_show(new_site: NewSite, new_host: NewHost) -> None:
    link = f"<{new_host({}).url}/gone>\n"
    site = new_site(
        {"content/goals/a.md": f"---\ntitle: A\nvisibility: public\n---\n{link}", "content/goals/b.md": f"---\ntitle: B\n---\n{link}"}
    )
    assert [line.split(" ")[0] for line in said(asked(site, "public"))] == ["content/goals/a.md:5:2"]
    assert [line.split(" ")[0] for line in said(asked(site, "pair"))] == ["content/goals/a.md:5:2", "content/goals/b.md:4:2"]


def test_nobody_is_asked_again_before_the_answer_is_old(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({"/a": 200})
    site = new_site({"content/goals/a.md": f"---\ntitle: A\n---\n<{host.url}/a> <{host.url}/b> <{host.url}/a#x>\n"})
    first = asked(site, "private")
    requests = ["HEAD /a", "HEAD /b", "GET /b"]
    assert host.requests() == requests
    for days, more in ((0.9, []), (1.1, ["HEAD /b", "GET /b"]), (8, ["HEAD /a", "HEAD /b", "GET /b"])):
        again = asked(site, "private", now=NOW + days * 86_400)
        requests += more
        assert host.requests() == requests
        assert said(again) == said(first)


def test_lines_tell_numbers_and_each_link_where_one_wants_more(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({"/a": 200, "/b": 403})
    site = new_site({"content/goals/a.md": f"---\ntitle: A\n---\n<{host.url}/a> <{host.url}/b>\n"})
    asked(site, "private")
    outward = asked(site, "private", now=NOW + 2 * 86_400)
    assert list(outward.lines(False)) == ["links to other hosts: 2: 1 there, 0 gone, 1 not known (--verbose lists them); 1 asked for now"]
    assert list(outward.lines(True)) == [
        "links to other hosts: 2: 1 there, 0 gone, 1 not known; 1 asked for now",
        f"  there      {host.url}/a: 200 OK (2 days ago)",
        f"  not known  {host.url}/b: its host answers 403 Forbidden (now)",
    ]
    assert outward.facts()["unknown_links"] == [{"url": f"{host.url}/b", "said": "its host answers 403 Forbidden"}]


def test_a_link_of_a_template_is_told_there(new_site: NewSite, new_host: NewHost) -> None:
    host = new_host({})
    template = f'{{% extends "parent:main.html" %}}\n{{% block footer %}}<a href="{host.url}/x">x</a>{{% endblock %}}\n'
    site = new_site({"content/goals/a.md": "---\ntitle: A\n---\n", "themes/default/templates/main.html": template})
    assert [line.split(" leads")[0] for line in said(asked(site, "private"))] == [
        f"themes/default/templates/main.html:2:28 M507 `{host.url}/x`"
    ]
