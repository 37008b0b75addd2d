"""Every code is documented by a real example: a site that has this problem, all that is said of it, and how it is without it.

docs/problems.md is made of the same cases (`problems/*.txt`), so that what it shows is what happens.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable

import pytest

from mentorsite.diagnostics import Code, Severity
from mentorsite.links.answers import Answer, State, remember
from tests.cases.reading import documenting_cases
from tests.cli.conftest import Run, run
from tests.conftest import PLAIN_THEME, TODAY, Site

__all__ = ["run"]

CASES = documenting_cases()
SEVERITIES = {code.number: code for code in Code}


def mkfile(number: str) -> str:
    """Give a mkfile.toml whose first target is everything; of the practice checks it has the one that the case is about."""
    off = ", ".join(f'"{code.check}"' for code in Code if code.severity is Severity.ADVICE and code.number != number)
    targets = "\n".join(f'[targets.{name}]\naudience = "{name}"\n' for name in ("private", "public"))
    return f'[site]\ntitle = "A small site"\n\n[theme]\nname = "plain"\n\n[practice]\noff = [{off}]\n\n{targets}'


def no_mkfile(site: Site, patch: pytest.MonkeyPatch) -> None:
    (site.root / "mkfile.toml").unlink()


def no_content(site: Site, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(site.root / "content")


def a_large_file(site: Site, patch: pytest.MonkeyPatch) -> None:
    site.write({"content/goals/lead-reviews.md": b"x" * (11 * 2**20)})


def a_link(site: Site, patch: pytest.MonkeyPatch) -> None:
    site.write({"notes.md": "---\ntitle: Lead a review\n---\n", "content/goals/_empty": ""})
    (site.root / "content/goals/lead-reviews.md").symlink_to(site.root / "notes.md")


def no_right_to_read(site: Site, patch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may open everything")
    site.write({"content/goals/lead-reviews.md": "---\ntitle: Lead a review\n---\n"})
    (site.root / "content/goals/lead-reviews.md").chmod(0)


def a_remote(site: Site, patch: pytest.MonkeyPatch) -> None:
    site.write({".git/config": '[remote "origin"]\n\turl = git@github.com:ana/portfolio.git\n'})


def a_document_with_an_author(site: Site, patch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as document:
        document.writestr(
            "docProps/core.xml", '<cp:coreProperties xmlns:dc="d" xmlns:cp="c"><dc:creator>Ana Lind</dc:creator></cp:coreProperties>'
        )
    site.write({"content/goals/plan.docx": data.getvalue()})


def no_weasyprint(site: Site, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "weasyprint", None)


def kept_answers(site: Site, patch: pytest.MonkeyPatch) -> None:
    here, there = "http://reviews.example.org/guide", "https://reviews.example.org/guide/"
    remember(site.root, {here: Answer(State.THERE, "200 OK", there, 0, 1e12), there: Answer(State.THERE, "200 OK", "", 0, 1e12)})


def no_pagefind(site: Site, patch: pytest.MonkeyPatch) -> None:
    for name in ("pagefind_bin", "pagefind_bin_extended"):
        patch.setitem(sys.modules, name, None)


def a_pagefind_that_fails(site: Site, patch: pytest.MonkeyPatch) -> None:
    program = site.root / "program"
    program.write_text("#!/bin/sh\necho Trying >&2\necho No space left on device >&2\nexit 1\n")
    program.chmod(0o755)
    patch.setattr("pagefind_bin.get_executable", lambda: program)
    patch.setitem(sys.modules, "pagefind_bin_extended", None)


ARRANGED: dict[str, Callable[[Site, pytest.MonkeyPatch], None]] = {
    arrange.__name__.replace("_", " "): arrange
    for arrange in (
        no_mkfile,
        no_content,
        a_large_file,
        a_link,
        no_right_to_read,
        a_remote,
        a_document_with_an_author,
        no_weasyprint,
        kept_answers,
        no_pagefind,
        a_pagefind_that_fails,
    )
}


def test_every_code_has_an_example() -> None:
    assert sorted(CASES) == sorted(SEVERITIES)


@pytest.mark.parametrize("number", sorted(CASES))
def test_the_example_of_a_code_has_this_problem_alone_and_not_once_it_is_put_right(
    number: str, new_site: Callable[..., Site], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, is_advice = CASES[number], SEVERITIES[number].severity is Severity.ADVICE
    site = new_site({**PLAIN_THEME, "mkfile.toml": mkfile(number), **case.files})
    if case.arranged:
        ARRANGED[case.arranged](site, monkeypatch)
    arguments = case.run.split() or ["check", "private", *([] if is_advice else ["-q"])]
    result = run(site, *arguments, "--date", TODAY.isoformat())
    assert result.stderr.strip() == case.problems
    assert codes(result.stderr) == {number}
    if case.fixed:
        site.write(case.fixed)
        assert codes(run(site, *arguments, "--date", TODAY.isoformat()).stderr) == set()


def codes(told: str) -> set[str]:
    return set(re.findall(r"\b(?:error|warning|advice)\[(M\d+)\]", told))


def test_what_a_case_arranges_and_what_it_shows_is_of_use() -> None:
    assert {case.arranged for case in CASES.values()} - {""} == set(ARRANGED)
    assert [case.title for case in CASES.values() if not case.shown] == []
