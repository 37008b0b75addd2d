"""What is and what is not in a target, drawn for people and as JSON's own types: counts, explanations, and all that is about a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorsite.audience.explain import Explanation, Presence
from mentorsite.audience.left_out import LeftOut
from mentorsite.audience.rules import Rule
from mentorsite.audience.subject import About, Subject
from mentorsite.cli.reports import counted, place
from mentorsite.diagnostics import Span
from mentorsite.escaping import escaped

_HEADINGS = {Rule.FOLDER: "_defaults"}
"""What a column is called where the rule's own name is too long for a table of 80 columns."""


def left_out_as_text(left_out: LeftOut) -> Iterator[str]:
    """Draw what is left out as a table, a line a type and a column a reason, and a line on what is missing within the rest."""
    rules = [rule for rule in Rule if any(rule in reasons for reasons in left_out.records.values())]
    if rules:
        headings = ["not there", *(_HEADINGS.get(rule, rule.value) for rule in rules)]
        rows = [[escaped(type), *(str(reasons.get(rule, "")) for rule in rules)] for type, reasons in left_out.records.items()]
        widths = [max(len(row[column]) for row in (headings, *rows)) for column in range(len(headings))]
        for first, *numbers in (headings, *rows):
            cells = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
            yield "  ".join(("", first.ljust(widths[0]), *cells)).rstrip()
    within = left_out.within
    numbers_within = ((within.references, "reference"), (within.names, "name"), (within.blocks, "block"), (within.private, "private part"))
    said = [counted(number, word) for number, word in numbers_within if number]
    if said:
        yield f"  within the rest: {', '.join(said)}"
    if not rules and not said:
        yield "  nothing is left out"


def left_out_as_json(left_out: LeftOut) -> dict[str, object]:
    """Give what is left out as JSON's own types."""
    within = left_out.within
    return {
        "records": {type: {rule.value: number for rule, number in reasons.items()} for type, reasons in left_out.records.items()},
        "references": within.references,
        "names": within.names,
        "blocks": within.blocks,
        "private_parts": within.private,
    }


def explanation_as_text(explanation: Explanation) -> Iterator[str]:
    """Draw an explanation: the rules in their order, then the record, the name and the parts of it, target by target."""
    portfolio = f"{explanation.key.portfolio}/" if explanation.key.portfolio else ""
    yield escaped(f"{portfolio}{explanation.key}: {explanation.title}") + f" ({place(explanation.span)})"
    for number, step in enumerate(explanation.steps, 1):
        decides = f"; this decides: `{explanation.reach}`" if step.decides else ""
        yield f"  {number}. {escaped(step.said)}{_in_parentheses(step.span)}{decides}"
    yield from _presences("", explanation.presences)
    if explanation.name:
        yield "  the name"
        yield from _presences("  ", explanation.name, words=None)
    for piece in explanation.pieces:
        yield f"  {escaped(piece.what)}, in `{escaped(piece.field)}` ({place(piece.span)})"
        yield from _presences("  ", piece.presences, places=False)


def _presences(
    indent: str, presences: Sequence[Presence], *, words: tuple[str, str] | None = ("there: ", "not there: "), places: bool = True
) -> Iterator[str]:
    width = max((len(escaped(presence.target)) for presence in presences), default=0)
    for presence in presences:
        where = _in_parentheses(presence.span) if places else ""
        is_there = words[not presence.there] if words else ""
        yield f"  {indent}{escaped(presence.target).ljust(width)}  {is_there}{escaped(presence.why)}{where}"


def _in_parentheses(span: Span | None) -> str:
    return f" ({place(span)})" if span else ""


def explanation_as_json(explanation: Explanation) -> dict[str, object]:
    """Give an explanation as JSON's own types."""
    return {
        "record": str(explanation.key),
        "portfolio": explanation.key.portfolio or None,
        "title": explanation.title,
        **_span(explanation.span),
        "reach": str(explanation.reach),
        "rules": [{"rule": step.rule.value, "said": step.said, "decides": step.decides, **_span(step.span)} for step in explanation.steps],
        "targets": _by_target(explanation.presences),
        "name": _by_target(explanation.name) if explanation.name else None,
        "parts": [
            {"what": piece.what, "field": piece.field, **_span(piece.span), "targets": _by_target(piece.presences)}
            for piece in explanation.pieces
        ],
    }


def _by_target(presences: Sequence[Presence]) -> dict[str, object]:
    return {
        presence.target: {"audience": str(presence.audience), "there": presence.there, "why": presence.why, **_span(presence.span)}
        for presence in presences
    }


def _span(span: Span | None) -> dict[str, object]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.path, "line": span.line or None, "column": span.column or None}


def subject_as_text(subject: Subject) -> Iterator[str]:
    """Draw all that is about a person: a line a place, and below it what each target that shows it shows."""
    portfolio = f"{subject.key.portfolio}/" if subject.key.portfolio else ""
    yield escaped(f"{portfolio}{subject.key}: {subject.name}") + f" ({place(subject.span)}), {counted(len(subject.places), 'place')}"
    for about in subject.places:
        field = f", in `{escaped(about.field)}`" if about.field else ""
        record = "their own record" if about.record == subject.key else escaped(str(about.record))
        yield f"  {place(about.span)}: {about.kind} {_quoted(about.written)}, {record}{field}"
        yield f"    {_shown(about)}"
    yield "  Comments in the files, files that nothing refers to and the history of a repository are not looked through."


def _shown(about: About) -> str:
    """Say which targets show a place, those that show the same together."""
    groups: dict[str, list[str]] = {}
    for target, what in about.shown.items():
        if what is not None:
            groups.setdefault(what, []).append(escaped(target))
    said = [f"{', '.join(targets)} as {'it is written' if what == about.written else _quoted(what)}" for what, targets in groups.items()]
    return "shown by " + "; ".join(said) if said else "shown by no target"


def _quoted(text: str) -> str:
    words = escaped(" ".join(text.split()))
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"


def subject_as_json(subject: Subject) -> dict[str, object]:
    """Give all that is about a person as JSON's own types."""
    return {
        "person": str(subject.key),
        "portfolio": subject.key.portfolio or None,
        "name": subject.name,
        **_span(subject.span),
        "places": [
            {
                "kind": about.kind,
                "record": str(about.record),
                "portfolio": about.record.portfolio or None,
                "field": about.field or None,
                **_span(about.span),
                "written": about.written,
                "shown": dict(about.shown),
            }
            for about in subject.places
        ],
    }
