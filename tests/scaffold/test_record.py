"""The text of a new record: what is known, what is to be told, and every other field as a comment that explains it."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.records.describe import fields_of
from mentorsite.records.registry import record_types
from mentorsite.records.values import Markdown
from mentorsite.scaffold.record import LEVELS, asked_texts, draft_record
from tests.conftest import TODAY, Site
from tests.scaffold.conftest import NewDesk

TYPES = pytest.mark.parametrize("type", tuple(record_types()))
REQUIRED = {"from": "ana-ferro", "to": "ben-ode", "kind": "recognition"}


@TYPES
def test_every_field_is_written_or_explained_or_has_its_heading(type: str) -> None:
    texts = [fact.name for fact in fields_of(record_types()[type]).values() if fact.shape == "prose"]
    text = draft_record(type, {"title": "One"}, TODAY).text
    for name, fact in fields_of(record_types()[type]).items():
        if name in texts:
            asked = name in {each.name for each in asked_texts(type, {})}
            assert (f"\n## {fact.label}\n" in text) == asked, name
        elif name not in ("id", "title", "draft") and not (name == "date" and fact.required):
            assert re.search(rf"^#{name}:.*# (or .*\. )?{re.escape(fact.description)}$", text, re.MULTILINE), name


@TYPES
def test_every_comment_that_shows_a_field_is_yaml_that_the_type_takes(desk: NewDesk, type: str) -> None:
    """With the comments taken away, nothing is wrong but the references and the file, which are placeholders."""
    at = desk(type)
    text = draft_record(type, {"title": "One"}, TODAY, known={LEVELS: at.config.levels}).text
    shown = [match[1] if (match := re.match(r"#( *(?:- )?[a-z_0-9-]+:(?: .*)?)$", line)) else line for line in text.split("\n")]
    codes = {problem.code.number for problem in at.problems_in(f"content/{type}/2026-11-24-one.md", "\n".join(shown))}
    missing = {"M105"} if type in ("people", "feedback") else set()
    assert codes - missing <= {"M114", "M117", "M200", "M204"}


@TYPES
def test_the_front_matter_is_yaml_to_other_tools_too(type: str) -> None:
    text = draft_record(type, {"title": "One: two"}, TODAY).text
    assert yaml.safe_load(text.split("---\n")[1]) == {"title": "One: two", "draft": True}


@pytest.mark.parametrize(
    ("type", "values", "line"),
    [
        ("feedback", REQUIRED, "(Where and when it was)"),
        ("feedback", {**REQUIRED, "situation": "Then"}, "(What was seen or heard, without judgement)"),
        ("reflections", {"title": "x"}, ""),
        ("checkins", {"agenda": [{"topic": "One"}]}, "  - topic: One"),
        ("skills", {"title": "x"}, ""),
        ("reviews", {"title": "x"}, ""),
        ("pages", {"title": "x", "body": "All of it"}, "#nav: 45  # Its place in the navigation; without one it is not in it."),
    ],
)
def test_the_cursor_comes_to_the_first_place_to_fill_in(type: str, values: dict[str, object], line: str) -> None:
    draft = draft_record(type, values, TODAY, begin="agenda")
    assert draft.text.split("\n")[draft.line - 1] == line
    if not line:
        assert draft.text.split("\n")[draft.line - 2] in ("<!-- What went well -->", "---")


def test_the_texts_of_a_reflection_are_those_of_its_protocol() -> None:
    assert [fact.name for fact in asked_texts("reflections", {})] == ["worked", "did_not", "why"]
    assert [fact.name for fact in asked_texts("reflections", {"protocol": "what-so-what-now-what"})] == ["what", "so_what", "now_what"]
    declared = record_types()["reflections"].facts.asked_by["protocol"]
    fields = fields_of(record_types()["reflections"])
    assert all(f"(protocol `{word}`)" in fields[name].description for word, names in declared.items() for name in names)


def test_a_text_that_is_left_as_it_was_drafted_is_none_but_for_a_required_one(desk: NewDesk) -> None:
    at = desk("reflections")
    site = Site(at.config.root)
    site.write({"content/reflections/2026-11-24.md": draft_record("reflections", {}, TODAY).text})
    site.write({"content/feedback/2026-11-24.md": draft_record("feedback", REQUIRED, TODAY).text})
    records = {str(key): shown.record for key, shown in site.view("private").records.items()}
    assert not {"worked", "did_not", "why"} & records["reflections/2026-11-24"].model_fields_set
    assert {"situation", "behavior", "impact"} <= records["feedback/2026-11-24"].model_fields_set
    assert "request" not in records["feedback/2026-11-24"].model_fields_set


@given(st.text(alphabet=st.sampled_from("ab #-=`~<>:|*.\n\t\r\"'\\🎉"), min_size=1).filter(str.strip), st.sampled_from(["notes", "body"]))
def test_a_text_that_is_given_reads_back_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str, field: str) -> None:
    from mentorsite.scaffold.desk import Desk
    from tests.conftest import MKFILE, write_files

    root = tmp_path_factory.getbasetemp() / "texts"
    if not root.exists():
        write_files(root, {"mkfile.toml": MKFILE, "content/.keep": ""})
    at = Desk(Site(root).config, "checkins", "", TODAY)
    draft = draft_record("checkins", {field: text}, TODAY)
    reader = at.read_file("content/checkins/2026-11-24.md", draft.text)
    if reader.problems:
        # What no text may hold is told to those who give it.
        assert {problem.code.number for problem in reader.problems} <= {"M116", "M300", "M402"}
        return
    (sheet,) = reader.sheets
    found = getattr(sheet.record, field)
    assert isinstance(found, Markdown)
    assert found.text == text.strip("\n")
