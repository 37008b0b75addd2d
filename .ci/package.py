"""Build the wheel, install it where the checkout is out of sight, and make a site with it: themes and starter have to travel with it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str, cwd: Path) -> None:
    """Run a command; it has to succeed."""
    subprocess.run(command, cwd=cwd, check=True)


def main() -> None:
    """Build, install, begin a site, write a record, build the site."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT), cwd=folder)
        (wheel,) = folder.glob("*.whl")
        run(sys.executable, "-m", "venv", "venv", cwd=folder)
        run("venv/bin/pip", "install", "-q", str(wheel), cwd=folder)
        tool = str(folder / "venv" / "bin" / "mentorsite")
        run(tool, "init", "site", cwd=folder)
        run(tool, "new", "milestone", "First step", cwd=folder / "site")
        run(tool, "check", "--strict", cwd=folder / "site")
        run(tool, "build", cwd=folder / "site")
        if not (folder / "site" / "private" / "assets" / "site.css").is_file():
            raise SystemExit("the installed theme has no stylesheet")


if __name__ == "__main__":
    main()
