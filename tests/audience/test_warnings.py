"""What those who write are told of what is open to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.audience.warnings import links_to_narrower, names_still_shown, public_defaults, public_source
from mentorsite.build import gather
from mentorsite.reading.repository import Remote
from tests.audience.conftest import Ask, at, said
from tests.conftest import MKFILE, Files, Site

NewSite = Callable[[Files], Site]

GOALS = {
    "content/goals/pair.md": "---\ntitle: One\n---\n",
    "content/goals/review.md": "---\ntitle: Two\nvisibility: review\n---\n",
    "content/goals/open.md": "---\ntitle: Three\nvisibility: public\n---\n",
}
FEEDBACK = "---\ndate: 2026-03-01\nfrom: ana\nto: ben\nkind: recognition\n---\n## Situation\n\nS\n\n## Behavior\n\nB\n\n## Impact\n\nI\n"
PEOPLE = {"content/people/ana.yaml": "name: Ana\nconsent: public\n", "content/people/ben.yaml": "name: Ben\n"}


class TestLinksToNarrower:
    """A record that refers to what fewer people see."""

    def found(self, ask: Ask, files: Files) -> list[list[str]]:
        site = ask({**GOALS, **PEOPLE, **files})
        problems = links_to_narrower(site.gathered.portfolio, site.gathered.sheets, site.config.visibility)
        return [[said(problem), *(f"{at(span)} {what}" for span, what in problem.related)] for problem in problems]

    def test_in_a_field_and_in_a_text_each_once(self, ask: Ask) -> None:
        text = "---\ntitle: A wide one\nvisibility: public\nparent: pair\n---\nSee [[goals/review]],\n[it](review.md), [[goals/pair]], [[goals/open]].\n"
        assert self.found(ask, {"content/goals/wide.md": text}) == [
            [
                "content/goals/wide.md:4:9 M301 `A wide one` reaches `public` and refers to 2 records that reach less far,"
                " first to `goals/pair` (`pair`)",
                "content/goals/wide.md:6:7 `goals/review` reaches `review`",
            ]
        ]

    def test_one_alone_is_named(self, ask: Ask) -> None:
        ((line,),) = self.found(ask, {"content/goals/wide.md": "---\ntitle: W\nvisibility: review\n---\nx [[goals/pair]]\n"})
        assert line == "content/goals/wide.md:5:5 M301 `W` reaches `review` and refers to `goals/pair`, which reaches `pair`"

    @pytest.mark.parametrize(
        "text",
        [
            "parent: open\n---\n",
            "owner: ben\n---\n[[people/ben]]\n",
            "---\n::: pair\n[[goals/pair]]\n:::\n",
            "---\n## Private\n\n[[goals/pair]]\n",
            "draft: true\nparent: pair\n---\n",
        ],
        ids=["a wider one", "a person", "in a block", "in the private part", "in a draft"],
    )
    def test_where_no_link_is_missing_nothing_is_said(self, ask: Ask, text: str) -> None:
        assert self.found(ask, {"content/goals/wide.md": f"---\ntitle: W\nvisibility: public\n{text}"}) == []


class TestPublicDefaults:
    """Defaults that open what was said in confidence."""

    def found(self, ask: Ask, files: Files) -> set[str]:
        site = ask({**PEOPLE, **files})
        return {said(problem) for problem in public_defaults(site.gathered.content.sheets, site.config)}

    def test_in_mkfile(self, ask: Ask) -> None:
        table = '[visibility]\nfeedback = "public"\nstories = "public"\ncheckins = "review"\nreflections = "public"\n'
        line = MKFILE.count("\n") + 1
        assert self.found(ask, {"mkfile.toml": MKFILE + table}) == {
            f"mkfile.toml:{line + 1}:1 M303 all feedback is `public`, unless one says otherwise",
            f"mkfile.toml:{line + 4}:1 M303 all reflections are `public`, unless one says otherwise",
        }

    def test_in_a_file_of_defaults(self, ask: Ask) -> None:
        files = {
            "content/_defaults.yaml": "tags: [x]\nvisibility: public\n",
            "content/feedback/one.md": FEEDBACK,
            "content/feedback/two.md": FEEDBACK,
            "content/goals/g.md": "---\ntitle: G\n---\n",
            "content/checkins/c.md": "---\ndate: 2026-03-01\nvisibility: public\n---\n",
        }
        said = "content/_defaults.yaml:2:1 M303 below this folder, all feedback is `public`, unless one says otherwise"
        assert self.found(ask, files) == {said}

    def test_a_narrower_default_or_a_record_of_its_own_is_no_matter(self, ask: Ask) -> None:
        files = {
            "content/feedback/_defaults.yaml": "visibility: review\n",
            "content/feedback/one.md": FEEDBACK.replace("kind", "visibility: public\nkind"),
            "content/feedback/two.md": FEEDBACK,
        }
        assert self.found(ask, files) == set()


class TestPublicSource:
    """A repository that everybody may be able to read."""

    REMOTES = (Remote("origin", "github.com"), Remote("other", "gitlab.com"))

    def found(self, ask: Ask, files: Files, remotes: tuple[Remote, ...] = REMOTES) -> list[str]:
        site = ask(files)
        return [said(problem) for problem in public_source(site.gathered.portfolio, site.config, remotes)]

    def test_it_is_said_once_where_the_site_says_what_it_is(self, ask: Ask) -> None:
        assert self.found(ask, GOALS) == [
            "mkfile.toml:1:2 M304 the source lies in a git repository with a remote `origin` at github.com,"
            " and holds 2 records that are not for everybody"
        ]

    @pytest.mark.parametrize("text", ["::: review\nx\n:::\n", "## Private\n\nx\n"])
    def test_a_part_of_a_record_is_enough(self, ask: Ask, text: str) -> None:
        (line,) = self.found(ask, {"content/goals/g.md": f"---\ntitle: G\nvisibility: public\n---\n{text}"})
        assert line.endswith("and holds 1 record that is not for everybody")

    def test_where_nothing_is_hidden_or_nobody_else_can_read_nothing_is_said(self, ask: Ask) -> None:
        open_only = {"content/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n::: public\nx\n:::\n"}
        assert self.found(ask, open_only) == []
        assert self.found(ask, GOALS, ()) == []

    @pytest.mark.parametrize("source", ["private", "public"])
    def test_the_answer_stands_in_mkfile(self, ask: Ask, source: str) -> None:
        assert self.found(ask, {**GOALS, "mkfile.toml": MKFILE.replace("[site]\n", f'[site]\nsource = "{source}"\n')}) == []


class TestHiddenCadences:
    """Revisions that change the cadence, where some who see the agreement don't see them."""

    def found(self, new_site: NewSite, change: str, more: str = "", visibility: str = "review") -> list[str]:
        agreement = (
            f"mentors: [ana]\nmentees: [ben]\nstart: 2026-01-05\ncadence: weekly\nvisibility: {visibility}\n"
            f"revisions:\n- date: 2026-06-01\n{more}  change: {change}\n"
        )
        problems = gather(new_site({**PEOPLE, "content/mentorships/m.yaml": agreement}).config).problems
        return [said(problem) for problem in problems if problem.severity == "error"]

    def test_one_that_is_hidden_as_a_whole_is_an_error(self, new_site: NewSite) -> None:
        hidden = "|\n    ::: pair\n    Ben was ill.\n    :::"
        (line,) = self.found(new_site, hidden, "  cadence_before: monthly\n")
        assert line.startswith("content/mentorships/m.yaml:10:")
        assert "M305 the cadence changed with this, and `review` sees the agreement but not this" in line

    @pytest.mark.parametrize(
        ("change", "more", "visibility"),
        [
            ("More often.", "  cadence_before: monthly\n", "review"),
            ("|\n    More often.\n\n    ::: pair\n    Ben was ill.\n    :::", "  cadence_before: monthly\n", "review"),
            ("|\n    ::: pair\n    Ben was ill.\n    :::", "", "review"),
            ("|\n    ::: pair\n    Ben was ill.\n    :::", "  cadence_before: monthly\n", "pair"),
            ("|\n    ::: private\n    Ben was ill.\n    :::", "  cadence_before: monthly\n", "private"),
        ],
        ids=["open", "open in part", "of something else", "seen by all who see the agreement", "of a private agreement"],
    )
    def test_any_other_is_none(self, new_site: NewSite, change: str, more: str, visibility: str) -> None:
        assert self.found(new_site, change, more, visibility) == []


class TestNamesStillShown:
    """A person's record that is private while the name is not."""

    def found(self, ask: Ask, fields: str, more: Files | None = None) -> list[str]:
        site = ask({"content/people/ana.md": f"---\nname: Ana\n{fields}---\n", **(more or {})})
        return [said(problem) for problem in names_still_shown(site.gathered.portfolio, site.gathered.sheets)]

    @pytest.mark.parametrize(
        ("fields", "reach"),
        [
            ("visibility: private\nconsent: public\n", "`public`"),
            ("visibility: private\nconsent: pair\n", "`pair`"),
            ("visibility: private\n", "`pair`, unless it is given"),
        ],
    )
    def test_a_record_that_says_private_hides_no_name(self, ask: Ask, fields: str, reach: str) -> None:
        assert self.found(ask, fields) == [
            "content/people/ana.md:3:13 M308 this hides the page of `people/ana` and not the name, "
            f"which is shown as far as the `consent`: {reach}"
        ]

    @pytest.mark.parametrize(
        "fields", ["visibility: private\nconsent: private\n", "visibility: pair\nconsent: public\n", "draft: true\n", ""]
    )
    def test_where_the_name_is_hidden_or_the_page_is_shown_nothing_is_said(self, ask: Ask, fields: str) -> None:
        assert self.found(ask, fields) == []

    def test_a_folder_that_says_it_of_all_people_is_left_alone(self, ask: Ask) -> None:
        assert self.found(ask, "consent: public\n", {"content/people/_defaults.yaml": "visibility: private\n"}) == []
