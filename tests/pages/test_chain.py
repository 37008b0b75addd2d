"""The line that is drawn of a chain: its steps in order, what each says, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.insights.evidence import chains
from mentorsite.insights.scope import Scope
from mentorsite.pages.atlas import Atlas
from mentorsite.pages.chain import line
from mentorsite.pages.values import Line
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]

FEEDBACK = "from: kei\nto: noa\nkind: recognition\nsituation: Then,\nbehavior: you asked,\nimpact: and we saw."
YEAR = {
    "content/people/kei.yaml": "name: Kei",
    "content/people/noa.yaml": "name: Noa",
    "content/goals/lead.yaml": "title: Lead reviews\nstatus: achieved\nachieved: 2026-06-25",
    "content/checkins/one.yaml": "title: The first talk\ndate: 2026-03-01\ngoals: [lead]",
    "content/checkins/two.yaml": "date: 2026-05-01\ngoals: [lead]",
    "content/feedback/asked.yaml": f"date: 2026-04-01\ngoal: lead\n{FEEDBACK}",
    "content/feedback/again.yaml": f"date: 2026-04-08\ngoal: lead\n{FEEDBACK}",
    "content/milestones/sixth.yaml": "title: Six reviews led\ndate: 2026-06-24\ngoal: lead",
    "content/stories/faster.yaml": "title: Faster\ndate: 2026-07-01\nmilestones: [sixth]",
}


def line_of(site: Site, claim: str, today: date = TODAY) -> Line:
    view = site.view("private")
    chain = next(chain for chain in chains(Scope(view, "", today)) if str(chain.claim) == claim)
    return line(Atlas(view, {}), chain)


def said(drawn: Line) -> list[str]:
    """Give the stops as a reader meets them."""
    words = []
    for stop in drawn.stops:
        if stop.kind == "none":
            words.append(f"no {'/'.join(stop.words)} {'by then' if stop.later else 'yet'}")
        else:
            words.append(f"{stop.count} {stop.text}" if stop.count > 1 else stop.text)
    return words


def test_one_record_is_called_by_its_title_and_several_are_counted(new_site: NewSite) -> None:
    drawn = line_of(new_site(YEAR), "stories/faster")
    assert said(drawn) == ["Lead reviews", "2 check-ins", "2 pieces of feedback", "Six reviews led", "Story"]


def test_one_record_is_led_to_and_several_are_where_the_claim_lists_them(new_site: NewSite) -> None:
    drawn = line_of(new_site(YEAR), "stories/faster")
    assert [stop.address for stop in drawn.stops] == [
        "goals/lead.html",
        "stories/faster.html#_evidence-checkins",
        "stories/faster.html#_evidence-feedback",
        "milestones/sixth.html",
        "",
    ]


def test_the_claim_stands_where_records_of_its_type_stand(new_site: NewSite) -> None:
    site = new_site(YEAR)
    assert said(line_of(site, "milestones/sixth"))[-2:] == ["Milestone", "Faster"]
    assert said(line_of(site, "goals/lead"))[:2] == ["Goal", "2 check-ins"]


def test_what_is_missing_one_after_the_other_is_said_at_once(new_site: NewSite) -> None:
    site = new_site({**YEAR, "content/stories/faster.yaml": "title: Faster\ndate: 2026-07-01\nevidence: [milestones/sixth]"})
    site.write({"content/milestones/sixth.yaml": "title: Six reviews led\ndate: 2026-06-24"})
    assert said(line_of(site, "stories/faster")) == ["no goal/check-in/feedback yet", "Six reviews led", "Story"]


def test_what_came_too_late_is_not_said_together_with_what_never_came(new_site: NewSite) -> None:
    site = new_site({**YEAR, "content/stories/faster.yaml": "title: Faster\ndate: 2026-02-01\ngoals: [lead]"})
    site.write({f"content/feedback/{name}.yaml": f"date: 2026-04-01\n{FEEDBACK}" for name in ("asked", "again")})
    assert said(line_of(site, "stories/faster")) == [
        "Lead reviews",
        "no check-in by then",
        "no feedback yet",
        "no milestone by then",
        "Story",
    ]


def test_what_lies_outside_stands_before_the_milestones(new_site: NewSite) -> None:
    links = [f"{{label: Ticket {number}, url: 'https://example.org/{number}'}}" for number in (1, 2)]
    one = "title: Faster\ndate: 2026-07-01\nmilestones: [sixth]\nevidence: "
    site = new_site({**YEAR, "content/stories/faster.yaml": f"{one}[{links[0]}]"})
    assert said(line_of(site, "stories/faster"))[3:] == ["Ticket 1", "Six reviews led", "Story"]
    assert line_of(site, "stories/faster").stops[3].address == "https://example.org/1"
    site.write({"content/stories/faster.yaml": f"{one}[{', '.join(links)}]"})
    assert said(line_of(site, "stories/faster"))[3:] == ["2 links elsewhere", "Six reviews led", "Story"]


def test_nothing_is_drawn_where_there_is_no_record(new_site: NewSite) -> None:
    drawn = line_of(new_site({"content/stories/lone.yaml": "title: Lone\ndate: 2026-07-01"}), "stories/lone")
    assert drawn == Line((), proven=False, whole=True)
