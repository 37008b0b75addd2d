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
    problems: list[Diagnostic] = []
    sheets: dict[Key, Sheet] = {}
    for sheet in content.sheets:
        span = _id_span(sheet)
        if said := address_problem(sheet.key.id):
            problems.append(
                Diagnostic(
                    Code.BAD_ID, span, f"the id of this record can't be an address: {said}", "rename the file, or give the record an `id`"
                )
            )
        if content.portfolios and not sheet.key.portfolio and sheet.key.type not in SHARED:
            hint = "move it into a folder below `content/portfolios/`; beside them lie people, skills and pages"
            problems.append(Diagnostic(Code.OUTSIDE_PORTFOLIO, Span(sheet.source.path), "the record belongs to no portfolio", hint))
        first = sheets.setdefault(sheet.key, sheet)
        if first is not sheet:
            said = f"two records have the address `{sheet.key}.html`"
            hint = "rename one of them, or give it an `id`; upper and lower case and accents written in two ways make no difference"
            problems.append(Diagnostic(Code.DUPLICATE_ID, span, said, hint, ((_id_span(first), "the other one"),)))
    problems += _portfolio_problems(content.portfolios)
    return dict(sorted(sheets.items())), problems


def _id_span(sheet: Sheet) -> Span:
    return sheet.source.locate(("id",)) if sheet.record.id else Span(sheet.source.path, 1, 1)


def _portfolio_problems(names: Iterable[str]) -> list[Diagnostic]:
    problems = []
    first: dict[str, str] = {}
    for name in names:
        span = Span(f"content/portfolios/{name}")
        if said := address_problem(slug(name)):
            problems.append(Diagnostic(Code.BAD_ID, span, f"the portfolio's name can't be an address: {said}", "rename the folder"))
        elif slug(name) in first:
            other = Span(f"content/portfolios/{first[slug(name)]}")
            problems.append(
                Diagnostic(
                    Code.DUPLICATE_ID, span, f"two portfolios have the address `{slug(name)}/`", "rename one", ((other, "the other one"),)
                )
            )
        first.setdefault(slug(name), name)
    return problems
