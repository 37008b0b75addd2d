"""Somebody at a terminal is asked for what a record lacks, and asked again where an answer is none."""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.cli.terminals import Start
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
PEOPLE: Files = {"content/people/ana.yaml": "name: Ana Ferro\nrole: mentor", "content/people/ben.yaml": "name: Ben\nrole: mentee"}


def test_what_is_missing_is_asked_for_by_name_and_a_wrong_answer_is_asked_again(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    at = terminal(site, "feedback")
    assert "From: who says it\n  1  Ana Ferro  ana\n  2  Ben  ben\n" in at.until("> ")
    at.type("Bean")
    assert "there is no record of `Bean`; did you mean `Ben`?" in at.until("> ")
    at.type("")
    assert "An answer is needed" in at.until("> ")
    at.type("2")
    assert "Kind: whether it recognises something or asks for something else\n  1  recognition\n  2  constructive\n" in at.until(
        "> [recognition] "
    )
    at.type("recogniton")
    assert "`recogniton` is none of `recognition`, `constructive`; did you mean `recognition`?" in at.until("> [recognition] ")
    at.type("")
    status, said = at.finish()
    assert status == 0
    assert "\ncontent/feedback/2026-11-24.md\nWrite it in any editor ($EDITOR opens by itself), then take its line `draft` away" in said
    text = (site.root / "content/feedback/2026-11-24.md").read_text("utf-8")
    assert text.startswith("---\nfrom: ben\nto: ana\nkind: recognition\n")


def test_what_a_reflection_is_about_is_asked_for_and_a_title_where_it_is_about_nothing(new_site: NewSite, terminal: Start) -> None:
    site = new_site({**PEOPLE, "content/milestones/2026-11-01-won.md": "---\ntitle: Won\n---\n"})
    at = terminal(site, "reflection")
    assert "(Enter to leave it out)\n  1  Won  milestones/won\n" in at.until("> ")
    at.type("")
    at.until("Title: ")
    at.type("A quiet week")
    assert at.finish()[0] == 0
    assert (site.root / "content/reflections/2026-11-24-a-quiet-week.md").exists()
    at = terminal(site, "reflection")
    at.until("> ")
    at.type("1")
    assert "content/reflections/2026-11-24-looking-back-won.md" in at.finish()[1]


def test_several_people_are_given_by_their_numbers_or_names(new_site: NewSite, terminal: Start) -> None:
    site = new_site({"content/people/two.yaml": "- {id: ana, name: Ana}\n- {id: ben, name: Ben}\n- {id: cleo, name: Cleo}\n"})
    at = terminal(site, "agreement", "--set", "cadence=weekly")
    at.until("> ")
    at.type("1, Cleo")
    at.until("> ")
    at.type("2")
    assert at.finish()[0] == 0
    assert "mentors: [ana, cleo]\nmentees: [ben]\n" in (site.root / "content/mentorships/agreement-2026.md").read_text("utf-8")


def test_what_much_follows_from_is_asked_for_and_may_be_left_out(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    at = terminal(site, "person", "Cleo")
    assert "Role: their part" in at.until("> ")
    at.type("peer")
    assert at.finish()[0] == 0
    assert "name: Cleo\nrole: peer\n" in (site.root / "content/people/cleo.md").read_text("utf-8")
    at = terminal(site, "agreement")
    said = at.until("> ")
    assert "Cadence: how often check-ins are agreed at present (Enter to leave it out)\n  1  weekly\n  2  biweekly\n" in said
    at.type("often")
    at.until("> ")
    at.type("")
    assert at.finish()[0] == 0
    assert "\ncadence" not in (site.root / "content/mentorships/agreement-2026.md").read_text("utf-8")


def test_where_two_agreements_run_it_is_asked_which_one_is_meant(new_site: NewSite, terminal: Start) -> None:
    agreement = "---\ntitle: {}\nmentors: [ana]\nmentees: [{}]\nstart: 2026-01-01\n---\n"
    both = {f"content/mentorships/{one}.md": agreement.format(one.upper(), one) for one in ("ben", "cleo")}
    site = new_site({**PEOPLE, "content/people/cleo.yaml": "name: Cleo\n", **both})
    at = terminal(site, "checkin")
    assert "  1  BEN  ben\n  2  CLEO  cleo\n" in at.until("> ")
    at.type("2")
    assert at.finish()[0] == 0
    assert "mentorship: cleo\nparticipants: [cleo, ana]\n" in (site.root / "content/checkins/2026-11-24.md").read_text("utf-8")


def test_where_there_are_several_portfolios_it_is_asked_which_one_is_meant(new_site: NewSite, terminal: Start) -> None:
    site = new_site({f"content/portfolios/{name}/goals/one.yaml": "title: One" for name in ("ana", "ben", "benno")})
    at = terminal(site, "goal", "Two")
    assert "Portfolio: which one it belongs in\n  1  ana\n  2  ben\n  3  benno\n" in at.until("> ")
    for wrong in ("x", "be"):
        at.type(wrong)
        assert f"`{wrong}` is not one of them" in at.until("> ")
    at.type("ben")
    assert at.finish()[0] == 0
    assert (site.root / "content/portfolios/ben/goals/two.md").exists()


def test_who_leaves_at_a_question_has_written_nothing(new_site: NewSite, terminal: Start) -> None:
    site = new_site(PEOPLE)
    at = terminal(site, "goal")
    at.until("> ")
    os.write(at.end, b"\x04")
    assert at.finish()[0] == 1
    assert not (site.root / "content" / "goals").exists()


def test_what_would_turn_a_terminal_is_escaped_in_a_question(new_site: NewSite, terminal: Start) -> None:
    site = new_site(
        {"content/people/ana.yaml": 'name: "A\\u001b[31m\\u202eB"\nrole: mentor', "content/people/ben.yaml": "name: Ben\nrole: mentor"}
    )
    at = terminal(site, "feedback")
    assert r"1  A\x1b[31m\u202eB  ana" in at.until("> ")
