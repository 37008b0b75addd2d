"""The documentation tells the truth: what is generated is up to date, what is named is there, what is shown works."""

from __future__ import annotations

import importlib.util
import json
import posixpath
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml
from click.testing import CliRunner

from mentorsite.cli.group import SHELLS, group
from mentorsite.cli.new import command as new
from mentorsite.cli.reports import as_text
from mentorsite.config import KEYS, read_config
from mentorsite.diagnostics import Code, Diagnostic, Severity, Span
from mentorsite.scaffold.editors import SCHEMAS
from mentorsite.scaffold.starter import starter_files
from tests.conftest import ROOT, write_files


def generator() -> ModuleType:
    """Load docs/generate.py."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["content.md", "problems.md", "data.md"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == generator().FILES[name](), "run: python docs/generate.py"


def test_every_key_of_mkfile_toml_is_documented_and_what_is_documented_is_right(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "mkfile.md").read_text("utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    values = tomllib.loads(shown)
    assert {table: set(keys) for table, keys in KEYS.items()} == {table: set(values[table]) for table in KEYS}
    (tmp_path / "mkfile.toml").write_text(shown, "utf-8")
    config, problems = read_config(tmp_path / "mkfile.toml")
    assert problems == []
    assert config is not None


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    with click.Context(group) as context:
        names = group.list_commands(context)
    assert names
    assert [name for name in names if f"mentorsite {name}" not in text] == []


def test_every_file_that_the_documentation_links_to_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    wrong = []
    for page in pages:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            if "://" not in target and not (page.parent / target).exists():
                wrong.append(f"{page.relative_to(ROOT)}: {target}")
    assert wrong == []


def test_the_record_that_the_page_on_writing_shows_is_the_one_that_is_written(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```markdown\n(.*?)```", (ROOT / "docs" / "writing.md").read_text("utf-8"), re.DOTALL)
    write_files(tmp_path, dict(starter_files("Our year", date(2026, 11, 24))))
    write_files(tmp_path, {"content/milestones/2026-11-24-first-review-led.md": "---\ntitle: First review led\n---\n"})
    arguments = ["new", "reflection", "--about", "first-review-led", "--date", "2026-11-26", "--config", str(tmp_path / "mkfile.toml")]
    assert CliRunner().invoke(group, arguments).exit_code == 0
    (written,) = (tmp_path / "content" / "reflections").iterdir()
    assert written.read_text("utf-8") == shown


def test_every_option_of_new_is_on_the_page_on_writing() -> None:
    text = (ROOT / "docs" / "writing.md").read_text("utf-8")
    own = {name for option in new.params for name in option.opts if name.startswith("--")}
    common = {"--config", "--quiet", "--verbose", "--edit"}
    assert sorted(name for name in own - common if f"`{name}" not in text) == []


def test_a_record_type_is_one_file_as_the_guide_for_contributors_says(tmp_path: Path) -> None:
    """The type that CONTRIBUTING.md shows, in a copy of the package: read, referred to, checked, published, in the schema."""
    (module,) = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    for folder in ("mentorsite", "themes"):
        shutil.copytree(ROOT / folder, tmp_path / "copy" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "copy" / "mentorsite" / "records" / "types" / "books.py").write_text(module, "utf-8")
    write_files(
        tmp_path / "site",
        {
            "mkfile.toml": '[site]\ntitle = "Books"\n[visibility]\nbooks = "public"\n',
            "content/people/ana.yaml": "name: Ana",
            "content/books/one.md": "---\ntitle: The one\nby: Somebody\nfinished: 2026-03-04\nlent_by: ana\n---\n## Thoughts\n\nA quiet thought.\n",
        },
    )

    def run(*arguments: str) -> str:
        environment = {"PYTHONPATH": str(tmp_path / "copy"), "PATH": ""}
        command = [sys.executable, "-m", "mentorsite", *arguments]
        return subprocess.run(command, cwd=tmp_path / "site", env=environment, check=True, capture_output=True, text=True).stdout

    run("build", "--date", "2026-11-24")
    page = (tmp_path / "site" / "public" / "books" / "one.html").read_text("utf-8")
    for text in ("The one", "Somebody", "4 March 2026", "someone", "A quiet thought."):
        assert text in page
    assert (tmp_path / "site" / "public" / "books" / "index.html").exists()
    assert '"finished"' in run("schema", "books")
    assert run("new", "book", "Another", "--set", "by=Somebody").strip() == "content/books/another.md"


EDITORS = (ROOT / "docs" / "editors.md").read_text("utf-8")


def test_the_task_that_is_shown_for_an_editor_finds_every_problem_with_its_place() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", EDITORS, re.DOTALL)
    pattern = json.loads(shown)["tasks"][0]["problemMatcher"]["pattern"]
    for severity in Severity:
        code = next(code for code in Code if code.severity is severity)
        problem = Diagnostic(code, Span("content/goals/a: b.md", 7, 3), "a `message`: with a colon", "a hint")
        found = [match for line in click.unstyle(as_text(problem)).split("\n") if (match := re.fullmatch(pattern["regexp"], line))]
        assert [[match[pattern[name]] for name in ("file", "line", "column", "severity", "code", "message")] for match in found] == [
            ["content/goals/a: b.md", "7", "3", severity.value, code.number, "a `message`: with a colon"]
        ]


def test_the_lines_that_are_shown_for_vim_find_every_problem_with_its_place(tmp_path: Path) -> None:
    vim = shutil.which("vim")
    if vim is None:
        pytest.skip("vim is missing")
    (shown,) = re.findall(r"```vim\n(.*?)```", EDITORS, re.DOTALL)
    problem = Diagnostic(Code.UNKNOWN_FIELD, Span("content/goals/a.md", 7, 3), "unknown `field`", "a hint")
    (tmp_path / "said").write_text(click.unstyle(as_text(problem)) + "\n1 error\n", "utf-8")
    listed = "let found = map(getqflist(), {_, e -> join([bufname(e.bufnr), e.lnum, e.col, e.type, e.text], '|')})"
    (tmp_path / "script.vim").write_text(f"{shown}cgetfile said\n{listed}\ncall writefile(found, 'found')\nqa!\n", "utf-8")
    subprocess.run([vim, "-es", "-u", "NONE", "-N", "-S", "script.vim"], cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "found").read_text("utf-8") == "content/goals/a.md|7|3|e|unknown `field`\n"


def test_the_modeline_that_is_shown_leads_from_a_record_to_its_schema() -> None:
    (path,) = re.findall(r"# yaml-language-server: \$schema=(\S+)", EDITORS)
    assert posixpath.normpath(f"content/goals/{path}") == f"{SCHEMAS}/goals.json"


def test_the_hook_for_pre_commit_runs_a_command_that_there_is_and_the_documentation_names_it() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert f"- id: {hook['id']}\n" in EDITORS
    program, *arguments = hook["entry"].split()
    assert program == "mentorsite"
    with group.make_context("mentorsite", list(arguments)) as context:
        command = group.get_command(context, arguments[0])
        assert command is not None
        command.make_context(arguments[0], arguments[1:], parent=context)
    for path in ("mkfile.toml", "content/goals/a.md", "static/a.txt", "themes/own/theme.toml"):
        assert re.search(hook["files"], path)
    for path in ("README.md", "notes/mkfile.toml", "content.md"):
        assert not re.search(hook["files"], path)
    assert hook["always_run"] is True


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_that_is_completed_has_its_line_in_the_documentation(shell: str) -> None:
    assert f"mentorsite --completion {shell}" in EDITORS
