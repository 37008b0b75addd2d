"""The pages of tags: all of them, and the records of each."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.audience.view import Shown
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.lists import cards_of, parts_of_list
from mentorsite.pages.page import Page
from mentorsite.pages.pagination import paginated, parts
from mentorsite.pages.sorting import newest_first
from mentorsite.pages.values import Tag


def tags_of(frame: Frame) -> list[str]:
    """Give the addresses of the portfolio's tags, in the order of their spelling."""
    tags = frame.atlas.tags.get(frame.portfolio, {})
    return sorted(tags, key=lambda address: (tags[address][0].casefold(), address))


def tag_list(frame: Frame) -> Iterator[Page]:
    """Make the list of the tags that the portfolio's records bear."""
    tags, address, title = frame.atlas.tags[frame.portfolio], "tags/index.html", frame.places["tags"].text
    found = [tags[address] for address in tags_of(frame)]
    pages = paginated([("", found)])
    for part, page in zip(parts(prefix(frame.portfolio) + address, pages, str, lambda _: None), pages, strict=True):
        listed = (row for _, rows in page for row in rows)
        of_page = tuple(Tag(frame.atlas.tag_link(frame.portfolio, spelling), len(bearers)) for spelling, bearers in listed)
        yield frame.page(address, ("pages/tags.html",), "tags", title, {"tags": of_page}, part=part)


def tag_page(frame: Frame, address: str) -> Iterator[Page]:
    """Make the pages of a tag: the records that bear it."""
    spelling, bearers = frame.atlas.tags[frame.portfolio][address]
    by_type: dict[str, list[Shown]] = {}
    for shown in newest_first(bearers):
        by_type.setdefault(shown.key.type, []).append(shown)
    groups = [(info.title, by_type[name]) for name, info in frame.types.items() if name in by_type]
    section = f"{prefix(frame.portfolio)}tags/index.html"
    for part, of_page in parts_of_list(frame, f"tags/{address}.html", groups):
        content = {"tag": spelling, "tags": frame.places["tags"], "groups": cards_of(frame, of_page)}
        yield frame.page(f"tags/{address}.html", ("pages/tag.html",), "tag", spelling, content, section=section, part=part)
