"""A page becomes the bytes of its file, by the first of its templates that the theme has."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from jinja2 import Environment, StrictUndefined, Template, TemplateError, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span
from mentorsite.pages.document import Ref
from mentorsite.pages.page import Page
from mentorsite.pages.values import Entry, Group, Link, Marked, Picture
from mentorsite.records.addresses import slug
from mentorsite.rendering import words
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.compiled import Compiled
from mentorsite.rendering.json_text import in_element
from mentorsite.rendering.macros import NAME, Here, Lasting, MacroContext, Macros, MacroTemplate
from mentorsite.rendering.prose import srcset, to_html
from mentorsite.rendering.theme import PARENT, Theme, ThemeLoader
from mentorsite.rendering.web import lead


@dataclass(frozen=True)
class Renderer:
    """Renders pages with a theme."""

    theme: Theme
    templates: ThemeLoader | None = None

    def __post_init__(self) -> None:
        loader = self.templates or ThemeLoader(self.theme)
        object.__setattr__(self, "_environment", _environment(loader))
        object.__setattr__(self, "_loader", loader)
        object.__setattr__(self, "_lasting", Lasting() if loader.is_built_in("macros/", "partials/") else None)

    def __reduce__(self) -> tuple[object, ...]:
        # Another process compiles the templates itself, from their texts.
        return Renderer, (self.theme, self._loader)  # type: ignore[attr-defined]

    @cached_property
    def fingerprint(self) -> bytes:
        """A fingerprint of the templates: equal pages rendered by the same templates are equal files."""
        loader: ThemeLoader = self._loader  # type: ignore[attr-defined]
        return loader.fingerprint

    def warm_up(self) -> None:
        """Compile all templates, so that processes that begin as copies of this one need not. `render` says what is wrong with one."""
        environment: Environment = self._environment  # type: ignore[attr-defined]
        for name in self._loader.names:  # type: ignore[attr-defined]
            with contextlib.suppress(TemplateError, ValueError):
                environment.get_template(name)

    def render(self, page: Page) -> Artifact:
        """Give a page's file. Raises SiteError where a template fails, with the template's file and line."""
        environment: Environment = self._environment  # type: ignore[attr-defined]
        try:
            template = self._template(environment, page)
            html = template.render(_names(page, self._lasting))  # type: ignore[attr-defined]
        except (TemplateError, TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError) as error:
            raise SiteError(_problem(error, page, self.theme)) from error
        return Artifact(page.address, words.harmless(html).encode("utf-8", "replace"), page.title)

    def _template(self, environment: Environment, page: Page) -> Template:
        loader: ThemeLoader = self._loader  # type: ignore[attr-defined]
        name = next((name for name in page.templates if loader.has(name)), page.templates[-1])
        return environment.get_template(name)


class _Environment(Environment):
    template_class = MacroTemplate
    context_class = MacroContext

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        """Give the code of a template, in which what is HTML already is not looked at once more: most of what is written is."""
        code = super()._generate(source, name, filename, defer_init)
        head, end, rest = code.partition("\n")
        # On the same line, since Jinja finds a template's lines by those of its code.
        instead = f"; from {__name__} import written as escape"
        return head + instead + end + rest if head.startswith("from jinja2.runtime import ") else code

    def join_path(self, template: str, parent: str) -> str:
        """Give the name of a template as another one means it: `parent:` goes down from the layer of the one that says it."""
        if template.startswith(PARENT) and parent.startswith(PARENT):
            own = len(parent) - len(parent.replace(PARENT, ""))
            return PARENT * (own // len(PARENT)) + template
        return template


def written(value: object) -> str:
    """Give a value as HTML has it: escaped, unless it is HTML."""
    return value if type(value) is Markup else escape(value)


def _environment(loader: ThemeLoader) -> Environment:
    environment = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled(),
    )
    environment.filters |= {
        "href": _href,
        "srcset": _srcset,
        "prose": _marked,
        "phrase": _marked,
        "slug": slug,
        "day": words.day,
        "day_short": words.day_short,
        "month": words.month,
        "iso": date.isoformat,
        "number": words.number,
        "counted": words.counted,
        "json": in_element,
    }
    environment.tests |= {
        "link": lambda value: isinstance(value, Link),
        "picture": lambda value: isinstance(value, Picture),
        "day": lambda value: isinstance(value, date),
        "number_value": lambda value: isinstance(value, Decimal | int) and not isinstance(value, bool),
        "prose": lambda value: isinstance(value, Marked) and value.block,
        "phrase": lambda value: isinstance(value, Marked) and not value.block,
        "group": lambda value: isinstance(value, Group),
        "note_ref": lambda value: isinstance(value, Ref),
        "list_value": lambda value: isinstance(value, tuple),
    }
    return environment


def _names(page: Page, lasting: Lasting | None) -> dict[str, object]:
    """Give what the page's templates read, and its macros as well."""
    macros, here = lasting.for_page(page) if lasting else (None, Here())
    here.page, here.headings = page, _taken(page)
    names = {
        "site": page.site,
        "portfolio": page.portfolio,
        "page": page,
        "nav": page.nav,
        "contents": page.contents,
        "types": page.types,
        "_here": here,
        **page.content,
    }
    return {**names, NAME: Macros(names, macros)}


@pass_context
def _href(context: Context, target: Link | Picture | str) -> str:
    """Give the address that leads from the page to a link, a picture, or an address of the site."""
    address = target if isinstance(target, str) else target.address
    return lead(context["_here"].page.root, address)


@pass_context
def _srcset(context: Context, picture: Picture) -> str:
    """Give the versions of a picture for the attribute `srcset`."""
    return srcset(picture, partial(lead, context["_here"].page.root))


def _taken(page: Page) -> dict[str, int]:
    """Give the addresses within a page that its sections take, before any text does."""
    entry = page.content.get("entry")
    return {field.anchor: 0 for field in entry.sections} if isinstance(entry, Entry) else {}


@pass_context
def _marked(context: Context, marked: Marked) -> Markup:
    """Render a text of a record."""
    here: Here = context["_here"]
    return Markup(to_html(marked, partial(lead, here.page.root), here.headings))


def _problem(error: Exception, page: Page, theme: Theme) -> Diagnostic:
    """Name the template and the line that failed: the innermost frame that lies in the theme."""
    place, line = f"themes/{theme.name}/templates/{page.templates[-1]}", getattr(error, "lineno", 0) or 0
    named = getattr(error, "filename", None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml")):
            named, line = file, trace.tb_lineno
        trace = trace.tb_next
    for folder in theme.folders:
        if named and named.startswith(str(folder)):
            place = f"themes/{folder.name}{named[len(str(folder)) :]}"
    said = str(error) or type(error).__name__
    return Diagnostic(
        Code.RENDERING_FAILED,
        Span(place, line),
        f"the page `{page.address}` could not be made: {said}",
        "docs/theming.md lists what templates get",
    )
