"""`_defaults.yaml` gives values to the records below it."""

from __future__ import annotations

from pathlib import Path

from mentorsite.diagnostics import Code, Diagnostic, Span
from mentorsite.reading.defaults import Defaults, read_defaults
from mentorsite.reading.files import walk
from mentorsite.reading.sheets import Source
from mentorsite.reading.yaml_nodes import YamlText
from tests.conftest import write_files

NAMES = frozenset({"title", "visibility", "tags", "owner"})


def defaults_of(root: Path, files: dict[str, str]) -> tuple[Defaults, list[Diagnostic]]:
    write_files(root, files)
    found, _ = walk(root, "content")
    return read_defaults(found, 1000)


def completed(defaults: Defaults, path: str, own: dict[str, object]) -> tuple[dict[str, object], Source]:
    return defaults.complete(path, NAMES, own, Source(path, YamlText(path, "title: x\n")))


def test_the_nearest_value_counts_and_a_records_own_before_all(tmp_path: Path) -> None:
    defaults, problems = defaults_of(
        tmp_path,
        {
            "content/_defaults.yaml": "visibility: public\ntags: [a]\nowner: ana\n",
            "content/goals/_defaults.yaml": "visibility: review\n",
            "content/goals/old/_defaults.yaml": "tags: [b]\n",
        },
    )
    assert problems == []
    values, source = completed(defaults, "content/goals/old/x.md", {"title": "X", "owner": "ben"})
    assert values == {"title": "X", "owner": "ben", "visibility": "review", "tags": ["b"]}
    assert source.locate_value(("visibility",)) == Span("content/goals/_defaults.yaml", 1, 13)
    assert source.locate_value(("tags",)) == Span("content/goals/old/_defaults.yaml", 1, 7)
    assert source.locate_value(("title",)) == Span("content/goals/old/x.md", 1, 8)
    assert completed(defaults, "content/people/x.md", {})[0] == {"visibility": "public", "tags": ["a"], "owner": "ana"}


def test_a_field_that_a_record_leaves_empty_is_given_and_its_values_are_not_changed(tmp_path: Path) -> None:
    defaults, _ = defaults_of(tmp_path, {"content/_defaults.yaml": "visibility: public\n"})
    own: dict[str, object] = {"visibility": None}
    assert completed(defaults, "content/goals/x.md", own)[0] == {"visibility": "public"}
    assert own == {"visibility": None}


def test_a_field_that_the_type_does_not_have_is_not_given(tmp_path: Path) -> None:
    defaults, problems = defaults_of(tmp_path, {"content/_defaults.yaml": "duration: 45\n"})
    assert problems == []
    assert completed(defaults, "content/goals/x.md", {})[0] == {}


def test_an_empty_file_gives_nothing_and_is_no_problem(tmp_path: Path) -> None:
    defaults, problems = defaults_of(tmp_path, {"content/_defaults.yaml": "# nothing yet\n", "content/goals/_defaults.yaml": ""})
    assert problems == []
    assert not defaults.lack("content/goals/x.md")


def test_what_cannot_be_used_is_told_and_the_records_below_lack_it(tmp_path: Path) -> None:
    defaults, problems = defaults_of(
        tmp_path,
        {
            "content/goals/_defaults.yaml": "titel: x\nid: y\nbody: z\n",
            "content/pages/_defaults.yaml": "[a]\n",
            "content/people/_defaults.yaml": "a: [\n",
            "content/skills/_defaults.yaml": "#" * 1001,
            "content/stories/_defaults.yaml": "title: x\ntitle: y\n",
        },
    )
    assert [(problem.code, problem.span) for problem in sorted(problems, key=lambda problem: problem.span)] == [
        (Code.UNKNOWN_FIELD, Span("content/goals/_defaults.yaml", 1, 1)),
        (Code.UNKNOWN_FIELD, Span("content/goals/_defaults.yaml", 2, 1)),
        (Code.UNKNOWN_FIELD, Span("content/goals/_defaults.yaml", 3, 1)),
        (Code.BAD_DEFAULTS, Span("content/pages/_defaults.yaml", 1, 1)),
        (Code.BAD_YAML, Span("content/people/_defaults.yaml", 1, 4)),
        (Code.TOO_LARGE, Span("content/skills/_defaults.yaml")),
        (Code.DUPLICATE_FIELD, Span("content/stories/_defaults.yaml", 2, 1)),
    ]
    for folder in ("goals", "pages", "people", "skills", "stories"):
        assert defaults.lack(f"content/{folder}/x.md")
        assert completed(defaults, f"content/{folder}/x.md", {})[0] == {}
    assert not defaults.lack("content/checkins/x.md")


def test_a_file_that_was_meant_as_one_of_defaults_is_an_error(tmp_path: Path) -> None:
    meant = ["content/.defaults.yaml", "content/_visibility.yaml", "content/default.yaml", "content/goals/_defaults.yaml.txt"]
    others = [
        "content/goals/2026/default.yaml",
        "content/_settings.yaml",
        "content/_index.md",
        "content/goals/a.md",
        "content/defaults.png",
    ]
    _, problems = defaults_of(tmp_path, dict.fromkeys([*meant, *others], "visibility: private\n"))
    assert [(p.code, p.span, p.hint) for p in sorted(problems, key=lambda p: p.span)] == [
        (Code.BAD_DEFAULTS, Span(path), "name it `_defaults.yaml`") for path in meant
    ]


def test_a_default_that_hides_and_is_left_empty_is_an_error(tmp_path: Path) -> None:
    defaults, (problem,) = defaults_of(tmp_path, {"content/_defaults.yaml": "tags: [a]\nvisibility:\nowner:\n"})
    assert (problem.code, problem.span) == (Code.WRONG_VALUE, Span("content/_defaults.yaml", 2, 1))
    assert problem.message == "`visibility` is left empty, and hides nothing"
    assert defaults.lack("content/goals/a.md")
