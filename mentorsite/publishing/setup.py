"""The file by which a git host publishes a site is written into the repository that the site lies in; what is there stays as it is."""

from __future__ import annotations

from pathlib import Path

from mentorsite.config import Target
from mentorsite.publishing.git import Git
from mentorsite.publishing.refusals import Refused
from mentorsite.scaffold.host_files import PLACES, Checkout, host_file


def write_host_file(host: str, root: Path, target: Target) -> Path:
    """Write the file of a host, by which it publishes a target; give its place. Raises Refused where it is there, or cannot be."""
    git = Git(root)
    top = Path(git.run("looking for the repository", "rev-parse", "--show-toplevel").rstrip("\n")).resolve()
    folder = root.resolve().relative_to(top).as_posix()
    # A detached commit is on no branch; `main` is what hosts call the first one.
    branch = (git.ask("symbolic-ref", "--quiet", "HEAD") or "refs/heads/main").removeprefix("refs/heads/")
    try:
        text = host_file(host, target, Checkout("" if folder == "." else folder, branch))
    except ValueError:
        said = f"the output of the target `{target.name}` lies outside of the repository, where {host} does not look"
        raise Refused(said, f"name a folder in the repository as `output` below `[targets.{target.name}]`") from None
    place = top / PLACES[host]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"`{PLACES[host]}` is there already, and was not touched", "move it away to have a new one written") from None
    except OSError as error:
        raise Refused(f"`{PLACES[host]}` cannot be written: {error.strerror}", "see to its permissions") from None
    return place
