"""A site's own theme: one template, one block, one token, or all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.diagnostics import SiteError
from mentorsite.rendering.theme import load_theme
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]
GOAL = {"content/goals/lead.md": "---\ntitle: Lead\n---\nText.\n"}


def test_a_site_can_replace_a_single_template(new_site: NewSite) -> None:
    site = new_site({**GOAL, "themes/default/templates/pages/404.html": "nothing at {{ site.title }}"})
    pages = site.pages()
    assert pages["404.html"] == "nothing at A small site"
    assert "<!doctype html>" in pages["goals/lead.html"]


def test_a_template_can_extend_the_one_that_it_replaces(new_site: NewSite) -> None:
    own = '{% extends "parent:main.html" %}{% block footer %}our own foot{{ super() }}{% endblock %}'
    page = new_site({**GOAL, "themes/default/templates/main.html": own}).pages()["goals/lead.html"]
    assert "our own foot" in page
    assert "Text." in page
    assert "<footer" in page


def test_parent_goes_down_layer_by_layer(new_site: NewSite) -> None:
    site = new_site(
        {
            **GOAL,
            "mkfile.toml": MKFILE + '\n[theme]\nname = "ours"\n',
            "themes/ours/theme.toml": 'name = "ours"\nextends = "default"\n',
            "themes/ours/templates/base.html": '{% extends "parent:base.html" %}{% block after %}first {{ super() }}{% endblock %}',
            "themes/default/templates/base.html": '{% extends "parent:base.html" %}{% block after %}second {{ super() }}{% endblock %}',
        }
    )
    assert "first second" in site.pages()["goals/lead.html"]


def test_a_site_can_change_a_token(new_site: NewSite) -> None:
    site = new_site({**GOAL, "themes/default/assets/css/overrides.css": ":root { --accent: #123456; }"})
    style = next(artifact.data.decode() for artifact in site.make().artifacts if artifact.address == "assets/site.css")
    assert style.rstrip().endswith("@layer overrides {\n:root { --accent: #123456; }\n}")
    assert style.startswith("@layer reset, tokens, base, layout, components, print, overrides;")


def test_a_site_can_bring_a_theme_of_its_own(new_site: NewSite) -> None:
    names = ("home", "timeline", "index", "record", "tags", "tag", "404")
    templates = {f"themes/bare/templates/pages/{name}.html": f"{name}: {{{{ page.title }}}}" for name in names}
    site = new_site({**GOAL, **templates, "mkfile.toml": MKFILE + '\n[theme]\nname = "bare"\n', "themes/bare/theme.toml": "styles = []\n"})
    assert site.pages()["goals/lead.html"] == "record: Lead"


def test_macros_read_what_the_page_gets_and_not_what_a_template_sets(new_site: NewSite) -> None:
    macros = {
        "themes/default/templates/macros/own.html": "{% macro name() %}{{ page.title }} of {{ site.title }}{% endmacro %}",
        "themes/default/templates/macros/far.html": "{% macro seen() %}{{ chosen is defined }}{% endmacro %}",
    }
    own = (
        '{% set chosen = 1 %}{% import "macros/own.html" as own with context %}{% import "macros/far.html" as far with context %}'
        "{{ own.name() }}: {{ far.seen() }}"
    )
    pages = new_site(
        {**GOAL, **macros, "themes/default/templates/pages/404.html": own, "themes/default/templates/pages/tags.html": own}
    ).pages()
    assert pages["404.html"] == "Not found of A small site: False"


def test_macros_of_one_page_say_nothing_of_another(new_site: NewSite) -> None:
    files = {f"content/goals/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("one", "two")}
    macro = {"themes/default/templates/macros/own.html": "{% macro name() %}{{ page.title }}{% endmacro %}"}
    own = '{% import "macros/own.html" as own with context %}{{ own.name() }}'
    pages = new_site({**files, **macro, "themes/default/templates/pages/record/goals.html": own}).pages()
    assert (pages["goals/one.html"], pages["goals/two.html"]) == ("one", "two")


def test_a_template_that_fails_is_named_with_its_line(new_site: NewSite) -> None:
    site = new_site({**GOAL, "themes/default/templates/pages/404.html": "one\ntwo {{ page.titel }}\n"})
    (problem,) = site.make().problems
    assert (problem.span.path, problem.span.line, problem.code.number) == ("themes/default/templates/pages/404.html", 2, "M503")
    assert "titel" in problem.message


def test_a_template_with_a_wrong_tag_is_named_with_its_line(new_site: NewSite) -> None:
    site = new_site({**GOAL, "themes/default/templates/pages/404.html": "one\n{% endfor %}\n"})
    (problem,) = site.make().problems
    assert (problem.span.path, problem.span.line) == ("themes/default/templates/pages/404.html", 2)


def test_a_theme_that_is_not_there_is_an_error_with_a_suggestion(new_site: NewSite) -> None:
    site = new_site(GOAL)
    with pytest.raises(SiteError) as caught:
        load_theme(site.root, "defualt")
    assert caught.value.problems[0].hint == "did you mean `default`?"


def test_a_theme_that_extends_itself_is_an_error(new_site: NewSite) -> None:
    site = new_site({"themes/a/theme.toml": 'extends = "b"', "themes/b/theme.toml": 'extends = "a"'})
    with pytest.raises(SiteError, match="extends itself"):
        load_theme(site.root, "a")


def test_an_unknown_key_of_a_theme_is_an_error_with_a_suggestion(new_site: NewSite) -> None:
    site = new_site({"themes/a/theme.toml": 'extend = "default"'})
    with pytest.raises(SiteError) as caught:
        load_theme(site.root, "a")
    assert caught.value.problems[0].hint == "did you mean `extends`?"
