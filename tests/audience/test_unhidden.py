"""What sounds as if it hid something, and hides nothing."""

from __future__ import annotations

import pytest

from mentorsite.audience.unhidden import unhidden
from tests.audience.conftest import Ask, said
from tests.conftest import Files


def found(ask: Ask, files: Files) -> list[str]:
    site = ask(files)
    return [said(problem) for problem in unhidden(site.gathered.portfolio, site.gathered.sheets, site.config.visibility)]


def page(text: str, fields: str = "visibility: public") -> Files:
    return {"content/pages/p.md": f"---\ntitle: P\n{fields}\n---\n{text}\n"}


@pytest.mark.parametrize(
    ("heading", "reach"),
    [
        ("## Internal", "review"),
        ("### Secret", "pair"),
        ("# Hidden", "pair"),
        ("##### Top secret notes", "pair"),
        ("## Off the record", "pair"),
        ("## Not for publication!", "pair"),
        ("## For us only", "review"),
        ("## Pair only", "public"),
        ("## Strictly private", "pair"),
        ("## 🔒 **Secret** 🔒", "pair"),
        ("> ## Hidden", "pair"),
        ("Do not publish\n--------------", "pair"),
    ],
)
def test_a_heading_hides_nothing(ask: Ask, heading: str, reach: str) -> None:
    (problem,) = found(ask, page(f"x\n\n{heading}\n\ny", f"visibility: {reach}"))
    assert problem.startswith("content/pages/p.md:7:1 M309 `#")
    assert problem.endswith(f"hides nothing: what follows reaches `{reach}`")


@pytest.mark.parametrize(
    "line",
    [
        "Private: y",
        "**Private:** y",
        "__private__: y",
        "- [x] Off the record: y",
        "> Not for publication:\n> y",
        "1. confidential notes: y",
    ],
)
def test_the_beginning_of_a_paragraph_hides_nothing(ask: Ask, line: str) -> None:
    (problem,) = found(ask, page(f"x\n\n{line}"))
    assert problem.startswith("content/pages/p.md:7:1 M309 `")
    assert problem.endswith(":` hides nothing: what follows reaches `public`")


@pytest.mark.parametrize(
    "text",
    [
        "## Internal tools\n\n## Secret santa\n\n## The hidden costs\n\n## Off the record player\n\n## Internals",
        "Privately: y\n\nThe private: y\n\nSecret: be kind.\n\nInternal: we have no:thing.\n\nprivate:key",
        "x\nPrivate: in the middle of a paragraph",
        "```\n## Secret\n\nPrivate: y\n```",
        "::: pair\n## Secret\n\nPrivate: y\n:::",
        "x\n\n## Private\n\n### Secret\n\nPrivate: y",
    ],
)
def test_ordinary_words_and_what_is_hidden_are_left_alone(ask: Ask, text: str) -> None:
    assert found(ask, page(text)) == []


@pytest.mark.parametrize("heading", ["Internal", "For us only", "Pair only"])
def test_in_a_record_for_the_pair_what_is_for_the_pair_is_right(ask: Ask, heading: str) -> None:
    assert found(ask, page(f"## {heading}", "visibility: pair")) == []


def test_in_a_private_record_nothing_has_to_be_hidden(ask: Ask) -> None:
    assert found(ask, page("## Secret\n\nPrivate: y", "visibility: private\ntags: [private]")) == []
    assert found(ask, {"content/pages/drafts/q.md": "---\ntitle: P\ndraft: true\n---\n"}) == []


def test_a_tag_hides_nothing(ask: Ask) -> None:
    assert found(ask, page("", "tags: [one, Private, private keys]")) == [
        "content/pages/p.md:3:13 M309 the tag `Private` hides nothing: the record reaches `pair`"
    ]


def test_a_folder_hides_nothing_and_is_told_once(ask: Ask) -> None:
    goal = "---\ntitle: G\n---\n"
    files = {f"content/goals/Drafts/{name}.md": goal for name in "ba"}
    private = {"content/goals/private/c.md": goal, "content/goals/private/_defaults.yaml": "visibility: private\n"}
    assert found(ask, {**files, **private, "content/confidential/goals/d.md": goal}) == [
        "content/confidential/goals/d.md:0:0 M309 the folder `confidential` hides nothing: a record in it reaches farther than `private`",
        "content/goals/Drafts/a.md:0:0 M309 the folder `Drafts` hides nothing: 2 records in it reach farther than `private`",
    ]
