"""The pages of tags: all of them, and the records of each."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.sorting import newest_first
from mentorsite.pages.values import Cards, Tag


def tag_pages(frame: Frame) -> Iterator[Page]:
    """Make the list of tags and a page for each; nothing where no record bears one."""
    tags = frame.atlas.tags.get(frame.portfolio, {})
    if not tags:
        return
    ordered = sorted(tags.items(), key=lambda item: (item[1][0].casefold(), item[0]))
    listed = tuple(Tag(frame.atlas.tag_link(frame.portfolio, spelling), len(bearers)) for _, (spelling, bearers) in ordered)
    yield frame.page("tags/index.html", ("pages/tags.html",), "tags", frame.places["tags"].text, {"tags": listed})
    for address, (spelling, bearers) in ordered:
        groups = []
        for name, info in frame.types.items():
            of_type = [shown for shown in bearers if shown.key.type == name]
            if of_type:
                groups.append(Cards(info.title, frame.showing.cards(newest_first(of_type))))
        content = {"tag": spelling, "groups": tuple(groups)}
        section = f"{prefix(frame.portfolio)}tags/index.html"
        yield frame.page(f"tags/{address}.html", ("pages/tag.html",), "tag", spelling, content, section=section)
