"""What the tests of practice checks share: a small site, and what a check says about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from mentorsite.build import advise, gather
from mentorsite.config import CHECKS, Practice
from tests.conftest import MKFILE, TODAY, Files, Site

Advised = Callable[..., list[str]]
PEOPLE: Files = {"content/people/ana.yaml": "name: Ana\nrole: mentor\n", "content/people/ben.yaml": "name: Ben\nrole: mentee\n"}


def ago(days: int) -> str:
    """Give the day so many days before today."""
    return (TODAY - timedelta(days)).isoformat()


@pytest.fixture
def advised(tmp_path: Path) -> Advised:
    """Give a function that says all that one check finds in a new site of these files, as `path:line:column message`."""
    numbers = count()

    def say(files: Files, check: str, **settings: object) -> list[str]:
        assert check in CHECKS
        site = Site(tmp_path / str(next(numbers))).write({"mkfile.toml": MKFILE, **PEOPLE, **files})
        gathered = gather(site.config)
        assert gathered.problems == ()
        found = advise(replace(site.config, practice=Practice(**settings)), gathered, TODAY)  # type: ignore[arg-type]
        off = advise(replace(site.config, practice=Practice(**{**settings, "off": frozenset({check})})), gathered, TODAY)  # type: ignore[arg-type]
        # Whatever it finds, turning it off takes away that and nothing else.
        assert off == tuple(one for one in found if one.code.check != check)
        return [f"{one.span.path}:{one.span.line}:{one.span.column} {one.message}" for one in found if one.code.check == check]

    return say
