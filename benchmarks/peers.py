"""The other generators: how the site of each is written, from records and the layouts in `layouts/`, its command, and its version.

Each page holds a record's title, date, tags, fields and body; each type and each tag has a page that lists its records. What a generator
can do by itself (resolve a reference, group by tag) is left to it; what it cannot is written into its files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.records import Entry, Link, Piece

LAYOUTS = Path(__file__).parent / "layouts"
OUTPUT = "public"


class Peer(ABC):
    """A generator that is measured beside mentorsite."""

    name: str
    program: str
    arguments: Sequence[str]

    def command(self, path: str) -> list[str] | None:
        """Give the command that builds the site in the present folder into `public`, None where the program is not on the path."""
        program = self.found(path)
        return [program, *self.arguments] if program else None

    def found(self, path: str) -> str | None:
        """Give the program's place."""
        return shutil.which(self.program, path=path)

    def version(self, path: str) -> str:
        """Give the version, as the program says it."""
        said = subprocess.run([self.found(path) or self.program, "--version"], capture_output=True, text=True, check=True).stdout
        match = re.search(r"\d+\.[\d.]*\d", said)
        return match[0] if match else said.strip()

    def write(self, folder: Path, entries: Sequence[Entry]) -> None:
        """Write the whole site."""
        shutil.copytree(LAYOUTS / self.name.lower(), folder)
        put(folder, self.lists(entries))
        for entry in entries:
            put(folder, self.record(entry))

    def rewrite(self, folder: Path, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        """Write what an edit changes."""
        for old, new in zip(before, after, strict=True):
            if old != new:
                put(folder, self.record(new))
        put(folder, self.lists(after))

    @abstractmethod
    def record(self, entry: Entry) -> Mapping[str, str]:
        """Give the file of a record."""

    def lists(self, entries: Sequence[Entry]) -> Mapping[str, str]:
        """Give the files that list records, where the generator does not do so by itself."""
        return {}


class Hugo(Peer):
    """Hugo: references are looked up by templates, those in texts by the template for links."""

    name = "Hugo"
    program = "hugo"
    arguments = ("build", "--quiet", "--noBuildLock", "--destination", OUTPUT)

    def found(self, path: str) -> str | None:
        """Give the program itself, since what PyPI's package puts on the path is a script that starts Python first."""
        script = super().found(path)
        inner = Path(script).parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo") if script else ()
        return str(next(iter(inner), script)) if script else None

    def version(self, path: str) -> str:
        """Give the version; Hugo has a command for it."""
        said = subprocess.run([self.found(path) or self.program, "version"], capture_output=True, text=True, check=True).stdout
        return said.split()[1].removeprefix("v").split("-")[0]

    def record(self, entry: Entry) -> Mapping[str, str]:
        """Give the file of a record."""
        return {f"content/{entry.key}.md": head_of(entry) + entry.body(lambda link: f"[{link.words}](/{link.to})")}


class Eleventy(Peer):
    """Eleventy: references in fields are looked up by templates; those in texts are written as the addresses they lead to."""

    name = "Eleventy"
    program = "eleventy"
    arguments = ("--quiet",)

    def record(self, entry: Entry) -> Mapping[str, str]:
        """Give the file of a record."""
        return {f"content/{entry.key}.md": head_of(entry) + entry.body(lambda link: f"[{link.words or link.title}](/{link.to}.html)")}


class Pelican(Peer):
    """Pelican: a record is an article; fields are a list before the text, and references its links between articles."""

    name = "Pelican"
    program = "pelican"
    arguments = ("content", "--settings", "pelicanconf.py", "--output", OUTPUT, "--quiet")

    def record(self, entry: Entry) -> Mapping[str, str]:
        """Give the file of a record."""
        dated = f"Date: {entry.date}\nDated: {entry.date}\n" if entry.date else ""
        head = f"Title: {entry.title}\n{dated}Slug: {entry.id}\nTags: {', '.join(entry.tags)}\n\n"
        return {f"content/{entry.key}.md": head + with_fields(entry, "{filename}../")}


class MkDocs(Peer):
    """MkDocs: fields are a list before the text, references links between files, and the lists of types and tags files as well."""

    name = "MkDocs"
    program = "mkdocs"
    arguments = ("build", "--quiet", "--site-dir", OUTPUT)

    def record(self, entry: Entry) -> Mapping[str, str]:
        """Give the file of a record."""
        head = {"title": entry.title, "tags": list(entry.tags)} | ({"date": entry.date} if entry.date else {})
        return {f"content/{entry.key}.md": front_matter(head) + with_fields(entry, "../")}

    def lists(self, entries: Sequence[Entry]) -> Mapping[str, str]:
        """Give a page for each type and each tag, and the first page."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            groups[f"{entry.type}/index.md"].append(entry)
            for tag in entry.tags:
                groups[f"tags/{tag}.md"].append(entry)
        pages = {f"content/{place}": list_of(place, listed) for place, listed in groups.items()}
        types = "".join(f"- [{place.split('/')[0]}]({place})\n" for place in groups if place.endswith("index.md"))
        return {**pages, "content/index.md": f"---\ntitle: A large site\n---\n{types}"}


PEERS: Sequence[Peer] = (Hugo(), Eleventy(), Pelican(), MkDocs())


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def front_matter(values: Mapping[str, object]) -> str:
    """Give values as YAML between two lines of dashes; days stay days."""
    text = yaml.dump(values, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False, width=10_000, allow_unicode=True)
    days = re.sub(r"^(date): '(.*)'$", r"\1: \2", text, flags=re.MULTILINE)
    return f"---\n{days}---\n"


def head_of(entry: Entry) -> str:
    """Give the front matter of a record whose fields a template shows."""
    fields = [{"name": field.name, "items": [[piece_of(piece) for piece in item] for item in field.items]} for field in entry.fields]
    dated = {"date": entry.date, "dated": entry.date} if entry.date else {}
    return front_matter({"title": entry.title, **dated, "tags": list(entry.tags), "fields": fields})


def piece_of(piece: Piece) -> dict[str, str]:
    """Give a piece as templates read it: a reference without the title of what it leads to."""
    said = {"to": f"/{piece.to}"} if piece.to else {"text": piece.text}
    return {"label": piece.label, **said} if piece.label else said


def with_fields(entry: Entry, up: str) -> str:
    """Give fields and text as Markdown, with links to files."""

    def written(piece: Piece) -> str:
        text = f"[{piece.text}]({up}{piece.to}.md)" if piece.to else piece.text
        return f"{piece.label}: {text}" if piece.label else text

    def linked(link: Link) -> str:
        return f"[{link.words or link.title}]({up}{link.to}.md)"

    lines = [f"- {field.name}: {' '.join(map(written, item))}\n" for field in entry.fields for item in field.items]
    return f"{''.join(lines)}\n{entry.body(linked)}"


def list_of(place: str, entries: Iterable[Entry]) -> str:
    """Give a page that lists records."""
    name = place.removesuffix("/index.md").removeprefix("tags/").removesuffix(".md")
    return f"---\ntitle: {name}\n---\n" + "".join(f"- [{entry.title}](../{entry.key}.md) {entry.date}\n" for entry in entries)
