"""What an editor with yaml-language-server says of records, after `mentorsite schema --write` and with the settings that it wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from mentorsite.cli.group import group
from mentorsite.reading.front_matter import take_apart
from tests.browser.conftest import MODULES, needed
from tests.browser.language_server import LanguageServer
from tests.conftest import ROOT, write_files

PROGRAM = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
SITE = {
    "mkfile.toml": '[site]\ntitle = "A site"\n[skills]\nlevels = ["Watching", "Doing"]\n',
    "content/people/ana.yaml": "name: Ana Silva\n",
    "content/people/ben.md": "---\nname: 'Ben: the second'\n---\n",
    "content/mentorships/agreement.yaml": "title: Our agreement\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-12\n",
    "content/goals/lead.yaml": "title: Lead reviews\ntags: [calm]\n",
    "content/feedback/_defaults.yaml": "from: ana\nvisibility: review\n",
}


def started(root: Path) -> LanguageServer:
    """Start the server as VS Code does, with the settings of the site and without the schemas of other tools."""
    needed(shutil.which("node") is not None, "node")
    needed(PROGRAM.exists(), "the npm package yaml-language-server")
    result = CliRunner().invoke(group, ["schema", "--write", "--config", str(root / "mkfile.toml")], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    return LanguageServer(PROGRAM, root, {"yaml.schemaStore.enable": False, **settings})


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor in a small site."""
    root = tmp_path_factory.mktemp("site")
    write_files(root, SITE)
    server = started(root)
    yield server
    server.close()


def front_matter_alone(text: str) -> str:
    """Give a Markdown text as an editor hands it over that knows front matter: all else is empty lines."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    return "\n".join(lines[:end] + [""] * (len(lines) - end))


@pytest.mark.browser
def test_what_is_wrong_in_a_record_is_underlined_in_words(editor: LanguageServer) -> None:
    text = "title: Lead\nstatsu: active\nstatus: activ\ndue: soon\nlinks:\n  - label: x\n    url: example.org\n"
    assert editor.open("content/goals/wrong.yaml", text) == [
        "2: Property statsu is not allowed.",
        '3: Value is not accepted. Valid values: "proposed", "active", "achieved", "paused", "dropped".',
        "4: Write a date as year-month-day, for example 2026-03-04.",
        "7: Begin an address with https://, http:// or mailto:.",
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/goals/right.yaml", "title: 2026\nowner: nobody-yet\ndue: 2026-03-04\ntags: [2026, calm]\n"),
        ("content/goals/several.yaml", "- id: one\n  title: One\n- id: two\n  title: Two\n"),
        ("content/portfolios/ana/goals/2026/right.yml", "title: One\n"),
        ("content/goals/skills/nearest.yaml", "title: One\nlevels:\n  2026-03-04: Doing\n"),
        ("content/feedback/given.yaml", "to: ben\nkind: recognition\ndate: 2026-03-04\n"),
        ("content/goals/_note.yaml", "anything: at all\n"),
        ("content/_attic/goals/old.yaml", "anything: at all\n"),
        ("content/notes/none.yaml", "anything: at all\n"),
    ],
)
def test_nothing_is_said_of_what_is_right_or_no_record(editor: LanguageServer, path: str, text: str) -> None:
    assert editor.open(path, text) == []


@pytest.mark.browser
def test_in_a_list_of_records_each_needs_an_id(editor: LanguageServer) -> None:
    assert editor.open("content/goals/list.yaml", "- id: one\n  title: One\n- title: Two\n") == ['3: Missing property "id".']


@pytest.mark.browser
def test_the_nearest_folder_that_is_named_after_a_type_counts(editor: LanguageServer) -> None:
    said = editor.open("content/goals/skills/other.yaml", "title: One\nstatus: active\nlevels:\n  2026-03-04: Mastering\n")
    assert said == ["2: Property status is not allowed.", '4: Value is not accepted. Valid values: "Watching", "Doing".']


@pytest.mark.browser
def test_fields_are_offered_with_what_they_are_and_what_they_need(editor: LanguageServer) -> None:
    editor.open("content/goals/fields.yaml", "title: One\n\nindicators:\n  - name: x\n    \n")
    offered = editor.complete("content/goals/fields.yaml", 2, 1)
    assert {"status", "owner", "due", "milestones", "visibility"} <= set(offered)
    assert "title" not in offered
    assert offered["due"]["documentation"] == "By when it should be reached."
    assert offered["milestones"]["insertText"].startswith("milestones:\n  - title: ")
    assert offered["mentorship"]["insertText"] == "mentorship: agreement"
    inner = editor.complete("content/goals/fields.yaml", 5, 5)
    assert {"target", "unit", "readings"} <= set(inner)
    assert "status" not in inner


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "line", "column", "offered"),
    [
        ("title: x\nstatus: \n", 2, 9, {"proposed", "active", "achieved", "paused", "dropped"}),
        ("title: x\nvisibility: \n", 2, 13, {"private", "pair", "review", "public"}),
        ("title: x\nowner: \n", 2, 8, {"ana", "ben"}),
        ("title: x\ntags:\n  - \n", 3, 5, {"calm"}),
        ("title: x\nrevisions: []\nskills: [a]\nmentorship: \n", 4, 13, {"agreement"}),
    ],
)
def test_values_are_offered(editor: LanguageServer, text: str, line: int, column: int, offered: set[str]) -> None:
    path = f"content/goals/values-{line}-{column}.yaml"
    editor.open(path, text)
    assert set(editor.complete(path, line, column)) == offered


@pytest.mark.browser
def test_a_record_is_offered_with_its_title(editor: LanguageServer) -> None:
    editor.open("content/checkins/2026-03-04-one.yaml", "participants:\n  - \ngoals: [x, ]\n")
    people = editor.complete("content/checkins/2026-03-04-one.yaml", 2, 5)
    assert {id: item["documentation"] for id, item in people.items()} == {"ana": "Ana Silva", "ben": "Ben: the second"}
    editor.open("content/stories/2026-03-04-two.yaml", "title: x\nevidence:\n  - \n")
    evidence = editor.complete("content/stories/2026-03-04-two.yaml", 3, 5)
    assert {"goals/lead", "people/ana", "mentorships/agreement"} <= set(evidence)


@pytest.mark.browser
def test_a_field_tells_what_it_is(editor: LanguageServer) -> None:
    editor.open("content/goals/told.yaml", "title: x\nstatus: active\n")
    told = editor.hover("content/goals/told.yaml", 2, 3)
    assert "Where it stands." in told
    assert "* `achieved`" in told


@pytest.mark.browser
def test_defaults_take_the_fields_of_any_type(editor: LanguageServer) -> None:
    text = "visibility: pubic\nkind: career\nid: x\nowner: \n"
    assert editor.open("content/goals/_defaults.yaml", text) == [
        '1: Value is not accepted. Valid values: "private", "pair", "review", "public".',
        "3: Property id is not allowed.",
        "4: Incorrect type. Expected one of string, number.",
    ]
    assert set(editor.complete("content/goals/_defaults.yaml", 4, 8)) == {"ana", "ben"}


@pytest.mark.browser
def test_the_modeline_says_which_schema_a_file_has_wherever_it_lies(editor: LanguageServer) -> None:
    text = "# yaml-language-server: $schema=../../.mentorsite/schemas/skills.json\ntitle: x\nstatus: active\n"
    assert editor.open("content/notes/skill.yaml", text) == ["3: Property status is not allowed."]
    assert editor.open("content/goals/front.md", f"---\n{text}") == ["4: Property status is not allowed."]


@pytest.mark.browser
def test_an_editor_that_hands_over_front_matter_alone_completes_and_checks_it(editor: LanguageServer) -> None:
    text = front_matter_alone("---\ntitle: x\nstatus: activ\n\n---\n## Why\n\nNo field: at all\n")
    assert editor.open("content/goals/front-alone.md", text, "markdown") == [
        '3: Value is not accepted. Valid values: "proposed", "active", "achieved", "paused", "dropped".'
    ]
    assert {"owner", "due"} <= set(editor.complete("content/goals/front-alone.md", 4, 1))


@pytest.mark.browser
def test_a_whole_markdown_file_is_not_yaml_to_the_server(editor: LanguageServer) -> None:
    """As docs/editors.md says: where this fails one day, it can promise more."""
    text = "---\ntitle: x\n---\n## Why\n\nNo field: at all\n"
    assert editor.open("content/goals/whole.md", text, "markdown") != []


@pytest.mark.browser
def test_nothing_is_said_of_any_record_of_the_example(tmp_path: Path) -> None:
    for name in ("content", "mkfile.toml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    server = started(tmp_path)
    texts = {}
    for file in sorted((tmp_path / "content").rglob("*")):
        if file.suffix in (".md", ".yaml"):
            path, text = file.relative_to(tmp_path).as_posix(), file.read_text("utf-8")
            if file.suffix == ".md" and take_apart(path, text)[0].yaml:
                text = front_matter_alone(text)
            texts[path] = text
    said = server.open_all(texts)
    server.close()
    assert len(said) > 60
    assert {path: problems for path, problems in said.items() if problems} == {}
