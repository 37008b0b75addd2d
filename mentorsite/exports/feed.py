"""A portfolio becomes `feed.xml`: its latest milestones and stories, or what mkfile.toml names, as an Atom feed (RFC 4287).

Records have days and no times. So a day is told as noon in UTC, which is that day nearly everywhere on earth.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mentorsite.exports.article import article
from mentorsite.exports.identity import uuid
from mentorsite.insights.news import Told
from mentorsite.pages.frame import Frame
from mentorsite.pages.show import in_words
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.web import escaped, lead


def feed(frame: Frame, address: str) -> Artifact:
    """Give the feed of a portfolio that has news, in a site that knows its address."""
    lines = "\n".join(_feed(frame, address, frame.site.url or ""))
    return Artifact(address, f'<?xml version="1.0" encoding="utf-8"?>\n{lines}\n'.encode("utf-8", "replace"), "feed.xml")


def _feed(frame: Frame, address: str, url: str) -> Iterator[str]:
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(frame.site.language)}">'
    yield f"<id>{uuid(url, address).urn}</id>"
    yield f"<title>{escaped(frame.facts.title)}</title>"
    yield f"<updated>{_moment(max(told.updated for told in frame.news))}</updated>"
    yield f'<link rel="self" type="application/atom+xml" href="{escaped(lead(url, address))}"/>'
    yield f'<link rel="alternate" type="text/html" href="{escaped(lead(url, frame.facts.home))}"/>'
    yield "<generator>mentorsite</generator>"
    for name in _authors(frame):
        yield f"<author><name>{escaped(name)}</name></author>"
    for told in frame.news:
        yield from _entry(frame, told, url)
    yield "</feed>"


def _entry(frame: Frame, told: Told, url: str) -> Iterator[str]:
    entry = frame.showing.entry(told.shown)
    page = escaped(lead(url, entry.address))
    yield "<entry>"
    yield f"<id>{uuid(url, entry.address).urn}</id>"
    yield f"<title>{escaped(entry.title)}</title>"
    yield f"<published>{_moment(told.published)}</published>"
    yield f"<updated>{_moment(told.updated)}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{page}"/>'
    yield f'<category term="{escaped(entry.type)}" label="{escaped(told.shown.record.facts.singular)}"/>'
    for tag in entry.tags:
        yield f'<category term="{escaped(tag.text)}"/>'
    if summary := in_words(entry.summary):
        yield f"<summary>{escaped(summary)}</summary>"
    # The base is for readers that meet an address that is not absolute; there is none.
    yield f'<content type="html" xml:base="{page}">{escaped(article(entry, url))}</content>'
    yield "</entry>"


def _authors(frame: Frame) -> list[str]:
    """Give the mentees whom this audience knows by a page of their own; where there is none, the portfolio is its author."""
    agreements = [shown.record for shown in frame.atlas.view.of(frame.portfolio, "mentorships")]
    keys = [person.key for record in agreements if isinstance(record, Mentorship) for person in record.mentees if person.key]
    return list(dict.fromkeys(frame.atlas.links[key].text for key in keys)) or [frame.facts.title]


def _moment(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"
