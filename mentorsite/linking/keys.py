"""Every record gets an address of its own, or there is a problem that names both places."""

from __future__ import annotations

from collections.abc import Iterable

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.sheets import Content, Sheet
from mentorsite.records.addresses import address_problem, slug
from mentorsite.records.values import Key

SHARED = ("people", "skills", "pages")
"""The types that may lie beside the portfolios and belong to all of them."""


def table(content: Content) -> tuple[dict[Key, Sheet], list[Diagnostic]]:
    """Give the sheets by key, with the problems of ids that share an address or can't be one."""
    problems, wrong = _portfolio_problems(content.portfolios)
    sheets: dict[Key, Sheet] = {}
    for sheet in content.sheets:
        if said := address_problem(sheet.key.id):
            told = f"the id of this record can't be an address: {said}"
            problems.append(Diagnostic(Code.BAD_ID, _id_span(sheet), told, "rename the file, or give the record an `id`"))
        folders = sheet.source.path.split("/")
        inside = folders[1] == "portfolios"
        if content.portfolios and not inside and sheet.key.type not in SHARED:
            hint = "move it into a folder below `content/portfolios/`; beside them lie people, skills and pages"
            problems.append(Diagnostic(Code.OUTSIDE_PORTFOLIO, Span(sheet.source.path), "the record belongs to no portfolio", hint))
        if inside and folders[2] in wrong:
            # The whole portfolio has no address of its own, which is said once.
            sheets.setdefault(sheet.key, sheet)
            continue
        first = sheets.setdefault(sheet.key, sheet)
        if first is not sheet:
            portfolio = f"{sheet.key.portfolio}/" if sheet.key.portfolio else ""
            told = f"two records have the address `{portfolio}{sheet.key}.html`"
            hint = "rename one of them, or give it an `id`; upper and lower case and accents written in two ways make no difference"
            problems.append(Diagnostic(Code.DUPLICATE_ID, _id_span(sheet), told, hint, ((_id_span(first), "the other one"),)))
    return dict(sorted(sheets.items())), problems


def _id_span(sheet: Sheet) -> Span:
    return sheet.source.locate_value(("id",)) if sheet.record.id else Span(sheet.source.path, 1, 1)


def _portfolio_problems(names: Iterable[str]) -> tuple[list[Diagnostic], set[str]]:
    """Give the problems of the portfolios' names, and the names that have one."""
    problems = []
    wrong: set[str] = set()
    first: dict[str, str] = {}
    for name in names:
        span = Span(f"content/portfolios/{name}")
        if said := address_problem(slug(name)):
            problems.append(Diagnostic(Code.BAD_ID, span, f"the portfolio's name can't be an address: {said}", "rename the folder"))
            wrong.add(name)
        elif slug(name) in first:
            other = (Span(f"content/portfolios/{first[slug(name)]}"), "the other one")
            told = f"two portfolios have the address `{slug(name)}/`"
            problems.append(Diagnostic(Code.DUPLICATE_ID, span, told, "rename one of the two folders", (other,)))
            wrong.add(name)
        first.setdefault(slug(name), name)
    return problems, wrong
