"""What a page tells other programs of itself: Open Graph elements, and JSON-LD expanded by a processor that is not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import MKFILE, Files, Site
from tests.exports.tree import Element, tree
from tests.golden.test_example import example

NewSite = Callable[[Files], Site]
URL = "https://example.org/repo/"
FILES: Files = {
    "content/people/ána.md": "---\nname: Ána Amaral\nrole: mentee\nconsent: public\nheadline: An *engineer*\n"
    "profiles: [{label: Site, url: https://example.com/ana}, {label: Mail, url: 'mailto:a@example.com'}]\n---\n",
    "content/people/ben.md": "---\nname: Ben Brook\nrole: mentor\nconsent: review\n---\n",
    "content/mentorships/m.md": "---\ntitle: M\nvisibility: public\nmentors: [ben]\nmentees: [ána]\nstart: 2026-01-01\nsummary: A year\n---\n",
    "content/skills/k.md": "---\ntitle: Listening\nvisibility: public\nsummary: To hear\n---\n",
    "content/skills/quiet.md": "---\ntitle: Quiet things\nvisibility: review\n---\n",
    "content/milestones/m.md": "---\ntitle: Done & dusted\ndate: 2026-03-04\nvisibility: public\nskills: [k, quiet]\nsummary: It *is* done\n---\n",
    "content/stories/s.md": "---\ntitle: Told\ndate: 2026-03-05\nvisibility: public\n---\nA text.\n",
    "content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n",
}
THING = {"name", "url", "description", "image", "sameAs"}
WORK = THING | {"inLanguage", "isPartOf", "datePublished", "headline"}
HAS = {
    "Person": THING,
    "WebSite": WORK,
    "ProfilePage": WORK | {"mainEntity"},
    "Article": WORK,
    "EducationalOccupationalCredential": WORK | {"credentialCategory", "competencyRequired"},
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"},
    "DefinedTermSet": WORK,
}
"""The properties that schema.org gives each type, or one that it is a kind of: of all of them, those that are used here."""
CONTEXT = {
    "@context": {
        "@vocab": "https://schema.org/",
        **{name: {"@id": f"https://schema.org/{name}", "@type": "@id"} for name in ("url", "image", "sameAs")},
        "datePublished": {"@id": "https://schema.org/datePublished", "@type": "https://schema.org/Date"},
    }
}


def expanded(page: str) -> list[Any]:
    """Expand the JSON-LD of a page; the context of schema.org comes from here, and there is no other."""
    from pyld import jsonld

    def load(url: str, options: Any) -> Any:
        assert url in ("https://schema.org", "https://schema.org/")
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}

    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [jsonld.expand(json.loads(text), {"documentLoader": load}) for text in found]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Give all nodes of expanded JSON-LD."""
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, dict) and "@value" not in inner:
            if "@type" in inner:
                yield inner
            for name, each in inner.items():
                if name not in ("@id", "@type"):
                    yield from nodes(each)


def bare(value: Any) -> Any:
    """Give expanded JSON-LD without its forms: single values, names without their address."""
    if isinstance(value, list):
        return bare(value[0]) if len(value) == 1 else [bare(inner) for inner in value]
    if isinstance(value, dict):
        if "@value" in value:
            return value["@value"]
        if set(value) == {"@id"}:
            return value["@id"]
        return {name.removeprefix("https://schema.org/"): bare(inner) for name, inner in value.items()}
    return value.removeprefix("https://schema.org/") if isinstance(value, str) else value


def properties(page: str) -> dict[str, str]:
    """Give the Open Graph properties of a page."""
    head: Element = tree(page).one("head")
    found = [(meta["property"], meta["content"]) for meta in head.all("meta") if "property" in meta.attributes]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_person_is_a_profile_with_its_person(new_site: NewSite) -> None:
    (found,) = expanded(new_site(FILES).pages("public")["people/ána.html"])
    page = URL + "people/%C3%A1na.html"
    assert bare(found) == {
        "@type": "ProfilePage",
        "name": "Ána Amaral",
        "url": page,
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "A small site", "url": URL},
        "mainEntity": {
            "@type": "Person",
            "@id": f"{page}#person",
            "name": "Ána Amaral",
            "url": page,
            "description": "An engineer",
            "sameAs": "https://example.com/ana",
        },
    }


def test_a_milestone_is_a_credential_with_the_skills_that_the_public_sees(new_site: NewSite) -> None:
    (found,) = expanded(new_site(FILES).pages("public")["milestones/m.html"])
    page = URL + "milestones/m.html"
    assert bare(found) == {
        "@type": "EducationalOccupationalCredential",
        "@id": f"{page}#credential",
        "name": "Done & dusted",
        "url": page,
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "A small site", "url": URL},
        "datePublished": "2026-03-04",
        "description": "It is done",
        "credentialCategory": "milestone",
        "competencyRequired": {
            "@type": "DefinedTerm",
            "@id": f"{URL}skills/k.html#skill",
            "name": "Listening",
            "url": f"{URL}skills/k.html",
        },
    }


def test_a_skill_is_a_term_of_the_portfolio_s_skills(new_site: NewSite) -> None:
    (found,) = expanded(new_site(FILES).pages("public")["skills/k.html"])
    assert bare(found) == {
        "@type": "DefinedTerm",
        "@id": f"{URL}skills/k.html#skill",
        "name": "Listening",
        "url": f"{URL}skills/k.html",
        "termCode": "k",
        "description": "To hear",
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": f"{URL}skills/index.html",
            "name": "Skills",
            "url": f"{URL}skills/index.html",
        },
    }


def test_the_first_page_is_a_profile_of_the_mentee_whom_the_audience_knows(new_site: NewSite) -> None:
    site = new_site(FILES)
    (found,) = expanded(site.pages("public")["index.html"])
    assert bare(found)["mainEntity"]["@id"] == URL + "people/%C3%A1na.html#person"
    site.write({"content/people/ána.md": "---\nname: Ána Amaral\nrole: mentee\nconsent: review\n---\n"})
    pages = site.pages("public")
    assert expanded(pages["index.html"]) == []
    assert not any("Amaral" in page for page in pages.values())


def test_everything_that_the_example_says_is_known_to_schema_org_and_leads_somewhere() -> None:
    public = example()["public"]
    kinds = set()
    for address, data in public.items():
        for found in expanded(data.decode()) if address.endswith(".html") else ():
            for node in nodes(found):
                (kind,) = (kind.removeprefix("https://schema.org/") for kind in node["@type"])
                kinds.add(kind)
                assert {name.removeprefix("https://schema.org/") for name in node if not name.startswith("@")} <= HAS[kind]
                for each in node.get("https://schema.org/url", []):
                    assert unquote(each["@id"]).removeprefix("https://example.org/mentorsite-example/") in {"", *public}
    assert kinds == set(HAS)


def test_no_text_ends_the_element_and_no_control_character_gets_in(new_site: NewSite) -> None:
    title = '"a</script><script>b<!-- & \\u0001\\u202ec"'
    page = new_site({"content/stories/s.md": f"---\ntitle: {title}\ndate: 2026-03-05\nvisibility: public\n---\n"}).pages("public")[
        "stories/s.html"
    ]
    (found,) = expanded(page)
    assert bare(found)["name"] == "a</script><script>b<!-- & c"
    assert len(tree(page).all("script")) == 2
    # A browser takes `<!-- <script ` for the beginning of what only another end of a script ends.
    assert not set("<>&") & set(page.partition('ld+json">')[2].partition("</script>")[0])
    assert "\\u0001" not in page
    assert "\\u202e" not in page


def test_open_graph_tells_title_kind_address_and_summary(new_site: NewSite) -> None:
    pages = new_site(FILES).pages("public")
    site = {"og:site_name": "A small site", "og:image": URL + "card.png", "og:image:alt": "A small site"}
    milestone = {"og:title": "Done & dusted", "og:type": "article", "og:url": URL + "milestones/m.html", "og:description": "It is done"}
    assert properties(pages["milestones/m.html"]) == {**site, **milestone, "article:published_time": "2026-03-04"}
    assert properties(pages["people/ána.html"]) == {
        **site,
        "og:title": "Ána Amaral",
        "og:type": "profile",
        "og:url": URL + "people/%C3%A1na.html",
    }
    home = {"og:title": "A small site", "og:type": "website", "og:url": URL + "index.html", "og:description": "A year"}
    assert properties(pages["index.html"]) == {**site, **home}
    assert properties(pages["goals/g.html"])["og:type"] == "article"
    assert properties(pages["404.html"]) == {}
    for address, page in pages.items():
        if address != "404.html":
            assert f'<link rel="canonical" href="{properties(page)["og:url"]}">' in page


def test_the_picture_for_links_is_there_once_for_each_portfolio(new_site: NewSite) -> None:
    goal = "---\ntitle: G\nvisibility: public\n---\n"
    site = new_site({f"content/portfolios/{name}/goals/g.md": goal for name in ("one", "größe")})
    made = {artifact.address: artifact for artifact in site.make("public").artifacts}
    assert {address for address in made if address.endswith(".png")} == {"card.png", "one/card.png", "größe/card.png"}
    assert properties(made["größe/goals/g.html"].data.decode())["og:image"] == URL + "gr%C3%B6%C3%9Fe/card.png"
    assert len({made[address].data for address in made if address.endswith(".png")}) == 3
    for target in ("review", "private"):
        assert [artifact.address for artifact in site.make(target).artifacts if artifact.address.endswith(".png")] == []


def test_a_title_without_letters_for_it_has_no_picture(new_site: NewSite) -> None:
    site = new_site({**FILES, "mkfile.toml": MKFILE.replace("A small site", "موقع")})
    assert [artifact.address for artifact in site.make("public").artifacts if artifact.address.endswith(".png")] == []
    assert "og:image" not in properties(site.pages("public")["index.html"])


def test_a_picture_of_the_sites_own_takes_its_place(new_site: NewSite) -> None:
    site = new_site({**FILES, "static/card.png": b"\x89PNG own"})
    made = site.make("public")
    assert [artifact.data for artifact in made.artifacts if artifact.address == "card.png"] == [b"\x89PNG own"]
    assert properties(site.pages("public")["index.html"])["og:image"] == URL + "card.png"


def test_the_picture_of_a_portfolio_may_be_the_sites_own_whatever_its_letters(new_site: NewSite) -> None:
    goal = "---\ntitle: G\nvisibility: public\n---\n"
    site = new_site({"content/portfolios/größe/goals/g.md": goal, "static/größe/card.png": b"\x89PNG own"})
    assert [each.data for each in site.make("public").artifacts if each.address == "größe/card.png"] == [b"\x89PNG own"]


@pytest.mark.parametrize("target", ["review", "pair", "private"])
def test_pages_that_nobody_is_to_find_say_neither(new_site: NewSite, target: str) -> None:
    pages = new_site(FILES).pages(target)
    assert [address for address, page in pages.items() if expanded(page) or properties(page)] == []


def test_without_an_address_of_its_own_a_site_says_neither(new_site: NewSite) -> None:
    pages = new_site({**FILES, "mkfile.toml": re.sub("url = .*", "", MKFILE)}).pages("public")
    assert [address for address, page in pages.items() if expanded(page) or properties(page)] == []
