"""The kinds of field that record types are declared with: each turns text from a file into a value, or says what is wrong.

Every scalar arrives as text, so that `title: no` stays "no" and only a date field reads a date.
An error is a `PydanticCustomError` whose type is the name of a `diagnostics.Code`; its context may hold a `hint`, and `at`, the path of the
value inside the model that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, PlainValidator, Tag, ValidationInfo, WithJsonSchema
from pydantic.annotated_handlers import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from mentorsite.diagnostics import Code, did_you_mean
from mentorsite.records.days import meant_days
from mentorsite.records.values import ANY, Attachment, Cadence, Level, Markdown, Phrase, Prose, Reference


def wrong(message: str, *, code: Code = Code.WRONG_VALUE, hint: str = "", at: tuple[str, ...] = ()) -> PydanticCustomError:
    """Make the error of a value; braces in the message are the user's own."""
    return PydanticCustomError(code.name, "{said}", {"said": message, "hint": hint, "at": at})


def quoted(value: object) -> str:
    """Show a value of the user's in a message, cut to a readable length."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


_IN_QUOTES = "put a text that holds `: ` or begins with a bracket or a hyphen in quotes"


def _text(value: object, wanted: str, hint: str = "") -> str:
    if not isinstance(value, str):
        raise wrong(f"{quoted(value)} where {wanted} belongs", hint=hint or _IN_QUOTES)
    return value


def _without_block(text: str) -> str:
    """Refuse an audience block in a field of one line, on which the fences would be words."""
    if ":::" in text:
        raise wrong("an audience block in a field of one line", code=Code.BAD_BLOCK, hint="put it into the text of the record")
    return text


def _plain(value: object) -> str:
    text = " ".join(_without_block(_text(value, "a text")).split())
    if not text:
        raise wrong("an empty text", hint="write it, or remove the field")
    return text


_LINE = WithJsonSchema({"type": ["string", "number"]})
# A title such as `2026` is read as text here, and as a number by whatever reads YAML by its own rules.
Text = Annotated[str, BeforeValidator(_plain), _LINE]
"""Plain text of one line."""


def _markdown(kind: type[Markdown], wanted: str) -> Callable[[object], Markdown]:
    def read(value: object) -> Markdown:
        text = _text(value, wanted)
        if not text.strip():
            raise wrong("an empty text", hint="write it, or remove the field")
        return kind(text.strip("\n") if kind is Prose else text.strip())

    return read


ProseText = Annotated[
    Prose, PlainValidator(_markdown(Prose, "a text")), WithJsonSchema({"type": "string", "description": "Markdown", "x-prose": True})
]
"""Markdown of any length, as a field or as a level-2 heading of the body (¶ in the documentation)."""

PhraseText = Annotated[Phrase, PlainValidator(_markdown(Phrase, "a text")), _LINE]
"""One line of Markdown: emphasis, code, links."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> date:
    text = _text(value, "a date")
    if not _DAY.fullmatch(text):
        meant = " or ".join(f"`{day}`" for day in meant_days(text))
        hint = f"write it as year-month-day: {meant}" if meant else "write it as year-month-day, for example `2026-03-04`"
        raise wrong(f"{quoted(text)} is not a date", hint=hint)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong(f"there is no day {quoted(text)}", hint="check the month and the day") from None


Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A date as `2026-03-04`. Nothing more is known of it: it may be a plan, such as a `due`, or a part of what is told."""


class Tells(Enum):
    """What a day says of what it stands in, for whoever asks how something stood at an earlier day."""

    BEGINS = "begins"
    """What the field belongs to is there from this day on."""
    HAPPENED = "happened"
    """It happened on this day: until then, the field says nothing."""


FirstDay = Annotated[Day, Tells.BEGINS]
"""The day from which what it stands in is there."""
EventDay = Annotated[Day, Tells.HAPPENED]
"""The day on which something happened."""

_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,12})?")


def _number(value: object) -> Decimal:
    text = _text(value, "a number")
    if not _NUMBER.fullmatch(text):
        raise wrong(f"{quoted(text)} is not a number that can be read here", hint=_number_hint(text))
    try:
        return Decimal(text)
    except InvalidOperation:  # digits of other scripts that Decimal does not take
        raise wrong(f"{quoted(text)} is not a number that can be read here") from None


def _number_hint(text: str) -> str:
    """Say how a number is written; where one begins the text, that one, since every field that takes a number has a unit beside it."""
    if re.fullmatch(r"\d{1,9},\d{1,2}", text, re.ASCII):
        return f"write `{text.replace(',', '.')}`, with a point"
    if found := re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)\s*(?:%|[^\W\d_][^\d_]*)", text, re.ASCII if text.isascii() else 0):
        return f"write `{found[1]}` alone; `unit` says of what"
    return "write digits, with a point for decimals and no unit, for example `4.5`"


Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]
"""A number of up to 18 digits before the point and 12 after it, kept exactly as written."""


def _count(value: object) -> int:
    text = _text(value, "a whole number")
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        minutes = re.fullmatch(r"([1-9][0-9]{0,4})\s*min(?:ute)?s?\.?", text)
        raise wrong(
            f"{quoted(text)} is not a whole number from 1 on", hint=f"write digits alone, for example `{minutes[1] if minutes else 45}`"
        )
    return int(text)


Count = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
"""A whole number from 1 to 999,999."""


def _order(value: object) -> int:
    text = _text(value, "a whole number")
    if not re.fullmatch(r"-?[0-9]{1,6}", text):
        raise wrong(f"{quoted(text)} is not a whole number", hint="write digits alone, for example `2`")
    return int(text)


Order = Annotated[int, PlainValidator(_order), WithJsonSchema({"type": "integer"})]
"""A whole number that says a place in an order."""


def _flag(value: object) -> bool:
    text = _text(value, "`true` or `false`")
    if text not in ("true", "false"):
        meant = "true" if text.lower() in ("yes", "on", "y", "1") else "false" if text.lower() in ("no", "off", "n", "0") else ""
        hint = f"did you mean `{meant}`?" if meant else did_you_mean(text, ("true", "false"))
        raise wrong(f"{quoted(text)} is neither `true` nor `false`", code=Code.UNKNOWN_CHOICE, hint=hint)
    return text == "true"


Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""`true` or `false`."""


@dataclass(frozen=True)
class Choice:
    """Marks a `Literal`: one of its words, and a suggestion when a near one was written."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = get_args(source)

        def read(value: object) -> str:
            text = _text(value, "one of " + ", ".join(words))
            if text not in words:
                listed = ", ".join(f"`{word}`" for word in words)
                raise wrong(f"{quoted(text)} is none of {listed}", code=Code.UNKNOWN_CHOICE, hint=did_you_mean(text, words))
            return text

        return core_schema.no_info_plain_validator_function(
            read, metadata={"pydantic_js_functions": [lambda schema, handler: {"type": "string", "enum": list(words)}]}
        )


_DURATION = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?")
CADENCES = {"weekly": Cadence(weeks=1), "biweekly": Cadence(weeks=2), "monthly": Cadence(months=1), "quarterly": Cadence(months=3)}
"""The words for how often, with what each means."""


def _cadence(value: object) -> Cadence:
    text = _text(value, "a cadence")
    if text in CADENCES:
        return CADENCES[text]
    duration = _DURATION.fullmatch(text)
    if duration and any(parts := [int(part or 0) for part in duration.groups()]):
        return Cadence(*parts)
    hint = did_you_mean(text, CADENCES) or "`P2W` is every two weeks, `P10D` every ten days, `P2M` every two months"
    listed = ", ".join(f"`{word}`" for word in CADENCES)
    raise wrong(f"{quoted(text)} is none of {listed}, and no length of time such as `P3W`", code=Code.UNKNOWN_CHOICE, hint=hint)


CadenceText = Annotated[
    Cadence,
    PlainValidator(_cadence),
    WithJsonSchema({"anyOf": [{"enum": list(CADENCES)}, {"type": "string", "pattern": f"^{_DURATION.pattern}$"}]}),
]
"""How often: a word, or an ISO 8601 duration such as `P3W`."""

_SCHEMES = ("https://", "http://", "mailto:")


def _url(value: object) -> str:
    text = _text(value, "an address").strip()
    if not text.lower().startswith(_SCHEMES):
        raise wrong(f"{quoted(text)} is not an address of the web", hint="begin it with `https://`, `http://` or `mailto:`")
    if found := re.search(r"[\s<>\"\x00-\x1f]", text):
        number = "".join(f"%{byte:02X}" for byte in found[0].encode())
        raise wrong(f"{quoted(text)} holds `{found[0]}`, which no address of the web may hold", hint=f"write `{number}` in its place")
    return text


Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^(https?://|mailto:)"})]
"""An address that begins with https:, http: or mailto:."""


def _picture(value: object) -> Attachment:
    text = _text(value, "a path of a picture").strip()
    if not text or text.startswith(("/", "\\")) or ":" in text:
        hint = "put the picture beside this file and write its name, for example `portrait.jpg`"
        raise wrong(f"{quoted(text)} is not a path relative to this file", hint=hint)
    return Attachment(text)


Picture = Annotated[Attachment, PlainValidator(_picture), WithJsonSchema({"type": "string"})]
"""The path of a picture, relative to the record's file."""


def _reference(to: str, or_text: bool, tree: bool) -> Callable[[object], Reference]:
    def read(value: object) -> Reference:
        hint = "write the id alone, without brackets" if isinstance(value, list) else ""
        text = " ".join(_without_block(_text(value, "a reference to a record", hint)).split())
        if not text:
            raise wrong("an empty reference", hint="write an id, or remove the field")
        return Reference(text, to, or_text, tree)

    return read


def _ref_schema(to: str, or_text: bool) -> dict[str, Any]:
    said = "`type/id` of a record" if to == ANY else f"the id of a record of type `{to}`"
    return {"type": ["string", "number"], "description": f"{said}, or any text" if or_text else said, "x-reference": to}


def _to(to: str, *, or_text: bool = False, tree: bool = False) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(_reference(to, or_text, tree)), WithJsonSchema(_ref_schema(to, or_text))


AnyRef = Annotated[Reference, *_to(ANY)]
PersonRef = Annotated[Reference, *_to("people")]
PersonOrText = Annotated[Reference, *_to("people", or_text=True)]
MentorshipRef = Annotated[Reference, *_to("mentorships")]
GoalRef = Annotated[Reference, *_to("goals")]
ParentGoal = Annotated[Reference, *_to("goals", tree=True)]
SkillRef = Annotated[Reference, *_to("skills")]
CheckinRef = Annotated[Reference, *_to("checkins")]
MilestoneRef = Annotated[Reference, *_to("milestones")]


def _level(value: object, info: ValidationInfo) -> Level:
    scale: tuple[str, ...] = (info.context or {}).get("levels", ())
    text = _plain(value)
    if text in scale:
        return Level(scale.index(text) + 1, text)
    if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= len(scale):
        return Level(int(text), scale[int(text) - 1])
    listed = ", ".join(f"`{name}`" for name in scale)
    hint = did_you_mean(text, scale) or f"the scale, `[skills] levels` in mkfile.toml, is {listed}"
    raise wrong(
        f"{quoted(text)} is no level of this site's scale, and no number from 1 to {len(scale)}", code=Code.UNKNOWN_CHOICE, hint=hint
    )


LevelName = Annotated[Level, PlainValidator(_level), WithJsonSchema({"type": ["string", "integer"], "x-level": True})]
"""A level of the site's scale by its name, or by its number from 1."""


class Part(BaseModel):
    """A group of fields inside a record."""

    # What validates a type is built where the first record of it is read: what is kept has been validated.
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", populate_by_name=False, arbitrary_types_allowed=True)


class WebLink(Part):
    """A labelled address outside the site."""

    label: Text
    """What the link is called."""
    url: Url
    """Where it leads."""


class Revision(Part):
    """A change that was agreed."""

    date: FirstDay
    """When."""
    change: PhraseText
    """What changed."""
    why: PhraseText | None = None
    """For what reason."""


EVIDENCE_MARKS = ("<reference>", "<link>")
"""What pydantic puts into the path of an error to say as what a piece of evidence was read."""


def _mark_of(value: object) -> str:
    return EVIDENCE_MARKS[1] if isinstance(value, dict | WebLink) else EVIDENCE_MARKS[0]


Evidence = Annotated[Annotated[AnyRef, Tag(EVIDENCE_MARKS[0])] | Annotated[WebLink, Tag(EVIDENCE_MARKS[1])], Discriminator(_mark_of)]
"""A record as `type/id`, or a labelled address."""
