"""Macros of templates, made as seldom as may be: once for a page, or once for all pages where nothing of them depends on one.

Jinja makes the macros of a template anew wherever they are imported with context, and a page's templates import the same few twenty times
over.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode

from mentorsite.pages.page import Page
from mentorsite.pages.values import Link

NAME = "_macros"
"""The name by which the templates of a page hand the macros on to those that they import."""
_NAMES = "cadence cards drawing evidence parts progress promises record skills ui waiting".split()  # noqa: SIM905
OF_ANY_PAGE = frozenset(f"macros/{name}.html" for name in _NAMES)
"""The built-in macros that read nothing of a page but what `Macros.lasting` holds."""
SAYING_THE_SAME = OF_ANY_PAGE - {"macros/record.html"}
"""Those of them that give the same for equal arguments on all pages with the same root: they do not read `page`."""
_SIMPLE = frozenset({str, int, bool, date, type(None), Link})
"""What can be compared at once and holds no text that a page renders in its own way."""
_MOST = 50_000


class MacroContext(Context):
    """Calls macros as Jinja does, without looking for what a callable may be besides."""

    @internalcode
    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call anything that a template calls."""
        kind = type(obj)
        if kind is not Macro and kind is not _Remembered:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs) if kind is _Remembered else obj(self.eval_ctx, *args, **kwargs)


class Here:
    """The page that is being rendered, as macros read it that outlive it, and how often each address within it was taken."""

    page: Page
    headings: dict[str, int]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)


@dataclass
class Macros:
    """The macros that a page imports with context, by their template; all of them see the page's `names`."""

    names: Mapping[str, object]
    lasting: Macros | None = None
    made: dict[str | None, TemplateModule] = field(default_factory=dict)

    def of(self, template: MacroTemplate) -> TemplateModule:
        """Give the macros of a template."""
        if template.name not in self.made:
            if self.lasting and template.name in OF_ANY_PAGE:
                return self.lasting.of(template)
            made = template.made_of({**self.names, NAME: self})
            if self.lasting is None and template.name in SAYING_THE_SAME:
                _remember(made, self.names["_here"])
            self.made[template.name] = made
        return self.made[template.name]


class MacroTemplate(Template):
    """A template whose macros are made as seldom as may be."""

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> TemplateModule:
        """Give the template's macros, for whoever imports them."""
        macros = vars.get(NAME) if vars else None
        return macros.of(self) if isinstance(macros, Macros) else super().make_module(vars, shared, locals)

    def made_of(self, names: Mapping[str, Any]) -> TemplateModule:
        """Make the template's macros, which see the names."""
        return super().make_module(dict(names))


class Lasting(threading.local):
    """What the macros of pages have in common, one page after the other; each thread has its own."""

    here: Here
    facts: tuple[object, ...] = ()
    macros: Macros

    def for_page(self, page: Page) -> tuple[Macros, Here]:
        """Give the macros that outlive a page, and what tells them which page is being rendered."""
        facts = (page.site, page.portfolio, page.types)
        if len(self.facts) != len(facts) or any(one is not other for one, other in zip(self.facts, facts, strict=True)):
            self.facts, self.here = facts, Here()
            names = {"site": page.site, "portfolio": page.portfolio, "types": page.types, "page": self.here, "_here": self.here}
            self.macros = Macros(names)
        return self.macros, self.here


class _Remembered:
    """A macro that gives what it gave, where its arguments are simple and were the same on a page with the same root."""

    def __init__(self, macro: Macro, here: Here) -> None:
        self.macro, self.here = macro, here
        self.gave: dict[object, Any] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        values = (*args, *kwargs.values())
        if not all(type(value) in _SIMPLE for value in values):
            return self.macro(*args, **kwargs)
        # `1` and `True` are equal and are not written alike.
        asked = (self.here.page.root, len(args), tuple(kwargs), values, tuple(map(type, values)))
        said = self.gave.get(asked)
        if said is None:
            if len(self.gave) >= _MOST:
                self.gave.clear()
            said = self.gave[asked] = self.macro(*args, **kwargs)
        return said


def _remember(module: TemplateModule, here: Any) -> None:
    for name, value in vars(module).items():
        if isinstance(value, Macro):
            setattr(module, name, _Remembered(value, here))
