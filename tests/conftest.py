"""What tests share: small sites written under `tmp_path`, and the stages run on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mentorsite.audience.select import select
from mentorsite.audience.view import View
from mentorsite.build import Built, Made, build, make
from mentorsite.config import Config, read_config
from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.records.audience import Audience

settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("thorough", settings.get_profile("suite"), derandomize=False, max_examples=1_667)
settings.load_profile("suite")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes after their argument: what is in them, such as the time in a zip, must not be in the name of a test."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parent.parent
MKFILE = """\
[site]
title = "A small site"
url = "https://example.org/repo/"

[targets.public]
audience = "public"

[search]
enabled = false

[targets.review]
audience = "review"

[targets.pair]
audience = "pair"

[targets.private]
audience = "private"
"""

Files = Mapping[str, str | bytes]

_FAMILIES = (
    "home",
    "programme",
    "timeline",
    "actions",
    "decisions",
    "inquiry",
    "brief",
    "handover",
    "index",
    "record",
    "connected",
    "waiting",
    "adjustments",
    "cadence",
    "tags",
    "tag",
    "404",
)
PLAIN_THEME: Files = {
    "themes/plain/theme.toml": 'name = "plain"\nstyles = []\n',
    **{f"themes/plain/templates/pages/{family}.html": "<title>{{ page.title }}</title>\n" for family in _FAMILIES},
}
"""A theme whose templates take no time to compile, for tests that are about files and not about pages; `[theme] name = "plain"`."""


def write_files(root: Path, files: Files) -> None:
    """Write files below a folder, text as UTF-8."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())


class Site:
    """A site in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, files: Files) -> Site:
        """Add files, or replace them."""
        write_files(self.root, files)
        return self

    @property
    def config(self) -> Config:
        """The site's mkfile.toml, which has to be right."""
        config, problems = read_config(self.root / "mkfile.toml")
        assert config is not None, problems
        return config

    def make(self, target: str = "private") -> Made:
        """Make a target without writing it."""
        return make(self.config, self.config.target(target), TODAY)

    def build(self, target: str = "private", **options: bool) -> Built:
        """Build a target."""
        return build(self.config, self.config.target(target), TODAY, **options)

    def view(self, audience: str) -> View:
        """Give what an audience sees; there may be no error."""
        content, problems = read(self.root, self.config.levels)
        portfolio, unlinked = link(content)
        errors = [problem for problem in (*problems, *unlinked) if problem.severity == "error"]
        assert not errors, errors
        return select(portfolio, Audience(audience), self.config.visibility)

    def said(self, target: str = "private") -> list[str]:
        """Give all problems as `path:line:column code message`."""
        return [f"{p.span.path}:{p.span.line}:{p.span.column} {p.code.number} {p.message}" for p in self.make(target).problems]

    def pages(self, target: str = "private") -> dict[str, str]:
        """Give the pages of a target by address; there may be no error."""
        made = self.make(target)
        errors = [problem for problem in made.problems if problem.severity == "error"]
        assert not errors, errors
        return {artifact.address: artifact.data.decode() for artifact in made.artifacts if artifact.address.endswith(".html")}


@pytest.fixture
def new_site(tmp_path: Path) -> Callable[[Files], Site]:
    """Give a function that makes a site with a mkfile.toml of four targets and the given files."""

    def make_site(files: Files) -> Site:
        return Site(tmp_path).write({"mkfile.toml": MKFILE, "content/.keep": "", **files})

    return make_site
