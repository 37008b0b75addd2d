"""Notes become records: types, ids, fields, links, and what has no place."""

from __future__ import annotations

from typing import Any

import pytest

from mentorsite.diagnostics import Diagnostic
from mentorsite.imports.incoming import Incoming
from mentorsite.imports.markdown_notes import NoteReading, records_of
from mentorsite.imports.note_map import NoteMap, read_note_map
from mentorsite.imports.notes import read_note


def read(files: dict[str, str], **reading: Any) -> tuple[dict[str, Incoming], list[Diagnostic]]:
    """Give the records of notes by their files, and what was said."""
    notes = [note for path, text in files.items() if (note := read_note(path, path, text.encode())[0])]
    records, problems = records_of(notes, NoteReading(**reading))
    return {record.file: record for record in records}, problems


def one(text: str, path: str = "a.md", **reading: Any) -> Incoming:
    records, problems = read({path: text}, **{"type": "stories", **reading})
    assert [problem.message for problem in problems] == []
    return records[path]


def said(problems: list[Diagnostic]) -> list[str]:
    return [f"{each.span.path}:{each.span.line}:{each.span.column} {each.message}" for each in problems]


def test_the_names_that_people_use_go_to_fields() -> None:
    record = one(
        "---\ntitle: A title\ndate: 2025-03-04 18:30:00 +0100\ncategories: work reviews\ntags: [calm, Work]\nexcerpt: >\n  Two\n  lines\n"
        "slug: short\ndraft: false\nkind: decision\n---\nText.\n"
    )
    assert (record.type, record.id) == ("stories", "short")
    assert record.values == {
        "title": "A title",
        "date": "2025-03-04",
        "summary": "Two lines",
        "kind": "decision",
        "body": "Text.",
        "tags": ["work", "reviews", "calm"],
    }


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("---\ndraft: true\n---\n", True),
        ("---\ndraft: yes\n---\n", True),
        ("---\npublished: false\n---\n", True),
        ("---\npublished: true\n---\n", False),
        ("---\ndraft: false\n---\n", False),
        ("+++\ndraft = true\n+++\n", True),
    ],
)
def test_what_is_not_published_is_a_draft(text: str, draft: bool) -> None:
    assert (one(text).values.get("draft") == "true") == draft


def test_what_lies_among_drafts_is_one() -> None:
    assert one("x", "_drafts/a.md").values["draft"] == "true"


@pytest.mark.parametrize(
    ("path", "text", "title", "day", "id"),
    [
        ("2025-03-04-first-review_led.md", "x", "First review led", "2025-03-04", "first-review-led"),
        ("A note with spaces.md", "x", "A note with spaces", None, "a-note-with-spaces"),
        ("a.md", "\n# From the heading #\n\nx", "From the heading", None, "a"),
        ("a.md", "---\ntitle: Own\n---\n# Heading\n", "Own", None, "a"),
        ("wins/six/index.md", "x", "Six", None, "six"),
        ("2025-03-04.md", "x", "2025-03-04", "2025-03-04", "2025-03-04"),
    ],
)
def test_a_note_has_a_title_a_day_and_an_id(path: str, text: str, title: str, day: str | None, id: str) -> None:
    record = one(text, path)
    assert (record.values["title"], record.values.get("date"), record.id) == (title, day, id)


def test_a_note_that_is_called_after_its_day_needs_no_title_where_its_type_needs_none() -> None:
    assert "title" not in one("x", "2025-03-04.md", type="checkins").values


def test_a_person_has_a_name() -> None:
    record = one("# Ana Amaral\n\nAn engineer.", type="people")
    assert record.values == {"name": "Ana Amaral", "body": "An engineer."}


def test_the_type_is_said_by_the_note_the_mapping_or_the_folder_the_nearest_one_first() -> None:
    files = {
        "Goals/a.md": "x",
        "wins/deep/b.md": "x",
        "wins/goals/c.md": "---\ntype: story\n---\n",
        "wins/goals/d.md": "x",
        "left/e.md": "x",
        "f.md": "---\ntype: post\n---\n",
    }
    records, problems = read(files, type="pages", map=NoteMap(folders={"wins": "milestones", "left": "", "wins/goals": "goals"}))
    assert {file: record.type for file, record in records.items()} == {
        "Goals/a.md": "goals",
        "wins/deep/b.md": "milestones",
        "wins/goals/c.md": "stories",
        "wins/goals/d.md": "goals",
        "f.md": "pages",
    }
    assert problems == []
    records, problems = read(files)
    assert "f.md:1:1 nothing says of which type this note is" in said(problems)
    assert "f.md" not in records


def test_a_type_that_is_missing_is_told_once_for_a_folder() -> None:
    _, problems = read({"Daily/a.md": "A", "Daily/b.md": "B", "Daily/c.md": "C", "top.md": "D"})
    assert said(problems) == [
        "Daily/a.md:1:1 nothing says of which type this note is, and so it is with 2 more in the same folder",
        "top.md:1:1 nothing says of which type this note is",
    ]
    assert '`"Daily" = "…"`' in problems[0].hint


def test_a_folder_of_the_mapping_file_in_which_no_note_lies_is_told() -> None:
    """A name that is misspelt would else leave its notes without a type, and nothing would say why."""
    note_map, wrong = read_note_map("m.toml", b'[folders]\n"Dialy" = "pages"\n"gone" = ""\n"Daily/old" = "pages"\n')
    assert wrong == []
    _, problems = read({"Daily/old/a.md": "A"}, map=note_map)
    assert said(problems) == ["m.toml:2:1 there is no note in a folder `Dialy`"]
    assert problems[0].hint == "did you mean `Daily`?"


def test_what_has_no_place_is_told_once_with_how_many_notes_have_it() -> None:
    files = {f"{name}.md": "---\nlayout: post\ntitel: A\n---\n" for name in "abc"}
    _, problems = read({**files, "d.md": "---\nvisibility: public\nconsent: public\n---\n"}, type="people")
    assert said(problems) == [
        "a.md:2:9 `layout` has no place in people, here and in 2 more",
        "a.md:3:8 `titel` has no place in people, here and in 2 more",
        "d.md:2:13 `visibility` has no place in people",
        "d.md:3:10 `consent` has no place in people",
    ]
    assert problems[1].hint == "did you mean `title`?"


def test_a_mapping_says_where_fields_go_and_what_is_left_out() -> None:
    fields = {"": {"layout": "", "mood": "tags", "who": "visibility"}, "stories": {"mood": "summary"}}
    record = one("---\nlayout: post\nmood: calm\nwho: review\n---\n", map=NoteMap(fields=fields))
    assert (record.values["summary"], record.values["visibility"]) == ("calm", "review")
    assert "tags" not in record.values


def test_no_record_reaches_farther_than_is_said() -> None:
    assert one("x", reach={"stories": "pair"}).values["visibility"] == "pair"
    assert one("---\ntags: a\n---\n", reach={"stories": "private"}).values["visibility"] == "private"
    assert one("x", reach={"stories": "pair"}, map=NoteMap(visibility="public")).values["visibility"] == "public"


def test_a_second_value_for_a_field_is_told() -> None:
    _, problems = read({"a.md": "---\nsummary: One\ndescription: Two\nexcerpt: One\n---\n"}, type="stories")
    assert said(problems) == ["a.md:3:14 `description` would be `summary`, which is there already"]


def test_links_lead_to_records_by_path_name_title_and_other_names() -> None:
    files = {
        "goals/Lead reviews.md": "---\ntitle: To lead\naliases: [leading]\n---\n",
        "pages/plan.md": "[[Lead reviews]] [[to lead]] [[Leading]] [[goals/Lead reviews]] [x](../goals/Lead%20reviews.md) [y](2025-01-02-day.md)",
        "pages/2025-01-02-day.md": "# The day\n\n[[the day]] [[day]] [[2025-01-02-day]] [z](/2025/01/02/day.html)",
    }
    records, problems = read(files)
    goal, day = "../goals/lead-reviews.md", "../pages/day.md"
    assert problems == []
    assert records["pages/plan.md"].values["body"] == (
        f"[Lead reviews]({goal}) [to lead]({goal}) [Leading]({goal}) [Lead reviews]({goal}) [x]({goal}) [y]({day})"
    )
    assert records["pages/2025-01-02-day.md"].values["body"] == f"[the day]({day}) [day]({day}) [2025-01-02-day]({day}) [z]({day})"


def test_of_two_notes_of_one_name_the_one_beside_is_meant_or_none() -> None:
    files = {"goals/a.md": "x", "pages/a.md": "x", "pages/b.md": "[[a]]", "stories/c.md": "[[a]]"}
    records, problems = read(files)
    assert records["pages/b.md"].values["body"] == "[a](../pages/a.md)"
    assert records["stories/c.md"].values["body"] == "a"
    assert said(problems) == ["stories/c.md:1:1 the link `[[a]]` has no place: no note that is imported is called that; its words stay"]


def test_links_in_fields_become_references() -> None:
    files = {
        "people/Ana Amaral.md": "x",
        "goals/g.md": '---\nowner: "[[Ana Amaral]]"\nskills: ["[[System design|it]]", other]\n---\n',
        "skills/System design.md": '---\nlevels: {2026-01-10: 2}\nevidence: {2026-01-10: "[[g]]"}\n---\n',
    }
    records, problems = read(files)
    assert problems == []
    assert records["goals/g.md"].values["owner"] == "ana-amaral"
    assert records["goals/g.md"].values["skills"] == ["system-design", "other"]
    assert records["skills/System design.md"].values["evidence"] == {"2026-01-10": "goals/g"}
    assert records["skills/System design.md"].values["levels"] == {"2026-01-10": "2"}


def test_texts_below_the_headings_of_fields_go_there_and_what_was_hidden_is_private() -> None:
    text = "---\ntitle: T\n---\nFirst.\n\n## Outcome\n\nIt came.\n\n%%a fear%%\n\n## Else\n\nMore.\n\n## Private\n\nNot this.\n"
    record = one(text, type="milestones")
    assert record.values == {
        "title": "T",
        "outcome": "It came.",
        "private": "Not this.\n\na fear",
        "body": "First.\n\n\n\n\n\n\n\n## Else\n\nMore.",
    }
    assert record.where(("outcome",), 0, 2) == (8, 3)
    assert record.where(("body",), 0, 0) == (4, 1)
    assert record.where(("title",), 0, 0) == (2, 8)
    assert record.where(("nothing",), 0, 0) == (1, 1)


def test_words_with_a_hash_are_tags_but_for_sites_of_generators() -> None:
    assert one("---\ntags: '#calm, two words'\n---\n#Calm and #area/work").values["tags"] == ["calm", "two words", "area/work"]
    assert "tags" not in one("#one", with_tags=False).values


def test_what_obsidian_hides_in_a_field_becomes_a_part_of_the_private_notes() -> None:
    values = one("---\ntype: goal\nwhy: To learn. %%Ana asked me to%%\nprivate: Mine.\n---\nText %%and this%%\n").values
    assert (values["why"], values["private"]) == ("To learn. ", "Mine.\n\nAna asked me to\n\nand this")


def test_a_heading_of_nothing_but_spaces_takes_no_time() -> None:
    assert one("# " + " " * 100_000 + "\ntext", "goals/a.md").values["title"] == "A"


@pytest.mark.parametrize(
    ("fields", "reach", "visibility"),
    [
        ("visibility: private", "pair", "private"),
        ("Visibility: Private", "review", "private"),
        ("private: true", "pair", "private"),
        ("private: false", "pair", "pair"),
        ("visibility: public", "pair", "pair"),
        ("visibility: [private]", "pair", "pair"),
        ("private: true", "", "private"),
        ("visibility: public", "", None),
    ],
)
def test_a_note_reaches_no_farther_than_it_says(fields: str, reach: str, visibility: str | None) -> None:
    """What it says can only make it narrower."""
    (record,) = read({"goals/a.md": f"---\n{fields}\n---\n"}, reach={"goals": reach})[0].values()
    values = record.values
    assert (values.get("visibility"), values.get("private")) == (visibility, None)
