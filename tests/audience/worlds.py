"""Whole sites of all types and fields, of which an audience sees the same whatever is hidden in them.

Three numbers make a site: the audience, what it sees, and what is hidden. Each value depends on the place that it stands in and on one of the
two numbers alone, so that two sites with the same number for what is seen differ in nothing but what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY
from tests.audience.canaries import Fields, Pen, arms, refers_to, takes_words, yaml
from tests.audience.pictured import drawing
from tests.conftest import MKFILE

SECRET = "zqxsecret"
"""Stands in all that is hidden, and in nothing else."""
WORDS = ("Listen", "Decide by noon", "Who asks", "Less said", "A harbour", "Écrire", "مراجعة")
DAYS = (date(2026, 1, 5), date(2026, 3, 4), date(2026, 8, 20), date(2026, 11, 20), date(2026, 12, 24))
"""What is seen has few titles and days, so that many are equal and something else has to decide their order."""
TAGS = ("alpha", "Beta")


@dataclass(frozen=True)
class World:
    """A site for an audience, as two numbers have it. `hidden` is None where nothing is hidden at all."""

    audience: str
    seen: int
    hidden: int | None
    files: dict[str, str | bytes] = field(default_factory=dict)

    def written(self) -> dict[str, str | bytes]:
        """Give the files of the site."""
        self.files["mkfile.toml"] = MKFILE + self._usual()
        self._people()
        for type, model in record_types().items():
            for number in range(self.of_seen(type).choice((0, 2, 2, 3)) if type != "people" else 1):
                self._seen_record(type, model, number)
        for type, id in self.hidden_records:
            self._hidden_record(type, record_types()[type], id)
        self._listed()
        self._folder_of_defaults()
        if self.hidden is not None:
            self._what_nobody_reads()
        return self.files

    # Choices.

    def of_seen(self, place: str) -> Random:
        """Give the choices of what is seen at a place."""
        return Random(f"{self.seen} {place}")

    def of_hidden(self, place: str) -> Random:
        """Give the choices of what is hidden at a place."""
        return Random(f"{self.hidden} {place}")

    def hides(self, place: str, share: float = 0.4) -> bool:
        """Say whether something is hidden at a place."""
        return self.hidden is not None and self.of_hidden(f"hides {place}").random() < share

    def narrow(self, place: str) -> str:
        """Give an audience that is narrower than the one that looks."""
        narrower = AUDIENCE_NAMES[: AUDIENCE_NAMES.index(self.audience)]
        return self.of_hidden(f"narrow {place}").choice(narrower)

    def secret(self, place: str) -> str:
        """Give words that nobody may see, different in every site."""
        return f"{SECRET} zqx{''.join(self.of_hidden(place).choices('abcdefgh', k=4))}"

    # Where things lie.

    @cached_property
    def root(self) -> str:
        """The folder of the portfolio that is seen."""
        return self.of_seen("layout").choice(("content", "content/portfolios/one"))

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """The types that lie beside the portfolios."""
        return () if self.root == "content" else self.of_seen("shared").choice((("people",), ("people", "skills"), ("people", "pages")))

    def folder(self, type: str) -> str:
        """Give the folder of a type."""
        return f"content/{type}" if type in self.shared else f"{self.root}/{type}"

    @cached_property
    def quiet(self) -> str:
        """The id of somebody who may not be named, which nobody may see."""
        return f"quiet-{self.of_hidden('quiet').randrange(100)}"

    @cached_property
    def hidden_records(self) -> list[tuple[str, str]]:
        """The hidden records, in an order in which each refers to those before it alone."""
        if self.hidden is None:
            return []
        choices = self.of_hidden("records")
        ids = ("aa-zqx", "seen-0-zqx", "zz-zqx")
        return [(type, id) for type in record_types() if type != "people" for id in choices.sample(ids, choices.choice((0, 1, 1, 2)))]

    def hidden_of(self, type: str) -> list[str]:
        return [id for of, id in self.hidden_records if of == type]

    # Records.

    def _usual(self) -> str:
        usual = self.of_seen("usual").choice(((), tuple(record_types()), ("checkins", "goals", "feedback")))
        return "\n[visibility]\n" + "".join(f'{type} = "{self.audience}"\n' for type in usual)

    def _people(self) -> None:
        self.files[f"{self.folder('people')}/ana.yaml"] = yaml({"name": "Ana Lind", "role": "mentee", "consent": "public"})
        called = self.of_seen("alias").choice(({"alias": "B. *Ode*"}, {"role": "mentor"}, {}))
        person = {"name": self.secret("name"), **called, "consent": self.narrow("consent"), "visibility": "public"}
        if self.hides("photo"):
            person |= {"photo": "zqx.svg", "profiles": [{"label": SECRET, "url": f"https://example.org/{SECRET}"}], "body": SECRET}
            self.files[f"{self.folder('people')}/zqx.svg"] = drawing(self.secret("photo"))
        self.files[f"{self.folder('people')}/{self.quiet}.yaml"] = yaml(person)

    def _seen_record(self, type: str, model: type[BaseModel], number: int) -> None:
        choices = self.of_seen(f"{type} {number}")
        reach = AUDIENCE_NAMES[AUDIENCE_NAMES.index(self.audience) :]
        given: dict[str, Any] = {"visibility": choices.choice(reach), "tags": choices.sample(TAGS, choices.randrange(3)), "id": None}
        given |= {"draft": None, "private": self.secret(f"private {type} {number}") if self.hides(f"private {type} {number}") else None}
        if type == "people":
            given |= {"consent": "public", "name": "Cleo Maren", "alias": None}
        pen = _SeenPen.of(self, type)
        # The first one of a type refers to nothing, so that others may refer to it.
        fields = pen.fields(model, f"{type} {number}", given, only_required=number == 0 and type != "people")
        path = f"{self.folder(type)}/{self._name(type, number)}"
        if choices.random() < 0.5:
            self.files[f"{path}.yaml"] = yaml(fields)
            return
        body = fields.pop("body", "Seen.")
        if not fields.get("private") and self.hides(f"private part {type} {number}"):
            body += f"\n\n## Private\n\n{self.secret(f'part {type}')}\n"
        self.files[f"{path}.md"] = f"---{yaml(fields)}\n---\n{body}\n"

    def block(self, type: str, place: str) -> str:
        """Give a block of which nothing is seen."""
        picture = f"\n\n![x]({self.hidden_file(type, place)})" if self.hides(f"picture {place}", 0.2) else ""
        goal = self.of_hidden(f"link {place}").choice(("", "[[people/ana]]", "`code"))
        return f"::: {self.narrow(place)}\n{self.secret(place)} {goal}{picture}\n:::"

    def link(self, type: str, place: str) -> str:
        """Give words that link to something hidden, or to nothing."""
        targets = [(to, id) for to, id in self.hidden_records if type not in self.shared or to in self.shared]
        if not targets or not self.hides(f"link in {place}"):
            return "the plan"
        to, id = self.of_hidden(f"link in {place}").choice(targets)
        return f"[[{to}/{id}|the plan]]"

    def hidden_file(self, type: str, place: str) -> str:
        """Give a picture or a document that nothing seen refers to."""
        ending = self.of_hidden(f"file {place}").choice(("svg", "txt"))
        name = f"zqx-{self.of_hidden(place).randrange(9)}.{ending}"
        self.files[f"{self.folder(type)}/{name}"] = drawing(self.secret(place)) if ending == "svg" else self.secret(place)
        return name

    def _name(self, type: str, number: int) -> str:
        return f"seen-{number}" if type != "people" else "cleo"

    def _hidden_record(self, type: str, model: type[BaseModel], id: str) -> None:
        place = f"hidden {type} {id}"
        given = {"id": None, "draft": None, "visibility": self.narrow(place)}
        if self.hides(f"draft {place}", 0.3):
            given |= {"draft": "true", "visibility": "public"}
        fields = _HiddenPen.of(self, type).fields(model, place, given, only_required=self.hides(f"little {place}"))
        name = self.of_hidden(f"file {place}").choice((id, f"2026-02-03-{id}"))
        self.files[f"{self.folder(type)}/{name}.yaml"] = yaml(fields)

    def _listed(self) -> None:
        """Records in one file, hidden ones between those that are seen."""
        items: list[Fields] = [{"id": f"listed-{number}", "title": "Écrire", "visibility": "public"} for number in range(2)]
        for number in range(self.of_hidden("listed").randrange(3) if self.hidden is not None else 0):
            hidden = {"id": f"aa-zqx-{number}", "title": self.secret(f"listed {number}"), "visibility": self.narrow(f"listed {number}")}
            items.insert(self.of_hidden(f"at {number}").randrange(3), hidden)
        self.files[f"{self.root}/goals/list.yaml"] = yaml(items)

    def _folder_of_defaults(self) -> None:
        """A folder whose defaults hide all that lies in it, and give what lies there more to hide."""
        folder = f"{self.root}/goals/away"
        self.files[f"{folder}/_defaults.yaml"] = yaml({"visibility": "private", "summary": self.secret("by default")})
        if self.hides("by default"):
            self.files[f"{folder}/{self.of_hidden('away').choice(('a-zqx', 'b-zqx'))}.yaml"] = yaml({"title": self.secret("away")})
        folder = f"{self.root}/milestones/here"
        self.files[f"{folder}/_defaults.yaml"] = yaml({"private": self.secret("private by default")})
        self.files[f"{folder}/by-default.yaml"] = yaml({"title": "Here", "date": "2026-03-04", "visibility": "public"})

    def _what_nobody_reads(self) -> None:
        choices = self.of_hidden("unread")
        for path in (f"{self.root}/goals/zqx.txt", f"{self.root}/goals/seen.svg", f"{self.root}/_zqx/a.md", f"{self.root}/goals/.zqx"):
            if choices.random() < 0.5:
                self.files[path] = drawing(self.secret(path))
        if self.root != "content" and choices.random() < 0.5:
            hidden = {"title": self.secret("beyond"), "visibility": self.narrow("beyond")}
            self.files["content/portfolios/zqx-beyond/goals/g.yaml"] = yaml(hidden)


class _Days(Iterator[date]):
    """Days that begin anew for each field, so that how many another field takes makes no difference."""

    def __init__(self) -> None:
        self.choices = Random(0)
        self.late = 0

    def begin(self, choices: Random, place: str) -> None:
        """Begin with a field; what ends comes after what begins."""
        self.choices = choices
        self.late = 400 if place.endswith((".to", ".end", ".due", ".achieved", ".next")) else 0

    def __next__(self) -> date:
        return self.choices.choice(DAYS) + timedelta(self.late)


@dataclass(frozen=True)
class _WorldPen(Pen):
    """Writes the values of records of a world."""

    world: World | None = None
    type: str = ""

    @property
    def here(self) -> World:
        assert self.world is not None
        return self.world

    def choices(self, place: str) -> Random:
        raise NotImplementedError

    def items(self, kind: Any, place: str) -> list[Any]:
        """Give what stands in a list of this kind of values."""
        raise NotImplementedError

    def value(self, annotation: Any, place: str) -> Any:
        assert isinstance(self.day, _Days)
        self.day.begin(self.choices(f"days {place}"), place)
        for arm in arms(annotation):
            if get_origin(arm) is tuple:
                return self.items(get_args(arm)[0], place) or None
            if get_origin(arm) is dict:
                values = self.items(get_args(arm)[1], place)
                start, seen = self.choices(f"from {place}").choice(DAYS), 0
                dated: dict[str, Any] = {}
                for at, value in enumerate(values):
                    # What is hidden lies between the days of what is seen, and moves none of them.
                    is_hidden = "zqx" in str(value)
                    seen += not is_hidden
                    dated[(start + timedelta(7 * seen + at + 1 if is_hidden else 70 * seen)).isoformat()] = value
                return dated or None
        found = self.items(annotation, place)
        return self.choices(f"one {place}").choice(found) if found else None

    def kinds(self, annotation: Any) -> list[Any]:
        return [inner for arm in arms(annotation) for inner in ([arm] if get_origin(arm) not in (Union, UnionType) else arms(arm))]

    def targets(self, to: str) -> list[str]:
        """Give the types that a record of this type may refer to."""
        types = list(record_types()) if to == ANY else [to]
        return [type for type in types if self.type not in self.here.shared or type in self.here.shared]


@dataclass(frozen=True)
class _SeenPen(_WorldPen):
    """Writes what is seen, and weaves into it what is not."""

    @staticmethod
    def of(world: World, type: str) -> _SeenPen:
        def text(place: str) -> str:
            return world.of_seen(place).choice(WORDS)

        def markdown(place: str) -> str:
            return _SeenPen._markdown(world, type, place)

        def picture(place: str) -> str:
            world.files[f"{world.folder(type)}/portrait.svg"] = drawing("seen")
            return "portrait.svg"

        def figure(place: str, digits: int) -> str:
            return str(world.of_seen(place).randrange(1, 9))

        return _SeenPen(text, markdown, markdown, figure, lambda place: "1", picture, lambda to: [], _Days(), 0, world, type)

    @staticmethod
    def _markdown(world: World, type: str, place: str) -> str:
        choices = world.of_seen(place)
        said = (
            "Seen.",
            "**Seen** words",
            "> Seen\n\nas well",
            "- seen\n- again",
            "### Seen\n\nbelow",
            f"As in {world.link(type, place)}, so.",
        )
        parts = choices.sample(said, choices.randrange(1, 3))
        if world.hides(f"block {place}"):
            parts.insert(world.of_hidden(f"at {place}").randrange(len(parts) + 1), world.block(type, place))
        return "\n\n".join(parts)

    def choices(self, place: str) -> Random:
        return self.here.of_seen(place)

    def items(self, kind: Any, place: str) -> list[Any]:
        world, found, hidden = self.here, [], []
        for arm in self.kinds(kind):
            if (to := refers_to(arm)) is not None:
                seen, unseen = self._references(to, place)
                found += seen
                hidden += unseen
                if takes_words(arm):
                    found.append(self.text(place))
            else:
                found += [way() for way in self._leaf(arm, place)]
        single = get_origin(arms(kind)[0]) is None and hidden and not found
        for each in hidden:
            if single or world.hides(f"{each} in {place}"):
                found.insert(world.of_hidden(f"{each} at {place}").randrange(len(found) + 1), each)
        return found

    def value(self, annotation: Any, place: str) -> Any:
        is_list = any(get_origin(arm) in (tuple, dict) for arm in arms(annotation))
        references = [to for arm in self.kinds(annotation) if (to := refers_to(arm)) is not None]
        if is_list or not references:
            return super().value(annotation, place)
        # One reference: it is seen, or it is not, and then there may be a hidden one, which is the same as none.
        seen, hidden = self._references(references[0], place)
        words = [self.text(place)] if any(takes_words(arm) for arm in self.kinds(annotation)) else []
        choice = self.choices(f"one {place}").choice([*seen, *words, *seen, None])
        if references[0] == "people":
            return choice or seen[0]
        return choice or (self.here.of_hidden(f"one {place}").choice(hidden) if hidden and self.here.hides(place) else None)

    def _references(self, to: str, place: str) -> tuple[list[str], list[str]]:
        """Give references that are seen (or shown as an alias) and such as are not."""
        seen: list[str] = []
        hidden: list[str] = []
        for type in self.targets(to):
            prefix = f"{type}/" if to == ANY else ""
            if type == "people":
                seen += [f"{prefix}ana", f"{prefix}{self.here.quiet}"]
            else:
                if f"{self.here.folder(type)}/seen-0" in {path.rpartition(".")[0] for path in self.here.files} and to != ANY:
                    seen.append(f"{prefix}seen-0")
                hidden += [f"{prefix}{id}" for id in self.here.hidden_of(type)]
        return seen, hidden

    def fields(self, model: type[BaseModel], place: str, given: Fields = {}, *, only_required: bool = False) -> dict[str, Any]:  # noqa: B006
        written = super().fields(model, place, given, only_required=only_required)
        required = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
        kept = {
            name: value
            for name, value in written.items()
            if name in given or name in required or self.choices(f"keep {place}.{name}").random() < 0.7
        }
        # Where nothing is said of a change of the cadence, the agreement is judged by the one it has.
        return {name: value for name, value in kept.items() if name != "cadence_before"}


@dataclass(frozen=True)
class _HiddenPen(_WorldPen):
    """Writes what is hidden."""

    @staticmethod
    def of(world: World, type: str) -> _HiddenPen:
        def picture(place: str) -> str:
            return world.hidden_file(type, place)

        def figure(place: str, digits: int) -> str:
            return str(world.of_hidden(place).randrange(1, 10 ** min(digits, 3)))

        def prose(place: str) -> str:
            return f"{world.secret(place)} *a **b\n\n![x]({world.hidden_file(type, place)})"

        def phrase(place: str) -> str:
            return f"{world.secret(place)} **b**"

        return _HiddenPen(world.secret, prose, phrase, figure, lambda place: "1", picture, lambda to: [], _Days(), 0, world, type)

    def choices(self, place: str) -> Random:
        return self.here.of_hidden(place)

    def items(self, kind: Any, place: str) -> list[Any]:
        found: list[Any] = []
        for arm in self.kinds(kind):
            if (to := refers_to(arm)) is not None:
                found += self._references(to)
                if takes_words(arm):
                    found.append(self.text(place))
            elif get_origin(arm) is Literal:
                found.append(self.choices(place).choice(get_args(arm)))
            else:
                found += [way() for way in self._leaf(arm, place)]
        return found

    def _references(self, to: str) -> Sequence[str]:
        found = []
        for type in self.targets(to):
            prefix = f"{type}/" if to == ANY else ""
            if type == "people":
                found += [f"{prefix}ana", f"{prefix}{self.here.quiet}"]
            elif f"{self.here.folder(type)}/seen-0" in {path.rpartition(".")[0] for path in self.here.files}:
                found.append(f"{prefix}seen-0")
        return found
