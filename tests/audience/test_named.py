"""People who are named for more readers than they agreed to."""

from __future__ import annotations

from mentorsite.audience.named import named_beyond_consent
from tests.audience.conftest import Ask, at
from tests.audience.conftest import said as line_of
from tests.conftest import MKFILE, Files

PEOPLE = {
    "content/people/ana.yaml": "name: Ana Ferro\nconsent: public\n",
    "content/people/ben.yaml": "name: Ben Ode\nalias: a colleague\n",
    "content/people/cleo.yaml": "name: Cleo Ferro\nconsent: review\n",
}


def goal(text: str, visibility: str = "public") -> Files:
    return {**PEOPLE, "content/goals/g.md": f"---\ntitle: A goal\nvisibility: {visibility}\n---\n{text}\n"}


def found(ask: Ask, files: Files, *allowed: str) -> list[str]:
    site = ask(files)
    problems = named_beyond_consent(site.gathered.portfolio, site.gathered.sheets, site.config.visibility, allowed)
    return [line_of(problem) for problem in problems]


BEN = "M302 `Ben` is named for `public`, and their consent reaches `pair`"


def test_a_name_in_a_text_is_found_at_its_place(ask: Ask) -> None:
    assert found(ask, goal("One line.\n\nThen Ben said so.")) == [f"content/goals/g.md:7:6 {BEN}"]
    assert found(ask, goal("With Ben Ode.")) == [f"content/goals/g.md:5:6 {BEN.replace('`Ben`', '`Ben Ode`')}"]


def test_it_is_found_in_fields_and_in_lists(ask: Ask) -> None:
    files = {**PEOPLE, "content/goals/g.md": "---\ntitle: What Ben does\nvisibility: public\ntags: [x, Ben]\n---\n"}
    assert found(ask, files) == [f"content/goals/g.md:2:13 {BEN}"]
    others = next(iter(ask(files).gathered.problems)).related
    assert [(at(span), what) for span, what in others] == [("content/goals/g.md:4:11", "`Ben`, for `public`")]


def test_where_the_consent_reaches_nothing_is_said(ask: Ask) -> None:
    assert found(ask, goal("Ben Ode and Cleo.", "pair")) == []
    assert found(ask, goal("Cleo.", "review")) == []
    assert found(ask, goal("Ana Ferro.")) == []


def test_a_part_that_somebody_shares_who_may_be_named_names_nobody(ask: Ask) -> None:
    assert found(ask, goal("The Ferro method.")) == []
    assert found(ask, goal("Cleo Ferro.")) == [
        "content/goals/g.md:5:1 M302 `Cleo Ferro` is named for `public`, and their consent reaches `review`"
    ]


def test_a_part_of_another_word_or_in_small_letters_is_no_name(ask: Ask) -> None:
    assert found(ask, goal("Benefits, ben, Bent, Ode.\n")) == ["content/goals/g.md:5:22 " + BEN.replace("`Ben`", "`Ode`")]


def test_what_an_alias_says_is_meant_to_be_said(ask: Ask) -> None:
    assert found(ask, {**goal("Ben."), "content/people/ben.yaml": "name: Ben Ode\nalias: Ben O.\n"}) == []


def test_a_block_counts_as_far_as_it_reaches(ask: Ask) -> None:
    assert found(ask, goal("::: pair\nBen.\n:::\n\n## Private\n\nBen.\n")) == []
    assert found(ask, goal("::: review\nBen and Cleo.\n:::")) == [f"content/goals/g.md:6:1 {BEN.replace('public', 'review')}"]


def test_an_address_is_no_name_but_the_words_of_a_link_are(ask: Ask) -> None:
    files = {**goal(""), "content/people/ben.yaml": "id: Ben\nname: Ben Ode\n"}
    assert found(ask, {**files, "content/goals/g.md": goal("[[people/Ben]] and [him](../people/ben.yaml#Ben)")["content/goals/g.md"]}) == []
    linked = {**files, "content/goals/g.md": goal("[[people/Ben|Ben]]")["content/goals/g.md"]}
    assert found(ask, linked) == [f"content/goals/g.md:5:14 {BEN}"]


def test_an_id_that_holds_a_name_is_told_where_it_is_written(ask: Ask) -> None:
    named = "M302 the address of this record names `Ben` for `public`, and their consent reaches `pair`"
    text = "---\ntitle: T\nvisibility: public\n---\n"
    files = {
        "content/checkins/2026-03-04-ben.md": text,
        "content/goals/a.md": text.replace("title", "id: with-ben\ntitle"),
        "content/goals/bend-ana-cleos.md": text,
        "content/goals/ode.md": text.replace("public", "pair"),
    }
    assert found(ask, {**PEOPLE, **files}) == [f"content/checkins/2026-03-04-ben.md:0:0 {named}", f"content/goals/a.md:2:5 {named}"]


def test_tags_files_and_folders_of_portfolios_are_parts_of_addresses_as_well(ask: Ask) -> None:
    text = "---\ntitle: T\nvisibility: public\ntags: [x, ben]\n---\nSee [a text](ode.txt).\n"
    assert found(
        ask, {**PEOPLE, "content/portfolios/ana-and-ben/goals/a.md": text, "content/portfolios/ana-and-ben/goals/ode.txt": "x"}
    ) == [
        "content/portfolios/ana-and-ben/goals/a.md:4:11 " + BEN.replace("`Ben` is named", "the tag names `Ben`"),
        "content/portfolios/ana-and-ben/goals/a.md:6:1 " + BEN.replace("`Ben` is named", "the name of a file here names `Ode`"),
        "content/portfolios/ana-and-ben:0:0 " + BEN.replace("`Ben` is named", "the folder of this portfolio names `Ben`"),
    ]


def test_words_that_are_allowed_are_no_names(ask: Ask) -> None:
    assert found(ask, goal("Ben."), "Ben") == []


def test_it_says_what_to_write(ask: Ask) -> None:
    (problem,) = ask(goal("Ben.")).gathered.problems
    assert problem.hint == "write `a colleague`, or refer to them as `[[people/ben]]`; or put it into a block `::: pair`"


def test_the_words_of_the_audit_are_allowed_in_mkfile(ask: Ask) -> None:
    allow = '[audit]\nallow = [{ word = "Ben", reason = "the name of a tool" }]\n'
    assert ask({**goal("Ben."), "mkfile.toml": MKFILE + allow}).gathered.problems == ()
