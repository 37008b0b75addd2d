"""`mentorsite new`: begin a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mentorsite.cli.complete import complete_goal, complete_person, complete_portfolio, complete_reference, complete_type_name
from mentorsite.cli.options import Common, common
from mentorsite.cli.types import type_named
from mentorsite.cli.writing import write_new

if TYPE_CHECKING:
    from mentorsite.config import Config
    from mentorsite.records.describe import FieldFacts
    from mentorsite.scaffold.desk import Desk, Values
    from mentorsite.scaffold.follows import Begun
    from mentorsite.scaffold.record import Draft

_NAMED = ("about", "from", "to", "kind", "goal")
"""The fields that have an option of their own; `--set` fills any other."""


@click.command("new")
@click.argument("type", shell_complete=complete_type_name)
@click.argument("title", nargs=-1)
@click.option(
    "--about",
    metavar="RECORD",
    shell_complete=complete_reference,
    help="What a reflection looks back on: an id, `type/id`, a title or a file.",
)
@click.option(
    "--from",
    "from_",
    metavar="WHO",
    shell_complete=complete_person,
    help="Who says a feedback: an id, a name, or how one begins. Of a review, its first day.",
)
@click.option(
    "--to", metavar="WHO", shell_complete=complete_person, help="To whom a feedback or an introduction is. Of a review, its last day."
)
@click.option("--kind", metavar="KIND", help="Whether a feedback is recognition or constructive; what changed in a story.")
@click.option("--goal", metavar="GOAL", shell_complete=complete_goal, help="The goal that a milestone or a feedback belongs to.")
@click.option("--set", "settings", metavar="FIELD=VALUE", multiple=True, help="Fill any other field; several times for a list.")
@click.option(
    "--portfolio",
    metavar="NAME",
    shell_complete=complete_portfolio,
    help="The portfolio it belongs to, where the site holds several; else the one you stand in.",
)
@click.option("--edit/--no-edit", default=True, help="Open it in $VISUAL or $EDITOR; only ever at a terminal.")
@common
def command(
    type: str,
    title: tuple[str, ...],
    about: str | None,
    from_: str | None,
    to: str | None,
    kind: str | None,
    goal: str | None,
    settings: tuple[str, ...],
    portfolio: str | None,
    edit: bool,
    common: Common,
) -> None:
    """Begin a record of TYPE, named after TITLE, and print where it is.

    TYPE is the name of a record type, such as goals, or its singular, such as goal. TITLE can be left out where one follows: of a
    check-in, a feedback, a reflection about something, a review. Days, people, the agenda and what is open are filled in from the records
    that there are. What is missing is asked for at a terminal; elsewhere nothing is written, and it is named. The record's day is `--date`.

    The record is a draft, seen in private builds alone, until its line `draft` is taken away. No file that is there is ever touched.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.site import open_site

    config = open_site(common)
    name = type_named(type, "TYPE")

    from mentorsite.cli import asking
    from mentorsite.scaffold.desk import Desk
    from mentorsite.scaffold.filing import file

    somebody = asking.is_there() and common.format == "text"
    desk = Desk(config, name, _portfolio(config, name, portfolio, somebody), today(common, config))
    given = {"about": about, "from": from_, "to": to, "kind": kind, "goal": goal}
    said = _said(desk, " ".join(" ".join(title).split()), {name: words for name, words in given.items() if words is not None}, settings)
    begun = _complete(desk, said, somebody)
    path, draft, is_new = file(desk, begun)
    if not is_new:
        _there_already(path, desk, edit and somebody, common)
        return
    _refuse_problems(desk, path, draft, common)
    write_new(config.root / path, draft.text, config, "Give the record another title")
    _tell(config.root / path, draft.line, common)
    if somebody:
        from mentorsite.cli.opening import go_on

        go_on(desk, path, draft.line, edit, common)


def _portfolio(config: Config, type: str, asked: str | None, somebody: bool) -> str:
    """Give the folder's name of the portfolio that a record belongs in: the one that is named, or that somebody stands in; "" for none."""
    from mentorsite.cli.asking import ask_portfolio
    from mentorsite.escaping import escaped
    from mentorsite.linking.keys import SHARED
    from mentorsite.records.addresses import slug

    portfolios = config.root / "content" / "portfolios"
    known = sorted(place.name for place in portfolios.iterdir() if place.is_dir()) if portfolios.is_dir() else []
    by_address = {slug(name): name for name in known}
    listed = escaped(", ".join(known)) or "none"
    if asked is None:
        here, root = Path.cwd().resolve(), portfolios.resolve()
        if here != root and here.is_relative_to(root) and here.relative_to(root).parts[0] in known:
            return here.relative_to(root).parts[0]
        if known and type not in SHARED and somebody:
            return ask_portfolio(known)
        if known and type not in SHARED:
            raise click.UsageError(f"this site holds several portfolios; say which with --portfolio: {listed}")
        return ""
    name = asked if asked in known else by_address.get(slug(asked))
    if name is None:
        raise click.BadParameter(f"there is no portfolio `{escaped(asked)}`; there are {listed}", param_hint="--portfolio")
    return name


def _said(desk: Desk, title: str, options: Mapping[str, str], settings: Iterable[str]) -> Values:
    """Give the values of what was said on the command line; end the command where one is none."""
    from mentorsite.escaping import escaped
    from mentorsite.records.describe import fields_of
    from mentorsite.scaffold.words import Misunderstood, field_named, value_of

    fields = fields_of(desk.record_type)
    words: dict[str, tuple[str, list[str]]] = {}
    for name, text in options.items():
        if name not in fields:
            near = f"; there is `{name}s`, given with --set {name}s=…" if f"{name}s" in fields else ""
            raise click.UsageError(f"--{name} is nothing that a {desk.record_type.facts.singular.lower()} record has{near}")
        words[name] = (f"--{name}", [text])
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"`{escaped(setting)}` is no FIELD=VALUE", param_hint="--set")
        words.setdefault(name.strip(), ("--set", []))[1].append(text)
    if title:
        named = _named_by_title(desk, words)
        if named in words:
            raise click.UsageError(f"TITLE says `{named}`; it is given with {words[named][0]} as well")
        words = {named: ("TITLE", [title]), **words}
    values: Values = {}
    for name, (where, texts) in words.items():
        try:
            values[name] = value_of(desk, field_named(desk, name), texts)
        except Misunderstood as error:
            raise click.BadParameter(escaped(str(error)), param_hint=where) from None
    return values


def _named_by_title(desk: Desk, words: Mapping[str, object]) -> str:
    """Give the field that TITLE fills: of a person the name, of an introduction to whom it is, else the title."""
    if desk.type_name == "people":
        return "name"
    return "to" if desk.type_name == "introductions" and "to" not in words else "title"


def _complete(desk: Desk, said: Values, somebody: bool) -> Begun:
    """Add what follows, and what is asked for; end the command where something is missing and nobody is there."""
    from mentorsite.cli import asking
    from mentorsite.records.describe import fields_of
    from mentorsite.scaffold.follows import follows, missing, usual, wanted

    begun = follows(desk, said)
    for fact in wanted(desk, begun.values) if somebody else ():
        if (answer := asking.ask(desk, fact, optional=True)) is not None:
            said = {**said, fact.name: answer}
            begun = follows(desk, said)
    while lacking := missing(desk, begun.values):
        fact = lacking[0]
        chosen = {fact.name: usual(fact) for fact in lacking if usual(fact)}
        if not somebody and len(chosen) < len(lacking):
            _lacks(desk, [fact for fact in lacking if fact.name not in chosen])
        if not somebody:
            said = {**said, **chosen}
        else:
            answer = asking.ask(desk, fact, optional=not fact.required)
            if answer is None:
                # Of what nobody names a record by, there has to be a title.
                fact = fields_of(desk.record_type)["title"]
                answer = asking.ask(desk, fact)
            said = {**said, fact.name: answer}
        begun = follows(desk, said)
    return begun


def _lacks(desk: Desk, lacking: Iterable[FieldFacts]) -> NoReturn:
    """Name all that is missing, and how to say it."""
    from mentorsite.escaping import escaped
    from mentorsite.scaffold.words import choices

    rows = []
    for fact in lacking:
        option = f"--{fact.name} …" if fact.name in _NAMED else f"--set {fact.name}=…"
        how = "TITLE" if fact.name == _named_by_title(desk, {}) else option if fact.required else f"{option}, or TITLE"
        known = [id if id == called else f"{id} ({called})" for id, called in choices(desk, fact)[:4]]
        there = f" There are {escaped(', '.join(known))}." if known else ""
        rows.append((how, f"{fact.description}{there}"))
    width = max(len(how) for how, _ in rows)
    needs = f"nothing was written, since the {desk.record_type.facts.singular.lower()} record needs more than that:"
    raise click.UsageError("\n".join([needs, *(f"  {how:<{width}}  {what}" for how, what in rows)]))


def _there_already(path: str, desk: Desk, open_it: bool, common: Common) -> None:
    """Say that a file is there, and open it for somebody who wants that; end the command with an error otherwise."""
    from mentorsite.cli.opening import offer
    from mentorsite.escaping import escaped
    from mentorsite.records.describe import fields_of

    if open_it and offer(desk, path, common):
        return
    day = ", or another day with --date" if fields_of(desk.record_type)["date"].required else ""
    raise click.ClickException(f"{escaped(path)} is there already; nothing was written. Give the record another title{day}")


def _refuse_problems(desk: Desk, path: str, draft: Draft, common: Common) -> None:
    """End the command where the file would not pass `mentorsite check`."""
    from mentorsite.cli.site import fail
    from mentorsite.diagnostics import Severity, tidy

    problems = [problem for problem in tidy(desk.problems_in(path, draft.text)) if problem.severity is not Severity.ADVICE]
    if problems:
        click.echo("Error: nothing was written, since this would be wrong:", err=True)
        fail(problems, common, status=2)


def _tell(file: Path, line: int, common: Common) -> None:
    import sys

    from mentorsite.cli.opening import from_here
    from mentorsite.cli.reports import result
    from mentorsite.escaping import escaped

    path = from_here(file)
    if common.format == "json":
        result({"written": path, "line": line}, ())
    else:
        click.echo(escaped(path) if sys.stdout.isatty() else path)
