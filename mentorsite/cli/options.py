"""The options that commands share, and what they mean."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mentorsite.config import Config

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "json", "github")


class Day(click.ParamType[date]):
    """A date as it is written everywhere here."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read `2026-03-04`."""
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"`{value}` is not a date; write it as year-month-day, for example 2026-03-04", param, ctx)


@dataclass(frozen=True, slots=True)
class Common:
    """What the common options say."""

    config: Path | None
    day: date | None
    format: str
    quiet: bool
    verbose: bool


def common(function: F) -> F:
    """Give a command the common options, as one argument `common`."""
    import functools

    @functools.wraps(function)
    def with_common(*args: Any, config: Path | None, date_: date | None, format: str, quiet: bool, verbose: bool, **rest: Any) -> Any:
        return function(*args, common=Common(config, date_, format, quiet, verbose), **rest)

    options = (
        click.option(
            "--config", type=click.Path(path_type=Path), metavar="FILE", help="The site's mkfile.toml; else the nearest one, here or above."
        ),
        click.option("--date", "date_", type=Day(), metavar="DAY", help="The day to take as today; else SOURCE_DATE_EPOCH, else today."),
        click.option("--format", type=click.Choice(FORMATS), default="text", help="How results and problems are written."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
        click.option("-v", "--verbose", is_flag=True, help="Say more."),
    )
    decorated: Any = with_common
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def today(common: Common, config: Config) -> date:
    """Give the day that counts as today: the option's, SOURCE_DATE_EPOCH's, or the calendar's in the site's time zone."""
    if common.day:
        return common.day
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))).date()
        except (ValueError, OverflowError):
            raise click.UsageError(f"SOURCE_DATE_EPOCH is `{epoch[:40]}`, which is no number of seconds since 1970") from None
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(config.timezone)).date()
