"""`mentorsite publish`: what it says, and what it is asked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import click
import pytest

from mentorsite.cli.publish import command
from tests.cli.conftest import ESCAPED, HEAVY, Run, run
from tests.cli.conftest import command as run_command
from tests.publishing.conftest import BEN, MKFILE, World, git, hook, nobodys_settings, refs, world

__all__ = ["nobodys_settings", "run", "world"]

DAY = ("--date", "2026-11-24")


def test_it_says_what_became_of_the_branch_and_what_to_do_once(run: Run, world: World) -> None:
    first = run(world.site, "publish", *DAY)
    assert first.exit_code == 0
    said, once = first.stdout.splitlines()
    assert said == f"`gh-pages` of origin: 1 record for the audience `public`; {len(world.built())} new, 0 changed, 0 removed"
    assert "Settings, Pages" in once
    assert first.stderr == ""
    assert run(world.site, "publish", *DAY).stdout == "`gh-pages` of origin: 1 record for the audience `public`; nothing changed\n"
    world.site.write(BEN)
    (world.site.root / "content/goals/ada.md").unlink()
    said, *listed = run(world.site, "publish", "--verbose", *DAY).stdout.splitlines()
    assert "1 new" in said
    assert "1 removed" in said
    assert "  + goals/ben.html" in listed
    assert "  ~ data.json" in listed
    assert "  - goals/ada.html" in listed
    assert run(world.site, "publish", "--quiet", *DAY).output == ""


def test_a_dry_run_lists_the_files_and_changes_nothing(run: Run, world: World) -> None:
    run(world.site, "publish", *DAY)
    before = world.both()
    world.site.write(BEN)
    done = run(world.site, "publish", "--dry-run", *DAY)
    assert done.exit_code == 0
    assert done.stdout.startswith("`gh-pages` of origin would hold: 2 records for the audience `public`; 1 new, ")
    assert "\n  + goals/ben.html\n" in done.stdout
    assert world.both() == before


def test_the_first_target_for_the_public_is_the_one(run: Run, world: World) -> None:
    pair, public = MKFILE.index("[targets.pair]"), MKFILE.index("[targets.public]")
    world.site.write({"mkfile.toml": MKFILE[:public] + MKFILE[pair:] + "\n" + MKFILE[public:pair]})
    assert "for the audience `public`" in run(world.site, "publish", *DAY).stdout


def test_mkfile_says_where_to_and_an_option_says_it_again(run: Run, world: World) -> None:
    other = world.folder / "other.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(other)], check=True)
    world.site.write({"mkfile.toml": MKFILE + '[publish]\nremote = "../other.git"\nbranch = "site"\n'})
    assert run(world.site.root / "content", "publish", *DAY).exit_code == 0
    assert refs(other).endswith("refs/heads/site")
    assert refs(world.remote) == ""
    assert run(world.site, "publish", "--remote", "origin", "--branch", "mine", *DAY).exit_code == 0
    assert refs(world.remote).endswith("refs/heads/mine")


def test_a_folder_that_is_named_is_relative_to_where_one_stands(run: Run, world: World) -> None:
    assert run(world.folder, "publish", "--config", "the source/mkfile.toml", "--remote", "the remote.git", *DAY).exit_code == 0
    assert refs(world.remote).endswith("refs/heads/gh-pages")


def test_without_a_push_it_says_so(run: Run, world: World) -> None:
    assert "`gh-pages`, not pushed: 1 record" in run(world.site, "publish", "--no-push", "--message", "For us", *DAY).stdout
    assert git(world.repository, "log", "--format=%s", "gh-pages") == "For us"


def test_a_refusal_has_its_reason_and_the_way_out(run: Run, world: World) -> None:
    hook(world.remote, "pre-receive", "echo 'remote: Permission to ana/pages.git denied to ben.' >&2; exit 1")
    done = run(world.site, "publish", *DAY)
    assert done.exit_code == 1
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("error: nothing was published: pushing to origin: the remote knows who you are, and you may not write there")
    assert second.startswith("  hint: ask for the right to write there")


def test_what_a_remote_says_cannot_colour_the_terminal(run: Run, world: World) -> None:
    hook(world.remote, "pre-receive", "printf 'a\\033[31mb\\342\\200\\256c\\302\\233d\\n' >&2; exit 1")
    said = run(world.site, "publish", *DAY).stderr
    assert ESCAPED in said
    assert "\x1b" not in said


def test_a_local_branch_that_stays_behind_is_told(run: Run, world: World) -> None:
    run(world.site, "publish", *DAY)
    world.site.write(BEN)
    hook(world.repository / ".git", "pre-push", "git update-ref refs/heads/gh-pages main")
    done = run(world.site, "publish", *DAY)
    assert done.exit_code == 0
    assert done.stderr == "the local branch `gh-pages` was moved meanwhile and stays as it is; what was pushed is published\n"


def test_an_error_of_the_site_is_told_with_its_place(run: Run, world: World) -> None:
    world.site.write({"content/goals/ben.md": "---\ntitel: x\n---\n"})
    done = run(world.site, "publish", *DAY)
    assert done.exit_code == 1
    assert "content/goals/ben.md:2:1: error[M104]" in done.stderr
    assert done.stderr.endswith("nothing was published\n")
    assert refs(world.remote) == ""


def test_results_and_refusals_are_json_for_scripts(run: Run, world: World) -> None:
    found = json.loads(run(world.site, "publish", "--format", "json", *DAY).stdout)
    assert found["published"] is True
    assert found["commit"] == git(world.remote, "rev-parse", "gh-pages")
    assert "index.html" in found["added"]
    assert (found["branch"], found["remote"], found["records"], found["problems"]) == ("gh-pages", "origin", 1, [])
    done = run(world.site, "publish", "pair", "--format", "json", *DAY)
    assert done.exit_code == 1
    refused = json.loads(done.stdout)
    assert refused["published"] is False
    assert "for the audience `pair`" in refused["refused"]
    assert "allow_publish" in refused["hint"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--branch", "a b"), "`a b` can be no branch"),
        (("--message", " "), "a commit needs words"),
        (("--setup", "x"), "'github', 'gitlab'"),
    ],
)
def test_wrong_use_is_said_before_anything_is_done(run: Run, world: World, arguments: tuple[str, ...], said: str) -> None:
    done = run(world.site, "publish", *arguments, *DAY)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (world.site.root / "public").exists()


@pytest.mark.parametrize(("host", "place"), [("github", ".github/workflows/portfolio.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_set_up_writes_the_file_of_a_host_and_publishes_nothing(run: Run, world: World, host: str, place: str) -> None:
    done = run(world.site, "publish", "--setup", host)
    assert done.exit_code == 0
    assert Path(done.stdout.strip()) == world.repository.resolve() / place
    assert refs(world.remote) == ""
    again = run(world.site, "publish", "--setup", host)
    assert again.exit_code == 1
    assert "nothing was written" in again.stderr
    assert run(world.site, "publish", "pair", "--setup", host).exit_code == 1


def test_help_costs_none_of_what_takes_long_to_import(world: World) -> None:
    script = f"import sys\nfrom mentorsite.cli.publish import command\nprint([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(["python", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert run_command(world.site.root, "publish", "--help").returncode == 0


def test_every_option_is_on_the_page_on_publishing() -> None:
    text = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text("utf-8")
    own = {name for option in command.params for name in option.opts if name.startswith("--")}
    common = {"--config", "--date", "--format", "--quiet", "--verbose"}
    assert sorted(name for name in own - common if f"`{name}" not in text) == []
    assert isinstance(command, click.Command)
