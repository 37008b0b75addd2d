"""New files of a site are written: none that is there is ever touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mentorsite.config import Config


def write_new(file: Path, text: str, config: Config, otherwise: str) -> None:
    """Write a file that is not there yet, through no symbolic link: what lies behind one is no part of the site, and would not be read.

    It is there whole or not at all. Where it is there already, the command ends; `otherwise` says what to do then.
    """
    from mentorsite.escaping import escaped

    shown = escaped(file.relative_to(config.root).as_posix())
    folders = [folder for folder in reversed(file.parents) if folder.is_relative_to(config.root) and folder != config.root]
    for folder in folders:
        if folder.is_symlink():
            said = escaped(folder.relative_to(config.root).as_posix())
            raise click.ClickException(f"{said} is a symbolic link, which is not followed; {shown} was not written")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from None
    try:
        _put(text, file)
    except FileExistsError:
        raise click.ClickException(f"{shown} is there already; it was not written. {otherwise}") from None
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from None


def _put(text: str, file: Path) -> None:
    """Write a file whole or not at all, however this process ends. Raises FileExistsError where it is there."""
    data = text.encode()
    beside = file.with_name(f".{file.name[:80]}.{os.getpid()}.new")
    try:
        with beside.open("xb") as begun:
            begun.write(data)
        try:
            os.link(beside, file)
        except FileExistsError:
            raise
        except OSError:
            # Not every file system has links; there, a file shows as soon as it is begun.
            _put_at_once(data, file)
    finally:
        beside.unlink(missing_ok=True)


def _put_at_once(data: bytes, file: Path) -> None:
    with file.open("xb") as record:
        try:
            record.write(data)
            record.flush()
        except OSError:
            file.unlink(missing_ok=True)
            raise
