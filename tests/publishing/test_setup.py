"""The file of a host is written once, into the repository that the site lies in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentorsite.publishing.refusals import Refused
from mentorsite.publishing.setup import write_host_file
from tests.publishing.conftest import MKFILE, NewWorld, World, git


def written(world: World, host: str = "github") -> Path:
    config = world.site.config
    return write_host_file(host, config.root, config.target("public"))


@pytest.mark.parametrize(("host", "place"), [("github", ".github/workflows/portfolio.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_it_lies_where_the_host_looks_for_it(new_world: NewWorld, host: str, place: str) -> None:
    world = new_world("a folder/site")
    assert written(world, host) == world.repository.resolve() / place
    assert "a folder/site" in (world.repository / place).read_text("utf-8")


def test_it_publishes_the_branch_that_one_is_on(world: World) -> None:
    git(world.repository, "switch", "--quiet", "--create", "trunk")
    assert "branches: [trunk]" in written(world).read_text("utf-8")


def test_what_is_there_stays_as_it_is(world: World) -> None:
    place = world.repository / ".gitlab-ci.yml"
    place.write_text("mine")
    with pytest.raises(Refused, match="is there already, and was not touched"):
        written(world, "gitlab")
    assert place.read_text() == "mine"


def test_an_output_outside_of_the_repository_cannot_be_published_there(world: World) -> None:
    world.site.write({"mkfile.toml": MKFILE + '[targets.out]\naudience = "public"\noutput = "../out"\n'})
    with pytest.raises(Refused, match="lies outside of the repository"):
        write_host_file("github", world.site.root, world.site.config.target("out"))
    assert not (world.repository / ".github").exists()


def test_where_there_is_no_repository(world: World) -> None:
    shutil.rmtree(world.repository / ".git")
    with pytest.raises(Refused, match="lies in no git repository"):
        written(world)
