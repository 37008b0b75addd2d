"""The patterns of reflections: what comes back, and what became of the adjustments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mentorsite.insights.patterns import Patterns, patterns
from mentorsite.insights.scope import Scope
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
TODAY = date(2026, 11, 24)


def look(new_site: NewSite, reflections: dict[str, str], audience: str = "private") -> Patterns:
    files = {f"content/reflections/{name}.yaml": text for name, text in reflections.items()}
    found = patterns(Scope(new_site(files).view(audience), "", TODAY))
    assert found is not None
    return found


def adjusted(*adjustments: str) -> dict[str, str]:
    return {"a": "date: 2026-02-12\nadjustments:\n" + "".join(f"  - {{{one}}}\n" for one in adjustments)}


def states(found: Patterns) -> list[tuple[str, str, int]]:
    return [(promise.what.text, promise.state, promise.days) for promise in found.promises]


def test_without_reflections_there_are_no_patterns(new_site: NewSite) -> None:
    assert patterns(Scope(new_site({}).view("private"), "", TODAY)) is None


def test_themes_stand_by_their_number_then_by_their_first_day_then_by_name(new_site: NewSite) -> None:
    found = look(
        new_site,
        {
            "b": "date: 2026-02-01\nthemes: [waiting, early, Asking]\n",
            "a": "date: 2026-01-01\nthemes: [silence]\n",
            "c": "date: 2026-03-01\nthemes: [waiting]\n",
        },
    )
    assert [(theme.name, theme.first, theme.last, [one.key.id for one in theme.looks]) for theme in found.themes] == [
        ("waiting", date(2026, 2, 1), date(2026, 3, 1), ["b", "c"]),
        ("silence", date(2026, 1, 1), date(2026, 1, 1), ["a"]),
        ("Asking", date(2026, 2, 1), date(2026, 2, 1), ["b"]),
        ("early", date(2026, 2, 1), date(2026, 2, 1), ["b"]),
    ]


def test_a_theme_that_is_spelled_in_two_ways_is_one_in_its_first_spelling(new_site: NewSite) -> None:
    found = look(
        new_site,
        {
            "later": "date: 2026-02-01\nthemes: [cafe\u0301, STRASSE]\n",
            "sooner": "date: 2026-01-01\nthemes: [Caf\u00e9, Stra\u00dfe]\n",
        },
    )
    assert [(theme.name, len(theme.looks)) for theme in found.themes] == [("Caf\u00e9", 2), ("Stra\u00dfe", 2)]


def test_a_theme_counts_once_in_a_reflection(new_site: NewSite) -> None:
    found = look(new_site, {"a": "date: 2026-02-01\nthemes: [Silence, silence]\n"})
    assert [(theme.name, len(theme.looks)) for theme in found.themes] == [("Silence", 1)]


def test_an_adjustment_is_done_done_late_overdue_or_open(new_site: NewSite) -> None:
    found = look(
        new_site,
        adjusted(
            "what: done early, due: 2026-03-10, done: 2026-03-01",
            "what: done on the day, due: 2026-03-10, done: 2026-03-10",
            "what: done late, due: 2026-03-10, done: 2026-03-12",
            "what: done without a day, done: 2026-03-11",
            "what: overdue by one, due: 2026-11-23",
            "what: overdue for long, due: 2024-02-28",
            "what: due today, due: 2026-11-24",
            "what: without a day",
            "what: to come, due: 2026-12-01",
        ),
    )
    assert states(found) == [
        ("overdue for long", "overdue", 1000),
        ("overdue by one", "overdue", 1),
        ("due today", "open", 0),
        ("to come", "open", 0),
        ("without a day", "open", 0),
        ("done late", "late", 2),
        ("done without a day", "done", 0),
        ("done on the day", "done", 0),
        ("done early", "done", 0),
    ]
    # early, on the day, late, and the two that are overdue
    assert (found.kept, found.due) == (2, 5)


def test_what_is_done_today_or_before_its_day_has_come_counts_from_its_day_on(new_site: NewSite) -> None:
    found = look(new_site, adjusted("what: today, due: 2026-11-24, done: 2026-11-24", "what: before, due: 2026-11-25, done: 2026-11-20"))
    assert ([state for _, state, _ in states(found)], found.kept, found.due) == (["done", "done"], 1, 1)


def test_what_will_be_done_on_a_later_day_is_not_done_yet(new_site: NewSite) -> None:
    found = look(new_site, adjusted("what: x, due: 2026-11-20, done: 2026-11-25"))
    assert [(promise.state, promise.days, promise.done) for promise in found.promises] == [("overdue", 4, None)]


def test_adjustments_of_one_day_keep_the_order_of_their_reflections_and_lead_to_them(new_site: NewSite) -> None:
    text = "adjustments:\n  - {what: z, due: 2026-03-10}\n  - {what: y, due: 2026-03-10}\n"
    found = look(new_site, {"b": "date: 2026-01-01\n" + text, "a": "date: 2026-02-01\n" + text})
    assert [(promise.source.id, promise.what.text) for promise in found.promises] == [("a", "z"), ("a", "y"), ("b", "z"), ("b", "y")]


def test_a_reflection_of_a_later_day_does_not_count_yet(new_site: NewSite) -> None:
    found = look(
        new_site,
        {
            "today": "date: 2026-11-24\n",
            "tomorrow": "date: 2026-11-25\nthemes: [waiting]\nadjustments: [{what: x}]\n",
        },
    )
    assert ([one.key.id for one in found.looks], found.themes, found.promises) == (["today"], (), ())


def test_what_a_wider_audience_does_not_see_is_in_no_pattern(new_site: NewSite) -> None:
    reflections = {
        "open": "date: 2026-02-01\nvisibility: public\nthemes: [waiting]\n",
        "closed": "date: 2026-01-01\nthemes: [Waiting, silence]\n",
    }
    found = look(new_site, reflections, "public")
    assert ([(theme.name, len(theme.looks)) for theme in found.themes], found.complete) == ([("waiting", 1)], False)
    assert look(new_site, reflections, "pair").complete
