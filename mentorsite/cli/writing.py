"""New files of a site are written: none that is there is ever touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mentorsite.config import Config


def write_new(file: Path, text: str, config: Config, otherwise: str) -> None:
    """Write a file that is not there yet, through no symbolic link: what lies behind one is no part of the site, and would not be read.

    Where it is there, the command ends; `otherwise` says what to do then.
    """
    from mentorsite.escaping import escaped

    shown = escaped(file.relative_to(config.root).as_posix())
    folders = [folder for folder in reversed(file.parents) if folder.is_relative_to(config.root) and folder != config.root]
    for folder in folders:
        if folder.is_symlink():
            said = escaped(folder.relative_to(config.root).as_posix())
            raise click.ClickException(f"{said} is a symbolic link, which is not followed; {shown} was not written")
    begun = False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from None
    try:
        with file.open("x", encoding="utf-8", newline="\n") as record:
            begun = True
            record.write(text)
    except FileExistsError:
        raise click.ClickException(f"{shown} is there already; it was not written. {otherwise}") from None
    except OSError as error:
        if begun:
            file.unlink(missing_ok=True)
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from None
