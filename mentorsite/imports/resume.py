"""A résumé in the format of JSON Resume becomes records to be: a person, skills, milestones, goals and stories; and what has no place.

The texts of a résumé are plain words: what Markdown would take for markup is written so that it stays what it is. A day that lacks its
day or its month is the first one, and that is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mentorsite.audience.unlink import as_written
from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.exports.resume import GOAL
from mentorsite.exports.written import Value, Values
from mentorsite.half_characters import half_in
from mentorsite.imports.incoming import Incoming
from mentorsite.reading.text import decode
from mentorsite.reading.yaml_nodes import YamlText
from mentorsite.reading.yaml_nodes import locate_value as locate
from mentorsite.records.addresses import slug
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from mentorsite.records.fields import quoted
from mentorsite.records.walk import Path
from mentorsite.scaffold.stems import short

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FIGURE = r"[+-]?\d{1,18}(?:\.\d{1,12})?"
_STANDS = re.compile(rf"(?P<name>.+): (?P<now>{_FIGURE})(?: (?P<unit>.+))?, target (?P<target>{_FIGURE})")
_CHANGED = re.compile(rf"(?P<name>.+): (?P<before>{_FIGURE}) → (?P<after>{_FIGURE})(?: (?P<unit>.+))?")
_WITHOUT_PLACE = {
    "references": "feedback has a situation, a behavior and an impact, which nobody but its giver can tell apart",
    "languages": "no record type is for languages",
    "interests": "no record type is for interests",
    "publications": "no record type is for publications",
}


def records_in(
    file: str, data: bytes, portfolio: str, levels: Sequence[str], today: date, usual: Mapping[str, Audience]
) -> tuple[list[Incoming], list[Diagnostic]]:
    """Give the records of a résumé, and what has no place in them. `levels` is the site's scale of skills, and `usual` says how far a
    record of each type reaches that does not say so.

    A résumé says no days of levels: they are as of the day on which it was changed last, or of `today` where it says none. One that
    was exported for an audience says for which one, and none of its records reaches farther.
    """
    text, problems = decode(file, data)
    if problems:
        return [], problems
    try:
        # Numbers have no place in a record, however many digits they have.
        found = json.loads(text, parse_int=float)
        half = half_in(found)
    except json.JSONDecodeError as error:
        said = f"the file is no JSON: {error.msg}"
        return [], [
            Diagnostic(Code.BAD_IMPORT, Span(file, error.lineno, error.colno), said, "a résumé in the format of JSON Resume is read")
        ]
    except RecursionError:
        return [], [Diagnostic(Code.BAD_IMPORT, Span(file), "the JSON is too deep", "a résumé in the format of JSON Resume is read")]
    if half:
        before = text.casefold().partition(half)[0]
        span = Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        said = f"`{half}` alone is half of a character"
        return [], [Diagnostic(Code.BAD_IMPORT, span, said, "write the whole character, or both halves one after the other")]
    if not isinstance(found, dict) or not isinstance(found.get("basics"), dict):
        hint = 'a résumé is an object with `"basics"`; jsonresume.org/schema describes it'
        return [], [Diagnostic(Code.BAD_IMPORT, Span(file, 1, 1), "the file is no résumé in the format of JSON Resume", hint)]
    reach = _audience(found)
    resume = _Resume(file, text, found, portfolio, levels, today)
    return [_within(each, reach, usual) for each in resume.records()], resume.problems


def _audience(found: Mapping[str, Any]) -> Audience | None:
    """Give the audience that a résumé was exported for; None where it says nothing of one."""
    meta = found.get("meta")
    said = meta.get("audience") if isinstance(meta, dict) else None
    return Audience(said) if isinstance(said, str) and said in AUDIENCE_NAMES else None


def _within(record: Incoming, most: Audience | None, usual: Mapping[str, Audience]) -> Incoming:
    """Give a record that says how far it reaches, where it would reach farther by itself. A new person's record reaches to the pair."""
    by_itself = Audience.PAIR if record.type == "people" else usual[record.type]
    return record if most is None or by_itself <= most else replace(record, values={**record.values, "visibility": str(most)})


def _as_list(texts: Sequence[str]) -> str:
    return "\n".join(f"- {as_written(each)}" for each in texts if each.strip())


def _set(**values: Value | None) -> Values:
    return {name: value for name, value in values.items() if value}


class _Resume:
    def __init__(self, file: str, text: str, found: dict[str, Any], portfolio: str, levels: Sequence[str], today: date) -> None:
        self.file = file
        # JSON is YAML, too, in which places are found.
        self.yaml = YamlText(file, text)
        self.found = found
        self.portfolio = portfolio
        self.levels = {level.casefold(): level for level in levels}
        self.problems: list[Diagnostic] = []
        changed = self.text(
            ("meta", "lastModified"), found.get("meta", {}).get("lastModified") if isinstance(found.get("meta"), dict) else None
        )
        match = _DAY.match(changed)
        self.today = match[0] if match and match[3] else today.isoformat()
        self.person = ""

    def records(self) -> Iterator[Incoming]:
        """Give the records."""
        yield from self._person()
        makes: dict[str, Callable[[dict[str, Any], Path], Iterator[Incoming]]] = {
            "work": self._position,
            "volunteer": self._position,
            "projects": self._project,
            "awards": self._milestone,
            "certificates": self._milestone,
            "skills": self._skill,
        }
        for name, make in makes.items():
            for at, item in self.items(name):
                yield from make(item, at)
        for name, items in self.found.items():
            if name in _WITHOUT_PLACE and items:
                self.tell((name,), f"`{name}`", _WITHOUT_PLACE[name])
            elif name not in (*makes, *_WITHOUT_PLACE, "basics", "education", "meta", "$schema") and items:
                self.tell((name,), f"`{name[:40]}`", "JSON Resume has no such part")

    # Parts of a résumé.

    def _person(self) -> Iterator[Incoming]:
        basics: dict[str, Any] = self.found["basics"]
        at: Path = ("basics",)
        name = self.text((*at, "name"), basics.get("name"))
        self.person = short(slug(name))
        profiles: list[Value] = []
        for number, profile in enumerate(self.listed((*at, "profiles"), basics.get("profiles"))):
            label, url = (self.text((*at, "profiles", number, key), profile.get(key)) for key in ("network", "url"))
            if url:
                profiles.append({"label": label or url, "url": url})
            else:
                self.tell((*at, "profiles", number), "a profile without an address", "add its `url`")
        values: Values = {
            "name": name,
            "role": "mentee",
            "headline": self.words((*at, "label"), basics.get("label")),
            "background": [line for where, item in self.items("education") if (line := self._education(item, where))],
            "profiles": profiles,
            "body": self.words((*at, "summary"), basics.get("summary")),
        }
        for key in basics.keys() - {"name", "label", "profiles", "summary", "url"}:
            if basics[key]:
                self.tell((*at, key), f"`basics.{key[:40]}`", "a record of a person has no such field")
        places: dict[str, Path] = {
            "name": (*at, "name"),
            "headline": (*at, "label"),
            "body": (*at, "summary"),
            "profiles": (*at, "profiles"),
        }
        yield self.incoming("people", values, at, places)

    def _education(self, item: dict[str, Any], at: Path) -> str:
        """Give a line of somebody's background: what was learnt, where, and when."""
        said = {key: self.words((*at, key), item.get(key)) for key in ("studyType", "area", "institution", "startDate", "endDate")}
        what = " ".join(filter(None, (said["studyType"], said["area"])))
        years = "–".join(dict.fromkeys(day[:4] for day in (said["startDate"], said["endDate"]) if day))
        for key in ("score", "courses", "url"):
            if item.get(key):
                self.tell((*at, key), f"`education.{key}`", "it is one line of the person's background")
        line = ", ".join(filter(None, (what, said["institution"])))
        return f"{line} ({years})" if line and years else line

    def _position(self, item: dict[str, Any], at: Path) -> Iterator[Incoming]:
        """Give the story of a position: what somebody did where, from its first day."""
        place = self.text(at, item.get("name") or item.get("organization") or item.get("company"))
        position = self.text((*at, "position"), item.get("position"))
        values: Values = {
            "title": ", ".join(filter(None, (position, place))),
            "date": self.day(at, item, "endDate", "startDate"),
            "kind": "career",
            "summary": self.words((*at, "summary"), item.get("summary")),
            "links": self.links(at, item, place or "Site"),
            "body": self.highlights(at, item),
        }
        yield self.incoming(
            "stories", values, at, {"title": at, "date": self.where(at, item, "endDate", "startDate"), "summary": (*at, "summary")}
        )

    def _project(self, item: dict[str, Any], at: Path) -> Iterator[Incoming]:
        """Give a goal or a story. A project that is none of this tool's is a story."""
        is_goal = item.get("type") == GOAL
        name = self.text((*at, "name"), item.get("name"))
        values: Values = {
            "title": name,
            "summary": self.words((*at, "description"), item.get("description")),
            "tags": [self.text((*at, "keywords"), word) for word in self.listed((*at, "keywords"), item.get("keywords"), str)],
            "links": self.links(at, item, name),
        }
        end = self.day(at, item, "endDate")
        if is_goal:
            values |= {
                "status": "achieved" if end else "active",
                "owner": self.person,
                "start": self.day(at, item, "startDate"),
                "achieved": end,
            }
        else:
            values |= {"date": end or self.day(at, item, "startDate"), "kind": "project"}
        figures, rest = self._figures(at, item, is_goal)
        values |= {"indicators" if is_goal else "metrics": figures, "body": rest}
        places = {"title": (*at, "name"), "summary": (*at, "description"), "tags": (*at, "keywords")}
        places |= {"start": (*at, "startDate"), "achieved": (*at, "endDate"), "date": self.where(at, item, "endDate", "startDate")}
        yield self.incoming("goals" if is_goal else "stories", values, at, places)

    def _milestone(self, item: dict[str, Any], at: Path) -> Iterator[Incoming]:
        """Give the milestone of an award or a certificate."""
        name = "title" if at[0] == "awards" else "name"
        from_ = "awarder" if at[0] == "awards" else "issuer"
        title = self.text((*at, name), item.get(name))
        giver = self.words((*at, from_), item.get(from_))
        summary = self.words((*at, "summary"), item.get("summary"))
        values: Values = {
            "title": title,
            "date": self.day(at, item, "date"),
            "summary": summary,
            "participants": [self.person] if self.person else [],
            "links": self.links(at, item, giver or title),
            "body": f"Given by {giver}." if giver else "",
        }
        yield self.incoming("milestones", values, at, {"title": (*at, name), "date": (*at, "date"), "summary": (*at, "summary")})

    def _skill(self, item: dict[str, Any], at: Path) -> Iterator[Incoming]:
        said = self.text((*at, "level"), item.get("level"))
        level = self.levels.get(said.casefold())
        if said and not level:
            scale = ", ".join(f"`{each}`" for each in self.levels.values())
            self.tell((*at, "level"), f"the level {quoted(said)}", f"the site's scale, `[skills] levels` in mkfile.toml, is {scale}")
        values: Values = {
            "title": self.text((*at, "name"), item.get("name")),
            "tags": [self.text((*at, "keywords"), word) for word in self.listed((*at, "keywords"), item.get("keywords"), str)],
            "levels": {self.today: level} if level else {},
        }
        yield self.incoming("skills", values, at, {"title": (*at, "name"), "levels": (*at, "level"), "tags": (*at, "keywords")})

    # Values.

    def items(self, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Give the items of a part, each with its path."""
        for number, item in enumerate(self.listed((name,), self.found.get(name))):
            yield (name, number), item

    def listed(self, at: Path, value: Any, kind: type = dict) -> list[Any]:
        """Give the items of a list that are of a kind; what is none is told."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(at, "a list belongs here")
            return []
        for number, item in enumerate(value):
            if not isinstance(item, kind):
                self.wrong((*at, number), "an object belongs here" if kind is dict else "a text belongs here")
        return [item for item in value if isinstance(item, kind)]

    def text(self, at: Path, value: Any) -> str:
        """Give a text of one line."""
        if value is not None and not isinstance(value, str):
            self.wrong(at, "a text belongs here")
        return " ".join(value.split()) if isinstance(value, str) else ""

    def words(self, at: Path, value: Any) -> str:
        """Give a text as Markdown that says the same."""
        if not isinstance(value, str):
            return self.text(at, value)
        return "\n\n".join(as_written(paragraph) for paragraph in _PARAGRAPHS.split(value) if paragraph.strip())

    def highlights(self, at: Path, item: dict[str, Any]) -> str:
        """Give the highlights as a list of Markdown."""
        return _as_list(self.listed((*at, "highlights"), item.get("highlights"), str))

    def _figures(self, at: Path, item: dict[str, Any], is_goal: bool) -> tuple[list[Value], str]:
        """Give the figures among the highlights, as this tool writes them, and the others as a list of Markdown."""
        figures: list[Value] = []
        rest: list[str] = []
        for each in self.listed((*at, "highlights"), item.get("highlights"), str):
            match = (_STANDS if is_goal else _CHANGED).fullmatch(each.strip())
            if match is None:
                rest.append(each)
            elif is_goal:
                figures.append(_set(name=match["name"], unit=match["unit"], target=match["target"], readings={self.today: match["now"]}))
            else:
                figures.append(_set(name=match["name"], before=match["before"], after=match["after"], unit=match["unit"]))
        return figures, _as_list(rest)

    def links(self, at: Path, item: dict[str, Any], label: str) -> list[Value]:
        url = self.text((*at, "url"), item.get("url"))
        return [{"label": label, "url": url}] if url else []

    def day(self, at: Path, item: dict[str, Any], *keys: str) -> str:
        """Give the first day that one of these keys has. One that lacks its day or its month is the first one there may be."""
        path = self.where(at, item, *keys)
        written = self.text(path, item.get(str(path[-1])))
        match = _DAY.fullmatch(written)
        if match and not match[3]:
            day = f"{match[1]}-{match[2] or '01'}-01"
            self.problems.append(
                Diagnostic(Code.NO_PLACE, self.span(path), f"`{written}` is no whole day; it is taken as {day}", "correct it in the record")
            )
            return day
        return written

    def where(self, at: Path, item: dict[str, Any], *keys: str) -> Path:
        return (*at, next((key for key in keys if item.get(key)), keys[-1]))

    def incoming(self, type: str, values: Values, at: Path, places: dict[str, Path]) -> Incoming:
        """Give a record of those values that say something."""

        def where(path: Path, line: int, column: int) -> tuple[int, int]:
            span = self.span(places.get(str(path[0]), at) if path else at)
            return span.line, span.column

        return Incoming(type, "", self.portfolio, {name: value for name, value in values.items() if value}, self.file, where)

    def span(self, path: Path) -> Span:
        return locate(self.yaml, path)

    def wrong(self, at: Path, said: str) -> None:
        self.problems.append(Diagnostic(Code.BAD_IMPORT, self.span(at), said, "jsonresume.org/schema describes a résumé"))

    def tell(self, at: Path, what: str, why: str) -> None:
        self.problems.append(Diagnostic(Code.NO_PLACE, self.span(at), f"{what} has no place in a record", why))
