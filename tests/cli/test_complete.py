"""What shells complete: asked as shells ask, in sites that are right, large, broken or not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem

from mentorsite.cli.complete import complete_person, complete_record, complete_reference
from mentorsite.cli.group import SHELLS, group
from tests.cli.conftest import CONTROLS, HEAVY
from tests.conftest import MKFILE, ROOT, Files, Site

NewSite = Callable[[Files], Site]
Ask = Callable[..., list[str]]

SITE = {
    "content/people/ana.md": "---\nname: Ana Silva\n---\n",
    "content/people/crew.yaml": "# all of us\n- id: Ben\n  name: 'Ben: the second'\n  links:\n    - label: x\n      id: no\n-   name: Cleo\n    links:\n      - label: x\n        id: no\n    id: cleo # new\n",
    "content/goals/2026-03-04-lead reviews.md": "---\ntitle: Lead\n---\nid: no\n",
    "content/goals/first.yaml": 'title: "First one"\n',
    "content/goals/other.md": "---\nid: renamed\nnote:\n  id: no\n---\n",
    "content/checkins/first.yml": "date: 2026-03-04\n",
    "content/reviews/half-year.md": "No front matter.\n",
    "content/reviews/_draft.md": "---\nid: no\n---\n",
    "content/_attic/goals/old.md": "---\ntitle: x\n---\n",
    "content/notes/none.md": "x\n",
}


def completions(folder: Path, *words: str) -> list[CompletionItem]:
    """Give what the last of the words may become, as click's script of a shell gets it."""
    from click.shell_completion import ShellComplete

    before, incomplete = list(words[:-1]), words[-1]
    here = os.getcwd()
    os.chdir(folder)
    try:
        return ShellComplete(group, {}, "mentorsite", "_MENTORSITE_COMPLETE").get_completions(before, incomplete)
    finally:
        os.chdir(here)


@pytest.fixture
def ask(new_site: NewSite) -> Ask:
    """Give a function that asks for completions in a site of some records."""
    site = new_site(SITE)
    return lambda *words: [item.value for item in completions(site.root, *words)]


def test_targets_are_those_of_mkfile_toml(ask: Ask) -> None:
    for command in ("build", "check"):
        assert ask(command, "") == ["pair", "private", "public", "review"]
    assert ask("build", "p") == ["pair", "private", "public"]


def test_types_are_those_that_there_are(ask: Ask) -> None:
    for command in ("new", "schema"):
        assert ask(command, "go") == ["goals"]


def test_ids_come_from_names_of_files_and_from_what_is_written_in_them(ask: Ask) -> None:
    assert ask("check", "--explain", "") == ["ana", "ben", "checkins/first", "cleo", "goals/first", "half-year", "lead-reviews", "renamed"]


def test_with_a_slash_records_are_offered_with_their_type(ask: Ask) -> None:
    assert ask("check", "--explain", "goals/") == ["goals/first", "goals/lead-reviews", "goals/renamed"]
    assert ask("check", "--explain", "goal") == ["goals/first", "goals/lead-reviews", "goals/renamed"]
    assert ask("check", "--explain", "le") == ["lead-reviews"]


def test_a_path_is_left_to_the_shell(new_site: NewSite) -> None:
    (item,) = completions(new_site(SITE).root, "check", "--explain", "content/go")
    assert (item.type, item.value) == ("file", "content/go")


def test_people_and_reviews_are_offered_by_their_ids(ask: Ask) -> None:
    assert ask("check", "--subject", "") == ["ana", "ben", "cleo"]
    assert ask("review", "--person", "b") == ["ben"]
    assert ask("review", "") == ["half-year"]


def test_what_is_offered_is_told_apart_by_its_title_or_its_file(new_site: NewSite) -> None:
    root = new_site(SITE).root
    told = {item.value: item.help for item in completions(root, "check", "--explain", "")}
    assert told["ana"] == "Ana Silva"
    assert told["ben"] == "Ben: the second"
    assert told["goals/first"] == "First one"
    assert told["half-year"] == "content/reviews/half-year.md"
    assert {item.value: item.help for item in completions(root, "build", "pu")} == {"public": "for the audience public"}


def test_portfolios_and_what_is_in_them(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/portfolios/Ana B/reviews/one.md": "x",
            "content/portfolios/ben/reviews/two.md": "x",
            "content/portfolios/ben/people/cleo.md": "x",
            "content/people/dora.md": "x",
            "content/portfolios/Ana B/people/eve.md": "x",
        }
    )
    offered = lambda *words: [item.value for item in completions(site.root, *words)]  # noqa: E731
    for command in (["new", "goals", "A goal"], ["review"], ["status"]):
        assert offered(*command, "--portfolio", "") == ["Ana B", "ben"]
    assert offered("review", "") == ["one", "two"]
    assert offered("review", "--portfolio", "Ana B", "") == ["one"]
    assert offered("review", "--portfolio", "ana-b", "--person", "") == ["dora", "eve"]


def test_audiences_and_formats(ask: Ask) -> None:
    assert ask("review", "--audience", "p") == ["pair", "private", "public"]
    assert ask("check", "--format", "") == ["text", "json", "github"]


def test_another_mkfile_is_that_of_the_line(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site({"one/mkfile.toml": MKFILE, "one/content/people/ana.md": "x"})
    assert [item.value for item in completions(site.root, "check", "--config", "one/mkfile.toml", "--subject", "")] == ["ana"]


def test_references_and_people_for_whatever_option_takes_them(new_site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(new_site(SITE).root)
    parameter = click.Option(["--about"])
    with click.Context(group) as context:
        assert [item.value for item in complete_reference(context, parameter, "people/")] == ["people/ana", "people/ben", "people/cleo"]
        assert [item.value for item in complete_person(context, parameter, "c")] == ["cleo"]
        assert [item.value for item in complete_record(context, parameter, "an")] == ["ana"]


class TestSilence:
    """Whatever is wrong, nothing is said in the middle of somebody's line."""

    LINES = (["build", ""], ["check", "--explain", ""], ["review", "--portfolio", ""], ["check", "--subject", ""])

    @pytest.mark.parametrize("words", LINES)
    def test_outside_a_site_nothing_is_offered(self, tmp_path: Path, words: list[str]) -> None:
        assert completions(tmp_path, *words) == []

    def test_of_an_mkfile_with_errors_no_target_is_offered(self, new_site: NewSite) -> None:
        for text in ("[sites]\n", "= broken", b"\xff"):
            assert completions(new_site({"mkfile.toml": text}).root, "build", "") == []

    def test_broken_records_are_passed_over(self, new_site: NewSite) -> None:
        site = new_site(
            {
                "content/goals/bytes.md": b"\xff\xfe\x00",
                "content/goals/never.md": "---\nid: [\n",
                "content/goals/list.yaml": "- [\n- : x\n-\n- id: one\n",
                "content/goals/empty.yaml": "",
                "content/goals/...md": "x",
            }
        )
        os.symlink("nowhere", site.root / "content" / "goals" / "link.md")
        (site.root / "content" / "goals" / "folder.md").mkdir()
        assert [item.value for item in completions(site.root, "check", "--explain", "")] == ["bytes", "empty", "never", "one"]

    def test_titles_cannot_steer_the_terminal(self, new_site: NewSite) -> None:
        site = new_site({"content/people/ana.yaml": f"name: {CONTROLS}\n"})
        (item,) = completions(site.root, "check", "--subject", "")
        assert item.help == r"a\x1b[31mb\u202ec\x9bd"


def asked(folder: Path, line: str, shell: str = "bash") -> subprocess.CompletedProcess[str]:
    """Ask in a process of its own, as a shell does."""
    words = line.split(" ")
    environment = {**os.environ, "_MENTORSITE_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    program = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from mentorsite.__main__ import main; main()"
    )
    return subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "offered"),
    [("mentorsite ", "build"), ("mentorsite build ", "public"), ("mentorsite new ", "goals"), ("mentorsite check --explain ", "half-year")],
)
def test_asking_imports_nothing_heavy(new_site: NewSite, line: str, offered: str) -> None:
    done = asked(new_site(SITE).root, line)
    assert f"plain,{offered}\n" in done.stdout
    assert {name.partition(".")[0] for name in done.stderr.split()}.isdisjoint(HEAVY)


DRIVERS = {
    # The function that completes is called with the words that a shell would have; nothing needs a terminal.
    "bash": """
        source ./script
        COMP_WORDS=({words}); COMP_CWORD={last}; _mentorsite_completion mentorsite; printf '%s\\n' "${{COMPREPLY[@]}}"
    """,
    "zsh": """
        autoload -Uz compinit; compinit -D -u
        source ./script
        compadd() {{ local kept; for kept in "${{completions[@]}}"; do print -r -- "$kept"; done }}
        _describe() {{ local kept; for kept in "${{completions_with_descriptions[@]}}"; do print -r -- "${{kept%%:*}}"; done }}
        words=({words}); CURRENT={next}; _mentorsite_completion
    """,
    "fish": "source ./script; complete -C '{line}' | string split -f1 \\t; true",
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mentorsite sch", ["schema"]),
        ("mentorsite build pu", ["public"]),
        ("mentorsite check --subject ", ["ana", "ben", "cleo"]),
        ("mentorsite check --explain goals/", ["goals/first", "goals/lead-reviews", "goals/renamed"]),
        ("mentorsite new mil", ["milestones"]),
        ("mentorsite review half", ["half-year"]),
    ],
)
def test_a_real_shell_completes(new_site: NewSite, tmp_path: Path, shell: str, line: str, offered: list[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        assert shell != "bash"
        pytest.skip(f"{shell} is missing")
    site = new_site(SITE)
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "mentorsite"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mentorsite "$@"\n', "utf-8")
    command.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }

    def of_shell(text: str) -> str:
        plainly = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
        done = subprocess.run([program, *plainly, "-c", text], cwd=site.root, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout

    (site.root / "script").write_text(of_shell(f"mentorsite --completion {shell}"), "utf-8")
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    said = of_shell(DRIVERS[shell].format(line=line, words=quoted, last=len(words) - 1, next=len(words)))
    assert said.split("\n")[:-1] == offered


def test_a_shell_that_is_not_known_is_wrong_use() -> None:
    from click.testing import CliRunner

    result = CliRunner().invoke(group, ["--completion", "tcsh"])
    assert result.exit_code == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in result.stderr
