"""What sounds as if it hid something and hides nothing: headings, the beginnings of lines, tags, folders; told to those who write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from mentorsite.audience.rules import visibility_of
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import reaches
from mentorsite.markdown.parser import parser
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.fields import quoted
from mentorsite.records.values import Key, Prose
from mentorsite.records.walk import leaves

# What people write above what is for the two of them, and above what is for nobody else.
_FOR_THE_PAIR = r"(?:for )?internal(?: use)?(?: only)?|(?:only )?for (?:us|the pair|the two of us)(?: only)?|pair only|only (?:us|the pair)"
_FOR_NOBODY = (
    r"(?:strictly |top )?(?:private|secret|hidden|confidential)(?: notes?| part| only)?|off the record|private and confidential"
    r"|not for publication|not to be published|do not publish"
)
_HEADING = re.compile(rf"\W*(?:(?P<pair>{_FOR_THE_PAIR})|{_FOR_NOBODY})\W*", re.IGNORECASE)
_LINE = re.compile(
    r"(?:\[[ xX]\] )?[*_]{0,2}((?:strictly )?(?:private|confidential)(?: notes?)?|off the record|not for publication)[*_]{0,2} ?:(?!\w)",
    re.IGNORECASE,
)
# Without a line that begins with one of these the text need not be parsed.
_CANDIDATE = re.compile(
    rf"^(?:[^\w\n]|_)*(?:\d+[.)]\W*)?(?:x\]\W*)?(?:{_FOR_THE_PAIR}|{_FOR_NOBODY})(?![^\W_])", re.IGNORECASE | re.MULTILINE
)

_NAMES = frozenset({"confidential", "draft", "drafts", "hidden", "private", "secret"})
"""What a folder or a tag is called whose records are meant for nobody else."""

_AROUND = "write `## Private` for what is for nobody else, or `::: pair`, the text and `:::`; or word it differently"


class _Mark(NamedTuple):
    """A heading or the beginning of a line (from 0) that hides nothing, and who was meant to see what follows."""

    line: int
    written: str
    meant: Audience


def unhidden(portfolio: Portfolio, sheets: Mapping[Key, Sheet], defaults: Mapping[str, Audience]) -> Iterator[Diagnostic]:
    """Find what sounds as if it hid something, in records that reach farther than the words say."""
    folders: dict[str, list[str]] = {}
    for key, linked in portfolio.records.items():
        reach = visibility_of(linked.record, key.type, defaults)
        if reach is Audience.PRIVATE:
            continue
        source = sheets[key].source
        for folder in _folders(linked.path):
            folders.setdefault(folder, []).append(linked.path)
        for number, tag in enumerate(linked.record.tags):
            if tag.casefold() in _NAMES:
                hint = "write `visibility: private` for that, or give it another tag"
                said = f"the tag {quoted(tag)} hides nothing: the record reaches `{reach}`"
                yield Diagnostic(Code.HIDES_NOTHING, source.locate_value(("tags", number)), said, hint)
        for path, leaf in leaves(linked.record):
            for mark in _marks(leaf.text) if isinstance(leaf, Prose) and path[0] != "private" else ():
                if reach > mark.meant:
                    said = f"{quoted(mark.written)} hides nothing: what follows reaches `{reach}`"
                    yield Diagnostic(Code.HIDES_NOTHING, source.locate_text(path, mark.line, 0), said, _AROUND)
    for folder, paths in sorted(folders.items()):
        records = "a record in it reaches" if len(paths) == 1 else f"{len(paths)} records in it reach"
        said = f"the folder {quoted(PurePosixPath(folder).name)} hides nothing: {records} farther than `private`"
        hint = "put a `_defaults.yaml` with `visibility: private` into it, or give it another name"
        yield Diagnostic(Code.HIDES_NOTHING, Span(min(paths)), said, hint)


def _folders(path: str) -> Iterator[str]:
    """Give the folders of a file that are called as if they hid what is in them."""
    return (str(folder) for folder in PurePosixPath(path).parents if folder.name.casefold() in _NAMES)


def _marks(text: str) -> Iterator[_Mark]:
    """Find headings and beginnings of paragraphs outside of audience blocks, which hide by themselves."""
    if not _CANDIDATE.search(text):
        return
    lines = reaches(text)
    for token, inline in pairwise(parser().parse(text)):
        if token.map is None or lines[token.map[0]].reach is not Audience.PUBLIC:
            continue
        if token.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            if match := _HEADING.fullmatch(words):
                yield _Mark(token.map[0], f"{'#' * int(token.tag[1])} {words}", Audience.PAIR if match["pair"] else Audience.PRIVATE)
        elif token.type == "paragraph_open" and (match := _LINE.match(inline.content)):
            yield _Mark(token.map[0], f"{match[1]}:", Audience.PRIVATE)
