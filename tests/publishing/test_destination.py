"""What is seen on a branch is what a commit goes on top of; where it is not so any more, nothing is pushed and nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorsite.publishing.destination import Destination, Standing, commit, find_destination, look, move_local, push
from mentorsite.publishing.refusals import Refused
from mentorsite.publishing.stage import lay_out
from tests.publishing.conftest import World, git, hook, refs


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    place = tmp_path / "scratch"
    place.mkdir()
    return place


def found(world: World, scratch: Path, remote: str = "origin") -> Destination:
    return find_destination(world.repository, remote, "gh-pages", scratch, push=True, dry=False)


def made(place: Destination, standing: Standing, scratch: Path, files: dict[str, bytes]) -> str:
    staged = lay_out(files.items(), None, scratch / "site")
    return commit(place, standing, staged, scratch / "site", "Words")


class TestMeanwhile:
    """What happens between the look and the push."""

    @pytest.mark.parametrize("by", ["name", "address"])
    def test_a_branch_that_moved_is_not_written_over(self, world: World, scratch: Path, by: str) -> None:
        world.publish()
        place = found(world, scratch, "origin" if by == "name" else str(world.remote))
        standing = look(place)
        new = made(place, standing, scratch, {"index.html": b"new"})
        world.somebody_else_publishes()
        before = world.both()
        with pytest.raises(Refused, match="somebody else published to the branch in the meantime"):
            push(place, standing, new)
        assert world.both() == before

    def test_a_branch_that_was_rewritten_is_not_written_over(self, world: World, scratch: Path) -> None:
        world.publish()
        world.site.write({"static/a.txt": "a"})
        world.publish()
        place = found(world, scratch)
        standing = look(place)
        new = made(place, standing, scratch, {"index.html": b"new"})
        git(world.remote, "update-ref", "refs/heads/gh-pages", "gh-pages~1")
        before = refs(world.remote)
        with pytest.raises(Refused, match="in the meantime"):
            push(place, standing, new)
        assert refs(world.remote) == before

    def test_a_branch_that_was_deleted_does_not_return(self, world: World, scratch: Path) -> None:
        world.publish()
        place = found(world, scratch)
        standing = look(place)
        new = made(place, standing, scratch, {"index.html": b"new"})
        git(world.remote, "update-ref", "-d", "refs/heads/gh-pages")
        with pytest.raises(Refused, match="in the meantime"):
            push(place, standing, new)
        assert refs(world.remote) == ""

    def test_a_branch_that_somebody_made_is_not_written_over(self, world: World, scratch: Path) -> None:
        place = found(world, scratch)
        standing = look(place)
        new = made(place, standing, scratch, {"index.html": b"new"})
        world.publish()
        before = refs(world.remote)
        with pytest.raises(Refused, match="in the meantime"):
            push(place, standing, new)
        assert refs(world.remote) == before

    def test_a_local_branch_that_moved_stays_where_it_is(self, world: World, scratch: Path) -> None:
        world.publish()
        place = found(world, scratch)
        standing = look(place)
        new = made(place, standing, scratch, {"index.html": b"new"})
        push(place, standing, new)
        git(world.repository, "update-ref", "refs/heads/gh-pages", "main")
        assert not move_local(place, standing, new)
        assert git(world.repository, "rev-parse", "gh-pages") == git(world.repository, "rev-parse", "main")


def test_a_push_that_the_remote_took_counts_though_the_connection_broke(world: World, scratch: Path) -> None:
    place = found(world, scratch)
    standing = look(place)
    new = made(place, standing, scratch, {"index.html": b"new"})
    # When it has taken all, the remote ends the process that talks to it.
    hook(world.remote, "post-receive", "kill -9 $PPID")
    push(place, standing, new)
    assert git(world.remote, "rev-parse", "gh-pages") == new


def test_a_commit_that_does_not_hold_what_was_searched_is_refused(world: World, scratch: Path) -> None:
    place = found(world, scratch)
    standing = look(place)
    staged = lay_out([("index.html", b"searched")], None, scratch / "site")
    for address, data in (("index.html", b"changed"), ("more.html", b"more")):
        (scratch / "site" / address).write_bytes(data)
        with pytest.raises(Refused, match="does not hold what was built"):
            commit(place, standing, staged, scratch / "site", "Words")
        (scratch / "site" / address).unlink()
    assert world.both()[1] == ""


def test_nothing_is_known_of_a_branch_that_is_nowhere(world: World, scratch: Path) -> None:
    assert look(found(world, scratch)) == Standing(None, None, {})


def test_a_password_in_an_address_is_shown_to_nobody(world: World, scratch: Path) -> None:
    with pytest.raises(Refused) as refused:
        found(world, scratch, "http://ana:secret@127.0.0.1:9/pages.git")
    assert "secret" not in refused.value.said + refused.value.hint
    assert "http://127.0.0.1:9/pages.git" in refused.value.said
