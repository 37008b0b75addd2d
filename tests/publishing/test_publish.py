"""A site is published in one commit on a branch of its own; whatever goes wrong, both sides stay as they were."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mentorsite.publishing.refusals import Refused
from tests.publishing.conftest import ADA, BEN, MKFILE, NewWorld, World, files_at, git, hook, refs


class TestFromFirstToLast:
    """What becomes of the branch."""

    def test_the_branch_holds_exactly_what_was_built(self, world: World) -> None:
        first = world.publish()
        assert first.is_first
        assert first.changes is not None
        assert set(first.changes.added) == set(world.built())
        assert world.published() == world.built()
        assert ".nojekyll" in world.published()
        assert ".mentorsite-manifest" not in world.published()
        assert world.commits() == ["Publish 1 record for the audience public"]

    def test_each_change_is_one_commit_on_top_of_the_last(self, world: World) -> None:
        world.publish()
        world.site.write(BEN)
        second = world.publish()
        assert second.changes is not None
        assert second.changes.added == ("goals/ben.html",)
        assert second.changes.changed
        assert world.published() == world.built()
        (world.site.root / "content/goals/ada.md").unlink()
        third = world.publish()
        assert third.changes is not None
        assert third.changes.removed == ("goals/ada.html",)
        assert world.published() == world.built()
        assert world.commits() == [f"Publish {number} for the audience public" for number in ("1 record", "2 records", "1 record")]

    def test_nothing_changed_is_no_commit(self, world: World) -> None:
        world.publish()
        before = world.both()
        again = world.publish()
        assert (again.commit, again.is_first) == (None, False)
        assert world.both() == before

    def test_the_same_site_on_another_branch_begins_anew_there(self, world: World) -> None:
        world.publish()
        world.publish(branch="site/ours")
        assert world.published("site/ours") == world.built()
        assert len(world.commits("site/ours")) == 1

    def test_the_words_of_the_commit_can_be_chosen(self, world: World) -> None:
        world.publish(message="Spring")
        assert world.commits() == ["Spring"]

    def test_the_commit_says_neither_a_time_zone_nor_the_name_of_a_machine(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        world.publish()
        said = git(world.remote, "cat-file", "commit", "gh-pages").split("\n")
        assert [line.rsplit(" ", 2)[0] for line in said if line.startswith(("author", "committer"))] == [
            "author Ana Ito <ana@example.org>",
            "committer Ana Ito <ana@example.org>",
        ]
        assert all(line.endswith(" +0000") for line in said if line.startswith(("author", "committer")))

    def test_a_domain_of_ones_own_is_on_the_branch(self, world: World) -> None:
        world.site.write({"mkfile.toml": MKFILE + '[publish]\ncname = "portfolio.example.org"\n'})
        world.publish()
        assert world.published() == {**world.built(), "CNAME": b"portfolio.example.org\n"}
        assert world.publish().commit is None

    def test_names_of_any_letters_are_published(self, world: World) -> None:
        world.site.write({"static/a name, with späces & (more).txt": "words", "static/東京/x.txt": "x"})
        world.publish()
        assert world.published() == world.built()
        assert "東京/x.txt" in world.published()

    def test_files_are_published_as_they_are_whatever_git_would_make_of_their_lines(self, world: World) -> None:
        git(world.repository, "config", "core.autocrlf", "true")
        world.site.write({"static/lines.txt": b"one\r\ntwo\n", "static/data.bin": bytes(range(256))})
        (world.repository / ".gitattributes").write_text("* text=auto eol=crlf\n*.html ident\n")
        world.publish()
        assert world.published() == world.built()


class TestWhereASiteLies:
    """Any repository will do."""

    def test_a_site_may_lie_in_a_folder_of_its_repository(self, new_world: NewWorld) -> None:
        world = new_world("our portfolio/site")
        (world.repository / "README.md").write_text("other things")
        world.commit()
        world.publish()
        assert world.published() == world.built()

    def test_a_repository_without_a_commit_is_one_to_publish_from(self, new_world: NewWorld) -> None:
        world = new_world()
        world.publish()
        assert world.published() == world.built()
        assert git(world.repository, "symbolic-ref", "HEAD") == "refs/heads/main"

    def test_a_detached_commit_is_one_to_publish_from(self, world: World) -> None:
        git(world.repository, "checkout", "--quiet", "--detach")
        world.publish()
        assert world.published() == world.built()

    def test_a_worktree_is_one_to_publish_from(self, world: World) -> None:
        git(world.repository, "worktree", "add", "--quiet", "../beside", "-b", "draft")
        shutil.rmtree(world.site.root / "content")
        world.site.root = world.folder / "beside"
        world.publish()
        assert world.published() == world.built()

    def test_in_a_hook_of_git_the_sites_own_repository_is_meant(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        subprocess.run(["git", "init", "--quiet", "--bare", str(world.folder / "elsewhere")], check=True)
        monkeypatch.setenv("GIT_DIR", str(world.folder / "elsewhere"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(world.folder / "index"))
        world.publish()
        monkeypatch.delenv("GIT_DIR")
        assert world.published() == world.built()

    def test_a_repository_of_the_newer_kind_of_ids(self, world: World) -> None:
        for name in (world.repository / ".git", world.remote):
            shutil.rmtree(name)
        subprocess.run(["git", "init", "--quiet", "--object-format=sha256", str(world.repository)], check=True)
        subprocess.run(["git", "init", "--quiet", "--bare", "--object-format=sha256", str(world.remote)], check=True)
        git(world.repository, "remote", "add", "origin", str(world.remote))
        for _ in range(2):
            world.publish()
            world.publish(remote=str(world.remote), branch="other")
        assert world.published() == world.published("other") == world.built()


class TestWhatIsLeftAlone:
    """What somebody is working on."""

    def test_work_tree_and_index_and_other_branches_stay_as_they_are(self, world: World) -> None:
        world.site.write({"content/goals/ada.md": ADA["content/goals/ada.md"].replace("Some", "Staged"), "notes.txt": "of nobody's"})
        git(world.repository, "add", "content/goals/ada.md")
        world.site.write(ADA | BEN)
        index = (world.repository / ".git/index").read_bytes()
        head, main = (git(world.repository, "rev-parse", name) for name in ("HEAD", "main"))
        status = git(world.repository, "status", "--porcelain")
        world.publish()
        assert git(world.repository, "status", "--porcelain") == status
        assert (world.repository / ".git/index").read_bytes() == index
        assert (git(world.repository, "rev-parse", "HEAD"), git(world.repository, "rev-parse", "main")) == (head, main)
        assert git(world.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages"
        assert not (world.site.root / ".mentorsite" / "publish").exists()

    def test_tags_and_sources_are_never_pushed(self, world: World) -> None:
        world.publish()
        git(world.repository, "tag", "--annotate", "--message", "x", "v1")
        git(world.repository, "tag", "--annotate", "--message", "x", "v2", "gh-pages")
        git(world.repository, "config", "push.followTags", "true")
        world.site.write(BEN)
        git(world.repository, "config", "remote.origin.push", "refs/heads/*:refs/heads/*")
        world.publish()
        assert git(world.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages"

    def test_asked_what_would_change_it_writes_nothing(self, world: World) -> None:
        world.publish()
        world.somebody_else_publishes()
        before, output = world.both(), world.built()
        objects = sorted(path.name for path in (world.repository / ".git/objects").rglob("*"))
        world.site.write(BEN)
        (world.site.root / "content/goals/ada.md").unlink()
        found = world.publish(dry=True)
        assert found.changes is not None
        assert (found.changes.added, found.changes.removed) == (("goals/ben.html",), ("goals/ada.html", "other.html"))
        assert found.changes.changed
        assert found.commit is None
        assert world.both() == before
        assert world.built() == output
        assert sorted(path.name for path in (world.repository / ".git/objects").rglob("*")) == objects

    def test_without_a_push_the_commit_is_on_the_local_branch_alone(self, world: World) -> None:
        world.publish(push=False)
        assert files_at(world.repository, "gh-pages") == world.built()
        assert refs(world.remote) == ""
        world.site.write(BEN)
        world.publish(push=False)
        assert git(world.repository, "rev-list", "--count", "gh-pages") == "2"

    def test_without_a_push_the_commit_is_on_top_of_what_is_known_of_the_remote(self, world: World) -> None:
        world.publish()
        git(world.repository, "update-ref", "-d", "refs/heads/gh-pages")
        world.site.write(BEN)
        world.publish(push=False)
        assert git(world.repository, "rev-parse", "gh-pages~1") == git(world.remote, "rev-parse", "gh-pages")

    def test_without_a_push_there_need_be_no_remote(self, world: World) -> None:
        git(world.repository, "remote", "remove", "origin")
        world.publish(push=False)
        assert files_at(world.repository, "gh-pages") == world.built()


class TestAnotherRepository:
    """Private sources, a public output."""

    @pytest.fixture
    def public(self, world: World) -> Path:
        place = world.folder / "public pages.git"
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(place)], check=True)
        return place

    def test_only_the_output_goes_there_and_the_own_repository_knows_nothing_of_it(self, world: World, public: Path) -> None:
        before = refs(world.repository)
        objects = sorted(path.name for path in (world.repository / ".git/objects").rglob("*"))
        world.publish(remote=str(public))
        world.site.write(BEN)
        world.publish(remote=str(public))
        assert world.published(remote=public) == world.built()
        assert len(world.commits(remote=public)) == 2
        assert refs(public).count("\n") == 0
        assert refs(world.repository) == before
        assert sorted(path.name for path in (world.repository / ".git/objects").rglob("*")) == objects
        assert refs(world.remote) == ""

    def test_the_history_of_the_branch_here_does_not_go_there(self, world: World, public: Path) -> None:
        world.publish()
        world.site.write(BEN)
        world.publish()
        world.publish(remote=str(public))
        assert len(world.commits(remote=public)) == 1
        assert world.published(remote=public) == world.built()

    def test_the_site_need_lie_in_no_repository(self, world: World, public: Path) -> None:
        shutil.rmtree(world.repository / ".git")
        for _ in range(2):
            world.publish(remote=public.as_uri())
        assert world.published(remote=public) == world.built()
        assert len(world.commits(remote=public)) == 1

    def test_a_branch_with_anything_else_is_not_written_over(self, world: World, public: Path) -> None:
        git(world.repository, "push", "--quiet", str(public), "main")
        before = refs(public)
        with pytest.raises(Refused, match="holds something other than a published site"):
            world.publish(remote=str(public), branch="main")
        assert refs(public) == before

    def test_somebody_elses_commits_there_stay(self, world: World, public: Path) -> None:
        world.publish(remote=str(public))
        world.remote = public
        world.somebody_else_publishes()
        world.publish(remote=str(public))
        assert world.published() == world.built()
        assert [line.split(" ")[0] for line in world.commits()] == ["Publish", "other", "Publish"]


class TestTheRemoteMovedOn:
    """What somebody else published is kept in the history, and never undone without a word."""

    def test_before_one_publishes_it_is_what_the_commit_stands_on(self, world: World) -> None:
        world.publish()
        world.somebody_else_publishes()
        world.publish()
        assert world.published() == world.built()
        assert [line.split(" ")[0] for line in world.commits()] == ["Publish", "other", "Publish"]
        assert git(world.repository, "rev-parse", "gh-pages") == git(world.remote, "rev-parse", "gh-pages")

    def test_a_clone_that_never_published_goes_on_from_what_is_there(self, world: World) -> None:
        world.publish()
        clone = world.folder / "clone"
        git(world.repository, "push", "--quiet", "origin", "main")
        subprocess.run(["git", "clone", "--quiet", "--depth=1", world.remote.as_uri(), str(clone)], check=True)
        world.site.root = world.repository = clone
        world.site.write(BEN)
        world.publish()
        assert world.published() == world.built()
        assert len(world.commits()) == 2

    def test_nothing_changed_and_the_local_branch_follows(self, world: World) -> None:
        world.publish()
        world.site.write(BEN)
        world.publish()
        git(world.repository, "update-ref", "refs/heads/gh-pages", "gh-pages~1")
        assert world.publish().commit is None
        assert git(world.repository, "rev-parse", "gh-pages") == git(world.remote, "rev-parse", "gh-pages")

    def test_in_the_very_moment_it_refuses_and_the_next_time_goes_through(self, world: World) -> None:
        world.publish()
        before = refs(world.repository)
        world.site.write(BEN)
        clone = world.folder / "other"
        script = world.folder / "meanwhile.sh"
        # The hook runs when the remote has been looked at and before anything is sent.
        hook(world.repository / ".git", "pre-push", f"[ -e '{clone}' ] || exec env -u GIT_DIR -u GIT_WORK_TREE -u GIT_PREFIX sh '{script}'")
        script.write_text(
            f"set -e\ngit clone --quiet --branch gh-pages '{world.remote}' '{clone}'\ncd '{clone}'\n"
            "git commit --quiet --allow-empty --message other\ngit push --quiet origin gh-pages\n"
        )
        with pytest.raises(Refused, match="somebody else published to the branch in the meantime"):
            world.publish()
        assert world.commits()[0] == "other"
        assert refs(world.repository) == before
        world.publish()
        assert world.published() == world.built()
        assert world.commits()[1] == "other"

    def test_a_local_branch_that_somebody_moves_meanwhile_stays_and_the_site_is_published(self, world: World) -> None:
        world.publish()
        world.site.write(BEN)
        hook(world.repository / ".git", "pre-push", "git update-ref refs/heads/gh-pages main")
        assert world.publish().is_local_behind
        assert world.published() == world.built()
        assert git(world.repository, "rev-parse", "gh-pages") == git(world.repository, "rev-parse", "main")

    def test_own_commits_that_were_never_pushed_are_not_pushed_unasked(self, world: World) -> None:
        world.publish()
        world.site.write(BEN)
        world.publish(push=False)
        before = world.both()
        with pytest.raises(Refused, match="does not have what the local branch `gh-pages` has") as refused:
            world.publish()
        assert "git branch -D gh-pages" in refused.value.hint
        assert "git push origin gh-pages" in refused.value.hint
        assert world.both() == before

    @pytest.mark.parametrize("pruned", [False, True])
    def test_what_was_taken_back_there_does_not_return(self, world: World, pruned: bool) -> None:
        world.publish()
        git(world.remote, "update-ref", "-d", "refs/heads/gh-pages")
        if pruned:
            git(world.repository, "fetch", "--quiet", "--prune", "origin")
        (world.site.root / "content/goals/ada.md").unlink()
        world.site.write(BEN)
        with pytest.raises(Refused, match="has no such branch"):
            world.publish()
        assert refs(world.remote) == ""
        git(world.repository, "branch", "-D", "gh-pages")
        world.publish()
        assert world.published() == world.built()
        assert len(world.commits()) == 1

    def test_a_branch_that_is_deleted_in_the_very_moment_does_not_return(self, world: World) -> None:
        world.publish()
        world.site.write(BEN)
        hook(world.repository / ".git", "pre-push", f"env -u GIT_DIR git -C '{world.remote}' update-ref -d refs/heads/gh-pages")
        with pytest.raises(Refused):
            world.publish()
        assert refs(world.remote) == ""


class TestRefusals:
    """Each has its reason and the way out, and changes nothing."""

    def refused(self, world: World, **wish: str | bool) -> Refused:
        """Publish, which has to be refused without a change on either side."""
        before = world.both()
        with pytest.raises(Refused) as refused:
            world.publish(**wish)  # type: ignore[arg-type]
        assert world.both() == before
        assert refused.value.hint
        assert not (world.site.root / ".mentorsite" / "publish").exists()
        return refused.value

    @pytest.mark.parametrize(
        ("words", "said", "hint"),
        [
            ("remote: Permission to ana/pages.git denied to ben.", "you may not write there", "Contents: write"),
            ("GitLab: You are not allowed to push code to this project.", "you may not write there", "Contents: write"),
            ("error: GH006: Protected branch update failed for refs/heads/gh-pages.", "protects the branch", "--branch"),
            ("error: GH007: Your push would publish a private email address.", "keeps private", "noreply"),
            ("error: GH001: Large files detected.", "too large", "smaller"),
            ("no swearing", "no swearing", "its words tell why"),
        ],
    )
    def test_a_refused_push_changes_nothing_and_the_next_one_goes_through(self, world: World, words: str, said: str, hint: str) -> None:
        world.publish()
        world.site.write(BEN)
        hook(world.remote, "pre-receive", f'echo "{words}" >&2; exit 1')
        refused = self.refused(world)
        assert said in refused.said
        assert hint in refused.hint
        (world.remote / "hooks" / "pre-receive").unlink()
        world.publish()
        assert world.published() == world.built()
        assert len(world.commits()) == 2

    def test_an_error_of_the_site_publishes_nothing(self, world: World) -> None:
        world.publish()
        before = world.both()
        world.site.write({"content/goals/ben.md": "---\ntitel: x\n---\n"})
        result = world.publish()
        assert result.changes is None
        assert "M104" in [problem.code.number for problem in result.problems]
        assert world.both() == before

    def test_a_warning_publishes_nothing_where_it_counts_as_an_error(self, world: World) -> None:
        world.site.write({"content/loose.md": "---\ntitle: x\n---\n"})
        assert world.publish(strict=True).changes is None
        assert refs(world.remote) == ""
        assert world.publish().changes is not None

    def test_what_the_audit_finds_publishes_nothing(self, world: World) -> None:
        world.site.write({"content/people/zoë-quill.yaml": "name: Zoë Quill\n", "static/notes.txt": "A talk with Zoë Quill."})
        result = world.publish()
        assert result.changes is None
        assert {problem.code.number for problem in result.problems} == {"M310"}
        assert "notes.txt" in str(result.problems)
        assert refs(world.remote) == ""

    def test_what_only_publishing_adds_is_searched_as_well(self, world: World) -> None:
        world.site.write({"content/people/zora-quill.yaml": "name: Zora Quill\n"})
        world.site.write({"mkfile.toml": MKFILE + '[publish]\ncname = "zora-quill.example.org"\n'})
        result = world.publish()
        assert result.changes is None
        assert "CNAME" in str(result.problems)
        assert refs(world.remote) == ""

    def test_a_message_that_names_what_is_hidden_publishes_nothing(self, world: World) -> None:
        world.site.write({"content/people/zoë-quill.yaml": "name: Zoë Quill\n"})
        result = world.publish(message="As Zoë Quill asked")
        assert result.changes is None
        assert {problem.code.number for problem in result.problems} == {"M310"}
        assert "--message" in str(result.problems)
        assert refs(world.remote) == ""

    def test_a_target_for_the_pair_is_published_only_where_it_says_so(self, world: World) -> None:
        refused = self.refused(world, target="pair")
        assert "for the audience `pair`" in refused.said
        assert "`allow_publish = true` below `[targets.pair]`" in refused.hint
        world.site.write({"mkfile.toml": MKFILE + "allow_publish = true\n"})
        assert world.publish(target="pair").commit

    @pytest.mark.parametrize("missing", [("GIT_COMMITTER_NAME",), ("GIT_COMMITTER_EMAIL",), ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")])
    def test_without_a_name_for_the_commit(self, world: World, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]) -> None:
        """The name of an account and a machine is not taken for it."""
        for name in missing:
            monkeypatch.delenv(name)
        refused = self.refused(world)
        assert "by what name" in refused.said
        assert 'git config user.name "Ana"' in refused.hint
        git(world.repository, "config", "user.name", "Ana")
        git(world.repository, "config", "user.email", "ana@example.org")
        world.publish()
        assert git(world.remote, "log", "-1", "--format=%an <%ae>", "gh-pages") in ("Ana <ana@example.org>", "Ana Ito <ana@example.org>")

    def test_where_there_is_no_repository(self, world: World) -> None:
        shutil.rmtree(world.repository / ".git")
        with pytest.raises(Refused, match="lies in no git repository") as refused:
            world.publish()
        assert "--remote" in refused.value.hint

    def test_where_there_is_no_such_remote(self, world: World) -> None:
        refused = self.refused(world, remote="upstream")
        assert "no remote `upstream`" in refused.said
        assert "`origin`" in refused.hint
        git(world.repository, "remote", "remove", "origin")
        assert "git remote add origin ADDRESS" in self.refused(world).hint

    def test_where_the_remote_is_gone(self, world: World) -> None:
        git(world.repository, "remote", "set-url", "origin", str(world.folder / "gone.git"))
        assert "no such repository, or you may not see it" in self.refused(world).said

    def test_the_branch_that_one_works_on(self, world: World) -> None:
        assert "is the branch that you are working on" in self.refused(world, branch="main").said
        git(world.repository, "worktree", "add", "--quiet", "../beside", "-b", "pages")
        assert "is the branch that you are working on" in self.refused(world, branch="pages").said

    def test_a_branch_with_sources(self, world: World) -> None:
        git(world.repository, "switch", "--quiet", "--create", "draft")
        git(world.repository, "push", "--quiet", "origin", "main")
        refused = self.refused(world, branch="main")
        assert "holds something other than a published site" in refused.said
        assert "holds something other" in self.refused(world, branch="main", push=False).said

    def test_a_name_that_a_branch_cannot_hold(self, world: World) -> None:
        world.site.write({'static/a"b.txt': "x"})
        assert "is no name that a file can be published by" in self.refused(world).said

    def test_a_local_branch_that_cannot_be_moved(self, world: World) -> None:
        hook(world.repository / ".git", "reference-transaction", "[ $1 != prepared ] || ! grep -q refs/heads/gh-pages")
        assert "somebody moved the branch `gh-pages`" in self.refused(world, push=False).said

    def test_two_domains(self, world: World) -> None:
        world.site.write({"static/CNAME": "a.example.org", "mkfile.toml": MKFILE + '[publish]\ncname = "b.example.org"\n'})
        assert "another domain" in self.refused(world).said

    def test_where_nothing_can_be_written_beside_the_site(self, world: World) -> None:
        world.site.write({".mentorsite/.gitignore": "*\n"})
        (world.site.root / ".mentorsite" / "publish.lock").mkdir()
        assert "could not be read or written" in self.refused(world).said

    def test_without_git(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        before = world.both()
        path = os.environ["PATH"]
        monkeypatch.setenv("PATH", str(world.folder))
        with pytest.raises(Refused, match="git is not installed"):
            world.publish()
        monkeypatch.setenv("PATH", path)
        assert world.both() == before
