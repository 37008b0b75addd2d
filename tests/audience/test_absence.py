"""A copy says that something is missing only where it would show it: never because it is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from mentorsite.insights.balance import Balance, balance
from mentorsite.insights.cadence import cadences
from mentorsite.insights.evidence import chains
from mentorsite.insights.scope import Scope
from mentorsite.records.types.checkins import Checkin
from mentorsite.records.types.goals import Goal
from tests.conftest import MKFILE, TODAY, Files, Site

NewSite = Callable[[Files], Site]

PAIR: Files = {"content/people/ana.yaml": "name: Ana\nconsent: public", "content/people/ben.yaml": "name: Ben\nconsent: public"}
SEEN = "kind: recognition\nsituation: Then,\nbehavior: you asked,\nimpact: and we saw."
BOTH_WAYS: Files = {
    "content/feedback/there.yaml": f"date: 2026-02-02\nfrom: ana\nto: ben\n{SEEN}",
    "content/feedback/back.yaml": f"date: 2026-02-03\nfrom: ben\nto: ana\n{SEEN}",
}


def said(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def usual(**types: str) -> Files:
    return {"mkfile.toml": f"{MKFILE}\n[visibility]\n" + "".join(f'{name} = "{audience}"\n' for name, audience in types.items())}


def balance_of(site: Site, audience: str) -> Balance:
    found = balance(Scope(site.view(audience), "", TODAY))
    assert found is not None
    return found


def test_a_review_says_no_record_stands_behind_a_claim_only_where_all_would_be_seen(new_site: NewSite) -> None:
    site = new_site(
        {
            **PAIR,
            **BOTH_WAYS,
            "content/reviews/half.yaml": "title: Half a year\nperson: ana\nfrom: 2026-01-01\nto: 2026-06-30\nvisibility: review\n"
            "competencies:\n  - name: Tact\n    evidence: [feedback/there]\n  - name: Care\n",
        }
    )
    assert said(site.pages("review")["reviews/half.html"]).count("No record in this copy stands behind this.") == 2
    assert said(site.pages("pair")["reviews/half.html"]).count("No record stands behind this yet.") == 1


def test_a_check_in_says_that_a_question_got_no_answer_only_where_check_ins_are_seen_as_a_rule(new_site: NewSite) -> None:
    hidden = "\n    answer: |\n      ::: pair\n      Because.\n      :::\n"
    site = new_site({"content/checkins/c.yaml": f"date: 2026-02-02\nvisibility: public\nquestions:\n  - ask: Why?{hidden}  - ask: How?\n"})
    assert "No answer" not in said(site.pages("public")["checkins/c.html"])
    assert said(site.pages("pair")["checkins/c.html"]).count("No answer that day.") == 1


def test_a_question_that_says_who_answered_was_answered(new_site: NewSite) -> None:
    files = {**PAIR, "content/checkins/c.yaml": "date: 2026-02-02\nquestions:\n  - ask: Why?\n    answered_by: ana\n"}
    page = said(new_site(files).pages()["checkins/c.html"])
    assert "Why? answered by Ana" in page
    assert "No answer" not in page


def test_a_timeline_says_that_nothing_is_dated_yet_only_where_all_would_be_seen(new_site: NewSite) -> None:
    site = new_site({**PAIR, "content/checkins/c.yaml": "date: 2026-02-02\nvisibility: private"})
    assert "Nothing in this copy has a date." in said(site.pages("public")["timeline.html"])
    assert "Nothing is dated yet." in said(site.pages("pair")["timeline.html"])


def test_a_home_page_says_that_nothing_is_written_yet_only_where_all_would_be_seen(new_site: NewSite) -> None:
    assert "Nothing is written here yet." in said(new_site({}).pages("pair")["index.html"])
    site = new_site({**usual(goals="private"), "content/goals/g.yaml": "title: Hidden"})
    assert "Nothing is written down in this copy." in said(site.pages("pair")["index.html"])


def test_a_claim_is_said_to_be_shown_by_nothing_yet_only_where_all_would_be_seen(new_site: NewSite) -> None:
    story = {"content/stories/told.yaml": "title: Told\ndate: 2026-03-03\nevidence: [feedback/there]"}
    page = new_site({**usual(feedback="private"), **PAIR, **BOTH_WAYS, **story}).pages("pair")["stories/told.html"]
    assert "No record in this copy shows this." in said(page)


def test_a_person_beyond_consent_counts_as_evidence_as_they_do_by_name(new_site: NewSite) -> None:
    files = {
        "content/people/ben.yaml": "name: Ben\nalias: A guest",
        "content/stories/told.yaml": "title: Told\ndate: 2026-03-03\nvisibility: public\nevidence: [people/ben]",
    }
    site = new_site(files)
    assert [chain.proven for audience in ("pair", "public") for chain in chains(Scope(site.view(audience), "", TODAY))] == [True, True]
    assert "counts as evidence" not in said(site.pages("public")["stories/told.html"])


def test_no_side_is_said_to_be_silent_where_one_name_stands_on_both(new_site: NewSite) -> None:
    peers = {f"content/people/{id}.yaml": f"name: {id}\nrole: peer\nconsent: private" for id in ("ana", "ben")}
    agreement = {"content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-01-01"}
    site = new_site({**peers, **agreement, **BOTH_WAYS})
    assert balance_of(site, "pair").silent == ()


def test_no_side_is_said_to_be_silent_where_two_mentor_each_other(new_site: NewSite) -> None:
    agreements = {
        "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-01-01",
        "content/mentorships/n.yaml": "mentors: [ben]\nmentees: [ana]\nstart: 2026-01-01",
    }
    assert balance_of(new_site({**PAIR, **agreements, **BOTH_WAYS}), "pair").silent == ()


def test_a_check_in_of_a_hidden_agreement_counts_for_no_other(new_site: NewSite) -> None:
    agreement = "mentors: [ana]\nmentees: [ben]\nstart: 2026-09-01\ncadence: monthly"
    files = {
        **PAIR,
        "content/mentorships/m.yaml": f"{agreement}\nvisibility: public",
        "content/mentorships/n.yaml": agreement,
        "content/checkins/c.yaml": "date: 2026-10-10\nmentorship: n",
    }
    site = new_site({**usual(checkins="public"), **files})
    assert [(rhythm.agreement.id, rhythm.kept) for rhythm in cadences(Scope(site.view("pair"), "", TODAY))] == [("m", 0), ("n", 1)]
    assert cadences(Scope(site.view("public"), "", TODAY)) == ()


def test_a_day_that_a_check_in_agreed_on_is_known_without_an_agreement(new_site: NewSite) -> None:
    page = said(new_site({"content/checkins/c.yaml": "date: 2026-11-10\nnext: 2026-12-01"}).pages()["brief.html"])
    assert "agreed in Check-in, 10 November 2026" in page
    assert "No day is agreed" not in page


AGREED: Files = {**PAIR, "content/mentorships/m.yaml": "mentors: [ana]\nmentees: [ben]\nstart: 2026-09-01\ncadence: monthly"}


@pytest.mark.parametrize(
    "defaults",
    [
        {"content/checkins/_defaults.yaml": "visibility: private"},
        {"content/checkins/_defaults.yaml": "draft: true"},
        {"content/_defaults.yaml": "visibility: private"},
        {"content/checkins/2026/_defaults.yaml": "visibility: private"},
        {"content/2026/_defaults.yaml": "visibility: private"},
        {"content/checkins/_defaults.yaml": "visibility: public", "content/checkins/2026/_defaults.yaml": "draft: true"},
    ],
    ids=["the type's folder", "drafts", "the whole content", "a folder below", "a folder beside", "a wider one above"],
)
def test_where_a_folder_hides_check_ins_no_copy_says_that_one_was_missed(new_site: NewSite, defaults: Files) -> None:
    agreement = {"content/mentorships/m.yaml": f"{AGREED['content/mentorships/m.yaml']}\nvisibility: pair\ndraft: false"}
    site = new_site({**AGREED, **agreement, **defaults, "content/checkins/c.yaml": "date: 2026-10-10\nvisibility: pair\ndraft: false"})
    assert [len(cadences(Scope(site.view(audience), "", TODAY))) for audience in ("private", "pair")] == [1, 0]
    assert "brief.html" not in site.pages("pair")


@pytest.mark.parametrize(
    ("defaults", "shows"),
    [
        ({"content/checkins/_defaults.yaml": "visibility: public"}, True),
        ({"content/_defaults.yaml": "visibility: private", "content/checkins/_defaults.yaml": "visibility: public"}, True),
        ({"content/_defaults.yaml": "visibility: public", "content/checkins/_defaults.yaml": "visibility: review"}, False),
        ({"content/_defaults.yaml": "draft: true", "content/checkins/_defaults.yaml": "visibility: public\ndraft: false"}, True),
        ({"content/checkins/_defaults.yaml": "tags: [met]"}, False),
        ({"content/checkins/_defaults.yaml": "visibility: public", "content/goals/_defaults.yaml": "visibility: private"}, True),
        ({"content/checkins/_defaults.yaml": "visibility: public", "content/_notes/_defaults.yaml": "visibility: private"}, True),
    ],
    ids=["wider", "nearest wider", "nearest narrower", "no draft after all", "says nothing of it", "of another type", "no records there"],
)
def test_the_nearest_defaults_of_a_folder_count_before_the_table(new_site: NewSite, defaults: Files, shows: bool) -> None:
    site = new_site({**usual(checkins="pair"), **defaults})
    assert Scope(site.view("public"), "", TODAY).shows(Checkin) is shows


def test_what_a_folder_hides_is_usual_in_the_other_portfolios(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/portfolios/One Year/_defaults.yaml": "visibility: private",
            "content/portfolios/One Year/goals/g.yaml": "title: G\nvisibility: pair",
            "content/portfolios/two/goals/g.yaml": "title: G",
        }
    )
    view = site.view("pair")
    assert [Scope(view, portfolio, TODAY).shows(Goal) for portfolio in ("one-year", "two")] == [False, True]
    # What several share says nothing of "none" where one of them may hold more.
    assert not Scope(view, "", TODAY).shows(Goal)


def test_whether_hidden_records_lie_in_a_folder_makes_no_difference_to_what_is_usual(new_site: NewSite) -> None:
    site = new_site({"content/checkins/_defaults.yaml": "visibility: private", "content/goals/g.yaml": "title: G"})
    before = site.view("pair").usual
    site.write({"content/checkins/c.yaml": "date: 2026-10-10", "content/2026/checkins/d.yaml": "date: 2026-10-10\nvisibility: private"})
    assert site.view("pair").usual == before
