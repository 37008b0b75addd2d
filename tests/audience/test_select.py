"""What exists for an audience."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from mentorsite.audience.view import View
from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.record import Record
from mentorsite.records.values import Key, Markdown, Reference
from mentorsite.records.walk import leaves
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]

PEOPLE = {
    "content/people/ana.md": "---\nname: Ana Ferro\nconsent: public\n---\n",
    "content/people/ben.md": "---\nname: Ben Ode\nalias: B.\nrole: mentor\nconsent: pair\n---\n",
    "content/people/cleo.md": "---\nname: Cleo Im\nrole: sponsor\nconsent: review\n---\n",
}
GOALS = {
    "content/goals/open.md": "---\ntitle: An open goal\nvisibility: public\n---\n",
    "content/goals/secret.md": "---\ntitle: A secret goal\nvisibility: pair\n---\n",
}


def record(view: View, type: str, id: str) -> Any:
    return view.records[Key("", type, id)].record


def read_of(record: Record) -> str:
    """Give all that can be read of a record, in one text."""
    parts = []
    for _, leaf in leaves(record):
        if isinstance(leaf, Markdown):
            parts += [leaf.text, *(f"{link.written} {link.target} {link.text}" for link in leaf.links)]
        elif isinstance(leaf, Reference):
            parts += [leaf.written, leaf.text, str(leaf.key)]
        else:
            parts.append(str(leaf))
    return "\n".join(parts)


@pytest.mark.parametrize("audience", AUDIENCE_NAMES)
def test_an_audience_sees_its_own_records_and_those_of_wider_ones(new_site: NewSite, audience: str) -> None:
    site = new_site({f"content/goals/{name}.md": f"---\ntitle: A goal\nvisibility: {name}\n---\n" for name in AUDIENCE_NAMES})
    seen = {key.id for key in site.view(audience).records}
    assert seen == set(AUDIENCE_NAMES[AUDIENCE_NAMES.index(audience) :])


class TestReferences:
    """A reference to what is hidden disappears, wherever it stands."""

    def test_from_an_optional_field(self, new_site: NewSite) -> None:
        site = new_site({**GOALS, "content/goals/child.md": "---\ntitle: A child\nvisibility: public\nparent: secret\n---\n"})
        assert record(site.view("pair"), "goals", "child").parent.key == Key("", "goals", "secret")
        assert record(site.view("public"), "goals", "child").parent is None

    def test_from_a_list(self, new_site: NewSite) -> None:
        site = new_site({**GOALS, "content/checkins/c.md": "---\ndate: 2026-03-04\nvisibility: public\ngoals: [secret, open]\n---\n"})
        assert [goal.key.id for goal in record(site.view("public"), "checkins", "c").goals] == ["open"]

    def test_from_a_map(self, new_site: NewSite) -> None:
        skill = "---\ntitle: Skill\nvisibility: public\nevidence: {2026-03-04: goals/secret, 2026-04-04: goals/open}\n---\n"
        site = new_site({**GOALS, "content/skills/s.md": skill})
        evidence = record(site.view("public"), "skills", "s").evidence
        assert [reference.key.id for reference in evidence.values()] == ["open"]

    def test_from_a_row_of_a_table(self, new_site: NewSite) -> None:
        skill = "---\ntitle: Skill\nvisibility: public\nsteps:\n  - what: One\n    goal: secret\n  - what: Two\n    goal: open\n---\n"
        site = new_site({**GOALS, "content/skills/s.md": skill})
        steps = record(site.view("public"), "skills", "s").steps
        assert [(step.what.text, step.goal and step.goal.key.id) for step in steps] == [("One", None), ("Two", "open")]

    def test_from_a_list_of_references_and_links(self, new_site: NewSite) -> None:
        story = dedent("""\
            ---
            title: Story
            date: 2026-05-01
            visibility: public
            evidence: [goals/secret, {label: A talk, url: "https://example.org/"}]
            ---
            """)
        site = new_site({**GOALS, "content/stories/s.md": story})
        (left,) = record(site.view("public"), "stories", "s").evidence
        assert left.label == "A talk"

    def test_and_what_was_written_of_it_is_nowhere_in_the_view(self, new_site: NewSite) -> None:
        site = new_site({**GOALS, "content/checkins/c.md": "---\ndate: 2026-03-04\nvisibility: public\ngoals: [secret, open]\n---\n"})
        assert "secret" not in read_of(record(site.view("public"), "checkins", "c"))
        assert "secret" in read_of(record(site.view("pair"), "checkins", "c"))

    def test_of_one_that_stays_the_key_is_left_and_not_what_was_written(self, new_site: NewSite) -> None:
        site = new_site({**GOALS, "content/checkins/c.md": "---\ndate: 2026-03-04\nvisibility: public\ngoals: [OPEN]\n---\n"})
        (goal,) = record(site.view("public"), "checkins", "c").goals
        assert (goal.written, goal.text, goal.key) == ("", "", Key("", "goals", "open"))


class TestRequiredFields:
    """Where a required value is hidden, the row goes with it; a record stays."""

    def test_a_row_of_which_a_required_field_is_hidden_disappears(self, new_site: NewSite) -> None:
        checkin = dedent("""\
            ---
            date: 2026-03-04
            visibility: public
            decisions:
              - what: |
                  ::: pair
                  A quiet decision.
                  :::
                why: For a reason.
              - what: A plain one.
            ---
            """)
        site = new_site({"content/checkins/c.md": checkin})
        decisions = record(site.view("public"), "checkins", "c").decisions
        assert [decision.what.text for decision in decisions] == ["A plain one."]
        assert "For a reason" not in read_of(record(site.view("public"), "checkins", "c"))
        assert len(record(site.view("pair"), "checkins", "c").decisions) == 2

    def test_a_record_stays_and_the_field_is_empty(self, new_site: NewSite) -> None:
        feedback = dedent("""\
            ---
            date: 2026-03-04
            visibility: public
            from: ana
            to: ben
            kind: recognition
            situation: |
              ::: pair
              The quiet room.
              :::
            behavior: You asked.
            impact: We found it.
            ---
            """)
        site = new_site({**PEOPLE, "content/feedback/f.md": feedback})
        assert record(site.view("public"), "feedback", "f").situation is None
        assert record(site.view("pair"), "feedback", "f").situation.text.strip() == "The quiet room."
        assert "quiet room" not in site.pages("public")["feedback/f.html"]


class TestPeople:
    """People are named as far as they consent."""

    MEETING = "---\ndate: 2026-03-04\nvisibility: public\nparticipants: [ana, ben, cleo]\n---\n"

    @pytest.mark.parametrize(
        ("audience", "names", "keys"),
        [
            ("pair", ["Ana Ferro", "Ben Ode", "Cleo Im"], ["ana", "ben", "cleo"]),
            ("review", ["Ana Ferro", "B.", "Cleo Im"], ["ana", None, "cleo"]),
            ("public", ["Ana Ferro", "B.", "a sponsor"], ["ana", None, None]),
        ],
    )
    def test_a_field_names_them_and_leads_to_their_page_as_far_as_that(
        self, new_site: NewSite, audience: str, names: list[str], keys: list[str | None]
    ) -> None:
        site = new_site({**PEOPLE, "content/checkins/c.md": self.MEETING})
        participants = record(site.view(audience), "checkins", "c").participants
        assert [reference.text for reference in participants] == names
        assert [reference.key and reference.key.id for reference in participants] == keys

    def test_a_text_without_words_of_its_own_says_what_they_are_called(self, new_site: NewSite) -> None:
        page = "---\ntitle: P\nvisibility: public\n---\n[[people/ben]], [[people/cleo]], [Ben the mentor](../people/ben.md), [[ben|my mentor]].\n"
        site = new_site({**PEOPLE, "content/pages/p.md": page})
        body = record(site.view("public"), "pages", "p").body
        assert body == type(body)("B., a sponsor, Ben the mentor, my mentor.\n".strip())

    def test_a_person_with_a_narrow_page_and_a_wide_consent_keeps_their_name(self, new_site: NewSite) -> None:
        site = new_site(
            {
                "content/people/ana.md": "---\nname: Ana\nconsent: public\nvisibility: pair\n---\n",
                "content/checkins/c.md": self.MEETING.replace(", ben, cleo", ""),
            }
        )
        (ana,) = record(site.view("public"), "checkins", "c").participants
        assert (ana.text, ana.key) == ("Ana", None)

    def test_a_draft_of_a_person_is_someone(self, new_site: NewSite) -> None:
        person = "---\nname: Ana\nalias: A.\nrole: mentor\nconsent: public\ndraft: true\n---\n"
        site = new_site({"content/people/ana.md": person, "content/checkins/c.md": self.MEETING.replace(", ben, cleo", "")})
        (ana,) = record(site.view("pair"), "checkins", "c").participants
        assert (ana.text, ana.key) == ("someone", None)

    def test_a_plain_text_in_the_place_of_a_person_stays(self, new_site: NewSite) -> None:
        site = new_site({"content/introductions/i.yaml": "date: 2026-02-02\nvisibility: public\nto: A guild of reviewers\n"})
        assert record(site.view("public"), "introductions", "i").to.text == "A guild of reviewers"


class TestLinks:
    """A link to what is hidden keeps the author's text and loses the link."""

    def page(self, text: str) -> Files:
        return {**GOALS, "content/pages/p.md": f"---\ntitle: P\nvisibility: public\n---\n{text}\n"}

    def test_a_link_keeps_its_words(self, new_site: NewSite) -> None:
        site = new_site(self.page("See [the *first* plan](../goals/secret.md#why) and [the second](../goals/open.md)."))
        html = site.pages("public")["pages/p.html"]
        assert "See the <em>first</em> plan and <a" in html
        assert "secret" not in html
        assert "goals/secret.html#why" in site.pages("pair")["pages/p.html"]

    def test_a_reference_without_words_becomes_nothing_that_names_it(self, new_site: NewSite) -> None:
        site = new_site(self.page("Beside [[goals/secret]] there is [[secret|a plan]]."))
        body = record(site.view("public"), "pages", "p").body
        assert body
        assert body.text == "Beside … there is a plan."
        assert not body.links

    @pytest.mark.parametrize("field", ["summary: See [[goals/secret]].", "title: P\ntags: [a]\nsummary: A [plan](../goals/secret.md)."])
    def test_nor_does_anything_else_of_the_site(self, new_site: NewSite, field: str) -> None:
        title = "" if "title" in field else "title: P\n"
        site = new_site({**GOALS, "content/pages/p.md": f"---\n{title}{field}\nvisibility: public\n---\n"})
        assert not [address for address, html in site.pages("public").items() if "secret" in html]


class TestBlocks:
    """An audience block limits what is in it to an audience and the narrower ones."""

    @pytest.mark.parametrize(
        ("text", "public", "pair"),
        [
            ("Before.\n\n::: pair\nQuiet.\n:::\n\nAfter.", "Before.\n\nAfter.", "Before.\n\n\nQuiet.\n\n\nAfter."),
            ("::: review\nA\n::: pair\nB\n:::\nC\n:::\nD", "D", "A\n\nB\n\nC\n\nD"),
            ("- one\n- ::: pair\n  two\n  :::\n- three", "- one\n- three", "- one\n\n  two\n\n- three"),
            ("> one\n> ::: pair\n> two\n> :::\n> three", "> one\n> three", "> one\n\n> two\n\n> three"),
            ("```\none\n::: pair\ntwo\n:::\nthree\n```", "```\none\nthree\n```", "```\none\n\ntwo\n\nthree\n```"),
            ("1. one\n\n   :::: pair\n   two\n   ::::\n", "1. one\n", "1. one\n\n\n   two\n"),
        ],
    )
    def test_wherever_it_stands(self, new_site: NewSite, text: str, public: str, pair: str) -> None:
        site = new_site({"content/pages/p.md": f"---\ntitle: P\nvisibility: public\n---\n{text}\n"})
        body = {audience: record(site.view(audience), "pages", "p").body for audience in ("public", "pair")}
        assert body["public"]
        assert body["pair"]
        assert (body["public"].text.rstrip("\n"), body["pair"].text.rstrip("\n")) == (public.rstrip("\n"), pair.rstrip("\n"))

    def test_in_a_phrase(self, new_site: NewSite) -> None:
        checkin = "date: 2026-03-04\nvisibility: public\ninsights:\n  - |\n    Ask first.\n    ::: pair\n    As Ben did not.\n    :::\n  - |\n    ::: pair\n    Only for us.\n    :::\n"
        site = new_site({"content/checkins/c.yaml": checkin})
        assert [insight.text for insight in record(site.view("public"), "checkins", "c").insights] == ["Ask first."]
        assert len(record(site.view("pair"), "checkins", "c").insights) == 2

    def test_a_text_of_which_nothing_is_left_is_gone(self, new_site: NewSite) -> None:
        site = new_site({"content/pages/p.md": "---\ntitle: P\nvisibility: public\n---\n::: pair\nQuiet.\n:::\n"})
        assert record(site.view("public"), "pages", "p").body is None

    def test_links_stand_in_the_order_of_what_is_left(self, new_site: NewSite) -> None:
        text = "::: pair\n[[goals/two]]\n:::\n\n[[goals/one]] before [[goals/two]].\n"
        goals = {f"content/goals/{id}.md": "---\ntitle: G\nvisibility: public\n---\n" for id in ("one", "two")}
        site = new_site({**goals, "content/pages/p.md": f"---\ntitle: P\nvisibility: public\n---\n{text}"})
        assert [link.written for link in record(site.view("public"), "pages", "p").body.links] == ["goals/one", "goals/two"]
        assert [link.written for link in record(site.view("pair"), "pages", "p").body.links] == ["goals/two", "goals/one"]

    def test_one_that_never_ends_is_an_error(self, new_site: NewSite) -> None:
        site = new_site({"content/pages/p.md": "---\ntitle: P\nvisibility: public\n---\nOpen.\n\n::: pair\nQuiet.\n"})
        assert site.said("public") == ["content/pages/p.md:7:1 M300 an audience block that never ends"]

    def test_a_link_that_only_a_hidden_block_holds_refers_to_nothing(self, new_site: NewSite) -> None:
        text = "::: pair\nSee [[goals/open]].\n:::\n"
        site = new_site({**GOALS, "content/pages/p.md": f"---\ntitle: P\nvisibility: public\n---\nHello.\n\n{text}"})
        body = record(site.view("public"), "pages", "p").body
        assert body
        assert body.links == ()
        assert "pages/p.html" not in site.pages("public")["goals/open.html"]


class TestPrivate:
    """`private:` never leaves a private build."""

    @pytest.mark.parametrize("audience", AUDIENCE_NAMES)
    @pytest.mark.parametrize(
        "written",
        ["---\ntitle: P\nvisibility: public\nprivate: A doubt.\n---\n", "---\ntitle: P\nvisibility: public\n---\n## Private\n\nA doubt.\n"],
    )
    def test_however_it_is_written(self, new_site: NewSite, audience: str, written: str) -> None:
        site = new_site({"content/pages/p.md": written})
        private = record(site.view(audience), "pages", "p").private
        assert (private is not None) == (audience == "private")

    def test_nor_does_what_only_it_refers_to_count(self, new_site: NewSite) -> None:
        site = new_site(
            {"content/pages/p.md": "---\ntitle: P\nvisibility: public\nprivate: See [a](notes.txt).\n---\n", "content/pages/notes.txt": "x"}
        )
        assert [shown.files for shown in site.view("pair").records.values()] == [()]
        assert [shown.files for shown in site.view("private").records.values()] == [(("content/pages/notes.txt", True),)]


PORTFOLIOS = {
    "content/portfolios/Open/goals/g.md": "---\ntitle: G\nvisibility: public\n---\n",
    "content/portfolios/Quiet/goals/g.md": "---\ntitle: Q\nvisibility: pair\n---\n",
}


class TestPortfolios:
    """A portfolio of which nothing is visible does not exist."""

    def test_its_name_is_unknown(self, new_site: NewSite) -> None:
        site = new_site(PORTFOLIOS)
        assert site.view("pair").names == {"open": "Open", "quiet": "Quiet"}
        assert site.view("public").names == {"open": "Open"}

    def test_no_page_has_its_address(self, new_site: NewSite) -> None:
        pages = new_site(PORTFOLIOS).pages("public")
        assert "open/index.html" in pages
        assert not [address for address, html in pages.items() if "quiet" in (address + html).lower()]


@pytest.mark.parametrize("with_another", [False, True])
def test_a_portfolio_that_is_not_seen_says_nothing_of_what_is_seen_as_a_rule(new_site: NewSite, with_another: bool) -> None:
    """Its `_defaults.yaml` must not tell those of the others that there is one."""
    goal = "---\ntitle: A goal\nvisibility: public\n---\n"
    seen = {
        "content/_defaults.yaml": "visibility: public\n",
        **{f"content/portfolios/{name}/goals/g.md": goal for name in ("one", "two")},
        "content/portfolios/two/skills/_defaults.yaml": "visibility: pair\n",
    }
    other = {
        "content/portfolios/three/goals/g.md": "---\ntitle: Three\nvisibility: pair\n---\n",
        "content/portfolios/three/stories/_defaults.yaml": "visibility: private\n",
    }
    usual = new_site({**seen, **(other if with_another else {})}).view("public").usual
    assert sorted(usual) == ["", "one", "two"]
    assert {"skills", "stories"} & usual[""] == {"stories"}
    assert ("skills" in usual["one"], "skills" in usual["two"]) == (True, False)
