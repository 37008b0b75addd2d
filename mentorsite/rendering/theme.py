"""A theme: its templates, its stylesheets and its other files, in layers.

A site's `themes/NAME/` lies over the theme of that name that comes with mentorsite, file by file; a theme that says `extends`
lies over that one. A template reaches the one that it replaces as `parent:NAME`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound

from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span, did_you_mean
from mentorsite.rendering.artifact import Artifact

PARENT = "parent:"
BUILT_IN = next(
    folder
    for folder in (Path(__file__).parent.parent / "themes", Path(__file__).parent.parent.parent / "themes")
    if (folder / "default" / "theme.toml").is_file()
)
"""Where the themes that come with mentorsite lie: inside the installed package, or at the top of the checkout."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders of a theme from the topmost to the lowest, and its stylesheets in the order of their layers."""

    name: str
    folders: tuple[Path, ...]
    styles: tuple[str, ...]

    def file(self, path: str) -> Path | None:
        """Give the topmost file of this path, relative to the theme."""
        return next((folder / path for folder in self.folders if (folder / path).is_file()), None)

    def artifacts(self) -> list[Artifact]:
        """Give the theme's own files of a site: one stylesheet made of all layers, and whatever else lies in `assets/`."""
        bundle = [f"@layer {', '.join(dict.fromkeys(_layer(style) for style in self.styles))};\n"]
        for style in self.styles:
            file = self.file(f"assets/{style}")
            if file is None:
                hint = "correct `styles` in theme.toml, or add the file"
                raise SiteError(
                    Diagnostic(Code.BAD_THEME, Span(f"themes/{self.name}/theme.toml"), f"there is no stylesheet `assets/{style}`", hint)
                )
            bundle.append(f"@layer {_layer(style)} {{\n{_text_of(file, f'themes/{self.name}/assets/{style}')}\n}}\n")
        artifacts = [Artifact("assets/site.css", "".join(bundle).encode(), f"the stylesheets of the theme {self.name}")]
        for path in sorted(
            {p.relative_to(f / "assets").as_posix() for f in self.folders for p in (f / "assets").rglob("*") if p.is_file()}
        ):
            file = self.file(f"assets/{path}")
            if path not in self.styles and file and not any(part.startswith(".") for part in path.split("/")):
                artifacts.append(Artifact(f"assets/{path}", file.read_bytes(), f"themes/{self.name}/assets/{path}"))
        return artifacts


@cache
def built_in_texts() -> tuple[str, ...]:
    """Give the sources of the themes that come with mentorsite and the names of their files: what they say is no secret of anybody."""
    files = sorted(path for path in BUILT_IN.rglob("*") if path.suffix in (".html", ".css", ".js", ".svg", ".toml"))
    return tuple(f"{path.relative_to(BUILT_IN).as_posix()}\n{path.read_text('utf-8')}" for path in files)


def _text_of(file: Path, shown: str) -> str:
    try:
        return file.read_text("utf-8").strip()
    except UnicodeDecodeError:
        raise SiteError(Diagnostic(Code.BAD_THEME, Span(shown), "the stylesheet is not UTF-8 text", "save it as UTF-8")) from None


def _layer(style: str) -> str:
    """Name the layer of a stylesheet: after its file, or after the folder that holds several of one layer (`css/components/marks.css`)."""
    *folders, file = PurePosixPath(style).parts
    return folders[-1] if len(folders) > 1 else PurePosixPath(file).stem


def load_theme(root: Path, name: str) -> Theme:
    """Find a theme for the site at `root`. Raises SiteError where there is none of this name, or its theme.toml cannot be used."""
    folders: list[Path] = []
    styles: tuple[str, ...] = ()
    wanted: str | None = name
    asked: set[str] = set()
    while wanted is not None:
        found = [folder for folder in (root / "themes" / wanted, BUILT_IN / wanted) if folder.is_dir() and folder not in folders]
        if not found or wanted in asked:
            known = sorted({p.name for place in (root / "themes", BUILT_IN) if place.is_dir() for p in place.iterdir() if p.is_dir()})
            said = f"there is no theme `{wanted}`" if wanted not in asked else f"the theme `{wanted}` extends itself"
            hint = did_you_mean(wanted, known) or "the themes are " + ", ".join(f"`{known_name}`" for known_name in known)
            raise SiteError(Diagnostic(Code.BAD_THEME, Span("mkfile.toml"), said, hint))
        asked.add(wanted)
        folders += [folder.resolve() for folder in found]
        wanted = None
        for folder in found:
            settings = _settings(folder)
            styles = styles or tuple(settings.get("styles", ()))
            wanted = wanted or settings.get("extends")
    if not any((folder / "templates").is_dir() for folder in folders):
        raise SiteError(
            Diagnostic(
                Code.BAD_THEME, Span(f"themes/{name}"), "the theme has no templates", 'write `extends = "default"` in its theme.toml'
            )
        )
    return Theme(name, tuple(folders), styles)


def _settings(folder: Path) -> dict[str, Any]:
    file = folder / "theme.toml"
    if not file.is_file():
        return {}
    span = Span(f"themes/{folder.name}/theme.toml")
    try:
        settings = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(Diagnostic(Code.BAD_THEME, span, f"theme.toml cannot be read: {error}", "docs/theming.md shows one")) from None
    for key, value in settings.items():
        if key not in ("name", "extends", "styles"):
            raise SiteError(Diagnostic(Code.BAD_THEME, span, f"unknown key `{key}`", did_you_mean(key, ("name", "extends", "styles"))))
        texts = value if key == "styles" else [value]
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise SiteError(
                Diagnostic(
                    Code.BAD_THEME, span, f"`{key}` is of another kind", "`name` and `extends` are texts, `styles` is a list of texts"
                )
            )
    return settings


class ThemeLoader(BaseLoader):
    """Finds templates in a theme's layers; each `parent:` before a name goes one layer down from the one that has it.

    It holds the text of every template, so that it can be handed to a process that cannot see the theme's folders.
    """

    def __init__(self, theme: Theme) -> None:
        self._templates: dict[str, list[tuple[str, bytes]]] = {}
        for folder in theme.folders:
            templates = folder / "templates"
            for file in sorted(path for path in templates.rglob("*") if path.is_file()):
                with contextlib.suppress(OSError):
                    self._templates.setdefault(file.relative_to(templates).as_posix(), []).append((str(file), file.read_bytes()))

    def is_built_in(self, *folders: str) -> bool:
        """Say whether all templates in these folders are those that come with mentorsite."""
        places = [file for name, layers in self._templates.items() if name.startswith(folders) for file, _ in layers]
        return all(file.startswith(f"{BUILT_IN}{os.sep}") for file in places)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all templates."""
        return tuple(self._templates)

    @property
    def fingerprint(self) -> bytes:
        """A fingerprint of all templates."""
        return hashlib.blake2b(repr(sorted(self._templates.items())).encode(errors="surrogatepass"), digest_size=16).digest()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give a template's text and its file. Raises UnicodeDecodeError where it is no UTF-8."""
        name, depth = template, 0
        while name.startswith(PARENT):
            name, depth = name.removeprefix(PARENT), depth + 1
        layers = self._templates.get(name, ())
        if depth >= len(layers):
            raise TemplateNotFound(template)
        file, data = layers[depth]
        return data.decode().replace("\r\n", "\n").replace("\r", "\n"), file, lambda: True

    def has(self, name: str) -> bool:
        """Say whether the theme has a template of this name."""
        return name in self._templates
