"""A document becomes Markdown, to be pasted into a form or kept as it is: CommonMark with tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mentorsite.pages.document import Block, Bullets, Document, Heading, Line, Quote, Ref, Sentence, Table, Text
from mentorsite.rendering import paragraphs as written
from mentorsite.rendering.lines import runs
from mentorsite.rendering.paragraphs import Run, paragraphs, phrase
from mentorsite.rendering.words import harmless

# What Markdown would read as a mark, or as HTML, in the middle of a text.
_MARKS = re.compile(r"([\\`*_\[\]<>|~])|&(?=[#\w])")
# What would begin a heading, a list, a quotation or a rule at the beginning of one.
_BEGINS = re.compile(r"(?m)^(\s*)(#{1,6}(?=\s|$)|[-+=]+(?=\s|$)|:::|\d{1,9}[.)](?=\s|$))")


def markdown(document: Document) -> str:
    """Give a document as Markdown."""
    return harmless("\n\n".join(_document(document)) + "\n")


def _document(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield escaped(document.kind)
    if document.lede:
        yield f"*{_plain(phrase(document.lede))}*"
    if document.facts:
        yield "\n".join(f"- {escaped(label)}: {_line(value)}" for label, value in document.facts)
    for section in document.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block)
    if document.notes:
        yield f"## {escaped(document.notes_title)}"
        yield "\n".join(f"[^{note.number}]: {_line(note.line)}" for note in document.notes)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"### {_line(block.line)}"
        case Sentence():
            yield _begun(_line(block.line))
        case Text():
            # The headings of a text stand below that of the part that it belongs to.
            yield from _blocks(paragraphs(block.text), 3)
        case Quote():
            said = [_inline(phrase(block.text)), *([f"({_line(block.by)})"] if block.by else [])]
            yield "\n>\n".join(f"> {_begun(each)}" for each in said)
        case Bullets():
            yield "\n".join(f"- {_begun(_line(item))}" for item in block.items)
        case Table():
            yield _table([tuple(map(escaped, block.head)), *(tuple(map(_line, row)) for row in block.rows)], block.figures)


def _blocks(blocks: Iterable[written.Block], above: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case written.Paragraph():
                text = _inline(block.runs)
                yield f"{'#' * min(6, above + block.level)} {text}" if block.level else _begun(text)
            case written.Code():
                fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", block.text)), 3)
                yield f"{fence}\n{block.text}\n{fence}"
            case written.Quotation():
                yield _indented("\n\n".join(_blocks(block.blocks, above)), "> ", "> ")
            case written.Items():
                yield "\n".join(_items(block, above))
            case written.Grid():
                yield _table([tuple(map(_inline, row)) for row in block.rows])


def _items(block: written.Items, above: int) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start or 0):
        mark = "- " if block.start is None else f"{number}. "
        yield _indented("\n\n".join(_blocks(item, above)), mark, " " * len(mark))


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([(first + lines[0]).rstrip(), *((others + line).rstrip() for line in lines[1:])])


def _table(rows: Sequence[Sequence[str]], figures: frozenset[int] = frozenset()) -> str:
    width = max(map(len, rows))
    rule = ["---:" if at in figures else "---" for at in range(width)]
    cells = [[cell.replace("\n", " ") for cell in row] + [""] * (width - len(row)) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:]))


def _line(line: Line) -> str:
    return _inline(runs(line))


def _inline(runs: Iterable[Run | Ref]) -> str:
    found = list(runs)
    written = ""
    for at, each in enumerate(found):
        if isinstance(each, Ref):
            written += f"[^{each.number}]"
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        written += _run(each, written[-1:], following.text[:1] if isinstance(following, Run) and not following.code else "")
    return written


def _plain(runs: Iterable[Run]) -> str:
    return "".join(escaped(run.text) for run in runs)


def _run(run: Run, before: str, after: str) -> str:
    """Write a run between two characters ("" for none). Where Markdown would not read marks as marks there, the words go without."""
    if run.code:
        ticks = "`" * (max((len(each) for each in re.findall("`+", run.text)), default=0) + 1)
        pad = " " if run.text.startswith("`") or run.text.endswith("`") else ""
        text = f"{ticks}{pad}{run.text}{pad}{ticks}"
    else:
        text = escaped(run.text).replace("\n", "\\\n")
    space, core, rest = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if not core:
        return text
    if _opens(space[-1:] or before, core[0]) and _opens(rest[:1] or after, core[-1]):
        for mark, wanted in (("~~", run.strike), ("*", run.emphasis), ("**", run.strong)):
            core = f"{mark}{core}{mark}" if wanted else core
    if run.address and run.address == run.text:
        core = f"<{run.address}>"
    elif run.address:
        core = f"[{core}](<{run.address.replace('<', '%3C').replace('>', '%3E')}>)"
    return space + core + rest


def _opens(outside: str, inside: str) -> bool:
    """Say whether a mark can stand between two characters: at a letter, or at anything else that no letter and no other mark is next to."""
    if outside in ("*", "~", "_", "`", "\\"):
        return False
    return inside.isalnum() or not outside.isalnum()


def escaped(text: str) -> str:
    """Write plain words so that Markdown reads them as what they are."""
    return _MARKS.sub(lambda match: "\\" + match[0], text)


def _begun(text: str) -> str:
    """Keep the beginning of a paragraph from being read as that of something else."""

    def kept(match: re.Match[str]) -> str:
        space, mark = match[1], match[2]
        return f"{space}{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"{space}\\{mark}"

    return _BEGINS.sub(kept, text)
