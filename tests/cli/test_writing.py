"""New files: none that is there is touched, and none is written through a link."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from mentorsite.cli.writing import write_new
from tests.conftest import MKFILE, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site").write({"mkfile.toml": MKFILE, "content/goals/one.md": "theirs"})


def test_a_file_that_appears_in_between_is_not_overwritten(site: Site) -> None:
    """It is looked for before; whether it is there is decided by opening it."""
    with pytest.raises(click.ClickException, match=r"content/goals/one\.md is there already; it was not written\. Try again"):
        write_new(site.root / "content/goals/one.md", "ours", site.config, "Try again")
    assert (site.root / "content/goals/one.md").read_text() == "theirs"


def test_nothing_is_written_through_a_link(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site.root / "content/skills").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(click.ClickException, match="content/skills is a symbolic link, which is not followed"):
        write_new(site.root / "content/skills/one.md", "ours", site.config, "")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_new_file_gets_its_folders_and_its_lines_end_alike_everywhere(site: Site) -> None:
    write_new(site.root / "content/portfolios/one/skills/a.md", "one\ntwo\n", site.config, "")
    assert (site.root / "content/portfolios/one/skills/a.md").read_bytes() == b"one\ntwo\n"
