"""`mentorsite init`: begin a site."""

from __future__ import annotations

from pathlib import Path

import click

from mentorsite.cli.options import Common, common


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--title", help="What the site is called; else the folder's name.")
@common
def command(folder: Path, title: str | None, common: Common) -> None:
    """Begin a small site in DIR, or here: it builds at once, and every file in it shows how something is written.

    A file that is there already is never touched.
    """
    from datetime import UTC, datetime

    from mentorsite.scaffold.starter import starter_files

    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "A mentoring portfolio"
    day = common.day or datetime.now(UTC).date()
    files = dict(starter_files(name, day))
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if "mkfile.toml" in there or (folder / "content").exists():
        raise click.ClickException(f"there is a site in {click.format_filename(folder)} already; nothing was written")
    for path, text in files.items():
        if path not in there:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    if not common.quiet:
        click.echo(f"A site of {len(files)} files stands in {click.format_filename(folder)}. Next:")
        if folder.resolve() != Path.cwd():
            click.echo(f"  cd {click.format_filename(folder)}")
        click.echo("  mentorsite serve --open             see it while you write; begin with the two files in content/people/")
        click.echo("  mentorsite new checkin              write a record; it is filled in as far as it can be")
        click.echo("  mentorsite check                    see what each audience would get")
        click.echo("  mentorsite schema --write           let an editor complete and check records")
