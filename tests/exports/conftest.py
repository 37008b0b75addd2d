"""Finished sites to compare: the example as it is, for two audiences, and one of edge cases whose figures are computed by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pytest

from mentorsite.build import Made, gather, make, prepare, view_for
from mentorsite.config import read_config
from mentorsite.pages.frame import Frame
from tests.conftest import MKFILE, ROOT, TODAY, Site
from tests.exports.edges import FILES
from tests.exports.tree import Element, tree

_SITES = ("example, private", "example, public", "edge cases")


@dataclass
class Finished:
    """A finished site of one portfolio, as a reader and as a machine meet it."""

    made: Made
    levels: tuple[str, ...]
    """The names of the levels of skills, from the lowest."""
    today: date = TODAY

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The content of each page by its address."""
        found = {artifact.address: artifact.data.decode() for artifact in self.made.artifacts if artifact.address.endswith(".html")}
        return {address: tree(text).one("main") for address, text in found.items()}

    @cached_property
    def written(self) -> Any:
        """All of data.json."""
        return next(json.loads(artifact.data) for artifact in self.made.artifacts if artifact.address == "data.json")

    @property
    def data(self) -> Any:
        """The figures of data.json."""
        return self.written["insights"]

    @property
    def records(self) -> Any:
        """The records of data.json."""
        return self.written["records"]


def frames(site: Site, target: str) -> tuple[Frame, ...]:
    """Give what the files of a target are made of."""
    gathered = gather(site.config)
    view = view_for(site.config, site.config.target(target).audience, TODAY, gathered)
    return prepare(site.config, view, TODAY, gathered.content).frames


def finished(made: Made, levels: tuple[str, ...]) -> Finished:
    """Take a site that was made without an error."""
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return Finished(made, levels)


@pytest.fixture(scope="session")
def example_site() -> Finished:
    """The example for the audience that sees all of it."""
    return _example("private")


@pytest.fixture(scope="session")
def edge_cases(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The site of edge cases for the pair."""
    site = Site(tmp_path_factory.mktemp("edges")).write({"mkfile.toml": MKFILE, **FILES})
    return finished(site.make("pair"), site.config.levels)


@pytest.fixture(scope="session", params=_SITES)
def site(request: pytest.FixtureRequest, example_site: Finished, edge_cases: Finished) -> Finished:
    """Each of the sites."""
    return {"example, private": example_site, "edge cases": edge_cases}.get(request.param) or _example("public")


def _example(target: str) -> Finished:
    config, problems = read_config(ROOT / "mkfile.toml")
    assert config is not None, problems
    return finished(make(config, config.target(target), TODAY), config.levels)
