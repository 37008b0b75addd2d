"""`mentorsite export resume`: a person's résumé as JSON Resume."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mentorsite.cli.complete import complete_person
from mentorsite.cli.exporting.destination import Destination, export_options, export_to

if TYPE_CHECKING:
    from mentorsite.audience.view import Shown
    from mentorsite.exporting import Ground
    from mentorsite.rendering.artifact import Artifact


@click.command("resume")
@export_options("FILE", "The file to write; else the standard output.")
@click.option("--person", metavar="PERSON", shell_complete=complete_person, help="Whose it is, by id or name; else the only mentee's.")
def command(destination: Destination, person: str | None) -> None:
    """Write what the audience of TARGET sees of a person as a résumé in the format of JSON Resume.

    It has their mentoring, goals and stories as projects, milestones as awards, skills with their levels, and recognition as references,
    each with the address of its page where `[site] url` says where the site is. TARGET is the first one of mkfile.toml unless it is named.
    """

    def make(ground: Ground) -> Iterator[Artifact]:
        from mentorsite.exports.resume import resume

        yield resume(ground.frames, _person(ground, person), ground.today)

    export_to(destination, make)


def _person(ground: Ground, asked: str | None) -> Shown:
    """Give whose résumé it is; end the command where that is not one person whom the audience knows by name."""
    from mentorsite.audience.find import find_meant, find_people, near_people
    from mentorsite.escaping import escaped
    from mentorsite.exports.resume import mentees

    portfolio, view = ground.gathered.portfolio, ground.view
    if asked is None:
        keys = mentees(ground.frames)
        if not keys:
            said = f"the audience `{ground.audience}` sees no mentee of whom a résumé could be made; name somebody with --person"
            raise click.UsageError(said)
        if len(keys) > 1:
            listed = escaped(", ".join(sorted(key.id for key in keys)))
            raise click.UsageError(f"there is more than one mentee; say whose with --person: {listed}")
        return view.records[keys[0]]
    found = find_people(portfolio, asked) or find_meant(portfolio, asked, "people", "")
    if not found:
        said = f"there is no record of `{escaped(asked)}`; {escaped(near_people(portfolio, asked))}"
        raise click.BadParameter(said, param_hint="--person")
    if len(found) > 1:
        raise click.BadParameter(f"`{escaped(asked)}` is more than one person; write an id", param_hint="--person")
    if found[0] not in view.records:
        said = f"the audience `{ground.audience}` does not see the record `{found[0]}`: see its `consent`, or name another target"
        raise click.BadParameter(escaped(said), param_hint="--person")
    return view.records[found[0]]
