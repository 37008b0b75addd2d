"""What is hidden changes no byte of a whole site on a disk.

The suite makes 67 pairs of sites for each of three audiences. `pytest tests/audience/test_whole_sites.py --hypothesis-profile=thorough` makes 5,000 in all,
others each time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.diagnostics import is_fatal
from mentorsite.output import write
from tests.audience.conftest import changes
from tests.audience.worlds import SECRET, World
from tests.conftest import Site

NUMBERS = st.integers(0, 2**32)
CASES = max(67, settings().max_examples)


def tree_of(root: Path, world: World) -> dict[str, bytes]:
    """Write a site in place of the one before, and its files from nothing into the folder of the one before; give all files there."""
    shutil.rmtree(root / "content", ignore_errors=True)
    made = Site(root).write(world.written()).make(world.audience)
    assert not is_fatal(made.problems), made.problems
    written, problems = write(made.artifacts, world.audience, root)
    assert written is not None, problems
    folder = root / world.audience
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_the_hidden_makes_no_difference(root: Path, audience: str, seen: int, *hidden: int | None) -> None:
    """Build a site with one thing and another hidden in it, and compare all bytes."""
    first, second = (tree_of(root, World(audience, seen, each)) for each in hidden)
    assert sorted(first) == sorted(second)
    assert {address: changes(first[address], second[address]) for address in first if first[address] != second[address]} == {}
    assert [address for address, data in second.items() if SECRET.encode() in data.lower() or SECRET in address.lower()] == []


@pytest.mark.usefixtures("share_templates")
@pytest.mark.parametrize("audience", ["public", "review", "pair"])
@settings(max_examples=CASES)
@given(seen=NUMBERS, one=st.none() | NUMBERS, other=NUMBERS)
def test_what_is_hidden_changes_no_byte_of_a_whole_site(tmp_path: Path, audience: str, seen: int, one: int | None, other: int) -> None:
    assert_the_hidden_makes_no_difference(tmp_path, audience, seen, one, other)
