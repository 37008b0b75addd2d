"""What an audience may not see makes no difference to what it gets.

A site is drawn as a skeleton, which the audience sees, with places in it for what the audience may not see: whole records, references to them, blocks,
private parts, the names of people. The places are filled twice, and so differently that records are edited, added, deleted and renamed from one
filling to the other. Both builds have to be the same, byte for byte.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.records.audience import AUDIENCE_NAMES
from mentorsite.records.walk import leaves
from tests.audience.conftest import changes
from tests.audience.mentoring import EVERYTHING_USUAL, SECRET, Mentoring
from tests.conftest import MKFILE, Site

TYPES = ("goals", "checkins", "milestones", "stories", "skills", "reflections", "pages")
PARTS = ("text", "link", "words", "dots", "person", "person link", "block", "list", "quote", "code")
DAYS = ("2026-01-05", "2026-03-04", "2026-11-20")
TAGS = ("alpha", "beta")


@dataclass(frozen=True)
class Seen:
    """A record of the skeleton."""

    type: str
    id: str
    visibility: str
    day: str
    tags: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Skeleton:
    """What the audience sees, and in which layout."""

    audience: str
    records: tuple[Seen, ...]
    alias: str
    folder: str


@dataclass
class Filling:
    """What is hidden: the records, by reference, and the id of the person who does not consent to be named."""

    hidden: list[str]
    person: str
    files: dict[str, str] = field(default_factory=dict)


def narrower(audience: str) -> tuple[str, ...]:
    return AUDIENCE_NAMES[: AUDIENCE_NAMES.index(audience)]


@st.composite
def skeletons(draw: st.DrawFn, audience: str) -> Skeleton:
    records = []
    for number in range(draw(st.integers(1, 4))):
        records.append(
            Seen(
                draw(st.sampled_from(TYPES)),
                f"v{number}",
                draw(st.sampled_from(AUDIENCE_NAMES[AUDIENCE_NAMES.index(audience) :])),
                draw(st.sampled_from(DAYS)),
                tuple(draw(st.lists(st.sampled_from(TAGS), unique=True))),
                tuple(draw(st.lists(st.sampled_from(PARTS), max_size=5))),
            )
        )
    alias = draw(st.sampled_from(("alias: B. *Ode*", "role: mentor", "role: sponsor\nalias: The sponsor")))
    return Skeleton(audience, tuple(records), alias, draw(st.sampled_from(("content", "content/portfolios/one"))))


@st.composite
def fillings(draw: st.DrawFn, skeleton: Skeleton) -> dict[str, str]:
    """Give the files of the site with its hidden places filled; for the private audience, which sees all records, only with files that nobody reads."""
    kinds = narrower(skeleton.audience)
    filling = Filling([], "quiet-person")
    if draw(st.booleans()):
        filling.files[f"content/pages/{SECRET}-unread.txt"] = SECRET
        filling.files["content/_plans/plan.md"] = f"{SECRET}\n"
    if kinds:
        filling.person = draw(st.sampled_from(("zx-ben", "aa-zx-ode")))
        ids = draw(st.lists(st.sampled_from(("aa-zx", "v0-zx", "zz-zx")), unique=True))
        types = [draw(st.sampled_from(TYPES)) for _ in ids]
        filling.hidden = [f"{type}/{id}" for type, id in zip(types, ids, strict=True)]
        for reference in filling.hidden:
            filling.files[f"{skeleton.folder}/{reference}.md"] = _hidden_record(draw, skeleton, filling, reference)
        if filling.hidden and draw(st.booleans()):
            filling.files[f"{skeleton.folder}/goals/zx-plan.txt"] = draw(st.sampled_from((SECRET, SECRET * 2)))
        if skeleton.folder != "content" and draw(st.booleans()):
            filling.files["content/portfolios/zx-quiet/goals/g.md"] = (
                f"---\ntitle: {SECRET}\nvisibility: {draw(st.sampled_from(kinds))}\n---\n"
            )
    filling.files["content/people/open-person.md"] = (
        f"---\nname: Ana\nconsent: public\n{_private(draw, skeleton) if skeleton.folder == 'content' else ''}---\n"
    )
    filling.files[f"content/people/{filling.person}.md"] = _quiet_person(draw, skeleton)
    filling.files[f"{skeleton.folder}/introductions/all.yaml"] = _introductions(draw, skeleton)
    for record in skeleton.records:
        filling.files[f"{skeleton.folder}/{record.type}/{record.id}.md"] = _seen_record(draw, skeleton, filling, record)
    return filling.files


def _secret_text(draw: st.DrawFn, skeleton: Skeleton) -> str:
    record = draw(st.sampled_from(skeleton.records))
    texts = (
        f"{SECRET}.",
        f"- {SECRET}\n- more",
        f"> {SECRET}\n\n| a | b |\n|---|---|\n| {SECRET} | c |",
        f"See [{SECRET}](../{record.type}/{record.id}.md) and [[{record.type}/{record.id}]].",
        f"<b>{SECRET}</b>\n\n[x]: https://example.org/{SECRET}",
        f"`{SECRET}` *a **b",
    )
    return draw(st.sampled_from(texts))


def _block(draw: st.DrawFn, skeleton: Skeleton, prefix: str = "") -> str:
    """Give a hidden block, or none; every line begins with the prefix."""
    kinds = narrower(skeleton.audience)
    if not kinds or not draw(st.booleans()):
        return ""
    lines = [f"::: {draw(st.sampled_from(kinds))}", *_secret_text(draw, skeleton).split("\n"), ":::"]
    return "".join(f"{prefix}{line}\n" for line in lines)


def _private(draw: st.DrawFn, skeleton: Skeleton) -> str:
    if skeleton.audience == "private" or not draw(st.booleans()):
        return ""
    text = _secret_text(draw, skeleton).replace("\n", "\n  ")
    return f"private: |\n  {text}\n"


def _shared(skeleton: Skeleton, text: str) -> str:
    """Give a text for a record beside the portfolios, from where no link leads into one."""
    return SECRET if skeleton.folder != "content" and "](" in text else text


def _hidden_record(draw: st.DrawFn, skeleton: Skeleton, filling: Filling, reference: str) -> str:
    type = reference.partition("/")[0]
    record = draw(st.sampled_from(skeleton.records))
    visibility = draw(st.sampled_from((*narrower(skeleton.audience), "draft")))
    hidden = "draft: true\nvisibility: public" if visibility == "draft" else f"visibility: {visibility}"
    tags = draw(st.sampled_from(("", "tags: [ALPHA]\n", f"tags: [Beta, {SECRET}]\n")))
    references = {
        "checkins": "goals: [{0}]\n",
        "milestones": "evidence: [{1}]\n",
        "stories": "evidence: [{1}]\n",
        "reflections": "about: {1}\n",
    }
    goals = [record.id] if record.type == "goals" else []
    field = references.get(type, "").format(", ".join(goals), f"{record.type}/{record.id}")
    day = draw(st.sampled_from(DAYS))
    return f"---\ntitle: {SECRET} {draw(st.sampled_from('abc'))}\ndate: {day}\n{hidden}\n{tags}{field}---\n{_secret_text(draw, skeleton)}\n"


def _quiet_person(draw: st.DrawFn, skeleton: Skeleton) -> str:
    kinds = narrower(skeleton.audience)
    if not kinds:
        return f"---\nname: Ben\n{skeleton.alias}\n---\n"
    name = f"{SECRET} {draw(st.sampled_from('abc'))}"
    headline = draw(st.sampled_from(("", f"headline: {SECRET}\n", "visibility: public\n")))
    return f"---\nname: {name}\n{skeleton.alias}\nconsent: {draw(st.sampled_from(kinds))}\n{headline}---\n{_shared(skeleton, _secret_text(draw, skeleton))}\n"


def _introductions(draw: st.DrawFn, skeleton: Skeleton) -> str:
    items = [f"- id: open\n  date: 2026-02-02\n  to: A guild\n  by: open-person\n  visibility: {skeleton.audience}\n"]
    for number in range(draw(st.integers(0, 2)) if narrower(skeleton.audience) else 0):
        visibility = draw(st.sampled_from(narrower(skeleton.audience)))
        items.insert(
            draw(st.integers(0, 1)), f"- id: zx-{number}\n  date: 2026-02-0{number + 1}\n  to: {SECRET}\n  visibility: {visibility}\n"
        )
    return "".join(items)


def _seen_record(draw: st.DrawFn, skeleton: Skeleton, filling: Filling, record: Seen) -> str:
    hidden = draw(st.lists(st.sampled_from(filling.hidden), unique=True)) if filling.hidden else []
    lines = [f"title: Record {record.id}", f"date: {record.day}", f"visibility: {record.visibility}", f"tags: [{', '.join(record.tags)}]"]
    lines += _fields(draw, skeleton, filling, record, hidden)
    body = "\n\n".join(_part(draw, skeleton, filling, part, record) for part in record.parts)
    summary = _part(draw, skeleton, filling, "words", record)
    return "---\n" + "\n".join(lines) + f'\nsummary: "{summary}"\n{_private(draw, skeleton)}---\n{body}\n'


def _fields(draw: st.DrawFn, skeleton: Skeleton, filling: Filling, record: Seen, hidden: list[str]) -> Iterator[str]:
    """Give the fields of a record that refer to others: to visible ones in any case, to hidden ones as this filling has it."""
    others = [f"{other.type}/{other.id}" for other in skeleton.records if other != record]
    goals = [reference.removeprefix("goals/") for reference in draw(st.permutations(hidden)) + others if reference.startswith("goals/")]
    row = f"  - what: |\n{_block(draw, skeleton, '      ') or '      Kept.'}\n"
    kept = [] if "Kept." in row else [row]
    match record.type:
        case "checkins":
            yield f"participants: [open-person, {filling.person}]"
            yield f"goals: [{', '.join(goals)}]"
            yield "decisions:\n" + "".join([*kept, f"  - what: One.\n    owner: {filling.person}"])
        case "milestones":
            yield f"participants: [{filling.person}]"
            yield f"evidence: [{', '.join([*hidden, *others])}]"
            if goals and goals[0] != record.id and f"goals/{goals[0]}" in hidden:
                yield f"goal: {goals[0]}"
        case "stories":
            yield f"quotes: [{{text: So, by: {filling.person}}}]"
            yield f"evidence: [{', '.join([*others, *hidden])}]"
            yield f"goals: [{', '.join(goals)}]"
        case "skills":
            evidence = (
                dict(zip(("2026-01-01", "2026-02-02", "2026-03-03"), hidden, strict=False)) | {"2026-05-05": others[0]} if others else {}
            )
            yield "evidence: {" + ", ".join(f"{day}: {reference}" for day, reference in evidence.items()) + "}"
            goal = next((reference.removeprefix("goals/") for reference in hidden if reference.startswith("goals/")), "")
            yield f"steps: [{{what: Do it{f', goal: {goal}' if goal else ''}}}]"
        case "reflections":
            yield f"author: {filling.person}"
            if hidden:
                yield f"about: {hidden[0]}"
        case "goals":
            yield f"owner: {filling.person}"
            parents = [reference.removeprefix("goals/") for reference in hidden if reference.startswith("goals/")]
            if parents:
                yield f"parent: {parents[0]}"


def _part(draw: st.DrawFn, skeleton: Skeleton, filling: Filling, part: str, record: Seen) -> str:
    """Give a part of a text; what the audience sees of it is the same in every filling."""
    other = skeleton.records[0]
    hidden = draw(st.sampled_from([*filling.hidden, ""]))
    match part:
        case "link":
            return f"See [the other](../{other.type}/{other.id}.md#more), [[{other.type}/{other.id}]]."
        case "words":
            written = [f"[the plan](../{hidden}.md#zx)", f"[[{hidden}|the plan]]", f"[the plan](<../{hidden}.md>)"] if hidden else []
            return f"As in {draw(st.sampled_from(['the plan', *written]))}, here."
        case "dots":
            return f"As in {f'[[{hidden}]]' if hidden else '…'}, there."
        case "person":
            return f"[[people/{filling.person}]] and [[people/{filling.person}|the quiet one]] said so."
        case "person link":
            up = "../" * (skeleton.folder.count("/") + 1)
            return f"So said [the quiet one]({up}people/{filling.person}.md)."
        case "block":
            return f"Before.\n{_block(draw, skeleton)}After."
        case "list":
            return f"- one\n{_block(draw, skeleton, '  ')}- two"
        case "quote":
            return f"> one\n{_block(draw, skeleton, '> ')}> two"
        case "code":
            return f"```\none\n{_block(draw, skeleton)}two\n```"
    return f"A text of {record.id}."


def made_of(folder: Path, files: dict[str, str], audience: str, more: str = "") -> tuple[dict[str, bytes], list[object]]:
    """Make the site of these files for an audience: its files, and all that its View holds."""
    shutil.rmtree(folder, ignore_errors=True)
    site = Site(folder).write({"mkfile.toml": MKFILE + more, **files})
    made = site.make(audience)
    assert not [problem for problem in made.problems if problem.severity == "error"], made.problems
    view = [(key, shown.visibility, shown.path, list(leaves(shown.record))) for key, shown in site.view(audience).records.items()]
    return {artifact.address: artifact.data for artifact in made.artifacts}, [*view]


def assert_the_same(one: tuple[dict[str, bytes], list[object]], other: tuple[dict[str, bytes], list[object]]) -> None:
    (first, view), (second, other_view) = one, other
    assert view == other_view
    assert sorted(first) == sorted(second)
    assert {address: changes(first[address], second[address]) for address in first if first[address] != second[address]} == {}
    # Two letters stand by chance among the bytes of a picture, which are those of the other one.
    texts = {address: content.lower() for address, content in second.items() if not address.endswith("card.png")}
    assert [address for address, content in texts.items() if SECRET.lower().encode() in content] == []


@pytest.mark.usefixtures("share_templates")
@pytest.mark.parametrize("audience", AUDIENCE_NAMES)
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_hidden_makes_no_difference(tmp_path: Path, audience: str, data: st.DataObject) -> None:
    skeleton = data.draw(skeletons(audience))
    one, other = (made_of(tmp_path / "site", data.draw(fillings(skeleton)), audience) for _ in range(2))
    assert_the_same(one, other)


@pytest.mark.usefixtures("share_templates")
@pytest.mark.parametrize("audience", ["public", "review", "pair"])
@pytest.mark.parametrize(
    ("folder", "alias", "usual"),
    [
        ("content", {"role": "mentor"}, ""),
        ("content", {}, EVERYTHING_USUAL),
        ("content/portfolios/one", {"alias": "B. *Ode*"}, EVERYTHING_USUAL),
        ("content/portfolios/one", {"role": "peer"}, ""),
    ],
    ids=["some", "all", "all of a portfolio", "some of a portfolio"],
)
def test_what_is_hidden_changes_no_insight(tmp_path: Path, audience: str, folder: str, alias: dict[str, str], usual: str) -> None:
    def made(choose: Callable[[int], int]) -> tuple[dict[str, bytes], list[object]]:
        return made_of(tmp_path / "site", Mentoring(choose, narrower(audience), folder, alias).files(), audience, usual)

    bare = made(lambda below: 0)
    for choose in (lambda below: below - 1, Random(1).randrange, Random(2).randrange):
        assert_the_same(bare, made(choose))
