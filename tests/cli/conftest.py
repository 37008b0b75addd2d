"""What tests of the command line share: the command run in a site's folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mentorsite.cli.group import group
from tests.cli.terminals import Terminal
from tests.conftest import MKFILE, PLAIN_THEME, Files, Site

GOAL = "---\ntitle: A goal\nvisibility: public\n---\n"
HEAVY = ("jinja2", "markdown_it", "pydantic", "yaml", "rich", "PIL", "nh3")
"""What takes long to import, and is imported where it is needed."""
CONTROLS = "a\x1b[31mb\u202ec\u009bd"
"""What would colour, turn and clear a terminal."""
ESCAPED = r"a\x1b[31mb\u202ec\x9bd"

Run = Callable[..., Result]


@pytest.fixture
def plain_site(new_site: Callable[[Files], Site]) -> Callable[[Files], Site]:
    """Give a function that makes a site with a theme that takes no time."""
    return lambda files: new_site({**PLAIN_THEME, "mkfile.toml": MKFILE + '[theme]\nname = "plain"\n', **files})


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the command in a folder, without leaving the process."""

    def run_in(folder: Site | Path, *arguments: str, **environment: str) -> Result:
        monkeypatch.chdir(folder.root if isinstance(folder, Site) else folder)
        result = CliRunner().invoke(group, arguments, prog_name="mentorsite", env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run_in


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Give a function that runs `new` at a terminal."""
    opened: list[Terminal] = []

    def start(site: Site, *arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal(site.root, "new", *arguments, **environment))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def command(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in a process of its own."""
    line = [sys.executable, "-m", "mentorsite", *arguments]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]
