"""What tests of new records share: a site with a pair, and records begun in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.scaffold.desk import Desk, Values
from mentorsite.scaffold.filing import Filed, file
from mentorsite.scaffold.follows import follows
from tests.conftest import MKFILE, TODAY, Files, Site, write_files

PAIR: Files = {
    "mkfile.toml": MKFILE,
    "content/people/ana-ferro.yaml": "name: Ana Ferro\nrole: mentor\nalias: the captain\n",
    "content/people/ben-ode.yaml": "name: Ben Ode\nrole: mentee\n",
    "content/people/anton.yaml": "name: Anton Ode\nrole: peer\n",
    "content/mentorships/ours.md": (
        "---\nmentors: [ana-ferro]\nmentees: [ben-ode]\nstart: 2026-01-12\nend: 2027-06-01\ncadence: biweekly\n"
        "pauses:\n  - {from: 2026-12-21, to: 2027-01-03}\n---\n"
    ),
    "content/goals/lead.md": "---\ntitle: Lead *alone*\nowner: ben-ode\nstart: 2026-01-12\n---\n",
}

NewDesk = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> NewDesk:
    """Give a function that makes the desk of a new record, in a site of the pair and of more files."""

    def make(type: str, more: Files | None = None, portfolio: str = "") -> Desk:
        write_files(tmp_path, {**PAIR, **(more or {})})
        return Desk(Site(tmp_path).config, type, portfolio, TODAY)

    return make


def begin(site: Site, type: str, **said: object) -> Filed:
    """Begin a record of what is said, and write it."""
    values: Values = {name.rstrip("_"): value for name, value in said.items()}
    desk = Desk(site.config, type, "", TODAY)
    filed = file(desk, follows(desk, values))
    site.write({filed.path: filed.draft.text})
    return filed
