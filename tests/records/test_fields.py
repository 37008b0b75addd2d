"""The kinds of field: what each takes, and what it says of all else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mentorsite.diagnostics import Code
from mentorsite.records import fields
from mentorsite.records.fields import Choice, quoted, wrong
from mentorsite.records.values import ANY, Attachment, Cadence, Level, Phrase, Prose, Reference

LEVELS = ("Novice", "Expert", "3")
Size = Annotated[Literal["small", "big"], Choice()]


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context={"levels": LEVELS})


def refusal(kind: Any, value: object) -> tuple[str, str, str]:
    """Give the code, the message and the hint of what is refused."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (detail,) = caught.value.errors()
    return detail["type"], detail["ctx"]["said"], detail["ctx"]["hint"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (fields.Text, "  one\n two ", "one two"),
        (fields.ProseText, "\n\n  one\ntwo\n\n", Prose("  one\ntwo")),
        (fields.PhraseText, " *one* ", Phrase("*one*")),
        (fields.Day, "2026-03-04", date(2026, 3, 4)),
        (fields.Day, "2028-02-29", date(2028, 2, 29)),
        (fields.Number, "4.50", Decimal("4.50")),
        (fields.Number, "-0.000000000001", Decimal("-0.000000000001")),
        (fields.Number, "+7", Decimal(7)),
        (fields.Number, "123456789012345678", Decimal(123456789012345678)),
        (fields.Count, "45", 45),
        (fields.Count, "999999", 999999),
        (fields.Order, "-3", -3),
        (fields.Order, "0", 0),
        (fields.Flag, "true", True),
        (fields.Flag, "false", False),
        (Size, "big", "big"),
        (fields.CadenceText, "weekly", Cadence(weeks=1)),
        (fields.CadenceText, "biweekly", Cadence(weeks=2)),
        (fields.CadenceText, "monthly", Cadence(months=1)),
        (fields.CadenceText, "quarterly", Cadence(months=3)),
        (fields.CadenceText, "P3W", Cadence(weeks=3)),
        (fields.CadenceText, "P1Y2M10D", Cadence(years=1, months=2, days=10)),
        (fields.Url, " https://example.org/?a=b&c ", "https://example.org/?a=b&c"),
        (fields.Url, "HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        (fields.Url, "mailto:ana@example.org", "mailto:ana@example.org"),
        (fields.Picture, "../photo.jpg", Attachment("../photo.jpg")),
        (fields.LevelName, "Expert", Level(2, "Expert")),
        (fields.LevelName, "1", Level(1, "Novice")),
        (fields.LevelName, "3", Level(3, "3")),
        (fields.GoalRef, " lead   reviews ", Reference("lead reviews", "goals")),
        (fields.ParentGoal, "lead", Reference("lead", "goals", tree=True)),
        (fields.PersonOrText, "The guild", Reference("The guild", "people", or_text=True)),
        (fields.AnyRef, "goals/lead", Reference("goals/lead", ANY)),
        (fields.Evidence, "goals/lead", Reference("goals/lead", ANY)),
        (fields.Evidence, {"label": "L", "url": "https://u"}, fields.WebLink(label="L", url="https://u")),
    ],
)
def test_what_a_kind_of_field_takes(kind: Any, value: object, expected: object) -> None:
    assert read(kind, value) == expected


DATE_HINT = "write it as year-month-day, for example `2026-03-04`"
NUMBER_HINT = "write digits, with a point for decimals and no unit, for example `4.5`"
TEXT_HINT = "put a text that holds `: ` or begins with a bracket or a hyphen in quotes"
WEB_HINT = "begin it with `https://`, `http://` or `mailto:`"
NO_CADENCE = "is none of `weekly`, `biweekly`, `monthly`, `quarterly`, and no length of time such as `P3W`"
DURATION_HINT = "`P2W` is every two weeks, `P10D` every ten days, `P2M` every two months"
MEANT_HINT = "write it as year-month-day: `2026-03-04`"
PICTURE_HINT = "put the picture beside this file and write its name, for example `portrait.jpg`"


@pytest.mark.parametrize(
    ("kind", "value", "code", "said", "hint"),
    [
        (fields.Text, " \n ", Code.WRONG_VALUE, "an empty text", "write it, or remove the field"),
        (fields.Text, ["x"], Code.WRONG_VALUE, "a list where a text belongs", TEXT_HINT),
        (fields.Text, {"x": "y"}, Code.WRONG_VALUE, "a group of fields where a text belongs", TEXT_HINT),
        (fields.ProseText, "\n \n", Code.WRONG_VALUE, "an empty text", "write it, or remove the field"),
        (fields.PhraseText, ["x"], Code.WRONG_VALUE, "a list where a text belongs", TEXT_HINT),
        (fields.Day, "2026-02-30", Code.WRONG_VALUE, "there is no day `2026-02-30`", "check the month and the day"),
        (fields.Day, "2026-13-01", Code.WRONG_VALUE, "there is no day `2026-13-01`", "check the month and the day"),
        (fields.Day, "0000-01-01", Code.WRONG_VALUE, "there is no day `0000-01-01`", "check the month and the day"),
        (fields.Day, "٢٠٢٦-٠٣-٠٤", Code.WRONG_VALUE, "there is no day `٢٠٢٦-٠٣-٠٤`", "check the month and the day"),
        (fields.Day, "20260304", Code.WRONG_VALUE, "`20260304` is not a date", MEANT_HINT),
        (fields.Day, "2026-03-04T10:00", Code.WRONG_VALUE, "`2026-03-04T10:00` is not a date", MEANT_HINT),
        (fields.Day, "2026-03-04\n", Code.WRONG_VALUE, "`2026-03-04\n` is not a date", MEANT_HINT),
        (fields.Day, "3/4/2026", Code.WRONG_VALUE, "`3/4/2026` is not a date", "write it as year-month-day: `2026-04-03` or `2026-03-04`"),
        (fields.Day, "soon", Code.WRONG_VALUE, "`soon` is not a date", DATE_HINT),
        (fields.Day, ["x"], Code.WRONG_VALUE, "a list where a date belongs", TEXT_HINT),
        (fields.Number, "nan", Code.WRONG_VALUE, "`nan` is not a number that can be read here", NUMBER_HINT),
        (fields.Number, "Infinity", Code.WRONG_VALUE, "`Infinity` is not a number that can be read here", NUMBER_HINT),
        (fields.Number, "1e3", Code.WRONG_VALUE, "`1e3` is not a number that can be read here", NUMBER_HINT),
        (fields.Number, "1,5", Code.WRONG_VALUE, "`1,5` is not a number that can be read here", "write `1.5`, with a point"),
        (fields.Number, "1_000", Code.WRONG_VALUE, "`1_000` is not a number that can be read here", NUMBER_HINT),
        (fields.Number, "5 days", Code.WRONG_VALUE, "`5 days` is not a number that can be read here", "write `5` alone; `unit` says of what"),
        (fields.Number, "80%", Code.WRONG_VALUE, "`80%` is not a number that can be read here", "write `80` alone; `unit` says of what"),
        (fields.Number, "1,500", Code.WRONG_VALUE, "`1,500` is not a number that can be read here", NUMBER_HINT),
        (fields.Number, "9" * 5000, Code.WRONG_VALUE, f"`{'9' * 57}…` is not a number that can be read here", NUMBER_HINT),
        (fields.Count, "0", Code.WRONG_VALUE, "`0` is not a whole number from 1 on", "write digits alone, for example `45`"),
        (fields.Count, "1000000", Code.WRONG_VALUE, "`1000000` is not a whole number from 1 on", "write digits alone, for example `45`"),
        (fields.Count, "4.5", Code.WRONG_VALUE, "`4.5` is not a whole number from 1 on", "write digits alone, for example `45`"),
        (fields.Count, "50 min", Code.WRONG_VALUE, "`50 min` is not a whole number from 1 on", "write digits alone, for example `50`"),
        (fields.Order, "first", Code.WRONG_VALUE, "`first` is not a whole number", "write digits alone, for example `2`"),
        (fields.Flag, "yes", Code.UNKNOWN_CHOICE, "`yes` is neither `true` nor `false`", "did you mean `true`?"),
        (fields.Flag, "Off", Code.UNKNOWN_CHOICE, "`Off` is neither `true` nor `false`", "did you mean `false`?"),
        (fields.Flag, "maybe", Code.UNKNOWN_CHOICE, "`maybe` is neither `true` nor `false`", ""),
        (fields.Flag, "True", Code.UNKNOWN_CHOICE, "`True` is neither `true` nor `false`", "did you mean `true`?"),
        (Size, "bgi", Code.UNKNOWN_CHOICE, "`bgi` is none of `small`, `big`", "did you mean `big`?"),
        (Size, "Big", Code.UNKNOWN_CHOICE, "`Big` is none of `small`, `big`", "did you mean `big`?"),
        (Size, ["big"], Code.WRONG_VALUE, "a list where one of small, big belongs", TEXT_HINT),
        (fields.CadenceText, "weakly", Code.UNKNOWN_CHOICE, f"`weakly` {NO_CADENCE}", "did you mean `weekly`?"),
        (fields.CadenceText, "P", Code.UNKNOWN_CHOICE, f"`P` {NO_CADENCE}", DURATION_HINT),
        (fields.CadenceText, "P0D", Code.UNKNOWN_CHOICE, f"`P0D` {NO_CADENCE}", DURATION_HINT),
        (fields.CadenceText, "PT3H", Code.UNKNOWN_CHOICE, f"`PT3H` {NO_CADENCE}", DURATION_HINT),
        (fields.Url, "example.org", Code.WRONG_VALUE, "`example.org` is not an address of the web", WEB_HINT),
        (fields.Url, "javascript:x", Code.WRONG_VALUE, "`javascript:x` is not an address of the web", WEB_HINT),
        (fields.Url, "https://a b", Code.WRONG_VALUE, "`https://a b` holds ` `, which no address of the web may hold", "write `%20` in its place"),
        (fields.Url, 'https://a"', Code.WRONG_VALUE, '`https://a"` holds `"`, which no address of the web may hold', "write `%22` in its place"),
        (fields.Picture, "/etc/passwd", Code.WRONG_VALUE, "`/etc/passwd` is not a path relative to this file", PICTURE_HINT),
        (fields.Picture, "https://a/b.png", Code.WRONG_VALUE, "`https://a/b.png` is not a path relative to this file", PICTURE_HINT),
        (fields.LevelName, "Expret", Code.UNKNOWN_CHOICE, "`Expret` is no level of this site's scale, and no number from 1 to 3", "did you mean `Expert`?"),
        (fields.LevelName, "4", Code.UNKNOWN_CHOICE, "`4` is no level of this site's scale, and no number from 1 to 3",
         "the scale, `[skills] levels` in mkfile.toml, is `Novice`, `Expert`, `3`"),
        (fields.LevelName, "0", Code.UNKNOWN_CHOICE, "`0` is no level of this site's scale, and no number from 1 to 3",
         "the scale, `[skills] levels` in mkfile.toml, is `Novice`, `Expert`, `3`"),
        (fields.GoalRef, "  ", Code.WRONG_VALUE, "an empty reference", "write an id, or remove the field"),
        (fields.GoalRef, ["a"], Code.WRONG_VALUE, "a list where a reference to a record belongs", "write the id alone, without brackets"),
        (fields.Evidence, ["a"], Code.WRONG_VALUE, "a list where a reference to a record belongs", "write the id alone, without brackets"),
    ],
)  # fmt: skip
def test_what_a_kind_of_field_refuses_and_what_it_says(kind: Any, value: object, code: Code, said: str, hint: str) -> None:
    assert refusal(kind, value) == (code.name, said, hint)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18) + 1, max_value=10**18 - 1, places=5))
def test_a_number_is_kept_exactly_as_it_is_written(number: Decimal) -> None:
    assert read(fields.Number, format(number, "f")) == number


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    assert read(fields.Day, day.isoformat()) == day


ANY_VALUE = st.recursive(
    st.text(max_size=12), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2), max_leaves=4
)
KINDS = [fields.Text, fields.ProseText, fields.PhraseText, fields.Day, fields.Number, fields.Count, fields.Order, fields.Flag, Size, fields.CadenceText, fields.Url,
         fields.Picture, fields.LevelName, fields.AnyRef, fields.PersonOrText]  # fmt: skip


@given(kind=st.sampled_from(KINDS), value=ANY_VALUE)
def test_any_value_is_taken_or_refused_with_a_code(kind: Any, value: object) -> None:
    try:
        read(kind, value)
    except ValidationError as error:
        for detail in error.errors():
            assert Code[detail["type"]].number in ("M106", "M107")
            assert detail["ctx"]["said"]


def test_a_value_of_the_user_s_is_shown_cut_to_a_readable_length() -> None:
    assert quoted("a" * 60) == f"`{'a' * 60}`"
    assert quoted("a" * 61) == f"`{'a' * 57}…`"
    assert (quoted({"a": "b"}), quoted(["a"])) == ("a group of fields", "a list")


def test_braces_in_a_message_are_the_user_s_own() -> None:
    assert wrong("{x} {said} %s").message() == "{x} {said} %s"
