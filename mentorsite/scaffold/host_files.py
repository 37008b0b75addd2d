"""A site gets the file by which a git host builds, checks and publishes it: one of those in `hosts/`, with the site's names filled in."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from string import Template

from mentorsite import __version__
from mentorsite.config import Target
from mentorsite.store import FOLDER

PLACES = {"github": ".github/workflows/portfolio.yml", "gitlab": ".gitlab-ci.yml"}
"""The path of each host's file in a repository."""
_FILES = Path(__file__).parent / "hosts"


class _Template(Template):
    # `$` is what both hosts write before names of their own.
    delimiter = "@@"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A repository as a host checks it out: the folder of the site in it ("" at its top), and the branch that is published."""

    folder: str
    branch: str


def host_file(host: str, target: Target, checkout: Checkout) -> str:
    """Give the text of a host's file, which publishes a target. Raises ValueError where the output lies outside of the repository."""
    site = posixpath.normpath(posixpath.join(checkout.folder, target.output))
    if site.startswith(("/", "..")):
        raise ValueError(target.output)
    name, output = quote(target.name), quote(target.output)
    reports = " --format github" if host == "github" else ""
    words = {
        "version": __version__,
        "branch": checkout.branch,
        "folder": checkout.folder or ".",
        "enter": f"cd {quote(checkout.folder or '.')}",
        "kept": posixpath.join(checkout.folder, FOLDER),
        "site": site,
        "check": f"mentorsite check{reports}",
        "build": f"mentorsite build {name} --quiet",
        "audit": f"mentorsite check {name} --audit {output}{reports}",
        "aside": f'mv {output} "$CI_PROJECT_DIR/.published"',
    }
    # In a condition, an apostrophe is written twice.
    ref = "'refs/heads/" + checkout.branch.replace("'", "''") + "'"
    written = {key: _yaml(value) for key, value in words.items() if key != "version"}
    return _Template((_FILES / f"{host}.yml").read_text("utf-8")).substitute(written, version=__version__, ref=ref)


def _yaml(text: str) -> str:
    """Write a text in a way that YAML takes for nothing else: plainly where its letters allow that."""
    plain = text[:1].isalpha() and all(char.isalnum() or char in " ./-_" for char in text) and text == text.strip()
    return text if plain and text.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n") else json.dumps(text)
