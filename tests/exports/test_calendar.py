"""calendar.ics by two parsers of iCalendar, neither of which wrote it, and by what RFC 5545 and RFC 7986 ask."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import MKFILE, Files, Site
from tests.exports.conftest import Finished

NewSite = Callable[[Files], Site]
ONCE = {
    "UID",
    "DTSTAMP",
    "SEQUENCE",
    "SUMMARY",
    "DESCRIPTION",
    "URL",
    "CLASS",
    "DTSTART",
    "STATUS",
    "TRANSP",
    "DUE",
    "COMPLETED",
    "CREATED",
    "PERCENT-COMPLETE",
}
STATES = {"VEVENT": {"TENTATIVE", "CONFIRMED", "CANCELLED"}, "VTODO": {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"}}
PEOPLE: Files = {
    "content/people/ana.md": "---\nname: Ana Amaral\nrole: mentor\nconsent: public\n---\n",
    "content/people/ben.md": "---\nname: Ben Brook\nrole: mentee\nconsent: public\n---\n",
}
CHECKIN = "---\ntitle: {title}\nparticipants: [ana, ben]\nvisibility: public\n{more}---\n"


def written(site: Site, target: str = "public", address: str = "calendar.ics") -> bytes:
    made = site.make(target)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return next((artifact.data for artifact in made.artifacts if artifact.address == address), b"")


def faults(data: bytes) -> list[str]:
    """Give what RFC 5545 forbids in a file (its sections in brackets), as far as bytes and lines tell."""
    lines = data.split(b"\r\n")
    found = [] if lines.pop() == b"" else ["no line break at the end (3.1)"]
    found += [f"{line!r} is longer than 75 octets (3.1)" for line in lines if len(line) > 75]
    found += [f"{line!r} holds a control character (3.1)" for line in lines if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]
    for line in lines:
        line.decode("utf-8")  # folded between letters
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    names = [line for line in unfolded if line and not re.match(r"[A-Z-]+(;[A-Z-]+=[^\";:,]+)*:", line)]
    return found + [f"{line} is no property (3.1)" for line in names]


def parsed(data: bytes) -> Any:
    """Read a calendar, after looking at what the RFCs ask."""
    import icalendar
    import vobject

    assert faults(data) == []
    other = vobject.readOne(data.decode("utf-8"), validate=True)
    found = icalendar.Calendar.from_ical(data)
    assert found.errors == []
    for name in ("VERSION", "PRODID", "CALSCALE", "UID", "SOURCE", "URL", "COLOR", "REFRESH-INTERVAL", "LAST-MODIFIED", "NAME"):
        assert isinstance(found.get(name), object)
        assert not isinstance(found.get(name), list), name
        assert found.get(name) is not None, name
    assert (found["VERSION"], found["CALSCALE"]) == ("2.0", "GREGORIAN")
    # RFC 7986, 5.7 and 5.8: both kinds of value have to be named.
    assert (found["REFRESH-INTERVAL"].params["VALUE"], found["SOURCE"].params["VALUE"]) == ("DURATION", "URI")
    assert [str(item.summary.value) for item in other.getChildren() if item.name in STATES] == [
        str(item["SUMMARY"]) for item in found.subcomponents
    ]
    uids = [str(item["UID"]) for item in found.subcomponents]
    assert len(set(uids)) == len(uids) > 0
    for item in (found, *found.subcomponents):
        uuid.UUID(item["UID"])
        assert urlsplit(item["URL"]).scheme == "https"
    for item in found.subcomponents:
        assert item.errors == []
        assert item.name in STATES
        assert item["STATUS"] in STATES[item.name]
        assert not any(isinstance(item.get(name), list) for name in ONCE)
        assert item["DTSTAMP"].dt.utcoffset() == timedelta(0)
        assert (item["STATUS"] == "COMPLETED") == ("COMPLETED" in item)
        for name in ("DTSTART", "DUE"):
            if name in item:
                assert item[name].params["VALUE"] == "DATE"
                assert type(item[name].dt) is date
        if item.name == "VEVENT":
            assert "DTSTART" in item
    return found


def said(data: bytes, *names: str) -> list[tuple[str, ...]]:
    """Give properties of all that a calendar holds, as plain text."""

    def plain(value: Any) -> str:
        when = getattr(value, "dt", None)
        return "" if value is None else when.isoformat()[:10] if isinstance(when, date | datetime) else str(value)

    return [tuple(plain(item.get(name)) for name in names) for item in parsed(data).subcomponents]


def test_every_calendar_of_the_example_is_valid(site: Finished) -> None:
    (data,) = [artifact.data for artifact in site.made.artifacts if artifact.address == "calendar.ics"]
    there = {artifact.address for artifact in site.made.artifacts}
    for item in parsed(data).subcomponents:
        assert re.sub(r"https://example.org/(mentorsite-example|repo)/", "", item["URL"]) in there


@pytest.mark.parametrize("target", ["review", "public"])
def test_a_wide_audience_reads_check_in_and_nobody_s_name(new_site: NewSite, target: str) -> None:
    more = "summary: Ana and Ben talked\nagenda: [{topic: Ben alone}]\nactions: [{what: Write it down, owner: ben}]\nnext: 2026-12-01\n"
    site = new_site({**PEOPLE, "content/checkins/2026-11-17-talk.md": CHECKIN.format(title="Ana and Ben", more=more)})
    data = written(site, target)
    assert said(data, "SUMMARY", "DESCRIPTION", "CLASS") == [("Check-in", "", ""), ("Check-in", "", ""), ("Write it down", "", "")]
    assert b"Ana" not in data
    assert b"Ben" not in data


def test_the_pair_reads_what_it_was_about_and_who_does_what(new_site: NewSite) -> None:
    more = "summary: A *short* talk\nagenda: [{topic: 'The [goal](../goals/g.md)'}, {topic: B}]\nactions: [{what: Write it down, owner: ben}]\n"
    site = new_site(
        {
            **PEOPLE,
            "content/checkins/2026-11-17-talk.md": CHECKIN.format(title="Of goals", more=more),
            "content/goals/g.md": "---\ntitle: G\n---\n",
        }
    )
    assert said(written(site, "pair"), "SUMMARY", "DESCRIPTION", "CLASS") == [
        ("Of goals", "A short talk\nAgenda:\n- The goal\n- B", "PRIVATE"),
        ("Ben Brook: Write it down", "", "PRIVATE"),
    ]


def test_check_ins_are_there_that_were_held_are_planned_or_agreed(new_site: NewSite) -> None:
    """One that was agreed is there until somebody writes a record of its day, or the day is over."""
    files = {
        "content/checkins/2026-10-20.md": CHECKIN.format(title="A", more="next: 2026-11-03\n"),
        "content/checkins/2026-11-17.md": CHECKIN.format(title="B", more="next: 2026-12-01\n"),
    }
    site = new_site({**PEOPLE, **files})
    assert said(written(site, "pair"), "SUMMARY", "DTSTART", "STATUS") == [
        ("A", "2026-10-20", "CONFIRMED"),
        ("B", "2026-11-17", "CONFIRMED"),
        ("Check-in", "2026-12-01", "TENTATIVE"),
    ]
    site.write({"content/checkins/2026-12-01.md": CHECKIN.format(title="C", more="")})
    assert [found[0] for found in said(written(site, "pair"), "SUMMARY")] == ["A", "B", "C"]


def test_goals_have_the_day_on_which_they_are_due(new_site: NewSite) -> None:
    """Every revision is a change to it; one that was dropped is cancelled."""
    goal = "---\ntitle: {0}\nvisibility: public\nstatus: {1}\ndue: 2026-12-31\nrevisions: [{{date: 2026-03-01, change: Later}}, {{date: 2026-12-24, change: Still later}}]\n---\n"
    files = {f"content/goals/{status}.md": goal.format(status.title(), status) for status in ("active", "dropped", "paused", "proposed")}
    files["content/goals/reached.md"] = (
        "---\ntitle: Reached\nvisibility: public\nstatus: achieved\nachieved: 2026-05-01\ndue: 2026-06-01\n---\n"
    )
    files["content/goals/open.md"] = "---\ntitle: Open\nvisibility: public\n---\n"
    assert said(written(new_site(files)), "SUMMARY", "DTSTART", "STATUS", "SEQUENCE") == [
        ("Due: Active", "2026-12-31", "CONFIRMED", "1"),
        ("Due: Dropped", "2026-12-31", "CANCELLED", "2"),
        ("Due: Paused", "2026-12-31", "TENTATIVE", "1"),
        ("Due: Proposed", "2026-12-31", "TENTATIVE", "1"),
        ("Due: Reached", "2026-06-01", "CONFIRMED", "0"),
    ]


def test_actions_are_tasks_of_their_check_in(new_site: NewSite) -> None:
    """What is done on a later day is not done yet."""
    more = "actions:\n- {what: A, due: 2026-11-20, done: 2026-11-19}\n- {what: B, due: 2026-12-01, done: 2026-12-24}\n- {what: C}\n"
    data = written(new_site({**PEOPLE, "content/checkins/2026-11-17.md": CHECKIN.format(title="T", more=more)}))
    assert said(data, "SUMMARY", "DUE", "STATUS", "COMPLETED", "PERCENT-COMPLETE", "SEQUENCE", "CREATED")[1:] == [
        ("A", "2026-11-20", "COMPLETED", "2026-11-19", "100", "1", "2026-11-17"),
        ("B", "2026-12-01", "NEEDS-ACTION", "", "", "0", "2026-11-17"),
        ("C", "", "NEEDS-ACTION", "", "", "0", "2026-11-17"),
    ]
    found = said(data, "UID", "RELATED-TO")
    assert {related for _, related in found[1:]} == {found[0][0]}


def test_uids_survive_other_titles_words_and_days_and_the_sequence_never_falls(new_site: NewSite) -> None:
    def all_of(title: str, due: str, done: str, revisions: str) -> list[tuple[str, ...]]:
        more = f"actions: [{{what: {title}, due: {due}{done}}}]\nnext: {due}\n"
        goal = f"---\ntitle: {title}\ndue: {due}\nrevisions: [{revisions}]\n---\n"
        site = new_site({**PEOPLE, "content/checkins/2026-11-17.md": CHECKIN.format(title=title, more=more), "content/goals/g.md": goal})
        return said(written(site, "pair"), "UID", "SEQUENCE", "DTSTAMP")

    before = all_of("One", "2026-12-01", "", "")
    after = all_of("Another", "2026-12-08", ", done: 2026-11-20", "{date: 2026-11-20, change: A week more}")
    assert [uid for uid, *_ in after] == [uid for uid, *_ in before]
    assert [int(number) for _, number, _ in before] == [0, 0, 0, 0]
    assert [int(number) for _, number, _ in after] == [0, 0, 1, 1]
    assert {stamp for *_, stamp in after} == {"2026-11-24"}


def test_any_words_come_back_as_they_were_and_lines_stay_short(new_site: NewSite) -> None:
    title = r"A; b, c: \\n \\N \"quoted\" 100 % ünïcödé 日本語日本語日本語日本語日本語日本語日本語日本語 👩‍🚀👩‍🚀👩‍🚀👩‍🚀 end\u0001\u202e"
    data = written(new_site({"content/goals/g.md": f'---\ntitle: "{title}"\nvisibility: public\ndue: 2026-12-31\n---\n'}))
    plain = r'A; b, c: \n \N "quoted" 100 % ünïcödé 日本語日本語日本語日本語日本語日本語日本語日本語 👩‍🚀👩‍🚀👩‍🚀👩‍🚀 end'
    unfolded = data.replace(b"\r\n ", b"").decode()
    summary = re.search("SUMMARY:(.*)\r", unfolded)
    assert summary
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", summary[1].removeprefix("Due: "))
    # By the rules themselves (3.3.11): one of the parsers takes `\\N` for the end of a line.
    assert re.sub(r"\\([\\;,nN])", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), summary[1]) == f"Due: {plain}"
    import vobject

    (event,) = vobject.readOne(data.decode()).vevent_list
    assert event.summary.value == f"Due: {plain}"


def test_pages_lead_to_the_calendar_of_their_portfolio(new_site: NewSite) -> None:
    goal = "---\ntitle: G\nvisibility: public\n{}---\n"
    site = new_site(
        {"content/portfolios/one/goals/g.md": goal.format("due: 2026-12-31\n"), "content/portfolios/two/goals/g.md": goal.format("")}
    )
    pages = site.pages("public")
    assert '<a href="../../one/calendar.ics" type="text/calendar">Calendar</a>' in pages["one/goals/g.html"]
    assert [address for address in pages if "calendar.ics" in pages[address] and not address.startswith("one/")] == []
    found = parsed(written(site, address="one/calendar.ics"))
    assert (found["NAME"], found["SOURCE"]) == ("one", "https://example.org/repo/one/calendar.ics")


@pytest.mark.parametrize(
    "settings", [re.sub("url = .*", "", MKFILE), MKFILE + "[calendar]\nenabled = false\n"], ids=["no address", "not wanted"]
)
def test_there_may_be_no_calendar_and_then_nothing_leads_to_one(new_site: NewSite, settings: str) -> None:
    site = new_site({"mkfile.toml": settings, "content/checkins/2026-03-04.md": "---\nvisibility: public\n---\n"})
    assert written(site) == b""
    assert not any("calendar.ics" in page for page in site.pages("public").values())
