"""What was exported comes in again as it was: tables of the example and of whole made-up sites, taken into an empty site.

The suite makes ten such sites; with `--hypothesis-profile=thorough` there are 277, others each time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.audience.worlds import World
from tests.conftest import ROOT, Site
from tests.imports.conftest import empty_site, exported, taken_in

NUMBERS = st.integers(0, 2**32)
CASES = settings().max_examples // 6


def records(site: Site) -> dict[str, dict[str, object]]:
    """Give what all records of a site say, by their portfolio, type and id, with how far each reaches."""
    found = {}
    for key, shown in site.view("private").records.items():
        values = {name: getattr(shown.record, name) for name in type(shown.record).model_fields if name not in ("id", "visibility")}
        found["/".join(key)] = {**values, "reach": shown.visibility}
    return found


def come_and_gone(source: Site, root: Path) -> Site:
    """Take the tables of a site into an empty one."""
    target = empty_site(root, source)
    target.write({"mkfile.toml": (source.root / "mkfile.toml").read_bytes()})
    _, problems = taken_in(target, exported(source))
    assert [problem for problem in problems if problem.severity == "error"] == []
    return target


def test_the_example_comes_back_as_it_was_with_all_that_is_private(tmp_path: Path) -> None:
    source = Site(ROOT)
    target = come_and_gone(source, tmp_path)
    assert records(target).keys() == records(source).keys()
    assert exported(target) == exported(source)


@settings(max_examples=CASES, phases=[Phase.generate])
@given(seen=NUMBERS, hidden=st.none() | NUMBERS)
def test_a_whole_site_comes_back_as_it_was(tmp_path: Path, seen: int, hidden: int | None) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    source = Site(tmp_path / "from").write(World("public", seen, hidden).written())
    target = come_and_gone(source, tmp_path / "to")
    assert exported(target) == exported(source)
    assert records(target).keys() == records(source).keys()
