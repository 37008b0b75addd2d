"""The files of cases: bad input, and what is said of it.

A case begins with a line `@@ case` and what it shows. `@@ file PATH` is followed by a file as it is, `@@ bytes PATH` by one in which `\\x00` and the
like stand for bytes (its lines end where they say so), and `@@ problems` by all that a person is told of the site, word for word.

A case that documents a code has its number as its name, and may have more: `@@ with PATH` a file that the documentation does not show,
`@@ fixed PATH` a file as it is right, `@@ words` what the documentation says before the file that follows, `@@ arrange` the name of what no
text can bring about, `@@ run` the arguments of the command.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

DOCUMENTING = Path(__file__).parent / "problems"
"""The folder of the cases that document codes."""


@dataclass
class Case:
    """A site, and the problems that it has. `shown` is what the documentation shows, in order: words (with no path), and files."""

    title: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: str = ""
    fixed: dict[str, bytes] = field(default_factory=dict)
    shown: list[tuple[str, str]] = field(default_factory=list)
    arranged: str = ""
    run: str = ""


def read_cases(text: str) -> list[Case]:
    """Give the cases of a file, in order."""
    found: list[Case] = []
    for piece in ("\n" + text).split("\n@@ ")[1:]:
        head, _, content = piece.partition("\n")
        kind, _, name = head.partition(" ")
        if kind == "case":
            found.append(Case(name))
        elif kind in ("file", "with"):
            found[-1].files[name] = f"{content}\n".encode()
            if kind == "file":
                found[-1].shown.append((name, content))
        elif kind == "bytes":
            found[-1].files[name] = content.replace("\n", "").encode("ascii").decode("unicode_escape").encode("latin-1")
        elif kind == "fixed":
            found[-1].fixed[name] = f"{content}\n".encode()
        elif kind == "words":
            found[-1].shown.append(("", content.strip()))
        elif kind == "arrange":
            found[-1].arranged = name
        elif kind == "run":
            found[-1].run = name
        else:
            assert head == "problems", head
            found[-1].problems = content.strip("\n")
    return found


def documenting_cases() -> dict[str, Case]:
    """Give the case that documents each code, by its number."""
    cases = [case for file in sorted(DOCUMENTING.glob("*.txt")) for case in read_cases(file.read_text("utf-8"))]
    assert len({case.title for case in cases}) == len(cases), "a code has two cases"
    return {case.title: case for case in cases}
