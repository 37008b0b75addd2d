"""Somebody at a terminal is asked for what a record lacks, and asked again where an answer is no value of the field."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import get_args

import click

from mentorsite.escaping import escaped
from mentorsite.records.describe import FieldFacts
from mentorsite.records.fields import CADENCES
from mentorsite.records.values import Cadence
from mentorsite.scaffold.desk import Desk
from mentorsite.scaffold.follows import usual
from mentorsite.scaffold.words import Misunderstood, choices, value_of

_MOST = 9
"""How many choices are listed."""


def is_there() -> bool:
    """Say whether somebody is there to answer: both ends of the conversation have to be a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(desk: Desk, fact: FieldFacts, *, optional: bool = False) -> str | list[str] | None:
    """Ask for the value of a field until it is one; None where it is optional and nothing was said."""
    known = choices(desk, fact)[:_MOST]
    listed = known or [(word, "") for word in _words(fact)]
    default = usual(fact) if fact.required else ""
    click.echo(err=True)
    click.echo(_question(fact, optional=optional), err=True)
    _list(listed)
    while True:
        answer = _answer(default)
        said = (
            [_chosen(piece, listed) for piece in re.split(r"\s*,\s*", answer.strip())]
            if fact.shape == "links"
            else [_chosen(answer, listed)]
        )
        if not any(said):
            if optional:
                return None
            click.echo(click.style("An answer is needed; Ctrl-C leaves, and nothing is written.", fg="yellow"), err=True)
            continue
        try:
            return value_of(desk, fact, said)
        except Misunderstood as error:
            click.echo(click.style(escaped(str(error)), fg="yellow"), err=True)


def ask_portfolio(names: Sequence[str]) -> str:
    """Ask which of several portfolios, by their folders' names, a record belongs in."""
    click.echo(f"\n{click.style('Portfolio', bold=True)}: which one it belongs in", err=True)
    _list([(name, "") for name in names])
    while True:
        answer = _chosen(_answer(), [(name, "") for name in names]).strip()
        found = [name for name in names if name.casefold().startswith(answer.casefold())] if answer else []
        found = [name for name in names if name == answer] or found
        if len(found) == 1:
            return found[0]
        click.echo(click.style(f"`{escaped(answer)}` is not one of them; write a number or a name", fg="yellow"), err=True)


def _answer(default: str = "") -> str:
    return str(click.prompt(">", prompt_suffix=" ", default=default, show_default=bool(default), err=True))


def _list(choices: Sequence[tuple[str, str]]) -> None:
    for number, (id, called) in enumerate(choices, 1):
        same = not called or called == id
        click.echo(f"  {number}  {escaped(id if same else called)}" + ("" if same else click.style(f"  {escaped(id)}", dim=True)), err=True)


def _question(fact: FieldFacts, *, optional: bool) -> str:
    # What comes after a semicolon is for those who look a field up.
    what = fact.description.partition(";")[0].rstrip(".")
    return click.style(fact.label, bold=True) + f": {what[:1].lower()}{what[1:]}" + (" (Enter to leave it out)" if optional else "")


def _words(fact: FieldFacts) -> Sequence[str]:
    return [*CADENCES] if fact.inner is Cadence else [word for word in get_args(fact.inner) if isinstance(word, str)]


def _chosen(answer: str, listed: Sequence[tuple[str, str]]) -> str:
    """Give the answer, or what the number stands for that it is."""
    number = answer.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(listed):
        return listed[int(number) - 1][0]
    return answer
