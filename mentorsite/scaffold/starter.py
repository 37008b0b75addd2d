"""A small site to begin with: the files below `starter/`, with the site's title and the days filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import Template

_FILES = Path(__file__).parent / "starter"


def starter_files(title: str, today: date) -> Iterator[tuple[str, str]]:
    """Give the files of a new site by their path, in the order of the paths. The first day of the agreement is `today`."""
    words = {
        "title": json.dumps(title, ensure_ascii=False),
        "today": today.isoformat(),
        "soon": (today + timedelta(days=14)).isoformat(),
        "later": (today + timedelta(days=180)).isoformat(),
    }
    for file in sorted(_FILES.rglob("*")):
        if file.is_file():
            path = file.relative_to(_FILES).as_posix()
            # A leading dot would hide the file from those who package it.
            yield path.replace("dot.", "."), Template(file.read_text("utf-8")).substitute(words)
