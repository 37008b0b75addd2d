"""New files: none that is there is touched, and none is written through a link."""

from __future__ import annotations

import signal
import subprocess
import sys
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


_KILLED = """
import resource, signal, sys
from pathlib import Path
from mentorsite.cli.writing import write_new
from mentorsite.config import read_config
config, _ = read_config(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
write_new(config.root / "content/goals/two.md", "---\\ntitle: Two\\n---\\n" + "words " * 10_000, config, "")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there by which a process is killed while it writes")
def test_a_process_that_is_killed_while_it_writes_leaves_no_half_of_a_file(site: Site) -> None:
    """The next import would take that for a record that is there already."""
    ended = subprocess.run([sys.executable, "-c", _KILLED, site.root / "mkfile.toml"], check=False)
    assert ended.returncode == -signal.SIGXFSZ
    assert [file.name for file in (site.root / "content/goals").iterdir() if not file.name.startswith(".")] == ["one.md"]
