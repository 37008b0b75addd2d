"""What a new mentor needs on the first day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.insights.handover import Handover
from mentorsite.insights.insights import insights_of
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]
PAIR: Files = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/people/cy.yaml": "name: Cy\nrole: sponsor",
    "content/mentorships/m.md": "---\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-05\ncadence: biweekly\nnorms: [Be on time]\n"
    "support: {sponsor: cy}\n---\n## Purpose\n\nTo lead.\n",
}


def of(site: Site, audience: str = "pair") -> Handover | None:
    return insights_of(Scope(site.view(audience), "", TODAY)).handover


def handover(site: Site) -> Handover:
    found = of(site)
    assert found is not None
    return found


def feedback(day: str, sender: str, receiver: str, kind: str = "recognition") -> Files:
    text = f"---\nfrom: {sender}\nto: {receiver}\nkind: {kind}\nsituation: s\nbehavior: b\nimpact: i\n---\n"
    return {f"content/feedback/{day}-f{day[-2:]}.md": text}


def test_there_is_none_without_an_agreement(new_site: NewSite) -> None:
    assert of(new_site({"content/checkins/2026-03-04-a.md": "x"})) is None


def test_there_is_none_for_those_who_do_not_see_check_ins_as_a_rule(new_site: NewSite) -> None:
    site = new_site(
        PAIR | {"content/mentorships/m.md": str(PAIR["content/mentorships/m.md"]).replace("start", "visibility: public\nstart")}
    )
    assert of(site, "review") is None
    assert of(site) is not None


def test_it_says_who_and_what_for_and_how_often(new_site: NewSite) -> None:
    found = handover(new_site(PAIR))
    assert [reference.text for reference in (*found.mentors, *found.mentees)] == ["Ana", "Ben"]
    assert found.sponsor
    assert found.sponsor.text == "Cy"
    assert found.purpose
    assert found.purpose.text == "To lead."
    assert (found.start, found.end, str(found.cadence)) == (date(2026, 1, 5), None, "every two weeks")
    assert [norm.text for norm in found.norms] == ["Be on time"]


def test_of_several_agreements_the_latest_counts(new_site: NewSite) -> None:
    later = {"content/mentorships/n.md": "---\nmentors: [cy]\nmentees: [ben]\nstart: 2026-07-01\n---\n"}
    assert handover(new_site(PAIR | later)).agreement == Key("", "mentorships", "n")


def test_goals_under_way_come_first_by_their_due_day(new_site: NewSite) -> None:
    goals = {
        "a": "status: dropped",
        "b": "due: 2027-03-01",
        "c": "status: achieved\nachieved: 2026-02-01",
        "d": "due: 2027-02-01",
        "e": "status: proposed",
    }
    files = {f"content/goals/{id}.md": f"---\ntitle: {id}\n{fields}\n---\n" for id, fields in goals.items()}
    assert [goal.key.id for goal in handover(new_site(PAIR | files)).goals] == ["d", "b", "e", "c", "a"]


def test_what_was_kept_and_recognised_works_and_what_is_open_is_open(new_site: NewSite) -> None:
    files = (
        feedback("2026-03-01", "ana", "ben")
        | feedback("2026-03-02", "ben", "ana")
        | feedback("2026-03-03", "cy", "ben")
        | feedback("2026-03-04", "ana", "ben", "constructive")
        | {
            "content/reflections/2026-06-02-r.md": "---\nadjustments: [{what: Kept, due: 2026-06-09, done: 2026-06-08}, {what: Open}]\n---\n",
            "content/checkins/2026-03-04-a.md": "---\nactions: [{what: Do}, {what: Did, done: 2026-03-05}]\nquestions: [{ask: Why}]\n"
            "decisions: [{what: Go on}]\n---\n",
        }
    )
    found = handover(new_site(PAIR | files))
    assert [promise.what.text for promise in found.kept] == ["Kept"]
    assert [promise.what.text for promise in found.adjustments] == ["Open"]
    assert [key.id for key in found.recognised] == ["f02", "f01"]
    assert [action.what.text for action in found.actions] == ["Do"]
    assert [question.ask.text for question in found.questions] == ["Why"]
    assert [decision.what.text for decided in found.decisions for decision in decided.decisions] == ["Go on"]
    assert len(found.feedback) == 4


def test_it_names_what_to_read_first_the_latest_of_each(new_site: NewSite) -> None:
    files = {
        "content/checkins/2026-03-04-a.md": "x",
        "content/checkins/2026-04-04-b.md": "x",
        "content/checkins/2026-12-04-planned.md": "x",
        "content/checkins/2026-05-04-draft.md": "---\ndraft: true\n---\n",
        "content/milestones/2026-02-01-big.md": "---\ntitle: Big\nsize: big\n---\n",
        "content/milestones/2026-03-01-small.md": "---\ntitle: Small\nsize: small\n---\n",
        "content/stories/2026-02-01-s.md": "---\ntitle: S\n---\n",
        "content/reflections/2026-02-01-r.md": "x",
        "content/reviews/2026-07-01-half.md": "---\ntitle: Half\nperson: ben\nfrom: 2026-01-01\nto: 2026-06-30\n---\n",
    }
    view = new_site(PAIR | files).view("private")
    found = insights_of(Scope(view, "", TODAY)).handover
    assert found is not None
    assert [(each.why, each.record.id) for each in found.to_read] == [
        ("agreement", "m"),
        ("review", "half"),
        ("checkin", "b"),
        ("reflection", "r"),
        ("milestone", "big"),
        ("story", "s"),
    ]


def test_without_a_big_milestone_the_latest_is_read(new_site: NewSite) -> None:
    files = {f"content/milestones/2026-0{month}-01-m{month}.md": "---\ntitle: M\n---\n" for month in (2, 3)}
    assert ("milestone", "m3") in [(each.why, each.record.id) for each in handover(new_site(PAIR | files)).to_read]
