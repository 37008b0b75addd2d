"""Run every shell line of README.md in a fresh clone, in one shell, as a newcomer would; stop at the first that fails.

Lines that clone the project are answered from this checkout. Blocks marked `sh` count.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADDRESS = "https://github.com/mentorsite/mentorsite"
LONGEST = 120
"""Seconds in which the first command has to end."""


def shell_blocks(text: str) -> list[str]:
    """Give the shell blocks of a Markdown text."""
    return re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def main() -> None:
    """Run the blocks one after the other."""
    blocks = shell_blocks((ROOT / "README.md").read_text("utf-8"))
    script = ["set -euo pipefail"]
    for number, block in enumerate(blocks):
        script += [f"cat <<'SHOWN'\n{block}SHOWN", "SECONDS=0", block, 'echo "($SECONDS s)"']
        if number == 0:
            script.append(f'(( SECONDS <= {LONGEST} )) || {{ echo "the first command took longer than {LONGEST} s"; exit 1; }}')
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("CI", "VIRTUAL_ENV")},
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{ROOT.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["bash", "-c", "\n".join(script)], cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    main()
