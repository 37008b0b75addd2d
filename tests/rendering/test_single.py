"""A page in one file: the pictures that it may show stand within it, and no others are looked for."""

from __future__ import annotations

from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.single import in_one

FILES = [
    Artifact("files/the room.png", b"\x89PNG", "room.png"),
    Artifact("files/plan.svg", b"<svg/>", "plan.svg"),
    Artifact("files/list.pdf", b"%PDF", "list.pdf"),
]


def test_a_picture_becomes_data_in_its_full_size() -> None:
    html = '<p><img src="files/the%20room.png" alt="The room" srcset="a 100w" sizes="100vw" loading="lazy" width="4"></p>'
    assert in_one(html, FILES) == '<p><img src="data:image/png;base64,iVBORw==" alt="The room" width="4"></p>'
    assert in_one('<img src="files/plan.svg">', FILES) == '<img src="data:image/svg+xml;base64,PHN2Zy8+">'


def test_what_is_no_picture_of_the_page_stays_as_it_is() -> None:
    for html in ('<img src="other.png">', '<img src="files/list.pdf">', '<a href="files/plan.svg">x</a>', '<img alt="none">'):
        assert in_one(html, FILES) == html
