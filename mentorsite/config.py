"""mkfile.toml becomes a Config; whatever is wrong in it is named with its line, its column and a suggestion."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from mentorsite.diagnostics import Code, Diagnostic, Severity, SiteError, Span, did_you_mean
from mentorsite.records.audience import AUDIENCE_NAMES, Audience, meant_audience
from mentorsite.records.registry import type_names
from mentorsite.toml_places import places_in

FILE_NAME = "mkfile.toml"
PAPERS = ("A4", "Letter")
"""The sizes of a sheet."""
SOURCES = ("private", "public")
"""What can be said of the repository that a site lies in."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one build makes: for whom, and into which folder (as it is written, relative to the site)."""

    name: str
    audience: Audience
    output: str
    allow_publish: bool = False
    """Whether it may be published though it is for the pair, or private."""


@dataclass(frozen=True)
class Publishing:
    """Where a site is published: the `[publish]` table, whose keys are these fields."""

    remote: str = "origin"
    """A remote of the repository that the site lies in, or the address of another one."""
    branch: str = "gh-pages"
    """The branch that holds the published site, and nothing else."""
    cname: str | None = None
    """The domain at which the site is found, where it has one of its own."""


@dataclass(frozen=True)
class Practice:
    """What counts as good practice: the `[practice]` table, whose keys are these fields. Days are counted, and only more of them count."""

    enabled: bool = True
    """Whether there are practice checks at all."""
    revisit_days: int = 90
    """How long an active goal may be left alone."""
    agreement_days: int = 180
    """How long an agreement may go without a review."""
    reflection_days: int = 7
    """How long a milestone may wait for a reflection."""
    feedback_days: int = 14
    """How long after it was observed feedback is given."""
    response_days: int = 14
    """How long feedback may wait for a response."""
    recognition_days: int = 92
    """How long there may be check-ins and no recognition."""
    one_way_days: int = 180
    """How far back it is looked whether feedback goes both ways."""
    one_way_count: int = 4
    """How many pieces of feedback it takes to say that all of them went one way."""
    judgement_words: tuple[str, ...] = (
        "always",
        "never",
        "constantly",
        "lazy",
        "careless",
        "sloppy",
        "rude",
        "arrogant",
        "selfish",
        "stupid",
        "incompetent",
        "unprofessional",
        "unreliable",
        "immature",
    )
    """Words that judge, where a feedback's behavior is told."""
    off: frozenset[str] = frozenset()
    """The checks that are turned off, by their names."""


CHECKS: dict[str, Code] = {code.check: code for code in Code if code.severity is Severity.ADVICE}
"""The practice checks by their names."""


@dataclass(frozen=True, slots=True)
class Config:
    """How a site is made. `root` is the folder that holds mkfile.toml; `url` ends with a slash; sizes are in MiB and KiB."""

    root: Path
    title: str
    url: str | None
    language: str
    timezone: str
    theme: str
    visibility: Mapping[str, Audience]
    levels: tuple[str, ...]
    targets: Mapping[str, Target]
    file_mib: int
    text_kib: int
    practice: Practice
    paper: str = "A4"
    """The size of a sheet on which a packet is printed."""
    allowed: tuple[str, ...] = ()
    """Words that the leak audit does not look for."""
    source: str | None = None
    """Who can read the repository that the site lies in, where that is said."""
    feed: tuple[str, ...] = ("milestones", "stories")
    """The types whose records the feed tells of; none where there is to be no feed."""
    calendar: bool = True
    """Whether there is a calendar file."""
    search: bool = True
    """Whether the site can be searched."""
    publishing: Publishing = Publishing()
    """Where it is published."""
    name: str = FILE_NAME
    """The name of the file itself, and its text."""
    text: str = field(default="", repr=False, compare=False)

    def place(self, *path: str) -> Span:
        """Give the place of a key or a table of the file; of the file as a whole where it is not written."""
        return Span(self.name, *places_in(self.text).get(path, (0, 0)))

    def target(self, name: str | None) -> Target:
        """Give the target of this name, or the first one. Raises SiteError where there is none."""
        if name is None:
            return next(iter(self.targets.values()))
        if name in self.targets:
            return self.targets[name]
        hint = did_you_mean(name, self.targets) or "the targets are " + ", ".join(f"`{known}`" for known in self.targets)
        raise SiteError(Diagnostic(Code.UNKNOWN_TARGET, Span(FILE_NAME), f"there is no target `{name}`", hint))


def find_mkfile(start: Path) -> Path:
    """Give the mkfile.toml of this folder, or of the nearest one above it. Raises SiteError where there is none."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    hint = "run the command inside a site, or begin one with `mentorsite init`"
    raise SiteError(Diagnostic(Code.NO_MKFILE, Span(FILE_NAME), f"there is no {FILE_NAME} here or in a folder above", hint))


def read_config(file: Path) -> tuple[Config | None, list[Diagnostic]]:
    """Read a site's mkfile.toml. The Config is None where there is a problem."""
    data, text = b"", ""
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        return None, [
            Diagnostic(Code.NO_MKFILE, Span(file.name), f"{file.name} cannot be opened: {error.strerror}", "name it with `--config`")
        ]
    except UnicodeDecodeError as error:
        before = data[: error.start]
        span = Span(file.name, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return None, [Diagnostic(Code.BAD_TOML, span, f"byte {error.start} is no UTF-8", "save the file as UTF-8")]
    except (ValueError, RecursionError) as error:
        return None, [_toml_problem(file.name, text, error)]
    reader = _Reader(file.name, text)
    config = reader.read(file.parent.resolve(), values)
    return (None if reader.problems else config), reader.problems


def _toml_problem(name: str, text: str, error: ValueError | RecursionError) -> Diagnostic:
    if not isinstance(error, tomllib.TOMLDecodeError):
        said = "values nested too deep" if isinstance(error, RecursionError) else "a number or a date that cannot be read"
        return Diagnostic(Code.BAD_TOML, Span(name), f"no valid TOML: {said}", "docs/mkfile.md lists what belongs into this file")
    said = str(error)
    match = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    line, column = (int(match[1]), int(match[2])) if match else (text.count("\n") + 1, 1)
    what = said[: match.start()] if match else said.replace(" (at end of document)", "")
    for part, told, hint in _TOML_FAULTS:
        if part in what:
            return Diagnostic(Code.BAD_TOML, Span(name, line, column), told, hint)
    return Diagnostic(Code.BAD_TOML, Span(name, line, column), f"no valid TOML: {what[:1].lower()}{what[1:]}", _AS_KEY)


_AS_KEY = 'write one key a line: `title = "…"`'
# A part of what tomllib says, what it means to somebody who knows no TOML, and what to write instead.
_TOML_FAULTS = (
    ("Expected '=' after a key", "a `=` is missing here", _AS_KEY),
    ("Expected ']' at the end of a table", "a `]` is missing here", "write the table's name as `[site]`"),
    ("Illegal character '\\n'", "the text on this line never ends", "close it with the quotation mark that it begins with"),
    (
        "Invalid value",
        "this is no text in quotes, no number, and not `true` or `false`",
        'put a text in straight quotation marks: `title = "…"`',
    ),
    ("Cannot overwrite a value", "a key is written twice", "keep one of the two"),
    ("twice", "a table is written twice", "put its keys below the first one"),
    ("Expected newline or end of document", "more stands behind the value", _AS_KEY),
    (
        "escape",
        _BACKSLASH := "a backslash in a text begins a special sign",
        _SLASH := "write `/` in its place, or put the text in single quotation marks",
    ),
    ("hex value", _BACKSLASH, _SLASH),
)


class _Wrong(Exception):
    """What is wrong with a value, and a hint."""

    def __init__(self, said: str, hint: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("a text belongs here", 'write it in quotes: "…"')
    return value.strip()


def _url(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"https?://[^\s/?#\[\]]+(/[^\s?#]*)?", text):
        raise _Wrong("an address that begins with `https://` belongs here", 'for example "https://user.github.io/repo/"')
    return text if text.endswith("/") else text + "/"


def _source(value: Any) -> str:
    if value not in SOURCES:
        raise _Wrong('"private" or "public" belongs here', "it says who can read the repository that this file lies in")
    return str(value)


def _language(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text):
        raise _Wrong("a language tag belongs here", 'for example "en", "pt-BR"')
    return text


def _timezone(value: Any) -> str:
    text = _text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        hint = did_you_mean(text, available_timezones()) or 'for example "Europe/Lisbon", "UTC"'
        raise _Wrong(f"`{text}` is no time zone", hint) from None
    return text


def _theme_name(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[\w-]+", text):
        raise _Wrong("the name of a folder below `themes/` belongs here", "letters, digits and hyphens")
    return text


def _audience(value: Any) -> Audience:
    if value not in AUDIENCE_NAMES:
        listed = ", ".join(f'"{name}"' for name in AUDIENCE_NAMES)
        meant = meant_audience(value) if isinstance(value, str) else None
        near = did_you_mean(value, AUDIENCE_NAMES) if isinstance(value, str) else ""
        raise _Wrong(f"one of {listed} belongs here", f"did you mean `{meant}`?" if meant else near)
    return Audience(value)


def _levels(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(name, str) and name.strip() for name in value):
        raise _Wrong("a list of texts belongs here", 'for example ["Novice", "Competent", "Expert"]')
    levels = tuple(name.strip() for name in value)
    if len(set(levels)) < len(levels):
        raise _Wrong("a level stands in the list twice", "give each level a name of its own")
    return levels


def _size(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 100_000:
        raise _Wrong("a whole number from 1 to 100000 belongs here", "digits alone, without quotes")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
        raise _Wrong("a whole number from 0 to 100000 belongs here", "digits alone, without quotes")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("`true` or `false` belongs here", "without quotes")
    return value


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise _Wrong("a list of texts belongs here", 'for example ["always", "never"]; an empty list is none')
    return tuple(dict.fromkeys(" ".join(word.split()) for word in value))


def _types(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _Wrong("a list of types belongs here", 'for example ["milestones", "stories"]; an empty list is no feed')
    for name in value:
        if name not in type_names():
            raise _Wrong(f"there is no type `{name}`", did_you_mean(name, type_names()) or "docs/content.md lists them")
    return tuple(dict.fromkeys(value))


def _tables(value: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _Wrong("a list of words with reasons belongs here", 'for example [{ word = "Will", reason = "also a verb" }]')
    return tuple(value)


def _checks(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _Wrong("a list of the names of checks belongs here", 'for example ["goal-without-due"]; docs/problems.md lists them')
    for name in value:
        if name not in CHECKS:
            by_number = next((f"did you mean `{known}`?" for known, code in CHECKS.items() if code.number == name.upper()), "")
            raise _Wrong(f"there is no check `{name}`", by_number or did_you_mean(name, CHECKS) or "docs/problems.md lists them")
    return frozenset(value)


def _output(value: Any) -> str:
    text = _text(value)
    if Path(text) in (Path(), Path("..")) or "\0" in text:
        raise _Wrong("the name of a folder of its own belongs here", 'for example "public"')
    return text


def _remote(value: Any) -> str:
    text = _text(value)
    if re.match(r"[a-z][a-z+]*://[^/@\s]*:[^/@\s]*@", text, re.IGNORECASE):
        raise _Wrong("a password has no place in this file", "let git keep it: `git help credentials` says how")
    if text.startswith("-") or not text.isprintable():
        raise _Wrong("the name of a remote, or an address that git knows, belongs here", 'for example "origin"')
    return text


def _branch(value: Any) -> str:
    text = _text(value)
    if not is_branch_name(text):
        raise _Wrong(f"`{text}` can be no branch", 'for example "gh-pages"')
    return text


def is_branch_name(text: str) -> bool:
    """Say whether git can have a branch of this name, by the rules of `git help check-ref-format`."""
    parts = text.split("/")
    forbidden = re.search(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{", text)
    wrong = any(not part or part.startswith(".") or part.endswith((".lock", ".")) for part in parts)
    return not (forbidden or wrong or text.startswith("-") or text in ("@", "HEAD"))


def _domain(value: Any) -> str:
    text = _text(value).lower()
    if len(text) > 253 or not re.fullmatch(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])", text):
        raise _Wrong("the name of a domain belongs here, without `https://`", 'for example "portfolio.example.org"')
    return text


def _paper(value: Any) -> str:
    text = _text(value)
    if text not in PAPERS:
        raise _Wrong(f"there is no paper `{text}` here", did_you_mean(text, PAPERS) or "the papers are `A4` and `Letter`")
    return text


_READS_PRACTICE: dict[type, Callable[[Any], Any]] = {bool: _flag, int: _count, tuple: _words, frozenset: _checks}

# Table, key, reader, default: the one place that knows what may stand in mkfile.toml ([visibility] and [targets] have keys of
# the user's own).
KEYS: dict[str, dict[str, tuple[Callable[[Any], Any], Any]]] = {
    "site": {
        "title": (_text, None),
        "url": (_url, None),
        "language": (_language, "en"),
        "timezone": (_timezone, "UTC"),
        "source": (_source, None),
    },
    "theme": {"name": (_theme_name, "default")},
    "skills": {"levels": (_levels, ("Novice", "Advanced beginner", "Competent", "Proficient", "Expert"))},
    "limits": {"file_mib": (_size, 10), "text_kib": (_size, 256)},
    "audit": {"allow": (_tables, ())},
    "print": {"paper": (_paper, "A4")},
    "feed": {"types": (_types, ("milestones", "stories"))},
    "calendar": {"enabled": (_flag, True)},
    "search": {"enabled": (_flag, True)},
    "publish": {
        "remote": (_remote, Publishing.remote),
        "branch": (_branch, Publishing.branch),
        "cname": (_domain, Publishing.cname),
    },
    "practice": {field.name: (_READS_PRACTICE[type(field.default)], field.default) for field in fields(Practice)},
}
_ALLOWED_KEYS: dict[str, tuple[Callable[[Any], Any], Any]] = {"word": (_text, None), "reason": (_text, None)}
_TARGET_KEYS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "audience": (_audience, None),
    "output": (_output, None),
    "allow_publish": (_flag, False),
}


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Diagnostic] = []

    def read(self, root: Path, values: dict[str, Any]) -> Config:
        for table, value in values.items():
            if table not in (*KEYS, "visibility", "targets"):
                self._unknown((table,), (*KEYS, "visibility", "targets"))
            elif not isinstance(value, dict):
                self._wrong((table,), "a table belongs here", f"write `[{table}]` on a line of its own")
        tables = {table: value if isinstance(value := values.get(table, {}), dict) else {} for table in (*KEYS, "visibility", "targets")}
        read = {table: self._table((table,), tables[table], keys) for table, keys in KEYS.items()}
        if "title" not in tables["site"]:
            self._wrong(("site",), "`title` is missing", 'write `title = "…"` below `[site]`')
        visibility = self._table(("visibility",), tables["visibility"], dict.fromkeys(type_names(), (_audience, None)))
        targets = self._targets(tables["targets"])
        return Config(
            root=root,
            title=read["site"]["title"] or "",
            url=read["site"]["url"],
            language=read["site"]["language"],
            timezone=read["site"]["timezone"],
            theme=read["theme"]["name"],
            visibility={name: audience for name, audience in visibility.items() if audience},
            levels=read["skills"]["levels"],
            targets=targets,
            file_mib=read["limits"]["file_mib"],
            text_kib=read["limits"]["text_kib"],
            paper=read["print"]["paper"],
            practice=Practice(**read["practice"]),
            allowed=self._allowed(read["audit"]["allow"]),
            source=read["site"]["source"],
            feed=read["feed"]["types"],
            calendar=read["calendar"]["enabled"],
            search=read["search"]["enabled"],
            publishing=Publishing(**read["publish"]),
            name=self.name,
            text=self.text,
        )

    def _table(self, path: tuple[str, ...], given: dict[str, Any], keys: dict[str, tuple[Callable[[Any], Any], Any]]) -> dict[str, Any]:
        read = {key: default for key, (_, default) in keys.items()}
        for key, value in given.items():
            if key not in keys:
                self._unknown((*path, key), tuple(keys))
                continue
            try:
                read[key] = keys[key][0](value)
            except _Wrong as wrong:
                self._wrong((*path, key), wrong.said, wrong.hint)
        return read

    def _targets(self, given: dict[str, Any]) -> dict[str, Target]:
        targets: dict[str, Target] = {}
        if not given:
            return {"public": Target("public", Audience.PUBLIC, "public")}
        outputs: dict[PurePosixPath, str] = {}
        for name, value in given.items():
            path = ("targets", name)
            if not isinstance(value, dict):
                self._wrong(path, "a table belongs here", f"write `[targets.{name}]` on a line of its own")
                continue
            read = self._table(path, value, _TARGET_KEYS)
            if read["audience"] is None and "audience" not in value:
                self._wrong(path, "`audience` is missing", 'say for whom it is: `audience = "public"`')
            output = read["output"] or name
            if read["output"] or "output" not in value:
                self._share(path, PurePosixPath(posixpath.normpath(output)), outputs)
            targets[name] = Target(name, read["audience"] or Audience.PRIVATE, output, read["allow_publish"])
        return targets

    def _allowed(self, items: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
        """Give the words that are allowed; each needs a reason."""
        words = []
        for item in items:
            path = ("audit", "allow")
            read = self._table(path, item, _ALLOWED_KEYS)
            for key in _ALLOWED_KEYS:
                if key not in item:
                    self._wrong((*path, key), "is missing", 'say what is allowed and why: `{ word = "Will", reason = "also a verb" }`')
            words.append(read["word"] or "")
        return tuple(words)

    def _share(self, path: tuple[str, ...], folder: PurePosixPath, outputs: dict[PurePosixPath, str]) -> None:
        """Refuse a folder that is another target's or lies in it: each build would take the other's files for foreign ones."""
        for other, owner in outputs.items():
            if folder.is_relative_to(other) or other.is_relative_to(folder):
                said = "has this folder, too" if folder == other else f"has the folder `{other}`, and one would lie in the other"
                self._wrong((*path, "output"), f"the target `{owner}` {said}", "give each target a folder of its own")
        outputs.setdefault(folder, path[-1])

    def _unknown(self, path: tuple[str, ...], known: tuple[str, ...]) -> None:
        table = next((table for table, keys in KEYS.items() if path[-1] in keys), None) if len(path) == 1 else None
        below = f"write it below `[{table}]`" if table and path[0] not in known else ""
        hint = below or did_you_mean(path[-1], known) or "known here: " + ", ".join(f"`{name}`" for name in known)
        self.problems.append(Diagnostic(Code.UNKNOWN_KEY, self._place(path), f"unknown key `{path[-1]}`", hint))

    def _wrong(self, path: tuple[str, ...], said: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(Code.BAD_VALUE, self._place(path), f"`{'.'.join(path)}`: {said}", hint))

    def _place(self, path: tuple[str, ...]) -> Span:
        """Give the place of a key, or of the nearest thing around it that is written."""
        while path and path not in self.places:
            path = path[:-1]
        return Span(self.name, *self.places.get(path, (1, 1)))

    @cached_property
    def places(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """The places of all keys, looked up only when there is something to say."""
        return places_in(self.text)
