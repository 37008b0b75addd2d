"""What those who write are told of what their records, defaults and repository open to whom; never a part of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mentorsite.audience.rules import consent_of, visibility_of
from mentorsite.config import Config
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import blocks, for_audience, reaches
from mentorsite.markdown.links import find_links
from mentorsite.reading.repository import Remote
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.fields import quoted
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.people import Person
from mentorsite.records.values import Key, Markdown, Phrase, Reference
from mentorsite.records.walk import Path, leaves, texts

CONFIDENTIAL = ("feedback", "checkins", "reflections")
"""The types that hold what was said in confidence, unless the two decide otherwise for one of them."""


def links_to_narrower(portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    """Find records that refer to others which fewer people see; one advice a record. People are left out of it: they have an alias."""
    reach = {key: visibility_of(linked.record, key.type, defaults) for key, linked in portfolio.records.items()}
    for key, linked in portfolio.records.items():
        if reach[key] is Audience.PRIVATE:
            continue
        places: dict[Key, Span] = {}
        for target, path, line, column in _links(linked.record, reach, key):
            span = sheets[key].source.locate_text(path, line, column)
            places[target] = min(span, places.get(target, span))
        if places:
            yield _narrower(linked.record, reach, key, places)


def _links(record: Record, reach: Mapping[Key, Audience], key: Key) -> Iterator[tuple[Key, Path, int, int]]:
    """Give the references that reach farther than what they lead to, with the path of the field, and line and column in its text."""

    def is_narrower(target: object, than: Audience) -> bool:
        return isinstance(target, Key) and target.type != "people" and target in reach and reach[target] < than

    for path, leaf in leaves(record):
        if path[0] == "private":
            continue
        if isinstance(leaf, Reference) and leaf.key and is_narrower(leaf.key, reach[key]):
            yield leaf.key, path, 0, 0
        elif isinstance(leaf, Markdown):
            hidden = {link.written: link.target for link in leaf.links if is_narrower(link.target, reach[key])}
            lines = reaches(leaf.text) if hidden else ()
            for found in find_links(leaf.text, inline=isinstance(leaf, Phrase)) if hidden else ():
                target, at = hidden.get(found.written), lines[found.line].reach
                if isinstance(target, Key) and at is not None and is_narrower(target, min(at, reach[key])):
                    yield target, path, found.line, found.column


def _narrower(record: Record, reach: Mapping[Key, Audience], key: Key, places: Mapping[Key, Span]) -> Diagnostic:
    (first, span), *others = sorted(places.items(), key=lambda item: (item[1], item[0]))
    what = f"`{first}`, which reaches `{reach[first]}`"
    if others:
        what = f"{len(places)} records that reach less far, first to `{first}` (`{reach[first]}`)"
    said = f"{quoted(record.heading().replace('`', chr(39)))} reaches `{reach[key]}` and refers to {what}"
    hint = "where the other record is not seen, the link will be missing; nothing is to be done if that is meant"
    related = tuple((place, f"`{target}` reaches `{reach[target]}`") for target, place in others)
    return Diagnostic(Code.LINK_TO_NARROWER, span, said, hint, related)


def public_defaults(sheets: Sequence[Sheet], config: Config) -> Iterator[Diagnostic]:
    """Find defaults, in mkfile.toml and in every `_defaults.yaml`, that open to everybody what was said in confidence."""
    hint = "take it out, and write `visibility: public` into each record that both agreed to open"
    for name in CONFIDENTIAL:
        title = record_types()[name].facts.title.lower()
        said = f"all {title} {'is' if name == 'feedback' else 'are'} `public`, unless one says otherwise"
        if config.visibility.get(name) is Audience.PUBLIC:
            yield Diagnostic(Code.PUBLIC_DEFAULT, config.place("visibility", name), said, hint)
        for sheet in sheets:
            if sheet.key.type == name and sheet.record.visibility is Audience.PUBLIC and sheet.source.is_default("visibility"):
                span = sheet.source.locate(("visibility",))
                yield Diagnostic(Code.PUBLIC_DEFAULT, span, f"below this folder, {said}", hint)


def names_still_shown(portfolio: Portfolio, sheets: Mapping[Key, Sheet]) -> Iterator[Diagnostic]:
    """Find people whose record says that it is private while their consent is wider: that hides the page, and not the name."""
    for key, linked in portfolio.records.items():
        person, source = linked.record, sheets[key].source
        if not isinstance(person, Person) or person.visibility is not Audience.PRIVATE or source.is_default("visibility"):
            continue
        if (consent := consent_of(person)) is not Audience.PRIVATE:
            default = "" if person.consent else ", unless it is given"
            said = f"this hides the page of `{key}` and not the name, which is shown as far as the `consent`: `{consent}`{default}"
            span = source.locate_value(("visibility",))
            yield Diagnostic(Code.NAME_STILL_SHOWN, span, said, "write `consent: private` to hide the name as well")


def hidden_cadences(portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    """Find revisions that change the cadence and are hidden from people who see the agreement.

    To those the present cadence would be the one that was always agreed: their copy would count as missed what nobody missed.
    """
    for key, linked in portfolio.records.items():
        reach = visibility_of(linked.record, key.type, defaults)
        if not isinstance(linked.record, Mentorship) or reach is Audience.PRIVATE:
            continue
        for number, revision in enumerate(linked.record.revisions):
            if revision.cadence_before and not for_audience(revision.change.text, reach).strip():
                span = sheets[key].source.locate_value(("revisions", number, "change"))
                hint = "say in `change` what all of them may read, and hide the rest in `why`; or make the agreement narrower"
                said = f"the cadence changed with this, and `{reach}` sees the agreement but not this: it would be counted wrong"
                yield Diagnostic(Code.HIDDEN_CADENCE, span, said, hint)


def public_source(portfolio: Portfolio, config: Config, remotes: Sequence[Remote]) -> Iterator[Diagnostic]:
    """Warn of a repository that may be public while it holds what is not for everybody, unless mkfile.toml says who can read it."""
    if config.source is not None or not remotes:
        return
    hidden = sum(_hides(linked.record, key, config.visibility) for key, linked in portfolio.records.items())
    if hidden:
        first = remotes[0]
        records = "1 record that is" if hidden == 1 else f"{hidden} records that are"
        said = f"the source lies in a git repository with a remote `{first.name}` at {first.host}, and holds {records} not for everybody"
        hint = (
            "if that repository is public, all of it can be read there, with its history, whatever is published: keep it private and "
            'publish only the output. If it is private already, say so: `source = "private"` below `[site]`'
        )
        yield Diagnostic(Code.PUBLIC_SOURCE, config.place("site"), said, hint)


def _hides(record: Record, key: Key, defaults: Mapping[str, Audience]) -> bool:
    """Say whether any of a record is not for everybody."""
    if record.private is not None or visibility_of(record, key.type, defaults) is not Audience.PUBLIC:
        return True
    written = (text.text if isinstance(text, Markdown) else text for _, text in texts(record))
    return any(block.reach is not Audience.PUBLIC for text in written for block in blocks(text))
