"""`mentorsite new`: begin a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_portfolio, complete_type_name
from mentorsite.cli.options import Common, common

if TYPE_CHECKING:
    from mentorsite.config import Config


@click.command("new")
@click.argument("type", shell_complete=complete_type_name)
@click.argument("title", nargs=-1, required=True)
@click.option(
    "--portfolio", metavar="NAME", shell_complete=complete_portfolio, help="The portfolio it belongs to, where the site holds several."
)
@common
def command(type: str, title: tuple[str, ...], portfolio: str | None, common: Common) -> None:
    """Write a record of TYPE with its fields explained, named after TITLE; print where it is.

    TYPE is the name of a record type, such as goals, or its singular, such as goal. A file that is there already is never touched.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.site import open_site

    config = open_site(common)
    name = _type_name(type)
    folder = _folder(config, name, portfolio)

    from mentorsite.records.addresses import address_problem, slug
    from mentorsite.scaffold.record import draft_record

    text = " ".join(" ".join(title).split())
    if said := address_problem(slug(text)):
        raise click.BadParameter(f"`{text}` can't name a file: {said}", param_hint="TITLE")
    draft = draft_record(name, text, today(common, config), _people(config, portfolio))
    file = folder / draft.name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as record:
            record.write(draft.text)
    except FileExistsError:
        raise click.ClickException(f"{_shown(file, config)} is there already; nothing was written. Give the record another title") from None
    except OSError as error:
        raise click.ClickException(f"{_shown(file, config)} cannot be written: {error.strerror}") from None
    click.echo(_shown(file, config))


def _type_name(given: str) -> str:
    from mentorsite.diagnostics import did_you_mean
    from mentorsite.records.registry import record_types

    names = {name: name for name in record_types()} | {
        of.facts.singular.lower().replace("-", ""): name for name, of in record_types().items()
    }
    names |= {of.__name__.lower(): name for name, of in record_types().items()}
    name = names.get(given.lower().replace("-", ""))
    if name is None:
        hint = did_you_mean(given, names) or "the types are " + ", ".join(f"`{known}`" for known in record_types())
        raise click.BadParameter(f"`{given}` is no record type; {hint}", param_hint="TYPE")
    return name


def _folder(config: Config, type: str, portfolio: str | None) -> Path:
    """Give the folder that a new record belongs in."""
    from mentorsite.linking.keys import SHARED

    portfolios = config.root / "content" / "portfolios"
    known = sorted(place.name for place in portfolios.iterdir() if place.is_dir()) if portfolios.is_dir() else []
    if portfolio is None:
        if known and type not in SHARED:
            raise click.UsageError("this site holds several portfolios; say which with --portfolio: " + ", ".join(known))
        return config.root / "content" / type
    if portfolio not in known:
        raise click.BadParameter(
            f"there is no portfolio `{portfolio}`; there are " + (", ".join(known) or "none"), param_hint="--portfolio"
        )
    return portfolios / portfolio / type


def _people(config: Config, portfolio: str | None) -> dict[str, str]:
    """Give the id of the mentor and of the mentee, where there is exactly one of each."""
    from mentorsite.reading import read
    from mentorsite.records.addresses import slug
    from mentorsite.records.types.people import Person

    content, _ = read(config.root, config.levels)
    found: dict[str, list[str]] = {}
    for sheet in content.sheets:
        if isinstance(sheet.record, Person) and sheet.record.role and sheet.key.portfolio in ("", slug(portfolio or "")):
            found.setdefault(sheet.record.role, []).append(sheet.key.id)
    return {role: ids[0] for role, ids in found.items() if len(ids) == 1}


def _shown(file: Path, config: Config) -> str:
    from mentorsite.cli.reports import escaped

    return escaped(file.relative_to(config.root).as_posix())
