"""Why a record, a person's name or a block is or is not in a target, rule by rule: derived from the rules, told to those who write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentorsite.audience.left_out import reason_of
from mentorsite.audience.rules import DEFAULT, Rule, Verdict, called, consent_of, verdict_on
from mentorsite.config import Config, Target
from mentorsite.diagnostics import Span
from mentorsite.linking.portfolio import Portfolio
from mentorsite.markdown.blocks import Block, blocks
from mentorsite.reading.sheets import Sheet
from mentorsite.records.audience import Audience
from mentorsite.records.record import Record
from mentorsite.records.types.people import Person
from mentorsite.records.values import Key, Markdown
from mentorsite.records.walk import texts


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule says of a record: a sentence, where that is written (None: nowhere), and whether it decides."""

    rule: Rule
    said: str
    span: Span | None
    decides: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether something is in a target, why, and where that is written."""

    target: str
    audience: Audience
    there: bool
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a record with an audience of its own: what it is, in which field it lies, where it begins, and where it is to be seen."""

    what: str
    field: str
    span: Span
    presences: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record, the rules that were asked in their order, how far it reaches, and in which targets it is; of a person, the name as well."""

    key: Key
    title: str
    span: Span
    steps: tuple[Step, ...]
    reach: Audience
    presences: tuple[Presence, ...]
    name: tuple[Presence, ...]
    pieces: tuple[Piece, ...]


def explain(portfolio: Portfolio, sheets: Mapping[Key, Sheet], config: Config, targets: list[Target], key: Key) -> Explanation:
    """Explain a record of the portfolio for these targets. `sheets` has its source."""
    record, sheet = portfolio.records[key].record, sheets[key]
    verdict = verdict_on(record, key.type, config.visibility)
    steps = tuple(_steps(record, sheet, config, verdict))
    decides = next(step for step in steps if step.decides)
    presences = tuple(_presence(target, verdict.audience, decides.span) for target in targets)
    name = tuple(_called(record, sheet, target) for target in targets) if isinstance(record, Person) else ()
    pieces = tuple(_pieces(record, sheet, verdict.audience, targets))
    return Explanation(key, record.heading(), sheet.source.locate(()), steps, verdict.audience, presences, name, pieces)


def _presence(target: Target, reach: Audience, span: Span | None) -> Presence:
    if target.audience.may_see(reach):
        return Presence(target.name, target.audience, True, f"it reaches `{reach}`", span)
    return Presence(target.name, target.audience, False, f"it reaches `{reach}` and no farther", span)


def _steps(record: Record, sheet: Sheet, config: Config, verdict: Verdict) -> Iterator[Step]:
    """Give what the rules say, up to the one that decides; of a person, whose consent is asked last, the one before it as well."""
    reason, type, source = reason_of(verdict, sheet), sheet.key.type, sheet.source

    def step(rule: Rule, said: str, span: Span | None = None) -> Step:
        return Step(rule, said, span, rule is reason)

    if record.draft:
        yield step(Rule.DRAFT, "`draft: true`: a draft is seen in private builds only", source.locate(("draft",)))
        return
    yield step(Rule.DRAFT, "it is no draft")
    if record.visibility is not None:
        if source.is_default("visibility"):
            yield step(Rule.FOLDER, f"a `_defaults.yaml` gives it `visibility: {record.visibility}`", source.locate(("visibility",)))
        else:
            yield step(Rule.OWN, f"it says `visibility: {record.visibility}`", source.locate(("visibility",)))
    else:
        yield step(Rule.OWN, "it says no `visibility`, and no `_defaults.yaml` gives it one")
        if type in config.visibility:
            said = f'`[visibility]` of {config.name} says `{type} = "{config.visibility[type]}"`'
            yield step(Rule.TABLE, said, config.place("visibility", type))
        else:
            yield step(Rule.TABLE, f"`[visibility]` of {config.name} says nothing of `{type}`")
            if not isinstance(record, Person):
                yield step(Rule.DEFAULT, f"what nothing is said of is `{DEFAULT}`")
    if isinstance(record, Person):
        yield step(Rule.CONSENT, f"{_consent(record)}, and a person's page reaches no farther than that", _consent_place(record, sheet))


def _consent(person: Person) -> str:
    return f"`consent: {person.consent}`" if person.consent else f"no `consent` is written, which counts as `{DEFAULT}`"


def _consent_place(person: Person, sheet: Sheet) -> Span:
    return sheet.source.locate(("consent",) if person.consent else ())


def _called(person: Person, sheet: Sheet, target: Target) -> Presence:
    """Say what a person is called in a target, whether or not they have a page there."""
    name, source = called(person, target.audience)
    reach = "the record is a draft" if person.draft else f"{_consent(person)}, which ends before `{target.audience}`"
    if source == "name":
        why, span = f"`{name}`, the name: consent reaches `{consent_of(person)}`", _consent_place(person, sheet)
    elif source == "alias":
        why, span = f"`{name}`, the alias: {reach}", sheet.source.locate(("alias",))
    elif source == "role":
        why, span = f"`{name}`, by the role, since there is no alias: {reach}", sheet.source.locate(("role",))
    elif person.draft:
        why, span = f"`{name}`: {reach}", sheet.source.locate(("draft",))
    else:
        why, span = f"`{name}`, since there is neither alias nor role: {reach}", _consent_place(person, sheet)
    return Presence(target.name, target.audience, source == "name", why, span)


def _pieces(record: Record, sheet: Sheet, reach: Audience, targets: list[Target]) -> Iterator[Piece]:
    """Give the private part and the audience blocks, those in the private part, too."""
    source = sheet.source
    if record.private is not None:
        span = source.locate(("private",))
        yield Piece("private part", "private", span, tuple(_private_presence(target, reach, span) for target in targets))
    for path, text in texts(record):
        written = text.text if isinstance(text, Markdown) else text
        lines = written.split("\n")
        for block in blocks(written):
            span = source.locate_text(path, block.line, max(lines[block.line].find(":::"), 0))
            is_private = path[0] == "private"
            presences = tuple(
                _private_presence(target, reach, source.locate(("private",)))
                if is_private and target.audience is not Audience.PRIVATE
                else _block_presence(block, target, reach, span)
                for target in targets
            )
            yield Piece(f"block `{block.written}`", ".".join(map(str, path)), span, presences)


def _private_presence(target: Target, reach: Audience, span: Span) -> Presence:
    if not target.audience.may_see(reach):
        return Presence(target.name, target.audience, False, "the record itself is not there")
    if target.audience is not Audience.PRIVATE:
        return Presence(target.name, target.audience, False, "the private part is seen in private builds only", span)
    return Presence(target.name, target.audience, True, "this is a private build", span)


def _block_presence(block: Block, target: Target, reach: Audience, span: Span) -> Presence:
    if not target.audience.may_see(reach):
        return Presence(target.name, target.audience, False, "the record itself is not there")
    if block.reach is not None and target.audience.may_see(block.reach):
        return Presence(target.name, target.audience, True, f"the block reaches `{block.reach}`", span)
    own = block.written.removeprefix("::: ")
    around = "" if block.reach is None or own == str(block.reach) else ", as far as the block around it"
    return Presence(target.name, target.audience, False, f"the block reaches `{block.reach}` and no farther{around}", span)
