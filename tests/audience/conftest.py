"""What tests of the audiences share: a site that was gathered, with all that is asked about what it shows."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from mentorsite.audience.explain import Explanation, explain
from mentorsite.audience.left_out import LeftOut, left_out
from mentorsite.audience.subject import Subject, subject
from mentorsite.build import Gathered, gather
from mentorsite.config import Config
from mentorsite.diagnostics import Diagnostic, Span, is_fatal
from mentorsite.records.values import Key
from mentorsite.rendering import Renderer
from tests.conftest import Files, Site


@dataclass(frozen=True)
class Asked:
    """A site without errors, and questions about it."""

    config: Config
    gathered: Gathered

    def explain(self, type: str, id: str, portfolio: str = "") -> Explanation:
        targets = list(self.config.targets.values())
        return explain(self.gathered.portfolio, self.gathered.sheets, self.config, targets, Key(portfolio, type, id))

    def subject(self, id: str) -> Subject:
        targets = list(self.config.targets.values())
        return subject(self.gathered.portfolio, self.gathered.sheets, self.config, targets, Key("", "people", id))

    def left_out(self, target: str) -> LeftOut:
        audience = self.config.target(target).audience
        return left_out(self.gathered.portfolio, self.gathered.sheets, audience, self.config.visibility)


Ask = Callable[[Files], Asked]


@pytest.fixture
def ask(new_site: Callable[[Files], Site]) -> Ask:
    """Give a function that makes a site to ask about."""

    def asked(files: Files) -> Asked:
        site = new_site(files)
        gathered = gather(site.config)
        assert not is_fatal(gathered.problems), gathered.problems
        return Asked(site.config, gathered)

    return asked


def at(span: Span | None) -> str:
    """Write a place as in a message."""
    return f"{span.path}:{span.line}:{span.column}" if span else ""


def said(problem: Diagnostic) -> str:
    """Write a problem in one line."""
    return f"{at(problem.span)} {problem.code.number} {problem.message}"


@pytest.fixture
def share_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile the templates once, and not for each of the builds."""
    monkeypatch.setattr("mentorsite.build.Renderer", cache(Renderer))


def changes(before: bytes, after: bytes) -> list[str]:
    """Give the first lines in which two files differ."""
    old, new = (data.decode(errors="replace").splitlines() for data in (before, after))
    return [line.strip() for line in difflib.unified_diff(old, new, n=0, lineterm="")][2:7]
