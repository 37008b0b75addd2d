"""Content becomes a Portfolio: every reference, link and picture is resolved, and what leads nowhere is a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from mentorsite.diagnostics import Code, Diagnostic
from mentorsite.linking.keys import table
from mentorsite.linking.markdown_links import LinkFinder, loose, resolve_file
from mentorsite.linking.portfolio import Linked, Portfolio
from mentorsite.linking.references import Directory, Unclear, circles, resolve
from mentorsite.reading.enough import MOST_PROBLEMS, enough
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.addresses import address_problem, slug
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import DROPPED, Dropped, Leaf, Path, rewrite
from mentorsite.remembered import Remembered


class Resolved(NamedTuple):
    """A record with its references resolved; the one that is its parent, and where that is written; the problems."""

    record: Record
    parent: tuple[Key, Path] | None
    problems: list[Diagnostic]


def link(content: Content, memory: Remembered[Sheet, Resolved] | None = None) -> tuple[Portfolio, list[Diagnostic]]:
    """Resolve what the records refer to. References to records that could not be read are no problem of their own."""
    sheets, problems = table(content)
    names = _names(content)
    directory = Directory(sheets, content.unreadable, names)
    known = (memory or Remembered()).begin((names, *_addressed(content, sheets)) if memory else None)
    resolved = {key: known.of(sheet, lambda sheet: _link_one(content, directory, sheet)) for key, sheet in sheets.items()}
    for found in (*resolved.values(), *(_link_one(content, directory, sheet) for sheet in content.broken)):
        problems += found.problems
    problems += _circles(sheets, resolved)
    linked = {key: Linked(key, found.record, sheets[key].source.path) for key, found in resolved.items()}
    given = {slug(name): given for name, given in content.given.items()}
    return Portfolio(linked, {slug(name): name for name in content.portfolios}, given), problems


def link_one(content: Content, sheet: Sheet) -> list[Diagnostic]:
    """Say what is wrong with the references, the links and the address of a record that is not among the content yet."""
    others = tuple(other for other in content.sheets if other.source.path != sheet.source.path)
    together = replace(content, sheets=(*others, sheet))
    sheets, problems = table(together)
    about = [problem for problem in problems if sheet.source.path in {problem.span.path, *(span.path for span, _ in problem.related)}]
    return [*about, *_link_one(together, Directory(sheets, content.unreadable, _names(together)), sheet).problems]


def _addressed(content: Content, sheets: Mapping[Key, Sheet]) -> tuple[object, ...]:
    """Give all that a reference can lead to: what one means depends on that and on nothing else."""
    by_path = [(path, [(sheet.key, sheet.source.index) for sheet in of_file]) for path, of_file in content.by_path.items()]
    return tuple(sheets), content.unreadable, tuple(content.files), by_path


def _names(content: Content) -> dict[str, str]:
    """Give the id of everybody by their name and by their id, of whatever portfolio, case folded."""
    sheets = (*content.sheets, *content.broken)
    people = [(sheet.key, getattr(sheet.record, "name", "")) for sheet in sheets if isinstance(sheet.record, Person)]
    return {word.casefold(): key.id for key, name in people for word in (key.id, name) if word}


def _link_one(content: Content, directory: Directory, sheet: Sheet) -> Resolved:
    problems: list[Diagnostic] = []
    parent: list[tuple[Key, Path]] = []
    finder = LinkFinder(content, directory, sheet)

    def visit(path: Path, leaf: Leaf) -> Leaf | Dropped:
        if len(problems) > MOST_PROBLEMS:
            return DROPPED
        if isinstance(leaf, Reference):
            found = resolve(leaf, sheet.key.portfolio, directory)
            if isinstance(found, Unclear):
                problems.extend(found.problem(sheet.source.locate_value(path)))
                return DROPPED
            if found.tree and found.key:
                parent.append((found.key, path))
            return found
        if isinstance(leaf, Markdown):
            resolved, unresolved = finder.resolve(path, leaf, sheet.found.get(path, ()))
            problems.extend(unresolved)
            return resolved
        if isinstance(leaf, Attachment):
            file, missing = resolve_file(content, sheet, path, leaf)
            problems.extend(missing)
            return file or DROPPED
        if "[[" in leaf:
            problems.append(loose("[[", sheet.source.locate_value(path)))
        if path[0] == "tags" and (said := address_problem(slug(leaf))):
            problems.append(
                Diagnostic(Code.BAD_ID, sheet.source.locate_value(path), f"the tag can't be an address: {said}", "choose another word")
            )
        return leaf

    record = rewrite(sheet.record, visit)
    return Resolved(record, parent[-1] if parent else None, enough(problems))


def _circles(sheets: Mapping[Key, Sheet], resolved: Mapping[Key, Resolved]) -> list[Diagnostic]:
    parents = {key: found.parent for key, found in resolved.items() if found.parent}
    problems = []
    for circle in circles(parents, {key: parent for key, (parent, _) in parents.items()}):
        places = [(sheets[key].source.locate_value(parents[key][1]), f"the parent of `{key}`") for key in circle]
        said = (
            f"`{circle[0]}` is its own parent"
            if len(circle) == 1
            else "parents in a circle: " + " → ".join(f"`{key}`" for key in (*circle, circle[0]))
        )
        problems.append(Diagnostic(Code.CIRCLE, places[0][0], said, "take one of the references out", tuple(places[1:])))
    return problems
