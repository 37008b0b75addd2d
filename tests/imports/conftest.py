"""What tests of imports share: tables of one site taken into another, and exports of both to compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mentorsite.audience.select import select
from mentorsite.diagnostics import Diagnostic
from mentorsite.exports.tables import tables
from mentorsite.imports.incoming import Incoming
from mentorsite.imports.receive import Received, receive
from mentorsite.imports.tables import Reading, records_in
from mentorsite.linking import link
from mentorsite.reading import read
from mentorsite.records.audience import Audience
from mentorsite.records.places import is_record
from tests.conftest import MKFILE, Site


def exported(site: Site, audience: str = "private") -> dict[str, bytes]:
    """Give the tables of a site for an audience."""
    content, problems = read(site.root, site.config.levels)
    portfolio, unlinked = link(content)
    errors = [problem for problem in (*problems, *unlinked) if problem.severity == "error"]
    assert not errors, errors
    view = select(portfolio, Audience(audience), site.config.visibility, fences=True)
    return {table.address: table.data for table in tables(view)}


def taken_in(site: Site, files: Mapping[str, bytes | str], reading: Reading | None = None) -> tuple[Received, list[Diagnostic]]:
    """Take tables into a site, and give what came of it with all that was said."""
    records: list[Incoming] = []
    problems: list[Diagnostic] = []
    for name, data in files.items():
        found, said = records_in(name, data.encode() if isinstance(data, str) else data, reading or Reading())
        records += found
        problems += said
    received = receive(site.config, records)
    site.write(received.files)
    return received, [*problems, *received.problems]


def empty_site(root: Path, beside: Site | None = None) -> Site:
    """Make a site without a record; it has the files that the records of another refer to."""
    site = Site(root).write({"mkfile.toml": MKFILE, "content/.keep": ""})
    for place in (beside.root / "content").rglob("*") if beside else ():
        path = f"content/{place.relative_to(beside.root / 'content').as_posix()}" if beside else ""
        if place.is_file() and not is_record(path) and not place.name.startswith("_"):
            site.write({path: place.read_bytes()})
    return site
