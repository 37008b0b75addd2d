"""The pages of tags: all of them, and the records of each."""

from __future__ import annotations

from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.sorting import newest_first
from mentorsite.pages.values import Cards, Tag


def tags_of(frame: Frame) -> list[str]:
    """Give the addresses of the portfolio's tags, in the order of their spelling."""
    tags = frame.atlas.tags.get(frame.portfolio, {})
    return sorted(tags, key=lambda address: (tags[address][0].casefold(), address))


def tag_list(frame: Frame) -> Page:
    """Make the list of the tags that the portfolio's records bear."""
    tags = frame.atlas.tags[frame.portfolio]
    found = (tags[address] for address in tags_of(frame))
    listed = tuple(Tag(frame.atlas.tag_link(frame.portfolio, spelling), len(bearers)) for spelling, bearers in found)
    return frame.page("tags/index.html", ("pages/tags.html",), "tags", frame.places["tags"].text, {"tags": listed})


def tag_page(frame: Frame, address: str) -> Page:
    """Make the page of a tag: the records that bear it."""
    spelling, bearers = frame.atlas.tags[frame.portfolio][address]
    groups = []
    for name, info in frame.types.items():
        of_type = [shown for shown in bearers if shown.key.type == name]
        if of_type:
            groups.append(Cards(info.title, frame.showing.cards(newest_first(of_type))))
    content = {"tag": spelling, "groups": tuple(groups)}
    section = f"{prefix(frame.portfolio)}tags/index.html"
    return frame.page(f"tags/{address}.html", ("pages/tag.html",), "tag", spelling, content, section=section)
