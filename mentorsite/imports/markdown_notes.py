"""Notes become records to be: each gets a type, an id, the values of its fields, and a text whose links lead to the other records."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mentorsite.diagnostics import Code, Diagnostic, Span, did_you_mean
from mentorsite.exports.written import Value, Values
from mentorsite.imports.incoming import Incoming
from mentorsite.imports.note_map import NoteMap
from mentorsite.imports.note_text import Resolve, Told, converted, words_of
from mentorsite.imports.notes import Note
from mentorsite.markdown.sections import divide
from mentorsite.reading.yaml_nodes import Plain
from mentorsite.records.addresses import address_problem, slug
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.days import meant_days
from mentorsite.records.describe import FieldFacts, fields_of, prose_headings
from mentorsite.records.places import place_of
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY, Phrase
from mentorsite.records.walk import Path

_FIELDS = {
    **dict.fromkeys(("tags", "tag", "categories", "category", "keywords"), "tags"),
    **dict.fromkeys(("summary", "description", "excerpt", "abstract"), "summary"),
    **dict.fromkeys(("date", "created", "created_at", "date created"), "date"),
    "draft": "draft",
    "title": "title",
    "slug": "id",
    "id": "id",
}
"""The fields that names in notes go to, where no mapping file says anything else."""
_OF_NOTES = frozenset({"aliases", "alias", "published", "type"})
"""What says something of the note, and is no field."""
_NEVER = frozenset({"visibility", "consent", "body"})
"""The fields that a note gives nothing to unless a mapping file says so: who may see a record is for its author to decide."""
_TITLE = re.compile(r"\s*#[ \t]++(?P<title>[^\n]*[^\s#])[ \t#]*(?:\n|\Z)")
_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True)
class NoteReading:
    """How notes are to be read: the type of those whose folder says none, what a mapping file says, the folder of their portfolio, how far
    a type may reach at most, and whether `#words` in texts are tags."""

    type: str = ""
    map: NoteMap = field(default_factory=NoteMap)
    portfolio: str = ""
    reach: Mapping[str, str] = field(default_factory=dict)
    with_tags: bool = True


def records_of(notes: Sequence[Note], reading: NoteReading, lost: Set[str] = frozenset()) -> tuple[list[Incoming], list[Diagnostic]]:
    """Give the records of the notes, and what has no place in them. Of links in texts to the files that are `lost`, the words stay."""
    found = _Notes(notes, reading, lost)
    records = list(found.records())
    return records, [*found.problems, *found.unknown(), *found.unplaced()]


class _Notes:
    def __init__(self, notes: Sequence[Note], reading: NoteReading, lost: Set[str]) -> None:
        self.reading = reading
        self.lost = lost
        self.problems: list[Diagnostic] = []
        self.homeless: dict[tuple[str, str], list[Span]] = {}
        self.untyped: dict[str, list[Span]] = {}
        self.types: dict[str, str] = {}
        self.all = notes
        self.notes = [note for note in notes if self._typed(note)]

    def records(self) -> Iterator[Incoming]:
        for note in self.notes:
            made = _Record(self, note, self.types[note.path])
            yield made.incoming()

    def unknown(self) -> Iterator[Diagnostic]:
        """Tell of each folder once what is missing to know the types of its notes, and which folder of the mapping file holds no note."""
        for folder, spans in self.untyped.items():
            others = f", and so it is with {len(spans) - 1} more in the same folder" if len(spans) > 1 else ""
            hint = f'name it with `--type`, or write `"{folder or "."}" = "…"` below `[folders]` in a file for `--map`'
            yield Diagnostic(Code.BAD_IMPORT, spans[0], f"nothing says of which type this note is{others}", hint)
        folders = {"/".join(parts[:end]) for note in self.all if (parts := note.path.split("/")) for end in range(1, len(parts))}
        for folder, type in self.reading.map.folders.items():
            if type and folder not in ("", ".", *folders):
                span = self.reading.map.places.get(folder, Span(""))
                hint = did_you_mean(folder, folders) or "write its path from the folder that is imported"
                yield Diagnostic(Code.NO_PLACE, span, f"there is no note in a folder `{folder}`", hint)

    def unplaced(self) -> Iterator[Diagnostic]:
        """Tell each name that has no place once for each type, with how many notes have it."""
        for (type, name), spans in self.homeless.items():
            others = f", here and in {len(spans) - 1} more" if len(spans) > 1 else ""
            known = fields_of(record_types()[type])
            hint = (
                did_you_mean(name, known) or f'say where it belongs in a file for `--map`, below `[fields]`; `"{name}" = ""` leaves it out'
            )
            if name in _NEVER:
                hint = 'who may see what is imported, a file for `--map` says: `visibility = "…"`'
            yield Diagnostic(Code.NO_PLACE, spans[0], f"`{name}` has no place in {type}{others}", hint)

    def _typed(self, note: Note) -> bool:
        """Find the type of a note; say whether it is imported."""
        type = self._type(note)
        if type is None:
            self.untyped.setdefault(note.path.rpartition("/")[0], []).append(Span(note.file, 1, 1))
        elif type:
            self.types[note.path] = type
        return bool(type)

    def _type(self, note: Note) -> str | None:
        """Give the type of a note: what it says itself, then its folder, the nearest one first; "" for what is left out."""
        folders = note.path.split("/")[:-1]
        said = note.values.get("type")
        if isinstance(said, str) and (own := _type_named(said)):
            return own
        for length in range(len(folders), 0, -1):
            mapped = self.reading.map.folders.get("/".join(folders[:length]))
            if mapped is not None:
                return mapped
        named = (name for folder in reversed(folders) if (name := _type_named(folder)))
        return next(named, None) or self.reading.map.folders.get("") or self.reading.map.folders.get(".") or self.reading.type or None

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of the records, by the paths of their notes."""
        return {note.path: _id_of(note) for note in self.notes}

    @cached_property
    def called(self) -> dict[str, list[Note]]:
        """The notes by all that they are called in links, folded: paths, names, titles, other names."""
        found: dict[str, list[Note]] = {}
        for note in self.notes:
            whole = note.path.rpartition(".")[0]
            names = [whole, note.stem, slug(note.stem), place_of(f"x/{note.stem}.md").id, *_texts(note.values.get("title"))]
            if heading := _TITLE.match(note.body):
                names.append(heading["title"])
            names += [name for key in ("aliases", "alias", "slug") for name in _texts(note.values.get(key))]
            if note.stem != whole.rpartition("/")[2]:
                names.append(whole.rpartition("/")[0])
            for name in dict.fromkeys(name.casefold() for name in names if name):
                found.setdefault(name, []).append(note)
        return found

    def resolver(self, note: Note, lost: Set[str] = frozenset()) -> Resolve:
        """Give what finds the record that a link of this note means, but for those of the `lost` files."""

        def resolve(name: str) -> str | None:
            given = name.strip()
            bare = given[: -len(ending)] if (ending := _ending(given)) else given
            bare = bare.rstrip("/")
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), bare))
            for wanted in (beside, bare.lstrip("/"), bare.rpartition("/")[2], place_of(f"x/{bare.rpartition('/')[2]}.md").id):
                found = self.called.get(wanted.casefold(), []) if wanted else []
                # Of several notes of one name, none is meant more than another, but the one beside it.
                if len(found) == 1 or (found and wanted == beside):
                    if found[0].file in lost:
                        return None
                    return f"../{self.types[found[0].path]}/{self.ids[found[0].path]}.md"
            return None

        return resolve


class _Record:
    """One note on its way to be a record."""

    def __init__(self, notes: _Notes, note: Note, type: str) -> None:
        self.notes = notes
        self.note = note
        self.type = type
        self.fields = fields_of(record_types()[type])
        self.refers = notes.resolver(note)
        self.resolve = notes.resolver(note, notes.lost)
        self.values: Values = {}
        self.at: dict[str, Path] = {}
        self.lines: dict[str, int] = {}
        self.tags: list[str] = []
        self.hidden: list[str] = []
        self.told = Told()

    def incoming(self) -> Incoming:
        """Give the record."""
        id = self.notes.ids[self.note.path]
        for name, value in self.note.values.items():
            self._take(name, value)
        self._flags()
        self._text()
        self._name()
        if self.tags:
            once: dict[str, Value] = {}
            for tag in self.tags:
                once.setdefault(tag.casefold(), tag)
            self.values["tags"] = list(once.values())
        reach = self.notes.reading.map.visibility or self.notes.reading.reach.get(self.type, "")
        if "visibility" not in self.values and (reach := self._narrower(reach)):
            self.values["visibility"] = reach
        self.values.pop("id", None)
        return Incoming(self.type, id, self.notes.reading.portfolio, self.values, self.note.file, self._where)

    def _narrower(self, reach: str) -> str:
        """Give how far the record reaches: no farther than its note says in words of this tool, or by `private: true`."""
        said = {str(value).strip().casefold() for name, value in self.note.values.items() if name.strip().casefold() == "visibility"}
        if str(self.note.values.get("private")).casefold() in _YES:
            said.add("private")
        named = [Audience(word) for word in (reach, *said) if word in AUDIENCE_NAMES]
        return str(min(named)) if reach else "private" if "private" in said else ""

    def _where(self, path: Path, line: int, column: int) -> tuple[int, int]:
        name = str(path[0]) if path else ""
        if name in self.lines:
            at = self.lines[name] + line
            return at, self.told.column_before(at - self.note.line, column) + 1
        return self.note.where((*self.at[name], *path[1:]), line, column) if name in self.at else (1, 1)

    def _take(self, name: str, value: Plain) -> None:
        """Take a value of the front matter."""
        mapped = self.notes.reading.map.field_for(self.type, name)
        folded = name.strip().casefold()
        to = mapped
        if to is None:
            own = folded.replace(" ", "_").replace("-", "_")
            to = own if own in self.fields and own not in _NEVER else _FIELDS.get(folded, "")
        if mapped is None and folded == "private" and str(value).casefold() in _YES + _NO:
            return
        if mapped is None and (folded in _OF_NOTES or value is None or value in ("", [], {})):
            return
        if to == "title" and "name" in self.fields:
            to = "name"
        if to not in self.fields:
            if mapped is None or mapped:
                self.notes.homeless.setdefault((self.type, name), []).append(self.note.span((name,)))
        elif to == "tags":
            self.tags += _tags(value)
            self.at.setdefault(to, (name,))
        elif to in self.values:
            if self.values[to] != self._value(self.fields[to], value):
                said = f"`{name}` would be `{to}`, which is there already"
                self._tell(said, self.note.span((name,)), "leave one of them out with a file for `--map`")
        elif taken := self._value(self.fields[to], value):
            self.values[to] = taken
            self.at[to] = (name,)

    def _value(self, fact: FieldFacts, value: Plain) -> Value:
        """Give a value as its field takes it."""
        is_list = fact.shape in ("list", "links", "table")
        if isinstance(value, list):
            inner = [each for one in value if one is not None and (each := self._one(fact, one))]
            return inner if is_list or len(inner) != 1 else inner[0]
        one = self._one(fact, value)
        return [one] if is_list and one else one

    def _one(self, fact: FieldFacts, value: Plain) -> Value:
        """Give one value of a field, of which there may be several."""
        if isinstance(value, list):
            return [each for one in value if one is not None and (each := self._one(fact, one))]
        if isinstance(value, dict):
            part = fields_of(fact.part) if fact.part else {}
            found = {name: self._value(part[name], of) if name in part else self._one(fact, of) for name, of in value.items()}
            return {name: of for name, of in found.items() if of}
        text = str(value or "")
        if fact.target or isinstance(fact.inner, tuple):
            return self._reference(fact, text)
        if fact.inner is date:
            meant = meant_days(text)
            return meant[0] if len(meant) == 1 else text
        if fact.inner is bool:
            return "true" if text.lower() in _YES else "false" if text.lower() in _NO else text
        if fact.inner is Phrase or fact.shape == "prose":
            text, told = converted(text, self.resolve)
            self.hidden += told.hidden
        return " ".join(text.split()) if fact.inner is Phrase else text

    def _reference(self, fact: FieldFacts, text: str) -> str:
        """Give the id that a reference means: that of `[[a note]]`, or what is written."""
        meant = words_of(text, self.refers)
        if meant is None or not meant.startswith("../"):
            return meant or text
        _, type, file = meant.split("/", 2)
        id = file.removesuffix(".md")
        return f"{type}/{id}" if fact.target == ANY or isinstance(fact.inner, tuple) else id

    def _flags(self) -> None:
        """Take what says that a note is not for others yet."""
        published = str(self.note.values.get("published") or "").lower()
        if published in _NO or "_drafts" in self.note.path.split("/")[:-1]:
            self.values["draft"] = "true"
        elif published and published not in _YES and "date" in self.fields and "date" not in self.values:
            self._take("date", self.note.values["published"])
        if self.values.get("draft") == "false":
            del self.values["draft"]

    def _text(self) -> None:
        """Take the text of the note: what stands under the headings of fields goes there."""
        body, told = converted(self.note.body, self.resolve)
        title = _TITLE.match(body)
        if title and not {"title", "name"} & self.values.keys():
            self.values["name" if "name" in self.fields else "title"] = title["title"]
            self.lines["name" if "name" in self.fields else "title"] = self.note.line + body[: title.start("title")].count("\n")
            body = "\n" * body[: title.end()].count("\n") + body[title.end() :]
        self.told = told
        self._found(told)
        for section in divide(body, prose_headings(record_types()[self.type]))[0]:
            name = section.field or "body"
            if not section.text:
                continue
            if isinstance(before := self.values.get(name), str):
                self.values[name] = f"{before}\n\n{section.text}"
            else:
                self.values[name] = section.text
                self.lines[name] = self.note.line + section.line
        if hidden := [*self.hidden, *told.hidden]:
            self.values["private"] = "\n\n".join(filter(None, [str(self.values.get("private", "")), *hidden]))

    def _found(self, told: Told) -> None:
        """Tell what of a text has no place, and take its tags."""
        for what, why, line, column in told.problems:
            self._tell(
                f"{what} has no place: {why}", Span(self.note.file, self.note.line + line, column + 1), "see to it where it was written"
            )
        if self.notes.reading.with_tags:
            self.tags += told.tags

    def _name(self) -> None:
        """Give a title to what has none, and the day that its file is called after."""
        place = place_of(f"x/{self.note.stem}.md")
        if place.date and "date" not in self.values:
            self.values["date"] = place.date
        name = "name" if "name" in self.fields else "title"
        if name not in self.values and (place.id != place.date or self.fields[name].required):
            words = place.id if " " in place.id or place.id == place.date else re.sub(r"[-_]+", " ", place.id).strip()
            self.values[name] = words[:1].upper() + words[1:]

    def _tell(self, said: str, span: Span, hint: str) -> None:
        self.notes.problems.append(Diagnostic(Code.NO_PLACE, span, said, hint))


def _id_of(note: Note) -> str:
    """Give the id of a note's record: what it says, else its file's name without a day."""
    for said in (*_texts(note.values.get("slug")), *_texts(note.values.get("id")), place_of(f"x/{note.stem}.md").id):
        if not address_problem(slug(said)):
            return slug(said)
    return ""


def _type_named(word: str) -> str:
    """Give the type that a word names: its name, its title, or what one record is called."""
    folded = word.strip().casefold()
    return next(
        (name for name, of in record_types().items() if folded in (name, of.facts.title.casefold(), of.facts.singular.casefold())), ""
    )


def _texts(value: Plain) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value if isinstance(each, str) and each.strip()]
    return [value] if isinstance(value, str) and value.strip() else []


def _tags(value: Plain) -> list[str]:
    """Give the words of a field of tags: a list, words with commas, or, as Jekyll has them, words with spaces."""
    if isinstance(value, list):
        words = _texts(value)
    else:
        text = str(value)
        words = text.split(",") if "," in text else text.split()
    return [word for each in words if (word := each.strip().lstrip("#").strip())]


def _ending(name: str) -> str:
    return next((ending for ending in (".md", ".markdown", ".html", ".htm") if name.lower().endswith(ending)), "")
