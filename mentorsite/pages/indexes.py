"""The index of each type."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.sorting import divided


def indexes(frame: Frame) -> Iterator[Page]:
    """Make an index for every type of which the portfolio has records."""
    for name, info in frame.types.items():
        records = frame.atlas.view.of(frame.portfolio, name)
        content = {"type": info, "groups": divided(records, frame.showing), "count": len(records)}
        templates = (f"pages/index/{name}.html", "pages/index.html")
        yield frame.page(f"{name}/index.html", templates, "index", info.title, content, description=info.intro)
