"""The pipeline of an archive: the finished site of an audience and its records become one zip, from which the site can be built again.

The private archive holds the source files themselves. Any other one is made of the View: its records are written anew, with what the
audience sees and nothing else, its files are those that the site publishes, without their metadata and under other names, and whoever may
not be named has a record without a name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mentorsite import __version__
from mentorsite.attached import attachments, static_files
from mentorsite.audience.view import Shown, View
from mentorsite.build import leaks, make
from mentorsite.config import FILE_NAME, Config, Target
from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span, is_fatal
from mentorsite.exporting import Ground
from mentorsite.exports.packed import packed
from mentorsite.exports.written import Values, folder_of, written
from mentorsite.imports.record_text import texts_of
from mentorsite.reading.defaults import Defaults
from mentorsite.reading.files import FoundFile, read_bytes, walk
from mentorsite.reading.record_file import FileReader, Limits
from mentorsite.reading.sheets import Source
from mentorsite.records.addresses import slug
from mentorsite.records.audience import Audience
from mentorsite.records.describe import fields_of
from mentorsite.records.places import place_of
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types, type_names
from mentorsite.records.values import Attachment, Key, Markdown, Reference
from mentorsite.records.walk import Dropped, Leaf, Path, leaves, rewrite
from mentorsite.rendering.artifact import Artifact
from mentorsite.signatures import UNSURE

SITE = "site"
"""The folder of the finished site."""
_FILES = "content/files"
"""The folder of the files that records refer to."""
_OF_CONTENT = re.compile(r"-[0-9a-f]{8}(?=\.[a-z0-9]+$)")
_NOT_TOLD = "…"
"""Stands for a text that a record has to have and of which the audience sees nothing."""


def archive(ground: Ground, target: Target) -> Iterator[Artifact]:
    """Make the archive of a target. Raises SiteError where the site cannot be made, or something in it is not for its audience."""
    config = ground.config
    made = make(config, target, ground.today, gathered=ground.gathered)
    if is_fatal(made.problems):
        raise SiteError(*made.problems)
    records = _sources(ground) if ground.audience is Audience.PRIVATE else _Anew(ground).files()
    told = {**records, "README.txt": _readme(ground).encode()}
    # The finished site was searched when it was made.
    if found := leaks(config, ground.audience, ground.gathered, told.items()):
        raise SiteError(*found)
    files = {**told, **{f"{SITE}/{artifact.address}": artifact.data for artifact in made.artifacts}}
    folder = slug(config.title)[:60].strip("-") or "portfolio"
    yield Artifact(f"{folder}.zip", packed(files, folder), "archive")


def _sources(ground: Ground) -> dict[str, bytes]:
    """Give the source files as they are: mkfile.toml, the records and their files, what is published as it is, the themes."""
    config = ground.config
    files = dict(ground.gathered.content.files)
    problems: list[Diagnostic] = []
    if (config.root / "themes").is_dir():
        themes, problems = walk(config.root, "themes")
        files |= {file.path: file for file in themes}
    found = {FILE_NAME: config.text.encode()}
    for path, file in files.items():
        data, unread = read_bytes(file, config.file_mib * 2**20)
        problems += unread
        found[path] = data
    if is_fatal(problems):
        raise SiteError(*problems)
    return found


@dataclass(frozen=True)
class _Anew:
    """Writes the records of a View anew, as the sources of a site of one target."""

    ground: Ground

    @property
    def view(self) -> View:
        return self.ground.marked

    def files(self) -> dict[str, bytes]:
        """Give the files of the site, by their paths."""
        config = self.ground.config
        files = {FILE_NAME: _mkfile(config, self.view).encode(), **self._attached[1]}
        artifacts, unread = static_files(self.ground.gathered.content, config)
        if is_fatal(unread):
            raise SiteError(*unread)
        files |= {f"static/{artifact.address}": artifact.data for artifact in artifacts}
        files |= {path: text.encode("utf-8", "replace") for path, text in self._defaults()}
        for shown in self.view.records.values():
            path = f"{self._folder(shown.key)}/{shown.key.id}.md"
            files[path] = self._text(path, shown).encode("utf-8", "replace")
        for called, id in self._not_named.items():
            values: Values = {"name": f"not named in this archive ({id.rpartition('-')[2]})", "alias": called, "consent": "private"}
            path = f"{folder_of('', 'people')}/{id}.md"
            files[path] = _checked(path, "people", values, config).encode("utf-8", "replace")
        return files

    def _folder(self, key: Key) -> str:
        return folder_of(self.view.names.get(key.portfolio, key.portfolio), key.type)

    def _text(self, path: str, shown: Shown) -> str:
        """Give the text of a record's file."""
        record = rewrite(shown.record, lambda at, leaf: self._leaf(type(shown.record), at, leaf))
        values = written(replace(shown, record=record), self.view, with_files=True)
        for name, fact in fields_of(type(record)).items():
            if fact.required and fact.shape == "prose" and name not in values:
                values[name] = _NOT_TOLD
        if slug(place_of(path).id) != shown.key.id:
            values = {"id": shown.key.id, **values}
        return _checked(path, shown.key.type, values, self.ground.config)

    def _leaf(self, record_type: type[Record], at: Path, leaf: Leaf) -> Leaf | Dropped:
        """Let a value lead to what the archive holds: files by their new names, people without a name by their records."""
        if isinstance(leaf, Reference) and _names_nobody(record_type, at, leaf):
            return replace(leaf, key=Key("", "people", self._not_named[leaf.text]))
        if isinstance(leaf, Attachment):
            return self._moved(leaf)
        if isinstance(leaf, Markdown) and any(isinstance(link.target, Attachment) for link in leaf.links):
            links = tuple(
                replace(link, target=self._moved(link.target)) if isinstance(link.target, Attachment) else link for link in leaf.links
            )
            return type(leaf)(leaf.text, links)
        return leaf

    def _moved(self, file: Attachment) -> Attachment:
        return Attachment(self._attached[0].get(file.path, file.path))

    @cached_property
    def _attached(self) -> tuple[dict[str, str], dict[str, bytes]]:
        """Give where the files lie that records refer to, by where they lay, and their bytes, by where they lie."""
        made, pictures, problems = attachments(self.view, self.ground.gathered.content, self.ground.config)
        if is_fatal(problems):
            raise SiteError(*problems)
        data = {artifact.address: artifact.data for artifact in made}
        published = {path: picture.address.rpartition("/")[2] for path, picture in pictures.items() if not path.startswith("static/")}
        # Without the mark of its content a file gets the same address when the site is built again.
        plain = {path: _OF_CONTENT.sub("", name) for path, name in published.items()}
        times = Counter(plain.values())
        places = {path: f"{_FILES}/{plain[path] if times[plain[path]] == 1 else name}" for path, name in published.items()}
        return places, {place: data[pictures[path].address] for path, place in places.items()}

    @cached_property
    def _not_named(self) -> dict[str, str]:
        """Give the ids of the records of those who are not named, by what they are called: what the View tells of them is that alone."""
        called: dict[str, None] = {}
        for shown in self.view.records.values():
            for at, leaf in leaves(shown.record):
                if isinstance(leaf, Reference) and _names_nobody(type(shown.record), at, leaf):
                    called[leaf.text] = None
        taken = {key.id for key in self.view.records if key.type == "people"}
        free = (f"not-named-{number}" for number in range(1, len(called) + len(taken) + 1) if f"not-named-{number}" not in taken)
        return dict(zip(called, free, strict=False))

    def _defaults(self) -> Iterator[tuple[str, str]]:
        """Give the `_defaults.yaml` of those portfolios of which the audience sees other types than of the rest, as a rule."""
        usual = self.view.usual
        for portfolio, name in self.view.names.items():
            for type in sorted(usual[portfolio] ^ usual[""]):
                reach = self.view.audience if type in usual[portfolio] else Audience.PRIVATE
                yield f"{folder_of(name, type)}/_defaults.yaml", f"visibility: {reach}\n"


def _names_nobody(model: type[Record], at: Path, reference: Reference) -> bool:
    """Say whether a reference has a text in the place of a person, in a field that takes no other text."""
    names = [step for step in at if isinstance(step, str)]
    fact = fields_of(model)[names[0]]
    for name in names[1:]:
        if fact.part is not None:
            fact = fields_of(fact.part)[name]
    return reference.key is None and not fact.to.endswith("or any text")


def _checked(path: str, type: str, values: Values, config: Config) -> str:
    """Give the text of a record's file that says what its values do. Raises SiteError where none would."""
    meant = _reader(path, type, config)
    meant.take_values(dict(values), Source(path, None))
    wrong = [problem for problem in meant.problems if problem.severity == "error"]
    for text in texts_of(record_types()[type], values) if not wrong else ():
        reader = _reader(path, type, config)
        reader.take(text.encode("utf-8", "replace"), [])
        if [sheet.record for sheet in reader.sheets] == [sheet.record for sheet in meant.sheets]:
            return text
    said = wrong[0].message if wrong else "its texts would be read as something else"
    hint = "see to the record, or leave it out with a narrower `visibility`"
    raise SiteError(Diagnostic(Code.NOT_IMPORTED, Span(path), f"the record cannot be written for this audience: {said}", hint))


def _reader(path: str, type: str, config: Config) -> FileReader:
    limits = Limits(config.file_mib * 2**20, config.text_kib)
    return FileReader(FoundFile(path, path, UNSURE), place_of(path), type, record_types()[type], Defaults({}), config.levels, limits)


def _mkfile(config: Config, view: View) -> str:
    """Write how the site is made: what decides what its audience sees, and how it looks; nothing of who else there is."""
    usual = view.usual[""]
    tables: dict[str, dict[str, object]] = {
        "site": {"title": config.title, "url": config.url, "language": config.language, "timezone": config.timezone},
        "visibility": {type: str(view.audience if type in usual else Audience.PRIVATE) for type in type_names()},
        "skills": {"levels": list(config.levels)},
        "limits": {"file_mib": config.file_mib, "text_kib": config.text_kib},
        "print": {"paper": config.paper},
        "feed": {"types": list(config.feed)},
        "calendar": {"enabled": config.calendar},
        "search": {"enabled": config.search},
        f"targets.{view.audience}": {"audience": str(view.audience), "output": str(view.audience)},
    }
    lines = ["# How the site of this archive is made. `mentorsite build` makes it."]
    for table, keys in tables.items():
        lines += ["", f"[{table}]", *(f"{key} = {_toml(value)}" for key, value in keys.items() if value is not None)]
    return "\n".join([*lines, ""])


def _toml(value: object) -> str:
    """Write a value as TOML has it: its texts, lists, numbers and flags are those of JSON, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


_README = """\
{title}

The archive of a mentoring portfolio, made for the audience `{audience}` as of {today} by mentorsite {version}.

- {site}/ is the finished site. Open {site}/index.html in a browser; it needs no network.
- {records}

With mentorsite installed, `{command}` in this folder makes the site again.
Every record is a text file that any editor opens.
"""
_AS_WRITTEN = """\
The source files are as they were written: mkfile.toml, content/ and, where there are any, static/ and themes/.
  Everything is in them, also what is private."""
_WRITTEN_ANEW = """\
Its records are here as the audience `{audience}` may see them, and nothing else: mkfile.toml, content/ and, where there
  are any files, static/. They were written anew for this archive, which is made with the theme that mentorsite brings along."""


def _readme(ground: Ground) -> str:
    records = (_AS_WRITTEN if ground.audience is Audience.PRIVATE else _WRITTEN_ANEW).format(audience=ground.audience)
    return _README.format(
        title=ground.config.title,
        audience=ground.audience,
        today=ground.today,
        version=__version__,
        site=SITE,
        records=records,
        command=_command(ground),
    )


def _command(ground: Ground) -> str:
    """Give what builds the site of the archive: source files as they are may have other targets, which come first."""
    private = [name for name, target in ground.config.targets.items() if target.audience is Audience.PRIVATE]
    is_first = ground.config.target(None).audience is Audience.PRIVATE
    return "mentorsite build" if ground.audience is not Audience.PRIVATE or is_first else f"mentorsite build {private[0]}"
