"""A site of edge cases as of Tuesday, 24 November 2026; its figures are computed by hand in the tests that name them."""

from __future__ import annotations

from tests.conftest import Files

_FEEDBACK = "from: {0}\nto: {1}\nkind: {2}\ndate: {3}\nsituation: Then,\nbehavior: you asked,\nimpact: and we saw.\n"

_PEOPLE = {
    "content/people/ana.yaml": "name: Ana\nrole: mentor",
    "content/people/ben.yaml": "name: Ben\nrole: mentee",
    "content/people/cem.yaml": "name: Cem",
}

# Weekly from Monday, 7 September, with a week of pause from Monday, 5 October: eleven windows, of which the latest is not over.
_AGREEMENT = {
    "content/mentorships/m.yaml": "title: Ana and Ben\nmentors: [ana]\nmentees: [ben]\nstart: 2026-09-07\ncadence: weekly\n"
    "pauses: [{from: 2026-10-05, to: 2026-10-11}]\nnorms: [Tea first., Silence is fine.]\n",
}

# Two in one window, the second on its last day; one on the last day of another; one within the pause; two on one day; one today; one to come.
_CHECKINS = {
    "content/checkins/first.yaml": "date: 2026-09-07\nactions:\n- {what: Write it, owner: ana, due: 2026-10-01}\n"
    "- {what: Read it, owner: ben, due: 2026-12-01}\n- {what: Keep it}\n- {what: Send it, owner: ben, due: 2026-09-20, done: 2026-09-22}\n",
    "content/checkins/last-day.yaml": "date: 2026-09-13\nquestions:\n- {ask: Why now?, by: ana}\n"
    "- {ask: Who decides?, by: ana, answer: You do., answered_by: ben, decision: Ben decides.}\n",
    "content/checkins/third-window.yaml": "date: 2026-09-27\ndecisions:\n- {what: Ben decides., why: He carries it.}\n- {what: One page.}\n",
    "content/checkins/in-the-pause.yaml": "date: 2026-10-06",
    "content/checkins/back.yaml": "date: 2026-10-12",
    "content/checkins/twice.yaml": "date: 2026-11-15",
    "content/checkins/twice-more.yaml": "date: 2026-11-15",
    "content/checkins/today.yaml": "date: 2026-11-24\nsuccesses: It went well.\n",
    "content/checkins/planned.yaml": "date: 2026-12-01\nagenda: [{topic: The year, kind: progress}]\n",
}

_GOALS = {
    # Beyond its target, and one reading of a day that has not come.
    "content/goals/more.yaml": "title: More\nstart: 2026-01-01\ndue: 2026-12-31\nskills: [up]\nindicators:\n"
    "- {name: Led, unit: reviews, baseline: 0, target: 10, readings: {2026-03-01: 5, 2026-06-01: 12, 2026-12-10: 20}}\n",
    # Less is better; it moved away. Half of a hundred days is gone, and one milestone of two is late.
    "content/goals/less.yaml": "title: Less\nstart: 2026-10-05\ndue: 2027-01-13\nindicators:\n"
    "- {name: Error, unit: '%', baseline: 70, target: 20, readings: {2026-10-20: 60, 2026-11-03: 75, 2026-11-20: 80}}\n"
    "milestones:\n- {title: Log ten, due: 2026-11-04}\n- {title: Log one, due: 2026-10-10, done: 2026-10-12}\n",
    # One reading, below zero, of two indicators; the other has none.
    "content/goals/one.yaml": "title: One\nstart: 2026-11-01\ndue: 2026-11-20\nparent: more\nindicators:\n"
    "- {name: Balance, baseline: -4, target: 4, readings: {2026-11-02: -2}}\n- {name: Nothing yet, baseline: 0, target: 1234.5}\n",
    "content/goals/reached.yaml": "title: Reached\nstatus: achieved\nstart: 2025-03-01\ndue: 2026-02-20\nachieved: 2026-02-28\n"
    "milestones: [{title: Half of it, done: 2025-09-01}]\n",
    "content/goals/let-go.yaml": "title: Let go\nstatus: dropped\nstart: 2026-02-01\ndue: 2026-09-01\n"
    "revisions: [{date: 2026-05-01, change: Let go.}]\nindicators: [{name: Kept, baseline: 1, target: 1, readings: {2026-03-01: 1}}]\n",
    "content/goals/waiting.yaml": "title: Waiting\nstatus: proposed\nstart: 2026-12-05\ndue: 2027-05-01\n"
    "indicators: [{name: Asked, baseline: 0, target: 3}]\n",
    # A dozen at the same time: more than there are rows for; all of them go on from one year into the next.
    **{
        f"content/goals/row-{number:02}.yaml": f"title: Row {number}\nstatus: paused\nstart: 2025-12-{number:02}\ndue: 2026-04-30\n"
        for number in range(1, 13)
    },
}

# Nine in March from mentor to mentee, more than a column of marks holds; one back in May; one of somebody else; one to come.
_SAID = {
    **{
        f"content/feedback/{number}.yaml": _FEEDBACK.format("ana", "ben", "recognition", f"2026-03-{number:02}")
        + (f"observed: 2026-02-{number + 18:02}\n" if number > 7 else "response: {understood: Yes.}\n")
        for number in range(1, 10)
    },
    "content/feedback/back.yaml": _FEEDBACK.format("ben", "ana", "constructive", "2026-05-05") + "observed: 2026-05-05\n",
    "content/feedback/others.yaml": _FEEDBACK.format("cem", "ben", "constructive", "2026-05-06") + "response: {understood: Yes.}\n",
    "content/feedback/to-come.yaml": _FEEDBACK.format("ben", "ana", "constructive", "2026-12-05"),
}

_REFLECTIONS = {
    **{f"content/reflections/{number}.yaml": f"date: 2026-04-{number:02}\nthemes: [silence]\n" for number in range(1, 9)},
    "content/reflections/board.yaml": "date: 2026-06-12\nthemes: [Silence, rest]\nadjustments:\n- {what: Wait, due: 2026-11-23}\n"
    "- {what: Bring tea}\n- {what: Ask, due: 2026-07-01, done: 2026-07-03}\n- {what: Sit, due: 2026-07-01, done: 2026-07-01}\n"
    "- {what: Walk, due: 2026-11-24, done: 2026-11-24}\n",
}

_SKILLS = {
    "content/skills/up.yaml": "title: Up\nlevels: {2026-01-01: 1, 2026-03-02: 3, 2026-12-24: 4}\ntarget: {level: 5, by: 2027-06-30}\n"
    "steps: [{what: Print it, due: 2026-11-20}, {what: Read it, done: 2026-05-05}]\n",
    "content/skills/down.yaml": "title: Down\nlevels: {2026-01-01: 4, 2026-03-02: 2}\ntarget: {level: 3}\n",
    "content/skills/beyond.yaml": "title: Beyond\nlevels: {2026-01-01: 2, 2026-03-02: 4}\ntarget: {level: 3}\n",
    "content/skills/aim.yaml": "title: Aim\ntarget: {level: 2}\n",
    "content/skills/plain.yaml": "title: Plain\nlevels: {2026-11-24: 3}\n",
}

_CLAIMS = {
    "content/milestones/kept.yaml": "title: A page kept\ndate: 2026-06-02\ngoal: more\nskills: [up]\n",
    "content/milestones/alone.yaml": "title: Alone\ndate: 2026-06-03\n",
    "content/stories/faster.yaml": "title: Faster\ndate: 2026-07-01\ngoals: [more]\nmilestones: [kept]\n"
    "evidence: [feedback/1, feedback/2, {label: One, url: 'https://example.org/one'}, {label: Two, url: 'https://example.org/two'}]\n"
    "metrics: [{name: Days, before: 19, after: 6, unit: days}]\n",
}

FILES: Files = {**_PEOPLE, **_AGREEMENT, **_CHECKINS, **_GOALS, **_SAID, **_REFLECTIONS, **_SKILLS, **_CLAIMS}
