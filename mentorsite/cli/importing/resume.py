"""`mentorsite import resume`: records made of a résumé."""

from __future__ import annotations

from pathlib import Path

import click

from mentorsite.cli.importing.arrival import Arrival, import_options, portfolio_of, read_file, take_in, usual_reach


@click.command("resume")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@import_options
def command(file: Path, arrival: Arrival) -> None:
    """Make records of a résumé in the format of JSON Resume.

    The person becomes a mentee, skills become skills, awards and certificates milestones, projects goals or stories, positions
    stories. What a résumé holds and no record has a place for is told.
    """
    from mentorsite.cli.options import today
    from mentorsite.cli.site import open_site

    config = open_site(arrival.common)

    from mentorsite.imports.resume import records_in

    day = today(arrival.common, config)
    portfolio = portfolio_of(config, arrival)
    take_in(config, records_in(str(file), read_file(file), portfolio, config.levels, day, usual_reach(config, portfolio)), arrival)
