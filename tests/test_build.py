"""The pipeline as a whole: what a build gives, what it leaves alone, and that the same input gives the same bytes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from mentorsite.build import advise, build, gather, make
from mentorsite.output.manifest import files_in
from mentorsite.rendering import Renderer
from tests.conftest import MKFILE, PLAIN_THEME, TODAY, Files, Site

NewSite = Callable[[Files], Site]

PLAIN = {**PLAIN_THEME, "mkfile.toml": MKFILE + '[theme]\nname = "plain"\n'}
GOAL = "---\ntitle: A goal\nvisibility: public\n---\n"
CHECKIN = "---\ndate: 2026-03-04\ngoals: [g]\n---\n"


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), colour).save(out, "PNG")
    return out.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    return {address: path.read_bytes() for address, path in files_in(folder).items()}


class TestAdvising:
    """What the practice checks say of a site, whoever may see it."""

    @staticmethod
    def advice(site: Site) -> list[str]:
        return [f"{p.span.path}:{p.span.line} {p.code.number}" for p in advise(site.config, gather(site.config), TODAY)]

    def test_what_is_private_is_looked_at_and_answers_what_is_not(self, new_site: NewSite) -> None:
        site = new_site({"content/stories/s.md": "---\ntitle: S\ndate: 2026-03-04\nvisibility: private\nmetrics: [{name: N}]\n---\n"})
        assert self.advice(site) == ["content/stories/s.md:2 M610"]
        milestone = "---\ntitle: M\ndate: 2026-03-04\nvisibility: public\n---\n"
        draft = "---\ntitle: S\ndate: 2026-03-04\ndraft: true\n---\n"
        site.write({"content/milestones/m.md": milestone, "content/stories/s.md": draft})
        assert self.advice(site) == ["content/milestones/m.md:2 M607"]
        site.write({"content/reflections/r.md": "---\ndate: 2026-03-05\nabout: milestones/m\nvisibility: private\n---\n"})
        assert self.advice(site) == []

    def test_each_portfolio_is_looked_at_and_what_they_share_once(self, new_site: NewSite) -> None:
        milestone = "---\ntitle: M\ndate: 2026-03-04\n---\n"
        files = {f"content/portfolios/{name}/milestones/m.md": milestone for name in ("ana", "ben")}
        reflection = "---\ndate: 2026-03-05\nabout: milestones/m\n---\n"
        site = new_site(
            {**files, "content/portfolios/ana/reflections/r.md": reflection, "content/skills/s.yaml": "title: S\nlevels: {2026-03-04: 1}"}
        )
        assert self.advice(site) == ["content/portfolios/ben/milestones/m.md:2 M607", "content/skills/s.yaml:2 M617"]

    def test_there_is_none_where_something_could_not_be_read(self, new_site: NewSite) -> None:
        site = new_site(
            {"content/milestones/m.md": "---\ntitle: M\ndate: 2026-03-04\n---\n", "content/reflections/r.md": "---\nabut: x\n---\n"}
        )
        assert self.advice(site) == []

    def test_what_was_gathered_once_serves_every_target(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "content/checkins/c.md": CHECKIN})
        gathered = gather(site.config)
        for target in site.config.targets.values():
            assert make(site.config, target, TODAY, gathered=gathered) == make(site.config, target, TODAY)


class TestBuilding:
    """What a build does and says."""

    def test_it_writes_what_the_audience_sees_and_counts_it(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "content/checkins/c.md": CHECKIN})
        built = site.build("public")
        assert (built.records, built.problems) == (1, ())
        assert built.written
        assert built.written.added == tuple(sorted(built.written.added))
        assert sorted(address for address in tree(site.root / "public") if address.endswith(".html")) == [
            "404.html",
            "goals/g.html",
            "goals/index.html",
            "index.html",
            "timeline.html",
        ]
        assert built.pages == 5
        assert site.build("pair").records == 2

    def test_with_an_error_nothing_is_written_and_all_errors_are_said(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL})
        site.build("public")
        before = tree(site.root / "public")
        site.write({"content/goals/g.md": GOAL.replace("title", "titel"), "content/checkins/c.md": CHECKIN.replace("[g]", "[x]")})
        built = site.build("public")
        assert built.written is None
        assert [problem.code.number for problem in built.problems] == ["M200", "M104"]
        assert tree(site.root / "public") == before

    def test_a_warning_is_said_and_stops_only_a_strict_build(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "content/loose.md": "Hello.\n"})
        built = site.build("public", strict=True)
        assert built.written is None
        assert [problem.code.number for problem in built.problems] == ["M100"]
        assert not (site.root / "public").exists()
        built = site.build("public")
        assert built.written
        assert [problem.code.number for problem in built.problems] == ["M100"]

    def test_what_keeps_it_from_writing_is_a_problem_of_the_build(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "public/mine.txt": "mine"})
        built = site.build("public")
        assert (built.written, [problem.code.number for problem in built.problems]) == (None, ["M500"])
        assert tree(site.root / "public") == {"mine.txt": b"mine"}

    def test_a_theme_that_is_not_there_is_a_problem(self, new_site: NewSite) -> None:
        site = new_site({"mkfile.toml": MKFILE + '[theme]\nname = "plian"\n', **PLAIN_THEME})
        (problem,) = site.make("public").problems
        assert (problem.code.number, problem.message, problem.hint) == ("M007", "there is no theme `plian`", "did you mean `plain`?")

    def test_without_content_there_is_no_site(self, tmp_path: Path) -> None:
        site = Site(tmp_path).write(PLAIN)
        assert [problem.code.number for problem in site.make("public").problems] == ["M005"]

    def test_a_site_without_records_builds(self, new_site: NewSite) -> None:
        built = new_site(PLAIN).build("public")
        assert (built.records, built.problems) == (0, ())
        assert built.written

    def test_progress_is_told_stage_by_stage(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL})
        told: list[tuple[str, int, int]] = []
        make(site.config, site.config.target("public"), TODAY, progress=lambda stage, done, all: told.append((stage, done, all)))
        stages = list(dict.fromkeys(stage for stage, _, _ in told))
        assert stages == [
            *("reading", "linking", "looking for what opens too much", "choosing", "pictures", "insights"),
            *("preparing the audit", "making pages"),
        ]
        making = [said for said in told if said[0] == "making pages"]
        assert making == [("making pages", number, len(making) - 1) for number in range(len(making))]

    def test_nothing_but_the_output_and_what_is_kept_for_the_next_build_is_written(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "static/robots.txt": "x"})
        before = tree(site.root)
        site.build("public")
        others = {address: data for address, data in tree(site.root).items() if not address.startswith(("public/", ".mentorsite/"))}
        assert others == before


class TestFiles:
    """Which files besides pages a site has."""

    def test_a_file_is_copied_only_where_something_visible_refers_to_it(self, new_site: NewSite) -> None:
        page = "---\ntitle: P\nvisibility: public\n---\n![Open](open.png)\n\n::: pair\n![Quiet](quiet.png)\n[notes](notes.txt)\n:::\n"
        site = new_site(
            {
                **PLAIN,
                "content/pages/p.md": page,
                "content/people/ben.md": "---\nname: Ben\nconsent: pair\nphoto: ben.png\n---\n",
                "content/pages/open.png": picture("red"),
                "content/pages/quiet.png": picture("green"),
                "content/people/ben.png": picture("blue"),
                "content/pages/notes.txt": "quiet notes",
                "content/pages/unused.txt": "nobody asked",
            }
        )
        copied = {
            audience: sorted(
                artifact.address.rpartition("-")[0] for artifact in site.make(audience).artifacts if artifact.address.startswith("files/")
            )
            for audience in ("public", "pair")
        }
        assert copied == {"public": ["files/open"], "pair": ["files/ben", "files/notes", "files/open", "files/quiet"]}

    def test_what_lies_in_static_is_copied_as_it_is(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "static/CNAME": "example.org", "static/a/b.bin": b"\0\xff", "static/.hidden": "x"})
        site.build("public")
        found = tree(site.root / "public")
        assert (found["CNAME"], found["a/b.bin"], found[".nojekyll"]) == (b"example.org", b"\0\xff", b"")
        assert ".hidden" not in found

    def test_a_file_in_static_takes_no_page_s_place(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/goals/g.md": GOAL, "static/Goals/G.html": "x"})
        built = site.build("public")
        assert built.written is None
        assert [problem.code.number for problem in built.problems] == ["M502"]

    def test_a_picture_that_cannot_be_read_is_an_error_only_where_it_is_seen(self, new_site: NewSite) -> None:
        site = new_site({**PLAIN, "content/people/ben.md": "---\nname: Ben\nphoto: ben.png\n---\n", "content/people/ben.png": "no picture"})
        assert [problem.code.number for problem in site.make("pair").problems] == ["M403"]
        assert site.make("public").problems == ()


# A site in which whatever could depend on an order is there more than once.
MANY: Files = {
    "mkfile.toml": MKFILE,
    **{
        f"content/goals/g{n}.md": f"---\ntitle: Goal\nowner: p{n}\ntags: [Äpfel, b{n}, c]\nskills: [s1, s2]\n---\n[[checkins/c{n}]]\n"
        for n in range(4)
    },
    **{
        f"content/checkins/c{n}.md": "---\ndate: 2026-03-04\nparticipants: [p0, p1, p2]\ngoals: [g3, g1, g0]\n---\nHello.\n"
        for n in range(4)
    },
    **{f"content/people/p{n}.yaml": f"name: Zoë\nrole: mentor\nphoto: p{n}.png\nconsent: public\n" for n in range(4)},
    **{f"content/people/p{n}.png": picture(colour) for n, colour in enumerate(("red", "green", "blue", "red"))},
    **{f"content/skills/s{n}.md": "---\ntitle: Skill\nlevels: {2026-03-04: 2, 2026-01-01: 1}\n---\n" for n in (1, 2)},
    **{f"content/stories/{name}.md": "---\ntitle: É\ndate: 2026-05-05\nevidence: [goals/g1, goals/g0]\n---\n" for name in ("ä", "z", "Ω")},
    "static/z.txt": "z",
    "static/a.txt": "a",
}


def made(site: Site) -> dict[str, bytes]:
    """Make a site for the private audience, in the order in which it is made."""
    artifacts = site.make("private").artifacts
    found = {artifact.address: artifact.data for artifact in artifacts}
    assert len(found) == len(artifacts) > 30
    return found


class TestSameBytes:
    """The same input gives the same bytes."""

    @pytest.fixture(autouse=True)
    def share_templates(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Compile the templates once, and not for each of the builds."""
        monkeypatch.setattr("mentorsite.build.Renderer", cache(Renderer))

    def test_in_two_runs(self, new_site: NewSite) -> None:
        site = new_site(MANY)
        assert made(site) == made(site)

    def test_at_another_place_and_with_folders_in_another_order(self, tmp_path: Path) -> None:
        one = Site(tmp_path / "one").write(MANY)
        other = Site(tmp_path / "a b" / "ö").write(dict(reversed(MANY.items())))
        assert made(one) == made(other)

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    def test_in_another_time_zone(self, new_site: NewSite, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
        site = new_site(MANY)
        here = made(site)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            assert made(site) == here
        finally:
            monkeypatch.undo()
            time.tzset()

    def test_whenever_it_is_built(self, new_site: NewSite) -> None:
        """Today makes a difference where something is due, and nowhere else."""
        goals = {"content/goals/g0.md": "---\ntitle: Goal\ndue: 2026-12-24\n---\n"}
        site = new_site({**MANY, **goals, "content/checkins/c0.md": "---\ndate: 2026-03-04\n---\n"})
        config, target = site.config, site.config.target("private")
        one, other = ({a.address: a.data for a in make(config, target, day).artifacts} for day in (date(2026, 11, 24), date(2027, 2, 1)))
        assert one.keys() == other.keys()
        differ = {address for address in one if one[address] != other[address]}
        assert "goals/g0.html" in differ
        assert not {address for address in differ if address.startswith(("people/", "checkins/", "stories/", "files/", "assets/"))}

    def test_what_is_on_the_disk_is_what_was_made(self, new_site: NewSite) -> None:
        site = new_site(MANY)
        build(site.config, site.config.target("private"), TODAY)
        found = tree(site.root / "private")
        found.pop(".mentorsite-manifest")
        assert found == made(site)


def test_the_same_bytes_come_of_any_process(tmp_path: Path) -> None:
    """Neither the seed of hashes, nor the locale, nor the time zone, nor the working directory, nor the umask makes a difference."""
    day = {"SOURCE_DATE_EPOCH": "1795478400"}
    surroundings: list[tuple[dict[str, str], int]] = [
        ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, 0o022),
        ({"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}, 0o077),
    ]
    trees = []
    for number, (environment, umask) in enumerate(surroundings):
        site = Site(tmp_path / str(number)).write(dict(reversed(MANY.items())) if number else MANY)
        command = [
            sys.executable,
            "-m",
            "mentorsite",
            "build",
            "private",
            "--quiet",
            *(["--config", str(site.root / "mkfile.toml")] if number else []),
        ]
        subprocess.run(command, cwd=tmp_path if number else site.root, env={**os.environ, **day, **environment}, umask=umask, check=True)
        trees.append(tree(site.root / "private"))
    assert trees[0] == trees[1]
    assert len(trees[0]) > 30


def test_a_copy_builds_to_the_same_manifest_in_every_target(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").write({**PLAIN, "content/goals/g.md": GOAL, "content/checkins/c.md": CHECKIN})
    copy = Site(Path(shutil.copytree(site.root, tmp_path / "copy")))
    for target in ("public", "review", "pair", "private"):
        site.build(target)
        copy.build(target)
        assert tree(site.root / target) == tree(copy.root / target)
