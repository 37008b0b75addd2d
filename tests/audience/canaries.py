"""A site in which every field of every record type holds words of its own that an audience may not see.

What is written follows from the declared fields alone, so a new field gets its canary, and a new kind of field is an error here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, WithJsonSchema

from mentorsite.records import fields as kinds
from mentorsite.records.record import AudienceName
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY
from tests.audience.pictured import CLEANED, drawing
from tests.conftest import MKFILE

YEAR = 1973
"""The year of all days that nobody may see, and of no others."""
Fields = Mapping[str, Any]
_NOTHING: Fields = {}
SHARED = ("people",)
"""The types that lie beside the portfolios: what they refer to would have to lie there, too."""
_FOUND = re.compile(r"zqx[a-z]{4}")
# Figures are written with separators of thousands, too.
_SEPARATOR = re.compile(r"(?<=\d)[,.’'\u00a0\u2009\u202f ](?=\d{3}(?!\d))")
_FIGURE = re.compile(r"(?<![\d.])987\d{1,6}(?!\d)")
_YEAR = re.compile(rf"(?<![a-z0-9.]){YEAR}(?:(?![a-z0-9]|\.\d)|(?=[01]\d[0-3]\d(?!\d)))")


@dataclass
class Canaries:
    """The words and figures that were given out, each with the place it stands in; `unseen` are shown to nobody, not even to the pair."""

    places: dict[str, str] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    figures: Counter[int] = field(default_factory=Counter)

    def word(self, place: str, *, seen: bool = True) -> str:
        """Give a word that stands nowhere else; no canary is a part of another."""
        number = len(self.places)
        letters = "".join(chr(ord("a") + number // 26**power % 26) for power in (3, 2, 1, 0))
        return self._given(f"zqx{letters}", place, seen=seen)

    def figure(self, place: str, digits: int, *, seen: bool = True) -> str:
        """Give a number of so many digits that stands nowhere else."""
        self.figures[digits] += 1
        return self._given(f"987{self.figures[digits]:0{digits - 3}d}", place, seen=seen)

    def _given(self, canary: str, place: str, *, seen: bool = True) -> str:
        assert canary not in self.places
        self.places[canary] = place
        if not seen:
            self.unseen.add(canary)
        return canary

    def found_in(self, text: str) -> set[str]:
        """Give the canaries in a text in small letters, and the year of hidden days."""
        found = {word for word in _FOUND.findall(text) if word in self.places}
        found |= {figure for figure in _FIGURE.findall(_SEPARATOR.sub("", text)) if figure in self.places}
        return found | ({str(YEAR)} if _YEAR.search(text) else set())


@dataclass(frozen=True)
class Pen:
    """Writes the values of a record: in each place what stands there.

    `refer` gives what records of a type are called (as `type/id` or an id) that a reference may lead to; `day` gives days, one after the
    other. `text`, `prose` and `phrase` get the place that they write for.
    """

    text: Callable[[str], str]
    prose: Callable[[str], str]
    phrase: Callable[[str], str]
    figure: Callable[[str, int], str]
    place_in_order: Callable[[str], str]
    picture: Callable[[str], str]
    refer: Callable[[str], Sequence[str]]
    day: Iterator[date]
    turn: int = 0
    """Which of several ways to fill a field that takes one value is taken."""

    def fields(self, model: type[BaseModel], place: str, given: Fields = _NOTHING, *, only_required: bool = False) -> dict[str, Any]:
        """Give the fields of a record or of a part of one by the names that people write. What is `given` stays, and is left out where
        it is None."""
        hints = get_type_hints(model, include_extras=True)
        written: dict[str, Any] = dict(given)
        for attribute, info in model.model_fields.items():
            name = info.alias or attribute
            if name not in given and (info.is_required() or not only_required):
                written[name] = self.value(hints[attribute], f"{place}.{name}")
        return {name: value for name, value in written.items() if value is not None}

    def value(self, annotation: Any, place: str) -> Any:
        """Give a value of a field: a list and a mapping hold one of each kind that may stand there."""
        for arm in arms(annotation):
            if get_origin(arm) is tuple:
                return [way() for way in self._ways(get_args(arm)[0], place)]
            if get_origin(arm) is dict:
                key, inner = get_args(arm)
                assert key == kinds.Day
                return {next(self.day).isoformat(): way() for way in self._ways(inner, place)}
        ways = list(self._ways(annotation, place))
        return ways[self.turn % len(ways)]()

    def _ways(self, annotation: Any, place: str) -> Iterator[Callable[[], Any]]:
        for arm in arms(annotation):
            yield from self._leaf(arm, place)

    def _leaf(self, kind: Any, place: str) -> Iterator[Callable[[], Any]]:
        bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            yield lambda: self.fields(bare, place)
        elif (to := refers_to(kind)) is not None:
            for name in record_types() if to == ANY else (to,):
                yield from (partial(str, f"{name}/{id}" if to == ANY else id) for id in self.refer(name))
            if takes_words(kind):
                yield lambda: self.text(place)
        elif get_origin(bare) is Literal:
            yield lambda: get_args(bare)[self.turn % len(get_args(bare))]
        else:
            yield lambda: self._scalar(kind, place)

    def _scalar(self, kind: Any, place: str) -> str:
        """Give the value of a field that holds text, a day or a number."""
        written: tuple[tuple[Any, Callable[[], str]], ...] = (
            (kinds.Text, lambda: self.text(place)),
            (kinds.PhraseText, lambda: self.phrase(place)),
            (kinds.ProseText, lambda: self.prose(place)),
            (kinds.Url, lambda: f"https://example.org/{self.text(place).replace(' ', '-')}"),
            (kinds.Picture, lambda: self.picture(place)),
            (kinds.Day, lambda: next(self.day).isoformat()),
            (kinds.FirstDay, lambda: next(self.day).isoformat()),
            (kinds.EventDay, lambda: next(self.day).isoformat()),
            (kinds.Number, lambda: self.figure(place, 9)),
            (kinds.Count, lambda: self.figure(place, 6)),
            (kinds.Order, lambda: self.place_in_order(place)),
            (kinds.CadenceText, lambda: f"P{self.figure(place, 4)}D"),
            (kinds.Flag, lambda: "false"),
            (AudienceName, lambda: "private"),
            (kinds.LevelName, lambda: "1"),
        )
        for known, write in written:
            if kind == known:
                return write()
        raise TypeError(f"{place}: no canary is known for a field of the kind {kind}")


def arms(annotation: Any) -> list[Any]:
    """Give the kinds of value that may stand in a field."""
    if get_origin(annotation) is Annotated and get_origin(get_args(annotation)[0]) in (Union, UnionType):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        return [inner for arm in get_args(annotation) if arm is not NoneType for inner in arms(arm)]
    return [annotation]


def _schema(kind: Any) -> Mapping[str, Any]:
    marks = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((mark.json_schema for mark in marks if isinstance(mark, WithJsonSchema) and mark.json_schema), {})


def refers_to(kind: Any) -> str | None:
    return _schema(kind).get("x-reference")


def takes_words(kind: Any) -> bool:
    return str(_schema(kind).get("description", "")).endswith("or any text")


def parts_of(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Give a record type with all parts that its fields are made of."""
    found: set[type[BaseModel]] = {model}
    for annotation in get_type_hints(model, include_extras=True).values():
        for arm in _all_arms(annotation):
            if isinstance(arm, type) and issubclass(arm, BaseModel) and arm not in found:
                found |= parts_of(arm)
    return found


def _all_arms(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is None:
        yield annotation
    elif get_origin(annotation) is not Literal:
        for inner in get_args(annotation):
            yield from _all_arms(inner)


@dataclass
class Written:
    """A site for an audience: its files, its canaries, and the files of the hidden records that hold every field."""

    files: dict[str, str | bytes]
    canaries: Canaries
    full: list[str]


def written_for(audience: str) -> Written:
    """Write a site of which `audience` sees the records that are named `seen`, and no canary."""
    return _Site(audience).write()


_NARROWEST_FIRST = ("private", "pair", "review", "public")


class _Site:
    def __init__(self, audience: str) -> None:
        self.canaries = Canaries()
        self.files: dict[str, str | bytes] = {}
        self.narrower = _NARROWEST_FIRST[: _NARROWEST_FIRST.index(audience)]
        self.turns = 0
        # Of each type, in the order in which records refer to each other, so that nobody is their own parent.
        self.ids = {
            (type, name): self.canaries.word(f"the id of {type} {name}") for type in record_types() for name in ("one", "two", "draft")
        }
        self.names = {
            (type, name): self.canaries.word(f"the file of {type} {name}") for type in record_types() for name in ("one", "two", "draft")
        }
        self.quiet = self.canaries.word("the id of somebody quiet")
        self.full: list[str] = []

    def write(self) -> Written:
        extra = "\n[visibility]\n" + "".join(f'{name} = "public"\n' for name in record_types())
        self.files["mkfile.toml"] = MKFILE + extra
        beyond = self.canaries.word("the name of a hidden portfolio")
        for type, model in record_types().items():
            self._plain(type, model)
            self._hidden(type, model, "one", lambda to: [self.ids[to, "two"]], {"visibility": self.narrow()}, 0)
            self._hidden(type, model, "two", lambda to: ["plain"], {"visibility": self.narrow()}, 1)
            self._hidden(type, model, "draft", lambda to: [self.ids[to, "two"], "plain"], {"draft": "true", "visibility": "public"}, 2)
            self._seen(type, model)
            if type not in SHARED:
                id = self.canaries.word(f"the file of {type} of a hidden portfolio")
                self._hidden_elsewhere(type, model, beyond, id)
        self._quiet()
        self._in_a_list()
        self._defaults()
        self._unread()
        return Written(self.files, self.canaries, self.full)

    def narrow(self) -> str:
        """Give one of the audiences narrower than the one that looks, in turn."""
        self.turns += 1
        return self.narrower[self.turns % len(self.narrower)]

    def folder(self, type: str, portfolio: str = "seen") -> str:
        return f"content/{type}" if type in SHARED else f"content/portfolios/{portfolio}/{type}"

    # What is hidden.

    def _hidden(
        self, type: str, model: type[BaseModel], name: str, refer: Callable[[str], Sequence[str]], unseen: Mapping[str, str], turn: int
    ) -> None:
        folder, said = self.folder(type), f"{type} {name}"
        picture = self._hidden_picture(folder, f"the picture of {said}")
        pen = self._hiding_pen(refer, turn, folder)
        consent = {"consent": self.narrow()} if type == "people" else {}
        fields = pen.fields(model, said, {"id": self.ids[type, name], **unseen, **consent})
        fields["body"] += (
            f"\n\n![{self.canaries.word(f'{said}: the words of a picture')}]({picture}) [file]({self._document(folder, said)})"
        )
        path = f"{folder}/{self.names[type, name]}.yaml"
        self.files[path] = yaml(fields)
        self.full.append(path)

    def _hidden_elsewhere(self, type: str, model: type[BaseModel], portfolio: str, id: str) -> None:
        pen = self._hiding_pen(lambda to: [self.ids[to, "two"]] if to in SHARED else [], 0, "")
        fields = pen.fields(model, f"{type} of a hidden portfolio", {"visibility": self.narrow()}, only_required=True)
        self.files[f"{self.folder(type, portfolio)}/{id}.yaml"] = yaml(fields)

    def _hiding_pen(self, refer: Callable[[str], Sequence[str]], turn: int, folder: str) -> Pen:
        word = self.canaries.word

        def prose(place: str) -> str:
            return f"{word(place)} *{word(place)}*\n\n- [{word(place)}](https://{word(place)}.example.org/)\n\n`{word(place)}`"

        def picture(place: str) -> str:
            return self._hidden_picture(folder, place)

        def phrase(place: str) -> str:
            return f"{word(place)} **{word(place)}**"

        def order(place: str) -> str:
            return self.canaries.figure(place, 6, seen=False)

        return Pen(word, prose, phrase, self.canaries.figure, order, picture, refer, days(YEAR), turn)

    def _hidden_picture(self, folder: str, place: str) -> str:
        name = f"{self.canaries.word(f'{place}: its name')}.svg"
        self.files[f"{folder}/{name}"] = drawing(self.canaries.word(f"{place}: what is drawn"))
        return name

    def _document(self, folder: str, place: str) -> str:
        name = f"{self.canaries.word(f'{place}: the name of its document')}.txt"
        self.files[f"{folder}/{name}"] = self.canaries.word(f"{place}: its document")
        return name

    def _quiet(self) -> None:
        """Somebody beyond consent who has no alias, in a record that would be seen by everybody."""
        pen = self._hiding_pen(lambda to: ["plain"], 0, "content/people")
        given = {"id": self.quiet, "alias": None, "consent": self.narrow(), "visibility": "public"}
        person = pen.fields(record_types()["people"], "somebody quiet", given)
        self.files[f"content/people/{self.canaries.word('the file of somebody quiet')}.yaml"] = yaml(person)

    def _in_a_list(self) -> None:
        """A hidden record in the file of a seen one."""
        hidden = {
            "id": self.canaries.word("an id in a list"),
            "title": self.canaries.word("a title in a list"),
            "visibility": self.narrow(),
        }
        seen = {"id": "listed", "title": "Seen in a list", "visibility": "public"}
        self.files[f"{self.folder('goals')}/list.yaml"] = yaml([hidden, seen])

    def _defaults(self) -> None:
        """A folder whose defaults hide it, and defaults of a folder that is seen."""
        word = self.canaries.word
        folder = f"{self.folder('goals')}/{word('a hidden folder')}"
        given = {"visibility": self.narrow(), "tags": [word("a tag by default")], "summary": word("a summary by default")}
        self.files[f"{folder}/_defaults.yaml"] = yaml(given)
        self.files[f"{folder}/{word('the file of a goal hidden by default')}.yaml"] = yaml(
            {"title": word("the title of a goal hidden by default")}
        )
        given = {"private": word("a private part by default"), "summary": f"::: {self.narrow()}\n{word('a hidden block by default')}\n:::"}
        folder = f"{self.folder('goals')}/seen-folder"
        self.files[f"{folder}/_defaults.yaml"] = yaml(given)
        self.files[f"{folder}/by-default.yaml"] = yaml({"title": "Seen by default"})

    def _unread(self) -> None:
        """What nothing refers to."""
        word = self.canaries.word
        for folder in (self.folder("goals"), "content/people", "content"):
            for name in ("{}.svg", "{}.txt", ".{}", "_{}.md", "_{}/goals/goal.md"):
                path = f"{folder}/{name.format(word('a file that nothing refers to', seen=False))}"
                self.files[path] = drawing(word(f"what is in {path}", seen=False))

    # What is seen, and what is hidden in it.

    def _plain(self, type: str, model: type[BaseModel]) -> None:
        pen = self._showing_pen(type, lambda place: "Seen.", lambda to: ["plain"], 0)
        consent = {"consent": "public", "name": "Ana Seen"} if type == "people" else {}
        fields = pen.fields(model, type, {"visibility": "public", **consent}, only_required=True)
        self.files[f"{self.folder(type)}/plain.yaml"] = yaml(fields)

    def _seen(self, type: str, model: type[BaseModel]) -> None:
        """Two records: one whose texts are seen but for their blocks, with a `## Private`; one of whose texts nothing is seen, with `private:`."""
        open_ = {"visibility": "public", "draft": "false", "tags": ["Seen"]}
        if type == "people":
            open_ |= {"consent": "public"}
        word = self.canaries.word
        pen = self._showing_pen(type, lambda place: f"Seen.\n\n{self._block(place)}\n\n{self._links(type, place)}", self._both, 0)
        fields = pen.fields(model, f"seen {type}", {"id": "seen", "private": None, **open_})
        comment = word("a comment in YAML", seen=False), word("a comment in HTML", seen=False)
        private = f"## Private\n\n{word(f'seen {type}: the private part')}"
        body = "\n\n".join((fields.pop("body"), *self._pictures(type), f"<!-- {comment[1]} -->", private))
        self.files[f"{self.folder(type)}/seen.md"] = f"---\n# {comment[0]}{yaml(fields)}\n---\n{body}\n"

        def darkened(place: str) -> str:
            # What a change of the cadence says has to be seen with it.
            return f"Seen.\n\n{self._block(place)}" if place.endswith(".revisions.change") else self._block(place)

        pen = self._showing_pen(type, darkened, self._hidden_ones, 1)
        fields = pen.fields(model, f"darkened {type}", {"id": "darkened", **open_})
        self.files[f"{self.folder(type)}/darkened.yaml"] = yaml(fields)

    def _showing_pen(self, type: str, markdown: Callable[[str], str], refer: Callable[[str], Sequence[str]], turn: int) -> Pen:
        def picture(place: str) -> str:
            return self._cleaned_picture(self.folder(type), "jpg")

        def figure(place: str, digits: int) -> str:
            return str(digits)

        return Pen(lambda place: "Seen words", markdown, markdown, figure, lambda place: "1", picture, refer, days(2026), turn)

    def _both(self, type: str) -> Sequence[str]:
        return [*self._hidden_ones(type), "plain"]

    def _hidden_ones(self, type: str) -> Sequence[str]:
        """Of people those who have no alias, or none that may be used yet: an alias is there to be seen."""
        return [self.quiet, self.ids[type, "draft"]] if type == "people" else [self.ids[type, "one"], self.ids[type, "draft"]]

    def _block(self, place: str) -> str:
        return f"::: {self.narrow()}\n{self.canaries.word(f'a block in {place}')}\n:::"

    def _links(self, type: str, place: str) -> str:
        """Link to everything that is hidden, in every way."""
        up = "" if type in SHARED else "../../"
        lines = []
        for to in record_types():
            here = "../" if (to in SHARED) == (type in SHARED) else f"../{up}" if to in SHARED else "../portfolios/seen/"
            for name in ("draft",) if to == "people" else ("one", "draft"):
                # A shared record knows only shared ones by their ids.
                id = f"{to}/{self.ids[to, name]}"
                written = "" if type in SHARED and to not in SHARED else f"[[{id}]] [[{id}|seen]] "
                path = f"{here}{to}/{self.names[to, name]}.yaml"
                lines.append(f"{written}[seen]({path}) [seen](<{path}> 'seen')")
        return "\n".join(lines)

    def _pictures(self, type: str) -> list[str]:
        return [f"![Seen]({self._cleaned_picture(self.folder(type), ending)})" for ending in CLEANED]

    def _cleaned_picture(self, folder: str, ending: str) -> str:
        """Give a picture that is seen, with canaries wherever nobody sees them, in a folder whose name is one."""
        inside = self.canaries.word("the folder of a picture", seen=False)
        self.files[f"{folder}/{inside}/seen.{ending}"] = CLEANED[ending](
            lambda place: self.canaries.word(f"a seen {ending}: {place}", seen=False)
        )
        return f"{inside}/seen.{ending}"


def days(year: int) -> Iterator[date]:
    """Give the days of a year in order."""
    return (date(year, 1, 2) + timedelta(number) for number in range(360))


def yaml(value: object, indent: str = "\n") -> str:
    """Write a value as YAML; a text of several lines is a block, since what hides a part of it needs lines of its own."""
    match value:
        case Mapping() if value:
            return "".join(f"{indent}{name}:{yaml(inner, indent + '  ')}" for name, inner in value.items())
        case list() if value:
            return "".join(f"{indent}-{yaml(inner, indent + '  ')}" for inner in value)
        case str() if "\n" in value:
            return " |" + "".join(indent + line for line in value.split("\n"))
    return f" {json.dumps(value)}"
