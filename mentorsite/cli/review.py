"""`mentorsite review`: a period of somebody's work as files that stand alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_audience, complete_person, complete_portfolio, complete_review
from mentorsite.cli.options import Common, Day, common

if TYPE_CHECKING:
    from mentorsite.build import Gathered
    from mentorsite.config import Config
    from mentorsite.packets import Form, Wanted
    from mentorsite.records.audience import Audience

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("review")
@click.argument("id", required=False, shell_complete=complete_review)
@click.option(
    "--person", metavar="PERSON", shell_complete=complete_person, help="Whose work it is, by id or name, where there is no review record."
)
@click.option("--from", "first", type=Day(), metavar="DAY", help="The first day of the period.")
@click.option("--to", "last", type=Day(), metavar="DAY", help="The last day of the period.")
@click.option(
    "--portfolio", metavar="NAME", shell_complete=complete_portfolio, help="The portfolio it is made of, where the site holds several."
)
@click.option("--audience", metavar="AUDIENCE", default="review", show_default=True, shell_complete=complete_audience, help="Who reads it.")
@click.option("--html", type=_FILE, metavar="FILE", help="One file of HTML that needs no other and asks nobody for anything.")
@click.option("--pdf", type=_FILE, metavar="FILE", help="A tagged PDF; needs the extra `pdf`.")
@click.option("--markdown", type=_FILE, metavar="FILE", help="Markdown with footnotes.")
@click.option("--docx", type=_FILE, metavar="FILE", help="A file of Word; needs the extra `docx`.")
@common
def command(
    id: str | None,
    person: str | None,
    first: date | None,
    last: date | None,
    portfolio: str | None,
    audience: str,
    html: Path | None,
    pdf: Path | None,
    markdown: Path | None,
    docx: Path | None,
    common: Common,
) -> None:
    """Make the packet of the review ID, or of PERSON in a period: exactly what its audience may see of it, as it stood on the last day.

    With no file named, it is written to the standard output as Markdown. On a site, `reviews/ID.html` is the same packet.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.reports import report, result
    from mentorsite.cli.site import fail, open_site
    from mentorsite.escaping import escaped

    if (id is None) == (person is None):
        raise click.UsageError("name a review by its ID, or somebody with --person, --from and --to")
    if (person is None) != (first is None) or (person is None) != (last is None):
        raise click.UsageError("--person, --from and --to belong together; a review has a period of its own")
    if first and last and last < first:
        raise click.UsageError(f"--to ({last}) lies before --from ({first})")
    config = open_site(common)

    from mentorsite.build import gather
    from mentorsite.diagnostics import Code, Diagnostic, Span, is_fatal, tidy
    from mentorsite.packets import keep, pack

    reader = _audience(audience)
    gathered = gather(config)
    if is_fatal(gathered.problems):
        fail(tidy(gathered.problems), common)
    wanted = _review(id, portfolio, config, gathered) if id else _person(person or "", first, last, portfolio, gathered)
    asked: dict[Form, Path | None] = {"html": html, "pdf": pdf, "markdown": markdown, "docx": docx}
    places = {form: place for form, place in asked.items() if place}
    names: dict[Form, str] = {form: place.name for form, place in places.items()} or {"markdown": "packet.md"}
    packed = pack(config, gathered, wanted, reader, names, today(common, config))
    problems = list(packed.problems)
    written: list[str] = []
    for form, place in places.items() if packed.files else ():
        try:
            keep(packed.files[form], place)
            written.append(str(place))
        except OSError as error:
            said = f"the file cannot be written: {error.strerror}"
            problems.append(Diagnostic(Code.WRITING_FAILED, Span(str(place)), said, "name a file in a folder that is there"))
    report(problems, common.format, config.root)
    if common.format == "json":
        text = {} if places or not packed.files else {"markdown": packed.files["markdown"].decode()}
        result({"audience": str(reader), "written": written, **text}, problems)
    elif packed.files and not places:
        click.echo(packed.files["markdown"].decode(), nl=False)
    elif common.format == "text" and not common.quiet:
        for name in written:
            click.echo(f"{escaped(name)}: for the audience `{reader}`")
    if is_fatal(problems):
        raise click.exceptions.Exit(1)


def _audience(name: str) -> Audience:
    from mentorsite.diagnostics import did_you_mean
    from mentorsite.records.audience import AUDIENCE_NAMES, Audience, meant_audience

    if name in AUDIENCE_NAMES:
        return Audience(name)
    meant = meant_audience(name)
    hint = f"did you mean `{meant}`?" if meant else did_you_mean(name, AUDIENCE_NAMES) or "it is one of " + ", ".join(AUDIENCE_NAMES)
    raise click.BadParameter(f"`{name}` is no audience; {hint}", param_hint="--audience")


def _review(id: str, portfolio: str | None, config: Config, gathered: Gathered) -> Wanted:
    from mentorsite.audience.find import find_records
    from mentorsite.diagnostics import did_you_mean
    from mentorsite.escaping import escaped
    from mentorsite.packets import Wanted
    from mentorsite.records.addresses import slug

    reviews = {key for key in gathered.portfolio.records if key.type == "reviews"}
    found = [key for key in find_records(gathered.portfolio, id) if key in reviews]
    if portfolio:
        found = [key for key in found if key.portfolio == slug(portfolio)]
    if not found:
        known = sorted({key.id for key in reviews})
        hint = did_you_mean(id, known) or ("there are " + ", ".join(f"`{each}`" for each in known[:8]) if known else "there is none yet")
        raise click.BadParameter(f"there is no review `{escaped(id)}`; {escaped(hint)}", param_hint="ID")
    if len(found) > 1:
        listed = ", ".join(f"{key.portfolio}/{key}" for key in found)
        raise click.UsageError(f"`{escaped(id)}` is a review in more than one portfolio; write one of {escaped(listed)}")
    return Wanted(found[0].portfolio, review=found[0])


def _person(person: str, first: date | None, last: date | None, portfolio: str | None, gathered: Gathered) -> Wanted:
    from mentorsite.audience.find import find_meant, find_people, near_people
    from mentorsite.escaping import escaped
    from mentorsite.insights.period import Period
    from mentorsite.packets import Wanted, portfolios_of
    from mentorsite.records.addresses import slug

    assert first is not None
    assert last is not None
    names = gathered.portfolio.names
    if portfolio is not None and slug(portfolio) not in names:
        raise click.BadParameter(
            f"there is no portfolio `{escaped(portfolio)}`; there are " + (escaped(", ".join(sorted(names.values()))) or "none"),
            param_hint="--portfolio",
        )
    found = [key for key in find_people(gathered.portfolio, person) if portfolio is None or key.portfolio in ("", slug(portfolio))]
    found = found or list(find_meant(gathered.portfolio, person, "people", slug(portfolio or "")))
    if not found:
        said = f"there is no record of `{escaped(person)}`; {escaped(near_people(gathered.portfolio, person))}"
        raise click.BadParameter(said, param_hint="--person")
    if len(found) > 1:
        raise click.UsageError(f"`{escaped(person)}` is more than one person; write an id, or say which with --portfolio")
    if not names:
        return Wanted("", person=found[0], period=Period(first, last))
    places = [slug(portfolio)] if portfolio else [found[0].portfolio] if found[0].portfolio else portfolios_of(gathered, found[0])
    if len(places) != 1:
        raise click.UsageError(
            "this site holds several portfolios; say which with --portfolio: " + escaped(", ".join(sorted(names.values())))
        )
    return Wanted(places[0], person=found[0], period=Period(first, last))
