"""`mentorsite status`: where things stand, on one screen, for those who write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mentorsite.cli.complete import complete_portfolio
from mentorsite.cli.options import Common, Day, common

if TYPE_CHECKING:
    from mentorsite.build import Gathered

_FEW = 5
"""How many lines of each kind one screen has room for."""
_NARROW = 36
"""How wide a column may be on a terminal that is not the last one."""
_KNOWN = {"agreed": "as agreed", "planned": "as planned", "cadence": "at the latest, by the cadence agreed on"}


@click.command("status")
@click.option("--since", type=Day(), metavar="DAY", help="Tell what changed after DAY; else since the last check-in.")
@click.option(
    "--portfolio", metavar="NAME", shell_complete=complete_portfolio, help="The portfolio it is about, where the site holds several."
)
@common
def command(since: date | None, portfolio: str | None, common: Common) -> None:
    """Tell where things stand, for those who write.

    The next check-in, overdue actions, goals at risk, what changed, practice checks by urgency, and what each target would publish.
    With `--verbose`, all of it, however long. Everything is counted, whatever its visibility: do not show it to others.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import report, result
    from mentorsite.cli.site import fail, open_site

    config = open_site(common)
    day = today(common, config)
    if since and since > day:
        raise click.UsageError(f"--since ({since}) lies after today ({day})")

    from mentorsite.build import advise, gather
    from mentorsite.cli.standing import standing
    from mentorsite.cli.terminal import columns, cut
    from mentorsite.diagnostics import is_fatal, tidy

    gathered = gather(config)
    problems = tidy(gathered.problems)
    if is_fatal(problems):
        # What could not be read may be what is overdue.
        fail(problems, common)
    address = None if portfolio is None else _address(portfolio, gathered)
    report(problems, common.format, config.root)
    if common.quiet and common.format == "text":
        return
    stands = standing(config, gathered, advise(config, gathered, day), day, since, address)
    if common.format == "json":
        result(stands, problems)
    elif common.format == "text":
        width = columns()
        for line in _screen(stands, None if common.verbose else _FEW):
            click.echo(cut(line, width))


def _address(name: str, gathered: Gathered) -> str:
    from mentorsite.escaping import escaped
    from mentorsite.records.addresses import slug

    names = gathered.portfolio.names
    if slug(name) not in names:
        known = escaped(", ".join(sorted(names.values()))) or "none"
        raise click.BadParameter(f"there is no portfolio `{escaped(name)}`; there are {known}", param_hint="--portfolio")
    return slug(name)


def _screen(stands: dict[str, Any], most: int | None) -> Iterator[str]:
    """Draw what `standing` gives: a heading a part, and indented lines below it; no more than `most` lines of each kind."""
    from mentorsite.cli.reports import counted
    from mentorsite.escaping import escaped

    several = len(stands["portfolios"]) > 1 or any(each["portfolio"] for each in stands["portfolios"])
    for each in stands["portfolios"]:
        if several:
            yield f"== {escaped(each['name'] or 'Shared')} =="
        yield from _portfolio(each, most)
        yield ""
    if stands["practice"]:
        yield "Worth a look"
        rows = [(str(each["count"]).rjust(3), each["code"], each["title"]) for each in stands["practice"]]
        shown = rows[:most]
        yield from _table(shown)
        more = sum(each["count"] for each in stands["practice"][len(shown) :])
        yield f"  {f'and {more} more; ' if more else ''}all of it, with places: mentorsite check"
        yield ""
    yield "What each target would publish"
    yield from _table(
        [
            (escaped(name), f"{each['records']} of {counted(each['of'], 'record')}", f"for the audience `{each['audience']}`")
            for name, each in stands["targets"].items()
        ]
    )


def _portfolio(stands: dict[str, Any], most: int | None) -> Iterator[str]:
    from mentorsite.cli.reports import counted
    from mentorsite.escaping import escaped

    if stands["empty"]:
        yield 'Nothing is written here yet. Begin with `mentorsite new goal "…"` or `mentorsite new checkin`.'
        return
    coming = stands["next"]
    if coming:
        yield f"Next check-in: {coming['day']}, {_away(coming['days'])}, {_KNOWN[coming['by']]}"
    else:
        yield "Next check-in: no day is agreed for it yet"
    last = stands["last"]
    if last:
        yield f"Last check-in: {last['day']}, {_away(-last['days'])}"
    yield from _part(
        "Overdue actions",
        [
            (escaped(each["due"]), f"{counted(each['days'], 'day')} over", escaped(each["owner"] or "nobody yet"), escaped(each["what"]))
            for each in stands["overdue"]
        ],
        most,
    )
    goals = stands["goals"]
    if goals:
        yield ""
        yield f"Goals at risk ({len(goals)})"
        for each in goals[:most]:
            yield f"  {escaped(each['title'])}"
            yield from (f"    {escaped(_reason(risk))}" for risk in each["risks"])
        yield from _more(goals, most)
    if stands["since"]:
        heading = f"Changed since {stands['since']}"
        rows = [(each["day"], "new", escaped(each["record"]), escaped(each["title"])) for each in stands["arrived"]]
        rows += [
            (what["day"], "", escaped(each["record"]), escaped(_happened(what))) for each in stands["changed"] for what in each["happened"]
        ]
        yield from _part(heading, sorted(rows, key=lambda row: row[0], reverse=True), most)
        if not rows:
            yield ""
            yield f"Nothing changed since {stands['since']}."


def _part(heading: str, rows: Sequence[tuple[str, ...]], most: int | None) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{heading} ({len(rows)})"
    yield from _table(rows[:most])
    yield from _more(rows, most)


def _more(rows: Sequence[object], most: int | None) -> Iterator[str]:
    if most is not None and len(rows) > most:
        yield f"  and {len(rows) - most} more, with --verbose"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Draw rows in columns. The last column is as long as it is."""
    from mentorsite.cli.terminal import columns, cut, padded, width_of

    # On a terminal a long title leaves room for what is said of it; elsewhere it stays whole.
    most = None if columns() is None else _NARROW
    trimmed = [(*(cut(cell, most) for cell in row[:-1]), row[-1]) for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*trimmed, strict=True)][:-1]
    for *cells, last in trimmed:
        yield "  " + "  ".join([*map(padded, cells, widths), last])


def _away(days: int) -> str:
    from mentorsite.cli.reports import counted

    if days in (0, 1):
        return "tomorrow" if days else "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"


def _reason(risk: dict[str, Any]) -> str:
    from mentorsite.cli.reports import counted

    gone = f", {risk['gone']} % of the time gone" if risk["gone"] is not None else ""
    name = f" ({risk['name']})" if risk["name"] else ""
    match risk["kind"]:
        case "overdue":
            return f"{counted(risk['days'], 'day')} over"
        case "behind":
            return f"behind time: {risk['reached']} % reached{gone}{name}"
        case "unmeasured":
            return f"no reading yet{gone}{name}"
        case "away":
            return f"moved away from its target{name}"
        case _:
            return f"milestone {counted(risk['days'], 'day')} late: {risk['name']}"


def _happened(what: dict[str, Any]) -> str:
    of = f", {what['of']}" if what["of"] is not None else ""
    said = f": {what['what']}" if what["what"] is not None else ""
    return f"{what['label']}{of}{said}"
