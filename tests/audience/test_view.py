"""The view itself: what it groups and what it gives."""

from __future__ import annotations

from collections.abc import Callable

from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]


def test_records_are_grouped_by_portfolio_and_type_in_the_order_of_their_keys(new_site: NewSite) -> None:
    view = new_site(
        {
            "content/portfolios/b/goals/z.md": "---\ntitle: Z\n---\n",
            "content/portfolios/b/goals/a.md": "---\ntitle: A\n---\n",
            "content/portfolios/a/goals/m.md": "---\ntitle: M\n---\n",
            "content/people/p.md": "---\nname: P\n---\n",
        }
    ).view("private")
    assert [shown.key.id for shown in view.of("b", "goals")] == ["a", "z"]
    assert [shown.key.id for shown in view.of("a", "goals")] == ["m"]
    assert [shown.key.id for shown in view.of("", "people")] == ["p"]
    assert view.of("", "goals") == ()
    assert list(view.records) == [Key("", "people", "p"), Key("a", "goals", "m"), Key("b", "goals", "a"), Key("b", "goals", "z")]


def test_attachments_are_those_that_something_visible_refers_to(new_site: NewSite) -> None:
    view = new_site(
        {
            "content/people/ana.md": "---\nname: Ana\nconsent: public\nphoto: ana.png\n---\n",
            "content/people/ben.md": "---\nname: Ben\nconsent: pair\nphoto: ben.png\n---\n",
            "content/pages/p.md": "---\ntitle: P\nvisibility: public\n---\n[notes](notes.txt)\n\n::: pair\n[more](more.txt)\n:::\n",
            **{
                f"content/{path}": "x"
                for path in ("people/ana.png", "people/ben.png", "pages/notes.txt", "pages/more.txt", "pages/other.txt")
            },
        }
    ).view("public")
    assert [path for shown in view.records.values() for path, _ in shown.files] == ["content/pages/notes.txt", "content/people/ana.png"]
