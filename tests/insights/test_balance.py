"""The balance of feedback: who to whom, how soon, and who waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from mentorsite.insights.balance import Balance, balance
from mentorsite.insights.scope import Scope
from mentorsite.records.values import Key
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
TODAY = date(2026, 11, 24)
AGREEMENT = "title: A year\nmentors: [ana]\nmentees: [ben]\nstart: 2026-01-12\n"
PEOPLE = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor\nconsent: public",
    "content/people/ben.yaml": "name: Ben\nrole: mentee\nconsent: public",
    "content/people/cem.yaml": "name: Cem\nconsent: public",
    "content/mentorships/year.yaml": AGREEMENT,
}
SIB = "situation: In the review,\nbehavior: you asked,\nimpact: and two people spoke.\n"


def said(day: str, giver: str = "ana", receiver: str = "ben", more: str = "", kind: str = "recognition") -> str:
    return f"date: {day}\nfrom: {giver}\nto: {receiver}\nkind: {kind}\n{SIB}{more}"


def weigh(new_site: NewSite, feedback: dict[str, str], files: Files = PEOPLE, audience: str = "private") -> Balance | None:
    written = {f"content/feedback/{name}.yaml": text for name, text in feedback.items()}
    return balance(Scope(new_site({**files, **written}).view(audience), "", TODAY))


def found(weighed: Balance | None) -> Balance:
    assert weighed is not None
    return weighed


def key(id: str) -> Key:
    return Key("", "feedback", id)


def ways(weighed: Balance) -> list[str]:
    return [f"{one.giver} {one.receiver}" for one in weighed.said]


def test_without_feedback_there_is_no_balance(new_site: NewSite) -> None:
    assert weigh(new_site, {}) is None


def test_each_direction_has_its_recognition_and_what_asks_for_something_else(new_site: NewSite) -> None:
    weighed = found(
        weigh(
            new_site,
            {
                "f": said("2026-02-01", "cem", "ben"),
                "c": said("2026-03-03"),
                "b": said("2026-03-02", kind="constructive"),
                "a": said("2026-03-04"),
                "d": said("2026-03-05", "ben", "ana", kind="constructive"),
                "e": said("2026-03-06", "ben", "cem"),
            },
        )
    )
    assert [(d.giver, d.receiver, [k.id for k in d.recognition], [k.id for k in d.constructive]) for d in weighed.directions] == [
        ("mentor", "mentee", ["c", "a"], ["b"]),
        ("mentee", "mentor", [], ["d"]),
        ("other", "mentee", ["f"], []),
        ("mentee", "other", ["e"], []),
    ]
    assert (weighed.recognition, weighed.constructive) == (4, 2)


def test_months_without_any_stand_between_those_with_feedback_across_the_turn_of_a_year(new_site: NewSite) -> None:
    weighed = found(weigh(new_site, {"a": said("2025-11-30"), "b": said("2026-02-01", "ben", "ana"), "c": said("2026-02-28")}))
    assert [(month.first, month.counts) for month in weighed.months] == [
        (date(2025, 11, 1), (1, 0)),
        (date(2025, 12, 1), (0, 0)),
        (date(2026, 1, 1), (0, 0)),
        (date(2026, 2, 1), (1, 1)),
    ]


def test_what_was_seen_on_the_same_day_took_no_day_and_what_does_not_say_when_is_left_out(new_site: NewSite) -> None:
    speed = found(weigh(new_site, {"a": said("2026-03-04", more="observed: 2026-03-04\n"), "b": said("2026-03-05")})).speed
    assert speed is not None
    assert ([(lag.days, lag.key.id) for lag in speed.lags], speed.median, speed.longest.days) == ([(0, "a")], Fraction(0), 0)


def test_nothing_says_how_soon_where_no_feedback_says_when_it_was_seen(new_site: NewSite) -> None:
    assert found(weigh(new_site, {"a": said("2026-03-04")})).speed is None


def test_the_median_of_two_lies_half_a_day_between_them_across_a_leap_day(new_site: NewSite) -> None:
    feedback = {
        "leap": said("2024-03-01", more="observed: 2024-02-28\n"),
        "plain": said("2026-03-01", more="observed: 2026-02-28\n"),
    }
    speed = found(weigh(new_site, feedback)).speed
    assert speed is not None
    assert ([lag.days for lag in speed.lags], speed.median) == ([1, 2], Fraction(3, 2))


def test_more_than_fourteen_days_are_late_and_fourteen_are_not(new_site: NewSite) -> None:
    feedback = {
        "in-time": said("2026-03-15", more="observed: 2026-03-01\n"),
        "late": said("2026-03-16", more="observed: 2026-03-01\n"),
        "soon": said("2026-03-02", more="observed: 2026-03-01\n"),
    }
    speed = found(weigh(new_site, feedback)).speed
    assert speed is not None
    assert [lag.key.id for lag in speed.late] == ["late"]
    assert (speed.longest.days, speed.longest.key.id, speed.median) == (15, "late", Fraction(14))


def test_what_was_seen_after_it_was_said_is_a_slip_and_does_not_count(new_site: NewSite) -> None:
    assert found(weigh(new_site, {"a": said("2026-03-04", more="observed: 2026-03-05\n")})).speed is None


def test_who_waits_for_an_answer_stands_with_the_oldest_first(new_site: NewSite) -> None:
    answered = said("2026-01-04", more="response: {understood: Ask first.}\n")
    weighed = found(weigh(new_site, {"a": said("2026-11-24"), "b": said("2026-10-29"), "c": answered}))
    assert [(one.days, one.key.id) for one in weighed.unanswered] == [(26, "b"), (0, "a")]


def test_an_answer_of_a_later_day_is_not_there_yet(new_site: NewSite) -> None:
    feedback = {
        "later": said("2026-11-20", more="response: {date: 2026-11-25}\n"),
        "today": said("2026-11-20", more="response: {date: 2026-11-24}\n"),
    }
    assert [one.key.id for one in found(weigh(new_site, feedback)).unanswered] == ["later"]


def test_a_draft_and_what_is_for_a_later_day_are_not_said_yet(new_site: NewSite) -> None:
    weighed = found(weigh(new_site, {"a": said("2026-11-24"), "b": said("2026-11-25"), "c": said("2026-11-01", more="draft: true\n")}))
    assert ([one.key for one in weighed.said], weighed.unsaid) == ([key("a")], 2)
    assert len(weighed.unanswered) == 1


def test_where_nothing_was_said_yet_there_is_no_balance(new_site: NewSite) -> None:
    assert weigh(new_site, {"a": said("2026-11-25")}) is None


def test_who_is_on_both_sides_is_on_that_of_the_agreement_that_is_valid_on_the_day(new_site: NewSite) -> None:
    files = {
        **PEOPLE,
        "content/mentorships/year.yaml": AGREEMENT + "end: 2026-06-30\n",
        "content/mentorships/next.yaml": "title: Next\nmentors: [ben]\nmentees: [cem]\nstart: 2026-06-30\n",
    }
    feedback = {
        "a": said("2026-01-11", "ben", "ana"),
        "b": said("2026-01-12", "ben", "ana"),
        "c": said("2026-06-30", "ben", "cem"),
        "d": said("2026-07-01", "ben", "cem"),
    }
    assert ways(found(weigh(new_site, feedback, files))) == ["other mentor", "mentee mentor", "other mentee", "mentor mentee"]


def test_who_has_the_same_name_is_somebody_else(new_site: NewSite) -> None:
    files = {**PEOPLE, "content/people/other-ana.yaml": "name: Ana\nconsent: public"}
    assert ways(found(weigh(new_site, {"a": said("2026-03-04", "other-ana")}, files))) == ["other mentee"]


def test_beyond_consent_an_alias_still_tells_the_side(new_site: NewSite) -> None:
    files = {
        **PEOPLE,
        "content/people/ana.yaml": "name: Ana\nalias: A.\nrole: mentor\nconsent: pair",
        "content/mentorships/year.yaml": AGREEMENT + "visibility: public\n",
    }
    feedback = {"a": said("2026-03-04", more="visibility: public\n"), "b": said("2026-03-05", "cem", "ana", more="visibility: public\n")}
    weighed = found(weigh(new_site, feedback, files, "public"))
    assert ways(weighed) == ["mentor mentee", "other mentor"]
    giver = weighed.unanswered[0].giver
    assert giver
    assert (giver.key, giver.text) == (None, "A.")


def test_someone_is_nobody_in_particular(new_site: NewSite) -> None:
    files = {
        **PEOPLE,
        "content/people/ana.yaml": "name: Ana\nconsent: pair",
        "content/people/cem.yaml": "name: Cem\nconsent: pair",
        "content/mentorships/year.yaml": AGREEMENT + "visibility: public\n",
    }
    feedback = {"a": said("2026-03-04", more="visibility: public\n"), "b": said("2026-03-05", "cem", more="visibility: public\n")}
    assert ways(found(weigh(new_site, feedback, files, "public"))) == ["other mentee", "other mentee"]


def test_the_side_that_said_nothing_is_named_only_where_the_audience_sees_feedback_as_a_rule(new_site: NewSite) -> None:
    feedback = {name: said(f"2026-03-0{day}", more="visibility: public\n") for name, day in (("a", 4), ("b", 5))}
    files = {**PEOPLE, "content/mentorships/year.yaml": AGREEMENT + "visibility: public\n"}
    seen = [found(weigh(new_site, feedback, files, audience)) for audience in ("private", "pair", "public")]
    assert [(one.complete, one.silent, one.one_kind) for one in seen] == [
        (True, ("mentee",), True),
        (True, ("mentee",), True),
        (False, (), False),
    ]


def test_one_feedback_alone_is_not_one_sided(new_site: NewSite) -> None:
    weighed = found(weigh(new_site, {"a": said("2026-03-04")}))
    assert (weighed.silent, weighed.one_kind, len(weighed.months)) == ((), False, 1)


def test_without_an_agreement_no_side_is_said_to_be_silent(new_site: NewSite) -> None:
    files = {name: text for name, text in PEOPLE.items() if "mentorships" not in name}
    weighed = found(weigh(new_site, {"a": said("2026-03-04"), "b": said("2026-03-05", kind="constructive")}, files))
    assert (ways(weighed), weighed.silent) == (["other other", "other other"], ())
