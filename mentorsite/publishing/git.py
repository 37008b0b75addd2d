"""Git as it is installed, run as a process of its own: a command gives what it wrote, or a refusal in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mentorsite.publishing.refusals import Refused, refusal

# What names another repository than the one that is meant: git sets it for its hooks, in which a site may be published.
_NOT_PASSED_ON = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
# A repository that tidies itself up in the meantime is slow, and looks as if publishing were.
_OPTIONS = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")


@dataclass(frozen=True)
class Git:
    """Runs git in a folder, with an environment of its own; `settings` are added to it."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, doing: str, *arguments: str) -> str:
        """Give what a command writes. Raises Refused, with what it was `doing`, where it does not succeed."""
        done = self._done(arguments)
        if done.returncode:
            raise refusal(doing, _text(done.stderr + b"\n" + done.stdout))
        return _text(done.stdout)

    def ask(self, *arguments: str) -> str | None:
        """Give what a command writes, without the end of its line; None where it does not succeed."""
        done = self._done(arguments)
        return None if done.returncode else _text(done.stdout).rstrip("\n")

    def _done(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
        return _process(["git", *_OPTIONS, *arguments], self.folder, self.environment(), asking=is_somebody_there())

    def environment(self) -> dict[str, str]:
        """Give the environment that git, and what runs git, is run in.

        Its words are to be understood, so they are English; and nobody waits for a password where there is nobody to type it.
        """
        given = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
        quiet = {} if is_somebody_there() else {"GIT_TERMINAL_PROMPT": "0", **_silent_ssh(given)}
        return {**given, "LC_ALL": "C", "LANGUAGE": "", **quiet, **self.settings}


def run_python(doing: str, module: str, arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a module of Python that runs git. Raises Refused where it does not succeed."""
    done = _process([sys.executable, "-m", module, *arguments], folder, environment)
    if done.returncode:
        raise refusal(doing, _text(done.stderr))


def is_somebody_there() -> bool:
    """Say whether there is somebody at a terminal, who can answer a question."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _silent_ssh(given: Mapping[str, str]) -> dict[str, str]:
    """Let ssh ask nothing; whoever says by which command it is called has seen to that."""
    return {} if "GIT_SSH_COMMAND" in given or "GIT_SSH" in given else {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}


def _process(
    command: list[str], folder: Path, environment: Mapping[str, str], *, asking: bool = False
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, stdin=None if asking else subprocess.DEVNULL, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise Refused("git is not installed", "install it, from https://git-scm.com or by your system's packages") from None
    except OSError as error:
        raise Refused(f"git cannot be run: {error.strerror}", "see to its installation") from None


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")
